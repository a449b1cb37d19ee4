"""The fairness check as it is seen: which pictures and models, how far it is, the figures of each group."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from ferdesk.core.group_check import Checked, CheckProgress
from ferdesk.core.groups import NOTE, GroupFigures, ModelGroups, Share
from ferdesk.ui.emotions import emotion_word
from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import Number, said, tr, whole
from ferdesk.ui.panels.base import GRID, ElidedLabel, label, section

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry

_ROWS_SEEN = 4
_MISSING = "–"


class FairnessPage(Dialog):
    """Asks for pictures and models, and shows what came of it.

    Attributes:
        models: A list with a tick per usable model.
        crops: Whether the pictures are face crops already.
        text: The figures.
    """

    table_requested = Signal()
    folder_requested = Signal()
    start_requested = Signal()
    stop_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget, entries: "Sequence[ModelEntry]", active: Sequence[str]) -> None:
        """`active`: names of the models that are ticked at first."""
        super().__init__(parent, tr("Fairness check"))
        self._running = False
        about = tr(
            "How models do on groups of people, on your own labelled pictures: a table (CSV) with the columns path,"
            " label and group, or a folder of class folders with a groups.csv. Pictures are read where they are; only"
            " counts are kept."
        )
        self.column.addWidget(label(about, wraps=True))
        self.column.addWidget(section(tr("PICTURES")))
        self.path = ElidedLabel(tr("Nothing is chosen yet"), "muted")
        self.table = QPushButton(tr("Choose table…"))
        self.folder = QPushButton(tr("Choose folder…"))
        self._add_row(self.path, self.table, self.folder)
        self.crops = QCheckBox(tr("The pictures are face crops already"))
        self.crops.setToolTip(tr("No face is looked for: each model gets the whole picture"))
        self.column.addWidget(self.crops)
        self.models = _model_list(entries, active)
        self.column.addWidget(section(tr("MODELS"), self.models))
        self.column.addWidget(self.models)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the check"))
        self.bar.setTextVisible(False)
        self.start = QPushButton(tr("Start"))
        self.start.setProperty("kind", "primary")
        self.start.setDefault(True)
        self._add_row(self.bar, self.start)
        self.state = label("", "muted", wraps=True)
        self.column.addWidget(self.state)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Figures of each group"))
        self.text.setOpenLinks(False)
        self.column.addWidget(self.text, 1)
        self.save = QPushButton(tr("Save…"))
        self.add_buttons(self.save, self.close_button(tr("Close")))
        self._connect()
        self._follow(chosen=False)
        self.resize(820, 720)

    def ticked(self) -> tuple[str, ...]:
        """Names of the chosen models."""
        items = [self.models.item(row) for row in range(self.models.count())]
        return tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() is Qt.CheckState.Checked)

    def show_path(self, path: str) -> None:
        """A table or folder was chosen."""
        self.path.setText(path)
        self._follow(chosen=True)

    def show_progress(self, progress: CheckProgress) -> None:
        """The check is under way."""
        self._running = True
        self.text.clear()
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.state.setText(tr("{done} of {total} pictures", done=progress.done, total=progress.total))
        self._follow(chosen=True)

    def show_waiting(self) -> None:
        """Models and detector are being opened."""
        self._running = True
        self.text.clear()
        self.bar.setRange(0, 0)
        self.state.setText(tr("Opening the models…"))
        self._follow(chosen=True)

    def show_idle(self, sentence: str) -> None:
        """Nothing is under way, for the reason given."""
        self._running = False
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.state.setText(sentence)
        self._follow(chosen=True)

    def show_checked(self, checked: Checked) -> None:
        """The figures."""
        self.show_idle(tr("{pictures} pictures were looked at.", pictures=checked.pictures))
        self.bar.setValue(1)
        self.text.setHtml(figures_html(checked))
        self.save.setEnabled(True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, first: QWidget, *others: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(first, 1)
        for one in others:
            row.addWidget(one)
        self.column.addLayout(row)

    def _connect(self) -> None:
        self.table.clicked.connect(self.table_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.start.clicked.connect(self._on_start_clicked)
        self.save.clicked.connect(self.save_requested)
        self.models.itemChanged.connect(self._on_item_changed)

    def _on_start_clicked(self) -> None:
        (self.stop_requested if self._running else self.start_requested).emit()

    def _on_item_changed(self, _item: QListWidgetItem) -> None:
        self._follow(chosen=self._chosen)

    def _follow(self, *, chosen: bool) -> None:
        """Enables what can be done now."""
        self._chosen = chosen
        self.start.setText(tr("Stop") if self._running else tr("Start"))
        self.start.setEnabled(self._running or (chosen and bool(self.ticked())))
        for one in (self.table, self.folder, self.crops, self.models):
            one.setEnabled(not self._running)
        self.save.setEnabled(False)


def _model_list(entries: "Sequence[ModelEntry]", active: Sequence[str]) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(tr("Models to check"))
    for entry in entries:
        if entry.spec is not None:
            item = QListWidgetItem(entry.spec.title, made)
            item.setData(Qt.ItemDataRole.UserRole, entry.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if entry.name in active else Qt.CheckState.Unchecked)
    made.setFixedHeight(_ROWS_SEEN * 6 * GRID + 4 * GRID)
    return made


def figures_html(checked: Checked) -> str:
    """All figures, for reading; numbers as the language writes them."""
    left_out = "".join(f"<p>{escape(said(problem))}</p>" for problem in checked.problems)
    return f"<p>{escape(said(NOTE))}</p>{left_out}" + "".join(_model(model) for model in checked.models)


def _model(model: ModelGroups) -> str:
    heads = (
        tr("group"),
        tr("pictures"),
        tr("face found"),
        tr("judged"),
        tr("accuracy"),
        tr("95 % interval"),
    )
    parts = [f"<h3>{escape(model.model)}</h3>", _table(heads, (_row(group) for group in model.groups))]
    sentences = [group.caution for group in model.groups if group.caution]
    sentences += [each.sentence for each in model.differences]
    if not model.differences:
        sentences.append("No two groups are large enough to be compared.")
    parts.append("<ul>" + "".join(f"<li>{escape(said(sentence))}</li>" for sentence in sentences) + "</ul>")
    if model.left_out:
        text = tr("{count} pictures show what this model has no class for.", count=model.left_out)
        parts.append(f"<p>{escape(text)}</p>")
    return "".join([*parts, *(_confusion(group) for group in model.groups)])


def _row(group: GroupFigures) -> Sequence[str]:
    right, found = group.accuracy, group.found
    counts = (whole(found.total), f"{whole(found.count)} ({_interval(found)})", whole(right.total))
    return group.group, *counts, _percent(right), _interval(right)


def _confusion(group: GroupFigures) -> str:
    heads = (tr("label \\ answer"), *map(emotion_word, group.labels), tr("right"), tr("95 % interval"))
    rows = []
    for truth, counts in zip(group.truths, group.table, strict=True):
        right = group.recall(truth)
        rows.append((emotion_word(truth), *(whole(int(count)) for count in counts), _percent(right), _interval(right)))
    return f"<p><b>{escape(group.group)}</b></p>{_table(heads, rows)}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th align='left'>{escape(head)}&nbsp;&nbsp;</th>" for head in heads)
    lines = [f"<tr>{top}</tr>"]
    for first, *rest in rows:
        cells = "".join(f"<td align='right'>{escape(value)}&nbsp;&nbsp;</td>" for value in rest)
        lines.append(f"<tr><td>{escape(first)}&nbsp;&nbsp;</td>{cells}</tr>")
    return f"<table cellpadding='2'>{''.join(lines)}</table>"


def _percent(share: Share) -> str:
    return f"{Number(share.value * 100):.1f} %" if share.total else _MISSING


def _interval(share: Share) -> str:
    if not share.total:
        return _MISSING
    return f"{share.low * 100:.0f}–{share.high * 100:.0f} %"
