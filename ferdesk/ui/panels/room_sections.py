"""Two sections of a lesson against each other, figure by figure, with intervals and without a verdict."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ferdesk.core.room import LessonEvent, RoomMark, RoomWindow
from ferdesk.core.room_interval import FIGURES, LEAST_WINDOWS, compare_sections, section_values
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, label, section
from ferdesk.ui.panels.flow import FlowLayout
from ferdesk.ui.panels.room_figures import FIGURE_TITLES, TOO_SHORT, difference_text
from ferdesk.ui.panels.transport import clock

EVENT_TITLES: Final = {
    LessonEvent.START: str(QT_TR_NOOP("Start")),
    LessonEvent.EXPLANATION: str(QT_TR_NOOP("Explanation")),
    LessonEvent.QUESTION: str(QT_TR_NOOP("Question")),
    LessonEvent.EXERCISE: str(QT_TR_NOOP("Exercise")),
    LessonEvent.GROUP_WORK: str(QT_TR_NOOP("Group work")),
    LessonEvent.BREAK: str(QT_TR_NOOP("Break")),
    LessonEvent.END: str(QT_TR_NOOP("End")),
    LessonEvent.OTHER: str(QT_TR_NOOP("Other")),
}
CHOOSE: Final = str(QT_TR_NOOP("Choose a section"))
_HINT_WIDTH: Final = 240
WITHOUT_MARKS: Final = str(QT_TR_NOOP("Mark events of the lesson to compare what lies between them."))


class SectionComparison(QWidget):
    """Two choices of a stretch between marks, and what is to be said about them."""

    def __init__(self) -> None:
        super().__init__()
        self._windows: tuple[RoomWindow, ...] = ()
        self.sections = [choice_of(name, []) for name in (tr("First section"), tr("Second section"))]
        for choice in self.sections:
            choice.activated.connect(self._compare)
        self.hint = label(tr(WITHOUT_MARKS), "muted", wraps=True)
        self.hint.setMinimumWidth(_HINT_WIDTH)
        self.text = label("", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(flow_of(section(tr("COMPARE"), self.sections[0]), *self.sections, self.hint))
        column.addWidget(self.text)
        self.show_windows((), ())

    def show_windows(self, windows: tuple[RoomWindow, ...], marks: tuple[RoomMark, ...]) -> None:
        """Follows the session; what is chosen stays chosen."""
        self._windows = windows
        end_s = windows[-1].end_s if windows else 0.0
        inside = [mark for mark in marks if 0 < mark.time_s < end_s]
        starts = [0.0, *(mark.time_s for mark in inside)]
        names = ["", *(tr(EVENT_TITLES[mark.event]) for mark in inside)]
        for choice in self.sections:
            row = choice.currentIndex()
            choice.clear()
            choice.addItem(tr(CHOOSE), None)
            for start, end, name in zip(starts, [*starts[1:], end_s], names, strict=True):
                choice.addItem(f"{clock(start)}–{clock(end)}  {name}".strip(), (start, end))
            choice.setCurrentIndex(row if 0 < row < choice.count() else 0)
            choice.setEnabled(bool(inside))
        self.hint.setVisible(not inside)
        self._compare()

    def _compare(self) -> None:
        """Says how the two chosen sections differ, figure by figure."""
        first, second = (self._windows_in(choice.currentData()) for choice in self.sections)
        lines = []
        if first is not None and second is not None:
            for figure in FIGURES:
                values = section_values(first, figure), section_values(second, figure)
                difference = compare_sections(*values)
                if difference is not None:
                    lines.append(difference_text(figure, difference))
                elif any(values):
                    lines.append(tr(TOO_SHORT, figure=tr(FIGURE_TITLES[figure]), count=LEAST_WINDOWS))
        self.text.setText("\n".join(lines))
        self.text.setVisible(bool(lines))

    def _windows_in(self, stretch: tuple[float, float] | None) -> Sequence[RoomWindow] | None:
        if stretch is None:
            return None
        start_s, end_s = stretch
        return [window for window in self._windows if start_s <= (window.start_s + window.end_s) / 2 < end_s]


def choice_of(name: str, items: Sequence[tuple[object, str]]) -> QComboBox:
    """A choice between values, by their titles."""
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.setMinimumContentsLength(14)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for value, text in items:
        choice.addItem(text, value)
    return choice


def row_of(*parts: QWidget, wide: int | None = None) -> QHBoxLayout:
    """Widgets side by side; the one at `wide` takes the room there is, else what is left behind them."""
    row = QHBoxLayout()
    row.setSpacing(2 * GRID)
    for place, part in enumerate(parts):
        row.addWidget(part, 1 if place == wide else 0)
    if wide is None:
        row.addStretch()
    return row


def flow_of(*parts: QWidget) -> QWidget:
    """Widgets side by side, in as many lines as they need."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=2 * GRID, line_gap=2 * GRID)
    for part in parts:
        flow.addWidget(part)
    return holder
