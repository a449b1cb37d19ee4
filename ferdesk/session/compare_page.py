"""The report of a comparison: one HTML file without scripts, links or anything else from outside."""

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.compare import Figures, Pair
from ferdesk.core.samples import LONGEST_GAP_S
from ferdesk.core.thinning import thinned
from ferdesk.session.page_parts import STYLE, html_table

Doubles = npt.NDArray[np.float64]

_WIDTH, _HEIGHT = 900, 90
_MOST_POINTS = 600
_MOST_STRETCHES = 100

_PAGE: Final = Template(
    """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ferdesk: comparison of $names</title>
<style>
$style</style></head><body>
<h1>Comparison of $names</h1>
<p class="dim">$source &middot; $seconds s &middot; $samples faces in frames &middot; ferdesk $version</p>
<p class="note"><b>Agreement is not correctness.</b> Models that were trained on the same faces share their mistakes;
only labels say which one is right. Successive frames are much alike, so the intervals of kappa, which take them as
independent, are narrower than they should be.</p>
<p>$identity</p>
<h2>Models</h2><div class="wide">$models</div>
<h2>Agreement of each pair</h2><div class="wide">$pairs</div>
<h2>Divergence over time</h2>
<p class="dim">Jensen-Shannon divergence of the probabilities in bits: 0 when they are the same, 1 when nothing
overlaps. Shaded: the labels differ.</p>$charts
<h2>Where labels differ</h2>$stretches
<h2>Answers against answers</h2>$confusions
$posed
<h2>What models are asked in common</h2>
<p>Models with the same classes are compared on these. Others are compared on the first of these questions that both
answer; a class is the sum of the emotions listed. Smiling and being happy are different claims and are never mixed.</p>
$views
</body></html>
"""
)


def page(facts: Mapping[str, Any], figures: Figures) -> str:
    """The page.

    Args:
        facts: As written to comparison.json.
        figures: The comparison, its times being seconds from the start of the source.
    """
    comparable = [pair for pair in figures.pairs if pair.view is not None]
    return _PAGE.substitute(
        style=STYLE,
        names=escape(", ".join(model["name"] for model in facts["models"])),
        source=escape(str(facts["source"])),
        seconds=f"{facts['seconds']:.1f}",
        samples=f"{facts['samples']:,}",
        version=escape(facts["ferdesk"]),
        identity=_identity(facts["identical_input"]),
        models=_models(facts),
        pairs=_pairs(facts["pairs"]),
        charts="".join(_chart(pair, figures.times_s) for pair in comparable)
        or "<p>No two of the models can be compared.</p>",
        stretches=_stretches(facts["disagreements"]),
        confusions="".join(_pair_table(pair) for pair in facts["pairs"] if pair["view"]) or "<p>None.</p>",
        posed=_posed(facts["posed"]),
        views=_views(facts["views"]),
    )


def _identity(counts: Mapping[str, int] | None) -> str:
    if counts is None:
        return (
            "Every model was given the same frames and faces as they ran together; only <code>ferdesk compare</code>"
            " keeps hashes that prove it."
        )
    if counts["different_frames"] or counts["different_crops"]:
        return (
            f"<b>The models did not all see the same:</b> {counts['different_frames']:,} frames and"
            f" {counts['different_crops']:,} crops differed between models. Do not use these figures."
        )
    return (
        f"All models got the identical pixels: the hashes of {counts['frames']:,} frames and {counts['crops']:,} face"
        " crops, taken where each model takes them, are equal wherever the models' inputs are cut alike"
        " (<code>inputs.csv</code>)."
    )


def _models(facts: Mapping[str, Any]) -> str:
    flicker = {each["model"]: each["changes_a_second"] for each in facts["flicker"]}
    heads = ("model", "measured", "parameters", "MB", "on", "input ms", "run ms", "run p95", "output ms", "flicker /s")
    return html_table(heads, (_model_row(model, flicker[model["name"]]) for model in facts["models"]))


def _model_row(model: Mapping[str, Any], flicker: float | None) -> tuple[object, ...]:
    accuracy = next((m for m in model["measured"] if m["metric"] == "accuracy"), None)
    measured = f"{accuracy['value']:.1%} on {accuracy['data']}" if accuracy else "not measured"
    parts = [model.get(name, {}) for name in ("preprocess_ms", "run_ms", "run_ms", "postprocess_ms")]
    figures = [part.get(rank) for part, rank in zip(parts, ("p50", "p50", "p95", "p50"), strict=True)]
    return (
        model["name"],
        measured,
        model["parameters"],
        model["bytes"] / 1e6,
        model["provider"],
        *figures,
        flicker,
    )


