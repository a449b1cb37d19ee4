"""The recorder of the live window: takes what the engine observes and has it written, without ever holding it up.

Owns the thread `ferdesk-session`, one for each recording. All public methods are non-blocking, from any thread, but
`close`.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from ferdesk.core import paths
from ferdesk.core.errors import FerdeskError, SessionError
from ferdesk.core.recording import Baseline, Marker, ModelFacts, Plan, RecordingState, RecordingStatus
from ferdesk.core.types import Failure, Observation
from ferdesk.session.finish import finish
from ferdesk.session.journal import Journal
from ferdesk.session.live import LiveSession

logger = logging.getLogger(__name__)

COMMIT_S: Final = 0.25
"""At most this is lost when the process is killed, and what waits in the queue; much less than is promised, because a
busy computer is late. The disk is looked after as often."""
_MOST_WAITING: Final = 120
_MOST_BYTES: Final = 200_000_000


class Recorder:
    """One recording at a time."""

    def __init__(self, root: Path | None = None) -> None:
        """`root`: where session folders are made; None for `paths.sessions()`."""
        self._root = root
        self._told: deque[RecordingStatus | Failure] = deque()
        self._thread: threading.Thread | None = None
        self._run: _Run | None = None

    def start(self, plan: Plan) -> None:
        """Begins a recording; what comes of it is told by `take`. While one is not yet finished, that is told."""
        if self._thread is not None and self._thread.is_alive():
            sentence = "The last recording is not finished yet. Start again in a moment."
            self._told.append(Failure("recording", sentence, None, time.perf_counter()))
            return
        self._told.append(RecordingStatus(RecordingState.STARTING, video=plan.video))
        self._run = _Run(plan, self._root or paths.sessions(), self._told.append)
        self._thread = threading.Thread(target=self._run.work, name="ferdesk-session", daemon=True)
        self._thread.start()

    def add(self, observation: Observation) -> None:
        """Takes in what was seen in one frame, or counts it as unsaved where too many wait; ignored when idle."""
        if self._run is not None:
            self._run.add(observation)

    def use_models(self, models: tuple[ModelFacts, ...]) -> None:
        """The models from now on."""
        self._ask(lambda journal: journal.use_models(models))

    def mark(self, marker: Marker) -> None:
        """Keeps a marker."""
        self._ask(lambda journal: journal.mark(marker))

    def pose(self, label: str, face: int, start_s: float, end_s: float) -> None:
        """Keeps what was posed between two `perf_counter` times."""
        self._ask(lambda journal: journal.pose(label, face, start_s, end_s))

    def note(self, kind: str, text: str, time_s: float) -> None:
        """Keeps an event: a source lost or back, another model, a failure."""
        self._ask(lambda journal: journal.note(kind, text, time_s))

    def baseline(self, baseline: Baseline) -> None:
        """Keeps a person's neutral answers."""
        self._ask(lambda journal: journal.baseline(baseline))

    def stop(self) -> None:
        """Ends the recording and has its tables and report made; told by `take`."""
        if self._run is not None:
            self._run.stop()

    def take(self) -> list[RecordingStatus | Failure]:
        """All that has happened since the last call."""
        return [self._told.popleft() for _ in range(len(self._told))]

    def close(self, timeout_s: float = 10.0) -> bool:
        """Stops and waits; True when all is finished. What is cut off is finished at the next start."""
        if self._run is None or self._thread is None:
            return True
        self._run.stop()
        self._thread.join(timeout_s)
        if not self._thread.is_alive():
            return not self._run.cut_off.is_set()
        self._run.cut_off.set()
        self._thread.join(1.0)
        return False

    def _ask(self, change: Callable[[Journal], None]) -> None:
        if self._run is not None:
            self._run.ask(change)


