"""What the user is told before the camera is used, what was written, what the models are known for."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from ferdesk.core import paths
from ferdesk.core.card import read_cards
from ferdesk.core.types import Failure
from ferdesk.session import ledger
from ferdesk.ui.bridge import Bridge, Library
from ferdesk.ui.card_page import CardPage
from ferdesk.ui.display import Display
from ferdesk.ui.languages import tr
from ferdesk.ui.opening import Opening
from ferdesk.ui.panels.sources import DEMO
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.privacy_pages import PrivacyPage, WelcomePage
from ferdesk.ui.window import Window

LISTING, DELETING = "listing the files", "deleting the files"


class Privacy(QObject):
    """Opens the pages and carries out what is asked there; files are read and deleted by a job."""

    def __init__(self, library: Library, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._library = library
        self._bridge = bridge
        self._preferences = preferences
        self.welcome: WelcomePage | None = None
        self.page: PrivacyPage | None = None
        self.cards: CardPage | None = None
        self.question: QMessageBox | None = None

    def attach(self, window: Window, display: Display, opening: Opening) -> None:
        """Names what it speaks to; called once."""
        self._window = window
        self._display = display
        self._opening = opening

    def begin(self, source: str | None) -> None:
        """Opens the first source; before the first camera of all, the page that tells what it is used for."""
        if self._preferences.now.welcomed:
            self._opening.begin(source)
            return
        self.welcome = WelcomePage(self._window, source_named=source is not None)
        if source is not None:
            self._opening.begin(source)
            self.welcome.camera_chosen.connect(self._on_read)
            self.welcome.finished.connect(self._opening.play_from_start)  # it played behind the page
        else:
            self.welcome.camera_chosen.connect(self._on_camera_chosen)
            self.welcome.demo_chosen.connect(self._on_demo_chosen)
        self.welcome.open()

    def _on_read(self) -> None:
        self._preferences.change(welcomed=True)

    def _on_camera_chosen(self) -> None:
        self._on_read()
        self._opening.begin(None)

    def _on_demo_chosen(self) -> None:
        """Not remembered as read: the camera was not agreed to."""
        self._opening.begin(DEMO)

    def on_privacy_requested(self) -> None:
        self.page = PrivacyPage(self._window)
        self.page.delete_requested.connect(self._on_delete_requested)
        self.page.open()
        self._list()

    def _list(self) -> None:
        self._bridge.submit(LISTING, ledger.written, self._on_listed)

    def _on_listed(self, files: object) -> None:
        if self.page is not None and isinstance(files, tuple):
            self.page.show_files(files)

    def _on_delete_requested(self) -> None:
        self.question = QMessageBox(
            QMessageBox.Icon.Warning,
            tr("Delete all files"),
            tr("Delete every file of the list?"),
            parent=self._window,
        )
        self.question.setInformativeText(
            tr(
                "Recordings, tables, figures, added models and settings are gone for good. Until its next start ferdesk"
                " keeps no settings."
            )
        )
        delete = self.question.addButton(tr("Delete all"), QMessageBox.ButtonRole.DestructiveRole)
        self.question.setDefaultButton(self.question.addButton(QMessageBox.StandardButton.Cancel))
        delete.clicked.connect(self.delete_all)
        self.question.open()

    def delete_all(self) -> None:
        """Has every file deleted, and writes no settings from now on."""
        self._preferences.forget()
        self._bridge.submit(DELETING, ledger.delete_all, self._on_deleted)

    def _on_deleted(self, count: object) -> None:
        self._window.banner.say(tr("{count} files were deleted.", count=count))
        self._list()

    def on_failed(self, failure: Failure) -> None:
        """Some could not be deleted; the banner says which."""
        if failure.stage == DELETING:
            self._list()

    def on_cards_requested(self) -> None:
        self._bridge.submit("model cards", self._read_cards, self._on_cards_read)

    def _read_cards(self) -> object:
        return self._library.entries(), read_cards(paths.shipped_models())

    def _on_cards_read(self, read: object) -> None:
        if isinstance(read, tuple):
            entries, cards = read
            self.cards = CardPage(self._window, entries, cards, next(iter(self._display.models), ""))
            self.cards.open()
