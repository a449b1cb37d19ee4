"""A few words over the picture that go away by themselves: the echo of a key, a countdown."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from ferdesk.ui.panels.base import GRID

SHOWN_MS: Final = 2500
_ABOVE = 26 * GRID
"""From the lower edge: faces are in the upper part of a picture, its notice and the transport are below."""


class Toast(QLabel):
    """Lies over a widget, takes no clicks, and is hidden while it has nothing to say."""

    def __init__(self, place: QWidget) -> None:
        """`place`: what it lies over."""
        super().__init__(place)
        self._place = place
        self._held = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_timeout)
        place.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Shows words for a moment."""
        self._show(text)
        self._timer.start()

    def hold(self, text: str) -> None:
        """Shows words until others are held, or none; what is said meanwhile comes first."""
        self._held = text
        if not self._timer.isActive():
            self._show(text)

    def close_quietly(self) -> None:
        """Says nothing more, at the end."""
        self._timer.stop()
        self.hide()

    def _on_timeout(self) -> None:
        self._show(self._held)

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            self._lay()

    def _lay(self) -> None:
        self.adjustSize()
        left, room = (self._place.width() - self.width()) // 2, self._place.height() - self.height()
        self.move(left, max(room - _ABOVE, 0))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        return super().eventFilter(watched, event)
