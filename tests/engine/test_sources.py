"""The one door: which kind of source opens an address, and what is said of one that none can open."""

import os
import threading
from pathlib import Path

import pytest

from ferdesk.core.errors import SourceError
from ferdesk.engine.sources import SOURCES, open_source
from ferdesk.engine.sources.files import FrameCounter, regular_file
from tests.engine.clips import opened, pattern, refusal, strictly_increase, write_picture, write_video


def claimed_by(address: str) -> str:
    return next(kind.name for kind in SOURCES if kind.claims(address))


def test_each_address_has_one_kind_of_source(tmp_path: Path) -> None:
    assert claimed_by("demo") == "demo"
    assert claimed_by("demo:group") == "demo"
    assert claimed_by("rtsp://camera.local/1") == "stream"
    assert claimed_by("camera:0") == "camera"
    assert claimed_by(str(tmp_path)) == "folder"
    assert claimed_by(str(write_picture(tmp_path / "face.jpg"))) == "picture"
    assert claimed_by(str(write_video(tmp_path / "clip.mp4"))) == "video"
    assert claimed_by(str(tmp_path / "missing")) == "video"


def test_every_kind_follows_the_contract(tmp_path: Path) -> None:
    addresses = ("demo", str(write_picture(tmp_path / "face.png")), str(write_video(tmp_path / "clip.mkv")))
    for address in (*addresses, str(tmp_path)):
        source = opened(address)
        frame = source.read(0.1)
        assert frame is not None
        assert frame.index == 0
        assert not frame.pixels.flags.writeable
        assert source.address == address
        assert source.title
        source.seek(0)
        source.close()


@pytest.mark.parametrize(
    "address", ["missing.mp4", "", "no/such/folder", "a\0b", "x" * 5000, "tcp://1.2.3.4:5", "demo:"]
)
def test_what_is_not_there_is_named(address: str) -> None:
    assert "there is no such file, folder or camera" in refusal(address)


def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a file but a device or a pipe" in refusal(tmp_path / "pipe")
    assert "not a file but a device or a pipe" in refusal("/dev/null")


def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_video(tmp_path / "clip.mp4")

    def denied(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(SourceError, match=r"clip\.mp4 cannot be read: Permission denied"):
        regular_file(str(path))


def test_a_folder_that_may_not_be_listed_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", denied)
    with pytest.raises(SourceError, match="cannot be listed: Permission denied"):
        open_source(str(tmp_path), threading.Event())


def test_frames_are_numbered_and_their_times_increase_even_when_the_clock_does_not() -> None:
    counter = FrameCounter()
    frames = [counter.frame(pattern(0), None, 5.0) for _ in range(4)]
    assert [frame.index for frame in frames] == [0, 1, 2, 3]
    assert strictly_increase([frame.time_s for frame in frames])
    assert frames[0].time_s == 5.0
