"""One lane per model with the label that it gave at each time, and a lane of where they differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QT_TR_NOOP, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ferdesk.core.compare import LONGEST_GAP_S, Figures, Stretch
from ferdesk.core.labels import EMOTIONS
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.theme import Colors

LANE: Final = 4 * GRID
_MOST: Final = 600
"""Pieces of a lane at most; more cost time and show nothing."""
_SMALL: Final = 11
DIFFER: Final = str(QT_TR_NOOP("Labels differ"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one label; times are seconds from now, so never above 0."""

    begin: float
    end: float
    emotion: str


def pieces_of(figures: Figures, model: str, face: int, end_s: float, window_s: float) -> tuple[Piece, ...]:
    """What a model said of a face, in at most 600 pieces. A label shorter than 1/600 of the window may be left out."""
    chosen = (figures.faces == face) & (figures.answers[model] >= 0)
    ago, answers = figures.times_s[chosen] - end_s, figures.answers[model][chosen]
    bins = np.floor(ago / window_s * _MOST)
    last = np.flatnonzero(np.diff(bins, append=np.inf) > 0)  # the newest of each bin
    ago, answers = ago[last], answers[last]
    if not len(ago):
        return ()
    begins = np.concatenate([[0], np.flatnonzero((np.diff(answers) != 0) | (np.diff(ago) > LONGEST_GAP_S)) + 1])
    found = []
    for number, begin in enumerate(begins):
        after = int(begins[number + 1]) if number + 1 < len(begins) else len(ago)
        reaches = after < len(ago) and ago[after] - ago[after - 1] <= LONGEST_GAP_S
        found.append(Piece(float(ago[begin]), float(ago[after if reaches else after - 1]), EMOTIONS[answers[begin]]))
    return tuple(found)


class Lanes(QWidget):
    """Paints the lanes under a plot, on the plot's own axis."""

    def __init__(self, colors: Colors, reach: Callable[[], tuple[float, float]]) -> None:
        """`reach`: where the plot's axis begins and ends, in this widget's px."""
        super().__init__()
        self.colors = colors
        self._reach = reach
        self._window_s = 30.0
        self.pieces: Mapping[str, tuple[Piece, ...]] = {}
        self.differ: tuple[tuple[float, float], ...] = ()
        self.setAccessibleName(tr("Labels of each model over time, and where they differ"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lanes(
        self,
        pieces: Mapping[str, tuple[Piece, ...]],
        stretches: Sequence[Stretch],
        *,
        end_s: float,
        window_s: float,
    ) -> None:
        """Shows a lane for each title of `pieces`, and `stretches` below them."""
        another = len(pieces) != len(self.pieces)
        self.pieces, self._window_s = pieces, window_s
        self.differ = tuple((each.start_s - end_s, each.end_s - end_s) for each in stretches)
        now = ", ".join(f"{title}: {emotion_title(told[-1].emotion)}" for title, told in pieces.items() if told)
        if now != self.accessibleDescription():
            self.setAccessibleDescription(now)
        if another:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(200, LANE * (len(self.pieces) + 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        small = QFont(self.font())
        small.setPixelSize(_SMALL)
        painter.setFont(small)
        for row, (title, pieces) in enumerate(self.pieces.items()):
            self._draw_name(painter, row, title)
            for piece in pieces:
                self._fill(painter, row, piece.begin, piece.end, QColor(self.colors.emotions[piece.emotion]))
        row = len(self.pieces)
        self._draw_name(painter, row, tr(DIFFER))
        for begin, end in self.differ:
            self._fill(painter, row, begin, end, QColor(self.colors.error))

    def _draw_name(self, painter: QPainter, row: int, words: str) -> None:
        left, right = self._reach()
        room = QRectF(0, row * LANE, left - 2 * GRID, LANE)
        elided = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(QColor(self.colors.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, elided)
        painter.fillRect(QRectF(left, row * LANE + 2, right - left, LANE - 4), QColor(self.colors.raised))

    def _fill(self, painter: QPainter, row: int, begin: float, end: float, color: QColor) -> None:
        left, right = self._reach()
        scale = (right - left) / self._window_s
        start = max(right + begin * scale, left)
        painter.fillRect(QRectF(start, row * LANE + 2, max(right + end * scale - start, 1), LANE - 4), color)
