"""The model cards: for every model, what it was trained on, how well it does, and how it is known to err."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from ferdesk.core.card import UNTESTED, Card
from ferdesk.ui.emotions import emotion_word
from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import Number, grouped, said, tr, whole
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
        super().__init__(parent, tr("Model cards"))
        self._entries = [entry for entry in entries if entry.spec is not None]
        self._cards = cards
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Models"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Model card"))
        self.text.setOpenLinks(False)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.column.addLayout(row, 1)
        self.add_buttons(self.close_button())
        for entry in self._entries:
            self.list.addItem(entry.spec.title if entry.spec else entry.name)
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 8 * GRID)
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
    number = whole(spec.parameters)
    answers = tr("{labels} · {number} weights", labels=", ".join(map(emotion_word, spec.labels)), number=number)
    parts = [
        f"<h2>{escape(spec.title)}</h2><p>{escape(spec.paper)}</p>",
        _section(tr("Trained on"), f"<p>{escape(grouped(spec.trained_on))}</p>"),
        _section(tr("Answers"), f"<p>{escape(answers)}</p>"),
        _section(tr("Measured"), _measured(spec)),
    ]
    if card is not None:
        parts.append(_section(tr("How many faces of each class it finds"), _found(card)))
        parts.append(_section(tr("Known confusions"), _confusions(card)))
        parts.append(_section(tr("When the picture is bad"), _disturbed(card)))
        parts.append(_section(tr("What its heat maps are worth"), _maps(card)))
    else:
        parts.append(_section(tr("Known confusions"), f"<p>{escape(tr('Not measured for this file.'))}</p>"))
    parts.append(_section(tr("Groups of people"), f"<p>{escape(said(UNTESTED))}</p>"))
    return "".join(parts)


def _section(title: str, body: str) -> str:
    return f"<h3>{escape(title)}</h3>{body}"


def _percent(share: float) -> str:
    return f"{Number(share * 100):.1f} %"


def _measured(spec: "ModelSpec") -> str:
    if not spec.measured:
        return f"<p>{escape(tr('Nothing was measured for this file.'))}</p>"
    return _table(
        (tr(_METRICS.get(one.metric, one.metric)), _percent(one.value), grouped(one.data)) for one in spec.measured
    )


def _found(card: Card) -> str:
    return _table((emotion_word(name), _percent(share), _of(count)) for name, (share, count) in card.found.items())


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    lines = (
        f"<tr><td>{escape(what)}&nbsp;&nbsp;</td><td align='right'>{escape(value)}&nbsp;&nbsp;</td>"
        f"<td>{escape(where)}</td></tr>"
        for what, value, where in rows
    )
    return f"<table>{''.join(lines)}</table>"


def _of(count: int) -> str:
    if count < FEW:
        return tr("of {count} faces, too few to rely on", count=count)
    return tr("of {count} faces", count=count)


def _confusions(card: Card) -> str:
    lines = [
        tr(
            "{share} of the faces that show {shown} are called {called}.",
            share=_percent(one.share),
            shown=emotion_word(one.shown),
            called=emotion_word(one.said),
        )
        for one in card.confusions
    ]
    return _list(lines)


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _disturbed(card: Card) -> str:
    lines = (
        tr(_DISTURBANCES[kind], share=_percent(share))
        if kind in _DISTURBANCES
        else tr("{kind}: {share} right.", kind=kind, share=_percent(share))
        for kind, share in card.disturbed.items()
    )
    return f"<p>{escape(tr('At the strongest of five levels of'))}</p>{_list(lines)}"


def _maps(card: Card) -> str:
    if not card.maps:
        return f"<p>{escape(tr('Not measured for this file.'))}</p>"
    told = tr("Held against other maps on test faces: places that are marked are taken away first, or shown first.")
    lines = [
        (tr(_AGAINST.get(kind, kind)), tr(_VERDICTS.get(deletion, deletion)), tr(_VERDICTS.get(insertion, insertion)))
        for kind, (deletion, insertion) in card.maps.items()
    ]
    table = _table([(tr("against"), tr("taken away first"), tr("shown first")), *lines])
    return f"<p>{escape(told)}</p>{table}<p>{escape(said(card.caution))}</p>"


_METRICS = {
    "accuracy": str(QT_TR_NOOP("Accuracy")),
    "macro_f1": str(QT_TR_NOOP("Macro F1")),
    "ece": str(QT_TR_NOOP("Calibration error")),
}
_DISTURBANCES = {
    "blur": str(QT_TR_NOOP("blur: {share} right.")),
    "noise": str(QT_TR_NOOP("noise: {share} right.")),
    "brightness": str(QT_TR_NOOP("light: {share} right.")),
    "occlusion": str(QT_TR_NOOP("something in front of the face: {share} right.")),
    "rotation": str(QT_TR_NOOP("a tilted head: {share} right.")),
}
_AGAINST = {
    "random map, as smooth": str(QT_TR_NOOP("random maps, as smooth")),
    "random pixels": str(QT_TR_NOOP("random pixels")),
    "middle of the crop": str(QT_TR_NOOP("the middle of the face")),
}
_VERDICTS = {
    "better": str(QT_TR_NOOP("better")),
    "worse": str(QT_TR_NOOP("worse")),
    "no clear difference": str(QT_TR_NOOP("no clear difference")),
}
