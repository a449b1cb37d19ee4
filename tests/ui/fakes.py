"""A scripted engine for the window's tests: it records what it is asked and says what it is told to say."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ferdesk.core.card import CAUTION
from ferdesk.core.description import Description, Handling, Preview, Survey, Trial
from ferdesk.core.errors import FerdeskError, NotDescribedError
from ferdesk.core.explanation import Explanation
from ferdesk.core.group_check import Checked, CheckProgress, GroupRequest
from ferdesk.core.heatmap import Heatmap, MapMethod
from ferdesk.core.judged import Judged
from ferdesk.core.labels import EMOTIONS, FER2013, INDEX
from ferdesk.core.model_input import Preprocess
from ferdesk.core.policy import Policy
from ferdesk.core.recent import Setting, Taken
from ferdesk.core.recording import Baseline, Marker, ModelFacts, Plan, RecordingStatus
from ferdesk.core.room import RoomRecord, RoomSettings
from ferdesk.core.spec import Golden, Measured, ModelEntry, ModelSpec
from ferdesk.core.streaming import ForeignMarker, StreamPlan, StreamStatus
from ferdesk.core.types import (
    Box,
    CameraDevice,
    Event,
    Face,
    FaceReading,
    Failure,
    Floats,
    Frame,
    ModelStatus,
    Observation,
    Pixels,
    Prediction,
    SourceState,
    SourceStatus,
)
from ferdesk.engine.jobs import Finished
from ferdesk.session.room import RoomSession
from ferdesk.ui.bridge import Room

CAMERA = CameraDevice("camera:0", "Integrated Camera")
CAMERA_PLAYS = SourceStatus(CAMERA.address, CAMERA.name, SourceState.PLAYING, live=True, mirrored=True)
FILE_PLAYS = SourceStatus("clip.mkv", "clip.mkv", SourceState.PLAYING, live=False, duration_s=60.0)


class FakePipeline:
    """Follows the engine's pipeline; `calls` is what it was asked, in order."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []
        self.observations: list[Observation] = []
        self.events: list[Event] = []
        self.listeners: dict[str, Callable[[Observation], None]] = {}
        self.closed = False
        self.captured = 0
        self.failed = 0

    def asked(self, name: str) -> list[object]:
        """The arguments of all calls of one method."""
        return [argument for called, argument in self.calls if called == name]

    def start(self) -> None:
        self.calls.append(("start", None))

    def open_source(self, address: str) -> None:
        self.calls.append(("open_source", address))

    def choose_models(self, names: tuple[str, ...]) -> None:
        self.calls.append(("choose_models", names))

    def choose_detector(self, name: str) -> None:
        self.calls.append(("choose_detector", name))

    def choose_provider(self, name: str) -> None:
        self.calls.append(("choose_provider", name))

    def watch_room(self, room: Room | None) -> None:
        self.calls.append(("watch_room", room))

    def close_source(self) -> None:
        self.calls.append(("close_source", None))

    def pause(self, paused: bool) -> None:
        self.calls.append(("pause", paused))

    def seek(self, position_s: float) -> None:
        self.calls.append(("seek", position_s))

    def observe_with(self, listener: Callable[[Observation], None] | None, name: str = "recording") -> None:
        """Kept among `listeners`; the test calls each for the observations that the engine would tell of."""
        self.calls.append(("observe_with", listener))
        self.listeners.pop(name, None)
        if listener is not None:
            self.listeners[name] = listener

    @property
    def listener(self) -> Callable[[Observation], None] | None:
        """That of the recording."""
        return self.listeners.get("recording")

    def take(self) -> tuple[list[Observation], list[Event]]:
        taken = self.observations[-8:], self.events
        self.observations, self.events = [], []
        return taken

    def close(self, timeout_s: float = 2.0) -> bool:  # noqa: ARG002 - the fake ends at once
        self.closed = True
        return True


class FakeJobs:
    """Does its work when it is asked for results, in the calling thread; `held` keeps it from doing any."""

    def __init__(self) -> None:
        self.held = False
        self.closed = False
        self._waiting: list[tuple[int, Callable[[], object]]] = []
        self._number = 0

    def submit(self, work: Callable[[], object]) -> int:
        self._number += 1
        self._waiting.append((self._number, work))
        return self._number

    def take(self) -> list[Finished]:
        if self.held:
            return []
        done = [self._do(number, work) for number, work in self._waiting]
        self._waiting = []
        return done

    @staticmethod
    def _do(number: int, work: Callable[[], object]) -> Finished:
        try:
            return Finished(number, work(), None)
        except FerdeskError as error:
            return Finished(number, None, error)

    def close(self, timeout_s: float = 2.0) -> bool:  # noqa: ARG002 - the fake ends at once
        self.held = False
        self.take()
        self.closed = True
        return True


