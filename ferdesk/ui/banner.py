"""Sentences for the user, above everything else and never in the way: at most three, each can be put away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ferdesk.ui.icons import icon
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, label
from ferdesk.ui.theme import Colors

MOST: Final = 3
_SPOKEN = {
    "info": str(QT_TR_NOOP("info: {sentence}")),
    "warning": str(QT_TR_NOOP("warning: {sentence}")),
    "error": str(QT_TR_NOOP("error: {sentence}")),
}
_ICONS = {"info": "face", "warning": "lost", "error": "lost"}


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done about a sentence: the words on the button, and what it does."""

    text: str
    do: Callable[[], None]


class _Message(QFrame):
    def __init__(self, text: str, severity: str, colors: Colors, action: Action | None) -> None:
        super().__init__()
        self.text = text
        self.severity = severity
        self.setProperty("kind", "banner")
        self.setProperty("severity", severity)
        self._mark = QLabel()
        self.words = label(text, wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(tr(_SPOKEN[severity], sentence=text))
        self.action_button: QPushButton | None = None
        self.close_button = QToolButton()
        self.close_button.setProperty("kind", "icon")
        self.close_button.setAccessibleName(tr("Put this message away"))
        self.close_button.setToolTip(tr("Put this message away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, GRID, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        if action is not None:
            self.action_button = QPushButton(action.text)
            self.action_button.setAccessibleName(action.text)
            self.action_button.clicked.connect(action.do)
            row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.set_colors(colors)

    def set_colors(self, colors: Colors) -> None:
        color = {"info": colors.accent, "warning": colors.warning, "error": colors.error}[self.severity]
        self._mark.setPixmap(icon(_ICONS[self.severity], color).pixmap(20, 20))
        self.close_button.setIcon(icon("close", colors.muted))


class Banner(QWidget):
    """The messages, newest on top."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self._messages: list[_Message] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is being said, newest first."""
        return [message.text for message in self._messages]

    def say(self, text: str, severity: str = "info", action: Action | None = None) -> None:
        """Shows a sentence as "info", "warning" or "error"; one that is already there moves to the top."""
        self.put_away(text)
        message = _Message(text, severity, self._colors, action)
        message.close_button.clicked.connect(self._on_close_clicked)
        self._messages.insert(0, message)
        self._column.insertWidget(0, message)
        for old in self._messages[MOST:]:
            self._remove(old)
        self.show()

    def put_away(self, text: str) -> None:
        """Removes a sentence that no longer holds; does nothing where it is not shown."""
        for message in [one for one in self._messages if one.text == text]:
            self._remove(message)

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        for message in self._messages:
            message.set_colors(colors)

    def _on_close_clicked(self) -> None:
        for message in self._messages:
            if message.close_button is self.sender():
                self._remove(message)
                break

    def _remove(self, message: _Message) -> None:
        self._messages.remove(message)
        self._column.removeWidget(message)
        message.hide()
        message.deleteLater()
        self.setVisible(bool(self._messages))
