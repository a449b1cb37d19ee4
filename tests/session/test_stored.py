"""A recorded session, read again: what was recorded is what is shown, wherever it is looked at."""

import itertools
import math
import shutil
import sqlite3
import stat
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from ferdesk.core.errors import SessionError
from ferdesk.core.labels import EMOTIONS, FER2013
from ferdesk.core.recording import Marker
from ferdesk.core.series import Series
from ferdesk.engine.library import Library
from ferdesk.session.again import analyse_again
from ferdesk.session.disagreement import compared, next_disagreement
from ferdesk.session.schema import JOURNAL, TABLES, VERSION, VIDEO, to_blob
from ferdesk.session.stored import StoredSession, open_session
from tests.session.recorded import MODELS, Script, begin, decoded, expected, record

T = TypeVar("T")
LEVEL1, SMILES = MODELS


def end_of(work: Generator[float, None, T]) -> T:
    """Does all steps; returns what comes of them."""
    while True:
        try:
            share = next(work)
        except StopIteration as stop:
            value: T = stop.value
            return value
        assert 0 <= share <= 1


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., StoredSession]]:
    """Records a script and opens what was recorded; closes it at the end."""
    sessions: list[StoredSession] = []

    def make(script: Script | None = None, *, video: bool = False) -> StoredSession:
        sessions.append(open_session(record(tmp_path / f"{len(sessions)}", script, video=video)))
        return sessions[-1]

    yield make
    for session in sessions:
        session.close()


def test_what_was_recorded_is_shown(opened: Callable[..., StoredSession]) -> None:
    session = opened(Script(frames=60, faces=2, nobody=(30,)))
    facts = session.facts
    assert [model.key for model in facts.models] == ["level1", "smiles"]
    assert [(face.number, face.frames) for face in facts.faces] == [(1, 59), (2, 59)]
    assert facts.frames == 60
    assert not facts.video
    assert facts.problems == ()
    assert session.shown_at(facts.start_s + 30 / 30).readings == ()  # type: ignore[union-attr]
    seen = session.shown_at(facts.start_s + 12.4 / 30)
    assert seen is not None
    assert seen.frame.index == 12, "the picture before stays until the next one"
    assert seen.frame.pixels.shape == (240, 320, 3), "an empty picture of the right size"
    assert seen.frame.pixels.std() == 0
    assert [reading.face.track_id for reading in seen.readings] == [1, 2]
    for model, said in zip(MODELS, seen.readings[0].predictions, strict=True):
        assert said.model == model.name
        np.testing.assert_array_equal(said.probabilities, expected(12, model))


def test_stepping_goes_from_frame_to_frame_and_stays_at_the_ends(opened: Callable[..., StoredSession]) -> None:
    session = opened(Script(frames=20, gap=9))
    start_s = session.facts.start_s

    def frame_at(time_s: float, steps: int) -> int:
        seen = session.shown_at(time_s, steps)
        assert seen is not None
        return seen.frame.index

    nine_s = start_s + 9 / 30
    assert [frame_at(nine_s, steps) for steps in (-1, 0, 1, 2, 99, -99)] == [8, 9, 10, 11, 19, 0]
    assert frame_at(-5.0, 0) == 0


def test_curves_are_the_recorded_values_with_gaps(opened: Callable[..., StoredSession]) -> None:
    session = opened(Script(frames=60, gap=29, nobody=range(40, 59)))
    places, curves = session.curves(1, "level1", -math.inf, math.inf)
    assert [EMOTIONS[place] for place in places] == list(FER2013)
    known = np.isfinite(curves.raw).all(axis=1)
    numbers = [*range(40), 59]
    wanted = np.stack([expected(number, LEVEL1)[np.array(places)] for number in numbers])
    np.testing.assert_array_equal(curves.raw[known], wanted)
    assert np.flatnonzero(~known).tolist() == [30, 41], "after frame 29 and, without a face, after frame 39"
    smiles, _curves = session.curves(1, "smiles", 0.0, 1.0)
    assert [EMOTIONS[place] for place in smiles] == ["smile", "no_smile"]
    assert session.curves(7, "level1", 0.0, 1.0)[1].times_s.size == 0