class FakeRooms:
    """Real sessions, but nothing is written."""

    def __init__(self) -> None:
        self.opened: list[RoomSession] = []
        self.saved: list[RoomRecord] = []
        self.deleted = 0
        self.expired = 0
        self.notices: list[tuple[str, Path]] = []

    def open(self, settings: RoomSettings, policy: Policy) -> Room:
        self.opened.append(RoomSession(settings, policy))
        return self.opened[-1]

    def save(self, record: RoomRecord) -> tuple[Path, ...]:
        self.saved.append(record)
        return (Path("rooms/now/room.csv"), Path("rooms/now/report.html"), Path("rooms/now/receipt.json"))

    def delete_all(self) -> int:
        self.deleted += 1
        return 2

    def delete_expired(self) -> int:
        self.expired += 1
        return 0

    def save_notice(self, page: str, path: Path) -> Path:
        self.notices.append((page, path))
        return path


SCORES = Trial(7, -3.0, 4.0, "logits")


@dataclass
class FakeLibrary:
    """Model files as the test says."""

    listed: tuple[ModelEntry, ...] = ()
    added: list[Path] = field(default_factory=list)
    refusal: FerdeskError | None = None
    strangers: dict[str, Survey] = field(default_factory=dict)
    trial: Trial = SCORES
    problem: FerdeskError | None = None
    previewed: list[tuple[Handling, int | None, int | None]] = field(default_factory=list)
    described: list[Description] = field(default_factory=list)
    forgotten: int = 0

    def survey(self, path: Path) -> Survey:
        return self.strangers[path.name]

    def preview(self, handling: Handling, frame: Frame | None, face: Face | None) -> Preview:
        """The crop is of one colour, and the answer that leads is the frame's number."""
        self.previewed.append((handling, frame.index if frame else None, face.track_id if face else None))
        if self.problem is not None:
            raise self.problem
        if frame is None:
            return Preview(self.trial)
        inputs = handling.preprocess
        crop = np.full((inputs.height, inputs.width, inputs.channels), 90, np.uint8)
        shares = np.full(self.trial.classes, 0.5 / (self.trial.classes - 1), np.float32)
        shares[frame.index % self.trial.classes] = 0.5
        return Preview(self.trial, crop, 0.25, 0.75, shares)

    def describe(self, description: Description) -> ModelEntry:
        if self.refusal is not None:
            raise self.refusal
        self.described.append(description)
        made = entry(description.name, description.title, accuracy=None, labels=description.labels)
        self.listed = (*self.listed, made)
        return made

    def forget(self) -> None:
        self.forgotten += 1

    def entries(self) -> tuple[ModelEntry, ...]:
        return self.listed

    def add(self, path: Path) -> ModelEntry:
        if self.refusal is not None:
            raise self.refusal
        if path.name in self.strangers:
            raise NotDescribedError(f"{path.name} carries no description.")
        self.added.append(path)
        added = entry(path.stem)
        self.listed = (*self.listed, added)
        return added


@dataclass
class FakeComparer:
    """Describes files as models of their name, and records what is saved."""

    described: list[Path] = field(default_factory=list)
    saved: list[tuple[Taken, Setting, Sequence[Judged], Path]] = field(default_factory=list)

    def describe(self, path: Path) -> ModelEntry:
        self.described.append(path)
        return entry(path.stem, f"File {path.stem}")

    def save(self, taken: Taken, setting: Setting, judged: Sequence[Judged], folder: Path) -> Path:
        self.saved.append((taken, setting, judged, folder))
        return folder


