"""Finishes, at the start, the recordings that were cut off, and says so."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from ferdesk.ui.banner import Action
from ferdesk.ui.bridge import Bridge, Recordings
from ferdesk.ui.languages import tr
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.recording import REVIEW, Recording
from ferdesk.ui.window import Window

STAGE: Final = "recovery"


class Recovery(QObject):
    """Looks for such recordings once."""

    def __init__(self, recordings: Recordings, bridge: Bridge, preferences: Preferences, recording: Recording) -> None:
        super().__init__()
        self._recordings = recordings
        self._bridge = bridge
        self._preferences = preferences
        self._recording = recording

    def attach(self, window: Window) -> None:
        """Names what it speaks to; called once."""
        self._window = window

    def begin(self) -> None:
        """Takes its turn twice: what the first picture needs is asked for while the first turn is waited for."""
        self._bridge.submit(STAGE, _nothing, self._on_turn)

    def _on_turn(self, _nothing: object) -> None:
        chosen = self._preferences.now.sessions_folder
        work = partial(self._recordings.recover, Path(chosen) if chosen else None)
        self._bridge.submit(STAGE, work, self._on_recovered)

    def _on_recovered(self, recovered: object) -> None:
        if not isinstance(recovered, tuple) or not recovered:
            return
        newest = max(recovered)
        text = tr("A recording that was cut off is complete now: {newest}.", newest=newest)
        if len(recovered) > 1:
            text = tr(
                "{count} recordings that were cut off are complete now; the newest is {newest}.",
                count=len(recovered),
                newest=newest,
            )
        self._window.banner.say(text, action=Action(tr(REVIEW), partial(self._recording.review, newest)))


def _nothing() -> None:
    """The first turn."""
