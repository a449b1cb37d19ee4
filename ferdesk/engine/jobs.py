"""The thread for work that takes longer than a picture may wait: loading and checking models, listing, writing.

Jobs run one after the other in the order given. The submitter gets a number and asks later, so nobody waits.
"""

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from ferdesk.core.errors import FerdeskError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """A job's end: its number and either what it returned or the error that a user can act on."""

    number: int
    value: object | None
    error: FerdeskError | None


class Jobs:
    """One worker thread named `ferdesk-jobs`."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[int, Callable[[], object]] | None] = queue.SimpleQueue()
        self._finished: deque[Finished] = deque()
        self._number = 0
        self._thread = threading.Thread(target=self._work, name="ferdesk-jobs", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], object]) -> int:
        """Queues work, to be called on the worker thread; returns the job's number.

        A job ends with a value or with a `FerdeskError`. Any other error is a defect of ours: it is reported as one
        and the thread goes on.
        """
        self._number += 1
        self._waiting.put((self._number, work))
        return self._number

    def take(self) -> list[Finished]:
        """The jobs that ended since the last call."""
        return [self._finished.popleft() for _ in range(len(self._finished))]

    def wait_idle(self, timeout_s: float) -> bool:
        """Waits until every job submitted so far has ended; False when that takes longer."""
        passed = threading.Event()
        self._waiting.put((0, passed.set))
        return passed.wait(timeout_s)

    def close(self, timeout_s: float = 2.0) -> bool:
        """Lets the jobs that wait finish, within the time given; True when the thread has ended."""
        self._waiting.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            number, work = job
            try:
                self._finished.append(Finished(number, work(), None))
            except FerdeskError as error:
                self._finished.append(Finished(number, None, error))
            except Exception as error:  # the top of an engine thread: one bad job must not end all later ones
                logger.exception("job %d failed", number)
                defect = FerdeskError(f"Something in ferdesk failed ({error}). The log file has the details.")
                self._finished.append(Finished(number, None, defect))
