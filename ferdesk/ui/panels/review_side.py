"""Beside the picture of a stored session: whose curves are shown, what was said at this moment, and all moments."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ferdesk.core.reviewed import SeenFace, StoredModel
from ferdesk.core.types import MOST_MODELS, Floats
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, ElidedChoice, ElidedLabel, section
from ferdesk.ui.panels.comparison_head import lettered
from ferdesk.ui.panels.moments import Moments
from ferdesk.ui.panels.scores import Bars
from ferdesk.ui.scene import Scene
from ferdesk.ui.theme import Colors

_MOST_FACES = 100


class ReviewSide(QWidget):
    """A column of choices, bars and moments."""

    face_chosen = Signal(int)
    model_chosen = Signal(str)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._baselines: Mapping[tuple[int, str], Floats] = {}
        self.face = ElidedChoice(tr("Face whose curves are shown"))
        self.face.setMinimumContentsLength(6)
        self.face.activated.connect(self._on_face_activated)
        self.model = ElidedChoice(tr("Model whose results are shown"))
        self.model.activated.connect(self._on_model_activated)
        self.headline = ElidedLabel("", "headline")
        self.detail = ElidedLabel("", "muted")
        self.bars = Bars(colors)
        self.moments = Moments(colors)
        choices = QHBoxLayout()
        choices.setSpacing(2 * GRID)
        choices.addWidget(self.face, 2)
        choices.addWidget(self.model, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(choices)
        column.addWidget(self.headline)
        column.addWidget(self.detail)
        column.addWidget(self.bars)
        column.addSpacing(GRID)
        column.addWidget(section(tr("MOMENTS"), self.moments.list))
        column.addWidget(self.moments, 1)

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self.bars.colors = colors
        self.bars.update()
        self.moments.set_colors(colors)

    def show_faces(self, faces: Sequence[SeenFace], chosen: int) -> None:
        """The faces, those seen most often first."""
        with QSignalBlocker(self.face):
            self.face.clear()
            for face in faces[:_MOST_FACES]:
                self.face.addItem(tr("Face {number}", number=face.number), face.number)
            if self.face.findData(chosen) < 0 and chosen > 0:
                self.face.addItem(tr("Face {number}", number=chosen), chosen)
            self.face.setCurrentIndex(max(self.face.findData(chosen), 0))
        self.face.setEnabled(bool(faces))

    def show_models(self, models: Sequence[StoredModel], chosen: str) -> None:
        """The models, those of the recording first; by letters, too, where they are compared."""
        compared = 1 < len(models) <= MOST_MODELS
        with QSignalBlocker(self.model):
            self.model.clear()
            for place, model in enumerate(models):
                self.model.addItem(lettered(place, model.title) if compared else model.title, model.key)
            self.model.setCurrentIndex(max(self.model.findData(chosen), 0))
        self.model.setEnabled(bool(models))

    def show_baselines(self, baselines: Mapping[tuple[int, str], Floats]) -> None:
        """By face and model; shown beside the values."""
        self._baselines = baselines

    def show_scene(self, scene: Scene) -> None:
        """What the chosen model said of the chosen face in this picture."""
        face = scene.selected_face
        said = None
        if face is not None:
            said = next((each for each in face.reading.predictions if each.model == scene.model), None)
        self.bars.setVisible(said is not None)
        if face is None or said is None:
            self.headline.setText("–")
            text = tr("This face is not in this picture.")
            self.detail.setText(text if face is None else tr("This model did not answer here."))
            return
        verdict = face.verdict(face.reading.predictions.index(said), scene.threshold)
        title = emotion_title(verdict.emotion)
        self.headline.setText(title if verdict.sure else tr("Not sure"))
        share = f"{verdict.confidence:.0%}"
        leaning = tr("{share} likely", share=share)
        self.detail.setText(leaning if verdict.sure else tr("{emotion} leads with {share}", emotion=title, share=share))
        baseline = self._baselines.get((face.track_id, said.model))
        self.bars.show_values(said.probabilities, said.probabilities, scene.threshold, baseline)

    def _on_face_activated(self, row: int) -> None:
        self.face_chosen.emit(self.face.itemData(row))

    def _on_model_activated(self, row: int) -> None:
        self.model_chosen.emit(self.model.itemData(row))
