"""A language in which every translated text stands in brackets, and what is seen in a window outside of them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QStringListModel, Qt, QTranslator
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QGraphicsView,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)

import ferdesk
from ferdesk.ui.room_files import NoticeDialog
from ferdesk.ui.sentences import SENTENCES

MAY_STAY: Final = (
    # names: of the program, of models and papers, of data sets, of languages, of standards and protocols
    r"ferdesk",
    r"Level-1 CNN|CNN (?:Level 1|\w*…)|HOG|level1|svm|(?:Model|File) (?:[abcs]|level1|svm|HOG)\b|A paper, 2020",
    r"Their Model(?:\.onnx)?|Twin|\b(?:odd|twin)\b(?!\.)",
    r"English|Bahasa Indonesia|LSL|OSC|CPU|FER2013(?: PublicTest)?|RAF-DB|NHWC|NCHW",
    r"[A-I]\u00a0·\u00a0\w+…",
    # groups as a person named them
    r"\b(?:few|old|young)\b",
    # what the fake engine says
    r"Integrated Camera|odd\.onnx: it is damaged\.|One picture is damaged|A\. agreed",
    # files, folders, addresses
    r"\w+://\S*|(?<!\w)/(?:[\w.@+-]+/?)+|rooms/now\S*|\b[\w-]+\.(?:onnx|mkv|csv|html|json|sqlite)\b|\*\.\w+",
    # numbers with their units
    r"[\d.,–-]+\s?(?:ms|s|px|kB|MB|GB|k|M|fps)\b",
)
"""What needs no translation wherever it stands, besides text without letters."""
MAY_STAND_ALONE: Final = r"(?:(?:Ctrl|Shift|Alt)\+)*(?:Ctrl|Shift|Space|Left|Right|Home|End|Esc|Escape|Tab|F\d+|\S)"
"""Keys, as Qt names them: they are the whole of a text, or of what is filled in."""
_ALLOWED = re.compile("|".join(f"(?:{pattern})" for pattern in MAY_STAY))
_KEY = re.compile(MAY_STAND_ALONE)
_BRACKETED = re.compile("⟦[^⟧]*(?:⟧|$)")
_ENGLISH_NUMBER = re.compile(
    r"(?<![\w.,])(?:"
    r"(?![1-9]\d{0,2}(?:\.\d{3})+\b)\d+\.\d+(?![\w.]*\w)"  # 0.5, and not 388.743: those are thousands
    r"|[1-9]\d{0,2}(?:,\d{3})+(?![\w,.]))"  # 388,743
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^a-z]*[A-Z0][\w'’-]* \S", re.DOTALL)
_MARKS: Final = ("tr", "said", "QT_TR_NOOP", "QT_TRANSLATE_NOOP", "ValueError")
_PLACE = re.compile(r"(\{[^{}]*\}|%L?\d|%n)")
_ATTRIBUTES = (
    "text",
    "title",
    "windowTitle",
    "toolTip",
    "statusTip",
    "whatsThis",
    "placeholderText",
    "accessibleName",
    "accessibleDescription",
    "prefix",
    "suffix",
    "specialValueText",
)
_KEYS: Final = "QShortcut"


class PseudoLanguage(QTranslator):
    """Puts each text in brackets, but not the values that are filled in: those must be translated by themselves."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        # None would be "not translated", but the type says str; Qt takes a null text for it.
        unknown = context == "Sentences" and text not in SENTENCES
        if unknown or context == _KEYS:
            return None  # type: ignore[return-value]
        return "".join(part if not part or place % 2 else f"⟦{part}⟧" for place, part in enumerate(_PLACE.split(text)))


@dataclass
class Painted:
    """What widgets painted by themselves while this was in force."""

    texts: set[str] = field(default_factory=set)

    def listen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        original = QPainter.drawText

        def note(painter: QPainter, *arguments: object) -> object:
            self.texts.update(each for each in arguments if isinstance(each, str))
            return original(painter, *arguments)  # type: ignore[call-overload]

        monkeypatch.setattr(QPainter, "drawText", note)


def raw_part(text: str) -> str:
    """What of a text is neither translated nor allowed to stay; empty for nothing.

    The made-up language has decimal commas, so that a number with a point is raw, too.
    """
    number = _ENGLISH_NUMBER.search(_BRACKETED.sub("\0", text))
    if number is not None:
        return number.group()
    parts = (part.strip() for part in _BRACKETED.sub("\0", text).split("\0"))
    rest = (_ALLOWED.sub("", part).strip() for part in parts if not _KEY.fullmatch(part))
    return " | ".join(part for part in rest if _WORD.search(part))


