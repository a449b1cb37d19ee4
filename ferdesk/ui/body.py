"""Where the panels lie: side by side in a wide window, one below the other in a narrow one, which then scrolls."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ferdesk.ui.panels.base import GRID, Panel

NARROW: Final = 960
"""Below this width, in px before scaling, there is no room for three columns."""
_AROUND = GRID
"""Half of the gap between two places: each has it on every side, so that one that is hidden leaves no gap behind."""
_MARGIN = 3 * GRID - _AROUND
_LEFT_WIDTH = 288 + 2 * _AROUND
_RIGHT_WIDTH = 280 + 2 * _AROUND
_TIMELINE_HEIGHT = 240 + 2 * _AROUND


class Place(Enum):
    """A region of the window: row, column, rows, columns in the wide arrangement."""

    LEFT = (0, 0, 2, 1)
    CENTER = (0, 1, 1, 1)
    RIGHT = (0, 2, 1, 1)
    BOTTOM = (1, 1, 1, 2)


_ORDER = (Place.CENTER, Place.RIGHT, Place.BOTTOM, Place.LEFT)


_BESIDE = (Place.RIGHT, Place.BOTTOM)


class Body(QScrollArea):
    """Holds one column of panels for each place."""

    def __init__(self, panels: Sequence[tuple[Panel, Place]]) -> None:
        super().__init__()
        self.compact: bool | None = None
        self._alone: Panel | None = None
        self._giving_way: tuple[Place, ...] = _BESIDE
        self._picture = next((panel for panel, place in panels if place is Place.CENTER), None)
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("body")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(_MARGIN, GRID - _AROUND, _MARGIN, 2 * GRID - _AROUND)
        self._grid.setSpacing(0)
        self._columns = {place: self._column(place, panels) for place in Place}
        self.setWidget(inner)
        self._arrange(compact=False)

    def _column(self, place: Place, panels: Sequence[tuple[Panel, Place]]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        column.setSpacing(2 * _AROUND)
        for panel, its_place in panels:
            if its_place is place:
                column.addWidget(panel)
                panel.installEventFilter(self)
        return holder

    def show_alone(self, panel: Panel | None, *, whole: bool = False) -> None:
        """Gives a panel of the middle the room of all others but the controls, of these too if `whole`.

        None gives it back.
        """
        self._alone = panel
        self._giving_way = (*_BESIDE, Place.LEFT) if whole else _BESIDE
        for other in self._panels_at(Place.CENTER):
            other.setVisible(other is panel if panel is not None else other is self._picture)
        self._hide_empty_columns()

    @property
    def picture_place(self) -> QWidget:
        """The place of the picture or of what is shown instead of it."""
        return self._columns[Place.CENTER]

    def take_back(self, picture: Panel) -> None:
        """Puts the panel of the middle that was lent to another one to its place again."""
        column = self._columns[Place.CENTER].layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, picture)

    def _panels_at(self, place: Place) -> list[Panel]:
        return self._columns[place].findChildren(Panel, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's names
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._hide_empty_columns()
        return super().eventFilter(watched, event)

    def _hide_empty_columns(self) -> None:
        for place, holder in self._columns.items():
            gives_way = self._alone is not None and place in self._giving_way
            holder.setVisible(not gives_way and any(not panel.isHidden() for panel in self._panels_at(place)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(360, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        compact = event.size().width() < NARROW
        if compact != self.compact:
            self._arrange(compact=compact)
        timeline = _TIMELINE_HEIGHT if compact else min(max(event.size().height() // 3, 180), 300) + 2 * _AROUND
        self._columns[Place.BOTTOM].setFixedHeight(timeline)
        if compact:
            # The picture keeps its shape and never needs more than one screen.
            height = min(event.size().height() - 4 * GRID, event.size().width() * 3 // 4)
            self._columns[Place.CENTER].setMinimumHeight(max(height, 200))

    def _arrange(self, *, compact: bool) -> None:
        self.compact = compact
        columns = self._columns
        for holder in columns.values():
            self._grid.removeWidget(holder)
        for place, holder in columns.items():
            if compact:
                self._grid.addWidget(holder, _ORDER.index(place), 0)
            else:
                self._grid.addWidget(holder, *place.value)
        for column, stretch in enumerate((1, 0, 0) if compact else (0, 1, 0)):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setRowStretch(0, 0 if compact else 1)
        _set_width(columns[Place.LEFT], None if compact else _LEFT_WIDTH)
        _set_width(columns[Place.RIGHT], None if compact else _RIGHT_WIDTH)
        columns[Place.CENTER].setMinimumHeight(0)
        for scroll in columns[Place.LEFT].findChildren(QScrollArea):
            # A page that scrolls must not hold a second thing that scrolls.
            content = scroll.widget()
            scroll.setMinimumHeight(content.sizeHint().height() if compact and content is not None else 0)


def _set_width(holder: QWidget, width: int | None) -> None:
    holder.setMinimumWidth(width or 0)
    holder.setMaximumWidth(width or 16_777_215)
