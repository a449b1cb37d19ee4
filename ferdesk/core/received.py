"""The input that a model really receives of a face, for people to look at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ferdesk.core.types import Face, Frame, Pixels

if TYPE_CHECKING:  # the window is shown before OpenCV is loaded
    from ferdesk.core.model_input import Preprocess


@dataclass(frozen=True, slots=True, eq=False)
class Received:
    """One face as a model gets it.

    Attributes:
        model: The model's name.
        frame: Number of the frame.
        face: Number of the face.
        preprocess: How the input was made.
        pixels: uint8 (height, width, channels), before scaling.
        low, high: The smallest and largest value after scaling.
    """

    model: str
    frame: int
    face: int
    preprocess: "Preprocess"
    pixels: Pixels
    low: float
    high: float


def receive(frame: Frame, face: Face, model: str, preprocess: "Preprocess") -> Received:
    """Makes a model's input exactly as the model's own classifier does."""
    from ferdesk.core.preprocess import crop_face, scale

    pixels = crop_face(frame.pixels, face, preprocess)
    values = scale([pixels], preprocess)
    return Received(model, frame.index, face.track_id, preprocess, pixels, float(values.min()), float(values.max()))
