"""How far models agree: a row for each two of them, and what these two were asked in common."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QItemSelectionModel, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ferdesk.core.agreement import View
from ferdesk.core.compare import Pair
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import Number, tr
from ferdesk.ui.panels.base import GRID, label, tabular
from ferdesk.ui.panels.comparison_head import LETTERS

HEADS: Final = {
    str(QT_TR_NOOP("Models")): str(QT_TR_NOOP("Each two models; choose a row to see when and how they differ")),
    str(QT_TR_NOOP("Agree")): str(QT_TR_NOOP("Share of equal answers")),
    str(QT_TR_NOOP("Kappa [95 %]")): str(
        QT_TR_NOOP(
            "Cohen's kappa, agreement beyond chance, with its 95 % interval. Successive frames are much alike,"
            " so the true interval is wider"
        )
    ),
    str(QT_TR_NOOP("JSD")): str(
        QT_TR_NOOP("Jensen-Shannon divergence of the probabilities, mean, in bits: 0 is equal, 1 nothing in common")
    ),
}
NOT_COMPARABLE: Final = str(
    QT_TR_NOOP("These two have no question in common: smiling is not the same claim as an emotion.")
)
OWN: Final = str(QT_TR_NOOP("Both have the same classes and are compared class by class."))
_QUESTIONS: Final = {"happy or not": str(QT_TR_NOOP("happy or not"))}
_NONE: Final = "–"


class _Table(QTableWidget):
    """A table that takes what is left; by itself it would want more."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.minimumSize()


class AgreementView(QWidget):
    """The table, and the mapping of classes in words."""

    pair_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[Pair, ...] = ()
        self._names: tuple[tuple[str, str], ...] = ()
        self.table = _Table(0, len(HEADS))
        self.table.setAccessibleName(tr("Agreement of each two models"))
        self.table.setHorizontalHeaderLabels([tr(head) for head in HEADS])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setMinimumHeight(24 * GRID)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(6 * GRID)
        self.table.verticalHeader().setMinimumSectionSize(5 * GRID)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(11 * GRID)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, words in enumerate(HEADS.values()):
            self._head(place).setToolTip(tr(words))
            if place:
                self._head(place).setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.itemSelectionChanged.connect(self._on_selected)
        self.mapping = label("", "muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.table, 1)
        column.addWidget(self.mapping)

    def _head(self, place: int) -> QTableWidgetItem:
        head = self.table.horizontalHeaderItem(place)
        if head is None:
            raise ValueError(f"the table has no column {place}")
        return head

    @property
    def chosen(self) -> Pair | None:
        """The pair whose row is selected; None without any."""
        row = self.table.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def row_texts(self, row: int) -> list[str]:
        """What a row says."""
        cells = [self.table.item(row, column) for column in range(len(HEADS))]
        return ["" if cell is None else cell.text() for cell in cells]

    def show_pairs(self, pairs: Sequence[Pair], titles: Mapping[str, str]) -> None:
        """Shows figures; the row that is selected stays so while the models do, which are `titles` in their order."""
        letters = {model: LETTERS[place] for place, model in enumerate(titles)}
        names = tuple(
            (f"{letters[pair.first]} / {letters[pair.second]}", f"{titles[pair.first]} / {titles[pair.second]}")
            for pair in pairs
        )
        self._pairs = tuple(pairs)
        with QSignalBlocker(self.table):
            if names != self._names:
                self._names = names
                self._fill(names)
            for row, pair in enumerate(pairs):
                for column, text in enumerate(_cells(pair), start=1):
                    cell = self.table.item(row, column)
                    if cell is not None and cell.text() != text:
                        cell.setText(text)
        self._tell_mapping()

    def _fill(self, names: Sequence[tuple[str, str]]) -> None:
        """A row for each two models: by their letters, and what these stand for."""
        self.table.setRowCount(len(names))
        for row, (letters, full) in enumerate(names):
            for column in range(len(HEADS)):
                cell = QTableWidgetItem(letters if column == 0 else "")
                if column:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    cell.setFont(tabular(self.table.font()))
                else:
                    cell.setToolTip(full)
                    cell.setData(Qt.ItemDataRole.AccessibleTextRole, full)
                self.table.setItem(row, column, cell)
        first = next((row for row, pair in enumerate(self._pairs) if pair.view is not None), 0)
        if names:
            self.table.setCurrentCell(first, 0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.table.selectRow(first)

    def _on_selected(self) -> None:
        self._tell_mapping()
        self.pair_chosen.emit(self.table.currentRow())

    def _tell_mapping(self) -> None:
        pair = self.chosen
        words = "" if pair is None else tr(NOT_COMPARABLE) if pair.view is None else view_words(pair.view)
        if words != self.mapping.text():
            self.mapping.setText(words)


def view_words(view: View) -> str:
    """What two models were asked, and which of their classes count as which answer."""
    if all(names == (name,) for name, names in zip(view.classes, view.sources, strict=True)):
        return tr(OWN)
    answers = [
        f"{emotion_title(name)}: {', '.join(emotion_title(source) for source in names)}"
        for name, names in zip(view.classes, view.sources, strict=True)
    ]
    return tr(
        "Asked in common: {question}. What counts as what: {answers}.",
        question=tr(_QUESTIONS.get(view.name, view.name)),
        answers="; ".join(answers),
    )


def _cells(pair: Pair) -> tuple[str, str, str]:
    if pair.view is None:
        return _NONE, tr("not comparable"), _NONE
    if not pair.samples:
        return _NONE, _NONE, _NONE
    return f"{pair.agreement:.0%}", _kappa_words(pair), f"{Number(pair.divergence):.3f}"


def _kappa_words(pair: Pair) -> str:
    kappa = pair.kappa
    if math.isnan(kappa.value):
        return _NONE
    if math.isnan(kappa.low):
        return tr("{value} (no interval)", value=f"{Number(kappa.value):.2f}")
    value, low, high = map(Number, (kappa.value, kappa.low, kappa.high))
    return f"{value:.2f} [{low:.2f}; {high:.2f}]"
