"""How an emotion is drawn: its pen, and the short piece of its line that stands beside its name everywhere."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ferdesk.ui.theme import DASHES, Colors

SAMPLE = QSize(22, 10)
"""Size of the piece of line, px."""
CHIP_ICON = QSize(SAMPLE.width() + 4, SAMPLE.height())
"""With the room between it and the text behind it."""


def emotion_pen(emotion: str, colors: Colors, width: float) -> QPen:
    """A pen in the emotion's colour and dash."""
    pen = QPen(QColor(colors.emotions[emotion]), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if DASHES[emotion]:
        pen.setDashPattern(list(DASHES[emotion]))
    return pen


def draw_sample(painter: QPainter, place: QRectF, emotion: str, colors: Colors) -> None:
    """Draws the piece of line across the middle of `place`."""
    painter.setPen(emotion_pen(emotion, colors, 3))
    middle = place.center().y()
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))


def draw_bar(painter: QPainter, track: QRectF, color: QColor, values: tuple[float, float], colors: Colors) -> None:
    """Draws a probability: the track, the smoothed value filled in, the raw one as a mark across it.

    Args:
        painter: Where to.
        track: The room for a probability of 1.
        color: Of the filled part.
        values: Smoothed and raw, 0...1.
        colors: The theme.
    """
    smooth, raw = values
    round_ = track.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.track))
    painter.drawRoundedRect(track, round_, round_)
    filled = QRectF(track)
    filled.setWidth(max(track.width() * smooth, track.height()))
    painter.setBrush(color)
    painter.drawRoundedRect(filled, round_, round_)
    mark = track.left() + (track.width() - 2) * raw
    painter.setBrush(QColor(colors.text))
    painter.drawRect(QRectF(mark, track.top() - 3, 2, track.height() + 6))


def sample_icon(emotion: str, colors: Colors) -> QIcon:
    """The piece of line as an icon with some room behind it, sharp at 300 %."""
    ratio = 3
    pixmap = QPixmap(CHIP_ICON * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_sample(painter, QRectF(0, 0, SAMPLE.width(), SAMPLE.height()), emotion, colors)
    painter.end()
    return QIcon(pixmap)
