"""ResNet50 and VGG19 on FER2013, with and without oversampling.

He et al., "Deep Residual Learning for Image Recognition", CVPR 2016; Simonyan and Zisserman, "Very Deep Convolutional
Networks for Large-Scale Image Recognition", ICLR 2015. Both without their top, global average pooling, Dense 7.

Deviations: FER2013 is gray, repeated to three channels inside the network. At 48x48 the last maps are 2x2 and 1x1,
which explains nothing, so Grad-CAM reads an earlier stage: `conv3_block4_out` (6x6) and `block4_conv4` (6x6). From
random weights VGG19 begins with He et al., "Delving Deep into Rectifiers", ICCV 2015, eq. 10: Simonyan and Zisserman
grew theirs from shallower trained ones, and Keras' own initialisation lets the signal fade from 0.1 after the
first convolution to 0.0002 after the last. ResNet50 begins with blocks that add nothing (Goyal et al., "Accurate, Large
Minibatch SGD", 2017, section 5.1): after 100 steps its loss is 1.85, and with Keras' own initialisation 1.9 to 2.1.
"""

from typing import Any

import keras
from keras import layers

from ferdesk.core import labels
from training.models.recipe import AS_FER2013, FEATURES, LOGITS, Recipe, finish, gray, layers_of, three_channels

PAPER = "ResNet50 against VGG19 with and without RandomOverSampler, on FER2013"
_CLASSES = len(labels.FER2013)


def resnet50(weights: str | None) -> Any:
    """23,602,055 parameters."""
    network = _pretrained("resnet50", keras.applications.ResNet50, weights, cut="conv3_block4_out")
    for layer in layers_of(network) if weights is None else ():
        if layer.name.endswith("_3_bn"):
            layer.gamma.assign(keras.ops.zeros_like(layer.gamma))
    return network


def vgg19(weights: str | None) -> Any:
    """20,027,975 parameters."""
    network = _pretrained("vgg19", keras.applications.VGG19, weights, cut="block4_conv4")
    for layer in layers_of(network) if weights is None else ():
        if isinstance(layer, layers.Conv2D):
            layer.kernel.assign(keras.initializers.HeNormal()(layer.kernel.shape))
    return network


def _pretrained(name: str, application: Any, weights: str | None, cut: str) -> Any:
    """An application with the input repeated, cut at the layer `cut` so that the features have their name."""
    inputs = keras.Input((48, 48, 1), name="input")
    base = application(include_top=False, weights=weights, input_shape=(48, 48, 3), pooling="avg")
    middle = base.get_layer(cut).output
    trunk = keras.Model(base.input, middle, name="trunk")
    head = keras.Model(middle, base.output, name="head")
    features = layers.Identity(name=FEATURES)(trunk(three_channels(inputs)))
    return finish(name, inputs, layers.Dense(_CLASSES, name=LOGITS)(head(features)))


def _recipe(name: str, title: str, build: Any, *deviations: str) -> Recipe:
    weights = f"{name}_weights_tf_dim_ordering_tf_kernels_notop.h5"
    inputs = gray(48, 127.5, 127.5, AS_FER2013)
    return Recipe(name, title, PAPER, labels.FER2013, inputs, build, imagenet=weights, deviations=deviations)


RECIPES = (
    _recipe(
        "resnet50",
        "ResNet50",
        resnet50,
        "Without ImageNet's weights the last batch norm of each block begins with a gain of zero.",
    ),
    _recipe("vgg19", "VGG19", vgg19, "Without ImageNet's weights the convolutions begin with He's initialisation."),
)