@dataclass
class FakeExplaining:
    """Maps without a model: the place of a class is the place of its one bright spot."""

    kept: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    asked: list[tuple[int, int, str]] = field(default_factory=list)
    saved: list[tuple[tuple[str, ...], str | None, Path]] = field(default_factory=list)
    refusals: dict[str, FerdeskError] = field(default_factory=dict)
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)

    def keep(self, models: Sequence[str], files: Sequence[str]) -> None:
        self.kept.append((tuple(models), tuple(files)))

    def open(self, model: str) -> object:
        if model in self.refusals:
            raise self.refusals[model]
        return model

    def explain(self, frame: Frame, face: Face, model: str) -> Explanation:
        """Records the frame's and the face's number."""
        self.open(model)
        self.asked.append((frame.index, face.track_id, model))
        labels = self.labels.get(model, FER2013)
        spec = entry(model, f"Model {model}", labels=labels).spec
        assert spec is not None
        layers = np.zeros((len(labels), 28, 28, 4), np.uint8)
        values = np.zeros((len(labels), 7, 7), np.float32)
        for place in range(len(labels)):
            layers[place, place * 3 : place * 3 + 6] = (255, 220, 0, 255)
            values[place, place % 7] = 1
        known = np.full(len(EMOTIONS), np.nan, np.float32)
        known[[INDEX[name] for name in labels]] = 0.1
        known[INDEX[labels[-1]]] = 0.4
        return Explanation(
            spec=spec,
            digest="0" * 64,
            reason="",
            caution=CAUTION if model in self.doubtful else "",
            frame=frame,
            face=face,
            prediction=Prediction(model, known, 1.0),
            heatmaps=tuple(
                Heatmap(model, name, value, face.box, frame.index, MapMethod.GRAD_CAM, 2.0)
                for name, value in zip(labels, values, strict=True)
            ),
            crop=np.full((28, 28, 3), 90, np.uint8),
            layers=tuple(layers),
            ramp=np.full((4, 3), 200, np.uint8),
        )

    def save(
        self,
        explanations: Sequence[Explanation],
        emotion: str | None,
        source: str,  # noqa: ARG002 - as the real one
        path: Path,
    ) -> tuple[Path, ...]:
        self.saved.append((tuple(one.model for one in explanations), emotion, path))
        return (path,)


