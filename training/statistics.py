"""How sure a figure is, and whether two scenarios differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from ferdesk.core.types import Floats

_DRAWS = 2000


def bootstrap_interval(correct: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """The 95 % percentile interval of the accuracy (Efron and Tibshirani 1993, section 13.3).

    Args:
        correct: Whether each test picture was classified correctly; runs that share a scenario are put together.
    """
    # Drawing N answers with replacement and counting the right ones is one binomial draw.
    hits = np.random.default_rng(0).binomial(len(correct), correct.mean(), _DRAWS) / len(correct)
    low, high = np.quantile(hits, [0.025, 0.975])
    return float(low), float(high)


def runs_interval(figures: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean over at least two runs (Student, "The probable error of a mean", Biometrika 1908).

    It takes runs for independent; they share training pictures, so it is somewhat too narrow.
    """
    values = np.asarray(figures)
    half = float(stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values)))
    return float(values.mean()) - half, float(values.mean()) + half


def mean_interval(values: Floats) -> tuple[float, float, float]:
    """A mean and its 95 % percentile interval; of paired differences, when those are given.

    Args:
        values: One per picture, (N,); NaN is left out.

    Returns:
        Mean, lower and upper end; NaN where there is no value.
    """
    known = np.asarray(values, dtype=np.float64)[~np.isnan(values)]
    if not len(known):
        return float("nan"), float("nan"), float("nan")
    drawn = np.random.default_rng(0).integers(0, len(known), (_DRAWS, len(known)))
    low, high = np.quantile(known[drawn].mean(axis=1), [0.025, 0.975])
    return float(known.mean()), float(low), float(high)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scenarios over the same seeds or folds: mean difference (second minus first) and p values; NaN: undefined."""

    pairs: int
    difference: float
    t_test: float
    corrected: float
    wilcoxon: float

    @property
    def least_wilcoxon(self) -> float:
        """The smallest p value that so few pairs can have: all of 2^pairs signs are equally likely, two are extreme."""
        return float(2 / 2**self.pairs)


def compare(first: Sequence[float], second: Sequence[float], tested: float) -> Comparison:
    """Paired t-test, corrected resampled t-test and Wilcoxon signed-rank test.

    The corrected one takes the variance of the mean difference as that of the differences times 1 / pairs + `tested`,
    because runs whose training pictures overlap are not independent (Nadeau and Bengio, "Inference for the
    generalization error", Machine Learning 52, 2003, section 3).

    Args:
        first, second: Equally many figures of runs, at least two.
        tested: A run's test pictures, as a part of its training pictures.
    """
    a, b = np.asarray(first), np.asarray(second)
    pairs, difference, undefined = len(a), float((b - a).mean()), float("nan")
    if np.allclose(a - b, (a - b)[0]):
        return Comparison(pairs, difference, undefined, undefined, undefined)
    plain = stats.ttest_rel(b, a)
    shrunk = plain.statistic / np.sqrt(1 + pairs * tested)
    corrected = float(2 * stats.t.sf(abs(shrunk), pairs - 1))
    return Comparison(pairs, difference, float(plain.pvalue), corrected, float(stats.wilcoxon(b, a).pvalue))


def mcnemar(first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> float:
    """The p value of McNemar's exact test (1947): whether two runs are right on equally many of the same pictures.

    Args:
        first, second: Whether each picture was classified correctly, (N,).
    """
    only_first, only_second = int((first & ~second).sum()), int((second & ~first).sum())
    apart = only_first + only_second
    return float(stats.binomtest(only_second, apart).pvalue) if apart else 1.0
