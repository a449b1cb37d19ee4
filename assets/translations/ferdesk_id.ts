<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id">
<context>
    <name></name>
    <message>
        <source>Something in ferdesk failed ({error}). The log file has the details.</source>
        <translation>Terjadi kegagalan di ferdesk ({error}). Rinciannya ada di berkas log.</translation>
    </message>
    <message>
        <source>The language can be changed when the room view is closed.</source>
        <translation>Bahasa dapat diganti setelah tampilan ruangan ditutup.</translation>
    </message>
    <message>
        <source>The language can be changed when the live stream is off.</source>
        <translation>Bahasa dapat diganti setelah siaran dimatikan.</translation>
    </message>
    <message>
        <source>The language can be changed when the recording has ended.</source>
        <translation>Bahasa dapat diganti setelah perekaman berakhir.</translation>
    </message>
    <message>
        <source>Choose a table of pictures</source>
        <translation>Pilih tabel gambar</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabel (*.csv)</translation>
    </message>
    <message>
        <source>Choose a folder of class folders</source>
        <translation>Pilih folder yang berisi folder kelas</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>Pemeriksaan dihentikan.</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Simpan angka-angkanya</translation>
    </message>
    <message>
        <source>Report (*.html)</source>
        <translation>Laporan (*.html)</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Disimpan sebagai {path}.</translation>
    </message>
    <message>
        <source>Fairness check</source>
        <translation>Pemeriksaan keadilan</translation>
    </message>
    <message>
        <source>How models do on groups of people, on your own labelled pictures: a table (CSV) with the columns path, label and group, or a folder of class folders with a groups.csv. Pictures are read where they are; only counts are kept.</source>
        <translation>Bagaimana model bekerja pada kelompok-kelompok orang, dengan gambar berlabel milik Anda sendiri: tabel (CSV) dengan kolom path, label, dan group, atau folder berisi folder kelas dengan groups.csv. Gambar dibaca di tempatnya; hanya jumlahnya yang disimpan.</translation>
    </message>
    <message>
        <source>PICTURES</source>
        <translation>GAMBAR</translation>
    </message>
    <message>
        <source>Nothing is chosen yet</source>
        <translation>Belum ada yang dipilih</translation>
    </message>
    <message>
        <source>Choose table…</source>
        <translation>Pilih tabel…</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Pilih folder…</translation>
    </message>
    <message>
        <source>The pictures are face crops already</source>
        <translation>Gambar-gambar ini sudah berupa potongan wajah</translation>
    </message>
    <message>
        <source>No face is looked for: each model gets the whole picture</source>
        <translation>Wajah tidak dicari: setiap model menerima gambar utuh</translation>
    </message>
    <message>
        <source>MODELS</source>
        <translation>MODEL</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Kemajuan pemeriksaan</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Mulai</translation>
    </message>
    <message>
        <source>Figures of each group</source>
        <translation>Angka setiap kelompok</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Simpan…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>{done} of {total} pictures</source>
        <translation>{done} dari {total} gambar</translation>
    </message>
    <message>
        <source>Opening the models…</source>
        <translation>Membuka model…</translation>
    </message>
    <message>
        <source>{pictures} pictures were looked at.</source>
        <translation>{pictures} gambar telah diperiksa.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Models to check</source>
        <translation>Model yang diperiksa</translation>
    </message>
    <message>
        <source>group</source>
        <translation>kelompok</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>gambar</translation>
    </message>
    <message>
        <source>face found</source>
        <translation>wajah ditemukan</translation>
    </message>
    <message>
        <source>judged</source>
        <translation>dinilai</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>akurasi</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>selang 95 %</translation>
    </message>
    <message>
        <source>{count} pictures show what this model has no class for.</source>
        <translation>{count} gambar menunjukkan emosi yang tidak ada dalam kelas model ini.</translation>
    </message>
    <message>
        <source>label \ answer</source>
        <translation>label \ jawaban</translation>
    </message>
    <message>
        <source>right</source>
        <translation>benar</translation>
    </message>
    <message>
        <source>Stream out</source>
        <translation>Siarkan skor</translation>
    </message>
    <message>
        <source>Scores and markers go to other programs while this is on. Pictures are never sent.</source>
        <translation>Selama ini aktif, skor dan penanda dikirim ke program lain. Gambar tidak pernah dikirim.</translation>
    </message>
    <message>
        <source>The scores leave this computer: whoever can read the network in between can read them. All who can be seen should have agreed.</source>
        <translation>Skor keluar dari komputer ini: siapa pun yang dapat membaca jaringan di antaranya dapat membacanya. Semua orang yang terlihat seharusnya sudah menyetujuinya.</translation>
    </message>
    <message>
        <source>Stop streaming</source>
        <translation>Hentikan siaran</translation>
    </message>
    <message>
        <source>Start streaming</source>
        <translation>Mulai siaran</translation>
    </message>
    <message>
        <source>Saved in {folder}: {names}. The receipt lists what is in them. They are deleted after {days} days.</source>
        <translation>Disimpan di {folder}: {names}. Tanda terima mencantumkan isinya. Semua itu dihapus setelah {days} hari.</translation>
    </message>
    <message>
        <source>Deleted: this session and {count} saved ones.</source>
        <translation>Dihapus: sesi ini dan {count} sesi tersimpan.</translation>
    </message>
    <message>
        <source>Saved sessions of the room view whose time was over: {count} deleted.</source>
        <translation>Sesi tersimpan dari tampilan ruangan yang masa simpannya habis: {count} dihapus.</translation>
    </message>
    <message>
        <source>Delete this session and all saved sessions of the room view? They cannot be brought back.</source>
        <translation>Hapus sesi ini dan semua sesi tersimpan dari tampilan ruangan? Sesi-sesi itu tidak dapat dikembalikan.</translation>
    </message>
    <message>
        <source>Answer the room view&apos;s questions first: the notice tells what is really analysed.</source>
        <translation>Jawab dahulu pertanyaan tampilan ruangan: pemberitahuan menyebutkan apa yang benar-benar dianalisis.</translation>
    </message>
    <message>
        <source>Notice for the people in view</source>
        <translation>Pemberitahuan bagi orang yang terlihat</translation>
    </message>
    <message>
        <source>Save for printing…</source>
        <translation>Simpan untuk dicetak…</translation>
    </message>
    <message>
        <source>Moments of the session</source>
        <translation>Momen dalam sesi</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Tambah</translation>
    </message>
    <message>
        <source>Add a marker here (M)</source>
        <translation>Tambahkan penanda di sini (M)</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Ganti nama</translation>
    </message>
    <message>
        <source>Change the marker&apos;s text (F2)</source>
        <translation>Ubah teks penanda (F2)</translation>
    </message>
    <message>
        <source>Move here</source>
        <translation>Pindahkan ke sini</translation>
    </message>
    <message>
        <source>Move the marker to the moment that is shown</source>
        <translation>Pindahkan penanda ke momen yang ditampilkan</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Delete the marker (Del)</source>
        <translation>Hapus penanda (Del)</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Celah</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Peristiwa</translation>
    </message>
    <message>
        <source>Posed</source>
        <translation>Diperagakan</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Garis dasar</translation>
    </message>
    <message>
        <source>Face {face}, {model}</source>
        <translation>Wajah {face}, {model}</translation>
    </message>
    <message>
        <source>Recorded picture</source>
        <translation>Gambar yang direkam</translation>
    </message>
    <message>
        <source>Analyse again…</source>
        <translation>Analisis lagi…</translation>
    </message>
    <message>
        <source>Analyse the recorded video with other models</source>
        <translation>Analisis video yang direkam dengan model lain</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Bandingkan…</translation>
    </message>
    <message>
        <source>How far the models agree in this session</source>
        <translation>Seberapa jauh model-model sepakat dalam sesi ini</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Ekspor…</translation>
    </message>
    <message>
        <source>Save the chosen stretch, or all, as a table or a report</source>
        <translation>Simpan rentang terpilih, atau semuanya, sebagai tabel atau laporan</translation>
    </message>
    <message>
        <source>Back to the live picture (Escape)</source>
        <translation>Kembali ke gambar langsung (Escape)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Berkas</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>&amp;Pemutaran</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Rekam</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Tampilan</translation>
    </message>
    <message>
        <source>R&amp;oom</source>
        <translation>R&amp;uangan</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ba&amp;ntuan</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Bahasa</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;Sistem</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Gelap</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Terang</translation>
    </message>
    <message>
        <source>Open &amp;camera…</source>
        <translation>Buka &amp;kamera…</translation>
    </message>
    <message>
        <source>&amp;Open file…</source>
        <translation>&amp;Buka berkas…</translation>
    </message>
    <message>
        <source>Open f&amp;older of pictures…</source>
        <translation>Buka f&amp;older gambar…</translation>
    </message>
    <message>
        <source>Open &amp;stream…</source>
        <translation>Buka &amp;aliran…</translation>
    </message>
    <message>
        <source>Open s&amp;ession…</source>
        <translation>Buka s&amp;esi…</translation>
    </message>
    <message>
        <source>Play the &amp;demo</source>
        <translation>&amp;Putar demo</translation>
    </message>
    <message>
        <source>Add &amp;model…</source>
        <translation>Tambahkan &amp;model…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Ke&amp;luar</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Putar atau jeda</translation>
    </message>
    <message>
        <source>&amp;Back 5 seconds</source>
        <translation>&amp;Mundur 5 detik</translation>
    </message>
    <message>
        <source>&amp;Forward 5 seconds</source>
        <translation>Ma&amp;ju 5 detik</translation>
    </message>
    <message>
        <source>From the &amp;start</source>
        <translation>Dari &amp;awal</translation>
    </message>
    <message>
        <source>E&amp;xplain this picture</source>
        <translation>Jelaskan gambar &amp;ini</translation>
    </message>
    <message>
        <source>&amp;Compare models</source>
        <translation>&amp;Bandingkan model</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Urungkan</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>U&amp;langi</translation>
    </message>
    <message>
        <source>&amp;Next disagreement</source>
        <translation>Perbedaan &amp;berikutnya</translation>
    </message>
    <message>
        <source>&amp;Previous disagreement</source>
        <translation>Perbedaan &amp;sebelumnya</translation>
    </message>
    <message>
        <source>&amp;Record…</source>
        <translation>&amp;Rekam…</translation>
    </message>
    <message>
        <source>Set a &amp;marker</source>
        <translation>Pasang pe&amp;nanda</translation>
    </message>
    <message>
        <source>Record neutral &amp;baseline (10 s)</source>
        <translation>Rekam &amp;garis dasar netral (10 dtk)</translation>
    </message>
    <message>
        <source>Stream &amp;out…</source>
        <translation>Siarkan &amp;skor…</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>Layar &amp;penuh</translation>
    </message>
    <message>
        <source>&amp;Mirror cameras</source>
        <translation>&amp;Cerminkan kamera</translation>
    </message>
    <message>
        <source>&amp;Next face</source>
        <translation>Wajah beri&amp;kutnya</translation>
    </message>
    <message>
        <source>&amp;Previous face</source>
        <translation>Wajah &amp;sebelumnya</translation>
    </message>
    <message>
        <source>&amp;Room view</source>
        <translation>&amp;Tampilan ruangan</translation>
    </message>
    <message>
        <source>&amp;Stop everything</source>
        <translation>&amp;Hentikan semuanya</translation>
    </message>
    <message>
        <source>Room view s&amp;ettings…</source>
        <translation>S&amp;etelan tampilan ruangan…</translation>
    </message>
    <message>
        <source>&amp;Notice for the people in view…</source>
        <translation>&amp;Pemberitahuan bagi orang yang terlihat…</translation>
    </message>
    <message>
        <source>&amp;Model cards</source>
        <translation>&amp;Kartu model</translation>
    </message>
    <message>
        <source>&amp;Fairness check…</source>
        <translation>&amp;Pemeriksaan keadilan…</translation>
    </message>
    <message>
        <source>&amp;Privacy and files…</source>
        <translation>P&amp;rivasi dan berkas…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>Pintasan papan &amp;tik</translation>
    </message>
    <message>
        <source>&amp;About ferdesk</source>
        <translation>Tentang &amp;ferdesk</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Gambar</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Tombol panah</translation>
    </message>
    <message>
        <source>Select the face to the left or right</source>
        <translation>Pilih wajah di kiri atau kanan</translation>
    </message>
    <message>
        <source>Arrow keys, Page keys</source>
        <translation>Tombol panah, tombol Page</translation>
    </message>
    <message>
        <source>Move by 1 or 10 seconds</source>
        <translation>Bergeser 1 atau 10 detik</translation>
    </message>
    <message>
        <source>While recording</source>
        <translation>Saat merekam</translation>
    </message>
    <message>
        <source>0 to 9</source>
        <translation>0 sampai 9</translation>
    </message>
    <message>
        <source>Set a marker with that number</source>
        <translation>Pasang penanda dengan nomor itu</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Tinjau</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Kiri, Kanan</translation>
    </message>
    <message>
        <source>The frame before or after</source>
        <translation>Bingkai sebelum atau sesudahnya</translation>
    </message>
    <message>
        <source>Page keys, Home, End</source>
        <translation>Tombol Page, Home, End</translation>
    </message>
    <message>
        <source>Move by 10 seconds, to the start or end</source>
        <translation>Bergeser 10 detik, ke awal atau ke akhir</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spasi</translation>
    </message>
    <message>
        <source>Play in real time, or pause</source>
        <translation>Putar dalam waktu nyata, atau jeda</translation>
    </message>
    <message>
        <source>M, 0 to 9</source>
        <translation>M, 0 sampai 9</translation>
    </message>
    <message>
        <source>I, O</source>
        <translation>I, O</translation>
    </message>
    <message>
        <source>Begin or end the chosen stretch</source>
        <translation>Mulai atau akhiri rentang terpilih</translation>
    </message>
    <message>
        <source>+, −</source>
        <translation>+, −</translation>
    </message>
    <message>
        <source>Show less or more time</source>
        <translation>Tampilkan waktu yang lebih pendek atau lebih panjang</translation>
    </message>
    <message>
        <source>Comparison, labelling</source>
        <translation>Perbandingan, pelabelan</translation>
    </message>
    <message>
        <source>1 to 7</source>
        <translation>1 sampai 7</translation>
    </message>
    <message>
        <source>Say what the selected face was asked to show</source>
        <translation>Nyatakan apa yang diminta diperagakan wajah terpilih</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Di mana saja</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Shift+Tab</translation>
    </message>
    <message>
        <source>Next or previous control</source>
        <translation>Kendali berikutnya atau sebelumnya</translation>
    </message>
    <message>
        <source>The model is being tried…</source>
        <translation>Model sedang dicoba…</translation>
    </message>
    <message>
        <source>The description is being saved…</source>
        <translation>Deskripsi sedang disimpan…</translation>
    </message>
    <message>
        <source>Ready. Its accuracy is not measured.</source>
        <translation>Siap. Akurasinya belum diukur.</translation>
    </message>
    <message>
        <source>No face on screen. Open a camera, a file or the demo, and it is shown here what the model would get.</source>
        <translation>Tidak ada wajah di layar. Buka kamera, berkas, atau demo, dan di sini ditampilkan apa yang akan diterima model.</translation>
    </message>
    <message>
        <source>The face on screen, as the model would get it, comes here.</source>
        <translation>Wajah di layar muncul di sini, seperti yang akan diterima model.</translation>
    </message>
    <message>
        <source>Make a face: the answer that rises should bear its name.</source>
        <translation>Buatlah raut wajah: jawaban yang naik seharusnya menyandang namanya.</translation>
    </message>
    <message>
        <source>Describe a model</source>
        <translation>Deskripsikan model</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Add model</source>
        <translation>Tambahkan model</translation>
    </message>
    <message>
        <source>{file} does not say what it needs and what its answers mean. What you say here is saved beside it.</source>
        <translation>{file} tidak menyebutkan apa yang diperlukannya dan apa arti jawabannya. Yang Anda sebutkan di sini disimpan di sampingnya.</translation>
    </message>
    <message>
        <source>WHAT THE MODEL GETS</source>
        <translation>YANG DITERIMA MODEL</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LANGSUNG</translation>
    </message>
    <message>
        <source>WHAT EACH ANSWER MEANS</source>
        <translation>ARTI SETIAP JAWABAN</translation>
    </message>
    <message>
        <source>{height} × {width}, gray
values {low:.2f} to {high:.2f}</source>
        <translation>{height} × {width}, abu-abu
nilai {low:.2f} sampai {high:.2f}</translation>
    </message>
    <message>
        <source>{height} × {width}, colour
values {low:.2f} to {high:.2f}</source>
        <translation>{height} × {width}, berwarna