def test_a_long_series_is_drawn_in_few_points_and_loses_no_peak() -> None:
    times = np.arange(108_000) / 30
    values = np.full((108_000, 1), 0.2, np.float32)
    values[77_777] = 0.9
    values[12_345] = 0.01
    curves = Series(times, values, (0,)).curves(0.0, 3600.0, 600)
    assert len(curves.times_s) <= 600
    assert curves.raw.max() == np.float32(0.9)
    assert curves.raw.min() == np.float32(0.01)
    peak_s = float(curves.times_s[curves.raw.argmax()])
    assert abs(peak_s - 77_777 / 30) < 3600 / 300
    assert np.diff(curves.times_s).min() >= 0
    near = Series(times, values, (0,)).curves(2590.0, 2595.0, 600)
    assert near.raw.max() == np.float32(0.9)
    assert len(near.times_s) == pytest.approx(150, abs=4)


def test_the_mean_reaches_over_no_gap() -> None:
    times = np.concatenate([np.arange(30) / 30, 2 + np.arange(30) / 30])
    values = np.repeat(np.array([[0.0], [1.0]], np.float32), 30, axis=0)
    curves = Series(times, values, (0,)).curves(0.0, 3.0)
    known = np.isfinite(curves.smooth[:, 0])
    assert set(curves.smooth[known, 0].tolist()) == {0.0, 1.0}


def test_gaps_are_named(tmp_path: Path) -> None:
    live = begin(tmp_path, Script(frames=40, gap=19))
    start_s = live.journal._started_s
    live.journal.note("source", "lost: The camera is gone.", start_s + 0.7)
    live.commit()
    live.journal.connection.execute("UPDATE frames SET unsaved = 3 WHERE frame = 35")
    live.close()
    with closing(open_session(live.folder)) as session:
        first, second = session.gaps()
        assert first.reason == "No picture was recorded (lost: The camera is gone.)"
        assert [first.start_s, first.end_s] == pytest.approx([19 / 30, 50 / 30], abs=1e-3)
        assert second.reason == "3 pictures were not saved"
        assert second.end_s == pytest.approx(1 + 35 / 30, abs=1e-3)


def test_markers_are_added_changed_and_removed(opened: Callable[..., StoredSession]) -> None:
    session = opened()
    session.put_marker(1, Marker(0.5, "M", "here"))
    session.put_marker(2, Marker(0.2, "4"))
    session.put_marker(1, Marker(0.1, "M", "moved"))
    assert [(each.number, each.marker) for each in session.markers()] == [
        (1, Marker(0.1, "M", "moved")),
        (2, Marker(0.2, "4")),
    ]
    session.remove_marker(2)
    session.remove_marker(99)
    session.close()
    with closing(open_session(session.facts.folder)) as again:
        assert [each.number for each in again.markers()] == [1]
        assert again.facts.frames == 60


def test_the_video_shows_the_picture_of_the_moment(media: Path, opened: Callable[..., StoredSession]) -> None:
    pictures = decoded(media / "webcam-help.mkv", 60, (120, 160))
    session = opened(Script(frames=len(pictures), pictures=pictures), video=True)
    assert session.facts.video
    for number in (0, 1, 2, 40, 41, 49, 3, 48, 15, 14):
        seen = session.shown_at(session.facts.start_s + number / 30)
        assert seen is not None
        assert seen.frame.index == number
        assert seen.frame.pixels.shape == (120, 160, 3)
        apart = [np.abs(seen.frame.pixels.astype(float) - picture).mean() for picture in pictures]
        assert apart[number] < 6
        assert int(np.argmin(apart)) == number, "no other picture is nearer"
    assert session.video_problem == ""


def test_boxes_follow_a_picture_that_was_made_smaller(tmp_path: Path) -> None:
    large, small = Script(frames=30, size=(480, 640)), Script(frames=30, size=(240, 320))
    live = begin(tmp_path, small, video=True)
    start_s = live.journal._started_s
    from tests.session.recorded import observation

    for number in range(30, 60):
        live.write(observation(number, start_s + number / 30, large), 0)
    live.end(unsaved=0)
    live.commit()
    live.close()
    with closing(open_session(live.folder)) as session:
        seen = session.shown_at(45 / 30)
        assert seen is not None
        assert seen.frame.pixels.shape == (240, 320, 3), "the video has the size of its first picture"
        box = seen.readings[0].face.box
        assert (box.left, box.width) == (10, 20), "half of what was recorded"


