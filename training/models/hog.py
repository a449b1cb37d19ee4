"""Histograms of oriented gradients as a layer, so that they travel inside the model file.

Dalal and Triggs, "Histograms of Oriented Gradients for Human Detection", CVPR 2005, as `skimage.feature.hog` computes
it with 9 orientations, 8x8 cells, 2x2 blocks and L2-Hys. ONNX has no arctangent of two arguments that every runtime
agrees on, so the orientation bin comes from sign tests against the bins' edges.
"""

import itertools
import math
from typing import Any

import keras
from keras import ops

ORIENTATIONS = 9
CELL = 8
BLOCK = 2
_EPSILON = 1e-5
_CLIP = 0.2


@keras.saving.register_keras_serializable(package="ferdesk")
class HogCells(keras.layers.Layer):  # type: ignore[misc]
    """Mean gradient magnitude per cell and orientation: (N, h, w, 1) to (N, h/8, w/8, 9)."""

    def call(self, inputs: Any) -> Any:
        magnitude, dx, dy = _gradients(inputs)
        # Folding into the upper half plane makes the orientation unsigned: 0 <= angle < 180 degrees.
        turn = ops.where(ops.logical_or(dy < 0, ops.logical_and(dy == 0, dx < 0)), -1.0, 1.0)
        dx, dy = dx * turn, dy * turn
        past = [ops.ones_like(dx)]
        for edge in range(1, ORIENTATIONS):
            angle = math.pi * edge / ORIENTATIONS
            past.append(ops.cast(dy * math.cos(angle) - dx * math.sin(angle) >= 0, "float32"))
        past.append(ops.zeros_like(dx))
        bins = [(low - high) * magnitude for low, high in itertools.pairwise(past)]
        return ops.average_pool(ops.concatenate(bins, axis=-1), CELL, CELL)


@keras.saving.register_keras_serializable(package="ferdesk")
class HogBlocks(keras.layers.Layer):  # type: ignore[misc]
    """Overlapping 2x2 blocks with L2-Hys: (N, h, w, 9) to (N, h-1, w-1, 36), in skimage's order."""

    def call(self, inputs: Any) -> Any:
        rows, columns = inputs.shape[1] - 1, inputs.shape[2] - 1
        parts = [inputs[:, y : y + rows, x : x + columns] for y in range(BLOCK) for x in range(BLOCK)]
        blocks = ops.concatenate(parts, axis=-1)
        blocks = ops.minimum(blocks / _length(blocks), _CLIP)
        return blocks / _length(blocks)


def _gradients(pixels: Any) -> tuple[Any, Any, Any]:
    """Magnitude and central differences, which are 0 on the border as in skimage; (N, h, w, 1) each."""
    dy = ops.pad(pixels[:, 2:] - pixels[:, :-2], [[0, 0], [1, 1], [0, 0], [0, 0]])
    dx = ops.pad(pixels[:, :, 2:] - pixels[:, :, :-2], [[0, 0], [0, 0], [1, 1], [0, 0]])
    return ops.sqrt(dx * dx + dy * dy), dx, dy


def _length(blocks: Any) -> Any:
    return ops.sqrt(ops.sum(blocks * blocks, axis=-1, keepdims=True) + _EPSILON**2)
