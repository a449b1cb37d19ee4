"""What a recording holds once it has stopped: rows, tables, report, video, and all that was said beside them."""

import csv
import json
import locale
import math
import os
import re
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import av
import duckdb
import numpy as np
import pytest

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.recording import Baseline, Marker, ModelFacts, RecordingState
from ferdesk.core.types import Frame
from ferdesk.session.journal import Journal
from ferdesk.session.recorder import Recorder
from ferdesk.session.recover import recover
from ferdesk.session.schema import CSV, FACTS, JOURNAL, PARQUET, REPORT, VERSION, VIDEO, from_blob
from tests.engine.clips import opened, play, write_video
from tests.session.recorded import (
    CONSENT,
    HAPPY_MODEL,
    MODELS,
    PLAN,
    Script,
    Told,
    answer,
    decoded,
    expected,
    observation,
    observations,
    record,
)


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    made = Recorder(tmp_path / "sessions")
    yield made
    made.close()


@pytest.fixture
def told(recorder: Recorder) -> Told:
    """A recorder that records."""
    recorder.start(PLAN)
    told = Told(recorder)
    told.until(RecordingState.RECORDING)
    return told


def asked(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        return journal.execute(query).fetchall()


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / CSV).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def facts_of(folder: Path) -> dict[str, object]:
    facts: dict[str, object] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return facts


def finished(told: Told) -> Path:
    told.recorder.stop()
    told.until(RecordingState.DONE)
    assert told.failures == []
    return told.folder


def test_all_that_was_handed_in_is_in_the_session(recorder: Recorder, told: Told) -> None:
    start_s = time.perf_counter()
    script = Script(frames=40, faces=2, nobody=range(10, 15))
    for each in observations(script, start_s):
        recorder.add(each)
    folder = finished(told)

    assert asked(folder, "PRAGMA user_version") == [(VERSION,)]
    assert [row[0] for row in asked(folder, "SELECT frame FROM frames ORDER BY frame")] == list(range(40))
    scores = asked(folder, "SELECT frame, face, model, label, probabilities FROM scores")
    assert len(scores) == 35 * 2 * len(MODELS)
    for number, _, place, label, blob in scores:
        assert isinstance(number, int)
        assert isinstance(place, int)
        assert isinstance(blob, bytes)
        values = expected(number, MODELS[place])
        np.testing.assert_array_equal(from_blob(blob), values)
        sure = float(np.nanmax(values)) >= PLAN.threshold
        assert label == (EMOTIONS[int(np.nanargmax(values))] if sure else "not sure")
    status = told.statuses[-1]
    assert (status.frames, status.unsaved, status.video) == (40, 0, False)
    assert sorted(path.name for path in folder.iterdir()) == sorted([JOURNAL, CSV, PARQUET, REPORT, FACTS])


def test_both_clocks_are_kept(recorder: Recorder, told: Told) -> None:
    before = datetime.now().astimezone()
    for number in range(3):
        recorder.add(observation(number, time.perf_counter()))
        time.sleep(0.02)
    after = datetime.now().astimezone()
    folder = finished(told)
    times = asked(folder, "SELECT time_s, time_utc FROM frames ORDER BY frame")
    seconds = [float(str(row[0])) for row in times]
    utc = [datetime.fromisoformat(str(row[1])) for row in times]
    assert 0 <= seconds[0] < seconds[1] < seconds[2]
    assert before < utc[0] < utc[1] < utc[2] < after
    assert (utc[2] - utc[0]).total_seconds() == pytest.approx(seconds[2] - seconds[0], abs=0.01)
    started = datetime.fromisoformat(str(facts_of(folder)["started_utc"]))
    assert (utc[0] - started).total_seconds() == pytest.approx(seconds[0], abs=0.01)


def test_tables_hold_a_row_per_face_and_model_and_one_where_nobody_is_seen(tmp_path: Path) -> None:
    folder = record(tmp_path, Script(frames=20, faces=2, nobody=[5]))
    rows = rows_of(folder)
    assert len(rows) == 19 * 2 * len(MODELS) + 1
    (empty,) = [row for row in rows if row["frame"] == "5"]
    assert empty["time_utc"].endswith("Z")
    assert empty["unsaved"] == "0"
    assert not any(empty[name] for name in ("face", "model", "label", "blur", "angry"))
    first = rows[0]
    assert (first["model"], first["label"], first["angry"]) == ("level1", "angry", "0.7")
    assert first["smile"] == ""
    assert float(first["size_px"]) == 40
    assert {row["label"] for row in rows if row["frame"] == "9" and row["model"] == "level1"} == {"not sure"}
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(folder / PARQUET))
        names, values = table.columns, table.fetchall()
    assert names == list(first)
    for row, typed in zip(rows, values, strict=True):
        for text, value in zip(row.values(), typed, strict=True):
            assert value is None if text == "" else text in (str(value), value) or float(text) == value


