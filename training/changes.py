"""What one scenario of a study does otherwise than another."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from training.lines import Line
from training.metrics import Labels, confusion, per_class
from training.pages import Block, Heading, Paragraph, Table
from training.runs import Run
from training.settings import Settings
from training.statistics import compare, mcnemar, mean_interval
from training.studies import Study

_OVERLAP = (
    "Runs share training pictures, which makes the p values of the paired t-test too small. The corrected resampled"
    " t-test (Nadeau and Bengio 2003, Machine Learning 52) takes the variance times 1/n + test/training pictures"
    " instead of 1/n, for n pairs."
)
_FEWEST_PAIRS = 2

Pair = tuple[Run, Run]
"""Finished runs whose test parts are the same."""


def tests(study: Study, lines: Sequence[Line]) -> list[Block]:
    """What the tests say of the scenarios that the study compares."""
    texts = [_test(lines[first], lines[second]) for first, second in study.compared]
    several = any(len(line.runs) >= _FEWEST_PAIRS for line in lines)
    about = [Paragraph(_OVERLAP)] if several else []
    return [Heading("Paired tests"), *about, *map(Paragraph, texts)] if texts else []


def by_class(study: Study, lines: Sequence[Line]) -> list[Block]:
    """Tables of what changes for each class, where the scenarios have one run each on the same pictures."""
    blocks: list[Block] = []
    for first, second in study.compared:
        before, after = lines[first], lines[second]
        if pair := _single_pair(before, after):
            title = f"{before.scenario.title} → {after.scenario.title}"
            blocks += _by_class(title, pair, before.labels())
    return blocks


def _test(first: Line, second: Line) -> str:
    before, after = (
        {_part(run.settings): result for run, result in zip(line.runs, line.results, strict=True)}
        for line in (first, second)
    )
    parts = sorted(before.keys() & after.keys())
    title = f"{second.scenario.title} against {first.scenario.title}"
    if len(parts) < _FEWEST_PAIRS:
        if pair := _single_pair(first, second):
            return f"{title}: {_difference(pair)}"
        return f"{title}: too few paired runs for a test ({len(parts)})."
    sizes = [before[part]["data"]["parts"] for part in parts]
    found = compare(
        [before[part]["test"]["accuracy"] for part in parts],
        [after[part]["test"]["accuracy"] for part in parts],
        float(np.mean([size["test"] / size["training"] for size in sizes])),
    )
    return (
        f"{title}: {found.difference * 100:+.2f} points over {found.pairs} paired runs; paired t-test"
        f" p = {found.t_test:.3f}, corrected resampled t-test p = {found.corrected:.3f}, Wilcoxon signed-rank"
        f" p = {found.wilcoxon:.4f} (with {found.pairs} pairs never below {found.least_wilcoxon:.4f})."
    )


def _single_pair(first: Line, second: Line) -> Pair | None:
    """The finished runs of two scenarios of one run each, if their test pictures are the same."""
    runs = [line.runs[0] for line in (first, second) if len(line.runs) == len(line.scenario.runs) == 1]
    if len(runs) == len((first, second)) and _same_pictures(*runs):
        return runs[0], runs[1]
    return None


def _part(settings: Settings) -> tuple[int, int]:
    """Runs of two scenarios are a pair when they are scored on the same pictures."""
    return settings.seed, settings.split.fold


def _same_pictures(first: Run, second: Run) -> bool:
    """Whether two finished runs were scored on the same pictures."""
    return bool(first.result()["data"]["sha256"]["test"] == second.result()["data"]["sha256"]["test"])


def _difference(pair: Pair) -> str:
    """How much better the second run is, and how sure that is."""
    (before, truth), (after, _) = map(_answers, pair)
    right = before == truth, after == truth
    mean, low, high = mean_interval(_gained(*right))
    return (
        f"{mean * 100:+.2f} points on the same {len(truth):,} pictures (95 % interval {low * 100:+.2f} to"
        f" {high * 100:+.2f}, paired bootstrap over pictures; McNemar's exact test p = {mcnemar(*right):.3f})."
        " One run each: how far another seed would come out is not in it."
    )


def _by_class(title: str, pair: Pair, labels: tuple[str, ...]) -> list[Block]:
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
