"""The settings while the application runs: changed by field, written by a job a moment later."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ferdesk.ui.bridge import Bridge
from ferdesk.ui.settings import Settings, write

WRITE_MS = 1000
"""A slider that moves must not become a hundred files."""


class Preferences(QObject):
    """Owns the one current `Settings` value."""

    def __init__(self, settings: Settings, path: Path, bridge: Bridge) -> None:
        super().__init__()
        self.now = settings
        self._path = path
        self._bridge = bridge
        self._forgotten = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_MS)
        self._timer.timeout.connect(self.save)

    def continue_from(self, former: "Preferences") -> None:
        """Keeps what was promised in another window."""
        self._forgotten = former._forgotten  # noqa: SLF001 - of its own kind

    def change(self, **fields: object) -> None:
        """Replaces fields; what did not change is not written."""
        changed = replace(self.now, **fields)  # type: ignore[arg-type]
        if changed != self.now:
            self.now = changed
            self._timer.start()

    def forget(self) -> None:
        """Nothing is written any more in this run: the user has asked for all files to be deleted."""
        self._timer.stop()
        self._forgotten = True

    def save(self) -> None:
        """Has the settings written now."""
        self._timer.stop()
        if self._forgotten:
            return
        self._bridge.submit("settings", partial(write, self.now, self._path), _done)


def _done(_nothing: object) -> None:
    """Nobody waits for the settings to be written."""
