"""The 1-euro filter for a vector of probabilities, on real time stamps.

Géry Casiez, Nicolas Roussel, Daniel Vogel, "1 € Filter: A Simple Speed-based Low-pass Filter for Noisy Input in
Interactive Systems", CHI 2012, algorithm 1. One deviation: all components share the cutoff of the fastest one, so that
smoothed probabilities still add up to what the raw ones add up to.
"""

import math

import numpy as np
import numpy.typing as npt

from ferdesk.core.types import Floats

Doubles = npt.NDArray[np.float64]

SPEED_CUTOFF_HZ = 1.0
"""The paper's cutoff for the speed estimate."""
SPEED_GAIN = 0.4
"""The paper's beta: Hz of cutoff per unit of probability per second, so that a real change is followed at once."""
_WEAKEST_HZ = 6.0
_STRONGEST_HZ = 0.15


def cutoff_hz(strength: float) -> float:
    """The cutoff at rest for a strength of 0...1, in Hz; equal steps of strength are equal ratios of cutoff.

    Raises:
        ValueError: The strength is outside 0...1.
    """
    if not 0 <= strength <= 1:
        raise ValueError(f"strength must be 0...1, got {strength}")
    return _WEAKEST_HZ * math.pow(_STRONGEST_HZ / _WEAKEST_HZ, strength)


def _share(cutoff: float, step_s: float) -> float:
    """How much of a new value a low-pass of `cutoff` Hz takes after `step_s` seconds (the paper's alpha)."""
    return 1.0 / (1.0 + 1.0 / (2.0 * math.pi * cutoff * step_s))


class OneEuro:
    """Smooths one face's probabilities of one model.

    A component that is NaN stays NaN in the result and leaves its state as it was. A time stamp that is not after the
    last one starts the filter anew.
    """

    def __init__(self, strength: float) -> None:
        """Args:
        strength: 0 passes values through unchanged, 1 smooths most.

        Raises:
            ValueError: The strength is outside 0...1.
        """
        self._passes = strength == 0
        self._cutoff_hz = cutoff_hz(strength)
        self._time_s = math.inf
        self._values: Doubles = np.empty(0)
        self._speeds: Doubles = np.empty(0)

    def smooth(self, time_s: float, values: Floats) -> Floats:
        """The smoothed values, float32 of the same shape.

        Args:
            time_s: Capture time of the values, seconds.
            values: float32 (E,).
        """
        if self._passes:
            return values
        if not time_s > self._time_s or values.shape != self._values.shape:
            self._values = values.astype(np.float64)
            self._speeds = np.zeros_like(self._values)
        else:
            self._advance(time_s - self._time_s, values.astype(np.float64))
        self._time_s = time_s
        return np.where(np.isnan(values), np.nan, self._values).astype(np.float32)

    def _advance(self, step_s: float, values: Doubles) -> None:
        known = np.isfinite(values)
        fresh = known & ~np.isfinite(self._values)
        self._values[fresh] = values[fresh]
        steps = np.where(known, values - self._values, 0.0)
        self._speeds += _share(SPEED_CUTOFF_HZ, step_s) * (steps / step_s - self._speeds)
        fastest = float(np.abs(self._speeds).max(initial=0.0))
        self._values += _share(self._cutoff_hz + SPEED_GAIN * fastest, step_s) * steps
