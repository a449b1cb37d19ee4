"""Freezes the picture and has it explained. The maps are made on the jobs thread; the window never waits for them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject
from PySide6.QtWidgets import QFileDialog

from ferdesk.core.errors import FerdeskError
from ferdesk.core.explanation import Explanation
from ferdesk.core.types import NO_TRACK, Face, Failure, Frame, ModelStatus
from ferdesk.ui.bridge import Bridge, Explaining
from ferdesk.ui.choices import Choices
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.languages import Number, said, tr
from ferdesk.ui.opening import file_dialog
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.scene import Scene, Shown
from ferdesk.ui.window import Window

_EXPLAINING: Final = "explaining "
_NO_PICTURE: Final = (
    "camera",
    str(QT_TR_NOOP("No picture to freeze yet")),
    str(QT_TR_NOOP("Open a camera, a file or the demo first, then come back.")),
)
_NO_FACE: Final = (
    "face",
    str(QT_TR_NOOP("No face in this picture")),
    str(QT_TR_NOOP("Go back and freeze another moment, or choose the detector for far faces.")),
)
_NO_MODEL: Final = (
    "model",
    str(QT_TR_NOOP("No model is active")),
    str(QT_TR_NOOP("Tick one in the list of models, and its heat map comes.")),
)


class Snapshot(QObject):
    """The frozen picture, while there is one.

    Attributes:
        frozen: What was on screen when the key was pressed, with the face that is explained; None while live.
    """

    def __init__(self, explaining: Explaining, bridge: Bridge, preferences: Preferences) -> None:
        super().__init__()
        self._explaining = explaining
        self._bridge = bridge
        self._preferences = preferences
        self._open = False
        self._number = 0
        self._source = ""
        self.frozen: Scene | None = None

    def attach(self, window: Window, panels: Panels, display: Display, choices: Choices) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._panels = panels
        self._display = display
        self._choices = choices
        view, command = panels.explanation, window.commands["snapshot"]
        command.toggled.connect(self.on_toggled)
        panels.video.explain.clicked.connect(command.trigger)
        view.live_requested.connect(command.trigger)
        view.face_selected.connect(self.on_face_selected)
        view.save_requested.connect(self.on_save_requested)
        self._bridge.models_changed.connect(self.on_models_changed)
        self._bridge.failed.connect(self.on_failed)

    def on_toggled(self, on: bool) -> None:
        """Freezes what is on screen, or goes back to the live picture."""
        self._open = on
        self._number += 1  # what is still being made is for nobody
        self.frozen = self._freeze() if on else None
        view = self._panels.explanation
        mirrored = self._panels.video.canvas.mirrored
        view.show_frozen(self.frozen, self._where(self.frozen), mirrored=mirrored)
        if on:
            self._explain()
        self._window.body.show_alone(view if on else None)
        (view.canvas if on and self.frozen else view.live if on else self._panels.video.canvas).setFocus()

    def _freeze(self) -> Scene | None:
        """What is on screen, but with what the models say of this one picture instead of smoothed values."""
        scene = self._panels.video.canvas.scene
        if scene is None:
            return None
        faces = tuple(
            Shown(face.reading, tuple(one.probabilities for one in face.reading.predictions)) for face in scene.faces
        )
        scene = replace(scene, faces=faces)
        if scene.selected_face is None and scene.faces:
            largest = max(scene.faces, key=lambda face: face.reading.face.box.area)
            return replace(scene, selected=largest.track_id)
        return scene

    def _where(self, scene: Scene | None) -> str:
        status = self._display.status
        self._source = status.title if status is not None else ""
        if scene is None:
            return ""
        at_s, number = scene.frame.position_s, scene.frame.index
        if at_s is None:
            return tr("{source} · picture {number}", source=self._source, number=number)
        return tr(
            "{source} at {seconds} s · picture {number}",
            source=self._source,
            seconds=f"{Number(at_s):.2f}",
            number=number,
        )

    def on_face_selected(self, track_id: int) -> None:
        """Explains another face of the frozen picture."""
        if self.frozen is not None and track_id not in (NO_TRACK, self.frozen.selected):
            self.frozen = replace(self.frozen, selected=track_id)
            self._panels.explanation.canvas.show_scene(self.frozen)
            self._explain()

    def on_models_changed(self, status: ModelStatus) -> None:
        """Opens the models ahead, so that maps come soon after the key; explains them if a picture is frozen."""
        self._bridge.submit("opening models", partial(self._prepare, status.models, self._choices.files), _done)
        if self._open:
            self._explain()

    def _prepare(self, models: Sequence[str], files: Sequence[str]) -> None:
        self._explaining.keep(models, files)
        for model in models:
            self._attempt(partial(self._explaining.open, model))

    def _explain(self) -> None:
        """Asks for the maps of the selected face, one job a model, or says why there are none."""
        self._number += 1
        view, models = self._panels.explanation, self._display.models
        face = None if self.frozen is None else self.frozen.selected_face
        view.save.setEnabled(False)
        if self.frozen is None:
            self._say(*_NO_PICTURE)
        elif face is None:
            self._say(*_NO_FACE)
        elif not models:
            self._say(*_NO_MODEL)
        else:
            view.wait_for({model: self._panels.scores.title_of(model) for model in models})
            for model in models:
                work = partial(self._make, self._number, self.frozen.frame, face.reading.face, model)
                self._bridge.submit(f"{_EXPLAINING}{model}", work, partial(self._on_made, self._number, model))

    def _say(self, icon: str, title: str, hint: str) -> None:
        self._panels.explanation.say(icon, tr(title), tr(hint))

    def _make(self, number: int, frame: Frame, face: Face, model: str) -> object:
        """On the jobs thread: the maps, the reason why there are none, or None when nobody waits any more."""
        if number != self._number:
            return None
        return self._attempt(partial(self._explaining.explain, frame, face, model))

    @staticmethod
    def _attempt(work: Callable[[], object]) -> object:
        """What the work gives, or the sentence of what it failed with."""
        try:
            return work()
        except FerdeskError as error:
            return str(error)

    def _on_made(self, number: int, model: str, made: object) -> None:
        if number != self._number:
            return
        if isinstance(made, Explanation):
            self._panels.explanation.show_explanation(made)
        elif isinstance(made, str):
            self._panels.explanation.refuse(model, said(made))

    def on_failed(self, failure: Failure) -> None:
        """A defect: the banner has said it, and nothing more will come of that model."""
        if self._open and failure.stage.startswith(_EXPLAINING):
            self._panels.explanation.refuse(failure.stage.removeprefix(_EXPLAINING), said(failure.message))

    def on_save_requested(self) -> None:
        if self.frozen is None:
            return
        dialog = file_dialog(self._window, tr("Save the heat maps"), self._preferences.now.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # No file is ever replaced: a number is added where there is one.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(tr("Figure and numbers ({suffixes})", suffixes="*.png"))
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"snapshot-{self.frozen.frame.index}-face{self.frozen.selected}.png")
        dialog.fileSelected.connect(self._on_path_chosen)
        dialog.open()

    def _on_path_chosen(self, path: str) -> None:
        self._preferences.change(folder=str(Path(path).parent))
        self.save(Path(path))

    def save(self, path: Path) -> None:
        """Writes a figure and its numbers for each model that has been explained."""
        view = self._panels.explanation
        if view.explanations:
            work = partial(self._explaining.save, view.explanations, view.emotion, self._source, path)
            self._bridge.submit("saving the snapshot", work, self._on_saved)

    def _on_saved(self, written: object) -> None:
        if not isinstance(written, tuple):
            return
        names = ", ".join(path.name for path in written)
        folder = written[0].parent
        text = tr("Saved in {folder}: {names}, each with its numbers as JSON.", folder=folder, names=names)
        self._window.banner.say(text)


def _done(_nothing: object) -> None:
    """Nobody waits for models to be opened ahead."""
