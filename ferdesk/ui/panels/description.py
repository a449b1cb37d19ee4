"""What a person says of a model that says nothing of itself: its name, its input, how its answer is to be read.

A form of values; what the file says by itself is shown and cannot be changed.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from ferdesk.core.description import MARGIN, SHIFT, Handling, Survey, Trial, per_channel, scaling
from ferdesk.core.model_input import Preprocess
from ferdesk.core.spec import Border
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, ElidedChoice, label, plain_number

GRAY: Final = "gray"
OWN: Final = "own"
COLOUR_TITLES: Final = {
    GRAY: str(QT_TR_NOOP("Gray")),
    "RGB": str(QT_TR_NOOP("Colour, red first (RGB)")),
    "BGR": str(QT_TR_NOOP("Colour, blue first (BGR)")),
}
LAYOUT_TITLES: Final = {
    "": str(QT_TR_NOOP("Choose…")),
    "NHWC": str(QT_TR_NOOP("Rows, columns, colours (NHWC, Keras)")),
    "NCHW": str(QT_TR_NOOP("Colours, rows, columns (NCHW, PyTorch)")),
}
SCALING_TITLES: Final = {
    "unit": str(QT_TR_NOOP("0 to 1")),
    "signed": str(QT_TR_NOOP("-1 to 1")),
    "pixels": str(QT_TR_NOOP("0 to 255, as they are")),
    "imagenet": str(QT_TR_NOOP("ImageNet's mean and standard deviation")),
    OWN: str(QT_TR_NOOP("Another mean and standard deviation")),
}
ANSWER_TITLES: Final = {"logits": str(QT_TR_NOOP("Scores (logits)")), "probabilities": str(QT_TR_NOOP("Probabilities"))}
_MOST_PIXELS: Final = 1024


class DescriptionForm(QWidget):
    """The fields; `changed` whenever one of them has another value."""

    changed = Signal()

    def __init__(self, survey: Survey) -> None:
        super().__init__()
        self._survey = survey
        self._answer_chosen = False
        self.name = QLineEdit(survey.file.rpartition(".")[0])
        self.name.textChanged.connect(self.changed)
        self.tall = self._pixels(tr("Height of the input"), survey.height)
        self.wide = self._pixels(tr("Width of the input"), survey.width)
        self.colour = self._choice(tr("Colour of the input"), _colours(survey.channels))
        self.order = self._choice(tr("Order of the input's dimensions"), LAYOUT_TITLES)
        self.scaling = self._choice(tr("Scaling of the input"), {})
        self.mean = QLineEdit()
        self.std = QLineEdit()
        self.margin = self._percent(tr("Margin around the face"), MARGIN, -40, 200)
        self.raised = self._percent(tr("How far the crop lies above the face"), -SHIFT, -100, 100)
        self.level = QCheckBox(tr("Turned until the eyes are level"))
        self.answer = self._choice(tr("What the answers are"), ANSWER_TITLES)
        self.temperature = QDoubleSpinBox()
        self._arrange()
        self._begin()

    def _begin(self) -> None:
        """The first values, and what happens when they change."""
        self.name.setAccessibleName(tr("Name of the model"))
        self.mean.setAccessibleName(tr("Mean of the input, in units of 0 to 255"))
        self.std.setAccessibleName(tr("Standard deviation of the input, in units of 0 to 255"))
        for line in (self.mean, self.std):
            line.setToolTip(tr("One number, or three for red, green and blue, in units of 0 to 255"))
            line.editingFinished.connect(self.changed)
        self.temperature.setAccessibleName(tr("Temperature"))
        self.temperature.setToolTip(tr("Scores are divided by this before they become probabilities; 1 leaves them"))
        self.temperature.setDecimals(4)
        self.temperature.setRange(0.05, 20)
        self.temperature.setSingleStep(0.1)
        self.temperature.setValue(1)
        self._prepare_number(self.temperature)
        self.temperature.valueChanged.connect(self.changed)
        self.level.setChecked(True)
        self.level.setAccessibleName(self.level.text())
        self.level.toggled.connect(self.changed)
        self._fill_scalings()
        self.scaling.setCurrentIndex(self.scaling.findData(self._survey.scaling))
        self.colour.currentIndexChanged.connect(self._fill_scalings)
        self.scaling.currentIndexChanged.connect(self._show_own)
        self.answer.activated.connect(self._on_answer_chosen)
        for choice in (self.colour, self.order, self.scaling, self.answer):
            choice.currentIndexChanged.connect(self.changed)
        if self._survey.trial is not None:
            self.show_trial(self._survey.trial)
        self._show_own()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        self._rows: dict[QWidget, QWidget] = {}
        layout_row = self.order if not self._survey.layout else None
        for words, field in (
            (tr("Name"), self.name),
            (tr("Input size"), _side_by_side(self.tall, label(tr("high")), self.wide, label(tr("wide")))),
            (tr("Colour"), self.colour),
            (tr("Layout"), layout_row),
            (tr("Scaling"), self.scaling),
            (tr("Mean"), self.mean),
            (tr("Deviation"), self.std),
            (tr("Margin"), _side_by_side(self.margin, label(tr("on each side of the face")))),
            (tr("Raised by"), _side_by_side(self.raised, label(tr("of the face")))),
            ("", self.level),
            (tr("Answers"), self.answer),
            (tr("Temperature"), _side_by_side(self.temperature, label(tr("divides scores, 1 leaves them")))),
        ):
            if field is not None:
                title = label(words)
                title.setBuddy(field)
                self._rows[field] = title
                grid.addWidget(title, grid.rowCount(), 0)
                grid.addWidget(field, grid.rowCount() - 1, 1)
        grid.setRowStretch(grid.rowCount(), 1)

    def handling(self) -> Handling:
        """How the model is to be asked.

        Raises:
            ValueError: Something is still missing; the sentence to show.
        """
        if not (self.tall.value() and self.wide.value()):
            raise ValueError(tr("Enter the input size: the file leaves it open."))
        layout = self._survey.layout or str(self.order.currentData())
        if not layout:
            raise ValueError(tr("Choose the layout: the file leaves it open."))
        colour = str(self.colour.currentData())
        mean, std = self._mean_and_std()
        inputs = Preprocess(
            height=self.tall.value(),
            width=self.wide.value(),
            channels=self._channels,
            margin=self.margin.value() / 100,
            align=self.level.isChecked(),
            mean=mean,
            std=std,
            shift=-self.raised.value() / 100,
        )
        order = "RGB" if colour == GRAY else colour
        border = Border(layout, order, self._survey.dtype, str(self.answer.currentData()))
        return Handling(inputs, border, self.temperature.value())

    def show_trial(self, trial: Trial) -> None:
        """Proposes what the trial run found, unless a person has chosen."""
        if not self._answer_chosen:
            self.answer.setCurrentIndex(self.answer.findData(trial.answer))

    @property
    def _channels(self) -> int:
        return 1 if self.colour.currentData() == GRAY else 3

    def _mean_and_std(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        key = str(self.scaling.currentData())
        if key != OWN:
            return scaling(key, self._channels)
        mean, std = _numbers(self.mean.text()), _numbers(self.std.text())
        if not mean or not std or min(std) <= 0:
            raise ValueError(tr("Enter mean and deviation as numbers, the deviation greater than 0."))
        return per_channel(mean, self._channels), per_channel(std, self._channels)

    def _fill_scalings(self) -> None:
        """Offers what fits the colour; whole numbers are never scaled."""
        chosen = self.scaling.currentData()
        with QSignalBlocker(self.scaling):
            self.scaling.clear()
            for key, title in SCALING_TITLES.items():
                if self._survey.dtype == "uint8" and key != "pixels":
                    continue
                if key != "imagenet" or self._channels == 3:
                    self.scaling.addItem(tr(title), key)
            self.scaling.setCurrentIndex(max(self.scaling.findData(chosen), 0))
            self.scaling.setEnabled(self.scaling.count() > 1)
        self._show_own()

    def _show_own(self) -> None:
        for line in (self.mean, self.std):
            line.setVisible(self.scaling.currentData() == OWN)
            self._rows[line].setVisible(self.scaling.currentData() == OWN)

    def _on_answer_chosen(self) -> None:
        self._answer_chosen = True

    def _choice(self, name: str, titles: Mapping[str, str]) -> ElidedChoice:
        made = ElidedChoice(name)
        for key, title in titles.items():
            made.addItem(tr(title), key)
        made.setEnabled(made.count() > 1)
        return made

    def _pixels(self, name: str, known: int) -> QSpinBox:
        made = QSpinBox()
        made.setAccessibleName(name)
        made.setRange(0, _MOST_PIXELS)
        made.setSpecialValueText("?")
        made.setValue(known)
        made.setEnabled(not known)
        self._prepare_number(made)
        made.valueChanged.connect(self.changed)
        return made

    def _percent(self, name: str, share: float, least: int, most: int) -> QSpinBox:
        made = QSpinBox()
        made.setAccessibleName(name)
        made.setRange(least, most)
        made.setSuffix(" %")
        made.setValue(round(share * 100))
        self._prepare_number(made)
        made.valueChanged.connect(self.changed)
        return made

    @staticmethod
    def _prepare_number(box: QAbstractSpinBox) -> None:
        box.setKeyboardTracking(False)  # a size that is half typed is no size to try
        box.setMinimumWidth(20 * GRID)
        plain_number(box)


def _colours(channels: int) -> dict[str, str]:
    fitting = {1: (GRAY,), 3: ("RGB", "BGR")}.get(channels, tuple(COLOUR_TITLES))
    return {key: COLOUR_TITLES[key] for key in fitting}


def _numbers(text: str) -> tuple[float, ...]:
    """Numbers between commas or spaces; none where one of them is no number."""
    try:
        return tuple(float(part) for part in text.replace(",", " ").split())
    except ValueError:
        return ()


def _side_by_side(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * GRID)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    made.setFocusProxy(widgets[0])
    return made
