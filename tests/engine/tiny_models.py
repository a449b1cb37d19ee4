"""Tiny ONNX models with a spec, made on the spot: what they answer is known by construction."""

from dataclasses import dataclass, replace

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ferdesk.core.labels import FER2013
from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import scale
from ferdesk.core.spec import METADATA_KEY, Golden, ModelSpec, softmax, to_json
from ferdesk.core.types import Floats, Pixels

SIZE = 8
INPUT = Preprocess(SIZE, SIZE, 1, margin=0.1, align=False, mean=(0.0,), std=(255.0,))


@dataclass(frozen=True)
class Tiny:
    """A model whose logits are `mean brightness (0...1) * gain + bias`, after `extra_work` convolutions."""

    name: str = "tiny"
    labels: tuple[str, ...] = FER2013
    preprocess: Preprocess = INPUT
    extra_work: int = 0
    favourite: int = 3

    @property
    def bias(self) -> Floats:
        bias = np.zeros(len(self.labels), dtype=np.float32)
        bias[self.favourite] = 2.0
        return bias

    @property
    def gain(self) -> Floats:
        gain: Floats = np.linspace(-1, 1, len(self.labels), dtype=np.float32)[None]
        return gain

    def golden_pixels(self) -> Pixels:
        shape = (self.preprocess.height, self.preprocess.width, self.preprocess.channels)
        return np.arange(np.prod(shape), dtype=np.uint32).astype(np.uint8).reshape(shape)

    def expected(self, pixels: Pixels) -> Floats:
        """The probabilities, float32 (classes,), computed here with NumPy."""
        mean = scale([pixels], self.preprocess).mean()
        logits: Floats = (mean * self.gain[0] + self.bias)[None]
        return np.asarray(softmax(logits, 1.0)[0], dtype=np.float32)

    def spec(self) -> ModelSpec:
        pixels = self.golden_pixels()
        return ModelSpec(
            name=self.name,
            title=f"Tiny {self.name}",
            paper="none: made for tests",
            labels=self.labels,
            preprocess=self.preprocess,
            logits="logits",
            features="",
            trained_on="nothing",
            measured=(),
            temperature=1.0,
            parameters=14,
            golden=Golden(pixels, self.expected(pixels)),
        )

    def proto(self, spec: ModelSpec | None = None) -> onnx.ModelProto:
        inputs = self.preprocess
        shape: list[str | int | None] = ["N", inputs.height, inputs.width, inputs.channels]
        nodes = [*self._work(), helper.make_node("ReduceMean", ["worked"], ["mean"], axes=[1, 2, 3], keepdims=1)]
        nodes += [
            helper.make_node("Flatten", ["mean"], ["flat"], axis=1),
            helper.make_node("Gemm", ["flat", "gain", "bias"], ["logits"]),
        ]
        weights = [numpy_helper.from_array(self.gain, "gain"), numpy_helper.from_array(self.bias, "bias")]
        if self.extra_work:
            identity = np.zeros((64, 64, 3, 3), dtype=np.float32)
            weights.append(numpy_helper.from_array(identity, "kernel"))
        graph = helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info("input", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", len(self.labels)])],
            weights,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        helper.set_model_props(model, {METADATA_KEY: to_json(spec or self.spec())})
        return model

    def data(self) -> bytes:
        return as_bytes(self.proto())

    def renamed(self, name: str) -> "Tiny":
        return replace(self, name=name)

    def _work(self) -> list[onnx.NodeProto]:
        """Real arithmetic that adds zero: convolutions of zeros over an enlarged copy of the input."""
        if not self.extra_work:
            return [helper.make_node("Identity", ["input"], ["worked"])]
        nodes = [
            helper.make_node("Constant", [], ["shape"], value_ints=[1, 64, 96, 96]),
            helper.make_node("ReduceMean", ["input"], ["level"], axes=[0, 1, 2, 3], keepdims=1),
            helper.make_node("Expand", ["level", "shape"], ["work0"]),
        ]
        nodes += [
            helper.make_node("Conv", [f"work{step}", "kernel"], [f"work{step + 1}"], pads=[1, 1, 1, 1])
            for step in range(self.extra_work)
        ]
        nodes.append(
            helper.make_node("ReduceMean", [f"work{self.extra_work}"], ["zero"], axes=[0, 1, 2, 3], keepdims=1)
        )
        nodes.append(helper.make_node("Add", ["input", "zero"], ["worked"]))
        return nodes


def as_bytes(model: onnx.ModelProto) -> bytes:
    """The file's bytes."""
    return bytes(model.SerializeToString())
