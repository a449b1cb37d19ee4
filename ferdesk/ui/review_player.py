"""Where one is in a stored session, and playing it. One picture is asked for at a time; the newest wish wins."""

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ferdesk.core.types import Failure, Observation
from ferdesk.ui.bridge import Bridge

if TYPE_CHECKING:
    from ferdesk.session.stored import StoredSession

STAGE: Final = "picture of a session"
_TICK_MS: Final = 33


class ReviewPlayer(QObject):
    """Asks for pictures on the jobs thread.

    Attributes:
        time_s: Where one is, seconds from the session's start.
    """

    shown = Signal(Observation)
    moved = Signal()
    playing_changed = Signal(bool)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._session: StoredSession | None = None
        self._asked: tuple[float, int] | None = None
        self._wanted: tuple[float, int] | None = None
        self._began: tuple[float, float] | None = None
        self.time_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        bridge.failed.connect(self._on_failed)

    def begin(self, session: "StoredSession | None") -> None:
        """Another session, or none."""
        self.pause()
        self._session, self._asked, self._wanted = session, None, None
        self.time_s = 0.0 if session is None else session.facts.start_s

    @property
    def playing(self) -> bool:
        return self._began is not None

    def seek(self, time_s: float) -> None:
        """Goes to a time; one that is playing goes on from there."""
        if self._session is None:
            return
        facts = self._session.facts
        self.time_s = min(max(time_s, facts.start_s), facts.duration_s)
        if self.playing:
            self._began = (time.perf_counter(), self.time_s)
        self.moved.emit()
        self._ask(self.time_s, 0)

    def look_again(self) -> None:
        """Asks for the picture that is shown once more: there is more to say of it."""
        self._ask(self.time_s, 0)

    def step(self, frames: int) -> None:
        """Goes so many frames forward, or back; steps add up while a picture is waited for."""
        self.pause()
        if self._session is not None:
            time_s, steps = self._wanted or self._asked or (self.time_s, 0)
            self._ask(time_s, steps + frames)

    def toggle(self) -> None:
        """Plays or pauses; at the end it plays from the start."""
        if self.playing:
            self.pause()
        elif self._session is not None:
            if self.time_s >= self._session.facts.duration_s - 1e-3:
                self.seek(self._session.facts.start_s)
            self._began = (time.perf_counter(), self.time_s)
            self._timer.start()
            self.playing_changed.emit(True)

    def pause(self) -> None:
        if self.playing:
            self._began = None
            self._timer.stop()
            self.playing_changed.emit(False)

    def tick(self) -> None:
        """Goes to where the clock says."""
        if self._began is None or self._session is None:
            return
        began_s, from_s = self._began
        self.time_s = min(from_s + time.perf_counter() - began_s, self._session.facts.duration_s)
        self.moved.emit()
        if self._asked is None:
            self._ask(self.time_s, 0)
        if self.time_s >= self._session.facts.duration_s:
            self.pause()

    def _ask(self, time_s: float, steps: int) -> None:
        if self._session is None:
            return
        if self._asked is not None:
            self._wanted = (time_s, steps)
            return
        self._asked, self._wanted = (time_s, steps), None
        work = partial(self._session.shown_at, time_s, steps)
        self._bridge.submit(STAGE, work, partial(self._on_shown, self._session))

    def _on_shown(self, session: object, seen: object) -> None:
        if session is not self._session:
            return
        asked, wanted = self._asked, self._wanted
        self._asked = None
        if isinstance(seen, Observation):
            if asked is not None and asked[1] and wanted is None:
                self.time_s = seen.frame.time_s
                self.moved.emit()
            self.shown.emit(seen)
        if wanted is not None:
            self._ask(*wanted)

    def _on_failed(self, failure: Failure) -> None:
        if failure.stage == STAGE:
            self.pause()
            self._asked = self._wanted = None
