"""The input of a model, shown beside the model's name while the mouse or the focus is there."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TR_NOOP, QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ferdesk.core.received import Received
from ferdesk.ui.languages import Number, tr
from ferdesk.ui.panels.base import GRID, label
from ferdesk.ui.qimage import to_image

if TYPE_CHECKING:
    from ferdesk.core.model_input import Preprocess

_SIDE: Final = 40 * GRID


_CROPS: Final = {
    (0, False): str(QT_TR_NOOP("Crop: the face's box {margin} on each side, not turned")),
    (0, True): str(QT_TR_NOOP("Crop: the face's box {margin} on each side, turned until the eyes are level")),
    (1, False): str(QT_TR_NOOP("Crop: the face's box {margin} on each side, moved down by {shift:.0%}, not turned")),
    (1, True): str(
        QT_TR_NOOP(
            "Crop: the face's box {margin} on each side, moved down by {shift:.0%}, turned until the eyes are level"
        )
    ),
    (-1, False): str(QT_TR_NOOP("Crop: the face's box {margin} on each side, moved up by {shift:.0%}, not turned")),
    (-1, True): str(
        QT_TR_NOOP(
            "Crop: the face's box {margin} on each side, moved up by {shift:.0%}, turned until the eyes are level"
        )
    ),
}
"""By the direction in which the crop is moved, and whether it is turned."""


def input_words(preprocess: "Preprocess") -> tuple[str, ...]:
    """Size and colour, crop, and scaling of a model's input, a sentence each."""
    size = {"width": preprocess.width, "height": preprocess.height}
    gray = preprocess.channels == 1
    direction = (preprocess.shift > 0) - (preprocess.shift < 0)
    margin = f"{Number(preprocess.margin):+.0%}"
    return (
        tr("{width} × {height} pixels, gray", **size) if gray else tr("{width} × {height} pixels, RGB", **size),
        tr(_CROPS[direction, preprocess.align], margin=margin, shift=abs(preprocess.shift)),
        _scaling(preprocess),
    )


def _scaling(preprocess: "Preprocess") -> str:
    def values(numbers: tuple[float, ...]) -> str:
        told = [f"{Number(number):g}" for number in numbers]
        return told[0] if len(set(told)) == 1 else f"({'; '.join(told)})"

    mean, std = values(preprocess.mean), values(preprocess.std)
    if (mean, std) == ("0", "1"):
        return tr("Scaling: none, pixels from 0 to 255")
    if mean == "0":
        return tr("Scaling: pixel / {std}", std=std)
    return tr("Scaling: (pixel \u2212 {mean}) / {std}", mean=mean, std=std)


class InputPopup(QFrame):
    """A small window beside the mouse; it never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("kind", "popup")
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("What the model received"))
        self.headline = label("", "title")
        self.words = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(3 * GRID,) * 4)
        row.setSpacing(3 * GRID)
        row.addWidget(self.picture)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(self.headline)
        column.addWidget(self.words)
        column.addStretch()
        row.addLayout(column)
        self.hide()

    def show_input(self, received: Received, head: QAbstractButton) -> None:
        """Shows a model's input under the name that was looked at."""
        pixels = received.pixels if received.pixels.shape[2] == 3 else received.pixels.repeat(3, axis=2)
        larger = QPixmap.fromImage(to_image(pixels)).scaled(
            _SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
        )  # every pixel of the model's is seen as one
        self.picture.setPixmap(larger)
        self.headline.setText(head.text())
        lines = [
            tr("Received in frame {frame}, face {face}", frame=received.frame, face=received.face),
            *input_words(received.preprocess),
            tr("Values from {low:.2f} to {high:.2f}", low=received.low, high=received.high),
        ]
        self.words.setText("\n".join(lines))
        self.adjustSize()
        self.move(self._place(head))
        self.show()

    def _place(self, below: QWidget) -> QPoint:
        """Under the widget, and wholly on its screen."""
        room = below.screen().availableGeometry()
        wanted = below.mapToGlobal(QPoint(0, below.height() + GRID))
        return QPoint(min(wanted.x(), room.right() - self.width()), min(wanted.y(), room.bottom() - self.height()))
