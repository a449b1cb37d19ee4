"""Describing a stranger's model: what its file says by itself, what a trial run shows, what a person has to add.

Values only; they cross from the jobs thread to the window and back.
"""

import math
import re
from dataclasses import dataclass
from typing import Final

from ferdesk.core.labels import EMOTIONS, FER2013, HAPPY, SMILE
from ferdesk.core.model_input import Preprocess
from ferdesk.core.spec import OWN_BORDER, Border
from ferdesk.core.types import Floats, Pixels

SCALINGS: Final = {
    "unit": ((0.0,), (255.0,)),
    "signed": ((127.5,), (127.5,)),
    "pixels": ((0.0,), (1.0,)),
    "imagenet": ((123.675, 116.28, 103.53), (58.395, 57.12, 57.375)),
}
"""Mean and std in 0...255 units, one value for all channels or one for each of red, green and blue."""

LABEL_ORDERS: Final = {
    "fer2013": FER2013,
    "fer2013_table": ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"),
    "ferplus": ("neutral", "happy", "surprise", "sad", "angry", "disgust", "fear", "contempt"),
    "ferplus7": ("neutral", "happy", "surprise", "sad", "angry", "disgust", "fear"),
    "affectnet": ("neutral", "happy", "sad", "surprise", "fear", "disgust", "angry", "contempt"),
    "affectnet7": ("neutral", "happy", "sad", "surprise", "fear", "disgust", "angry"),
    "alphabet8": ("angry", "contempt", "disgust", "fear", "happy", "neutral", "sad", "surprise"),
    "rafdb": ("surprise", "fear", "disgust", "happy", "sad", "angry", "neutral"),
    "smile": SMILE,
    "smile_first": SMILE[::-1],
    "happy": HAPPY,
    "happy_first": HAPPY[::-1],
}
"""Orders in which models of this field answer: the data sets' own and those that common training code makes."""

MARGIN: Final = 0.09
SHIFT: Final = -0.1
"""How FER2013 frames a face, measured; most models of this field were trained on crops like its."""

FEWEST_CLASSES: Final = 2
MOST_CLASSES: Final = len(EMOTIONS)
_NAME_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Handling:
    """How a model is asked, and how its answer is read.

    Attributes:
        preprocess: Its input.
        border: How its tensors differ from ferdesk's own.
        temperature: Probabilities are softmax(logits / temperature).
    """

    preprocess: Preprocess
    border: Border = OWN_BORDER
    temperature: float = 1.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.temperature) and self.temperature > 0):
            raise ValueError(f"temperature must be positive, got {self.temperature}")


@dataclass(frozen=True, slots=True)
class Description:
    """All that a person says of a model; `labels` are in output order, empty where nothing was chosen yet."""

    title: str
    handling: Handling
    labels: tuple[str, ...]

    @property
    def name(self) -> str:
        """The title as a model's name; empty where nothing is left of it."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:_NAME_LENGTH].strip("-")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model answered when it was tried: how many values, between which limits, and what they look like."""

    classes: int
    low: float
    high: float
    answer: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file says by itself.

    Attributes:
        file: Its name.
        layout: Of the input; empty where the file leaves it open.
        height, width, channels: Of the input; 0 where the file leaves them open.
        dtype: Of the input.
        output: Name of the answer's tensor.
        scaling: The key of `SCALINGS` that fits best, a guess unless the input is of whole numbers.
        squashed: Each answer goes through a sigmoid by itself.
        parameters: Number of weights.
        taken: Names that a model of the user must not have.
        trial: None where it could not be tried yet, because sizes are open.
    """

    file: str
    layout: str
    height: int
    width: int
    channels: int
    dtype: str
    output: str
    scaling: str
    squashed: bool
    parameters: int
    taken: tuple[str, ...] = ()
    trial: Trial | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What a model would get and answer.

    Attributes:
        trial: What it answered when it was tried with an input of that size.
        crop: The face as it is shown to the model, uint8 (height, width, channels); None without a face.
        low, high: Limits of the scaled input.
        shares: Its probabilities in output order, float32 (classes,); None without a face.
    """

    trial: Trial
    crop: Pixels | None = None
    low: float = 0.0
    high: float = 0.0
    shares: Floats | None = None


def scaling(key: str, channels: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and std of one of `SCALINGS` for an input of so many channels.

    Raises:
        ValueError: It has three values and the input one channel.
    """
    mean, std = SCALINGS[key]
    return per_channel(mean, channels), per_channel(std, channels)


def per_channel(values: tuple[float, ...], channels: int) -> tuple[float, ...]:
    """One value for each channel.

    Raises:
        ValueError: There are neither one nor `channels` values.
    """
    if len(values) == 1:
        return values * channels
    if len(values) != channels:
        raise ValueError(f"Give 1 or {channels} numbers for the scaling, not {len(values)}.")
    return values


def propose(survey: Survey) -> Handling | None:
    """The first handling to try; None while the layout or a size is open."""
    if not (survey.layout and survey.height and survey.width and survey.channels):
        return None
    mean, std = scaling(survey.scaling, survey.channels)
    inputs = Preprocess(survey.height, survey.width, survey.channels, MARGIN, True, mean, std, SHIFT)
    return Handling(inputs, Border(layout=survey.layout, dtype=survey.dtype))


def label_orders(classes: int) -> tuple[str, ...]:
    """The keys of `LABEL_ORDERS` with so many labels."""
    return tuple(key for key, labels in LABEL_ORDERS.items() if len(labels) == classes)


def problem(description: Description, survey: Survey, trial: Trial) -> str:
    """The first reason why a model cannot be used as described, a sentence; empty when it can."""
    answer, labels = description.handling.border.answer, description.labels
    if not description.name:
        return "Give the model a name with letters or digits."
    if description.name in survey.taken:
        return f"A model of ferdesk's own is named {description.name}. Give this one another name."
    if answer == "probabilities" and (trial.low < 0 or trial.high > 1):
        return f"The answers went from {trial.low:.2g} to {trial.high:.2g}: they are scores, not probabilities."
    if len(labels) != trial.classes:
        return f"The model gives {trial.classes} answers, and {len(labels)} have a label."
    if "" in labels:
        return f"Choose what answer {labels.index('') + 1} means."
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        return f"Two answers are called {twice.replace('_', ' ')}. Each emotion can be used once."
    return ""
