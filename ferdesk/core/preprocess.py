"""The input that a model gets, defined once.

The application, the evaluation and the training all make their crops here, so that a figure measured on crops holds for
the pixels that the model sees live.
"""

import math
from collections.abc import Sequence

import cv2
import numpy as np

from ferdesk.core.model_input import Preprocess
from ferdesk.core.types import Box, Face, Floats, Pixels

_LONGEST_REDUCTION = 8


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
