"""Says what is being posed: a switch, and while it is on a key for each of the seven emotions."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ferdesk.core.labels import FER2013
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, label
from ferdesk.ui.panels.flow import FlowLayout

HINT: Final = str(QT_TR_NOOP("Keys 1 to 7 then say what the selected face was asked to show."))


class PosingBox(QWidget):
    """The switch, the legend of the keys, and how many moments were labelled."""

    posed = Signal(str)
    take_back_requested = Signal()
    toggled = Signal(bool)

    KEYS: ClassVar[dict[str, str]] = {str(place): name for place, name in enumerate(FER2013, start=1)}
    """Which key stands for which emotion."""

    def __init__(self) -> None:
        super().__init__()
        self.switch = QCheckBox(tr("Label this moment"))
        self.switch.setToolTip(tr(HINT))
        self.switch.toggled.connect(self._on_toggled)
        self.hint = label(tr(HINT), "muted", wraps=True)
        self.count = label("", "muted")
        self.take_back = QPushButton(tr("Take back"))
        self.take_back.setProperty("kind", "chip")
        self.take_back.setAccessibleName(tr("Take back the last label"))
        self.take_back.setToolTip(tr("Forget the label entered last"))
        self.take_back.clicked.connect(self.take_back_requested)
        self.legend = QWidget()
        flow = FlowLayout(self.legend, gap=GRID, line_gap=GRID)
        self.buttons: dict[str, QPushButton] = {}
        self.shortcuts: list[QShortcut] = []
        for key, emotion in self.KEYS.items():
            flow.addWidget(self._button(key, emotion))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self.switch)
        head.addStretch()
        head.addWidget(self.count)
        head.addWidget(self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.legend)
        self._on_toggled(on=False)
        self.show_count(0)

    def _button(self, key: str, emotion: str) -> QPushButton:
        button = self.buttons[emotion] = QPushButton(f"{key}  {emotion_title(emotion)}")
        button.setProperty("kind", "chip")
        button.setAccessibleName(tr("{emotion} was posed", emotion=emotion_title(emotion)))
        button.clicked.connect(partial(self.posed.emit, emotion))
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(partial(self.posed.emit, emotion))
        self.shortcuts.append(shortcut)
        return button

    @property
    def on(self) -> bool:
        """Whether the keys 1 to 7 are for labels."""
        return self.switch.isChecked()

    def _on_toggled(self, on: bool) -> None:
        self.legend.setVisible(on)
        self.hint.setVisible(not on)
        for shortcut in self.shortcuts:  # at other times the digits belong to somebody else
            shortcut.setEnabled(on)
        self.toggled.emit(on)

    def show_count(self, count: int) -> None:
        """How many moments have been labelled."""
        self.count.setText(tr("{count} labelled", count=count) if count else "")
        self.take_back.setVisible(bool(count))
