"""How well a face can be seen: figures by which doubtful scores can be left out later."""

import math
from typing import Final

import cv2
import numpy as np

from ferdesk.core.recording import Quality
from ferdesk.core.types import Face, Frame

SIDE: Final = 96
"""Every crop is measured at this size, so that the blur of near and far faces can be compared."""
_NOSE_DEPTH: Final = 0.6
"""How far the tip of the nose stands before the eyes, in distances between the eyes: about 38 of 63 mm."""


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
    shrinks = min(gray.shape) > SIDE
    gray = cv2.resize(gray, (SIDE, SIDE), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    _, spread = cv2.meanStdDev(cv2.Laplacian(gray, cv2.CV_16S))
    return Quality(size_px, float(spread[0, 0]) ** 2, float(cv2.mean(gray)[0]), _yaw_deg(face))


def _yaw_deg(face: Face) -> float:
    """From where the nose stands along the line through the eyes: tan(yaw) = offset / (depth of nose * distance).

    A rigid average head seen from afar; good to about 10 degrees up to 45, beyond that only its sign can be trusted.
    """
    right_eye, left_eye, nose = face.keypoints[:3].astype(np.float64)
    line = left_eye - right_eye
    distance = math.hypot(*line)
    if not distance >= 1:  # keypoints that are unknown, or on one spot
        return math.nan
    offset = float((nose - (right_eye + left_eye) / 2) @ line) / distance
    return math.degrees(math.atan2(offset, _NOSE_DEPTH * distance))
