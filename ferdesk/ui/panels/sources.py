"""The part of the controls that chooses where the pictures come from."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TR_NOOP, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ferdesk.core.types import CameraDevice, SourceState, SourceStatus
from ferdesk.ui.icons import BUTTON_ICON, icon
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, ElidedChoice, label, restyle, section
from ferdesk.ui.theme import Colors

DEMO = "demo"
_TIP = str(QT_TR_NOOP("The cameras of this computer, and what is open now"))
_STATES = {
    SourceState.OPENING: str(QT_TR_NOOP("Opening…")),
    SourceState.PAUSED: str(QT_TR_NOOP("Paused")),
    SourceState.LOST: str(QT_TR_NOOP("Gone; opened again when it comes back")),
    SourceState.ENDED: str(QT_TR_NOOP("Ended")),
    SourceState.FAILED: str(QT_TR_NOOP("Not available")),
    SourceState.CLOSED: str(QT_TR_NOOP("Closed; choose it again to open it")),
}
_BUTTONS = {
    "file": (str(QT_TR_NOOP("File…")), str(QT_TR_NOOP("Open: File"))),
    "folder": (str(QT_TR_NOOP("Folder…")), str(QT_TR_NOOP("Open: Folder"))),
    "stream": (str(QT_TR_NOOP("Stream…")), str(QT_TR_NOOP("Open: Stream"))),
    "play": (str(QT_TR_NOOP("Demo")), str(QT_TR_NOOP("Open: Demo"))),
}
"""By icon: what stands on the button, and its name for screen readers."""


class SourceSection(QWidget):
    """A list of cameras and what is open now, and a button for every other kind of source."""

    source_requested = Signal(str)
    cameras_requested = Signal()
    file_requested = Signal()
    folder_requested = Signal()
    stream_requested = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._cameras: tuple[CameraDevice, ...] = ()
        self._status: SourceStatus | None = None
        self.choice = ElidedChoice(tr("Source"))
        self.choice.setToolTip(tr(_TIP))
        self.choice.activated.connect(self._on_activated)
        self.refresh = QToolButton()
        self.refresh.setProperty("kind", "icon")
        self.refresh.setAccessibleName(tr("Look for cameras again"))
        self.refresh.setToolTip(tr("Look for cameras again"))
        self.refresh.clicked.connect(self.cameras_requested)
        self.state = label("", "muted", wraps=True)
        self.state.hide()
        self.buttons = {name: _button(tr(text), tr(spoken)) for name, (text, spoken) in _BUTTONS.items()}
        self.buttons["file"].clicked.connect(self.file_requested)
        self.buttons["folder"].clicked.connect(self.folder_requested)
        self.buttons["stream"].clicked.connect(self.stream_requested)
        self.buttons["play"].clicked.connect(self._on_demo_clicked)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.choice, 1)
        row.addWidget(self.refresh)
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for place, button in enumerate(self.buttons.values()):
            grid.addWidget(button, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(section(tr("SOURCE"), self.choice))
        column.addLayout(row)
        column.addWidget(self.state)
        column.addLayout(grid)
        self.set_colors(colors)
        self._fill()

    def set_colors(self, colors: Colors) -> None:
        self.refresh.setIcon(icon("refresh", colors.muted))
        for name, button in self.buttons.items():
            button.setIcon(icon(name, colors.muted, room=4))
            button.setIconSize(BUTTON_ICON)

    def show_cameras(self, cameras: Sequence[CameraDevice]) -> None:
        """Lists the cameras that there are."""
        self._cameras = tuple(cameras)
        self._fill()

    def show_status(self, status: SourceStatus) -> None:
        """Follows the source that is open."""
        self._status = status
        self._fill()
        failed = status.state in (SourceState.LOST, SourceState.FAILED)
        self.state.setText(tr(_STATES[status.state]) if status.state in _STATES else "")
        self.state.setVisible(status.state is not SourceState.PLAYING)
        self.state.setProperty("kind", "warning" if failed else "muted")
        restyle(self.state)

    def _fill(self) -> None:
        """The cameras, then what is open if it is none of them."""
        self.choice.clear()
        for camera in self._cameras:
            self.choice.addItem(camera.name, camera.address)
        status = self._status
        if status is None:
            if not self._cameras:
                self.choice.addItem(tr("No camera found"), "")
            return
        at = self._row_of(status)
        if at < 0:
            self.choice.addItem(tr("Demo") if status.address == DEMO else status.title, status.address)
            at = self.choice.count() - 1
        self.choice.setCurrentIndex(at)
        self.choice.setToolTip(f"{self.choice.currentText()}\n{tr(_TIP)}")

    def _row_of(self, status: SourceStatus) -> int:
        """A camera may be opened by its address or by its name."""
        by_address = self.choice.findData(status.address)
        return by_address if by_address >= 0 else self.choice.findText(status.address)

    def _on_activated(self, row: int) -> None:
        address = self.choice.itemData(row)
        here = self._status
        if address and (here is None or address != here.address or here.state is SourceState.CLOSED):
            self.source_requested.emit(address)

    def _on_demo_clicked(self) -> None:
        self.source_requested.emit(DEMO)


def _button(text: str, spoken: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(spoken)
    return button
