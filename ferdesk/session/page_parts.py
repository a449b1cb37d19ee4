"""What all reports share: their look, and tables. Each is one HTML file without scripts, links or anything outside."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

STYLE: Final = """\
:root { color-scheme: light dark; --line: #8885; --soft: #8881; --mark: #d55e0066; --ink: #0072b2 }
@media (prefers-color-scheme: dark) { :root { --ink: #56b4e9; --mark: #e69f0066 } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 960px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin-top: 2.2rem } h3 { font-size: 1rem }
table { border-collapse: collapse; margin: .6rem 0 } .wide { overflow-x: auto }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums } th { font-weight: 600 }
.note { background: var(--soft); border-left: 4px solid var(--ink); padding: .6rem 1rem; margin: 1rem 0 }
.dim { opacity: .7 } svg { width: 100%; height: auto; display: block }
svg text { font: 11px system-ui, sans-serif; fill: currentColor }
.mark { fill: var(--mark) } .curve { fill: none; stroke: var(--ink); stroke-width: 1.4 }
.axis { stroke: var(--line) } summary { cursor: pointer; margin-top: .6rem }
"""


def html_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Numbers and missing figures go right, text left."""
    lines = ["<table><tr>", *(f"<th>{escape(head)}</th>" for head in heads), "</tr>"]
    for row in rows:
        lines += ["<tr>", *(_cell(value) for value in row), "</tr>"]
    return "".join([*lines, "</table>"])


def _cell(value: object) -> str:
    if value is None:
        return '<td class="n dim">&ndash;</td>'
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    text = f"{value:,}" if isinstance(value, int) else f"{value:.3f}"
    return f'<td class="n">{text}</td>'
