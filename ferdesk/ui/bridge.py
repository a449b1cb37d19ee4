"""The border between the engine's threads and Qt: a timer of the GUI thread empties what the engine has put out.

Imports nothing of the engine: what it needs of it is written down as protocols, so that tests can play the engine.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ferdesk.core.description import Description, Handling, Preview, Survey
from ferdesk.core.errors import FerdeskError
from ferdesk.core.explanation import Explanation
from ferdesk.core.group_check import Checked, CheckProgress, GroupRequest
from ferdesk.core.judged import Judged
from ferdesk.core.policy import Policy
from ferdesk.core.recent import Setting, Taken
from ferdesk.core.recording import Baseline, Marker, ModelFacts, Plan, RecordingStatus
from ferdesk.core.room import Mask, RoomNews, RoomRecord, RoomSettings
from ferdesk.core.streaming import ForeignMarker, StreamPlan, StreamStatus
from ferdesk.core.types import (
    CameraDevice,
    DetectorStatus,
    Event,
    Face,
    Failure,
    Frame,
    ModelStatus,
    Observation,
    SourceStatus,
)

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry

TICK_MS = 8
"""Half of it is added to every delay: 16 ms made the median of capture to window 13.8 ms, 8 ms make it 10."""
REMEMBERED = 12_000
"""Ticks kept for the bench: the last 100 seconds."""
CLOSE_S = 2.0


class Pipeline(Protocol):
    """The live engine. Every method is non-blocking."""

    @property
    def captured(self) -> int: ...
    @property
    def failed(self) -> int: ...
    def start(self) -> None: ...
    def open_source(self, address: str) -> None: ...
    def choose_models(self, names: tuple[str, ...]) -> None: ...
    def choose_detector(self, name: str) -> None: ...
    def choose_provider(self, name: str) -> None: ...
    def watch_room(self, room: "Room | None") -> None: ...
    def close_source(self) -> None: ...
    def pause(self, paused: bool) -> None: ...
    def seek(self, position_s: float) -> None: ...
    def observe_with(self, listener: Callable[[Observation], None] | None, name: str = "recording") -> None: ...
    def take(self) -> tuple[list[Observation], list[Event]]: ...
    def close(self, timeout_s: float = 2.0) -> bool: ...


class Finished(Protocol):
    """The end of a job."""

    @property
    def number(self) -> int: ...
    @property
    def value(self) -> object | None: ...
    @property
    def error(self) -> FerdeskError | None: ...


class Jobs(Protocol):
    """The thread for slow work."""

    def submit(self, work: Callable[[], object]) -> int: ...
    def take(self) -> Sequence[Finished]: ...
    def close(self, timeout_s: float = 2.0) -> bool: ...


class Library(Protocol):
    """The model files; slow, so called through `Jobs`.

    `survey` opens one without a description; `preview` and `describe` speak of that one until `forget`.
    """

    def entries(self) -> "tuple[ModelEntry, ...]": ...
    def add(self, path: Path) -> "ModelEntry": ...
    def survey(self, path: Path) -> Survey: ...
    def preview(self, handling: Handling, frame: Frame | None, face: Face | None) -> Preview: ...
    def describe(self, description: Description) -> "ModelEntry": ...
    def forget(self) -> None: ...


class Explaining(Protocol):
    """Heat maps of frozen pictures; slow, so called through `Jobs`."""

    def keep(self, models: Sequence[str], files: Sequence[str]) -> None: ...
    def open(self, model: str) -> object: ...
    def explain(self, frame: Frame, face: Face, model: str) -> Explanation: ...
    def save(
        self, explanations: Sequence[Explanation], emotion: str | None, source: str, path: Path
    ) -> tuple[Path, ...]: ...


class Recorder(Protocol):
    """Keeps a session. Every method is non-blocking but `close`."""

    def start(self, plan: Plan) -> None: ...
    def add(self, observation: Observation) -> None: ...
    def use_models(self, models: tuple[ModelFacts, ...]) -> None: ...
    def mark(self, marker: Marker) -> None: ...
    def pose(self, label: str, face: int, start_s: float, end_s: float) -> None: ...
    def note(self, kind: str, text: str, time_s: float) -> None: ...
    def baseline(self, baseline: Baseline) -> None: ...
    def stop(self) -> None: ...
    def take(self) -> list[RecordingStatus | Failure]: ...
    def close(self, timeout_s: float = 10.0) -> bool: ...


class Recordings(Protocol):
    """What recording needs of the engine; slow, so called through `Jobs`."""

    def recorder(self) -> Recorder: ...
    def facts(self, models: Sequence[str], files: Sequence[str], provider: str) -> tuple[ModelFacts, ...]: ...
    def recover(self, folder: Path | None) -> tuple[Path, ...]: ...


class Comparer(Protocol):
    """Model files and finished comparisons; slow, so called through `Jobs`."""

    def describe(self, path: Path) -> "ModelEntry": ...
    def save(self, taken: Taken, setting: Setting, judged: Sequence[Judged], folder: Path) -> Path: ...


class Room(Protocol):
    """A session of the room view. Every method is non-blocking; the last two are the inference thread's."""

    preview: bool
    masks: tuple[Mask, ...]

    @property
    def expressions(self) -> bool: ...
    @property
    def now_s(self) -> float: ...
    def ask_direction(self) -> None: ...
    def take(self) -> list[RoomNews]: ...
    def cover(self, frame: Frame) -> Frame: ...
    def take_in(self, observation: Observation) -> None: ...


