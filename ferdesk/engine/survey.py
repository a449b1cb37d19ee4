"""What a stranger's ONNX file says by itself: its input and its output, read from the graph without running it."""

import math
from collections.abc import Sequence

import onnx

from ferdesk.core.description import FEWEST_CLASSES, Survey
from ferdesk.core.errors import ModelError

MOST_OUTPUTS = 64
_INPUT_TYPES = {
    onnx.TensorProto.FLOAT: "float32",
    onnx.TensorProto.FLOAT16: "float16",
    onnx.TensorProto.UINT8: "uint8",
}
_WEIGHT_TYPES = {onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT16, onnx.TensorProto.DOUBLE, onnx.TensorProto.INT8}
_CHANNELS = (1, 3)
_PASSES_PIXELS = {"Identity", "Cast", "Transpose"}
_SCALES_PIXELS = {"Sub", "Div", "Mul", "Add"}


def survey(model: onnx.ModelProto, origin: str) -> Survey:
    """Reads a checked model.

    Args:
        model: As `inspection.inspect_structure` gives it.
        origin: The file's name, for messages.

    Raises:
        ModelError: It does not take one picture, or does not answer with one row of values.
    """
    graph = model.graph
    weights = {weight.name for weight in graph.initializer}
    inputs = [value for value in graph.input if value.name not in weights]
    shapes = [_shape(value) for value in inputs]
    kind = inputs[0].type.tensor_type.elem_type if len(inputs) == 1 else onnx.TensorProto.UNDEFINED
    layout = _layout(shapes[0]) if kind in _INPUT_TYPES else None
    if layout is None:
        raise ModelError(
            f"{origin} is made for another task: ferdesk needs one picture as input, (N, height, width, 1 or 3) or"
            f" (N, 1 or 3, height, width), this one takes {shapes}."
        )
    height, width, channels = _size(shapes[0], layout)
    output = _output(graph, origin)
    whole = _INPUT_TYPES[kind] == "uint8" or _scales_by_itself(graph, inputs[0].name)
    return Survey(
        file=origin,
        layout=layout,
        height=height,
        width=width,
        channels=channels,
        dtype=_INPUT_TYPES[kind],
        output=output,
        scaling="pixels" if whole else "unit",
        squashed=any(node.op_type == "Sigmoid" and output in node.output for node in graph.node),
        parameters=sum(math.prod(weight.dims) for weight in graph.initializer if weight.data_type in _WEIGHT_TYPES),
    )


def _shape(value: onnx.ValueInfoProto) -> list[int | None]:
    """None for what is left open; empty where nothing is said."""
    return [dim.dim_value or None for dim in value.type.tensor_type.shape.dim]


def _layout(shape: Sequence[int | None]) -> str | None:
    """The input's layout, empty where both are possible, None where neither is."""
    if len(shape) != 4 or shape[0] not in (None, 1):
        return None
    surely = [place for place in (1, 3) if shape[place] in _CHANNELS]
    perhaps = surely if len(surely) == 1 else [place for place in (1, 3) if shape[place] in (None, *_CHANNELS)]
    if not perhaps:
        return None
    return "" if len(perhaps) == 2 else {1: "NCHW", 3: "NHWC"}[perhaps[0]]


def _size(shape: Sequence[int | None], layout: str) -> tuple[int, int, int]:
    """Height, width and channels; 0 for what is open."""
    if not layout:
        return 0, 0, 0
    order = (2, 3, 1) if layout == "NCHW" else (1, 2, 3)
    height, width, channels = (shape[place] or 0 for place in order)
    return height, width, channels


def _output(graph: onnx.GraphProto, origin: str) -> str:
    """The one output that can be a row of answers."""
    rows = []
    for value in graph.output:
        shape = _shape(value)
        if not shape or (len(shape) == 2 and (shape[1] is None or FEWEST_CLASSES <= shape[1] <= MOST_OUTPUTS)):
            rows.append(value.name)
    if len(rows) != 1:
        raise ModelError(
            f"{origin} is made for another task: ferdesk needs one output of the shape (N, 2 to {MOST_OUTPUTS}), this"
            f" one gives {[_shape(value) for value in graph.output]}."
        )
    return str(rows[0])


def _scales_by_itself(graph: onnx.GraphProto, name: str) -> bool:
    """Whether the first thing that happens to the input is arithmetic with a few constants, as scaling is."""
    constants = {weight.name: math.prod(weight.dims) for weight in graph.initializer}
    for node in graph.node:  # a valid file lists them in the order of computation
        if node.op_type == "Constant":
            constants.update((output, math.prod(a.t.dims)) for output in node.output for a in node.attribute if a.t)
        if name in node.input:
            if node.op_type in _PASSES_PIXELS:
                name = node.output[0]
            else:
                others = [constants.get(other, 0) for other in node.input if other != name]
                return node.op_type in _SCALES_PIXELS and others in ([1], [3])
    return False
