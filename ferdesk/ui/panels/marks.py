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
