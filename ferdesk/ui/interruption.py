"""How the window ends when the system asks for it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def interruptible(close: Callable[[], object]) -> Iterator[None]:
    """Ctrl-C and a polite kill call `close`, as the user would; the bridge's timer lets Python notice them."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *_: close())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
