"""A stranger's model while it is being described: what its file says, what it answers, and the spec that comes of it.

For the jobs thread. The model runs in a child process with limits before it runs here.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from ferdesk.core.description import (
    FEWEST_CLASSES,
    MOST_CLASSES,
    Description,
    Handling,
    Preview,
    Survey,
    Trial,
    problem,
    propose,
)
from ferdesk.core.errors import ModelError
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import crop_face, scale
from ferdesk.core.spec import OWN_BORDER, Golden, ModelSpec, to_json
from ferdesk.core.types import Face, Frame, Pixels
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.inspection import inspect_structure, probe
from ferdesk.engine.sidecar import lay_in
from ferdesk.engine.survey import MOST_OUTPUTS, survey

_SUM_TOLERANCE = 1e-3
_PATTERN = 8
"""Places per side of the golden sample: as coarse as a face, so that networks do not see mere noise."""

_Opened = tuple[int, int, int, str, str]


class Stranger:
    """One file, read once.

    Attributes:
        data: Its bytes.
        survey: What it says by itself.
    """

    def __init__(self, data: bytes, origin: str, taken: Sequence[str] = ()) -> None:
        """Checks the file, and tries the model if its input's size is known.

        Args:
            data: The file's bytes.
            origin: Its name, for messages.
            taken: Names that the model must not have.

        Raises:
            ModelError: The file is damaged, is no model for pictures of faces, or fails when it is run.
        """
        self.data = data
        self._origin = origin
        self._trials: dict[_Opened, Trial] = {}
        self._opened: tuple[_Opened, Classifier] | None = None
        self.survey = replace(survey(inspect_structure(data, origin), origin), taken=tuple(taken))
        first = propose(self.survey)
        if first is not None:
            self.survey = replace(self.survey, trial=self.try_out(first))

    def try_out(self, handling: Handling) -> Trial:
        """What the model answers to an input of this size, found in a child process.

        Raises:
            ModelError: It fails, or its answer is none that could be emotions.
        """
        key = _key(handling)
        if key not in self._trials:
            spec = self._sketch(handling, FEWEST_CLASSES)
            asked = replace(spec, border=replace(spec.border, answer=OWN_BORDER.answer))
            found = probe(lay_in(self.data, to_json(asked)), self._origin, proven=False)
            self._trials[key] = _trial(json.loads(found), self._origin, squashed=self.survey.squashed)
        return self._trials[key]

    def preview(self, handling: Handling, frame: Frame | None, face: Face | None) -> Preview:
        """What the model would get and answer; without a face only what it answered when it was tried.

        Raises:
            ModelError: It fails.
        """
        trial = self.try_out(handling)
        if frame is None or face is None:
            return Preview(trial)
        crop = crop_face(frame.pixels, face, handling.preprocess)
        scaled = scale([crop], handling.preprocess)
        shares = self._classifier(handling, trial).probabilities([crop])[0]
        if not np.isfinite(shares).all():
            raise ModelError(f"{self._origin} gave an answer that is not a number. Choose another scaling or model.")
        return Preview(trial, crop, float(scaled.min()), float(scaled.max()), shares)

    def spec(self, description: Description) -> ModelSpec:
        """The spec of the model as it is described, with a golden sample made now.

        Raises:
            ModelError: The description is not complete, or the model fails.
        """
        trial = self.try_out(description.handling)
        reason = problem(description, self.survey, trial)
        if reason:
            raise ModelError(f"{self._origin} cannot be used as it is described. {reason}")
        classifier = self._classifier(description.handling, trial)
        pixels = classifier.spec.golden.pixels
        return replace(
            classifier.spec,
            name=description.name,
            title=description.title.strip(),
            labels=description.labels,
            golden=Golden(pixels, classifier.probabilities([pixels])[0]),
        )

    def _classifier(self, handling: Handling, trial: Trial) -> Classifier:
        """The model, opened here; once for all handlings that differ only in what is done before and after it."""
        key, sketch = _key(handling), self._sketch(handling, trial.classes)
        if self._opened is None or self._opened[0] != key:
            self._opened = None
            self._opened = (key, Classifier(lay_in(self.data, to_json(sketch)), self._origin, proven=False))
        self._opened[1].spec = sketch
        return self._opened[1]

    def _sketch(self, handling: Handling, classes: int) -> ModelSpec:
        """A spec whose labels and golden probabilities mean nothing yet."""
        pixels = _sample(handling.preprocess)
        return _spec(self.survey, handling, EMOTIONS[:classes], pixels, self._origin)


def _spec(known: Survey, handling: Handling, labels: tuple[str, ...], pixels: Pixels, origin: str) -> ModelSpec:
    try:
        return ModelSpec(
            name="described-by-hand",
            title="",
            paper=f"Not known: {origin} was described by hand",
            labels=labels,
            preprocess=handling.preprocess,
            logits=known.output,
            features="",
            trained_on="not known",
            measured=(),
            temperature=handling.temperature,
            parameters=known.parameters,
            golden=Golden(pixels, np.full(len(labels), 1 / len(labels), dtype=np.float32)),
            border=handling.border,
        )
    except ValueError as error:
        raise ModelError(f"{origin} cannot be used as it is described: {error}.") from error


def _key(handling: Handling) -> _Opened:
    """What makes another input of it; scaling, framing and the order of colours do not."""
    inputs, border = handling.preprocess, handling.border
    return inputs.height, inputs.width, inputs.channels, border.layout, border.dtype


def _sample(inputs: Preprocess) -> Pixels:
    """A picture that is nobody's, always the same; uint8 (height, width, channels)."""
    coarse = np.random.default_rng(0).integers(0, 256, (_PATTERN, _PATTERN, inputs.channels), dtype=np.uint8)
    fine = cv2.resize(coarse, (inputs.width, inputs.height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(fine, dtype=np.uint8).reshape(inputs.height, inputs.width, inputs.channels)


def _trial(runs: Sequence[dict[str, Any]], origin: str, *, squashed: bool) -> Trial:
    shapes = [run["shape"] for run in runs]
    classes = shapes[0][-1]
    if shapes != [[count, classes] for count in range(1, len(runs) + 1)] or not classes <= MOST_OUTPUTS:
        raise ModelError(
            f"{origin} is made for another task: ferdesk needs one row of 2 to {MOST_OUTPUTS} answers for each picture,"
            f" this one gives {shapes}."
        )
    if not FEWEST_CLASSES <= classes <= MOST_CLASSES:
        raise ModelError(
            f"{origin} gives {classes} answers, and ferdesk knows {MOST_CLASSES} emotions: it can describe models with"
            f" {FEWEST_CLASSES} to {MOST_CLASSES} answers."
        )
    low, high = min(run["low"] for run in runs), max(run["high"] for run in runs)
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ModelError(f"{origin} gave an answer that is not a number in a trial run. Get the file again.")
    sums_up = all(abs(run[name] - 1) <= _SUM_TOLERANCE for run in runs for name in ("least_sum", "greatest_sum"))
    probable = low >= 0 and high <= 1 and (sums_up or squashed)
    return Trial(classes, low, high, "probabilities" if probable else "logits")
