"""A recording that is killed: the next start finishes it, and little of it is lost.

`FERDESK_KILLS=100` raises the number of kills.
"""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import av
import numpy as np
import pytest

from ferdesk.core.recording import RecordingState
from ferdesk.session.journal import lock_journal
from ferdesk.session.recorder import Recorder
from ferdesk.session.recover import recover
from ferdesk.session.schema import CSV, FACTS, JOURNAL, PARQUET, REPORT, VIDEO, from_blob
from tests.conftest import ROOT
from tests.session.recorded import MODELS, PLAN, Script, Told, begin, expected
from tests.session.recording_victims import HANDED_IN

KILLS = int(os.environ.get("FERDESK_KILLS", "10"))
MOST_SCORES_LOST_S = 1.0
MOST_VIDEO_LOST_S = 1.5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.timeout(60 + 5 * KILLS)
def test_a_killed_recording_is_finished_at_the_next_start(tmp_path: Path, media: Path) -> None:
    seed = random.randrange(10**6)
    command = [sys.executable, "-m", "tests.session.recording_victims"]
    subprocess.run(
        [*command, str(media / "webcam-yes.mkv"), str(tmp_path), str(KILLS), str(seed)], cwd=ROOT, check=True
    )
    lost = [_checked(tmp_path / str(number), f"seed {seed}, victim {number}") for number in range(KILLS)]
    scores, video = max(each[0] for each in lost), max(each[1] for each in lost)
    assert scores <= MOST_SCORES_LOST_S, f"{scores:.2f} s of scores lost, seed {seed}"
    assert video <= MOST_VIDEO_LOST_S, f"{video:.2f} s of video lost, seed {seed}"


def _checked(root: Path, which: str) -> tuple[float, float]:
    """Seconds of scores and of video that are missing at the end; everything before must be there."""
    handed_in = [float(line.split()[1]) for line in (root / HANDED_IN).read_text().splitlines()]
    folder = next((path for path in root.iterdir() if path.is_dir()), root)
    lost_s = handed_in[-1] - handed_in[0] if handed_in else 0.0
    if not _has_begun(folder / JOURNAL):
        assert recover(root) == (), which
        return lost_s, lost_s
    assert recover(root) == (folder,), which
    assert {path.name for path in folder.iterdir()} >= {CSV, PARQUET, REPORT, FACTS, JOURNAL}, which
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        assert journal.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        frames = [number for (number,) in journal.execute("SELECT frame FROM frames ORDER BY frame")]
        scores = journal.execute("SELECT frame, model, probabilities FROM scores").fetchall()
    assert frames == list(range(len(frames))), f"{which}: a hole"
    assert len(scores) == len(frames) * 2 * len(MODELS), which
    for number, place, blob in scores:
        np.testing.assert_array_equal(from_blob(blob), expected(number, MODELS[place]))
    shown = _pictures(folder / VIDEO)
    kept = [min(count, len(handed_in)) for count in (len(frames), shown)]  # the last line may be missing too
    left = [handed_in[-1] - handed_in[count - 1] if count else lost_s for count in kept]
    return left[0], left[1]


def _has_begun(path: Path) -> bool:
    """Whether the process lived long enough to make the journal's tables."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as journal:
        return bool(journal.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _pictures(path: Path) -> int:
    try:
        with av.open(str(path)) as container:
            return sum(1 for _ in container.decode(video=0))
    except av.FFmpegError:
        return 0  # killed before the first of them was on the disk


def test_a_recovered_session_says_so(tmp_path: Path) -> None:
    session = begin(tmp_path, Script(frames=30), video=True)
    session.journal.close()  # as the system does when the process dies
    with av.open(str(session.folder / VIDEO)) as cut_off:
        assert cut_off.duration is None
    assert recover(tmp_path) == (session.folder,)
    with av.open(str(session.folder / VIDEO)) as complete:
        assert complete.duration is not None
        assert complete.duration / av.time_base == pytest.approx(1.0, abs=0.45)
    assert '"recovered": true' in (session.folder / FACTS).read_text()
    assert "was cut off" in (session.folder / REPORT).read_text()
    assert recover(tmp_path) == ()
    session.close()


def test_a_session_that_cannot_be_finished_does_not_keep_later_ones_from_it(tmp_path: Path) -> None:
    bad, good = (begin(tmp_path, Script(frames=5)) for _ in range(2))
    bad.journal.connection.execute("""UPDATE meta SET value = '[1]' WHERE key = 'models'""")
    for session in (bad, good):
        session.close()
    assert recover(tmp_path) == (good.folder,)
    assert not (bad.folder / FACTS).exists()
    assert not list(bad.folder.glob(".*")), "no part of a file is left"


def test_a_name_that_is_not_utf_8_does_not_keep_a_session_from_being_finished(tmp_path: Path) -> None:
    session = begin(tmp_path, Script(frames=5))
    # As a version wrote it that kept such names.
    session.journal.connection.execute("""UPDATE meta SET value = '"caf\\udce9.mp4"' WHERE key = 'title'""")
    session.close()
    assert recover(tmp_path) == (session.folder,)
    assert "caf\\udce9.mp4" in (session.folder / REPORT).read_text("utf-8")


def test_a_video_that_says_something_odd_of_itself_gets_its_index(tmp_path: Path) -> None:
    session = begin(tmp_path, Script(frames=30), video=True)
    session.journal.close()
    path = session.folder / VIDEO
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Lavf", b"Caf\xe9").replace(b"Lavc", b"Caf\xe9"))
    assert recover(tmp_path) == (session.folder,)
    with av.open(str(path)) as complete:
        assert complete.duration is not None
    session.close()


def test_a_session_that_is_being_recorded_is_left_alone(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path)
    recorder.start(PLAN)
    told = Told(recorder)
    told.until(RecordingState.RECORDING)
    program = "import sys, pathlib, ferdesk.session.recover as r; print(r.recover(pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-c", program, str(tmp_path)]
    elsewhere = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == "()"
    assert recover(tmp_path) == ()
    assert not (told.folder / FACTS).exists()
    recorder.stop()
    told.until(RecordingState.DONE)
    with closing(lock_journal(told.folder / JOURNAL)):
        assert (told.folder / FACTS).exists()
    assert recorder.close()


def test_what_is_no_session_is_left_as_it_is(tmp_path: Path) -> None:
    assert recover(tmp_path / "nowhere") == ()
    for name, content in (("empty", b""), ("foreign", b"not a database at all" * 100)):
        (tmp_path / name).mkdir()
        (tmp_path / name / JOURNAL).write_bytes(content)
    (tmp_path / "holiday").mkdir()
    assert recover(tmp_path) == ()
    assert (tmp_path / "foreign" / JOURNAL).read_bytes().startswith(b"not a database")
