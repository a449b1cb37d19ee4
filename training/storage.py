"""Smaller files: weights stored in fewer bits, behind operators that the runtime folds away when it loads.

Only the file gets smaller. What is computed is float32, with weights that were rounded, at the same speed.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_FROM_ELEMENTS: Final = 1024
_MOST: Final = 127  # of an int8 of either sign

Stored = tuple[list[onnx.TensorProto], list[onnx.NodeProto]]
"""What is stored in place of a weight, and the operators that make the weight of it."""


def store_half(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Large weights as float16 behind a cast: half the size."""
    return _store(graph, _half)


def store_int8(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Kernels and matrices as int8 with a scale for each filter, other large weights as float16: a quarter of the size.

    Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR
    2018, section 2.1, with a zero point of 0 and for the weights only.
    """
    matrices = {name for node in graph.graph.node if node.op_type in {"Gemm", "MatMul"} for name in node.input}

    def of_kind(weight: onnx.TensorProto) -> Stored:
        if len(weight.dims) == 4:
            return _int8(weight, filters=0)
        return _int8(weight, filters=1) if len(weight.dims) == 2 and weight.name in matrices else _half(weight)

    return _store(graph, of_kind)


SMALLER: Final = {"float16": store_half, "int8": store_int8}
"""Ways to store weights, the most exact first."""


def _store(graph: onnx.ModelProto, how: Callable[[onnx.TensorProto], Stored]) -> onnx.ModelProto:
    small = onnx.ModelProto()
    small.CopyFrom(graph)
    weights: list[onnx.TensorProto] = []
    nodes: list[onnx.NodeProto] = []
    for weight in graph.graph.initializer:
        large = weight.data_type == TensorProto.FLOAT and int(np.prod(weight.dims)) >= _FROM_ELEMENTS
        stored, makers = how(weight) if large else ([weight], [])
        weights += stored
        nodes += makers
    del small.graph.initializer[:], small.graph.node[:]
    small.graph.initializer.extend(weights)
    small.graph.node.extend([*nodes, *graph.graph.node])
    return small


def _half(weight: onnx.TensorProto) -> Stored:
    half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{weight.name}/half")
    return [half], [_cast(half, weight.name)]


def _int8(weight: onnx.TensorProto, filters: int) -> Stored:
    """`filters` is the axis of the filters."""
    values = numpy_helper.to_array(weight)
    others = tuple(axis for axis in range(values.ndim) if axis != filters)
    scale = np.abs(values).max(axis=others, keepdims=True) / _MOST
    scale[scale == 0] = 1  # a filter of zeros
    small = numpy_helper.from_array(np.rint(values / scale).astype(np.int8), f"{weight.name}/int8")
    scales = numpy_helper.from_array(scale.astype(np.float32), f"{weight.name}/scale")
    whole = f"{weight.name}/whole"
    product = helper.make_node("Mul", [whole, scales.name], [weight.name], name=f"{weight.name}/mul")
    return [small, scales], [_cast(small, whole), product]


def _cast(stored: onnx.TensorProto, name: str) -> Any:
    return helper.make_node("Cast", [stored.name], [name], to=TensorProto.FLOAT, name=f"{name}/cast")
