"""The report of a fairness check: one HTML file without scripts, links or anything else from outside."""

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any, Final

from ferdesk.session.page_parts import STYLE, html_table

_PAGE: Final = Template(
    """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ferdesk: accuracy by group</title>
<style>
$style</style></head><body>
<h1>Accuracy by group</h1>
<p class="dim">$table &middot; $pictures pictures &middot; $detector &middot; ferdesk $version</p>
<p class="note">$note</p>$problems
$models
</body></html>
"""
)


def page(facts: Mapping[str, Any]) -> str:
    """The page, from what is written to groups.json."""
    detector = facts["detector"]
    return _PAGE.substitute(
        style=STYLE,
        table=escape(facts["table"]),
        pictures=f"{facts['pictures']:,}",
        detector=f"detector for {detector} faces" if detector else "face crops, no detector",
        version=escape(facts["ferdesk"]),
        note=escape(facts["note"]),
        problems="".join(f"<p>{escape(problem)}</p>" for problem in facts["left_out"]),
        models="".join(_model(model) for model in facts["models"]),
    )


def _model(model: Mapping[str, Any]) -> str:
    groups = model["groups"]
    heads = ("group", "pictures", "face found", "judged", "right", "accuracy", "95 % interval")
    parts = [f"<h2>{escape(model['model'])}</h2>", _wide(html_table(heads, [_figures(group) for group in groups]))]
    parts += [f"<p>{escape(group['caution'])}</p>" for group in groups if group["caution"]]
    if model["not_judged"]:
        parts.append(f"<p>{model['not_judged']:,} pictures show what this model has no class for.</p>")
    parts.append(_differences(model["differences"]))
    parts += [_confusion(group) for group in groups]
    return "".join(parts)


def _figures(group: Mapping[str, Any]) -> Sequence[object]:
    found, right = group["faces_found"], group["accuracy"]
    seen = f"{found['count']:,} ({_interval(found)})"
    return group["group"], group["pictures"], seen, right["total"], right["count"], _percent(right), _interval(right)


def _differences(differences: Sequence[Mapping[str, Any]]) -> str:
    if not differences:
        return "<p>No two groups are large enough to be compared.</p>"
    heads = ("difference in accuracy", "points if both showed each emotion equally often", "95 % interval")
    rows = [(each["sentence"], *_alike(each)) for each in differences]
    return _wide(html_table(heads, rows))


def _alike(each: Mapping[str, Any]) -> Sequence[object]:
    value, low, high = (each[name] for name in ("alike", "alike_low", "alike_high"))
    return (None, None) if value is None else (f"{value * 100:+.1f}", f"{low * 100:+.1f} to {high * 100:+.1f}")


def _confusion(group: Mapping[str, Any]) -> str:
    heads = ("label \\ answer", *group["answers"], "right", "95 % interval")
    rows = []
    for truth, counts in zip(group["labels"], group["confusion"], strict=True):
        right = group["right_by_label"][truth]
        rows.append((truth, *counts, _percent(right), _interval(right)))
    return f"<details><summary>{escape(group['group'])}</summary>{_wide(html_table(heads, rows))}</details>"


def _percent(share: Mapping[str, Any]) -> str | None:
    return None if share["value"] is None else f"{share['value']:.1%}"


def _interval(share: Mapping[str, Any]) -> str | None:
    return None if share["low"] is None else f"{share['low']:.0%} to {share['high']:.0%}"


def _wide(content: str) -> str:
    return f'<div class="wide">{content}</div>'
