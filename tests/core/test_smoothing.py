"""The 1-euro filter: calm where nothing happens, quick where something does, honest about what it does not know."""

import numpy as np
import pytest

from ferdesk.core.smoothing import SPEED_CUTOFF_HZ, SPEED_GAIN, OneEuro, cutoff_hz
from ferdesk.core.types import Floats


def _values(*shares: float) -> Floats:
    return np.array(shares, np.float32)


def _run(strength: float, times: list[float], rows: list[Floats]) -> Floats:
    euro = OneEuro(strength)
    return np.stack([euro.smooth(time_s, row) for time_s, row in zip(times, rows, strict=True)])


def _noisy_rest(seed: int, count: int = 300) -> tuple[list[float], list[Floats]]:
    rng = np.random.default_rng(seed)
    times = list(np.cumsum(rng.uniform(0.02, 0.05, count)))
    rows = [_values(0.6 + noise, 0.4 - noise) for noise in rng.normal(0, 0.05, count)]
    return times, rows


def test_it_follows_the_published_recurrence() -> None:
    """Algorithm 1 of the paper, written out for one component."""
    strength, times, values = 0.7, [0.0, 0.03, 0.08, 0.1], [0.1, 0.5, 0.4, 0.9]

    def alpha(cutoff: float, step: float) -> float:
        tau = 1 / (2 * np.pi * cutoff)
        return float(1 / (1 + tau / step))

    expected, speed = [values[0]], 0.0
    for before, now, value in zip(times, times[1:], values[1:], strict=False):
        step = now - before
        a = alpha(SPEED_CUTOFF_HZ, step)
        speed = a * (value - expected[-1]) / step + (1 - a) * speed
        a = alpha(cutoff_hz(strength) + SPEED_GAIN * abs(speed), step)
        expected.append(a * value + (1 - a) * expected[-1])
    smoothed = _run(strength, times, [_values(value) for value in values])[:, 0]
    np.testing.assert_allclose(smoothed, expected, rtol=1e-6)


def test_strength_zero_changes_nothing() -> None:
    times, rows = _noisy_rest(1)
    assert np.array_equal(_run(0, times, rows), np.stack(rows))


def test_more_strength_is_calmer() -> None:
    times, rows = _noisy_rest(2)
    spreads = [_run(strength, times, rows)[50:, 0].std() for strength in (0, 0.25, 0.5, 0.75, 1)]
    assert spreads == sorted(spreads, reverse=True)
    assert spreads[-1] < spreads[0] / 4


def test_a_real_change_arrives_within_half_a_second() -> None:
    times = [index / 30 for index in range(60)]
    rows = [_values(0.1, 0.9) if time_s < 1 else _values(0.9, 0.1) for time_s in times]
    assert _run(0.5, times, rows)[45, 0] > 0.7


def test_the_sum_of_the_probabilities_stays() -> None:
    rng = np.random.default_rng(3)
    rows = [row.astype(np.float32) for row in rng.dirichlet(np.ones(7), 200)]
    smoothed = _run(0.8, [index / 30 for index in range(200)], rows)
    np.testing.assert_allclose(smoothed.sum(axis=1), 1, atol=1e-5)


def test_the_result_depends_on_time_not_on_the_number_of_samples() -> None:
    """A step seen at 15 and at 60 pictures a second is equally far after the same time."""

    def after_a_second(rate: int) -> float:
        times = [index / rate for index in range(2 * rate + 1)]
        rows = [_values(0.0) if time_s < 1 else _values(0.2) for time_s in times]
        return float(_run(1.0, times, rows)[-1, 0])

    assert after_a_second(15) == pytest.approx(after_a_second(60), abs=0.01)


def test_what_is_not_known_stays_unknown_and_spoils_nothing() -> None:
    nothing = float("nan")
    rows = [_values(0.5, nothing), _values(nothing, nothing), _values(0.5, 0.2), _values(0.5, 0.2)]
    smoothed = _run(0.5, [0.0, 0.03, 0.06, 0.09], rows)
    assert np.array_equal(np.isnan(smoothed), np.isnan(np.stack(rows)))
    np.testing.assert_allclose(smoothed[2:], [[0.5, 0.2], [0.5, 0.2]])


def test_a_time_that_does_not_grow_starts_anew() -> None:
    euro = OneEuro(1.0)
    euro.smooth(5.0, _values(0.0))
    assert euro.smooth(5.0, _values(1.0))[0] == 1.0
    assert euro.smooth(2.0, _values(0.3))[0] == pytest.approx(0.3)


def test_another_number_of_classes_starts_anew() -> None:
    euro = OneEuro(1.0)
    euro.smooth(0.0, _values(0.0))
    np.testing.assert_allclose(euro.smooth(0.1, _values(0.3, 0.7)), [0.3, 0.7])


@pytest.mark.parametrize("strength", [-0.1, 1.1, float("nan")])
def test_a_strength_outside_its_range_is_refused(strength: float) -> None:
    with pytest.raises(ValueError, match="strength"):
        OneEuro(strength)
