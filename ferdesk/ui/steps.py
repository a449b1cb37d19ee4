"""Long work in short steps on the jobs thread, so that shorter work gets its turn in between."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from ferdesk.core.types import Failure
from ferdesk.ui.bridge import Bridge

Work = Generator[float, None, Any]
"""Yields the share that is done, 0...1; what it returns is the result."""


@dataclass(frozen=True, slots=True, eq=False)
class _End:
    value: object


class Steps(QObject):
    """One piece of work of a kind at a time; another one ends the one before."""

    def __init__(self, bridge: Bridge, kind: str) -> None:
        """`kind`: what failures are told as."""
        super().__init__()
        self._bridge = bridge
        self._kind = kind
        self._work: Work | None = None
        self._progressed: Callable[[float], None] = _ignore
        self._ended: Callable[[object], None] = _ignore
        bridge.failed.connect(self._on_failed)

    @property
    def running(self) -> bool:
        return self._work is not None

    def run(self, work: Work, progressed: Callable[[float], None], ended: Callable[[object], None]) -> None:
        """Begins; `progressed` gets the share, `ended` the result, None where it failed or was called off."""
        self.cancel()
        self._work, self._progressed, self._ended = work, progressed, ended
        self._go_on(work)

    def cancel(self) -> None:
        """Calls it off, which lets it clean up on its own thread."""
        work, self._work = self._work, None
        if work is not None:
            self._bridge.submit(f"{self._kind}, called off", work.close, _ignore)
            self._ended(None)

    def _go_on(self, work: Work) -> None:
        self._bridge.submit(self._kind, partial(_step, work), partial(self._on_step, work))

    def _on_step(self, work: Work, told: object) -> None:
        if work is not self._work:
            return
        if isinstance(told, _End):
            self._work = None
            self._ended(told.value)
        elif isinstance(told, float):
            self._progressed(told)
            self._go_on(work)

    def _on_failed(self, failure: Failure) -> None:
        if failure.stage == self._kind and self._work is not None:
            self._work = None
            self._ended(None)


def _step(work: Work) -> object:
    """On the jobs thread."""
    try:
        return float(next(work))
    except StopIteration as stop:
        return _End(stop.value)


def _ignore(_anything: object) -> None:
    """Nobody waits for it."""