def test_disagreements_are_found_where_they_begin(opened: Callable[..., StoredSession]) -> None:
    """Two models of the same classes, which differ in frames 100...109 and 200...204 of 300 and nowhere else."""
    session = opened(Script(frames=300, models=(LEVEL1,)))
    folder = session.facts.folder
    session.close()
    twin = LEVEL1.name + "-twin"
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        (models,) = journal.execute("SELECT value FROM meta WHERE key = 'models'").fetchone()
        description = models[1:-1]
        both = f"[{description}, {description.replace(LEVEL1.name, twin)}]"
        journal.execute("UPDATE meta SET value = ? WHERE key = 'models'", (both,))
        journal.execute("INSERT INTO scores SELECT frame, face, 1, label, probabilities FROM scores")
        for frame in (*range(100, 110), *range(200, 205)):
            wrong = np.roll(expected(frame, LEVEL1)[:7], 1)
            values = np.concatenate([wrong, np.full(len(EMOTIONS) - 7, np.nan, np.float32)])
            journal.execute(
                "UPDATE scores SET probabilities = ? WHERE model = 1 AND frame = ?", (to_blob(values), frame)
            )
        journal.commit()
    with closing(open_session(folder)) as session:
        start_s = session.facts.start_s

        def jump(frame: float, *, forward: bool) -> float | None:
            found = end_of(next_disagreement(session, start_s + frame / 30, forward=forward))
            return None if found is None else round((found.start_s - start_s) * 30, 2)

        assert jump(0, forward=True) == 100
        assert jump(100, forward=True) == 200
        assert jump(104, forward=True) == 200
        assert jump(200, forward=True) is None
        assert jump(299, forward=False) == 200
        assert jump(200, forward=False) == 100
        assert jump(105, forward=False) == 100
        assert jump(100, forward=False) is None
        (pair,) = end_of(compared(session, 0.0, session.facts.duration_s)).pairs
        assert pair.samples == 300
        assert pair.agreement == pytest.approx(285 / 300)


def test_samples_are_what_was_observed(opened: Callable[..., StoredSession]) -> None:
    session = opened(Script(frames=60, faces=2, nobody=(30, 31)))
    start_s, end_s = session.facts.start_s, session.facts.start_s + 45 / 30
    samples = session.samples(start_s, end_s)
    wanted = [
        (seen.frame.time_s, reading.face.track_id, np.stack([each.probabilities for each in reading.predictions]))
        for seen in session.observations(start_s, end_s)
        for reading in seen.readings
    ]
    assert len(wanted) == 2 * 44
    assert samples.times_s.tolist() == [time_s for time_s, _face, _said in wanted]
    assert samples.faces.tolist() == [face for _time_s, face, _said in wanted]
    np.testing.assert_array_equal(samples.probabilities, np.stack([said for _time_s, _face, said in wanted]))
    assert session.samples(end_s + 100, end_s + 200).probabilities.shape == (0, 2, len(EMOTIONS))


def test_an_hour_is_opened_without_reading_its_scores(tmp_path: Path) -> None:
    """What is read at the opening does not grow with the scores; curves are read for one face and one model."""
    folder = tmp_path / "hour"
    folder.mkdir()
    frames = 3600
    blob = to_blob(expected(0, LEVEL1))
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        journal.executescript(f"{TABLES} PRAGMA user_version = {VERSION};")
        names = ", ".join(f'{{"name": "m{place}", "labels": ["happy", "sad"]}}' for place in range(4))
        journal.execute("INSERT INTO meta VALUES ('models', ?)", (f"[{names}]",))
        journal.executemany("INSERT INTO frames VALUES (?, ?, '', 0, 1, 0)", [(n, n / 30) for n in range(frames)])
        rows = [(frame, face) for frame in range(frames) for face in (1, 2)]
        journal.executemany("INSERT INTO faces VALUES (?, ?, 1, 1, 9, 9, 1, 1, 1, 1, 1)", rows)
        scores = ((*row, place, "happy", blob) for row in rows for place in range(4))
        journal.executemany("INSERT INTO scores VALUES (?, ?, ?, ?, ?)", scores)
        journal.commit()
    with closing(open_session(folder)) as session:
        asked: list[str] = []
        session._connection.set_trace_callback(asked.append)
        session.gaps()
        session.markers()
        assert session.shown_at(60.0) is not None
        assert not any("scores" in query and "BETWEEN 1800 AND 1800" not in query for query in asked), asked
        asked.clear()
        end_of(session.load(1, "m2"))
        assert all("s.face = 1 AND s.model = 2" in query for query in asked if "scores" in query)
        asked.clear()
        assert len(session.curves(1, "m2", 0.0, 120.0)[1].times_s) <= 600
        assert len(session.curves(1, "m2", 10.0, 20.0)[1].times_s) <= 310
        assert asked == [], "what was read once is at hand"


