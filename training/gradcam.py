"""Grad-CAM (Selvaraju et al., "Grad-CAM", ICCV 2017, eqs. 1 and 2) in two ways that must agree.

`tape` asks TensorFlow for the gradient. `run_head` needs only the part of the ONNX graph from the features to the
logits, as the application does: the weight of a channel is the derivative of the class logit when a constant is added
to that channel, over the number of its pixels. All channels are one batch. A large step is exact but may cross the
kink of a ReLU, a small one suffers from rounding; so a channel whose slopes up and down disagree is measured again,
closer.
"""

from typing import Any

import numpy as np
import onnx

from ferdesk.core.preprocess import scale
from ferdesk.core.spec import from_json
from ferdesk.core.types import Floats, Pixels
from ferdesk.engine.runtime import make_session
from training.graph import INPUT, head_of
from training.metrics import Labels
from training.models.recipe import FEATURES, LOGITS

_STEPS = (0.003, 0.0005)
_ROUNDING = 3e-6
_KINK = 1e-3
_CANDIDATES = 40
_MAPS = 15


def run_head(head: Any, features: Floats, chosen: int) -> Floats:
    """The map of class `chosen`, float32 (h, w), at least 0, from features (h, w, channels)."""
    height, width, channels = features.shape
    unit = np.eye(channels, dtype=np.float32)[:, None, None, :]

    def logit(tensor: Floats) -> Floats:
        return np.asarray(head.run([LOGITS], {FEATURES: tensor})[0][:, chosen])

    middle = float(logit(features[None])[0])
    slopes = np.zeros(channels, dtype=np.float32)
    open_ = np.ones(channels, dtype=bool)
    for step in _STEPS:
        change = unit * np.float32(step)
        up, down = (logit(features + change) - middle) / step, (middle - logit(features - change)) / step
        slopes[open_] = (up + down)[open_] / 2
        allowed = _ROUNDING * max(1.0, abs(middle)) / step + _KINK * np.abs(slopes).max()
        open_ &= np.abs(up - down) > allowed
    return np.asarray(np.maximum(features @ (slopes / (height * width)), 0), dtype=np.float32)


def tape(network: Any, batch: Floats, chosen: int) -> Floats:
    """The same from `tf.GradientTape`, for a batch of one, float32 (1, height, width, 1)."""
    import keras
    import tensorflow

    middle = network.get_layer(FEATURES).output
    trunk, head = keras.Model(network.input, middle), keras.Model(middle, network.output)
    features = trunk(batch, training=False)
    with tensorflow.GradientTape() as recorder:
        recorder.watch(features)
        logits = head(features, training=False)
    one_hot = tensorflow.one_hot([chosen], logits.shape[-1])
    gradient = recorder.gradient(logits, features, output_gradients=one_hot)
    weights = np.asarray(gradient).mean(axis=(0, 1, 2))
    return np.asarray(np.maximum(np.asarray(features)[0] @ weights, 0), dtype=np.float32)


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
    graph = onnx.load_model_from_string(content)
    spec = from_json(graph.metadata_props[0].value, origin)
    whole, head = (make_session(g.SerializeToString(), origin, "cpu", 1) for g in (graph, head_of(graph)))
    maps: dict[str, list[list[float]]] = {}
    for number, name in enumerate(spec.labels):
        candidates = images[labels == number][:_CANDIDATES]
        if not len(candidates):
            continue
        logits, features = whole.run([LOGITS, FEATURES], {INPUT: scale(candidates[..., None], spec.preprocess)})
        correct = np.flatnonzero(logits.argmax(axis=1) == number)[:_MAPS]
        found = [run_head(head, features[k], number) for k in correct]
        if found:
            average: Any = np.mean([each / max(float(each.max()), 1e-12) for each in found], axis=0)
            maps[name] = np.round(average, 4).tolist()
    return maps
