"""When pictures with time stamps are due, by a clock that begins with the first; used by the thread that waits."""

import time


class Pace:
    """Plays at its own rate what could be had faster: files, and streams that come in pieces of seconds."""

    def __init__(self, latest_s: float, ahead_s: float) -> None:
        """The clock begins anew with a picture that is later or further ahead than this.

        Args:
            latest_s: How late a picture may be.
            ahead_s: The longest pause before a picture; a longer one is a jump of the time stamps.
        """
        self._latest_s = latest_s
        self._ahead_s = ahead_s
        self._start_s: float | None = None  # perf_counter at time stamp 0

    def restart(self) -> None:
        """Begins anew with the next picture, after a pause or a seek."""
        self._start_s = None

    def wait_s(self, stamp_s: float) -> float:
        """Seconds until a picture with this time stamp is due; 0 where the clock begins anew with it."""
        now = time.perf_counter()
        if self._start_s is None or not -self._latest_s <= self._start_s + stamp_s - now <= self._ahead_s:
            self._start_s = now - stamp_s
        return max(0.0, self._start_s + stamp_s - now)
