"""The selected face's emotions over the last seconds: raw values thin, smoothed ones thick."""

import time
from typing import ClassVar

import pyqtgraph as pg
from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QHBoxLayout

from ferdesk.core.history import Curves
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.axis import show_past
from ferdesk.ui.panels.base import GRID, Panel, label
from ferdesk.ui.panels.curves import EmotionCurves
from ferdesk.ui.theme import Colors

DRAW_S = 0.1
"""Plots are drawn ten times a second: more costs time that the picture needs."""
LONGEST_S = 300
"""Marks older than this are never seen again."""


class TimelinePanel(Panel):
    """Draws curves; what it draws is handed to it."""

    name: ClassVar[str] = "timeline"
    title: ClassVar[str] = str(QT_TR_NOOP("Timeline"))

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self._length_s = 30
        self._drawn_s = 0.0
        self._now_s = 0.0
        self.marks: list[tuple[float, pg.InfiniteLine]] = []
        self.heading = label(tr("Timeline"), "title")
        self.hint = label(tr("thin: raw, thick: smoothed"), "muted")
        self.curves = EmotionCurves(self, colors, tr("Curves appear here as soon as a face is seen."))
        self.plot, self.empty = self.curves.plot, self.curves.empty
        self.raw, self.smooth, self.chips = self.curves.raw, self.curves.smooth, self.curves.chips
        head = QHBoxLayout()
        head.setSpacing(3 * GRID)
        head.addWidget(self.heading)
        head.addWidget(self.hint)
        head.addStretch()
        self.column.addLayout(head)
        self.column.addWidget(self.curves.legend)
        self.column.addWidget(self.plot, 1)
        self.set_length(self._length_s)

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.curves.set_colors(colors)
        for _time_s, mark in self.marks:
            self.curves.dress_mark(mark)

    def set_length(self, length_s: int) -> None:
        """How much time is shown, seconds."""
        self._length_s = length_s
        show_past(self.plot.getPlotItem(), length_s)

    @property
    def length_s(self) -> int:
        return self._length_s

    def is_due(self) -> bool:
        """Whether it is time to draw again."""
        return self.isVisible() and time.perf_counter() - self._drawn_s >= DRAW_S

    def show_curves(self, emotions: tuple[int, ...], curves: Curves | None, now_s: float) -> None:
        """Draws; see `EmotionCurves.show_curves`. `now_s` is the time at the right edge."""
        self._drawn_s = time.perf_counter()
        self._move_marks(now_s)
        self.curves.show_curves(emotions, curves, now_s)

    def add_mark(self, time_s: float, text: str) -> None:
        """Draws a line with a word at a moment, `time.perf_counter()` seconds; it moves along with the curves."""
        self.marks.append((time_s, self.curves.add_mark(min(time_s - self._now_s, 0.0), text)))

    def _move_marks(self, now_s: float) -> None:
        self._now_s = now_s
        for time_s, mark in self.marks:
            mark.setPos(min(time_s - now_s, 0.0))  # a key may be faster than the picture of its moment
        while self.marks and now_s - self.marks[0][0] > LONGEST_S:
            self.plot.removeItem(self.marks.pop(0)[1])
