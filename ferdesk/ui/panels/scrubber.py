"""The whole session as one bar: where it has gaps and markers, what of it the curves show, and where one is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle

from ferdesk.core.reviewed import Gap, NumberedMarker
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.theme import Colors

_HEIGHT = 9 * GRID
_LEFT, _RIGHT = 10 * GRID, 5 * GRID
"""Room at both ends, px, so that it lies below the curves' own axis."""


class Scrubber(QSlider):
    """A slider over the session, in milliseconds; keys are left to the view around it."""

    sought = Signal(float)

    def __init__(self, colors: Colors) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.colors = colors
        self._gaps: Sequence[Gap] = ()
        self._markers: Sequence[NumberedMarker] = ()
        self._shown = (0.0, 0.0)
        self.chosen: tuple[float, float] | None = None
        self.setAccessibleName(tr("Position in the session"))
        self.setToolTip(tr("Drag to another moment. The frame shows which part the curves above are of."))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_session(self, start_s: float, end_s: float, gaps: Sequence[Gap]) -> None:
        """Another session."""
        self._gaps = gaps
        self.setRange(round(start_s * 1000), max(round(end_s * 1000), round(start_s * 1000) + 1))
        self.update()

    def show_markers(self, markers: Sequence[NumberedMarker]) -> None:
        self._markers = markers
        self.update()

    def show_range(self, start_s: float, end_s: float) -> None:
        """What the curves show."""
        self._shown = (start_s, end_s)
        self.update()

    def show_chosen(self, chosen: tuple[float, float] | None) -> None:
        """The stretch that is chosen for export; None for none."""
        self.chosen = chosen
        self.update()

    def show_time(self, time_s: float) -> None:
        """Where one is, unless the user is dragging."""
        if not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(round(time_s * 1000))
            self.blockSignals(False)

    def place_of(self, time_s: float) -> float:
        """Where a time lies, px from the left."""
        share = (time_s * 1000 - self.minimum()) / (self.maximum() - self.minimum())
        return _LEFT + share * (self.width() - _LEFT - _RIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.isSliderDown():
            self._go(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        self.setSliderDown(False)

    def _go(self, event: QMouseEvent) -> None:
        room = self.width() - _LEFT - _RIGHT
        at = round(event.position().x() - _LEFT)
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, room))
        self.sought.emit(self.value() / 1000)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_LEFT, GRID * 3, self.width() - _LEFT - _RIGHT, 3 * GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colors.track))
        painter.drawRoundedRect(track, GRID, GRID)
        self._draw_span(painter, track, (self.minimum() / 1000, self.value() / 1000), self.colors.muted, 110)
        if self.chosen is not None:
            self._draw_span(painter, track, self.chosen, self.colors.accent, 130)
        self._draw_gaps(painter, track)
        painter.setPen(QPen(QColor(self.colors.accent), 1.5))
        for each in self._markers:
            x = self.place_of(each.marker.time_s)
            painter.drawLine(round(x), GRID, round(x), round(track.bottom()))
        self._draw_shown(painter, track)
        self._draw_handle(painter, track)

    def _draw_span(self, painter: QPainter, track: QRectF, span: tuple[float, float], color: str, alpha: int) -> None:
        left, right = (min(max(self.place_of(time_s), track.left()), track.right()) for time_s in span)
        shade = QColor(color)
        shade.setAlpha(alpha)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(QRectF(left, track.top(), right - left, track.height()), GRID, GRID)

    def _draw_gaps(self, painter: QPainter, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for gap in self._gaps:
            left = self.place_of(gap.start_s)
            rect = QRectF(left, track.top(), max(self.place_of(gap.end_s) - left, 2), track.height())
            painter.fillRect(rect, QColor(self.colors.surface))
            painter.fillRect(rect, QBrush(QColor(self.colors.warning), Qt.BrushStyle.BDiagPattern))
            painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 2), QColor(self.colors.warning))

    def _draw_shown(self, painter: QPainter, track: QRectF) -> None:
        left, right = (min(max(self.place_of(time_s), track.left()), track.right()) for time_s in self._shown)
        if right - left < track.width() - 1:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colors.text), 1))
            rect = QRectF(left, track.top() - 3, max(right - left, 4), track.height() + 6)
            painter.drawRoundedRect(rect, GRID, GRID)

    def _draw_handle(self, painter: QPainter, track: QRectF) -> None:
        x = self.place_of(self.value() / 1000)
        painter.setPen(QPen(QColor(self.colors.accent if self.hasFocus() else self.colors.surface), 2))
        painter.setBrush(QColor(self.colors.text if self.hasFocus() else self.colors.accent))
        painter.drawEllipse(QRectF(x - 7, track.center().y() - 7, 14, 14))
