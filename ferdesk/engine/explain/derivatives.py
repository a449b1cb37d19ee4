"""How a gradient passes backwards through one ONNX operator: the vector-Jacobian product of each, with NumPy.

Gradients carry the classes on a leading axis: (classes, *shape). Only what lies between the feature tensor of a network
and its logits is needed here; `RULES` is the whole list. Signatures and meanings are those of the ONNX
operator set 13 to 18.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from ferdesk.engine.explain.step import Array, Gradients, NoDerivativeError, Step
from ferdesk.engine.explain.windows import conv, max_pool

Rule = Callable[[Step], Gradients]
"""Gives the gradient of each input, None where it is not wanted."""


def _summed(gradient: Array, like: Array) -> Array:
    """Undoes broadcasting: sums over the axes that `like` did not have or had with length 1."""
    extra = gradient.ndim - 1 - like.ndim
    gradient = gradient.sum(axis=tuple(range(1, 1 + extra)))
    stretched = tuple(axis + 1 for axis, size in enumerate(like.shape) if size == 1)
    return np.asarray(gradient.sum(axis=stretched, keepdims=True))


def _same(step: Step) -> Gradients:
    return (step.gradient,)


def _reshaped(step: Step) -> Gradients:
    return (step.gradient.reshape(-1, *step.input(0).shape),)


def _transpose(step: Step) -> Gradients:
    order = step.attributes.get("perm", range(step.input(0).ndim)[::-1])
    return (step.gradient.transpose(0, *(np.argsort(order) + 1)),)


def _factors(step: Step, factors: tuple[Array | float, Array | float]) -> Gradients:
    return tuple(
        _summed(step.gradient * factor, step.input(number)) if step.wanted[number] else None
        for number, factor in enumerate(factors)
    )


def _add(step: Step) -> Gradients:
    return _factors(step, (1.0, 1.0))


def _sub(step: Step) -> Gradients:
    return _factors(step, (1.0, -1.0))


def _mul(step: Step) -> Gradients:
    return _factors(step, (step.input(1), step.input(0)))


def _matmul(step: Step) -> Gradients:
    left, right = step.input(0), step.input(1)
    if step.wanted[1] or right.ndim != 2:
        raise NoDerivativeError("MatMul of two changing tensors")
    return _summed(step.gradient @ right.T, left), None


def _gemm(step: Step) -> Gradients:
    if any(step.wanted[1:]) or step.attributes.get("transA", 0):
        raise NoDerivativeError("Gemm with a changing or turned matrix")
    matrix = step.input(1) if step.attributes.get("transB", 0) else step.input(1).T
    return (step.gradient @ matrix * step.attributes.get("alpha", 1.0), *[None] * (len(step.inputs) - 1))


def _relu(step: Step) -> Gradients:
    return (step.gradient * (step.outputs[0] > 0),)


def _leaky_relu(step: Step) -> Gradients:
    return (step.gradient * np.where(step.input(0) > 0, 1, step.attributes.get("alpha", 0.01)),)


def _clip(step: Step) -> Gradients:
    low, high = (step.argument(name, number) for number, name in ((1, "min"), (2, "max")))
    inside = np.ones_like(step.input(0), dtype=bool)
    if low is not None:
        inside &= step.input(0) > low
    if high is not None:
        inside &= step.input(0) < high
    return (step.gradient * inside, *[None] * (len(step.inputs) - 1))


def _sigmoid(step: Step) -> Gradients:
    return (step.gradient * step.outputs[0] * (1 - step.outputs[0]),)


def _tanh(step: Step) -> Gradients:
    return (step.gradient * (1 - step.outputs[0] ** 2),)


def _expand(step: Step) -> Gradients:
    return _summed(step.gradient, step.input(0)), None


def _mean(step: Step) -> Gradients:
    axes = step.argument("axes", 1)
    shape = step.input(0).shape
    chosen = range(len(shape)) if axes is None else [int(axis) % len(shape) for axis in axes]
    kept = [1 if axis in chosen else size for axis, size in enumerate(shape)]
    count = np.prod([shape[axis] for axis in chosen])
    gradient = step.gradient.reshape(-1, *kept) / np.float32(count)
    return (np.broadcast_to(gradient, (len(gradient), *shape)), *[None] * (len(step.inputs) - 1))


def _global_average(step: Step) -> Gradients:
    shape = step.input(0).shape
    gradient = step.gradient / np.float32(np.prod(shape[2:]))
    return (np.broadcast_to(gradient, (len(gradient), *shape)),)


def _concat(step: Step) -> Gradients:
    axis = step.attributes["axis"]
    shape = step.outputs[0].shape
    sizes = [step.input(number).shape[axis] for number in range(len(step.inputs))]
    return tuple(np.split(step.gradient, np.cumsum(sizes)[:-1], axis=axis % len(shape) + 1))


def _split(step: Step) -> Gradients:
    classes = next(len(gradient) for gradient in step.gradients if gradient is not None)
    parts = [
        np.zeros((classes, *output.shape), output.dtype) if gradient is None else gradient
        for gradient, output in zip(step.gradients, step.outputs, strict=True)
    ]
    axis = step.attributes.get("axis", 0) % step.outputs[0].ndim
    return (np.concatenate(parts, axis=axis + 1), *[None] * (len(step.inputs) - 1))


def _slice(step: Step) -> Gradients:
    shape = step.input(0).shape
    starts, ends = step.input(1), step.input(2)
    axes = step.inputs[3] if len(step.inputs) > 3 else None
    steps = step.inputs[4] if len(step.inputs) > 4 else None
    taken = [slice(None)] * len(shape)
    for number, axis in enumerate(range(len(starts)) if axes is None else axes):
        stride = 1 if steps is None else int(steps[number])
        if stride < 1:
            raise NoDerivativeError("Slice backwards")
        taken[axis] = slice(int(starts[number]), int(ends[number]), stride)
    whole = np.zeros((len(step.gradient), *shape), step.gradient.dtype)
    whole[(slice(None), *taken)] = step.gradient
    return (whole, *[None] * (len(step.inputs) - 1))


def _pad(step: Step) -> Gradients:
    pads = step.argument("pads", 1)
    shape = step.input(0).shape
    if step.attributes.get("mode", b"constant") != b"constant" or len(step.inputs) > 3 or pads is None:
        raise NoDerivativeError("Pad other than with a constant")
    kept = [slice(int(start), int(start) + size) for start, size in zip(pads, shape, strict=False)]
    return (step.gradient[(slice(None), *kept)], *[None] * (len(step.inputs) - 1))


RULES: Final[Mapping[str, Rule]] = {
    "Add": _add,
    "Cast": _same,
    "Clip": _clip,
    "Concat": _concat,
    "Conv": conv,
    "Expand": _expand,
    "Flatten": _reshaped,
    "Gemm": _gemm,
    "GlobalAveragePool": _global_average,
    "Identity": _same,
    "LeakyRelu": _leaky_relu,
    "MatMul": _matmul,
    "MaxPool": max_pool,
    "Mul": _mul,
    "Pad": _pad,
    "ReduceMean": _mean,
    "Relu": _relu,
    "Reshape": _reshaped,
    "Sigmoid": _sigmoid,
    "Slice": _slice,
    "Split": _split,
    "Squeeze": _reshaped,
    "Sub": _sub,
    "Tanh": _tanh,
    "Transpose": _transpose,
    "Unsqueeze": _reshaped,
}
"""Every operator that a gradient can pass."""
