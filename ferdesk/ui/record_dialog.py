"""What is asked before a recording: scores alone or the video too, who agreed to that, and where it goes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import tr
from ferdesk.ui.opening import file_dialog
from ferdesk.ui.panels.base import GRID, ElidedLabel, label, section

SCORES_HINT: Final = str(
    QT_TR_NOOP(
        "Probabilities, boxes and picture quality of every analysed picture, your markers, and no picture at all."
    )
)
VIDEO_HINT: Final = str(QT_TR_NOOP("Keeps the pictures as well, in video.mkv. People can be recognised in them."))
CONSENT_HINT: Final = str(
    QT_TR_NOOP("For instance: A. Smith, signed form of 24 November, video for this study, deleted after a year.")
)
NO_CONSENT: Final = str(QT_TR_NOOP("Write down who agreed, and to what. Without that note no video is recorded."))
_INDENT = 6 * GRID


@dataclass(frozen=True, slots=True)
class RecordingWish:
    """What the user wants to be recorded.

    Attributes:
        video: The pictures, too.
        consent: Who agreed, and to what; never empty with `video`.
        folder: Where sessions go.
    """

    video: bool
    consent: str
    folder: Path


class RecordDialog(Dialog):
    """Asks, and says by `start_requested` what was answered."""

    start_requested = Signal(RecordingWish)

    def __init__(self, parent: QWidget, folder: Path) -> None:
        """`folder`: where sessions go unless another one is chosen."""
        super().__init__(parent, tr("Record a session"))
        self.folder = folder
        self.scores = QRadioButton(tr("Scores only"))
        self.scores.setChecked(True)
        self.video = QRadioButton(tr("Scores and video"))
        self._kinds = QButtonGroup(self)
        for choice, hint in ((self.scores, tr(SCORES_HINT)), (self.video, tr(VIDEO_HINT))):
            choice.setAccessibleName(choice.text())
            choice.setAccessibleDescription(hint)
            self._kinds.addButton(choice)
            self.column.addWidget(choice)
            self.column.addWidget(_indented(label(hint, "muted", wraps=True)))
        self.video.toggled.connect(self._check)
        self.column.addWidget(self._consent_part())
        self.column.addSpacing(GRID)
        self._add_folder_part()
        self.start_button = QPushButton(tr("Start recording"))
        self.start_button.setProperty("kind", "primary")
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self._on_start_clicked)
        self.column.addStretch()
        self.add_buttons(self.close_button(tr("Cancel")), self.start_button)
        self.setMinimumWidth(480)
        self._check()
        self.scores.setFocus()

    def _consent_part(self) -> QWidget:
        self.consent = QPlainTextEdit()
        self.consent.setAccessibleName(tr("Who agreed, and to what"))
        self.consent.setPlaceholderText(tr(CONSENT_HINT))
        self.consent.setTabChangesFocus(True)
        self.consent.setFixedHeight(72)
        self.consent.textChanged.connect(self._check)
        self.problem = label(tr(NO_CONSENT), "warning", wraps=True)
        title = label(tr("Who &agreed, and to what? The note is stored in the session."))
        title.setTextFormat(Qt.TextFormat.AutoText)
        title.setBuddy(self.consent)
        self._consent_box = QWidget()
        column = QVBoxLayout(self._consent_box)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for widget in (title, self.consent, self.problem):
            column.addWidget(widget)
        return self._consent_box

    def _add_folder_part(self) -> None:
        self.place = ElidedLabel(str(self.folder))
        self.change = QPushButton(tr("Change…"))
        self.change.setAccessibleName(tr("Change the folder"))
        self.change.clicked.connect(self._on_change_clicked)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.change)
        self.column.addWidget(section(tr("FOLDER"), self.change))
        self.column.addLayout(row)

    def _check(self) -> None:
        """The consent note is asked for with video only, and nothing starts without it."""
        wants_video = self.video.isChecked()
        lacks_consent = wants_video and not self._note()
        self._consent_box.setVisible(wants_video)
        self.problem.setVisible(lacks_consent)
        self.start_button.setEnabled(not lacks_consent)
        self.start_button.setToolTip(tr(NO_CONSENT) if lacks_consent else "")
        self.adjustSize()

    def _note(self) -> str:
        return self.consent.toPlainText().strip()

    def _on_change_clicked(self) -> None:
        dialog = file_dialog(self, tr("Where recordings go"), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose_folder)
        dialog.open()

    def choose_folder(self, path: str) -> None:
        """Records into a folder in this one."""
        self.folder = Path(path)
        self.place.setText(path)

    def _on_start_clicked(self) -> None:
        video = self.video.isChecked()
        self.start_requested.emit(RecordingWish(video, self._note() if video else "", self.folder))
        self.close()


def _indented(words: QLabel) -> QLabel:
    """Below a choice, in line with its text."""
    words.setContentsMargins(_INDENT, 0, 0, 0)
    return words
