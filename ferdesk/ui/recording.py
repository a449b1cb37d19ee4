"""From the user to the recorder: what is to be kept, since when, and how it ended. Nothing here waits or writes."""

import time
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Signal

from ferdesk.core import paths
from ferdesk.core.recording import Baseline, Marker, ModelFacts, Plan, RecordingState, RecordingStatus
from ferdesk.core.types import Failure, ModelStatus, SourceStatus
from ferdesk.ui.banner import Action
from ferdesk.ui.bridge import Bridge, Pipeline, Recorder, Recordings
from ferdesk.ui.choices import Choices
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.transport import clock
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.record_dialog import RecordDialog, RecordingWish
from ferdesk.ui.window import Window

STAGE: Final = "recording"
REVIEW: Final = str(QT_TR_NOOP("Review"))
NO_SOURCE: Final = str(QT_TR_NOOP("Open a camera, a file or the demo first, then record."))
STILL_FINISHING: Final = str(QT_TR_NOOP("The last recording is still being finished."))
ANOTHER_SOURCE: Final = str(QT_TR_NOOP("The recording was ended because another source was opened."))
BADGES: Final = {
    (False, False): str(QT_TR_NOOP("{time} · scores")),
    (True, False): str(QT_TR_NOOP("{time} · scores + video")),
    (False, True): str(QT_TR_NOOP("{time} · scores · {unsaved} not saved")),
    (True, True): str(QT_TR_NOOP("{time} · scores + video · {unsaved} not saved")),
}
"""What is said while recording: by whether the video is kept, and whether something could not be."""


