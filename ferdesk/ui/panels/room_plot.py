"""A figure of the group over the lesson: windows with their intervals; dashed where there is no clear change."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPen

from ferdesk.core.room import RoomMark, RoomWindow
from ferdesk.core.room_interval import FIGURES, is_clear_change
from ferdesk.ui.languages import Number, tr
from ferdesk.ui.panels.axis import dress_plot, keep_still
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.panels.room_sections import EVENT_TITLES
from ferdesk.ui.theme import Colors

_BAND_OPACITY = 60
_PARTS = 4
"""Of the upright axis, between its lines."""
_STEPS_MIN = (0.25, 0.5, 1, 2, 5, 10, 20, 30, 60)
_MOST_LABELS = 8
Points = list[tuple[float, float]]


class RoomPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Draws one figure.

    Attributes:
        clear_pairs, unclear_pairs: Pairs of points, minutes and value: what is drawn solid and what is drawn dashed.
    """

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.clear_pairs: Points = []
        self.unclear_pairs: Points = []
        self.setMinimumHeight(120)
        self.setAccessibleName(tr("The group over time"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.getPlotItem()
        keep_still(item)
        item.setLabel("bottom", tr("minutes"))
        item.getAxis("bottom").enableAutoSIPrefix(False)  # else it counts thousandths of minutes at first
        item.layout.setContentsMargins(0, GRID, 5 * GRID, 0)
        self._lines = [pg.InfiniteLine(angle=0) for _ in range(_PARTS + 1)]
        self._band = pg.BarGraphItem(x0=[], x1=[], y0=[], y1=[])
        self._solid = pg.PlotCurveItem(connect="pairs", antialias=True)
        self._dashed = pg.PlotCurveItem(connect="pairs", antialias=True)
        for part in (*self._lines, self._band, self._dashed, self._solid):
            item.addItem(part)
        self._marks: list[pg.InfiniteLine] = []
        self.set_colors(colors)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 180)

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self._colors = colors
        dress_plot(self, colors)
        for line in self._lines:
            line.setPen(QColor(colors.border))
        accent, faint = QColor(colors.accent), QColor(colors.accent)
        faint.setAlpha(_BAND_OPACITY)
        self._band.setOpts(brush=faint, pen=None)
        solid, dashed = QPen(accent, 2.5), QPen(QColor(colors.muted), 1.5, Qt.PenStyle.DashLine)
        for pen in (solid, dashed):
            pen.setCosmetic(True)
        self._solid.setPen(solid)
        self._dashed.setPen(dashed)

    def show_windows(self, figure: str, windows: Sequence[RoomWindow], marks: Sequence[RoomMark]) -> None:
        """Draws a figure of `FIGURES` over all windows, with the lesson's marks."""
        known = [(window, each) for window in windows if (each := FIGURES[figure](window)) is not None]
        starts = np.array([window.start_s for window, _ in known]) / 60
        ends = np.array([window.end_s for window, _ in known]) / 60
        self._band.setOpts(x0=starts, x1=ends, y0=[each.low for _, each in known], y1=[each.high for _, each in known])
        self.clear_pairs = [(at / 60, each.value) for window, each in known for at in (window.start_s, window.end_s)]
        self.unclear_pairs = []
        for (before, one), (after, other) in itertools.pairwise(known):
            pairs = self.clear_pairs if is_clear_change(one, other) else self.unclear_pairs
            pairs += [(before.end_s / 60, one.value), (after.start_s / 60, other.value)]
        self._solid.setData(*_columns(self.clear_pairs))
        self._dashed.setData(*_columns(self.unclear_pairs))
        top = math.ceil(max([1.0, *(each.high for _, each in known)]))
        self._show_scale(top, "g" if figure == "movement" else ".0%")
        self._show_minutes(windows[-1].end_s / 60 if windows else 1.0)
        self._show_marks(marks)

    def _show_scale(self, top: int, form: str) -> None:
        item, places = self.getPlotItem(), [top * part / _PARTS for part in range(_PARTS + 1)]
        item.setYRange(0, top, padding=0.02)
        item.getAxis("left").setTicks([[(place, f"{Number(place):{form}}") for place in places]])
        for line, place in zip(self._lines, places, strict=True):
            line.setValue(place)

    def _show_minutes(self, last: float) -> None:
        item = self.getPlotItem()
        step = next((step for step in _STEPS_MIN if last / step <= _MOST_LABELS), _STEPS_MIN[-1])
        item.setXRange(0, last, padding=0.01)
        item.getAxis("bottom").setTicks([[(n * step, f"{Number(n * step):g}") for n in range(int(last / step) + 1)]])

    def _show_marks(self, marks: Sequence[RoomMark]) -> None:
        for line in self._marks:
            self.getPlotItem().removeItem(line)
        color = self._colors.muted
        self._marks = [
            pg.InfiniteLine(
                mark.time_s / 60,
                pen=QPen(QColor(color), 0),
                label=tr(EVENT_TITLES[mark.event]).lower(),
                labelOpts={"position": 0.92, "color": color, "anchors": [(0, 0), (0, 0)]},
            )
            for mark in marks
        ]
        for line in self._marks:
            self.getPlotItem().addItem(line)


def _columns(points: Points) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]
