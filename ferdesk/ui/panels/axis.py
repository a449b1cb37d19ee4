"""The axes that the plots share: seconds that have gone by, nothing to drag, the theme's colours."""

import pyqtgraph as pg
from PySide6.QtGui import QColor

from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.theme import Colors

_OVERHANG = 8 * GRID
"""How far the first and last label of an axis may reach over its ends, px."""
_STEPS_S = {10: 2, 30: 5, 60: 10, 120: 20, 300: 60}
"""Seconds between two labels, for each length."""
_FEW_STEPS_S = {10: 5, 30: 10, 60: 20, 120: 40}
"""The same where there is little room."""


def keep_still(item: pg.PlotItem) -> None:
    """Takes away what a mouse could do, and the marks of the axes."""
    item.setMenuEnabled(False)
    item.setMouseEnabled(x=False, y=False)
    item.hideButtons()
    for side in ("left", "bottom"):
        item.getAxis(side).setStyle(hideOverlappingLabels=_OVERHANG, tickLength=0, tickAlpha=0)


def dress_plot(plot: pg.PlotWidget, colors: Colors) -> None:
    """Gives a plot the theme's colours."""
    plot.setBackground(QColor(colors.surface))
    for side in ("left", "bottom"):
        axis = plot.getPlotItem().getAxis(side)
        axis.setPen(None)
        axis.setTextPen(QColor(colors.muted))


def reach_of(plot: pg.PlotWidget) -> tuple[float, float]:
    """Where the axis of time begins and ends, px from the plot's left; what lies below it can lie on it."""
    box = plot.getPlotItem().getViewBox().sceneBoundingRect()
    return box.left(), box.right()


def show_past(item: pg.PlotItem, length_s: int, *, narrow: bool = False) -> None:
    """Makes the lower axis reach from `length_s` seconds ago, a length that the settings know, until now."""
    item.setXRange(-length_s, 0, padding=0)
    steps = range(-length_s, 1, (_FEW_STEPS_S if narrow else _STEPS_S)[length_s])
    item.getAxis("bottom").setTicks([[(step, _ago(step)) for step in steps]])


def _ago(seconds: int) -> str:
    if seconds == 0:
        return tr("now")
    if seconds > -120 or seconds % 60:
        return tr("−{seconds} s", seconds=-seconds)
    return tr("−{minutes} min", minutes=-seconds // 60)
