"""The benchmark of comparing, explaining and recording, in the window itself: `ferdesk bench --compare`."""

import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final

import numpy as np
import psutil
from PySide6.QtCore import QEvent, QObject, QTimer

from ferdesk.core.errors import FerdeskError
from ferdesk.core.recording import RecordingState
from ferdesk.engine.bench import Report
from ferdesk.engine.library import Library
from ferdesk.session.bench import bench_review, make_session
from ferdesk.ui.app import launch
from ferdesk.ui.bench import bench_window
from ferdesk.ui.desk import Desk, Start
from ferdesk.ui.engine import LatePipeline
from ferdesk.ui.record_dialog import RecordingWish

SMALL: Final = ("hog-svm", "cnn-level1", "cnn-tuned", "cnn-bilstm")
"""Four models that run together at the camera's pace; one that is not shipped is replaced by `INSTEAD`."""
INSTEAD: Final = "cnn-augmented"
_SNAPSHOTS: Final = 7
_WARM_UP_S: Final = 4.0
_LOOK_MS: Final = 2
_PATIENCE_S: Final = 60.0

Step = Generator[Callable[[], bool], None, None]
"""Yields what to wait for."""


def bench_compare(source: str, detector: str, provider: str, seconds: float) -> Report:
    """Measures several models at once, snapshots, what recording costs, and the review of an hour.

    Raises:
        FerdeskError: The source or a model cannot be opened.
    """
    shipped = tuple(entry.name for entry in Library().entries() if entry.shipped and not entry.problem)
    small = tuple(name if name in shipped else INSTEAD for name in SMALL)
    report: Report = {
        "all_models": _at_once(source, shipped, detector, provider, seconds),
        "four_models": _at_once(source, small, detector, provider, seconds),
    }
    with tempfile.TemporaryDirectory() as folder:
        visit = Visit(Path(folder), seconds)
        launch(Start(source, small, detector, provider), Path(folder) / "settings.json", visit.attend, loop=True)
        if visit.error is not None:
            raise visit.error
        report |= visit.report
        make_session(Path(folder) / "hour")
        report["one_hour_session"] = bench_review(Path(folder) / "hour")
    return report


def _at_once(source: str, models: tuple[str, ...], detector: str, provider: str, seconds: float) -> dict[str, object]:
    found = bench_window(source, models, detector, provider, seconds)
    kept = ("analysed_fps", "gui_tick_ms", "capture_to_result_ms", "stages_ms", "skipped")
    return {"models": models, **{name: found[name] for name in kept}}


class Visit(QObject):
    """Works the window as a user does: snapshots first, then the three ways of recording, then it closes it.

    Attributes:
        report: What was measured.
        error: What kept it from that.
    """

    def __init__(self, folder: Path, seconds: float) -> None:
        super().__init__()
        self.report: dict[str, Any] = {}
        self.error: FerdeskError | None = None
        self._folder = folder
        self._seconds = seconds
        self._process = psutil.Process()
        self._analysed = 0
        self._painted_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_looked)

    def attend(self, desk: Desk, _pipeline: LatePipeline) -> None:
        self._desk = desk
        desk.bridge.observed.connect(self._on_observed)
        desk.panels.explanation.installEventFilter(self)
        self._steps = self._work()
        self._awaited = next(self._steps)
        self._since_s = time.perf_counter()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and not self._painted_s:
            self._painted_s = time.perf_counter()
        return super().eventFilter(watched, event)

    def _on_observed(self, observations: list[object]) -> None:
        self._analysed += len(observations)

    def _on_looked(self) -> None:
        if self._awaited():
            try:
                self._awaited = next(self._steps)
                self._since_s = time.perf_counter()
            except StopIteration:
                self._end()
        elif time.perf_counter() - self._since_s > _PATIENCE_S + self._seconds:
            told = self._desk.window.banner.texts
            self.error = FerdeskError(told[-1] if told else "The window did not answer within a minute.")
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._desk.window.close()

    def _work(self) -> Step:
        yield lambda: self._analysed > 0 and len(self._desk.display.models) == len(SMALL)
        yield self._after(_WARM_UP_S)
        yield from self._snapshots()
        yield from self._recordings()

    @staticmethod
    def _after(seconds: float) -> Callable[[], bool]:
        ends_s = time.perf_counter() + seconds
        return lambda: time.perf_counter() >= ends_s

    def _snapshots(self) -> Step:
        """From the key to the first drawing of the frozen view, and to the last map; the first ones warm up."""
        view, command = self._desk.panels.explanation, self._desk.window.commands["snapshot"]
        frozen_ms, maps_ms = [], []
        for number in range(_SNAPSHOTS + 1):
            pressed_s, self._painted_s = time.perf_counter(), 0.0
            command.trigger()
            yield lambda: self._painted_s > 0 and len(view.explanations) == len(self._desk.display.models)
            if number:
                frozen_ms.append((self._painted_s - pressed_s) * 1000)
                maps_ms.append((time.perf_counter() - pressed_s) * 1000)
            command.trigger()
            yield self._after(0.5)
        self.report["snapshot"] = {
            "models": len(self._desk.display.models),
            "frozen_ms": round(float(np.median(frozen_ms)), 1),
            "maps_ms": round(float(np.median(maps_ms)), 1),
        }

    def _recordings(self) -> Step:
        """Frames a second and processor time a frame: without, with scores, with scores and video."""
        recording = self._desk.recording
        found: dict[str, dict[str, float]] = {}
        for name, video in (("nothing", None), ("scores", False), ("scores_and_video", True)):
            if video is not None:
                recording.start(RecordingWish(video, "bench" if video else "", self._folder / "sessions"))
                yield lambda: recording.is_on
            yield self._after(1.0)
            analysed, began_s, used = self._analysed, time.perf_counter(), self._process.cpu_times()
            yield self._after(self._seconds)
            frames, now = self._analysed - analysed, self._process.cpu_times()
            spent = (now.user - used.user) + (now.system - used.system)
            found[name] = {
                "analysed_fps": round(frames / (time.perf_counter() - began_s), 2),
                "processor_ms_per_frame": round(spent * 1000 / max(frames, 1), 2),
            }
            if video is not None:
                recording.stop()
                yield lambda: recording.state is None or recording.state is RecordingState.FAILED
        for name in ("scores", "scores_and_video"):
            cost = 1 - found[name]["analysed_fps"] / found["nothing"]["analysed_fps"]
            found[name]["cost_percent"] = round(cost * 100, 2)
        self.report["recording"] = found
