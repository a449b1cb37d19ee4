"""From the user to the live streams: what goes out, since when, and how it ended. Nothing here waits or sends."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from ferdesk.core.recording import MARKER_KEYS, Marker
from ferdesk.core.streaming import ForeignMarker, StreamPlan, StreamStatus
from ferdesk.core.types import Failure, ModelStatus
from ferdesk.ui.bridge import Bridge, Pipeline, StreamMaker, Streams
from ferdesk.ui.display import Panels
from ferdesk.ui.languages import said, tr
from ferdesk.ui.marking import Marking
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.recording import Recording
from ferdesk.ui.stream_dialog import StreamOutDialog
from ferdesk.ui.window import Window

STAGE: Final = "streaming"
LISTENER: Final = "streams"


class Streaming(QObject):
    """The live stream, while there is one. It is never on by itself: only host and port are remembered.

    Attributes:
        plan: What is being sent, or was asked for last.
        is_on: Something is being sent, or is about to be.
    """

    def __init__(self, make: StreamMaker, pipeline: Pipeline, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._make = make
        self._pipeline = pipeline
        self._bridge = bridge
        self._preferences = preferences
        self._streams: Streams | None = None
        self._models: tuple[str, ...] = ()
        self._status = StreamStatus(False)
        self.plan = StreamPlan(osc_host=preferences.now.osc_host, osc_port=preferences.now.osc_port)
        self.is_on = False

    def attach(self, window: Window, panels: Panels, recording: Recording, marking: Marking) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._timeline = panels.timeline
        self._recording = recording
        self._marking = marking
        window.commands["stream_out"].triggered.connect(self.on_requested)
        window.status.stream.clicked.connect(self.on_requested)
        marking.pressed.connect(self.on_marker)
        self._bridge.ticked.connect(self.on_ticked)
        self._bridge.models_changed.connect(self.on_models_changed)
        self._bridge.failed.connect(self.on_failed)

    def on_requested(self) -> None:
        """Asks what to send, or shows what is being sent."""
        self._window.commands["stream_out"].setChecked(self.is_on)  # Qt has changed it with the click
        dialog = StreamOutDialog(self._window, self.plan, on=self.is_on)
        dialog.start_requested.connect(self.start)
        dialog.stop_requested.connect(self.stop)
        dialog.open()

    def start(self, plan: StreamPlan) -> None:
        """Begins to send."""
        if self.is_on:
            return
        self.plan, self._status = plan, StreamStatus(True)
        self._preferences.change(osc_host=plan.osc_host, osc_port=plan.osc_port)
        self._enter(on=True)
        self._bridge.submit(STAGE, partial(_either, self._streams, self._make), self._on_made)

    def _on_made(self, made: object) -> None:
        if not self.is_on or made is None:
            return  # the user has changed their mind
        self._streams = made  # type: ignore[assignment]
        if self._streams is not None:
            self._streams.start(replace(self.plan, models=self._models))
            self._pipeline.observe_with(self._streams.add, LISTENER)

    def stop(self) -> None:
        """Ends the stream, if there is one."""
        if not self.is_on:
            return
        self._pipeline.observe_with(None, LISTENER)
        if self._streams is not None:
            self._streams.stop()
        self._enter(on=False)

    def close(self) -> None:
        """Ends the stream at the end of everything; waits, with a limit."""
        self._pipeline.observe_with(None, LISTENER)
        if self._streams is not None:
            self._streams.close()

    def on_models_changed(self, status: ModelStatus) -> None:
        self._models = status.models
        if self._streams is not None and self.is_on:
            self._streams.use_models(status.models)

    def on_failed(self, failure: Failure) -> None:
        if failure.stage == STAGE and self.is_on:
            self._enter(on=False)

    def on_marker(self, marker: Marker) -> None:
        """A key was pressed in ferdesk."""
        if self._streams is not None and self.is_on:
            self._streams.mark(marker)

    def on_ticked(self) -> None:
        """Hears how the stream is going."""
        if self._streams is None:
            return
        for told in self._streams.take():
            match told:
                case StreamStatus():
                    self._on_status(told)
                case ForeignMarker():
                    self._on_foreign_marker(told)
                case Failure():
                    self._window.banner.say(said(told.message), "error")

    def _on_status(self, status: StreamStatus) -> None:
        self._status = status
        if self.is_on and not status.on:
            self.stop()  # it has ended by itself; the reason was told
        elif self.is_on:
            self._show()

    def _on_foreign_marker(self, marker: ForeignMarker) -> None:
        text = f"{marker.source}: {marker.text}"
        self._recording.mark(Marker(marker.time_s, MARKER_KEYS[0], text))
        self._timeline.add_mark(marker.time_s, MARKER_KEYS[0])
        self._window.toast.say(tr("Marker of another program: {marker}", marker=text))

    def _enter(self, *, on: bool) -> None:
        self.is_on = on
        self._marking.streamed = on
        self._window.commands["stream_out"].setChecked(on)
        self._show()

    def _show(self) -> None:
        """The mark in the status bar: what goes out, where to, and how much."""
        lines = [
            tr("Scores and markers are sent to other programs; pictures are not."),
            *self._places(),
            tr(
                "Pictures whose scores were sent: {sent}. Left out: {missed}.",
                sent=self._status.sent,
                missed=self._status.missed,
            ),
        ]
        ways = " + ".join(way for way, on in (("LSL", self.plan.lsl), ("OSC", self.plan.osc)) if on)
        shown = tr("Streaming out · {ways}", ways=ways) if self.is_on else ""
        self._window.status.show_stream(shown, "\n".join(lines), beyond=self.plan.leaves_computer)

    def _places(self) -> list[str]:
        places = []
        if self.plan.lsl:
            near = tr("LabStreamingLayer: on this computer only.")
            places.append(tr("LabStreamingLayer: for other computers, too.") if self.plan.lsl_network else near)
        if self.plan.osc:
            places.append(tr("OSC: to {host}, port {port}.", host=self.plan.osc_host, port=self.plan.osc_port))
        return places


def _either(there: Streams | None, make: StreamMaker) -> Streams:
    """On the jobs thread, because making is slow the first time."""
    return there or make()
