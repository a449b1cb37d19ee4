"""The icons: SVG files of one colour, drawn in the colour that the theme asks for."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ferdesk.core import paths

_MARK = "#8a94a6"
"""The grey that the files carry, readable on both themes where Qt loads them by itself."""
RECORDING_RED = "#e5342b"
"""Of the mark over pictures and icons, where the theme's red could be too pale."""
BUTTON_ICON = QSize(20, 16)
"""For an icon with room 4."""
_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, color: str, room: int = 0) -> QIcon:
    """The icon `assets/icons/<name>.svg` in `color` (`#rrggbb`), sharp at every scale up to 300 %.

    `room` is what is left free on its right, in 1/16 of its height: buttons put their text too close.
    """
    text = (paths.assets() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace(_MARK, color)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    drawn = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size + size * room // 16, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        drawn.addPixmap(pixmap)
    return drawn


def application_icon() -> QIcon:
    return QIcon(str(paths.assets() / "icons" / "ferdesk.svg"))


def recording_icon() -> QIcon:
    """The application's icon with a red mark, for title bars and lists of windows."""
    plain, marked = application_icon(), QIcon()
    for size in _SIZES:
        pixmap = plain.pixmap(size, size)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(RECORDING_RED))
        painter.drawEllipse(QRectF(size * 0.45, size * 0.45, size * 0.55, size * 0.55))
        painter.end()
        marked.addPixmap(pixmap)
    return marked
