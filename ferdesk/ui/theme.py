"""Colours of the two themes, and how they reach Qt. Sizes follow one grid of 4 px."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ferdesk.core import palette
from ferdesk.ui.stylesheet import stylesheet

THEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "dark": Qt.ColorScheme.Dark,
    "light": Qt.ColorScheme.Light,
}


@dataclass(frozen=True, slots=True)
class Colors:
    """One theme. All are `#rrggbb`; `warning` and `error` are for text and marks on `surface`."""

    window: str
    surface: str
    raised: str
    hover: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    warning: str
    error: str
    track: str
    emotions: dict[str, str]


DARK: Final = Colors(
    window="#0e1116",
    surface="#171b22",
    raised="#222833",
    hover="#2c3442",
    border="#2d3542",
    text="#e8ecf2",
    muted="#9ba6b6",
    accent="#8b93ff",
    on_accent="#0e1116",
    good="#3fcf8e",
    warning="#ffb84d",
    error="#ff7b72",
    track="#262d38",
    emotions=palette.DARK,
)

LIGHT: Final = Colors(
    window="#eef0f4",
    surface="#ffffff",
    raised="#f1f3f7",
    hover="#e4e8ef",
    border="#d5dbe5",
    text="#171c26",
    muted="#566174",
    accent="#4b50d6",
    on_accent="#ffffff",
    good="#0f7a4d",
    warning="#8a5300",
    error="#b3261e",
    track="#e6e9f0",
    emotions=palette.LIGHT,
)
"""The colours keep apart under protanopia, deuteranopia and tritanopia (Machado et al. 2009); a test measures it."""

DASHES: Final[dict[str, tuple[float, ...]]] = {
    "angry": (6, 2),
    "disgust": (2, 2),
    "fear": (4, 2, 1, 2),
    "happy": (),
    "neutral": (1, 2),
    "sad": (8, 2, 2, 2),
    "surprise": (4, 3),
    "contempt": (8, 3, 1, 2, 1, 3),
    "not_happy": (3, 3, 1, 3),
    "smile": (10, 2),
    "no_smile": (1, 4),
}
"""On and off lengths in line widths; a second mark beside the colour. Empty is a solid line."""


def _palette(colors: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, color in (
        (role.Window, colors.window),
        (role.WindowText, colors.text),
        (role.Base, colors.raised),
        (role.AlternateBase, colors.surface),
        (role.Text, colors.text),
        (role.Button, colors.raised),
        (role.ButtonText, colors.text),
        (role.ToolTipBase, colors.raised),
        (role.ToolTipText, colors.text),
        (role.PlaceholderText, colors.muted),
        (role.Highlight, colors.accent),
        (role.HighlightedText, colors.on_accent),
        (role.Link, colors.accent),
        (role.Accent, colors.accent),
    ):
        palette.setColor(name, QColor(color))
    for disabled in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, disabled, QColor(colors.muted))
    return palette


def colors_of(theme: str) -> Colors:
    """The colours of one of `THEMES`; where the system is asked and does not say, dark."""
    if theme == "system":
        return LIGHT if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light else DARK
    # Not every platform answers with the scheme that it was asked for.
    return LIGHT if theme == "light" else DARK


def apply(application: QApplication, theme: str) -> Colors:
    """Tells Qt of `theme`, one of `THEMES`, dresses the application and returns the colours now in force."""
    application.styleHints().setColorScheme(THEMES[theme])
    return dress(application, theme)


def dress(application: QApplication, theme: str) -> Colors:
    """Palette and style sheet of `theme`; also for when the system has changed from light to dark or back."""
    colors = colors_of(theme)
    sheet = stylesheet(colors)
    if application.styleSheet() != sheet:  # Qt would look at every widget again
        application.setPalette(_palette(colors))
        application.setStyleSheet(sheet)
    return colors
