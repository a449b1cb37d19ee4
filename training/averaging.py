"""The moving average of a network's weights, in place of them while it is validated and kept.

Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992. Keras' optimizer computes it within
the step and keeps it in the checkpoint. Batch norm's statistics belong to the weights they were measured with, so they
are measured anew (Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", UAI 2018,
section 3.2).
"""

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
from keras.layers import BatchNormalization

from training.batches import Batch
from training.models.recipe import layers_of

_MEASURED_ON: Final = 24


@contextmanager
def averaged(network: Any, batches: Iterable[Batch]) -> Iterator[None]:
    """Inside, the network has the average of its weights; afterwards what it had before.

    Args:
        network: Compiled with an optimizer that keeps the average; at least one step was made.
        batches: What batch norm's statistics are measured on, the first ones only.
    """
    weights = network.get_weights()
    network.optimizer.finalize_variable_values(network.trainable_variables)
    # Copies: JAX gives a network's arrays away in each of its calls, and the optimizer still needs the average.
    network.set_weights([np.copy(value) for value in network.get_weights()])
    _measure(network, batches)
    yield
    network.set_weights(weights)


def _measure(network: Any, batches: Iterable[Batch]) -> None:
    """Mean and variance of every batch norm as the plain mean over some batches."""
    norms = [layer for layer in layers_of(network) if isinstance(layer, BatchNormalization)]
    momenta = [layer.momentum for layer in norms]
    for seen, (inputs, _, _) in enumerate(itertools.islice(batches, _MEASURED_ON if norms else 0)):
        for layer in norms:
            layer.momentum = seen / (seen + 1)
        network(inputs, training=True)
    for layer, momentum in zip(norms, momenta, strict=True):
        layer.momentum = momentum
