"""Gradients through operators that move a window over a picture: convolution and maximum pooling."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ferdesk.engine.explain.step import Array, Gradients, NoDerivativeError, Step


@dataclass(frozen=True, slots=True)
class Window:
    """How a convolution or a pooling moves over the two last axes."""

    kernel: tuple[int, int]
    strides: tuple[int, int]
    pads: tuple[int, int, int, int]
    dilations: tuple[int, int]

    @classmethod
    def of(cls, step: Step, kernel: tuple[int, int]) -> "Window":
        attributes = step.attributes
        flexible = attributes.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID") or attributes.get("ceil_mode", 0)
        if flexible or step.input(0).ndim != 4:
            raise NoDerivativeError("a window whose padding is not written out, or that is not flat")
        top, left, bottom, right = attributes.get("pads", (0, 0, 0, 0))
        return cls(
            kernel,
            tuple(attributes.get("strides", (1, 1))),
            (top, left, bottom, right),
            tuple(attributes.get("dilations", (1, 1))),
        )

    def padding(self) -> tuple[tuple[int, int], ...]:
        top, left, bottom, right = self.pads
        return (0, 0), (0, 0), (top, bottom), (left, right)

    def places(self, output: Array) -> list[tuple[int, int, tuple[Any, ...]]]:
        """Per place in the window, row by row: its row and column, and the index of what it saw in a padded input."""
        spans = [(size - 1) * stride + 1 for size, stride in zip(output.shape[-2:], self.strides, strict=True)]
        found = []
        for row in range(self.kernel[0]):
            for column in range(self.kernel[1]):
                top, left = row * self.dilations[0], column * self.dilations[1]
                rows = slice(top, top + spans[0], self.strides[0])
                columns = slice(left, left + spans[1], self.strides[1])
                found.append((row, column, (..., rows, columns)))
        return found

    def unpadded(self, padded: Array) -> Array:
        top, left, bottom, right = self.pads
        return padded[..., top : padded.shape[-2] - bottom, left : padded.shape[-1] - right]


def max_pool(step: Step) -> Gradients:
    window = Window.of(step, tuple(step.attributes["kernel_shape"]))
    seen = np.pad(step.input(0), window.padding(), constant_values=-np.inf)
    whole = np.zeros((len(step.gradient), *seen.shape), step.gradient.dtype)
    free = np.ones_like(step.outputs[0], dtype=bool)  # of equal maxima, the first one gets it all
    for _, _, place in window.places(step.outputs[0]):
        winner = free & (seen[place] == step.outputs[0])
        whole[place] += step.gradient * winner
        free &= ~winner
    return (window.unpadded(whole),)


def conv(step: Step) -> Gradients:
    if any(step.wanted[1:]):
        raise NoDerivativeError("Conv with a changing kernel")
    kernel = step.input(1)
    groups = step.attributes.get("group", 1)
    window = Window.of(step, (kernel.shape[2], kernel.shape[3]))
    shape = np.pad(step.input(0), window.padding()).shape
    (classes, count), size = step.gradient.shape[:2], step.outputs[0].shape[2:]
    # One product of large matrices per group: classes, pictures and pixels side by side.
    gradient = step.gradient.reshape(classes, count, groups, -1, int(np.prod(size))).transpose(2, 3, 0, 1, 4)
    gradient = gradient.reshape(groups, gradient.shape[1], -1)
    back = kernel.reshape(groups, gradient.shape[1], -1).swapaxes(1, 2) @ gradient
    back = back.reshape(groups * kernel.shape[1], *kernel.shape[2:], classes, count, *size)
    whole = np.zeros((classes, *shape), step.gradient.dtype)
    for row, column, place in window.places(step.outputs[0]):
        whole[place] += back[:, row, column].transpose(1, 2, 0, 3, 4)
    return (window.unpadded(whole), *[None] * (len(step.inputs) - 1))
