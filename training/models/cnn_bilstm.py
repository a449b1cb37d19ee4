"""The CNN with augmentation and the CNN-BiLSTM that reads the same trunk's map as a sequence.

Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997; Schuster and Paliwal, "Bidirectional Recurrent Neural
Networks", 1997. The paper gives Adam 1e-3, batch 32 and up to 100 epochs, and no layer widths; ours are below.

Deviations: batch norm in the trunk (without it the network needs several times as many epochs from scratch); the
sequence is the map's rows from top to bottom, six steps, unrolled so that the exported graph holds no loop.
"""

from typing import Any

import keras
from keras import layers

from ferdesk.core import labels
from training.models.recipe import AS_FER2013, FEATURES, LOGITS, Recipe, finish, gray

PAPER = "CNN against CNN-BiLSTM for facial expressions"
_CLASSES = len(labels.FER2013)


def cnn_augmented(_weights: str | None) -> Any:
    """The trunk, global average pooling, Dense 7: 539,047 parameters."""
    inputs = keras.Input((48, 48, 1), name="input")
    x = layers.GlobalAveragePooling2D()(_trunk(inputs))
    return finish("cnn-augmented", inputs, layers.Dense(_CLASSES, name=LOGITS)(layers.Dropout(0.4)(x)))


def cnn_bilstm(_weights: str | None) -> Any:
    """The trunk, its six rows through a bidirectional LSTM, Dense 7: 1,357,863 parameters."""
    inputs = keras.Input((48, 48, 1), name="input")
    x = layers.TimeDistributed(layers.Flatten(), name="rows")(_trunk(inputs))
    x = layers.Dropout(0.3)(x)
    x = layers.Bidirectional(layers.LSTM(64, unroll=True))(x)
    return finish("cnn-bilstm", inputs, layers.Dense(_CLASSES, name=LOGITS)(layers.Dropout(0.4)(x)))


def _trunk(inputs: Any) -> Any:
    """Five convolutions with batch norm; (N, 48, 48, 1) to (N, 6, 6, 256)."""
    x = inputs
    for number, filters in enumerate((32, 64, 128, 128, 256)):
        x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.ReLU(name=FEATURES if number == 4 else None)(layers.BatchNormalization()(x))
        if number in (0, 1, 3):
            x = layers.MaxPooling2D()(x)
    return x


RECIPES = (
    Recipe(
        "cnn-augmented",
        "CNN with augmentation",
        PAPER,
        labels.FER2013,
        gray(48, 127.5, 127.5, AS_FER2013),
        cnn_augmented,
    ),
    Recipe("cnn-bilstm", "CNN-BiLSTM", PAPER, labels.FER2013, gray(48, 127.5, 127.5, AS_FER2013), cnn_bilstm),
)
