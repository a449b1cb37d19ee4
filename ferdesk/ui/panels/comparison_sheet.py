"""The models side by side: their bars over one list of emotions, and below each what it costs and how good it is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TR_NOOP, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ferdesk.core.compare import Flicker
from ferdesk.core.costs import Spread
from ferdesk.core.judged import Judged
from ferdesk.core.labels import EMOTIONS
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import Number, grouped, tr, whole
from ferdesk.ui.panels.base import GRID, ElidedLabel, label, short_count, tabular
from ferdesk.ui.panels.comparison_bars import EmotionNames, Strip
from ferdesk.ui.panels.comparison_head import ModelHead
from ferdesk.ui.panels.received import input_words
from ferdesk.ui.scene import Shown, Verdict
from ferdesk.ui.theme import Colors

if TYPE_CHECKING:
    from ferdesk.core.spec import Measured, ModelEntry, ModelSpec

NOTHING: Final = "–"
_NARROWEST: Final = 21 * GRID
FACTS: Final = {
    "preprocess_ms": (
        str(QT_TR_NOOP("Input, ms")),
        str(QT_TR_NOOP("Cropping and scaling all faces of a frame: median and 95th percentile")),
    ),
    "run_ms": (
        str(QT_TR_NOOP("Run, ms")),
        str(QT_TR_NOOP("Running the network on all faces of a frame: median and 95th percentile")),
    ),
    "postprocess_ms": (
        str(QT_TR_NOOP("Output, ms")),
        str(QT_TR_NOOP("From the network's output to probabilities: median and 95th percentile")),
    ),
    "flicker": (
        str(QT_TR_NOOP("Label changes /s")),
        str(QT_TR_NOOP("How often the label changes, per second of faces seen")),
    ),
    "posed": (
        str(QT_TR_NOOP("Right when posed")),
        str(QT_TR_NOOP("Answers that were what you said was posed, of those that can be judged")),
    ),
    "accuracy": (
        str(QT_TR_NOOP("Accuracy")),
        str(QT_TR_NOOP("As measured on the data below, which may be easier or harder than your pictures")),
    ),
    "data": (
        str(QT_TR_NOOP("Measured on")),
        str(QT_TR_NOOP("The data set of the accuracy, and how many faces it has")),
    ),
    "calibration": (
        str(QT_TR_NOOP("Calibration")),
        str(QT_TR_NOOP("How far confidence is from accuracy (ECE, 0 is best) and the temperature used")),
    ),
    "provider": (str(QT_TR_NOOP("Runs on")), str(QT_TR_NOOP("What ONNX Runtime really uses"))),
    "size": (str(QT_TR_NOOP("Size, weights")), str(QT_TR_NOOP("Of the model's file, and its number of weights"))),
}
"""The rows below the bars: what each is called, and what it says."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A model that is compared: its names, its classes, its file where that is known, and what it runs on."""

    model: str
    title: str
    labels: tuple[str, ...]
    entry: "ModelEntry | None"
    provider: str


class ModelColumn:
    """The widgets of one model."""

    def __init__(self, colors: Colors, column: Column, emotions: Sequence[str]) -> None:
        self.column = column
        self.head = ModelHead(colors, column.model, column.title)
        self.verdict = ElidedLabel(NOTHING)
        self.verdict.setMinimumWidth(_NARROWEST)
        self.strip = Strip(colors)
        self.strip.show_classes(emotions, column.labels, column.title)
        self.facts = {name: label(NOTHING, "small", wraps=True) for name in FACTS}
        for name, cell in self.facts.items():
            cell.setFont(tabular(cell.font()))
            cell.setAccessibleName(tr("{fact} of {model}", fact=tr(FACTS[name][0]), model=column.title))
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # columns of one width
        self._show_file()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """From top to bottom."""
        return (self.head, self.verdict, self.strip, *self.facts.values())

    def _show_file(self) -> None:
        entry, spec = self.column.entry, None if self.column.entry is None else self.column.entry.spec
        self.facts["provider"].setText(self.column.provider or NOTHING)
        if entry is None or spec is None:
            return
        self.head.setAccessibleDescription(". ".join(input_words(spec.preprocess)))
        if entry.size:
            self.facts["size"].setText(f"{Number(entry.size / 1e6):.2g} MB · {short_count(spec.parameters)}")
            self.facts["size"].setToolTip(
                tr("{bytes} bytes, {weights} weights", bytes=whole(entry.size), weights=whole(spec.parameters))
            )
        if spec.accuracy is not None:
            self.facts["accuracy"].setText(f"{Number(spec.accuracy.value):.1%}")
            self.facts["data"].setText(grouped(spec.accuracy.data))
        self.facts["calibration"].setText(_calibration(spec))
        ece = _ece(spec)
        self.facts["calibration"].setToolTip("" if ece is None else tr("ECE measured on {data}", data=ece.data))

    def show_face(self, face: Shown | None, threshold: float) -> None:
        names = () if face is None else tuple(said.model for said in face.reading.predictions)
        if face is None or self.column.model not in names:
            self.strip.show_values(None, None)
            self.verdict.setText(NOTHING)
            return
        place = names.index(self.column.model)
        self.strip.show_values(face.smooth[place], face.reading.predictions[place].probabilities)
        self.verdict.setText(_verdict_words(face.verdict(place, threshold)))

    def show_costs(self, spreads: Mapping[str, Spread]) -> None:
        for step in ("preprocess_ms", "run_ms", "postprocess_ms"):
            spread = spreads.get(step)
            told = NOTHING if spread is None else f"{Number(spread.p50):.2f} · {Number(spread.p95):.2f}"
            self.facts[step].setText(told)


