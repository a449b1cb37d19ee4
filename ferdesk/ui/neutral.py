"""A face's neutral baseline: taken on request, counted down over the picture, shown beside the scores."""

import math
import time
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject

from ferdesk.core.baseline import BASELINE_S, BaselineSamples
from ferdesk.core.recording import Baseline
from ferdesk.core.types import NO_TRACK, Observation, SourceState, SourceStatus
from ferdesk.ui.bridge import Bridge
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.languages import said, tr
from ferdesk.ui.recording import Recording
from ferdesk.ui.window import Window

NO_FACE: Final = str(QT_TR_NOOP("Select a face first, then record its baseline."))
CANCELLED: Final = str(QT_TR_NOOP("The baseline was not recorded."))
NOT_SEEN: Final = str(
    QT_TR_NOOP("No baseline was recorded: the face was not seen, or no model is active. Face the camera and try again.")
)
LATE_S: Final = 1.0
"""A source that stands still ends a baseline this much later than its pictures would."""


class Neutral(QObject):
    """The baseline that is being taken, and those that were.

    Attributes:
        baselines: The latest of each face and model of the current source.
    """

    def __init__(self, bridge: Bridge, recording: Recording) -> None:
        super().__init__()
        self._bridge = bridge
        self._recording = recording
        self._samples: BaselineSamples | None = None
        self.baselines: dict[tuple[int, str], Baseline] = {}

    def attach(self, window: Window, panels: Panels, display: Display) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._scores = panels.scores
        self._display = display
        window.commands["baseline"].triggered.connect(self.on_baseline_requested)
        self._bridge.observed.connect(self.on_observed)
        self._bridge.ticked.connect(self.on_ticked)
        self._bridge.source_changed.connect(self.on_source_changed)
        self._recording.began.connect(self.on_recording_began)

    def continue_from(self, former: "Neutral") -> None:
        """Takes over what another window has recorded."""
        self.baselines = former.baselines
        self._show()

    def on_baseline_requested(self) -> None:
        """Begins with the selected face, or gives up the one that is being taken."""
        live = self._display.live
        if self._samples is not None:
            self.give_up()
        elif live.selected == NO_TRACK or live.selected_face is None:
            self._window.toast.say(tr(NO_FACE))
        else:
            self._samples = BaselineSamples(live.selected, time.perf_counter())
            self._window.commands["baseline"].setText(tr("Give up the &baseline"))
            self._count_down(BASELINE_S)

    def give_up(self) -> None:
        """Takes no baseline, if one is being taken."""
        if self._samples is not None:
            self._end(tr(CANCELLED))

    def on_observed(self, observations: list[Observation]) -> None:
        for observation in observations:
            if self._samples is not None:
                self._samples.add(observation)
                self._go_on(observation.frame.time_s)

    def on_ticked(self) -> None:
        """Goes on without pictures, too."""
        if self._samples is not None:
            self._go_on(time.perf_counter() - LATE_S)

    def _go_on(self, now_s: float) -> None:
        if self._samples is None:
            return
        left_s = self._samples.left_s(now_s)
        if left_s > 0:
            self._count_down(min(self._samples.left_s(time.perf_counter()), BASELINE_S))
        else:
            self._finish(self._samples)

    def _count_down(self, left_s: float) -> None:
        if self._samples is not None:
            face, seconds = self._samples.face, math.ceil(left_s)
            self._window.toast.hold(
                tr(
                    "Neutral baseline of face {face}: rest your face and look here, {seconds} s",
                    face=face,
                    seconds=seconds,
                )
            )

    def _finish(self, samples: BaselineSamples) -> None:
        taken = samples.results()
        self._end("")
        if not taken:
            self._window.banner.say(tr(NOT_SEEN), "warning")
            return
        for baseline in taken:
            self.baselines[baseline.face, baseline.model] = baseline
            self._recording.keep_baseline(baseline)
        self._show()
        doubts = dict.fromkeys(baseline.warning for baseline in taken if baseline.warning)
        for doubt in doubts:
            self._window.banner.say(said(doubt), "warning")
        if not doubts:
            self._window.banner.say(
                tr("The neutral baseline of face {face} is there: it is shown beside its values.", face=samples.face)
            )

    def _end(self, words: str) -> None:
        self._samples = None
        self._window.commands["baseline"].setText(tr("Record neutral &baseline (10 s)"))
        self._window.toast.hold("")
        if words:
            self._window.toast.say(words)

    def _show(self) -> None:
        self._scores.set_baselines({key: baseline.probabilities for key, baseline in self.baselines.items()})
        self._display.refresh()

    def on_source_changed(self, status: SourceStatus) -> None:
        """Another source has other faces behind the same numbers."""
        if status.state is SourceState.OPENING:
            self.give_up()
            self.baselines.clear()
            self._show()

    def on_recording_began(self) -> None:
        """What was taken before belongs to the session, too."""
        for baseline in self.baselines.values():
            self._recording.keep_baseline(baseline)
