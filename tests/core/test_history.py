"""Ring buffers: nothing grows, nothing is invented, gaps stay gaps, peaks stay peaks."""

import numpy as np
import pytest

from ferdesk.core.history import GAP_S, MOST_POINTS, History


def _filled(count: int, capacity: int = 10_000, step_s: float = 0.02) -> History:
    """Samples whose first class is their own number."""
    history = History(2, capacity)
    for number in range(count):
        raw = np.array([number, 0.5], np.float32)
        history.add(number * step_s, raw, raw * np.float32(0.5))
    return history


def test_few_samples_come_back_as_they_were() -> None:
    curves = _filled(5).curves(-1)
    np.testing.assert_allclose(curves.times_s, [0, 0.02, 0.04, 0.06, 0.08])
    np.testing.assert_array_equal(curves.raw[:, 0], [0, 1, 2, 3, 4])
    np.testing.assert_array_equal(curves.smooth[:, 0], [0, 0.5, 1, 1.5, 2])


def test_the_oldest_give_way() -> None:
    history = _filled(25, capacity=10)
    assert len(history) == 10
    np.testing.assert_array_equal(history.curves(-1).raw[:, 0], range(15, 25))


def test_only_what_is_asked_for() -> None:
    np.testing.assert_array_equal(_filled(100).curves(1.9).raw[:, 0], [95, 96, 97, 98, 99])


def test_an_empty_history_has_nothing_to_draw() -> None:
    history = History(2)
    assert history.last_s == -np.inf
    assert history.curves(0).raw.shape == (0, 2)


@pytest.mark.parametrize("count", [599, 600, 601, 1200, 4567, 9000])
def test_never_more_points_than_allowed_and_always_up_to_now(count: int) -> None:
    curves = _filled(count).curves(-1)
    assert len(curves.times_s) <= MOST_POINTS
    assert curves.raw.shape == curves.smooth.shape == (len(curves.times_s), 2)
    assert curves.times_s[-1] == pytest.approx((count - 1) * 0.02)
    assert np.all(np.diff(curves.times_s) >= 0)


def test_a_long_history_is_cut_where_it_was_asked_to() -> None:
    curves = _filled(9000).curves(100.0)
    assert curves.times_s[0] >= 100.0
    assert curves.times_s[0] < 100.5


def test_no_peak_is_lost() -> None:
    history = History(1)
    for number in range(6000):
        share = np.array([1.0 if number == 3000 else 0.1], np.float32)
        history.add(number / 60, share, share)
    assert history.curves(-1).raw.max() == 1.0


def test_blocks_keep_their_place_while_the_history_grows() -> None:
    """Else the curve would flicker: the same stretch must be drawn by the same points ten pictures later."""
    history = _filled(3000)
    before = history.curves(-1)
    for number in range(3000, 3010):
        history.add(number * 0.02, np.array([number, 0.5], np.float32), np.zeros(2, np.float32))
    after = history.curves(-1)
    np.testing.assert_array_equal(before.raw[:400], after.raw[:400])
    np.testing.assert_array_equal(before.times_s[:400], after.times_s[:400])


def test_a_silence_becomes_a_gap() -> None:
    history = History(1)
    for time_s in (0.0, 0.1, 0.1 + GAP_S * 1.1, 0.2 + GAP_S * 1.1):
        history.add(time_s, np.array([0.5], np.float32), np.array([0.5], np.float32))
    curves = history.curves(-1)
    assert np.isnan(curves.raw[:, 0]).tolist() == [False, False, True, False, False]
    assert np.all(np.diff(curves.times_s) >= 0)


def test_a_gap_is_still_a_gap_when_thousands_of_samples_are_drawn() -> None:
    history = History(1)
    share = np.array([0.5], np.float32)
    for start in (0.0, 60.0):
        for number in range(1500):
            history.add(start + number * 0.02, share, share)
    curves = history.curves(-1)
    inside = (curves.times_s > 29.9) & (curves.times_s < 60.0)
    assert np.isnan(curves.raw[inside]).any()


def test_a_short_miss_is_no_gap() -> None:
    history = History(1)
    for time_s in (0.0, GAP_S * 0.9):
        history.add(time_s, np.array([0.5], np.float32), np.array([0.5], np.float32))
    assert not np.isnan(history.curves(-1).raw).any()
