"""What each answer of a model means: a row for each, with its label and its share of the face that is on screen."""

from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ferdesk.core.description import LABEL_ORDERS, label_orders
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.types import Floats
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, ElidedChoice, label, tabular
from ferdesk.ui.theme import Colors

ORDER_TITLES: Final = {
    "fer2013": str(QT_TR_NOOP("FER2013 as folders (alphabetical)")),
    "fer2013_table": str(QT_TR_NOOP("FER2013 as a table (fer, DeepFace, mini-XCEPTION)")),
    "ferplus": str(QT_TR_NOOP("FER+ (ONNX Model Zoo)")),
    "ferplus7": str(QT_TR_NOOP("FER+ without contempt")),
    "affectnet": str(QT_TR_NOOP("AffectNet, 8 classes")),
    "affectnet7": str(QT_TR_NOOP("AffectNet, 7 classes")),
    "alphabet8": str(QT_TR_NOOP("Alphabetical, 8 classes (HSEmotion)")),
    "rafdb": str(QT_TR_NOOP("RAF-DB")),
    "smile": str(QT_TR_NOOP("No smile, then smile")),
    "smile_first": str(QT_TR_NOOP("Smile, then no smile")),
    "happy": str(QT_TR_NOOP("Not happy, then happy")),
    "happy_first": str(QT_TR_NOOP("Happy, then not happy")),
}
CHOOSE_ORDER: Final = str(QT_TR_NOOP("Choose an order…"))
CHOOSE: Final = str(QT_TR_NOOP("Choose…"))
_THICK: Final = 2 * GRID


class Share(QWidget):
    """A probability as a bar and in per cent; empty while there is none."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self.value: float | None = None
        self.leads = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: float | None, *, leads: bool) -> None:
        self.value, self.leads = value, leads
        self.setAccessibleName("" if value is None else f"{value:.0%}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(30 * GRID, 5 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font()))
        room = QFontMetrics(painter.font()).horizontalAdvance("100%") + 2 * GRID
        track = QRectF(0, (self.height() - _THICK) / 2, self.width() - room, _THICK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors.track))
        painter.drawRoundedRect(track, GRID, GRID)
        if self.value is None:
            return
        filled = QRectF(track)
        filled.setWidth(max(track.width() * self.value, _THICK))
        painter.setBrush(QColor(self._colors.accent if self.leads else self._colors.muted))
        painter.drawRoundedRect(filled, GRID, GRID)
        painter.setPen(QColor(self._colors.text if self.leads else self._colors.muted))
        side = QRectF(self.width() - room, 0, room, self.height())
        painter.drawText(side, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{self.value:.0%}")


class AnswerRows(QWidget):
    """The labels in output order; `changed` when one of them has."""

    changed = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self.order = ElidedChoice(tr("Known orders of labels"))
        self.order.activated.connect(self._on_order_chosen)
        self.choices: list[ElidedChoice] = []
        self.shares: list[Share] = []
        self._numbers: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.order)
        column.addLayout(self._grid)
        self.order.hide()

    @property
    def labels(self) -> tuple[str, ...]:
        """In output order; empty where nothing was chosen."""
        return tuple(str(choice.currentData()) for choice in self.choices)

    def set_classes(self, classes: int) -> None:
        """Shows so many rows; what was chosen stays while their number does."""
        if classes == len(self.choices):
            return
        for widget in (*self.choices, *self.shares, *self._numbers):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.choices = [self._row_choice(row) for row in range(classes)]
        self.shares = [Share(self._colors) for _ in range(classes)]
        self._numbers = [label(f"{row + 1}", "muted") for row in range(classes)]
        for row, (choice, share) in enumerate(zip(self.choices, self.shares, strict=True)):
            self._grid.addWidget(self._numbers[row], row, 0)
            self._grid.addWidget(choice, row, 1)
            self._grid.addWidget(share, row, 2)
        self.order.clear()
        self.order.addItem(tr(CHOOSE_ORDER), "")
        for key in label_orders(classes):
            self.order.addItem(tr(ORDER_TITLES[key]), key)
        self.order.setVisible(self.order.count() > 1)
        self.changed.emit()

    def show_shares(self, shares: Floats | None) -> None:
        """Probabilities in output order; None for no face."""
        best = -1 if shares is None else int(shares.argmax())
        for row, share in enumerate(self.shares):
            share.show_value(None if shares is None else float(shares[row]), leads=row == best)

    def _row_choice(self, row: int) -> ElidedChoice:
        made = ElidedChoice(tr("Meaning of answer {number}", number=row + 1))
        made.addItem(tr(CHOOSE), "")
        for emotion in EMOTIONS:
            made.addItem(emotion_title(emotion), emotion)
        made.currentIndexChanged.connect(self._on_label_chosen)
        return made

    def _on_order_chosen(self) -> None:
        labels = LABEL_ORDERS.get(str(self.order.currentData()))
        if labels is None:
            return
        for choice, emotion in zip(self.choices, labels, strict=True):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(choice.findData(emotion))
        self.changed.emit()

    def _on_label_chosen(self) -> None:
        """The order is the known one that says the same, if any."""
        known = next((key for key in label_orders(len(self.choices)) if LABEL_ORDERS[key] == self.labels), "")
        self.order.setCurrentIndex(max(self.order.findData(known), 0))
        self.changed.emit()
