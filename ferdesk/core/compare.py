"""Several models over the last seconds: every pair of them, how often each changes its mind, where they disagree.

Fed with observations, each of which holds every model's answer to the same frame; owned by one thread.
"""

import itertools
import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ferdesk.core.agreement import (
    Counts,
    Kappa,
    View,
    agreement,
    cohen_kappa,
    confusion,
    divergence,
    shared_view,
)
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.types import Floats, Observation

LONGEST_GAP_S = 1.0
"""A face that is not seen for longer begins anew: neither flicker nor disagreement reaches over the gap."""

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two models on the samples that both answered.

    Attributes:
        first, second: Model names.
        view: What both were asked; None where they have nothing in common, and then nothing else is meant.
        samples: Faces in frames.
        agreement: Share of equal answers, 0...1.
        kappa: The same beyond chance.
        divergence: Jensen-Shannon, mean of `divergences`, bits.
        table: Answers of `first` (rows) against those of `second`, int64 (K, K) in the view's order.
        divergences: One per sample of the window, float64 (N,), NaN where one of them said nothing.
        stretches: Where their answers differ, in time order.
    """

    first: str
    second: str
    view: View | None
    samples: int
    agreement: float
    kappa: Kappa
    divergence: float
    table: Counts
    divergences: Doubles
    stretches: tuple["Stretch", ...]


@dataclass(frozen=True, slots=True)
class Flicker:
    """How often one model changed its label: `changes` in `seconds` of faces seen without a gap."""

    model: str
    changes: int
    seconds: float

    @property
    def rate(self) -> float:
        """Changes a second; NaN before any time has passed."""
        return self.changes / self.seconds if self.seconds > 0 else math.nan


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which two models, or any of several, gave different answers for one face.

    `start_s` is the first such sample, `end_s` the next one on which they agreed again, or the last one that there was.
    """

    face: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """A window's comparison.

    Attributes:
        times_s: Of the samples, float64 (N,), `perf_counter` seconds.
        faces: Their track numbers, int64 (N,).
        pairs: Every pair of models, in the models' order.
        flicker: One per model.
        stretches: Where any two that can be compared differ, in time order.
        answers: Per model, the position in `EMOTIONS` of each sample's label, int64 (N,), -1 where it said nothing.
    """

    times_s: Doubles
    faces: Counts
    pairs: tuple[Pair, ...]
    flicker: tuple[Flicker, ...]
    stretches: tuple[Stretch, ...]
    answers: Mapping[str, Counts]

    @property
    def divergence(self) -> Doubles:
        """Mean over the pairs that can be compared, float64 (N,); NaN where there is none."""
        lines = [pair.divergences for pair in self.pairs if pair.view is not None]
        if not lines:
            return np.full(len(self.times_s), np.nan)
        known = ~np.isnan(np.stack(lines))
        counts = known.sum(axis=0)
        sums = np.nansum(np.stack(lines), axis=0)
        means: Doubles = np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
        return means


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """One face of one frame: probabilities float32 (models, E), a row of NaN for a model that said nothing."""

    time_s: float
    face: int
    probabilities: Floats


