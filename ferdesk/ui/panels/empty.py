"""What stands where there is nothing to show yet: why, and what to do about it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ferdesk.ui.icons import icon
from ferdesk.ui.panels.base import GRID, label
from ferdesk.ui.theme import Colors


class EmptyState(QWidget):
    """An icon, a headline, a sentence, and buttons."""

    def __init__(self, colors: Colors, icon_size: int = 48) -> None:
        super().__init__()
        self._colors = colors
        self._icon_name = "camera"
        self._size = QSize(icon_size, icon_size)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.headline = label("", "title", wraps=True)
        self.headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = label("", "muted", wraps=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(2 * GRID)
        self.buttons.addStretch()
        self.buttons.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addStretch()
        for widget in (self._icon, self.headline, self.text):
            column.addWidget(widget)
        column.addSpacing(2 * GRID)
        column.addLayout(self.buttons)
        column.addStretch()

    def add_button(self, text: str, kind: str = "") -> QPushButton:
        """A button behind the last one; the first should be of kind "primary"."""
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAccessibleName(text)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button

    def say(self, icon_name: str, headline: str, text: str) -> None:
        self._icon_name = icon_name
        self.headline.setText(headline)
        self.text.setText(text)
        self.set_colors(self._colors)

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        self._icon.setPixmap(icon(self._icon_name, colors.muted).pixmap(self._size, self.devicePixelRatioF()))
