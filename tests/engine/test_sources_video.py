"""Video files and GIFs: true time stamps, exact seeking, and damage that ends no more than it must."""

import re
import struct
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.container import InputContainer

from ferdesk.core.errors import SourceError
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.sources import timeline
from ferdesk.engine.sources import video as video_module
from ferdesk.engine.sources.video import Video, open_container
from tests.engine.clips import latin1, opened, pattern, play, refusal, strictly_increase, write_video

UNEVEN_MS = (0, 33, 66, 200, 210, 450, 1000, 1005, 1400, 1433)
KINDS = {
    "clip.mp4": ("libx264", {}),
    "fragments.mp4": ("libx264", {"movflags": "frag_keyframe+empty_moov"}),
    "clip.mkv": ("libx264", {}),
    "no_length.mkv": ("libx264", {"live": "1"}),
    "clip.webm": ("libvpx", {}),
    "clip.avi": ("mjpeg", {}),
    "clip.ts": ("mpeg2video", {}),
    "clip.mjpeg": ("mjpeg", {}),
    "clip.h264": ("libx264", {}),
}
CLIPS = ("webcam-help.mkv", "webcam-student.mkv", "webcam-yes.mkv", "classroom.gif", "face-demographics-walking.gif")


def stamps_by_demuxing(path: Path) -> list[float]:
    """Time stamps in order of display, from the packets alone."""
    with av.open(str(path)) as container:
        stamps = [float(p.pts * p.time_base) for p in container.demux(video=0) if p.pts is not None]
    return [stamp - min(stamps) for stamp in sorted(stamps)]


@pytest.mark.parametrize("name", CLIPS)
def test_real_clips_give_every_picture_at_its_own_time(media: Path, name: str) -> None:
    source = opened(media / name)
    played = play(source)
    expected = stamps_by_demuxing(media / name)
    assert played.error == ""
    assert played.positions_s == pytest.approx(expected, abs=1e-6)
    assert strictly_increase(played.positions_s)
    assert strictly_increase([frame.time_s for frame in played.frames])
    assert [frame.index for frame in played.frames] == list(range(len(expected)))
    assert source.duration_s is not None
    assert source.duration_s == pytest.approx(expected[-1], abs=0.12)
    assert not source.live
    assert not source.still
    assert not source.mirrored


@pytest.mark.parametrize("name", CLIPS[:3])
def test_real_clips_have_as_many_pictures_as_opencv_finds(media: Path, name: str) -> None:
    capture = cv2.VideoCapture(str(media / name))
    count = 0
    while capture.grab():
        count += 1
    capture.release()
    assert len(play(opened(media / name)).frames) == count


def test_uneven_time_stamps_are_kept(tmp_path: Path) -> None:
    played = play(opened(write_video(tmp_path / "uneven.mkv", UNEVEN_MS)))
    assert played.positions_s == pytest.approx([stamp / 1000 for stamp in UNEVEN_MS], abs=2e-3)


def test_positions_begin_at_zero_in_a_file_that_does_not(tmp_path: Path) -> None:
    source = opened(write_video(tmp_path / "late.mkv", range(5000, 6000, 40)))
    played = play(source)
    assert played.positions_s[0] == 0
    assert played.positions_s[-1] == pytest.approx(0.96, abs=2e-3)
    assert source.duration_s == pytest.approx(1.0, abs=0.1)
    source.seek(0.48)
    frame = source.read(0.1)
    assert frame is not None
    assert frame.position_s == pytest.approx(0.48, abs=2e-3)


@pytest.mark.parametrize("name", KINDS)
def test_a_sought_picture_is_the_one_that_playing_shows_there(tmp_path: Path, name: str) -> None:
    codec, options = KINDS[name]
    source = opened(write_video(tmp_path / name, codec=codec, options=options))
    frames = play(source).frames
    assert len(frames) == 25
    for number in np.random.default_rng(0).permutation(len(frames) - 1):
        wanted, after = frames[number], frames[number + 1]
        assert wanted.position_s is not None
        source.seek(wanted.position_s + 0.01 * (number % 3))
        for expected in (wanted, after):
            found = source.read(0.1)
            assert found is not None
            assert found.position_s == expected.position_s
            np.testing.assert_array_equal(found.pixels, expected.pixels)


@pytest.mark.parametrize("name", ["webcam-help.mkv", "head-pose-face-detection-female-and-male.gif"])
def test_seeking_in_real_clips_is_exact(media: Path, name: str) -> None:
    source = opened(media / name)
    frames = play(source).frames
    for number in (40, 3, 0, len(frames) - 1, 21):
        source.seek(frames[number].position_s or 0.0)
        found = source.read(0.1)
        assert found is not None
        assert found.position_s == frames[number].position_s
        np.testing.assert_array_equal(found.pixels, frames[number].pixels)


