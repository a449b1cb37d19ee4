"""A lesson in the room view, as a program: the real window and engine before a camera that shows a known noise.

`python -m tests.room_lesson` enters the mode, waits for two windows, looks at the picture, marks, saves a session and
the notice, stops, and closes. Only the camera and the detector are made up; six faces are found in the noise.
"""

import sys
import threading
import time
from pathlib import Path
from unittest.mock import patch

import numpy as np
from PySide6.QtCore import QTimer

from ferdesk.core import paths
from ferdesk.core.room import LessonEvent
from ferdesk.core.types import Box, Face, Frame
from ferdesk.engine import pipeline
from ferdesk.ui.app import launch
from ferdesk.ui.desk import Desk, Start
from ferdesk.ui.engine import LatePipeline
from ferdesk.ui.settings import Settings, write
from tests.core.test_orientation import pictured
from tests.engine.scripted import ScriptedDetector, ScriptedSource

NOISE = np.random.default_rng(20261124).integers(60, 200, (240, 320, 3), dtype=np.uint8)
LONGEST_MS = 60_000
STEP_S = 0.25  # of the camera's own time between two pictures: a window passes in a second or two


class NoisyCamera(ScriptedSource):
    """Shows the noise, with some life in it, on a clock of its own."""

    def read(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - the contract's
        time.sleep(0.01)
        index, self._next = self._next, self._next + 1
        self._begin_s = getattr(self, "_begin_s", time.perf_counter() + 1.0)
        return Frame(NOISE.copy(), index, self._begin_s + index * STEP_S)


def faces() -> tuple[Face, ...]:
    """Six faces that look at the camera."""
    found = []
    for number in range(6):
        left, top = 10 + 100 * (number % 3), 20 + 110 * (number // 3)
        keypoints = pictured(0, 0, scale=2.0) - np.array([200, 150]) + np.array([left + 24, top + 24])
        found.append(Face(Box(left, top, 48, 48), 0.95, keypoints.astype(np.float32)))
    return tuple(found)


def camera(_address: str, _cancel: threading.Event) -> NoisyCamera:
    return NoisyCamera(live=True)


def detector(_name: str, **_options: object) -> ScriptedDetector:
    return ScriptedDetector(faces=faces())


class Lesson:
    """What the operator does, one thing after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._steps = iter(
            (
                lambda: desk.window.commands["room"].trigger(),
                lambda: desk.panels.room.preview.click(),
                lambda: desk.panels.room.mark_requested.emit(LessonEvent.QUESTION),
                lambda: desk.panels.room.save.click(),
                lambda: desk.room_files.save_notice(str(Path.home() / "tmp" / "notice.html")),
                lambda: desk.window.commands["room_stop"].trigger(),
                lambda: desk.window.commands["room"].trigger(),
                desk.window.close,
            )
        )
        self._timer = QTimer(desk.window)
        self._timer.timeout.connect(self.go_on)
        self._timer.start(150)

    def go_on(self) -> None:
        desk = self._desk
        if desk.display.status is None:
            return
        waits = desk.panels.room.preview.isChecked() and len(desk.room.windows) < 2 and desk.room.running
        if not waits:
            next(self._steps)()


def main() -> int:
    write(Settings(room_setting="education", room_region="eu", room_expected=6), paths.settings_file())
    lessons: list[Lesson] = []

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        lessons.append(Lesson(desk))
        QTimer.singleShot(LONGEST_MS, desk.window, desk.window.close)

    with patch.multiple(pipeline, open_source=camera, make_detector=detector):
        return launch(Start(source="camera:noise"), paths.settings_file(), attend)


if __name__ == "__main__":
    sys.exit(main())
