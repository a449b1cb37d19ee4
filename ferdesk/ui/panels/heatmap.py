"""Heat maps as they are painted: large over a face, small as the tile of a class, and the bar of their colours."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ferdesk.core.explanation import Explanation
from ferdesk.core.labels import INDEX
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import Number, tr
from ferdesk.ui.panels.base import GRID, tabular
from ferdesk.ui.qimage import to_image, to_layer
from ferdesk.ui.theme import Colors

LARGE = 48 * GRID
TILE = 20 * GRID
_EDGE = 2
_SMALL = 11


def _small(font: QFont) -> QFont:
    """For words beside a map. Painted with, not set: the style sheet's size would win."""
    small = tabular(font)
    small.setPixelSize(_SMALL)
    return small


class Sheet:
    """The pictures of one explanation, and how a map is laid over the face."""

    def __init__(self, explanation: Explanation, *, mirrored: bool) -> None:
        self.explanation = explanation
        self._crop = to_image(explanation.crop, mirrored=mirrored)
        self._layers = [to_layer(pixels, mirrored=mirrored) for pixels in explanation.layers]

    def paint(self, painter: QPainter, target: QRectF, place: int, opacity: float) -> None:
        """Paints the face and the map of the class at `place`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._crop)
        painter.setOpacity(opacity)
        painter.drawImage(target, self._layers[place])
        painter.restore()


class MapView(QWidget):
    """One map over the face, large."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._place = 0
        self._opacity = 1.0
        self.setFixedSize(LARGE, LARGE)

    def show_map(self, sheet: Sheet, place: int, opacity: float) -> None:
        self._sheet, self._place, self._opacity = sheet, place, opacity
        explanation = sheet.explanation
        emotion = emotion_title(explanation.spec.labels[place])
        method, model = tr(explanation.method), explanation.spec.title
        self.setAccessibleName(tr("{method} of {model} for {emotion}", method=method, model=model, emotion=emotion))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's names
        if self._sheet is not None:
            self._sheet.paint(QPainter(self), QRectF(self.rect()), self._place, self._opacity)


class ColourBar(QWidget):
    """The colours and the values that they stand for, in units of the model's score."""

    _THICK = 3 * GRID

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.colors = colors
        self._ramp = QImage()
        self.marks: tuple[tuple[float, str], ...] = ()
        """Values beside the bar: how far down, 0...1, and the words."""
        self.setToolTip(tr("What the colours mean: how much a place adds to the model's score (logit) for the emotion"))
        self.setFixedHeight(LARGE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_scale(self, explanation: Explanation, place: int) -> None:
        heatmap = explanation.heatmaps[place]
        self._ramp = to_image(explanation.ramp[:, None])
        scale = Number(heatmap.scale)
        if heatmap.method.signed:
            self.marks = ((0, f"+{scale:.3g}"), (0.5, "0"), (1, f"\u2212{scale:.3g}"))
        else:
            self.marks = ((0, f"{scale:.3g}"), (1, "0"))
        lowest, highest = self.marks[-1][1], self.marks[0][1]
        self.setAccessibleName(tr("Colours from {lowest} to {highest}", lowest=lowest, highest=highest))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(
            self._THICK + 2 * GRID + QFontMetrics(_small(self.font())).horizontalAdvance("\u22120.0000"), LARGE
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if not self.marks:
            return
        painter = QPainter(self)
        bar = QRectF(0, 0, self._THICK, self.height())
        painter.drawImage(bar, self._ramp)
        painter.setPen(QColor(self.colors.border))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(self.colors.muted))
        painter.setFont(_small(self.font()))
        line = painter.fontMetrics().height()
        for down, words in self.marks:
            top = min(max(down * self.height() - line / 2, 0), self.height() - line)
            place = QRectF(self._THICK + GRID, top, self.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


class ClassTile(QAbstractButton):
    """The map of one class, small, with the class's name and share; pressing it shows that class everywhere."""

    def __init__(self, colors: Colors, sheet: Sheet, place: int) -> None:
        super().__init__()
        self.colors = colors
        self._sheet = sheet
        self._place = place
        self.opacity = 1.0
        explanation = sheet.explanation
        self.emotion = explanation.spec.labels[place]
        self.share = f"{explanation.prediction.probabilities[INDEX[self.emotion]]:.0%}"
        title = emotion_title(self.emotion)
        self.setCheckable(True)
        self.setText(title)
        self.setToolTip(tr("{emotion} {share}: show this class for every model", emotion=title, share=self.share))
        self.setAccessibleName(f"{title}, {self.share}, {explanation.spec.title}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def nextCheckState(self) -> None:  # noqa: N802
        """Whoever asked decides what is checked."""

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(_small(self.font()))
        # As wide as a long name needs with the longest share, so that a tile keeps its width whatever is answered.
        words = metrics.horizontalAdvance(f"{self.text()} {1:.0%}") + 2 * _EDGE
        return QSize(max(TILE, words), TILE + metrics.height() + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = QRectF(_EDGE, _EDGE, TILE - 2 * _EDGE, TILE - 2 * _EDGE)
        self._sheet.paint(painter, picture, self._place, self.opacity)
        self._frame(painter, picture)
        painter.setFont(_small(self.font()))
        metrics = painter.fontMetrics()
        words = QRectF(_EDGE, TILE + _EDGE, self.width() - 2 * _EDGE, metrics.height())
        painter.setPen(QColor(self.colors.text if self.isChecked() else self.colors.muted))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.share)

    def _frame(self, painter: QPainter, picture: QRectF) -> None:
        """The chosen class has a frame in the accent colour, the one with the focus another in the text's."""
        if self.isChecked():
            painter.setPen(QPen(QColor(self.colors.accent), 3))
            painter.drawRect(picture)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.colors.text), 1.5, Qt.PenStyle.DotLine))
            painter.drawRect(picture.adjusted(3, 3, -3, -3))