@pytest.mark.parametrize(("position_s", "number"), [(-3.0, 0), (1e6, 24)])
def test_seeking_beyond_either_end_gives_the_picture_there(tmp_path: Path, position_s: float, number: int) -> None:
    source = opened(write_video(tmp_path / "clip.mp4"))
    frames = play(source).frames
    source.seek(position_s)
    found = source.read(0.1)
    assert found is not None
    assert found.position_s == frames[number].position_s


def test_a_file_can_be_played_again_after_its_end(tmp_path: Path) -> None:
    source = opened(write_video(tmp_path / "clip.mp4"))
    first = play(source)
    with pytest.raises(EndOfSource):
        source.read(0.1)
    source.seek(0)
    again = play(source)
    assert again.positions_s == first.positions_s
    assert again.frames[0].index == 25
    source.close()
    source.close()


def test_the_length_of_a_file_that_states_none_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_video(tmp_path / "no_length.mkv", options={"live": "1"})
    assert opened(path).duration_s == pytest.approx(1.0, abs=0.05)
    monkeypatch.setattr(timeline, "_SCANNED_BYTES", 10)
    source = opened(path)
    assert source.duration_s is None
    play(source)
    assert source.duration_s == pytest.approx(1.0, abs=0.05)


def test_a_length_in_an_odd_form_is_passed_over(tmp_path: Path) -> None:
    path = write_video(tmp_path / "odd.mkv")
    data = path.read_bytes()
    for odd in (b"1.000000000", b"0!"):
        path.write_bytes(re.sub(rb"00:00:01\.0\d{8}", odd.ljust(18, b"\0"), data, count=1))
        assert path.read_bytes() != data
        assert opened(path).duration_s == pytest.approx(1.0, abs=0.05)


def test_pictures_are_rgb(tmp_path: Path) -> None:
    frame = opened(write_video(tmp_path / "clip.mp4", size=(96, 128))).read(0.1)
    assert frame is not None
    expected = pattern(0, (96, 128)).astype(float)
    assert np.abs(frame.pixels[4:20, 4:28].mean(axis=(0, 1)) - expected[10, 10]).max() < 30


@pytest.mark.parametrize(
    ("matrix", "size", "corner"),
    [
        ((1, 0, 0, 1), (96, 128), (10, 10)),
        ((0, 1, -1, 0), (128, 96), (10, -10)),  # a quarter clockwise
        ((-1, 0, 0, -1), (96, 128), (-10, -10)),
        ((0, -1, 1, 0), (128, 96), (-10, 10)),
        ((-1, 0, 0, 1), (96, 128), (10, -10)),  # in a mirror
        ((1, 0, 0, -1), (96, 128), (-10, 10)),  # upside down in a mirror
        ((0, 1, 1, 0), (128, 96), (10, 10)),
        ((0, -1, -1, 0), (128, 96), (-10, -10)),
        ((0, 0, 0, 0), (96, 128), (10, 10)),  # nonsense
    ],
)
def test_a_video_that_was_filmed_turned_or_mirrored_is_shown_as_it_says(
    tmp_path: Path, matrix: tuple[int, int, int, int], size: tuple[int, int], corner: tuple[int, int]
) -> None:
    path = write_video(tmp_path / "turned.mp4", range(0, 80, 40), size=(96, 128))
    data = bytearray(path.read_bytes())
    begin = data.index(b"tkhd") + 44
    a, b, c, d = (value << 16 & 0xFFFFFFFF for value in matrix)
    data[begin : begin + 36] = b"".join(value.to_bytes(4, "big") for value in (a, b, 0, c, d, 0, 0, 0, 1 << 30))
    path.write_bytes(data)
    for frame in play(opened(path)).frames:
        assert frame.pixels.shape == (*size, 3)
        green = frame.pixels[corner].astype(int)  # top left in the file
        assert green[1] > green[0] + 80


def test_a_motion_jpeg_with_exif_is_shown_upright(tmp_path: Path) -> None:
    path = tmp_path / "exif.avi"
    entry = struct.pack("<HHIHHI", 0x112, 3, 1, 3, 0, 0)  # upside down
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=25, width=128, height=96, pix_fmt="yuvj420p")
        for packet in stream.encode(av.VideoFrame.from_ndarray(pattern(0, (96, 128)), format="rgb24")):
            jpeg = bytes(packet)
            marked = av.Packet(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:])
            marked.stream, marked.pts, marked.dts, marked.time_base = stream, packet.pts, packet.dts, packet.time_base
            container.mux(marked)
    (frame,) = play(opened(path)).frames
    green = frame.pixels[-10, -10].astype(int)  # top left in the file
    assert green[1] > green[0] + 80


@pytest.mark.parametrize(("aspect", "width"), [((2, 1), 128), ((16, 15), 68), ((8, 9), 57), ((9, 1), 64), ((1, 9), 64)])
def test_pixels_that_are_not_square_are_made_square(tmp_path: Path, aspect: tuple[int, int], width: int) -> None:
    path = write_video(tmp_path / "oblong.mkv", range(0, 80, 40), pixel_aspect=Fraction(*aspect))
    shown = play(opened(path)).frames[0].pixels
    assert shown.shape == (48, width, 3)
    plain = play(opened(write_video(tmp_path / "plain.mkv", range(0, 80, 40)))).frames[0].pixels
    expected = cv2.resize(plain, (width, 48), interpolation=cv2.INTER_LINEAR)
    assert np.abs(shown.astype(int) - expected).mean() < 4


