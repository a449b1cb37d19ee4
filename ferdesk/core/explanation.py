"""What a view needs to show why a model answered as it did for a face: numbers, and pictures ready to be painted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ferdesk.core.types import Face, Frame, Pixels, Prediction

if TYPE_CHECKING:  # the window is shown before OpenCV is loaded
    from ferdesk.core.heatmap import Heatmap
    from ferdesk.core.spec import ModelSpec

NOTE: Final = "The map shows what the model's output depends on, not why a person feels something."


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """One face of one picture as one model saw it.

    Attributes:
        spec: The model's description.
        digest: SHA-256 of the model's file, hexadecimal.
        reason: Why the method is not Grad-CAM, one sentence; empty when it is.
        caution: Why the maps should not be relied on, one sentence; empty where nothing is known against them.
        heatmaps: One map per class, in the order of `spec.labels`.
        crop: RGB uint8 (side, side, 3), the square of the picture that the model got, in colour and sharp.
        layers: For each map what lies over the crop, RGBA uint8 (side, side, 4); a place without weight is clear.
        ramp: RGB uint8 (n, 3), the colours from the highest value to the lowest.
    """

    spec: "ModelSpec"
    digest: str
    reason: str
    caution: str
    frame: Frame
    face: Face
    prediction: Prediction
    heatmaps: "tuple[Heatmap, ...]"
    crop: Pixels
    layers: tuple[Pixels, ...]
    ramp: Pixels

    @property
    def model(self) -> str:
        return self.spec.name

    @property
    def method(self) -> str:
        """How the maps were made, as people read it."""
        return self.heatmaps[0].method.value

    def place_of(self, emotion: str | None) -> int:
        """Which map shows an emotion; the top class's for None and for what the model does not know."""
        labels = self.spec.labels
        return labels.index(emotion if emotion in labels else self.prediction.label)
