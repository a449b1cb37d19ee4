"""Whether a face can be used for the room view. Pure functions, any thread.

A face that cannot be used is not guessed: it lowers the coverage. The limits were chosen on the clips of a room, of
turning heads and of people walking (`docs/room.md`): there every sharp face has a sharpness of 0.40 or more, and the
same faces blurred by a twentieth of their size have 0.36 or less.
"""

from enum import StrEnum
from typing import Final

import cv2
import numpy as np

from ferdesk.core.orientation import Orientation
from ferdesk.core.types import Box, Face, Frame, Pixels

SMALLEST_PX: Final = 14.0
"""Height of the face box from which the head's direction was still repeatable."""
SMALLEST_FOR_EXPRESSION_PX: Final = 32.0
"""Smaller faces have too few pixels for models that look at 48 by 48 of them."""
MOST_YAW_DEG: Final = 65.0
MOST_PITCH_DEG: Final = 45.0
_DARKEST: Final = 35.0  # mean gray, 0...255
_LEAST_CONTRAST: Final = 6.0  # standard deviation of gray
_SHARP: Final = 0.36
_SIDE: Final = 24  # px; all faces are judged at this size, so that small ones do not count as blurred


class Unusable(StrEnum):
    """Why a face is not used."""

    SMALL = "small"
    TURNED = "turned"
    DARK = "dark"
    BLURRED = "blurred"


def why_unusable(frame: Frame, face: Face, orientation: Orientation | None) -> Unusable | None:
    """The first reason against a face, None for one that can be used.

    Args:
        frame: The picture.
        face: Found in it.
        orientation: Of this face; None where it cannot be told, which counts as turned.
    """
    if face.box.height < SMALLEST_PX:
        return Unusable.SMALL
    if orientation is None or abs(orientation.yaw_deg) > MOST_YAW_DEG or abs(orientation.pitch_deg) > MOST_PITCH_DEG:
        return Unusable.TURNED
    gray = _gray(frame.pixels, face.box)
    if gray is None:
        return Unusable.SMALL
    contrast = float(gray.std())
    if float(gray.mean()) < _DARKEST or contrast < _LEAST_CONTRAST:
        return Unusable.DARK
    edges = cv2.Laplacian(gray.astype(np.float32), cv2.CV_32F)[1:-1, 1:-1]
    return Unusable.BLURRED if float(edges.std()) / contrast < _SHARP else None


def _gray(pixels: Pixels, box: Box) -> Pixels | None:
    """The face in gray, uint8 (_SIDE, _SIDE); None where next to nothing of it is in the picture."""
    height, width = pixels.shape[:2]
    left, top = max(int(box.left), 0), max(int(box.top), 0)
    cut = pixels[top : min(int(box.bottom) + 1, height), left : min(int(box.right) + 1, width)]
    if min(cut.shape[:2]) < SMALLEST_PX / 2:
        return None
    gray = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY)
    smooth = cv2.INTER_AREA if min(gray.shape) > _SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(gray, (_SIDE, _SIDE), interpolation=smooth), dtype=np.uint8)
