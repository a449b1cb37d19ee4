"""When pictures are due by their time stamps."""

import pytest

from ferdesk.engine import pace as pace_module
from ferdesk.engine.pace import Pace


def test_what_is_early_is_waited_for_and_the_clock_begins_again_after_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 50.0

    class Clock:
        @staticmethod
        def perf_counter() -> float:
            return now_s

    monkeypatch.setattr(pace_module, "time", Clock)
    pace = Pace(latest_s=1.0, ahead_s=10.0)
    assert pace.wait_s(7.0) == 0
    assert pace.wait_s(7.5) == pytest.approx(0.5)
    now_s = 50.6
    assert pace.wait_s(7.5) == 0
    now_s = 60.0
    assert pace.wait_s(8.0) == 0  # far behind: this is the new start
    assert pace.wait_s(8.5) == pytest.approx(0.5)
    assert pace.wait_s(500.0) == 0  # the time stamps have jumped
    assert pace.wait_s(509.0) == pytest.approx(9.0)  # a true pause
    pace.restart()
    assert pace.wait_s(509.0) == 0
