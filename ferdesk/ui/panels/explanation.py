"""The snapshot: a frozen picture, and on which places of a face in it each active model's answer depends."""

from collections.abc import Mapping
from typing import ClassVar, Final

from PySide6.QtCore import QT_TR_NOOP, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ferdesk.core.explanation import NOTE, Explanation
from ferdesk.core.labels import EMOTIONS
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.base import GRID, ElidedChoice, ElidedLabel, Panel, label, section
from ferdesk.ui.panels.canvas import Canvas
from ferdesk.ui.panels.empty import EmptyState
from ferdesk.ui.panels.explained import ModelCard
from ferdesk.ui.scene import Scene
from ferdesk.ui.theme import Colors

TOP_CLASS: Final = str(QT_TR_NOOP("Each model's top class"))
_OPACITY: Final = 75
_SIDE_BY_SIDE: Final = 800
"""From this width on, px, the picture stands beside the maps."""
_PICTURE: Final = 64 * GRID


class ExplanationPanel(Panel):
    """Shows a frozen picture and its maps; everything in it is of that one picture."""

    name: ClassVar[str] = "explanation"
    title: ClassVar[str] = str(QT_TR_NOOP("Snapshot"))

    face_selected = Signal(int)
    save_requested = Signal()
    live_requested = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self.cards: dict[str, ModelCard] = {}
        self.canvas = Canvas(colors)
        self.canvas.setAccessibleName(tr("Frozen picture"))
        self.canvas.face_selected.connect(self.face_selected)
        self.where = ElidedLabel("", "muted")
        self.save = QPushButton(tr("Save…"))
        self.save.setAccessibleName(tr("Save the heat maps"))
        self.save.setToolTip(tr("Save a figure (PNG) and its numbers (JSON) for each model"))
        self.save.clicked.connect(self.save_requested)
        self.live = QPushButton(tr("Back to live"))
        self.live.setAccessibleName(tr("Back to the live picture"))
        self.live.setToolTip(tr("Back to the live picture (X or Escape)"))
        self.live.setProperty("kind", "primary")
        self.live.clicked.connect(self.live_requested)
        self.choice = ElidedChoice(tr("Class whose heat map is shown"))
        self.choice.addItem(tr(TOP_CLASS), None)
        self.choice.activated.connect(self._show_choice)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setAccessibleName(tr("Opacity of the heat maps"))
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(25)
        self.opacity.setValue(_OPACITY)
        self.opacity.valueChanged.connect(self._show_choice)
        self.note = label(said(NOTE), "muted", wraps=True)
        self.empty = EmptyState(colors)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(5 * GRID)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        """Heading above; the picture with the choices to the left, or on top; the maps to the right, or below."""
        heading = QHBoxLayout()
        heading.setSpacing(2 * GRID)
        heading.addWidget(label(tr("Snapshot"), "title"))
        heading.addWidget(self.where, 1)
        heading.addWidget(self.save)
        heading.addWidget(self.live)
        self._picture = QWidget()
        self._picture.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self._picture)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.canvas)
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 2 * GRID, 0, 0)
        choices.setSpacing(2 * GRID)
        choices.addWidget(section(tr("CLASS"), self.choice))
        choices.addWidget(self.choice)
        choices.addSpacing(2 * GRID)
        choices.addWidget(section(tr("OPACITY"), self.opacity))
        choices.addWidget(self.opacity)
        choices.addWidget(self.note)
        column.addWidget(self._choices)
        column.addStretch()
        filled = QWidget()
        maps = QVBoxLayout(filled)
        maps.setContentsMargins(0, 0, 0, 0)
        maps.addLayout(self._cards)
        maps.addStretch()
        self._filled = filled
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stage = QWidget()
        self._stage = QStackedLayout(stage)
        self._stage.addWidget(self.empty)
        self._stage.addWidget(self._scroll)
        self._stage.addWidget(filled)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(5 * GRID)
        self._halves.addWidget(self._picture)
        self._halves.addWidget(stage, 1)
        self.column.setSpacing(3 * GRID)
        self.column.addLayout(heading)
        self.column.addLayout(self._halves, 1)

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.canvas.colors = colors
        self.empty.set_colors(colors)
        for card in self.cards.values():
            card.set_colors(colors)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._let_maps_scroll(wide)
        self._picture.setMaximumWidth(_PICTURE if wide else 16_777_215)
        self.canvas.setFixedHeight(_PICTURE * 3 // 4)

    def _let_maps_scroll(self, alone: bool) -> None:
        """Beside the picture the maps scroll by themselves; below it they do so with the whole page."""
        if alone == (self._scroll.widget() is self._filled):
            return
        shown = self._stage.currentWidget() is not self.empty
        if alone:
            self._scroll.setWidget(self._filled)
        else:
            self._stage.addWidget(self._scroll.takeWidget() or self._filled)
        if shown:
            self._show_maps()

    def _show_maps(self) -> None:
        alone = self._scroll.widget() is self._filled
        self._stage.setCurrentWidget(self._scroll if alone else self._filled)

    def show_frozen(self, scene: Scene | None, where: str, *, mirrored: bool) -> None:
        """Shows a picture; its maps come later.

        Args:
            scene: The picture, its faces, and which one is explained; None where there is none.
            where: The source, and which picture of it.
            mirrored: As in a mirror, the maps too.
        """
        self.canvas.set_mirrored(mirrored=mirrored)
        self.canvas.show_scene(scene)
        self.where.setText(where)
        self._picture.setVisible(scene is not None)

    def say(self, icon_name: str, headline: str, text: str) -> None:
        """Says why there are no maps."""
        self._show_cards({})
        self._choices.hide()
        self.empty.say(icon_name, headline, text)
        self._stage.setCurrentWidget(self.empty)

    def wait_for(self, titles: Mapping[str, str]) -> None:
        """Maps of these models are being made: their names, and what people call them."""
        self._show_cards(titles)
        for card in self.cards.values():
            card.wait()
        self._choices.show()
        self._show_maps()
        self._on_answered()

    def show_explanation(self, explanation: Explanation) -> None:
        """A model's maps of the selected face are there."""
        card = self.cards.get(explanation.model)
        if card is not None:
            card.show_explanation(explanation, mirrored=self.canvas.mirrored)
            self._on_answered()

    def refuse(self, model: str, reason: str) -> None:
        """A model cannot be explained."""
        if model in self.cards:
            self.cards[model].refuse(reason)

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """What is shown."""
        return tuple(card.explanation for card in self.cards.values() if card.explanation is not None)

    @property
    def emotion(self) -> str | None:
        """The chosen class, None for each model's top one."""
        chosen = self.choice.currentData()
        return chosen if isinstance(chosen, str) else None

    def choose(self, emotion: str) -> None:
        """Shows the maps of one class, whichever a model finds most probable."""
        self.choice.setCurrentIndex(max(self.choice.findData(emotion), 0))
        self._show_choice()

    def _show_cards(self, titles: Mapping[str, str]) -> None:
        if list(self.cards) == list(titles):
            return
        for card in self.cards.values():
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {model: ModelCard(self.colors, title) for model, title in titles.items()}
        for card in self.cards.values():
            card.emotion_chosen.connect(self.choose)
            self._cards.addWidget(card)

    def _on_answered(self) -> None:
        """Offers every class that a model knows, and shows the chosen one."""
        self.save.setEnabled(bool(self.explanations))
        known = {emotion for one in self.explanations for emotion in one.spec.labels}
        chosen = self.emotion
        if known:
            with QSignalBlocker(self.choice):
                self.choice.clear()
                self.choice.addItem(tr(TOP_CLASS), None)
                for emotion in EMOTIONS:
                    if emotion in known:
                        self.choice.addItem(emotion_title(emotion), emotion)
                self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
        self._show_choice()

    def _show_choice(self) -> None:
        for card in self.cards.values():
            card.show_choice(self.emotion, self.opacity.value() / 100)
