"""The command line on real clips: what it writes, what it prints, and how it refuses."""

import csv
import hashlib
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from ferdesk.cli import main
from ferdesk.core import paths
from ferdesk.core.description import Description, Handling, scaling
from ferdesk.core.labels import FER2013, SMILE
from ferdesk.core.model_input import Preprocess
from ferdesk.core.spec import Border
from ferdesk.engine.library import Library
from ferdesk.session.export import BASE_COLUMNS
from tests.engine.tiny_models import Tiny
from tests.engine.tiny_strangers import Stranger

Rows = list[dict[str, str]]


@pytest.fixture
def tiny_file(tmp_path: Path) -> str:
    path = tmp_path / "tiny.onnx"
    path.write_bytes(Tiny().data())
    return str(path)


def analyzed(arguments: list[str], out: Path) -> Rows:
    assert main(["analyze", *arguments, "--out", str(out)]) == 0
    with out.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def frames_of(rows: Rows) -> dict[str, set[str]]:
    """Frame number to the face numbers seen in it."""
    frames: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        frames[row["frame"]] |= {row["face"]} - {""}
    return frames


def test_one_person_before_a_webcam_keeps_one_number(media: Path, tmp_path: Path) -> None:
    rows = analyzed([str(media / "webcam-help.mkv"), "--models", "cnn-level1,hog-svm"], tmp_path / "result.csv")
    frames = frames_of(rows)
    assert list(rows[0]) == [*BASE_COLUMNS, *FER2013]
    assert len(frames) > 50
    assert sum(bool(faces) for faces in frames.values()) >= 0.95 * len(frames)
    assert set().union(*frames.values()) == {"1"}
    times = [float(row["time_s"]) for row in rows if row["model"] in ("cnn-level1", "")]
    assert all(before < after for before, after in itertools.pairwise(times))
    assert {row["model"] for row in rows if row["face"]} == {"cnn-level1", "hog-svm"}
    for row in rows:
        if row["face"]:
            assert sum(float(row[name]) for name in FER2013) == pytest.approx(1, abs=1e-4)
            assert float(row["confidence"]) == max(float(row[name]) for name in FER2013)


def test_the_sidecar_names_the_models_by_their_hash(media: Path, tmp_path: Path) -> None:
    out = tmp_path / "result.csv"
    analyzed([str(media / "webcam-help.mkv"), "--seconds", "0.3"], out)
    facts = json.loads(out.with_name("result.csv.meta.json").read_text())
    shipped = paths.shipped_models() / f"{facts['models'][0]['name']}.onnx"
    assert facts["models"][0]["sha256"] == hashlib.sha256(shipped.read_bytes()).hexdigest()
    assert facts["detector"] == "near"


