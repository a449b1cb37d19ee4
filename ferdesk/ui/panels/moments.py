"""What happened in a stored session, in time order: markers, which can be changed, and what was noted by itself."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ferdesk.core.recording import Baseline
from ferdesk.core.reviewed import Gap, Happening, NumberedMarker, Pose, StoredModel
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import Number, tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.panels.transport import moment
from ferdesk.ui.theme import Colors

_TIME, _WHAT, _TEXT = range(3)
_TIME_WIDTH: Final = 16 * GRID
_WHAT_WIDTH: Final = 19 * GRID
_SECONDS: Final = Qt.ItemDataRole.UserRole
_NUMBER: Final = Qt.ItemDataRole.UserRole + 1
_LEFT_TO_THE_VIEW: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _List(QTreeWidget):
    """A list that takes only the keys that it needs."""

    removal_requested = Signal()
    edit_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit()
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_requested.emit()
        elif event.key() in _LEFT_TO_THE_VIEW:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Moments(QWidget):
    """The list and what can be done with a marker."""

    sought = Signal(float)
    add_requested = Signal()
    text_changed = Signal(int, str)
    move_requested = Signal(int)
    removal_requested = Signal(int)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self._markers: Sequence[NumberedMarker] = ()
        self._others: list[tuple[float, str, str]] = []
        self.list = _List()
        self.list.setAccessibleName(tr("Moments of the session"))
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.header().setStretchLastSection(True)
        self.list.header().setMinimumSectionSize(_TIME_WIDTH)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.header().resizeSection(_TIME, _TIME_WIDTH)
        self.list.header().resizeSection(_WHAT, _WHAT_WIDTH)
        # It takes what is left; by itself it would want more, and the page would scroll.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumHeight(20 * GRID)
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.itemClicked.connect(self._on_item_chosen)
        self.list.itemDoubleClicked.connect(self.edit)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.removal_requested.connect(self._on_removal_requested)
        self.list.edit_requested.connect(self.edit)
        self.add_here = self._button(tr("Add"), tr("Add a marker here (M)"))
        self.rename = self._button(tr("Rename"), tr("Change the marker's text (F2)"))
        self.move_here = self._button(tr("Move here"), tr("Move the marker to the moment that is shown"))
        self.remove = self._button(tr("Delete"), tr("Delete the marker (Del)"))
        self.add_here.clicked.connect(self.add_requested)
        self.rename.clicked.connect(self.edit)
        self.move_here.clicked.connect(self._on_move_requested)
        self.remove.clicked.connect(self._on_removal_requested)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (self.add_here, self.rename, self.move_here, self.remove):
            row.addWidget(button)
        filling = QVBoxLayout(self)
        filling.setContentsMargins(0, 0, 0, 0)
        filling.setSpacing(GRID)
        filling.addWidget(self.list, 1)
        filling.addLayout(row)
        self._on_current_changed()

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self._colors = colors
        self._fill()

    def show_session(
        self,
        gaps: Sequence[Gap],
        happenings: Sequence[Happening],
        poses: Sequence[Pose],
        baselines: Sequence[Baseline],
        models: Sequence[StoredModel],
    ) -> None:
        """What does not change; markers come by `show_markers`."""
        titles = {model.key: model.title for model in models}
        self._others = [
            *((gap.start_s, tr("Gap"), f"{gap.reason} · {Number(gap.end_s - gap.start_s):.1f} s") for gap in gaps),
            *((each.time_s, tr("Event"), each.text) for each in happenings),
            *((pose.start_s, tr("Posed"), emotion_title(pose.label)) for pose in poses),
            *((each.start_s, tr("Baseline"), _baseline(each, titles)) for each in baselines),
        ]
        self._markers = ()
        self._fill()

    def show_markers(self, markers: Sequence[NumberedMarker], current: int | None = None) -> None:
        """The markers as they are now; `current` is the number of the one to select."""
        self._markers = markers
        self._fill(current)

    def _fill(self, current: int | None = None) -> None:
        current = self.current if current is None else current
        rows: list[tuple[float, str, str, int | None]] = [
            (each.marker.time_s, each.marker.key, each.marker.text, each.number) for each in self._markers
        ]
        rows += [(time_s, what, text, None) for time_s, what, text in self._others]
        with QSignalBlocker(self.list):
            self.list.clear()
            for time_s, what, text, number in sorted(rows, key=lambda row: row[0]):
                item = QTreeWidgetItem([moment(time_s), what, text])
                item.setData(_TIME, _SECONDS, time_s)
                item.setData(_TIME, _NUMBER, number)
                item.setToolTip(_TEXT, text)
                item.setSizeHint(_TIME, QSize(0, 7 * GRID))
                if number is None:
                    for column in (_TIME, _WHAT, _TEXT):
                        item.setForeground(column, QColor(self._colors.muted))
                else:
                    item.setForeground(_WHAT, QColor(self._colors.accent))
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.list.addTopLevelItem(item)
                if number is not None and number == current:
                    self.list.setCurrentItem(item)
        self._on_current_changed()

    @property
    def current(self) -> int | None:
        """The number of the selected marker; None where none is selected."""
        item = self.list.currentItem()
        number = None if item is None else item.data(_TIME, _NUMBER)
        return number if isinstance(number, int) else None

    def edit(self) -> None:
        """Lets the user change the text of the selected marker in its place."""
        item = self.list.currentItem()
        if item is not None and self.current is not None:
            self.list.editItem(item, _TEXT)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        number = item.data(_TIME, _NUMBER)
        if column == _TEXT and isinstance(number, int):
            self.text_changed.emit(number, item.text(_TEXT).strip())

    def _on_item_chosen(self, item: QTreeWidgetItem) -> None:
        self.sought.emit(item.data(_TIME, _SECONDS))

    def _on_current_changed(self, item: QTreeWidgetItem | None = None) -> None:
        for button in (self.rename, self.move_here, self.remove):
            button.setEnabled(self.current is not None)
        if item is not None and self.list.hasFocus():
            self.sought.emit(item.data(_TIME, _SECONDS))

    def _on_move_requested(self) -> None:
        if self.current is not None:
            self.move_requested.emit(self.current)

    def _on_removal_requested(self) -> None:
        if self.current is not None:
            self.removal_requested.emit(self.current)


def _baseline(baseline: Baseline, titles: dict[str, str]) -> str:
    text = tr("Face {face}, {model}", face=baseline.face, model=titles.get(baseline.model, baseline.model))
    return f"{text}: {baseline.warning}" if baseline.warning else text
