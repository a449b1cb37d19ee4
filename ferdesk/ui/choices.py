"""From the user to models, detector and display: every choice is remembered and carried out here. Nothing waits."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ferdesk.core import paths
from ferdesk.core.description import Survey
from ferdesk.core.errors import NotDescribedError
from ferdesk.core.types import MOST_MODELS, Failure, ModelStatus
from ferdesk.ui.bridge import Bridge, Library, Pipeline
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.opening import Opening, file_dialog
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.stored_sessions import is_session
from ferdesk.ui.window import Window

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry

ADDING: Final = "adding a model"
MODEL_SUFFIX: Final = ".onnx"
IN_ROOM: Final = str(QT_TR_NOOP("Close the room view first, then open this."))
FIRST_MODEL: Final = "cnn-level1"
"""What a first start uses without waiting for the whole list to be read."""


class Choices(QObject):
    """Models, detector, processor, and how things are shown.

    Attributes:
        files: Those of the models chosen last that were named by their file.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    models_listed = Signal(tuple)
    """Every model file there is, as `ModelEntry`."""
    description_needed = Signal(Path, Survey)
    session_dropped = Signal(Path)

    def __init__(self, pipeline: Pipeline, library: Library, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._library = library
        self._bridge = bridge
        self._preferences = preferences
        self._wanted: tuple[str, ...] = ()
        self.files: tuple[str, ...] = ()
        self._checking = ""

    def attach(self, window: Window, panels: Panels, display: Display, opening: Opening) -> None:
        """Names what it speaks to; called once."""
        self._window = window
        self._panels = panels
        self._display = display
        self._opening = opening

    def begin(self, models: tuple[str, ...], detector: str | None, provider: str | None) -> None:
        """The first choices: those named, else those remembered."""
        settings = self._preferences.now
        self._preferences.change(detector=detector or settings.detector, provider=provider or settings.provider)
        self._panels.controls.show_settings(self._preferences.now)
        self._pipeline.choose_provider(self._preferences.now.provider)
        self._pipeline.choose_detector(self._preferences.now.detector)
        first = models or settings.models
        if not first and (paths.shipped_models() / f"{FIRST_MODEL}{MODEL_SUFFIX}").is_file():
            first = (FIRST_MODEL,)
        if first:
            self._choose(first)
        self.list_models()

    def continue_from(self, former: "Choices") -> None:
        """Takes over what was chosen in another window."""
        self._wanted, self.files = former._wanted, former.files  # noqa: SLF001 - of its own kind

    def list_models(self) -> None:
        self._bridge.submit("models", self._library.entries, self._on_models_listed)

    def _on_models_listed(self, listed: object) -> None:
        entries: Sequence[ModelEntry] = listed if isinstance(listed, tuple) else ()
        titles = {entry.name: entry.spec.title for entry in entries if entry.spec is not None}
        self._panels.controls.models.show_entries(entries)
        self._panels.scores.set_titles(titles)
        self.models_listed.emit(tuple(entries))
        if not any(name in titles or name.endswith(MODEL_SUFFIX) for name in self._wanted):
            best = max((entry for entry in entries if entry.spec is not None), key=_accuracy, default=None)
            if best is not None:
                self._choose((best.name,))
            else:
                self._display.show_no_model()

    def on_models_chosen(self, names: tuple[str, ...]) -> None:
        self._preferences.change(models=names)
        self._choose(names)

    def _choose(self, names: tuple[str, ...]) -> None:
        self._wanted = names
        self.files = tuple(name for name in names if name.endswith(MODEL_SUFFIX))
        self._pipeline.choose_models(names)

    def on_models_changed(self, status: ModelStatus) -> None:
        """What could be loaded is what is wanted from now on."""
        self._wanted = status.models

    def on_detector_chosen(self, name: str) -> None:
        self._preferences.change(detector=name)
        self._pipeline.choose_detector(name)

    def on_provider_chosen(self, name: str) -> None:
        self._preferences.change(provider=name)
        self._pipeline.choose_provider(name)

    def on_smoothing_changed(self, strength: float) -> None:
        self._preferences.change(smoothing=strength)
        self._display.live.set_strength(strength)

    def on_threshold_changed(self, threshold: float) -> None:
        self._preferences.change(threshold=threshold)
        self._display.refresh()

    def on_timeline_chosen(self, length_s: int) -> None:
        self._preferences.change(timeline_s=length_s)
        self._panels.timeline.set_length(length_s)
        self._display.draw_timeline()

    def on_mirror_toggled(self, on: bool) -> None:
        self._preferences.change(mirror=on)
        self._panels.video.set_mirror(wanted=on)

    def choose_theme(self, name: str) -> Callable[[], None]:
        """What to call to have this theme."""

        def choose() -> None:
            self._preferences.change(theme=name)
            self.theme_chosen.emit(name)

        return choose

    def choose_language(self, language: str) -> Callable[[], None]:
        """What to call to have this language."""

        def choose() -> None:
            if language != self._preferences.now.language:
                self.language_chosen.emit(language)

        return choose

    def show_panel(self, name: str) -> Callable[[bool], None]:
        """What to call to show or put away a panel."""

        def show(on: bool) -> None:
            others = tuple(hidden for hidden in self._preferences.now.hidden_panels if hidden != name)
            self._preferences.change(hidden_panels=others if on else (*others, name))
            self._window.panels[name].setVisible(on)

        return show

    def on_add_model_requested(self) -> None:
        dialog = file_dialog(self._window, tr("Add a model"), self._preferences.now.folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Models ({suffixes})", suffixes=f"*{MODEL_SUFFIX}"))
        dialog.fileSelected.connect(self._on_model_file_chosen)
        dialog.open()

    def _on_model_file_chosen(self, path: str) -> None:
        self.add_model(Path(path))

    def add_model(self, path: Path) -> None:
        """Has a model file checked and kept; it becomes active when it is good."""
        self._end_checking()
        self._checking = tr("Checking {file}…", file=path.name)
        self._window.banner.say(self._checking)
        self._bridge.submit(ADDING, partial(self._add_or_survey, path), partial(self._on_model_added, path))

    def _add_or_survey(self, path: Path) -> "ModelEntry | Survey":
        """On the jobs thread: the model, or where it says nothing of itself what can be seen of it."""
        try:
            return self._library.add(path)
        except NotDescribedError:
            return self._library.survey(path)

    def on_failed(self, failure: Failure) -> None:
        if failure.stage == ADDING:
            self._end_checking()

    def _end_checking(self) -> None:
        self._window.banner.put_away(self._checking)

    def _on_model_added(self, path: Path, added: object) -> None:
        self._end_checking()
        if isinstance(added, Survey):
            self.description_needed.emit(path, added)
            return
        name = getattr(added, "name", "")
        self.take_up(name, tr("{file} was checked and added as {name}.", file=path.name, name=name))

    def take_up(self, name: str, told: str) -> None:
        """Says that a model was added, makes it active and lists it."""
        self._window.banner.say(told)
        if name not in self._display.models:
            self.on_models_chosen((*self._display.models, name)[-MOST_MODELS:])
        self.list_models()

    def on_paths_dropped(self, dropped: list[Path]) -> None:
        """Adds models, opens sessions and anything else; of several files the first one counts."""
        path = dropped[0]
        is_model = path.suffix.lower() == MODEL_SUFFIX
        if is_session(path):
            self.session_dropped.emit(path)
        elif not self._window.commands["add_model" if is_model else "file"].isEnabled():
            self._window.toast.say(tr(IN_ROOM))
        elif is_model:
            self.add_model(path)
        else:
            self._opening.open(str(path))


def _accuracy(entry: "ModelEntry") -> float:
    accuracy = None if entry.spec is None else entry.spec.accuracy
    return 0.0 if accuracy is None else accuracy.value
