"""One model's part of the snapshot: what it says, its map with the bar of colours, and every class in a strip."""

from typing import Final

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ferdesk.core.explanation import Explanation
from ferdesk.core.labels import INDEX
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.base import GRID, ElidedLabel, label, restyle
from ferdesk.ui.panels.flow import FlowLayout
from ferdesk.ui.panels.heatmap import ClassTile, ColourBar, MapView, Sheet
from ferdesk.ui.theme import Colors

METHODS: Final = {
    str(QT_TR_NOOP("Grad-CAM")): str(QT_TR_NOOP("Grad-CAM: bright where evidence for the emotion lies")),
    str(QT_TR_NOOP("contribution of each HOG cell")): str(
        QT_TR_NOOP("HOG cells: orange adds to the score, purple takes away")
    ),
    str(QT_TR_NOOP("occlusion sensitivity")): str(
        QT_TR_NOOP("Occlusion: orange where covering lowers the score, purple where it raises it")
    ),
}
"""What the view says of each method, by the name that the engine gives it."""
WAITING: Final = str(QT_TR_NOOP("Making the heat maps…"))


class ModelCard(QWidget):
    """A model and its heat maps."""

    emotion_chosen = Signal(str)

    def __init__(self, colors: Colors, title: str) -> None:
        super().__init__()
        self._colors = colors
        self._title = title
        self._sheet: Sheet | None = None
        self.heading = ElidedLabel(title, "title")
        self.message = label(tr(WAITING), "muted", wraps=True)
        self.map = MapView()
        self.bar = ColourBar(colors)
        self.tiles: list[ClassTile] = []
        self._strip = QWidget()
        self._flow = FlowLayout(self._strip, gap=GRID, line_gap=GRID)
        self._maps = QWidget()
        row = QHBoxLayout(self._maps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.map, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.bar, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._strip, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self.heading, self.message, self._maps):
            column.addWidget(widget)
        self._maps.hide()

    @property
    def explanation(self) -> Explanation | None:
        """What is shown, None while there is nothing."""
        return None if self._sheet is None else self._sheet.explanation

    def set_colors(self, colors: Colors) -> None:
        self._colors = self.bar.colors = colors
        for tile in self.tiles:
            tile.colors = colors

    def wait(self) -> None:
        """The maps shown so far are of another face; new ones are being made."""
        self._sheet = None
        self._say(tr(WAITING), "muted")

    def refuse(self, reason: str) -> None:
        """There will be no maps."""
        self._sheet = None
        self._say(tr("There is no heat map of this model. {reason}", reason=said(reason)), "warning")

    def show_explanation(self, explanation: Explanation, *, mirrored: bool) -> None:
        self._sheet = Sheet(explanation, mirrored=mirrored)
        for tile in self.tiles:
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [ClassTile(self._colors, self._sheet, place) for place in range(len(explanation.layers))]
        for tile in self.tiles:
            tile.clicked.connect(self._on_tile_clicked)
            self._flow.addWidget(tile)
        self._maps.show()

    def show_choice(self, emotion: str | None, opacity: float) -> None:
        """Shows the map of an emotion, or for None of the top class; opacity 0...1."""
        if self._sheet is None:
            return
        explanation = self._sheet.explanation
        place = explanation.place_of(emotion)
        shown = explanation.spec.labels[place]
        share = explanation.prediction.probabilities[INDEX[shown]]
        self.heading.setText(f"{explanation.spec.title}: {emotion_title(shown)} {share:.0%}")
        words = tr(METHODS[explanation.method])
        if emotion is not None and emotion != shown:
            unknown = emotion_title(emotion)
            words = tr("This model knows no {emotion}: its top class is shown. {method}", emotion=unknown, method=words)
        self._say("\n".join(filter(None, (words, said(explanation.caution)))), "muted")
        self.message.setToolTip(said(explanation.reason))
        self.map.show_map(self._sheet, place, opacity)
        self.bar.show_scale(explanation, place)
        for tile in self.tiles:
            tile.opacity = opacity
            tile.setChecked(tile.emotion == shown)
            tile.update()

    def _on_tile_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, ClassTile):
            self.emotion_chosen.emit(tile.emotion)

    def _say(self, words: str, kind: str) -> None:
        self.message.setText(words)
        self.message.setToolTip("")
        if self.message.property("kind") != kind:
            self.message.setProperty("kind", kind)
            restyle(self.message)
        self._maps.setVisible(self._sheet is not None)
        if self._sheet is None:
            self.heading.setText(self._title)
