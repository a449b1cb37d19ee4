"""The icons: SVG files of one colour, drawn in the colour that the theme asks for."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ferdesk.core import paths

_MARK = "#8a94a6"
"""The grey that the files carry, readable on both themes where Qt loads them by itself."""
_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, color: str) -> QIcon:
    """The icon `assets/icons/<name>.svg` in `color` (`#rrggbb`), sharp at every scale up to 400 %."""
    text = (paths.assets() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace(_MARK, color)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    drawn = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        drawn.addPixmap(pixmap)
    return drawn


def application_icon() -> QIcon:
    return QIcon(str(paths.assets() / "icons" / "ferdesk.svg"))
