"""Figures by group, as files and command lines tell them. Numbers never follow the locale."""

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ferdesk.core.groups import GroupFigures, ModelGroups, Share


def model_facts(model: ModelGroups) -> dict[str, Any]:
    """All of it, ready for JSON; null where a figure has no value."""
    return {
        "model": model.model,
        "not_judged": model.left_out,
        "groups": [_group_facts(group) for group in model.groups],
        "differences": [
            {name: number(value) for name, value in asdict(each).items()} | {"sentence": each.sentence}
            for each in model.differences
        ],
    }


def _group_facts(group: GroupFigures) -> dict[str, Any]:
    return {
        "group": group.group,
        "pictures": group.found.total,
        "faces_found": _share(group.found),
        "accuracy": _share(group.accuracy),
        "caution": group.caution,
        "labels": group.truths,
        "answers": group.labels,
        "confusion": group.table.tolist(),
        "right_by_label": {truth: _share(group.recall(truth)) for truth in group.truths},
    }


def _share(share: Share) -> dict[str, Any]:
    return {name: number(value) for name, value in asdict(share).items()}


def number(value: Any) -> Any:
    """A figure as files have it: six places, and None for NaN."""
    if not isinstance(value, float):
        return value
    return None if math.isnan(value) else round(value, 6)


def lines_of(model: ModelGroups) -> Iterator[str]:
    """What the command lines print of one model."""
    yield f"{model.model:<24} {'pictures':>8} {'face found':>10} {'judged':>7}  accuracy (95 % interval)"
    for group in model.groups:
        counts = f"{group.found.total:>8,} {group.found.count:>10,} {group.accuracy.total:>7,}"
        yield f"  {group.group:<22} {counts}  {_accuracy(group.accuracy)}"
    yield from (group.caution for group in model.groups if group.caution)
    yield from (each.sentence for each in model.differences)
    if not model.differences:
        yield "No two groups are large enough to be compared."


def _accuracy(share: Share) -> str:
    return f"{share.value:.1%} ({share.low:.1%} to {share.high:.1%})" if share.total else "-"