def test_numbers_never_follow_the_locale(tmp_path: Path) -> None:
    before = locale.setlocale(locale.LC_ALL)
    for name in ("de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "id_ID.UTF-8"):
        try:
            locale.setlocale(locale.LC_ALL, name)
            break
        except locale.Error:
            continue
    else:
        pytest.skip("no locale with a decimal comma is installed")
    try:
        rows = rows_of(record(tmp_path))
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert float(rows[-1]["time_s"]) > 0


def test_a_source_whose_name_is_not_utf8_is_recorded(recorder: Recorder) -> None:
    name = os.fsdecode(b"caf\xe9.mp4")
    recorder.start(replace(PLAN, source=f"/films/{name}", title=name))
    told = Told(recorder)
    told.until(RecordingState.RECORDING)
    recorder.note("failure", f"{name} has damaged parts, which are left out.", time.perf_counter())
    recorder.add(observation(0, time.perf_counter()))
    folder = finished(told)
    facts = facts_of(folder)
    assert (facts["title"], facts["source"], facts["frames"]) == ("caf?.mp4", "/films/caf?.mp4", 1)
    assert "caf?.mp4 has damaged parts" in (folder / REPORT).read_text(encoding="utf-8")


def test_pixels_that_were_not_square_are_square_in_the_recording(tmp_path: Path) -> None:
    clip = write_video(tmp_path / "oblong.mkv", range(0, 200, 40), pixel_aspect=Fraction(16, 9))
    seen = tuple(frame.pixels for frame in play(opened(clip)).frames)
    assert seen[0].shape == (48, 114, 3)
    folder = record(tmp_path, Script(frames=5, pictures=seen), video=True)
    for kept, shown in zip(play(opened(folder / VIDEO)).frames, seen, strict=True):
        assert kept.pixels.shape == shown.shape
        assert np.abs(kept.pixels.astype(int) - shown).mean() < 8


def test_only_the_owner_can_read_a_session(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        folder = record(tmp_path / "sessions", Script(frames=5), video=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert len(modes) == 6
    assert set(modes.values()) == {0o600}, modes


def test_a_session_is_never_overwritten(tmp_path: Path) -> None:
    folders = {record(tmp_path, Script(frames=2)) for _ in range(4)}
    assert len(folders) == 4
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d(-\d)?", folder.name) for folder in folders)
    assert all((folder / FACTS).exists() for folder in folders)


def test_what_is_said_beside_the_pictures_is_kept(recorder: Recorder, told: Told) -> None:
    recorder.add(observation(0, time.perf_counter()))
    now = time.perf_counter()
    recorder.mark(Marker(now, "3", "laughs"))
    recorder.pose("happy", 1, now - 1, now)
    recorder.note("source", "The camera was lost.", now)
    values = answer(MODELS[1], "smile").probabilities
    recorder.baseline(Baseline(1, "smiles", now - 10, now, 300, values, "The face was not neutral."))
    folder = finished(told)
    ((time_s, *marker),) = asked(folder, "SELECT time_s, key, text FROM markers")
    assert marker == ["3", "laughs"]
    assert asked(folder, "SELECT face, label, end_s FROM poses") == [(1, "happy", time_s)]
    assert asked(folder, "SELECT kind, text, time_s FROM events") == [("source", "The camera was lost.", time_s)]
    ((*who, blob),) = asked(folder, "SELECT face, model, samples, warning, probabilities FROM baselines")
    assert who == [1, 1, 300, "The face was not neutral."]
    assert isinstance(blob, bytes)
    np.testing.assert_array_equal(from_blob(blob), values)
    page = (folder / REPORT).read_text(encoding="utf-8")
    for said in ("laughs", "The camera was lost.", "The face was not neutral."):
        assert said in page


def test_models_that_come_while_recording_get_places_of_their_own(recorder: Recorder, told: Told) -> None:
    recorder.add(observation(0, time.perf_counter()))
    later = Script(models=(HAPPY_MODEL, MODELS[0]))
    recorder.add(observation(1, time.perf_counter(), later))  # its facts come a moment after its first answer
    recorder.use_models((HAPPY_MODEL, MODELS[0]))
    recorder.use_models((replace(HAPPY_MODEL, sha256="d" * 64),))
    recorder.add(observation(2, time.perf_counter(), Script(models=(HAPPY_MODEL,))))
    folder = finished(told)
    models = facts_of(folder)["models"]
    assert isinstance(models, list)
    assert [(model["name"], model["sha256"][:1]) for model in models] == [
        ("level1", "a"),
        ("smiles", "b"),
        ("joy", "c"),
        ("joy", "d"),
    ]
    assert asked(folder, "SELECT frame, model FROM scores ORDER BY 1, 2") == [(0, 0), (0, 1), (1, 0), (1, 2), (2, 3)]
    assert [row["not_happy"] != "" for row in rows_of(folder)] == [False, False, False, True, True]


def test_a_model_of_which_nothing_is_known_is_recorded_all_the_same(recorder: Recorder, told: Told) -> None:
    recorder.add(observation(0, time.perf_counter(), Script(models=(ModelFacts("new", labels=("happy", "sad")),))))
    rows = rows_of(finished(told))
    assert (rows[0]["model"], rows[0]["happy"]) == ("new", "0.7")


def test_another_source_does_not_mix_its_frames_and_faces_with_those_before(recorder: Recorder, told: Told) -> None:
    for number in (0, 1, 2):
        recorder.add(observation(number, time.perf_counter(), Script(faces=2)))
    for number in (0, 1):
        recorder.add(observation(number, time.perf_counter(), Script(faces=1, size=(120, 160))))
    folder = finished(told)
    assert asked(folder, "SELECT frame, face FROM faces WHERE frame > 1 ORDER BY 1, 2") == [
        (2, 1),
        (2, 2),
        (3, 3),
        (4, 3),
    ]
    sizes = asked(folder, "SELECT width, height, video_scale FROM sizes ORDER BY time_s")
    assert sizes == [(320, 240, None), (160, 120, None)]


def test_a_picture_that_other_models_look_at_again_replaces_itself(recorder: Recorder, told: Told) -> None:
    first = observation(0, time.perf_counter())
    recorder.add(first)
    recorder.add(observation(0, first.frame.time_s, Script(models=(HAPPY_MODEL,))))
    recorder.add(observation(1, time.perf_counter()))
    folder = finished(told)
    assert asked(folder, "SELECT frame, model FROM scores ORDER BY 1, 2") == [(0, 2), (1, 0), (1, 1)]
    assert told.statuses[-1].frames == 2


def test_what_the_disk_was_too_slow_for_is_counted(
    recorder: Recorder, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    write = Journal.write

    def slow(journal: Journal, *arguments: object) -> None:
        assert go_on.wait(20)
        write(journal, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "write", slow)
    for number in range(200):
        recorder.add(observation(number, time.perf_counter()))
    go_on.set()
    time.sleep(0.1)
    deadline = time.monotonic() + 20
    while told.until(RecordingState.RECORDING).frames == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    recorder.add(observation(200, time.perf_counter()))
    folder = finished(told)
    ((frames, unsaved),) = asked(folder, "SELECT count(*), sum(unsaved) FROM frames")
    assert isinstance(frames, int)
    assert isinstance(unsaved, int)
    assert 0 < unsaved < 100
    assert frames + unsaved == 201
    assert told.statuses[-1].unsaved == unsaved
    assert facts_of(folder)["unsaved"] == unsaved


def test_nothing_is_recorded_before_and_after(recorder: Recorder, told: Told) -> None:
    recorder.add(observation(0, time.perf_counter() - 60))  # captured before it began
    recorder.add(observation(1, time.perf_counter()))
    folder = finished(told)
    recorder.add(observation(2, time.perf_counter()))
    recorder.mark(Marker(time.perf_counter(), "M"))
    assert asked(folder, "SELECT frame FROM frames") == [(1,)]
    assert asked(folder, "SELECT count(*) FROM markers") == [(0,)]


def test_a_second_recording_follows_the_first(recorder: Recorder, told: Told) -> None:
    first = finished(told)
    recorder.start(PLAN)
    told.until(RecordingState.RECORDING)
    recorder.start(PLAN)
    told.until(RecordingState.RECORDING)
    assert "not finished yet" in told.failures.pop().message
    assert finished(told) != first


def test_video_shows_each_picture_at_its_time(tmp_path: Path, media: Path) -> None:
    pictures = decoded(media / "webcam-yes.mkv", 30, (480, 640))
    script = Script(frames=30, size=(480, 640), pictures=pictures, gap=14)
    folder = record(tmp_path, script, video=True)
    recorded = [float(str(row[0])) for row in asked(folder, "SELECT time_s FROM frames ORDER BY frame")]
    with av.open(str(folder / VIDEO)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "mpeg4"
        shown = list(container.decode(stream))
    assert [frame.time for frame in shown] == pytest.approx(recorded, abs=0.0011)
    for frame, picture in zip(shown, pictures, strict=True):
        error = np.mean((frame.to_ndarray(format="rgb24").astype(float) - picture) ** 2)
        assert 10 * math.log10(255**2 / error) > 35
    facts = facts_of(folder)
    assert (facts["video"], facts["consent"]) == (True, CONSENT)
    assert CONSENT in (folder / REPORT).read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(120, 160), (480, 640), (241, 321), (90, 500)])
def test_pictures_of_another_size_are_fitted_into_the_video(
    size: tuple[int, int], recorder: Recorder, tmp_path: Path
) -> None:
    recorder.start(replace(PLAN, video=True, consent=CONSENT))
    told = Told(recorder)
    told.until(RecordingState.RECORDING)
    recorder.add(observation(0, time.perf_counter()))
    other = observation(1, time.perf_counter())
    light = np.full((*size, 3), 200, np.uint8)
    recorder.add(replace(other, frame=Frame(light, 1, other.frame.time_s)))
    folder = finished(told)
    ((scale,),) = asked(folder, "SELECT video_scale FROM sizes ORDER BY time_s DESC LIMIT 1")
    assert isinstance(scale, float)
    with av.open(str(folder / VIDEO)) as container:
        pixels = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)][-1]
    assert pixels.shape == (240, 320)
    inner = pixels[: int(size[0] * scale) - 4, : int(size[1] * scale) - 4]
    assert inner.size
    assert inner.min() > 180


def test_odd_sizes_can_be_recorded(tmp_path: Path) -> None:
    folder = record(tmp_path, Script(frames=3, size=(121, 161)), video=True)
    with av.open(str(folder / VIDEO)) as container:
        assert len(list(container.decode(video=0))) == 3


class _Links(HTMLParser):
    """Everything in a page that would fetch something or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe", "object", "a"):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name in ("src", "href") or name.startswith("on")]


def test_the_report_tells_all_and_needs_nothing_from_outside(tmp_path: Path) -> None:
    hostile = replace(MODELS[0], name="<script>alert(1)</script>")
    folder = record(tmp_path, Script(frames=60, faces=2, gap=30, nobody=range(5), models=(hostile, MODELS[1])))
    page = (folder / REPORT).read_text(encoding="utf-8")
    links = _Links()
    links.feed(page)
    assert links.found == []
    assert "url(" not in page
    assert "@import" not in page
    for said in (
        "face 1, smiles",
        "face 2, smiles",
        "accuracy 55.0% on FER2013 PublicTest",
        "of these without a face",
        "No video was recorded",
        "What is not known",
        "not sure 10.9%",
    ):
        assert said in page, said
    facts = facts_of(folder)
    assert facts["frames_with_face"] == 55
    assert isinstance(facts["gaps"], list)
    ((start_s, end_s),) = facts["gaps"]
    assert end_s - start_s == pytest.approx(1 + 1 / 30)


def test_a_session_without_a_single_frame_is_complete(recorder: Recorder, told: Told) -> None:
    folder = finished(told)
    assert rows_of(folder) == []
    assert "No face was seen" in (folder / REPORT).read_text(encoding="utf-8")


def test_closing_while_recording_completes_the_session(recorder: Recorder, told: Told, tmp_path: Path) -> None:
    recorder.add(observation(0, time.perf_counter()))
    assert recorder.close()
    assert (told.until(RecordingState.DONE).folder or tmp_path).joinpath(FACTS).exists()
    assert recover(tmp_path / "sessions") == ()


def test_tables_that_were_cut_off_by_closing_are_made_at_the_next_start(
    recorder: Recorder, told: Told, tmp_path: Path
) -> None:
    for number in range(60):
        recorder.add(observation(number, time.perf_counter()))
    assert not recorder.close(timeout_s=0.0)
    assert recover(tmp_path / "sessions") == (told.folder,)
    assert len(rows_of(told.folder)) == 60 * len(MODELS)
    assert facts_of(told.folder)["recovered"] is False, "nothing of it is missing"
