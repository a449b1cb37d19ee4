"""A small table of counts: what one said, against what the other said or what was posed."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ferdesk.core.agreement import Counts
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, tabular
from ferdesk.ui.theme import Colors

CELL: Final = 5 * GRID
_WIDEST: Final = 9 * GRID
_SMALL: Final = 11


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Counts int64 (rows, columns), the emotions of both sides, and what the sides are called."""

    counts: Counts
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row_title: str
    column_title: str


class ConfusionView(QWidget):
    """Paints the table: the darker a cell, the larger its share of its row; equal answers have a frame."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.colors = colors
        self.shown: Counted | None = None
        self.setAccessibleName(tr("Answers against answers"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counted: Counted | None) -> None:
        """Shows a table, or nothing."""
        self.shown = counted
        words = _told(counted)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        small = tabular(self.font())
        small.setPixelSize(_SMALL)
        return small

    def _names_width(self) -> int:
        names = () if self.shown is None else self.shown.rows
        metrics = QFontMetrics(self._font())
        return max((metrics.horizontalAdvance(emotion_title(name)) for name in names), default=0) + 2 * GRID

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        if self.shown is None:
            return QSize(200, CELL)
        columns, rows = len(self.shown.columns), len(self.shown.rows)
        return QSize(self._names_width() + columns * _WIDEST, (rows + 2) * CELL)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        columns = 0 if self.shown is None else len(self.shown.columns)
        return QSize(self._names_width() + columns * CELL, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self.shown is None:
            return
        painter = QPainter(self)
        painter.setFont(self._font())
        left = self._names_width()
        wide = min((self.width() - left) / max(len(self.shown.columns), 1), _WIDEST)
        self._draw_names(painter, self.shown, left, wide)
        highest = self.shown.counts.sum(axis=1, keepdims=True)
        shares = self.shown.counts / np.maximum(highest, 1)
        for (row, column), count in np.ndenumerate(self.shown.counts):
            cell = QRectF(left + column * wide, (row + 2) * CELL, wide, CELL).adjusted(1, 1, -1, -1)
            same = self.shown.rows[row] == self.shown.columns[column]
            self._draw_cell(painter, cell, int(count), float(shares[row, column]), same=same)

    def _draw_names(self, painter: QPainter, shown: Counted, left: int, wide: float) -> None:
        metrics = painter.fontMetrics()
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(QColor(self.colors.muted))
        above = QRectF(left, 0, self.width() - left, CELL)
        told = metrics.elidedText(f"{shown.column_title} →", elide, int(above.width()))
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, told)
        corner = QRectF(0, CELL, left, CELL)
        told = metrics.elidedText(f"{shown.row_title} ↓", elide, left - GRID)
        painter.drawText(corner, Qt.AlignmentFlag.AlignVCenter, told)
        painter.setPen(QColor(self.colors.text))
        for column, name in enumerate(shown.columns):
            short = metrics.elidedText(emotion_title(name), Qt.TextElideMode.ElideNone, 0)[:3]
            painter.drawText(QRectF(left + column * wide, CELL, wide, CELL), Qt.AlignmentFlag.AlignCenter, short)
        for row, name in enumerate(shown.rows):
            place = QRectF(0, (row + 2) * CELL, left - GRID, CELL)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, emotion_title(name))

    def _draw_cell(self, painter: QPainter, cell: QRectF, count: int, share: float, *, same: bool) -> None:
        painter.fillRect(cell, QColor(self.colors.raised))
        if count:
            painter.setOpacity(0.15 + 0.6 * share)
            painter.fillRect(cell, QColor(self.colors.accent if same else self.colors.error))
            painter.setOpacity(1)
        if same:
            painter.setPen(QPen(QColor(self.colors.muted), 1))
            painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
        if count:
            painter.setPen(QColor(self.colors.text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, _short(count))


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count / 1000:.0f}k"


def _told(counted: Counted | None) -> str:
    """The largest counts in words."""
    if counted is None:
        return ""
    cells = [(int(count), row, column) for (row, column), count in np.ndenumerate(counted.counts) if count]
    named = [
        tr(
            "{first} and {second}",
            first=emotion_title(counted.rows[row]),
            second=emotion_title(counted.columns[column]),
        )
        for _count, row, column in sorted(cells, reverse=True)[:3]
    ]
    return tr("Most often: {answers}", answers=", ".join(named)) if named else tr("Nothing counted yet")
