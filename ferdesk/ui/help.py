"""The small windows: keyboard shortcuts, about, and the address of a stream."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import ferdesk
from ferdesk.core.room_measured import FOUND_UP_TO_M_AT_720, FOUND_UP_TO_M_AT_1080, ORIENTATION_ERROR_DEG
from ferdesk.ui.commands import FURTHER_KEYS, plain
from ferdesk.ui.icons import application_icon
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, PADDING, label, section

PRIVACY = str(
    QT_TR_NOOP(
        "Nothing leaves this computer unless you stream scores out, and nothing is stored unless you record or export."
        " Pictures are never sent."
    )
)
DISTANCE: Final = str(
    QT_TR_NOOP(
        "Faces are found up to about {near_720:.1f} to {far_720:.1f} m from the camera at 1280x720, and "
        "{near_1080:.1f} to {far_1080:.1f} m at 1920x1080, for cameras that see 78 to 60 degrees across. Heads' "
        "directions repeat within about {error:.0f} degrees. Faces that are too small, turned away, dark or "
        "blurred are not guessed: they lower the coverage."
    )
)
STREAM_SCHEMES = ("rtsp://", "rtsps://", "http://", "https://")


def room_facts() -> str:
    """What the room view can do, as it was measured."""
    (near_720, far_720), (near_1080, far_1080) = FOUND_UP_TO_M_AT_720, FOUND_UP_TO_M_AT_1080
    facts = {"near_720": near_720, "far_720": far_720, "near_1080": near_1080, "far_1080": far_1080}
    return tr(DISTANCE, **facts, error=ORIENTATION_ERROR_DEG)


class Dialog(QDialog):
    """A window with a column and a button that closes it; Escape does, too."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(6 * GRID,) * 4)
        self.column.setSpacing(3 * GRID)

    def add_buttons(self, *buttons: QPushButton) -> None:
        row = QHBoxLayout()
        row.addStretch()
        for button in buttons:
            button.setAccessibleName(button.text())
            row.addWidget(button)
        self.column.addLayout(row)

    def close_button(self, text: str = "") -> QPushButton:
        """`text`: "Close" where there is none."""
        button = QPushButton(text or tr("Close"))
        button.clicked.connect(self.close)
        return button


class ShortcutsDialog(Dialog):
    """Every action that has a shortcut, and what else keys do."""

    def __init__(self, parent: QWidget, menus: Sequence[tuple[str, Iterable[QAction]]]) -> None:
        """`menus`: the title of each menu and its actions."""
        super().__init__(parent, tr("Keyboard shortcuts"))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, PADDING, 0)
        grid.setHorizontalSpacing(8 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for title, actions in menus:
            self._add_group(grid, plain(title).upper(), _rows(actions))
        others = [(tr(keys), f"{tr(where)}: {tr(what)}") for where, keys, what in FURTHER_KEYS]
        self._add_group(grid, tr("OTHER KEYS"), others)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.column.addWidget(scroll, 1)
        self.add_buttons(self.close_button())
        self.resize(520, 560)

    def _add_group(self, grid: QGridLayout, title: str, rows: Sequence[tuple[str, str]]) -> None:
        if not rows:
            return
        heading = section(title)
        heading.setContentsMargins(0, 3 * GRID, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for keys, text in rows:
            row = grid.rowCount()
            grid.addWidget(label(text, wraps=True), row, 0)
            grid.addWidget(label(keys, "pill"), row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)


def _rows(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    native = QKeySequence.SequenceFormat.NativeText
    return [(one.shortcut().toString(native), plain(one.text())) for one in actions if not one.shortcut().isEmpty()]


class AboutDialog(Dialog):
    """What this is, and what it does not do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("About ferdesk"))
        mark = label("")
        mark.setPixmap(application_icon().pixmap(64, 64))
        mark.setFixedSize(64, 64)
        self.column.addWidget(mark)
        self.column.addWidget(label("ferdesk", "headline"))
        self.column.addWidget(label(tr("Version {version} · Apache License 2.0", version=ferdesk.__version__), "muted"))
        for text in (
            tr(
                "Live facial-expression recognition: up to twelve models on the same picture, with their measured"
                " accuracy."
            ),
            tr(PRIVACY),
            tr("What a face shows is not what a person feels: the values are guesses of a model, and it errs."),
        ):
            self._say(text)
        self.column.addWidget(section(tr("ROOM VIEW")))
        self._say(room_facts())
        self.add_buttons(self.close_button())

    def _say(self, text: str) -> None:
        words = label(text, wraps=True)
        words.setMinimumWidth(440)
        self.column.addWidget(words)


class StreamDialog(Dialog):
    """Asks for the address of a stream; the only way to one."""

    address_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Open a stream"))
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Address of the stream"))
        self.line.setPlaceholderText("rtsp://192.168.1.20/stream")
        self.line.setMinimumWidth(400)
        title = label(tr("&Address of the stream"))
        title.setTextFormat(Qt.TextFormat.AutoText)
        title.setBuddy(self.line)
        hint = tr(
            "ferdesk connects to this address only, and only until another source is chosen. It is not remembered."
        )
        self.problem = label("", "error", wraps=True)
        self.problem.hide()
        self.column.addWidget(title)
        self.column.addWidget(self.line)
        self.column.addWidget(self.problem)
        self.column.addWidget(label(hint, "muted", wraps=True))
        self.open_button = QPushButton(tr("Open"))
        self.open_button.setProperty("kind", "primary")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.add_buttons(self.close_button(tr("Cancel")), self.open_button)

    def _on_open_clicked(self) -> None:
        address = self.line.text().strip()
        if not address.startswith(STREAM_SCHEMES):
            others = ", ".join(STREAM_SCHEMES[:-1])
            self.problem.setText(
                tr("An address begins with {others} or {last}.", others=others, last=STREAM_SCHEMES[-1])
            )
            self.problem.show()
            return
        self.address_given.emit(address)
        self.close()
