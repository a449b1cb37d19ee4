"""The head of a model file in TensorFlow, whose gradient needs neither our derivatives nor the Keras weights.

A shipped file is all that is left of its network. What lies between its features and its logits is a few dozen plain
operators; done one by one in TensorFlow they are recorded by `tf.GradientTape` as the network itself would be.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import onnx
from onnx import helper, numpy_helper

from ferdesk.core.spec import ModelSpec
from ferdesk.core.types import Floats
from ferdesk.engine.explain.head import Traced
from training.data import DataError

Operator = Callable[[Any, list[Any], dict[str, Any]], Any]
"""TensorFlow, the inputs and the attributes (and the number of outputs) to the output, or to the list of outputs."""

_TO_LAST, _TO_FIRST = (0, 2, 3, 1), (0, 3, 1, 2)


class TapeHead:
    """Logits and their gradients by the features of one model file."""

    def __init__(self, graph: onnx.ModelProto, spec: ModelSpec) -> None:
        """Finds the operators that lead from the features to the logits.

        Raises:
            DataError: One of them is not in `OPERATORS`.
        """
        self._spec = spec
        self._fixed = {weight.name: numpy_helper.to_array(weight) for weight in graph.graph.initializer}
        self._nodes = _needed(graph, spec)
        unknown = sorted({node.op_type for node in self._nodes} - OPERATORS.keys())
        if unknown:
            raise DataError(f"{spec.name}: TensorFlow is not told how to do {unknown[0]}. Add it to OPERATORS.")

    def trace(self, features: Floats) -> Traced:
        """The logits and gradients that TensorFlow finds for features, float32 (1, h, w, channels)."""
        import tensorflow  # slow to import, and only this check needs it

        watched = tensorflow.constant(features)
        with tensorflow.GradientTape(persistent=True) as recorder:
            recorder.watch(watched)
            logits = self._forward(tensorflow, watched)
        directions = tensorflow.eye(logits.shape[1])[:, None]
        slopes = [recorder.gradient(logits, watched, output_gradients=one) for one in directions]
        return Traced(features[0], np.asarray(logits)[0], np.concatenate(slopes))

    def _forward(self, tensorflow: Any, features: Any) -> Any:
        values = {**self._fixed, self._spec.features: features, "": None}
        for node in self._nodes:
            attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
            attributes["outputs"] = len(node.output)
            found = OPERATORS[node.op_type](tensorflow, [values[name] for name in node.input], attributes)
            outputs = found if isinstance(found, list) else [found]
            values.update(zip(node.output, outputs, strict=True))
        return values[self._spec.logits]


def _needed(graph: onnx.ModelProto, spec: ModelSpec) -> list[Any]:
    needed, nodes = {spec.logits}, []
    for node in reversed(graph.graph.node):
        if needed.intersection(node.output) and spec.features not in node.output:
            nodes.append(node)
            needed.update(node.input)
    return nodes[::-1]


def _ints(tensor: Any) -> list[int]:
    return [int(value) for value in np.atleast_1d(np.asarray(tensor))]


def _axes(inputs: list[Any], attributes: dict[str, Any]) -> list[int]:
    return _ints(inputs[1] if len(inputs) > 1 else attributes["axes"])


def _unsqueeze(tf: Any, inputs: list[Any], attributes: dict[str, Any]) -> Any:
    found = inputs[0]
    for axis in sorted(_axes(inputs, attributes)):
        found = tf.expand_dims(found, axis)
    return found


def _reshape(tf: Any, inputs: list[Any], _: dict[str, Any]) -> Any:
    before = inputs[0].shape
    wanted = [before[place] if size == 0 else size for place, size in enumerate(_ints(inputs[1]))]
    return tf.reshape(inputs[0], wanted)


def _split(tf: Any, inputs: list[Any], attributes: dict[str, Any]) -> list[Any]:
    sizes = _ints(inputs[1]) if len(inputs) > 1 else attributes["outputs"]
    return list(tf.split(inputs[0], sizes, axis=attributes.get("axis", 0)))


def _slice(tf: Any, inputs: list[Any], _: dict[str, Any]) -> Any:
    tensor = tf.convert_to_tensor(inputs[0])
    taken: list[Any] = [slice(None)] * len(tensor.shape)
    starts, ends = _ints(inputs[1]), _ints(inputs[2])
    axes = _ints(inputs[3]) if len(inputs) > 3 else range(len(starts))
    steps = _ints(inputs[4]) if len(inputs) > 4 else [1] * len(starts)
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        taken[axis] = slice(start, min(end, tensor.shape[axis]), step)
    return tensor[tuple(taken)]


def _cast(tf: Any, inputs: list[Any], attributes: dict[str, Any]) -> Any:
    return tf.cast(inputs[0], tf.dtypes.as_dtype(helper.tensor_dtype_to_np_dtype(attributes["to"])))


def _clip(tf: Any, inputs: list[Any], _: dict[str, Any]) -> Any:
    low, high = (inputs[place] if len(inputs) > place else None for place in (1, 2))
    found = inputs[0] if low is None else tf.maximum(inputs[0], low)
    return found if high is None else tf.minimum(found, high)


def _padded(tf: Any, tensor: Any, attributes: dict[str, Any], value: float) -> Any:
    """Channels last, with the operator's border."""
    pads = attributes.get("pads", [0, 0, 0, 0])
    if attributes.get("auto_pad", b"NOTSET") != b"NOTSET":
        raise DataError("auto_pad is not understood here. Write the padding out.")
    last = tf.transpose(tensor, _TO_LAST)
    return tf.pad(last, [[0, 0], [pads[0], pads[2]], [pads[1], pads[3]], [0, 0]], constant_values=value)


