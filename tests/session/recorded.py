"""Small sessions, recorded by the real recorder from made-up or decoded pictures."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from ferdesk.core.labels import EMOTIONS, FER2013, HAPPY, INDEX, SMILE
from ferdesk.core.recording import ModelFacts, Plan, RecordingState, RecordingStatus
from ferdesk.core.types import Box, Face, FaceReading, Failure, Floats, Frame, Observation, Pixels, Prediction
from ferdesk.session.finish import finish
from ferdesk.session.live import LiveSession
from ferdesk.session.recorder import Recorder
from tests.engine.clips import pattern
from tests.engine.scripted import KEYPOINTS

MODELS = (
    ModelFacts("level1", "CNN Level 1", "a" * 64, FER2013, 1.2, "CPU", 0.55, "FER2013 PublicTest"),
    ModelFacts("smiles", "Smiles", "b" * 64, SMILE, 1.0, "CPU", 0.93, "GENKI-4K"),
)
HAPPY_MODEL = ModelFacts("joy", "Joy", "c" * 64, HAPPY, 1.0, "CPU")
PLAN = Plan("clip.mkv", "clip.mkv", live=False, detector="near", models=MODELS, threshold=0.4, smoothing=0.5)
CONSENT = "All who can be seen agree."


@dataclass(frozen=True, slots=True)
class Script:
    """What `record` records: `frames` pictures, `fps` a second, in which `faces` faces are seen.

    Attributes:
        nobody: Numbers of the frames without a face.
        gap: After this frame there is a second without any picture; None for no gap.
    """

    frames: int = 60
    fps: float = 30.0
    faces: int = 1
    nobody: Sequence[int] = ()
    gap: int | None = None
    models: tuple[ModelFacts, ...] = MODELS
    size: tuple[int, int] = (240, 320)
    pictures: Sequence[Pixels] = ()


def answer(model: ModelFacts, favourite: str, share: float = 0.7) -> Prediction:
    """A prediction in which one of the model's classes has `share` and the others the rest."""
    values = np.full(len(EMOTIONS), np.nan, np.float32)
    for label in model.labels:
        values[INDEX[label]] = share if label == favourite else (1 - share) / (len(model.labels) - 1)
    return Prediction(model.name, values, 1.0)


def expected(number: int, model: ModelFacts) -> Floats:
    """The probabilities that `observation` gives for a frame, in `EMOTIONS` order."""
    favourite = model.labels[number // 10 % len(model.labels)]
    share = 0.3 if number % 10 == 9 and len(model.labels) > 2 else 0.7  # the last of ten is "not sure"
    return answer(model, favourite, share).probabilities


def observation(number: int, time_s: float, script: Script | None = None) -> Observation:
    """Frame `number`, captured at `time_s`: each face changes its expression every ten frames."""
    script = script or Script()
    pixels = script.pictures[number % len(script.pictures)] if script.pictures else pattern(number, script.size)
    readings = []
    for place in range(0 if number in script.nobody else script.faces):
        corner = 20 + 60 * place
        face = Face(Box(corner, 20, 40, 40), 0.9, KEYPOINTS + np.float32(60 * place), place + 1)
        predictions = (Prediction(model.name, expected(number, model), 1.0) for model in script.models)
        readings.append(FaceReading(face, tuple(predictions)))
    return Observation(Frame(pixels, number, time_s), tuple(readings), 2.0, 0, time_s + 0.01)


def observations(script: Script, start_s: float) -> Iterator[Observation]:
    for number in range(script.frames):
        waited = 1.0 if script.gap is not None and number > script.gap else 0.0
        yield observation(number, start_s + number / script.fps + waited, script)


def record(root: Path, script: Script | None = None, *, video: bool = False) -> Path:
    """A finished session, as fast as it can be written; its folder."""
    session = begin(root, script, video=video)
    session.end(unsaved=0)
    finish(session.folder, session.journal.connection)
    session.close()
    return session.folder


def begin(root: Path, script: Script | None = None, *, video: bool = False) -> LiveSession:
    """A session that was written and committed but not ended."""
    script = script or Script()
    start_s = time.perf_counter()
    plan = replace(PLAN, models=script.models, video=video, consent=CONSENT if video else "")
    session = LiveSession(plan, root, start_s)
    for each in observations(script, start_s):
        assert session.write(each, 0) is None
    session.commit()
    return session


def decoded(path: Path, count: int, size: tuple[int, int] | None = None) -> list[Pixels]:
    """The first pictures of a clip, resized to (height, width) where that is given."""
    capture = cv2.VideoCapture(str(path))
    pictures: list[Pixels] = []
    while len(pictures) < count:
        done, bgr = capture.read()
        if not done:
            break
        shown = bgr if size is None else cv2.resize(bgr, size[::-1])
        pictures.append(np.asarray(cv2.cvtColor(shown, cv2.COLOR_BGR2RGB), np.uint8))
    capture.release()
    return pictures


class Told:
    """What a recorder tells while it is waited for."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.statuses: list[RecordingStatus] = []
        self.failures: list[Failure] = []

    @property
    def folder(self) -> Path:
        folder = self.statuses[-1].folder
        assert folder is not None
        return folder

    def until(self, state: RecordingState, timeout_s: float = 20.0) -> RecordingStatus:
        """Waits for a state; fails loudly when it never comes."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            for event in self.recorder.take():
                if isinstance(event, Failure):
                    self.failures.append(event)
                else:
                    self.statuses.append(event)
            if self.statuses and self.statuses[-1].state == state:
                return self.statuses[-1]
            time.sleep(0.005)
        raise AssertionError(f"never {state}: {self.statuses[-1:]}, {self.failures}")
