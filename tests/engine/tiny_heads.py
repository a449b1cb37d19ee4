"""Tiny ONNX models with a feature tensor: a trunk that hands the picture on, and the operators under test behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from ferdesk.core.labels import FER2013
from ferdesk.core.model_input import Preprocess
from ferdesk.core.spec import METADATA_KEY, Golden, ModelSpec, softmax, to_json
from ferdesk.core.types import Floats
from ferdesk.engine.explain.gradcam import HOG_BLOCK, HOG_ORIENTATIONS

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TinyHead:
    """A model whose features, float32 (1, side, side, 3 * repeats), are its scaled input, repeated.

    Attributes:
        nodes: From `features` to `logits`.
        weights: Names to values; whole numbers stay int64.
    """

    nodes: Sequence[onnx.NodeProto]
    weights: Mapping[str, npt.ArrayLike] = field(default_factory=dict)
    labels: tuple[str, ...] = FER2013
    side: int = 6
    repeats: int = 1

    @property
    def inputs(self) -> Preprocess:
        return Preprocess(self.side, self.side, 3, 0.0, align=False, mean=(120.0,) * 3, std=(90.0,) * 3)

    def double(self, features: Doubles) -> Doubles:
        """The logits of one run in double precision, float64 (classes,), by ONNX's own reference implementation."""
        head = self._model(list(self.nodes), "features", TensorProto.DOUBLE)
        logits = np.asarray(ReferenceEvaluator(head).run(["logits"], {"features": features}))
        return np.asarray(logits[0, 0], dtype=np.float64)

    def numeric(self, features: Floats) -> Doubles:
        """d logits / d features by central differences, float64 (classes, h, w, channels)."""
        middle = features.astype(np.float64)[None]
        slopes = np.zeros((len(self.labels), *features.shape))
        for place in np.ndindex(features.shape):
            step = np.zeros_like(middle)
            step[(0, *place)] = 1e-6
            slopes[(slice(None), *place)] = (self.double(middle + step) - self.double(middle - step)) / 2e-6
        return slopes

    def proto(self) -> onnx.ModelProto:
        trunk = helper.make_node("Concat", ["input"] * self.repeats, ["features"], axis=3)
        return self._model([trunk, *self.nodes], "input", TensorProto.FLOAT)

    def spec(self, features: str = "features") -> ModelSpec:
        inputs = self.inputs
        pixels = np.random.default_rng(5).integers(0, 256, (self.side, self.side, 3), dtype=np.uint8)
        scaled = (pixels[None].astype(np.float64) - np.asarray(inputs.mean)) / np.asarray(inputs.std)
        logits = self.double(np.tile(scaled, self.repeats)).astype(np.float32)
        golden = Golden(pixels, softmax(logits[None], 1.0)[0])
        return ModelSpec(
            name="tiny-head",
            title="Tiny head",
            paper="none: made for tests",
            labels=self.labels,
            preprocess=inputs,
            logits="logits",
            features=features,
            trained_on="nothing",
            measured=(),
            temperature=1.0,
            parameters=1,
            golden=golden,
        )

    def data(self, *, features: str = "features") -> bytes:
        model = self.proto()
        helper.set_model_props(model, {METADATA_KEY: to_json(self.spec(features))})
        return bytes(model.SerializeToString())

    def _model(self, nodes: list[onnx.NodeProto], source: str, kind: int) -> onnx.ModelProto:
        shape: list[str | int | None] = ["N", self.side, self.side, 3]
        deep: list[str | int | None] = [*shape[:3], 3 * self.repeats]
        outputs = [helper.make_tensor_value_info("logits", kind, ["N", len(self.labels)])]
        if source == "input":
            outputs.append(helper.make_tensor_value_info("features", kind, deep))
        weights = [
            numpy_helper.from_array(_typed(np.asarray(value), kind), name) for name, value in self.weights.items()
        ]
        graph = helper.make_graph(
            nodes,
            "head",
            [helper.make_tensor_value_info(source, kind, shape if source == "input" else deep)],
            outputs,
            weights,
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _typed(value: npt.NDArray[np.generic], kind: int) -> npt.NDArray[np.generic]:
    if np.issubdtype(value.dtype, np.integer):
        return value.astype(np.int64)
    return value.astype(np.float64 if kind == TensorProto.DOUBLE else np.float32)


node = helper.make_node
NCHW = node("Transpose", ["features"], ["x"], perm=[0, 3, 1, 2])
SPREAD = np.random.default_rng(9).normal(size=(4000, 7))
"""Weights: any rows of it make seven different logits."""

BLOCK_CHANNELS = HOG_BLOCK**2 * HOG_ORIENTATIONS


def histogram_reader(weights: Doubles) -> TinyHead:
    """A linear layer, (5, 5, 36, 7), behind 36 channels, which no learned filter has touched: as HOG and an SVM are."""
    nodes = [node("Flatten", ["features"], ["f"]), node("Gemm", ["f", "w", "b"], ["logits"])]
    return TinyHead(nodes, {"w": weights.reshape(-1, 7), "b": SPREAD[0]}, side=5, repeats=12)


def small_network() -> TinyHead:
    """ReLU, pooling, two dense layers with a ReLU between: the kinks at which differences go wrong."""
    return TinyHead(
        [
            NCHW,
            node("MaxPool", ["x"], ["p"], kernel_shape=[2, 2], strides=[2, 2]),
            node("Flatten", ["p"], ["f"]),
            node("Gemm", ["f", "w1", "b1"], ["h"]),
            node("Relu", ["h"], ["r"]),
            node("Gemm", ["r", "w2", "b2"], ["logits"]),
        ],
        {"w1": SPREAD[:27], "b1": SPREAD[30], "w2": SPREAD[40:47], "b2": SPREAD[50]},
    )
