"""Comparison of models: every figure against one computed by hand."""

import math
from collections.abc import Mapping

import numpy as np
import pytest

from ferdesk.core.agreement import (
    VIEWS,
    Counts,
    agreement,
    cohen_kappa,
    confusion,
    divergence,
    right_answers,
    shared_view,
)
from ferdesk.core.compare import Comparison, Stretch
from ferdesk.core.labels import EMOTIONS, FER2013, HAPPY, INDEX, SMILE
from ferdesk.core.types import Box, Face, FaceReading, Floats, Frame, Observation, Prediction

EIGHT = (*FER2013, "contempt")


def answer(**shares: float) -> Floats:
    probabilities = np.full(len(EMOTIONS), np.nan, dtype=np.float32)
    for name, share in shares.items():
        probabilities[INDEX[name]] = share
    return probabilities


def seven(**shares: float) -> Floats:
    """A seven-class answer: what is not named has no share."""
    return answer(**{**dict.fromkeys(FER2013, 0.0), **shares})


def face(number: int = 1) -> Face:
    return Face(Box(0, 0, 2, 2), 0.9, np.zeros((6, 2), dtype=np.float32), number)


def seen(time_s: float, *answers: Mapping[str, Floats]) -> Observation:
    """A frame with one face per mapping of model to answer, numbered from 1."""
    readings = tuple(
        FaceReading(face(number), tuple(Prediction(name, values.copy(), 1.0) for name, values in each.items()))
        for number, each in enumerate(answers, 1)
    )
    return Observation(Frame(np.zeros((2, 2, 3), dtype=np.uint8), 1, time_s), readings, 0.0, 0, time_s)


@pytest.mark.parametrize(
    ("first", "second", "classes"),
    [
        (FER2013, FER2013[::-1], FER2013),
        (FER2013, EIGHT, FER2013),
        (FER2013, HAPPY, HAPPY),
        (EIGHT, HAPPY, HAPPY),
        (SMILE, SMILE, ("smile", "no_smile")),
        (HAPPY, ("happy", "sad"), HAPPY),
        (("happy", "sad"), FER2013, HAPPY),
    ],
)
def test_what_two_models_can_be_asked(
    first: tuple[str, ...], second: tuple[str, ...], classes: tuple[str, ...]
) -> None:
    view = shared_view(first, second)
    assert view is not None
    assert view.classes == classes
    assert shared_view(second, first) == view


@pytest.mark.parametrize("other", [FER2013, EIGHT, HAPPY])
def test_smiling_is_not_being_happy(other: tuple[str, ...]) -> None:
    assert shared_view(SMILE, other) is None


def test_views_name_each_emotion_at_most_once() -> None:
    for view in VIEWS:
        names = [name for group in view.sources for name in group]
        assert len(names) == len(set(names))
        assert set(names) <= set(EMOTIONS)


def test_a_seven_class_model_is_asked_whether_happy_or_not() -> None:
    view = shared_view(FER2013, HAPPY)
    assert view is not None
    rows = np.stack([seven(happy=0.4, sad=0.3, fear=0.3), seven(happy=0.1, neutral=0.9), answer()])
    np.testing.assert_allclose(view.project(rows), [[0.6, 0.4], [0.9, 0.1], [math.nan] * 2], atol=1e-6)
    assert view.answers(rows).tolist() == [1, 0, -1], "the label shown was happy"


def test_a_class_that_only_one_knows_is_left_out() -> None:
    view = shared_view(FER2013, EIGHT)
    assert view is not None
    rows = np.stack([answer(**dict.fromkeys(FER2013, 0.0) | {"contempt": 0.5, "angry": 0.2, "sad": 0.3})])
    assert view.project(rows)[0, FER2013.index("sad")] == pytest.approx(0.6)
    assert view.answers(rows).tolist() == [FER2013.index("sad")]


@pytest.mark.parametrize(
    ("truth", "labels", "right"),
    [
        ("sad", FER2013, {"sad"}),
        ("sad", HAPPY, {"not_happy"}),
        ("contempt", HAPPY, {"not_happy"}),
        ("not_happy", FER2013, set(FER2013) - {"happy"}),
        ("contempt", FER2013, set()),
        ("happy", SMILE, set()),
        ("smile", FER2013, set()),
        ("smile", SMILE, {"smile"}),
    ],
)
def test_which_answers_are_right(truth: str, labels: tuple[str, ...], right: set[str]) -> None:
    assert right_answers(truth, labels) == right


