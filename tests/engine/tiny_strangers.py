"""Tiny ONNX models as strangers make them: without a description, and in every form that such files have."""

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ferdesk.core.spec import softmax
from ferdesk.core.types import Floats, Pixels
from tests.engine.tiny_models import as_bytes

_TYPES = {"float32": TensorProto.FLOAT, "float16": TensorProto.FLOAT16, "uint8": TensorProto.UINT8}


@dataclass(frozen=True)
class Stranger:
    """A model whose logits are the means of its channels, (classes, channels) weights, and a bias that favours one.

    `scale` is what it wants pixels divided by before; `size` None leaves height and width open, `batch` None the batch.
    """

    layout: str = "NHWC"
    order: str = "RGB"
    channels: int = 3
    size: int | None = 8
    batch: int | None = None
    dtype: str = "float32"
    end: str = ""
    classes: int = 7
    scale: float = 255.0

    @property
    def weights(self) -> Floats:
        grown = np.arange(self.channels * self.classes, dtype=np.float32).reshape(self.channels, self.classes)
        return np.asarray(np.sin(grown) * 4, dtype=np.float32)

    @property
    def bias(self) -> Floats:
        return np.linspace(0.5, -0.5, self.classes, dtype=np.float32)

    def expected(self, crop: Pixels) -> Floats:
        """Its probabilities of an RGB or gray crop, float32 (classes,), computed here with NumPy."""
        means = crop.reshape(-1, self.channels).astype(np.float64).mean(axis=0) / self.scale
        means = means[::-1] if self.order == "BGR" else means
        logits = means @ self.weights + self.bias
        if self.end == "Sigmoid":
            shares = 1 / (1 + np.exp(-logits))
            return np.asarray(shares / shares.sum(), dtype=np.float32)
        return softmax(np.asarray(logits, dtype=np.float32), 1.0)

    def proto(self) -> onnx.ModelProto:
        tall = self.size or "h"
        wide = self.size or "w"
        shape: list[str | int | None] = [self.batch or "N", tall, wide, self.channels]
        if self.layout == "NCHW":
            shape = [self.batch or "N", self.channels, tall, wide]
        plane = [1, 2] if self.layout == "NHWC" else [2, 3]
        nodes = [
            helper.make_node("Cast", ["picture"], ["values"], to=TensorProto.FLOAT),
            helper.make_node("ReduceMean", ["values"], ["means"], axes=plane, keepdims=0),
            helper.make_node("Gemm", ["means", "weights", "bias"], ["scores"]),
            helper.make_node(self.end or "Identity", ["scores"], ["answer"]),
        ]
        # A model of whole numbers scales by itself.
        weights = self.weights / (self.scale if self.dtype == "uint8" else 1)
        graph = helper.make_graph(
            nodes,
            "stranger",
            [helper.make_tensor_value_info("picture", _TYPES[self.dtype], shape)],
            [helper.make_tensor_value_info("answer", TensorProto.FLOAT, [self.batch or "N", self.classes])],
            [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(self.bias, "bias")],
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

    def data(self) -> bytes:
        return as_bytes(self.proto())
