"""What a network brings along besides its layers; the table of all of them is `MODELS`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import keras

from ferdesk.core.model_input import Preprocess

FEATURES = "features"
"""Name of the layer in every network whose output Grad-CAM reads, (N, h, w, channels)."""

LOGITS = "logits"
"""Name of the last layer in every network, (N, classes), before the softmax."""

HEAD = (LOGITS, "score", "zero")
"""Names of the layers from which the logits come; these are never computed in half precision."""


@dataclass(frozen=True, slots=True)
class Framing:
    """How a data set frames a face, against the detector's box; fractions of the box's longer side."""

    margin: float
    shift: float


AS_FER2013 = Framing(0.09, -0.10)
"""Median of 594 faces; web faces measure 0.08 and -0.12."""

AS_SMILES = Framing(-0.06, -0.02)
"""Median of 600 faces: cut closer than the detector's box."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One network.

    Attributes:
        name: The one name of the model.
        title: Its name for people.
        paper: Where the network is from.
        labels: Its classes in output order.
        preprocess: Its input; mean and std may be measured by the run that trains it.
        build: Makes the network, with random weights or, for a Keras application, from a file of its weights. Input
            float32 (N, height, width, channels) scaled by `preprocess`, output logits (N, classes).
        imagenet: File name of Keras' ImageNet weights without the top; empty when there are none.
        solver: An entry of `fit.SOLVERS`.
        z_score: Mean and deviation are those of the training part.
        deviations: What differs from the paper, and why.
    """

    name: str
    title: str
    paper: str
    labels: tuple[str, ...]
    preprocess: Preprocess
    build: Callable[[str | None], Any]
    imagenet: str = ""
    solver: str = "gradient"
    z_score: bool = False
    deviations: tuple[str, ...] = ()


def gray(side: int, mean: float, std: float, framing: Framing, *, align: bool = True) -> Preprocess:
    """A square gray input of `side` pixels."""
    return Preprocess(side, side, 1, framing.margin, align, (mean,), (std,), framing.shift)


def finish(name: str, inputs: Any, logits: Any) -> Any:
    """The network from its input tensor to its logits."""
    return keras.Model(inputs, logits, name=name.replace("-", "_"))


def layers_of(network: Any) -> Iterator[Any]:
    """Its layers and those of the networks inside it."""
    for layer in network.layers:
        yield layer
        yield from layers_of(layer) if hasattr(layer, "layers") else ()


def two_logits(score: Any) -> Any:
    """(0, z) for the single output z of a sigmoid network: the softmax of it is the sigmoid of z."""
    zero = keras.layers.Rescaling(0.0, name="zero")(score)
    return keras.layers.Concatenate(name=LOGITS)([zero, score])


def three_channels(inputs: Any) -> Any:
    """Repeats a gray input for a network that was drawn for colour."""
    return keras.layers.Concatenate(name="gray_to_rgb")([inputs, inputs, inputs])
