"""Occlusion sensitivity, for models whose inner tensors cannot be read.

Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2. Only outputs are
needed, so it works for every model; it is coarser and slower than Grad-CAM and is never called by that name.
"""

import numpy as np

from ferdesk.core.types import Floats, Pixels
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.explain.gradcam import opposed

_CELLS = 12
"""Covered places per side."""

_REACH = 1.5
"""Half the side of what is covered, in cells: a patch of a quarter of the side, as an eye or the mouth is large."""


def occlusion(classifier: Classifier, crop: Pixels) -> tuple[Floats, Floats]:
    """How far each score falls when a place is covered with the crop's mean colour.

    Args:
        classifier: The model.
        crop: uint8 (height, width, channels), as the model is shown it.

    Returns:
        float32 (classes, 12, 12), the logit as it is less the logit with that place covered; and the logits as they
        are, float32 (classes,).

    Raises:
        ModelError: The model fails on it.
    """
    gray = crop.mean(axis=(0, 1)).round().astype(np.uint8)
    covered = np.repeat(crop[None], _CELLS * _CELLS, axis=0)
    rows, columns = (np.arange(size) for size in crop.shape[:2])
    for place, picture in enumerate(covered):
        row, column = divmod(place, _CELLS)
        down = _near(rows, row)
        across = _near(columns, column)
        picture[np.ix_(down, across)] = gray
    whole = classifier.logits([crop])[0]
    falls = whole - classifier.logits(covered)
    return opposed(falls.T.reshape(-1, _CELLS, _CELLS)), whole


def _near(pixels: np.ndarray, cell: int) -> np.ndarray:
    """Whether each pixel of an axis is covered when `cell` is."""
    middle = (cell + 0.5) * len(pixels) / _CELLS
    near: np.ndarray = np.abs(pixels + 0.5 - middle) < max(_REACH * len(pixels) / _CELLS, 0.5)
    return near
