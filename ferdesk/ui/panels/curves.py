"""The curves of one face's emotions: a plot, and a legend in which each can be put away."""

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ferdesk.core.history import Curves
from ferdesk.core.labels import EMOTIONS
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.axis import dress_plot, keep_still
from ferdesk.ui.panels.base import GRID, label
from ferdesk.ui.panels.flow import FlowLayout
from ferdesk.ui.panels.marks import CHIP_ICON, emotion_pen, sample_icon
from ferdesk.ui.theme import Colors

_RAW_OPACITY = 90


class EmotionCurves(QObject):
    """A thin and a thick curve for each emotion.

    Attributes:
        plot: Where they are drawn.
        legend: A chip for each.
        empty: What stands in the plot while there is nothing to draw.
    """

    def __init__(self, parent: QWidget, colors: Colors, empty: str) -> None:
        super().__init__(parent)
        self.colors = colors
        self._emotions: tuple[int, ...] = ()
        self.plot = pg.PlotWidget()
        self.plot.setMinimumHeight(88)
        self.plot.setAccessibleName(tr("Probabilities over time"))
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_up_plot()
        self.empty = label(empty, "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.plot).addWidget(self.empty)
        self.raw = {name: self._curve(0) for name in EMOTIONS}
        self.smooth = {name: self._curve(1) for name in EMOTIONS}
        self.legend = QWidget()
        flow = FlowLayout(self.legend)
        self.chips = {name: self._chip(name) for name in EMOTIONS}
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.set_colors(colors)
        self._show_chips()

    def _set_up_plot(self) -> None:
        item = self.plot.getPlotItem()
        keep_still(item)
        item.setYRange(0, 1, padding=0.02)
        item.getAxis("left").setTicks([[(share / 4, f"{share * 25}%") for share in range(5)]])
        self._lines = [pg.InfiniteLine(share / 4, angle=0) for share in range(5)]
        for line in self._lines:
            item.addItem(line)
        item.layout.setContentsMargins(0, GRID, 5 * GRID, 0)

    def _curve(self, level: int) -> pg.PlotCurveItem:
        curve = pg.PlotCurveItem(connect="finite", antialias=True, skipFiniteCheck=False)
        curve.setZValue(level)
        self.plot.addItem(curve)
        return curve

    def _chip(self, emotion: str) -> QPushButton:
        chip = QPushButton(emotion_title(emotion))
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setIconSize(CHIP_ICON)
        chip.setAccessibleName(tr("Show {emotion}", emotion=emotion_title(emotion)))
        chip.setToolTip(tr("Show or hide the curve of {emotion}", emotion=emotion_title(emotion)))
        chip.toggled.connect(self._show_curves)
        return chip

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self.colors = colors
        dress_plot(self.plot, colors)
        for line in self._lines:
            line.setPen(QColor(colors.border))
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

    def add_mark(self, at_s: float, text: str) -> pg.InfiniteLine:
        """Draws a line with a word at a place of the time axis."""
        mark = pg.InfiniteLine(at_s, angle=90, label=text, labelOpts={"position": 0.92})
        mark.setZValue(2)
        self.dress_mark(mark)
        self.plot.addItem(mark)
        return mark

    def dress_mark(self, mark: pg.InfiniteLine) -> None:
        """Gives a mark the colours of the theme."""
        mark.setPen(QColor(self.colors.accent))
        mark.label.setColor(QColor(self.colors.text))
        mark.label.fill = pg.mkBrush(self.colors.raised)

    def show_curves(self, emotions: tuple[int, ...], curves: Curves | None, origin_s: float) -> None:
        """Draws.

        Args:
            emotions: Places in `EMOTIONS` of the curves' columns.
            curves: What to draw, None for nothing.
            origin_s: The time that is 0 on the axis.
        """
        if emotions != self._emotions:
            self._emotions = emotions
            self._show_chips()
        self.empty.setVisible(curves is None)
        for column, place in enumerate(emotions):
            name = EMOTIONS[place]
            if curves is None:
                self.raw[name].clear()
                self.smooth[name].clear()
            elif self.chips[name].isChecked():
                times = curves.times_s - origin_s
                self.raw[name].setData(times, curves.raw[:, column])
                self.smooth[name].setData(times, curves.smooth[:, column])

    def _show_chips(self) -> None:
        for place, name in enumerate(EMOTIONS):
            self.chips[name].setVisible(place in self._emotions or (not self._emotions and place < 7))
        self._show_curves()

    def _show_curves(self) -> None:
        for place, name in enumerate(EMOTIONS):
            shown = place in self._emotions and self.chips[name].isChecked()
            self.raw[name].setVisible(shown)
            self.smooth[name].setVisible(shown)
