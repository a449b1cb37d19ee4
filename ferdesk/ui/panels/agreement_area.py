"""The last seconds of a comparison: the line and the lanes, the table of pairs, and one table of counts."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QSignalBlocker
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ferdesk.core.agreement import NOTE
from ferdesk.core.compare import Pair
from ferdesk.core.judged import Judged
from ferdesk.core.recent import Summed
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.agreement import AgreementView
from ferdesk.ui.panels.base import GRID, ElidedChoice, ElidedLabel, label
from ferdesk.ui.panels.confusion import ConfusionView, Counted
from ferdesk.ui.panels.divergence import DivergenceView
from ferdesk.ui.theme import Colors

BOTH: Final = str(QT_TR_NOOP("The two models' answers"))
TOO_FEW: Final = str(QT_TR_NOOP("Tick a second model in the list of models: agreement needs two."))
WAITING: Final = str(QT_TR_NOOP("Figures appear here as soon as a face is seen."))


class AgreementArea(QWidget):
    """Shows what was worked out; of two models, those whose row is chosen."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._summed: Summed | None = None
        self._titles: Mapping[str, str] = {}
        self._judged: tuple[Judged, ...] = ()
        self._face = 0
        self.headline = ElidedLabel("", "title")
        self.detail = ElidedLabel("", "muted")
        self.divergence = DivergenceView(colors)
        self.pairs = AgreementView()
        self.pairs.pair_chosen.connect(self._show_pair)
        self.choice = ElidedChoice(tr("Which answers are counted"))
        self.choice.addItem(tr(BOTH), None)
        self.choice.activated.connect(self._show_counts)
        self.confusion = ConfusionView(colors)
        self.note = label(said(NOTE), "warning", wraps=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5 * GRID)
        self._row.addLayout(self._column(self.headline, self.detail, self.divergence), 7)
        self._row.addLayout(self._column(self.pairs, self.note), 7)
        self._row.addLayout(self._column(self.choice, self.confusion), 6)
        self.show_models({})

    @staticmethod
    def _column(*widgets: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GRID)
        for widget in widgets:
            column.addWidget(widget)
        if isinstance(widgets[-1], ConfusionView):
            column.addStretch()
        return column

    def set_colors(self, colors: Colors) -> None:
        self.divergence.set_colors(colors)
        self.confusion.colors = colors

    def set_wide(self, *, wide: bool) -> None:
        """Side by side, or one below the other."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.pairs.table.setMinimumHeight((24 if wide else 48) * GRID)
        self.divergence.plot.setMinimumHeight((18 if wide else 30) * GRID)

    def set_length(self, window_s: int) -> None:
        self.divergence.set_length(window_s)

    def show_models(self, titles: Mapping[str, str]) -> None:
        """Begins anew with these models, names for people by name."""
        self._titles = dict(titles)
        self._summed = None
        self.pairs.show_pairs((), titles)
        self.divergence.clear()
        self.show_judged(())
        self._show_pair()

    def show_summed(self, summed: Summed) -> None:
        """Shows the figures of the last seconds."""
        self._summed = summed
        self.pairs.show_pairs(summed.figures.pairs, self._titles)
        self._show_pair()

    def show_face(self, face: int) -> None:
        """Shows the labels of another face in the lanes."""
        if face != self._face:
            self._face = face
            self._show_lanes()

    def show_judged(self, judged: Sequence[Judged]) -> None:
        """The models against what was posed; without any, agreement is all there is, and the note says what that is."""
        self._judged = tuple(judged)
        self.note.setVisible(not judged)
        chosen = self.choice.currentData()
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItem(tr(BOTH), None)
            for each in judged:
                self.choice.addItem(tr("Posed: {model}", model=self._title(each.model)), each.model)
            self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
        self._show_counts()

    def _show_pair(self) -> None:
        """Line, lanes and counts of the two models that are chosen."""
        pair = self.pairs.chosen
        if self._summed is None or pair is None:
            self.headline.setText(tr("Agreement"))
            self.detail.setText(tr(TOO_FEW if len(self._titles) < 2 else WAITING))
        else:
            self.headline.setText(f"{self._title(pair.first)} / {self._title(pair.second)}")
            self.detail.setText(_detail(pair))
            self.divergence.show_line(self._summed, pair.divergences, pair.stretches)
        self._show_lanes()
        self._show_counts()

    def _show_lanes(self) -> None:
        if self._summed is not None:
            pair = self.pairs.chosen
            stretches = () if pair is None else pair.stretches
            self.divergence.show_labels(self._summed, self._face, stretches, self._titles)

    def _show_counts(self) -> None:
        chosen, pair = self.choice.currentData(), self.pairs.chosen
        judged = next((each for each in self._judged if each.model == chosen), None)
        if judged is not None:
            columns = tr("said by {model}", model=self._title(judged.model))
            self.confusion.show_counts(Counted(judged.table, judged.truths, judged.labels, tr("posed"), columns))
        elif pair is not None and pair.view is not None:
            classes = pair.view.classes
            titles = self._title(pair.first), self._title(pair.second)
            self.confusion.show_counts(Counted(pair.table, classes, classes, *titles))
        else:
            self.confusion.show_counts(None)

    def _title(self, model: str) -> str:
        return self._titles.get(model, model)


def _detail(pair: Pair) -> str:
    if pair.view is None:
        return tr("Not comparable")
    if not pair.samples:
        return tr(WAITING)
    return tr("Jensen-Shannon divergence · labels differed {count}×", count=len(pair.stretches))