class Rooms(Protocol):
    """What the room view needs of the engine; slow, so called through `Jobs`."""

    def open(self, settings: RoomSettings, policy: Policy) -> Room: ...
    def save(self, record: RoomRecord) -> tuple[Path, ...]: ...
    def delete_all(self) -> int: ...
    def delete_expired(self) -> int: ...
    def save_notice(self, page: str, path: Path) -> Path: ...


class Groups(Protocol):
    """One fairness check at a time; slow, so called through `Jobs`, a few pictures a call."""

    def begin(self, request: GroupRequest) -> CheckProgress: ...
    def go_on(self) -> CheckProgress | Checked: ...
    def end(self) -> None: ...
    def save(self, checked: Checked, path: Path) -> Path: ...


class Streams(Protocol):
    """Sends what is seen to other programs. Every method is non-blocking but `close`."""

    def start(self, plan: StreamPlan) -> None: ...
    def add(self, observation: Observation) -> None: ...
    def mark(self, marker: Marker) -> None: ...
    def use_models(self, models: tuple[str, ...]) -> None: ...
    def stop(self) -> None: ...
    def take(self) -> Sequence[StreamStatus | ForeignMarker | Failure]: ...
    def close(self, timeout_s: float = 2.0) -> bool: ...


StreamMaker = Callable[[], Streams]
CameraLister = Callable[[], tuple[CameraDevice, ...]]


class Bridge(QObject):
    """Empties pipeline and jobs every `TICK_MS` and tells it as signals of the GUI thread.

    Attributes:
        ticks_ms: Time between the starts of two ticks, the latest `REMEMBERED`.
        latest: The newest event of each kind.
    """

    observed = Signal(list)
    failed = Signal(Failure)
    source_changed = Signal(SourceStatus)
    models_changed = Signal(ModelStatus)
    detector_changed = Signal(DetectorStatus)
    ticked = Signal()

    def __init__(self, pipeline: Pipeline, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pipeline = pipeline
        self._jobs = jobs
        self._answers: dict[int, tuple[str, Callable[[object], None]]] = {}
        self._newest: dict[str, int] = {}
        self._last_tick_s: float | None = None
        self.latest: dict[type, Event] = {}
        self.ticks_ms: deque[float] = deque(maxlen=REMEMBERED)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        self._timer.start()

    def submit(self, kind: str, work: Callable[[], object], answer: Callable[[object], None]) -> None:
        """Has `work` done on the jobs thread and its result given to `answer` in the GUI thread.

        Only the newest job of a kind is answered; the late results of older ones are dropped. A job that fails is told
        by `failed` with its kind as the stage.
        """
        number = self._jobs.submit(work)
        self._answers[number] = (kind, answer)
        self._newest[kind] = number

    def tick(self) -> None:
        """Hands on everything that has come since the last tick."""
        now = time.perf_counter()
        if self._last_tick_s is not None:
            self.ticks_ms.append((now - self._last_tick_s) * 1000)
        self._last_tick_s = now
        observations, events = self._pipeline.take()
        for event in events:
            self.tell(event)
        if observations:
            self.observed.emit(observations)
        for finished in self._jobs.take():
            self._answer(finished)
        self.ticked.emit()

    def close(self) -> bool:
        """Stops the timer, then the engine's threads; True when they ended within `CLOSE_S` each."""
        self._timer.stop()
        engine_ended = self._pipeline.close(CLOSE_S)
        return self._jobs.close(CLOSE_S) and engine_ended

    def stop(self) -> None:
        """Stops the timer; the engine goes on."""
        self._timer.stop()

    def tell(self, event: Event) -> None:
        """Hands on one event."""
        self.latest[type(event)] = event
        match event:
            case Failure():
                self.failed.emit(event)
            case SourceStatus():
                self.source_changed.emit(event)
            case ModelStatus():
                self.models_changed.emit(event)
            case DetectorStatus():
                self.detector_changed.emit(event)

    def _answer(self, finished: Finished) -> None:
        # Others, the pipeline too, may submit to the same jobs.
        kind, answer = self._answers.pop(finished.number, ("", None))
        if answer is None:
            return
        if finished.error is not None:
            self.failed.emit(Failure(kind, str(finished.error), finished.error, time.perf_counter()))
        elif self._newest[kind] == finished.number:
            answer(finished.value)
