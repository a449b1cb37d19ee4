"""What is asked before scores are sent to other programs: how, and how far. Off and on this computer unless chosen."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ferdesk.core.streaming import StreamPlan
from ferdesk.ui.help import Dialog
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, label

_INDENT = 6 * GRID
_MOST_PORT = 65535
_MOST_HOST = 253


class StreamOutDialog(Dialog):
    """Asks, and says by `start_requested` or `stop_requested` what was answered."""

    start_requested = Signal(StreamPlan)
    stop_requested = Signal()

    def __init__(self, parent: QWidget, plan: StreamPlan, *, on: bool) -> None:
        """`plan`: what is shown; `on`: it is being sent now, and all that can be done is to end it."""
        super().__init__(parent, tr("Stream out"))
        self._on = on
        what = tr("Scores and markers go to other programs while this is on. Pictures are never sent.")
        self.column.addWidget(label(what, "muted", wraps=True))
        self._choices = QWidget()
        column = QVBoxLayout(self._choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * GRID)
        self._add_lsl(column, plan)
        self._add_osc(column, plan)
        self._choices.setDisabled(on)
        self.column.addWidget(self._choices)
        beyond = tr(
            "The scores leave this computer: whoever can read the network in between can read them. All who can be seen"
            " should have agreed."
        )
        self.warning = label(beyond, "warning", wraps=True)
        self.problem = label("", "error", wraps=True)
        self.column.addWidget(self.warning)
        self.column.addWidget(self.problem)
        self.column.addStretch()
        self.action_button = QPushButton(tr("Stop streaming") if on else tr("Start streaming"))
        self.action_button.setProperty("kind", "primary")
        self.action_button.setDefault(True)
        self.action_button.clicked.connect(self._on_action_clicked)
        self.add_buttons(self.close_button(tr("Close") if on else tr("Cancel")), self.action_button)
        self.setMinimumWidth(500)
        self._check()
        (self.action_button if on else self.lsl).setFocus()

    def _add_lsl(self, column: QVBoxLayout, plan: StreamPlan) -> None:
        hint = tr("A stream of scores for each model, and one of markers.")
        self.lsl = self._check_box(tr("&LabStreamingLayer (LSL)"), plan.lsl, hint)
        taken = tr("While a session is recorded, the markers of other programs become markers of it.")
        self.lsl_markers = self._check_box(tr("&Take markers of other programs"), plan.lsl_markers, taken)
        self.lsl_network = self._check_box(tr("Let &other computers read the streams"), plan.lsl_network, "")
        column.addWidget(self.lsl)
        column.addWidget(_indented(label(hint, "muted", wraps=True)))
        for below in (self.lsl_markers, self.lsl_network):
            row = QHBoxLayout()
            row.addSpacing(_INDENT)
            row.addWidget(below, 1)
            column.addLayout(row)
        self.lsl_markers.setToolTip(taken)

    def _add_osc(self, column: QVBoxLayout, plan: StreamPlan) -> None:
        hint = tr("Messages over UDP, such as /ferdesk/face/1/<model>/happy.")
        self.osc = self._check_box(tr("O&pen Sound Control (OSC)"), plan.osc, hint)
        self.host = self._line(plan.osc_host, tr("Computer that OSC messages go to"))
        self.host.setMaxLength(_MOST_HOST)
        self.port = self._line(str(plan.osc_port), tr("Port that OSC messages go to"))
        self.port.setValidator(QIntValidator(1, _MOST_PORT, self.port))
        self.port.setFixedWidth(22 * GRID)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addSpacing(_INDENT)
        row.addWidget(label(tr("Send to")))
        row.addWidget(self.host, 1)
        row.addWidget(label(tr("Port")))
        row.addWidget(self.port)
        column.addSpacing(GRID)
        column.addWidget(self.osc)
        column.addWidget(_indented(label(hint, "muted", wraps=True)))
        column.addLayout(row)

    def _check_box(self, text: str, checked: bool, description: str) -> QCheckBox:
        made = QCheckBox(text)
        made.setChecked(checked)
        made.setAccessibleName(text.replace("&", ""))
        made.setAccessibleDescription(description)
        made.toggled.connect(self._check)
        return made

    def _line(self, text: str, name: str) -> QLineEdit:
        made = QLineEdit(text)
        made.setAccessibleName(name)
        made.textChanged.connect(self._check)
        return made

    def plan(self) -> StreamPlan:
        """What is chosen now."""
        lsl = self.lsl.isChecked()
        return StreamPlan(
            lsl=lsl,
            lsl_network=lsl and self.lsl_network.isChecked(),
            lsl_markers=lsl and self.lsl_markers.isChecked(),
            osc=self.osc.isChecked(),
            osc_host=self.host.text().strip(),
            osc_port=int(self.port.text() or 0),
        )

    def _check(self) -> None:
        """Says what is missing, and whether the scores would leave this computer."""
        plan = self.plan()
        for below in (self.lsl_markers, self.lsl_network):
            below.setEnabled(plan.lsl)
        for line in (self.host, self.port):
            line.setEnabled(plan.osc)
        problem = "" if self._on else _problem(plan)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem) and (plan.lsl or plan.osc))
        self.warning.setVisible(plan.leaves_computer)
        self.action_button.setEnabled(not problem)
        self.action_button.setToolTip(problem)
        self.adjustSize()

    def _on_action_clicked(self) -> None:
        if self._on:
            self.stop_requested.emit()
        else:
            self.start_requested.emit(self.plan())
        self.close()


def _problem(plan: StreamPlan) -> str:
    """Why this cannot be sent; empty when it can."""
    if not (plan.lsl or plan.osc):
        return tr("Choose LabStreamingLayer, OSC or both.")
    if plan.osc and (not plan.osc_host or " " in plan.osc_host):
        return tr("Name the computer that OSC messages go to: 127.0.0.1 is this one.")
    if plan.osc and not 1 <= plan.osc_port <= _MOST_PORT:
        return tr("A port is a number from 1 to 65535; 9000 is usual for OSC.")
    return ""


def _indented(words: QLabel) -> QLabel:
    """Below a choice, in line with its text."""
    words.setContentsMargins(_INDENT, 0, 0, 0)
    return words
