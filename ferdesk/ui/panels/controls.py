"""Everything that can be chosen, in one column."""

from typing import ClassVar

from PySide6.QtCore import QT_TR_NOOP, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QSlider, QVBoxLayout, QWidget

from ferdesk.core.types import DetectorStatus, ModelStatus
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.base import GRID, PADDING, Panel, label, restyle, section, tabular
from ferdesk.ui.panels.models import ModelSection
from ferdesk.ui.panels.sources import SourceSection
from ferdesk.ui.settings import DETECTORS, PROVIDERS, TIMELINE_S, Settings
from ferdesk.ui.theme import Colors

_DETECTOR_TITLES = {"near": str(QT_TR_NOOP("Near faces")), "far": str(QT_TR_NOOP("Far faces, a room"))}
_DETECTOR_HINTS = {
    "near": str(QT_TR_NOOP("Fast. Finds faces larger than about a tenth of the picture.")),
    "far": str(QT_TR_NOOP("Searches the picture in tiles and finds small faces too. Slower.")),
}
_PROVIDER_TITLES = {"auto": str(QT_TR_NOOP("Automatic")), "cpu": "CPU", "cuda": str(QT_TR_NOOP("GPU (CUDA)"))}


class LabelledSlider(QWidget):
    """A slider from 0 to 1 with its name on the left and its value in words on the right."""

    changed = Signal(float)

    def __init__(self, name: str, words: str, tip: str) -> None:
        super().__init__()
        self._words = words
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tip)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.value = label("", "muted")
        self.value.setFont(tabular(self.value.font()))
        title = label(name)
        title.setBuddy(self.slider)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.slider)

    def show_value(self, share: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(share * 100))
        self._show_words()

    def _on_value_changed(self) -> None:
        self._show_words()
        self.changed.emit(self.slider.value() / 100)

    def _show_words(self) -> None:
        self.value.setText(tr("off") if self.slider.value() == 0 else self._words.format(self.slider.value()))


class ControlsPanel(Panel):
    """Sources, models, and how they are analysed and shown."""

    name: ClassVar[str] = "controls"
    title: ClassVar[str] = str(QT_TR_NOOP("Controls"))

    detector_chosen = Signal(str)
    provider_chosen = Signal(str)
    timeline_chosen = Signal(int)

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self.source = SourceSection(colors)
        self.models = ModelSection(colors)
        self.detector = _choice(tr("Detector"), [(name, tr(_DETECTOR_TITLES[name])) for name in DETECTORS])
        self.detector_hint = label("", "muted", wraps=True)
        self.smoothing = LabelledSlider(
            tr("Smoothing"), "{}%", tr("How calm the values are. Raw values are kept beside them.")
        )
        self.threshold = LabelledSlider(tr("Not sure below"), "{}%", tr("Below this probability no emotion is named."))
        self.timeline = _choice(tr("Timeline"), [(length, _length(length)) for length in TIMELINE_S])
        self.provider = _choice(tr("Processor"), [(name, tr(_PROVIDER_TITLES[name])) for name in PROVIDERS])
        self.provider_state = label("", "muted", wraps=True)
        self.detector.activated.connect(self._on_detector_activated)
        self.timeline.activated.connect(self._on_timeline_activated)
        self.provider.activated.connect(self._on_provider_activated)
        self.column.setContentsMargins(0, GRID, 0, GRID)
        self.column.addWidget(self._scrolled(self._fill()))

    def _fill(self) -> QWidget:
        self._inner = inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(PADDING, PADDING - GRID, PADDING, PADDING - GRID)
        column.setSpacing(2 * GRID)
        for part in (
            (self.source,),
            (self.models,),
            (section(tr("DETECTOR"), self.detector), self.detector, self.detector_hint),
            (section(tr("DISPLAY")), self.smoothing, self.threshold, _titled(tr("Timeline"), self.timeline)),
            (section(tr("PROCESSOR"), self.provider), self.provider, self.provider_state),
        ):
            if column.count():
                column.addSpacing(4 * GRID)
            for widget in part:
                column.addWidget(widget)
        column.addStretch()
        return inner

    def _scrolled(self, inner: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.source.set_colors(colors)
        self.models.set_colors(colors)

    def allow_source_only(self, only: bool) -> None:
        """In the room view everything but the source has no say."""
        for part in self._inner.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.setEnabled(part is self.source or not only)

    def show_settings(self, settings: Settings) -> None:
        """Puts every control where the settings say."""
        self._show_detector(settings.detector)
        self.smoothing.show_value(settings.smoothing)
        self.threshold.show_value(settings.threshold)
        self.timeline.setCurrentIndex(self.timeline.findData(settings.timeline_s))
        self.provider.setCurrentIndex(self.provider.findData(settings.provider))

    def show_models(self, status: ModelStatus) -> None:
        """What models and which processor are really in use; amber where it is not the one asked for."""
        self.models.show_status(status)
        in_use = tr("In use: {processor}", processor=status.provider) if status.provider else ""
        self.provider_state.setText(said(status.reason) if status.reason else in_use)
        self.provider_state.setProperty("kind", "warning" if status.reason else "muted")
        restyle(self.provider_state)

    def show_detector(self, status: DetectorStatus) -> None:
        self._show_detector(status.name)

    def _show_detector(self, name: str) -> None:
        self.detector.setCurrentIndex(self.detector.findData(name))
        self.detector_hint.setText(tr(_DETECTOR_HINTS[name]) if name in _DETECTOR_HINTS else "")

    def _on_detector_activated(self, row: int) -> None:
        self._show_detector(self.detector.itemData(row))
        self.detector_chosen.emit(self.detector.itemData(row))

    def _on_timeline_activated(self, row: int) -> None:
        self.timeline_chosen.emit(self.timeline.itemData(row))

    def _on_provider_activated(self, row: int) -> None:
        self.provider_chosen.emit(self.provider.itemData(row))


def _choice(name: str, items: list[tuple[object, str]]) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    for value, text in items:
        choice.addItem(text, value)
    return choice


def _titled(text: str, choice: QComboBox) -> QWidget:
    """The name on the left, the choice on the right."""
    title = label(text)
    title.setBuddy(choice)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(title, 1)
    row.addWidget(choice)
    return made


def _length(seconds: int) -> str:
    if seconds < 60:
        return tr("{count} seconds", count=seconds)
    return tr("1 minute") if seconds == 60 else tr("{count} minutes", count=seconds // 60)
