"""A neutral baseline: means computed by hand, and every reason to doubt one."""

import numpy as np
import pytest

from ferdesk.core.baseline import BASELINE_S, BaselineSamples
from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.types import Box, Face, FaceReading, Frame, Observation, Prediction

START_S = 100.0


def _seen(time_s: float, face: int, **models: dict[str, float]) -> Observation:
    predictions = []
    for name, shares in models.items():
        values = np.full(len(EMOTIONS), np.nan, np.float32)
        for emotion, share in shares.items():
            values[INDEX[emotion]] = share
        predictions.append(Prediction(name, values, 1.0))
    frame = Frame(np.zeros((4, 4, 3), np.uint8), 1, time_s)
    reading = FaceReading(Face(Box(0, 0, 2, 2), 0.9, np.zeros((6, 2), np.float32), face), tuple(predictions))
    return Observation(frame, (reading,), 1.0, 0, time_s)


def _times(count: int = 51, length_s: float = BASELINE_S) -> list[float]:
    return [START_S + float(step) for step in np.linspace(0, length_s, count)]


def test_it_is_the_mean_of_the_raw_values_of_this_face_and_each_model() -> None:
    samples = BaselineSamples(2, START_S)
    for place, time_s in enumerate(_times(50)):
        share = 0.6 if place % 2 else 0.8
        samples.add(_seen(time_s, 2, a={"neutral": share, "sad": 1 - share}, b={"no_smile": 0.9, "smile": 0.1}))
    a, b = samples.results()
    assert (a.face, a.model, a.samples, a.start_s, a.end_s) == (2, "a", 50, START_S, START_S + BASELINE_S)
    assert a.probabilities[INDEX["neutral"]] == pytest.approx(0.7)
    assert a.probabilities[INDEX["sad"]] == pytest.approx(0.3)
    assert np.isnan(a.probabilities[INDEX["smile"]])
    assert b.probabilities[INDEX["no_smile"]] == pytest.approx(0.9)
    assert (a.warning, b.warning) == ("", "")


def test_pictures_before_and_after_do_not_count() -> None:
    samples = BaselineSamples(1, START_S)
    for time_s in (START_S - 0.1, *_times(), START_S + BASELINE_S + 0.1):
        samples.add(_seen(time_s, 1, a={"neutral": 0.7, "sad": 0.3}))
    (baseline,) = samples.results()
    assert baseline.samples == 51
    assert samples.left_s(START_S + 4) == 6
    assert samples.left_s(START_S + 11) == 0


@pytest.mark.parametrize(("smiling", "doubted"), [(9, False), (11, True)])
def test_a_face_that_was_not_neutral_is_told(smiling: int, doubted: bool) -> None:
    samples = BaselineSamples(1, START_S)
    for place, time_s in enumerate(_times(50)):
        happy = 0.52 if place < smiling else 0.4
        samples.add(_seen(time_s, 1, a={"neutral": 1 - happy, "happy": happy}))
    (baseline,) = samples.results()
    assert ("not neutral in 22%" in baseline.warning) == doubted


def test_values_that_moved_a_lot_are_told_although_neutral_always_led() -> None:
    samples = BaselineSamples(1, START_S)
    for place, time_s in enumerate(_times(50)):
        neutral = 0.97 if place % 2 else 0.51
        samples.add(_seen(time_s, 1, a={"neutral": neutral, "sad": 1 - neutral}))
    (baseline,) = samples.results()
    assert "moved a lot (by 23%" in baseline.warning


def test_a_face_that_was_away_is_told() -> None:
    samples = BaselineSamples(1, START_S)
    for place, time_s in enumerate(_times(50)):
        samples.add(_seen(time_s, 1 if place % 3 else 7, a={"neutral": 0.7, "sad": 0.3}))
    (baseline,) = samples.results()
    assert "seen in 33 of 50 pictures" in baseline.warning


def test_a_source_that_stopped_early_is_told() -> None:
    samples = BaselineSamples(1, START_S)
    for time_s in _times(50, length_s=6.0):
        samples.add(_seen(time_s, 1, a={"neutral": 0.7, "sad": 0.3}))
    (baseline,) = samples.results()
    assert "only 6 of 10 seconds" in baseline.warning


def test_a_face_that_was_never_seen_has_none() -> None:
    samples = BaselineSamples(1, START_S)
    for time_s in _times():
        samples.add(_seen(time_s, 2, a={"neutral": 0.7, "sad": 0.3}))
    assert samples.results() == ()
