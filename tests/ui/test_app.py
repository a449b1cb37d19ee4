"""The window on the real engine, and what it must not load itself."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from ferdesk.core import paths
from ferdesk.core.types import Observation
from ferdesk.ui.app import launch
from ferdesk.ui.desk import Desk, Start
from ferdesk.ui.engine import LatePipeline

pytestmark = pytest.mark.usefixtures("qapp")
LONGEST_MS = 60_000


def test_the_window_loads_no_library_of_the_engine() -> None:
    """They would keep it from the screen for a second, and belong to other threads."""
    code = (
        "import sys, ferdesk.ui.app;"
        "print([name for name in ('cv2', 'mediapipe', 'onnxruntime', 'onnx', 'av', 'scipy') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.skipif(not any(paths.shipped_models().glob("*.onnx")), reason="no model is shipped yet")
def test_a_clip_is_analysed_and_everything_ends(media: Path, tmp_path: Path) -> None:
    seen: list[Observation] = []

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        def look(observations: list[Observation]) -> None:
            seen.extend(one for one in observations if any(reading.predictions for reading in one.readings))
            if len(seen) > 5:
                desk.window.close()

        desk.bridge.observed.connect(look)
        QTimer.singleShot(LONGEST_MS, desk.window, desk.window.close)

    start = Start(source=str(media / "webcam-help.mkv"), provider="cpu")
    assert launch(start, tmp_path / "settings.json", attend, loop=True) == 0
    assert len(seen) > 5
    assert (tmp_path / "settings.json").is_file()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("ferdesk")] == []


def test_a_file_that_is_no_video_is_one_sentence_in_the_window(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"")
    words: list[str] = []

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        def look() -> None:
            text = desk.panels.video.empty.text.text()
            if "broken.mp4" in text:
                words.append(text)
                desk.window.close()

        timer = QTimer(desk.window)
        timer.timeout.connect(look)
        timer.start(20)
        QTimer.singleShot(LONGEST_MS, desk.window, desk.window.close)

    assert launch(Start(source=str(broken)), tmp_path / "settings.json", attend) == 0
    assert len(set(words)) == 1


def test_settings_of_random_bytes_are_told_and_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(bytes(range(256)))
    told: list[str] = []

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        told.extend(desk.window.banner.texts)
        QTimer.singleShot(0, desk.window, desk.window.close)

    assert launch(Start(source=str(tmp_path / "none.mkv")), path, attend) == 0
    assert len(told) == 1
    assert "could not be read" in told[0]
    assert (tmp_path / "settings.json.bad").read_bytes() == bytes(range(256))
