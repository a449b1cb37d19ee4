"""What was posed, as a tester says it while models are compared, and how each model did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Signal

from ferdesk.core.judged import Judged, judge
from ferdesk.ui.display import Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.window import Window

_NO_FACE: Final = str(QT_TR_NOOP("No face is selected in this picture, so nothing was labelled. Click a face first."))


@dataclass(frozen=True, slots=True)
class Moment:
    """A label, when and for which face it was entered, and what each model answered then."""

    label: str
    time_s: float
    face: int
    answers: Mapping[str, str]


class Labelling(QObject):
    """The labels of this run.

    Attributes:
        moments: Oldest first; one for each frame and face at most.
        labels: Classes of the models that are judged.
    """

    posed = Signal(str, float, int)
    """A label was entered: the emotion, the frame's `perf_counter` seconds, the face's number."""
    taken_back = Signal(float, int)
    """The label of that frame and face is not meant any more."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[Moment] = []
        self.labels: Mapping[str, tuple[str, ...]] = {}

    def attach(self, window: Window, panels: Panels) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._panels = panels
        panels.comparison.posing.posed.connect(self.on_posed)
        panels.comparison.posing.take_back_requested.connect(self.on_take_back_requested)

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Each model against what was posed; empty while nothing was."""
        if not self.moments:
            return ()
        truths = [moment.label for moment in self.moments]
        return tuple(
            judge(model, labels, truths, [moment.answers.get(model) for moment in self.moments])
            for model, labels in self.labels.items()
        )

    def judge_by(self, labels: Mapping[str, tuple[str, ...]]) -> None:
        """These models are judged from now on; what they said of earlier moments counts where they were there."""
        self.labels = labels
        self._show()

    def on_posed(self, label: str) -> None:
        """The selected face of the picture on screen was asked to show this."""
        scene = self._panels.video.canvas.scene
        face = None if scene is None else scene.selected_face
        if scene is None or face is None:
            self._window.banner.say(tr(_NO_FACE), "warning")
            return
        time_s, number = scene.frame.time_s, face.track_id
        self._forget(time_s, number)
        answers = {said.model: said.label for said in face.reading.predictions}
        self.moments.append(Moment(label, time_s, number, answers))
        self.posed.emit(label, time_s, number)
        self._show()

    def on_take_back_requested(self) -> None:
        if self.moments:
            last = self.moments[-1]
            self._forget(last.time_s, last.face)
            self._show()

    def _forget(self, time_s: float, face: int) -> None:
        kept = [moment for moment in self.moments if (moment.time_s, moment.face) != (time_s, face)]
        if len(kept) < len(self.moments):
            self.moments = kept
            self.taken_back.emit(time_s, face)

    def _show(self) -> None:
        self._panels.comparison.show_judged(self.judged, len(self.moments))
