"""All that one model said of one face in a session, and which of it is drawn."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.history import GAP_S, MOST_POINTS, Curves
from ferdesk.core.types import Floats

Doubles = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

MEAN_S: Final = 1.0
"""What is drawn thick is the mean of so much time around each point; more where more lies in one point."""
_FINEST_GAP: Final = 200
"""Gaps that are shorter than this part of what is shown cannot be seen, and cost points."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Answers in time order.

    Attributes:
        times_s: float64 (N,), increasing, seconds from the session's start.
        values: float32 (N, K), probabilities of the classes that the model knows.
        places: Where these K classes are in `EMOTIONS`.
    """

    times_s: Doubles
    values: Floats
    places: tuple[int, ...]

    def curves(self, start_s: float, end_s: float, most: int = MOST_POINTS) -> Curves:
        """What to draw between two times.

        Where there are more samples than points, blocks of them are drawn as their lowest and their highest value, so
        that no peak is lost. `Curves.smooth` is the mean of the time around each point, which reaches over no gap.
        There may be a few points more than `most`, two at each gap.
        """
        first = max(int(np.searchsorted(self.times_s, start_s)) - 1, 0)
        last = min(int(np.searchsorted(self.times_s, end_s, "right")) + 1, len(self.times_s))
        times, values = self.times_s[first:last], self.values[first:last]
        if not len(times):
            return Curves(times, values, values)
        shown_s = min(end_s, float(times[-1])) - max(start_s, float(times[0]))
        cuts = np.flatnonzero(np.diff(times) > max(GAP_S, shown_s / _FINEST_GAP)) + 1
        smooth = _running_means(times, values, cuts, max(MEAN_S, 4 * shown_s / most))
        if len(times) <= most:
            return _with_gaps(Curves(times, values, smooth), cuts)
        # Blocks keep their place while what is shown moves, so that the curve does not flicker.
        size = -(-len(times) // (most // 2 - 1))
        starts = np.union1d(np.arange(-first % size, len(times), size), np.append(cuts, 0)).astype(np.intp)
        counts = np.diff(np.append(starts, len(times)))
        middles = np.add.reduceat(times, starts) / counts
        pairs = (np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts))
        means = np.add.reduceat(smooth, starts) / counts[:, None]
        drawn = Curves(
            np.repeat(middles, 2),
            np.stack(pairs, axis=1).reshape(-1, values.shape[1]),
            np.repeat(means, 2, axis=0).astype(np.float32),
        )
        return _with_gaps(drawn, 2 * np.searchsorted(starts, cuts))


def _running_means(times: Doubles, values: Floats, cuts: Places, window_s: float) -> Floats:
    """The mean of each sample's surroundings, as far as they are in the same piece between two cuts."""
    edges = np.concatenate([[0], cuts, [len(times)]])
    piece = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    low = np.maximum(np.searchsorted(times, times - window_s / 2), edges[piece])
    high = np.minimum(np.searchsorted(times, times + window_s / 2, "right"), edges[piece + 1])
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    return np.asarray((sums[high] - sums[low]) / (high - low)[:, None], dtype=np.float32)


def _with_gaps(curves: Curves, cuts: Places) -> Curves:
    """The same with a row of NaN before each of some places."""
    return Curves(
        np.insert(curves.times_s, cuts, curves.times_s[cuts - 1]),
        np.insert(curves.raw, cuts, np.nan, axis=0),
        np.insert(curves.smooth, cuts, np.nan, axis=0),
    )
