"""A finished run becomes one self-describing ONNX file, or is refused with the reason."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx

from ferdesk.core import paths
from ferdesk.core.errors import ExportError
from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import crop_face, scale
from ferdesk.core.spec import METADATA_KEY, Golden, Measured, ModelSpec, from_json, softmax, to_json
from ferdesk.core.types import Box, Face, Floats, Pixels
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.explain.head import Head
from ferdesk.engine.runtime import make_session
from training.data import TITLES
from training.gradcam import tape, weigh
from training.graph import INPUT, convert
from training.models import MODELS
from training.models.recipe import FEATURES, LOGITS
from training.network import best_of
from training.runs import Run
from training.storage import SMALLER
from training.targets import TARGETS

PROBABILITY_TOLERANCE = 1e-4
GRADCAM_TOLERANCE = 1e-3
MOST_BYTES = 27_000_000
_GOLDEN_PICTURE = "collins.jpg"
_GOLDEN_BOX = Box(176.0, 75.0, 98.0, 98.0)
_GOLDEN_EYES = ((203.0, 102.0), (250.0, 103.0))
_BATCH = 5
_NUDGES = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Parity:
    """The largest differences between file and network, before its weights were stored as `stored` says."""

    probability: float
    gradcam: float
    stored: str = "float32"


def export(run: Run, file: Path, samples: Pixels) -> Parity:
    """Writes a run's best network as ONNX.

    Args:
        run: A finished run.
        file: The ONNX file to write.
        samples: At least one picture uint8 (N, height, width) in the network's size, on which file and network are
            compared.

    Raises:
        ExportError: Probabilities differ by more than 1e-4, or Grad-CAM by more than 1e-3 of its maximum.
        DataError: The run's weights are missing or damaged.
    """
    result = run.result()
    inputs = Preprocess(**{**result["preprocess"], **_tuples(result["preprocess"])})
    network = best_of(run)
    graph = convert(network)
    spec = _spec(run, result, inputs, graph)
    parity = _compare(network, graph, spec, scale(samples[..., None], inputs))
    whole, stored = graph, "float32"
    for name, store in SMALLER.items():
        if graph.ByteSize() > MOST_BYTES:
            graph, stored = store(whole), name
    # The golden sample is what the file answers, so it is taken after the weights were rounded.
    spec = _spec(run, result, inputs, graph)
    file.write_bytes(with_spec(graph, spec))
    Classifier(file.read_bytes(), file.name)
    return dataclasses.replace(parity, stored=stored)


def with_spec(graph: onnx.ModelProto, spec: ModelSpec) -> bytes:
    """The file's bytes with this spec in place of an earlier one."""
    del graph.metadata_props[:]
    graph.metadata_props.add(key=METADATA_KEY, value=to_json(spec))
    content: bytes = graph.SerializeToString(deterministic=True)
    return content


def with_figures(file: Path, measured: Iterable[Measured]) -> None:
    """Writes measured figures into a model file; nothing else of it changes."""
    graph = onnx.load(file)
    spec = from_json(graph.metadata_props[0].value, file.name)
    file.write_bytes(with_spec(graph, dataclasses.replace(spec, measured=tuple(measured))))


def golden_crop(inputs: Preprocess) -> Pixels:
    """The crop that every shipped model carries, of a public-domain portrait: no data set's picture may be shipped."""
    picture = cv2.imread(str(paths.demo_pictures() / _GOLDEN_PICTURE))
    if picture is None:
        raise ExportError(f"{_GOLDEN_PICTURE} is missing from {paths.demo_pictures()}. Check out the complete project.")
    keypoints = np.zeros((6, 2), dtype=np.float32)
    keypoints[:2] = _GOLDEN_EYES
    face = Face(_GOLDEN_BOX, 1.0, keypoints)
    return crop_face(np.ascontiguousarray(picture[..., ::-1], dtype=np.uint8), face, inputs)


