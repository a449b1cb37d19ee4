"""Accuracy by group: intervals and differences against published numbers, and when nothing is said."""

import math

import pytest

from ferdesk.core.errors import SourceError
from ferdesk.core.group_table import Grouped, read_grouped
from ferdesk.core.groups import NOTE, Sample, by_group, difference, wilson
from ferdesk.core.labels import FER2013, SMILE, emotion_named


def samples(group: str, truth: str, right: int, wrong: int, *, wrong_answer: str = "sad") -> list[Sample]:
    return [Sample(group, truth, truth)] * right + [Sample(group, truth, wrong_answer)] * wrong


def test_the_interval_of_a_share() -> None:
    """Newcombe 1998, table I: 81 of 263 and 15 of 148; none and all of ten by hand."""
    found = wilson(81, 263)
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    found = wilson(15, 148)
    assert (found.low, found.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert (wilson(0, 10).low, wilson(0, 10).high) == pytest.approx((0, 3.8415 / 13.8415), abs=1e-4)
    assert (wilson(10, 10).low, wilson(10, 10).high) == pytest.approx((10 / 13.8415, 1), abs=1e-4)
    assert math.isnan(wilson(0, 0).value)


def test_the_difference_of_two_groups() -> None:
    """Newcombe 1998, table II, example (a): 56 of 70 less 48 of 80 is 0.2, 0.0524 to 0.3339."""
    rows = samples("a", "happy", 56, 14) * 2 + samples("b", "happy", 48, 32) * 2
    halved = samples("a", "happy", 56, 14) + samples("b", "happy", 48, 32)
    assert by_group("m", FER2013, halved).differences == ()  # one of them reaches 10.5 points either way
    (twice,) = by_group("m", FER2013, rows).differences
    assert twice.value == pytest.approx(0.2)
    assert twice.low > 0.0524
    assert twice.high < 0.3339


def test_the_limits_are_newcombes() -> None:
    both = by_group("m", FER2013, samples("a", "happy", 56, 14) + samples("b", "happy", 48, 32)).groups
    found = difference(*both)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert (found.alike, found.alike_low, found.alike_high) == pytest.approx((found.value, found.low, found.high))


def test_a_different_mixture_of_emotions_is_no_difference_of_the_groups() -> None:
    """Both groups: 90 % of happy and 50 % of angry pictures are right, but one shows happy far more often."""
    rows = samples("a", "happy", 360, 40) + samples("a", "angry", 50, 50)
    rows += samples("b", "happy", 90, 10) + samples("b", "angry", 200, 200)
    (found,) = by_group("m", FER2013, rows).differences
    assert found.value == pytest.approx(0.82 - 0.58)
    assert found.low > 0
    assert found.alike == pytest.approx(0)
    assert found.alike_low < 0 < found.alike_high
    assert found.sentence == "a minus b: +24.0 points of accuracy (+18.4 to +29.4). The interval does not hold 0."


def test_figures_of_one_group() -> None:
    rows = [*samples("a", "happy", 3, 1), *samples("a", "sad", 2, 0), Sample("a", "happy", None)]
    (group,) = by_group("m", FER2013, rows).groups
    assert (group.found.count, group.found.total) == (6, 7)
    assert (group.accuracy.count, group.accuracy.total) == (5, 6)
    assert group.truths == ("happy", "sad")
    assert (group.cell("happy", "sad").count, group.cell("happy", "sad").total) == (1, 4)
    assert group.recall("happy").value == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (20, 9, "a: 29 pictures are too few to say anything. At least 30 are needed."),
        (25, 25, "a: 50 pictures give the accuracy to 13 points either way only"),
        (0, 0, "a: no picture can be judged"),
        (100, 100, ""),
        (30, 0, ""),
    ],
)
def test_what_is_too_small_is_said_to_be(right: int, wrong: int, said: str) -> None:
    rows = [*samples("a", "happy", right, wrong), Sample("a", "happy", None), *samples("b", "happy", 100, 100)]
    found = by_group("m", FER2013, rows)
    assert found.groups[0].caution.startswith(said)
    assert bool(found.groups[0].caution) == bool(said)
    assert len(found.differences) == (0 if said else 1)


def test_no_clear_difference_is_called_that() -> None:
    rows = samples("a", "happy", 100, 100) + samples("b", "happy", 95, 105)
    (found,) = by_group("m", FER2013, rows).differences
    assert "no clear difference" in found.sentence
    for word in ("fair", "biased", "discriminat"):
        assert word not in found.sentence + NOTE


def test_labels_that_a_model_cannot_be_judged_by_are_left_out() -> None:
    rows = [Sample("a", "smile", "smile")] * 40 + [Sample("a", "angry", "no_smile")] * 10
    found = by_group("m", SMILE, rows)
    assert found.left_out == 10
    assert found.groups[0].accuracy.total == 40
    assert found.groups[0].recall("angry").total == 0


def test_a_table_of_paths_labels_and_groups() -> None:
    lines = ["Path, Label ,group,note\n", "a.png,Happiness,x,?\n", '"b, c.png",sad,y,\n']
    assert read_grouped(lines, "f.csv") == (Grouped("a.png", "happy", "x"), Grouped("b, c.png", "sad", "y"))


def test_folders_and_data_sets_tell_the_label_themselves() -> None:
    assert read_grouped(["path,group\n", "happy/a.png,x\n"], "f.csv") == (Grouped("happy/a.png", "happy", "x"),)
    assert read_grouped(["index,group\n", "7,x\n"], "f.csv") == (Grouped("7", "", "x"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "columns of an empty file, but needs path and group"),
        ("path,label\na.png,happy\n", "columns path, label, but needs"),
        ("path,label,group\n", "holds no pictures"),
        ("path,label,group\na.png,happy,\n", "line 2: the picture or the group is missing"),
        ("path,label,group\na.png,bored,x\n", "line 2: 'bored' is no label"),
        ("path,group\na.png,x\n", "line 2: there is no label, and a.png lies in no folder"),
        ("path,label,group\na.png,sad,x\na.png,sad,y\n", "a.png stands there twice"),
        ("path,label,group\n" + "".join(f"{n}.png,sad,{n}\n" for n in range(21)), "names 21 groups"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=r"f\.csv") as caught:
        read_grouped(text.splitlines(keepends=True), "f.csv")
    assert said in str(caught.value)


def test_words_for_emotions() -> None:
    assert emotion_named("Anger") == "angry"
    assert emotion_named(" not happy ") == "not_happy"
    assert emotion_named("faces") is None
