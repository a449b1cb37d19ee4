"""The picture of a room, without anything that was found in it; here the operator draws what is to be covered."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ferdesk.core.room import Mask
from ferdesk.core.types import Frame
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.overlay import View, letterbox
from ferdesk.ui.qimage import to_image
from ferdesk.ui.theme import Colors

_LEAST = 0.01  # of the picture; a smaller mask was a click


class RoomPicture(QWidget):
    """Paints the newest picture as it comes; dragging over it draws a mask."""

    mask_drawn = Signal(Mask)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.colors = colors
        self._view: View | None = None
        self._frame: Frame | None = None
        self._image = QImage()
        self._from: QPointF | None = None
        self._to = QPointF()
        self.setAccessibleName(tr("Picture of the room, for drawing masks"))
        self.setToolTip(tr("Drag over a place to cover it. It is covered before any face is looked for."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 140)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(360, 200)

    def show_frame(self, frame: Frame | None) -> None:
        """Shows a picture, or nothing."""
        self._frame = frame
        self._image = QImage() if frame is None else to_image(frame.pixels)
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._frame is not None

    def view(self) -> View | None:
        """Where the picture lies, None without one."""
        return None if self._frame is None else letterbox(self._frame, QRectF(self.rect()), mirrored=False)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.colors.raised))
        view = self.view()
        if view is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(view.target, self._image)
        if self._from is not None:
            painter.setPen(QPen(QColor(self.colors.accent), 2))
            painter.drawRect(QRectF(self._from, self._to).normalized())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self.has_picture:
            self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._from is not None:
            self._to = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        view, start = self.view(), self._from
        self._from = None
        self.update()
        if view is None or start is None:
            return
        drawn = QRectF(start, event.position()).normalized().intersected(view.target)
        width, height = drawn.width() / view.target.width(), drawn.height() / view.target.height()
        if width < _LEAST or height < _LEAST:
            return
        left = (drawn.left() - view.target.left()) / view.target.width()
        top = (drawn.top() - view.target.top()) / view.target.height()
        self.mask_drawn.emit(Mask(min(max(left, 0.0), 1.0), min(max(top, 0.0), 1.0), min(width, 1.0), min(height, 1.0)))