def _compare(network: Any, graph: onnx.ModelProto, spec: ModelSpec, batch: Floats) -> Parity:
    content = graph.SerializeToString()
    session = make_session(content, spec.name, "cpu", 1)
    worst_probability = worst_map = 0.0
    for part in (batch[:1], batch[:_BATCH], batch):
        wanted = softmax(np.asarray(network.predict_on_batch(part)), spec.temperature)
        got = softmax(session.run([LOGITS], {INPUT: part})[0], spec.temperature)
        worst_probability = max(worst_probability, float(np.abs(got - wanted).max()))
    head = Head(onnx.load_model_from_string(content), spec, spec.name, 1)
    smooth = [one for one in np.split(batch, len(batch)) if not _at_a_kink(head, one)][:_BATCH]
    if not smooth:
        raise ExportError(f"{spec.name}: every sample lies where its gradient jumps. Compare it on other pictures.")
    for one in smooth:
        for chosen, ours in enumerate(_maps(head, one)):
            worst_map = max(worst_map, _apart(tape(network, one, chosen), ours))
    # Written so that NaN is refused too.
    if not worst_probability <= PROBABILITY_TOLERANCE:
        raise ExportError(f"{spec.name} differs by {worst_probability:.1e} in probability from its ONNX file.")
    if not worst_map <= GRADCAM_TOLERANCE:
        raise ExportError(f"{spec.name}: Grad-CAM from its ONNX file differs by {worst_map:.1e} of the maximum.")
    return Parity(worst_probability, worst_map)


def _maps(head: Head, one: Floats) -> list[Floats]:
    """The application's Grad-CAM of one input (1, height, width, channels) for every class."""
    traced = head.trace(one)
    return [weigh(traced.features, gradient) for gradient in traced.gradients]


def _apart(exact: Floats, ours: Floats) -> float:
    """The largest difference of two maps, as a part of the first one's maximum; 0 where that one is empty."""
    return float(np.abs(exact - ours).max() / exact.max()) if exact.max() > 0 else 0.0


def _at_a_kink(head: Head, one: Floats) -> bool:
    """Whether the gradient jumps when the input moves by a millionth.

    Where a ReLU stands within rounding of its kink, both of its slopes are right, and which one a library takes depends
    on the order of its additions. Two libraries cannot be compared there. A linear head has no kink.
    """
    if head.linear:
        return False
    random, maps = np.random.default_rng(0), _maps(head, one)
    for _ in range(_NUDGES):
        nudged = (one * (1 + 1e-6 * random.choice([-1.0, 1.0], one.shape))).astype(np.float32)
        if any(_apart(*pair) > GRADCAM_TOLERANCE for pair in zip(maps, _maps(head, nudged), strict=True)):
            return True
    return False


def _spec(run: Run, result: dict[str, Any], inputs: Preprocess, graph: onnx.ModelProto) -> ModelSpec:
    recipe = MODELS[run.settings.model]
    crop = golden_crop(inputs)
    session = make_session(graph.SerializeToString(), recipe.name, "cpu", 1)
    logits = session.run([LOGITS], {INPUT: scale(crop[None], inputs)})[0]
    temperature = float(result["temperature"])
    return ModelSpec(
        name=recipe.name,
        title=recipe.title,
        paper=recipe.paper,
        labels=recipe.labels,
        preprocess=inputs,
        logits=LOGITS,
        features=FEATURES,
        trained_on=_trained_on(run, result),
        measured=(),
        temperature=temperature,
        parameters=int(result["parameters"]),
        golden=Golden(crop, softmax(logits, temperature)[0]),
    )


def _trained_on(run: Run, result: dict[str, Any]) -> str:
    count, name = result["data"]["parts"]["training"], result["data"]["name"]
    how = {"official": "official split", "holdout": "hold-out", "fold": f"fold {run.settings.split.fold + 1}"}
    where = f"{TITLES.get(name, name)}, {how[run.settings.split.kind]}"
    votes = "" if run.settings.targets == "labels" else f", {TARGETS[run.settings.targets]}"
    return f"{where}: {count:,} pictures, {result.get('epochs', 0) or 'no'} epochs, seed {run.settings.seed}{votes}"


def _tuples(fields: dict[str, Any]) -> dict[str, tuple[float, ...]]:
    return {name: tuple(fields[name]) for name in ("mean", "std")}
