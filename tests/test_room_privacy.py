"""What a lesson in the room view leaves on the disk and sends over the network, by the kernel's own record.

A camera shows a noise that is found nowhere else; every file that was written is searched for it.
"""

import base64
import csv
import io
import json
import re
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.room_lesson import NOISE
from tests.test_privacy import Record, _record, _stray

SNIPPET = 24


def holds_the_noise(data: bytes) -> bool:
    """Whether bytes hold a piece of the noise: raw in any channel order or gray, as base64, or inside a picture."""
    gray = cv2.cvtColor(NOISE, cv2.COLOR_RGB2GRAY)
    for pixels in (NOISE, NOISE[..., ::-1], gray, NOISE[:, ::-1], NOISE.astype(np.float32), gray.astype(np.float32)):
        for row in pixels[5::40]:
            piece = np.ascontiguousarray(row).tobytes()[: SNIPPET * pixels.itemsize]
            if piece in data:
                return True
    inside = re.findall(rb"[A-Za-z0-9+/]{200,}={0,2}", data)
    if any(holds_the_noise(base64.b64decode(part[: len(part) // 4 * 4])) for part in inside):
        return True
    return len(data) > 0 and cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) is not None


def test_the_search_finds_the_noise_however_it_is_kept(tmp_path: Path) -> None:
    """The positive control: without it, a broken search would pass the test below."""
    written, png = cv2.imencode(".png", NOISE)
    assert written
    video = str(tmp_path / "video.avi")
    keeper = cv2.VideoWriter(video, cv2.VideoWriter.fourcc(*"MJPG"), 10, (320, 240))
    keeper.write(NOISE)
    keeper.release()
    page = b'<img src="data:image/png;base64,' + base64.b64encode(png.tobytes()) + b'">'
    for kept in (NOISE.tobytes(), b"header" + NOISE[..., ::-1].tobytes(), png.tobytes(), page):
        assert holds_the_noise(kept)
    assert Path(video).read_bytes()[:4] == b"RIFF", "videos are known by their first bytes"
    assert not holds_the_noise(b"start_s,end_s\n0,30\n")


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory, x_display: str) -> tuple[Record, Path]:
    """A whole lesson: two windows, the picture looked at, a mark, saved, stopped, left."""
    home = tmp_path_factory.mktemp("lesson")
    command = [sys.executable, "-m", "tests.room_lesson"]
    record = _record(command, home, DISPLAY=x_display, QT_QPA_PLATFORM="xcb")
    assert record.exit_code == 0, record.output
    return record, home


def test_a_lesson_opens_no_connection_and_writes_nowhere_else(lesson: tuple[Record, Path]) -> None:
    record, home = lesson
    assert record.internet == []
    assert _stray(record, home) == []


def test_no_picture_of_a_lesson_is_in_any_file(lesson: tuple[Record, Path]) -> None:
    record, home = lesson
    files = [path for path in record.written if path.is_file() and home in path.parents]
    names = {path.name for path in files}
    assert {"room.csv", "report.html", "receipt.json", "notice.html", "settings.json"} <= names, "nothing was saved"
    for path in files:
        data = path.read_bytes()
        assert not holds_the_noise(data), path
        assert data[:4] not in (b"RIFF", b"\x1aE\xdf\xa3", b"SQLi"), f"{path} is a video or a journal"
    gone = [path.name for path in record.written if home in path.parents and not path.exists()]
    kept = re.compile(r"^settings\.json|\.part$|^\.|^qt_|^runtime-|^sem\.")
    assert not [name for name in gone if not kept.search(name)], "what is deleted again was written, too"


def test_what_is_saved_of_a_lesson_is_group_values_only(lesson: tuple[Record, Path]) -> None:
    _, home = lesson
    (folder,) = (home / ".local/share/ferdesk/rooms").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["receipt.json", "report.html", "room.csv"]
    rows = list(csv.DictReader(io.StringIO((folder / "room.csv").read_text(encoding="utf-8"))))
    assert len(rows) >= 2
    assert {row["faces"] for row in rows} == {"6"}
    assert all(float(row["end_s"]) - float(row["start_s"]) >= 30 for row in rows)
    receipt = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
    assert list(rows[0]) == receipt["columns"]
    assert receipt["expressions"] is False
    assert not [name for name in rows[0] if name.startswith(("angry", "happy", "neutral", "sad"))]


def test_nothing_about_faces_is_in_the_log_of_a_lesson(lesson: tuple[Record, Path]) -> None:
    record, home = lesson
    for path in [*(home / ".local/state").rglob("*.log"), *(home / ".cache").rglob("*.log")]:
        assert not re.search(r"face|yaw|pitch|track|coverage", path.read_text(encoding="utf-8"), re.IGNORECASE), path
    assert not re.search(r"yaw|pitch|track|coverage", record.output, re.IGNORECASE)
