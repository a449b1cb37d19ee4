"""From the engine to the panels: what has come is remembered, put together, and shown."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from ferdesk.core.types import (
    DetectorStatus,
    Failure,
    ModelStatus,
    Observation,
    SourceState,
    SourceStatus,
)
from ferdesk.ui.languages import said
from ferdesk.ui.live import Live
from ferdesk.ui.meter import Meter
from ferdesk.ui.panels.comparison import ComparisonPanel
from ferdesk.ui.panels.controls import ControlsPanel
from ferdesk.ui.panels.explanation import ExplanationPanel
from ferdesk.ui.panels.review import ReviewPanel
from ferdesk.ui.panels.room import RoomPanel
from ferdesk.ui.panels.scores import ScoresPanel
from ferdesk.ui.panels.timeline import TimelinePanel
from ferdesk.ui.panels.video import VideoPanel
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.scene import Scene
from ferdesk.ui.window import Window

STATUS_MS = 500


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """The panels by their own types, for whoever speaks to them."""

    video: VideoPanel
    scores: ScoresPanel
    timeline: TimelinePanel
    controls: ControlsPanel
    explanation: ExplanationPanel
    comparison: ComparisonPanel
    room: RoomPanel
    review: ReviewPanel


class Display(QObject):
    """Keeps every panel up to date.

    Attributes:
        status: Of the open source, None before the first.
        models: Names of the active models.
    """

    def __init__(self, window: Window, panels: Panels, preferences: Preferences) -> None:
        super().__init__()
        self._window = window
        self._panels = panels
        self._preferences = preferences
        self._meter = Meter()
        self._frame_of: Observation | None = None
        self._shut = False
        self._shown_model = ""
        self._lost_message = ""
        self.live = Live(preferences.now.smoothing)
        self.status: SourceStatus | None = None
        self.models: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(STATUS_MS)
        self._timer.timeout.connect(self._on_status_due)
        self._timer.start()

    @property
    def position_s(self) -> float | None:
        """Place in the file of the picture that is shown."""
        return None if self._frame_of is None else self._frame_of.frame.position_s

    def close(self) -> None:
        self._timer.stop()

    def continue_from(self, former: "Display") -> None:
        """Takes over what another window has seen; the events that say where things stand come after this."""
        self.live, self.status = former.live, former.status
        self._frame_of = former._frame_of  # noqa: SLF001 - of its own kind
        self._shown_model = former._shown_model  # noqa: SLF001

    def refresh(self) -> None:
        """Shows the newest picture again, after a choice has changed how it looks."""
        if self._frame_of is None:
            return
        threshold = self._preferences.now.threshold
        scene = Scene(self._frame_of.frame, self.live.faces, self.live.selected, self._shown_model, threshold)
        self._panels.video.show_scene(scene)
        self._panels.scores.show_scene(scene)
        if self._panels.comparison.isVisible():
            self._panels.comparison.show_scene(scene)

    def shut(self, *, shut: bool) -> None:
        """Nothing of the faces that were seen is kept or shown any more; while shut, what still comes is not either."""
        self._shut = shut
        self._forget_faces()
        self._panels.video.forget()

    def _forget_faces(self) -> None:
        self.live.clear()
        self._frame_of = None
        self._panels.scores.forget()
        self.draw_timeline()

    def draw_timeline(self) -> None:
        """Draws the curves as they are now."""
        timeline = self._panels.timeline
        past = self.live.curves(self._shown_model, timeline.length_s)
        emotions, curves = past if past is not None else ((), None)
        timeline.show_curves(emotions, curves, self.live.now_s)

    def on_observed(self, observations: list[Observation]) -> None:
        if self.status is not None and not self.status.state.has_picture:
            return  # on its way when the source was closed
        self._meter.take(observations, time.perf_counter())
        if self._shut:
            return  # on its way when the room was entered, or a preview of the room
        self.live.take(observations)
        self._frame_of = observations[-1]
        self.refresh()
        if self._panels.timeline.is_due():
            self.draw_timeline()

    def on_source_changed(self, status: SourceStatus) -> None:
        if self.status is None or status.address != self.status.address or not status.state.has_picture:
            self._meter.clear()
            self._forget_faces()
        self.status = status
        self._panels.video.show_status(status)
        self._panels.controls.source.show_status(status)
        self._tell_state(status)
        self._window.show_source(status.title)

    def _tell_state(self, status: SourceStatus) -> None:
        banner = self._window.banner
        if status.state is SourceState.PLAYING and self._lost_message:
            banner.put_away(self._lost_message)
            self._lost_message = ""
        if status.state is SourceState.LOST:
            self._lost_message = said(status.message)
        if status.state is SourceState.FAILED:
            banner.put_away(said(status.message))  # it is said where the picture would be
        elif status.message:
            banner.say(said(status.message), "warning")

    def on_models_changed(self, status: ModelStatus) -> None:
        self.models = status.models
        if self._shown_model not in status.models:
            self._shown_model = status.models[0] if status.models else ""
        self._panels.controls.show_models(status)
        self._panels.scores.show_models(status.models, self._shown_model)
        self._panels.video.show_provider(status.provider)
        self._window.status.show_models(status)
        self.refresh()

    def show_no_model(self) -> None:
        """Nothing is being loaded any more, and there is no model."""
        self._panels.scores.show_models((), "")

    def on_detector_changed(self, status: DetectorStatus) -> None:
        self._panels.controls.show_detector(status)

    def on_failed(self, failure: Failure) -> None:
        if failure.stage == "model" and not self.models:
            self.show_no_model()
        self._window.banner.say(said(failure.message), "warning" if failure.stage == "settings" else "error")

    def on_face_selected(self, track_id: int) -> None:
        self.live.select(track_id)
        self.refresh()
        self.draw_timeline()

    def on_model_chosen(self, name: str) -> None:
        """Shows the results of another of the active models."""
        self._shown_model = name
        self._panels.scores.show_models(self.models, name)
        self.refresh()
        self.draw_timeline()

    def _on_status_due(self) -> None:
        self._window.status.show_reading(self._meter.read(time.perf_counter()))
