"""One lane per model with the label that it gave at each time, and a lane of where they differ."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ferdesk.core.label_lanes import NO_LANES
from ferdesk.core.label_lanes import Lanes as Drawn
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.panels.comparison_head import LETTERS
from ferdesk.ui.theme import Colors

_LANE: Final = 4 * GRID
_LOW_LANE: Final = 3 * GRID
_SMALL: Final = 11
_DIFFERENT: Final = "≠"
DIFFER: Final = str(QT_TR_NOOP("Labels differ"))


class Lanes(QWidget):
    """Paints the lanes under a plot, on the plot's own axis.

    Attributes:
        sought: Somebody clicked: the time, seconds from the right end, never above 0.
    """

    sought = Signal(float)

    def __init__(self, colors: Colors, reach: Callable[[], tuple[float, float]], *, low: bool = False) -> None:
        """No lanes yet.

        Args:
            colors: Of the theme.
            reach: Where the plot's axis begins and ends, in this widget's px.
            low: There is little room: lanes are lower and bear the models' letters in place of their names.
        """
        super().__init__()
        self.colors = colors
        self._reach = reach
        self._low = low
        self._height = _LOW_LANE if low else _LANE
        self._titles: Mapping[str, str] = {}
        self._now: float | None = None
        self.drawn = NO_LANES
        self.setAccessibleName(tr("Labels of each model over time, and where they differ"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lanes(self, lanes: Drawn, titles: Mapping[str, str]) -> None:
        """Shows a lane for each model of `titles`, names for people, and below them where they differ."""
        another = len(titles) != len(self._titles)
        self.drawn, self._titles = lanes, titles
        told = {title: lanes.pieces.get(model) for model, title in titles.items()}
        now = ", ".join(f"{title}: {emotion_title(said[-1].emotion)}" for title, said in told.items() if said)
        if now != self.accessibleDescription():
            self.setAccessibleDescription(now)
        if another:
            self.updateGeometry()
        self.update()

    def show_now(self, ago_s: float) -> None:
        """A line at the moment that is shown elsewhere."""
        self._now = ago_s
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(200, self._height * (len(self._titles) + 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.sizeHint().height())

    def place_of(self, ago_s: float) -> float:
        """Where a time lies, px from the left; never beyond the ends."""
        left, right = self._reach()
        return min(max(right + ago_s * (right - left) / self.drawn.window_s, left), right)

    def _time_at(self, at: QPointF) -> float:
        left, right = self._reach()
        return min(max((at.x() - right) / max(right - left, 1) * self.drawn.window_s, -self.drawn.window_s), 0.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.sought.emit(self._time_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(self._time_at(event.position()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def words_at(self, at: QPointF) -> str:
        """What there is to say of a place: the model, and its label there."""
        row = int(at.y() // self._height)
        if not 0 <= row < len(self._titles):
            return tr(DIFFER)
        model, title = list(self._titles.items())[row]
        label = self.drawn.label_at(model, self._time_at(at))
        return f"{title}: {emotion_title(label)}" if label else title

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        small = QFont(self.font())
        small.setPixelSize(_SMALL)
        painter.setFont(small)
        for row, (model, title) in enumerate(self._titles.items()):
            self._draw_name(painter, row, LETTERS[row] if self._low else title)
            for piece in self.drawn.pieces.get(model, ()):
                self._fill(painter, row, (piece.begin, piece.end), self.colors.emotions[piece.emotion])
        row = len(self._titles)
        self._draw_name(painter, row, _DIFFERENT if self._low else tr(DIFFER))
        for span in self.drawn.differ:
            self._fill(painter, row, span, self.colors.error)
        if self._now is not None and -self.drawn.window_s <= self._now <= 0:
            painter.fillRect(QRectF(self.place_of(self._now) - 1, 0, 2, self.height()), QColor(self.colors.text))

    def _draw_name(self, painter: QPainter, row: int, words: str) -> None:
        left, right = self._reach()
        room = QRectF(0, row * self._height, left - 2 * GRID, self._height)
        elided = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(QColor(self.colors.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, elided)
        painter.fillRect(self._bar(row, left, right), QColor(self.colors.raised))

    def _fill(self, painter: QPainter, row: int, span: tuple[float, float], color: str) -> None:
        start, end = map(self.place_of, span)
        painter.fillRect(self._bar(row, start, max(end, start + 1)), QColor(color))

    def _bar(self, row: int, left: float, right: float) -> QRectF:
        margin = 1 if self._low else 2
        return QRectF(left, row * self._height + margin, right - left, self._height - 2 * margin)
