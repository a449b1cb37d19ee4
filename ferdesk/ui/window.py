"""The main window: menus, panels, banner, status bar, drag and drop. It shows and asks; it decides nothing."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QVBoxLayout, QWidget

from ferdesk.ui import theme
from ferdesk.ui.banner import Banner
from ferdesk.ui.body import Body, Place
from ferdesk.ui.commands import COMMANDS, fill_menus, panel_commands
from ferdesk.ui.help import AboutDialog, ShortcutsDialog
from ferdesk.ui.icons import application_icon, recording_icon
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, Panel, label
from ferdesk.ui.statusbar import StatusBar
from ferdesk.ui.theme import Colors
from ferdesk.ui.toast import Toast


class Window(QMainWindow):
    """Everything that is seen."""

    paths_dropped = Signal(list)
    closing = Signal()

    def __init__(self, application: QApplication, panels: Sequence[tuple[Panel, Place]], theme_name: str) -> None:
        super().__init__()
        self._application = application
        self._theme = theme_name
        self._source = ""
        self._recording = False
        colors = theme.colors_of(theme_name)
        self.setWindowTitle("ferdesk")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.panels = {panel.name: panel for panel, _place in panels}
        self.banner = Banner(colors)
        self.body = Body(panels)
        self.status = StatusBar(colors)
        # Whatever is hidden, there is always a picture.
        hideable = [(panel.name, panel.title) for panel, place in panels if place is not Place.CENTER]
        self.commands = fill_menus(self.menuBar(), (*COMMANDS[:-2], *panel_commands(hideable), *COMMANDS[-2:]), self)
        self._central = central = QWidget()
        central.setObjectName("body")
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        lead = QVBoxLayout()
        lead.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        self.analysing = label("", "analysing")
        self.analysing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.analysing.hide()
        lead.addWidget(self.analysing)
        lead.addWidget(self.banner)
        column.addLayout(lead)
        column.addWidget(self.body, 1)
        column.addWidget(self.status)
        self.setCentralWidget(central)
        self._drop_hint = label(tr("Drop it to open it"), "drop")
        self._drop_hint.setParent(central)
        self._drop_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop_hint.hide()
        self.toast = Toast(self.body.picture_place)
        self.commands["quit"].triggered.connect(self.close)
        self.commands["full_screen"].toggled.connect(self._on_full_screen_toggled)
        self.commands["shortcuts"].triggered.connect(self._on_shortcuts_triggered)
        self.commands["about"].triggered.connect(self._on_about_triggered)
        self.resize(1280, 800)

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self.banner.set_colors(colors)
        self.status.set_colors(colors)
        for panel in self.panels.values():
            panel.set_colors(colors)

    def show_source(self, title: str) -> None:
        """The name of what is being watched, in the title."""
        self._source = title
        self._show_title()

    def show_recording(self, *, on: bool) -> None:
        """The mark in the title, as a word and in red."""
        if on != self._recording:
            self._recording = on
            self.setWindowIcon(recording_icon() if on else application_icon())
            self._show_title()

    def _show_title(self) -> None:
        title = f"{self._source} – ferdesk" if self._source else "ferdesk"
        self.setWindowTitle(tr("● Recording – {title}", title=title) if self._recording else title)

    def on_theme_chosen(self, name: str) -> None:
        self._theme = name
        self.set_colors(theme.apply(self._application, name))

    def on_scheme_changed(self) -> None:
        """The system went from light to dark or back."""
        self.set_colors(theme.dress(self._application, self._theme))

    def show_analysing(self, text: str) -> None:
        """Says above everything else that a group is analysed; it can be hidden by nothing but the end of it."""
        self.analysing.setText(text)
        self.analysing.setAccessibleName(text)
        self.analysing.setVisible(bool(text))

    def restore(self, geometry: str) -> None:
        """Goes back to the place and size that `geometry_text` told."""
        self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def geometry_text(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def _on_full_screen_toggled(self, on: bool) -> None:
        # Maximised before means maximised after.
        state = self.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if on else state & ~full)

    def _on_shortcuts_triggered(self) -> None:
        menus = [(menu.title(), _actions(menu)) for menu in self.menuBar().findChildren(QMenu) if menu.title()]
        ShortcutsDialog(self, menus).open()

    def _on_about_triggered(self) -> None:
        AboutDialog(self).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        # Only keys that the control with the focus had no use for come here.
        if event.key() == Qt.Key.Key_Space:
            self.commands["play"].trigger()
        elif event.key() == Qt.Key.Key_Escape and self.commands["snapshot"].isChecked():
            self.commands["snapshot"].setChecked(False)
        elif event.key() == Qt.Key.Key_Escape and self.commands["compare"].isChecked():
            self.commands["compare"].setChecked(False)
        elif event.key() == Qt.Key.Key_Escape and self.commands["room_stop"].isEnabled():
            self.commands["room_stop"].trigger()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.commands["full_screen"].setChecked(False)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._drop_hint.setGeometry(self._central.rect().adjusted(12, 4, -12, -12))
            self._drop_hint.raise_()
            self._drop_hint.show()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._drop_hint.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._drop_hint.hide()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.closing.emit()
        super().closeEvent(event)


def _actions(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator() and action.menu() is None]
