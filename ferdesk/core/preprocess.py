"""The input that a model gets, defined once.

The application, the evaluation and the training all make their crops here, so that a figure measured on crops holds for
the pixels that the model sees live.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ferdesk.core.types import Box, Face, Floats, Pixels

_LONGEST_REDUCTION = 8


@dataclass(frozen=True, slots=True)
class Preprocess:
    """How a face becomes a model's input.

    Attributes:
        height, width: Of the input, in pixels.
        channels: 1 for gray, 3 for RGB.
        margin: What is added on each side of the face box, as a fraction of its longer side. Negative cuts.
        align: Turn the crop so that the eyes are level.
        mean, std: The input is (pixel - mean) / std, one value per channel, in 0...255 units.
        shift: How far the crop's middle lies below the box's, as a fraction of the box's longer side: data sets do not
            frame a face where a detector puts its box.
    """

    height: int
    width: int
    channels: int
    margin: float
    align: bool
    mean: tuple[float, ...]
    std: tuple[float, ...]
    shift: float = 0.0

    def __post_init__(self) -> None:
        if not (1 <= self.height <= 1024 and 1 <= self.width <= 1024):
            raise ValueError(f"input size must be 1...1024 pixels, got {self.height} x {self.width}")
        if self.channels not in (1, 3):
            raise ValueError(f"channels must be 1 or 3, got {self.channels}")
        if not -0.4 <= self.margin <= 2:
            raise ValueError(f"margin must be -0.4...2 of the box, got {self.margin}")
        if not -1 <= self.shift <= 1:
            raise ValueError(f"shift must be -1...1 of the box, got {self.shift}")
        if len(self.mean) != self.channels or len(self.std) != self.channels:
            raise ValueError(f"mean and std need {self.channels} values, got {len(self.mean)} and {len(self.std)}")
        if not all(map(math.isfinite, self.mean)) or not all(math.isfinite(s) and s > 0 for s in self.std):
            raise ValueError(f"mean must be finite and std positive, got {self.mean} and {self.std}")


def crop_box(box: Box, preprocess: Preprocess) -> Box:
    """The square that a model is shown of a face in `box`, before it is turned."""
    longer = max(box.width, box.height)
    side = longer * (1 + 2 * preprocess.margin)
    x, y = box.center
    y += longer * preprocess.shift
    return Box(x - side / 2, y - side / 2, side, side)


def crop_face(pixels: Pixels, face: Face, preprocess: Preprocess) -> Pixels:
    """Cuts a face out of a frame.

    Args:
        pixels: RGB uint8 (height, width, 3). Where the crop reaches over the edge, the edge is repeated.
        face: Box and keypoints in pixels of that frame.
        preprocess: The model's input.

    Returns:
        uint8 (preprocess.height, preprocess.width, preprocess.channels), before scaling.
    """
    square = crop_box(face.box, preprocess)
    region, left, top = _surroundings(pixels, square)
    if preprocess.channels == 1:  # a third of the work for all that follows
        region = np.asarray(cv2.cvtColor(region, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    # Sampling between pixels aliases when it shrinks, so cut at about full resolution and average down.
    reduction = round(square.width / max(preprocess.height, preprocess.width))
    reduction = min(max(reduction, 1), _LONGEST_REDUCTION)
    size = (preprocess.width * reduction, preprocess.height * reduction)
    to_region = _crop_to_frame(square, size, _roll(face) if preprocess.align else 0.0)
    to_region[:, 2] -= (left, top)
    cut = cv2.warpAffine(
        region, to_region, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    return fit_picture(np.asarray(cut, dtype=np.uint8), preprocess)


def fit_picture(pixels: Pixels, preprocess: Preprocess) -> Pixels:
    """Gives a picture that already is a face crop a model's size and colour.

    Args:
        pixels: uint8 (height, width), (height, width, 1) or RGB (height, width, 3).
        preprocess: The model's input; its margin does not matter here.

    Returns:
        uint8 (preprocess.height, preprocess.width, preprocess.channels), before scaling.
    """
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[..., 0]
    size = (preprocess.width, preprocess.height)
    if pixels.shape[1::-1] != size:
        shrinks = pixels.shape[0] > preprocess.height
        interpolation = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=interpolation), dtype=np.uint8)
    if preprocess.channels == 1 and pixels.ndim == 3:
        pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    elif preprocess.channels == 3 and pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    return pixels.reshape(preprocess.height, preprocess.width, preprocess.channels)


def scale(crops: Sequence[Pixels] | Pixels, preprocess: Preprocess) -> Floats:
    """Scales crops to a model's input.

    Args:
        crops: N crops, uint8 (height, width, channels) each, at least one.
        preprocess: The model's input.

    Returns:
        float32 (N, height, width, channels), (pixel - mean) / std.
    """
    batch = np.asarray(crops, dtype=np.float32)
    batch -= np.asarray(preprocess.mean, dtype=np.float32)
    batch /= np.asarray(preprocess.std, dtype=np.float32)
    return batch


def _surroundings(pixels: Pixels, square: Box) -> tuple[Pixels, int, int]:
    """All that a turned `square` can touch, cut at the frame's edge, and where it begins; never empty."""
    height, width = pixels.shape[:2]
    x, y = square.center
    reach = square.width * math.sqrt(0.5) + 2
    left, right = (min(max(int(edge), 0), width - 1) for edge in (x - reach, x + reach))
    top, bottom = (min(max(int(edge), 0), height - 1) for edge in (y - reach, y + reach))
    return pixels[top : bottom + 1, left : right + 1], left, top


def _roll(face: Face) -> float:
    """Angle of the line through the eyes, radians, positive when the picture's right eye is lower."""
    (x0, y0), (x1, y1) = face.keypoints[0], face.keypoints[1]
    return math.atan2(float(y1 - y0), float(x1 - x0)) if x1 > x0 else 0.0


def _crop_to_frame(square: Box, size: tuple[int, int], roll: float) -> np.ndarray:
    """The affine map, float64 (2, 3), from pixel centres of a (width, height) crop to pixel centres of the frame."""
    width, height = size
    x, y = square.center
    step_x, step_y = square.width / width, square.height / height
    cos, sin = math.cos(roll), math.sin(roll)
    linear = np.array([[cos * step_x, -sin * step_y], [sin * step_x, cos * step_y]])
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    offset = np.array([x - 0.5, y - 0.5]) - linear @ middle
    return np.column_stack([linear, offset])
