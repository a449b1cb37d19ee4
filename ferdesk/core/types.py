"""The values that cross threads and modules.

All are frozen; arrays are made read-only on construction. Pixels are RGB uint8 (height, width, 3), origin top left.
`_s` is `time.perf_counter()` seconds, `_ms` a duration in milliseconds, probabilities are 0...1.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.labels import EMOTIONS

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

NO_TRACK = 0
"""The track number of a face that no tracker has seen; real numbers start at 1."""

MOST_MODELS: Final = 12
"""How many look at the same frame: all that ship, and two of the user's own."""


def _checked(array: npt.NDArray[Any], dtype: type[np.generic], shape: tuple[int | None, ...], what: str) -> None:
    fits = array.ndim == len(shape) and all(
        want is None or have == want for have, want in zip(array.shape, shape, strict=True)
    )
    if array.dtype != dtype or not fits:
        raise ValueError(f"{what} must be {np.dtype(dtype)} {shape}, got {array.dtype} {array.shape}")
    array.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One captured picture.

    Attributes:
        pixels: RGB uint8 (height, width, 3).
        index: Grows by one per captured picture of a source; gaps are pictures that were dropped.
        time_s: `time.perf_counter()` at capture, strictly increasing within a run.
        position_s: Place in the file in seconds, for sources that have one; None for live ones.
    """

    pixels: Pixels
    index: int
    time_s: float
    position_s: float | None = None

    def __post_init__(self) -> None:
        _checked(self.pixels, np.uint8, (None, None, 3), "Frame.pixels")

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in frame pixels; it may reach over the picture's edge."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        if not (self.width > 0 and self.height > 0):
            raise ValueError(f"Box needs a positive width and height, got {self.width} x {self.height}")

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def center(self) -> tuple[float, float]:
        """x and y of the middle, in pixels."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def area(self) -> float:
        return self.width * self.height

    def overlap(self, other: "Box") -> float:
        """Intersection over union, 0...1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        if width <= 0 or height <= 0:
            return 0.0
        shared = width * height
        return shared / (self.area + other.area - shared)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face in one frame.

    Attributes:
        box: Where it is.
        score: The detector's confidence, 0...1.
        keypoints: float32 (6, 2) x and y in frame pixels, in MediaPipe's order: the person's right eye, left eye,
            nose tip, mouth centre, right ear tragion, left ear tragion.
        track_id: The number the tracker gave it, from 1; `NO_TRACK` before tracking.
    """

    box: Box
    score: float
    keypoints: Floats
    track_id: int = NO_TRACK

    def __post_init__(self) -> None:
        _checked(self.keypoints, np.float32, (6, 2), "Face.keypoints")


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """What one model says of one face.

    Attributes:
        model: The model's name.
        probabilities: float32 (E,) in `EMOTIONS` order, NaN where the model has no such class.
        duration_ms: The face's share of the model's run, pre- and post-processing included.
    """

    model: str
    probabilities: Floats
    duration_ms: float

    def __post_init__(self) -> None:
        _checked(self.probabilities, np.float32, (len(EMOTIONS),), "Prediction.probabilities")

    @property
    def label(self) -> str:
        """The most probable emotion."""
        return EMOTIONS[int(np.nanargmax(self.probabilities))]

    @property
    def confidence(self) -> float:
        """The probability of `label`."""
        return float(np.nanmax(self.probabilities))


@dataclass(frozen=True, slots=True)
class FaceReading:
    """A face with one prediction per active model, in the user's order."""

    face: Face
    predictions: tuple[Prediction, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one model cost for all faces of one frame: making its input, running it, reading its output."""

    model: str
    preprocess_ms: float
    run_ms: float
    postprocess_ms: float


@dataclass(frozen=True, slots=True)
class Observation:
    """All that is known of one analysed frame.

    Attributes:
        frame: The very picture that was analysed.
        readings: One per tracked face.
        detect_ms: Time spent finding and tracking faces.
        dropped: Frames captured since the last observation and never analysed.
        finished_s: `time.perf_counter()` when the analysis ended.
        costs: One per active model, in the user's order; empty when there was no face.
    """

    frame: Frame
    readings: tuple[FaceReading, ...]
    detect_ms: float
    dropped: int
    finished_s: float
    costs: tuple[Cost, ...] = ()

    @property
    def latency_ms(self) -> float:
        """Capture to result."""
        return (self.finished_s - self.frame.time_s) * 1000


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went wrong and was survived; `message` is the sentence for the user.

    Attributes:
        stage: "source", "detector", "model", "analysis", "settings" or "export".
        error: The error behind it, for the log.
    """

    stage: str
    message: str
    error: Exception | None
    time_s: float


class SourceState(StrEnum):
    """What a source is doing."""

    OPENING = "opening"
    PLAYING = "playing"
    PAUSED = "paused"
    LOST = "lost"
    ENDED = "ended"
    FAILED = "failed"
    CLOSED = "closed"

    @property
    def has_picture(self) -> bool:
        """Whether a picture of it may be on screen; what is still on its way in the other states is of before."""
        return self not in (SourceState.OPENING, SourceState.FAILED, SourceState.CLOSED)


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """The open source and its state, published at every change.

    Attributes:
        address: What the user asked for: `camera:0`, a path, a URL or `demo`.
        title: Its name for people: the camera's device name or the file's name.
        live: Frames come at the device's own pace and cannot be sought.
        mirrored: The preview is shown as in a mirror; only ever true of cameras.
        duration_s: Length of a file, None where there is none.
        message: One sentence where the state needs one, else empty.
    """

    address: str
    title: str
    state: SourceState
    live: bool = True
    mirrored: bool = False
    duration_s: float | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """The models in use after a change was applied.

    Attributes:
        models: Names, in the user's order; empty when none could be loaded.
        provider: What ONNX Runtime really uses, as read back from its sessions: "CPU", "CUDA".
        reason: Why a provider that was asked for is not used, one sentence; empty when all is as asked.
    """

    models: tuple[str, ...]
    provider: str
    reason: str = field(default="")


@dataclass(frozen=True, slots=True)
class DetectorStatus:
    """The detector in use after a change was applied: "near" or "far"."""

    name: str


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera that can be opened: `address` is what `--source` takes, `name` the device's own."""

    address: str
    name: str


Event = Failure | SourceStatus | ModelStatus | DetectorStatus
"""What the engine tells besides observations; never dropped."""
