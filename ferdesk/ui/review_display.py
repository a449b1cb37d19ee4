"""What of a stored session is shown: whose curves, which model's answers, and what was said in the picture."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ferdesk.core.history import Curves
from ferdesk.core.reviewed import Gap, StoredModel
from ferdesk.core.types import NO_TRACK, Observation
from ferdesk.ui.bridge import Bridge
from ferdesk.ui.display import Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.canvas import Badges
from ferdesk.ui.review_player import ReviewPlayer
from ferdesk.ui.scene import Scene, Shown
from ferdesk.ui.steps import Steps
from ferdesk.ui.window import Window

if TYPE_CHECKING:
    from ferdesk.session.stored import StoredSession

_CURVES_MS: Final = 40
"""Curves are asked for once the mouse rests so long."""


class ReviewDisplay(QObject):
    """Keeps the view of the open session up to date.

    Attributes:
        session: What is looked at; None while there is none.
        model: Key of the model whose answers are shown.
        face: Number of the face whose curves are shown.
    """

    def __init__(self, bridge: Bridge, player: ReviewPlayer) -> None:
        super().__init__()
        self._bridge = bridge
        self._player = player
        self._gaps: Sequence[Gap] = ()
        self._seen: Observation | None = None
        self.session: StoredSession | None = None
        self.model = ""
        self.face = NO_TRACK
        self._loading = Steps(bridge, "curves of a session")
        self._curves_due = QTimer(self)
        self._curves_due.setSingleShot(True)
        self._curves_due.timeout.connect(self._ask_for_curves)

    def attach(self, window: Window, panels: Panels) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._view = view = panels.review
        window.commands["next_face"].triggered.connect(self._on_next_face)
        window.commands["previous_face"].triggered.connect(self._on_previous_face)
        view.curves.range_changed.connect(self._on_range_changed)
        view.canvas.face_selected.connect(self.choose_face)
        view.side.face_chosen.connect(self.choose_face)
        view.side.model_chosen.connect(self.choose_model)
        self._player.moved.connect(self._show_time)
        self._player.shown.connect(self._on_shown)

    def begin(self, session: "StoredSession", gaps: Sequence[Gap]) -> None:
        """Another session, from its start."""
        facts, view = session.facts, self._view
        self.session, self._gaps, self._seen = session, gaps, None
        self.face = facts.faces[0].number if facts.faces else NO_TRACK
        self.model = facts.models[0].key if facts.models else ""
        view.where.setText(f"{facts.title} · {facts.folder.name}")
        view.again.setEnabled(facts.video)
        view.side.show_faces(facts.faces, self.face)
        view.canvas.show_scene(None)
        self.show_models()
        self._player.begin(session)
        self._player.seek(facts.start_s)
        self._load()

    def end(self) -> None:
        """Nothing is looked at any more."""
        self.session = None
        self._curves_due.stop()
        self._player.begin(None)
        self._loading.cancel()
        self._view.show_doing("")

    def show_models(self) -> None:
        """The models that there are by now."""
        if self.session is not None:
            models = self.session.facts.models
            self._view.side.show_models(models, self.model)
            comparable = len(models) > 1
            self._view.compare.setEnabled(comparable)
            for button in self._view.disagreements:
                button.setEnabled(comparable)

    @property
    def titles(self) -> dict[str, str]:
        """The models' names for people, by their keys."""
        models: tuple[StoredModel, ...] = () if self.session is None else self.session.facts.models
        return {model.key: model.title for model in models}

    def choose_face(self, number: int) -> None:
        if self.session is not None and number != self.face:
            self.face = number
            self._view.side.show_faces(self.session.facts.faces, number)
            self._show_scene()
            self._load()

    def choose_model(self, key: str) -> None:
        self.model = key
        self.show_models()
        self._show_scene()
        self._load()

    def _load(self) -> None:
        """Reads the answers of the chosen model for the chosen face, then draws them."""
        if self.session is not None and self.model:
            work = self.session.load(self.face, self.model)
            self._loading.run(work, _done, lambda _nothing: self._curves_due.start(0))

    def _on_range_changed(self, low_s: float, high_s: float) -> None:
        self._view.scrubber.show_range(low_s, high_s)
        if not self._loading.running:
            self._curves_due.start(_CURVES_MS)

    def _ask_for_curves(self) -> None:
        if self.session is not None and self.model:
            work = partial(self.session.curves, self.face, self.model, *self._view.curves.shown)
            self._bridge.submit("curves of a session, drawn", work, partial(self._on_curves, self.session))

    def _on_curves(self, session: object, made: object) -> None:
        if session is self.session and isinstance(made, tuple):
            places, curves = made
            if isinstance(curves, Curves):
                self._view.curves.show_curves(places, curves)

    def _on_next_face(self) -> None:
        if self.session is not None:
            self._view.canvas.select_next()

    def _on_previous_face(self) -> None:
        if self.session is not None:
            self._view.canvas.select_previous()

    def _show_time(self) -> None:
        if self.session is not None:
            self._view.show_time(self._player.time_s, self.session.facts.duration_s)

    def _on_shown(self, seen: Observation) -> None:
        self._seen = seen
        self._show_scene()
        if self.session is not None and self.session.video_problem:
            self._window.banner.say(self.session.video_problem, "warning")

    def _show_scene(self) -> None:
        seen, session = self._seen, self.session
        if seen is None or session is None:
            return
        faces = []
        for reading in seen.readings:
            said = tuple(each for each in reading.predictions if each.model == self.model)
            # With another model's answer its label would be taken for this one's.
            faces.append(Shown(replace(reading, predictions=said), tuple(each.probabilities for each in said)))
        scene = Scene(seen.frame, tuple(faces), self.face, self.model, session.facts.threshold)
        now_s = self._player.time_s
        gap = next((gap for gap in self._gaps if gap.start_s + 1e-3 < now_s < gap.end_s - 1e-3), None)
        here = tr("Scores only") if seen.frame.position_s is None else ""
        self._view.canvas.set_badges(Badges("", here, "" if gap is None else gap.reason, dimmed=gap is not None))
        self._view.canvas.show_scene(scene)
        self._view.side.show_scene(scene)


def _done(_nothing: object) -> None:
    """Nobody waits for it."""
