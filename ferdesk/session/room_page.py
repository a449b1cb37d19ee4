"""The report of a room session: one HTML page without scripts, links or anything else from outside."""

import itertools
from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any, Final

from ferdesk.core.room import Estimate, RoomRecord, RoomWindow
from ferdesk.core.room_interval import FIGURES, is_clear_change
from ferdesk.core.room_measured import ORIENTATION_ERROR_DEG

_WIDTH, _HEIGHT = 900, 120
_TITLES: Final = {
    "coverage": "Coverage: usable faces of the expected people",
    "facing": "Share facing the direction that was set",
    "movement": "Movement, face widths a second",
    "index": "Response index",
}

_PAGE: Final = Template(
    """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ferdesk: room view, $started</title>
<style>
:root { color-scheme: light dark; --line: #8885; --soft: #8881; --ink: #0072b2 }
@media (prefers-color-scheme: dark) { :root { --ink: #56b4e9 } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 960px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin-top: 2rem } h3 { font-size: 1rem }
table { border-collapse: collapse; margin: .6rem 0 } .wide { overflow-x: auto }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: left }
td.n { text-align: right; font-variant-numeric: tabular-nums }
.note { background: var(--soft); border-left: 4px solid var(--ink); padding: .6rem 1rem; margin: 1rem 0 }
.dim { opacity: .7 } svg { width: 100%; height: auto; display: block }
svg text { font: 11px system-ui, sans-serif; fill: currentColor }
.band { fill: var(--ink); opacity: .18 } .axis { stroke: var(--line) }
.clear { stroke: var(--ink); stroke-width: 2.4 } .unclear { stroke: currentColor; opacity: .45; stroke-dasharray: 3 4 }
.mark { stroke: currentColor; opacity: .5 } dt { font-weight: 600 }
</style></head><body>
<h1>Room view</h1>
<p class="dim">$started UTC &middot; run by $operator &middot; ferdesk $version</p>
<p class="note">These are figures of a whole group, over windows of $window seconds, and only of windows with at least
$k usable faces. They do not say what anybody felt, understood or learned: published systems that estimate engagement in
real classrooms reach an AUC of about 0.62 to 0.72. A dashed line is no clear change: what lies between two windows is
inside their intervals.</p>
<p>$expressions</p>
$charts
<h2>Windows</h2><div class="wide">$windows</div>
<h2>How the figures are made</h2>
<p>Coverage is measured against $expected expected people. A head faces the direction when it points within $tolerance
degrees of it; the measured error of $error degrees widens the interval. The response index is the mean of the share
facing (weight $facing), the share that hardly moves (weight $stillness) and expressions other than neutral (weight
$expressiveness). Intervals are 95 % intervals over time; they say nothing about other people or other lessons.</p>
<h2>Receipt</h2><dl>$receipt</dl>
</body></html>
"""
)


def page(record: RoomRecord, receipt: Mapping[str, Any]) -> str:
    """The page; `receipt` as written beside it."""
    weights = record.settings.weights
    return _PAGE.substitute(
        started=escape(record.started_utc[:16].replace("T", " ")),
        operator=escape(record.operator or "nobody named"),
        version=escape(receipt["ferdesk"]),
        window=f"{record.settings.window_s:g}",
        k=record.settings.least_faces,
        expressions=_expressions(record),
        charts="".join(_chart(name, record) for name in FIGURES),
        windows=_table(record.windows),
        expected=record.settings.expected,
        tolerance=f"{record.settings.tolerance_deg:g}",
        error=f"{ORIENTATION_ERROR_DEG:g}",
        facing=f"{weights.facing:g}",
        stillness=f"{weights.stillness:g}",
        expressiveness=f"{weights.expressiveness if record.policy.expressions_allowed else 0:g}",
        receipt="".join(f"<dt>{escape(name)}</dt><dd>{escape(_said(value))}</dd>" for name, value in receipt.items()),
    )


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _expressions(record: RoomRecord) -> str:
    if record.policy.expressions_allowed:
        return "The mix of expressions is the mean of what a model says of the faces that are large enough."
    return (
        "Expressions were not analysed: Article 5(1)(f) of Regulation (EU) 2024/1689 (AI Act) prohibits inferring"
        " emotions of people in education institutions and at the workplace, and consent does not change that."
    )


def _text(known: Estimate | None) -> str:
    return "&ndash;" if known is None else f"{known.value:.2f} <small>({known.low:.2f}&ndash;{known.high:.2f})</small>"


def _table(windows: Sequence[RoomWindow]) -> str:
    heads = ("from, s", "until, s", "faces", *FIGURES)
    rows = (
        (f"{one.start_s:.0f}", f"{one.end_s:.0f}", str(one.faces), *(_text(read(one)) for read in FIGURES.values()))
        for one in windows
    )
    body = "".join("<tr>" + "".join(f'<td class="n">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return "<table><tr>" + "".join(f"<th>{head}</th>" for head in heads) + f"</tr>{body}</table>"


def _chart(name: str, record: RoomRecord) -> str:
    """One figure's curve with its interval; dashed where there is no clear change."""
    known = [(window, estimate) for window in record.windows if (estimate := FIGURES[name](window)) is not None]
    if not known:
        return ""
    begin, end = record.windows[0].start_s, record.windows[-1].end_s
    top = max(1.0, *(estimate.high for _, estimate in known)) if name == "movement" else 1.0

    def x(seconds: float) -> float:
        return (seconds - begin) / (end - begin) * _WIDTH

    def y(value: float) -> float:
        return (1 - value / top) * _HEIGHT

    parts = [
        f'<rect class="band" x="{x(window.start_s):.1f}" width="{x(window.end_s) - x(window.start_s):.1f}"'
        f' y="{y(estimate.high):.1f}" height="{max(y(estimate.low) - y(estimate.high), 1):.1f}"/>'
        f'<path class="clear" d="M{x(window.start_s):.1f} {y(estimate.value):.1f}H{x(window.end_s):.1f}"/>'
        for window, estimate in known
    ]
    for (before, one), (after, other) in itertools.pairwise(known):
        kind = "clear" if is_clear_change(one, other) else "unclear"
        path = f"M{x(before.end_s):.1f} {y(one.value):.1f}L{x(after.start_s):.1f} {y(other.value):.1f}"
        parts.append(f'<path class="{kind}" d="{path}"/>')
    for mark in record.marks:
        at = next((window.start_s for window in record.windows if window.start_s <= mark.time_s < window.end_s), None)
        if at is not None:
            parts.append(f'<path class="mark" d="M{x(at):.1f} 0V{_HEIGHT}"/>')
            parts.append(f'<text x="{x(at) + 3:.1f}" y="10">{escape(mark.event)}</text>')
    return (
        f'<h3>{_TITLES[name]}</h3><svg viewBox="0 -4 {_WIDTH} {_HEIGHT + 22}" role="img" aria-label="{_TITLES[name]}">'
        f'<path class="axis" d="M0 {_HEIGHT}H{_WIDTH}M0 0H{_WIDTH}"/>{"".join(parts)}'
        f'<text x="0" y="{_HEIGHT + 14}">{begin:.0f} s</text>'
        f'<text x="{_WIDTH}" y="{_HEIGHT + 14}" text-anchor="end">{end:.0f} s</text></svg>'
    )
