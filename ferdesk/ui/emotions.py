"""The names of the emotions as people read them, in the language in force."""

from typing import Final

from PySide6.QtCore import QT_TR_NOOP

from ferdesk.ui.languages import tr

EMOTION_TITLES: Final[dict[str, str]] = {
    "angry": str(QT_TR_NOOP("Angry")),
    "disgust": str(QT_TR_NOOP("Disgust")),
    "fear": str(QT_TR_NOOP("Fear")),
    "happy": str(QT_TR_NOOP("Happy")),
    "neutral": str(QT_TR_NOOP("Neutral")),
    "sad": str(QT_TR_NOOP("Sad")),
    "surprise": str(QT_TR_NOOP("Surprise")),
    "contempt": str(QT_TR_NOOP("Contempt")),
    "not_happy": str(QT_TR_NOOP("Not happy")),
    "smile": str(QT_TR_NOOP("Smile")),
    "no_smile": str(QT_TR_NOOP("No smile")),
}
"""In English, by the name that files and models know."""


def emotion_title(emotion: str) -> str:
    """What people call an emotion of `ferdesk.core.labels.EMOTIONS`."""
    return tr(EMOTION_TITLES[emotion])


def emotion_word(emotion: str) -> str:
    """The same within a sentence or a table."""
    return emotion_title(emotion).lower()