def test_kappa() -> None:
    table = np.array([[20, 5], [10, 15]], dtype=np.int64)
    # Seen (20 + 15) / 50 = 0.7; chance (25 * 30 + 25 * 20) / 2500 = 0.5; kappa 0.2 / 0.5 = 0.4.
    found = cohen_kappa(table)
    assert agreement(table) == pytest.approx(0.7)
    assert found.value == pytest.approx(0.4)
    # Diagonal: 0.4 (0.5 - 1.1 * 0.3)^2 + 0.3 (0.5 - 0.9 * 0.3)^2 = 0.01156 + 0.01587 = 0.02743. Off it, each times
    # 0.09: 0.1 (p.1 + p2.)^2 = 0.1 * 1.1^2 and 0.2 (p.2 + p1.)^2 = 0.2 * 0.9^2, so 0.09 * 0.283 = 0.02547.
    # Less (0.35 - 1 + 0.7)^2 = 0.0025. Variance 0.0504 / (50 * 0.0625) = 0.016128.
    assert found.high - found.value == pytest.approx(1.959964 * math.sqrt(0.016128), abs=1e-6)
    assert found.value - found.low == pytest.approx(1.959964 * math.sqrt(0.016128), abs=1e-6)


def kappa_of(shares: np.ndarray) -> float:
    chance = shares.sum(axis=1) @ shares.sum(axis=0)
    return float((np.trace(shares) - chance) / (1 - chance))


def test_the_interval_of_kappa_is_that_of_the_delta_method() -> None:
    table = np.array([[44, 5, 1], [7, 20, 3], [9, 5, 6]], dtype=np.int64)
    total = table.sum()
    shares = table / total
    slopes = np.zeros(9)
    for place in range(9):
        step = np.zeros(9)
        step[place] = 1e-6
        slopes[place] = (kappa_of(shares + step.reshape(3, 3)) - kappa_of(shares - step.reshape(3, 3))) / 2e-6
    flat = shares.ravel()
    variance = (slopes**2 @ flat - (slopes @ flat) ** 2) / total
    found = cohen_kappa(table)
    assert found.high - found.value == pytest.approx(1.959964 * math.sqrt(variance), rel=1e-4)


def test_kappa_has_no_value_where_chance_explains_everything() -> None:
    for counts in ([[9, 0], [0, 0]], [[0, 0], [0, 0]]):
        table: Counts = np.array(counts, dtype=np.int64)
        assert math.isnan(cohen_kappa(table).value)
    assert cohen_kappa(np.diag([5, 5]).astype(np.int64)).value == 1


def test_a_side_with_one_answer_leaves_kappa_without_an_interval() -> None:
    found = cohen_kappa(np.array([[7, 3], [0, 0]], dtype=np.int64))
    assert found.value == 0
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_confusion_leaves_out_those_who_said_nothing() -> None:
    table = confusion(np.array([0, 1, 1, -1]), np.array([0, 0, 1, 1]), 2)
    assert table.tolist() == [[1, 0], [1, 1]]


def test_divergence_in_bits() -> None:
    first = np.array([[1.0, 0.0], [0.5, 0.5], [1.0, 0.0], [math.nan, math.nan]])
    second = np.array([[0.0, 1.0], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]])
    # Third: middle (0.75, 0.25); half of log2(4/3) and half of 0.5 log2(2/3) + 0.5 log2 2, together 0.311278.
    third = 0.5 * math.log2(4 / 3) + 0.25 * math.log2(2 / 3) + 0.25
    np.testing.assert_allclose(divergence(first, second), [1, 0, third, math.nan])


def scripted() -> list[Observation]:
    """Six frames, 0.5 s apart: `a` and `b` know seven classes, `c` happy or not, `s` smiles."""
    script = [("happy", "happy", 0.9), ("happy", "sad", 0.9), ("sad", "sad", 0.9)]
    script += [("sad", "happy", 0.2), ("sad", "sad", 0.2), ("sad", "sad", 0.2)]
    return [
        seen(
            10 + 0.5 * step,
            {
                "a": seven(**{first: 1.0}),
                "b": seven(**{second: 1.0}),
                "c": answer(happy=happy, not_happy=1 - happy),
                "s": answer(smile=0.8, no_smile=0.2),
            },
        )
        for step, (first, second, happy) in enumerate(script)
    ]


