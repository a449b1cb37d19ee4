"""Fewer points for a line that has more of them than a screen shows."""

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]


def thinned(times: Doubles, values: Doubles, gap_s: float, most: int) -> tuple[Doubles, ...]:
    """Runs of points: the mean of all values at a time, and of neighbouring times where there are too many.

    Args:
        times: Not decreasing, seconds, float64 (N,).
        values: float64 (N,) without NaN.
        gap_s: Where there was nothing for longer, a new run begins.
        most: Points wanted in all; more only where there are more runs than that.

    Returns:
        One float64 (n, 2) of time and value per run.
    """
    moments, where = np.unique(times, return_inverse=True)
    if not len(moments):
        return ()
    means = np.bincount(where, weights=values) / np.bincount(where)
    parts = np.split(np.arange(len(moments)), np.flatnonzero(np.diff(moments) > gap_s) + 1)
    stride = -(-len(moments) // most)
    while sum(-(-len(part) // stride) for part in parts) > max(most, len(parts)):
        stride += 1
    return tuple(np.stack([_means(moments[part], stride), _means(means[part], stride)], axis=1) for part in parts)


def _means(values: Doubles, stride: int) -> Doubles:
    """The mean of each `stride` values that follow each other, the last group being what is left."""
    starts = np.arange(0, len(values), stride)
    sums = np.add.reduceat(values, starts)
    return np.asarray(sums / np.diff(np.append(starts, len(values))), dtype=np.float64)