def _no_session(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _empty(folder: Path) -> None:
    (folder / JOURNAL).write_bytes(b"")


def _foreign(folder: Path) -> None:
    (folder / JOURNAL).write_bytes(b"GIF89a" * 1000)


def _other_database(folder: Path) -> None:
    (folder / JOURNAL).unlink()
    with closing(sqlite3.connect(folder / JOURNAL)) as other:
        other.execute("CREATE TABLE birds(name TEXT)")


def _newer(folder: Path) -> None:
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        journal.execute(f"PRAGMA user_version = {VERSION + 1}")


def _cut_off(folder: Path) -> None:
    data = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(data[: len(data) // 2])


def _no_models(folder: Path) -> None:
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        journal.execute("UPDATE meta SET value = '[{' WHERE key = 'models'")
        journal.commit()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_no_session, "is no recorded session"),
        (_empty, "0 bytes"),
        (_foreign, "damaged or no recorded session"),
        (_other_database, "no session that ferdesk recorded"),
        (_newer, "newer ferdesk"),
        (_cut_off, "damaged"),
        (_no_models, "damaged"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(
    tmp_path: Path, spoil: Callable[[Path], None], reason: str
) -> None:
    folder = record(tmp_path)
    spoil(folder)
    with pytest.raises(SessionError, match=reason) as caught:
        open_session(folder).gaps()
    assert str(caught.value).count("\n") == 0


def test_a_session_that_is_being_recorded_is_not_opened(tmp_path: Path) -> None:
    live = begin(tmp_path)
    with pytest.raises(SessionError, match="still being recorded"):
        open_session(live.folder)
    live.close()
    open_session(live.folder / JOURNAL).close()


def test_a_missing_or_damaged_video_leaves_the_scores(tmp_path: Path) -> None:
    folder = record(tmp_path, Script(frames=60), video=True)
    data = (folder / VIDEO).read_bytes()
    (folder / VIDEO).write_bytes(data[: len(data) // 2])
    with closing(open_session(folder)) as session:
        early, late = session.shown_at(0.2), session.shown_at(1.9)
        assert early is not None
        assert late is not None
        assert early.frame.pixels.std() > 0
        assert late.frame.pixels.std() == 0
        assert late.readings
        assert "damaged" in session.video_problem
    (folder / VIDEO).write_bytes(b"no video")
    with closing(open_session(folder)) as session:
        assert not session.facts.video
        assert "The scores are shown without it." in session.facts.problems[0]
    (folder / VIDEO).unlink()
    with closing(open_session(folder)) as session:
        assert "missing" in session.facts.problems[0]
        assert session.shown_at(1.0) is not None


def test_the_video_is_analysed_again_beside_what_was_recorded(media: Path, tmp_path: Path) -> None:
    import threading
    import time
    from contextlib import ExitStack

    from ferdesk.core.recording import Plan, facts_of
    from ferdesk.engine.analyser import Analyser
    from ferdesk.engine.analysis import observe
    from ferdesk.engine.detector import make_detector
    from ferdesk.engine.sources import open_source
    from ferdesk.session.finish import finish
    from ferdesk.session.live import LiveSession

    library = Library()
    classifier = library.open("hog-svm")
    facts = facts_of(classifier.spec, "0" * 64, "CPU")
    with ExitStack() as stack:
        source = stack.enter_context(closing(open_source(str(media / "webcam-help.mkv"), threading.Event())))
        detector = stack.enter_context(closing(make_detector("near")))
        started_s = time.perf_counter()
        plan = Plan("clip", "clip", live=False, detector="near", models=(facts,), video=True, consent="All agree.")
        live = LiveSession(plan, tmp_path, started_s)
        analyser = Analyser(detector, (classifier,), still=False)
        for seen in itertools.islice(observe(source, analyser, started_s=started_s), 20):
            live.write(seen, 0)
        live.end(unsaved=0)
        finish(live.folder, live.journal.connection)
        live.close()
    before = (live.folder / JOURNAL).read_bytes()
    work = analyse_again(live.folder, ("hog-svm",), "cpu", library)
    next(work)
    work.close()
    assert not list(live.folder.glob("*reanalysis*")), "what was called off leaves nothing"
    made = end_of(analyse_again(live.folder, ("hog-svm",), "cpu", library))
    assert made.path.name == "reanalysis-1.sqlite"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert (live.folder / JOURNAL).read_bytes() == before
    with closing(open_session(live.folder)) as session:
        assert [model.key for model in session.facts.models] == ["hog-svm", "hog-svm (2)"]
        assert session.facts.models[1].title.endswith("re-analysis 1")
        assert made.missed == 0
        assert made.answered == sum(face.frames for face in session.facts.faces)
        pairs = end_of(compared(session, 0.0, session.facts.duration_s)).pairs
        (same,) = pairs
        assert same.samples == made.answered
        assert same.agreement > 0.8, "the same model on the same faces, but for the video's compression"
