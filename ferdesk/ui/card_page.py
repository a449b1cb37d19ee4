"""The model cards: for every model, what it was trained on, how well it does, and how it is known to err."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from ferdesk.core.card import UNTESTED, Card
from ferdesk.ui.help import Dialog
from ferdesk.ui.panels.base import GRID

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry, ModelSpec

FEW = 100
"""Fewer test faces of a class than this are pointed out."""


class CardPage(Dialog):
    """A list of the models beside the card of the chosen one."""

    def __init__(
        self, parent: QWidget, entries: "Sequence[ModelEntry]", cards: Mapping[str, Card], chosen: str
    ) -> None:
        """`chosen`: name of the model shown first."""
        super().__init__(parent, "Model cards")
        self._entries = [entry for entry in entries if entry.spec is not None]
        self._cards = cards
        self.list = QListWidget()
        self.list.setAccessibleName("Models")
        self.list.setFixedWidth(46 * GRID)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Model card")
        self.text.setOpenLinks(False)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.column.addLayout(row, 1)
        self.add_buttons(self.close_button())
        for entry in self._entries:
            self.list.addItem(entry.spec.title if entry.spec else entry.name)
        self.list.currentRowChanged.connect(self._on_row_changed)
        names = [entry.name for entry in self._entries]
        self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(860, 640)

    def _on_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._entries):
            entry = self._entries[row]
            card = self._cards.get(entry.name)
            if card is not None and card.sha256 != entry.sha256:
                card = None  # another file of that name
            if entry.spec is not None:
                self.text.setHtml(card_html(entry.spec, card))


def card_html(spec: "ModelSpec", card: Card | None) -> str:
    """The card as HTML for a label."""
    number = QLocale().toString(spec.parameters)
    parts = [
        f"<h2>{escape(spec.title)}</h2><p>{escape(spec.paper)}</p>",
        _section("Trained on", f"<p>{escape(spec.trained_on)}</p>"),
        _section("Answers", f"<p>{escape(', '.join(spec.labels))} · {number} weights</p>"),
        _section("Measured", _measured(spec)),
    ]
    if card is not None:
        parts.append(_section("How many faces of each class it finds", _found(card)))
        parts.append(_section("Known confusions", _confusions(card)))
        parts.append(_section("When the picture is bad", _disturbed(card)))
    else:
        parts.append(_section("Known confusions", "<p>Not measured for this file.</p>"))
    parts.append(_section("Groups of people", f"<p>{escape(UNTESTED)}</p>"))
    return "".join(parts)


def _section(title: str, body: str) -> str:
    return f"<h3>{escape(title)}</h3>{body}"


def _percent(share: float) -> str:
    return QLocale().toString(share * 100, "f", 1) + " %"


def _measured(spec: "ModelSpec") -> str:
    if not spec.measured:
        return "<p>Nothing was measured for this file.</p>"
    return _table((_METRICS.get(one.metric, one.metric), _percent(one.value), one.data) for one in spec.measured)


def _found(card: Card) -> str:
    return _table((name, _percent(share), _of(count)) for name, (share, count) in card.found.items())


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    lines = (
        f"<tr><td>{escape(what)}&nbsp;&nbsp;</td><td align='right'>{escape(value)}&nbsp;&nbsp;</td>"
        f"<td>{escape(where)}</td></tr>"
        for what, value, where in rows
    )
    return f"<table>{''.join(lines)}</table>"


def _of(count: int) -> str:
    text = f"of {count} faces"
    return f"{text}, too few to rely on" if count < FEW else text


def _confusions(card: Card) -> str:
    lines = [
        f"<li>{_percent(one.share)} of the faces that show {escape(one.shown)} are called {escape(one.said)}.</li>"
        for one in card.confusions
    ]
    return f"<ul>{''.join(lines)}</ul>"


def _disturbed(card: Card) -> str:
    lines = [
        f"<li>{_DISTURBANCES.get(kind, kind)}: {_percent(share)} right.</li>" for kind, share in card.disturbed.items()
    ]
    return f"<p>At the strongest of five levels of</p><ul>{''.join(lines)}</ul>"


_METRICS = {"accuracy": "Accuracy", "macro_f1": "Macro F1", "ece": "Calibration error"}
_DISTURBANCES = {
    "blur": "blur",
    "noise": "noise",
    "brightness": "light",
    "occlusion": "something in front of the face",
    "rotation": "a tilted head",
}
