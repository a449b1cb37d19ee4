"""HOG + SVM, the level-1 CNN and the tuned CNN ("Model B") of the paper that compares them on FER2013.

The paper gives the level-1 CNN's layers (Conv 32/64/128 and an optional second 128, ReLU, pooling, Dense 128, Dropout
0.5, softmax) and of the tuned one the kinds of layers and about 2.5 million parameters.

Deviations: the features that Grad-CAM reads are named; widths of the tuned CNN are ours where the paper is silent.
"""

from typing import Any

import keras
from keras import layers

from ferdesk.core import labels
from training.models.hog import HogBlocks, HogCells
from training.models.recipe import AS_FER2013, FEATURES, LOGITS, Recipe, finish, gray

PAPER = "Facial expression recognition with HOG and SVM against convolutional networks, on FER2013"
_CLASSES = len(labels.FER2013)
_MOMENTUM = 0.9
"""Of batch norm: with Keras' 0.99 the averages lag behind Adam's first epochs, and 43 % are scored as 29 %."""


def hog_svm(_weights: str | None) -> Any:
    """HOG and a linear one-vs-rest SVM as one dense layer: 6,307 parameters."""
    inputs = keras.Input((48, 48, 1), name="input")
    blocks = HogBlocks(name=FEATURES)(HogCells(name="cells")(inputs))
    return finish("hog-svm", inputs, layers.Dense(_CLASSES, name=LOGITS)(layers.Flatten()(blocks)))


def cnn_level1(_weights: str | None) -> Any:
    """Four convolutions with pooling and two dense layers: 388,743 parameters."""
    x = inputs = keras.Input((48, 48, 1), name="input")
    for filters in (32, 64, 128):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(128, 3, padding="same", activation="relu", name=FEATURES)(x)
    x = layers.Flatten()(layers.MaxPooling2D()(x))
    x = layers.Dropout(0.5)(layers.Dense(128, activation="relu")(x))
    return finish("cnn-level1", inputs, layers.Dense(_CLASSES, name=LOGITS)(x))


def cnn_tuned(_weights: str | None) -> Any:
    """Four blocks with batch norm and LeakyReLU, wide and two convolutions deep late: about 2.5 million parameters."""
    x = inputs = keras.Input((48, 48, 1), name="input")
    for convolutions, filters in ((1, 32), (1, 96), (2, 192), (2, 384)):
        for place in range(convolutions):
            last = filters == 384 and place == 1
            x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
            x = layers.BatchNormalization(momentum=_MOMENTUM)(x)
            x = layers.LeakyReLU(0.1, name=FEATURES if last else None)(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.5)(layers.GlobalAveragePooling2D()(x))
    return finish("cnn-tuned", inputs, layers.Dense(_CLASSES, name=LOGITS)(x))


RECIPES = (
    Recipe(
        "hog-svm",
        "HOG + SVM",
        PAPER,
        labels.FER2013,
        gray(48, 0.0, 1.0, AS_FER2013),
        hog_svm,
        solver="svm",
    ),
    Recipe("cnn-level1", "CNN, level 1", PAPER, labels.FER2013, gray(48, 127.5, 127.5, AS_FER2013), cnn_level1),
    Recipe(
        "cnn-tuned",
        "Tuned CNN",
        PAPER,
        labels.FER2013,
        gray(48, 127.5, 127.5, AS_FER2013),
        cnn_tuned,
        deviations=(
            "The paper names the kinds of layers and their number of weights; the widths are ours, narrow where the map"
            " is large, which costs most of the time.",
            "Class weights are the square roots of the balanced ones: in full, disgust counts nine times and is seen"
            " where it is not.",
        ),
    ),
)
