"""The figures at the lower edge: rates, delays, drops, and what the models run on."""

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ferdesk.core.types import ModelStatus
from ferdesk.ui.icons import BUTTON_ICON, icon
from ferdesk.ui.languages import Number, said, tr
from ferdesk.ui.meter import Reading
from ferdesk.ui.panels.base import GRID, label, restyle, tabular
from ferdesk.ui.panels.flow import FlowLayout
from ferdesk.ui.theme import Colors

_WIDEST = {
    "camera": {"rate": "888.8"},
    "analysis": {"rate": "888.8"},
    "result": {"median": "888", "most": "888"},
    "dropped": {"count": "88888"},
}
_TEXTS = {
    "camera": str(QT_TR_NOOP("Camera {rate} fps")),
    "analysis": str(QT_TR_NOOP("Analysis {rate} fps")),
    "result": str(QT_TR_NOOP("Result {median} ms · 95% {most} ms")),
    "dropped": str(QT_TR_NOOP("Dropped {count}")),
}
_TIPS = {
    "camera": str(QT_TR_NOOP("Pictures that the source gives, a second.")),
    "analysis": str(QT_TR_NOOP("Pictures that are analysed and shown, a second.")),
    "result": str(
        QT_TR_NOOP("From the capture of a picture to its result: the median, and what 95% of the pictures stay under.")
    ),
    "dropped": str(QT_TR_NOOP("Pictures since the source was opened that were passed over for a newer one.")),
}


class StatusBar(QWidget):
    """Text of fixed width, so that nothing moves but the digits."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._recording = ""
        flow = FlowLayout(gap=4 * GRID, line_gap=GRID)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GRID, 0, 3 * GRID, 2 * GRID)
        row.addLayout(flow, 1)
        row.setAlignment(flow, Qt.AlignmentFlag.AlignVCenter)
        self.figures = {name: self._figure(name) for name in _WIDEST}
        for figure in self.figures.values():
            flow.addWidget(figure)
        self.stream = QPushButton()
        self.stream.setProperty("kind", "stream")
        row.setSpacing(2 * GRID)
        row.addWidget(self.stream, 0, Qt.AlignmentFlag.AlignVCenter)
        self.record = QPushButton(tr("Record"))
        self.record.setProperty("kind", "record")
        self.record.setFont(tabular(self.record.font()))
        self.record.setIconSize(BUTTON_ICON)
        row.addWidget(self.record, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(2 * GRID)
        self.provider = label(tr("No model"), "pill")
        self.provider.setToolTip(tr("What the models run on."))
        row.addWidget(self.provider, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_colors(colors)
        self.show_recording("")
        self.show_stream("", "", beyond=False)
        self.show_reading(Reading(None, None, None, None, None, None, 0))

    def set_colors(self, colors: Colors) -> None:
        """Follows the theme."""
        self._colors = colors
        self._show_icon()

    def show_recording(self, text: str) -> None:
        """What is being recorded and for how long; empty for nothing. The button starts a recording and ends it."""
        began_or_ended = bool(text) != bool(self._recording)
        self._recording = text
        self.record.setText(text or tr("Record"))
        self.record.setAccessibleName(tr("Stop recording, {what}", what=text) if text else tr("Record"))
        begin, end = tr("Record the scores, and the video if you want (Ctrl+E)"), tr("Stop the recording (Ctrl+E)")
        self.record.setToolTip(end if text else begin)
        if began_or_ended:
            self.record.setProperty("recording", "true" if text else "")
            self._show_icon()
            restyle(self.record)

    def show_stream(self, text: str, tip: str, *, beyond: bool) -> None:
        """What is being sent to other programs, amber where it leaves this computer; empty for nothing."""
        self.stream.setVisible(bool(text))
        self.stream.setText(text)
        self.stream.setAccessibleName(text)
        self.stream.setToolTip(tip)
        self.stream.setAccessibleDescription(tip)
        severity = "warning" if beyond else ""
        if self.stream.property("severity") != severity:
            self.stream.setProperty("severity", severity)
            restyle(self.stream)

    def _show_icon(self) -> None:
        name = "stop" if self._recording else "record"
        self.record.setIcon(icon(name, self._colors.error, room=4))

    def _figure(self, name: str) -> QLabel:
        figure = label("", "muted")
        figure.ensurePolished()
        figure.setFont(tabular(figure.font()))
        figure.setToolTip(tr(_TIPS[name]))
        return figure

    def show_reading(self, reading: Reading) -> None:
        values = {
            "camera": {"rate": _number(reading.camera_fps, 1)},
            "analysis": {"rate": _number(reading.analysed_fps, 1)},
            "result": {"median": _number(reading.result_p50_ms), "most": _number(reading.result_p95_ms)},
            "dropped": {"count": str(reading.dropped)},
        }
        for name, figure in self.figures.items():
            figure.setText(tr(_TEXTS[name], **values[name]))
            widest = tr(_TEXTS[name], **_WIDEST[name])
            figure.setMinimumWidth(figure.fontMetrics().horizontalAdvance(widest) + GRID)
        median, most = _number(reading.window_p50_ms), _number(reading.window_p95_ms)
        window = tr("Until it is in this window: {median} ms, 95% {most} ms.", median=median, most=most)
        self.figures["result"].setToolTip(f"{tr(_TIPS['result'])}\n{window}")

    def show_models(self, status: ModelStatus) -> None:
        """Amber when the processor in use is not the one asked for; the reason is the tooltip."""
        self.provider.setText(status.provider or tr("No model"))
        self.provider.setToolTip(said(status.reason) or tr("What the models run on."))
        self.provider.setProperty("severity", "warning" if status.reason else "")
        restyle(self.provider)


def _number(value: float | None, digits: int = 0) -> str:
    return "–" if value is None else f"{Number(value):.{digits}f}"
