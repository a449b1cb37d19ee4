"""The small windows of a review: which models analyse again, and how far models agree."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ferdesk.core.agreement import NOTE
from ferdesk.core.compare import Figures
from ferdesk.core.types import MOST_MODELS
from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.agreement import AgreementView
from ferdesk.ui.panels.base import GRID, label, section
from ferdesk.ui.panels.comparison_head import lettered
from ferdesk.ui.panels.confusion import ConfusionView, Counted
from ferdesk.ui.panels.models import ElidedCheckBox
from ferdesk.ui.theme import Colors

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry


class AgainDialog(Dialog):
    """Asks with which models a video is analysed again."""

    models_chosen = Signal(tuple)

    def __init__(self, parent: QWidget, entries: "Sequence[ModelEntry]") -> None:
        super().__init__(parent, tr("Analyse the video again"))
        words = tr(
            "Every recorded face is found again in the video and given to these models. Their answers are kept in a"
            " new file beside the recording, which stays as it is."
        )
        self.column.addWidget(label(words, wraps=True))
        self.column.addWidget(section(tr("MODELS")))
        self.boxes: dict[str, ElidedCheckBox] = {}
        for entry in entries:
            if entry.spec is not None:
                box = ElidedCheckBox(entry.spec.title)
                box.setAccessibleName(entry.spec.title)
                box.toggled.connect(self._check)
                self.boxes[entry.name] = box
                self.column.addWidget(box)
        self.column.addStretch()
        self.start = QPushButton(tr("Analyse again"))
        self.start.setProperty("kind", "primary")
        self.start.setDefault(True)
        self.start.clicked.connect(self._on_start_clicked)
        self.add_buttons(self.close_button(tr("Cancel")), self.start)
        self.setMinimumWidth(420)
        self._check()

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def _check(self) -> None:
        self.start.setEnabled(1 <= len(self.chosen) <= MOST_MODELS)

    def _on_start_clicked(self) -> None:
        self.models_chosen.emit(self.chosen)
        self.close()


class AgreementDialog(Dialog):
    """Every two models of a session: how often they agree, beyond chance too, and class against class."""

    def __init__(self, parent: QWidget, colors: Colors, figures: Figures, titles: Mapping[str, str], what: str) -> None:
        """`what`: which part of the session, for people."""
        super().__init__(parent, tr("Agreement of the models"))
        self._titles = titles
        self.column.addWidget(label(what, "muted", wraps=True))
        names = [lettered(place, title) for place, title in enumerate(titles.values())]
        self.column.addWidget(label("\n".join(names)))
        self.pairs = AgreementView()
        self.confusion = ConfusionView(colors)
        row = QHBoxLayout()
        row.setSpacing(6 * GRID)
        row.addWidget(self.pairs, 1)
        row.addWidget(self.confusion)
        self.column.addLayout(row, 1)
        self.column.addWidget(label(said(NOTE), "warning", wraps=True))
        self.add_buttons(self.close_button())
        self.pairs.pair_chosen.connect(self._show_pair)
        self.pairs.show_pairs(figures.pairs, titles)
        self._show_pair()
        self.resize(900, 460)

    def _show_pair(self) -> None:
        pair = self.pairs.chosen
        if pair is None or pair.view is None:
            self.confusion.show_counts(None)
            return
        classes = pair.view.classes
        shown = Counted(pair.table, classes, classes, self._titles[pair.first], self._titles[pair.second])
        self.confusion.show_counts(shown)
