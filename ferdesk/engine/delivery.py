"""Who gets what was analysed: the window, or in the room view a tap and nobody else.

Used on the inference thread; what the GUI thread changes holds from that moment on: a picture that is just being
analysed for the window when a room is entered, or the other way round, reaches nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ferdesk.core.types import Frame, Observation
from ferdesk.engine.contracts import RoomTap
from ferdesk.engine.mailbox import Outbox


class Delivery:
    """The one way out for observations.

    Attributes:
        room: Gets every observation while it is there; the window then gets a picture at most.
        listeners: By name; each is told every observation that the window gets, for a recording or a live stream. Of a
            room they are told nothing. Exchanged as a whole, because two threads use it.
    """

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.room: RoomTap | None = None
        self.listeners: Mapping[str, Callable[[Observation], None]] = {}
        self._meant_for: RoomTap | None = None

    def covered(self, frame: Frame) -> Frame:
        """The picture as it may be analysed."""
        self._meant_for = room = self.room
        return frame if room is None else room.cover(frame)

    def put(self, observation: Observation) -> None:
        """Hands on an observation."""
        room = self.room
        if room is not self._meant_for:
            return
        if room is None:
            self._tell(observation)
            return
        room.take_in(observation)
        if room.preview:
            self._outbox.observed(replace(observation, readings=(), costs=()))

    def _tell(self, observation: Observation) -> None:
        self._outbox.observed(observation)
        for listener in self.listeners.values():
            listener(observation)
