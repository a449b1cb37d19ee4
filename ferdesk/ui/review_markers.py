"""The markers of a stored session while they are changed: every change can be undone, and is written by a job."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from ferdesk.core.recording import Marker
from ferdesk.core.reviewed import NumberedMarker
from ferdesk.core.types import Failure
from ferdesk.ui.bridge import Bridge
from ferdesk.ui.languages import tr

if TYPE_CHECKING:
    from ferdesk.session.stored import StoredSession

STAGE: Final = "marker"


class _Change(QUndoCommand):
    """A marker before and after; None where there is none."""

    def __init__(self, text: str, put: Callable[[Marker | None], None], old: Marker | None, new: Marker | None) -> None:
        super().__init__(text)
        self._put, self._old, self._new = put, old, new

    def redo(self) -> None:
        self._put(self._new)

    def undo(self) -> None:
        self._put(self._old)


class ReviewMarkers(QObject):
    """The markers of the open session, and what was done to them.

    Attributes:
        history: For undo and redo.
    """

    changed = Signal(object)
    """With the number of the marker that was changed, None where all were."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._session: StoredSession | None = None
        self._markers: dict[int, Marker] = {}
        self.history = QUndoStack(self)
        bridge.failed.connect(self._on_failed)

    def begin(self, session: "StoredSession | None", markers: tuple[NumberedMarker, ...]) -> None:
        """Another session, or none."""
        self._session = session
        self._markers = {each.number: each.marker for each in markers}
        self.history.clear()
        self.changed.emit(None)

    @property
    def all(self) -> list[NumberedMarker]:
        """In time order."""
        ordered = sorted(self._markers.items(), key=lambda each: (each[1].time_s, each[0]))
        return [NumberedMarker(number, marker) for number, marker in ordered]

    def add(self, time_s: float, key: str) -> None:
        """A new one, at seconds from the session's start."""
        number = max(self._markers, default=0) + 1
        self._do(tr("Add a marker"), number, Marker(time_s, key))

    def rename(self, number: int, text: str) -> None:
        old = self._markers.get(number)
        if old is not None and old.text != text:
            self._do(tr("Rename a marker"), number, replace(old, text=text))

    def move(self, number: int, time_s: float) -> None:
        old = self._markers.get(number)
        if old is not None and old.time_s != time_s:
            self._do(tr("Move a marker"), number, replace(old, time_s=time_s))

    def remove(self, number: int) -> None:
        if number in self._markers:
            self._do(tr("Delete a marker"), number, None)

    def _do(self, text: str, number: int, new: Marker | None) -> None:
        old = self._markers.get(number)
        self.history.push(_Change(text, partial(self._put, number), old, new))

    def _put(self, number: int, marker: Marker | None) -> None:
        if self._session is None:
            return
        if marker is None:
            self._markers.pop(number, None)
            self._bridge.submit(STAGE, partial(self._session.remove_marker, number), _done)
        else:
            self._markers[number] = marker
            self._bridge.submit(STAGE, partial(self._session.put_marker, number, marker), _done)
        self.changed.emit(number)

    def _on_failed(self, failure: Failure) -> None:
        """What could not be written is not shown as if it were: the markers are read again."""
        if failure.stage == STAGE and self._session is not None:
            self._bridge.submit("markers of a session", self._session.markers, partial(self._on_read, self._session))

    def _on_read(self, session: object, markers: object) -> None:
        if session is self._session and isinstance(markers, tuple):
            self.begin(self._session, markers)


def _done(_nothing: object) -> None:
    """Nobody waits for a marker to be written."""
