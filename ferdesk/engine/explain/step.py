"""One operator of one run, as the rules of `derivatives` see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Gradients = tuple[Array | None, ...]


class NoDerivativeError(Exception):
    """An operator, or a way of using it, that `RULES` does not cover; `str(error)` names it."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One operator of one run.

    Attributes:
        inputs, outputs: Tensors of the run; None for an input that was left out.
        attributes: As in the file.
        wanted: Per input, whether the gradient goes on through it.
        gradients: Per output, (classes, *shape); None where nothing reads that output.
    """

    inputs: tuple[Array | None, ...]
    outputs: tuple[Array, ...]
    attributes: Mapping[str, Any]
    wanted: tuple[bool, ...]
    gradients: Gradients

    @property
    def gradient(self) -> Array:
        """Of the first output."""
        return _there(self.gradients[0])

    def input(self, number: int) -> Array:
        return _there(self.inputs[number])

    def argument(self, name: str, number: int) -> Array | None:
        """What older operator sets keep in an attribute and newer ones in an input."""
        if name in self.attributes:
            return np.asarray(self.attributes[name])
        return self.inputs[number] if number < len(self.inputs) else None


def _there(array: Array | None) -> Array:
    if array is None:
        raise NoDerivativeError("an input that is left out")
    return array
