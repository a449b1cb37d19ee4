"""The colours of the emotions: those of the two themes, and of reports."""

from typing import Final

DARK: Final = {
    "angry": "#e0503a",
    "disgust": "#22d3a0",
    "fear": "#f2a6ea",
    "happy": "#ffe14d",
    "neutral": "#8791a0",
    "sad": "#4a7bff",
    "surprise": "#f29318",
    "contempt": "#c29a73",
    "not_happy": "#8791a0",
    "smile": "#ffe14d",
    "no_smile": "#8791a0",
}
LIGHT: Final = {
    "angry": "#d64541",
    "disgust": "#005c47",
    "fear": "#c832c0",
    "happy": "#5f5000",
    "neutral": "#7c8a99",
    "sad": "#1440d6",
    "surprise": "#d08000",
    "contempt": "#8a5a33",
    "not_happy": "#7c8a99",
    "smile": "#5f5000",
    "no_smile": "#7c8a99",
}
