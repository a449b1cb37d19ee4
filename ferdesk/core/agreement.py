"""What models with different classes can be asked in common, and how far their answers agree.

Agreement is not correctness: models that were trained on the same faces share their mistakes.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.labels import EMOTIONS, FER2013, HAPPY, INDEX, SMILE

Probabilities = npt.NDArray[np.floating[Any]]
Counts = npt.NDArray[np.int64]

NOTE: Final = "Agreement is not correctness: models trained on the same faces share their mistakes."

_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class View:
    """A question that several models answer.

    Attributes:
        name: For people.
        classes: The possible answers.
        sources: Per class, the emotions that count as it; a model needs one of them for each class.
    """

    name: str
    classes: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]

    def asks(self, labels: Collection[str]) -> bool:
        """Whether a model with these classes can answer."""
        return all(not set(names).isdisjoint(labels) for names in self.sources)

    def project(self, probabilities: Probabilities) -> npt.NDArray[np.float64]:
        """Probabilities of the view's classes.

        Args:
            probabilities: (N, E) in `EMOTIONS` order, NaN where a model has no such class.

        Returns:
            float64 (N, K): sums over each class's emotions, brought to 1. NaN in a row that has none of them.
        """
        parts = [np.nansum(probabilities[:, [INDEX[name] for name in names]], axis=1) for names in self.sources]
        sums = np.stack(parts, axis=1).astype(np.float64)
        totals = sums.sum(axis=1, keepdims=True)
        shares: npt.NDArray[np.float64] = np.divide(sums, totals, out=np.full_like(sums, np.nan), where=totals > 0)
        return shares

    def answers(self, probabilities: Probabilities) -> Counts:
        """The class to which the shown label belongs, (N,), -1 where a model said nothing.

        It is that of the most probable emotion that the view knows, and not the class with the largest sum: "happy"
        at 0.4 is what the user sees, even though all others together have 0.6.
        """
        owners = np.full(len(EMOTIONS), -1)
        for number, names in enumerate(self.sources):
            owners[[INDEX[name] for name in names]] = number
        known = np.where((owners >= 0) & ~np.isnan(probabilities), probabilities, -1.0)
        best = known.argmax(axis=1)
        return np.where(known.max(axis=1) >= 0, owners[best], -1)


def _itself(name: str, classes: Sequence[str]) -> View:
    return View(name, tuple(classes), tuple((emotion,) for emotion in classes))


VIEWS: Final = (
    _itself("the seven emotions", FER2013),
    View(
        "happy or not",
        HAPPY,
        (("not_happy", *(name for name in FER2013 if name != "happy"), "contempt"), ("happy",)),
    ),
    _itself("smile or not", SMILE),
)
"""Tried in this order. Smiling and being happy are different claims, so no view mixes them: a smile model is compared
with smile models alone."""


def shared_view(first: Collection[str], second: Collection[str]) -> View | None:
    """The finest question that models with these classes both answer; None where there is none.

    Models with the same classes are compared on these. Where one knows more (contempt beside the seven emotions), its
    other classes are left out and the rest is brought to 1.
    """
    if set(first) == set(second):
        return _itself("their own classes", [name for name in EMOTIONS if name in first])
    return next((view for view in VIEWS if view.asks(first) and view.asks(second)), None)


def right_answers(truth: str, labels: Collection[str]) -> frozenset[str]:
    """Which of a model's classes are right when `truth` was posed; none where the model cannot be judged by it.

    `sad` makes `not_happy` right; `not_happy` makes each of the six others of a seven-class model right.
    """
    if truth in labels:
        return frozenset((truth,))
    for view in VIEWS:
        coarse = set(view.classes) == set(labels) or truth in view.classes
        right = next((names for names in view.sources if truth in names), ())
        if coarse and right and view.asks(labels):
            return frozenset(labels).intersection(right)
    return frozenset()


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa with its 95 % interval, -1...1.

    All NaN where chance alone explains everything; without an interval (NaN) where one side gave one answer only, for
    then kappa is 0 whatever the other side says.
    """

    value: float
    low: float
    high: float


def confusion(first: Counts, second: Counts, classes: int) -> Counts:
    """How often each pair of answers came together, int64 (classes, classes), rows being `first`."""
    both = (first >= 0) & (second >= 0)
    table = np.bincount(first[both] * classes + second[both], minlength=classes * classes)
    return table.reshape(classes, classes).astype(np.int64)


def agreement(table: Counts) -> float:
    """The share of equal answers, 0...1; NaN for an empty table."""
    total = int(table.sum())
    return float(np.trace(table)) / total if total else math.nan


def cohen_kappa(table: Counts) -> Kappa:
    """Agreement beyond chance.

    Cohen, "A Coefficient of Agreement for Nominal Scales", 1960; the interval from the large-sample standard error of
    Fleiss, Cohen and Everitt, "Large Sample Standard Errors of Kappa and Weighted Kappa", 1969, equation 13. It takes
    the samples as independent; successive frames are not, so the true interval is wider.

    Args:
        table: From `confusion`.
    """
    total = int(table.sum())
    if not total:
        return Kappa(math.nan, math.nan, math.nan)
    shares = table / total
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    seen, chance = float(np.trace(shares)), float(rows @ columns)
    if chance >= 1 - 1e-12:
        return Kappa(math.nan, math.nan, math.nan)
    value = (seen - chance) / (1 - chance)
    if np.count_nonzero(rows) == 1 or np.count_nonzero(columns) == 1:
        return Kappa(value, math.nan, math.nan)
    sums = columns[:, None] + rows[None, :]  # for cell (i, j): what column i and row j hold
    diagonal = np.diag(shares) * ((1 - chance) - np.diag(sums) * (1 - seen)) ** 2
    off = shares * sums**2 * (1 - seen) ** 2
    inner = diagonal.sum() + off.sum() - np.trace(off) - (seen * chance - 2 * chance + seen) ** 2
    error = math.sqrt(max(float(inner), 0.0) / total) / (1 - chance) ** 2
    return Kappa(value, max(value - _NORMAL_95 * error, -1.0), min(value + _NORMAL_95 * error, 1.0))


def divergence(first: Probabilities, second: Probabilities) -> npt.NDArray[np.float64]:
    """Jensen-Shannon divergence of each row, in bits: 0 for equal ones, 1 where nothing overlaps.

    Lin, "Divergence Measures Based on the Shannon Entropy", 1991.

    Args:
        first, second: (N, K), rows that sum to 1, or NaN.

    Returns:
        float64 (N,), NaN where a row is.
    """
    middle = (first + second) / 2
    bits = (_bits(first, middle) + _bits(second, middle)) / 2
    return np.clip(bits, 0, 1)


def _bits(each: Probabilities, middle: Probabilities) -> npt.NDArray[np.float64]:
    """Kullback-Leibler divergence of each row, in bits; what has probability 0 adds 0."""
    ratio = np.divide(each, middle, out=np.ones(each.shape), where=(each > 0) & (middle > 0))
    return np.asarray((each * np.log2(ratio)).sum(axis=1), dtype=np.float64)