class Recording(QObject):
    """The recording, while there is one.

    Attributes:
        state: Of the recording; None while there is none.
    """

    review_requested = Signal(Path)
    began = Signal()

    def __init__(self, recordings: Recordings, pipeline: Pipeline, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._recordings = recordings
        self._pipeline = pipeline
        self._bridge = bridge
        self._preferences = preferences
        self._recorder: Recorder | None = None
        self._models = ModelStatus((), "")
        self._began_s = 0.0
        self._asked = False  # the recorder, to start
        self._last: RecordingStatus | None = None
        self.state: RecordingState | None = None

    def attach(self, window: Window, panels: Panels, display: Display, choices: Choices) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._panels = panels
        self._display = display
        self._choices = choices
        window.commands["record"].triggered.connect(self.on_record_requested)
        window.status.record.clicked.connect(window.commands["record"].trigger)
        window.commands["record"].enabledChanged.connect(window.status.record.setEnabled)
        self._bridge.ticked.connect(self.on_ticked)
        self._bridge.models_changed.connect(self.on_models_changed)
        self._bridge.source_changed.connect(self.on_source_changed)
        self._bridge.failed.connect(self.on_failed)

    @property
    def is_on(self) -> bool:
        """Whether what happens now is kept."""
        return self.state is RecordingState.RECORDING

    @property
    def folder(self) -> Path:
        """Where sessions go."""
        chosen = self._preferences.now.sessions_folder
        return Path(chosen) if chosen else paths.sessions()

    def seconds_at(self, time_s: float) -> float:
        """A moment, `time.perf_counter()` seconds, as seconds since the recording began."""
        return max(time_s - self._began_s, 0.0)

    def on_record_requested(self) -> None:
        """Asks what to record, or ends the recording."""
        status = self._display.status
        if self.state in (RecordingState.STARTING, RecordingState.RECORDING):
            self.stop()
        elif self.state is RecordingState.FINISHING:
            self._window.toast.say(tr(STILL_FINISHING))
        elif status is None or not status.state.has_picture:
            self._window.toast.say(tr(NO_SOURCE))
        else:
            dialog = RecordDialog(self._window, self.folder)
            dialog.start_requested.connect(self.start)
            dialog.open()

    def start(self, wish: RecordingWish) -> None:
        """Begins to record what is on screen."""
        if wish.folder != self.folder:
            own = wish.folder == paths.sessions()
            self._preferences.change(sessions_folder="" if own else str(wish.folder))
        self._asked, self._last = False, None
        self._enter(RecordingState.STARTING)
        self._bridge.submit(STAGE, self._prepare, partial(self._on_prepared, wish))

    def _prepare(self) -> tuple[Recorder, tuple[ModelFacts, ...]]:
        """On the jobs thread: what a recording needs is slow to load and to find out."""
        return self._recorder or self._recordings.recorder(), self._facts()

    def _facts(self) -> tuple[ModelFacts, ...]:
        return self._recordings.facts(self._models.models, self._choices.files, self._models.provider)

    def _on_prepared(self, wish: RecordingWish, prepared: object) -> None:
        status, settings = self._display.status, self._preferences.now
        if not isinstance(prepared, tuple) or status is None:
            return
        self._recorder, models = prepared
        if self._recorder is None or self.state is not RecordingState.STARTING:
            return  # the user has changed their mind
        self._began_s = time.perf_counter()
        self._recorder.start(
            Plan(
                source=status.address,
                title=status.title,
                live=status.live,
                detector=settings.detector,
                models=models,
                video=wish.video,
                consent=wish.consent,
                folder=wish.folder,
                threshold=settings.threshold,
                smoothing=settings.smoothing,
            )
        )
        self._asked = True
        self._pipeline.observe_with(self._recorder.add)

    def stop(self) -> None:
        """Ends the recording; what it is made into follows by itself."""
        self._pipeline.observe_with(None)
        if self._recorder is not None and self._asked:
            self._recorder.stop()
            self._enter(RecordingState.FINISHING)
        else:
            self._enter(None)

    def on_opening(self) -> None:
        """Another source's pictures and faces have numbers of their own: they belong to another session."""
        if self.state in (RecordingState.STARTING, RecordingState.RECORDING):
            self.stop()
            self._window.banner.say(tr(ANOTHER_SOURCE))

    def end(self) -> None:
        """Ends the recording, if there is one."""
        if self.state in (RecordingState.STARTING, RecordingState.RECORDING):
            self.stop()

    def mark(self, marker: Marker) -> None:
        """Keeps a marker; only while it `is_on`."""
        if self._recorder is not None and self.is_on:
            self._recorder.mark(marker)

    def on_posed(self, label: str, time_s: float, face: int) -> None:
        """Keeps what a face was asked to show at a moment."""
        if self._recorder is not None and self.is_on:
            self._recorder.pose(label, face, time_s, time_s)

    def on_pose_taken_back(self, time_s: float, face: int) -> None:
        """Notes that the label of that moment and face is not meant any more; what was written stays written."""
        self._note("pose taken back", f"face {face}", time_s)

    def keep_baseline(self, baseline: Baseline) -> None:
        """Keeps a baseline with the session, if there is one."""
        if self._recorder is not None and self.is_on:
            self._recorder.baseline(baseline)

    def review(self, folder: Path) -> None:
        """Asks for a session to be opened."""
        self.review_requested.emit(folder)

    def close(self) -> None:
        """Ends a recording at the end of everything; waits, with a limit, until it is safe."""
        self._pipeline.observe_with(None)
        if self._recorder is not None:
            if self.state is not None:
                self._window.hide()  # a window that does not answer looks like a failure
            self._recorder.close()

    def on_models_changed(self, status: ModelStatus) -> None:
        self._models = status
        if self.is_on:
            self._bridge.submit("models of the recording", self._facts, self._on_facts_found)
            self._note("models", ", ".join(status.models))

    def _on_facts_found(self, facts: object) -> None:
        if self._recorder is not None and self.is_on and isinstance(facts, tuple):
            self._recorder.use_models(facts)

    def on_source_changed(self, status: SourceStatus) -> None:
        self._note("source", f"{status.state}: {status.message}" if status.message else status.state)

    def on_failed(self, failure: Failure) -> None:
        if failure.stage == STAGE and self.state is RecordingState.STARTING:
            self._enter(None)
        self._note("failure", failure.message)

    def _note(self, kind: str, text: str, time_s: float | None = None) -> None:
        if self._recorder is not None and self.is_on:
            self._recorder.note(kind, text, time.perf_counter() if time_s is None else time_s)

    def on_ticked(self) -> None:
        """Hears how the recording is going."""
        if self._recorder is None or self.state is None:
            return
        for told in self._recorder.take():
            if isinstance(told, RecordingStatus):
                self._on_status(told)
                continue
            self._window.banner.say(said(told.message), "error")
            if self.state is RecordingState.STARTING and self._last is None:
                self._leave()  # it has not even tried
        if self.is_on:
            self._show()

    def _on_status(self, status: RecordingStatus) -> None:
        before, self._last = self.state, status
        if status.state is RecordingState.DONE:
            self._on_done(status)
        elif status.state is RecordingState.FAILED:
            self._on_ended_by_failure(status)
        elif before is not RecordingState.FINISHING:  # what was on its way when it was stopped is old
            if status.state is RecordingState.FINISHING:
                self._pipeline.observe_with(None)
            self._enter(status.state)
            if status.message:
                self._window.banner.say(said(status.message), "warning")
            if before is RecordingState.STARTING and self.is_on:
                self._show()
                self.began.emit()

    def _on_done(self, status: RecordingStatus) -> None:
        self._leave()
        if status.folder is None:
            return
        text, severity = tr("The recording is kept in {folder}.", folder=status.folder), "info"
        if status.unsaved:
            text = tr(
                "The recording is kept in {folder}, but for {unsaved} pictures that came too fast.",
                folder=status.folder,
                unsaved=status.unsaved,
            )
            severity = "warning"
        self._window.banner.say(text, severity, Action(tr(REVIEW), partial(self.review, status.folder)))

    def _on_ended_by_failure(self, status: RecordingStatus) -> None:
        self._leave()
        kept = status.folder is not None and status.frames > 0
        action = Action(tr(REVIEW), partial(self.review, status.folder)) if kept and status.folder is not None else None
        self._window.banner.say(said(status.message), "error", action)

    def _leave(self) -> None:
        self._pipeline.observe_with(None)
        self._enter(None)

    def _enter(self, state: RecordingState | None) -> None:
        self.state = state
        self._window.show_recording(on=self.is_on)
        self._window.commands["record"].setText(tr("&Record…") if state is None else tr("Stop &recording"))
        self._show()

    def _show(self) -> None:
        """The mark in the window; the one in the title follows the state alone."""
        text = {
            RecordingState.STARTING: tr("Recording starts…"),
            RecordingState.FINISHING: tr("Finishing the recording…"),
            RecordingState.RECORDING: self._badge(),
        }.get(self.state or RecordingState.DONE, "")
        self._window.status.show_recording(text)
        self._panels.video.show_recording(text if self.is_on else "")

    def _badge(self) -> str:
        if self._last is None:
            return ""
        template = BADGES[self._last.video, self._last.unsaved > 0]
        elapsed = clock(self.seconds_at(time.perf_counter()))
        return tr(template, time=elapsed, unsaved=self._last.unsaved)
