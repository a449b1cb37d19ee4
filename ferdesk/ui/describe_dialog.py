"""Asks what a model that says nothing of itself needs and means, and shows live what it would get and answer."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ferdesk.core.description import Description, Handling, Preview, Survey, problem
from ferdesk.ui.help import Dialog
from ferdesk.ui.panels.answers import AnswerRows
from ferdesk.ui.panels.base import GRID, label, restyle, section
from ferdesk.ui.panels.crop import CropView
from ferdesk.ui.panels.description import DescriptionForm
from ferdesk.ui.theme import Colors

TRYING: Final = "The model is being tried…"
SAVING: Final = "The description is being saved…"
READY: Final = "Ready. Its accuracy is not measured."
NO_FACE: Final = "No face on screen. Open a camera, a file or the demo, and it is shown here what the model would get."
NOT_TRIED: Final = "The face on screen, as the model would get it, comes here."
HINT: Final = "Make a face: the answer that rises should bear its name."
_LEFT: Final = 100 * GRID
_RIGHT: Final = 98 * GRID


class DescribeDialog(Dialog):
    """The form to the left, what comes of it to the right.

    Attributes:
        handling: How the model is asked as the form stands; None while something is missing.
    """

    handling_changed = Signal()
    description_given = Signal(Description)

    def __init__(self, parent: QWidget, survey: Survey, colors: Colors) -> None:
        super().__init__(parent, "Describe a model")
        self._survey = survey
        self._seen: tuple[Handling, Preview] | None = None
        self._refusal = ""
        self._saving = False
        self.handling: Handling | None = None
        self.form = DescriptionForm(survey)
        self.crop = CropView(colors)
        self.facts = label(NOT_TRIED, "muted", wraps=True)
        self.hint = label(HINT, "muted", wraps=True)
        self.hint.hide()
        self.answers = AnswerRows(colors)
        self.reason = label("", "muted", wraps=True)
        self.cancel = self.close_button("Cancel")
        self.accept_button = QPushButton("Add model")
        self.accept_button.setProperty("kind", "primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accepted)
        self._arrange()
        self.form.changed.connect(self._on_form_changed)
        self.answers.changed.connect(self._check)
        if survey.trial is not None:
            self.answers.set_classes(survey.trial.classes)
        self._on_form_changed()

    def _arrange(self) -> None:
        said = label(
            f"{self._survey.file} does not say what it needs and what its answers mean. What you say here is saved"
            " beside it.",
            "muted",
            wraps=True,
        )
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(section("WHAT THE MODEL GETS"))
        column.addWidget(self.form, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(section("LIVE"))
        row = QHBoxLayout()
        row.setSpacing(4 * GRID)
        row.addWidget(self.crop, alignment=Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.facts)
        beside.addWidget(self.hint)
        beside.addStretch()
        row.addLayout(beside, 1)
        column.addLayout(row)
        column.addWidget(section("WHAT EACH ANSWER MEANS", self.answers.order))
        column.addWidget(self.answers)
        column.addStretch()
        left.setMinimumWidth(_LEFT)
        right.setMinimumWidth(_RIGHT)
        both = QWidget()
        halves = QHBoxLayout(both)
        halves.setContentsMargins(0, 0, 2 * GRID, 0)
        halves.setSpacing(8 * GRID)
        halves.addWidget(left, 1)
        halves.addWidget(right, 1)
        scroll = QScrollArea()
        scroll.setWidget(both)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(both.minimumSizeHint().width() + 4 * GRID)
        self.column.addWidget(said)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self.reason)
        self.add_buttons(self.cancel, self.accept_button)
        self.resize(_LEFT + _RIGHT + 28 * GRID, 180 * GRID)

    def show_preview(self, handling: Handling, preview: Preview) -> None:
        """What comes of a handling; it may be older than what the form says now."""
        self._refusal = ""
        self._seen = (handling, preview)
        self.answers.set_classes(preview.trial.classes)
        self.form.show_trial(preview.trial)
        self.crop.show_crop(preview.crop)
        self.answers.show_shares(preview.shares)
        self.hint.setVisible(preview.crop is not None)
        inputs = handling.preprocess
        colour = "gray" if inputs.channels == 1 else "colour"
        self.facts.setText(
            NO_FACE
            if preview.crop is None
            else f"{inputs.height} × {inputs.width}, {colour}\nvalues {preview.low:.2f} to {preview.high:.2f}"
        )
        self._check()

    def refuse(self, reason: str) -> None:
        """It cannot be tried or saved as it is described."""
        self._refusal, self._saving = reason, False
        self._check()

    def reject(self) -> None:
        """Escape and Cancel; not while the files are being written."""
        if not self._saving:
            super().reject()

    def finish(self) -> None:
        """It is saved."""
        self._saving = False
        self.close()

    def _on_form_changed(self) -> None:
        before = self.handling
        self._refusal = ""
        try:
            self.handling = self.form.handling()
        except ValueError as error:
            self.handling = None
            self._refusal = str(error)
        self._check()
        if self.handling != before:
            self.handling_changed.emit()

    def _describe(self) -> Description | None:
        """What the form says, once it has been tried as it stands."""
        if self.handling is None or self._seen is None or self._seen[0] != self.handling:
            return None
        return Description(self.form.name.text(), self.handling, self.answers.labels)

    def _check(self) -> None:
        """Says why the model cannot be added yet, or that it can."""
        description = self._describe()
        if self._saving:
            said, kind = SAVING, "muted"
        elif self._refusal:
            said, kind = self._refusal, "warning"
        elif description is None or self._seen is None:
            said, kind = TRYING, "muted"
        else:
            reason = problem(description, self._survey, self._seen[1].trial)
            said, kind = (reason, "warning") if reason else (READY, "muted")
        self.accept_button.setEnabled(said == READY)
        self.accept_button.setToolTip("" if said == READY else said)
        self.cancel.setEnabled(not self._saving)
        _say(self.reason, said, kind)

    def _on_accepted(self) -> None:
        description = self._describe()
        if description is not None:
            self._saving = True
            self._check()
            self.description_given.emit(description)


def _say(where: QLabel, words: str, kind: str) -> None:
    where.setText(words)
    if where.property("kind") != kind:
        where.setProperty("kind", kind)
        restyle(where)
