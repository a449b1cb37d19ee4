"""How far apart models are over the last seconds: a line, the times at which labels differ, and a lane per model."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ferdesk.core.compare import Stretch
from ferdesk.core.history import MOST_POINTS
from ferdesk.core.label_lanes import NO_LANES, lanes_of
from ferdesk.core.recent import Summed
from ferdesk.core.samples import LONGEST_GAP_S
from ferdesk.core.thinning import thinned
from ferdesk.ui.languages import Number, tr
from ferdesk.ui.panels.axis import dress_plot, keep_still, reach_of, show_past
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.panels.lanes import Lanes
from ferdesk.ui.theme import Colors

_NAMES: Final = 27 * GRID
"""Room for the names beside the lanes, px."""


class _Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A plot that takes what is left and wants nothing: by itself it would want what it has."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(50 * GRID, 18 * GRID)


class DivergenceView(QWidget):
    """Draws what it is handed."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.plot = _Plot()
        self.plot.setMinimumHeight(18 * GRID)
        self.plot.setAccessibleName(tr("Jensen-Shannon divergence over time, 0 to 1 bit"))
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.plot.getPlotItem()
        keep_still(item)
        item.setYRange(0, 1, padding=0.02)
        item.getAxis("left").setTicks([[(0, "0"), (0.5, f"{Number(0.5)}"), (1, tr("1 bit"))]])
        item.getAxis("left").setWidth(_NAMES)
        item.layout.setContentsMargins(0, GRID, 5 * GRID, 0)
        self._lines = [pg.InfiniteLine(share / 2, angle=0) for share in range(3)]
        self.marks = pg.BarGraphItem(x0=[], x1=[], y0=0, height=1)
        self.curve = pg.PlotCurveItem(connect="finite", antialias=True, skipFiniteCheck=False)
        for drawn in (*self._lines, self.marks, self.curve):
            item.addItem(drawn)
        self.lanes = Lanes(colors, partial(reach_of, self.plot))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.plot, 1)
        column.addWidget(self.lanes)
        self.set_colors(colors)

    def set_colors(self, colors: Colors) -> None:
        dress_plot(self.plot, colors)
        self.lanes.colors = colors
        for line in self._lines:
            line.setPen(QColor(colors.border))
        shade = QColor(colors.error)
        shade.setAlpha(50)
        self.marks.setOpts(brush=shade, pen=None)
        pen = pg.mkPen(QColor(colors.accent), width=2)
        pen.setCosmetic(True)
        self.curve.setPen(pen)
        self.lanes.update()

    def set_length(self, window_s: int) -> None:
        """How much time is shown, seconds."""
        show_past(self.plot.getPlotItem(), window_s, narrow=True)

    def clear(self) -> None:
        """Nothing has been seen."""
        self.curve.clear()
        self.marks.setOpts(x0=[], x1=[])
        self.lanes.show_lanes(NO_LANES, {})

    def show_line(self, summed: Summed, bits: npt.NDArray[np.float64], stretches: Sequence[Stretch]) -> None:
        """Draws the divergence of each sample, NaN for none, and where labels differ."""
        times = summed.figures.times_s - summed.end_s
        known = ~np.isnan(bits)
        runs = thinned(times[known], bits[known], LONGEST_GAP_S, MOST_POINTS // 2)
        gap = np.full((1, 2), np.nan)
        points = np.concatenate([part for run in runs for part in (run, gap)]) if runs else np.empty((0, 2))
        self.curve.setData(points[:, 0], points[:, 1])
        begins = [each.start_s - summed.end_s for each in stretches]
        self.marks.setOpts(x0=begins, x1=[each.end_s - summed.end_s for each in stretches])

    def show_labels(self, summed: Summed, face: int, stretches: Sequence[Stretch], titles: Mapping[str, str]) -> None:
        """Draws the lanes of one face."""
        self.lanes.show_lanes(lanes_of(summed.figures, stretches, face, summed.end_s, summed.window_s), titles)
