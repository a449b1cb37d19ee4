"""A report's blocks, as Markdown and as one HTML file with everything inside."""

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left}"
    "img{max-width:100%}code{background:#eee;padding:0 .2rem}"
)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A PNG with its file name (without suffix) and caption."""

    name: str
    caption: str
    png: bytes


Block = Heading | Paragraph | Table | Figure


def write(name: str, title: str, blocks: Sequence[Block], folder: Path) -> list[Path]:
    """Writes `name.md` with its figures beside it, and `name.html`; the written pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for block in blocks:
        if isinstance(block, Figure):
            (folder / f"{name}-{block.name}.png").write_bytes(block.png)
    markdown, page = folder / f"{name}.md", folder / f"{name}.html"
    markdown.write_text(f"# {title}\n\n" + "\n\n".join(as_markdown(block, name) for block in blocks) + "\n", "utf-8")
    body = "\n".join(_as_html(block) for block in blocks)
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{html.escape(title)}</h1>\n{body}\n</html>\n",
        "utf-8",
    )
    return [markdown, page]


def as_markdown(block: Block, page: str) -> str:
    """One block; figures are named after their page."""
    match block:
        case Heading(text):
            return f"## {text}"
        case Paragraph(text):
            return text
        case Table(head, rows):
            lines = [head, tuple("---" for _ in head), *rows]
            return "\n".join("| " + " | ".join(line) + " |" for line in lines)
        case Figure(name, caption, _):
            return f"![{caption}]({page}-{name}.png)"


def _as_html(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{html.escape(text)}</h2>"
        case Paragraph(text):
            return f"<p>{html.escape(text)}</p>"
        case Table(head, rows):
            top = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
            lines = "".join(f"<tr>{''.join(f'<td>{html.escape(c)}</td>' for c in row)}</tr>" for row in rows)
            return f"<table><tr>{top}</tr>{lines}</table>"
        case Figure(_, caption, png):
            text = html.escape(caption)
            return f'<p><img alt="{text}" src="data:image/png;base64,{base64.b64encode(png).decode()}"><br>{text}</p>'
