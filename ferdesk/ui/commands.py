"""Every command of the menus, as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ferdesk.ui.languages import LANGUAGES, tr

THEME: Final = "theme."
LANGUAGE: Final = "language."
PANEL: Final = "panel."
FILE: Final = str(QT_TR_NOOP("&File"))
PLAYBACK: Final = str(QT_TR_NOOP("&Playback"))
EDIT: Final = str(QT_TR_NOOP("&Edit"))
RECORD: Final = str(QT_TR_NOOP("&Record"))
VIEW: Final = str(QT_TR_NOOP("&View"))
ROOM: Final = str(QT_TR_NOOP("R&oom"))
HELP: Final = str(QT_TR_NOOP("&Help"))
THEME_MENU: Final = str(QT_TR_NOOP("&Theme"))
LANGUAGE_MENU: Final = str(QT_TR_NOOP("&Language"))
THEME_TEXTS: Final = {
    "system": str(QT_TR_NOOP("&System")),
    "dark": str(QT_TR_NOOP("&Dark")),
    "light": str(QT_TR_NOOP("&Light")),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu.

    Attributes:
        name: Its key.
        menu: The menu it stands in; "View/Theme" is a menu in a menu. This and `text` are English.
        text: As shown, "&" before the letter to press.
        shortcut: As `QKeySequence` reads it, empty for none.
        checkable: It is on or off.
        separated: A line is drawn above it.
        everywhere: The shortcut works wherever the focus is. Not so for keys that controls need themselves.
    """

    name: str
    menu: str
    text: str
    shortcut: str = ""
    checkable: bool = False
    separated: bool = False
    everywhere: bool = True


