"""What the room view says of a group: windows, intervals, the rule of k, and nothing about one person."""

import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from ferdesk.core.labels import EMOTIONS, FER2013, INDEX
from ferdesk.core.orientation import Orientation
from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room import (
    DirectionSet,
    Estimate,
    RoomNews,
    RoomSettings,
    RoomWindow,
    Share,
    TooFew,
    Weights,
)
from ferdesk.core.room_interval import compare_sections, estimate, is_clear_change, student_quantile
from ferdesk.core.room_windows import Glimpse, RoomWindows

SCHOOL = Policy(Setting.EDUCATION, Region.EU)
ELSEWHERE = Policy(Setting.OTHER, Region.OTHER)
FRONT = Orientation(0, 0)
STEP_S = 0.25


def seen(yaw_deg: float = 0.0, *, usable: bool = True, speed: float = 0.1, happy: float = 0.5) -> Glimpse:
    probabilities = np.full(len(EMOTIONS), np.nan, np.float32)
    for name in FER2013:
        probabilities[INDEX[name]] = (1 - happy) / 6
    probabilities[INDEX["happy"]] = happy
    return Glimpse(usable, Orientation(yaw_deg, 0), speed, probabilities)


def watched(
    pictures: Iterator[list[Glimpse]] | list[list[Glimpse]],
    settings: RoomSettings | None = None,
    policy: Policy = SCHOOL,
) -> list[RoomWindow | TooFew]:
    """What comes of pictures, four a second."""
    windows = RoomWindows(settings or RoomSettings(expected=10), policy)
    windows.set_direction(FRONT)
    told = (windows.add(number * STEP_S, faces) for number, faces in enumerate(pictures))
    return [one for one in told if one is not None]


def lasting(faces: list[Glimpse], seconds: float = 31) -> list[list[Glimpse]]:
    return [faces] * round(seconds / STEP_S)


def the_window(told: list[RoomWindow | TooFew]) -> RoomWindow:
    (window,) = told
    assert isinstance(window, RoomWindow)
    return window


def test_rule_1_a_window_tells_faces_coverage_facing_and_movement() -> None:
    window = the_window(watched(lasting([seen(), seen(), seen(), seen(), seen(80), seen(usable=False)])))
    assert (window.start_s, window.end_s) == (0, 30)
    assert window.faces == 6
    assert window.coverage.value == pytest.approx(0.5)
    assert window.facing is not None
    assert window.facing.value == pytest.approx(0.8)
    assert window.movement is not None
    assert window.movement.value == pytest.approx(0.1)
    assert window.index is not None
    assert window.index.value == pytest.approx(0.7 * 0.8 + 0.3 * 1.0)


@pytest.mark.parametrize("seconds", [1, 10, 29.9])
def test_rule_1_no_window_is_shorter_than_30_seconds(seconds: float) -> None:
    with pytest.raises(ValueError, match="30"):
        RoomSettings(window_s=seconds)
    assert watched(lasting([seen()] * 6, seconds)) == []
    nothing = Estimate(0, 0, 0)
    with pytest.raises(ValueError, match="30"):
        RoomWindow(0, seconds, 6, nothing, None, None, (), None)


def test_rule_1_faces_near_the_limit_widen_the_interval_of_facing() -> None:
    """A head 28 degrees off may be one that is 32 off: the measured error says so."""
    certain = the_window(watched(lasting([seen()] * 5)))
    borderline = the_window(watched(lasting([seen(28), *[seen()] * 4])))
    assert certain.facing == Estimate(1, 1, 1)
    assert borderline.facing is not None
    assert borderline.facing.low == pytest.approx(0.8)


def test_rule_1_no_direction_no_facing_and_no_index() -> None:
    windows = RoomWindows(RoomSettings(expected=10), SCHOOL)
    told = [windows.add(number * STEP_S, [seen()] * 6) for number in range(125)]
    window = the_window([one for one in told if one is not None])
    assert window.facing is None
    assert window.index is None


def test_rule_1_changes_inside_the_intervals_are_no_clear_change() -> None:
    before = Estimate(0.50, 0.40, 0.60)
    assert not is_clear_change(before, Estimate(0.60, 0.50, 0.70))
    assert is_clear_change(before, Estimate(0.70, 0.60, 0.80))
    assert is_clear_change(before, Estimate(0.30, 0.25, 0.35))
    assert not is_clear_change(before, Estimate(0.42, 0.30, 0.55))


def test_rule_1_the_interval_covers_what_it_promises() -> None:
    random = np.random.default_rng(3)
    hits = 0
    for _ in range(400):
        known = estimate(random.normal(0.5, 0.1, 6), most=1.0)
        assert known is not None
        hits += known.low <= 0.5 <= known.high
    assert 0.92 <= hits / 400 <= 0.98
    assert student_quantile(5) == pytest.approx(2.571, abs=0.005)


