"""What is asked when the room view is first opened, and whenever its settings are changed."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLineEdit, QPushButton, QScrollArea, QSpinBox, QWidget

from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room import LEAST_FACES, WINDOWS_S
from ferdesk.core.room_measured import FOUND_UP_TO_M_AT_720, FOUND_UP_TO_M_AT_1080, ORIENTATION_ERROR_DEG
from ferdesk.ui.help import Dialog
from ferdesk.ui.panels.base import GRID, label, plain_number, restyle, section
from ferdesk.ui.settings import MOST_PEOPLE, ROOM_DAYS, Settings

SETTING_TITLES: Final = {
    Setting.EDUCATION: "A school, university or training course",
    Setting.WORKPLACE: "A workplace",
    Setting.OTHER: "Something else",
}
REGION_TITLES: Final = {
    Region.EU: "In the European Union",
    Region.EEA: "In Iceland, Liechtenstein or Norway (EEA)",
    Region.OTHER: "Elsewhere",
}
CHOOSE: Final = "Please choose"
PROHIBITED: Final = (
    "Expressions are not available here: Article 5(1)(f) of the EU's AI Act prohibits inferring emotions of people in"
    " education and at work, and consent does not change that. Presence and head direction stay."
)
ALLOWED: Final = (
    "Expressions of the whole group are available here. Ask the people in view, and follow the law of the place."
)
UNANSWERED: Final = "Answer both questions: they decide what may be analysed at all."
WINDOW_TITLES: Final = {30: "30 seconds", 60: "1 minute", 120: "2 minutes", 300: "5 minutes"}
DAY_TITLES: Final = {1: "1 day", 7: "7 days", 30: "30 days", 90: "90 days"}
DISTANCE: Final = (
    "Faces are found up to about {near_720:.1f} to {far_720:.1f} m from the camera at 1280x720, and {near_1080:.1f} to"
    " {far_1080:.1f} m at 1920x1080, for cameras that see 78 to 60 degrees across. Heads' directions repeat within"
    " about {error:.0f} degrees. Faces that are too small, turned away, dark or blurred are not guessed: they lower the"
    " coverage."
)


class RoomSetup(Dialog):
    """Asks; `answered` carries the fields of `Settings` that were answered."""

    answered = Signal(dict)

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent, "Room view")
        self.setting = _question("Kind of place", SETTING_TITLES, settings.room_setting)
        self.region = _question("Where it is", REGION_TITLES, settings.room_region)
        self.verdict = label("", "muted", wraps=True)
        self.expected = _number("People expected in the room", 1, MOST_PEOPLE, settings.room_expected)
        self.faces = _number("Fewest faces that are shown", LEAST_FACES, MOST_PEOPLE, settings.room_faces)
        self.window_s = _choice(
            "Length of a window", [(s, WINDOW_TITLES[s]) for s in WINDOWS_S], settings.room_window_s
        )
        self.days = _choice(
            "Saved sessions are deleted after", [(d, DAY_TITLES[d]) for d in ROOM_DAYS], settings.room_days
        )
        self.tolerance = _number("Degrees that still face the front", 10, 60, settings.room_tolerance_deg)
        self.operator = QLineEdit(settings.room_operator)
        self.operator.setAccessibleName("Who runs it: name and contact")
        self.operator.setPlaceholderText("Name and contact, for the notice")
        names = ("Weight of facing the front", "Weight of sitting still", "Weight of expressions")
        self.weights = [_number(name, 0, 100, w) for name, w in zip(names, settings.room_weights, strict=True)]
        self.start = QPushButton("Use these")
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
        form.addRow(section("WHAT MAY BE ANALYSED"))
        self._add(form, self.setting, self.region)
        form.addRow(self.verdict)
        form.addRow(section("THE GROUP"))
        self._add(form, self.expected, self.faces, self.window_s, self.tolerance)
        form.addRow(section("RESPONSE INDEX"))
        self._add(form, *self.weights)
        form.addRow(section("NOTICE AND SAVED SESSIONS"))
        self._add(form, self.operator, self.days)
        (near_720, far_720), (near_1080, far_1080) = FOUND_UP_TO_M_AT_720, FOUND_UP_TO_M_AT_1080
        facts = {"near_720": near_720, "far_720": far_720, "near_1080": near_1080, "far_1080": far_1080}
        form.addRow(section("WHAT WAS MEASURED"))
        form.addRow(label(DISTANCE.format(**facts, error=ORIENTATION_ERROR_DEG), "muted", wraps=True))
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.column.addWidget(scroll, 1)
        self.add_buttons(self.close_button("Cancel"), self.start)

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
        self.verdict.setText(UNANSWERED if policy is None else ALLOWED if allowed else PROHIBITED)
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
    return _choice(name, [("", CHOOSE), *((str(value), title) for value, title in titles.items())], answer)


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
