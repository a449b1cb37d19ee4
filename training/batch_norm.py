"""Batch norm for a network that was drawn without, while it is trained.

Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift", ICML
2015. Once trained it is a factor and a summand for each filter, which go into the convolution before it: what is kept
has the layers and the number of weights of the network as its paper draws it, and answers the same.
"""

from typing import Any

import keras
import numpy as np
from keras import layers

from training.models.recipe import layers_of


def with_batch_norm(network: Any) -> Any:
    """A copy with equal weights and a batch norm between each convolution and its activation."""
    activations: dict[str, Any] = {}

    def again(layer: Any) -> Any:
        config = layer.get_config()
        if isinstance(layer, layers.Conv2D):
            activations[layer.name], config["activation"] = config["activation"], "linear"
        return type(layer).from_config(config)

    def call(layer: Any, *arguments: Any, **options: Any) -> Any:
        outputs = layer(*arguments, **options)
        if layer.name not in activations:
            return outputs
        normed = layers.BatchNormalization(name=_norm(layer.name))(outputs)
        return layers.Activation(activations[layer.name], name=f"{layer.name}_activation")(normed)

    copy = keras.models.clone_model(network, clone_function=again, call_function=call, recursive=True)
    ours = _with_weights(copy)
    for name, layer in _with_weights(network).items():
        ours[name].set_weights(layer.get_weights())
    return copy


def fold(trained: Any, plain: Any) -> None:
    """Gives `plain` the weights with which it answers as `trained`, its copy with batch norm, does in use."""
    theirs = _with_weights(trained)
    for name, layer in _with_weights(plain).items():
        weights = theirs[name].get_weights()
        if _norm(name) in theirs:
            norm, (kernel, bias) = theirs[_norm(name)], weights
            gamma, beta, mean, variance = norm.get_weights()
            factor = gamma / np.sqrt(variance + norm.epsilon)
            weights = [kernel * factor, (bias - mean) * factor + beta]
        layer.set_weights(weights)


def _norm(name: str) -> str:
    return f"{name}_norm"


def _with_weights(network: Any) -> dict[str, Any]:
    return {layer.name: layer for layer in layers_of(network) if layer.weights and not hasattr(layer, "layers")}
