"""What the plots remember of a face: times, raw and smoothed probabilities, in ring buffers of fixed size."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ferdesk.core.types import Floats

Doubles = npt.NDArray[np.float64]

CAPACITY = 18_000
"""Five minutes at 60 pictures a second."""
GAP_S = 0.5
"""A face that was not seen for longer leaves a gap instead of a line."""
MOST_POINTS = 600
"""Of one curve on screen; more cost time and show nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """A stretch of a history, ready to draw.

    Attributes:
        times_s: float64 (N,), N at most `MOST_POINTS`, not decreasing.
        raw: float32 (N, E) as the model said; a row of NaN is a gap.
        smooth: float32 (N, E) after the filter.
    """

    times_s: Doubles
    raw: Floats
    smooth: Floats


class History:
    """The latest `capacity` samples of one face and one model. The oldest give way to the newest."""

    def __init__(self, classes: int, capacity: int = CAPACITY) -> None:
        """Args:
        classes: E, the length of a sample.
        capacity: Samples kept; memory is used only as they come.
        """
        self._times_s: Doubles = np.zeros(capacity)
        self._values: Floats = np.zeros((capacity, 2, classes), dtype=np.float32)
        self._count = 0

    def __len__(self) -> int:
        return min(self._count, len(self._times_s))

    @property
    def last_s(self) -> float:
        """Time of the newest sample, minus infinity when there is none."""
        return float(self._times_s[(self._count - 1) % len(self._times_s)]) if self._count else -np.inf

    def add(self, time_s: float, raw: Floats, smooth: Floats) -> None:
        """Appends a sample; a silence of more than `GAP_S` before it becomes a gap.

        Args:
            time_s: Capture time, not before the last one.
            raw: float32 (E,).
            smooth: float32 (E,).
        """
        if self._count and time_s - self.last_s > GAP_S:
            nothing = np.full_like(raw, np.nan)
            self._write(self.last_s, nothing, nothing)
        self._write(time_s, raw, smooth)

    def _write(self, time_s: float, raw: Floats, smooth: Floats) -> None:
        place = self._count % len(self._times_s)
        self._times_s[place] = time_s
        self._values[place, 0] = raw
        self._values[place, 1] = smooth
        self._count += 1

    def curves(self, since_s: float, most: int = MOST_POINTS) -> Curves:
        """The samples from `since_s` on, in at most `most` points a curve.

        Longer stretches are cut into blocks that keep their place while the history grows, so that the drawn curve does
        not flicker; a block is drawn as its lowest and its highest value, so that no peak is lost.
        """
        start = self._first_after(since_s)
        wanted = self._count - start
        if wanted <= most:
            order = np.arange(start, self._count) % len(self._times_s)
            values = self._values[order]
            return Curves(self._times_s[order], values[:, 0], values[:, 1])
        # One block more than fits may be cut by the two ends.
        size = -(-wanted // (most // 2 - 1))
        return self._blocks(-(-start // size) * size, size)

    def _first_after(self, since_s: float) -> int:
        """The absolute number of the first sample kept that is not before `since_s`."""
        oldest = self._count - len(self)
        order = np.arange(oldest, self._count) % len(self._times_s)
        return oldest + int(np.searchsorted(self._times_s[order], since_s))

    def _blocks(self, start: int, size: int) -> Curves:
        blocks = (self._count - start) // size
        order = np.arange(start, start + blocks * size) % len(self._times_s)
        times = self._times_s[order].reshape(blocks, size).mean(axis=1)
        values = self._values[order].reshape(blocks, size, 2, -1)
        pairs = np.stack([values.min(axis=1), values.max(axis=1)], axis=1).reshape(blocks * 2, 2, -1)
        # The newest samples do not fill a block yet, but the curve must reach now.
        newest = (self._count - 1) % len(self._times_s)
        return Curves(
            np.append(np.repeat(times, 2), self._times_s[newest]),
            np.concatenate([pairs[:, 0], self._values[newest : newest + 1, 0]]),
            np.concatenate([pairs[:, 1], self._values[newest : newest + 1, 1]]),
        )