MODELS = {"a": FER2013, "b": FER2013, "c": HAPPY, "s": SMILE}


def test_a_scripted_clip() -> None:
    comparison = Comparison(MODELS, math.inf)
    for observation in scripted():
        comparison.add(observation)
    figures = comparison.figures()
    pairs = {(pair.first, pair.second): pair for pair in figures.pairs}
    ab, ac = pairs["a", "b"], pairs["a", "c"]
    assert ab.samples == 6
    assert ab.agreement == pytest.approx(4 / 6)
    happy, sad = FER2013.index("happy"), FER2013.index("sad")
    assert (ab.table[happy, happy], ab.table[happy, sad], ab.table[sad, happy], ab.table[sad, sad]) == (1, 1, 1, 3)
    # Chance (2 * 2 + 4 * 4) / 36 = 5/9, so kappa (2/3 - 5/9) / (4/9) = 1/4.
    assert ab.kappa.value == pytest.approx(0.25)
    np.testing.assert_allclose(ab.divergences, [0, 1, 0, 1, 0, 0], atol=1e-7)
    assert ab.divergence == pytest.approx(2 / 6)
    assert ac.view is not None
    assert ac.view.classes == HAPPY
    assert ac.agreement == pytest.approx(5 / 6)
    assert [pair.view for pair in figures.pairs if "s" in (pair.first, pair.second)] == [None] * 3
    rates = {flicker.model: flicker.rate for flicker in figures.flicker}
    assert rates == {"a": pytest.approx(1 / 2.5), "b": pytest.approx(3 / 2.5), "c": pytest.approx(1 / 2.5), "s": 0}
    # Second frame: a and b differ. Third: a and b say sad, c still happy. Fourth: b alone is happy. Then peace.
    assert figures.stretches == (Stretch(1, 10.5, 12.0),)
    bc = pairs["b", "c"]
    np.testing.assert_allclose(figures.divergence, (ab.divergences + ac.divergences + bc.divergences) / 3)


def test_a_gap_begins_anew() -> None:
    comparison = Comparison({"a": FER2013, "b": FER2013}, math.inf)
    for time_s, emotion in ((0.0, "happy"), (0.5, "happy"), (3.0, "sad"), (3.5, "sad")):
        comparison.add(seen(time_s, {"a": seven(**{emotion: 1.0}), "b": seven(fear=1.0)}))
    figures = comparison.figures()
    assert figures.flicker[0].changes == 0
    assert figures.flicker[0].seconds == pytest.approx(1.0)
    assert figures.stretches == (Stretch(1, 0.0, 0.5), Stretch(1, 3.0, 3.5))


def test_faces_are_kept_apart() -> None:
    comparison = Comparison({"a": FER2013}, math.inf)
    for time_s in (0.0, 0.5, 1.0):
        comparison.add(seen(time_s, {"a": seven(happy=1.0)}, {"a": seven(sad=1.0)}))
    figures = comparison.figures()
    assert figures.flicker[0].changes == 0
    assert figures.flicker[0].seconds == pytest.approx(2.0)
    assert figures.faces.tolist() == [1, 2, 1, 2, 1, 2]
    assert np.isnan(figures.divergence).all(), "one model cannot differ"


def test_only_the_last_seconds_are_kept() -> None:
    comparison = Comparison(MODELS, window_s=1.0)
    for observation in scripted():
        comparison.add(observation)
    assert comparison.figures().times_s.tolist() == [11.5, 12.0, 12.5]
    comparison.add(seen(100.0))
    figures = comparison.figures()
    assert len(figures.times_s) == 0
    assert math.isnan(figures.pairs[0].agreement)
    assert math.isnan(figures.flicker[0].rate)


def test_a_model_that_joins_later_is_compared_from_then_on() -> None:
    comparison = Comparison({"a": FER2013, "b": FER2013}, math.inf)
    comparison.add(seen(0.0, {"a": seven(happy=1.0)}))
    comparison.add(seen(0.5, {"a": seven(happy=1.0), "b": seven(happy=1.0)}))
    pair = comparison.figures().pairs[0]
    assert (pair.samples, pair.agreement, pair.divergence) == (1, 1.0, 0.0)
