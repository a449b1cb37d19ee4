"""Collects every text of the window for the translators and compiles what they wrote: `python3 dev.py translations`.

1. Sentences of core, engine and session, which know no Qt, and of the settings, which are read before a language is in
   force, are read from their source and written as a table of marked texts (`ferdesk/ui/sentences.py`); each value in
   a sentence becomes a place, `{0}`.
2. `pyside6-lupdate` puts all marked texts into `assets/translations/ferdesk_id.ts`, where they are translated.
3. `pyside6-lrelease` makes the `.qm` files that the window loads. `qtbase_id.ts` holds Qt's own texts, for which
   PySide6 has no Indonesian.
"""

import ast
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "assets" / "translations"
TABLE = ROOT / "ferdesk" / "ui" / "sentences.py"
SETTINGS = ROOT / "ferdesk" / "ui" / "settings.py"
LANGUAGE = "id"
FEWEST_WORDS = 3
# What these make are files or lines of a terminal, which do not follow the window's language. Their errors do.
FILES = ("_page.py", "_files.py", "_notice.py", "report.py", "bench.py", "listing.py", "doctor.py", "summary.py")
LATER = re.compile(r"\{[a-z_]+(?::[^{}]*)?\}")
"""A value that `str.format` puts into a text."""
LOGGING = {"debug", "info", "warning", "error", "critical", "exception"}


def sentences() -> list[str]:
    """Every sentence of core, engine, session and the settings, without doubles, in alphabetical order."""
    files = [file for part in ("core", "engine", "session") for file in sorted((ROOT / "ferdesk" / part).rglob("*.py"))]
    files.append(SETTINGS)
    return sorted({text for file in files for text in _sentences_of(file)})


def _sentences_of(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    passed_over = {id(node) for node in _not_said(tree)}
    said = _raised(tree) if file.name.endswith(FILES) else ast.walk(tree)
    for node in said:
        if id(node) not in passed_over:
            text = _template(node)
            if text is not None and len(text.split()) >= FEWEST_WORDS and text.rstrip().endswith("."):
                yield text


def _raised(tree: ast.AST) -> Iterator[ast.AST]:
    """What only errors say."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            yield from ast.walk(node)


def _not_said(tree: ast.AST) -> Iterator[ast.AST]:
    """Documentation, what is logged, and the parts of a text that is taken as a whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOGGING:
            yield from (part for argument in node.args for part in ast.walk(argument))
        elif isinstance(node, ast.JoinedStr):
            yield from (part for part in ast.walk(node) if part is not node)


def _template(node: ast.AST) -> str | None:
    """The text of a literal, with numbered places for the values in it."""
    count = itertools.count()
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return LATER.sub(lambda _: f"{{{next(count)}}}", node.value)
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = (str(v.value) if isinstance(v, ast.Constant) else f"{{{next(count)}}}" for v in node.values)
    return "".join(parts)


def table() -> str:
    """The text of `ferdesk/ui/sentences.py`."""
    lines = "".join(f'    QT_TRANSLATE_NOOP("Sentences", {_literal(text)}),\n' for text in sentences())
    return (
        '"""Every sentence that core, engine and session say to the user, made by `docs/translations.py`."""'
        "\n\nfrom typing import Final\n\nfrom PySide6.QtCore import QT_TRANSLATE_NOOP\n\n"
        f"# fmt: off\n# ruff: noqa: E501\n_MARKED = (\n{lines})\n"
        "SENTENCES: Final = tuple(str(sentence) for sentence in _MARKED)\n"
    )


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def tool(name: str) -> str:
    """A program of PySide6, beside the interpreter."""
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def collect() -> None:
    """Writes the table of sentences and the texts to translate."""
    TABLE.write_text(table(), encoding="utf-8")
    gather(TRANSLATIONS / f"ferdesk_{LANGUAGE}.ts")


def gather(target: Path) -> None:
    """Puts every text that is marked now into a file for the translators; what is translated there stays."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "ferdesk" / "ui").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-target-language", LANGUAGE]
    subprocess.run([tool("lupdate"), *sources, *options, "-ts", str(target)], cwd=ROOT, check=True)


def compile_all() -> None:
    """Makes the files that the window loads."""
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        release(source, source.with_suffix(".qm"))


def release(source: Path, target: Path) -> None:
    """Makes one such file."""
    subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


if __name__ == "__main__":
    collect()
    compile_all()
