"""A stranger's model from the moment it is met: the dialog that asks, the live preview, and the answer that is saved.

The model is tried, run and written on the jobs thread; the window never waits for it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from ferdesk.core.description import Description, Handling, Preview, Survey
from ferdesk.core.errors import FerdeskError
from ferdesk.core.types import Face, Failure, Frame, Observation
from ferdesk.ui.bridge import Bridge, Library
from ferdesk.ui.choices import Choices
from ferdesk.ui.describe_dialog import DescribeDialog
from ferdesk.ui.display import Panels
from ferdesk.ui.languages import tr
from ferdesk.ui.window import Window

PREVIEWING: Final = "previewing a model"
SAVING: Final = "describing a model"
EVERY_S: Final = 0.15
"""Between two previews of a moving picture: often enough to follow a face, and the live models keep the processor."""


class Describing(QObject):
    """Runs the dialog.

    Attributes:
        dialog: None while no model is being described.
    """

    def __init__(self, library: Library, bridge: Bridge) -> None:
        super().__init__()
        self._library = library
        self._bridge = bridge
        self._file = ""
        self._asking = False
        self._asked_s = 0.0
        self._refused: Handling | None = None
        self.dialog: DescribeDialog | None = None

    def attach(self, window: Window, panels: Panels, choices: Choices) -> None:
        """Names what it speaks to, and listens to it; called once, after the display listens to the bridge."""
        self._window = window
        self._panels = panels
        self._choices = choices
        choices.description_needed.connect(self.on_description_needed)
        self._bridge.observed.connect(self.on_observed)
        self._bridge.failed.connect(self.on_failed)

    def on_description_needed(self, path: Path, survey: Survey) -> None:
        if self.dialog is not None:
            self.dialog.finish()
        self._file, self._asking, self._refused = path.name, False, None
        self.dialog = DescribeDialog(self._window, survey, self._panels.scores.colors)
        self.dialog.handling_changed.connect(self._ask)
        self.dialog.description_given.connect(self._save)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()
        self._ask()

    def on_observed(self, observations: list[Observation]) -> None:
        """Shows what the newest picture makes of it."""
        if observations[-1].frame.time_s - self._asked_s >= EVERY_S:
            self._ask()

    def _ask(self) -> None:
        """Has a preview made of the picture that is on screen, one at a time."""
        handling = None if self.dialog is None else self.dialog.handling
        if self._asking or handling is None or handling == self._refused:
            return
        frame, face = self._on_screen()
        self._asking = True
        self._asked_s = 0.0 if frame is None else frame.time_s
        work = partial(_attempt, partial(self._library.preview, handling, frame, face))
        self._bridge.submit(PREVIEWING, work, partial(self._on_previewed, handling))

    def _on_screen(self) -> tuple[Frame | None, Face | None]:
        """The picture and its selected face, or the largest one."""
        scene = self._panels.video.canvas.scene
        if scene is None or not scene.faces:
            return None, None
        chosen = scene.selected_face or max(scene.faces, key=lambda shown: shown.reading.face.box.area)
        return scene.frame, chosen.reading.face

    def _on_previewed(self, handling: Handling, seen: object) -> None:
        self._asking = False
        if self.dialog is None:
            return
        if handling != self.dialog.handling:
            self._ask()  # the form has changed meanwhile
        elif isinstance(seen, Preview):
            self.dialog.show_preview(handling, seen)
        elif isinstance(seen, str):
            self._refused = handling
            self.dialog.refuse(seen)

    def _save(self, description: Description) -> None:
        work = partial(_attempt, partial(self._library.describe, description))
        self._bridge.submit(SAVING, work, self._on_saved)

    def _on_saved(self, saved: object) -> None:
        if self.dialog is None:
            return
        if isinstance(saved, str):
            self.dialog.refuse(saved)
            return
        self.dialog.finish()
        name = getattr(saved, "name", "")
        self._choices.take_up(
            name, tr("{file} was added as {name}. Its description is saved beside it.", file=self._file, name=name)
        )

    def on_failed(self, failure: Failure) -> None:
        """A defect; the banner has said it."""
        if self.dialog is not None and failure.stage in (PREVIEWING, SAVING):
            self._asking = False
            self._refused = self.dialog.handling
            self.dialog.refuse(failure.message)

    def _on_closed(self) -> None:
        self.dialog = None
        self._bridge.submit("forgetting a model", self._library.forget, _done)


def _attempt(work: Callable[[], object]) -> object:
    """What the work gives, or the sentence of what it failed with."""
    try:
        return work()
    except FerdeskError as error:
        return str(error)


def _done(_nothing: object) -> None:
    """Nobody waits for it."""
