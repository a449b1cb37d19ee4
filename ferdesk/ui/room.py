"""The room view as a mode of the window: what it switches off, when it begins, and how everything stops at once.

A new command is off in this mode unless it is listed here. What keeps faces from the window is not this file but the
engine (`engine/delivery.py`): it has nothing to give while a room is watched.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Qt, QTimer, Signal

from ferdesk.core.orientation import Orientation
from ferdesk.core.policy import Policy
from ferdesk.core.room import DirectionSet, LessonEvent, Mask, RoomMark, RoomRecord, RoomWindow, TooFew
from ferdesk.core.types import Observation
from ferdesk.ui.bridge import Bridge, Pipeline, Room, Rooms
from ferdesk.ui.commands import LANGUAGE, PANEL, THEME
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.opening import Opening
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.room_answers import policy_of, room_settings_of
from ferdesk.ui.room_setup import PROHIBITED, REGION_TITLES, SETTING_TITLES, RoomSetup
from ferdesk.ui.window import Window

ALLOWED: Final = frozenset(
    {
        "camera",
        "file",
        "folder",
        "stream",
        "demo",
        "play",
        "back",
        "forward",
        "restart",
        "full_screen",
        "mirror",
        "room",
        "room_stop",
        "room_settings",
        "room_notice",
        "privacy",
        "shortcuts",
        "about",
        "quit",
    }
)
"""Commands that work in the room view, besides the themes; all others, later ones too, do not. Languages say why."""
OPENING_COMMANDS: Final = ("camera", "file", "folder", "stream", "demo", "play", "back", "forward", "restart")
LOOK_MS: Final = 250
ANALYSING: Final = str(QT_TR_NOOP("A group is being analysed. Escape or F12 stops everything."))
LEFT: Final = str(
    QT_TR_NOOP("The room view is closed, and the source with it. Open a source again for the ordinary view.")
)
STAGE: Final = "room view"


class RoomMode(QObject):
    """The mode, and the session while there is one.

    Attributes:
        session: Where faces end, None outside of the mode.
        windows: Those of the session that hold something.
        running: Whether anything is analysed.
    """

    entering = Signal()

    def __init__(self, rooms: Rooms, pipeline: Pipeline, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._rooms = rooms
        self._pipeline = pipeline
        self._bridge = bridge
        self._preferences = preferences
        self._enabled_before: dict[str, bool] = {}
        self._last: RoomWindow | TooFew | None = None
        self._direction: Orientation | None = None
        self._policy: Policy | None = None
        self._record_settings = room_settings_of(preferences.now)
        self._started = datetime.now(UTC)
        self.session: Room | None = None
        self.windows: tuple[RoomWindow, ...] = ()
        self.marks: tuple[RoomMark, ...] = ()
        self.running = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def attach(self, window: Window, panels: Panels, display: Display, opening: Opening) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window, self._panels, self._display, self._opening = window, panels, display, opening
        commands, panel = window.commands, panels.room
        commands["room"].toggled.connect(self.on_toggled)
        commands["room_stop"].triggered.connect(self.stop)
        commands["room_stop"].setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        commands["room_stop"].setEnabled(False)
        commands["room_settings"].triggered.connect(self.ask)
        panel.stop_requested.connect(self.stop)
        panel.start_requested.connect(self.on_start_requested)
        panel.direction_requested.connect(self.on_direction_requested)
        panel.mark_requested.connect(self.mark)
        panel.preview_toggled.connect(self.on_preview_toggled)
        panel.mask_drawn.connect(self.on_mask_drawn)
        panel.masks_cleared.connect(self.on_masks_cleared)
        self._bridge.observed.connect(self.on_observed)

    @property
    def record(self) -> RoomRecord | None:
        """What there is to save; None where there is nothing."""
        if self._policy is None or not self.windows:
            return None
        now = self._preferences.now
        return RoomRecord(
            self._record_settings,
            self._policy,
            self._started.isoformat(timespec="seconds"),
            now.room_operator,
            now.room_days,
            self._direction,
            self.windows,
            self.marks,
        )

    def on_toggled(self, on: bool) -> None:
        """Enters the mode, asking first what has never been answered, or leaves it."""
        if not on:
            self.leave()
        elif policy_of(self._preferences.now) is None:
            self.ask()
        else:
            self._enter()

    def ask(self) -> None:
        """Asks what the room view has to know; a session that runs begins anew with the answers."""
        dialog = RoomSetup(self._window, self._preferences.now)
        dialog.answered.connect(self._on_answered)
        dialog.rejected.connect(self._on_unanswered)
        dialog.open()

    def _on_answered(self, answers: dict[str, object]) -> None:
        self._preferences.change(**answers)
        stopped = self._enabled_before and not self.running  # "Start again" begins with the answers
        if self._window.commands["room"].isChecked() and not stopped:
            self._enter()

    def _on_unanswered(self) -> None:
        if policy_of(self._preferences.now) is None:
            self._window.commands["room"].setChecked(False)

    def _enter(self) -> None:
        """Everything else is switched off before the first picture is looked at."""
        self.entering.emit()
        self._switch_off_others()
        self._display.shut(shut=True)
        self._panels.controls.allow_source_only(True)
        self._window.body.show_alone(self._panels.room)
        self._begin()

    def _begin(self) -> None:
        policy = self._policy = policy_of(self._preferences.now)
        if policy is None:
            return
        settings = self._record_settings = room_settings_of(self._preferences.now)
        self._started = datetime.now(UTC)
        self.clear()
        self._set_running(running=True)
        where = f"{tr(SETTING_TITLES[policy.setting])} · {tr(REGION_TITLES[policy.region])}"
        self._panels.room.begin(where, "" if policy.expressions_allowed else tr(PROHIBITED), settings.window_s)
        self._bridge.submit(STAGE, partial(self._rooms.open, settings, policy), self._on_opened)

    def _on_opened(self, session: object) -> None:
        if not self.running:
            return  # stopped or left meanwhile
        before = self.session
        self.session = session  # type: ignore[assignment]  # the protocol's
        if self.session is None:
            return
        if before is not None:
            self.session.masks = before.masks  # who was covered stays covered
        self.session.preview = self._panels.room.preview.isChecked()
        self._pipeline.watch_room(self.session)
        self._timer.start()

    def _switch_off_others(self) -> None:
        if self._enabled_before:
            return
        for name, command in self._window.commands.items():
            self._enabled_before[name] = command.isEnabled()
            if name in ALLOWED or name.startswith((THEME, LANGUAGE)):
                continue
            if command.isCheckable() and command.isChecked() and not name.startswith(PANEL):
                command.setChecked(False)  # ends it; panels stay as they are
            command.setEnabled(False)

    def _set_running(self, *, running: bool) -> None:
        self.running = running
        self._window.show_analysing(tr(ANALYSING) if running else "")
        self._window.commands["room_stop"].setEnabled(running)
        self._panels.room.show_running(running=running)
        self._panels.controls.setEnabled(running)
        for name in OPENING_COMMANDS:
            self._window.commands[name].setEnabled(running)

    def stop(self) -> None:
        """One key: the source is closed, and nothing is analysed any more."""
        self._pipeline.close_source()
        if self.running:
            self._set_running(running=False)
        self._timer.stop()

    def on_start_requested(self) -> None:
        """A new session on the source that was open."""
        self._begin()
        self._opening.on_retry_requested()

    def leave(self) -> None:
        """Back to the ordinary view, with the source closed: nobody is analysed one by one by a slip."""
        if not self._enabled_before:
            return
        self.stop()
        self._pipeline.watch_room(None)
        self.session = None
        self.clear()
        self._display.shut(shut=False)
        for name, enabled in self._enabled_before.items():
            self._window.commands[name].setEnabled(enabled)
        self._enabled_before = {}
        self._window.commands["room_stop"].setEnabled(False)
        self._panels.controls.setEnabled(True)
        self._panels.controls.allow_source_only(False)
        self._window.body.show_alone(None)
        self._window.banner.say(tr(LEFT))

    def clear(self) -> None:
        """Forgets the session's windows and marks."""
        self.windows, self.marks, self._last, self._direction = (), (), None, None
        self._show()

    def close(self) -> None:
        """The end of everything."""
        self._timer.stop()

    def look(self) -> None:
        """Shows what has come."""
        if self.session is None:
            return
        for told in self.session.take():
            if isinstance(told, DirectionSet):
                self._direction = told.direction or self._direction
                self._panels.room.show_direction(told.direction)
                continue
            self._last = told
            if isinstance(told, RoomWindow):
                self.windows = (*self.windows, told)
            self._show()

    def _show(self) -> None:
        self._panels.room.show_windows(self.windows, self._last, self.marks)

    def on_observed(self, observations: list[Observation]) -> None:
        if self.session is not None and self.session.preview:
            self._panels.room.picture.show_frame(observations[-1].frame)

    def on_direction_requested(self) -> None:
        if self.session is not None:
            self.session.ask_direction()
            self._panels.room.show_taking_direction()

    def mark(self, event: LessonEvent) -> None:
        """Marks this moment of the lesson."""
        if self.session is not None and self.running:
            self.marks = (*self.marks, RoomMark(self.session.now_s, event))
            self._show()

    def on_preview_toggled(self, on: bool) -> None:
        if self.session is not None:
            self.session.preview = on

    def on_mask_drawn(self, mask: Mask) -> None:
        if self.session is not None:
            self.session.masks = (*self.session.masks, mask)

    def on_masks_cleared(self) -> None:
        if self.session is not None:
            self.session.masks = ()
