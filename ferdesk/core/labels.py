"""The emotions that ferdesk knows, in one order.

Every model names its classes with these words; the classifier puts its output into this order once, at the border, so
that no other part of the program has to know a model's own label order.
"""

from typing import Final

FER2013: Final = ("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise")
"""The seven classes of FER2013 (Goodfellow et al. 2013), in alphabetical order as in its folders."""

SMILE: Final = ("no_smile", "smile")
"""The classes of the smile / no smile models, negative class first."""

HAPPY: Final = ("not_happy", "happy")
"""The classes of the happy / not happy models, negative class first."""

EMOTIONS: Final = (*FER2013, "contempt", "not_happy", "smile", "no_smile")
"""Every class that a model may name. Smiling is not the same claim as being happy, so the two are never merged."""

INDEX: Final = {name: position for position, name in enumerate(EMOTIONS)}

_SYNONYMS: Final = {
    "anger": "angry",
    "disgusted": "disgust",
    "happiness": "happy",
    "sadness": "sad",
    "surprised": "surprise",
    "fearful": "fear",
}


def emotion_named(text: str) -> str | None:
    """The emotion that a folder or a label means, whatever its case and spaces; None where it means none."""
    name = text.strip().lower().replace(" ", "_")
    name = _SYNONYMS.get(name, name)
    return name if name in INDEX else None
