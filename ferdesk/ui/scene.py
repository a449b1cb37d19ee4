"""What the panels are shown: values only."""

from dataclasses import dataclass

import numpy as np

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.types import FaceReading, Floats, Frame


@dataclass(frozen=True, slots=True)
class Verdict:
    """The most probable emotion after smoothing, its probability, and whether that is enough to say it."""

    emotion: str
    confidence: float
    sure: bool


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A face as the panels show it.

    Attributes:
        reading: As analysed.
        smooth: The smoothed probabilities of each prediction, float32 (E,), in the order of `reading.predictions`.
    """

    reading: FaceReading
    smooth: tuple[Floats, ...]

    @property
    def track_id(self) -> int:
        return self.reading.face.track_id

    def place_of(self, model: str) -> int | None:
        """Where the predictions of `model` are, or the first ones while it has none yet; None without any."""
        names = [prediction.model for prediction in self.reading.predictions]
        if not names:
            return None
        return names.index(model) if model in names else 0

    def verdict(self, place: int, threshold: float) -> Verdict:
        smooth = self.smooth[place]
        best = int(np.nanargmax(smooth))
        return Verdict(EMOTIONS[best], float(smooth[best]), bool(smooth[best] >= threshold))


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One picture with its faces.

    Attributes:
        frame: The picture that was analysed.
        faces: All faces in it.
        selected: The selected face's number, `NO_TRACK` for none.
        model: Name of the model whose results are shown.
        threshold: Below this probability a face is "not sure".
    """

    frame: Frame
    faces: tuple[Shown, ...]
    selected: int
    model: str
    threshold: float

    @property
    def selected_face(self) -> Shown | None:
        """The selected face if it is in this picture."""
        return next((face for face in self.faces if face.track_id == self.selected), None)
