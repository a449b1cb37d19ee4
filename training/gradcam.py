"""Grad-CAM from TensorFlow's own gradient, which the application's must equal; the application's over many pictures.

Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017,
equations 1 and 2.
"""

from typing import Any

import numpy as np

from ferdesk.core.labels import INDEX
from ferdesk.core.types import Floats, Pixels
from ferdesk.engine.explain.explainer import Explainer
from training.metrics import Labels
from training.models.recipe import FEATURES

_CANDIDATES = 30
_MAPS = 12


def tape(network: Any, batch: Floats, chosen: int) -> Floats:
    """The map of class `chosen` from `tf.GradientTape`, float32 (h, w), at least 0.

    Args:
        network: A Keras network under the TensorFlow backend.
        batch: One scaled picture, float32 (1, height, width, channels).
        chosen: Number of the class.
    """
    import keras  # TensorFlow and Keras are slow to import, and evaluating a file does not need them
    import tensorflow

    middle = network.get_layer(FEATURES).output
    trunk, head = keras.Model(network.input, middle), keras.Model(middle, network.output)
    features = trunk(batch, training=False)
    with tensorflow.GradientTape() as recorder:
        recorder.watch(features)
        logits = head(features, training=False)
    one_hot = tensorflow.one_hot([chosen], logits.shape[-1])
    gradient = np.asarray(recorder.gradient(logits, features, output_gradients=one_hot))
    return weigh(np.asarray(features)[0], gradient[0])


def weigh(features: Floats, gradient: Floats) -> Floats:
    """Features (h, w, channels) weighted with the means of their gradient: float32 (h, w), at least 0."""
    return np.asarray(np.maximum(features @ gradient.mean(axis=(0, 1)), 0), dtype=np.float32)


def mean_maps(content: bytes, origin: str, images: Pixels, labels: Labels) -> dict[str, list[list[float]]]:
    """The mean map of each class over correctly classified pictures, each map scaled to a maximum of 1.

    Args:
        content: A model file's bytes.
        origin: The file's name.
        images: uint8 (N, height, width) in the model's size.
        labels: int64 (N,).

    Returns:
        Lists (h, w) by class name; classes without a correct picture are left out.
    """
    explainer = Explainer(content, origin)
    maps: dict[str, list[list[float]]] = {}
    for number, name in enumerate(explainer.spec.labels):
        found = []
        for image in images[labels == number][:_CANDIDATES]:
            each, prediction = explainer.maps(image[..., None])
            if np.nanargmax(prediction.probabilities) == INDEX[name] and each[number].max() > 0:
                found.append(np.maximum(each[number], 0) / each[number].max())
        if found:
            average: Any = np.mean(found[:_MAPS], axis=0)
            maps[name] = np.round(average, 4).tolist()
    return maps