class Comparison:
    """Observations of the last `window_s` seconds."""

    def __init__(self, models: Mapping[str, tuple[str, ...]], window_s: float) -> None:
        """An empty comparison.

        Args:
            models: Name to classes, in the user's order.
            window_s: How much is kept; `math.inf` for all (about 45 bytes for each model, face and frame).
        """
        self._models = dict(models)
        self._window_s = window_s
        self._samples: deque[_Said] = deque()
        self._now_s = -math.inf

    def add(self, observation: Observation) -> None:
        """Takes in every face of a frame and forgets what has become too old."""
        rows = {name: row for row, name in enumerate(self._models)}
        time_s = observation.frame.time_s
        self._forget(time_s)
        for reading in observation.readings:
            probabilities = np.full((len(rows), len(EMOTIONS)), np.nan, dtype=np.float32)
            for prediction in reading.predictions:
                if prediction.model in rows:
                    probabilities[rows[prediction.model]] = prediction.probabilities
            self._samples.append(_Said(time_s, reading.face.track_id, probabilities))

    def add_face(self, time_s: float, face: int, probabilities: Floats) -> None:
        """Takes in one face of a frame: float32 (models, E), a row of NaN for a model that said nothing."""
        self._forget(time_s)
        self._samples.append(_Said(time_s, face, probabilities))

    def _forget(self, time_s: float) -> None:
        self._now_s = time_s
        while self._samples and time_s - self._samples[0].time_s > self._window_s:
            self._samples.popleft()

    def last(self, window_s: float) -> "Comparison":
        """A comparison of its own of the last `window_s` seconds, for another thread to ask."""
        taken = Comparison(self._models, window_s)
        taken._samples.extend(sample for sample in self._samples if self._now_s - sample.time_s <= window_s)
        return taken

    def from_zero(self) -> "Comparison":
        """The same with its times counted from the first sample."""
        counted = Comparison(self._models, self._window_s)
        start_s = self._samples[0].time_s if self._samples else 0.0
        counted._samples.extend(replace(sample, time_s=sample.time_s - start_s) for sample in self._samples)
        return counted

    def figures(self) -> Figures:
        """The comparison of all that is kept."""
        times = np.array([sample.time_s for sample in self._samples], dtype=np.float64)
        faces = np.array([sample.face for sample in self._samples], dtype=np.int64)
        shape = (len(self._samples), len(self._models), len(EMOTIONS))
        everything = np.empty(shape, dtype=np.float32)
        for row, sample in enumerate(self._samples):
            everything[row] = sample.probabilities
        by_model = {name: everything[:, row] for row, name in enumerate(self._models)}
        samples = _Samples(times, faces, _runs(times, faces))
        asked = _Asked(by_model)
        differ = np.zeros(len(times), dtype=bool)
        pairs = []
        for first, second in itertools.combinations(self._models, 2):
            pair, differs = self._pair(first, second, asked, samples)
            pairs.append(pair)
            differ |= differs
        answers = {name: _answers(values) for name, values in by_model.items()}
        flicker = tuple(_flicker(name, said, samples) for name, said in answers.items())
        return Figures(times, faces, tuple(pairs), flicker, _stretches(differ, samples), answers)

    def _pair(
        self, first: str, second: str, asked: "_Asked", samples: "_Samples"
    ) -> tuple[Pair, npt.NDArray[np.bool_]]:
        """The pair's figures, and per sample whether their answers differ."""
        view = shared_view(self._models[first], self._models[second])
        if view is None:
            nothing = np.full(len(samples.times_s), np.nan)
            none = Kappa(math.nan, math.nan, math.nan)
            table = np.zeros((0, 0), dtype=np.int64)
            differs = np.zeros(len(nothing), dtype=bool)
            return Pair(first, second, None, 0, math.nan, none, math.nan, table, nothing, ()), differs
        mine, here = asked(view, first)
        theirs, there = asked(view, second)
        table = confusion(here, there, len(view.classes))
        lines = divergence(mine, theirs)
        known = lines[~np.isnan(lines)]
        differs = (here != there) & (here >= 0) & (there >= 0)
        pair = Pair(
            first,
            second,
            view,
            int(table.sum()),
            agreement(table),
            cohen_kappa(table),
            float(known.mean()) if len(known) else math.nan,
            table,
            lines,
            _stretches(differs, samples),
        )
        return pair, differs


class _Asked:
    """What each model answers to a view, worked out once for all its pairs."""

    def __init__(self, by_model: Mapping[str, Floats]) -> None:
        self._by_model = by_model
        self._known: dict[tuple[View, str], tuple[Doubles, Counts]] = {}

    def __call__(self, view: View, model: str) -> tuple[Doubles, Counts]:
        """Probabilities of the view's classes and answers; see `View`."""
        if (view, model) not in self._known:
            values = self._by_model[model]
            self._known[view, model] = view.project(values), view.answers(values)
        return self._known[view, model]


@dataclass(frozen=True, slots=True, eq=False)
class _Samples:
    """Times and faces of all samples, and the positions of each face's samples without a gap."""

    times_s: Doubles
    faces: Counts
    runs: tuple[npt.NDArray[np.intp], ...]


def _runs(times: Doubles, faces: Counts) -> tuple[npt.NDArray[np.intp], ...]:
    """Positions of the samples of each face, cut where it was gone for longer than `LONGEST_GAP_S`."""
    found: list[npt.NDArray[np.intp]] = []
    for face in np.unique(faces):
        positions = np.flatnonzero(faces == face)
        cuts = np.flatnonzero(np.diff(times[positions]) > LONGEST_GAP_S) + 1
        found.extend(np.split(positions, cuts))
    return tuple(found)


def _answers(probabilities: Floats) -> Counts:
    known = np.isfinite(probabilities)
    best = np.where(known, probabilities, -1).argmax(axis=1)
    return np.where(known.sum(axis=1) > 0, best, -1)


def _flicker(model: str, answers: Counts, samples: _Samples) -> Flicker:
    times = samples.times_s
    changes, seconds = 0, 0.0
    for run in samples.runs:
        said = run[answers[run] >= 0]
        if len(said) > 1:
            changes += int((np.diff(answers[said]) != 0).sum())
            seconds += float(times[said[-1]] - times[said[0]])
    return Flicker(model, changes, seconds)


def _stretches(differ: npt.NDArray[np.bool_], samples: _Samples) -> tuple[Stretch, ...]:
    times = samples.times_s
    found = []
    for run in samples.runs:
        edges = np.flatnonzero(np.diff(np.concatenate([[False], differ[run], [False]]).astype(np.int8)))
        for begin, end in edges.reshape(-1, 2):
            last = min(int(end), len(run) - 1)
            found.append(Stretch(int(samples.faces[run[0]]), float(times[run[begin]]), float(times[run[last]])))
    return tuple(sorted(found, key=lambda stretch: (stretch.start_s, stretch.face)))
