"""What one run does otherwise than another on the same test pictures."""

import numpy as np
import numpy.typing as npt

from training.metrics import Labels, confusion, per_class
from training.pages import Block, Heading, Paragraph, Table
from training.runs import Run
from training.statistics import mcnemar, mean_interval

Pair = tuple[Run, Run]
"""Finished runs whose test parts are the same."""


def same_pictures(first: Run, second: Run) -> bool:
    """Whether two finished runs were scored on the same pictures."""
    return bool(first.result()["data"]["sha256"]["test"] == second.result()["data"]["sha256"]["test"])


def difference(pair: Pair) -> str:
    """How much better the second run is, and how sure that is."""
    (before, truth), (after, _) = map(_answers, pair)
    right = before == truth, after == truth
    mean, low, high = mean_interval(_gained(*right))
    return (
        f"{mean * 100:+.2f} points on the same {len(truth):,} pictures (95 % interval {low * 100:+.2f} to"
        f" {high * 100:+.2f}, paired bootstrap over pictures; McNemar's exact test p = {mcnemar(*right):.3f})."
        " One run each: how far another seed would come out is not in it."
    )


def by_class(title: str, pair: Pair, labels: tuple[str, ...]) -> list[Block]:
    """A table of what changes for each class."""
    (before, truth), (after, _) = map(_answers, pair)
    was, now = (per_class(confusion(answers, truth, len(labels))) for answers in (before, after))
    rows = []
    for k, label in enumerate(labels):
        of_class = truth == k
        mean, low, high = mean_interval(_gained(before[of_class] == k, after[of_class] == k))
        rows.append(
            (
                label,
                str(was.support[k]),
                f"{was.recall[k]:.3f} → {now.recall[k]:.3f}",
                f"{mean * 100:+.1f} ({low * 100:+.1f} to {high * 100:+.1f})",
                f"{was.precision[k]:.3f} → {now.precision[k]:.3f}",
                f"{was.f1[k]:.3f} → {now.f1[k]:.3f}",
                f"{(before == k).sum()} → {(after == k).sum()}",
            )
        )
    head = ("class", "pictures", "recall", "points (95 % interval)", "precision", "F1", "answers")
    return [Heading("Changes per class"), Paragraph(title), Table(head, tuple(rows))]


def _answers(run: Run) -> tuple[Labels, Labels]:
    """Of the test part, and what is right."""
    arrays = run.predictions()
    return arrays["test_logits"].argmax(axis=1), arrays["test_labels"]


def _gained(before: npt.NDArray[np.bool_], after: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    return after.astype(np.float32) - before.astype(np.float32)
