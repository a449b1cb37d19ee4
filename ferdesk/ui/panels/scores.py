"""The selected face's emotions as bars: the smoothed value as the bar, the raw one as a mark."""

from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
from PySide6.QtCore import QT_TR_NOOP, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.types import Floats
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, ElidedChoice, ElidedLabel, Panel, label, section, tabular
from ferdesk.ui.panels.empty import EmptyState
from ferdesk.ui.panels.marks import SAMPLE, draw_bar, draw_sample
from ferdesk.ui.scene import Scene, Shown
from ferdesk.ui.theme import Colors

ROW = 7 * GRID
LEGEND: Final = str(QT_TR_NOOP("Bar: smoothed · Mark: raw"))
LEGEND_WITH_BASELINE: Final = str(
    QT_TR_NOOP(
        "Bar: smoothed · Mark: raw\n"
        "Triangle: neutral baseline of this face; on the right the difference from it in points"
    )
)


class Bars(QWidget):
    """One row an emotion: a piece of its line, its name, the bar, the share."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.colors = colors
        self.raw: Floats = np.empty(0, dtype=np.float32)
        self.smooth: Floats = np.empty(0, dtype=np.float32)
        self.threshold = 0.0
        self.baseline: Floats | None = None
        self.setAccessibleName(tr("Emotions of the selected face"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def emotions(self) -> tuple[str, ...]:
        """The emotions that have a row, in the fixed order of `EMOTIONS`, so that no row ever jumps."""
        return tuple(EMOTIONS[place] for place in np.flatnonzero(np.isfinite(self.raw)))

    def show_values(self, raw: Floats, smooth: Floats, threshold: float, baseline: Floats | None = None) -> None:
        """`baseline`: float32 (E,) of this face at rest, shown beside the values; None where none was taken."""
        if (baseline is None) != (self.baseline is None):
            self.updateGeometry()
        self.baseline = baseline
        rows = len(self.emotions)
        self.raw, self.smooth, self.threshold = raw, smooth, threshold
        if len(self.emotions) != rows:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(240, ROW * max(len(self.emotions), 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(
            self._names_width() + self._share_width() + self._difference_width() + 64, self.sizeHint().height()
        )

    def _names_width(self) -> int:
        metrics = QFontMetrics(self.font())
        return SAMPLE.width() + 2 * GRID + max(metrics.horizontalAdvance(emotion_title(name)) for name in EMOTIONS[:8])

    def _share_width(self) -> int:
        return QFontMetrics(tabular(self.font())).horizontalAdvance("100%") + 2 * GRID

    def _difference_width(self) -> int:
        width = QFontMetrics(tabular(self.font())).horizontalAdvance("+100") + 2 * GRID
        return 0 if self.baseline is None else width

    def difference(self, place: int) -> str:
        """How far an emotion is from the baseline, in points of a hundred with a sign; empty where there is none."""
        rest = np.nan if self.baseline is None else float(self.baseline[place])
        if np.isnan(rest):
            return ""
        points = round((float(self.smooth[place]) - rest) * 100)
        return f"{points:+d}".replace("-", "−") if points else "±0"

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font()))
        best = int(np.nanargmax(self.smooth)) if self.emotions else -1
        for row, place in enumerate(np.flatnonzero(np.isfinite(self.raw))):
            self._draw_row(painter, row * ROW, int(place), leads=place == best)

    def _draw_row(self, painter: QPainter, top: int, place: int, *, leads: bool) -> None:
        emotion = EMOTIONS[place]
        draw_sample(painter, QRectF(0, top, SAMPLE.width(), ROW), emotion, self.colors)
        painter.setPen(QColor(self.colors.text if leads else self.colors.muted))
        left = self._names_width() + 2 * GRID
        name = QRectF(SAMPLE.width() + 2 * GRID, top, left, ROW)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, emotion_title(emotion))
        apart = QRectF(self.width() - self._difference_width(), top, self._difference_width(), ROW)
        share = QRectF(apart.left() - self._share_width(), top, self._share_width(), ROW)
        painter.drawText(
            share, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{self.smooth[place]:.0%}"
        )
        painter.setPen(QColor(self.colors.muted))
        painter.drawText(apart, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.difference(place))
        track = QRectF(left, top + ROW / 2 - 4, share.left() - left, 8)
        values = float(self.smooth[place]), float(self.raw[place])
        draw_bar(painter, track, QColor(self.colors.emotions[emotion]), values, self.colors)
        if self.baseline is not None and np.isfinite(self.baseline[place]):
            self._draw_rest(painter, track.left() + track.width() * float(self.baseline[place]), track)

    def _draw_rest(self, painter: QPainter, at: float, track: QRectF) -> None:
        """The baseline: a thin line through the bar that stands on a point, to be told from the raw value's mark."""
        painter.setBrush(QColor(self.colors.accent))
        painter.drawRect(QRectF(at - 0.5, track.top() - 4, 1, track.height() + 6))
        foot = track.bottom() + 2
        painter.drawPolygon([QPointF(at, foot - 1), QPointF(at - 4, foot + 5), QPointF(at + 4, foot + 5)])


