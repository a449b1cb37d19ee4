"""What a model file says of itself: the JSON under the metadata key `ferdesk.spec`.

A model is one ONNX file. Its input is float32 (N, height, width, channels), made by `core.preprocess`; its output named
`logits` is float32 (N, classes). Where a stranger's file has it otherwise, `Border` says how. The spec holds a golden
sample, a crop and the probabilities it must give, so that wrong scaling or a wrong label order is refused at load
instead of shown as a result.
"""

import base64
import binascii
import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ferdesk.core.errors import ModelError, NotDescribedError
from ferdesk.core.labels import INDEX
from ferdesk.core.model_input import Preprocess
from ferdesk.core.types import Floats, Pixels

METADATA_KEY = "ferdesk.spec"
SCHEMA_VERSION = 1
GOLDEN_TOLERANCE = 1e-3
"""How far a probability may be from the golden one: hardware differs by 1e-5, a wrong scaling by far more."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured figure: `metric` (accuracy, macro_f1, ece...) `value` on `data`, made by `command`."""

    metric: str
    value: float
    data: str
    command: str


@dataclass(frozen=True, slots=True, eq=False)
class Golden:
    """A crop, uint8 (height, width, channels), and its probabilities, float32 (classes,) in label order."""

    pixels: Pixels
    probabilities: Floats


LAYOUTS = ("NHWC", "NCHW")
ORDERS = ("RGB", "BGR")
TENSOR_TYPES = {"float32": "tensor(float)", "float16": "tensor(float16)", "uint8": "tensor(uint8)"}
"""NumPy's name of each input type, and ONNX Runtime's."""
ANSWERS = ("logits", "probabilities")


@dataclass(frozen=True, slots=True)
class Border:
    """How a file's tensors differ from ferdesk's own; the defaults are ferdesk's own.

    Attributes:
        layout: Of the input, one of `LAYOUTS`.
        order: Of its colours, one of `ORDERS`; means nothing for a gray input.
        dtype: Of the input, one of `TENSOR_TYPES`.
        answer: What the output is, one of `ANSWERS`. Probabilities need not add up to 1; they are made to.
    """

    layout: str = "NHWC"
    order: str = "RGB"
    dtype: str = "float32"
    answer: str = "logits"

    def __post_init__(self) -> None:
        for name, allowed in (("layout", LAYOUTS), ("order", ORDERS), ("dtype", TENSOR_TYPES), ("answer", ANSWERS)):
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} must be one of {', '.join(allowed)}, got {getattr(self, name)!r}")


OWN_BORDER = Border()