class _Run:
    """One recording from its start to its report; `cut_off` ends the making of tables early."""

    def __init__(self, plan: Plan, root: Path, tell: Callable[[RecordingStatus | Failure], None]) -> None:
        self._plan = plan
        self._root = root
        self._tell = tell
        self._started_s = time.perf_counter()
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stopping = False  # nothing more is taken in
        self._ending = False  # all that was taken in is written
        self._missed = 0  # frames since the last one taken in
        self._unsaved = 0  # frames in all
        self._session: LiveSession | None = None
        self.cut_off = threading.Event()

    # From any thread

    def add(self, observation: Observation) -> None:
        if self._stopping:
            return
        if self._waiting.qsize() >= min(_MOST_WAITING, max(_MOST_BYTES // observation.frame.pixels.nbytes, 4)):
            self._missed += 1
            self._unsaved += 1
            return
        self._waiting.put(partial(self._write, observation, self._missed))
        self._missed = 0

    def ask(self, change: Callable[[Journal], None]) -> None:
        if not self._stopping:
            self._waiting.put(partial(self._change, change))

    def stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self._waiting.put(self._end)

    # On ferdesk-session

    def work(self) -> None:
        try:
            self._record()
        except FerdeskError as error:
            self._fail(error)
        except Exception as error:  # the top of an engine thread: recording ends, the reason is told
            logger.exception("recording failed")
            self._fail(FerdeskError(f"The recording failed ({error}). The log file has the details."))
        finally:
            self._stopping = True
            if self._session is not None:
                self._session.close()

    def _record(self) -> None:
        self._session = session = LiveSession(self._plan, self._root, self._started_s)
        self._status(RecordingState.RECORDING)
        trouble = self._write_until_stopped(session)
        self._status(RecordingState.FINISHING)
        self._warn(session.end(unsaved=self._missed))
        finish(session.folder, session.journal.connection, keep_on=lambda: not self.cut_off.is_set())
        session.close()  # whoever is told that it is done can open it
        if trouble is None:
            self._status(RecordingState.DONE)
        else:
            self._status(RecordingState.FAILED, str(trouble))

    def _write_until_stopped(self, session: LiveSession) -> SessionError | None:
        """Writes what comes; returns the reason when it had to end for want of space."""
        trouble = None
        due_s = self._started_s + COMMIT_S
        while not self._ending:
            try:
                self._waiting.get(timeout=max(due_s - time.perf_counter(), 0.001))()
            except queue.Empty:
                logger.debug("nothing to record")
            if time.perf_counter() >= due_s:
                due_s = time.perf_counter() + COMMIT_S
                trouble = trouble or self._look_after(session)
        return trouble

    def _look_after(self, session: LiveSession) -> SessionError | None:
        """Commits, and looks whether there is still room; returns the reason when that has run out."""
        session.commit()
        self._status(RecordingState.RECORDING)
        if self._stopping:
            return None
        try:
            self._warn(session.check_space())
        except SessionError as error:
            self._warn(Failure("recording", str(error), error, time.perf_counter()))
            self.stop()  # what waits is still written: the reserve has room for it
            return error
        return None

    def _write(self, observation: Observation, missed: int) -> None:
        if self._session is not None:
            self._warn(self._session.write(observation, missed))

    def _change(self, change: Callable[[Journal], None]) -> None:
        if self._session is not None:
            change(self._session.journal)

    def _end(self) -> None:
        self._ending = True

    def _warn(self, failure: Failure | None) -> None:
        if failure is not None:
            self._tell(failure)

    def _fail(self, error: FerdeskError) -> None:
        try:
            if self._session is not None:
                self._session.close()  # whoever is told that it failed can open what there is
        finally:
            self._warn(Failure("recording", str(error), error, time.perf_counter()))
            self._status(RecordingState.FAILED, str(error))

    def _status(self, state: RecordingState, message: str = "") -> None:
        session = self._session
        if session is None:
            self._tell(RecordingStatus(state, unsaved=self._unsaved, message=message))
            return
        seconds, frames = session.journal.last_s, session.journal.frames
        self._tell(RecordingStatus(state, session.folder, seconds, frames, self._unsaved, session.has_video, message))
