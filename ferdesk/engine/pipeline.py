"""The live engine: capture, inference and what the window asks of them.

Owns the thread `ferdesk-inference`. Every public method is non-blocking and may be called from the GUI thread. Models
are opened on the jobs thread and exchanged between two frames, so that the picture never stands still.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from ferdesk.core.errors import FerdeskError, ModelError
from ferdesk.core.tracking import Tracker
from ferdesk.core.types import DetectorStatus, Event, Failure, ModelStatus, Observation
from ferdesk.engine.analyser import Analyser
from ferdesk.engine.capture import Capture, Captured, Opener
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.contracts import FaceDetector, RoomTap
from ferdesk.engine.delivery import Delivery
from ferdesk.engine.detector import make_detector
from ferdesk.engine.jobs import Jobs
from ferdesk.engine.library import Library
from ferdesk.engine.mailbox import Outbox, Slot
from ferdesk.engine.sources import open_source

logger = logging.getLogger(__name__)

DetectorMaker = Callable[..., FaceDetector]

_LOOK_UP_S = 0.2
_ROOM_DETECTOR = "far"
_SAME_FAILURE_S = 5.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What a pipeline is made of; tests exchange them."""

    opener: Opener
    make_detector: DetectorMaker
    library: Library
    jobs: Jobs


def shipped_parts(library: Library, jobs: Jobs) -> Parts:
    """The real sources and detectors."""
    return Parts(open_source, make_detector, library, jobs)


