"""How values cross threads: one slot where the newest wins, and an outbox that the window empties.

The only explicit lock of the engine is here.
"""

import threading
from collections import deque
from typing import Generic, TypeVar

from ferdesk.core.types import Event, Observation

T = TypeVar("T")

_OBSERVATIONS_KEPT = 8


class Slot(Generic[T]):
    """Room for one value between one writer and one reader; a new value replaces one that was not taken."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._value: T | None = None
        self._last: T | None = None
        self._woken = False
        self._closed = False

    def put(self, value: T) -> None:
        with self._changed:
            self._value = self._last = value
            self._changed.notify()

    def take(self, timeout_s: float) -> T | None:
        """The newest value not yet taken, waiting for one; None after the timeout, a `wake` or `close`."""
        with self._changed:
            self._changed.wait_for(lambda: self._value is not None or self._woken or self._closed, timeout_s)
            value, self._value, self._woken = self._value, None, False
            return None if self._closed else value

    def repeat(self) -> T | None:
        """The last value that was put, whether it was taken or not."""
        with self._changed:
            return self._last

    def clear(self) -> None:
        """Forgets the values, so that a picture of an old source is never analysed as one of the new."""
        with self._changed:
            self._value = self._last = None

    def wake(self) -> None:
        """Makes the reader look up from its waiting."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def close(self) -> None:
        """Ends all waiting for good."""
        with self._changed:
            self._closed = True
            self._last = None
            self._changed.notify_all()


class Outbox:
    """What the engine tells the window: the 8 newest observations and every event.

    Deques take and give single items without a lock, from any thread.
    """

    def __init__(self) -> None:
        self._observations: deque[Observation] = deque(maxlen=_OBSERVATIONS_KEPT)
        self._events: deque[Event] = deque()

    def observed(self, observation: Observation) -> None:
        self._observations.append(observation)

    def happened(self, event: Event) -> None:
        self._events.append(event)

    def take(self) -> tuple[list[Observation], list[Event]]:
        """Everything since the last call, oldest first."""
        return _drain(self._observations), _drain(self._events)


def _drain(waiting: deque[T]) -> list[T]:
    # Only what is there now: a fast writer must not keep the reader here.
    return [waiting.popleft() for _ in range(len(waiting))]
