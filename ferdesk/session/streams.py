"""The live streams: takes what the engine observes and has it sent, without ever holding it up.

Owns the thread `ferdesk-streams` while a stream is on, and nothing while it is off. What waits to be sent are numbers:
the picture is left behind before anything is queued. All public methods are non-blocking, from any thread, but `close`.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from ferdesk.core.errors import FerdeskError, StreamError
from ferdesk.core.recording import Marker
from ferdesk.core.streaming import ForeignMarker, Sample, StreamPlan, StreamStatus, sample_of
from ferdesk.core.types import Failure, Observation
from ferdesk.session.stream_lsl import LslOut
from ferdesk.session.stream_osc import OscOut

logger = logging.getLogger(__name__)

STAGE: Final = "streaming"
MOST_WAITING: Final = 64
_LOOK_UP_S: Final = 0.1
_STATUS_S: Final = 1.0
_SAME_FAILURE_S: Final = 5.0

Told = StreamStatus | ForeignMarker | Failure


class _Out(Protocol):
    """One way out; every method is for the thread `ferdesk-streams`."""

    def send(self, sample: Sample) -> None: ...
    def mark(self, marker: Marker) -> None: ...
    def use_models(self, models: tuple[str, ...]) -> None: ...
    def close(self) -> None: ...


class Streams:
    """At most one stream, with one or two ways out."""

    def __init__(self) -> None:
        self._told: deque[tuple[int, Told]] = deque()
        self._number = 0
        self._run: _Run | None = None
        self._threads: list[threading.Thread] = []

    def start(self, plan: StreamPlan) -> None:
        """Begins to send; what comes of it is told by `take`. One that is on is ended before."""
        self.stop()
        previous = self._threads[-1] if self._threads else None
        self._number += 1
        self._run = run = _Run(plan, partial(self._tell, self._number))
        thread = threading.Thread(target=partial(run.work, previous), name="ferdesk-streams", daemon=True)
        self._threads = [*(one for one in self._threads if one.is_alive()), thread]
        thread.start()

    def add(self, observation: Observation) -> None:
        """Has the numbers of a frame sent, or counts it as missed where too many wait; ignored when off."""
        run = self._run
        if run is not None:
            run.add(sample_of(observation))

    def mark(self, marker: Marker) -> None:
        """Has a marker sent."""
        self._ask(lambda out: out.mark(marker))

    def use_models(self, models: tuple[str, ...]) -> None:
        """The models from now on."""
        self._ask(lambda out: out.use_models(models))

    def stop(self) -> None:
        """Ends the stream, as soon as what is being sent is sent."""
        if self._run is not None:
            self._run.stop()
        self._run = None

    def take(self) -> list[Told]:
        """All that has happened since the last call; nothing of a stream that was followed by another."""
        told = [self._told.popleft() for _ in range(len(self._told))]
        return [what for number, what in told if number == self._number]

    def close(self, timeout_s: float = 2.0) -> bool:
        """Stops and waits; True when every thread has ended."""
        self.stop()
        deadline = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0.0))
        return not any(thread.is_alive() for thread in self._threads)

    def _tell(self, number: int, told: Told) -> None:
        self._told.append((number, told))

    def _ask(self, work: Callable[[_Out], None]) -> None:
        if self._run is not None:
            self._run.ask(work)


class _Run:
    """One stream from its start to its end."""

    def __init__(self, plan: StreamPlan, tell: Callable[[Told], None]) -> None:
        self._plan = plan
        self._tell = tell
        self._waiting: queue.Queue[Sample | Callable[[_Out], None]] = queue.Queue(MOST_WAITING)
        self._stopping = threading.Event()
        self._outs: list[_Out] = []
        self._lsl: LslOut | None = None
        self._sent = 0
        self._missed = 0
        self._failed_at: dict[str, float] = {}

    def add(self, sample: Sample) -> None:
        try:
            self._waiting.put_nowait(sample)
        except queue.Full:
            self._missed += 1

    def ask(self, work: Callable[[_Out], None]) -> None:
        try:
            self._waiting.put_nowait(work)
        except queue.Full:
            logger.warning("a marker or a change of models could not be streamed: too much waits")

    def stop(self) -> None:
        self._stopping.set()

    def work(self, previous: threading.Thread | None) -> None:
        """On the thread: opens, sends until it is stopped, closes."""
        if previous is not None:
            previous.join()  # it may still hold the ports
        try:
            self._open()
            self._send_all()
        except FerdeskError as error:
            self._fail(error)
        except Exception as error:  # the top of a thread: the window must hear that nothing is sent any more
            logger.exception("the live stream failed")
            self._fail(FerdeskError(f"The live stream failed ({error}). The log file has the details."))
        finally:
            for out in self._outs:
                out.close()
            self._tell(StreamStatus(False, self._sent, self._missed))

    def _open(self) -> None:
        if self._plan.osc:
            self._outs.append(OscOut(self._plan))
        if self._plan.lsl:
            self._lsl = LslOut(self._plan)
            self._outs.append(self._lsl)
        self._tell(StreamStatus(True))

    def _send_all(self) -> None:
        told_s = time.monotonic()
        while not self._stopping.is_set():
            self._send_next()
            if self._lsl is not None:
                for marker in self._lsl.take():
                    self._tell(marker)
            if time.monotonic() - told_s >= _STATUS_S:
                told_s = time.monotonic()
                self._tell(StreamStatus(True, self._sent, self._missed))

    def _send_next(self) -> None:
        try:
            item = self._waiting.get(timeout=_LOOK_UP_S)
        except queue.Empty:
            return
        for out in self._outs:
            try:
                out.send(item) if isinstance(item, Sample) else item(out)
            except OSError as error:  # a network that is gone for a moment ends nothing
                reason = error.strerror or str(error)
                sentence = f"The stream to {self._plan.osc_host} does not get through: {reason}. It is tried again."
                self._fail(StreamError(sentence))
        self._sent += isinstance(item, Sample)

    def _fail(self, error: FerdeskError) -> None:
        """Tells a failure, the same one at most every few seconds: it may come with each frame."""
        now = time.perf_counter()
        if now - self._failed_at.get(str(error), -_SAME_FAILURE_S) >= _SAME_FAILURE_S:
            self._failed_at[str(error)] = now
            self._tell(Failure(STAGE, str(error), error, now))
