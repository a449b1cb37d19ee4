"""What all panels share: the card, its labels, and the colours that they are told."""

from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ferdesk.ui.languages import Number, tr
from ferdesk.ui.scene import Scene
from ferdesk.ui.theme import Colors

GRID = 4
"""Every distance is a multiple of this many px."""
PADDING = 4 * GRID
_AROUND_CHOICE = 13 * GRID
"""What the style sheet puts around the text of a choice: its padding and its arrow."""


class Panel(QFrame):
    """A card of the window.

    Attributes:
        name: Its key in the settings.
        title: Its name in the View menu.
    """

    name: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.colors = colors
        self.setProperty("kind", "card")
        self.setAccessibleName(tr(self.title))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        self.column.setSpacing(2 * GRID)

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme; the style sheet has been changed before."""
        self.colors = colors
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Shows the newest picture's results; called once a tick at most."""


def label(text: str, kind: str = "", *, wraps: bool = False) -> QLabel:
    """A label in one of the style sheet's kinds. Plain text: file and device names are never read as HTML."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setWordWrap(wraps)
    return made


def section(text: str, buddy: QWidget | None = None) -> QLabel:
    """The small heading of a group of controls."""
    made = label(text, "section")
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def tabular(font: QFont) -> QFont:
    """The font with digits of one width, so that changing numbers do not jump."""
    steady = QFont(font)
    steady.setFeature(QFont.Tag("tnum"), 1)
    return steady


def plain_number(box: QAbstractSpinBox) -> None:
    """A field for a number without arrows; the keys and the wheel change it, and its text begins as in other fields."""
    box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    box.lineEdit().setTextMargins(2 * GRID, 0, GRID, 0)


def restyle(widget: QWidget) -> None:
    """Makes the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def short_count(count: int) -> str:
    """A large number in three digits, with k for thousands and M for millions."""
    for size, unit in ((1_000_000, "\u202fM"), (1_000, "\u202fk")):
        if count >= size:
            return f"{Number(count / size):.3g}{unit}"
    return str(count)


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tooltip."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._elided() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, self._elided())

    def _elided(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)


class ElidedChoice(QComboBox):
    """A choice between names of any length: it is as wide as there is room, and cuts with an ellipsis."""

    def __init__(self, name: str) -> None:
        """`name`: for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def shown_text(self) -> str:
        """The current name as there is room for it."""
        room = self.width() - _AROUND_CHOICE
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
