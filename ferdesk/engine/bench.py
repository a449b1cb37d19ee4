"""What the live engine costs on this computer, measured on the engine itself."""

import statistics
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

import numpy as np
import psutil

from ferdesk.core.errors import FerdeskError
from ferdesk.core.preprocess import scale
from ferdesk.core.types import Event, Failure, ModelStatus, Observation
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.jobs import Jobs
from ferdesk.engine.library import Library
from ferdesk.engine.pipeline import Pipeline, shipped_parts

WARM_UP_S = 3.0
_PATIENCE_S = 60.0
_POLL_S = 0.002
_BARE_RUNS = 200
_BARE_S = 3.0
_COST_RUNS = 20
_COST_S = 0.3

Report = dict[str, object]


class Counts(Protocol):
    """What is counted at the pipeline itself, since its start."""

    @property
    def captured(self) -> int: ...
    @property
    def failed(self) -> int: ...


class Measurement:
    """Collects observations as they arrive and sums them up.

    Nothing counts before `begin`: the first seconds load libraries and fill caches.

    Attributes:
        began_s: `time.perf_counter()` when counting began.
        provider: What ONNX Runtime uses.
        first_result_s: Seconds from the start of the process to the first prediction.
        failures: The sentences of all failures so far.
    """

    def __init__(self, pipeline: Counts) -> None:
        self._pipeline = pipeline
        self._process = psutil.Process()
        # Packed, because the benchmark watches the memory that it is part of.
        self._latencies = array("d")
        self._stages: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        self._faces: Counter[int] = Counter()
        self._skipped = 0
        self._running = False
        self._made_s = time.perf_counter()
        self._first_s: float | None = None
        self.began_s = self._ended_s = 0.0
        self._captured = self._failed = 0
        self._memory = 0
        self.provider = ""
        self.first_result_s: float | None = None
        self.failures: list[str] = []

    @property
    def warm(self) -> bool:
        """Whether results have come for long enough to begin.

        Raises:
            FerdeskError: There is no result at all.
        """
        now = time.perf_counter()
        if self._first_s is None and (self.failures or now - self._made_s > _PATIENCE_S):
            raise FerdeskError(self.failures[0] if self.failures else "There was no result within 60 s.")
        return self._first_s is not None and now - self._first_s > WARM_UP_S

    def begin(self) -> None:
        self._running = True
        self.began_s = time.perf_counter()
        self._captured, self._failed = self._pipeline.captured, self._pipeline.failed
        self._memory = self._process.memory_info().rss

    def end(self) -> None:
        self._running = False
        self._ended_s = time.perf_counter()
        self._captured = self._pipeline.captured - self._captured
        self._failed = self._pipeline.failed - self._failed
        self._memory = self._process.memory_info().rss - self._memory

    def add(self, observations: Sequence[Observation], seen_s: float) -> None:
        """Counts observations that were seen at `seen_s` of `time.perf_counter()`."""
        if observations and self._first_s is None:
            self._first_s = seen_s
        for observation in observations:
            if self.first_result_s is None and any(reading.predictions for reading in observation.readings):
                started = datetime.fromtimestamp(self._process.create_time(), UTC)
                self.first_result_s = (datetime.now(UTC) - started).total_seconds()
            if self._running:
                self._count(observation, seen_s)

    def note(self, events: Sequence[Event]) -> None:
        """Keeps the provider and the failures among the events."""
        for event in events:
            if isinstance(event, ModelStatus):
                self.provider = event.provider
            elif isinstance(event, Failure):
                self.failures.append(event.message)

    def report(self) -> Report:
        """The figures, in milliseconds and frames a second."""
        seconds = self._ended_s - self.began_s
        stages = {
            name: {"p50": _percentile(values, 50), "p95": _percentile(values, 95)}
            for name, values in self._stages.items()
        }
        return {
            "capture_to_result_ms": {f"p{p}": _percentile(self._latencies, p) for p in (50, 95, 99)},
            "analysed_fps": round(len(self._latencies) / seconds, 2),
            "captured_fps": round(self._captured / seconds, 2),
            "captured": self._captured,
            "analysed": len(self._latencies),
            "skipped": self._skipped,
            "failed": self._failed,
            "stages_ms": stages,
            "faces": self._faces.most_common(1)[0][0] if self._faces else 0,
            "provider": self.provider,
            "first_result_s": round(self.first_result_s, 3) if self.first_result_s is not None else None,
            "memory_growth_mb": round(self._memory / 1e6, 2),
            "seconds": round(seconds, 2),
        }

    def _count(self, observation: Observation, seen_s: float) -> None:
        self._latencies.append((seen_s - observation.frame.time_s) * 1000)
        self._skipped += observation.dropped
        self._faces[len(observation.readings)] += 1
        self._stages["detect"].append(observation.detect_ms)
        if observation.costs:
            self._stages["preprocess"].append(sum(cost.preprocess_ms for cost in observation.costs))
            self._stages["run"].append(sum(cost.run_ms for cost in observation.costs))
            self._stages["postprocess"].append(sum(cost.postprocess_ms for cost in observation.costs))


