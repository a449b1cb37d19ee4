"""The smile / no smile network with two scalings of its input: [0, 1] and z-score.

128x128x3, three valid convolutions 32/64/128 with batch norm and pooling, Dense 512, batch norm, Dropout, sigmoid:
12,942,273 parameters, 1,472 of them not trainable.

Deviations: gray pictures are repeated to three channels inside the network; the sigmoid's logit z leaves as (0, z),
whose softmax is the same probability.
"""

from typing import Any

import keras
from keras import layers

from ferdesk.core import labels
from training.models.recipe import AS_SMILES, FEATURES, Recipe, finish, gray, three_channels, two_logits

PAPER = "Min-max against z-score scaling for smile detection with a CNN"


def smile_cnn(_weights: str | None) -> Any:
    """12,942,273 parameters."""
    inputs = keras.Input((128, 128, 1), name="input")
    x = three_channels(inputs)
    for filters in (32, 64, 128):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        x = layers.BatchNormalization(name=FEATURES if filters == 128 else None)(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Dense(512, activation="relu")(layers.Flatten()(x))
    x = layers.Dropout(0.5)(layers.BatchNormalization()(x))
    return finish("smile-cnn", inputs, two_logits(layers.Dense(1, name="score")(x)))


def smile_level1(_weights: str | None) -> Any:
    """The trunk of the level-1 CNN on SMILEs' own 64x64 pictures: does the answer depend on the network?"""
    x = inputs = keras.Input((64, 64, 1), name="input")
    for filters in (32, 64, 128):
        x = layers.MaxPooling2D()(layers.Conv2D(filters, 3, padding="same", activation="relu")(x))
    x = layers.Conv2D(128, 3, padding="same", activation="relu", name=FEATURES)(x)
    x = layers.Dense(128, activation="relu")(layers.Flatten()(layers.MaxPooling2D()(x)))
    return finish("smile-level1", inputs, two_logits(layers.Dense(1, name="score")(layers.Dropout(0.5)(x))))


def _recipe(network: str, title: str, side: int, build: Any, *, z_score: bool) -> Recipe:
    return Recipe(
        f"{network}-{'zscore' if z_score else 'minmax'}",
        f"{title}, {'z-score' if z_score else '[0, 1]'}",
        PAPER,
        labels.SMILE,
        gray(side, 0.0, 255.0, AS_SMILES, align=False),
        build,
        z_score=z_score,
    )


RECIPES = tuple(
    _recipe(network, title, side, build, z_score=z_score)
    for network, title, side, build in (
        ("smile-cnn", "Smile CNN", 128, smile_cnn),
        ("smile-level1", "Smile CNN, level 1", 64, smile_level1),
    )
    for z_score in (False, True)
)
