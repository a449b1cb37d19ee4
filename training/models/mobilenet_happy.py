"""MobileNetV2 for happy / not happy, on 96x96 gray pictures scaled to [0, 1].

Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018. Softmax over two classes, Adam,
categorical cross-entropy.

Deviations: the gray input is repeated inside the network; Grad-CAM reads `block_12_add` (6x6), because the last map
is 3x3.
"""

from typing import Any

import keras
from keras import layers

from ferdesk.core import labels
from training.models.recipe import AS_FER2013, FEATURES, LOGITS, Recipe, finish, gray, three_channels

_MOMENTUM = 0.9
PAPER = "Happy / not happy with MobileNetV2 and 5-fold cross-validation"


def mobilenetv2_happy(weights: str | None) -> Any:
    """2,260,546 parameters."""
    inputs = keras.Input((96, 96, 1), name="input")
    base = keras.applications.MobileNetV2(include_top=False, weights=weights, input_shape=(96, 96, 3), pooling="avg")
    for layer in base.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.momentum = _MOMENTUM
    middle = base.get_layer("block_12_add").output
    trunk = keras.Model(base.input, middle, name="trunk")
    head = keras.Model(middle, base.output, name="head")
    features = layers.Identity(name=FEATURES)(trunk(three_channels(inputs)))
    return finish("mobilenetv2-happy", inputs, layers.Dense(len(labels.HAPPY), name=LOGITS)(head(features)))


RECIPES = (
    Recipe(
        "mobilenetv2-happy",
        "MobileNetV2, happy / not happy",
        PAPER,
        labels.HAPPY,
        gray(96, 0.0, 255.0, AS_FER2013),
        mobilenetv2_happy,
        imagenet="mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_96_no_top.h5",
    ),
)