def _pad(tf: Any, inputs: list[Any], attributes: dict[str, Any]) -> Any:
    if attributes.get("mode", b"constant") != b"constant" or len(inputs) > 3:
        raise DataError("Only a constant border on all axes is understood here. Write the padding out.")
    pads = _ints(inputs[1])
    axes = len(inputs[0].shape)
    border = list(zip(pads[:axes], pads[axes:], strict=True))
    return tf.pad(inputs[0], border, constant_values=inputs[2] if len(inputs) > 2 and inputs[2] is not None else 0.0)


def _conv(tf: Any, inputs: list[Any], attributes: dict[str, Any]) -> Any:
    border = _padded(tf, inputs[0], attributes, 0.0)
    groups, strides = attributes.get("group", 1), attributes.get("strides", [1, 1])
    kernel = tf.transpose(inputs[1], (2, 3, 1, 0))
    if groups == 1:
        found = tf.nn.conv2d(border, kernel, strides, "VALID", dilations=attributes.get("dilations", [1, 1]))
    else:  # every channel for itself, as in MobileNet
        found = tf.nn.depthwise_conv2d(border, tf.transpose(kernel, (0, 1, 3, 2)), [1, *strides, 1], "VALID")
    return tf.transpose(found + inputs[2] if len(inputs) > 2 else found, _TO_FIRST)


def _max_pool(tf: Any, inputs: list[Any], attributes: dict[str, Any]) -> Any:
    border = _padded(tf, inputs[0], attributes, -np.inf)
    size, strides = attributes["kernel_shape"], attributes.get("strides", [1, 1])
    return tf.transpose(tf.nn.max_pool2d(border, size, strides, "VALID"), _TO_FIRST)


def _mean(tf: Any, inputs: list[Any], attributes: dict[str, Any]) -> Any:
    return tf.reduce_mean(inputs[0], _axes(inputs, attributes), keepdims=bool(attributes.get("keepdims", 1)))


OPERATORS: Final[dict[str, Operator]] = {
    "Add": lambda tf, x, _: tf.add(*x),
    "Cast": _cast,
    "Clip": _clip,
    "Concat": lambda tf, x, a: tf.concat(x, a["axis"]),
    "Conv": _conv,
    "Expand": lambda tf, x, _: tf.broadcast_to(x[0], np.broadcast_shapes(tuple(x[0].shape), tuple(_ints(x[1])))),
    "Gather": lambda tf, x, a: tf.gather(x[0], x[1], axis=a.get("axis", 0)),
    "GlobalAveragePool": lambda tf, x, _: tf.reduce_mean(x[0], (2, 3), keepdims=True),
    "Identity": lambda _, x, __: x[0],
    "MatMul": lambda tf, x, _: tf.matmul(*x),
    "MaxPool": _max_pool,
    "Mul": lambda tf, x, _: tf.multiply(*x),
    "Pad": _pad,
    "ReduceMean": _mean,
    "Relu": lambda tf, x, _: tf.nn.relu(x[0]),
    "Reshape": _reshape,
    "Shape": lambda tf, x, _: tf.shape(x[0], tf.int64),
    "Sigmoid": lambda tf, x, _: tf.sigmoid(x[0]),
    "Slice": _slice,
    "Split": _split,
    "Squeeze": lambda tf, x, a: tf.squeeze(x[0], _axes(x, a)),
    "Sub": lambda tf, x, _: tf.subtract(*x),
    "Tanh": lambda tf, x, _: tf.tanh(x[0]),
    "Transpose": lambda tf, x, a: tf.transpose(x[0], a["perm"]),
    "Unsqueeze": _unsqueeze,
}
"""What stands in the heads of ferdesk's models."""
