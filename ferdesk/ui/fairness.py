"""Runs the fairness check for the window, a few pictures at a time, so that other work of the jobs thread goes on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ferdesk.core.group_check import Checked, CheckProgress, GroupRequest
from ferdesk.core.types import Failure
from ferdesk.ui.bridge import Bridge, Groups, Library
from ferdesk.ui.display import Display
from ferdesk.ui.fairness_page import FairnessPage
from ferdesk.ui.languages import said, tr
from ferdesk.ui.opening import file_dialog
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.window import Window

CHECKING: Final = "checking groups"
SAVING: Final = "saving the check"


class Fairness(QObject):
    """Opens the page and carries out what is asked there.

    Attributes:
        page: While it is open.
        checked: What the last check found, until the next one begins.
    """

    def __init__(self, groups: Groups, library: Library, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._groups = groups
        self._library = library
        self._bridge = bridge
        self._preferences = preferences
        self._number = 0
        self._running = False
        self._path: Path | None = None
        self.page: FairnessPage | None = None
        self.checked: Checked | None = None

    def attach(self, window: Window, display: Display) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._display = display
        self._bridge.failed.connect(self.on_failed)

    def on_requested(self) -> None:
        """Opens the page as soon as the models are listed."""
        if self.page is None:
            self._bridge.submit("models to check", self._library.entries, self._on_listed)

    def _on_listed(self, entries: object) -> None:
        if not isinstance(entries, tuple) or self.page is not None:
            return
        self.page = page = FairnessPage(self._window, entries, self._display.models)
        self._path = self.checked = None
        page.table_requested.connect(self._on_table_requested)
        page.folder_requested.connect(self._on_folder_requested)
        page.start_requested.connect(self._on_start_requested)
        page.stop_requested.connect(self._on_stop_requested)
        page.save_requested.connect(self._on_save_requested)
        page.finished.connect(self._on_page_closed)
        page.open()

    def _on_table_requested(self) -> None:
        dialog = file_dialog(self._window, tr("Choose a table of pictures"), self._preferences.now.folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Table (*.csv)"))
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def _on_folder_requested(self) -> None:
        dialog = file_dialog(self._window, tr("Choose a folder of class folders"), self._preferences.now.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def choose(self, path: str) -> None:
        """Takes a table or folder."""
        self._path = Path(path)
        self._preferences.change(folder=str(self._path.parent))
        if self.page is not None:
            self.page.show_path(path)

    def _on_start_requested(self) -> None:
        if self.page is None or self._path is None:
            return
        request = GroupRequest(self._path, self.page.ticked(), crops=self.page.crops.isChecked())
        self._number += 1
        self._running = True
        self.checked = None
        self.page.show_waiting()
        self._go(partial(self._groups.begin, request))

    def _go(self, work: Callable[[], object]) -> None:
        self._bridge.submit(CHECKING, work, partial(self._on_step, self._number))

    def _on_step(self, number: int, found: object) -> None:
        if number != self._number or self.page is None:
            return
        if isinstance(found, CheckProgress):
            self.page.show_progress(found)
            self._go(self._groups.go_on)
        elif isinstance(found, Checked):
            self._running = False
            self.checked = found
            self.page.show_checked(found)

    def _on_stop_requested(self) -> None:
        self.close()
        if self.page is not None:
            self.page.show_idle(tr("The check was stopped."))

    def close(self) -> None:
        """Ends a check that is under way; what it found is forgotten."""
        self._number += 1
        if self._running:
            self._running = False
            self._bridge.submit("ending the check", self._groups.end, _ended)

    def _on_page_closed(self) -> None:
        self.close()
        self.page = None

    def on_failed(self, failure: Failure) -> None:
        """The check cannot go on, or was not saved: said in the page, which hides the banner."""
        if self.page is None or failure.stage not in (CHECKING, SAVING):
            return
        if failure.stage == CHECKING:
            self.close()
            self.page.show_idle(said(failure.message))
        else:
            self.page.state.setText(said(failure.message))

    def _on_save_requested(self) -> None:
        dialog = file_dialog(self._window, tr("Save the figures"), self._preferences.now.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Report (*.html)"), tr("Table (*.csv)")])
        dialog.setDefaultSuffix("html")
        dialog.selectFile("accuracy-by-group.html")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if "csv" in chosen else "html"))
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, path: str) -> None:
        """Writes the report, or the table where the name ends in .csv."""
        if self.checked is not None:
            self._preferences.change(folder=str(Path(path).parent))
            self._bridge.submit(SAVING, partial(self._groups.save, self.checked, Path(path)), self._on_saved)

    def _on_saved(self, path: object) -> None:
        if self.page is not None:
            self.page.state.setText(tr("Saved as {path}.", path=path))


def _ended(_nothing: object) -> None:
    """Nobody waits for the end of a check that was given up."""
