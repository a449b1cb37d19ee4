"""A model's answers against what was posed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ferdesk.core.agreement import Counts, right_answers


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """How one model did.

    Attributes:
        model: Its name.
        right, judged: Answers that were right, of those that can be.
        left_out: Samples whose label says nothing about this model's classes, or of which it said nothing.
        truths: The labels that were posed, rows of `table`.
        labels: The model's classes, columns of `table`.
        table: Counts, int64 (truths, labels); also of what is left out above.
    """

    model: str
    right: int
    judged: int
    left_out: int
    truths: tuple[str, ...]
    labels: tuple[str, ...]
    table: Counts

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0...1; NaN where none can be judged."""
        return self.right / self.judged if self.judged else math.nan


def judge(model: str, labels: tuple[str, ...], posed: Sequence[str | None], answers: Sequence[str | None]) -> Judged:
    """Compares answers with labels.

    Args:
        model: Its name.
        labels: Its classes.
        posed: What was posed, one per sample; None where nobody knows.
        answers: What the model said, one of `labels` per sample; None where it said nothing.
    """
    pairs = [(truth, answer) for truth, answer in zip(posed, answers, strict=True) if truth is not None]
    truths = tuple(sorted({truth for truth, _ in pairs}))
    table = np.zeros((len(truths), len(labels)), dtype=np.int64)
    right = judged = 0
    for truth, answer in pairs:
        if answer is None:
            continue
        table[truths.index(truth), labels.index(answer)] += 1
        wanted = right_answers(truth, labels)
        judged += bool(wanted)
        right += answer in wanted
    return Judged(model, right, judged, len(pairs) - judged, truths, labels, table)
