"""Every command of the menus, as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ferdesk.ui.languages import LANGUAGES
from ferdesk.ui.theme import THEMES

THEME: Final = "theme."
LANGUAGE: Final = "language."
PANEL: Final = "panel."


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu.

    Attributes:
        name: Its key.
        menu: The menu it stands in; "View/Theme" is a menu in a menu.
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
    Command("camera", "&File", "Open &camera…", "Ctrl+K"),
    Command("file", "&File", "&Open file…", "Ctrl+O"),
    Command("folder", "&File", "Open f&older of pictures…", "Ctrl+Shift+O"),
    Command("stream", "&File", "Open &stream…", "Ctrl+U"),
    Command("session", "&File", "Open s&ession…", "Ctrl+Shift+E"),
    Command("demo", "&File", "Play the &demo", "Ctrl+D"),
    Command("add_model", "&File", "Add &model…", "Ctrl+M", separated=True),
    Command("quit", "&File", "&Quit", "Ctrl+Q", separated=True),
    Command("play", "&Playback", "&Play or pause", "Space", everywhere=False),
    Command("back", "&Playback", "&Back 5 seconds", "Ctrl+Left"),
    Command("forward", "&Playback", "&Forward 5 seconds", "Ctrl+Right"),
    Command("restart", "&Playback", "From the &start", "Ctrl+Home"),
    Command("snapshot", "&Playback", "E&xplain this picture", "X", checkable=True, separated=True),
    Command("compare", "&Playback", "&Compare models", "C", checkable=True),
    Command("undo", "&Edit", "&Undo", "Ctrl+Z"),
    Command("redo", "&Edit", "&Redo", "Ctrl+Shift+Z"),
    Command("next_disagreement", "&Edit", "&Next disagreement", "N", separated=True),
    Command("previous_disagreement", "&Edit", "&Previous disagreement", "Shift+N"),
    Command("record", "&Record", "&Record…", "Ctrl+E"),
    Command("marker", "&Record", "Set a &marker", "M"),
    Command("baseline", "&Record", "Record neutral &baseline (10 s)", "Ctrl+B", separated=True),
    Command("stream_out", "&Record", "Stream &out…", checkable=True, separated=True),
    *(Command(f"{THEME}{name}", "&View/&Theme", f"&{name.capitalize()}", checkable=True) for name in THEMES),
    *(Command(f"{LANGUAGE}{code}", "&View/&Language", name, checkable=True) for code, name in LANGUAGES.items()),
    Command("full_screen", "&View", "&Full screen", "F11", checkable=True),
    Command("mirror", "&View", "&Mirror cameras", "Ctrl+R", checkable=True),
    Command("next_face", "&View", "&Next face", "Ctrl+.", separated=True),
    Command("previous_face", "&View", "&Previous face", "Ctrl+,"),
    Command("room", "R&oom", "&Room view", "Ctrl+Shift+R", checkable=True),
    Command("room_stop", "R&oom", "&Stop everything", "F12"),
    Command("room_settings", "R&oom", "Room view s&ettings…", separated=True),
    Command("room_notice", "R&oom", "&Notice for the people in view…"),
    Command("cards", "&Help", "&Model cards"),
    Command("fairness", "&Help", "&Fairness check…"),
    Command("privacy", "&Help", "&Privacy and files…"),
    Command("shortcuts", "&Help", "&Keyboard shortcuts", "F1"),
    Command("about", "&Help", "&About ferdesk"),
)
FURTHER_KEYS: Final = (
    ("Picture", "Arrow keys", "Select the face to the left or right"),
    ("Position in the file", "Arrow keys, Page keys", "Move by 1 or 10 seconds"),
    ("While recording", "0 to 9", "Set a marker with that number"),
    ("Review", "Left, Right", "The frame before or after"),
    ("Review", "Page keys, Home, End", "Move by 10 seconds, to the start or end"),
    ("Review", "Space", "Play in real time, or pause"),
    ("Review", "M, 0 to 9", "Add a marker"),
    ("Review", "I, O", "Begin or end the chosen stretch"),
    ("Review", "+, −", "Show less or more time"),
    ("Comparison, labelling", "1 to 7", "Say what the selected face was asked to show"),
    ("Everywhere", "Tab, Shift+Tab", "Next or previous control"),
)
"""What can be done by keys that are no commands: where, which keys, what."""


def panel_commands(panels: Sequence[tuple[str, str]]) -> list[Command]:
    """A command that shows or hides each panel, given as (name, title)."""
    return [
        Command(f"{PANEL}{name}", "&View", title, f"Ctrl+{place}", checkable=True, separated=place == 1)
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
        action = QAction(command.text, owner)
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
        menus[path] = _menu(bar, menus, above).addMenu(title) if above else bar.addMenu(title)
    return menus[path]


def plain(text: str) -> str:
    """A menu text without its marks."""
    return text.replace("&", "").rstrip("…")