def bench(source: str, models: Sequence[str], detector: str, provider: str, seconds: float) -> Report:
    """Runs the live engine on a source without a window and measures it.

    Raises:
        FerdeskError: The source or a model cannot be opened.
    """
    jobs, library = Jobs(), Library()
    pipeline = Pipeline(shipped_parts(library, jobs), loop=True)
    try:
        pipeline.choose_provider(provider)
        pipeline.choose_detector(detector)
        pipeline.choose_models(tuple(models))
        pipeline.open_source(source)
        pipeline.start()
        measurement = measure(pipeline, seconds)
    finally:
        pipeline.close()
        jobs.close()
    if measurement.failures:
        raise FerdeskError(measurement.failures[0])
    return measurement.report()


def measure(pipeline: Pipeline, seconds: float) -> Measurement:
    """Measures a started pipeline without a window; a result counts as seen when the engine has it."""
    measurement = Measurement(pipeline)
    _drain(pipeline, measurement, lambda: measurement.warm)
    measurement.begin()
    _drain(pipeline, measurement, lambda: time.perf_counter() - measurement.began_s > seconds)
    measurement.end()
    return measurement


def _drain(pipeline: Pipeline, measurement: Measurement, done: Callable[[], bool]) -> None:
    while not done():
        observations, events = pipeline.take()
        for observation in observations:
            measurement.add([observation], observation.finished_s)
        measurement.note(events)
        time.sleep(_POLL_S)


def over_bare(classifier: Classifier, faces: int) -> float:
    """How many times as long the classifier takes as a bare `session.run` on the same batch of `faces` crops.

    The classifier's time is scaling, run and softmax; cutting the crops is reported apart. Medians of interleaved runs.
    """
    crops = [classifier.spec.golden.pixels] * faces
    batch = scale(crops, classifier.spec.preprocess)
    ours: list[float] = []
    bare: list[float] = []
    began = time.perf_counter()
    while len(ours) < _BARE_RUNS and (not ours or time.perf_counter() - began < _BARE_S):
        started = time.perf_counter()
        classifier.run_bare(batch)
        ran = time.perf_counter()
        classifier.probabilities(crops)
        ours.append(time.perf_counter() - ran)
        bare.append(ran - started)
    return round(statistics.median(ours) / statistics.median(bare), 3)


def ms_per_face(classifier: Classifier) -> float:
    """What one face costs on this computer, from its crop to its probabilities: the median of 20 runs, or of 0.3 s."""
    crops = [classifier.spec.golden.pixels]
    classifier.probabilities(crops)
    took: list[float] = []
    began = time.perf_counter()
    while len(took) < _COST_RUNS and (not took or time.perf_counter() - began < _COST_S):
        started = time.perf_counter()
        classifier.probabilities(crops)
        took.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(took), 2)


def _percentile(values: Sequence[float], percent: float) -> float | None:
    return round(float(np.percentile(values, percent)), 2) if values else None