nilai {low:.2f} sampai {high:.2f}</translation>
    </message>
    <message>
        <source>Call it off</source>
        <translation>Batalkan</translation>
    </message>
    <message>
        <source>‹ Disagreement</source>
        <translation>‹ Perbedaan</translation>
    </message>
    <message>
        <source>The disagreement of the models before (Shift+N)</source>
        <translation>Perbedaan antarmodel sebelumnya (Shift+N)</translation>
    </message>
    <message>
        <source>Disagreement ›</source>
        <translation>Perbedaan ›</translation>
    </message>
    <message>
        <source>The next disagreement of the models (N)</source>
        <translation>Perbedaan antarmodel berikutnya (N)</translation>
    </message>
    <message>
        <source>Start here</source>
        <translation>Mulai di sini</translation>
    </message>
    <message>
        <source>The chosen stretch begins here (I)</source>
        <translation>Rentang terpilih dimulai di sini (I)</translation>
    </message>
    <message>
        <source>End here</source>
        <translation>Akhiri di sini</translation>
    </message>
    <message>
        <source>The chosen stretch ends here (O)</source>
        <translation>Rentang terpilih berakhir di sini (O)</translation>
    </message>
    <message>
        <source>The chosen stretch; click to choose nothing</source>
        <translation>Rentang terpilih; klik agar tidak ada yang terpilih</translation>
    </message>
    <message>
        <source>Show less time (+)</source>
        <translation>Tampilkan waktu yang lebih pendek (+)</translation>
    </message>
    <message>
        <source>Show more time (−)</source>
        <translation>Tampilkan waktu yang lebih panjang (−)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Show the whole session</source>
        <translation>Tampilkan seluruh sesi</translation>
    </message>
    <message>
        <source>Save the notice</source>
        <translation>Simpan pemberitahuan</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Halaman (*.html)</translation>
    </message>
    <message>
        <source>The notice is saved as {path}. A browser shows and prints it.</source>
        <translation>Pemberitahuan disimpan sebagai {path}. Peramban dapat menampilkan dan mencetaknya.</translation>
    </message>
    <message>
        <source>A stream of scores for each model, and one of markers.</source>
        <translation>Satu aliran skor untuk setiap model, dan satu aliran penanda.</translation>
    </message>
    <message>
        <source>&amp;LabStreamingLayer (LSL)</source>
        <translation>&amp;LabStreamingLayer (LSL)</translation>
    </message>
    <message>
        <source>While a session is recorded, the markers of other programs become markers of it.</source>
        <translation>Selama sesi direkam, penanda dari program lain menjadi penanda sesi itu.</translation>
    </message>
    <message>
        <source>&amp;Take markers of other programs</source>
        <translation>&amp;Terima penanda dari program lain</translation>
    </message>
    <message>
        <source>Let &amp;other computers read the streams</source>
        <translation>&amp;Izinkan komputer lain membaca aliran</translation>
    </message>
    <message>
        <source>Messages over UDP, such as /ferdesk/face/1/&lt;model&gt;/happy.</source>
        <translation>Pesan melalui UDP, misalnya /ferdesk/face/1/&lt;model&gt;/happy.</translation>
    </message>
    <message>
        <source>O&amp;pen Sound Control (OSC)</source>
        <translation>O&amp;pen Sound Control (OSC)</translation>
    </message>
    <message>
        <source>Computer that OSC messages go to</source>
        <translation>Komputer tujuan pesan OSC</translation>
    </message>
    <message>
        <source>Port that OSC messages go to</source>
        <translation>Port tujuan pesan OSC</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>Kirim ke</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Choose LabStreamingLayer, OSC or both.</source>
        <translation>Pilih LabStreamingLayer, OSC, atau keduanya.</translation>
    </message>
    <message>
        <source>Name the computer that OSC messages go to: 127.0.0.1 is this one.</source>
        <translation>Sebutkan komputer tujuan pesan OSC: 127.0.0.1 adalah komputer ini.</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535; 9000 is usual for OSC.</source>
        <translation>Port adalah angka dari 1 sampai 65535; untuk OSC biasanya 9000.</translation>
    </message>
    <message>
        <source>Marker of another program: {marker}</source>
        <translation>Penanda dari program lain: {marker}</translation>
    </message>
    <message>
        <source>Scores and markers are sent to other programs; pictures are not.</source>
        <translation>Skor dan penanda dikirim ke program lain; gambar tidak.</translation>
    </message>
    <message>
        <source>Pictures whose scores were sent: {sent}. Left out: {missed}.</source>
        <translation>Gambar yang skornya dikirim: {sent}. Dilewati: {missed}.</translation>
    </message>
    <message>
        <source>Streaming out · {ways}</source>
        <translation>Menyiarkan · {ways}</translation>
    </message>
    <message>
        <source>LabStreamingLayer: on this computer only.</source>
        <translation>LabStreamingLayer: hanya di komputer ini.</translation>
    </message>
    <message>
        <source>LabStreamingLayer: for other computers, too.</source>
        <translation>LabStreamingLayer: juga untuk komputer lain.</translation>
    </message>
    <message>
        <source>OSC: to {host}, port {port}.</source>
        <translation>OSC: ke {host}, port {port}.</translation>
    </message>
    <message>
        <source>Angry</source>
        <translation>Marah</translation>
    </message>
    <message>
        <source>Disgust</source>
        <translation>Jijik</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>Takut</translation>
    </message>
    <message>
        <source>Happy</source>
        <translation>Senang</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Netral</translation>
    </message>
    <message>
        <source>Sad</source>
        <translation>Sedih</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>Terkejut</translation>
    </message>
    <message>
        <source>Contempt</source>
        <translation>Menghina</translation>
    </message>
    <message>
        <source>Not happy</source>
        <translation>Tidak senang</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>Senyum</translation>
    </message>
    <message>
        <source>No smile</source>
        <translation>Tanpa senyum</translation>
    </message>
    <message>
        <source>Not enough faces: nothing is shown or stored for this time.</source>
        <translation>Wajah tidak cukup: tidak ada yang ditampilkan atau disimpan untuk waktu ini.</translation>
    </message>
    <message>
        <source>The first window is being collected. It takes {seconds:.0f} seconds.</source>
        <translation>Rentang waktu pertama sedang dikumpulkan. Ini memerlukan {seconds:.0f} detik.</translation>
    </message>
    <message>
        <source>The last window: {start} to {end}</source>
        <translation>Rentang waktu terakhir: {start} sampai {end}</translation>
    </message>
    <message>
        <source>Stopped: the source is closed and nothing is analysed.</source>
        <translation>Dihentikan: sumber ditutup dan tidak ada yang dianalisis.</translation>
    </message>
    <message>
        <source>No direction set. When people face the front, press the button once.</source>
        <translation>Arah belum ditetapkan. Saat orang-orang menghadap ke depan, tekan tombol sekali.</translation>
    </message>
    <message>
        <source>Taking the group&apos;s direction for 3 seconds…</source>
        <translation>Mengambil arah kelompok selama 3 detik…</translation>
    </message>
    <message>
        <source>Not enough faces to take a direction. Press again when more are visible.</source>
        <translation>Wajah tidak cukup untuk mengambil arah. Tekan lagi saat lebih banyak wajah terlihat.</translation>
    </message>
    <message>
        <source>The front is {yaw}° to the right of the camera and {pitch}° above it.</source>
        <translation>Bagian depan berada {yaw}° di kanan kamera dan {pitch}° di atasnya.</translation>
    </message>
    <message>
        <source>The front is {yaw}° to the right of the camera and {pitch}° below it.</source>
        <translation>Bagian depan berada {yaw}° di kanan kamera dan {pitch}° di bawahnya.</translation>
    </message>
    <message>
        <source>The front is {yaw}° to the left of the camera and {pitch}° above it.</source>
        <translation>Bagian depan berada {yaw}° di kiri kamera dan {pitch}° di atasnya.</translation>
    </message>
    <message>
        <source>The front is {yaw}° to the left of the camera and {pitch}° below it.</source>
        <translation>Bagian depan berada {yaw}° di kiri kamera dan {pitch}° di bawahnya.</translation>
    </message>
    <message>
        <source>{emotion} {value:.0%} ({low:.0%} to {high:.0%})</source>
        <translation>{emotion} {value:.0%} ({low:.0%} sampai {high:.0%})</translation>
    </message>
    <message>
        <source>Figures of a whole group, with 95 % intervals. They do not say what anybody felt, understood or learned: published systems that estimate engagement in real classrooms reach an AUC of about 0.62 to 0.72. Dashed: no clear change.</source>
        <translation>Angka seluruh kelompok, dengan selang 95 %. Angka ini tidak menunjukkan apa yang dirasakan, dipahami, atau dipelajari siapa pun: sistem terpublikasi yang memperkirakan keterlibatan di kelas nyata mencapai AUC sekitar 0,62 sampai 0,72. Garis putus-putus: tidak ada perubahan yang jelas.</translation>
    </message>
    <message>
        <source>Room view</source>
        <translation>Tampilan ruangan</translation>
    </message>
    <message>
        <source>Figure that is drawn</source>
        <translation>Angka yang digambar</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Hentikan semuanya</translation>
    </message>
    <message>
        <source>Closes the source and ends the analysis (Escape or F12)</source>
        <translation>Menutup sumber dan mengakhiri analisis (Escape atau F12)</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Mulai lagi</translation>
    </message>
    <message>
        <source>Opens the source again and begins a new session</source>
        <translation>Membuka lagi sumbernya dan memulai sesi baru</translation>
    </message>
    <message>
        <source>Saves a table and a page of group figures, and a receipt of what is in them</source>
        <translation>Menyimpan tabel dan halaman berisi angka kelompok, serta tanda terima tentang isinya</translation>
    </message>
    <message>
        <source>Delete now</source>
        <translation>Hapus sekarang</translation>
    </message>
    <message>
        <source>Deletes this session and all saved sessions of the room view</source>
        <translation>Menghapus sesi ini dan semua sesi tersimpan dari tampilan ruangan</translation>
    </message>
    <message>
        <source>Notice…</source>
        <translation>Pemberitahuan…</translation>
    </message>
    <message>
        <source>What the people in view should read, on the screen or on paper</source>
        <translation>Yang seharusnya dibaca orang yang terlihat, di layar atau di kertas</translation>
    </message>
    <message>
        <source>They face the front now</source>
        <translation>Mereka kini menghadap ke depan</translation>
    </message>
    <message>
        <source>Takes the direction in which the group looks now</source>
        <translation>Mengambil arah pandang kelompok saat ini</translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation>Tampilkan gambar</translation>
    </message>
    <message>
        <source>Shows the picture, to aim the camera and to cover people</source>
        <translation>Menampilkan gambar, untuk mengarahkan kamera dan menutupi orang</translation>
    </message>
    <message>
        <source>Remove masks</source>
        <translation>Hapus topeng</translation>
    </message>
    <message>
        <source>Nothing is covered any more</source>
        <translation>Tidak ada lagi yang ditutupi</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Tandai</translation>
    </message>
    <message>
        <source>Marks this moment of the lesson (M)</source>
        <translation>Menandai saat ini dalam pelajaran (M)</translation>
    </message>
    <message>
        <source>Event of the lesson</source>
        <translation>Peristiwa pelajaran</translation>
    </message>
    <message>
        <source>No clear change</source>
        <translation>Tanpa perubahan jelas</translation>
    </message>
    <message>
        <source>Higher than before</source>
        <translation>Naik dari sebelumnya</translation>
    </message>
    <message>
        <source>Lower than before</source>
        <translation>Turun dari sebelumnya</translation>
    </message>
    <message>
        <source>Response index</source>
        <translation>Indeks respons</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Cakupan</translation>
    </message>
    <message>
        <source>Facing the front</source>
        <translation>Menghadap ke depan</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Gerakan</translation>
    </message>
    <message>
        <source>FACES VISIBLE</source>
        <translation>WAJAH TERLIHAT</translation>
    </message>
    <message>
        <source>COVERAGE</source>
        <translation>CAKUPAN</translation>
    </message>
    <message>
        <source>FACING THE FRONT</source>
        <translation>MENGHADAP KE DEPAN</translation>
    </message>
    <message>
        <source>MOVEMENT, WIDTHS/S</source>
        <translation>GERAKAN, LEBAR/DTK</translation>
    </message>
    <message>
        <source>RESPONSE INDEX</source>
        <translation>INDEKS RESPONS</translation>
    </message>
    <message>
        <source>Faces that are visible, usable or not: the middle value of the last window.</source>
        <translation>Wajah yang terlihat, dapat dipakai atau tidak: nilai tengah dari rentang waktu terakhir.</translation>
    </message>
    <message>
        <source>Usable faces as a share of the people expected. Faces that are too small, turned away, dark or blurred are not guessed and lower it.</source>
        <translation>Wajah yang dapat dipakai sebagai bagian dari orang yang diharapkan. Wajah yang terlalu kecil, berpaling, gelap, atau kabur tidak ditebak dan menurunkannya.</translation>
    </message>
    <message>
        <source>Share of the usable faces whose head points in the direction that was set.</source>
        <translation>Bagian dari wajah yang dapat dipakai yang kepalanya menghadap arah yang ditetapkan.</translation>
    </message>
    <message>
        <source>Mean speed of the usable faces, in widths of a face a second.</source>
        <translation>Kecepatan rata-rata wajah yang dapat dipakai, dalam lebar wajah per detik.</translation>
    </message>
    <message>
        <source>A weighted mean of facing the front and sitting still, as set in the room view&apos;s settings. It does not say what anybody felt, understood or learned.</source>
        <translation>Rata-rata berbobot dari menghadap ke depan dan duduk tenang, seperti yang diatur di setelan tampilan ruangan. Ini tidak menunjukkan apa yang dirasakan, dipahami, atau dipelajari siapa pun.</translation>
    </message>
    <message>
        <source>{low:.0%} to {high:.0%}</source>
        <translation>{low:.0%} sampai {high:.0%}</translation>
    </message>
    <message>
        <source>{low:.2f} to {high:.2f}</source>
        <translation>{low:.2f} sampai {high:.2f}</translation>
    </message>
    <message>
        <source>{figure}: {first} in the first section, {second} in the second. Difference {change} points ({low} to {high}): a clear difference.</source>
        <translation>{figure}: {first} di bagian pertama, {second} di bagian kedua. Selisih {change} poin ({low} sampai {high}): perbedaan yang jelas.</translation>
    </message>
    <message>
        <source>{figure}: {first} in the first section, {second} in the second. Difference {change} points ({low} to {high}): no clear difference.</source>
        <translation>{figure}: {first} di bagian pertama, {second} di bagian kedua. Selisih {change} poin ({low} sampai {high}): tidak ada perbedaan yang jelas.</translation>
    </message>
    <message>
        <source>{figure}: {first} in the first section, {second} in the second. Difference {change} ({low} to {high}): a clear difference.</source>
        <translation>{figure}: {first} di bagian pertama, {second} di bagian kedua. Selisih {change} ({low} sampai {high}): perbedaan yang jelas.</translation>
    </message>
    <message>
        <source>{figure}: {first} in the first section, {second} in the second. Difference {change} ({low} to {high}): no clear difference.</source>
        <translation>{figure}: {first} di bagian pertama, {second} di bagian kedua. Selisih {change} ({low} sampai {high}): tidak ada perbedaan yang jelas.</translation>
    </message>
    <message>
        <source>{figure}: a section is too short to compare. It needs at least {count} windows.</source>
        <translation>{figure}: salah satu bagian terlalu pendek untuk dibandingkan. Diperlukan sedikitnya {count} rentang waktu.</translation>
    </message>
    <message>
        <source>Picture of the room, for drawing masks</source>
        <translation>Gambar ruangan, untuk menggambar topeng</translation>
    </message>
    <message>
        <source>Drag over a place to cover it. It is covered before any face is looked for.</source>
        <translation>Seret di atas suatu tempat untuk menutupinya. Tempat itu ditutupi sebelum wajah dicari.</translation>
    </message>
    <message>
        <source>The group over time</source>
        <translation>Kelompok dari waktu ke waktu</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>menit</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Penjelasan</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pertanyaan</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Latihan</translation>
    </message>
    <message>
        <source>Group work</source>
        <translation>Kerja kelompok</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Istirahat</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Akhir</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>Choose a section</source>
        <translation>Pilih bagian</translation>
    </message>
    <message>
        <source>Mark events of the lesson to compare what lies between them.</source>
        <translation>Tandai peristiwa pelajaran untuk membandingkan apa yang ada di antaranya.</translation>
    </message>
    <message>
        <source>First section</source>
        <translation>Bagian pertama</translation>
    </message>
    <message>
        <source>Second section</source>
        <translation>Bagian kedua</translation>
    </message>
    <message>
        <source>COMPARE</source>
        <translation>BANDINGKAN</translation>
    </message>
    <message>
        <source>A group is being analysed. Escape or F12 stops everything.</source>
        <translation>Sebuah kelompok sedang dianalisis. Escape atau F12 menghentikan semuanya.</translation>
    </message>
    <message>
        <source>The room view is closed, and the source with it. Open a source again for the ordinary view.</source>
        <translation>Tampilan ruangan ditutup, begitu pula sumbernya. Buka lagi sebuah sumber untuk tampilan biasa.</translation>
    </message>
    <message>
        <source>A school, university or training course</source>
        <translation>Sekolah, universitas, atau kursus</translation>
    </message>
    <message>
        <source>A workplace</source>
        <translation>Tempat kerja</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>In the European Union</source>
        <translation>Uni Eropa</translation>
    </message>
    <message>
        <source>In Iceland, Liechtenstein or Norway (EEA)</source>
        <translation>Islandia, Liechtenstein, Norwegia (EEA)</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Tempat lain</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>Silakan pilih</translation>
    </message>
    <message>
        <source>Expressions are not available here: Article 5(1)(f) of the EU&apos;s AI Act prohibits inferring emotions of people in education and at work, and consent does not change that. Presence and head direction stay.</source>
        <translation>Ekspresi tidak tersedia di sini: Pasal 5(1)(f) Undang-Undang AI Uni Eropa melarang penyimpulan emosi orang dalam pendidikan dan di tempat kerja, dan persetujuan tidak mengubahnya. Kehadiran dan arah kepala tetap ada.</translation>
    </message>
    <message>
        <source>Expressions of the whole group are available here. Ask the people in view, and follow the law of the place.</source>
        <translation>Ekspresi seluruh kelompok tersedia di sini. Mintalah persetujuan orang yang terlihat, dan ikuti hukum setempat.</translation>
    </message>
    <message>
        <source>Answer both questions: they decide what may be analysed at all.</source>
        <translation>Jawab kedua pertanyaan: jawabannya menentukan apa yang boleh dianalisis.</translation>
    </message>
    <message>
        <source>30 seconds</source>
        <translation>30 detik</translation>
    </message>
    <message>
        <source>Near faces</source>
        <translation>Wajah dekat</translation>
    </message>
    <message>
        <source>Far faces, a room</source>
        <translation>Wajah jauh, satu ruangan</translation>
    </message>
    <message>
        <source>Fast. Finds faces larger than about a tenth of the picture.</source>
        <translation>Cepat. Menemukan wajah yang lebih besar dari sekitar sepersepuluh gambar.</translation>
    </message>
    <message>
        <source>Searches the picture in tiles and finds small faces too. Slower.</source>
        <translation>Memeriksa gambar per petak dan juga menemukan wajah kecil. Lebih lambat.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Otomatis</translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation>GPU (CUDA)</translation>
    </message>
    <message>
        <source>off</source>
        <translation>mati</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Kendali</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Penghalusan</translation>
    </message>
    <message>
        <source>How calm the values are. Raw values are kept beside them.</source>
        <translation>Seberapa tenang nilainya. Nilai mentah disimpan di sampingnya.</translation>
    </message>
    <message>
        <source>Not sure below</source>
        <translation>Tidak yakin di bawah</translation>
    </message>
    <message>
        <source>Below this probability no emotion is named.</source>
        <translation>Di bawah probabilitas ini tidak ada emosi yang disebut.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Lini masa</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prosesor</translation>
    </message>
    <message>
        <source>DETECTOR</source>
        <translation>DETEKTOR</translation>
    </message>
    <message>
        <source>DISPLAY</source>
        <translation>TAMPILAN</translation>
    </message>
    <message>
        <source>PROCESSOR</source>
        <translation>PROSESOR</translation>
    </message>
    <message>
        <source>In use: {processor}</source>
        <translation>Dipakai: {processor}</translation>
    </message>
    <message>
        <source>{count} seconds</source>
        <translation>{count} detik</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 menit</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} menit</translation>
    </message>
    <message>
        <source>2 minutes</source>
        <translation>2 menit</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 menit</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 hari</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 hari</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 hari</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 hari</translation>
    </message>
    <message>
        <source>Faces are found up to about {near_720:.1f} to {far_720:.1f} m from the camera at 1280x720, and {near_1080:.1f} to {far_1080:.1f} m at 1920x1080, for cameras that see 78 to 60 degrees across. Heads&apos; directions repeat within about {error:.0f} degrees. Faces that are too small, turned away, dark or blurred are not guessed: they lower the coverage.</source>
        <translation>Wajah ditemukan hingga sekitar {near_720:.1f} sampai {far_720:.1f} m dari kamera pada 1280x720, dan {near_1080:.1f} sampai {far_1080:.1f} m pada 1920x1080, untuk kamera dengan sudut pandang 78 sampai 60 derajat. Arah kepala terulang dalam kisaran sekitar {error:.0f} derajat. Wajah yang terlalu kecil, berpaling, gelap, atau kabur tidak ditebak: wajah itu menurunkan cakupan.</translation>
    </message>
    <message>
        <source>Kind of place</source>
        <translation>Jenis tempat</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Lokasinya</translation>
    </message>
    <message>
        <source>People expected in the room</source>
        <translation>Orang yang diharapkan di ruangan</translation>
    </message>
    <message>
        <source>Fewest faces that are shown</source>
        <translation>Wajah paling sedikit yang tampil</translation>
    </message>
    <message>
        <source>Length of a window</source>
        <translation>Panjang rentang waktu</translation>
    </message>
    <message>
        <source>Saved sessions are deleted after</source>
        <translation>Sesi tersimpan dihapus setelah</translation>
    </message>
    <message>
        <source>Degrees that still face the front</source>
        <translation>Derajat yang masih ke arah depan</translation>
    </message>
    <message>
        <source>Who runs it: name and contact</source>
        <translation>Penanggung jawab: nama, kontak</translation>
    </message>
    <message>
        <source>Name and contact, for the notice</source>
        <translation>Nama dan kontak, untuk pemberitahuan</translation>
    </message>
    <message>
        <source>Weight of facing the front</source>
        <translation>Bobot menghadap ke depan</translation>
    </message>
    <message>
        <source>Weight of sitting still</source>
        <translation>Bobot duduk tenang</translation>
    </message>
    <message>
        <source>Weight of expressions</source>
        <translation>Bobot ekspresi</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Gunakan ini</translation>
    </message>
    <message>
        <source>WHAT MAY BE ANALYSED</source>
        <translation>APA YANG BOLEH DIANALISIS</translation>
    </message>
    <message>
        <source>THE GROUP</source>
        <translation>KELOMPOK</translation>
    </message>
    <message>
        <source>NOTICE AND SAVED SESSIONS</source>
        <translation>PEMBERITAHUAN DAN SESI TERSIMPAN</translation>
    </message>
    <message>
        <source>WHAT WAS MEASURED</source>
        <translation>APA YANG DIUKUR</translation>
    </message>
    <message>
        <source>info: {sentence}</source>
        <translation>info: {sentence}</translation>
    </message>
    <message>
        <source>warning: {sentence}</source>
        <translation>peringatan: {sentence}</translation>
    </message>
    <message>
        <source>error: {sentence}</source>
        <translation>kesalahan: {sentence}</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Singkirkan pesan ini</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Tidak ada gambar</translation>
    </message>
    <message>
        <source>No face in the picture</source>
        <translation>Tidak ada wajah dalam gambar</translation>
    </message>
    <message>
        <source>1 face, selected: face {face}</source>
        <translation>1 wajah, terpilih: wajah {face}</translation>
    </message>
    <message>
        <source>1 face, no face selected</source>
        <translation>1 wajah, tidak ada wajah terpilih</translation>
    </message>
    <message>
        <source>{count} faces, selected: face {face}</source>
        <translation>{count} wajah, terpilih: wajah {face}</translation>
    </message>
    <message>
        <source>{count} faces, no face selected</source>
        <translation>{count} wajah, tidak ada wajah terpilih</translation>
    </message>
    <message>
        <source>Probabilities over time</source>
        <translation>Probabilitas dari waktu ke waktu</translation>
    </message>
    <message>
        <source>Show {emotion}</source>
        <translation>Tampilkan {emotion}</translation>
    </message>
    <message>
        <source>Show or hide the curve of {emotion}</source>
        <translation>Tampilkan atau sembunyikan kurva {emotion}</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Grad-CAM: bright where evidence for the emotion lies</source>
        <translation>Grad-CAM: terang di tempat adanya bukti untuk emosi itu</translation>
    </message>
    <message>
        <source>contribution of each HOG cell</source>
        <translation>sumbangan setiap sel HOG</translation>
    </message>
    <message>
        <source>HOG cells: orange adds to the score, purple takes away</source>
        <translation>Sel HOG: jingga menambah skor, ungu menguranginya</translation>
    </message>
    <message>
        <source>occlusion sensitivity</source>
        <translation>sensitivitas oklusi</translation>
    </message>
    <message>
        <source>Occlusion: orange where covering lowers the score, purple where it raises it</source>
        <translation>Oklusi: jingga jika menutupinya menurunkan skor, ungu jika menaikkannya</translation>
    </message>
    <message>
        <source>Making the heat maps…</source>
        <translation>Membuat peta panas…</translation>
    </message>
    <message>
        <source>There is no heat map of this model. {reason}</source>
        <translation>Tidak ada peta panas untuk model ini. {reason}</translation>
    </message>
    <message>
        <source>This model knows no {emotion}: its top class is shown. {method}</source>
        <translation>Model ini tidak mengenal {emotion}: kelas teratasnya yang ditampilkan. {method}</translation>
    </message>
    <message>
        <source>Each model&apos;s top class</source>
        <translation>Kelas teratas setiap model</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Cuplikan</translation>
    </message>
    <message>
        <source>Frozen picture</source>
        <translation>Gambar yang dibekukan</translation>
    </message>
    <message>
        <source>Save the heat maps</source>
        <translation>Simpan peta panas</translation>
    </message>
    <message>
        <source>Save a figure (PNG) and its numbers (JSON) for each model</source>
        <translation>Simpan gambar (PNG) dan angkanya (JSON) untuk setiap model</translation>
    </message>
    <message>
        <source>Bar: smoothed · Mark: raw · Hatched: the model has no such class · ms: median and 95 %</source>
        <translation>Batang: dihaluskan · Tanda: mentah · Berarsir: model tidak memiliki kelas itu · ms: median dan 95 %</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Bandingkan</translation>
    </message>
    <message>
        <source>Seconds that the figures are of</source>
        <translation>Detik yang dicakup angka-angka ini</translation>
    </message>
    <message>
        <source>The last seconds that agreement, costs and label changes are worked out for</source>
        <translation>Detik terakhir yang dipakai menghitung kesepakatan, biaya, dan pergantian label</translation>
    </message>
    <message>
        <source>Last {seconds} s</source>
        <translation>{seconds} dtk terakhir</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>Simpan perbandingan</translation>
    </message>
    <message>
        <source>Save these seconds as a page (HTML) with its tables (CSV) and numbers (JSON)</source>
        <translation>Simpan detik-detik ini sebagai halaman (HTML) dengan tabel (CSV) dan angkanya (JSON)</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Kembali ke langsung</translation>
    </message>
    <message>
        <source>Back to the live picture</source>
        <translation>Kembali ke gambar langsung</translation>
    </message>
    <message>
        <source>End the comparison (C or Escape)</source>
        <translation>Akhiri perbandingan (C atau Escape)</translation>
    </message>
    <message>
        <source>frame {frame}, no face selected</source>
        <translation>bingkai {frame}, tidak ada wajah terpilih</translation>
    </message>
    <message>
        <source>frame {frame}, face {face}</source>
        <translation>bingkai {frame}, wajah {face}</translation>
    </message>
    <message>
        <source>Back to the live picture (X or Escape)</source>
        <translation>Kembali ke gambar langsung (X atau Escape)</translation>
    </message>
    <message>
        <source>Class whose heat map is shown</source>
        <translation>Kelas yang peta panasnya ditampilkan</translation>
    </message>
    <message>
        <source>Opacity of the heat maps</source>
        <translation>Keburaman peta panas</translation>
    </message>
    <message>
        <source>CLASS</source>
        <translation>KELAS</translation>
    </message>
    <message>
        <source>OPACITY</source>
        <translation>KEBURAMAN</translation>
    </message>
    <message>
        <source>{method} of {model} for {emotion}</source>
        <translation>{method} dari {model} untuk {emotion}</translation>
    </message>
    <message>
        <source>What the colours mean: how much a place adds to the model&apos;s score (logit) for the emotion</source>
        <translation>Arti warnanya: seberapa banyak suatu tempat menambah skor (logit) model untuk emosi itu</translation>
    </message>
    <message>
        <source>Colours from {lowest} to {highest}</source>
        <translation>Warna dari {lowest} sampai {highest}</translation>
    </message>
    <message>
        <source>{emotion} {share}: show this class for every model</source>
        <translation>{emotion} {share}: tampilkan kelas ini untuk setiap model</translation>
    </message>
    <message>
        <source>Reading the models…</source>
        <translation>Membaca model…</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>Tambahkan model…</translation>
    </message>
    <message>
        <source>Close the room view first, then open this.</source>
        <translation>Tutup tampilan ruangan dahulu, lalu buka ini.</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Tambahkan model</translation>
    </message>
    <message>
        <source>Models ({suffixes})</source>
        <translation>Model ({suffixes})</translation>
    </message>
    <message>
        <source>Checking {file}…</source>
        <translation>Memeriksa {file}…</translation>
    </message>
    <message>
        <source>{file} was checked and added as {name}.</source>
        <translation>{file} telah diperiksa dan ditambahkan sebagai {name}.</translation>
    </message>
    <message>
        <source>Check an ONNX file made by ferdesk&apos;s training and keep a copy of it</source>
        <translation>Periksa berkas ONNX buatan pelatihan ferdesk dan simpan salinannya</translation>
    </message>
    <message>
        <source>There is no model yet. Add one to see emotions.</source>
        <translation>Belum ada model. Tambahkan model untuk melihat emosi.</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>Model {name}</translation>
    </message>
    <message>
        <source>Trained on: {data}</source>
        <translation>Dilatih dengan: {data}</translation>
    </message>
    <message>
        <source>accuracy not measured · {count}&#xa0;weights</source>
        <translation>akurasi belum diukur · {count}&#xa0;bobot</translation>
    </message>
    <message>
        <source>{share} on {data} · {count}&#xa0;weights</source>
        <translation>{share} pada {data} · {count}&#xa0;bobot</translation>
    </message>
    <message>
        <source>Face {number}</source>
        <translation>Wajah {number}</translation>
    </message>
    <message>
        <source>Input, ms</source>
        <translation>Masukan, ms</translation>
    </message>
    <message>
        <source>Cropping and scaling all faces of a frame: median and 95th percentile</source>
        <translation>Memotong dan menskalakan semua wajah dalam satu bingkai: median dan persentil ke-95</translation>
    </message>
    <message>
        <source>Run, ms</source>
        <translation>Jalan, ms</translation>
    </message>
    <message>
        <source>Running the network on all faces of a frame: median and 95th percentile</source>
        <translation>Menjalankan jaringan pada semua wajah dalam satu bingkai: median dan persentil ke-95</translation>
    </message>
    <message>
        <source>Output, ms</source>
        <translation>Keluaran, ms</translation>
    </message>
    <message>
        <source>From the network&apos;s output to probabilities: median and 95th percentile</source>
        <translation>Dari keluaran jaringan ke probabilitas: median dan persentil ke-95</translation>
    </message>
    <message>
        <source>Label changes /s</source>
        <translation>Ganti label /dtk</translation>
    </message>
    <message>
        <source>How often the label changes, per second of faces seen</source>
        <translation>Seberapa sering label berganti, per detik wajah terlihat</translation>
    </message>
    <message>
        <source>Right when posed</source>
        <translation>Benar saat peragaan</translation>
    </message>
    <message>
        <source>Answers that were what you said was posed, of those that can be judged</source>
        <translation>Jawaban yang sesuai dengan yang Anda sebut diperagakan, dari yang dapat dinilai</translation>
    </message>
    <message>
        <source>Model cards</source>
        <translation>Kartu model</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Kartu model</translation>
    </message>
    <message>
        <source>{labels} · {number} weights</source>
        <translation>{labels} · {number} bobot</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Dilatih dengan</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Hasil ukur</translation>
    </message>
    <message>
        <source>How many faces of each class it finds</source>
        <translation>Berapa banyak wajah tiap kelas yang ditemukannya</translation>
    </message>
    <message>
        <source>Known confusions</source>
        <translation>Kekeliruan yang diketahui</translation>
    </message>
    <message>
        <source>When the picture is bad</source>
        <translation>Jika gambarnya buruk</translation>
    </message>
    <message>
        <source>What its heat maps are worth</source>
        <translation>Seberapa berarti peta panasnya</translation>
    </message>
    <message>
        <source>Groups of people</source>
        <translation>Kelompok orang</translation>
    </message>
    <message>
        <source>of {count} faces, too few to rely on</source>
        <translation>dari {count} wajah, terlalu sedikit untuk diandalkan</translation>
    </message>
    <message>
        <source>of {count} faces</source>
        <translation>dari {count} wajah</translation>
    </message>
    <message>
        <source>{share} of the faces that show {shown} are called {called}.</source>
        <translation>{share} wajah yang menunjukkan {shown} disebut {called}.</translation>
    </message>
    <message>
        <source>{kind}: {share} right.</source>
        <translation>{kind}: {share} benar.</translation>
    </message>
    <message>
        <source>Held against other maps on test faces: places that are marked are taken away first, or shown first.</source>
        <translation>Dibandingkan dengan peta lain pada wajah uji: tempat yang ditandai dihapus lebih dulu, atau ditampilkan lebih dulu.</translation>
    </message>
    <message>
        <source>against</source>
        <translation>dibandingkan dengan</translation>
    </message>
    <message>
        <source>taken away first</source>
        <translation>dihapus lebih dulu</translation>
    </message>
    <message>
        <source>shown first</source>
        <translation>ditampilkan lebih dulu</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Akurasi</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>F1 makro</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Galat kalibrasi</translation>
    </message>
    <message>
        <source>blur: {share} right.</source>
        <translation>kabur: {share} benar.</translation>
    </message>
    <message>
        <source>noise: {share} right.</source>
        <translation>derau: {share} benar.</translation>
    </message>
    <message>
        <source>light: {share} right.</source>
        <translation>cahaya: {share} benar.</translation>
    </message>
    <message>
        <source>something in front of the face: {share} right.</source>
        <translation>sesuatu di depan wajah: {share} benar.</translation>
    </message>
    <message>
        <source>a tilted head: {share} right.</source>
        <translation>kepala miring: {share} benar.</translation>
    </message>
    <message>
        <source>random maps, as smooth</source>
        <translation>peta acak yang sama halusnya</translation>
    </message>
    <message>
        <source>random pixels</source>
        <translation>piksel acak</translation>
    </message>
    <message>
        <source>the middle of the face</source>
        <translation>bagian tengah wajah</translation>
    </message>
    <message>
        <source>better</source>
        <translation>lebih baik</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>lebih buruk</translation>
    </message>
    <message>
        <source>no clear difference</source>
        <translation>tidak ada perbedaan yang jelas</translation>
    </message>
    <message>
        <source>As measured on the data below, which may be easier or harder than your pictures</source>
        <translation>Seperti yang diukur pada data di bawah, yang mungkin lebih mudah atau lebih sulit daripada gambar Anda</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Diukur pada</translation>
    </message>
    <message>
        <source>The data set of the accuracy, and how many faces it has</source>
        <translation>Kumpulan data untuk akurasi itu, dan jumlah wajah di dalamnya</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrasi</translation>
    </message>
    <message>
        <source>How far confidence is from accuracy (ECE, 0 is best) and the temperature used</source>
        <translation>Seberapa jauh keyakinan dari akurasi (ECE, 0 yang terbaik) dan suhu yang digunakan</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Berjalan di</translation>
    </message>
    <message>
        <source>What ONNX Runtime really uses</source>
        <translation>Yang benar-benar digunakan ONNX Runtime</translation>
    </message>
    <message>
        <source>Size, weights</source>
        <translation>Ukuran, bobot</translation>
    </message>
    <message>
        <source>Of the model&apos;s file, and its number of weights</source>
        <translation>Ukuran berkas model, dan jumlah bobotnya</translation>
    </message>
    <message>
        <source>{fact} of {model}</source>
        <translation>{fact} dari {model}</translation>
    </message>
    <message>
        <source>{bytes} bytes, {weights} weights</source>
        <translation>{bytes} byte, {weights} bobot</translation>
    </message>
    <message>
        <source>ECE measured on {data}</source>
        <translation>ECE diukur pada {data}</translation>
    </message>
    <message>
        <source>{right} of {judged}</source>
        <translation>{right} dari {judged}</translation>
    </message>
    <message>
        <source>cannot be judged</source>
        <translation>tidak dapat dinilai</translation>
    </message>
    <message>
        <source>{count} left out: the label says nothing about this model&apos;s classes</source>
        <translation>{count} dilewati: labelnya tidak mengatakan apa pun tentang kelas model ini</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Tidak yakin</translation>
    </message>
    <message>
        <source>ECE not measured · T {temperature:.2f}</source>
        <translation>ECE belum diukur · T {temperature:.2f}</translation>
    </message>
    <message>
        <source>ECE {ece:.1%} · T {temperature:.2f}</source>
        <translation>ECE {ece:.1%} · T {temperature:.2f}</translation>
    </message>
    <message>
        <source>Bar: smoothed · Mark: raw</source>
        <translation>Batang: dihaluskan · Tanda: mentah</translation>
    </message>
    <message>
        <source>Bar: smoothed · Mark: raw