COMMANDS: Final = (
    Command("camera", FILE, str(QT_TR_NOOP("Open &camera…")), "Ctrl+K"),
    Command("file", FILE, str(QT_TR_NOOP("&Open file…")), "Ctrl+O"),
    Command("folder", FILE, str(QT_TR_NOOP("Open f&older of pictures…")), "Ctrl+Shift+O"),
    Command("stream", FILE, str(QT_TR_NOOP("Open &stream…")), "Ctrl+U"),
    Command("session", FILE, str(QT_TR_NOOP("Open s&ession…")), "Ctrl+Shift+E"),
    Command("demo", FILE, str(QT_TR_NOOP("Play the &demo")), "Ctrl+D"),
    Command("add_model", FILE, str(QT_TR_NOOP("Add &model…")), "Ctrl+M", separated=True),
    Command("quit", FILE, str(QT_TR_NOOP("&Quit")), "Ctrl+Q", separated=True),
    Command("play", PLAYBACK, str(QT_TR_NOOP("&Play or pause")), "Space", everywhere=False),
    Command("back", PLAYBACK, str(QT_TR_NOOP("&Back 5 seconds")), "Ctrl+Left"),
    Command("forward", PLAYBACK, str(QT_TR_NOOP("&Forward 5 seconds")), "Ctrl+Right"),
    Command("restart", PLAYBACK, str(QT_TR_NOOP("From the &start")), "Ctrl+Home"),
    Command("snapshot", PLAYBACK, str(QT_TR_NOOP("E&xplain this picture")), "X", checkable=True, separated=True),
    Command("compare", PLAYBACK, str(QT_TR_NOOP("&Compare models")), "C", checkable=True),
    Command("undo", EDIT, str(QT_TR_NOOP("&Undo")), "Ctrl+Z"),
    Command("redo", EDIT, str(QT_TR_NOOP("&Redo")), "Ctrl+Shift+Z"),
    Command("next_disagreement", EDIT, str(QT_TR_NOOP("&Next disagreement")), "N", separated=True),
    Command("previous_disagreement", EDIT, str(QT_TR_NOOP("&Previous disagreement")), "Shift+N"),
    Command("record", RECORD, str(QT_TR_NOOP("&Record…")), "Ctrl+E"),
    Command("marker", RECORD, str(QT_TR_NOOP("Set a &marker")), "M"),
    Command("baseline", RECORD, str(QT_TR_NOOP("Record neutral &baseline (10 s)")), "Ctrl+B", separated=True),
    Command("stream_out", RECORD, str(QT_TR_NOOP("Stream &out…")), checkable=True, separated=True),
    *(Command(f"{THEME}{name}", f"{VIEW}/{THEME_MENU}", text, checkable=True) for name, text in THEME_TEXTS.items()),
    *(
        Command(f"{LANGUAGE}{code}", f"{VIEW}/{LANGUAGE_MENU}", name, checkable=True)
        for code, name in LANGUAGES.items()
    ),
    Command("full_screen", VIEW, str(QT_TR_NOOP("&Full screen")), "F11", checkable=True),
    Command("mirror", VIEW, str(QT_TR_NOOP("&Mirror cameras")), "Ctrl+R", checkable=True),
    Command("next_face", VIEW, str(QT_TR_NOOP("&Next face")), "Ctrl+.", separated=True),
    Command("previous_face", VIEW, str(QT_TR_NOOP("&Previous face")), "Ctrl+,"),
    Command("room", ROOM, str(QT_TR_NOOP("&Room view")), "Ctrl+Shift+R", checkable=True),
    Command("room_stop", ROOM, str(QT_TR_NOOP("&Stop everything")), "F12"),
    Command("room_settings", ROOM, str(QT_TR_NOOP("Room view s&ettings…")), separated=True),
    Command("room_notice", ROOM, str(QT_TR_NOOP("&Notice for the people in view…"))),
    Command("cards", HELP, str(QT_TR_NOOP("&Model cards"))),
    Command("fairness", HELP, str(QT_TR_NOOP("&Fairness check…"))),
    Command("privacy", HELP, str(QT_TR_NOOP("&Privacy and files…"))),
    Command("shortcuts", HELP, str(QT_TR_NOOP("&Keyboard shortcuts")), "F1"),
    Command("about", HELP, str(QT_TR_NOOP("&About ferdesk"))),
)
FURTHER_KEYS: Final = (
    (
        str(QT_TR_NOOP("Picture")),
        str(QT_TR_NOOP("Arrow keys")),
        str(QT_TR_NOOP("Select the face to the left or right")),
    ),
    (
        str(QT_TR_NOOP("Position in the file")),
        str(QT_TR_NOOP("Arrow keys, Page keys")),
        str(QT_TR_NOOP("Move by 1 or 10 seconds")),
    ),
    (str(QT_TR_NOOP("While recording")), str(QT_TR_NOOP("0 to 9")), str(QT_TR_NOOP("Set a marker with that number"))),
    (str(QT_TR_NOOP("Review")), str(QT_TR_NOOP("Left, Right")), str(QT_TR_NOOP("The frame before or after"))),
    (
        str(QT_TR_NOOP("Review")),
        str(QT_TR_NOOP("Page keys, Home, End")),
        str(QT_TR_NOOP("Move by 10 seconds, to the start or end")),
    ),
    (str(QT_TR_NOOP("Review")), str(QT_TR_NOOP("Space")), str(QT_TR_NOOP("Play in real time, or pause"))),
    (str(QT_TR_NOOP("Review")), str(QT_TR_NOOP("M, 0 to 9")), str(QT_TR_NOOP("Add a marker"))),
    (str(QT_TR_NOOP("Review")), str(QT_TR_NOOP("I, O")), str(QT_TR_NOOP("Begin or end the chosen stretch"))),
    (str(QT_TR_NOOP("Review")), str(QT_TR_NOOP("+, −")), str(QT_TR_NOOP("Show less or more time"))),
    (
        str(QT_TR_NOOP("Comparison, labelling")),
        str(QT_TR_NOOP("1 to 7")),
        str(QT_TR_NOOP("Say what the selected face was asked to show")),
    ),
    (str(QT_TR_NOOP("Everywhere")), str(QT_TR_NOOP("Tab, Shift+Tab")), str(QT_TR_NOOP("Next or previous control"))),
)
"""What can be done by keys that are no commands: where, which keys, what."""


def panel_commands(panels: Sequence[tuple[str, str]]) -> list[Command]:
    """A command that shows or hides each panel, given as (name, title)."""
    return [
        Command(f"{PANEL}{name}", VIEW, title, f"Ctrl+{place}", checkable=True, separated=place == 1)
        for place, (name, title) in enumerate(panels, start=1)
    ]


def fill_menus(bar: QMenuBar, commands: Sequence[Command], owner: QObject) -> dict[str, QAction]:
    """Makes the menus and their actions; returns the actions by the commands' names."""
    menus: dict[str, QMenu] = {}
    groups = {kind: QActionGroup(owner) for kind in (THEME, LANGUAGE)}
    actions: dict[str, QAction] = {}
    for command in commands:
        menu = _menu(bar, menus, command.menu)
        if command.separated:
            menu.addSeparator()
        action = QAction(tr(command.text), owner)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        action.setShortcut(QKeySequence(command.shortcut))
        if not command.everywhere:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for kind, group in groups.items():
            if command.name.startswith(kind):
                group.addAction(action)
        menu.addAction(action)
        actions[command.name] = action
    return actions


def _menu(bar: QMenuBar, menus: dict[str, QMenu], path: str) -> QMenu:
    if path not in menus:
        above, _, title = path.rpartition("/")
        menus[path] = _menu(bar, menus, above).addMenu(tr(title)) if above else bar.addMenu(tr(title))
    return menus[path]


def plain(text: str) -> str:
    """A menu text without its marks."""
    return text.replace("&", "").rstrip("…")
