"""From gradients to maps: Grad-CAM, and what each cell of a HOG descriptor contributes.

Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017,
equations 1 and 2; Dalal and Triggs, "Histograms of Oriented Gradients for Human Detection", CVPR 2005.
"""

import numpy as np
import onnx

from ferdesk.core.types import Floats
from ferdesk.engine.explain.head import Head, Traced

HOG_BLOCK = 2
"""Cells per side of a block."""

HOG_ORIENTATIONS = 9
_LEARNED_FILTERS = {"Conv", "ConvInteger", "QLinearConv"}


def grad_cam(traced: Traced) -> Floats:
    """ReLU of the sum over channels of each channel times the mean of its gradient: float32 (classes, h, w)."""
    weights = opposed(traced.gradients).mean(axis=(1, 2))
    return np.asarray(np.maximum(np.einsum("hwk,ck->chw", traced.features, weights), 0), dtype=np.float32)


def hog_cells(traced: Traced) -> Floats:
    """What each HOG cell adds to each score, float32 (classes, cells down, cells across).

    The score is the sum of these and of a constant, so nothing is left out. A cell stands in up to four blocks; its
    shares in all of them are added up.
    """
    shares = traced.features * opposed(traced.gradients)
    classes, rows, columns, _ = shares.shape
    shares = shares.reshape(classes, rows, columns, HOG_BLOCK, HOG_BLOCK, HOG_ORIENTATIONS).sum(axis=-1)
    cells = np.zeros((classes, rows + HOG_BLOCK - 1, columns + HOG_BLOCK - 1), dtype=np.float32)
    for down in range(HOG_BLOCK):
        for across in range(HOG_BLOCK):
            cells[:, down : down + rows, across : across + columns] += shares[..., down, across]
    return cells


def is_hog(graph: onnx.ModelProto, head: Head, traced: Traced) -> bool:
    """Whether the features are HOG blocks that a linear head reads.

    The file does not say so, but nothing else looks like it: no learned filter in the whole model, and 36 channels, 9
    orientations for each of 2 x 2 cells, that go into a linear layer.
    """
    channels = HOG_BLOCK * HOG_BLOCK * HOG_ORIENTATIONS
    learned = any(node.op_type in _LEARNED_FILTERS for node in graph.graph.node)
    return head.linear and not learned and traced.features.shape[2] == channels


def opposed(slopes: Floats) -> Floats:
    """Gives the silent class of a sigmoid network its score, (classes, ...) in and out.

    In two logits (0, z) the first never changes; what speaks for its class is what speaks against the other one.
    """
    if len(slopes) != 2:
        return slopes
    silent = ~slopes.reshape(2, -1).any(axis=1)
    return np.where(silent.reshape(2, *[1] * (slopes.ndim - 1)), -slopes[::-1], slopes)
