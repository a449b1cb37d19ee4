"""Model randomisation: whether maps change when what the model has learned is taken away.

Adebayo et al., "Sanity Checks for Saliency Maps", NeurIPS 2018, section 3: the layers are given random weights one
after the other, from the logits downwards, and the maps compared with those of the trained model. A map that stays the
same does not show what the model learned.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper
from scipy import stats

from ferdesk.core.spec import ModelSpec
from ferdesk.core.types import Floats, Pixels
from training.deletion import enlarged
from training.maps import Mapper
from training.metrics import Labels

_WITH_MATRIX = {"Conv", "Gemm", "MatMul"}
_PARTS = {"trunk", "head"}
"""Networks inside networks, as the recipes name them; their layers stand one scope deeper."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a file: its name in the training code and the weights that it owns."""

    name: str
    weights: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How like the original maps are, float32 (N,) each; NaN where one of the two is the same everywhere.

    Attributes:
        rank: Spearman's rank correlation over the map's own places.
        magnitude: The same of absolute values; it differs for signed maps only.
        structure: SSIM (Wang et al. 2004) of the maps as they are shown, in the crop's size and 1 at their peak.
    """

    rank: Floats
    magnitude: Floats
    structure: Floats


def layers(graph: onnx.ModelProto) -> tuple[Layer, ...]:
    """The layers with learned weights, from the logits downwards."""
    learned = {TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.INT8}
    sizes = {w.name: len(w.dims) for w in graph.graph.initializer if w.data_type in learned}
    stored = _stored(graph, set(sizes))
    owned: dict[str, list[str]] = {}
    owner = ""
    for node in graph.graph.node:
        weights = [name for each in node.input if (name := stored.get(each, each)) in sizes]
        matrices = [name for name in weights if sizes[name] > 1]
        if node.op_type in _WITH_MATRIX and matrices:
            # A kernel that the converter reshaped has lost its name; its operator then has it.
            owner = _layer_of(matrices[0]) or _layer_of(node.name) or matrices[0]
        elif not (owner and node.op_type == "Add" and weights and _layer_of(weights[0]) == owner):
            continue
        known = owned.setdefault(owner, [])
        known += [name for name in weights if name not in known]
    return tuple(Layer(name, tuple(weights)) for name, weights in reversed(owned.items()))


def _stored(graph: onnx.ModelProto, weights: set[str]) -> dict[str, str]:
    """The weights that are stored in fewer bits: the name that operators read, and the name in the file."""
    found = {name: name for name in weights}
    for node in graph.graph.node:
        # A scale is stored beside an int8; whatever comes of it is that weight.
        if node.op_type in {"Cast", "Mul"} and all(name in found for name in node.input):
            found[node.output[0]] = found[node.input[0]]
    return found


def _layer_of(name: str) -> str:
    """`trunk/functional_1/conv2d_2_1/convolution/...` belongs to `conv2d_2`: Keras counts scopes, too.

    Empty where the name does not tell.
    """
    scopes = [scope.rpartition("_")[0] or scope for scope in name.split("/")[2:-1]]
    return next((scope for scope in scopes if scope not in _PARTS), "")


def randomise(graph: onnx.ModelProto, layer: Layer, random: np.random.Generator) -> None:
    """Gives a layer's weights other values, drawn with the mean and the deviation that each tensor has.

    So the answers keep about their size, and what changes is what was learned. A single number has no deviation and
    stays.
    """
    for weight in graph.graph.initializer:
        if weight.name in layer.weights:
            learned = numpy_helper.to_array(weight)
            drawn = random.normal(learned.mean(dtype=np.float64), learned.std(dtype=np.float64), learned.shape)
            if learned.dtype == np.int8:
                drawn = np.rint(drawn).clip(-127, 127)
            weight.CopyFrom(numpy_helper.from_array(drawn.astype(learned.dtype), weight.name))


def cascade(
    graph: onnx.ModelProto, spec: ModelSpec, crops: Pixels, chosen: Labels, random: np.random.Generator
) -> list[Floats]:
    """The maps after each step of one randomisation, one (N, h, w) per layer, from the logits downwards.

    Args:
        graph: The trained model; it stays as it is.
        spec: Its description.
        crops: uint8 (N, height, width, channels).
        chosen: The class of each map, int64 (N,), the same for all steps.
        random: Draws the weights.
    """
    changed = onnx.ModelProto()
    changed.CopyFrom(graph)
    found = []
    for layer in layers(graph):
        randomise(changed, layer, random)
        found.append(Mapper(changed, spec).maps(crops, chosen))
    return found


def likeness(first: Floats, second: Floats, shape: tuple[int, int]) -> Likeness:
    """Compares maps, float32 (N, h, w) each, pair by pair; `shape` is the crop's (height, width)."""

    def each(compare: Callable[[Floats, Floats], float]) -> Floats:
        pairs = zip(first, second, strict=True)
        known = [np.nan if np.ptp(a) == 0 or np.ptp(b) == 0 else compare(a, b) for a, b in pairs]
        return np.asarray(known, dtype=np.float32)

    return Likeness(
        rank=each(_rank),
        magnitude=each(lambda a, b: _rank(np.abs(a), np.abs(b))),
        structure=each(lambda a, b: _structure(_shown(a, shape), _shown(b, shape))),
    )


def _rank(first: Floats, second: Floats) -> float:
    return float(stats.spearmanr(first, second, axis=None).statistic)


def _shown(values: Floats, shape: tuple[int, int]) -> Floats:
    return enlarged(values / np.abs(values).max(), shape)


def _structure(first: Floats, second: Floats) -> float:
    from skimage.metrics import structural_similarity  # slow to import, and only this needs it

    whole = max(first.max(), second.max()) - min(first.min(), second.min())
    return float(
        structural_similarity(
            first, second, data_range=float(whole), gaussian_weights=True, sigma=1.5, use_sample_covariance=False
        )
    )
