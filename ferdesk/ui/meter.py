"""Rates and delays for the status bar, over the last seconds. Plain Python, GUI thread only."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ferdesk.core.types import Observation

OVER_S: Final = 3.0
"""Rates and percentiles are over this time: long enough to be calm, short enough to follow a change."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the status bar shows. Rates and delays are None while too little is known.

    Attributes:
        camera_fps: Pictures captured a second.
        analysed_fps: Pictures analysed a second.
        result_p50_ms: Capture to result, median.
        result_p95_ms: Capture to result, 95 %.
        window_p50_ms: Capture to arrival in the window, median.
        window_p95_ms: The same, 95 %.
        dropped: Pictures captured and not analysed since the source was opened.
    """

    camera_fps: float | None
    analysed_fps: float | None
    result_p50_ms: float | None
    result_p95_ms: float | None
    window_p50_ms: float | None
    window_p95_ms: float | None
    dropped: int


@dataclass(frozen=True, slots=True)
class _Sample:
    time_s: float
    index: int
    result_ms: float
    window_ms: float


class Meter:
    """Measures the observations that reach the window."""

    def __init__(self) -> None:
        self._samples: deque[_Sample] = deque()
        self._dropped = 0

    def clear(self) -> None:
        """Begins anew, for another source."""
        self._samples.clear()
        self._dropped = 0

    def take(self, observations: Sequence[Observation], now_s: float) -> None:
        """`now_s`: when they arrived, `time.perf_counter()`."""
        for one in observations:
            time_s = one.frame.time_s
            self._samples.append(_Sample(time_s, one.frame.index, one.latency_ms, (now_s - time_s) * 1000))
            self._dropped += one.dropped

    def read(self, now_s: float) -> Reading:
        """The figures at `now_s`."""
        while self._samples and self._samples[0].time_s < now_s - OVER_S:
            self._samples.popleft()
        if len(self._samples) < 2:
            return Reading(None, None, None, None, None, None, self._dropped)
        first, last = self._samples[0], self._samples[-1]
        took_s = last.time_s - first.time_s
        result = np.percentile([sample.result_ms for sample in self._samples], (50, 95))
        window = np.percentile([sample.window_ms for sample in self._samples], (50, 95))
        return Reading(
            (last.index - first.index) / took_s,
            (len(self._samples) - 1) / took_s,
            float(result[0]),
            float(result[1]),
            float(window[0]),
            float(window[1]),
            self._dropped,
        )
