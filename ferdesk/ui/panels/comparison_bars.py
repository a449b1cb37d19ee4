"""One model's column of bars over a list of emotions that it shares with others, and the names beside them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.types import Floats
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, tabular
from ferdesk.ui.panels.marks import SAMPLE, draw_bar, draw_sample
from ferdesk.ui.theme import Colors

ROW: Final = 6 * GRID
_SHARE_ROOM: Final = 21 * GRID
"""A narrower column leaves the percentages out, px."""
UNKNOWN: Final = str(QT_TR_NOOP("not a class"))


class _Rows(QWidget):
    """Something that has a row for each of several emotions."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.colors = colors
        self.emotions: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(self.minimumSizeHint().width(), ROW * max(len(self.emotions), 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, ROW * max(len(self.emotions), 1))


class EmotionNames(_Rows):
    """The names, each with the piece of its line."""

    def show_emotions(self, emotions: Sequence[str]) -> None:
        self.emotions = tuple(emotions)
        self.setAccessibleName(tr("Emotions: {names}", names=", ".join(emotion_title(name) for name in emotions)))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        metrics = QFontMetrics(self.font())
        names = max((metrics.horizontalAdvance(emotion_title(name)) for name in EMOTIONS), default=0)
        return QSize(SAMPLE.width() + 3 * GRID + names, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, emotion in enumerate(self.emotions):
            draw_sample(painter, QRectF(0, row * ROW, SAMPLE.width(), ROW), emotion, self.colors)
            painter.setPen(QColor(self.colors.text))
            name = QRectF(SAMPLE.width() + 2 * GRID, row * ROW, self.width(), ROW)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, emotion_title(emotion))


class Strip(_Rows):
    """The bars of one model. A class that it does not know is hatched and never drawn as zero.

    Attributes:
        known: The model's classes.
        smooth, raw: float32 (E,) in `EMOTIONS` order; None without a face.
    """

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self.known: frozenset[str] = frozenset()
        self.smooth: Floats | None = None
        self.raw: Floats | None = None

    def show_classes(self, emotions: Sequence[str], known: Sequence[str], title: str) -> None:
        """The common list, and which of it the model `title` knows."""
        self.emotions, self.known = tuple(emotions), frozenset(known)
        missing = ", ".join(emotion_title(name) for name in self.unknown)
        self.setAccessibleName(tr("Emotions as {model} sees them", model=title))
        self.setAccessibleDescription(tr("This model does not know: {classes}.", classes=missing) if missing else "")
        self.setToolTip(
            tr("Hatched: {model} has no such class ({classes}).", model=title, classes=missing) if missing else ""
        )
        self.updateGeometry()
        self.update()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Emotions of the list that the model has no class for."""
        return tuple(name for name in self.emotions if name not in self.known)

    def show_values(self, smooth: Floats | None, raw: Floats | None) -> None:
        self.smooth, self.raw = smooth, raw
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font()))
        share = QFontMetrics(painter.font()).horizontalAdvance("100%") if self.width() >= _SHARE_ROOM else 0
        for row, emotion in enumerate(self.emotions):
            room = QRectF(0, row * ROW, self.width() - 2 * GRID, ROW)
            if emotion not in self.known:
                self._draw_unknown(painter, room)
            elif self.smooth is not None and self.raw is not None:
                values = float(self.smooth[INDEX[emotion]]), float(self.raw[INDEX[emotion]])
                track = QRectF(0, room.center().y() - 4, room.width() - (share + GRID if share else 0), 8)
                draw_bar(painter, track, QColor(self.colors.emotions[emotion]), values, self.colors)
                painter.setPen(QColor(self.colors.text))
                if share:
                    end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                    painter.drawText(room, end, f"{values[0]:.0%}")

    def _draw_unknown(self, painter: QPainter, room: QRectF) -> None:
        place = QRectF(0, room.center().y() - 7, room.width(), 14)
        painter.setPen(QPen(QColor(self.colors.border), 1))
        painter.setBrush(QBrush(QColor(self.colors.border), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        words = QFontMetrics(painter.font()).horizontalAdvance(tr(UNKNOWN)) + 2 * GRID
        if words < place.width():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colors.surface))
            painter.drawRect(QRectF(place.center().x() - words / 2, room.top(), words, ROW))
            painter.setPen(QColor(self.colors.muted))
            painter.drawText(place.adjusted(0, -4, 0, 4), Qt.AlignmentFlag.AlignCenter, tr(UNKNOWN))
