"""A disk that fills up, a folder that goes away, a place where nothing may be written: told, and all recorded stays."""

import contextlib
import os
import resource
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from ferdesk.core.recording import RecordingState
from ferdesk.session import live
from ferdesk.session.recorder import Recorder
from ferdesk.session.recover import recover
from ferdesk.session.schema import FACTS, JOURNAL, VIDEO
from tests.session.recorded import CONSENT, PLAN, Script, Told, observation

FILMED = replace(PLAN, video=True, consent=CONSENT)


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    made = Recorder(tmp_path / "sessions")
    yield made
    made.close()


def started(recorder: Recorder, *, video: bool = False) -> Told:
    recorder.start(FILMED if video else PLAN)
    told = Told(recorder)
    told.until(RecordingState.RECORDING)
    return told


def fed_until(told: Told, state: RecordingState, script: Script | None = None) -> int:
    """Hands in pictures until the recorder is in a state; returns how many it had told to have before."""
    number = frames = 0
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        told.recorder.add(observation(number, time.perf_counter(), script))
        number += 1
        with contextlib.suppress(AssertionError):
            told.until(state, timeout_s=0.01)
        frames = max(frames, told.statuses[-1].frames)
        if told.statuses[-1].state == state:
            return frames
    raise AssertionError(f"never {state}: {told.statuses[-1]}")


def frames_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        assert journal.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(journal.execute("SELECT count(*) FROM frames").fetchone()[0])


@contextlib.contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The system refuses every write beyond this size, as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_video_ends_before_scores_when_space_runs_out(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    free = [live.VIDEO_RESERVE * 2]
    monkeypatch.setattr(live, "_free_bytes", lambda _folder: free[0])
    told = started(recorder, video=True)
    assert told.statuses[-1].video
    recorder.add(observation(0, time.perf_counter()))
    free[0] = live.VIDEO_RESERVE - 1
    deadline = time.monotonic() + 20
    while told.statuses[-1].video and time.monotonic() < deadline:
        told.until(RecordingState.RECORDING)
        time.sleep(0.01)
    (failure,) = told.failures
    assert failure.message.count(". ") == 1
    assert "no more video" in failure.message
    recorder.add(observation(1, time.perf_counter()))
    free[0] = live.SCORES_RESERVE - 1
    ended = told.until(RecordingState.FAILED)
    assert [failure.message for failure in told.failures[1:]] == [ended.message]
    assert "the recording has ended" in ended.message
    assert frames_in(told.folder) == 2
    assert (told.folder / FACTS).exists(), "there was room for the tables"
    with av.open(str(told.folder / VIDEO)) as container:
        assert len(list(container.decode(video=0))) == 1


def test_a_disk_that_is_full_already_is_refused(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_free_bytes", lambda _folder: live.SCORES_RESERVE - 1)
    recorder.start(PLAN)
    told = Told(recorder)
    assert "too little to record" in told.until(RecordingState.FAILED).message


def test_a_write_that_is_refused_ends_the_video_then_the_scores(recorder: Recorder, tmp_path: Path) -> None:
    told = started(recorder, video=True)
    noise = np.random.default_rng(0).integers(0, 256, (4, 160, 224, 3), np.uint8)  # a few fill the video
    with files_of_at_most(200_000):
        seen = fed_until(told, RecordingState.FAILED, Script(faces=4, pictures=list(noise)))
    film, scores = told.failures[:2]
    assert str(told.folder / VIDEO) in film.message
    assert "Scores are still recorded" in film.message
    assert str(told.folder / JOURNAL) in scores.message
    assert seen > 0
    assert recover(tmp_path / "sessions") == (told.folder,), "it is completed once there is room"
    assert frames_in(told.folder) > 0
    with av.open(str(told.folder / VIDEO)) as container:
        assert len(list(container.decode(video=0))) > 0


def test_no_room_for_the_tables_is_told_and_made_good_later(recorder: Recorder, tmp_path: Path) -> None:
    told = started(recorder)
    for number in range(60):
        recorder.add(observation(number, time.perf_counter(), Script(faces=4)))
    while told.until(RecordingState.RECORDING).frames < 60:
        time.sleep(0.01)
    with files_of_at_most(told.statuses[-1].frames * 100):
        recorder.stop()
        told.until(RecordingState.FAILED)
    assert told.failures
    assert recover(tmp_path / "sessions") == (told.folder,)
    assert frames_in(told.folder) == 60


@pytest.mark.parametrize("how", ["removed", "moved"])
def test_a_folder_that_goes_away_is_told(how: str, recorder: Recorder, tmp_path: Path) -> None:
    told = started(recorder, video=True)
    fed = [observation(number, time.perf_counter()) for number in range(5)]
    for each in fed:
        recorder.add(each)
    while told.until(RecordingState.RECORDING).frames < len(fed):
        time.sleep(0.01)
    away = tmp_path / "away"
    if how == "removed":
        shutil.rmtree(told.folder)
    else:
        told.folder.rename(away)
    ended = told.until(RecordingState.FAILED)
    assert "moved or removed" in ended.message
    assert [failure.message for failure in told.failures] == [ended.message]
    if how == "moved":
        assert recover(tmp_path) == (away,)
        assert frames_in(away) == len(fed)


def test_a_place_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    recorder = Recorder(tmp_path / "file" / "sessions")
    recorder.start(PLAN)
    ended = Told(recorder).until(RecordingState.FAILED)
    assert "No session folder can be made" in ended.message
    assert recorder.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    recorder = Recorder(tmp_path / "sessions")
    recorder.start(PLAN)
    told = Told(recorder)
    assert "permissions" in told.until(RecordingState.FAILED).message
    assert recorder.close()
    tmp_path.chmod(0o700)
