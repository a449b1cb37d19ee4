"""A figure of the group over the lesson: windows with their intervals; dashed where there is no clear change."""

import itertools
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPen

from ferdesk.core.room import RoomMark, RoomWindow
from ferdesk.core.room_interval import FIGURES, is_clear_change
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.panels.room_sections import EVENT_TITLES
from ferdesk.ui.theme import Colors

_BAND_OPACITY = 60
_MOVEMENT_TOP = 1.0
Points = list[tuple[float, float]]


class RoomPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Draws one figure.

    Attributes:
        clear, unclear: Pairs of points, minutes and value: what is drawn solid and what is drawn dashed.
    """

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.clear_pairs: Points = []
        self.unclear_pairs: Points = []
        self.setMinimumHeight(120)
        self.setAccessibleName(tr("The group over time"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.hideButtons()
        item.setLabel("bottom", tr("minutes"))
        item.layout.setContentsMargins(0, GRID, 5 * GRID, 0)
        self._band = pg.BarGraphItem(x0=[], x1=[], y0=[], y1=[])
        self._solid = pg.PlotCurveItem(connect="pairs", antialias=True)
        self._dashed = pg.PlotCurveItem(connect="pairs", antialias=True)
        for part in (self._band, self._dashed, self._solid):
            item.addItem(part)
        self._marks: list[pg.InfiniteLine] = []
        self.set_colors(colors)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 180)

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self._colors = colors
        self.setBackground(QColor(colors.surface))
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(QColor(colors.border))
            axis.setTextPen(QColor(colors.muted))
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
        top = max([1.0 if figure != "movement" else _MOVEMENT_TOP, *(each.high for _, each in known)])
        self.getPlotItem().setYRange(0, top, padding=0.02)
        last = windows[-1].end_s if windows else 60.0
        self.getPlotItem().setXRange(0, last / 60, padding=0.01)
        self._show_marks(marks)

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
