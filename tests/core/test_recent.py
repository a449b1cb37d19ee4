"""The last seconds of a comparison: taken as they are, worked out elsewhere; costs; lines of few points."""

import math

import numpy as np
import pytest

from ferdesk.core.costs import spreads
from ferdesk.core.labels import FER2013
from ferdesk.core.recent import Recent
from ferdesk.core.thinning import thinned
from ferdesk.core.types import Box, Cost, Face, FaceReading, Frame, Observation, Prediction
from tests.core.test_compare import seven


def seen(time_s: float, emotion: str, cost_ms: float) -> Observation:
    """A frame with a face that `a` finds happy and `b` finds `emotion`."""
    face = Face(Box(0, 0, 2, 2), 0.9, np.zeros((6, 2), np.float32), 1)
    said = (Prediction("a", seven(happy=1.0), 1.0), Prediction("b", seven(**{emotion: 1.0}), 1.0))
    costs = (Cost("a", cost_ms, 2 * cost_ms, 0.1), Cost("b", 1.0, 1.0, 1.0))
    frame = Frame(np.zeros((2, 2, 3), np.uint8), 1, time_s)
    return Observation(frame, (FaceReading(face, said),), 0.0, 0, time_s, costs)


def test_a_shorter_window_is_part_of_what_is_kept() -> None:
    recent = Recent({"a": FER2013, "b": FER2013}, 100.0)
    for step in range(20):
        recent.add(seen(step, "happy" if step >= 10 else "sad", float(step)))
    whole, last = recent.last(100.0).summed_up(), recent.last(9.0).summed_up()
    assert whole.figures.pairs[0].agreement == pytest.approx(0.5)
    assert last.figures.pairs[0].agreement == 1.0
    assert last.figures.times_s.tolist() == [float(step) for step in range(10, 20)]
    assert whole.spreads["a"]["preprocess_ms"].p50 == pytest.approx(9.5)
    assert last.spreads["a"]["preprocess_ms"].p50 == pytest.approx(14.5)
    assert (last.window_s, last.end_s) == (9.0, 19.0)


def test_what_was_taken_does_not_change_any_more() -> None:
    recent = Recent({"a": FER2013, "b": FER2013}, 5.0)
    recent.add(seen(0.0, "sad", 1.0))
    taken = recent.last(5.0)
    recent.add(seen(100.0, "happy", 1.0))
    assert taken.summed_up().figures.times_s.tolist() == [0.0]
    assert recent.last(5.0).summed_up().figures.times_s.tolist() == [100.0], "and what is old is forgotten"


def test_the_window_ends_now_and_not_with_the_last_face() -> None:
    recent = Recent({"a": FER2013, "b": FER2013}, 60.0)
    recent.add(seen(0.0, "sad", 1.0))
    recent.add(Observation(Frame(np.zeros((2, 2, 3), np.uint8), 2, 30.0), (), 0.0, 0, 30.0))
    assert len(recent.last(60.0).summed_up().figures.times_s) == 1
    assert len(recent.last(10.0).summed_up().figures.times_s) == 0


def test_times_counted_from_the_first_sample() -> None:
    recent = Recent({"a": FER2013, "b": FER2013}, 60.0)
    for time_s in (500.0, 500.5, 501.5):
        recent.add(seen(time_s, "sad", 1.0))
    assert recent.last(60.0).comparison.from_zero().figures().times_s.tolist() == [0.0, 0.5, 1.5]


def test_spreads() -> None:
    costs = [Cost("a", float(step), 10.0, 0.5) for step in range(101)]
    found = spreads(costs)
    assert (found["preprocess_ms"].p50, found["preprocess_ms"].p95) == (50.0, 95.0)
    assert (found["run_ms"].p50, found["postprocess_ms"].p95) == (10.0, 0.5)
    assert spreads([]) == {}


def test_a_thin_line_keeps_its_means_and_its_gaps() -> None:
    times = np.array([0.0, 0.0, 1.0, 2.0, 10.0])
    runs = thinned(times, np.array([1.0, 3.0, 4.0, 5.0, 7.0]), 1.5, 600)
    assert [run.tolist() for run in runs] == [[[0.0, 2.0], [1.0, 4.0], [2.0, 5.0]], [[10.0, 7.0]]]
    runs = thinned(np.arange(10_000.0), np.arange(10_000.0), 1.5, 600)
    assert [run.shape for run in runs] == [(589, 2)]
    assert runs[0][0].tolist() == [8.0, 8.0], "the mean of 17 neighbours"
    gaps = np.repeat(np.arange(500.0) * 10, 4) + np.tile(np.arange(4.0), 500)
    assert sum(len(run) for run in thinned(gaps, gaps, 1.5, 600)) <= 600
    assert thinned(np.empty(0), np.empty(0), 1.0, 600) == ()
    assert math.isclose(runs[0][-1, 0], np.arange(9996, 10_000).mean())
