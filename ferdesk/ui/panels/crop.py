"""What a model would get: a face in the model's own size and colour, pixel by pixel."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ferdesk.core.types import Pixels
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID
from ferdesk.ui.qimage import to_image
from ferdesk.ui.theme import Colors

SIDE: Final = 40 * GRID


class CropView(QWidget):
    """A crop, enlarged without smoothing so that its real size is seen; an empty field while there is none."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self._image: QImage | None = None
        self.setFixedSize(SIDE, SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What the model would get"))

    @property
    def image(self) -> QImage | None:
        """The crop that is shown, in the model's size."""
        return self._image

    def show_crop(self, crop: Pixels | None) -> None:
        """`crop`: uint8 (height, width, 1 or 3); None for no face."""
        self._image = None if crop is None else to_image(crop.repeat(3, axis=2) if crop.shape[2] == 1 else crop)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        if self._image is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colors.track))
            painter.drawRoundedRect(QRectF(self.rect()), 2 * GRID, 2 * GRID)
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter.drawImage(target, self._image)
