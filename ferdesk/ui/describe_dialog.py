"""Asks what a model that says nothing of itself needs and means, and shows live what it would get and answer."""

from typing import Final

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ferdesk.core.description import Description, Handling, Preview, Survey, problem
from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.answers import AnswerRows
from ferdesk.ui.panels.base import GRID, label, restyle, section
from ferdesk.ui.panels.crop import CropView
from ferdesk.ui.panels.description import DescriptionForm
from ferdesk.ui.theme import Colors

TRYING: Final = str(QT_TR_NOOP("The model is being tried…"))
SAVING: Final = str(QT_TR_NOOP("The description is being saved…"))
READY: Final = str(QT_TR_NOOP("Ready. Its accuracy is not measured."))
NO_FACE: Final = str(
    QT_TR_NOOP("No face on screen. Open a camera, a file or the demo, and it is shown here what the model would get.")
)
NOT_TRIED: Final = str(QT_TR_NOOP("The face on screen, as the model would get it, comes here."))
HINT: Final = str(QT_TR_NOOP("Make a face: the answer that rises should bear its name."))
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
        super().__init__(parent, tr("Describe a model"))
        self._survey = survey
        self._seen: tuple[Handling, Preview] | None = None
        self._refusal = ""
        self._saving = False
        self.handling: Handling | None = None
        self.form = DescriptionForm(survey)
        self.crop = CropView(colors)
        self.facts = label(tr(NOT_TRIED), "muted", wraps=True)
        self.hint = label(tr(HINT), "muted", wraps=True)
        self.hint.hide()
        self.answers = AnswerRows(colors)
        self.reason = label("", "muted", wraps=True)
        self.cancel = self.close_button(tr("Cancel"))
        self.accept_button = QPushButton(tr("Add model"))
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
        words = tr(
            "{file} does not say what it needs and what its answers mean. What you say here is saved beside it.",
            file=self._survey.file,
        )
        lead = label(words, "muted", wraps=True)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(section(tr("WHAT THE MODEL GETS")))
        column.addWidget(self.form, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(section(tr("LIVE")))
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
        column.addWidget(section(tr("WHAT EACH ANSWER MEANS"), self.answers.order))
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
        self.column.addWidget(lead)
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
        facts = {"height": inputs.height, "width": inputs.width, "low": preview.low, "high": preview.high}
        gray = tr("{height} × {width}, gray\nvalues {low:.2f} to {high:.2f}", **facts)
        told = (
            gray if inputs.channels == 1 else tr("{height} × {width}, colour\nvalues {low:.2f} to {high:.2f}", **facts)
        )
        self.facts.setText(tr(NO_FACE) if preview.crop is None else told)
        self._check()

    def refuse(self, reason: str) -> None:
        """It cannot be tried or saved as it is described."""
        self._refusal, self._saving = said(reason), False
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
            words, kind = tr(SAVING), "muted"
        elif self._refusal:
            words, kind = self._refusal, "warning"
        elif description is None or self._seen is None:
            words, kind = tr(TRYING), "muted"
        else:
            reason = problem(description, self._survey, self._seen[1].trial)
            words, kind = (said(reason), "warning") if reason else (tr(READY), "muted")
        ready = words == tr(READY)
        self.accept_button.setEnabled(ready)
        self.accept_button.setToolTip("" if ready else words)
        self.cancel.setEnabled(not self._saving)
        _say(self.reason, words, kind)

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
