"""One expression model: a spec, an ONNX Runtime session and the way from faces to predictions.

Owned by one thread. The label order of a model is left behind here: predictions are in `EMOTIONS` order.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ferdesk.core.errors import ModelError
from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.preprocess import crop_face, scale
from ferdesk.core.spec import (
    GOLDEN_TOLERANCE,
    METADATA_KEY,
    OWN_BORDER,
    TENSOR_TYPES,
    ModelSpec,
    from_json,
    not_described,
    softmax,
)
from ferdesk.core.types import Cost, Face, Floats, Frame, Pixels, Prediction
from ferdesk.engine.runtime import make_session, missing_cuda, runtime_errors, session_provider

_PROBE_RUNS = 5
_LEAST = np.float32(1e-12)
"""What a probability of 0 counts as where its logarithm is needed."""


@dataclass(frozen=True, slots=True)
class Result:
    """The predictions of one model, one per face in the order given, and what they cost."""

    predictions: tuple[Prediction, ...]
    cost: Cost


class Classifier:
    """A loaded model.

    Attributes:
        spec: What the file says of itself.
        provider: "CPU" or "CUDA", read back from the session.
        reason: Why the provider that was asked for is not used, one sentence; empty when it is.
    """

    def __init__(
        self, data: bytes, origin: str, *, provider: str = "cpu", threads: int = 2, proven: bool = True
    ) -> None:
        """Opens a model and checks that it reproduces its golden sample.

        Args:
            data: The ONNX file's bytes.
            origin: The file's name, for messages.
            provider: "cpu", "cuda", or "auto" for the faster of the two on this model.
            threads: For one run on the CPU.
            proven: Whether the golden sample counts; not while a model is being described.

        Raises:
            ModelError: Not a model, without ferdesk's description, or not what its description says.
        """
        self.origin = origin
        self.reason = ""
        wanted = provider
        if provider != "cpu":
            self.reason = missing_cuda()
            wanted = "cpu" if self.reason else "cuda"
        self._session = make_session(data, origin, wanted, threads)
        self.spec = _read_spec(self._session, origin)
        self._input = self._session.get_inputs()[0].name
        self._outputs = [self.spec.logits]
        self._positions = np.array([INDEX[label] for label in self.spec.labels])
        _check_signature(self._session, self.spec, origin)
        self._one_by_one = self._session.get_inputs()[0].shape[0] == 1
        if proven:
            self._check_golden()
        if provider == "auto" and not self.reason:
            self._keep_faster(make_session(data, origin, "cpu", threads))
        self.provider = session_provider(self._session)
        if provider == "auto":
            self.reason = ""
        elif provider == "cuda" and self.provider != "CUDA" and not self.reason:
            self.reason = "CUDA is not used: ONNX Runtime chose the CPU for this model."

    def logits(self, crops: Sequence[Pixels] | Pixels) -> Floats:
        """Raw outputs for N crops, uint8 (height, width, channels) each: float32 (N, classes) in label order.

        Raises:
            ModelError: The model fails on them.
        """
        return self._run(scale(crops, self.spec.preprocess))

    def probabilities(self, crops: Sequence[Pixels] | Pixels) -> Floats:
        """Calibrated probabilities, float32 (N, classes) in label order; see `logits`."""
        return softmax(self.logits(crops), self.spec.temperature)

    def crops(self, frame: Frame, faces: Sequence[Face]) -> list[Pixels]:
        """What the model is shown of each face, before scaling."""
        return [crop_face(frame.pixels, face, self.spec.preprocess) for face in faces]

    def classify(self, frame: Frame, faces: Sequence[Face]) -> Result:
        """One prediction per face, all faces in one run.

        Raises:
            ModelError: The model fails on them.
        """
        started = time.perf_counter()
        crops = self.crops(frame, faces)
        batch = scale(crops, self.spec.preprocess)
        scaled = time.perf_counter()
        logits = self._run(batch)
        ran = time.perf_counter()
        # Wrong labels shown with confidence are worse than a message, hence the check of every answer.
        if not np.isfinite(logits).all():
            raise ModelError(f"{self.spec.name} gave an answer that is not a number. Choose another model.")
        everything = np.full((len(crops), len(EMOTIONS)), np.nan, dtype=np.float32)
        everything[:, self._positions] = softmax(logits, self.spec.temperature)
        each_ms = (time.perf_counter() - started) * 1000 / len(crops)
        predictions = tuple(Prediction(self.spec.name, row, each_ms) for row in everything)
        done = time.perf_counter()
        cost = Cost(self.spec.name, (scaled - started) * 1000, (ran - scaled) * 1000, (done - ran) * 1000)
        return Result(predictions, cost)

    def run_bare(self, batch: Floats) -> Floats:
        """The bare `session.run` on a scaled batch, float32 (N, height, width, channels): what a benchmark compares.

        Returns what the file answers, (N, classes), be it logits or probabilities.
        """
        border = self.spec.border
        tensor: Any = batch
        if border.order == "BGR":
            tensor = tensor[..., ::-1]
        if border.layout == "NCHW":
            tensor = tensor.transpose(0, 3, 1, 2)
        if border != OWN_BORDER:
            tensor = np.ascontiguousarray(tensor, dtype=border.dtype)
        # Many exporters fix the batch at one picture.
        pieces = [tensor[row : row + 1] for row in range(len(tensor))] if self._one_by_one else [tensor]
        answers: list[Floats] = [self._session.run(self._outputs, {self._input: piece})[0] for piece in pieces]
        return answers[0] if len(answers) == 1 else np.concatenate(answers)

    def _run(self, batch: Floats) -> Floats:
        try:
            answer = np.asarray(self.run_bare(batch), dtype=np.float32)
            if self.spec.border.answer == "probabilities":
                answer = np.log(np.maximum(answer, _LEAST))
            return answer
        except runtime_errors() as error:
            first_line = str(error).strip().splitlines()[0][:200]
            raise ModelError(f"{self.origin} fails when it is run ({first_line}). Choose another model.") from error

    def _check_golden(self) -> None:
        golden = self.spec.golden
        got = self.probabilities([golden.pixels, golden.pixels])
        if got.shape != (2, len(self.spec.labels)):
            raise ModelError(
                f"{self.origin} names {len(self.spec.labels)} emotions but answers with {got.shape[-1]} values."
                " Export the model again."
            )
        worst = np.abs(got - golden.probabilities).max(axis=0)
        index = int(worst.argmax())
        # Written so that NaN is refused too.
        if not worst[index] <= GOLDEN_TOLERANCE:
            raise ModelError(
                f"{self.origin} does not reproduce its own sample: {self.spec.labels[index]} comes out as"
                f" {got[0, index]:.3f} instead of {golden.probabilities[index]:.3f}, so its labels or its scaling are"
                " not the ones that it was made with. Export the model again."
            )

    def _keep_faster(self, other: Any) -> None:
        """A small model on one face may be faster on the CPU than on its way to the GPU and back."""
        batch = scale([self.spec.golden.pixels], self.spec.preprocess)
        durations = {}
        for session in (self._session, other):
            self._session = session
            self._run(batch)
            durations[session] = min(_duration(self._run, batch) for _ in range(_PROBE_RUNS))
        self._session = min(durations, key=lambda session: durations[session])


def _duration(run: Callable[[Floats], Floats], batch: Floats) -> float:
    started = time.perf_counter()
    run(batch)
    return time.perf_counter() - started


def _read_spec(session: Any, origin: str) -> ModelSpec:
    text = session.get_modelmeta().custom_metadata_map.get(METADATA_KEY)
    if text is None:
        raise not_described(origin)
    return from_json(text, origin)


def _check_signature(session: Any, spec: ModelSpec, origin: str) -> None:
    inputs = session.get_inputs()
    outputs = {output.name: output for output in session.get_outputs()}
    size, border = spec.preprocess, spec.border
    wanted = [1, size.height, size.width, size.channels]
    if border.layout == "NCHW":
        wanted = [1, size.channels, size.height, size.width]
    shape = list(inputs[0].shape) if len(inputs) == 1 else []
    # What the file leaves open is a name or None, and takes any number; a batch may be fixed at one.
    fits = len(shape) == 4 and all(
        not isinstance(given, int) or given == want for given, want in zip(shape, wanted, strict=True)
    )
    if not fits or inputs[0].type != TENSOR_TYPES[border.dtype]:
        raise ModelError(
            f"{origin} is made for another task: ferdesk needs one {border.dtype} input (N, {wanted[1]}, {wanted[2]},"
            f" {wanted[3]}) as its description says, this one takes {[i.shape for i in inputs]}."
        )
    missing = [name for name in (spec.logits, spec.features) if name and name not in outputs]
    if missing:
        raise ModelError(f"{origin} has no output named {missing[0]}, which its description names. Export it again.")