def test_a_title_that_is_not_utf8_is_no_reason_to_refuse_a_video(tmp_path: Path) -> None:
    path = latin1(write_video(tmp_path / "old.avi", codec="mjpeg"))
    assert len(play(opened(path)).frames) == 25


def test_time_stamps_that_repeat_or_start_again_still_increase() -> None:
    with av.open("x", "w", format="null") as container:
        stream = container.add_stream("libx264", rate=25)
        frames = []
        for stamp in (100, 140, 140, 130, 180, 0, 40, None, 120):
            frame = av.VideoFrame(16, 16)
            frame.pts, frame.time_base = stamp, Fraction(1, 50)
            frames.append(frame)
        line = timeline.Timeline(frames[0], stream)
        placed = [line.place(frame) for frame in frames]
    assert strictly_increase(placed)
    assert placed[0] == 0
    assert placed[4] == pytest.approx(1.6)
    assert placed[5] == pytest.approx(1.64)  # the clock has started again
    assert placed[6] == pytest.approx(2.44)
    assert placed[7] == pytest.approx(2.48)  # without a time stamp


@pytest.mark.parametrize("name", ["cut.mkv", "cut.webm", "cut.mp4"])
def test_a_cut_off_file_plays_up_to_there_and_says_so(tmp_path: Path, name: str) -> None:
    codec = "libvpx" if name.endswith("webm") else "libx264"
    options = {"movflags": "faststart"} if name.endswith("mp4") else {}
    path = write_video(tmp_path / name, range(0, 4000, 40), codec, options=options)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    played = play(opened(path))
    assert 20 < len(played.frames) < 80
    assert f"{name} is damaged after" in played.error
    assert "of 4.0 s" in played.error


def test_damage_in_the_middle_is_left_out(tmp_path: Path) -> None:
    path = write_video(tmp_path / "hit.mp4", range(0, 4000, 40))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + len(data) // 20] = np.random.default_rng(0).bytes(len(data) // 20)
    path.write_bytes(data)
    source = opened(path)
    played = play(source)
    assert isinstance(source, Video)
    assert source.skipped > 0
    assert 60 < len(played.frames) < 100
    assert played.positions_s[-1] > 3.5
    assert strictly_increase(played.positions_s)


def test_bad_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.write_bytes(b"")
    assert "empty (0 bytes)" in refusal(empty)
    text = tmp_path / "notes.mp4"
    text.write_text("not a video\n" * 100)
    assert "cannot be opened as a video" in refusal(text)
    noise = tmp_path / "noise.mkv"
    noise.write_bytes(np.random.default_rng(1).bytes(50_000))
    assert "cannot be opened as a video" in refusal(noise)
    cut = write_video(tmp_path / "index_missing.mp4")
    cut.write_bytes(cut.read_bytes()[:-900])
    assert "cut off" in refusal(cut)


def test_pictures_that_nothing_here_can_decode_are_refused(tmp_path: Path) -> None:
    path = write_video(tmp_path / "exotic.avi", codec="mjpeg")
    path.write_bytes(path.read_bytes().replace(b"MJPG", b"ZZZ9"))
    assert "exotic.avi holds pictures of a kind that cannot be decoded here" in refusal(path)


def test_a_file_is_closed_whatever_fails_while_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_video(tmp_path / "clip.mkv")
    containers: list[InputContainer] = []

    def kept(address: str) -> InputContainer:
        containers.append(open_container(address))
        return containers[-1]

    def fail(*_: object) -> float:
        raise ZeroDivisionError

    monkeypatch.setattr(video_module, "open_container", kept)
    monkeypatch.setattr(video_module, "stated_duration", fail)
    with pytest.raises(ZeroDivisionError):
        Video(str(path))
    with pytest.raises(AssertionError, match="not open"):
        containers[0].seek(0)


def test_a_file_with_sound_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sound.mka"
    with av.open(str(path), "w", format="matroska") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), format="s16", layout="mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    assert "holds no pictures" in refusal(path)


def test_a_video_of_tiny_pictures_is_refused(tmp_path: Path) -> None:
    assert "too small: 8 x 8" in refusal(write_video(tmp_path / "tiny.mkv", size=(8, 8)))


def test_a_demuxer_that_only_fails_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = opened(write_video(tmp_path / "clip.mkv"))
    assert isinstance(source, Video)

    class Failing:
        def demux(self, _stream: object) -> None:
            raise av.error.InvalidDataError(1, "damaged")

    source.read(0.1)
    monkeypatch.setattr(source._decoder, "_container", Failing())
    source._decoder.restart()
    with pytest.raises(SourceError, match="is damaged after"):
        source.read(0.1)
