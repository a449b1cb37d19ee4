"""The selected face's emotions over the last seconds: raw values thin, smoothed ones thick."""

import time
from typing import ClassVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ferdesk.core.history import Curves
from ferdesk.core.labels import EMOTIONS
from ferdesk.ui.panels.base import GRID, Panel, label
from ferdesk.ui.panels.flow import FlowLayout
from ferdesk.ui.panels.marks import CHIP_ICON, emotion_pen, sample_icon
from ferdesk.ui.theme import EMOTION_TITLES, Colors

DRAW_S = 0.1
"""Plots are drawn ten times a second: more costs time that the picture needs."""
LONGEST_S = 300
"""Marks older than this are never seen again."""
_RAW_OPACITY = 90
_OVERHANG = 8 * GRID
"""How far the first and last label of an axis may reach over its ends, px."""
_STEPS_S = {10: 2, 30: 5, 60: 10, 120: 20, 300: 60}
"""Seconds between two labels, for each length."""


class TimelinePanel(Panel):
    """Draws curves; what it draws is handed to it."""

    name: ClassVar[str] = "timeline"
    title: ClassVar[str] = "Timeline"

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self._emotions: tuple[int, ...] = ()
        self._length_s = 30
        self._drawn_s = 0.0
        self._now_s = 0.0
        self.marks: list[tuple[float, pg.InfiniteLine]] = []
        self.heading = label("Timeline", "title")
        self.hint = label("thin: raw, thick: smoothed", "muted")
        self.plot = pg.PlotWidget()
        self.plot.setMinimumHeight(88)
        self.plot.setAccessibleName("Probabilities over time")
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_up_plot()
        self.empty = label("Curves appear here as soon as a face is seen.", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.plot).addWidget(self.empty)
        self.raw = {name: self._curve(0) for name in EMOTIONS}
        self.smooth = {name: self._curve(1) for name in EMOTIONS}
        legend = QWidget()
        flow = FlowLayout(legend)
        self.chips = {name: self._chip(name) for name in EMOTIONS}
        for chip in self.chips.values():
            flow.addWidget(chip)
        head = QHBoxLayout()
        head.setSpacing(3 * GRID)
        head.addWidget(self.heading)
        head.addWidget(self.hint)
        head.addStretch()
        self.column.addLayout(head)
        self.column.addWidget(legend)
        self.column.addWidget(self.plot, 1)
        self.set_colors(colors)
        self.set_length(self._length_s)
        self._show_chips()

    def _set_up_plot(self) -> None:
        item = self.plot.getPlotItem()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.hideButtons()
        item.setYRange(0, 1, padding=0.02)
        item.getAxis("left").setTicks([[(share / 4, f"{share * 25}%") for share in range(5)]])
        self._lines = [pg.InfiniteLine(share / 4, angle=0) for share in range(5)]
        for line in self._lines:
            item.addItem(line)
        item.layout.setContentsMargins(0, GRID, 5 * GRID, 0)
        for side in ("left", "bottom"):
            item.getAxis(side).setStyle(hideOverlappingLabels=_OVERHANG, tickLength=0, tickAlpha=0)

    def _curve(self, level: int) -> pg.PlotCurveItem:
        curve = pg.PlotCurveItem(connect="finite", antialias=True, skipFiniteCheck=False)
        curve.setZValue(level)
        self.plot.addItem(curve)
        return curve

    def _chip(self, emotion: str) -> QPushButton:
        chip = QPushButton(EMOTION_TITLES[emotion])
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setIconSize(CHIP_ICON)
        chip.setAccessibleName(f"Show {EMOTION_TITLES[emotion]}")
        chip.setToolTip(f"Show or hide the curve of {EMOTION_TITLES[emotion]}")
        chip.toggled.connect(self._show_curves)
        return chip

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.plot.setBackground(QColor(colors.surface))
        for side in ("left", "bottom"):
            axis = self.plot.getPlotItem().getAxis(side)
            axis.setPen(None)
            axis.setTextPen(QColor(colors.muted))
        for line in self._lines:
            line.setPen(QColor(colors.border))
        for _time_s, mark in self.marks:
            self._dress_mark(mark)
        for name in EMOTIONS:
            thin, thick = emotion_pen(name, colors, 1), emotion_pen(name, colors, 2)
            faint = thin.color()
            faint.setAlpha(_RAW_OPACITY)
            thin.setColor(faint)
            thin.setStyle(Qt.PenStyle.SolidLine)
            for pen in (thin, thick):
                pen.setCosmetic(True)  # plots scale their coordinates, never their lines
            self.raw[name].setPen(thin)
            self.smooth[name].setPen(thick)
            self.chips[name].setIcon(sample_icon(name, colors))

    def set_length(self, length_s: int) -> None:
        """How much time is shown, seconds."""
        self._length_s = length_s
        item = self.plot.getPlotItem()
        item.setXRange(-length_s, 0, padding=0)
        steps = range(-length_s, 1, _STEPS_S[length_s])
        item.getAxis("bottom").setTicks([[(step, _ago(step)) for step in steps]])

    @property
    def length_s(self) -> int:
        return self._length_s

    def is_due(self) -> bool:
        """Whether it is time to draw again."""
        return self.isVisible() and time.perf_counter() - self._drawn_s >= DRAW_S

    def show_curves(self, emotions: tuple[int, ...], curves: Curves | None, now_s: float) -> None:
        """Draws.

        Args:
            emotions: Places in `EMOTIONS` of the curves' columns.
            curves: What to draw, None for nothing.
            now_s: The time at the right edge.
        """
        self._drawn_s = time.perf_counter()
        self._move_marks(now_s)
        if emotions != self._emotions:
            self._emotions = emotions
            self._show_chips()
        self.empty.setVisible(curves is None)
        ago = np.empty(0) if curves is None else curves.times_s - now_s
        for column, place in enumerate(emotions):
            name = EMOTIONS[place]
            if curves is None:
                self.raw[name].clear()
                self.smooth[name].clear()
            elif self.chips[name].isChecked():
                self.raw[name].setData(ago, curves.raw[:, column])
                self.smooth[name].setData(ago, curves.smooth[:, column])

    def add_mark(self, time_s: float, text: str) -> None:
        """Draws a line with a word at a moment, `time.perf_counter()` seconds; it moves along with the curves."""
        mark = pg.InfiniteLine(min(time_s - self._now_s, 0.0), angle=90, label=text, labelOpts={"position": 0.92})
        mark.setZValue(2)
        self._dress_mark(mark)
        self.plot.addItem(mark)
        self.marks.append((time_s, mark))

    def _dress_mark(self, mark: pg.InfiniteLine) -> None:
        mark.setPen(QColor(self.colors.accent))
        mark.label.setColor(QColor(self.colors.text))
        mark.label.fill = pg.mkBrush(self.colors.raised)

    def _move_marks(self, now_s: float) -> None:
        self._now_s = now_s
        for time_s, mark in self.marks:
            mark.setPos(min(time_s - now_s, 0.0))  # a key may be faster than the picture of its moment
        while self.marks and now_s - self.marks[0][0] > LONGEST_S:
            self.plot.removeItem(self.marks.pop(0)[1])

    def _show_chips(self) -> None:
        for place, name in enumerate(EMOTIONS):
            self.chips[name].setVisible(place in self._emotions or (not self._emotions and place < 7))
        self._show_curves()

    def _show_curves(self) -> None:
        for place, name in enumerate(EMOTIONS):
            shown = place in self._emotions and self.chips[name].isChecked()
            self.raw[name].setVisible(shown)
            self.smooth[name].setVisible(shown)


def _ago(seconds: int) -> str:
    if seconds == 0:
        return "now"
    return f"−{-seconds} s" if seconds > -120 or seconds % 60 else f"−{-seconds // 60} min"