class FakeRecorder:
    """Notes what it is asked; says what the test puts into `told`."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []
        self.observations: list[Observation] = []
        self.models: list[tuple[ModelFacts, ...]] = []
        self.markers: list[Marker] = []
        self.poses: list[tuple[str, int, float, float]] = []
        self.notes: list[tuple[str, str]] = []
        self.baselines: list[Baseline] = []
        self.stopped = 0
        self.closed = False
        self.told: list[RecordingStatus | Failure] = []

    def start(self, plan: Plan) -> None:
        self.plans.append(plan)

    def add(self, observation: Observation) -> None:
        self.observations.append(observation)

    def use_models(self, models: tuple[ModelFacts, ...]) -> None:
        self.models.append(models)

    def mark(self, marker: Marker) -> None:
        self.markers.append(marker)

    def pose(self, label: str, face: int, start_s: float, end_s: float) -> None:
        self.poses.append((label, face, start_s, end_s))

    def note(self, kind: str, text: str, time_s: float) -> None:  # noqa: ARG002 - as the real one
        self.notes.append((kind, text))

    def baseline(self, baseline: Baseline) -> None:
        self.baselines.append(baseline)

    def stop(self) -> None:
        self.stopped += 1

    def take(self) -> list[RecordingStatus | Failure]:
        told, self.told = self.told, []
        return told

    def close(self, timeout_s: float = 10.0) -> bool:  # noqa: ARG002 - the fake ends at once
        self.closed = True
        return True


@dataclass
class FakeStreams:
    """Notes what it is asked; says what the test puts into `told`."""

    plans: list[StreamPlan] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    models: list[tuple[str, ...]] = field(default_factory=list)
    told: list[StreamStatus | ForeignMarker | Failure] = field(default_factory=list)
    stopped: int = 0
    closed: bool = False

    def start(self, plan: StreamPlan) -> None:
        self.plans.append(plan)

    def add(self, observation: Observation) -> None:
        self.observations.append(observation)

    def mark(self, marker: Marker) -> None:
        self.markers.append(marker)

    def use_models(self, models: tuple[str, ...]) -> None:
        self.models.append(models)

    def stop(self) -> None:
        self.stopped += 1

    def take(self) -> list[StreamStatus | ForeignMarker | Failure]:
        told, self.told = self.told, []
        return told

    def close(self, timeout_s: float = 2.0) -> bool:  # noqa: ARG002 - the fake ends at once
        self.closed = True
        return True


@dataclass
class FakeRecordings:
    """One recorder, and recordings that were cut off as the test says."""

    made: list[FakeRecorder] = field(default_factory=list)
    cut_off: tuple[Path, ...] = ()
    searched: list[Path | None] = field(default_factory=list)
    refusal: FerdeskError | None = None

    def recorder(self) -> FakeRecorder:
        if self.refusal is not None:
            raise self.refusal
        self.made.append(FakeRecorder())
        return self.made[-1]

    def facts(self, models: Sequence[str], files: Sequence[str], provider: str) -> tuple[ModelFacts, ...]:  # noqa: ARG002
        return tuple(ModelFacts(name, f"Model {name}", "0" * 64, FER2013, 1.0, provider, 0.5) for name in models)

    def recover(self, folder: Path | None) -> tuple[Path, ...]:
        self.searched.append(folder)
        return self.cut_off


@dataclass
class FakeGroups:
    """A check of as many pictures as the test says, one a step."""

    found: Checked | None = None
    total: int = 2
    asked: list[GroupRequest] = field(default_factory=list)
    saved: list[tuple[Checked, Path]] = field(default_factory=list)
    refusal: FerdeskError | None = None
    ended: int = 0
    _done: int = 0

    def begin(self, request: GroupRequest) -> CheckProgress:
        if self.refusal is not None:
            raise self.refusal
        self.asked.append(request)
        self._done = 0
        return CheckProgress(0, self.total)

    def go_on(self) -> CheckProgress | Checked:
        self._done += 1
        if self._done < self.total:
            return CheckProgress(self._done, self.total)
        assert self.found is not None
        return self.found

    def end(self) -> None:
        self.ended += 1

    def save(self, checked: Checked, path: Path) -> Path:
        self.saved.append((checked, path))
        return path


def entry(name: str, title: str = "", accuracy: float | None = 0.55, labels: tuple[str, ...] = FER2013) -> ModelEntry:
    """A usable model file."""
    measured = () if accuracy is None else (Measured("accuracy", accuracy, "FER2013 PublicTest", "evaluate"),)
    spec = ModelSpec(
        name=name,
        title=title or name,
        paper="A paper, 2020",
        labels=labels,
        preprocess=Preprocess(height=4, width=4, channels=1, margin=0.0, align=False, mean=(0.0,), std=(255.0,)),
        logits="logits",
        features="",
        trained_on="FER2013",
        measured=measured,
        temperature=1.0,
        parameters=388_743,
        golden=Golden(np.zeros((4, 4, 1), np.uint8), np.full(len(labels), 1 / len(labels), np.float32)),
    )
    return ModelEntry(name, Path(f"{name}.onnx"), "0" * 64, shipped=True, spec=spec)


def broken_entry(name: str, problem: str) -> ModelEntry:
    """A model file that cannot be used."""
    return ModelEntry(name, Path(f"{name}.onnx"), "", shipped=False, spec=None, problem=problem)


def probabilities(shares: Mapping[str, float]) -> Floats:
    """float32 (E,) with the rest shared equally among the other FER2013 emotions."""
    rest = (1 - sum(shares.values())) / (len(FER2013) - len(shares))
    values = np.full(len(EMOTIONS), np.nan, np.float32)
    for name in FER2013:
        values[INDEX[name]] = shares.get(name, rest)
    return values


def reading(track_id: int, box: Box, *predictions: tuple[str, Mapping[str, float]]) -> FaceReading:
    """A face with the predictions of (model, shares)."""
    face = Face(box, 0.9, np.zeros((6, 2), np.float32), track_id)
    return FaceReading(face, tuple(Prediction(model, probabilities(shares), 1.0) for model, shares in predictions))


def happy(track_id: int = 1, share: float = 0.83, box: Box | None = None) -> FaceReading:
    """A face that one model, "level1", finds happy."""
    return reading(track_id, box or Box(40, 60, 80, 80), ("level1", {"happy": share}))


def observe(
    *readings: FaceReading, pixels: Pixels | None = None, index: int = 1, time_s: float | None = None
) -> Observation:
    """An observation of a picture, 320x240 and dark grey unless given, captured just now unless said otherwise."""
    captured_s = time.perf_counter() if time_s is None else time_s
    shown = np.full((240, 320, 3), 40, np.uint8) if pixels is None else pixels
    frame = Frame(shown, index, captured_s)
    return Observation(frame, readings, 2.0, 0, captured_s + 0.009)


def at_position(observation: Observation, position_s: float) -> Observation:
    """The same, from a file."""
    return replace(observation, frame=replace(observation.frame, position_s=position_s))


LEVEL1_RUNS = ModelStatus(("level1",), "CPU")
