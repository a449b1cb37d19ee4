"""The drawings of a session's report: for each face and model a ribbon of labels, and the probabilities as curves."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import numpy as np

from ferdesk.core import palette
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.recording import NOT_SURE
from ferdesk.session.tally import BINS, LABELS, Line

WIDTH: Final = 900
_RIBBON: Final = 26
_CURVES: Final = 90
_BIN: Final = WIDTH / BINS

STYLE: Final = "".join(
    [
        *(f".{name} {{ fill: {color}; stroke: {color} }} " for name, color in palette.LIGHT.items()),
        "@media (prefers-color-scheme: dark) { ",
        *(f".{name} {{ fill: {color}; stroke: {color} }} " for name, color in palette.DARK.items()),
        "}\n.unsure { fill: #8884 } .gap { fill: var(--mark) } rect[class] { stroke: none }\n"
        "polyline[class] { fill: none; stroke-width: 1.4 } .flag { stroke: currentColor; stroke-width: 2 }\n"
        ".key { display: inline-block; white-space: nowrap; margin-right: 1rem } .key svg { display: inline;"
        " width: 14px; height: 14px; vertical-align: -2px }\n",
    ]
)


def legend(labels: Sequence[str], *, gaps: bool) -> str:
    """What the colours mean, in words; `gaps` are drawn too."""
    keys = [_key(_class(label), label) for label in labels]
    return "<p>" + "".join([*keys, *([_key("gap", "no picture")] if gaps else [])]) + "</p>"


def ribbon(line: Line, facts: Mapping[str, Any]) -> str:
    """The most common label over time; empty where the face was not seen, marked where no picture came at all.

    Args:
        line: One face and model.
        facts: Of the session.
    """
    seen = line.labels.sum(axis=1) > 0
    best = np.where(seen, line.labels.argmax(axis=1), -1)
    edges = np.flatnonzero(np.diff(best, prepend=-2, append=-2))
    rects = [
        _rect(_class(LABELS[best[start]]), start * _BIN, (end - start) * _BIN)
        for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
        if best[start] >= 0
    ]
    scale = WIDTH / max(facts["seconds"], 1e-3)
    gaps = [_rect("gap", start * scale, max((end - start) * scale, 1)) for start, end in facts["gaps"]]
    flags = [
        f'<path class="flag" d="M{marker["time_s"] * scale:.1f} 0V{_RIBBON}"><title>'
        f'{escape(_said(marker))}</title></path><text x="{marker["time_s"] * scale:.1f}" y="{_RIBBON + 14}"'
        f' text-anchor="middle">{escape(marker["key"])}</text>'
        for marker in facts["markers"]
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH} {_RIBBON + 18}" role="img" aria-label="labels over time">'
        f'{"".join([*rects, *gaps, *flags])}<path class="axis" d="M0 {_RIBBON}H{WIDTH}"/>'
        f'<text x="0" y="{_RIBBON + 14}">0 s</text><text x="{WIDTH}" y="{_RIBBON + 14}" text-anchor="end">'
        f"{facts['seconds']:.1f} s</text></svg>"
    )


def curves(line: Line, labels: Sequence[str]) -> str:
    """Mean raw probability of each of a model's classes over time, 0 at the bottom, 1 at the top."""
    counts = line.labels.sum(axis=1)
    seen = np.flatnonzero(counts)
    if not len(seen):
        return ""
    runs = np.split(seen, np.flatnonzero(np.diff(seen) > 1) + 1)
    drawn = []
    for label in labels:
        means = line.sums[:, EMOTIONS.index(label)] / np.maximum(counts, 1)
        for run in runs:
            places = [(place + 0.5) * _BIN for place in run.tolist()]
            if len(run) == 1:  # a single place is drawn as long as its bin
                run, places = run.repeat(2), [places[0] - _BIN / 2, places[0] + _BIN / 2]
            heights = ((1 - means[run]) * _CURVES).tolist()
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(places, heights, strict=True))
            drawn.append(f'<polyline class="{label}" points="{points}"><title>{label}</title></polyline>')
    return (
        f'<svg viewBox="0 -4 {WIDTH} {_CURVES + 8}" role="img" aria-label="probabilities over time">'
        f'<path class="axis" d="M0 {_CURVES}H{WIDTH}M0 0H{WIDTH}"/>{"".join(drawn)}'
        f'<text x="{WIDTH}" y="8" text-anchor="end">1</text>'
        f'<text x="{WIDTH}" y="{_CURVES - 3}" text-anchor="end">0</text></svg>'
    )


def _said(marker: Mapping[str, Any]) -> str:
    return f"{marker['time_s']:.1f} s, {marker['key']} {marker['text']}".rstrip()


def _class(label: str) -> str:
    return "unsure" if label == NOT_SURE else label


def _key(name: str, words: str) -> str:
    shown = escape(words.replace("_", " "))
    return (
        f'<span class="key"><svg viewBox="0 0 14 14"><rect class="{name}" width="14" height="14"/></svg> {shown}</span>'
    )


def _rect(name: str, left: float, width: float) -> str:
    return f'<rect class="{name}" x="{left:.1f}" y="0" width="{width:.1f}" height="{_RIBBON}"/>'
