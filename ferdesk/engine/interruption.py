"""Ctrl-C and a polite kill take effect between two pictures, never within one."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruption_held() -> Iterator[Callable[[], None]]:
    """Holds back what would interrupt the block, so that it leaves nothing half done.

    An exception that a signal raises can come between any two steps of Python: between the rows of one picture, or
    within MediaPipe, which then prints a traceback. Only handlers written in Python are held, and only in the main
    thread, where they run. Whoever asks a second time does not wait.

    Yields:
        What to call where an interruption does no harm: it acts there, and again after the block.
    """
    held: dict[int, FrameType | None] = {}
    handlers: dict[int, Callable[[int, FrameType | None], Any]] = {}

    def hold(number: int, frame: FrameType | None) -> None:
        if number in held:
            handlers[number](number, frame)
        held[number] = frame

    def act() -> None:
        while held:
            number, frame = held.popitem()
            handlers[number](number, frame)

    if threading.current_thread() is threading.main_thread():
        found = ((number, signal.getsignal(number)) for number in _SIGNALS)
        handlers.update((number, handler) for number, handler in found if callable(handler))
    for number in handlers:
        signal.signal(number, hold)
    try:
        yield act
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    act()