def test_a_model_is_used_as_the_file_beside_it_describes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger(layout="NCHW", classes=2, end="Softmax").data())
    picture = [str(paths.demo_pictures() / "collins.jpg"), "--models", str(path)]
    assert main(["analyze", *picture, "--out", str(tmp_path / "no.csv")]) == 2
    assert "theirs.onnx carries no description" in capsys.readouterr().err
    mean, std = scaling("unit", 3)
    handling = Handling(
        Preprocess(8, 8, 3, 0.0, False, mean, std), Border(layout="NCHW", order="BGR", answer="probabilities")
    )
    library = Library(own=tmp_path / "own")
    library.describe(path, library.meet(path), Description("Theirs", handling, SMILE))
    (row,) = analyzed(picture, tmp_path / "yes.csv")
    assert float(row["smile"]) + float(row["no_smile"]) == pytest.approx(1, abs=1e-4)
    facts = json.loads((tmp_path / "yes.csv.meta.json").read_text())["models"][0]
    assert facts["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (facts["title"], facts["labels"]) == ("Theirs", list(SMILE))


def test_the_far_detector_finds_the_class(media: Path, tmp_path: Path) -> None:
    arguments = [str(media / "classroom.gif"), "--detector", "far", "--models", "hog-svm"]
    frames = frames_of(analyzed(arguments, tmp_path / "result.csv"))
    assert sum(len(faces) >= 3 for faces in frames.values()) >= 0.8 * len(frames)
    assert len(set().union(*frames.values())) <= 6, "four people, and few numbers besides"


def test_two_people_who_turn_their_heads_keep_their_numbers(media: Path, tmp_path: Path) -> None:
    clip = media / "head-pose-face-detection-female-and-male.gif"
    rows = analyzed([str(clip), "--models", "hog-svm"], tmp_path / "result.csv")
    middles: defaultdict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row["face"]:
            middles[row["face"]].append(float(row["left"]) + float(row["width"]) / 2)
    assert set(middles) == {"1", "2"}
    low, high = sorted(middles.values(), key=lambda values: values[0])
    assert max(low) < min(high), "each number stays on its own side"
    frames = frames_of(rows)
    assert sum(len(faces) == 2 for faces in frames.values()) >= 0.9 * len(frames)


@pytest.mark.parametrize("suffix", ["parquet", "json"])
def test_the_other_formats_hold_the_same_rows(suffix: str, media: Path, tmp_path: Path, tiny_file: str) -> None:
    import duckdb

    clip = [str(media / "webcam-yes.mkv"), "--seconds", "0.5", "--models", tiny_file]
    rows = analyzed(clip, tmp_path / "result.csv")
    other = tmp_path / f"result.{suffix}"
    assert main(["analyze", *clip, "--out", str(other)]) == 0
    if suffix == "json":
        again = json.loads(other.read_text())
        count, happy = len(again), again[0]["happy"]
    else:
        with duckdb.connect() as connection:
            table = connection.read_parquet(str(other))
            count, happy = len(table), table.fetchall()[0][table.columns.index("happy")]
    assert count == len(rows)
    assert happy == pytest.approx(float(rows[0]["happy"]))


def test_a_stretch_without_a_face_has_rows_too(tmp_path: Path, tiny_file: str) -> None:
    rows = analyzed(["demo", "--seconds", "20", "--models", tiny_file], tmp_path / "result.csv")
    frames = frames_of(rows)
    assert len(frames) == 600
    assert any(len(faces) == 0 for faces in frames.values())
    assert any(len(faces) == 2 for faces in frames.values())
    assert all(row["label"] == "" for row in rows if not row["face"])


BAD_ARGUMENTS = {
    "no such file": ["analyze", "gone.mkv"],
    "no such model": ["analyze", "demo", "--models", "nothing"],
    "wrong format": ["analyze", "demo", "--out", "result.xlsx"],
    "folder gone": ["analyze", "demo", "--seconds", "1", "--out", "gone/result.csv"],
    "bench without source": ["bench", "--source", "gone.mkv", "--seconds", "1"],
    "no such option": ["analyze", "demo", "--detector", "middle"],
    "seconds below zero": ["analyze", "demo", "--seconds", "-1"],
    "seconds in words": ["analyze", "demo", "--seconds", "ten"],
    "the same model twice": ["analyze", "demo", "--models", "hog-svm,hog-svm"],
    "more models than the window shows": ["run", "--models", ",".join(f"m{number}" for number in range(13))],
}


@pytest.mark.parametrize("name", BAD_ARGUMENTS)
def test_bad_input_ends_with_one_sentence_and_exit_code_2(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code = main(BAD_ARGUMENTS[name])
    except SystemExit as ended:  # argparse's own way
        code = int(str(ended.code))
    captured = capsys.readouterr()
    assert code == 2
    assert "Traceback" not in captured.err
    last = captured.err.strip().splitlines()[-1]
    assert last.startswith("ferdesk")
    assert captured.out == ""


def test_a_damaged_film_keeps_the_rows_before_the_damage(media: Path, tmp_path: Path, tiny_file: str) -> None:
    whole = (media / "webcam-student.mkv").read_bytes()
    broken = tmp_path / "broken.mkv"
    broken.write_bytes(whole[: len(whole) // 2])
    out = tmp_path / "result.csv"
    code = main(["analyze", str(broken), "--models", tiny_file, "--out", str(out)])
    assert code in (0, 2)
    with out.open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) > 10


def test_a_damaged_picture_of_a_folder_is_named_and_the_others_are_analysed(
    tmp_path: Path, tiny_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    whole = (paths.demo_pictures() / "collins.jpg").read_bytes()
    for name, data in {"1.jpg": whole, "2.jpg": b"", "3.jpg": whole}.items():
        (folder / name).write_bytes(data)
    rows = analyzed([str(folder), "--models", tiny_file], tmp_path / "result.csv")
    assert [float(row["time_s"]) for row in rows] == [0.0, 2.0]
    errors = capsys.readouterr().err
    assert "2.jpg is empty" in errors
    assert errors.count("ferdesk:") == 1


def test_interrupting_keeps_what_was_analysed(tmp_path: Path, tiny_file: str) -> None:
    out = tmp_path / "result.csv"
    command = [sys.executable, "-m", "ferdesk", "analyze", "demo", "--models", tiny_file, "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        part = tmp_path / ".result.csv.part"
        deadline = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size > 8000) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    with out.open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) > 10


def test_without_a_display_the_demo_is_analysed_and_it_says_why(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "ferdesk", "run"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=True,
    )
    assert "No display was found" in done.stdout
    assert "cnn-level1" in done.stdout
    assert "demo" in done.stdout


def test_all_that_a_command_writes_is_for_its_owner_only(media: Path, tmp_path: Path, tiny_file: str) -> None:
    clip, out = str(media / "webcam-yes.mkv"), tmp_path / "out"
    out.mkdir()
    before = os.umask(0o022)
    try:
        assert main(["analyze", clip, "--models", tiny_file, "--seconds", "0.3", "--out", str(out / "a.csv")]) == 0
        assert main(["explain", clip, "--models", tiny_file, "--out", str(out / "maps")]) == 0
        assert (
            main(["compare", clip, "--models", f"hog-svm,{tiny_file}", "--seconds", "0.3", "--out", str(out / "both")])
            == 0
        )
    finally:
        kept = os.umask(before)
    assert kept == 0o022, "whoever calls it keeps a mask of their own"
    modes = {path.relative_to(out): path.stat().st_mode & 0o777 for path in out.rglob("*")}
    assert len(modes) > 8
    assert {path: mode for path, mode in modes.items() if mode & 0o077} == {}


def test_models_are_listed_and_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--check"]) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == len(list(paths.shipped_models().glob("*.onnx")))
    assert all("golden sample reproduced" in line for line in lines)
    assert all("ms a face" in line for line in lines)
    assert main(["models", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    for model in listed:
        assert model["usable"]
        assert model["shipped"]
        assert any(figure["metric"] == "accuracy" for figure in model["measured"])
        assert model["ms_per_face"] > 0


def test_a_model_that_fails_its_check_is_named(
    capsys: pytest.CaptureFixture[str], own_folders: Path, tmp_path: Path
) -> None:
    folder = paths.user_models()
    folder.mkdir(parents=True)
    (folder / "bad.onnx").write_bytes(b"nothing")
    assert main(["models", "--check"]) == 2
    assert "bad.onnx" in capsys.readouterr().err


def test_doctor_says_why_there_is_no_gpu(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    text = capsys.readouterr().out
    assert "gpu" in text
    assert "CUDA" in text
    assert "cnn-level1" in text


def test_bench_reports_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--source", "demo:group", "--models", "hog-svm", "--seconds", "1.5", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report["capture_to_result_ms"]) == {"p50", "p95", "p99"}
    assert report["faces"] == 10
    assert report["provider"] in ("CPU", "CUDA")
    assert report["analysed"] > 0
    assert report["failed"] == 0
    # What is on its way when counting begins and ends is counted on one side only; on a busy computer that is more.
    on_its_way = report["captured_fps"] * report["capture_to_result_ms"]["p99"] / 1000
    assert report["analysed"] + report["skipped"] == pytest.approx(report["captured"], abs=5 + on_its_way)
    assert {"detect", "preprocess", "run", "postprocess"} <= set(report["stages_ms"])
