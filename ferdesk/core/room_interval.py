"""Intervals around what is said of a group, and what counts as a change. Pure functions.

Pictures that follow each other are much alike: taken one by one they would promise far too much. So a window is cut
into stretches, and the mean of their means gets Student's interval (batch means; A. Law and W. Kelton, "Simulation
Modeling and Analysis", chapter on output data analysis). Two sections of a lesson are compared by a circular block
bootstrap over their windows (D. Politis and J. Romano 1992, "A circular block-resampling procedure for stationary
data").

Both speak of how much a figure would vary over time. The faces in view are all there are, so nothing is said about
other people.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.room import Estimate, RoomWindow

Doubles = npt.NDArray[np.float64]

LEAST_BLOCKS: Final = 4
"""Fewer stretches than this have no interval worth showing."""
LEAST_WINDOWS: Final = 4
"""Fewer windows than this, two minutes of them, are no section to compare."""
RESAMPLES: Final = 2000
_Z: Final = 1.959964


def student_quantile(freedom: int) -> float:
    """The 97.5 % point of Student's t, within 0.02 from 3 degrees of freedom on.

    M. Abramowitz and I. Stegun 1964, "Handbook of Mathematical Functions", 26.7.5.
    """
    z, n = _Z, float(freedom)
    terms = (
        (z**3 + z) / (4 * n),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3),
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4),
    )
    return z + sum(terms)


def estimate(means: Doubles, *, most: float) -> Estimate | None:
    """The mean of block means and its 95 % interval.

    Args:
        means: float64 (B,), NaN for a stretch of which nothing is known.
        most: The largest possible value; the smallest is 0.

    Returns:
        None where fewer than `LEAST_BLOCKS` are known.
    """
    known = means[np.isfinite(means)]
    if len(known) < LEAST_BLOCKS:
        return None
    value = min(float(known.mean()), most)
    half = student_quantile(len(known) - 1) * float(known.std(ddof=1)) / math.sqrt(len(known))
    return Estimate(value, max(value - half, 0.0), min(value + half, most))


def widened(means: Doubles) -> Estimate | None:
    """The interval of a share whose measure errs: from the lowest with a narrow to the highest with a wide limit.

    Args:
        means: float64 (B, 3) block means with the limit as it was set, narrowed and widened by the error.
    """
    middle, narrow, wide = (estimate(means[:, place], most=1.0) for place in range(3))
    if middle is None or narrow is None or wide is None:
        return None
    return Estimate(middle.value, min(narrow.low, middle.low), max(wide.high, middle.high))


def certain(known: Estimate | None) -> Estimate:
    """An estimate that is always there.

    Raises:
        ValueError: It is not.
    """
    if known is None:
        raise ValueError("there are too few stretches for an estimate")
    return known


def is_clear_change(before: Estimate, after: Estimate) -> bool:
    """Whether two windows differ by more than the intervals of both leave open."""
    down, up = after.value - before.value, before.value - after.value
    if down > 0:
        return down > math.hypot(after.value - after.low, before.high - before.value)
    return up > math.hypot(after.high - after.value, before.value - before.low)


@dataclass(frozen=True, slots=True)
class Difference:
    """How two sections of a lesson differ in one figure: the second minus the first.

    Attributes:
        first, second: Means over the sections' windows.
        change: Their difference with its 95 % interval.
    """

    first: float
    second: float
    change: Estimate

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0. It says nothing about why."""
        return self.change.low > 0 or self.change.high < 0


def compare_sections(first: Sequence[float], second: Sequence[float], seed: int = 0) -> Difference | None:
    """Compares a figure's window values of two sections.

    Args:
        first, second: One value per window, in order of time.
        seed: Of the resampling; the same sections always give the same interval.

    Returns:
        None where a section has fewer than `LEAST_WINDOWS`.
    """
    if min(len(first), len(second)) < LEAST_WINDOWS:
        return None
    random = np.random.default_rng(seed)
    means = [_resampled_means(np.array(each, dtype=np.float64), random) for each in (first, second)]
    changes = means[1] - means[0]
    one, other = float(np.mean(first)), float(np.mean(second))
    low, high = np.quantile(changes, (0.025, 0.975))
    change = other - one
    return Difference(one, other, Estimate(change, min(float(low), change), max(float(high), change)))


def _resampled_means(values: Doubles, random: np.random.Generator) -> Doubles:
    """float64 (RESAMPLES,) means of series put together from blocks that may run over the end to the beginning."""
    count = len(values)
    length = max(round(count ** (1 / 3)), 1)
    blocks = math.ceil(count / length)
    starts = random.integers(0, count, size=(RESAMPLES, blocks))
    places = (starts[:, :, None] + np.arange(length)) % count
    means: Doubles = values[places.reshape(RESAMPLES, -1)[:, :count]].mean(axis=1)
    return means


def section_values(windows: Sequence[RoomWindow], figure: str) -> list[float]:
    """One figure of some windows, by its name as in `FIGURES`; windows that do not have it are left out."""
    estimates = [FIGURES[figure](window) for window in windows]
    return [known.value for known in estimates if known is not None]


FIGURES: Final[dict[str, Callable[[RoomWindow], Estimate | None]]] = {
    "coverage": lambda window: window.coverage,
    "facing": lambda window: window.facing,
    "movement": lambda window: window.movement,
    "index": lambda window: window.index,
}
"""The figures that have a curve and can be compared."""
