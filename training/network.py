"""Making, loading and running a network; the only place besides the model files where Keras is touched by name."""

from typing import Any

import keras
import numpy as np

from ferdesk.core.preprocess import Preprocess, scale
from ferdesk.core.types import Floats, Pixels
from training.models import MODELS
from training.settings import Settings

_BATCH = 256


def build(settings: Settings) -> Any:
    """The network with its initial weights, the same for the same seed."""
    keras.utils.set_random_seed(settings.seed)
    return MODELS[settings.model].build(settings.weights)


def predict(network: Any, images: Pixels, preprocess: Preprocess) -> Floats:
    """Logits, float32 (N, classes), of pictures uint8 (N, height, width) in the network's size."""
    parts = [
        np.asarray(network.predict_on_batch(scale(images[start : start + _BATCH, ..., None], preprocess)))
        for start in range(0, len(images), _BATCH)
    ]
    return np.concatenate(parts).astype(np.float32)
