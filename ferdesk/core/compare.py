"""Several models on the same faces: every pair of them, how often each changes its mind, where they disagree.

`Comparison` keeps the last seconds of what is observed, `Compared` works out the figures; each is owned by one thread.
"""

import itertools
import math
from collections import deque
from collections.abc import Mapping, Sequence
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
from ferdesk.core.samples import Doubles, Places, Samples
from ferdesk.core.types import Floats, Observation


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
    """Observations of the last `window_s` seconds, each of which holds every model's answer to the same frame."""

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
        self._now_s = time_s = observation.frame.time_s
        while self._samples and time_s - self._samples[0].time_s > self._window_s:
            self._samples.popleft()
        for reading in observation.readings:
            probabilities = np.full((len(rows), len(EMOTIONS)), np.nan, dtype=np.float32)
            for prediction in reading.predictions:
                if prediction.model in rows:
                    probabilities[rows[prediction.model]] = prediction.probabilities
            self._samples.append(_Said(time_s, reading.face.track_id, probabilities))

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
        everything = np.empty((len(self._samples), len(self._models), len(EMOTIONS)), dtype=np.float32)
        for row, sample in enumerate(self._samples):
            everything[row] = sample.probabilities
        times = np.array([sample.time_s for sample in self._samples], dtype=np.float64)
        faces = np.array([sample.face for sample in self._samples], dtype=np.int64)
        return Compared(self._models, Samples(times, faces, everything)).figures()


class Compared:
    """The figures of some samples, pair by pair, so that whoever has many can do something else in between.

    Attributes:
        twos: Every pair of models, in the models' order.
    """

    def __init__(self, models: Mapping[str, tuple[str, ...]], samples: Samples) -> None:
        """Nothing is worked out yet.

        Args:
            models: Name to classes, in the order of the samples' probabilities.
            samples: What they said.
        """
        self.twos = tuple(itertools.combinations(models, 2))
        self._models = models
        self._samples = samples
        self._runs = samples.runs()
        self._by_model = {name: samples.probabilities[:, place] for place, name in enumerate(models)}
        self._asked: dict[tuple[View, str], tuple[Doubles, Counts]] = {}
        self._pairs: dict[tuple[str, str], Pair] = {}
        self._differ = np.zeros(len(samples.times_s), dtype=bool)

    def figures(self) -> Figures:
        """All of them."""
        pairs = tuple(self.pair(*two) for two in self.twos)
        answers = {name: _answers(values) for name, values in self._by_model.items()}
        flicker = tuple(self._flicker(name, said) for name, said in answers.items())
        samples = self._samples
        return Figures(samples.times_s, samples.faces, pairs, flicker, self._stretches(self._differ), answers)

    def pair(self, first: str, second: str) -> Pair:
        """Two models; worked out once."""
        if (first, second) not in self._pairs:
            view = shared_view(self._models[first], self._models[second])
            made = self._strangers(first, second) if view is None else self._made(first, second, view)
            self._pairs[first, second] = made
        return self._pairs[first, second]

    def _strangers(self, first: str, second: str) -> Pair:
        """Two models without anything in common."""
        none = Kappa(math.nan, math.nan, math.nan)
        table = np.zeros((0, 0), dtype=np.int64)
        nothing = np.full(len(self._samples.times_s), np.nan)
        return Pair(first, second, None, 0, math.nan, none, math.nan, table, nothing, ())

    def _made(self, first: str, second: str, view: View) -> Pair:
        mine, here = self._ask(view, first)
        theirs, there = self._ask(view, second)
        table = confusion(here, there, len(view.classes))
        lines = divergence(mine, theirs)
        known = lines[~np.isnan(lines)]
        differs = (here != there) & (here >= 0) & (there >= 0)
        self._differ |= differs
        return Pair(
            first,
            second,
            view,
            int(table.sum()),
            agreement(table),
            cohen_kappa(table),
            float(known.mean()) if len(known) else math.nan,
            table,
            lines,
            self._stretches(differs),
        )

    def _ask(self, view: View, model: str) -> tuple[Doubles, Counts]:
        """Probabilities of the view's classes and answers, worked out once for all pairs; see `View`."""
        if (view, model) not in self._asked:
            values = self._by_model[model]
            self._asked[view, model] = view.project(values), view.answers(values)
        return self._asked[view, model]

    def _flicker(self, model: str, answers: Counts) -> Flicker:
        times = self._samples.times_s
        changes, seconds = 0, 0.0
        for run in self._runs:
            said = run[answers[run] >= 0]
            if len(said) > 1:
                changes += int((np.diff(answers[said]) != 0).sum())
                seconds += float(times[said[-1]] - times[said[0]])
        return Flicker(model, changes, seconds)

    def _stretches(self, differ: npt.NDArray[np.bool_]) -> tuple[Stretch, ...]:
        begins, ends = _edges(self._runs, differ)
        times, faces = self._samples.times_s, self._samples.faces
        order = np.lexsort((faces[begins], times[begins]))
        rows = zip(
            faces[begins][order].tolist(), times[begins][order].tolist(), times[ends][order].tolist(), strict=True
        )
        return tuple(Stretch(*row) for row in rows)


def _edges(runs: Sequence[Places], differ: npt.NDArray[np.bool_]) -> tuple[Places, Places]:
    """Positions of the first sample of each stretch that differs, and of the one at which it ends."""
    begins, ends = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for run in runs:
        edges = np.flatnonzero(np.diff(np.concatenate([[False], differ[run], [False]]).astype(np.int8)))
        begins.append(run[edges[::2]])
        ends.append(run[np.minimum(edges[1::2], len(run) - 1)])
    return np.concatenate(begins), np.concatenate(ends)


def _answers(probabilities: Floats) -> Counts:
    known = np.isfinite(probabilities)
    best = np.where(known, probabilities, -1).argmax(axis=1)
    return np.where(known.any(axis=1), best, -1)