Triangle: neutral baseline of this face; on the right the difference from it in points</source>
        <translation>Batang: dihaluskan · Tanda: mentah
Segitiga: garis dasar netral wajah ini; di kanan selisihnya dalam poin</translation>
    </message>
    <message>
        <source>Emotions of the selected face</source>
        <translation>Emosi wajah terpilih</translation>
    </message>
    <message>
        <source>Emotions</source>
        <translation>Emosi</translation>
    </message>
    <message>
        <source>NO FACE</source>
        <translation>TIDAK ADA WAJAH</translation>
    </message>
    <message>
        <source>Model whose results are shown</source>
        <translation>Model yang hasilnya ditampilkan</translation>
    </message>
    <message>
        <source>The model whose results the boxes, bars and the timeline show</source>
        <translation>Model yang hasilnya ditampilkan oleh kotak, batang, dan lini masa</translation>
    </message>
    <message>
        <source>Loading the models…</source>
        <translation>Memuat model…</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Belum ada gambar</translation>
    </message>
    <message>
        <source>Emotions appear here as soon as a face is seen.</source>
        <translation>Emosi muncul di sini begitu ada wajah yang terlihat.</translation>
    </message>
    <message>
        <source>FACE {number}</source>
        <translation>WAJAH {number}</translation>
    </message>
    <message>
        <source>Face whose curves are shown</source>
        <translation>Wajah yang kurvanya ditampilkan</translation>
    </message>
    <message>
        <source>MOMENTS</source>
        <translation>MOMEN</translation>
    </message>
    <message>
        <source>This face is not in this picture.</source>
        <translation>Wajah ini tidak ada dalam gambar ini.</translation>
    </message>
    <message>
        <source>This model did not answer here.</source>
        <translation>Model ini tidak menjawab di sini.</translation>
    </message>
    <message>
        <source>{share} likely</source>
        <translation>kemungkinan {share}</translation>
    </message>
    <message>
        <source>{emotion} leads with {share}</source>
        <translation>{emotion} tertinggi dengan {share}</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>tidak yakin</translation>
    </message>
    <message>
        <source>No face selected</source>
        <translation>Tidak ada wajah terpilih</translation>
    </message>
    <message>
        <source>Click a face in the picture, or use the arrow keys there.</source>
        <translation>Klik wajah dalam gambar, atau gunakan tombol panah di sana.</translation>
    </message>
    <message>
        <source>For faces farther away, choose the detector for far faces.</source>
        <translation>Untuk wajah yang lebih jauh, pilih detektor untuk wajah jauh.</translation>
    </message>
    <message>
        <source>No model is active</source>
        <translation>Tidak ada model yang aktif</translation>
    </message>
    <message>
        <source>Tick one in the list of models, or add one of your own.</source>
        <translation>Centang salah satu dalam daftar model, atau tambahkan model Anda sendiri.</translation>
    </message>
    <message>
        <source>The cameras of this computer, and what is open now</source>
        <translation>Kamera komputer ini, dan apa yang sedang dibuka</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Membuka…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Dijeda</translation>
    </message>
    <message>
        <source>Gone; opened again when it comes back</source>
        <translation>Hilang; dibuka lagi saat muncul kembali</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Berakhir</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Tidak tersedia</translation>
    </message>
    <message>
        <source>Closed; choose it again to open it</source>
        <translation>Ditutup; pilih lagi untuk membukanya</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Berkas…</translation>
    </message>
    <message>
        <source>Open: File</source>
        <translation>Buka: Berkas</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Folder…</translation>
    </message>
    <message>
        <source>Open: Folder</source>
        <translation>Buka: Folder</translation>
    </message>
    <message>
        <source>Stream…</source>
        <translation>Aliran…</translation>
    </message>
    <message>
        <source>Open: Stream</source>
        <translation>Buka: Aliran</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Open: Demo</source>
        <translation>Buka: Demo</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Sumber</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Cari kamera lagi</translation>
    </message>
    <message>
        <source>SOURCE</source>
        <translation>SUMBER</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>Tidak ada kamera yang ditemukan</translation>
    </message>
    <message>
        <source>thin: raw, thick: smoothed</source>
        <translation>tipis: mentah, tebal: dihaluskan</translation>
    </message>
    <message>
        <source>Curves appear here as soon as a face is seen.</source>
        <translation>Kurva muncul di sini begitu ada wajah yang terlihat.</translation>
    </message>
    <message>
        <source>Position in the file</source>
        <translation>Posisi dalam berkas</translation>
    </message>
    <message>
        <source>Position in the file. Arrow keys move by a second, Page keys by ten.</source>
        <translation>Posisi dalam berkas. Tombol panah bergeser satu detik, tombol Page sepuluh detik.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Jeda</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Jeda (Spasi)</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Putar lagi</translation>
    </message>
    <message>
        <source>Play again (Space)</source>
        <translation>Putar lagi (Spasi)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Putar</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Putar (Spasi)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Buka berkas…</translation>
    </message>
    <message>
        <source>Play the demo</source>
        <translation>Putar demo</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Jelaskan</translation>
    </message>
    <message>
        <source>Explain this picture</source>
        <translation>Jelaskan gambar ini</translation>
    </message>
    <message>
        <source>Freeze the picture and show what the models&apos; answers depend on (X)</source>
        <translation>Bekukan gambar dan tampilkan apa yang memengaruhi jawaban model (X)</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Memulai…</translation>
    </message>
    <message>
        <source>Open a camera, a file or the demo under Source.</source>
        <translation>Buka kamera, berkas, atau demo di bawah Sumber.</translation>
    </message>
    <message>
        <source>{source} cannot be shown</source>
        <translation>{source} tidak dapat ditampilkan</translation>
    </message>
    <message>
        <source>{message} It is opened when it comes back.</source>
        <translation>{message} Sumber dibuka saat muncul kembali.</translation>
    </message>
    <message>
        <source>Waiting for {source}</source>
        <translation>Menunggu {source}</translation>
    </message>
    <message>
        <source>Opening {source}…</source>
        <translation>Membuka {source}…</translation>
    </message>
    <message>
        <source>The end. Press Space to play again.</source>
        <translation>Selesai. Tekan Spasi untuk memutar lagi.</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Hilang</translation>
    </message>
    <message>
        <source>The camera is gone. It is opened again when it comes back.</source>
        <translation>Kamera hilang. Kamera dibuka lagi saat muncul kembali.</translation>
    </message>
    <message>
        <source>Position in the session</source>
        <translation>Posisi dalam sesi</translation>
    </message>
    <message>
        <source>Drag to another moment. The frame shows which part the curves above are of.</source>
        <translation>Seret ke momen lain. Bingkai menunjukkan bagian mana yang digambarkan kurva di atas.</translation>
    </message>
    <message>
        <source>This model said nothing of this face.</source>
        <translation>Model ini tidak mengatakan apa pun tentang wajah ini.</translation>
    </message>
    <message>
        <source>Click for a moment, drag to move, turn the wheel to zoom</source>
        <translation>Klik untuk memilih momen, seret untuk menggeser, putar roda untuk memperbesar</translation>
    </message>
    <message>
        <source>Posed: {emotion} (face {face})</source>
        <translation>Diperagakan: {emotion} (wajah {face})</translation>
    </message>
    <message>
        <source>Analyse the video again</source>
        <translation>Analisis lagi videonya</translation>
    </message>
    <message>
        <source>Every recorded face is found again in the video and given to these models. Their answers are kept in a new file beside the recording, which stays as it is.</source>
        <translation>Setiap wajah yang terekam dicari lagi dalam video dan diberikan kepada model-model ini. Jawabannya disimpan dalam berkas baru di samping rekaman, yang tetap seperti semula.</translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation>Analisis lagi</translation>
    </message>
    <message>
        <source>Agreement of the models</source>
        <translation>Kesepakatan model</translation>
    </message>
    <message>
        <source>Probabilities, boxes and picture quality of every analysed picture, your markers, and no picture at all.</source>
        <translation>Probabilitas, kotak, dan mutu setiap gambar yang dianalisis, penanda Anda, dan tidak satu gambar pun.</translation>
    </message>
    <message>
        <source>Keeps the pictures as well, in video.mkv. People can be recognised in them.</source>
        <translation>Juga menyimpan gambarnya, dalam video.mkv. Orang dapat dikenali di dalamnya.</translation>
    </message>
    <message>
        <source>For instance: A. Smith, signed form of 24 November, video for this study, deleted after a year.</source>
        <translation>Misalnya: A. Smith, formulir bertanda tangan 24 November, video untuk penelitian ini, dihapus setelah setahun.</translation>
    </message>
    <message>
        <source>Write down who agreed, and to what. Without that note no video is recorded.</source>
        <translation>Tuliskan siapa yang setuju, dan terhadap apa. Tanpa catatan itu, video tidak direkam.</translation>
    </message>
    <message>
        <source>Record a session</source>
        <translation>Rekam sesi</translation>
    </message>
    <message>
        <source>Scores only</source>
        <translation>Hanya skor</translation>
    </message>
    <message>
        <source>Scores and video</source>
        <translation>Skor dan video</translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation>Mulai merekam</translation>
    </message>
    <message>
        <source>Who agreed, and to what</source>
        <translation>Siapa yang setuju, dan terhadap apa</translation>
    </message>
    <message>
        <source>Who &amp;agreed, and to what? The note is stored in the session.</source>
        <translation>Siapa yang &amp;setuju, dan terhadap apa? Catatan ini disimpan dalam sesi.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ubah…</translation>
    </message>
    <message>
        <source>Change the folder</source>
        <translation>Ubah folder</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>FOLDER</translation>
    </message>
    <message>
        <source>Where recordings go</source>
        <translation>Tempat menyimpan rekaman</translation>
    </message>
    <message>
        <source>Add a marker</source>
        <translation>Tambahkan penanda</translation>
    </message>
    <message>
        <source>Rename a marker</source>
        <translation>Ganti nama penanda</translation>
    </message>
    <message>
        <source>Move a marker</source>
        <translation>Pindahkan penanda</translation>
    </message>
    <message>
        <source>Delete a marker</source>
        <translation>Hapus penanda</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>Tabel untuk lembar kerja (*.csv)</translation>
    </message>
    <message>
        <source>Table for statistics (*.parquet)</source>
        <translation>Tabel untuk statistik (*.parquet)</translation>
    </message>
    <message>
        <source>Table for programs (*.json)</source>
        <translation>Tabel untuk program (*.json)</translation>
    </message>
    <message>
        <source>Call it off and leave?</source>
        <translation>Batalkan dan tinggalkan?</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Tetap di sini</translation>
    </message>
    <message>
        <source>Called off: {what}</source>
        <translation>Dibatalkan: {what}</translation>
    </message>
    <message>
        <source>Wait until this has ended, or cancel it: {what}</source>
        <translation>Tunggu sampai ini selesai, atau batalkan: {what}</translation>
    </message>
    <message>
        <source>Looking for a disagreement…</source>
        <translation>Mencari perbedaan…</translation>
    </message>
    <message>
        <source>The models do not differ after this.</source>
        <translation>Setelah ini model-model tidak berbeda.</translation>
    </message>
    <message>
        <source>The models do not differ before this.</source>
        <translation>Sebelum ini model-model tidak berbeda.</translation>
    </message>
    <message>
        <source>There are too many models to be compared side by side.</source>
        <translation>Terlalu banyak model untuk dibandingkan berdampingan.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Membandingkan…</translation>
    </message>
    <message>
        <source>{start} to {end}, {count} faces in frames</source>
        <translation>{start} sampai {end}, {count} wajah dalam bingkai</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ekspor</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Mengekspor…</translation>
    </message>
    <message>
        <source>Exported to {path}.</source>
        <translation>Diekspor ke {path}.</translation>
    </message>
    <message>
        <source>Analysing the video again…</source>
        <translation>Menganalisis lagi video…</translation>
    </message>
    <message>
        <source>{count} faces were answered again.</source>
        <translation>{count} wajah telah dijawab lagi.</translation>
    </message>
    <message>
        <source>{count} faces were answered again, {missed} were not found again in the video.</source>
        <translation>{count} wajah telah dijawab lagi, {missed} tidak ditemukan lagi dalam video.</translation>
    </message>
    <message>
        <source>Reading the new answers…</source>
        <translation>Membaca jawaban baru…</translation>
    </message>
    <message>
        <source>Open a recorded session</source>
        <translation>Buka sesi rekaman</translation>
    </message>
    <message>
        <source>Stop the recording first, then open a session.</source>
        <translation>Hentikan perekaman dahulu, lalu buka sesi.</translation>
    </message>
    <message>
        <source>Save the comparison in a new folder</source>
        <translation>Simpan perbandingan dalam folder baru</translation>
    </message>
    <message>
        <source>Saved in {folder}: report.html, comparison.json, agreement.csv and confusion.csv.</source>
        <translation>Disimpan di {folder}: report.html, comparison.json, agreement.csv, dan confusion.csv.</translation>
    </message>
    <message>
        <source>{file} was added as {name}. Its description is saved beside it.</source>
        <translation>{file} ditambahkan sebagai {name}. Deskripsinya disimpan di sampingnya.</translation>
    </message>
    <message>
        <source>No face is selected in this picture, so nothing was labelled. Click a face first.</source>
        <translation>Tidak ada wajah terpilih dalam gambar ini, jadi tidak ada yang diberi label. Klik sebuah wajah dahulu.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Each two models; choose a row to see when and how they differ</source>
        <translation>Setiap dua model; pilih satu baris untuk melihat kapan dan bagaimana keduanya berbeda</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Sepakat</translation>
    </message>
    <message>
        <source>Share of equal answers</source>
        <translation>Bagian jawaban yang sama</translation>
    </message>
    <message>
        <source>Kappa [95 %]</source>
        <translation>Kappa [95 %]</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa, agreement beyond chance, with its 95 % interval. Successive frames are much alike, so the true interval is wider</source>
        <translation>Kappa Cohen, kesepakatan di luar kebetulan, dengan selang 95 %-nya. Bingkai yang berurutan sangat mirip, jadi selang sebenarnya lebih lebar</translation>
    </message>
    <message>
        <source>JSD</source>
        <translation>JSD</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence of the probabilities, mean, in bits: 0 is equal, 1 nothing in common</source>
        <translation>Divergensi Jensen-Shannon probabilitas, rata-rata, dalam bit: 0 berarti sama, 1 tidak ada kesamaan</translation>
    </message>
    <message>
        <source>These two have no question in common: smiling is not the same claim as an emotion.</source>
        <translation>Kedua model ini tidak memiliki pertanyaan bersama: tersenyum bukan pernyataan yang sama dengan emosi.</translation>
    </message>
    <message>
        <source>Both have the same classes and are compared class by class.</source>
        <translation>Keduanya memiliki kelas yang sama dan dibandingkan kelas demi kelas.</translation>
    </message>
    <message>
        <source>happy or not</source>
        <translation>senang atau tidak</translation>
    </message>
    <message>
        <source>Agreement of each two models</source>
        <translation>Kesepakatan setiap dua model</translation>
    </message>
    <message>
        <source>Asked in common: {question}. What counts as what: {answers}.</source>
        <translation>Pertanyaan bersama: {question}. Yang dihitung sebagai apa: {answers}.</translation>
    </message>
    <message>
        <source>not comparable</source>
        <translation>tidak dapat dibandingkan</translation>
    </message>
    <message>
        <source>{value} (no interval)</source>
        <translation>{value} (tanpa selang)</translation>
    </message>
    <message>
        <source>The two models&apos; answers</source>
        <translation>Jawaban kedua model</translation>
    </message>
    <message>
        <source>Tick a second model in the list of models: agreement needs two.</source>
        <translation>Centang model kedua: kesepakatan perlu dua.</translation>
    </message>
    <message>
        <source>Figures appear here as soon as a face is seen.</source>
        <translation>Angka muncul di sini begitu ada wajah yang terlihat.</translation>
    </message>
    <message>
        <source>Which answers are counted</source>
        <translation>Jawaban mana yang dihitung</translation>
    </message>
    <message>
        <source>Posed: {model}</source>
        <translation>Peragaan: {model}</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Kesepakatan</translation>
    </message>
    <message>
        <source>said by {model}</source>
        <translation>dijawab {model}</translation>
    </message>
    <message>
        <source>posed</source>
        <translation>diperagakan</translation>
    </message>
    <message>
        <source>Not comparable</source>
        <translation>Tidak dapat dibandingkan</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence · labels differed {count}×</source>
        <translation>Divergensi Jensen-Shannon · label berbeda {count}×</translation>
    </message>
    <message>
        <source>FER2013 as folders (alphabetical)</source>
        <translation>FER2013 sebagai folder (urut abjad)</translation>
    </message>
    <message>
        <source>FER2013 as a table (fer, DeepFace, mini-XCEPTION)</source>
        <translation>FER2013 sebagai tabel (fer, DeepFace, mini-XCEPTION)</translation>
    </message>
    <message>
        <source>FER+ (ONNX Model Zoo)</source>
        <translation>FER+ (ONNX Model Zoo)</translation>
    </message>
    <message>
        <source>FER+ without contempt</source>
        <translation>FER+ tanpa menghina</translation>
    </message>
    <message>
        <source>AffectNet, 8 classes</source>
        <translation>AffectNet, 8 kelas</translation>
    </message>
    <message>
        <source>AffectNet, 7 classes</source>
        <translation>AffectNet, 7 kelas</translation>
    </message>
    <message>
        <source>Alphabetical, 8 classes (HSEmotion)</source>
        <translation>Urut abjad, 8 kelas (HSEmotion)</translation>
    </message>
    <message>
        <source>RAF-DB</source>
        <translation>RAF-DB</translation>
    </message>
    <message>
        <source>No smile, then smile</source>
        <translation>Tanpa senyum, lalu senyum</translation>
    </message>
    <message>
        <source>Smile, then no smile</source>
        <translation>Senyum, lalu tanpa senyum</translation>
    </message>
    <message>
        <source>Not happy, then happy</source>
        <translation>Tidak senang, lalu senang</translation>
    </message>
    <message>
        <source>Happy, then not happy</source>
        <translation>Senang, lalu tidak senang</translation>
    </message>
    <message>
        <source>Choose an order…</source>
        <translation>Pilih urutan…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Pilih…</translation>
    </message>
    <message>
        <source>Known orders of labels</source>
        <translation>Urutan label yang dikenal</translation>
    </message>
    <message>
        <source>Meaning of answer {number}</source>
        <translation>Arti jawaban {number}</translation>
    </message>
    <message>
        <source>not a class</source>
        <translation>bukan kelas</translation>
    </message>
    <message>
        <source>Emotions: {names}</source>
        <translation>Emosi: {names}</translation>
    </message>
    <message>
        <source>Emotions as {model} sees them</source>
        <translation>Emosi menurut {model}</translation>
    </message>
    <message>
        <source>This model does not know: {classes}.</source>
        <translation>Model ini tidak mengenal: {classes}.</translation>
    </message>
    <message>
        <source>Hatched: {model} has no such class ({classes}).</source>
        <translation>Berarsir: {model} tidak memiliki kelas itu ({classes}).</translation>
    </message>
    <message>
        <source>{model}: show its input</source>
        <translation>{model}: tampilkan masukannya</translation>
    </message>
    <message>
        <source>Answers against answers</source>
        <translation>Jawaban berhadapan dengan jawaban</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} dan {second}</translation>
    </message>
    <message>
        <source>Most often: {answers}</source>
        <translation>Paling sering: {answers}</translation>
    </message>
    <message>
        <source>Nothing counted yet</source>
        <translation>Belum ada yang dihitung</translation>
    </message>
    <message>
        <source>Gray</source>
        <translation>Abu-abu</translation>
    </message>
    <message>
        <source>Colour, red first (RGB)</source>
        <translation>Berwarna, merah dahulu (RGB)</translation>
    </message>
    <message>
        <source>Colour, blue first (BGR)</source>
        <translation>Berwarna, biru dahulu (BGR)</translation>
    </message>
    <message>
        <source>Rows, columns, colours (NHWC, Keras)</source>
        <translation>Baris, kolom, warna (NHWC, Keras)</translation>
    </message>
    <message>
        <source>Colours, rows, columns (NCHW, PyTorch)</source>
        <translation>Warna, baris, kolom (NCHW, PyTorch)</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 sampai 1</translation>
    </message>
    <message>
        <source>-1 to 1</source>
        <translation>-1 sampai 1</translation>
    </message>
    <message>
        <source>0 to 255, as they are</source>
        <translation>0 sampai 255, apa adanya</translation>
    </message>
    <message>
        <source>ImageNet&apos;s mean and standard deviation</source>
        <translation>Rata-rata dan simpangan baku ImageNet</translation>
    </message>
    <message>
        <source>Another mean and standard deviation</source>
        <translation>Rata-rata dan simpangan baku lain</translation>
    </message>
    <message>
        <source>Scores (logits)</source>
        <translation>Skor (logit)</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Probabilitas</translation>
    </message>
    <message>
        <source>Height of the input</source>
        <translation>Tinggi masukan</translation>
    </message>
    <message>
        <source>Width of the input</source>
        <translation>Lebar masukan</translation>
    </message>
    <message>
        <source>Colour of the input</source>
        <translation>Warna masukan</translation>
    </message>
    <message>
        <source>Order of the input&apos;s dimensions</source>
        <translation>Urutan dimensi masukan</translation>
    </message>
    <message>
        <source>Scaling of the input</source>
        <translation>Penskalaan masukan</translation>
    </message>
    <message>
        <source>Margin around the face</source>
        <translation>Tepi di sekitar wajah</translation>
    </message>
    <message>
        <source>How far the crop lies above the face</source>
        <translation>Seberapa tinggi potongan berada di atas wajah</translation>
    </message>
    <message>
        <source>Turned until the eyes are level</source>
        <translation>Diputar sampai kedua mata sejajar</translation>
    </message>
    <message>
        <source>What the answers are</source>
        <translation>Apa jawabannya</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Nama model</translation>
    </message>
    <message>
        <source>Mean of the input, in units of 0 to 255</source>
        <translation>Rata-rata masukan, dalam satuan 0 sampai 255</translation>
    </message>
    <message>
        <source>Standard deviation of the input, in units of 0 to 255</source>
        <translation>Simpangan baku masukan, dalam satuan 0 sampai 255</translation>
    </message>
    <message>
        <source>One number, or three for red, green and blue, in units of 0 to 255</source>
        <translation>Satu angka, atau tiga untuk merah, hijau, dan biru, dalam satuan 0 sampai 255</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Suhu</translation>
    </message>
    <message>
        <source>Scores are divided by this before they become probabilities; 1 leaves them</source>
        <translation>Skor dibagi dengan ini sebelum menjadi probabilitas; 1 membiarkannya</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Input size</source>
        <translation>Ukuran masukan</translation>
    </message>
    <message>
        <source>high</source>
        <translation>tinggi</translation>
    </message>
    <message>
        <source>wide</source>
        <translation>lebar</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Warna</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Tata letak</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Penskalaan</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Rata-rata</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Simpangan</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Tepi</translation>
    </message>
    <message>
        <source>on each side of the face</source>
        <translation>di setiap sisi wajah</translation>
    </message>
    <message>
        <source>Raised by</source>
        <translation>Dinaikkan</translation>
    </message>
    <message>
        <source>of the face</source>
        <translation>dari wajah</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Jawaban</translation>
    </message>
    <message>
        <source>divides scores, 1 leaves them</source>
        <translation>membagi skor, 1 membiarkannya</translation>
    </message>
    <message>
        <source>Enter the input size: the file leaves it open.</source>
        <translation>Masukkan ukuran masukan: berkas tidak menentukannya.</translation>
    </message>
    <message>
        <source>Choose the layout: the file leaves it open.</source>
        <translation>Pilih tata letak: berkas tidak menentukannya.</translation>
    </message>
    <message>
        <source>Enter mean and deviation as numbers, the deviation greater than 0.</source>
        <translation>Masukkan rata-rata dan simpangan sebagai angka, dengan simpangan lebih dari 0.</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence over time, 0 to 1 bit</source>
        <translation>Divergensi Jensen-Shannon dari waktu ke waktu, 0 sampai 1 bit</translation>
    </message>
    <message>
        <source>1 bit</source>
        <translation>1 bit</translation>
    </message>
    <message>
        <source>Labels differ</source>
        <translation>Label berbeda</translation>
    </message>
    <message>
        <source>Labels of each model over time, and where they differ</source>
        <translation>Label setiap model dari waktu ke waktu, dan tempat label itu berbeda</translation>
    </message>
    <message>
        <source>Keys 1 to 7 then say what the selected face was asked to show.</source>
        <translation>Tombol 1 sampai 7 lalu menyatakan apa yang diminta diperagakan wajah terpilih.</translation>
    </message>
    <message>
        <source>Label this moment</source>
        <translation>Beri label saat ini</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Tarik kembali</translation>
    </message>
    <message>
        <source>Take back the last label</source>
        <translation>Tarik kembali label terakhir</translation>
    </message>
    <message>
        <source>Forget the label entered last</source>
        <translation>Lupakan label yang terakhir dimasukkan</translation>
    </message>
    <message>
        <source>{emotion} was posed</source>
        <translation>{emotion} diperagakan</translation>
    </message>
    <message>
        <source>{count} labelled</source>
        <translation>{count} diberi label</translation>
    </message>
    <message>
        <source>Crop: the face&apos;s box {margin} on each side, not turned</source>
        <translation>Potongan: kotak wajah {margin} di setiap sisi, tidak diputar</translation>
    </message>
    <message>
        <source>Crop: the face&apos;s box {margin} on each side, turned until the eyes are level</source>
        <translation>Potongan: kotak wajah {margin} di setiap sisi, diputar sampai kedua mata sejajar</translation>
    </message>
    <message>
        <source>Crop: the face&apos;s box {margin} on each side, moved down by {shift:.0%}, not turned</source>
        <translation>Potongan: kotak wajah {margin} di setiap sisi, digeser turun {shift:.0%}, tidak diputar</translation>
    </message>
    <message>
        <source>Crop: the face&apos;s box {margin} on each side, moved down by {shift:.0%}, turned until the eyes are level</source>
        <translation>Potongan: kotak wajah {margin} di setiap sisi, digeser turun {shift:.0%}, diputar sampai kedua mata sejajar</translation>
    </message>
    <message>
        <source>Crop: the face&apos;s box {margin} on each side, moved up by {shift:.0%}, not turned</source>
        <translation>Potongan: kotak wajah {margin} di setiap sisi, digeser naik {shift:.0%}, tidak diputar</translation>
    </message>
    <message>
        <source>Crop: the face&apos;s box {margin} on each side, moved up by {shift:.0%}, turned until the eyes are level</source>
        <translation>Potongan: kotak wajah {margin} di setiap sisi, digeser naik {shift:.0%}, diputar sampai kedua mata sejajar</translation>
    </message>
    <message>
        <source>{width} × {height} pixels, gray</source>
        <translation>{width} × {height} piksel, abu-abu</translation>
    </message>
    <message>
        <source>{width} × {height} pixels, RGB</source>
        <translation>{width} × {height} piksel, RGB</translation>
    </message>
    <message>
        <source>Scaling: none, pixels from 0 to 255</source>
        <translation>Penskalaan: tidak ada, piksel dari 0 sampai 255</translation>
    </message>
    <message>
        <source>Scaling: pixel / {std}</source>
        <translation>Penskalaan: piksel / {std}</translation>
    </message>
    <message>
        <source>Scaling: (pixel − {mean}) / {std}</source>
        <translation>Penskalaan: (piksel − {mean}) / {std}</translation>
    </message>
    <message>
        <source>What the model received</source>
        <translation>Yang diterima model</translation>
    </message>
    <message>
        <source>Received in frame {frame}, face {face}</source>
        <translation>Diterima pada bingkai {frame}, wajah {face}</translation>
    </message>
    <message>
        <source>Values from {low:.2f} to {high:.2f}</source>
        <translation>Nilai dari {low:.2f} sampai {high:.2f}</translation>
    </message>
    <message>
        <source>The check was ended. Start it again.</source>
        <translation>Pemeriksaan diakhiri. Mulai lagi.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer unless you stream scores out, and nothing is stored unless you record or export. Pictures are never sent.</source>
        <translation>Tidak ada yang keluar dari komputer ini kecuali Anda menyiarkan skor, dan tidak ada yang disimpan kecuali Anda merekam atau mengekspor. Gambar tidak pernah dikirim.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Pintasan papan tik</translation>
    </message>
    <message>
        <source>OTHER KEYS</source>
        <translation>TOMBOL LAIN</translation>
    </message>
    <message>
        <source>About ferdesk</source>
        <translation>Tentang ferdesk</translation>
    </message>
    <message>
        <source>Version {version} · Apache License 2.0</source>
        <translation>Versi {version} · Apache License 2.0</translation>
    </message>
    <message>
        <source>Live facial-expression recognition: up to twelve models on the same picture, with their measured accuracy.</source>
        <translation>Pengenalan ekspresi wajah secara langsung: hingga dua belas model pada gambar yang sama, dengan akurasi yang terukur.</translation>
    </message>
    <message>
        <source>What a face shows is not what a person feels: the values are guesses of a model, and it errs.</source>
        <translation>Yang tampak di wajah bukanlah yang dirasakan seseorang: nilainya adalah tebakan model, dan model dapat keliru.</translation>
    </message>
    <message>
        <source>ROOM VIEW</source>
        <translation>TAMPILAN RUANGAN</translation>
    </message>
    <message>
        <source>Open a stream</source>
        <translation>Buka aliran</translation>
    </message>
    <message>
        <source>Address of the stream</source>
        <translation>Alamat aliran</translation>
    </message>
    <message>
        <source>&amp;Address of the stream</source>
        <translation>&amp;Alamat aliran</translation>
    </message>
    <message>
        <source>ferdesk connects to this address only, and only until another source is chosen. It is not remembered.</source>
        <translation>ferdesk hanya terhubung ke alamat ini, dan hanya sampai sumber lain dipilih. Alamatnya tidak diingat.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>An address begins with {others} or {last}.</source>
        <translation>Alamat diawali dengan {others} atau {last}.</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>Sama dengan sistem</translation>
    </message>
    <message>
        <source>Markers are set while recording. Ctrl+E starts a recording.</source>
        <translation>Penanda dipasang saat merekam. Ctrl+E memulai perekaman.</translation>
    </message>
    <message>
        <source>Marker {key} was sent out; nothing is recorded</source>
        <translation>Penanda {key} telah dikirim; tidak ada yang direkam</translation>
    </message>
    <message>
        <source>Marker {key} at {time}</source>
        <translation>Penanda {key} pada {time}</translation>
    </message>
    <message>
        <source>Select a face first, then record its baseline.</source>
        <translation>Pilih wajah dahulu, lalu rekam garis dasarnya.</translation>
    </message>
    <message>
        <source>The baseline was not recorded.</source>
        <translation>Garis dasar tidak direkam.</translation>
    </message>
    <message>
        <source>No baseline was recorded: the face was not seen, or no model is active. Face the camera and try again.</source>
        <translation>Garis dasar tidak direkam: wajah tidak terlihat, atau tidak ada model yang aktif. Hadapkan wajah ke kamera dan coba lagi.</translation>
    </message>
    <message>
        <source>Give up the &amp;baseline</source>
        <translation>Batalkan &amp;garis dasar</translation>
    </message>
    <message>
        <source>Neutral baseline of face {face}: rest your face and look here, {seconds} s</source>
        <translation>Garis dasar netral wajah {face}: rilekskan wajah dan lihat ke sini, {seconds} dtk</translation>
    </message>
    <message>
        <source>The neutral baseline of face {face} is there: it is shown beside its values.</source>
        <translation>Garis dasar netral wajah {face} sudah ada: ditampilkan di samping nilainya.</translation>
    </message>
    <message>
        <source>No camera found: showing the demo. Connect a camera, then choose it under Source.</source>
        <translation>Tidak ada kamera yang ditemukan: demo ditampilkan. Sambungkan kamera, lalu pilih di bawah Sumber.</translation>
    </message>
    <message>
        <source>Looking for a camera…</source>
        <translation>Mencari kamera…</translation>
    </message>
    <message>
        <source>The one used last, or else the first one found.</source>
        <translation>Yang terakhir dipakai, atau kalau tidak ada, yang pertama ditemukan.</translation>
    </message>
    <message>
        <source>Videos and pictures ({suffixes})</source>
        <translation>Video dan gambar ({suffixes})</translation>
    </message>
    <message>
        <source>All files ({suffixes})</source>
        <translation>Semua berkas ({suffixes})</translation>
    </message>
    <message>
        <source>Open a video or picture</source>
        <translation>Buka video atau gambar</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>Buka folder gambar</translation>
    </message>
    <message>
        <source>now</source>
        <translation>kini</translation>
    </message>
    <message>
        <source>−{seconds} s</source>
        <translation>−{seconds} dtk</translation>
    </message>
    <message>
        <source>−{minutes} min</source>
        <translation>−{minutes} mnt</translation>
    </message>
    <message>
        <source>What the model would get</source>
        <translation>Yang akan diterima model</translation>
    </message>
    <message>
        <source>Delete all files</source>
        <translation>Hapus semua berkas</translation>
    </message>
    <message>
        <source>Delete every file of the list?</source>
        <translation>Hapus semua berkas dalam daftar?</translation>
    </message>
    <message>
        <source>Recordings, tables, figures, added models and settings are gone for good. Until its next start ferdesk keeps no settings.</source>
        <translation>Rekaman, tabel, gambar, model tambahan, dan pengaturan akan hilang selamanya. Sampai dimulai lagi, ferdesk tidak menyimpan pengaturan.</translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>Hapus semua</translation>
    </message>
    <message>
        <source>{count} files were deleted.</source>
        <translation>{count} berkas telah dihapus.</translation>
    </message>
    <message>
        <source>ferdesk looks for faces in the picture of the camera and shows what expression models make of them. Each picture is looked at and forgotten.</source>
        <translation>ferdesk mencari wajah dalam gambar kamera dan menampilkan bagaimana model ekspresi menilainya. Setiap gambar diperiksa lalu dilupakan.</translation>
    </message>
    <message>
        <source>Nothing is sent. ferdesk opens no network connection, unless you name a network camera or switch on a live stream of the numbers; pictures are never sent.</source>
        <translation>Tidak ada yang dikirim. ferdesk tidak membuka koneksi jaringan, kecuali Anda menyebutkan kamera jaringan atau menyalakan siaran angka; gambar tidak pernah dikirim.</translation>
    </message>
    <message>
        <source>Nothing is recorded until you start a recording. A recording holds numbers: times, places of faces and what the models answered. Pictures are only kept when you choose video as well, and then all who can be seen should have agreed.</source>
        <translation>Tidak ada yang direkam sebelum Anda memulai perekaman. Rekaman berisi angka: waktu, letak wajah, dan jawaban model. Gambar hanya disimpan jika Anda juga memilih video, dan semua orang yang terlihat seharusnya sudah menyetujuinya.</translation>
    </message>
    <message>
        <source>THE CAMERA</source>
        <translation>KAMERA</translation>
    </message>
    <message>
        <source>THE NETWORK</source>
        <translation>JARINGAN</translation>
    </message>
    <message>
        <source>RECORDINGS</source>
        <translation>REKAMAN</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sesi</translation>
    </message>
    <message>
        <source>Room session</source>
        <translation>Sesi ruangan</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Daftar ini</translation>
    </message>
    <message>
        <source>Comparison of models</source>
        <translation>Perbandingan model</translation>
    </message>
    <message>
        <source>Table of scores</source>
        <translation>Tabel skor</translation>
    </message>
    <message>
        <source>Notice of the room view</source>
        <translation>Pemberitahuan tampilan ruangan</translation>
    </message>
    <message>
        <source>Accuracy by group</source>
        <translation>Akurasi per kelompok</translation>
    </message>
    <message>
        <source>Heat map of a face</source>
        <translation>Peta panas wajah</translation>
    </message>
    <message>
        <source>Welcome to ferdesk</source>
        <translation>Selamat datang di ferdesk</translation>
    </message>
    <message>
        <source>Before you begin</source>
        <translation>Sebelum Anda mulai</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Lanjutkan</translation>
    </message>
    <message>
        <source>Use the camera</source>
        <translation>Gunakan kamera</translation>
    </message>
    <message>
        <source>Play the demo, without a camera</source>
        <translation>Putar demo, tanpa kamera</translation>
    </message>
    <message>
        <source>Privacy and files</source>
        <translation>Privasi dan berkas</translation>
    </message>
    <message>
        <source>EVERY FILE THAT FERDESK HAS WRITTEN ON THIS COMPUTER</source>
        <translation>SEMUA BERKAS YANG DITULIS FERDESK DI KOMPUTER INI</translation>
    </message>
    <message>
        <source>Files that ferdesk has written</source>
        <translation>Berkas yang ditulis ferdesk</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Apa itu</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Last written</source>
        <translation>Terakhir ditulis</translation>
    </message>
    <message>
        <source>Looking for files…</source>
        <translation>Mencari berkas…</translation>
    </message>
    <message>
        <source>Delete all…</source>
        <translation>Hapus semua…</translation>
    </message>
    <message>
        <source>Files that you moved or copied elsewhere are not known here.</source>
        <translation>Berkas yang Anda pindahkan atau salin ke tempat lain tidak diketahui di sini.</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>Tidak ada.</translation>
    </message>
    <message>
        <source>Open a camera, a file or the demo first, then record.</source>
        <translation>Buka kamera, berkas, atau demo dahulu, lalu rekam.</translation>
    </message>
    <message>
        <source>The last recording is still being finished.</source>
        <translation>Rekaman terakhir masih diselesaikan.</translation>
    </message>
    <message>
        <source>The recording was ended because another source was opened.</source>
        <translation>Perekaman dihentikan karena sumber lain dibuka.</translation>
    </message>
    <message>
        <source>{time} · scores</source>
        <translation>{time} · skor</translation>
    </message>
    <message>
        <source>{time} · scores + video</source>
        <translation>{time} · skor + video</translation>
    </message>
    <message>
        <source>{time} · scores · {unsaved} not saved</source>
        <translation>{time} · skor · {unsaved} tidak tersimpan</translation>
    </message>
    <message>
        <source>{time} · scores + video · {unsaved} not saved</source>
        <translation>{time} · skor + video · {unsaved} tidak tersimpan</translation>
    </message>
    <message>
        <source>The recording is kept in {folder}.</source>
        <translation>Rekaman disimpan di {folder}.</translation>
    </message>
    <message>
        <source>The recording is kept in {folder}, but for {unsaved} pictures that came too fast.</source>
        <translation>Rekaman disimpan di {folder}, kecuali {unsaved} gambar yang datang terlalu cepat.</translation>
    </message>
    <message>
        <source>Stop &amp;recording</source>
        <translation>Hentikan &amp;perekaman</translation>
    </message>
    <message>
        <source>Recording starts…</source>
        <translation>Perekaman dimulai…</translation>
    </message>
    <message>
        <source>Finishing the recording…</source>
        <translation>Menyelesaikan rekaman…</translation>
    </message>
    <message>
        <source>A recording that was cut off is complete now: {newest}.</source>
        <translation>Rekaman yang sempat terputus kini lengkap: {newest}.</translation>
    </message>
    <message>
        <source>{count} recordings that were cut off are complete now; the newest is {newest}.</source>
        <translation>{count} rekaman yang sempat terputus kini lengkap; yang terbaru {newest}.</translation>
    </message>
    <message>
        <source>No picture to freeze yet</source>
        <translation>Belum ada gambar untuk dibekukan</translation>
    </message>
    <message>
        <source>Open a camera, a file or the demo first, then come back.</source>
        <translation>Buka kamera, berkas, atau demo dahulu, lalu kembali ke sini.</translation>
    </message>
    <message>
        <source>No face in this picture</source>
        <translation>Tidak ada wajah dalam gambar ini</translation>
    </message>
    <message>
        <source>Go back and freeze another moment, or choose the detector for far faces.</source>
        <translation>Kembali dan bekukan saat lain, atau pilih detektor untuk wajah jauh.</translation>
    </message>
    <message>
        <source>Tick one in the list of models, and its heat map comes.</source>
        <translation>Centang salah satu dalam daftar model, dan peta panasnya akan muncul.</translation>
    </message>
    <message>
        <source>{source} · picture {number}</source>
        <translation>{source} · gambar {number}</translation>
    </message>
    <message>
        <source>{source} at {seconds} s · picture {number}</source>
        <translation>{source} pada {seconds} dtk · gambar {number}</translation>
    </message>
    <message>
        <source>Figure and numbers ({suffixes})</source>
        <translation>Gambar dan angka ({suffixes})</translation>
    </message>
    <message>
        <source>Saved in {folder}: {names}, each with its numbers as JSON.</source>
        <translation>Disimpan di {folder}: {names}, masing-masing dengan angkanya sebagai JSON.</translation>
    </message>
    <message>
        <source>Camera {rate} fps</source>
        <translation>Kamera {rate} fps</translation>
    </message>
    <message>
        <source>Analysis {rate} fps</source>
        <translation>Analisis {rate} fps</translation>
    </message>
    <message>
        <source>Result {median} ms · 95% {most} ms</source>
        <translation>Hasil {median} ms · 95% {most} ms</translation>
    </message>
    <message>
        <source>Dropped {count}</source>
        <translation>Dilewati {count}</translation>
    </message>
    <message>
        <source>Pictures that the source gives, a second.</source>
        <translation>Gambar yang diberikan sumber, per detik.</translation>
    </message>
    <message>
        <source>Pictures that are analysed and shown, a second.</source>
        <translation>Gambar yang dianalisis dan ditampilkan, per detik.</translation>
    </message>
    <message>
        <source>From the capture of a picture to its result: the median, and what 95% of the pictures stay under.</source>
        <translation>Dari pengambilan gambar sampai hasilnya: median, dan batas yang tidak dilampaui 95% gambar.</translation>
    </message>
    <message>
        <source>Pictures since the source was opened that were passed over for a newer one.</source>
        <translation>Gambar yang dilewati demi gambar yang lebih baru sejak sumber dibuka.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Rekam</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Tidak ada model</translation>
    </message>
    <message>
        <source>What the models run on.</source>
        <translation>Tempat model berjalan.</translation>
    </message>
    <message>
        <source>Stop recording, {what}</source>
        <translation>Hentikan perekaman, {what}</translation>
    </message>
    <message>
        <source>Record the scores, and the video if you want (Ctrl+E)</source>
        <translation>Rekam skor, dan juga video jika Anda mau (Ctrl+E)</translation>
    </message>
    <message>
        <source>Stop the recording (Ctrl+E)</source>
        <translation>Hentikan perekaman (Ctrl+E)</translation>
    </message>
    <message>
        <source>Until it is in this window: {median} ms, 95% {most} ms.</source>
        <translation>Sampai tampil di jendela ini: {median} ms, 95% {most} ms.</translation>
    </message>
    <message>
        <source>Drop it to open it</source>
        <translation>Lepaskan untuk membukanya</translation>
    </message>
    <message>
        <source>● Recording – {title}</source>
        <translation>● Merekam – {title}</translation>
    </message>
    <message>
        <source>No model is being described. Add it again.</source>
        <translation>Tidak ada model yang sedang dideskripsikan. Tambahkan lagi.</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A Dask cluster needs packages that are not installed: pip install &apos;ferdesk[train]&apos;, or use --jobs.</source>
        <translation>Klaster Dask memerlukan paket yang belum terpasang: pip install &apos;ferdesk[train]&apos;, atau gunakan --jobs.</translation>
    </message>
    <message>
        <source>A comparison needs 2 to {0} models, not {1}. Name them with --models.</source>
        <translation>Perbandingan memerlukan 2 sampai {0} model, bukan {1}. Sebutkan model-modelnya dengan --models.</translation>
    </message>
    <message>
        <source>A model of ferdesk&apos;s own is named {0}. Give this one another name.</source>
        <translation>Ada model bawaan ferdesk yang bernama {0}. Beri model ini nama lain.</translation>
    </message>
    <message>
        <source>A worker process ended unexpectedly, perhaps for want of memory. Start the same command again, with fewer --jobs: it goes on with what is left.</source>
        <translation>Sebuah proses pekerja berakhir tanpa diduga, mungkin karena kekurangan memori. Jalankan lagi perintah yang sama dengan --jobs lebih kecil: sisanya akan dilanjutkan.</translation>
    </message>
    <message>
        <source>Agreement is not correctness: models trained on the same faces share their mistakes.</source>
        <translation>Sepakat bukan berarti benar: model yang dilatih dengan wajah yang sama memiliki kesalahan yang sama.</translation>
    </message>
    <message>
        <source>All who can be seen know that video is recorded and agree to it.</source>
        <translation>Semua orang yang terlihat mengetahui bahwa video direkam dan menyetujuinya.</translation>
    </message>
    <message>
        <source>CUDA is not used: ONNX Runtime chose the CPU for this model.</source>
        <translation>CUDA tidak digunakan: ONNX Runtime memilih CPU untuk model ini.</translation>
    </message>
    <message>
        <source>CUDA is not used: no NVIDIA driver is loaded on this computer.</source>
        <translation>CUDA tidak digunakan: tidak ada driver NVIDIA yang dimuat di komputer ini.</translation>
    </message>
    <message>
        <source>CUDA is not used: this installation has ONNX Runtime for the CPU only (`python3 dev.py setup` installs the other one where it finds an NVIDIA GPU).</source>
        <translation>CUDA tidak digunakan: instalasi ini hanya memiliki ONNX Runtime untuk CPU (`python3 dev.py setup` memasang yang lain jika menemukan GPU NVIDIA).</translation>
    </message>
    <message>
        <source>CUDA is not used: {0} cannot be loaded.</source>
        <translation>CUDA tidak digunakan: {0} tidak dapat dimuat.</translation>
    </message>
    <message>
        <source>Camera {0} was not found. Plug it in, or choose one of these: {1}.</source>
        <translation>Kamera {0} tidak ditemukan. Colokkan kamera itu, atau pilih salah satu dari: {1}.</translation>
    </message>
    <message>
        <source>Camera {0} was not found: this computer shows no camera. Plug one in, or choose a file or the demo.</source>
        <translation>Kamera {0} tidak ditemukan: komputer ini tidak memiliki kamera. Colokkan kamera, atau pilih berkas atau demo.</translation>
    </message>
    <message>
        <source>Choose what answer {0} means.</source>
        <translation>Pilih arti jawaban {0}.</translation>
    </message>
    <message>
        <source>Give 1 or {0} numbers for the scaling, not {1}.</source>
        <translation>Berikan 1 atau {0} angka untuk penskalaan, bukan {1}.</translation>
    </message>
    <message>
        <source>Give the model a name with letters or digits.</source>
        <translation>Beri model ini nama dengan huruf atau angka.</translation>
    </message>
    <message>
        <source>LabStreamingLayer can be kept on this computer on Linux only. Use OSC, or let other computers read it.</source>
        <translation>Hanya di Linux LabStreamingLayer dapat dibatasi pada komputer ini. Gunakan OSC, atau izinkan komputer lain membacanya.</translation>
    </message>
    <message>
        <source>LabStreamingLayer cannot be kept on this computer: the system is older than Linux 5.7. Use OSC, or let other computers read it.</source>
        <translation>LabStreamingLayer tidak dapat dibatasi pada komputer ini: sistemnya lebih lama dari Linux 5.7. Gunakan OSC, atau izinkan komputer lain membacanya.</translation>
    </message>
    <message>
        <source>LabStreamingLayer cannot open a stream: its ports are in use or the network forbids it. End other programs that stream, and try again.</source>
        <translation>LabStreamingLayer tidak dapat membuka aliran: port-nya sedang dipakai atau jaringan melarangnya. Tutup program lain yang menyiarkan, lalu coba lagi.</translation>
    </message>
    <message>
        <source>LabStreamingLayer needs a package that is not installed: install ferdesk with its extra, pip install &apos;ferdesk[stream]&apos;.</source>
        <translation>LabStreamingLayer memerlukan paket yang belum terpasang: pasang ferdesk dengan tambahannya, pip install &apos;ferdesk[stream]&apos;.</translation>
    </message>
    <message>
        <source>LabStreamingLayer was already on with another choice of who may read it. Start ferdesk again to change that.</source>
        <translation>LabStreamingLayer sudah aktif dengan pilihan lain tentang siapa yang boleh membacanya. Jalankan ulang ferdesk untuk mengubahnya.</translation>
    </message>
    <message>
        <source>MediaPipe could not search the picture ({0}); try another source.</source>
        <translation>MediaPipe tidak dapat memeriksa gambar ({0}); coba sumber lain.</translation>
    </message>
    <message>
        <source>MediaPipe&apos;s face detector cannot be started ({0}); install ferdesk again.</source>
        <translation>Detektor wajah MediaPipe tidak dapat dijalankan ({0}); pasang ulang ferdesk.</translation>
    </message>
    <message>
        <source>No Dask scheduler answers at {0}. Start one with `dask scheduler`, and check the address.</source>
        <translation>Tidak ada penjadwal Dask yang menjawab di {0}. Jalankan satu dengan `dask scheduler`, dan periksa alamatnya.</translation>
    </message>
    <message>
        <source>No face was found in {0} at {1} s. Try another moment with --at, or --detector far for small faces.</source>
        <translation>Tidak ada wajah yang ditemukan di {0} pada {1} dtk. Coba waktu lain dengan --at, atau --detector far untuk wajah kecil.</translation>
    </message>
    <message>
        <source>No face was seen in this time, so there is nothing to save. Compare again with a face.</source>
        <translation>Selama waktu ini tidak ada wajah yang terlihat, jadi tidak ada yang dapat disimpan. Bandingkan lagi dengan sebuah wajah.</translation>
    </message>
    <message>
        <source>No session folder can be made in {0}: {1}. Choose another folder, or check its permissions.</source>
        <translation>Folder sesi tidak dapat dibuat di {0}: {1}. Pilih folder lain, atau periksa izinnya.</translation>
    </message>
    <message>
        <source>No two groups are large enough to be compared.</source>
        <translation>Tidak ada dua kelompok yang cukup besar untuk dibandingkan.</translation>
    </message>
    <message>
        <source>Not tested: whether it errs more on some people than on others. The pictures it was tested on do not say who is in them, so nothing is known by age, gender, skin colour, culture, glasses or disability. Help &gt; Fairness check does it with your own labelled pictures.</source>
        <translation>Belum diuji: apakah model ini lebih sering keliru pada orang tertentu daripada orang lain. Gambar ujinya tidak menyebutkan siapa yang ada di dalamnya, sehingga tidak ada yang diketahui menurut usia, gender, warna kulit, budaya, kacamata, atau disabilitas. Bantuan &gt; Pemeriksaan keadilan melakukannya dengan gambar berlabel milik Anda sendiri.</translation>
    </message>
    <message>
        <source>Nothing was recorded in this stretch, so there is nothing to export. Choose another.</source>
        <translation>Tidak ada yang direkam dalam rentang ini, jadi tidak ada yang dapat diekspor. Pilih rentang lain.</translation>
    </message>
    <message>
        <source>OSC cannot be sent to {0}: there is no such host. Check the name, or use an IP address.</source>
        <translation>OSC tidak dapat dikirim ke {0}: komputer itu tidak ada. Periksa namanya, atau gunakan alamat IP.</translation>
    </message>
    <message>
        <source>OSC needs a package that is not installed: install ferdesk with its extra, pip install &apos;ferdesk[stream]&apos;.</source>
        <translation>OSC memerlukan paket yang belum terpasang: pasang ferdesk dengan tambahannya, pip install &apos;ferdesk[stream]&apos;.</translation>
    </message>
    <message>
        <source>On test faces, marking the middle of the crop was better than these maps in at least one of two tests (deletion, insertion): do not read them closely.</source>
        <translation>Pada wajah uji, menandai bagian tengah potongan gambar lebih baik daripada peta ini dalam setidaknya satu dari dua uji (penghapusan, penyisipan): jangan membacanya terlalu rinci.</translation>
    </message>
    <message>
        <source>Opening {0} was given up.</source>
        <translation>Pembukaan {0} dibatalkan.</translation>
    </message>
    <message>
        <source>Reading pictures failed ({0}). Open the source again.</source>
        <translation>Gambar gagal dibaca ({0}). Buka lagi sumbernya.</translation>
    </message>
    <message>
        <source>Remove {0}, then add the model again in the window to describe it anew.</source>
        <translation>Hapus {0}, lalu tambahkan lagi modelnya di jendela untuk mendeskripsikannya dari awal.</translation>
    </message>
    <message>
        <source>Several cameras are called {0}. Choose one by its number: {1}.</source>
        <translation>Beberapa kamera bernama {0}. Pilih salah satu dengan nomornya: {1}.</translation>
    </message>
    <message>
        <source>Something in ferdesk failed ({0}). The log file has the details.</source>
        <translation>Terjadi kegagalan di ferdesk ({0}). Rinciannya ada di berkas log.</translation>
    </message>
    <message>
        <source>The analysis failed ({0}). The log file has the details.</source>
        <translation>Analisis gagal ({0}). Rinciannya ada di berkas log.</translation>
    </message>
    <message>
        <source>The answers went from {0} to {1}: they are scores, not probabilities.</source>
        <translation>Jawabannya berkisar dari {0} sampai {1}: itu skor, bukan probabilitas.</translation>
    </message>
    <message>
        <source>The disk of {0} has only {1} MB left, so no more video is recorded, only scores. Free some space for the next recording.</source>
        <translation>Ruang di disk untuk {0} tinggal {1} MB, jadi video tidak lagi direkam, hanya skor. Kosongkan sebagian ruang untuk rekaman berikutnya.</translation>
    </message>
    <message>
        <source>The disk of {0} has only {1} MB left, so the recording has ended; all until then is kept. Free some space.</source>
        <translation>Ruang di disk untuk {0} tinggal {1} MB, jadi perekaman dihentikan; semua sampai saat itu disimpan. Kosongkan sebagian ruang.</translation>
    </message>
    <message>
        <source>The face detector cannot read {0} ({1}); install ferdesk again.</source>
        <translation>Detektor wajah tidak dapat membaca {0} ({1}); pasang ulang ferdesk.</translation>
    </message>
    <message>
        <source>The face detector could not search the picture ({0}); try again.</source>
        <translation>Detektor wajah tidak dapat memeriksa gambar ({0}); coba lagi.</translation>
    </message>
    <message>
        <source>The face detector&apos;s file {0} is damaged or was changed; install ferdesk again.</source>
        <translation>Berkas detektor wajah {0} rusak atau telah diubah; pasang ulang ferdesk.</translation>
    </message>
    <message>
        <source>The folder {0} cannot be listed: {1}. Check that you may open it.</source>
        <translation>Isi folder {0} tidak dapat ditampilkan: {1}. Periksa apakah Anda boleh membukanya.</translation>
    </message>
    <message>
        <source>The folder {0} has no pictures. Choose one with JPEG, PNG, BMP, WebP or TIFF files.</source>
        <translation>Folder {0} tidak berisi gambar. Pilih folder dengan berkas JPEG, PNG, BMP, WebP, atau TIFF.</translation>
    </message>
    <message>
        <source>The folder {0} was moved or removed while recording, so the recording has ended. Start a new one.</source>
        <translation>Folder {0} dipindahkan atau dihapus saat perekaman, jadi perekaman dihentikan. Mulai perekaman baru.</translation>
    </message>
    <message>
        <source>The gradient of {0} cannot pass {1}, so places are covered instead.</source>
        <translation>Gradien {0} tidak dapat melewati {1}, jadi bagian-bagian gambar ditutupi sebagai gantinya.</translation>
    </message>
    <message>
        <source>The last recording is not finished yet. Start again in a moment.</source>
        <translation>Rekaman terakhir belum selesai. Mulai lagi sebentar lagi.</translation>
    </message>
    <message>
        <source>The live stream failed ({0}). The log file has the details.</source>
        <translation>Siaran gagal ({0}). Rinciannya ada di berkas log.</translation>
    </message>
    <message>
        <source>The map shows what the model&apos;s output depends on, not why a person feels something.</source>
        <translation>Peta ini menunjukkan apa yang memengaruhi keluaran model, bukan mengapa seseorang merasakan sesuatu.</translation>
    </message>
    <message>
        <source>The marker cannot be kept in {0} ({1}). Check the folder&apos;s space and permissions.</source>
        <translation>Penanda tidak dapat disimpan di {0} ({1}). Periksa ruang dan izin folder.</translation>
    </message>
    <message>
        <source>The model gives {0} answers, and {1} have a label.</source>
        <translation>Model ini memberi {0} jawaban, dan {1} di antaranya berlabel.</translation>
    </message>
    <message>
        <source>The recording failed ({0}). The log file has the details.</source>
        <translation>Perekaman gagal ({0}). Rinciannya ada di berkas log.</translation>
    </message>
    <message>
        <source>The rows in {0} cannot be written as Parquet ({1}). They stay where they are.</source>
        <translation>Baris dalam {0} tidak dapat ditulis sebagai Parquet ({1}). Baris itu tetap di tempatnya.</translation>
    </message>
    <message>
        <source>The stream to {0} does not get through: {1}. It is tried again.</source>
        <translation>Siaran ke {0} tidak sampai: {1}. Siaran dicoba lagi.</translation>
    </message>
    <message>
        <source>The system&apos;s liblsl is too old: remove it, so that the one that comes with pylsl is used.</source>
        <translation>liblsl milik sistem terlalu lama: hapus, agar yang disertakan dengan pylsl yang digunakan.</translation>
    </message>
    <message>
        <source>The video of this session is missing: there is no {0} in its folder. The scores are complete.</source>
        <translation>Video sesi ini tidak ada: {0} tidak ditemukan di foldernya. Skornya lengkap.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Move {2} to a folder that you can write to.</source>
        <translation>{0} tidak dapat ditulis: {1}. Pindahkan {2} ke folder yang dapat Anda tulisi.</translation>
    </message>
    <message>
        <source>{0} carries no description of its labels and scaling (metadata `{1}`), so its answers could not be understood. Add it in the window to describe it, or export it with ferdesk&apos;s training module.</source>
        <translation>{0} tidak memuat deskripsi label dan penskalaannya (metadata `{1}`), sehingga jawabannya tidak dapat dipahami. Tambahkan model ini di jendela untuk mendeskripsikannya, atau ekspor dengan modul pelatihan ferdesk.</translation>
    </message>
    <message>
        <source>{0} is damaged after {1} s of {2} s: the rest cannot be decoded. What came before is complete; copy or record the file again for the rest.</source>
        <translation>{0} rusak setelah {1} dtk dari {2} dtk: sisanya tidak dapat didekode. Yang sebelumnya lengkap; salin atau rekam lagi berkasnya untuk mendapatkan sisanya.</translation>
    </message>
    <message>
        <source>{0} is damaged after {1} s: the rest cannot be decoded. What came before is complete; copy or record the file again for the rest.</source>
        <translation>{0} rusak setelah {1} dtk: sisanya tidak dapat didekode. Yang sebelumnya lengkap; salin atau rekam lagi berkasnya untuk mendapatkan sisanya.</translation>
    </message>
    <message>
        <source>{0} is made for another task: ferdesk needs one output of the shape (N, 2 to {1}), this one gives {2}.</source>
        <translation>{0} dibuat untuk tugas lain: ferdesk memerlukan satu keluaran berbentuk (N, 2 sampai {1}), sedangkan yang ini memberi {2}.</translation>
    </message>
    <message>
        <source>{0} is made for another task: ferdesk needs one picture as input, (N, height, width, 1 or 3) or (N, 1 or 3, height, width), this one takes {1}.</source>
        <translation>{0} dibuat untuk tugas lain: ferdesk memerlukan satu gambar sebagai masukan, (N, tinggi, lebar, 1 atau 3) atau (N, 1 atau 3, tinggi, lebar), sedangkan yang ini menerima {1}.</translation>
    </message>
    <message>
        <source>{0} is made for another task: ferdesk needs one row of 2 to {1} answers for each picture, this one gives {2}.</source>
        <translation>{0} dibuat untuk tugas lain: ferdesk memerlukan satu baris berisi 2 sampai {1} jawaban untuk setiap gambar, sedangkan yang ini memberi {2}.</translation>
    </message>
    <message>
        <source>{0} is made for another task: ferdesk needs one {1} input (N, {2}, {3}, {4}) as its description says, this one takes {5}.</source>
        <translation>{0} dibuat untuk tugas lain: ferdesk memerlukan satu masukan {1} (N, {2}, {3}, {4}) seperti kata deskripsinya, sedangkan yang ini menerima {5}.</translation>
    </message>
    <message>
        <source>{0}: &apos;{1}&apos; is no label. There are: {2}.</source>
        <translation>{0}: &apos;{1}&apos; bukan label. Label yang ada: {2}.</translation>
    </message>
    <message>
        <source>{0}: its description cannot be used: {1}. Export the model again, or describe it again.</source>
        <translation>{0}: deskripsinya tidak dapat digunakan: {1}. Ekspor lagi model ini, atau deskripsikan lagi.</translation>
    </message>
    <message>
        <source>There is no face detector called {0}; choose one of: {1}.</source>
        <translation>Tidak ada detektor wajah bernama {0}; pilih salah satu dari: {1}.</translation>
    </message>
    <message>
        <source>There is no model named {0}. There are: {1}.</source>
        <translation>Tidak ada model bernama {0}. Yang ada: {1}.</translation>
    </message>
    <message>
        <source>These are figures, not a verdict. Groups of pictures differ in light, size, pose, in which emotions they show and in how they were labelled, and each of these moves the accuracy. Of twenty intervals, about one misses its true value by chance.</source>
        <translation>Ini angka, bukan vonis. Kelompok gambar berbeda dalam cahaya, ukuran, pose, emosi yang ditunjukkan, dan cara pelabelannya, dan semua itu menggeser akurasi. Dari dua puluh selang, kira-kira satu meleset dari nilai sebenarnya secara kebetulan.</translation>
    </message>
    <message>
        <source>Two answers are called {0}. Each emotion can be used once.</source>
        <translation>Dua jawaban bernama {0}. Setiap emosi hanya dapat digunakan sekali.</translation>
    </message>
    <message>
        <source>Two of the models are named {0}, so their answers could not be told apart. Export one renamed.</source>
        <translation>Dua dari model itu bernama {0}, sehingga jawabannya tidak dapat dibedakan. Ekspor salah satunya dengan nama lain.</translation>
    </message>
    <message>
        <source>The face was not neutral in {0} of the pictures. Take the baseline again with the face at rest.</source>
        <translation>Wajah tidak netral pada {0} gambar. Ambil lagi garis dasar dengan wajah rileks.</translation>
    </message>
    <message>
        <source>The face was seen in {0} of {1} pictures only, which is too little for a baseline to rely on. Take it again, facing the camera all the time.</source>
        <translation>Wajah hanya terlihat pada {0} dari {1} gambar, terlalu sedikit untuk garis dasar yang andal. Ambil lagi, dengan wajah selalu menghadap kamera.</translation>
    </message>
    <message>
        <source>The notice cannot be saved as {0} ({1}). Choose another place.</source>
        <translation>Pemberitahuan tidak dapat disimpan sebagai {0} ({1}). Pilih tempat lain.</translation>
    </message>
    <message>
        <source>The pictures ended after only {0} of {1} seconds, which is too little for a baseline to rely on. Take it again.</source>
        <translation>Gambar berakhir setelah {0} dari {1} detik saja, terlalu sedikit untuk garis dasar yang andal. Ambil lagi.</translation>
    </message>
    <message>
        <source>The session cannot be saved in {0} ({1}). Check the folder&apos;s space and permissions.</source>
        <translation>Sesi tidak dapat disimpan di {0} ({1}). Periksa ruang dan izin folder.</translation>
    </message>
    <message>
        <source>The settings cannot be kept in {0}: {1}. Check the folder&apos;s space and permissions.</source>
        <translation>Pengaturan tidak dapat disimpan di {0}: {1}. Periksa ruang dan izin folder.</translation>
    </message>
    <message>
        <source>The settings in {0} cannot be read ({1}), so ferdesk starts with its defaults.</source>
        <translation>Pengaturan di {0} tidak dapat dibaca ({1}), jadi ferdesk dimulai dengan pengaturan bawaan.</translation>
    </message>
    <message>
        <source>The settings in {0} could not be read, so ferdesk starts with its defaults. They are kept in {1}.</source>
        <translation>Pengaturan di {0} tidak dapat dibaca, jadi ferdesk dimulai dengan pengaturan bawaan. Yang lama disimpan di {1}.</translation>
    </message>
    <message>
        <source>The values moved a lot (by {0} around their mean). Take the baseline again with the face at rest, in steady light.</source>
        <translation>Nilainya banyak bergerak (sebesar {0} di sekitar rata-ratanya). Ambil lagi garis dasar dengan wajah rileks, dalam cahaya yang tetap.</translation>
    </message>
    <message>
        <source>The video {0} cannot be written ({1}). Check the folder&apos;s space and permissions.</source>
        <translation>Video {0} tidak dapat ditulis ({1}). Periksa ruang dan izin folder.</translation>
    </message>
    <message>
        <source>There is nothing to save yet: no window had enough faces.</source>
        <translation>Belum ada yang dapat disimpan: tidak ada rentang waktu dengan wajah yang cukup.</translation>
    </message>
    <message>
        <source>There was no result within 60 s.</source>
        <translation>Tidak ada hasil dalam 60 dtk.</translation>
    </message>
    <message>
        <source>Workers of the cluster at {0} ended again and again, perhaps for want of memory. Start the same command again: it goes on with what is left.</source>
        <translation>Pekerja klaster di {0} berulang kali berakhir, mungkin karena kekurangan memori. Jalankan lagi perintah yang sama: sisanya akan dilanjutkan.</translation>
    </message>
    <message>
        <source>{0} ({1}) may not be opened by you. Add yourself to its group with &apos;sudo usermod -aG video $USER&apos; and log in again.</source>
        <translation>Anda tidak boleh membuka {0} ({1}). Tambahkan diri Anda ke grupnya dengan &apos;sudo usermod -aG video $USER&apos; lalu masuk lagi.</translation>
    </message>
    <message>
        <source>{0} Scores are still recorded.</source>
        <translation>{0} Skor tetap direkam.</translation>
    </message>
    <message>
        <source>{0} The scores are shown without it.</source>
        <translation>{0} Skor ditampilkan tanpanya.</translation>
    </message>
    <message>
        <source>{0} cannot be analysed ({1}). The log file has the details.</source>
        <translation>{0} tidak dapat dianalisis ({1}). Rinciannya ada di berkas log.</translation>
    </message>
    <message>
        <source>{0} cannot be deleted ({1}). Delete it by hand.</source>
        <translation>{0} tidak dapat dihapus ({1}). Hapus sendiri.</translation>
    </message>
    <message>
        <source>{0} cannot be kept in {1}: {2}. Free some space.</source>
        <translation>{0} tidak dapat disimpan di {1}: {2}. Kosongkan sebagian ruang.</translation>
    </message>
    <message>
        <source>{0} cannot be made a folder: {1}. Choose another place with --out.</source>
        <translation>{0} tidak dapat dijadikan folder: {1}. Pilih tempat lain dengan --out.</translation>
    </message>
    <message>
        <source>{0} cannot be opened ({1}). Check the address and the network.</source>
        <translation>{0} tidak dapat dibuka ({1}). Periksa alamat dan jaringan.</translation>
    </message>
    <message>
        <source>{0} cannot be opened as a video or picture: it is damaged, cut off or of another kind ({1}). Choose an MP4, MKV, MOV, AVI, WebM, GIF, JPEG or PNG file, or copy it again.</source>
        <translation>{0} tidak dapat dibuka sebagai video atau gambar: berkasnya rusak, terpotong, atau berjenis lain ({1}). Pilih berkas MP4, MKV, MOV, AVI, WebM, GIF, JPEG, atau PNG, atau salin lagi berkasnya.</translation>
    </message>
    <message>
        <source>{0} cannot be opened: another program is probably using it, or the system&apos;s privacy settings forbid it. Close that program or allow cameras; it is tried again every second.</source>
        <translation>{0} tidak dapat dibuka: mungkin sedang digunakan program lain, atau pengaturan privasi sistem melarangnya. Tutup program itu atau izinkan kamera; ini dicoba lagi setiap detik.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}). Check the folder&apos;s permissions.</source>
        <translation>{0} tidak dapat dibaca ({1}). Periksa izin folder.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}). Install ferdesk again to have its model cards.</source>
        <translation>{0} tidak dapat dibaca ({1}). Pasang ulang ferdesk untuk mendapatkan kartu modelnya.</translation>
    </message>
    <message>
        <source>{0} cannot be read as a CSV of labels ({1}). Check the file.</source>
        <translation>{0} tidak dapat dibaca sebagai CSV label ({1}). Periksa berkasnya.</translation>
    </message>
    <message>
        <source>{0} cannot be read as a CSV table ({1}). Check the file.</source>
        <translation>{0} tidak dapat dibaca sebagai tabel CSV ({1}). Periksa berkasnya.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}. Check its permissions.</source>
        <translation>{0} tidak dapat dibaca: {1}. Periksa izinnya.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}. Check that you may open it.</source>
        <translation>{0} tidak dapat dibaca: {1}. Periksa apakah Anda boleh membukanya.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}. Check the file and its permissions.</source>
        <translation>{0} tidak dapat dibaca: {1}. Periksa berkas dan izinnya.</translation>
    </message>
    <message>
        <source>{0} cannot be used as it is described: {1}.</source>
        <translation>{0} tidak dapat digunakan menurut deskripsinya: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}). Check the folder&apos;s space and permissions.</source>
        <translation>{0} tidak dapat ditulis ({1}). Periksa ruang dan izin folder.</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}). What was recorded until then is kept; check the folder&apos;s space and permissions.</source>
        <translation>{0} tidak dapat ditulis ({1}). Yang direkam sampai saat itu tetap disimpan; periksa ruang dan izin folder.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Choose another place or free some space.</source>
        <translation>{0} tidak dapat ditulis: {1}. Pilih tempat lain atau kosongkan sebagian ruang.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Free some space; the rows so far are in {2}.</source>
        <translation>{0} tidak dapat ditulis: {1}. Kosongkan sebagian ruang; baris sejauh ini ada di {2}.</translation>
    </message>
    <message>
        <source>{0} could not be deleted. Check the permissions of these files and delete them by hand.</source>
        <translation>{0} tidak dapat dihapus. Periksa izin berkas-berkas itu dan hapus sendiri.</translation>
    </message>
    <message>
        <source>{0} crashed in a trial run, so it was not opened. Get the file again or another model.</source>
        <translation>{0} mogok saat uji coba, jadi tidak dibuka. Ambil lagi berkasnya atau pilih model lain.</translation>
    </message>
    <message>
        <source>{0} did not answer three times within {1} s in a trial run. Use a smaller model.</source>
        <translation>{0} tidak menjawab tiga kali dalam {1} dtk saat uji coba. Gunakan model yang lebih kecil.</translation>
    </message>
    <message>
        <source>{0} did not answer within {1} s. Check the address and that the device is switched on.</source>
        <translation>{0} tidak menjawab dalam {1} dtk. Periksa alamatnya dan apakah perangkatnya menyala.</translation>
    </message>
    <message>
        <source>{0} does not reproduce its own sample: {1} comes out as {2} instead of {3}, so its labels or its scaling are not the ones that it was made with. Export the model again.</source>
        <translation>{0} tidak menghasilkan kembali sampelnya sendiri: {1} menjadi {2}, bukan {3}, jadi label atau penskalaannya bukan yang dipakai saat model dibuat. Ekspor lagi model itu.</translation>
    </message>
    <message>
        <source>{0} ends at {1} s, so it has no picture at {2} s. Choose an earlier moment with --at.</source>
        <translation>{0} berakhir pada {1} dtk, jadi tidak ada gambar pada {2} dtk. Pilih waktu yang lebih awal dengan --at.</translation>
    </message>
    <message>
        <source>{0} ends in none of {1}. Choose one of these formats.</source>
        <translation>{0} tidak berakhiran salah satu dari {1}. Pilih salah satu format ini.</translation>
    </message>
    <message>
        <source>{0} fails when it is explained ({1}). Choose another model.</source>
        <translation>{0} gagal saat dijelaskan ({1}). Pilih model lain.</translation>
    </message>
    <message>
        <source>{0} fails when it is run ({1}). Choose another model.</source>
        <translation>{0} gagal saat dijalankan ({1}). Pilih model lain.</translation>
    </message>
    <message>
        <source>{0} frames were not saved at the end, because the disk was too slow.</source>
        <translation>{0} bingkai di bagian akhir tidak tersimpan, karena disk terlalu lambat.</translation>
    </message>
    <message>
        <source>{0} gave an answer that is not a number in a trial run. Get the file again.</source>
        <translation>{0} memberi jawaban yang bukan angka saat uji coba. Ambil lagi berkasnya.</translation>
    </message>
    <message>
        <source>{0} gave an answer that is not a number. Choose another model.</source>
        <translation>{0} memberi jawaban yang bukan angka. Pilih model lain.</translation>
    </message>
    <message>
        <source>{0} gave an answer that is not a number. Choose another scaling or model.</source>
        <translation>{0} memberi jawaban yang bukan angka. Pilih penskalaan atau model lain.</translation>
    </message>
    <message>
        <source>{0} gave no picture at {1} s. Try another moment with --at.</source>
        <translation>{0} tidak memberi gambar pada {1} dtk. Coba waktu lain dengan --at.</translation>
    </message>
    <message>
        <source>{0} gives no pictures. Check its cable and its cover; it is tried again.</source>
        <translation>{0} tidak memberi gambar. Periksa kabel dan penutupnya; ini dicoba lagi.</translation>
    </message>
    <message>
        <source>{0} gives {1} answers, and ferdesk knows {2} emotions: it can describe models with {3} to {4} answers.</source>
        <translation>{0} memberi {1} jawaban, sedangkan ferdesk mengenal {2} emosi: ferdesk dapat mendeskripsikan model dengan {3} sampai {4} jawaban.</translation>
    </message>
    <message>
        <source>{0} has damaged parts, which are left out.</source>
        <translation>{0} memiliki bagian yang rusak, yang dilewati.</translation>
    </message>
    <message>
        <source>{0} has ended. It is tried again; check the camera and the network.</source>
        <translation>{0} telah berakhir. Ini dicoba lagi; periksa kamera dan jaringan.</translation>
    </message>
    <message>
        <source>{0} has no output named {1}, which its description names. Export it again.</source>
        <translation>{0} tidak memiliki keluaran bernama {1}, yang disebut deskripsinya. Ekspor lagi model itu.</translation>
    </message>
    <message>
        <source>{0} has no video that could be analysed again.</source>
        <translation>{0} tidak memiliki video yang dapat dianalisis lagi.</translation>
    </message>
    <message>
        <source>{0} has only {1} MB free, too little to record. Free at least {2} MB or choose another folder.</source>
        <translation>{0} hanya memiliki {1} MB ruang kosong, terlalu sedikit untuk merekam. Kosongkan sedikitnya {2} MB atau pilih folder lain.</translation>
    </message>
    <message>
        <source>{0} has stopped giving pictures. It is tried again; check the network.</source>
        <translation>{0} berhenti memberi gambar. Ini dicoba lagi; periksa jaringan.</translation>
    </message>
    <message>
        <source>{0} has tensors of another form, so places of its input are covered instead.</source>
        <translation>{0} memiliki tensor berbentuk lain, jadi bagian-bagian masukannya ditutupi sebagai gantinya.</translation>
    </message>
    <message>
        <source>{0} has the columns {1}, but needs path and group, and label where folders do not tell it. Name the columns in its first line.</source>
        <translation>{0} memiliki kolom {1}, tetapi memerlukan path dan group, serta label jika folder tidak menyebutkannya. Tulis nama kolom di baris pertamanya.</translation>
    </message>
    <message>
        <source>{0} has {1} MB; ferdesk opens models of up to 512 MB.</source>
        <translation>{0} berukuran {1} MB; ferdesk membuka model hingga 512 MB.</translation>
    </message>
    <message>
        <source>{0} has {1} nodes; ferdesk runs models of up to 20,000.</source>
        <translation>{0} memiliki {1} simpul; ferdesk menjalankan model hingga 20.000 simpul.</translation>
    </message>
    <message>
        <source>{0} holds no labels. It needs the columns time_s,label or from_s,to_s,label.</source>
        <translation>{0} tidak berisi label. Berkas itu memerlukan kolom time_s,label atau from_s,to_s,label.</translation>
    </message>
    <message>
        <source>{0} holds no pictures. Check the address.</source>
        <translation>{0} tidak berisi gambar. Periksa alamatnya.</translation>
    </message>
    <message>
        <source>{0} holds no pictures. It needs a line for each one.</source>
        <translation>{0} tidak berisi gambar. Setiap gambar memerlukan satu baris.</translation>
    </message>
    <message>
        <source>{0} holds no pictures: it is sound alone, or cut off. Choose another video file.</source>
        <translation>{0} tidak berisi gambar: isinya hanya suara, atau terpotong. Pilih berkas video lain.</translation>
    </message>
    <message>
        <source>{0} holds no pictures: nothing was seen before it was stopped.</source>
        <translation>{0} tidak berisi gambar: tidak ada yang terlihat sebelum dihentikan.</translation>
    </message>
    <message>
        <source>{0} holds pictures of a kind that cannot be decoded here. Convert it, to MP4 with H.264 for example.</source>
        <translation>{0} berisi gambar dari jenis yang tidak dapat didekode di sini. Konversikan, misalnya ke MP4 dengan H.264.</translation>
    </message>
    <message>
        <source>{0} is damaged or cut off. Copy the picture again.</source>
        <translation>{0} rusak atau terpotong. Salin lagi gambarnya.</translation>
    </message>
    <message>
        <source>{0} is damaged or no recorded session ({1}). Copy the session again.</source>
        <translation>{0} rusak atau bukan sesi rekaman ({1}). Salin lagi sesinya.</translation>
    </message>
    <message>
        <source>{0} is damaged or not a picture that ferdesk reads. Choose a JPEG, PNG, BMP, WebP or TIFF file.</source>
        <translation>{0} rusak atau bukan gambar yang dibaca ferdesk. Pilih berkas JPEG, PNG, BMP, WebP, atau TIFF.</translation>
    </message>
    <message>
        <source>{0} is damaged or was changed: its SHA-256 is not the one noted in {1}. Install ferdesk again, or add the model again.</source>
        <translation>{0} rusak atau telah diubah: SHA-256-nya bukan yang tercatat di {1}. Pasang ulang ferdesk, atau tambahkan lagi modelnya.</translation>
    </message>
    <message>
        <source>{0} is damaged: its models are not described ({1}).</source>
        <translation>{0} rusak: model-modelnya tidak dideskripsikan ({1}).</translation>
    </message>
    <message>
        <source>{0} is damaged: no picture in it can be decoded. Copy or record it again.</source>
        <translation>{0} rusak: tidak ada gambar di dalamnya yang dapat didekode. Salin atau rekam lagi.</translation>
    </message>
    <message>
        <source>{0} is damaged: what it says of itself cannot be read ({1}).</source>
        <translation>{0} rusak: keterangan tentang dirinya tidak dapat dibaca ({1}).</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes), so nothing of this session was recorded.</source>
        <translation>{0} kosong (0 byte), jadi tidak ada yang terekam dari sesi ini.</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes). Copy or record it again.</source>
        <translation>{0} kosong (0 byte). Salin atau rekam lagi.</translation>
    </message>
    <message>
        <source>{0} is empty (0 bytes). Get the file again.</source>
        <translation>{0} kosong (0 byte). Ambil lagi berkasnya.</translation>
    </message>
    <message>
        <source>{0} is linear in histograms of gradients: what each one adds is known exactly.</source>
        <translation>{0} linear dalam histogram gradien: sumbangan masing-masing diketahui dengan tepat.</translation>
    </message>
    <message>
        <source>{0} is named {1}, as a model of ferdesk&apos;s own is. Export it renamed.</source>
        <translation>{0} bernama {1}, sama dengan model bawaan ferdesk. Ekspor dengan nama lain.</translation>
    </message>
    <message>
        <source>{0} is no recorded session: there is no {1} in it. Choose a folder that ferdesk recorded into.</source>
        <translation>{0} bukan sesi rekaman: tidak ada {1} di dalamnya. Pilih folder hasil rekaman ferdesk.</translation>
    </message>
    <message>
        <source>{0} is no session that ferdesk recorded. Choose another folder.</source>
        <translation>{0} bukan sesi yang direkam ferdesk. Pilih folder lain.</translation>
    </message>
    <message>
        <source>{0} is none of {1}. Choose one of these formats.</source>
        <translation>{0} bukan salah satu dari {1}. Pilih salah satu format ini.</translation>
    </message>
    <message>
        <source>{0} is not a complete ONNX file: it has no graph. Get the file again.</source>
        <translation>{0} bukan berkas ONNX yang lengkap: tidak ada graf di dalamnya. Ambil lagi berkasnya.</translation>
    </message>
    <message>
        <source>{0} is not a file but a device or a pipe. Choose a file, or camera:N for a camera.</source>
        <translation>{0} bukan berkas melainkan perangkat atau pipa. Pilih berkas, atau camera:N untuk kamera.</translation>
    </message>
    <message>
        <source>{0} is not a file. Choose an .onnx file.</source>
        <translation>{0} bukan berkas. Pilih berkas .onnx.</translation>
    </message>
    <message>
        <source>{0} is not a model that ONNX Runtime can open ({1}). Get the file again or export it again.</source>
        <translation>{0} bukan model yang dapat dibuka ONNX Runtime ({1}). Ambil lagi berkasnya atau ekspor lagi.</translation>
    </message>
    <message>
        <source>{0} is not a valid ONNX file ({1}). Get the file again.</source>
        <translation>{0} bukan berkas ONNX yang sah ({1}). Ambil lagi berkasnya.</translation>
    </message>
    <message>
        <source>{0} is not finished yet. It is finished at the next start.</source>
        <translation>{0} belum selesai. Berkas itu diselesaikan saat ferdesk dimulai lagi.</translation>
    </message>
    <message>
        <source>{0} is still being recorded or finished. Open it once that has ended.</source>
        <translation>{0} masih direkam atau diselesaikan. Buka setelah itu berakhir.</translation>
    </message>
    <message>
        <source>{0} is too large: over {1} MB. Make the picture smaller.</source>
        <translation>{0} terlalu besar: lebih dari {1} MB. Perkecil gambarnya.</translation>
    </message>
    <message>
        <source>{0} is too large: {1} x {2} pixels. Make it smaller than {3} megapixels and try again.</source>
        <translation>{0} terlalu besar: {1} x {2} piksel. Perkecil hingga kurang dari {3} megapiksel lalu coba lagi.</translation>
    </message>
    <message>
        <source>{0} is too small: {1} x {2} pixels. Choose a picture of at least {3} x {4}.</source>
        <translation>{0} terlalu kecil: {1} x {2} piksel. Pilih gambar berukuran sedikitnya {3} x {4}.</translation>
    </message>
    <message>
        <source>{0} keeps its weights in another file ({1}), which ferdesk does not open. Save the model as one file.</source>
        <translation>{0} menyimpan bobotnya di berkas lain ({1}), yang tidak dibuka ferdesk. Simpan model sebagai satu berkas.</translation>
    </message>
    <message>
        <source>{0} knows no &apos;{1}&apos;. It knows {2}: choose one of these with --emotion, or leave this model out.</source>
        <translation>{0} tidak mengenal &apos;{1}&apos;. Yang dikenalnya {2}: pilih salah satunya dengan --emotion, atau jangan sertakan model ini.</translation>
    </message>
    <message>
        <source>{0} minus {1}: {2} points of accuracy ({3} to {4}). The interval does not hold 0.</source>
        <translation>{0} dikurangi {1}: {2} poin akurasi ({3} sampai {4}). Selangnya tidak memuat 0.</translation>
    </message>
    <message>
        <source>{0} minus {1}: {2} points of accuracy ({3} to {4}). The interval holds 0: no clear difference.</source>
        <translation>{0} dikurangi {1}: {2} poin akurasi ({3} sampai {4}). Selangnya memuat 0: tidak ada perbedaan yang jelas.</translation>
    </message>
    <message>
        <source>{0} names no feature tensor, so places of its input are covered instead.</source>
        <translation>{0} tidak menyebutkan tensor fitur, jadi bagian-bagian masukannya ditutupi sebagai gantinya.</translation>
    </message>
    <message>
        <source>{0} names {1} emotions but answers with {2} values. Export the model again.</source>
        <translation>{0} menyebutkan {1} emosi tetapi menjawab dengan {2} nilai. Ekspor lagi model itu.</translation>
    </message>
    <message>
        <source>{0} names {1} groups, and at most {2} can be compared. Check the column group.</source>
        <translation>{0} menyebutkan {1} kelompok, sedangkan paling banyak {2} yang dapat dibandingkan. Periksa kolom group.</translation>
    </message>
    <message>
        <source>{0} pictures in {1} stand in no line of {2}, so they belong to no group and are left out.</source>
        <translation>{0} gambar di {1} tidak tercantum di baris mana pun dari {2}, jadi tidak termasuk kelompok mana pun dan dilewati.</translation>
    </message>
    <message>
        <source>{0} uses operators of its own ({1}), which ferdesk does not run. Export it with standard ONNX operators.</source>
        <translation>{0} menggunakan operator buatannya sendiri ({1}), yang tidak dijalankan ferdesk. Ekspor dengan operator ONNX standar.</translation>
    </message>
    <message>
        <source>{0} was analysed again {1} times already. Move one of the files {2} out of {3} first.</source>
        <translation>{0} sudah dianalisis lagi {1} kali. Pindahkan dahulu salah satu berkas {2} keluar dari {3}.</translation>
    </message>
    <message>
        <source>{0} was recorded by a newer ferdesk (version {1} of its tables, this one reads {2}). Update ferdesk.</source>
        <translation>{0} direkam oleh ferdesk yang lebih baru (versi tabelnya {1}, ferdesk ini membaca {2}). Perbarui ferdesk.</translation>
    </message>
    <message>
        <source>{0} was unplugged. Plug it in again; it resumes by itself.</source>
        <translation>{0} dicabut. Colokkan lagi; pemutaran berlanjut dengan sendirinya.</translation>
    </message>
    <message>
        <source>{0}, line {1}: &apos;{2}&apos; is no label. There are: {3}.</source>
        <translation>{0}, baris {1}: &apos;{2}&apos; bukan label. Label yang ada: {3}.</translation>
    </message>
    <message>
        <source>{0}, line {1}: from &apos;{2}&apos; to &apos;{3}&apos; is no time. Give seconds from the start, in the columns time_s or from_s and to_s.</source>
        <translation>{0}, baris {1}: dari &apos;{2}&apos; sampai &apos;{3}&apos; bukan waktu. Tulis detik sejak awal, di kolom time_s atau from_s dan to_s.</translation>
    </message>
    <message>
        <source>{0}. It needs a CSV table with the columns path, label and group.</source>
        <translation>{0}. Diperlukan tabel CSV dengan kolom path, label, dan group.</translation>
    </message>
    <message>
        <source>{0}: its description has version {1}, this ferdesk reads version {2}. Update ferdesk or export the model again.</source>
        <translation>{0}: deskripsinya berversi {1}, ferdesk ini membaca versi {2}. Perbarui ferdesk atau ekspor lagi modelnya.</translation>
    </message>
    <message>
        <source>{0}: no picture can be judged, so nothing can be said about this group.</source>
        <translation>{0}: tidak ada gambar yang dapat dinilai, jadi tidak ada yang dapat dikatakan tentang kelompok ini.</translation>
    </message>
    <message>
        <source>{0}: the picture or the group is missing. Fill in both, or remove the line.</source>
        <translation>{0}: gambar atau kelompoknya tidak ada. Isi keduanya, atau hapus barisnya.</translation>
    </message>
    <message>
        <source>{0}: there is another model named {1}. Rename one.</source>
        <translation>{0}: ada model lain bernama {1}. Ganti nama salah satunya.</translation>
    </message>
    <message>
        <source>{0}: there is no label, and {1} lies in no folder named after one. There are: {2}.</source>
        <translation>{0}: tidak ada label, dan {1} tidak berada di folder yang dinamai menurut label. Label yang ada: {2}.</translation>
    </message>
    <message>
        <source>{0}: there is no such file, folder or camera. Check the spelling, or use camera:0 for the first camera or demo for the embedded pictures.</source>
        <translation>{0}: tidak ada berkas, folder, atau kamera seperti itu. Periksa ejaannya, atau gunakan camera:0 untuk kamera pertama atau demo untuk gambar bawaan.</translation>
    </message>
    <message>
        <source>{0}: two labels hold at {1} s. Let each stretch end where the next begins.</source>
        <translation>{0}: dua label berlaku pada {1} dtk. Akhiri setiap rentang di awal rentang berikutnya.</translation>
    </message>
    <message>
        <source>{0}: {1} has no label. Give one in a column label: {2}.</source>
        <translation>{0}: {1} tidak berlabel. Beri label di kolom label: {2}.</translation>
    </message>
    <message>
        <source>{0}: {1} pictures are too few to say anything. At least {2} are needed.</source>
        <translation>{0}: {1} gambar terlalu sedikit untuk menyimpulkan apa pun. Diperlukan sedikitnya {2}.</translation>
    </message>
    <message>
        <source>{0}: {1} pictures give the accuracy to {2} points either way only, too roughly to compare it. More pictures are needed.</source>
        <translation>{0}: {1} gambar hanya memberi akurasi dengan ketelitian {2} poin ke atas dan ke bawah, terlalu kasar untuk dibandingkan. Diperlukan lebih banyak gambar.</translation>
    </message>
    <message>
        <source>{0}: {1} stands there twice. Remove one of the lines.</source>
        <translation>{0}: {1} tercantum dua kali di sana. Hapus salah satu barisnya.</translation>
    </message>
</context>
</TS>
