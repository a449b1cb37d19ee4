"""The room view: a group as a whole over time. It is handed windows and pictures without faces, and nothing else."""

from typing import ClassVar, Final

from PySide6.QtCore import QT_TR_NOOP, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QVBoxLayout, QWidget

from ferdesk.core.orientation import Orientation
from ferdesk.core.room import Estimate, LessonEvent, Mask, RoomMark, RoomWindow, TooFew
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, ElidedLabel, Panel, label
from ferdesk.ui.panels.room_figures import FIGURE_TITLES, TILE_TITLES, Tile
from ferdesk.ui.panels.room_picture import RoomPicture
from ferdesk.ui.panels.room_plot import RoomPlot
from ferdesk.ui.panels.room_sections import EVENT_TITLES, SectionComparison, choice_of, flow_of, row_of
from ferdesk.ui.panels.transport import clock
from ferdesk.ui.theme import Colors

NOT_ENOUGH: Final = str(QT_TR_NOOP("Not enough faces: nothing is shown or stored for this time."))
FIRST_WINDOW: Final = str(QT_TR_NOOP("The first window is being collected. It takes {seconds:.0f} seconds."))
WINDOW_OF: Final = str(QT_TR_NOOP("The last window: {start} to {end}"))
STOPPED: Final = str(QT_TR_NOOP("Stopped: the source is closed and nothing is analysed."))
NO_DIRECTION: Final = str(QT_TR_NOOP("No direction set. When people face the front, press the button once."))
TAKING_DIRECTION: Final = str(QT_TR_NOOP("Taking the group's direction for 3 seconds…"))
TOO_FEW_FOR_DIRECTION: Final = str(
    QT_TR_NOOP("Not enough faces to take a direction. Press again when more are visible.")
)
DIRECTIONS: Final = {
    (True, True): str(QT_TR_NOOP("The front is {yaw}° to the right of the camera and {pitch}° above it.")),
    (True, False): str(QT_TR_NOOP("The front is {yaw}° to the right of the camera and {pitch}° below it.")),
    (False, True): str(QT_TR_NOOP("The front is {yaw}° to the left of the camera and {pitch}° above it.")),
    (False, False): str(QT_TR_NOOP("The front is {yaw}° to the left of the camera and {pitch}° below it.")),
}
"""By whether it is to the right of the camera, and above it."""
MIX: Final = str(QT_TR_NOOP("{emotion} {value:.0%} ({low:.0%} to {high:.0%})"))
_TILE_WIDTH: Final = 150
_SIDE_BY_SIDE: Final = 720
"""From this width on, px, the picture stands beside the curve."""
WHAT_IT_IS: Final = str(
    QT_TR_NOOP(
        "Figures of a whole group, with 95 % intervals. They do not say what anybody felt, understood or learned: "
        "published systems that estimate engagement in real classrooms reach an AUC of about 0.62 to 0.72."
        " Dashed: no clear change."
    )
)


