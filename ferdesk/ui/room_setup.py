"""What is asked when the room view is first opened, and whenever its settings are changed."""

from typing import Final

from PySide6.QtCore import QT_TR_NOOP, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLineEdit, QPushButton, QScrollArea, QSpinBox, QWidget

from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room import LEAST_FACES, WINDOWS_S
from ferdesk.ui.help import Dialog, room_facts
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import GRID, label, plain_number, restyle, section
from ferdesk.ui.settings import MOST_PEOPLE, ROOM_DAYS, Settings

SETTING_TITLES: Final = {
    Setting.EDUCATION: str(QT_TR_NOOP("A school, university or training course")),
    Setting.WORKPLACE: str(QT_TR_NOOP("A workplace")),
    Setting.OTHER: str(QT_TR_NOOP("Something else")),
}
REGION_TITLES: Final = {
    Region.EU: str(QT_TR_NOOP("In the European Union")),
    Region.EEA: str(QT_TR_NOOP("In Iceland, Liechtenstein or Norway (EEA)")),
    Region.OTHER: str(QT_TR_NOOP("Elsewhere")),
}
CHOOSE: Final = str(QT_TR_NOOP("Please choose"))
PROHIBITED: Final = str(
    QT_TR_NOOP(
        "Expressions are not available here: Article 5(1)(f) of the EU's AI Act prohibits inferring emotions of people "
        "in education and at work, and consent does not change that. Presence and head direction stay."
    )
)
ALLOWED: Final = str(
    QT_TR_NOOP(
        "Expressions of the whole group are available here. Ask the people in view, and follow the law of the place."
    )
)
UNANSWERED: Final = str(QT_TR_NOOP("Answer both questions: they decide what may be analysed at all."))
WINDOW_TITLES: Final = {
    30: str(QT_TR_NOOP("30 seconds")),
    60: str(QT_TR_NOOP("1 minute")),
    120: str(QT_TR_NOOP("2 minutes")),
    300: str(QT_TR_NOOP("5 minutes")),
}
DAY_TITLES: Final = {
    1: str(QT_TR_NOOP("1 day")),
    7: str(QT_TR_NOOP("7 days")),
    30: str(QT_TR_NOOP("30 days")),
    90: str(QT_TR_NOOP("90 days")),
}


class RoomSetup(Dialog):
    """Asks; `answered` carries the fields of `Settings` that were answered."""

    answered = Signal(dict)

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent, tr("Room view"))
        self.setting = _question(tr("Kind of place"), SETTING_TITLES, settings.room_setting)
        self.region = _question(tr("Where it is"), REGION_TITLES, settings.room_region)
        self.verdict = label("", "muted", wraps=True)
        self.expected = _number(tr("People expected in the room"), 1, MOST_PEOPLE, settings.room_expected)
        self.faces = _number(tr("Fewest faces that are shown"), LEAST_FACES, MOST_PEOPLE, settings.room_faces)
        self.window_s = _choice(
            tr("Length of a window"), [(s, tr(WINDOW_TITLES[s])) for s in WINDOWS_S], settings.room_window_s
        )
        self.days = _choice(
            tr("Saved sessions are deleted after"), [(d, tr(DAY_TITLES[d])) for d in ROOM_DAYS], settings.room_days
        )
        self.tolerance = _number(tr("Degrees that still face the front"), 10, 60, settings.room_tolerance_deg)
        self.operator = QLineEdit(settings.room_operator)
        self.operator.setAccessibleName(tr("Who runs it: name and contact"))
        self.operator.setPlaceholderText(tr("Name and contact, for the notice"))
        names = (tr("Weight of facing the front"), tr("Weight of sitting still"), tr("Weight of expressions"))
        self.weights = [_number(name, 0, 100, w) for name, w in zip(names, settings.room_weights, strict=True)]
        self.start = QPushButton(tr("Use these"))
        self.start.setProperty("kind", "primary")
        self.start.clicked.connect(self._on_start_clicked)
        self._arrange()
        for changed in (
            self.setting.currentIndexChanged,
            self.region.currentIndexChanged,
            *(weight.valueChanged for weight in self.weights),
        ):
            changed.connect(self._check)
        self._check()
        self.resize(620, 700)

    def _arrange(self) -> None:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setVerticalSpacing(2 * GRID)
        form.setHorizontalSpacing(4 * GRID)
        form.addRow(section(tr("WHAT MAY BE ANALYSED")))
        self._add(form, self.setting, self.region)
        form.addRow(self.verdict)
        form.addRow(section(tr("THE GROUP")))
        self._add(form, self.expected, self.faces, self.window_s, self.tolerance)
        form.addRow(section(tr("RESPONSE INDEX")))
        self._add(form, *self.weights)
        form.addRow(section(tr("NOTICE AND SAVED SESSIONS")))
        self._add(form, self.operator, self.days)
        form.addRow(section(tr("WHAT WAS MEASURED")))
        form.addRow(label(room_facts(), "muted", wraps=True))
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumWidth(inner.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        self.column.addWidget(scroll, 1)
        self.add_buttons(self.close_button(tr("Cancel")), self.start)

    def _add(self, form: QFormLayout, *controls: QWidget) -> None:
        for control in controls:
            title = label(control.accessibleName())
            title.setBuddy(control)
            form.addRow(title, control)

    def policy(self) -> Policy | None:
        """What the answers mean; None while one is missing."""
        setting, region = self.setting.currentData(), self.region.currentData()
        return Policy(Setting(setting), Region(region)) if setting and region else None

    def _check(self) -> None:
        policy = self.policy()
        allowed = policy is not None and policy.expressions_allowed
        self.verdict.setText(tr(UNANSWERED if policy is None else ALLOWED if allowed else PROHIBITED))
        self.verdict.setProperty("kind", "muted" if policy is None or allowed else "warning")
        restyle(self.verdict)
        self.weights[2].setEnabled(allowed)
        usable = self.weights if allowed else self.weights[:2]
        self.start.setEnabled(policy is not None and any(weight.value() for weight in usable))

    def _on_start_clicked(self) -> None:
        self.answered.emit(
            {
                "room_setting": str(self.setting.currentData()),
                "room_region": str(self.region.currentData()),
                "room_expected": self.expected.value(),
                "room_faces": self.faces.value(),
                "room_window_s": self.window_s.currentData(),
                "room_tolerance_deg": self.tolerance.value(),
                "room_days": self.days.currentData(),
                "room_operator": self.operator.text().strip(),
                "room_weights": tuple(weight.value() for weight in self.weights),
            }
        )
        self.accept()


def _question(name: str, titles: dict[Setting, str] | dict[Region, str], answer: str) -> QComboBox:
    """A choice that starts unanswered: nobody's answer is guessed."""
    return _choice(name, [("", tr(CHOOSE)), *((str(value), tr(title)) for value, title in titles.items())], answer)


def _choice(name: str, items: list[tuple[object, str]], now: object) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    for value, text in items:
        choice.addItem(text, value)
    choice.setCurrentIndex(max(choice.findData(now), 0))
    return choice


def _number(name: str, least: int, most: int, now: int) -> QSpinBox:
    number = QSpinBox()
    number.setAccessibleName(name)
    number.setRange(least, most)
    number.setValue(now)
    plain_number(number)
    return number