def raw_texts(root: QWidget) -> dict[str, str]:
    """Every raw text of a window, its menus and dialogs: where it stands, by the text."""
    found: dict[str, str] = {}
    for where, text in _texts_of(root):
        part = raw_part(text)
        if part:
            found.setdefault(part, f"{where}, in {text[:90]!r}" if part != text else where)
    return found


def report(found: dict[str, str]) -> str:
    """A line for each raw text, with the place in the source where it seems to be written."""
    lines = [f"  {part!r}: {where}{_written(part)}" for part, where in sorted(found.items())]
    return f"{len(found)} texts are shown without tr() or said():\n" + "\n".join(lines)


def _written(part: str) -> str:
    longest = max(part.split(" | "), key=len)[:40]
    places = (f" <- {name}:{number}" for name, number, line in _source() if longest in line)
    return next(places, "")


@cache
def _source() -> list[tuple[str, int, str]]:
    files = sorted((Path(ferdesk.__file__).parent).rglob("*.py"), key=lambda file: "ui" not in file.parts)
    return [
        (f"ferdesk/{file.relative_to(Path(ferdesk.__file__).parent)}", number, line)
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if '"' in line
    ]


def _texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    for widget in (root, *root.findChildren(QWidget)):
        if not _is_of_qt(widget):
            yield from _texts_of_widget(widget)
    for action in root.findChildren(QAction):
        if not _is_of_qt(action):
            yield from _attributes(action)


def _is_of_qt(one: QObject) -> bool:
    """Inside of Qt's own file dialog and of editors' own menus, or on its way out."""
    parent = one.parent()
    while parent is not None:
        if isinstance(parent, QFileDialog) or (isinstance(parent, QMenu) and isinstance(parent.parent(), QTextEdit)):
            return True
        parent = parent.parent()
    return False


def _attributes(one: QObject) -> Iterator[tuple[str, str]]:
    for name in _ATTRIBUTES:
        if name == "text" and isinstance(one, (QLineEdit, QAbstractSpinBox)):
            continue  # what a person typed
        read = getattr(one, name, None)
        value = read() if callable(read) else None
        if isinstance(value, str) and value:
            yield _where(one, name), value


def _where(one: QObject, name: str) -> str:
    chain: list[str] = []
    level: QObject | None = one
    while level is not None and len(chain) < 4:
        chain.append(type(level).__name__)
        level = level.parent()
    return f"{' < '.join(chain)}.{name}"


def _texts_of_widget(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield from _attributes(widget)
    if isinstance(widget, QComboBox):
        for row in range(widget.count()):
            yield _where(widget, "item"), widget.itemText(row)
    if isinstance(widget, QTextEdit) and widget.isReadOnly() and not isinstance(widget.window(), NoticeDialog):
        yield _where(widget, "page"), widget.toPlainText()
    if isinstance(widget, QFileDialog):
        yield _where(widget, "filters"), ";;".join(widget.nameFilters())
    if isinstance(widget, QAbstractItemView):
        yield from _texts_of_items(widget)
    if isinstance(widget, QGraphicsView):
        yield from _texts_of_scene(widget)


def _texts_of_scene(view: QGraphicsView) -> Iterator[tuple[str, str]]:
    for item in view.scene().items() if view.scene() is not None else ():
        for name in ("toPlainText", "labelText"):
            read = getattr(item, name, "")
            yield _where(view, type(item).__name__), _as_text(read() if callable(read) else read)


def _texts_of_items(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model() or QStringListModel()
    rows = range(model.rowCount(QModelIndex()))
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex()))
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        for row, column in product(rows, columns):
            yield _where(view, f"cell {row},{column}"), _as_text(model.index(row, column, QModelIndex()).data(role))
        for place in columns:
            yield _where(view, f"column {place}"), _as_text(model.headerData(place, Qt.Orientation.Horizontal, role))
        for place in rows:
            yield _where(view, f"row {place}"), _as_text(model.headerData(place, Qt.Orientation.Vertical, role))


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def unmarked_sentences(file: Path) -> Iterator[tuple[int, str]]:
    """Lines and texts of a source file that read like something for people and are not marked for translation."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    passed_over = {id(part) for node in ast.walk(tree) for part in _marked(node)}
    for node in ast.walk(tree):
        if id(node) in passed_over or not isinstance(node, ast.expr):
            continue
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        if _SENTENCE.match(text) and text not in SENTENCES and " | " not in text and raw_part(text):
            yield node.lineno, text


def _marked(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value  # documentation
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in _MARKS:
            yield from (part for argument in node.args for part in ast.walk(argument))
