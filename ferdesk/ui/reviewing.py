"""The review of a stored session: opened and left. What is slow is read on the jobs thread.

While it is open the live source rests: a camera is let go of, a file is paused. Both go on afterwards.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ferdesk.core.recording import Baseline
from ferdesk.core.reviewed import Gap, Happening, NumberedMarker, Pose
from ferdesk.core.types import SourceState, SourceStatus
from ferdesk.ui.bridge import Bridge, Pipeline
from ferdesk.ui.choices import IN_ROOM
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.marking import Marking
from ferdesk.ui.opening import Opening, file_dialog
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.recording import Recording
from ferdesk.ui.review_display import ReviewDisplay
from ferdesk.ui.review_markers import ReviewMarkers
from ferdesk.ui.review_player import ReviewPlayer
from ferdesk.ui.stored_sessions import ShippedSessions
from ferdesk.ui.window import Window

if TYPE_CHECKING:
    from ferdesk.session.stored import StoredSession

_LIVE_ONLY: Final = ("play", "back", "forward", "restart", "snapshot", "compare", "record", "baseline", "room")
"""Commands that speak of the live picture."""
_REVIEW_ONLY: Final = ("undo", "redo", "next_disagreement", "previous_disagreement")


@dataclass(frozen=True, slots=True, eq=False)
class _Opened:
    """A session, and what of it is shown all the time."""

    session: "StoredSession"
    gaps: tuple[Gap, ...]
    happenings: tuple[Happening, ...]
    poses: tuple[Pose, ...]
    baselines: tuple[Baseline, ...]
    markers: tuple[NumberedMarker, ...]


class Reviewing(QObject):
    """The review, while there is one.

    Attributes:
        session: What is looked at; None while live.
        player: Where one is in it.
        display: What of it is shown.
        markers: Its markers, and what was done to them.
    """

    began = Signal()
    left = Signal()

    def __init__(self, sessions: ShippedSessions, pipeline: Pipeline, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._sessions = sessions
        self._pipeline = pipeline
        self._bridge = bridge
        self._preferences = preferences
        self._number = 0
        self._rested: SourceState | None = None
        self._live = False
        self.session: StoredSession | None = None
        self.player = ReviewPlayer(bridge)
        self.display = ReviewDisplay(sessions, bridge, self.player)
        self.markers = ReviewMarkers(bridge)

    def attach(self, window: Window, panels: Panels, display: Display, opening: Opening, recording: Recording) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window, self._panels, self._display = window, panels, display
        self._opening, self._recording = opening, recording
        self._view = view = panels.review
        self.display.attach(window, panels)
        window.commands["session"].triggered.connect(self.on_open_requested)
        window.commands["undo"].triggered.connect(self.markers.history.undo)
        window.commands["redo"].triggered.connect(self.markers.history.redo)
        self.markers.history.canUndoChanged.connect(self._allow_commands)
        self.markers.history.canRedoChanged.connect(self._allow_commands)
        self.markers.changed.connect(self._show_markers)
        recording.review_requested.connect(self.open)
        self._bridge.source_changed.connect(self._on_source_changed)
        opening.opening.connect(self.leave)
        view.play_requested.connect(self.player.toggle)
        view.step_requested.connect(self.player.step)
        view.move_requested.connect(self._on_move_requested)
        view.start_requested.connect(lambda: self.player.seek(0.0))
        view.end_requested.connect(lambda: self.player.seek(float("inf")))
        view.curves.sought.connect(self.player.seek)
        view.curves.marker_moved.connect(self.markers.move)
        view.curves.chosen_changed.connect(view.show_chosen)
        view.scrubber.sought.connect(self.player.seek)
        moments = view.side.moments
        moments.sought.connect(self.player.seek)
        moments.add_requested.connect(partial(self.add_marker, "M"))
        moments.text_changed.connect(self.markers.rename)
        moments.move_requested.connect(lambda number: self.markers.move(number, self.player.time_s))
        moments.removal_requested.connect(self.markers.remove)
        self.player.playing_changed.connect(lambda on: view.show_playing(playing=on))
        self._allow_commands()

    def divert(self, marking: Marking) -> None:
        """Lets the marker keys mean this session while it is open."""
        self.began.connect(lambda: marking.divert(self.add_marker))
        self.left.connect(lambda: marking.divert(None))

    def on_open_requested(self) -> None:
        dialog = file_dialog(self._window, tr("Open a recorded session"), str(self._recording.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Opens a session's folder or the journal in it; says why where that cannot be."""
        if self._recording.state is not None:
            self._window.toast.say(tr("Stop the recording first, then open a session."))
            return
        if not self._window.commands["session"].isEnabled():
            self._window.toast.say(tr(IN_ROOM))
            return
        self._number += 1
        self._bridge.submit("opening a session", partial(self._read, self._number, path), self._on_opened)

    def _read(self, number: int, path: Path) -> _Opened | None:
        """On the jobs thread."""
        if number != self._number:
            return None
        session = self._sessions.open(path)
        parts = session.gaps(), session.happenings(), session.poses(), session.baselines(), session.markers()
        return _Opened(session, *parts)

    def _on_opened(self, opened: object) -> None:
        if not isinstance(opened, _Opened):
            return
        if not self._window.commands["session"].isEnabled():  # a room was entered meanwhile
            self._bridge.submit("closing a session", opened.session.close, _done)
            return
        self._close_session()
        self._rest()
        session = self.session = opened.session
        facts, view = session.facts, self._view
        view.side.show_baselines({(each.face, each.model): each.probabilities for each in opened.baselines})
        view.side.moments.show_session(opened.gaps, opened.happenings, opened.poses, opened.baselines, facts.models)
        view.curves.show_session(facts.start_s, facts.duration_s, opened.gaps, opened.poses)
        view.scrubber.show_session(facts.start_s, facts.duration_s, opened.gaps)
        self.markers.begin(session, opened.markers)
        self._window.body.show_alone(view, whole=True)
        self._window.show_source(facts.folder.name)
        for problem in facts.problems:
            self._window.banner.say(problem, "warning")
        self._allow_commands()
        self.display.begin(session, opened.gaps)
        view.setFocus()
        view.canvas.setFocus()
        self.began.emit()

    def _rest(self) -> None:
        """The live source stops, once."""
        for name in ("snapshot", "compare"):
            self._window.commands[name].setChecked(False)
        status = self._display.status
        if self._rested is None and status is not None:
            self._rested, self._live = status.state, status.live
            if status.live:
                self._pipeline.close_source()
            else:
                self._pipeline.pause(True)

    def leave(self) -> None:
        """Back to the live view, which goes on as it was."""
        if self.session is None:
            return
        self._close_session()
        self._window.body.show_alone(None)
        self._allow_commands()
        status, rested, self._rested = self._display.status, self._rested, None
        if status is not None:
            self._window.show_source(status.title)
        self.left.emit()
        self._panels.video.canvas.setFocus()
        if status is None or rested is None or self.sender() is self._opening:
            return  # another source is being opened
        if self._live and rested is not SourceState.CLOSED:
            self._opening.open(status.address)
        elif rested is SourceState.PLAYING:
            self._pipeline.pause(False)

    def close(self) -> None:
        """At the end of everything."""
        self._close_session()

    def _close_session(self) -> None:
        self._number += 1
        session, self.session = self.session, None
        self.display.end()
        self.markers.begin(None, ())
        if session is not None:
            self._bridge.submit("closing a session", session.close, _done)

    def _on_source_changed(self, _status: SourceStatus) -> None:
        """The title names what is looked at, whatever the resting source tells."""
        if self.session is not None:
            self._window.show_source(self.session.facts.folder.name)

    def _allow_commands(self) -> None:
        commands, history, on = self._window.commands, self.markers.history, self.session is not None
        if on or self._rested is not None:
            for name in _LIVE_ONLY:
                commands[name].setEnabled(not on)
        for name in _REVIEW_ONLY:
            commands[name].setEnabled(on)
        commands["undo"].setEnabled(on and history.canUndo())
        commands["redo"].setEnabled(on and history.canRedo())

    def add_marker(self, key: str) -> None:
        """Marks the moment that is shown."""
        if self.session is not None:
            self.markers.add(self.player.time_s, key)

    def _show_markers(self, number: int | None) -> None:
        markers = self.markers.all
        self._view.curves.show_markers(markers)
        self._view.scrubber.show_markers(markers)
        self._view.side.moments.show_markers(markers, number)

    def _on_move_requested(self, seconds: float) -> None:
        self.player.seek(self.player.time_s + seconds)


def _done(_nothing: object) -> None:
    """Nobody waits for it."""
