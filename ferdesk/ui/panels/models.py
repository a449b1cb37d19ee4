"""The part of the controls that chooses the models: up to `MOST_MODELS`, in the order in which they are ticked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ferdesk.core.types import MOST_MODELS, ModelStatus
from ferdesk.ui.icons import BUTTON_ICON, icon
from ferdesk.ui.languages import Number, grouped, said, tr
from ferdesk.ui.panels.base import GRID, label, section, short_count
from ferdesk.ui.theme import Colors

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry

_INDENT = 28
NO_FOCUS = Qt.FocusPolicy.NoFocus


class ElidedCheckBox(QCheckBox):
    """A tick with a name of any length: it is as wide as there is room, and cuts with an ellipsis."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def shown_text(self) -> str:
        """The name as there is room for it."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - _INDENT - GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)


class ModelSection(QWidget):
    """A row for each model file: its name, what was measured, or why it cannot be used."""

    models_chosen = Signal(tuple)
    add_model_requested = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._chosen: tuple[str, ...] = ()
        self.boxes: dict[str, ElidedCheckBox] = {}
        self._waiting = label(tr("Reading the models…"), "muted", wraps=True)
        self.add = QPushButton(tr("Add a model…"))
        self.add.setAccessibleName(tr("Add a model"))
        self.add.setToolTip(tr("Check an ONNX file made by ferdesk's training and keep a copy of it"))
        self.add.clicked.connect(self.add_model_requested)
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        self._list.addWidget(self._waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(section(tr("MODELS")))
        column.addLayout(self._list)
        column.addWidget(self.add)
        self.set_colors(colors)

    def set_colors(self, colors: Colors) -> None:
        self.add.setIcon(icon("add", colors.muted, room=4))
        self.add.setIconSize(BUTTON_ICON)

    def show_entries(self, entries: "Sequence[ModelEntry]") -> None:
        """Lists the model files, unusable ones with their reason."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        before = _focusable_before(self.add)
        for entry in entries:
            before = self._add_row(entry, before)
        if not entries:
            self._list.addWidget(label(tr("There is no model yet. Add one to see emotions."), "muted", wraps=True))
        self._tick()

    def _add_row(self, entry: "ModelEntry", before: QWidget) -> QWidget:
        """Adds a row, which Tab reaches after `before`; returns what the next row comes after."""
        spec = entry.spec
        box = ElidedCheckBox(entry.name if spec is None else spec.title)
        box.setAccessibleName(tr("Model {name}", name=box.text()))
        self._list.addWidget(box)
        self.setTabOrder(before, box)
        if spec is None:
            box.setEnabled(False)
            detail = label(said(entry.problem), "warning", wraps=True)
        else:
            self.boxes[entry.name] = box
            box.setToolTip("\n".join((spec.title, spec.paper, tr("Trained on: {data}", data=spec.trained_on))))
            box.clicked.connect(self._on_clicked)
            detail = label(_facts(entry), "muted", wraps=True)
        box.setAccessibleDescription(detail.text())
        detail.setContentsMargins(_INDENT, 0, 0, GRID)
        self._list.addWidget(detail)
        return box

    def show_status(self, status: ModelStatus) -> None:
        """Ticks what is really in use."""
        self._chosen = status.models
        self._tick()

    def _tick(self) -> None:
        for name, box in self.boxes.items():
            box.setChecked(name in self._chosen)
            box.setEnabled(name in self._chosen or len(self._chosen) < MOST_MODELS)

    def _on_clicked(self) -> None:
        ticked = {name for name, box in self.boxes.items() if box.isChecked()}
        kept = [name for name in self._chosen if name in ticked]
        self._chosen = (*kept, *sorted(ticked - set(kept)))
        self._tick()
        self.models_chosen.emit(self._chosen)


def _focusable_before(widget: QWidget) -> QWidget:
    """Where Tab comes from on its way to `widget`; new rows are put between the two."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget and (before.isHidden() or before.focusPolicy() == NO_FOCUS):
        before = before.previousInFocusChain()
    return before or widget


def _facts(entry: "ModelEntry") -> str:
    if entry.spec is None:
        return ""
    accuracy = entry.spec.accuracy
    weights = short_count(entry.spec.parameters)
    if accuracy is None:
        return tr("accuracy not measured · {count}\u00a0weights", count=weights)
    share = f"{Number(accuracy.value):.1%}"
    return tr("{share} on {data} · {count}\u00a0weights", share=share, data=grouped(accuracy.data), count=weights)
