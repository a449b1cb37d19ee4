"""How the window ends when the system asks for it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from ferdesk.ui.window import Window


@contextmanager
def interruptible(window: Window) -> Iterator[None]:
    """Ctrl-C and a polite kill close the window as the user would; the bridge's timer lets Python notice them."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *_: window.close())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