class RoomPanel(Panel):
    """Shows windows; what the operator wants is told by signals."""

    name: ClassVar[str] = "room"
    title: ClassVar[str] = str(QT_TR_NOOP("Room view"))

    stop_requested = Signal()
    start_requested = Signal()
    direction_requested = Signal()
    mark_requested = Signal(LessonEvent)
    preview_toggled = Signal(bool)
    mask_drawn = Signal(Mask)
    masks_cleared = Signal()
    save_requested = Signal()
    delete_requested = Signal()
    notice_requested = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self._windows: tuple[RoomWindow, ...] = ()
        self._marks: tuple[RoomMark, ...] = ()
        self._columns = 0
        self._make_buttons()
        self.where = ElidedLabel("", "muted")
        self.state = label("", "title", wraps=True)
        self.reason = label("", "muted", wraps=True)
        self.mix = label("", "muted", wraps=True)
        self.direction = label(tr(NO_DIRECTION), "muted", wraps=True)
        self.tiles = {name: Tile(name) for name in TILE_TITLES}
        self.figure = choice_of(tr("Figure that is drawn"), [(name, tr(FIGURE_TITLES[name])) for name in FIGURE_TITLES])
        self.figure.activated.connect(self._draw)
        self.plot = RoomPlot(colors)
        self.picture = RoomPicture(colors)
        self.picture.mask_drawn.connect(self.mask_drawn)
        self.comparison = SectionComparison()
        self._arrange()
        self.hide()

    def _make_buttons(self) -> None:
        self.stop = _button(
            tr("Stop everything"), tr("Closes the source and ends the analysis (Escape or F12)"), "primary"
        )
        self.start = _button(tr("Start again"), tr("Opens the source again and begins a new session"), "primary")
        self.save = _button(
            tr("Save…"), tr("Saves a table and a page of group figures, and a receipt of what is in them")
        )
        self.delete = _button(tr("Delete now"), tr("Deletes this session and all saved sessions of the room view"))
        self.notice = _button(tr("Notice…"), tr("What the people in view should read, on the screen or on paper"))
        self.face_front = _button(tr("They face the front now"), tr("Takes the direction in which the group looks now"))
        self.preview = _button(tr("Show the picture"), tr("Shows the picture, to aim the camera and to cover people"))
        self.preview.setCheckable(True)
        self.clear_masks = _button(tr("Remove masks"), tr("Nothing is covered any more"))
        self.mark = _button(tr("Mark"), tr("Marks this moment of the lesson (M)"))
        self.mark.setShortcut("M")
        self.lesson_event = choice_of(
            tr("Event of the lesson"), [(event, tr(title)) for event, title in EVENT_TITLES.items()]
        )
        for button, told in (
            (self.stop, self.stop_requested),
            (self.start, self.start_requested),
            (self.save, self.save_requested),
            (self.delete, self.delete_requested),
            (self.notice, self.notice_requested),
            (self.face_front, self.direction_requested),
            (self.clear_masks, self.masks_cleared),
        ):
            button.clicked.connect(told)
        self.preview.toggled.connect(self._on_preview_toggled)
        self.mark.clicked.connect(self._on_mark_clicked)

    def _arrange(self) -> None:
        heading = row_of(label(tr("Room view"), "title"), self.where, wide=1)
        self.column.addLayout(heading)
        self.column.addWidget(flow_of(self.stop, self.start, self.save, self.delete, self.notice))
        self.column.addWidget(self.state)
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * GRID)
        self._place_tiles(len(self.tiles))
        self.column.addLayout(self._grid)
        self.column.addWidget(self.mix)
        self.column.addWidget(self.reason)
        self.column.addWidget(flow_of(self.figure, self.preview, self.lesson_event, self.mark))
        self._picture_part = QWidget()
        picture = QVBoxLayout(self._picture_part)
        picture.setContentsMargins(0, 0, 0, 0)
        picture.addWidget(self.picture, 1)
        picture.addLayout(row_of(self.clear_masks))
        self._picture_part.hide()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(3 * GRID)
        self._middle.addWidget(self.plot, 3)
        self._middle.addWidget(self._picture_part, 2)
        self.column.addLayout(self._middle, 1)
        self.column.addLayout(row_of(self.face_front, self.direction, wide=1))
        self.column.addWidget(self.comparison)
        self.column.addWidget(label(tr(WHAT_IT_IS), "muted", wraps=True))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place_tiles(min(max(event.size().width() // _TILE_WIDTH, 2), len(self.tiles)))
        narrow = event.size().width() < _SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _place_tiles(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(len(self.tiles)):
            self._grid.setColumnStretch(column, int(column < columns))

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.plot.set_colors(colors)
        self.picture.colors = colors
        self._draw()

    def begin(self, where: str, reason: str, window_s: float) -> None:
        """A session begins: `reason` is why expressions are not analysed, "" where they are."""
        self.where.setText(where)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.direction.setText(tr(NO_DIRECTION))
        self.show_running(running=True)
        self.show_windows((), None, ())
        self.state.setText(tr(FIRST_WINDOW, seconds=window_s))

    def show_running(self, *, running: bool) -> None:
        """Whether anything is analysed."""
        self.stop.setVisible(running)
        self.start.setVisible(not running)
        for control in (self.face_front, self.mark, self.lesson_event, self.preview):
            control.setEnabled(running)
        if not running:
            self.preview.setChecked(False)
            self.state.setText(tr(STOPPED))

    def show_windows(
        self, windows: tuple[RoomWindow, ...], last: RoomWindow | TooFew | None, marks: tuple[RoomMark, ...]
    ) -> None:
        """Shows all windows that hold something; `last` is the newest one, whether it holds something or not."""
        self._windows, self._marks = windows, marks
        now = last if isinstance(last, RoomWindow) else None
        before = windows[-2] if now is not None and len(windows) > 1 else None
        for tile in self.tiles.values():
            tile.show_window(before, now)
        if isinstance(last, TooFew):
            self.state.setText(tr(NOT_ENOUGH))
        elif now is not None:
            self.state.setText(tr(WINDOW_OF, start=clock(now.start_s), end=clock(now.end_s)))
        shares = () if now is None else sorted(now.mix, key=lambda share: -share.share.value)
        self.mix.setText("   ".join(_mix_text(share.emotion, share.share) for share in shares))
        self.mix.setVisible(bool(shares))
        self.save.setEnabled(bool(windows))
        self._draw()
        self.comparison.show_windows(windows, marks)

    def show_direction(self, direction: Orientation | None) -> None:
        """The group's direction was taken, or could not be."""
        if direction is None:
            self.direction.setText(tr(TOO_FEW_FOR_DIRECTION))
            return
        yaw, pitch = direction.yaw_deg, direction.pitch_deg
        words = DIRECTIONS[yaw >= 0, pitch >= 0]
        self.direction.setText(tr(words, yaw=f"{abs(yaw):.0f}", pitch=f"{abs(pitch):.0f}"))

    def show_taking_direction(self) -> None:
        self.direction.setText(tr(TAKING_DIRECTION))

    def _draw(self) -> None:
        self.plot.show_windows(self.figure.currentData(), self._windows, self._marks)

    def _on_preview_toggled(self, on: bool) -> None:
        self._picture_part.setVisible(on)
        self.picture.show_frame(None)
        self.preview_toggled.emit(on)

    def _on_mark_clicked(self) -> None:
        self.mark_requested.emit(self.lesson_event.currentData())


def _button(text: str, tip: str, kind: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", kind)
    button.setAccessibleName(text.rstrip("…"))
    button.setToolTip(tip)
    return button


def _mix_text(emotion: str, share: Estimate) -> str:
    return tr(MIX, emotion=emotion_title(emotion), value=share.value, low=share.low, high=share.high)
