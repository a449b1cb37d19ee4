"""The part of a model from its feature tensor to its logits, run forwards by ONNX Runtime and backwards here.

Owned by the thread that made it; it has a session of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper, numpy_helper

from ferdesk.core.errors import ModelError
from ferdesk.core.spec import ModelSpec
from ferdesk.core.types import Floats
from ferdesk.engine.explain.derivatives import RULES
from ferdesk.engine.explain.step import Array, NoDerivativeError, Step
from ferdesk.engine.runtime import make_session, runtime_errors

_ENDS_GRADIENT = {"Shape", "ConstantOfShape"}  # a size does not depend on the values
_LINEAR = {"Add", "Cast", "Flatten", "Gemm", "Identity", "MatMul", "Reshape", "Squeeze", "Transpose", "Unsqueeze"}


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """One run of one crop.

    Attributes:
        features: float32 (h, w, channels).
        logits: float32 (classes,).
        gradients: float32 (classes, h, w, channels), of each logit that was asked for by each feature.
    """

    features: Floats
    logits: Floats
    gradients: Floats


class Head:
    """Features, logits and the exact gradients between them.

    Attributes:
        linear: The logits are a linear function of the features, and a constant.
    """

    def __init__(self, graph: onnx.ModelProto, spec: ModelSpec, origin: str, threads: int) -> None:
        """Finds the head in a model.

        Args:
            graph: The model; output names are added to it.
            spec: Names the feature tensor and the logits.
            origin: The file's name, for messages.
            threads: For one run.

        Raises:
            NoDerivativeError: The feature tensor is not the only way from the input to the logits, or the gradient
                cannot pass an operator on that way.
            ModelError: ONNX Runtime does not accept or cannot run the model.
        """
        self._spec = spec
        self._origin = origin
        self._nodes, self._changing = _path(graph.graph, spec)
        unknown = sorted({node.op_type for node in self._nodes} - RULES.keys())
        if unknown:
            raise NoDerivativeError(f"the operator {unknown[0]}")
        self.linear = all(node.op_type in _LINEAR for node in self._nodes)
        self._attributes = [{a.name: helper.get_attribute_value(a) for a in node.attribute} for node in self._nodes]
        read = {name for node in self._nodes for name in (*node.input, *node.output) if name}
        weights = {weight.name: weight for weight in graph.graph.initializer if weight.name in read}
        self._fixed: dict[str, Array] = {name: numpy_helper.to_array(weight) for name, weight in weights.items()}
        others = sorted(read - self._fixed.keys() | {spec.features, spec.logits})
        outputs = {output.name for output in graph.graph.output}
        graph.graph.output.extend(onnx.ValueInfoProto(name=name) for name in others if name not in outputs)
        self._session = make_session(bytes(graph.SerializeToString()), origin, "cpu", threads)
        # What no picture changes (weights behind a cast) would be copied with each run, so it is read once.
        after = _reached(graph.graph, {value.name for value in graph.graph.input})
        unchanging = [name for name in others if name not in after]
        inputs = spec.preprocess
        blank = np.zeros((1, inputs.height, inputs.width, inputs.channels), dtype=np.float32)
        self._fixed.update(self._run(unchanging, blank) if unchanging else {})
        self._fetched = [name for name in others if name not in self._fixed]

    def trace(self, batch: Floats) -> Traced:
        """Runs one scaled crop, float32 (1, height, width, channels), forwards and backwards from every class.

        Raises:
            ModelError: The model fails on it.
            NoDerivativeError: An operator is used in a way that the gradient cannot pass.
        """
        values = self._forwards(batch)
        features, logits = values[self._spec.features], values[self._spec.logits]
        if len(features) != 1:
            raise NoDerivativeError(f"features of the shape {features.shape}")
        slopes = self._backwards(values, np.eye(logits.shape[1], dtype=np.float32)[:, None])
        return Traced(features[0], logits[0], slopes[:, 0])

    def trace_each(self, batch: Floats, chosen: npt.NDArray[np.integer]) -> list[Traced]:
        """Runs scaled crops, float32 (N, height, width, channels), together, each backwards from one class of its own.

        Raises:
            ModelError, NoDerivativeError: As for `trace`.
        """
        values = self._forwards(batch)
        features, logits = values[self._spec.features], values[self._spec.logits]
        slopes = self._backwards(values, np.eye(logits.shape[1], dtype=np.float32)[chosen][None])[0]
        return [Traced(*each) for each in zip(features, logits, slopes[:, None], strict=True)]

    def _forwards(self, batch: Floats) -> dict[str, Array]:
        values = {**self._fixed, **self._run(self._fetched, batch)}
        features = values[self._spec.features]
        if features.ndim != 4:
            raise NoDerivativeError(f"features of the shape {features.shape}")
        return values

    def _backwards(self, values: Mapping[str, Array], begin: Floats) -> Floats:
        """From the logits' gradients, (classes, N, logits), to those of the features, (classes, N, h, w, channels)."""
        gradients = {self._spec.logits: begin}
        for node, attributes in zip(reversed(self._nodes), reversed(self._attributes), strict=True):
            incoming = tuple(gradients.pop(name, None) for name in node.output)
            if all(gradient is None for gradient in incoming):
                continue
            step = Step(
                inputs=tuple(values.get(name) for name in node.input),
                outputs=tuple(values[name] for name in node.output),
                attributes=attributes,
                wanted=tuple(name in self._changing for name in node.input),
                gradients=incoming,
            )
            for name, wanted, gradient in zip(node.input, step.wanted, RULES[node.op_type](step), strict=False):
                if wanted and gradient is not None:
                    gradients[name] = gradients[name] + gradient if name in gradients else gradient
        return np.asarray(gradients[self._spec.features], dtype=np.float32)

    def _run(self, names: Sequence[str], batch: Floats) -> dict[str, Array]:
        try:
            found = self._session.run(names, {self._session.get_inputs()[0].name: batch})
        except runtime_errors() as error:
            first_line = str(error).strip().splitlines()[0][:200]
            raise ModelError(
                f"{self._origin} fails when it is explained ({first_line}). Choose another model."
            ) from error
        return dict(zip(names, found, strict=True))


def _reached(graph: Any, begin: Iterable[str], passes: Callable[[Any], bool] = lambda _: True) -> set[str]:
    """Names of all tensors that depend on those in `begin`, these included."""
    reached = set(begin)
    for node in graph.node:  # a valid file lists them in the order of computation
        if passes(node) and reached.intersection(node.input):
            reached.update(node.output)
    return reached


def _path(graph: Any, spec: ModelSpec) -> tuple[list[Any], set[str]]:
    """The operators that the gradient of the logits passes on its way to the features, and the tensors between."""
    changing = _reached(graph, {spec.features}, lambda node: node.op_type not in _ENDS_GRADIENT)
    if spec.logits not in changing:
        raise NoDerivativeError("logits that do not come from the features")
    needed, nodes = {spec.logits}, []
    for node in reversed(graph.node):
        if spec.features not in node.output and needed.intersection(node.output):
            if changing.intersection(node.output):
                nodes.append(node)
            needed.update(node.input)
    weights = {weight.name for weight in graph.initializer}
    if needed.intersection({value.name for value in graph.input} - weights):
        raise NoDerivativeError("a way around the features")
    return nodes[::-1], changing
