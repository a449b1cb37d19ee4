"""Compares the active models while they run. Figures are worked out on the jobs thread; the window only remembers."""

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.received import Received, receive
from ferdesk.core.recent import Recent, Setting, Summed, Taken
from ferdesk.core.types import Failure, ModelStatus, Observation, SourceState, SourceStatus
from ferdesk.ui.bridge import Bridge, Comparer
from ferdesk.ui.choices import Choices
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.labelling import Labelling
from ferdesk.ui.languages import tr
from ferdesk.ui.opening import file_dialog
from ferdesk.ui.panels.comparison_sheet import Column
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.settings import COMPARED_S
from ferdesk.ui.window import Window

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry

_FIGURES: Final = "comparing"
_EVERY_S: Final = 0.5
"""Figures are worked out no more often."""
_PAUSE: Final = 9
"""Nor do they take more than a tenth of the jobs thread: after each, a pause of so many times what it took."""


class Comparing(QObject):
    """The comparison, while it is open.

    Attributes:
        labelling: What was posed; its signals are for whoever records.
    """

    labelling_changed = Signal(bool)
    """Whether the keys 1 to 7 are for labels now."""

    def __init__(self, comparer: Comparer, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._comparer = comparer
        self._bridge = bridge
        self._preferences = preferences
        self._open = False
        self._provider = ""
        self._entries: dict[str, ModelEntry] = {}
        self._recent: Recent | None = None
        self._asked = self._answered = 0
        self._next_s = 0.0
        self._input = ""
        self.labelling = Labelling()

    def attach(self, window: Window, panels: Panels, display: Display, choices: Choices) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._panels = panels
        self._display = display
        self._choices = choices
        self._view = view = panels.comparison
        command = window.commands["compare"]
        self.labelling.attach(window, panels)
        command.toggled.connect(self.on_toggled)
        window.commands["snapshot"].toggled.connect(self.on_snapshot_toggled)
        view.live_requested.connect(command.trigger)
        view.window_chosen.connect(self.on_window_chosen)
        view.export_requested.connect(self.on_export_requested)
        view.input_wanted.connect(self.on_input_wanted)
        view.sheet.input_left.connect(self.on_input_left)
        view.posing.toggled.connect(self._tell_labelling)
        view.set_window(self._preferences.now.compared_s)
        self._bridge.observed.connect(self.on_observed)
        self._bridge.models_changed.connect(self.on_models_changed)
        self._bridge.source_changed.connect(self.on_source_changed)
        self._bridge.failed.connect(self.on_failed)
        choices.models_listed.connect(self.on_models_listed)

    @property
    def is_labelling(self) -> bool:
        """Whether the keys 1 to 7 are for labels."""
        return self._view.isVisible() and self._view.posing.on

    def _tell_labelling(self) -> None:
        self.labelling_changed.emit(self.is_labelling)

    def on_toggled(self, on: bool) -> None:
        """Puts the models side by side, or goes back to the live view."""
        self._open = False
        self._window.commands["snapshot"].setChecked(False)
        self._open = on
        body, picture = self._window.body, self._panels.video
        if on:
            self._view.hold_picture(picture)
            self._begin()
        else:
            self._recent = None
            body.take_back(picture)
        body.show_alone(self._view if on else None)
        self._display.refresh()
        picture.canvas.setFocus()
        self._tell_labelling()

    def on_snapshot_toggled(self, on: bool) -> None:
        """The comparison makes room for a frozen picture and comes back after it."""
        if self._open and not on:
            self._window.body.show_alone(self._view)
            self._display.refresh()
        self._tell_labelling()

    def _begin(self) -> None:
        """Starts to remember, with the models that are active now."""
        self._recent = None
        self._next_s = 0.0
        self._answered = self._asked = self._asked + 1  # what is still being worked out is for nobody
        models = self._display.models
        if any(model not in self._entries for model in models) and self._choices.files:
            work = partial(self._describe, self._choices.files)
            self._bridge.submit("describing models", work, self._on_described)
        self._remember({model: self._classes_of(model) for model in models})

    def _classes_of(self, model: str) -> tuple[str, ...]:
        entry = self._entries.get(model)
        return () if entry is None or entry.spec is None else entry.spec.labels

    def _remember(self, labels: dict[str, tuple[str, ...]]) -> None:
        """Shows a column for each model; figures begin once the classes of all of them are known."""
        columns = [
            Column(model, self._panels.scores.title_of(model), classes, self._entries.get(model), self._provider)
            for model, classes in labels.items()
        ]
        self._view.show_models(columns)
        if labels and all(labels.values()):
            self._recent = Recent(labels, max(COMPARED_S))
        self.labelling.judge_by(labels)

    def _describe(self, files: tuple[str, ...]) -> "tuple[ModelEntry, ...]":
        return tuple(self._comparer.describe(Path(file)) for file in files)

    def _on_described(self, described: object) -> None:
        if isinstance(described, tuple):
            self.on_models_listed((*self._entries.values(), *described))

    def on_models_listed(self, entries: "tuple[ModelEntry, ...]") -> None:
        """What is known of the model files."""
        before = [self._entries.get(model) for model in self._display.models]
        self._entries.update({entry.name: entry for entry in entries if entry.spec is not None})
        if self._open and before != [self._entries.get(model) for model in self._display.models]:
            self._begin()

    def on_models_changed(self, status: ModelStatus) -> None:
        self._provider = status.provider
        if self._open:
            self._begin()

    def on_source_changed(self, status: SourceStatus) -> None:
        """Another source has other faces."""
        if self._open and status.state is SourceState.OPENING:
            self._begin()

    def on_observed(self, observations: list[Observation]) -> None:
        if not self._open:
            return
        if self._recent is None:
            self._learn(observations[-1])
        if self._recent is not None:
            for observation in observations:
                self._recent.add(observation)
            self._ask()

    def _learn(self, observation: Observation) -> None:
        """A model without a description shows its classes by what it says."""
        labels = {model: self._classes_of(model) for model in self._display.models}
        for said in (said for reading in observation.readings[:1] for said in reading.predictions):
            if not labels.get(said.model, EMOTIONS):
                labels[said.model] = tuple(EMOTIONS[place] for place in np.flatnonzero(np.isfinite(said.probabilities)))
        if labels and all(labels.values()):
            self._remember(labels)

    def on_window_chosen(self, window_s: int) -> None:
        self._preferences.change(compared_s=window_s)
        self._view.set_window(window_s)
        self._next_s = 0.0
        self._answered = self._asked
        self._ask()

    def _ask(self) -> None:
        """Has the last seconds worked out, unless that is being done or was done a moment ago."""
        if self._recent is None or self._asked != self._answered or time.perf_counter() < self._next_s:
            return
        self._asked += 1
        taken = self._recent.last(self._preferences.now.compared_s)
        self._bridge.submit(_FIGURES, partial(_worked_out, taken), partial(self._on_worked_out, self._asked))

    def _on_worked_out(self, number: int, answer: object) -> None:
        if number != self._asked or not isinstance(answer, tuple):
            return
        summed, took_s = answer
        self._answered = number
        self._next_s = time.perf_counter() + max(_EVERY_S, _PAUSE * took_s)
        self._view.show_summed(summed)

    def on_failed(self, failure: Failure) -> None:
        if failure.stage == _FIGURES:
            self._answered = self._asked

    def on_input_wanted(self, model: str) -> None:
        """Makes the input that a model received in the picture on screen, and shows it."""
        self._input = model
        scene = self._panels.video.canvas.scene
        face = None if scene is None else scene.selected_face
        entry = self._entries.get(model)
        if scene is not None and face is not None and entry is not None and entry.spec is not None:
            work = partial(receive, scene.frame, face.reading.face, model, entry.spec.preprocess)
            self._bridge.submit("input of a model", work, self._on_received)

    def on_input_left(self) -> None:
        self._input = ""

    def _on_received(self, received: object) -> None:
        if isinstance(received, Received) and received.model == self._input and self._view.isVisible():
            self._view.show_input(received)

    def on_export_requested(self) -> None:
        if self._recent is None:
            return
        status = self._display.status
        source = "" if status is None else status.title
        entries = [self._entries[model] for model in self._display.models if model in self._entries]
        setting = Setting(source, self._preferences.now.detector, self._provider, entries)
        taken = self._recent.last(self._preferences.now.compared_s)
        dialog = file_dialog(self._window, tr("Save the comparison in a new folder"), self._preferences.now.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # No folder is ever written into: a number is added where there is one.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile("comparison")
        dialog.fileSelected.connect(partial(self._on_path_chosen, taken, setting))
        dialog.open()

    def _on_path_chosen(self, taken: Taken, setting: Setting, path: str) -> None:
        self._preferences.change(folder=str(Path(path).parent))
        work = partial(self._comparer.save, taken, setting, self.labelling.judged, Path(path))
        self._bridge.submit("saving the comparison", work, self._on_saved)

    def _on_saved(self, folder: object) -> None:
        self._window.banner.say(
            tr("Saved in {folder}: report.html, comparison.json, agreement.csv and confusion.csv.", folder=folder)
        )


def _worked_out(taken: Taken) -> tuple[Summed, float]:
    """On the jobs thread: the figures, and how long they took in seconds."""
    began_s = time.perf_counter()
    return taken.summed_up(), time.perf_counter() - began_s
