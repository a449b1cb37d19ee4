"""How well a face can be seen: figures by which doubtful scores can be left out later."""

import math
from typing import Final

import cv2

from ferdesk.core.orientation import head_orientation
from ferdesk.core.recording import Quality
from ferdesk.core.types import Face, Frame

SIDE: Final = 96
"""Every crop is measured at this size, so that the blur of near and far faces can be compared."""


def measure_quality(frame: Frame, face: Face) -> Quality:
    """The figures of one face.

    Args:
        frame: The picture in which it was found.
        face: Its box may reach over the edge; only what is in the picture is measured.
    """
    box = face.box
    left, top = max(int(box.left), 0), max(int(box.top), 0)
    crop = frame.pixels[top : max(math.ceil(box.bottom), 0), left : max(math.ceil(box.right), 0)]
    size_px = min(box.width, box.height)
    if not crop.size:
        return Quality(size_px, math.nan, math.nan, _yaw_deg(face))
    gray = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    # Sampling between pixels aliases when it shrinks, which looks sharp; averaging whole pixels is quick.
    reduction = max(min(gray.shape) // SIDE, 1)
    gray = cv2.resize(gray, (SIDE * reduction, SIDE * reduction), interpolation=cv2.INTER_LINEAR)
    gray = cv2.resize(gray, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    _, spread = cv2.meanStdDev(cv2.Laplacian(gray, cv2.CV_16S))
    return Quality(size_px, float(spread[0, 0]) ** 2, float(cv2.mean(gray)[0]), _yaw_deg(face))


def _yaw_deg(face: Face) -> float:
    direction = head_orientation(face.keypoints)
    return math.nan if direction is None else direction.yaw_deg
