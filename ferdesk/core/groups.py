"""How a model does on groups of people: accuracy and confusion of each group, and differences, all with intervals.

Figures, never a verdict: pictures of two groups can differ in light, size, pose or in how they were labelled, and the
model is then blamed for the pictures. Where a group is too small to say anything, that is what is said.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ferdesk.core.agreement import Counts, right_answers

FEWEST: Final = 30
"""Fewer pictures than that say nothing about a group."""

WIDEST: Final = 0.10
"""An accuracy known less exactly than that, to either side, is not compared."""

NOTE: Final = (
    "These are figures, not a verdict. Groups of pictures differ in light, size, pose, in which emotions they show and"
    " in how they were labelled, and each of these moves the accuracy. Of twenty intervals, about one misses its true"
    " value by chance."
)
_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total`, with the 95 % interval of the share; all NaN where the total is 0."""

    count: int
    total: int
    value: float
    low: float
    high: float

    @property
    def reach(self) -> float:
        """Half the width of the interval, 0...0.5."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled picture.

    Attributes:
        group: Whose it is.
        truth: Its label.
        answer: What the model said; None where no face was found.
    """

    group: str
    truth: str
    answer: str | None


@dataclass(frozen=True, slots=True, eq=False)
class GroupFigures:
    """How the model did on one group.

    Attributes:
        group: Its name.
        found: Pictures in which a face was found, of all of the group.
        accuracy: Right answers, of the pictures with a face whose label says something about the model's classes.
        truths: The labels that were given, rows of `table`.
        labels: The model's classes, columns of `table`.
        table: Counts, int64 (truths, labels).
        right: Per truth, the answers that count as right.
        caution: Why the accuracy is not compared with others, one sentence; empty where it is.
    """

    group: str
    found: Share
    accuracy: Share
    truths: tuple[str, ...]
    labels: tuple[str, ...]
    table: Counts
    right: tuple[frozenset[str], ...]
    caution: str

    def cell(self, truth: str, answer: str) -> Share:
        """How often pictures with that label got that answer."""
        row = self.table[self.truths.index(truth)]
        return wilson(int(row[self.labels.index(answer)]), int(row.sum()))

    def recall(self, truth: str) -> Share:
        """How often pictures with that label got a right answer; of none where the model cannot be judged by it."""
        place = self.truths.index(truth)
        wanted = self.right[place]
        hits = sum(int(self.table[place, self.labels.index(answer)]) for answer in wanted)
        return wilson(hits, int(self.table[place].sum()) if wanted else 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """The accuracy of one group less that of another, -1...1, with its 95 % interval.

    Attributes:
        first, second: The groups.
        value, low, high: As the pictures are.
        alike, alike_low, alike_high: If both groups showed every emotion that they share equally often; NaN where they
            share none.
    """

    first: str
    second: str
    value: float
    low: float
    high: float
    alike: float
    alike_low: float
    alike_high: float

    @property
    def sentence(self) -> str:
        """For people."""
        value, low, high = (f"{share * 100:+.1f}" for share in (self.value, self.low, self.high))
        if self.low <= 0 <= self.high:
            return (
                f"{self.first} minus {self.second}: {value} points of accuracy ({low} to {high}). The interval holds"
                " 0: no clear difference."
            )
        return (
            f"{self.first} minus {self.second}: {value} points of accuracy ({low} to {high}). The interval does not"
            " hold 0."
        )


@dataclass(frozen=True, slots=True, eq=False)
class ModelGroups:
    """One model over all groups.

    Attributes:
        model: Its name.
        groups: In the order of their names.
        differences: Of every two groups that are large enough, the first one by name less the other.
        left_out: Pictures with a face whose label says nothing about this model's classes.
    """

    model: str
    groups: tuple[GroupFigures, ...]
    differences: tuple[Difference, ...]
    left_out: int


def wilson(count: int, total: int) -> Share:
    """A share with its score interval (Wilson 1927), which holds for few and for extreme counts, too."""
    if not total:
        return Share(0, 0, math.nan, math.nan, math.nan)
    share, square = count / total, _NORMAL_95**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = math.sqrt(share * (1 - share) / total + square / (4 * total**2)) * _NORMAL_95 / (1 + square / total)
    low = 0.0 if count == 0 else middle - reach
    high = 1.0 if count == total else middle + reach
    return Share(count, total, share, low, high)


def by_group(model: str, labels: tuple[str, ...], samples: Sequence[Sample]) -> ModelGroups:
    """Figures of every group.

    Args:
        model: Its name.
        labels: Its classes.
        samples: One per picture.
    """
    members: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        members[sample.group].append(sample)
    groups = tuple(_figures(group, labels, members[group]) for group in sorted(members))
    enough = [each for each in groups if not each.caution]
    differences = tuple(difference(first, second) for first, second in itertools.combinations(enough, 2))
    left_out = sum(each.found.count - each.accuracy.total for each in groups)
    return ModelGroups(model, groups, differences, left_out)


def _figures(group: str, labels: tuple[str, ...], samples: Sequence[Sample]) -> GroupFigures:
    truths = tuple(sorted({sample.truth for sample in samples}))
    table = np.zeros((len(truths), len(labels)), dtype=np.int64)
    for sample in samples:
        if sample.answer is not None:
            table[truths.index(sample.truth), labels.index(sample.answer)] += 1
    right = tuple(right_answers(truth, labels) for truth in truths)
    hits = sum(int(row[labels.index(answer)]) for row, wanted in zip(table, right, strict=True) for answer in wanted)
    judged = sum(int(row.sum()) for row, wanted in zip(table, right, strict=True) if wanted)
    accuracy = wilson(hits, judged)
    found = wilson(int(table.sum()), len(samples))
    return GroupFigures(group, found, accuracy, truths, labels, table, right, _caution(group, accuracy))


def _caution(group: str, accuracy: Share) -> str:
    if not accuracy.total:
        return f"{group}: no picture can be judged, so nothing can be said about this group."
    if accuracy.total < FEWEST:
        return f"{group}: {accuracy.total} pictures are too few to say anything. At least {FEWEST} are needed."
    if accuracy.reach > WIDEST:
        return (
            f"{group}: {accuracy.total} pictures give the accuracy to {accuracy.reach * 100:.0f} points either way"
            f" only, too roughly to compare it. More pictures are needed."
        )
    return ""


def difference(first: GroupFigures, second: GroupFigures) -> Difference:
    """The accuracy of the first group less that of the second.

    The interval is that of Newcombe, "Interval Estimation for the Difference between Independent Proportions", 1998,
    method 10; at equal shares of emotions the same limits are put together as by Zou and Donner, "Construction of
    Confidence Limits about Effect Measures", 2008.
    """
    plain = _combined([(first.accuracy, second.accuracy)])
    shared = [
        (one, other)
        for truth in first.truths
        if truth in second.truths and (one := first.recall(truth)).total and (other := second.recall(truth)).total
    ]
    return Difference(first.group, second.group, *plain, *_combined(shared))


def _combined(pairs: Sequence[tuple[Share, Share]]) -> tuple[float, float, float]:
    """The mean difference of pairs of shares, with its limits."""
    if not pairs:
        return math.nan, math.nan, math.nan
    value = sum(one.value - other.value for one, other in pairs) / len(pairs)
    down = sum((one.value - one.low) ** 2 + (other.high - other.value) ** 2 for one, other in pairs)
    up = sum((one.high - one.value) ** 2 + (other.value - other.low) ** 2 for one, other in pairs)
    return value, value - math.sqrt(down) / len(pairs), value + math.sqrt(up) / len(pairs)
