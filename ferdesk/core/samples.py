"""What several models said of the same faces of the same frames, in arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ferdesk.core.types import Floats

LONGEST_GAP_S = 1.0
"""A face that is not seen for longer begins anew: neither flicker nor disagreement reaches over the gap."""

Doubles = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """A sample is one face of one frame.

    Attributes:
        times_s: float64 (N,), not decreasing, seconds.
        faces: Track numbers, int64 (N,).
        probabilities: float32 (N, models, E), a row of NaN for a model that said nothing.
    """

    times_s: Doubles
    faces: Numbers
    probabilities: Floats

    def runs(self) -> tuple[Places, ...]:
        """Positions of the samples of each face, cut where it was gone for longer than `LONGEST_GAP_S`."""
        found: list[Places] = []
        for face in np.unique(self.faces):
            positions = np.flatnonzero(self.faces == face)
            cuts = np.flatnonzero(np.diff(self.times_s[positions]) > LONGEST_GAP_S) + 1
            found.extend(np.split(positions, cuts))
        return tuple(found)


def joined(parts: Sequence[Samples]) -> Samples:
    """Parts that follow each other as one; at least one."""
    return Samples(
        np.concatenate([part.times_s for part in parts]),
        np.concatenate([part.faces for part in parts]),
        np.concatenate([part.probabilities for part in parts]),
    )
