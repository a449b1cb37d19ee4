"""Pictures and folders of them: every kind becomes RGB, and bad ones are refused without being decoded."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Pixels
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.sources import pictures
from ferdesk.engine.sources.header import read_header
from ferdesk.engine.sources.pictures import Pictures, load_picture, natural_key
from tests.engine.clips import opened, pattern, play, png_of_size, refusal, write_picture

LOSSLESS = (".png", ".bmp", ".tiff")
SUFFIXES = (*LOSSLESS, ".jpg", ".webp")


def exif_turned(path: Path, orientation: int) -> Path:
    """Gives a JPEG file an EXIF orientation."""
    data = write_picture(path, pattern(3, (64, 128))).read_bytes()
    entry = b"\x12\x01\x03\x00\x01\x00\x00\x00" + bytes([orientation, 0, 0, 0])
    exif = b"Exif\0\0" + b"II*\0\x08\0\0\0" + b"\x01\x00" + entry + b"\0\0\0\0"
    path.write_bytes(data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:])
    return path


def write_raw(path: Path, pixels: np.ndarray) -> Path:
    """Writes an array as cv2 takes it."""
    done, data = cv2.imencode(path.suffix, pixels)
    assert done
    path.write_bytes(data.tobytes())
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_picture_is_one_still_frame(tmp_path: Path, suffix: str) -> None:
    source = opened(write_picture(tmp_path / f"face{suffix}"))
    played = play(source)
    assert played.positions_s == [0.0]
    assert played.error == ""
    difference = np.abs(played.frames[0].pixels.astype(int) - pattern(3).astype(int))
    assert difference.mean() < (0.01 if suffix in LOSSLESS else 12)
    assert source.still
    assert not source.live
    assert source.duration_s is None
    source.seek(0)
    frame = source.read(0.1)
    assert frame is not None
    assert frame.index == 1
    with pytest.raises(EndOfSource):
        source.read(0.1)
    source.close()
    source.close()


def test_what_a_picture_is_says_its_content_not_its_name(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "face.png")
    assert opened(path.rename(tmp_path / "face.mp4")).still


def test_exif_orientation_is_honoured(tmp_path: Path) -> None:
    upright = load_picture(exif_turned(tmp_path / "upright.jpg", 1))
    turned = load_picture(exif_turned(tmp_path / "turned.jpg", 6))
    assert upright.shape == (64, 128, 3)
    assert turned.shape == (128, 64, 3)
    np.testing.assert_allclose(turned, np.rot90(upright, -1), atol=2)


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((40, 50), 200, np.uint8),
        np.full((40, 50), 200 * 257, np.uint16),
        np.full((40, 50, 3), 200 * 257, np.uint16),
        np.dstack([np.full((40, 50, 3), 200, np.uint8), np.full((40, 50), 90, np.uint8)]),
    ],
    ids=["gray", "gray 16 bit", "16 bit", "alpha"],
)
def test_every_depth_becomes_rgb_of_8_bits(tmp_path: Path, pixels: np.ndarray) -> None:
    loaded = load_picture(write_raw(tmp_path / "face.png", pixels))
    assert loaded.dtype == np.uint8
    np.testing.assert_array_equal(loaded, np.full((40, 50, 3), 200))


def test_a_folder_is_played_in_natural_order(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        write_picture(tmp_path / f"Face{number}.png", pattern(number))
    (tmp_path / "notes.txt").write_text("not a picture")
    (tmp_path / "below").mkdir()
    source = opened(tmp_path)
    played = play(source)
    for frame, number in zip(played.frames, (1, 2, 10), strict=True):
        np.testing.assert_array_equal(frame.pixels, pattern(number))
    assert played.positions_s == [0.0, 1.0, 2.0]
    assert source.duration_s == 3.0
    assert source.still
    source.seek(1.7)
    assert play(source).positions_s == [1.0, 2.0]


def test_natural_order() -> None:
    names = ["a10b2.png", "a2b10.png", "A2b9.png", "b.png", "10.png", "9.png", "007.png", "7.png"]
    assert sorted(names, key=natural_key) == [
        "007.png",
        "7.png",
        "9.png",
        "10.png",
        "A2b9.png",
        "a2b10.png",
        "a10b2.png",
        "b.png",
    ]


def test_a_damaged_picture_does_not_end_a_folder(tmp_path: Path) -> None:
    write_picture(tmp_path / "1.png")
    (tmp_path / "2.png").write_bytes(b"")
    (tmp_path / "3.jpg").write_bytes(write_picture(tmp_path / "3.jpg").read_bytes()[:400])
    write_picture(tmp_path / "4.png")
    source = opened(tmp_path)
    assert isinstance(source, Pictures)
    assert play(source).positions_s == [0.0, 3.0]
    assert len(source.problems) == 2
    assert "2.png is empty" in source.problems[0]
    assert "3.jpg is damaged" in source.problems[1]
    source.seek(0)
    play(source)
    assert len(source.problems) == 2


def test_a_folder_of_damaged_pictures_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(b"")
    (tmp_path / "2.png").write_bytes(b"nonsense")
    played = play(opened(tmp_path))
    assert played.frames == []
    assert "None of the 2 pictures" in played.error


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    assert "has no pictures" in refusal(tmp_path)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_cut_off_picture_is_refused(tmp_path: Path, suffix: str, share: float) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (90, 120, 3), dtype=np.uint8)
    path = write_picture(tmp_path / f"face{suffix}", noise)
    data = path.read_bytes()
    path.write_bytes(data[: max(16, int(len(data) * share))])
    assert "damaged" in refusal(path)


def test_a_damaged_picture_is_refused(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "face.png", np.random.default_rng(0).integers(0, 256, (90, 120, 3), dtype=np.uint8))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    assert "damaged" in refusal(path)


def _no_decoding(_data: bytes) -> Pixels | None:
    raise AssertionError("the picture was decoded")


@pytest.mark.parametrize(
    ("height", "width", "sentence"),
    [
        (1, 1, "too small: 1 x 1"),
        (15, 400, "too small: 400 x 15"),
        (20_000, 20_000, "too large: 20000 x 20000"),
        (0x7FFFFFFF, 0x7FFFFFFF, "too large"),
        (0, 0, "too small"),
    ],
)
def test_sizes_out_of_bounds_are_refused_before_decoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, height: int, width: int, sentence: str
) -> None:
    monkeypatch.setattr(pictures, "_decode", _no_decoding)
    path = tmp_path / "odd.png"
    path.write_bytes(png_of_size(height, width))
    assert sentence in refusal(path)


def test_a_jpeg_that_states_a_huge_size_is_refused_before_decoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_picture(tmp_path / "huge.jpg")
    data = bytearray(path.read_bytes())
    size = data.index(b"\xff\xc0") + 5
    data[size : size + 4] = (20_000).to_bytes(2, "big") * 2
    path.write_bytes(data)
    monkeypatch.setattr(pictures, "_decode", _no_decoding)
    assert "too large: 20000 x 20000" in refusal(path)


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_BYTES", 100)
    assert "too large" in refusal(write_picture(tmp_path / "face.png"))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("size", [(48, 64), (33, 250)])
def test_headers_agree_with_what_is_decoded(suffix: str, size: tuple[int, int]) -> None:
    done, data = cv2.imencode(suffix, pattern(1, size))
    header = read_header(data.tobytes())
    assert done
    assert header is not None
    assert (header.height, header.width) == size
    assert header.complete


@pytest.mark.parametrize("quality", [80, 101], ids=["lossy with alpha", "lossless"])
def test_the_other_headers_of_webp(quality: int) -> None:
    pixels = np.dstack([pattern(1), np.full((48, 64), 90, np.uint8)])
    done, data = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, quality])
    header = read_header(data.tobytes())
    assert done
    assert header is not None
    assert (header.height, header.width, header.complete) == (48, 64, True)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_damage_to_a_header_raises_anything_else(suffix: str) -> None:
    done, encoded = cv2.imencode(suffix, pattern(1))
    assert done
    random = np.random.default_rng(0)
    for _ in range(300):
        data = bytearray(encoded.tobytes())
        for at in random.integers(2, min(len(data), 400), 4):
            data[at] = int(random.integers(0, 256))
        read_header(bytes(data[: int(random.integers(1, len(data)))]))


def test_a_picture_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.png: there is no such file"):
        load_picture(tmp_path / "gone.png")