def test_rule_1_the_index_follows_its_weights() -> None:
    faces = [seen(80), seen(), seen(), seen(), seen()]
    for weights, wanted in ((Weights(1, 0, 0), 0.8), (Weights(0, 1, 0), 1.0), (Weights(1, 1, 0), 0.9)):
        window = the_window(watched(lasting(faces), RoomSettings(expected=5, weights=weights)))
        assert window.index is not None
        assert window.index.value == pytest.approx(wanted)


def test_rule_2_expressions_are_looked_at_where_they_are_allowed_only() -> None:
    faces = [seen(happy=0.4), *[seen(happy=0.7)] * 4]
    settings = RoomSettings(expected=5, weights=Weights(0, 0, 1))
    allowed = the_window(watched(lasting(faces), settings, ELSEWHERE))
    shares = {share.emotion: share.share.value for share in allowed.mix}
    assert shares["happy"] == pytest.approx(0.64)
    assert set(shares) == set(FER2013)
    assert allowed.index is not None
    prohibited = the_window(watched(lasting(faces), settings, SCHOOL))
    assert prohibited.mix == ()
    assert prohibited.index is None, "there is no other way to the expressions"


@pytest.mark.parametrize("k", [-1, 0, 1, 2])
def test_rule_3_k_is_never_below_three(k: int) -> None:
    with pytest.raises(ValueError, match="3"):
        RoomSettings(least_faces=k)


@pytest.mark.parametrize("k", [3, 4, 5, 9])
def test_rule_3_fewer_than_k_usable_faces_tell_nothing(k: int) -> None:
    settings = RoomSettings(expected=10, least_faces=k)
    unusable = [seen(usable=False)] * 20
    assert watched(lasting([*[seen()] * (k - 1), *unusable]), settings) == [TooFew(0, 30)]
    assert isinstance(watched(lasting([seen()] * k), settings)[0], RoomWindow)


def test_rule_3_no_value_is_made_of_a_picture_with_too_few_faces() -> None:
    """In one of three pictures there are four faces, all turned away: no figure but the counts may know of them."""
    pictures = [[seen(80, speed=9)] * 4 if number % 3 == 0 else [seen()] * 5 for number in range(124)]
    window = the_window(watched(pictures))
    assert window.facing == Estimate(1, 1, 1)
    assert window.movement is not None
    assert window.movement.high == pytest.approx(0.1)


def test_rule_3_expressions_need_k_faces_that_are_large_enough() -> None:
    small = Glimpse(usable=True, orientation=FRONT, speed=0.1)
    assert the_window(watched(lasting([*[seen()] * 4, small]), policy=ELSEWHERE)).mix == ()


def test_rule_3_nothing_that_comes_out_can_hold_a_value_per_person() -> None:
    """Every field of every type that leaves the analysis is one number, or a fixed set of such."""
    allowed = {int, float, str, type(None)}
    for outermost in typing.get_args(RoomNews):
        for name, kind in leaves(outermost):
            assert kind in allowed, f"{name} may hold {kind}"
    share = Share("happy", Estimate(0, 0, 0))
    with pytest.raises(ValueError, match="once"):
        RoomWindow(0, 30, 5, Estimate(0, 0, 0), None, None, (share, share), None)


def leaves(kind: object) -> Iterator[tuple[str, object]]:
    """The plain types that a dataclass is made of in the end; a tuple may hold `Share` only."""
    assert is_dataclass(kind), kind
    hints = typing.get_type_hints(kind)
    assert {field.name for field in fields(kind)} == set(hints)
    for name, hint in hints.items():
        parts = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        for part in parts:
            if typing.get_origin(part) is tuple:
                assert typing.get_args(part) == (Share, ...), name
                yield from leaves(Share)
            elif is_dataclass(part):
                yield from leaves(part)
            else:
                yield f"{getattr(kind, '__name__', kind)}.{name}", part


def test_a_pause_begins_a_window_anew() -> None:
    windows = RoomWindows(RoomSettings(expected=5), SCHOOL)
    times = [*np.arange(0, 20, STEP_S), *np.arange(25, 54, STEP_S)]
    assert [windows.add(float(time_s), [seen()] * 5) for time_s in times] == [None] * len(times)


def test_a_direction_is_an_answer_of_its_own() -> None:
    assert DirectionSet(None).direction is None


def test_sections_are_compared_with_an_interval() -> None:
    random = np.random.default_rng(0)
    low, high = random.normal(0.5, 0.05, 10).tolist(), random.normal(0.7, 0.05, 12).tolist()
    clear = compare_sections(low, high)
    assert clear is not None
    assert clear.is_clear
    assert clear.change.low < 0.2 < clear.change.high
    assert clear == compare_sections(low, high), "the same sections give the same interval"
    same = compare_sections(low, random.normal(0.5, 0.05, 10).tolist())
    assert same is not None
    assert not same.is_clear
    assert compare_sections(low[:3], high) is None
