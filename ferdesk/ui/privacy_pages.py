"""The pages about privacy: what a person reads before the camera is used, and every file that was ever written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import label, section

if TYPE_CHECKING:
    from ferdesk.session.ledger import WrittenFile

CAMERA = str(
    QT_TR_NOOP(
        "ferdesk looks for faces in the picture of the camera and shows what expression models make of them. Each"
        " picture is looked at and forgotten."
    )
)
SENDING = str(
    QT_TR_NOOP(
        "Nothing is sent. ferdesk opens no network connection, unless you name a network camera or switch on a live"
        " stream of the numbers; pictures are never sent."
    )
)
RECORDING = str(
    QT_TR_NOOP(
        "Nothing is recorded until you start a recording. A recording holds numbers: times, places of faces and what"
        " the models answered. Pictures are only kept when you choose video as well, and then all who can be seen"
        " should have agreed."
    )
)
MEANING = str(
    QT_TR_NOOP("What a face shows is not what a person feels: the values are guesses of a model, and it errs.")
)
_PROMISES = (
    (str(QT_TR_NOOP("THE CAMERA")), CAMERA),
    (str(QT_TR_NOOP("THE NETWORK")), SENDING),
    (str(QT_TR_NOOP("RECORDINGS")), RECORDING),
)
KINDS = (
    QT_TR_NOOP("Settings"),
    QT_TR_NOOP("Log"),
    QT_TR_NOOP("Model"),
    QT_TR_NOOP("Session"),
    QT_TR_NOOP("Room session"),
    QT_TR_NOOP("This list"),
    QT_TR_NOOP("Comparison of models"),
    QT_TR_NOOP("Table of scores"),
    QT_TR_NOOP("Notice of the room view"),
    QT_TR_NOOP("Accuracy by group"),
    QT_TR_NOOP("Heat map of a face"),
)
"""What the ledger calls files; marked here, since it knows no languages."""
_WIDTH = 620


class WelcomePage(Dialog):
    """Shown once, before the camera is opened for the first time."""

    camera_chosen = Signal()
    demo_chosen = Signal()

    def __init__(self, parent: QWidget, *, source_named: bool) -> None:
        """`source_named`: what to open was said on the command line, so there is nothing to choose."""
        super().__init__(parent, tr("Welcome to ferdesk"))
        self.column.addWidget(label(tr("Before you begin"), "headline"))
        _add_sections(self, (*_PROMISES, ("", MEANING)))
        self.camera = QPushButton(tr("Continue") if source_named else tr("Use the camera"))
        self.camera.setProperty("kind", "primary")
        self.camera.setDefault(True)
        self.camera.clicked.connect(self._on_camera_clicked)
        self.demo = QPushButton(tr("Play the demo, without a camera"))
        self.demo.setVisible(not source_named)
        self.demo.clicked.connect(self.close)
        self.add_buttons(self.demo, self.camera)
        self._camera = False
        self.finished.connect(self._on_finished)

    def _on_camera_clicked(self) -> None:
        self._camera = True
        self.close()

    def _on_finished(self) -> None:
        # Escape is no agreement to a camera.
        (self.camera_chosen if self._camera else self.demo_chosen).emit()


class PrivacyPage(Dialog):
    """What is used, sent and kept, and a list of every file with a way to be rid of them."""

    delete_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Privacy and files"))
        _add_sections(self, _PROMISES)
        self.column.addWidget(section(tr("EVERY FILE THAT FERDESK HAS WRITTEN ON THIS COMPUTER")))
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(tr("Files that ferdesk has written"))
        self.table.setHorizontalHeaderLabels([tr("File"), tr("What it is"), tr("Size"), tr("Last written")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.state = label(tr("Looking for files…"), "muted", wraps=True)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.state)
        self.delete = QPushButton(tr("Delete all…"))
        self.delete.setEnabled(False)
        self.delete.clicked.connect(self.delete_requested)
        self.add_buttons(self.delete, self.close_button())
        self.resize(_WIDTH + 160, 640)

    def show_files(self, files: "Sequence[WrittenFile]") -> None:
        """Lists the files that exist."""
        locale = QLocale()
        self.table.setRowCount(len(files))
        for row, file in enumerate(files):
            size = locale.formattedDataSize(file.bytes)
            changed = QDateTime.fromSecsSinceEpoch(round(file.changed_utc.timestamp()))
            when = locale.toString(changed, QLocale.FormatType.ShortFormat)
            for column, text in enumerate((str(file.path), tr(file.kind), size, when)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        for column in (1, 2, 3):
            self.table.resizeColumnToContents(column)
        self.delete.setEnabled(bool(files))
        self.state.setText(
            tr("Files that you moved or copied elsewhere are not known here.") if files else tr("There is none.")
        )


def _add_sections(page: Dialog, parts: Sequence[tuple[str, str]]) -> None:
    for title, text in parts:
        if title:
            page.column.addWidget(section(tr(title)))
        words = label(tr(text), wraps=True)
        words.setMinimumWidth(_WIDTH)
        page.column.addWidget(words)
