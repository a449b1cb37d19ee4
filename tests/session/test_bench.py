"""The measurement of a long session, on a short one."""

from pathlib import Path

from ferdesk.session.bench import bench_review, make_session
from ferdesk.session.stored import open_session


def test_the_session_that_is_measured_is_a_real_one(tmp_path: Path) -> None:
    make_session(tmp_path / "short", seconds=8)
    session = open_session(tmp_path / "short")
    assert session.facts.frames == 8 * 30
    assert len(session.facts.models) == 4
    assert not session.gaps()
    session.close()
    found = bench_review(tmp_path / "short", seconds=8)
    assert found["frames"] == 240
    assert set(found) == {"frames", "open_s", "seek_ms"}
