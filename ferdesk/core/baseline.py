"""A person's neutral baseline: the mean of what each model says of one face over ten seconds, with honest doubts.

Faces differ at rest: one looks a little sad, another a little angry. The baseline is shown and stored beside the raw
values and is never subtracted from them. Pure: no clock, no thread.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.labels import INDEX
from ferdesk.core.recording import Baseline
from ferdesk.core.types import FaceReading, Floats, Observation

BASELINE_S: Final = 10.0
"""How long a baseline is taken, seconds."""
REST: Final = ("neutral", "no_smile", "not_happy")
"""The classes that a face at rest should have, as far as a model knows them."""
MOST_RESTLESS: Final = 0.2
"""Share of the pictures in which another class may lead before the face counts as not neutral."""
MOST_SPREAD: Final = 0.2
"""Standard deviation of a probability above which the values moved too much to be called a rest."""
LEAST_SEEN: Final = 0.8
"""Share of the pictures in which the face must be there, and of the time in which there must be pictures."""
LEAST_SAMPLES: Final = 10

TOO_FEW: Final = (
    "The face was seen in {samples} of {pictures} pictures only, which is too little for a baseline to rely on. "
    "Take it again, facing the camera all the time."
)
TOO_SHORT: Final = (
    "The pictures ended after only {seconds:.0f} of {of:.0f} seconds, which is too little for a baseline to rely on. "
    "Take it again."
)
NOT_NEUTRAL: Final = (
    "The face was not neutral in {share:.0%} of the pictures. Take the baseline again with the face at rest."
)
MOVED: Final = (
    "The values moved a lot (by {spread:.0%} around their mean). Take the baseline again with the face at rest, in "
    "steady light."
)


class BaselineSamples:
    """What was seen of one face since `start_s`.

    Attributes:
        face: Its track number.
        start_s: When it began, `time.perf_counter()` seconds.
    """

    def __init__(self, face: int, start_s: float) -> None:
        self.face = face
        self.start_s = start_s
        self._pictures = 0
        self._last_s = start_s
        self._values: dict[str, list[Floats]] = {}

    def add(self, observation: Observation) -> None:
        """Takes the face's raw probabilities from a picture; one from before the start or after the end is left out."""
        time_s = observation.frame.time_s
        if not self.start_s <= time_s <= self.start_s + BASELINE_S:
            return
        self._pictures += 1
        self._last_s = time_s
        reading = next((one for one in observation.readings if one.face.track_id == self.face), None)
        if reading is not None:
            self._keep(reading)

    def _keep(self, reading: FaceReading) -> None:
        for prediction in reading.predictions:
            self._values.setdefault(prediction.model, []).append(prediction.probabilities)

    def left_s(self, now_s: float) -> float:
        """Seconds until it is complete, 0 when it is."""
        return max(self.start_s + BASELINE_S - now_s, 0.0)

    def results(self) -> tuple[Baseline, ...]:
        """One baseline per model that said something of the face; none when it was never seen."""
        return tuple(
            Baseline(
                face=self.face,
                model=model,
                start_s=self.start_s,
                end_s=self.start_s + BASELINE_S,
                samples=len(values),
                probabilities=np.asarray(np.mean(values, axis=0, dtype=np.float64), dtype=np.float32),
                warning=self._doubt(np.stack(values)),
            )
            for model, values in self._values.items()
        )

    def _doubt(self, values: Floats) -> str:
        """Why the baseline of one model should not be relied on, in a sentence; empty when it may be.

        `values`: float32 (N, E).
        """
        samples = len(values)
        span_s = self._last_s - self.start_s
        if span_s < LEAST_SEEN * BASELINE_S:
            return TOO_SHORT.format(seconds=span_s, of=BASELINE_S)
        if samples < max(LEAST_SAMPLES, LEAST_SEEN * self._pictures):
            return TOO_FEW.format(samples=samples, pictures=self._pictures)
        restless = _restless(values)
        if restless >= MOST_RESTLESS:
            return NOT_NEUTRAL.format(share=restless)
        spread = float(values[:, _known(values)].std(axis=0).max())
        return MOVED.format(spread=spread) if spread > MOST_SPREAD else ""


def _known(values: Floats) -> npt.NDArray[np.bool_]:
    """bool (E,): the classes that the model has."""
    return np.asarray(np.isfinite(values).all(axis=0))


def _restless(values: Floats) -> float:
    """Share of the samples in which another class than that of a face at rest leads; 0 where no such class is known."""
    known = _known(values)
    rest = [INDEX[name] for name in REST if known[INDEX[name]]]
    if not rest:
        return 0.0
    leading = np.where(known, values, -1.0).argmax(axis=1)
    return float(1 - np.isin(leading, rest).mean())
