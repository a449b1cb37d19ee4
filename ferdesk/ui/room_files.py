"""What the operator can have of the room view on disk and on paper: saved sessions, their end, and the notice."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QTextBrowser, QWidget

from ferdesk.core.room_notice import notice_page
from ferdesk.ui.bridge import Bridge, Rooms
from ferdesk.ui.display import Panels
from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import tr
from ferdesk.ui.opening import file_dialog
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.room import RoomMode
from ferdesk.ui.room_answers import policy_of, room_settings_of
from ferdesk.ui.window import Window

SAVED: Final = str(
    QT_TR_NOOP("Saved in {folder}: {names}. The receipt lists what is in them. They are deleted after {days} days.")
)
DELETED: Final = str(QT_TR_NOOP("Deleted: this session and {count} saved ones."))
EXPIRED: Final = str(QT_TR_NOOP("Saved sessions of the room view whose time was over: {count} deleted."))
SURE: Final = str(
    QT_TR_NOOP("Delete this session and all saved sessions of the room view? They cannot be brought back.")
)
ANSWER_FIRST: Final = str(
    QT_TR_NOOP("Answer the room view's questions first: the notice tells what is really analysed.")
)


class NoticeDialog(Dialog):
    """The notice on the screen."""

    save_requested = Signal()

    def __init__(self, parent: QWidget, page: str) -> None:
        super().__init__(parent, tr("Notice for the people in view"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Notice for the people in view"))
        self.text.setOpenLinks(False)
        self.text.setHtml(page)
        self.column.addWidget(self.text, 1)
        self.save = QPushButton(tr("Save for printing…"))
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self.save_requested)
        self.add_buttons(self.close_button(), self.save)
        self.resize(720, 720)


class RoomFiles(QObject):
    """Writes nothing by itself but what is asked for here."""

    def __init__(self, rooms: Rooms, bridge: Bridge, preferences: Preferences, mode: RoomMode) -> None:
        super().__init__()
        self._rooms = rooms
        self._bridge = bridge
        self._preferences = preferences
        self._mode = mode

    def attach(self, window: Window, panels: Panels) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        window.commands["room_notice"].triggered.connect(self.show_notice)
        panels.room.notice_requested.connect(self.show_notice)
        panels.room.save_requested.connect(self.save)
        panels.room.delete_requested.connect(self.on_delete_requested)

    def begin(self) -> None:
        """Deletes what is over its time."""
        self._bridge.submit("room retention", self._rooms.delete_expired, self._on_expired)

    def _on_expired(self, count: object) -> None:
        if isinstance(count, int) and count:
            self._window.banner.say(tr(EXPIRED, count=count))

    def save(self) -> None:
        """Writes the session as it is now."""
        record = self._mode.record
        if record is not None:
            self._bridge.submit("saving the room session", partial(self._rooms.save, record), self._on_saved)

    def _on_saved(self, written: object) -> None:
        if isinstance(written, tuple):
            names = ", ".join(path.name for path in written)
            days = self._preferences.now.room_days
            self._window.banner.say(tr(SAVED, folder=written[0].parent, names=names, days=days))

    def on_delete_requested(self) -> None:
        question = QMessageBox(QMessageBox.Icon.Question, tr("Delete now"), tr(SURE), parent=self._window)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sure = question.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        sure.clicked.connect(self.delete)
        question.open()

    def delete(self) -> None:
        """Deletes this session and every saved one."""
        self._mode.clear()
        self._bridge.submit("deleting room sessions", self._rooms.delete_all, self._on_deleted)

    def _on_deleted(self, count: object) -> None:
        self._window.banner.say(tr(DELETED, count=count))

    def show_notice(self) -> None:
        """Shows the notice; it can be saved from there."""
        page = self._page()
        if page is None:
            self._window.banner.say(tr(ANSWER_FIRST))
            return
        dialog = NoticeDialog(self._window, page)
        dialog.save_requested.connect(self._on_save_notice_requested)
        dialog.open()

    def _page(self) -> str | None:
        now = self._preferences.now
        policy = policy_of(now)
        return None if policy is None else notice_page(room_settings_of(now), policy, now.room_operator, now.room_days)

    def _on_save_notice_requested(self) -> None:
        dialog = file_dialog(self._window, tr("Save the notice"), self._preferences.now.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Page (*.html)"))
        dialog.setDefaultSuffix("html")
        dialog.selectFile("notice.html")
        dialog.fileSelected.connect(self.save_notice)
        dialog.open()

    def save_notice(self, path: str) -> None:
        """Writes the notice as a page that any browser prints."""
        page = self._page()
        if page is not None:
            self._preferences.change(folder=str(Path(path).parent))
            work = partial(self._rooms.save_notice, page, Path(path))
            self._bridge.submit("saving the notice", work, self._on_notice_saved)

    def _on_notice_saved(self, path: object) -> None:
        self._window.banner.say(tr("The notice is saved as {path}. A browser shows and prints it.", path=path))
