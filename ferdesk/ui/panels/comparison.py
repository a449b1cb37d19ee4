"""Several models on the same face of the same frame: what each says, what it costs, and how far they agree."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from PySide6.QtCore import QT_TR_NOOP, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ferdesk.core.judged import Judged
from ferdesk.core.received import Received
from ferdesk.core.recent import Summed
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.agreement_area import AgreementArea
from ferdesk.ui.panels.base import GRID, ElidedChoice, ElidedLabel, Panel, label
from ferdesk.ui.panels.comparison_head import lettered
from ferdesk.ui.panels.comparison_sheet import Column, Sheet
from ferdesk.ui.panels.posing import PosingBox
from ferdesk.ui.panels.received import InputPopup
from ferdesk.ui.scene import Scene
from ferdesk.ui.settings import COMPARED_S
from ferdesk.ui.theme import Colors

_WIDE: Final = 900
"""From this width on, px, the picture stands beside the sheet."""
_PICTURE: Final = 80 * GRID
_LEGEND: Final = str(
    QT_TR_NOOP("Bar: smoothed · Mark: raw · Hatched: the model has no such class · ms: median and 95 %")
)


class ComparisonPanel(Panel):
    """Shows the models side by side. While it is shown it holds the live picture, which somebody hands to it."""

    name: ClassVar[str] = "comparison"
    title: ClassVar[str] = str(QT_TR_NOOP("Compare"))

    live_requested = Signal()
    export_requested = Signal()
    window_chosen = Signal(int)
    input_wanted = Signal(str)

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self.where = ElidedLabel("", "muted")
        self.window_choice = ElidedChoice(tr("Seconds that the figures are of"))
        self.window_choice.setToolTip(tr("The last seconds that agreement, costs and label changes are worked out for"))
        for seconds in COMPARED_S:
            self.window_choice.addItem(tr("Last {seconds} s", seconds=seconds), seconds)
        self.window_choice.activated.connect(self._on_window_activated)
        self.export = QPushButton(tr("Save…"))
        self.export.setAccessibleName(tr("Save the comparison"))
        self.export.setToolTip(tr("Save these seconds as a page (HTML) with its tables (CSV) and numbers (JSON)"))
        self.export.clicked.connect(self.export_requested)
        self.live = QPushButton(tr("Back to live"))
        self.live.setAccessibleName(tr("Back to the live picture"))
        self.live.setToolTip(tr("End the comparison (C or Escape)"))
        self.live.setProperty("kind", "primary")
        self.live.clicked.connect(self.live_requested)
        self.sheet = Sheet(colors)
        self.legend = label(tr(_LEGEND), "muted", wraps=True)
        self.posing = PosingBox()
        self.agreement = AgreementArea(colors)
        self.popup = InputPopup(self)
        self.sheet.input_wanted.connect(self.input_wanted)
        self.sheet.input_left.connect(self.popup.hide)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(2 * GRID)
        heading.addWidget(label(tr("Compare"), "title"))
        heading.addWidget(self.where, 1)
        heading.addWidget(self.window_choice)
        heading.addWidget(self.export)
        heading.addWidget(self.live)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.sheet)
        self.sheet.installEventFilter(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.horizontalScrollBar().valueChanged.connect(self.sheet.hold_names)
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(2 * GRID)
        self._side.addWidget(self.posing)
        self._side.addWidget(self.legend)
        self._side.addStretch()
        self._side_widget = side
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(4 * GRID)
        self._upper.addWidget(self._scroll, 1)
        self._upper.addWidget(side)
        self.column.setSpacing(3 * GRID)
        self.column.addLayout(heading)
        self.column.addLayout(self._upper)
        self.column.addWidget(self.agreement, 1)

    def hold_picture(self, picture: QWidget) -> None:
        """Takes the live picture in; whoever lends it takes it back."""
        self._side.insertWidget(0, picture)
        picture.show()

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.sheet.set_colors(colors)
        self.agreement.set_colors(colors)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's names
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        direction = QBoxLayout.Direction
        self._upper.setDirection(direction.LeftToRight if wide else direction.BottomToTop)
        self._side_widget.setMaximumWidth(_PICTURE if wide else 16_777_215)
        self._side_widget.setMinimumWidth(_PICTURE if wide else 0)
        self.agreement.set_wide(wide=wide)
        self._fit_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit_sheet()  # words were changed or have another width
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.popup.hide()

    def _fit_sheet(self) -> None:
        """The sheet is as high as it must be; sideways it scrolls where there are many models."""
        self.sheet.ensurePolished()
        width = max(self._scroll.viewport().width(), self.sheet.minimumSizeHint().width())
        layout = self.sheet.layout()
        hint = self.sheet.sizeHint().height()
        height = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else hint
        bar = self._scroll.horizontalScrollBar()
        self._scroll.setFixedHeight(height + (bar.sizeHint().height() if bar.maximum() else 0))
        self.sheet.hold_names(bar.value())

    def _on_window_activated(self, row: int) -> None:
        self.window_chosen.emit(self.window_choice.itemData(row))

    def set_window(self, window_s: int) -> None:
        """How many seconds the figures are of, one of `COMPARED_S`."""
        self.window_choice.setCurrentIndex(max(self.window_choice.findData(window_s), 0))
        self.agreement.set_length(window_s)

    def show_models(self, columns: Sequence[Column]) -> None:
        """Begins anew with these models."""
        self.popup.hide()
        named = [replace(column, title=lettered(place, column.title)) for place, column in enumerate(columns)]
        self.sheet.show_models(named)
        self.agreement.show_models({column.model: column.title for column in named})
        self._fit_sheet()

    def show_scene(self, scene: Scene) -> None:
        face = scene.selected_face
        told = tr("frame {frame}, no face selected", frame=scene.frame.index)
        if face is not None:
            told = tr("frame {frame}, face {face}", frame=scene.frame.index, face=face.track_id)
            self.agreement.show_face(face.track_id)
        self.where.setText(told)
        self.sheet.show_face(face, scene.threshold)

    def show_summed(self, summed: Summed) -> None:
        """Figures of the last seconds are there."""
        self.sheet.show_measured(summed.spreads, summed.figures.flicker)
        self.agreement.show_summed(summed)
        self.export.setEnabled(bool(len(summed.figures.times_s)))

    def show_judged(self, judged: Sequence[Judged], count: int) -> None:
        """The models against what was posed in `count` moments."""
        self.posing.show_count(count)
        self.sheet.show_judged(judged)
        self.agreement.show_judged(judged)
        self._fit_sheet()

    def show_input(self, received: Received) -> None:
        """What a model received, under its name."""
        column = self.sheet.columns.get(received.model)
        if column is not None:
            self.popup.show_input(received, column.head)