class Sheet(QWidget):
    """A column per model and a row per emotion and fact."""

    input_wanted = Signal(str)
    input_left = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self.columns: dict[str, ModelColumn] = {}
        self.names = EmotionNames(colors)
        self.titles = {name: label(tr(title), "muted") for name, (title, _what) in FACTS.items()}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self.names, 2, 0)
        for row, (name, title) in enumerate(self.titles.items(), start=3):
            title.setToolTip(tr(FACTS[name][1]))
            self._grid.addWidget(title, row, 0)
        self._grid.setRowStretch(3 + len(FACTS), 1)
        self._behind_names = QWidget(self)
        self._behind_names.setAutoFillBackground(True)
        self.set_colors(colors)
        self.show_judged(())

    @property
    def emotions(self) -> tuple[str, ...]:
        """The common list."""
        return self.names.emotions

    def set_colors(self, colors: Colors) -> None:
        self._colors = self.names.colors = colors
        self._behind_names.setPalette(QPalette(QColor(colors.surface)))
        for column in self.columns.values():
            column.head.colors = column.strip.colors = colors

    def hold_names(self, scrolled: int) -> None:
        """Keeps the names of the rows in sight while the models are scrolled sideways, by so many px."""
        cell = self._grid.cellRect(2, 0)
        self._behind_names.setGeometry(scrolled, 0, cell.width() + GRID, self.height())
        self._behind_names.setVisible(scrolled > 0)
        for widget in (self.names, *self.titles.values()):
            widget.move(cell.left() + scrolled, widget.y())

    def show_models(self, columns: Sequence[Column]) -> None:
        """Shows these models, in this order."""
        for old in self.columns.values():
            for widget in old.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        known = {name for column in columns for name in column.labels}
        emotions = tuple(name for name in EMOTIONS if name in known)
        self.names.show_emotions(emotions)
        self.columns = {column.model: ModelColumn(self._colors, column, emotions) for column in columns}
        for place, made in enumerate(self.columns.values(), start=1):
            made.head.looked_at.connect(self.input_wanted)
            made.head.left.connect(self.input_left)
            for row, widget in enumerate(made.widgets):
                self._grid.addWidget(widget, row, place)
            self._grid.setColumnStretch(place, 1)
        for widget in (self._behind_names, self.names, *self.titles.values()):
            widget.raise_()  # the models' columns are scrolled below them
        for place in range(len(columns) + 1, self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        self.show_judged(())

    def show_face(self, face: Shown | None, threshold: float) -> None:
        """What each model says of a face; None where there is none."""
        for column in self.columns.values():
            column.show_face(face, threshold)

    def show_measured(self, spreads: Mapping[str, Mapping[str, Spread]], flicker: Sequence[Flicker]) -> None:
        """What was measured in the last seconds."""
        for name, column in self.columns.items():
            column.show_costs(spreads.get(name, {}))
        for each in flicker:
            if each.model in self.columns:
                rate = NOTHING if math.isnan(each.rate) else f"{Number(each.rate):.2f}"
                self.columns[each.model].facts["flicker"].setText(rate)

    def show_judged(self, judged: Sequence[Judged]) -> None:
        """How the models did against what was posed; the row is there only when something was."""
        cells = {name: column.facts["posed"] for name, column in self.columns.items()}
        for widget in (self.titles["posed"], *cells.values()):
            widget.setVisible(bool(judged))
        for each in judged:
            if each.model in cells:
                _tell(cells[each.model], each)


def _tell(cell: QLabel, judged: Judged) -> None:
    right = tr("{right} of {judged}", right=judged.right, judged=judged.judged)
    cell.setText(right if judged.judged else tr("cannot be judged"))
    cell.setToolTip(tr("{count} left out: the label says nothing about this model's classes", count=judged.left_out))


def _verdict_words(verdict: Verdict) -> str:
    return f"{emotion_title(verdict.emotion)} {verdict.confidence:.0%}" if verdict.sure else tr("Not sure")


def _ece(spec: "ModelSpec") -> "Measured | None":
    return next((figure for figure in spec.measured if figure.metric == "ece"), None)


def _calibration(spec: "ModelSpec") -> str:
    ece = _ece(spec)
    if ece is None:
        return tr("ECE not measured · T {temperature:.2f}", temperature=spec.temperature)
    return tr("ECE {ece:.1%} · T {temperature:.2f}", ece=ece.value, temperature=spec.temperature)
