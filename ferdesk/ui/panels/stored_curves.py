"""The curves of a stored session: zoomed and moved by the mouse, with gaps, markers, poses, and a chosen stretch."""

from collections.abc import Mapping, Sequence
from functools import partial

import pyqtgraph as pg
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem, QSizePolicy, QVBoxLayout, QWidget

from ferdesk.core.history import Curves
from ferdesk.core.label_lanes import NO_LANES
from ferdesk.core.label_lanes import Lanes as Drawn
from ferdesk.core.recording import Marker
from ferdesk.core.reviewed import Gap, NumberedMarker, Pose
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.axis import reach_of
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.panels.curves import EmotionCurves
from ferdesk.ui.panels.lanes import Lanes
from ferdesk.ui.panels.transport import clock, moment
from ferdesk.ui.theme import Colors

SHORTEST_S = 1.0
_ZOOM = 2.0
_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600)
_MOST_LABELS = 9
_REASON_HEIGHT = 0.625
"""Between two lines of the grid."""
_MOST_LINES = 300
"""Markers that are drawn with a line and a word each; more would hide the curves."""


class StoredCurves(QWidget):
    """Draws what it is handed, and says where the user wants to be."""

    sought = Signal(float)
    range_changed = Signal(float, float)
    marker_moved = Signal(int, float)
    chosen_changed = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._limits = (0.0, 1.0)
        self.curves = EmotionCurves(self, colors, tr("This model said nothing of this face."))
        self.plot = self.curves.plot
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it takes what is left
        self.item = self.plot.getPlotItem()
        self.item.setMouseEnabled(x=True, y=False)
        for curve in (*self.curves.raw.values(), *self.curves.smooth.values()):
            curve.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)  # the line of the moment moves over them
        self.now = pg.InfiniteLine(0, angle=90)
        self.now.setZValue(4)
        self.plot.addItem(self.now)
        self.chosen = pg.LinearRegionItem((0, 0), swapMode="sort")
        self.chosen.setZValue(-5)
        self.chosen.hide()
        self.chosen.sigRegionChanged.connect(self.chosen_changed)
        self.plot.addItem(self.chosen)
        self.gaps: list[tuple[Gap, pg.LinearRegionItem]] = []
        self.poses: list[pg.LinearRegionItem] = []
        self.markers: dict[int, pg.InfiniteLine] = {}
        self.lanes = Lanes(colors, partial(reach_of, self.plot), low=True)
        self.lanes.setCursor(Qt.CursorShape.PointingHandCursor)
        self.lanes.sought.connect(self._on_lane_clicked)
        self._lanes_end_s = 0.0
        self.plot.setToolTip(tr("Click for a moment, drag to move, turn the wheel to zoom"))
        self.plot.scene().sigMouseClicked.connect(self._on_clicked)
        self.item.getViewBox().sigXRangeChanged.connect(self._on_range_changed)
        self.item.getViewBox().sigResized.connect(self._show_reasons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.curves.legend)
        left = QVBoxLayout()  # without one, Qt forgets the least height of what takes what is left
        left.addWidget(self.plot)
        column.addLayout(left, 1)
        column.addWidget(self.lanes)
        self.set_colors(colors)
        self.show_lanes(NO_LANES, {}, 0.0)

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self.curves.set_colors(colors)
        self.lanes.colors = colors
        self.lanes.update()
        self.now.setPen(pg.mkPen(colors.text, width=2))
        shade = QColor(colors.accent)
        shade.setAlpha(46)
        self.chosen.setBrush(shade)
        self.chosen.setHoverBrush(shade)
        for line in self.chosen.lines:
            line.setPen(pg.mkPen(colors.accent, width=2))
        for mark in self.markers.values():
            self.curves.dress_mark(mark)
        for _gap, region in self.gaps:
            self._dress_gap(region)
        for region in self.poses:
            self._dress_pose(region)

    def show_session(self, start_s: float, end_s: float, gaps: Sequence[Gap], poses: Sequence[Pose]) -> None:
        """Another session, all of it."""
        self._limits = (start_s, max(end_s, start_s + SHORTEST_S))
        for region in [*(region for _gap, region in self.gaps), *self.poses]:
            self.plot.removeItem(region)
        self.gaps = [(gap, self._gap(gap)) for gap in gaps]
        self.poses = [self._pose(pose) for pose in poses[:_MOST_LINES]]
        self.choose(None)
        low, high = self._limits
        self.item.getViewBox().setLimits(xMin=low, xMax=high, minXRange=SHORTEST_S, maxXRange=high - low)
        self.show_all()

    def _gap(self, gap: Gap) -> pg.LinearRegionItem:
        region = pg.LinearRegionItem((gap.start_s, gap.end_s), movable=False)
        region.setZValue(-10)
        region.setToolTip(gap.reason)
        words = pg.TextItem(gap.reason, anchor=(0.5, 0.5))
        words.setParentItem(region)
        words.setPos((gap.start_s + gap.end_s) / 2, _REASON_HEIGHT)
        self._dress_gap(region)
        self.plot.addItem(region)
        return region

    def _dress_gap(self, region: pg.LinearRegionItem) -> None:
        warning = QColor(self.curves.colors.warning)
        region.setBrush(pg.mkBrush(QColor(warning.red(), warning.green(), warning.blue(), 40)))
        for line in region.lines:
            line.setPen(pg.mkPen(warning, width=1))
        for words in _words_of(region):
            words.setColor(warning)

    def _pose(self, pose: Pose) -> pg.LinearRegionItem:
        region = pg.LinearRegionItem((pose.start_s, pose.end_s), movable=False, span=(0.94, 1.0))
        region.setZValue(-8)
        emotion = emotion_title(pose.label)
        region.setToolTip(tr("Posed: {emotion} (face {face})", emotion=emotion, face=pose.face))
        self._dress_pose(region)
        self.plot.addItem(region)
        return region

    def _dress_pose(self, region: pg.LinearRegionItem) -> None:
        shade = QColor(self.curves.colors.good)
        shade.setAlpha(90)
        region.setBrush(shade)
        for line in region.lines:
            line.setPen(pg.mkPen(None))

    def show_markers(self, markers: Sequence[NumberedMarker]) -> None:
        """Their lines; each can be dragged."""
        for mark in self.markers.values():
            self.plot.removeItem(mark)
        self.markers = {each.number: self._mark(each.number, each.marker) for each in markers[:_MOST_LINES]}

    def _mark(self, number: int, marker: Marker) -> pg.InfiniteLine:
        mark = self.curves.add_mark(marker.time_s, marker.key)
        mark.setMovable(True)
        mark.setBounds(self._limits)
        mark.setToolTip(marker.text)
        mark.sigPositionChangeFinished.connect(partial(self._on_mark_moved, number))
        return mark

    def _on_mark_moved(self, number: int, mark: pg.InfiniteLine) -> None:
        self.marker_moved.emit(number, float(mark.value()))

    def show_curves(self, emotions: tuple[int, ...], curves: Curves) -> None:
        """See `EmotionCurves.show_curves`."""
        self.curves.show_curves(emotions, curves if len(curves.times_s) else None, 0.0)

    def show_lanes(self, lanes: Drawn, titles: Mapping[str, str], end_s: float) -> None:
        """The labels of the models of `titles`, which end at `end_s`; no model, no lanes."""
        self._lanes_end_s = end_s
        self.lanes.setVisible(bool(titles))
        self.lanes.show_lanes(lanes, titles)
        self.lanes.show_now(float(self.now.value()) - end_s)

    def _on_lane_clicked(self, ago_s: float) -> None:
        self.sought.emit(max(self._lanes_end_s + ago_s, self._limits[0]))

    def show_time(self, time_s: float) -> None:
        """The line at the moment that is shown; follows it to where it can be seen."""
        self.now.setValue(time_s)
        self.lanes.show_now(time_s - self._lanes_end_s)
        low, high = self.shown
        if not low <= time_s <= high:
            start = min(max(time_s - (high - low) / 10, self._limits[0]), self._limits[1] - (high - low))
            self.item.setXRange(start, start + high - low, padding=0)

    @property
    def shown(self) -> tuple[float, float]:
        """From when to when the curves are seen."""
        low, high = self.item.viewRange()[0]
        return float(low), float(high)

    @property
    def chosen_s(self) -> tuple[float, float] | None:
        """The stretch that is chosen, None for none."""
        if not self.chosen.isVisible():
            return None
        low, high = self.chosen.getRegion()
        return float(low), float(high)

    def choose(self, span: tuple[float, float] | None) -> None:
        """Chooses a stretch, or none."""
        with QSignalBlocker(self.chosen):
            self.chosen.setVisible(span is not None)
            self.chosen.setBounds(self._limits)
            if span is not None:
                self.chosen.setRegion(span)
        self.chosen_changed.emit()

    def show_all(self) -> None:
        self.item.setXRange(*self._limits, padding=0)

    def zoom_in(self) -> None:
        self._zoom(1 / _ZOOM)

    def zoom_out(self) -> None:
        self._zoom(_ZOOM)

    def _zoom(self, factor: float) -> None:
        """Around the moment that is shown."""
        low, high = self.shown
        middle = min(max(float(self.now.value()), low), high)
        self.item.setXRange(middle - (middle - low) * factor, middle + (high - middle) * factor, padding=0)

    def _on_range_changed(self) -> None:
        low, high = self.shown
        step = next((step for step in _STEPS_S if (high - low) / step <= _MOST_LABELS), _STEPS_S[-1])
        first = -(-low // step)
        ticks = [(first + place) * step for place in range(int((high - first * step) // step) + 1)]
        self.item.getAxis("bottom").setTicks([[(tick, _tick(tick, step)) for tick in ticks]])
        self._show_reasons()
        self.range_changed.emit(low, high)

    def _show_reasons(self) -> None:
        """A gap is named as far as there is room for the words; it says all of it when it is pointed at."""
        pixel_s = self.item.getViewBox().viewPixelSize()[0]
        for gap, region in self.gaps:
            for words in _words_of(region):
                for text in (gap.reason, tr("Gap"), ""):
                    words.setText(text)
                    if words.boundingRect().width() * pixel_s < gap.end_s - gap.start_s:
                        break

    def _on_clicked(self, event: object) -> None:
        button, point = getattr(event, "button", None), getattr(event, "scenePos", None)
        if button is None or point is None or button() != Qt.MouseButton.LeftButton:
            return
        box = self.item.getViewBox()
        if box.sceneBoundingRect().contains(point()):
            time_s = float(box.mapSceneToView(point()).x())
            self.sought.emit(min(max(time_s, self._limits[0]), self._limits[1]))


def _words_of(region: pg.LinearRegionItem) -> list[pg.TextItem]:
    return [child for child in region.childItems() if isinstance(child, pg.TextItem)]


def _tick(time_s: float, step_s: float) -> str:
    said = moment if step_s < 1 else clock
    return said(time_s + 1e-6)
