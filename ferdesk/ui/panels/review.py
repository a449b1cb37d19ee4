"""A stored session: its picture, its curves and its moments in step, and what can be done with it."""

from typing import ClassVar, Final

from PySide6.QtCore import QT_TR_NOOP, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from ferdesk.ui.icons import icon
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, ElidedLabel, Panel, label, tabular
from ferdesk.ui.panels.canvas import Canvas
from ferdesk.ui.panels.flow import FlowLayout
from ferdesk.ui.panels.review_side import ReviewSide
from ferdesk.ui.panels.scrubber import Scrubber
from ferdesk.ui.panels.stored_curves import StoredCurves
from ferdesk.ui.panels.transport import clock, moment
from ferdesk.ui.theme import Colors

_SIDE_BY_SIDE: Final = 760
"""From this width on, px, the column of choices stands beside the picture."""
_SIDE: Final = 84 * GRID
PAGE_S: Final = 10.0


class ReviewCanvas(Canvas):
    """A picture that leaves its keys to the view around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class ReviewPanel(Panel):
    """Shows and asks; decides nothing."""

    name: ClassVar[str] = "review"
    title: ClassVar[str] = str(QT_TR_NOOP("Review"))

    live_requested = Signal()
    play_requested = Signal()
    step_requested = Signal(int)
    move_requested = Signal(float)
    start_requested = Signal()
    end_requested = Signal()
    disagreement_requested = Signal(bool)
    choose_start_requested = Signal()
    choose_end_requested = Signal()
    choose_nothing_requested = Signal()
    export_requested = Signal()
    again_requested = Signal()
    compare_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self._playing = False
        self.canvas = ReviewCanvas(colors)
        self.canvas.setAccessibleName(tr("Recorded picture"))
        self.where = ElidedLabel("", "muted")
        self.side = ReviewSide(colors)
        self.curves = StoredCurves(colors)
        self.scrubber = Scrubber(colors)
        self.time = label("", "title")
        self.time.setFont(tabular(self.time.font()))
        self.play = QToolButton()
        self.play.setProperty("kind", "icon")
        self.play.setIconSize(QSize(20, 20))
        self.play.clicked.connect(self.play_requested)
        self._arrange()
        self._add_keys()
        self.set_colors(colors)
        self.hide()

    def _arrange(self) -> None:
        self.again = _button(tr("Analyse again…"), tr("Analyse the recorded video with other models"))
        self.compare = _button(tr("Compare…"), tr("How far the models agree in this session"))
        self.export = _button(tr("Export…"), tr("Save the chosen stretch, or all, as a table or a report"))
        self.live = _button(tr("Back to live"), tr("Back to the live picture (Escape)"), "primary")
        self.again.clicked.connect(self.again_requested)
        self.compare.clicked.connect(self.compare_requested)
        self.export.clicked.connect(self.export_requested)
        self.live.clicked.connect(self.live_requested)
        heading = QHBoxLayout()
        heading.setSpacing(2 * GRID)
        heading.addWidget(label(tr("Review"), "title"))
        heading.addWidget(self.where, 1)
        for button in (self.again, self.compare, self.export, self.live):
            heading.addWidget(button)
        seen = QVBoxLayout()
        seen.setSpacing(2 * GRID)
        seen.addWidget(self.canvas, 3)
        seen.addWidget(self._controls())
        seen.addWidget(self.curves, 2)
        seen.addWidget(self.scrubber)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(4 * GRID)
        self._halves.addLayout(seen, 1)
        self._halves.addWidget(self.side)
        self.column.addLayout(heading)
        self.column.addWidget(self._progress_row())
        self.column.addLayout(self._halves, 1)

    def _progress_row(self) -> QWidget:
        self.busy = QWidget()
        self.doing = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.cancel = _button(tr("Cancel"), tr("Call it off"), "small")
        self.cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self.busy)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.doing)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        self.busy.hide()
        return self.busy

    def _controls(self) -> QWidget:
        before = _button(tr("‹ Disagreement"), tr("The disagreement of the models before (Shift+N)"), "small")
        after = _button(tr("Disagreement ›"), tr("The next disagreement of the models (N)"), "small")
        begin = _button(tr("Start here"), tr("The chosen stretch begins here (I)"), "small")
        end = _button(tr("End here"), tr("The chosen stretch ends here (O)"), "small")
        self.clear = _button("", tr("The chosen stretch; click to choose nothing"), "small")
        self.clear.hide()
        closer = _button("+", tr("Show less time (+)"), "small")
        farther = _button("−", tr("Show more time (−)"), "small")
        everything = _button(tr("All"), tr("Show the whole session"), "small")
        before.clicked.connect(lambda: self.disagreement_requested.emit(False))
        after.clicked.connect(lambda: self.disagreement_requested.emit(True))
        begin.clicked.connect(self.choose_start_requested)
        end.clicked.connect(self.choose_end_requested)
        self.clear.clicked.connect(self.choose_nothing_requested)
        closer.clicked.connect(self.curves.zoom_in)
        farther.clicked.connect(self.curves.zoom_out)
        everything.clicked.connect(self.curves.show_all)
        self.disagreements = (before, after)
        controls = QWidget()
        flow = FlowLayout(controls, gap=GRID, line_gap=GRID)
        for widget in (self.play, self.time, before, after, begin, end, self.clear, farther, closer, everything):
            flow.addWidget(widget)
        return controls

    def _add_keys(self) -> None:
        """Keys that work wherever the focus is in this view; text fields keep theirs."""
        for key, slot in (
            ("Left", lambda: self.step_requested.emit(-1)),
            ("Right", lambda: self.step_requested.emit(1)),
            ("PgUp", lambda: self.move_requested.emit(-PAGE_S)),
            ("PgDown", lambda: self.move_requested.emit(PAGE_S)),
            ("Home", self.start_requested.emit),
            ("End", self.end_requested.emit),
            ("I", self.choose_start_requested.emit),
            ("O", self.choose_end_requested.emit),
            ("+", self.curves.zoom_in),
            ("-", self.curves.zoom_out),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        if event.key() == Qt.Key.Key_Space:
            self.play_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.live_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.side.setMaximumWidth(_SIDE if wide else 16_777_215)
        self.side.setMinimumWidth(_SIDE if wide else 0)
        # Below each other the page scrolls, so that nothing has to be small.
        self.canvas.setMinimumHeight(40 * GRID if wide else 64 * GRID)
        self.curves.setMinimumHeight(0 if wide else 64 * GRID)
        self.side.moments.setMinimumHeight(0 if wide else 48 * GRID)

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.canvas.colors = colors
        self.scrubber.colors = colors
        self.side.set_colors(colors)
        self.curves.set_colors(colors)
        self.show_playing(playing=self._playing)

    def show_playing(self, *, playing: bool) -> None:
        self._playing = playing
        text = tr("Pause (Space)") if playing else tr("Play (Space)")
        self.play.setIcon(icon("pause" if playing else "play", self.colors.text))
        self.play.setAccessibleName(text)
        self.play.setToolTip(text)

    def show_time(self, time_s: float, end_s: float) -> None:
        """Where one is, in words, in the curves, and in the bar."""
        self.time.setText(f"{moment(time_s)} / {clock(end_s)}")
        self.curves.show_time(time_s)
        self.scrubber.show_time(time_s)

    def show_chosen(self) -> None:
        """The stretch that is chosen in the curves, in words and in the bar."""
        span = self.curves.chosen_s
        self.scrubber.show_chosen(span)
        self.clear.setVisible(span is not None)
        if span is not None:
            self.clear.setText(f"{moment(span[0])} – {moment(span[1])}  ×")

    def show_doing(self, text: str, share: float = 0.0) -> None:
        """Long work, and how far it is; an empty text for none."""
        self.busy.setVisible(bool(text))
        self.doing.setText(text)
        self.progress.setValue(round(share * 1000))
        self.progress.setAccessibleName(text)


def _button(text: str, tip: str, kind: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", kind)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