class ScoresPanel(Panel):
    """What the chosen model says of the selected face, and in one line what the others say."""

    name: ClassVar[str] = "scores"
    title: ClassVar[str] = str(QT_TR_NOOP("Emotions"))

    model_chosen = Signal(str)
    add_model_requested = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self._titles: dict[str, str] = {}
        self._models: tuple[str, ...] = ()
        self._baselines: Mapping[tuple[int, str], Floats] = {}
        self.face = section(tr("NO FACE"))
        self.headline = ElidedLabel("", "headline")
        self.detail = label("", "muted")
        self.bars = Bars(colors)
        self.legend = label(tr(LEGEND), "muted", wraps=True)
        self.choice = ElidedChoice(tr("Model whose results are shown"))
        self.choice.setToolTip(tr("The model whose results the boxes, bars and the timeline show"))
        self.choice.activated.connect(self._on_activated)
        self.others = label("", "muted", wraps=True)
        self.empty = EmptyState(colors, icon_size=32)
        self.add_model = self.empty.add_button(tr("Add a model…"), "primary")
        self.add_model.clicked.connect(self.add_model_requested)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for widget in (self.face, self.headline, self.detail, self.bars, self.legend, self.others):
            column.addWidget(widget)
        column.addStretch()
        self._stage = QStackedLayout()
        self._stage.addWidget(self.empty)
        self._stage.addWidget(filled)
        self.column.addWidget(self.choice)
        self.column.addLayout(self._stage, 1)
        self._filled = filled
        self.choice.hide()
        self._say("model", tr("Loading the models…"), "")

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.bars.colors = colors
        self.empty.set_colors(colors)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Names of the models for people."""
        self._titles = dict(titles)
        self._fill_choice(self.choice.currentData())

    def title_of(self, model: str) -> str:
        """A model's name for people; its own while that is not known."""
        return self._titles.get(model, model)

    def set_baselines(self, baselines: Mapping[tuple[int, str], Floats]) -> None:
        """Probabilities at rest, float32 (E,), by a face's number and a model's name; shown with the next picture."""
        self._baselines = baselines

    def show_models(self, models: tuple[str, ...], shown: str) -> None:
        """The active models and the one whose results are shown."""
        had_models, self._models = bool(self._models), models
        self._fill_choice(shown)
        self.choice.setVisible(len(models) > 1)
        if not models:
            self._say_no_model()
        elif not had_models:
            self._say_no_picture()

    def _fill_choice(self, shown: str | None) -> None:
        self.choice.clear()
        for model in self._models:
            self.choice.addItem(self.title_of(model), model)
        self.choice.setCurrentIndex(max(self.choice.findData(shown), 0))

    def _on_activated(self, row: int) -> None:
        self.model_chosen.emit(self.choice.itemData(row))

    def forget(self) -> None:
        """Shows no face until the next picture comes."""
        if self._models:
            self._say_no_picture()

    def show_scene(self, scene: Scene) -> None:
        face = scene.selected_face
        place = None if face is None else face.place_of(scene.model)
        if not self._models:
            return
        if face is None or place is None:
            self._say_no_face(any_face=bool(scene.faces))
            return
        verdict = face.verdict(place, scene.threshold)
        self.face.setText(tr("FACE {number}", number=face.track_id))
        self.headline.setText(emotion_title(verdict.emotion) if verdict.sure else tr("Not sure"))
        share = f"{verdict.confidence:.0%}"
        leaning = tr("{share} likely", share=share)
        if not verdict.sure:
            leaning = tr("{emotion} leads with {share}", emotion=emotion_title(verdict.emotion), share=share)
        self.detail.setText(leaning)
        said = face.reading.predictions[place]
        baseline = self._baselines.get((face.track_id, said.model))
        self.bars.show_values(said.probabilities, face.smooth[place], scene.threshold, baseline)
        self.legend.setText(tr(LEGEND if baseline is None else LEGEND_WITH_BASELINE))
        self._show_others(face, place, scene.threshold)
        self._stage.setCurrentWidget(self._filled)

    def _show_others(self, face: Shown, place: int, threshold: float) -> None:
        lines = []
        for other, prediction in enumerate(face.reading.predictions):
            if other != place:
                verdict = face.verdict(other, threshold)
                said = f"{emotion_title(verdict.emotion)} {verdict.confidence:.0%}" if verdict.sure else tr("not sure")
                lines.append(f"{self.title_of(prediction.model)}: {said}")
        self.others.setText("\n".join(lines))
        self.others.setVisible(bool(lines))

    def _say_no_face(self, *, any_face: bool) -> None:
        if any_face:
            self._say("face", tr("No face selected"), tr("Click a face in the picture, or use the arrow keys there."))
        else:
            self._say(
                "face", tr("No face in the picture"), tr("For faces farther away, choose the detector for far faces.")
            )

    def _say_no_picture(self) -> None:
        self._say("face", tr("No picture yet"), tr("Emotions appear here as soon as a face is seen."))

    def _say_no_model(self) -> None:
        self._say("model", tr("No model is active"), tr("Tick one in the list of models, or add one of your own."))
        self.add_model.show()

    def _say(self, icon_name: str, headline: str, text: str) -> None:
        if self.empty.headline.text() != headline:
            self.empty.say(icon_name, headline, text)
        self.add_model.hide()
        self._stage.setCurrentWidget(self.empty)
