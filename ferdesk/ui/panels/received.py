"""The input of a model, shown beside the model's name while the mouse or the focus is there."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ferdesk.core.received import Received
from ferdesk.ui.panels.base import GRID, label
from ferdesk.ui.qimage import to_image

if TYPE_CHECKING:
    from ferdesk.core.model_input import Preprocess

_SIDE: Final = 40 * GRID


def input_words(preprocess: "Preprocess") -> tuple[str, ...]:
    """Size and colour, crop, and scaling of a model's input, a sentence each."""
    colour = "gray" if preprocess.channels == 1 else "RGB"
    margin = f"{preprocess.margin:+.0%}".replace("-", "\u2212")
    eyes = "turned until the eyes are level" if preprocess.align else "not turned"
    direction = "down" if preprocess.shift > 0 else "up"
    moved = f", moved {direction} by {abs(preprocess.shift):.0%}" if preprocess.shift else ""
    return (
        f"{preprocess.width} × {preprocess.height} pixels, {colour}",
        f"Crop: the face's box {margin} on each side{moved}, {eyes}",
        f"Scaling: {_scaling(preprocess)}",
    )


def _scaling(preprocess: "Preprocess") -> str:
    def values(numbers: tuple[float, ...]) -> str:
        told = [f"{number:g}" for number in numbers]
        return told[0] if len(set(told)) == 1 else f"({', '.join(told)})"

    mean, std = values(preprocess.mean), values(preprocess.std)
    if (mean, std) == ("0", "1"):
        return "none, pixels from 0 to 255"
    return f"pixel / {std}" if mean == "0" else f"(pixel \u2212 {mean}) / {std}"


class InputPopup(QFrame):
    """A small window beside the mouse; it never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("kind", "popup")
        self.picture = QLabel()
        self.picture.setAccessibleName("What the model received")
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
            f"Received in frame {received.frame}, face {received.face}",
            *input_words(received.preprocess),
            f"Values from {received.low:.2f} to {received.high:.2f}".replace("-", "\u2212"),
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
