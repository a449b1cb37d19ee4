"""Heat maps of a model whose weights may have been changed, made as the application makes them."""

import numpy as np
import onnx

from ferdesk.core.preprocess import scale
from ferdesk.core.spec import ModelSpec
from ferdesk.core.types import Floats, Pixels
from ferdesk.engine.explain.gradcam import grad_cam, hog_cells, is_hog
from ferdesk.engine.explain.head import Head, Traced

_THREADS = 2
_PAIR = 2
"""Of two classes one may speak through the other, so both are traced; see `opposed`."""
_BATCH = 16


class Mapper:
    """Grad-CAM of one graph, or the contributions of its HOG cells.

    `Explainer` opens whole files and refuses those that do not reproduce their golden sample, as a model with random
    weights must.

    Attributes:
        hog: The maps are signed contributions of HOG cells.
    """

    def __init__(self, graph: onnx.ModelProto, spec: ModelSpec) -> None:
        """Opens a copy of the graph.

        Raises:
            NoDerivativeError: The gradient cannot pass its head.
            ModelError: ONNX Runtime cannot run it.
        """
        copy = onnx.ModelProto()
        copy.CopyFrom(graph)
        self._spec = spec
        self._head = Head(copy, spec, spec.name, _THREADS)
        self.hog = is_hog(copy, self._head, self.trace(spec.golden.pixels))

    def trace(self, crop: Pixels) -> Traced:
        """One crop, uint8 (height, width, channels), forwards and backwards."""
        return self._head.trace(scale([crop], self._spec.preprocess))

    def read(self, traced: Traced) -> Floats:
        """The maps of the traced classes, float32 (classes, h, w)."""
        return hog_cells(traced) if self.hog else grad_cam(traced)

    def maps(self, crops: Pixels, chosen: np.ndarray) -> Floats:
        """The map of one class of each crop.

        Args:
            crops: uint8 (N, height, width, channels).
            chosen: int (N,), the class of each.

        Returns:
            float32 (N, h, w).
        """
        if len(self._spec.labels) == _PAIR:
            return np.stack([self.read(self.trace(crop))[one] for crop, one in zip(crops, chosen, strict=True)])
        batches = [slice(first, first + _BATCH) for first in range(0, len(crops), _BATCH)]
        inputs = self._spec.preprocess
        traced = [each for part in batches for each in self._head.trace_each(scale(crops[part], inputs), chosen[part])]
        return np.stack([self.read(each)[0] for each in traced])
