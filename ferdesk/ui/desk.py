"""The parts that `app.build` makes and wires, and what they are started with."""

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject

from ferdesk.core.types import Failure
from ferdesk.ui.bridge import (
    Bridge,
    CameraLister,
    Comparer,
    Explaining,
    Groups,
    Jobs,
    Library,
    Pipeline,
    Recordings,
    Rooms,
    StreamMaker,
)
from ferdesk.ui.choices import Choices
from ferdesk.ui.commands import LANGUAGE, PANEL, THEME
from ferdesk.ui.comparing import Comparing
from ferdesk.ui.describing import Describing
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.fairness import Fairness
from ferdesk.ui.languages import said, tr
from ferdesk.ui.marking import Marking
from ferdesk.ui.neutral import Neutral
from ferdesk.ui.opening import Opening
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.privacy import Privacy
from ferdesk.ui.recording import Recording
from ferdesk.ui.recovery import Recovery
from ferdesk.ui.review_work import ReviewWork
from ferdesk.ui.reviewing import Reviewing
from ferdesk.ui.room import RoomMode
from ferdesk.ui.room_files import RoomFiles
from ferdesk.ui.snapshot import Snapshot
from ferdesk.ui.stored_sessions import ShippedSessions
from ferdesk.ui.streaming import Streaming
from ferdesk.ui.window import Window


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """What the window needs of the engine."""

    pipeline: Pipeline
    jobs: Jobs
    library: Library
    list_cameras: CameraLister
    explaining: Explaining
    comparer: Comparer
    recordings: Recordings
    rooms: Rooms
    groups: Groups
    streams: StreamMaker
    sessions: ShippedSessions


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """What was asked for on the command line; None and empty leave it to what is remembered.

    `greets`: the page about camera and privacy comes first where it was never read.
    """

    source: str | None = None
    models: tuple[str, ...] = ()
    detector: str | None = None
    provider: str | None = None
    notice: str = ""
    greets: bool = False


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Desk:
    """The wired parts; whoever holds it keeps them alive."""

    window: Window
    panels: Panels
    bridge: Bridge
    preferences: Preferences
    display: Display
    opening: Opening
    choices: Choices
    snapshot: Snapshot
    comparing: Comparing
    recording: Recording
    marking: Marking
    neutral: Neutral
    recovery: Recovery
    privacy: Privacy
    room: RoomMode
    room_files: RoomFiles
    fairness: Fairness
    streaming: Streaming
    describing: Describing
    reviewing: Reviewing
    review_work: ReviewWork

    def go_with_window(self) -> None:
        """Closes with the window, and makes every part its child.

        Qt keeps what listens to an object without a parent alive for ever.
        """
        self.window.closing.connect(self.close)
        for each in fields(self):
            part = getattr(self, each.name)
            if isinstance(part, QObject) and part is not self.window:
                part.setParent(self.window)

    def begin(self, engine: Engine, start: Start) -> None:
        """Sets everything in motion."""
        self.window.setFocus()  # so that Space means pause from the first moment
        if start.notice:
            self.window.banner.say(said(start.notice))
        self.bridge.start()
        self.choices.begin(start.models, start.detector, start.provider)
        (self.privacy if start.greets else self.opening).begin(start.source)
        self.recovery.begin()
        self.room_files.begin()
        engine.pipeline.start()  # last, so that it loads what was chosen and nothing else

    @property
    def busy(self) -> str:
        """Why the window cannot be exchanged now, a sentence; empty when it can."""
        recording = self.recording.state is not None  # its start and its end, too, are told to this window
        if self.room.session is not None:
            return tr("The language can be changed when the room view is closed.")
        if self.streaming.is_on:
            return tr("The language can be changed when the live stream is off.")
        return tr("The language can be changed when the recording has ended.") if recording else ""

    def show_language(self) -> None:
        """Marks the language in force in its menu."""
        self.window.commands[f"{LANGUAGE}{self.preferences.now.language}"].setChecked(True)

    def show_settings(self) -> None:
        """Shows what is remembered."""
        settings, commands = self.preferences.now, self.window.commands
        self.panels.controls.show_settings(settings)
        self.panels.timeline.set_length(settings.timeline_s)
        self.panels.video.set_mirror(wanted=settings.mirror)
        commands["mirror"].setChecked(settings.mirror)
        commands[f"{THEME}{settings.theme}"].setChecked(True)
        self.show_language()
        for name in self.window.panels:
            if f"{PANEL}{name}" in commands:
                commands[f"{PANEL}{name}"].setChecked(True)
                commands[f"{PANEL}{name}"].setChecked(name not in settings.hidden_panels)
        self.window.restore(settings.geometry)

    def take_over(self, former: "Desk") -> None:
        """Goes on where another window stops, on the same engine."""
        self.window.setFocus()
        self.preferences.continue_from(former.preferences)
        self.display.continue_from(former.display)
        self.choices.continue_from(former.choices)
        self.neutral.continue_from(former.neutral)
        self.bridge.start()
        for event in former.bridge.latest.values():
            if not isinstance(event, Failure):
                self.bridge.tell(event)
        self.display.draw_timeline()
        self.choices.list_models()
        self.opening.look_for_cameras()

    def retire(self) -> None:
        """Goes away and leaves the engine running."""
        self.window.closing.disconnect(self.close)
        self.fairness.close()
        self.reviewing.leave()
        self.review_work.close()
        self.bridge.stop()
        self.display.close()
        self.window.toast.close_quietly()
        self.window.close()
        self.window.deleteLater()

    def close(self) -> None:
        """Keeps the settings, stops the timers, then the engine and what is recorded of it; the window goes last."""
        self.preferences.change(geometry=self.window.geometry_text())
        self.preferences.save()
        self.display.close()
        self.room.close()
        self.window.toast.close_quietly()
        self.fairness.close()
        self.review_work.close()
        self.reviewing.close()
        self.bridge.close()
        self.streaming.close()
        self.recording.close()
