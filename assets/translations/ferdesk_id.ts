<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id">
<context>
    <name></name>
    <message>
        <source>Something in ferdesk failed ({error}). The log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language can be changed when the recording has ended.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A Dask cluster needs packages that are not installed: pip install &apos;ferdesk[train]&apos;, or use --jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A comparison needs 2 to {0} models, not {1}. Name them with --models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A worker process ended unexpectedly, perhaps for want of memory. Start the same command again, with fewer --jobs: it goes on with what is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement is not correctness: models trained on the same faces share their mistakes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All who can be seen know that video is recorded and agree to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angka-angka ini adalah perkiraan yang dapat keliru. Angka ini tidak menunjukkan siapa yang paham, tertarik, atau belajar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Berapa bagian kelompok yang kepalanya menghadap ke depan, dan seberapa banyak kelompok bergerak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Berapa wajah yang terlihat, dan berapa bagian dari {{expected}} orang yang diharapkan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA is not used: ONNX Runtime chose the CPU for this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA is not used: no NVIDIA driver is loaded on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA is not used: this installation has ONNX Runtime for the CPU only (`python3 dev.py setup` installs the other one where it finds an NVIDIA GPU).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA is not used: {0} cannot be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera {0} was not found. Plug it in, or choose one of these: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera {0} was not found: this computer shows no camera. Plug one in, or choose a file or the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Campuran ekspresi wajah seluruh kelompok. Yang tampak di wajah bukanlah yang dirasakan seseorang.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ekspresi dan emosi tidak dianalisis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expressions and emotions are not analysed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hanya untuk rentang sedikitnya {{window}} detik dan sedikitnya {{k}} wajah. Jika kurang, tidak ada yang tampil.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many faces are visible, and how many of the {{expected}} expected people that is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MediaPipe could not search the picture ({0}); try another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MediaPipe&apos;s face detector cannot be started ({0}); install ferdesk again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Dask scheduler answers at {0}. Start one with `dask scheduler`, and check the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face was found in {0} at {1} s. Try another moment with --at, or --detector far for small faces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face was seen in this time, so there is nothing to save. Compare again with a face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture and no sound is recorded, and nothing is sent over a network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session folder can be made in {0}: {1}. Choose another folder, or check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No video was recorded, only scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is recognised, named, numbered, ranked or graded. There are no values of single people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tested: whether it errs more on some people than on others. The pictures it was tested on do not say who is in them, so nothing is known by age, gender, skin colour, culture, glasses or disability. Help &gt; Fairness check does it with your own labelled pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is decided about anybody because of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing, unless the operator saves a session: then group figures, deleted after {{days}} days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only over windows of at least {{window}} seconds, and only with at least {{k}} faces. Else nothing is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {0} was given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading pictures failed ({0}). Open the source again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampaikan kapan saja kepada orang yang disebut di atas, tanpa perlu memberi alasan. Tempat Anda lalu ditutup dengan topeng sebelum apa pun dianalisis, atau analisis dihentikan. Tidak ada kerugian bagi Anda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several cameras are called {0}. Choose one by its number: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something in ferdesk failed ({0}). The log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the person named above, at any time and without giving reasons. Your place is then covered by a mask before anything is analysed, or the analysis is stopped. It has no disadvantages for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The analysis failed ({0}). The log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of {0} has only {1} MB left, so no more video is recorded, only scores. Free some space for the next recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of {0} has only {1} MB left, so the recording has ended; all until then is kept. Free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face detector cannot read {0} ({1}); install ferdesk again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face detector could not search the picture ({0}); try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face detector&apos;s file {0} is damaged or was changed; install ferdesk again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face was not neutral in {{share:.0%}} of the pictures. Take the baseline again with the face at rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face was seen in {{samples}} of {{pictures}} pictures only, which is too little for a baseline to rely on. Take it again, facing the camera all the time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures are estimates with errors. They do not show who understands, is interested or learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {0} cannot be listed: {1}. Check that you may open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {0} has no pictures. Choose one with JPEG, PNG, BMP, WebP or TIFF files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {0} was moved or removed while recording, so the recording has ended. Start a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient of {0} cannot pass {1}, so places are covered instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last recording is not finished yet. Start again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map shows what the model&apos;s output depends on, not why a person feels something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The marker cannot be kept in {0} ({1}). Check the folder&apos;s space and permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mix of facial expressions of the whole group. What a face shows is not what a person feels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures ended after only {{seconds:.0f}} of {{of:.0f}} seconds, which is too little for a baseline to rely on. Take it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording failed ({0}). The log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rows in {0} cannot be written as Parquet ({1}). They stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values moved a lot (by {{spread:.0%}} around their mean). Take the baseline again with the face at rest, in steady light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video of this session is missing: there is no {0} in its folder. The scores are complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video {0} cannot be written ({1}). Check the folder&apos;s space and permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no face detector called {0}; choose one of: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no longer gap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model named {0}. There are: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are figures, not a verdict. Groups of pictures differ in light, size, pose, in which emotions they show and in how they were labelled, and each of these moves the accuracy. Of twenty intervals, about one misses its true value by chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada gambar atau suara yang direkam, dan tidak ada yang dikirim lewat jaringan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada keputusan tentang siapa pun yang diambil karenanya.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada yang dikenali, dinamai, diberi nomor, diperingkat, atau dinilai. Tidak ada nilai perorangan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada, kecuali operator menyimpan sebuah sesi: hanya angka kelompok per rentang waktu, dihapus setelah {{days}} hari.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two of the models are named {0}, so their answers could not be told apart. Export one renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened in the gaps, and in the pictures that were dropped or not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What share of the group has its head turned to the front, and how much the group moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the computer&apos;s clock was right. Times are measured with a clock that does not jump; UTC is what the computer&apos;s clock said at each picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the labels are right: nobody has checked them in this session. The accuracy of a model was measured on other people&apos;s pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who the faces are. A number follows a face while it is in sight; somebody who leaves and comes back may get a new one, and all numbers begin anew with another detector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers of the cluster at {0} ended again and again, perhaps for want of memory. Start the same command again: it goes on with what is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ({1}) may not be opened by you. Add yourself to its group with &apos;sudo usermod -aG video $USER&apos; and log in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Scores are still recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} The scores are shown without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be kept in {1}: {2}. Free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be made a folder: {1}. Choose another place with --out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be opened ({1}). Check the address and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be opened as a video or picture: it is damaged, cut off or of another kind ({1}). Choose an MP4, MKV, MOV, AVI, WebM, GIF, JPEG or PNG file, or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be opened: another program is probably using it, or the system&apos;s privacy settings forbid it. Close that program or allow cameras; it is tried again every second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}). Install ferdesk again to have its model cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read as a CSV of labels ({1}). Check the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read as a CSV table ({1}). Check the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}. Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}. Check that you may open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}. Check the file and its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}). Check the folder&apos;s space and permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}). What was recorded until then is kept; check the folder&apos;s space and permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Choose another place or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Free some space; the rows so far are in {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} carries no description of its labels and scaling (metadata `{1}`), so its answers could not be understood. Use a model that ferdesk&apos;s training module exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be deleted. Check the permissions of these files and delete them by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} crashed in a trial run, so it was not opened. Get the file again or another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} did not answer three times within {1} s in a trial run. Use a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} did not answer within {1} s. Check the address and that the device is switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not reproduce its own sample: {1} comes out as {2} instead of {3}, so its labels or its scaling are not the ones that it was made with. Export the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ends at {1} s, so it has no picture at {2} s. Choose an earlier moment with --at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ends in none of {1}. Choose one of these formats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} fails when it is explained ({1}). Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} fails when it is run ({1}). Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} frames were not saved at the end, because the disk was too slow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} gave an answer that is not a number. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} gave no picture at {1} s. Try another moment with --at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} gives no pictures. Check its cable and its cover; it is tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has damaged parts, which are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has ended. It is tried again; check the camera and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no output named {1}, which its description names. Export it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no video that could be analysed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has only {1} MB free, too little to record. Free at least {2} MB or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has stopped giving pictures. It is tried again; check the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has the columns {1}, but needs path and group, and label where folders do not tell it. Name the columns in its first line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has {1} MB; ferdesk opens models of up to 512 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has {1} nodes; ferdesk runs models of up to 20,000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no labels. It needs the columns time_s,label or from_s,to_s,label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no pictures. Check the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no pictures. It needs a line for each one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no pictures: it is sound alone, or cut off. Choose another video file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no pictures: nothing was seen before it was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged after {1} s{2}: the rest cannot be decoded. What came before is complete; copy or record the file again for the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged or cut off. Copy the picture again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged or not a picture that ferdesk reads. Choose a JPEG, PNG, BMP, WebP or TIFF file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged or was changed: its SHA-256 is not the one noted in {1}. Install ferdesk again, or add the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged: its models are not described ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged: no picture in it can be decoded. Copy or record it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged: what it says of itself cannot be read ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes), so nothing of this session was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes). Copy or record it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes). Get the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is linear in histograms of gradients: what each one adds is known exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is made for another task: ferdesk needs one float input (N, {1}, {2}, {3}) as its description says, this one takes {4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is named {1}, as a model of ferdesk&apos;s own is. Export it renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no recorded session: there is no {1} in it. Choose a folder that ferdesk recorded into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is none of {1}. Choose one of these formats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a complete ONNX file: it has no graph. Get the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a file but a device or a pipe. Choose a file, or camera:N for a camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a file. Choose an .onnx file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a model that ONNX Runtime can open ({1}). Get the file again or export it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a valid ONNX file ({1}). Get the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not finished yet. It is finished at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is too large: over {1} MB. Make the picture smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is too large: {1} x {2} pixels. Make it smaller than {3} megapixels and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is too small: {1} x {2} pixels. Choose a picture of at least {3} x {4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} keeps its weights in another file ({1}), which ferdesk does not open. Save the model as one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} knows no &apos;{1}&apos;. It knows {2}: choose one of these with --emotion, or leave this model out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} less {1}: {2}. The interval does not hold 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} less {1}: {2}. The interval holds 0: no clear difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names no feature tensor, so places of its input are covered instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names {1} emotions but answers with {2} values. Export the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names {1} groups, and at most {2} can be compared. Check the column group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures in {1} stand in no line of {2}, so they belong to no group and are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} uses operators of its own ({1}), which ferdesk does not run. Export it with standard ONNX operators.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was analysed again {1} times already. Move one of the files {2} out of {3} first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was unplugged. Plug it in again; it resumes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, line {1}: &apos;{2}&apos; is no label. There are: {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, line {1}: from &apos;{2}&apos; to &apos;{3}&apos; is no time. Give seconds from the start, in the columns time_s or from_s and to_s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}. It needs a CSV table with the columns path, label and group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: its description cannot be used: {1}. Export the model again with ferdesk&apos;s training module.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: its description has version {1}, this ferdesk reads version {2}. Update ferdesk or export the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: no picture can be judged, so nothing can be said about this group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the picture or the group is missing. Fill in both, or remove the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: there is another model named {1}. Rename one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: there is no such file, folder or camera. Check the spelling, or use camera:0 for the first camera or demo for the embedded pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: two labels hold at {1} s. Let each stretch end where the next begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} has no label. Give one in a column label: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} pictures are too few to say anything. At least {2} are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} pictures give the accuracy to {2} points either way only, too roughly to compare it. More pictures are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} stands there twice. Remove one of the lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}. There are: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