@dataclass(frozen=True, slots=True, eq=False)
class ModelSpec:
    """Everything that the application needs to know of a model.

    Attributes:
        name: The one name of the model, in lower case with hyphens.
        title: Its name for people.
        paper: Where the network is from.
        labels: Its classes in output order, each one of `EMOTIONS`.
        preprocess: Its input.
        logits: Name of the output tensor (N, classes).
        features: Name of the tensor that Grad-CAM reads (N, h, w, channels); empty when there is none.
        trained_on: The data, in a sentence.
        measured: Figures with their data set.
        temperature: Probabilities are softmax(logits / temperature) (Guo et al. 2017).
        parameters: Number of weights.
        golden: The sample that the file must reproduce.
        border: How its tensors differ from ferdesk's own.
    """

    name: str
    title: str
    paper: str
    labels: tuple[str, ...]
    preprocess: Preprocess
    logits: str
    features: str
    trained_on: str
    measured: tuple[Measured, ...]
    temperature: float
    parameters: int
    golden: Golden
    border: Border = OWN_BORDER

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", self.name):
            raise ValueError(f"name must be lower case letters, digits and hyphens, got {self.name!r}")
        unknown = [label for label in self.labels if label not in INDEX]
        if unknown:
            raise ValueError(f"labels {', '.join(unknown)} are not emotions that ferdesk knows")
        if not 2 <= len(self.labels) <= 64 or len(set(self.labels)) != len(self.labels):
            raise ValueError(f"labels must be 2 to 64 different names, got {len(self.labels)}")
        if not (math.isfinite(self.temperature) and self.temperature > 0):
            raise ValueError(f"temperature must be positive, got {self.temperature}")
        inputs = self.preprocess
        if self.border.dtype == "uint8" and (any(inputs.mean) or set(inputs.std) != {1.0}):
            raise ValueError("an input of whole numbers (uint8) takes pixels as they are: mean 0 and std 1")
        if self.golden.pixels.shape != (inputs.height, inputs.width, inputs.channels):
            raise ValueError(f"golden sample is {self.golden.pixels.shape}, the input is not")
        if self.golden.probabilities.shape != (len(self.labels),):
            raise ValueError(f"golden sample has {self.golden.probabilities.shape} probabilities")

    @property
    def accuracy(self) -> Measured | None:
        """The first measured accuracy, if any."""
        return next((figure for figure in self.measured if figure.metric == "accuracy"), None)


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model file as the library lists it.

    Attributes:
        name: The spec's name, or the file's where it has no readable spec.
        path: The ONNX file.
        sha256: Of its bytes, hexadecimal; empty when it could not be read.
        shipped: It is one of ferdesk's own, checked against the list of known files.
        spec: None when the file cannot be used.
        problem: The sentence that says why not, empty when usable.
        size: Of the file, bytes; 0 when it could not be read.
    """

    name: str
    path: Path
    sha256: str
    shipped: bool
    spec: ModelSpec | None
    problem: str = ""
    size: int = 0


def softmax(logits: Floats, temperature: float) -> Floats:
    """softmax(logits / temperature) along the last axis; float32 of the same shape."""
    scaled = logits.astype(np.float64) / temperature
    scaled -= scaled.max(axis=-1, keepdims=True)
    exponentials = np.exp(scaled)
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True), dtype=np.float32)


def to_json(spec: ModelSpec) -> str:
    """The text to store under `METADATA_KEY`."""
    inputs = spec.preprocess
    return json.dumps(
        {
            "schema": SCHEMA_VERSION,
            "name": spec.name,
            "title": spec.title,
            "paper": spec.paper,
            "labels": spec.labels,
            "preprocess": {
                "height": inputs.height,
                "width": inputs.width,
                "channels": inputs.channels,
                "margin": inputs.margin,
                "align": inputs.align,
                "mean": inputs.mean,
                "std": inputs.std,
                "shift": inputs.shift,
            },
            "logits": spec.logits,
            "features": spec.features,
            "trained_on": spec.trained_on,
            "measured": [
                {"metric": m.metric, "value": m.value, "data": m.data, "command": m.command} for m in spec.measured
            ],
            "temperature": spec.temperature,
            "parameters": spec.parameters,
            "golden": {
                "pixels": base64.b64encode(spec.golden.pixels.tobytes()).decode("ascii"),
                # By name, so that a permuted label list cannot agree with it.
                "probabilities": dict(zip(spec.labels, map(float, spec.golden.probabilities), strict=True)),
            },
            # Left out where there is nothing to say, so that an older ferdesk reads its own models as ever.
            **({} if spec.border == OWN_BORDER else {"border": asdict(spec.border)}),
        },
        indent=1,
    )


def from_json(text: str, origin: str) -> ModelSpec:
    """Reads a spec.

    Args:
        text: What `to_json` wrote.
        origin: The file's name, for messages.

    Raises:
        ModelError: The text is not a spec of this schema.
    """
    try:
        fields: Mapping[str, Any] = json.loads(text)
        if fields["schema"] != SCHEMA_VERSION:
            raise ModelError(
                f"{origin}: its description has version {fields['schema']}, this ferdesk reads version"
                f" {SCHEMA_VERSION}. Update ferdesk or export the model again."
            )
        return _spec(fields)
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise ModelError(
            f"{origin}: its description cannot be used: {what}. Export the model again, or describe it again."
        ) from error


def not_described(origin: str) -> NotDescribedError:
    """For a model that says nothing of its labels and scaling."""
    return NotDescribedError(
        f"{origin} carries no description of its labels and scaling (metadata `{METADATA_KEY}`), so its answers could"
        " not be understood. Add it in the window to describe it, or export it with ferdesk's training module."
    )


def _spec(fields: Mapping[str, Any]) -> ModelSpec:
    inputs = dict(fields["preprocess"])
    inputs["mean"] = tuple(map(float, inputs["mean"]))
    inputs["std"] = tuple(map(float, inputs["std"]))
    preprocess = Preprocess(**inputs)
    labels = tuple(map(str, fields["labels"]))
    golden = fields["golden"]
    pixels = np.frombuffer(base64.b64decode(golden["pixels"], validate=True), dtype=np.uint8)
    probabilities = np.array([golden["probabilities"][label] for label in labels], dtype=np.float32)
    return ModelSpec(
        name=str(fields["name"]),
        title=str(fields["title"]),
        paper=str(fields["paper"]),
        labels=labels,
        preprocess=preprocess,
        logits=str(fields["logits"]),
        features=str(fields["features"]),
        trained_on=str(fields["trained_on"]),
        measured=tuple(
            Measured(str(m["metric"]), float(m["value"]), str(m["data"]), str(m["command"])) for m in fields["measured"]
        ),
        temperature=float(fields["temperature"]),
        parameters=int(fields["parameters"]),
        golden=Golden(pixels.reshape(preprocess.height, preprocess.width, preprocess.channels), probabilities),
        border=Border(**fields.get("border", {})),
    )
