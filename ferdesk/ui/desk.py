"""The parts that `app.build` makes and wires, and what they are started with."""

from dataclasses import dataclass

from ferdesk.ui.bridge import Bridge, CameraLister, Explaining, Jobs, Library, Pipeline, Recordings
from ferdesk.ui.choices import Choices
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.marking import Marking
from ferdesk.ui.neutral import Neutral
from ferdesk.ui.opening import Opening
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.privacy import Privacy
from ferdesk.ui.recording import Recording
from ferdesk.ui.recovery import Recovery
from ferdesk.ui.snapshot import Snapshot
from ferdesk.ui.window import Window


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """What the window needs of the engine."""

    pipeline: Pipeline
    jobs: Jobs
    library: Library
    list_cameras: CameraLister
    explaining: Explaining
    recordings: Recordings


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
    recording: Recording
    marking: Marking
    neutral: Neutral
    recovery: Recovery
    privacy: Privacy

    def begin(self, engine: Engine, start: Start) -> None:
        """Sets everything in motion."""
        self.window.setFocus()  # so that Space means pause from the first moment
        if start.notice:
            self.window.banner.say(start.notice)
        self.bridge.start()
        self.choices.begin(start.models, start.detector, start.provider)
        (self.privacy if start.greets else self.opening).begin(start.source)
        self.recovery.begin()
        engine.pipeline.start()  # last, so that it loads what was chosen and nothing else

    def close(self) -> None:
        """Keeps the settings, stops the timers, then the engine and what is recorded of it; the window goes last."""
        self.preferences.change(geometry=self.window.geometry_text())
        self.preferences.save()
        self.display.close()
        self.window.toast.close_quietly()
        self.bridge.close()
        self.recording.close()
