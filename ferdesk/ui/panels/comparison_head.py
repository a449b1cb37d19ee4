"""The name above a model's column; who looks at it longer is shown what the model received."""

from string import ascii_uppercase
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ferdesk.core.types import MOST_MODELS
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.theme import Colors

LETTERS: Final = ascii_uppercase[:MOST_MODELS]
"""How models are named where there is no room, in their order."""
_LINES = 2
_SIZE = 12


def lettered(place: int, title: str) -> str:
    """A model's name with the letter that stands for it; at most as many models as there are letters."""
    return f"{LETTERS[place]}\u00a0·\u00a0{title}"


class ModelHead(QAbstractButton):
    """A name of up to two lines. Mouse, focus or a key ask for the model's input."""

    looked_at = Signal(str)
    left = Signal()

    def __init__(self, colors: Colors, model: str, title: str) -> None:
        super().__init__()
        self.colors = colors
        self.model = model
        self.setText(title)
        self.setAccessibleName(tr("{model}: show its input", model=title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._look)

    def _look(self) -> None:
        self.looked_at.emit(self.model)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's names
        super().enterEvent(event)
        self._look()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.left.emit()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._look()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.left.emit()

    def _font(self) -> QFont:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        strong.setPixelSize(_SIZE)
        return strong

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, _LINES * QFontMetrics(self._font()).height() + 2 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.colors.accent), 2))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.setFont(self._font())
        painter.setPen(QColor(self.colors.accent if self.underMouse() else self.colors.text))
        room = self.rect().adjusted(0, GRID, -GRID, -GRID)
        lines = self.shown_lines(room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, "\n".join(lines))

    def shown_lines(self, width: int) -> list[str]:
        """The name in at most two lines of `width` px, the last one cut with an ellipsis where it must be."""
        metrics = QFontMetrics(self._font())
        first, rest = "", self.text().split(" ")
        while rest and (not first or metrics.horizontalAdvance(f"{first} {rest[0]}") <= width):
            first = f"{first} {rest.pop(0)}".strip()
        elide = Qt.TextElideMode.ElideRight
        lines = [metrics.elidedText(first, elide, width)]
        if rest:
            lines.append(metrics.elidedText(" ".join(rest), elide, width))
        return lines
