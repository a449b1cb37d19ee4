"""What a recording is asked to do and what it tells: values only, no files."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ferdesk.core.types import Floats

if TYPE_CHECKING:  # the window is shown before OpenCV is loaded
    from ferdesk.core.spec import ModelSpec

NOT_SURE: Final = "not sure"
"""The recorded label of a prediction below the session's threshold."""
MARKER_KEYS: Final = ("M", *"0123456789")
"""What a marker's `key` may be."""
CONSENT: Final = "All who can be seen know that video is recorded and agree to it."
"""The sentence that the user confirms before video is recorded; stored with the session."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well one face could be seen; NaN where that cannot be said.

    Attributes:
        size_px: The shorter side of the face box.
        blur: Variance of the Laplacian of the gray crop at 96 x 96 px; below about 50 a face is blurred.
        light: Mean gray, 0...255.
        yaw_deg: How far the head is turned, as `head_orientation` says it; approximate.
    """

    size_px: float
    blur: float
    light: float
    yaw_deg: float


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """An active model, as a session keeps it.

    Attributes:
        name: The model's one name, as in `Prediction.model`.
        title: Its name for people.
        sha256: Of its file, hexadecimal; empty where unknown.
        labels: Its classes in output order.
        temperature: Probabilities are softmax(logits / temperature).
        provider: What it runs on.
        accuracy: As measured, 0...1; None where it was not.
        accuracy_on: The data of that measurement.
    """

    name: str
    title: str = ""
    sha256: str = ""
    labels: tuple[str, ...] = ()
    temperature: float = 1.0
    provider: str = ""
    accuracy: float | None = None
    accuracy_on: str = ""


def facts_of(spec: "ModelSpec", sha256: str, provider: str) -> ModelFacts:
    """A model by its description; see `ModelFacts` for the others."""
    measured = spec.accuracy
    value, data = (None, "") if measured is None else (measured.value, measured.data)
    return ModelFacts(spec.name, spec.title, sha256, spec.labels, spec.temperature, provider, value, data)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to record.

    Attributes:
        source: Its address.
        title: Its name for people.
        live: Whether it is a camera or stream.
        detector: "near" or "far".
        models: The active ones, in the user's order.
        video: Write the pictures too.
        consent: The sentence confirmed for video; empty without.
        folder: Where session folders are made; None for the recorder's own choice.
        threshold: Below this probability a label is `NOT_SURE`, 0...1.
        smoothing: The strength shown on screen, 0...1; what is recorded is never smoothed.
    """

    source: str
    title: str
    live: bool
    detector: str
    models: tuple[ModelFacts, ...]
    video: bool = False
    consent: str = ""
    folder: Path | None = None
    threshold: float = 0.0
    smoothing: float = 0.0


@dataclass(frozen=True, slots=True)
class Marker:
    """A moment that the user marked.

    Attributes:
        time_s: `time.perf_counter()` while recording; seconds from the session's start once stored.
        key: One of `MARKER_KEYS`.
        text: What the user wrote to it.
    """

    time_s: float
    key: str
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """The mean of one model's answers to a face that was asked to look neutral.

    Attributes:
        face: Track number.
        model: Name.
        start_s, end_s: `time.perf_counter()` while recording; seconds from the session's start once stored.
        samples: Predictions that it is made of.
        probabilities: float32 (E,) in `EMOTIONS` order, NaN for unknown classes.
        warning: One sentence where it should not be relied on, else empty.
    """

    face: int
    model: str
    start_s: float
    end_s: float
    samples: int
    probabilities: Floats
    warning: str = ""


class RecordingState(StrEnum):
    """What the recorder is doing."""

    STARTING = "starting"
    RECORDING = "recording"
    FINISHING = "finishing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RecordingStatus:
    """Told at every change of state and a few times a second while recording.

    Attributes:
        state: `FAILED` also where a recording ended by itself, because the disk is full say; what was recorded until
            then is in `folder` all the same.
        folder: The session's folder; None before it was made.
        seconds: Recorded so far.
        frames: Recorded so far.
        unsaved: Frames that could not be taken in because the disk was too slow; counted in the session as well.
        video: Pictures are being written; False once that had to stop.
        message: One sentence where the state needs one, else empty.
    """

    state: RecordingState
    folder: Path | None = None
    seconds: float = 0.0
    frames: int = 0
    unsaved: int = 0
    video: bool = False
    message: str = ""