def _pairs(pairs: Sequence[Mapping[str, Any]]) -> str:
    rows: list[tuple[object, ...]] = []
    for pair in pairs:
        names = f"{pair['first']} / {pair['second']}"
        if pair["view"] is None:
            rows.append((names, f"not comparable: {pair['why']}", *[None] * 5))
            continue
        kappa = pair["kappa"]
        figures = (pair["agreement"], kappa["value"], _interval(kappa), pair["divergence_bits"])
        rows.append((names, pair["view"], pair["samples"], *figures))
    return html_table(
        ("models", "asked for", "samples", "agreement", "kappa", "95 % interval", "divergence, bits"), rows
    )


def _interval(kappa: Mapping[str, float | None]) -> str | None:
    low, high = kappa["low"], kappa["high"]
    return None if low is None or high is None else f"{low:.3f} to {high:.3f}"


def _chart(pair: Pair, seconds: Doubles) -> str:
    """One pair's divergence as a curve, with the disagreements behind it."""
    known = ~np.isnan(pair.divergences)
    if not known.any():
        return ""
    begin, end = float(seconds[0]), max(float(seconds[-1]), float(seconds[0]) + 1e-3)
    scale = _WIDTH / (end - begin)
    runs = thinned(seconds[known], pair.divergences[known], LONGEST_GAP_S, _MOST_POINTS)
    curves = "".join(
        '<polyline class="curve" points="'
        + " ".join(f"{(t - begin) * scale:.1f},{(1 - bits) * _HEIGHT:.1f}" for t, bits in run)
        + '"/>'
        for run in runs
    )
    title = f"{escape(pair.first)} / {escape(pair.second)}"
    marks = "".join(
        f'<rect class="mark" x="{(each.start_s - begin) * scale:.1f}" y="0" height="{_HEIGHT}"'
        f' width="{max((each.end_s - each.start_s) * scale, 1):.1f}"/>'
        for each in pair.stretches
    )
    return (
        f'<h3>{title}</h3><svg viewBox="0 -4 {_WIDTH} {_HEIGHT + 22}" role="img" aria-label="divergence of {title}">'
        f'{marks}<path class="axis" d="M0 {_HEIGHT}H{_WIDTH}M0 0H{_WIDTH}"/>{curves}'
        f'<text x="0" y="{_HEIGHT + 14}">{begin:.1f} s</text>'
        f'<text x="{_WIDTH}" y="{_HEIGHT + 14}" text-anchor="end">{end:.1f} s</text></svg>'
    )


def _stretches(stretches: Sequence[Mapping[str, Any]]) -> str:
    if not stretches:
        return "<p>Nowhere.</p>"
    shown = stretches[:_MOST_STRETCHES]
    more = len(stretches) - len(shown)
    rows = [(each["face"], each["start_s"], each["end_s"]) for each in shown]
    rest = f"<p>And {more:,} more, in comparison.json.</p>" if more else ""
    table = html_table(("face", "from, s", "until, s"), rows)
    return f"<details><summary>{len(stretches):,} stretches of time</summary>{table}{rest}</details>"


def _pair_table(pair: Mapping[str, Any]) -> str:
    classes = pair["classes"]
    heads = (f"{pair['first']} \\ {pair['second']}", *classes)
    rows = [(name, *counts) for name, counts in zip(classes, pair["confusion"], strict=True)]
    title = escape(f"{pair['first']} / {pair['second']}")
    return f"<details><summary>{title}</summary><div class='wide'>{html_table(heads, rows)}</div></details>"


def _posed(judged: Sequence[Mapping[str, Any]]) -> str:
    if not judged:
        return ""
    rows = [(each["model"], each["accuracy"], each["right"], each["judged"], each["left_out"]) for each in judged]
    parts = ["<h2>Against what was posed</h2>", html_table(("model", "accuracy", "right", "judged", "left out"), rows)]
    for each in judged:
        table = [(name, *counts) for name, counts in zip(each["posed"], each["confusion"], strict=True)]
        heads = ("posed \\ answered", *each["answers"])
        parts.append(
            f"<details><summary>{escape(each['model'])}</summary>"
            f"<div class='wide'>{html_table(heads, table)}</div></details>"
        )
    return "".join(parts)


def _views(views: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (view["name"], "; ".join(f"{name}: {', '.join(sources)}" for name, sources in view["classes"].items()))
        for view in views
    ]
    return html_table(("question", "classes"), rows)
