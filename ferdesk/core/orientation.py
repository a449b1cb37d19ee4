"""Where a head points, from the six keypoints that the face detector gives anyway. Pure functions, any thread.

Geometry: the keypoints are taken as a scaled orthographic picture of six points of a mean face, as in step "POS" of
D. DeMenthon and L. Davis 1995, "Model-Based Object Pose in 25 Lines of Code", International Journal of Computer Vision
15, section 3; the two rows that this gives are then made orthogonal and equally long by their singular values. The six
points are vertices of MediaPipe's canonical face model (Apache-2.0, `canonical_face_model.obj`, centimetres): 33 and
133 (an eye is in their middle), 1 (nose tip), 13 and 14 (mouth), 234 and 454 (tragions).

What it cannot do: nobody's face is the mean face, so a head that points straight at the camera can come out some
degrees off, the same way in every picture; the eyes may look elsewhere than the head points. `docs/room.md` holds what
was measured.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.types import Floats

Doubles = npt.NDArray[np.float64]

MEAN_FACE: Final[Doubles] = np.array(
    [
        [-3.151, 2.625, 3.466],
        [3.151, 2.625, 3.466],
        [0.0, -1.127, 7.476],
        [0.0, -4.268, 5.312],
        [-7.664, 0.673, -2.436],
        [7.664, 0.673, -2.436],
    ]
)
"""The keypoints' places on a mean face, float64 (6, 3) cm in the order of `Face.keypoints`: x to the right of the
picture, y up, z towards the camera."""

_CENTERED: Final[Doubles] = MEAN_FACE - MEAN_FACE.mean(axis=0)
_SOLVER: Final[Doubles] = np.asarray(np.linalg.pinv(_CENTERED), dtype=np.float64)
_FLAT: Final = 1e-6
"""Below this scale, pixels per centimetre, the keypoints lie in one place and show no direction."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """Where a head points, seen along the line from the camera to the head.

    Attributes:
        yaw_deg: 0 towards the camera, positive to the right of the picture as the camera delivers it (unmirrored).
        pitch_deg: 0 towards the camera, positive upwards.
    """

    yaw_deg: float
    pitch_deg: float

    def apart_deg(self, other: "Orientation") -> float:
        """The angle between two directions, 0...180 degrees."""
        one, two = _vector(self), _vector(other)
        return math.degrees(math.acos(min(max(float(one @ two), -1.0), 1.0)))


def head_orientation(keypoints: Floats) -> Orientation | None:
    """The head's direction.

    Args:
        keypoints: float32 (6, 2) x and y in frame pixels, in the order of `Face.keypoints`.

    Returns:
        None where the keypoints lie in one place or on one line and show no direction.
    """
    points = keypoints.astype(np.float64) * (1.0, -1.0)  # pictures count y downwards
    affine = (_SOLVER @ (points - points.mean(axis=0))).T
    left, scales, right = np.linalg.svd(affine, full_matrices=False)
    if scales[1] < _FLAT:
        return None
    across, up = left @ right
    forward = np.array([across[2], up[2], across[0] * up[1] - across[1] * up[0]])
    yaw = math.atan2(forward[0], forward[2])
    pitch = math.asin(min(max(float(forward[1]), -1.0), 1.0))
    return Orientation(math.degrees(yaw), math.degrees(pitch))


def _vector(orientation: Orientation) -> Doubles:
    """Its unit vector, float64 (3,)."""
    yaw, pitch = math.radians(orientation.yaw_deg), math.radians(orientation.pitch_deg)
    return np.array([math.sin(yaw) * math.cos(pitch), math.sin(pitch), math.cos(yaw) * math.cos(pitch)])
