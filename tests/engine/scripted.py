"""Sources and detectors that do what a test says, and a pipeline made of them."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ferdesk.core.types import Box, Event, Face, Failure, Frame, Observation, SourceState, SourceStatus
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.jobs import Jobs
from ferdesk.engine.library import Library
from ferdesk.engine.pipeline import Parts, Pipeline
from tests.engine.tiny_models import Tiny

KEYPOINTS = np.array([[30, 30], [50, 30], [40, 40], [40, 50], [25, 35], [55, 35]], dtype=np.float32)


def face(left: float = 20, top: float = 20, side: float = 40, score: float = 0.9) -> Face:
    return Face(Box(left, top, side, side), score, KEYPOINTS.copy())


def gray_frame(index: int, level: int = 128, position_s: float | None = None) -> Frame:
    return Frame(np.full((90, 120, 3), level, dtype=np.uint8), index, time.perf_counter(), position_s)


@dataclass
class ScriptedSource:
    """Gives `count` pictures, `fps` a second, of growing brightness; `before_read` may raise or wait."""

    address: str = "scripted"
    count: int = 10_000
    fps: float = 100.0
    live: bool = False
    still: bool = False
    mirrored: bool = False
    title: str = "Scripted"
    before_read: Callable[[int], None] = lambda _index: None
    closed: bool = False
    duration_s: float | None = None
    problems: tuple[str, ...] = ()
    _next: int = field(default=0)

    def __post_init__(self) -> None:
        self.duration_s = None if self.live else self.count / self.fps

    def read(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - the contract's
        self.before_read(self._next)
        if self._next >= self.count:
            raise EndOfSource
        if self.live:
            time.sleep(1 / self.fps)
        index, self._next = self._next, self._next + 1
        return gray_frame(index, index % 256, None if self.live else index / self.fps)

    def seek(self, position_s: float) -> None:
        self._next = min(round(position_s * self.fps), self.count - 1)

    def close(self) -> None:
        self.closed = True


@dataclass
class ScriptedDetector:
    """Finds the same faces in every picture; `before_find` may raise or wait."""

    faces: tuple[Face, ...] = (face(),)
    name: str = "near"
    before_find: Callable[[Frame], None] = lambda _frame: None
    closed: bool = False

    def find(self, frame: Frame) -> tuple[Face, ...]:
        self.before_find(frame)
        return self.faces

    def close(self) -> None:
        self.closed = True


def library_of(folder: Path, *models: Tiny) -> Library:
    """A library whose user folder holds these models."""
    own = folder / "own"
    own.mkdir(exist_ok=True)
    for model in models:
        (own / f"{model.name}.onnx").write_bytes(model.data())
    return Library(shipped=folder / "shipped", own=own)


@dataclass
class Rig:
    """A pipeline under test with all that it told so far."""

    pipeline: Pipeline
    jobs: Jobs
    observations: list[Observation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def states(self) -> list[SourceState]:
        return [event.state for event in self.events if isinstance(event, SourceStatus)]

    @property
    def failures(self) -> list[str]:
        return [event.message for event in self.events if isinstance(event, Failure)]

    @property
    def shown_s(self) -> float | None:
        """Where in its file the newest observation is."""
        return self.observations[-1].frame.position_s if self.observations else None

    @property
    def predicted(self) -> set[str]:
        """The models that the newest observation carries."""
        if not self.observations or not self.observations[-1].readings:
            return set()
        return {prediction.model for prediction in self.observations[-1].readings[0].predictions}

    def poll(self) -> None:
        observations, events = self.pipeline.take()
        self.observations += observations
        self.events += events

    def until(self, condition: Callable[[], bool], timeout_s: float = 20.0) -> None:
        """Polls until the condition holds; fails loudly when it never does."""
        deadline = time.monotonic() + timeout_s
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"never happened; events were {self.events}")
            self.poll()
            time.sleep(0.002)


@contextmanager
def running(
    library: Library,
    opener: Callable[[str, threading.Event], ScriptedSource],
    detector: Callable[..., ScriptedDetector] = lambda *_args, **_options: ScriptedDetector(),
    *,
    loop: bool = False,
) -> Iterator[Rig]:
    """A started pipeline; closed at the end, and its threads must have ended."""
    jobs = Jobs()
    pipeline = Pipeline(Parts(opener, detector, library, jobs), loop=loop)
    pipeline.start()
    try:
        yield Rig(pipeline, jobs)
    finally:
        assert pipeline.close(5.0)
        assert jobs.close(5.0)