class Pipeline:
    """Frames in, observations and events out.

    Attributes:
        failed: Frames whose analysis failed since the start.
    """

    def __init__(self, parts: Parts, *, loop: bool = False, threads: int = 2) -> None:
        """A pipeline that waits to be started.

        Args:
            parts: Where sources, detectors and models come from.
            loop: Start files again when they end.
            threads: For one model run on the CPU.
        """
        self._parts = parts
        self._threads = threads
        self._outbox = Outbox()
        self._delivery = Delivery(self._outbox)
        self._slot: Slot[Captured] = Slot()
        self._capture = Capture(parts.opener, self._slot, self._outbox.happened, loop=loop)
        self._changes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._provider = "auto"
        self._wanted_models: tuple[str, ...] = ()
        self._models_number = 0
        self._models_done = 0
        self._going = False
        self._detector_name = "near"
        self._detector: FaceDetector | None = None
        self._classifiers: tuple[Classifier, ...] = ()
        self._analyser: Analyser | None = None
        self._tracker: Tracker | None = None  # its library is loaded with the detector's
        self._source_number = 0
        self._last_index = 0
        self._plain: Observation | None = None  # the frame at hand, should its analysis fail
        self._told: dict[str, float] = {}
        self.failed = 0
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="ferdesk-inference", daemon=True)

    @property
    def captured(self) -> int:
        """Pictures captured since the start."""
        return self._capture.captured

    def start(self) -> None:
        self._capture.start()
        self._thread.start()

    def open_source(self, address: str) -> None:
        """Opens another source; what comes of it arrives as `SourceStatus` and `Failure` events."""
        self._capture.open(address)

    def pause(self, paused: bool) -> None:
        self._capture.pause(paused)

    def seek(self, position_s: float) -> None:
        """Goes to a place in a file, in seconds; while paused, shows the picture there."""
        self._capture.seek(position_s)

    def choose_models(self, names: tuple[str, ...]) -> None:
        """Exchanges the active models, in the user's order, once they are open; the answer is a `ModelStatus`."""
        self._wanted_models = names
        self._models_number += 1
        room = self._delivery.room
        if room is not None and not room.expressions:
            self._change(partial(self._use_no_models, self._models_number))
        else:
            self._parts.jobs.submit(partial(self._open_models, names, self._provider, self._models_number))

    def choose_provider(self, name: str) -> None:
        """ "auto", "cpu" or "cuda" for all models from now on."""
        self._provider = name
        if self._wanted_models:
            self.choose_models(self._wanted_models)

    def choose_detector(self, name: str) -> None:
        """ "near" or "far"; the answer is a `DetectorStatus`. A room is always searched for far faces."""
        self._change(partial(self._use_detector, name))

    def observe_with(self, listener: Callable[[Observation], None] | None, name: str = "recording") -> None:
        """Has every observation told to `listener` too, on the inference thread, so that a blocked window loses none.

        It must be quick and raise nothing. There is one of each name; None ends it.
        """
        others = {known: other for known, other in self._delivery.listeners.items() if known != name}
        self._delivery.listeners = others if listener is None else {**others, name: listener}

    def watch_room(self, room: RoomTap | None) -> None:
        """Gives what is seen to `room` and to nobody else, until it is None again.

        Meanwhile no observation with a face in it leaves the inference thread, masked parts of a picture are covered
        before faces are looked for, and no model is open where `room` allows none.
        """
        self._delivery.room = room
        self._capture.repeat_short(room is not None)
        self._change(self._begin_anew)
        self.choose_models(self._wanted_models)

    def close_source(self) -> None:
        """Frees the camera or file; nothing is captured until a source is opened."""
        self._capture.shut()

    def take(self) -> tuple[list[Observation], list[Event]]:
        """The newest observations, at most 8, and all events since the last call."""
        return self._outbox.take()

    def close(self, timeout_s: float = 2.0) -> bool:
        """Stops both threads; True when they ended within the time."""
        deadline = time.perf_counter() + timeout_s
        self._stopping = True
        self._slot.close()
        capture_ended = self._capture.close(timeout_s)
        if self._thread.ident is not None:
            self._thread.join(max(deadline - time.perf_counter(), 0.1))
        return capture_ended and not self._thread.is_alive()

    # On the jobs thread

    def _open_models(self, names: tuple[str, ...], provider: str, number: int) -> None:
        opened = []
        for name in names:
            if number != self._models_number:
                return  # the user has chosen again
            try:
                opened.append(self._parts.library.open(name, provider=provider, threads=self._threads))
            except ModelError as error:
                self._fail("model", error)
        self._change(partial(self._use_models, tuple(opened), number))

    # On the inference thread

    def _change(self, change: Callable[[], None]) -> None:
        self._changes.put(change)
        self._slot.wake()

    def _work(self) -> None:
        self._load()
        while not self._stopping:
            try:
                self._step()
            except Exception as error:  # the top of an engine thread: the picture goes on, the reason is told
                logger.exception("inference failed")
                self._give_up(FerdeskError(f"The analysis failed ({error}). The log file has the details."), "analysis")
        if self._detector is not None:
            self._detector.close()

    def _load(self) -> None:
        """Loads the libraries of detector and tracker before the first picture waits for them."""
        self._apply_changes()  # the detector that was chosen before the start is the one to load
        try:
            self._analyser = self._make_analyser(still=False)
        except FerdeskError as error:
            self._fail("detector", error)

    def _step(self) -> None:
        changed = self._apply_changes()
        if not self._going and self._models_done == self._models_number:
            self._going = True
            self._capture.go()
        # A picture that stands still is analysed anew after a change.
        captured = self._slot.take(_LOOK_UP_S) or (self._slot.repeat() if changed else None)
        if captured is not None:
            self._apply_changes()  # what was asked while waiting for it holds for it
            self._analyse(captured)

    def _apply_changes(self) -> bool:
        """Carries out what other threads asked for; whether there was anything."""
        changed = not self._changes.empty()
        while not self._changes.empty():
            self._changes.get()()
        return changed

    def _analyse(self, captured: Captured) -> None:
        if new_source := captured.source_number != self._source_number:
            self._source_number, self._last_index = captured.source_number, captured.frame.index - 1
            self._tracker = None  # its faces have numbers of their own
        dropped = max(captured.frame.index - self._last_index - 1, 0)
        self._last_index = captured.frame.index
        frame = self._delivery.covered(captured.frame)
        self._plain = Observation(frame, (), 0.0, dropped, frame.time_s)
        try:
            if self._analyser is None or new_source:
                self._analyser = self._make_analyser(still=captured.still)
                self._outbox.happened(DetectorStatus(self._detector_in_use))
            self._put_out(self._analyser.analyse(frame, dropped))
        except FerdeskError as error:
            self._give_up(error, "model" if isinstance(error, ModelError) else "detector")

    def _give_up(self, error: FerdeskError, stage: str) -> None:
        """Tells why a frame could not be analysed, and shows it without readings."""
        self.failed += 1
        self._fail(stage, error)
        if self._plain is not None:
            self._put_out(replace(self._plain, finished_s=time.perf_counter()))

    def _put_out(self, observation: Observation) -> None:
        self._plain = None
        self._delivery.put(observation)

    @property
    def _detector_in_use(self) -> str:
        return self._detector_name if self._delivery.room is None else _ROOM_DETECTOR

    def _make_analyser(self, *, still: bool) -> Analyser:
        self._analyser = None  # it must not go on with a closed detector when there is no new one
        if self._detector is not None:
            self._detector.close()
        self._detector = self._parts.make_detector(self._detector_in_use, still=still)
        self._tracker = self._tracker or Tracker()
        return Analyser(self._detector, self._classifiers, still=still, tracker=self._tracker)

    def _use_detector(self, name: str) -> None:
        self._detector_name = name
        self._analyser = None

    def _begin_anew(self) -> None:
        self._analyser = None
        if self._tracker is not None:
            self._tracker.forget()  # faces get new numbers: those from before must not be found again

    def _use_no_models(self, number: int) -> None:
        if number == self._models_number:
            self._models_done = number
            self._classifiers = ()
            self._analyser = None
            self._outbox.happened(ModelStatus((), ""))

    def _use_models(self, classifiers: tuple[Classifier, ...], number: int) -> None:
        if number != self._models_number:
            return
        self._models_done = number
        if self._wanted_models and not classifiers:
            return  # none could be opened: the ones in use stay
        self._classifiers = classifiers
        if self._analyser is not None:
            self._analyser.classifiers = classifiers
        names = tuple(classifier.spec.name for classifier in classifiers)
        providers = sorted({classifier.provider for classifier in classifiers})
        reason = next((classifier.reason for classifier in classifiers if classifier.reason), "")
        self._outbox.happened(ModelStatus(names, " + ".join(providers), reason))

    def _fail(self, stage: str, error: FerdeskError) -> None:
        """Tells a failure, the same one at most every few seconds: it may come with each frame."""
        now = time.perf_counter()
        if now - self._told.get(str(error), -_SAME_FAILURE_S) >= _SAME_FAILURE_S:
            self._told[str(error)] = now
            self._outbox.happened(Failure(stage, str(error), error, now))
