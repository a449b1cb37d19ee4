"""What of a stored session is shown: whose curves, which model's answers, and what was said in the picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ferdesk.core.compare import Figures
from ferdesk.core.history import Curves
from ferdesk.core.label_lanes import NO_LANES, Lanes, lanes_of
from ferdesk.core.reviewed import Gap, StoredModel
from ferdesk.core.types import MOST_MODELS, NO_TRACK, Observation
from ferdesk.ui.bridge import Bridge
from ferdesk.ui.display import Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.canvas import Badges
from ferdesk.ui.panels.comparison_head import lettered
from ferdesk.ui.review_player import ReviewPlayer
from ferdesk.ui.scene import Scene, Shown
from ferdesk.ui.steps import Steps
from ferdesk.ui.stored_sessions import ShippedSessions
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
        figures: The comparison of all models over all of the session, once it is worked out.
    """

    def __init__(self, sessions: ShippedSessions, bridge: Bridge, player: ReviewPlayer) -> None:
        super().__init__()
        self._sessions = sessions
        self._bridge = bridge
        self._player = player
        self._gaps: Sequence[Gap] = ()
        self._seen: Observation | None = None
        self.session: StoredSession | None = None
        self.model = ""
        self.face = NO_TRACK
        self.figures: Figures | None = None
        self._loading = Steps(bridge, "curves of a session")
        self._comparing = Steps(bridge, "labels of a session")
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
        view.curves.show_lanes(NO_LANES, {}, 0.0)
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
        self._forget_figures()
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

    def take_in_models(self) -> None:
        """There are more models than before."""
        self._forget_figures()
        self.show_models()
        self._player.look_again()
        self._compare()

    def _forget_figures(self) -> None:
        self._comparing.cancel()
        self.figures = None

    def _compare(self) -> None:
        """Compares the models once, for the lanes of their labels and for whoever asks."""
        session = self.session
        if session is None or self.figures is not None or self._comparing.running:
            return
        if 1 < len(session.facts.models) <= MOST_MODELS:
            work = self._sessions.compare(session, session.facts.start_s, session.facts.duration_s)
            self._comparing.run(work, _done, self._on_compared)

    def _on_compared(self, figures: object) -> None:
        if isinstance(figures, Figures):
            self.figures = figures
            self._curves_due.start(0)

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
            self._loading.run(work, _done, self._on_loaded)

    def _on_loaded(self, _nothing: object) -> None:
        self._curves_due.start(0)
        self._compare()

    def _on_range_changed(self, low_s: float, high_s: float) -> None:
        self._view.scrubber.show_range(low_s, high_s)
        if not self._loading.running:
            self._curves_due.start(_CURVES_MS)

    def _ask_for_curves(self) -> None:
        if self.session is not None and self.model:
            work = partial(_thinned, self.session, (self.face, self.model), self.figures, self._view.curves.shown)
            self._bridge.submit("curves of a session, drawn", work, partial(self._on_thinned, self.session))

    def _on_thinned(self, session: object, made: object) -> None:
        if session is self.session and isinstance(made, _Thinned):
            self._view.curves.show_curves(made.places, made.curves)
            if made.lanes is not None:
                named = {key: lettered(place, title) for place, (key, title) in enumerate(self.titles.items())}
                self._view.curves.show_lanes(made.lanes, named, made.end_s)

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


@dataclass(frozen=True, slots=True, eq=False)
class _Thinned:
    """What is drawn until `end_s`; the lanes only where the models have been compared."""

    places: tuple[int, ...]
    curves: Curves
    lanes: Lanes | None
    end_s: float


def _thinned(
    session: "StoredSession", of: tuple[int, str], figures: Figures | None, shown: tuple[float, float]
) -> _Thinned:
    """On the jobs thread: the curves and lanes of a face, the curves those of one model, between two times."""
    (face, model), (start_s, end_s) = of, shown
    lanes = None if figures is None else lanes_of(figures, figures.stretches, face, end_s, end_s - start_s)
    return _Thinned(*session.curves(face, model, start_s, end_s), lanes, end_s)


def _done(_nothing: object) -> None:
    """Nobody waits for it."""
