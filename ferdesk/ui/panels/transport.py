"""Play, pause and the place in a file. Seen only while a source has a length."""

from typing import Final

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QToolButton, QWidget

from ferdesk.core.types import SourceState, SourceStatus
from ferdesk.ui.icons import icon
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, label, tabular
from ferdesk.ui.theme import Colors

_MINUS: Final = "\N{MINUS SIGN}"


def clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any; with a minus where something was before the start."""
    whole = int(abs(seconds))
    sign = _MINUS if seconds < 0 else ""
    hours, minutes = divmod(whole // 60, 60)
    return sign + (f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}")


def moment(seconds: float) -> str:
    """The same with tenths of a second."""
    return f"{clock(seconds)}{QLocale().decimalPoint()}{int(abs(seconds) * 10) % 10}"


class SeekSlider(QSlider):
    """A slider that goes to where it is clicked."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            at, width = int(event.position().x()), self.width()
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, width))
        super().mousePressEvent(event)


class Transport(QWidget):
    """Buttons and slider of a file."""

    play_requested = Signal()
    seek_requested = Signal(float)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self._state = SourceState.OPENING
        self.button = QToolButton()
        self.button.setProperty("kind", "icon")
        self.button.setIconSize(QSize(20, 20))
        self.button.clicked.connect(self.play_requested)
        self.slider = SeekSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Position in the file"))
        self.slider.setToolTip(tr("Position in the file. Arrow keys move by a second, Page keys by ten."))
        self.slider.setSingleStep(1000)
        self.slider.setPageStep(10_000)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.time = label("0:00 / 0:00", "muted")
        self.time.setFont(tabular(self.time.font()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.button)
        row.addWidget(self.slider, 1)
        row.addWidget(self.time)
        self._show_button()
        self.hide()

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        self._show_button()

    def show_status(self, status: SourceStatus) -> None:
        """Follows the source; hides where there is nothing to seek."""
        self._state = status.state
        self.setVisible(status.duration_s is not None and status.state not in (SourceState.FAILED, SourceState.CLOSED))
        if status.duration_s is not None:
            with QSignalBlocker(self.slider):
                self.slider.setRange(0, round(status.duration_s * 1000))
        self._show_button()
        self._show_time()

    def show_position(self, position_s: float) -> None:
        """Follows the picture, unless the user is holding the slider."""
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(position_s * 1000))
            self._show_time()

    def _on_value_changed(self, position_ms: int) -> None:
        self._show_time()
        self.seek_requested.emit(position_ms / 1000)

    def _show_time(self) -> None:
        self.time.setText(f"{clock(self.slider.value() / 1000)} / {clock(self.slider.maximum() / 1000)}")

    def _show_button(self) -> None:
        name, text, tip = {
            SourceState.PLAYING: ("pause", tr("Pause"), tr("Pause (Space)")),
            SourceState.ENDED: ("replay", tr("Play again"), tr("Play again (Space)")),
        }.get(self._state, ("play", tr("Play"), tr("Play (Space)")))
        self.button.setIcon(icon(name, self._colors.text))
        self.button.setAccessibleName(text)
        self.button.setToolTip(tip)
