"""The benchmark with the window open: a result counts as seen when the window's thread has it."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer

from ferdesk.core.errors import FerdeskError
from ferdesk.core.types import Failure, ModelStatus, Observation
from ferdesk.engine.bench import Measurement, Report
from ferdesk.ui.app import launch
from ferdesk.ui.desk import Desk, Start
from ferdesk.ui.engine import LatePipeline

_LOOK_MS = 50


class Attendant(QObject):
    """Watches a window that works, and closes it when enough was measured."""

    def __init__(self, desk: Desk, pipeline: LatePipeline, seconds: float) -> None:
        super().__init__(desk.window)
        self.measurement = Measurement(pipeline)
        self.error: FerdeskError | None = None
        self._desk = desk
        self._seconds = seconds
        self._measuring = False
        self._ticks: tuple[float, ...] = ()
        desk.bridge.observed.connect(self._on_observed)
        desk.bridge.models_changed.connect(self._on_event)
        desk.bridge.failed.connect(self._on_event)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_looked)
        self._timer.start(_LOOK_MS)

    def report(self) -> Report:
        """The measurement's report, and how regularly the window's thread came round: `gui_tick_ms`."""
        middle, late = np.percentile(self._ticks, (50, 99)) if self._ticks else (np.nan, np.nan)
        return {**self.measurement.report(), "gui_tick_ms": {"p50": round(middle, 2), "p99": round(late, 2)}}

    def _on_observed(self, observations: Sequence[Observation]) -> None:
        self.measurement.add(observations, time.perf_counter())

    def _on_event(self, event: ModelStatus | Failure) -> None:
        self.measurement.note([event])

    def _on_looked(self) -> None:
        try:
            if not self._measuring and self.measurement.warm:
                self._measuring = True
                self._desk.bridge.ticks_ms.clear()
                self.measurement.begin()
            elif self._measuring and time.perf_counter() - self.measurement.began_s > self._seconds:
                self._end()
        except FerdeskError as error:
            self.error = error
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.measurement.end()
        self._ticks = tuple(self._desk.bridge.ticks_ms)
        self._desk.window.close()


def bench_window(source: str, models: tuple[str, ...], detector: str, provider: str, seconds: float) -> Report:
    """Measures the application with its window on a source that is played again and again.

    Raises:
        FerdeskError: The source or a model cannot be opened, or the window was closed too early.
    """
    attendants: list[Attendant] = []

    def attend(desk: Desk, pipeline: LatePipeline) -> None:
        attendants.append(Attendant(desk, pipeline, seconds))

    with tempfile.TemporaryDirectory() as folder:  # the user's own settings stay as they are
        launch(Start(source, models, detector, provider), Path(folder) / "settings.json", attend, loop=True)
    (attendant,) = attendants
    if attendant.error is not None:
        raise attendant.error
    return attendant.report()
