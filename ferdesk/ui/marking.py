"""Markers: a key says that something happened now. The echo is immediate, the journal has its own thread."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ferdesk.core.recording import MARKER_KEYS, Marker
from ferdesk.ui.display import Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.transport import clock
from ferdesk.ui.recording import Recording
from ferdesk.ui.window import Window

LABELS: Final = "1234567"
"""Digits that name what was posed, while that is being noted."""
HINT: Final = str(QT_TR_NOOP("Markers are set while recording. Ctrl+E starts a recording."))


class Marking(QObject):
    """Sets a marker for M and the digits.

    Attributes:
        streamed: A live stream takes markers, also while nothing is recorded.
    """

    pressed = Signal(Marker)

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self._recording = recording
        self.streamed = False
        self._diverted: Callable[[str], None] | None = None
        self._shortcuts: dict[str, QShortcut] = {}

    def attach(self, window: Window, panels: Panels) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._timeline = panels.timeline
        window.commands["marker"].setAutoRepeat(False)
        window.commands["marker"].triggered.connect(partial(self.on_key, MARKER_KEYS[0]))
        for digit in MARKER_KEYS[1:]:
            shortcut = QShortcut(QKeySequence(digit), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.on_key, digit))
            self._shortcuts[digit] = shortcut

    def on_labelling_toggled(self, on: bool) -> None:
        """Gives some digits away while they say what was posed."""
        for digit in LABELS:
            self._shortcuts[digit].setEnabled(not on)

    def divert(self, taker: Callable[[str], None] | None) -> None:
        """Gives the keys to somebody else while another session is looked at; None takes them back."""
        self._diverted = taker

    def on_key(self, key: str) -> None:
        """The key was pressed now."""
        if not self._window.commands["marker"].isEnabled():
            return  # in the room view; the digits have no command of their own
        if self._diverted is not None:
            self._diverted(key)
            return
        now = time.perf_counter()
        if not (self._recording.is_on or self.streamed):
            self._window.toast.say(tr(HINT))
            return
        marker = Marker(now, key)
        self.pressed.emit(marker)
        self._timeline.add_mark(now, key)
        if not self._recording.is_on:
            self._window.toast.say(tr("Marker {key} was sent out; nothing is recorded", key=key))
            return
        self._recording.mark(marker)
        at = clock(self._recording.seconds_at(now))
        self._window.toast.say(tr("Marker {key} at {time}", key=key, time=at))
