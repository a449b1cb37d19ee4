"""`ferdesk analyze` of a folder with videos: its tables, what it does again, and how it takes bad files and Ctrl-C."""

import csv
import io
import json
import shutil
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from ferdesk.cli import main
from ferdesk.core import paths
from ferdesk.core.types import Observation
from ferdesk.engine.contracts import Source
from ferdesk.engine.executor import Workers
from ferdesk.engine.library import Library
from ferdesk.session.analyze import Progress, Request, analyze
from ferdesk.session.batch import BatchRequest, Teller, analyze_all
from ferdesk.session.export import BASE_COLUMNS
from ferdesk.session.summary import Summary
from tests.engine.clips import write_picture, write_video

CHOICES = ["--models", "hog-svm", "--seconds", "0.3"]
BAD = "sub/bad.mkv"


def facts_of(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "batch.json").read_text("utf-8"))
    return found


def states(out: Path) -> dict[str, str]:
    return {each["file"]: each["state"] for each in facts_of(out)["files"]}


def tables(out: Path) -> dict[str, int]:
    """When each table was written, by its path below the folder of results."""
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in out.rglob("*.csv")}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def batch(folder: Path, out: Path, *more: str) -> int:
    return main(["analyze", str(folder), "--out", str(out), *CHOICES, *more])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, media: Path) -> Path:
    """Two clips of people, one of nobody, one that is damaged, a picture and a text, in two folders."""
    folder = tmp_path_factory.mktemp("batch") / "films"
    (folder / "sub").mkdir(parents=True)
    shutil.copy(media / "webcam-yes.mkv", folder / "yes.mkv")
    shutil.copy(media / "head-pose-face-detection-female-and-male.gif", folder / "sub" / "two.gif")
    write_video(folder / "sub" / "nobody.mp4")
    (folder / BAD).write_bytes((media / "webcam-help.mkv").read_bytes()[:3000])
    shutil.copy(paths.demo_pictures() / "collins.jpg", folder / "sub" / "one.jpg")
    (folder / "notes.txt").write_text("not a film")
    return folder


@pytest.fixture(scope="module")
def analyzed(folder: Path) -> tuple[Path, str, str]:
    """The folder of results of one batch, and what it wrote to stdout and stderr."""
    out, said, errors = folder.parent / "one", io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(errors):
        assert batch(folder, out) == 2
    return out, said.getvalue(), errors.getvalue()


def test_each_file_gets_its_table_and_a_bad_one_stops_nothing(analyzed: tuple[Path, str, str]) -> None:
    out, said, errors = analyzed
    assert sorted(tables(out)) == ["sub/nobody.mp4.csv", "sub/pictures.csv", "sub/two.gif.csv", "yes.mkv.csv"]
    assert errors.count("\n") == 1
    assert errors.startswith("ferdesk: ")
    assert "bad.mkv is damaged" in errors
    assert "Analysed 4, finished before 0, failed 1." in said
    rows = rows_of(out / "yes.mkv.csv")
    assert list(rows[0])[: len(BASE_COLUMNS)] == list(BASE_COLUMNS)
    assert {row["face"] for row in rows} == {"1"}
    assert {row["face"] for row in rows_of(out / "sub" / "two.gif.csv")} == {"1", "2"}
    for name in tables(out):
        side = json.loads((out / f"{name}.meta.json").read_text("utf-8"))
        assert side["complete"] is True
        assert side["models"][0]["name"] == "hog-svm"
    facts = facts_of(out)
    assert facts["counts"] == {"waiting": 0, "done": 4, "finished before": 0, "failed": 1}
    assert (facts["interrupted"], facts["other_files"]) == (False, 1)
    assert not list(out.rglob(".*")), "no part of a file is left"
    assert (out / "sub").stat().st_mode & 0o777 == 0o700


def test_an_error_that_nobody_foresaw_ends_one_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "films", tmp_path / "out"
    folder.mkdir()
    for name in ("1.mp4", "2.mp4"):
        write_video(folder / name)

    def odd(request: Request, library: Library, progress: Progress) -> Summary:
        if request.source.endswith("1.mp4"):
            raise ZeroDivisionError("odd")
        return analyze(request, library, progress)

    monkeypatch.setattr("ferdesk.session.batch.analyze", odd)
    assert batch(folder, out) == 2
    assert states(out) == {"1.mp4": "failed", "2.mp4": "done"}
    assert "1.mp4 cannot be analysed (odd)" in capsys.readouterr().err


def test_what_is_finished_is_not_done_again(tmp_path: Path) -> None:
    folder, out = tmp_path / "films", tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    for name in ("1.mp4", "sub/nobody.mp4"):
        write_video(folder / name)
    write_picture(folder / "sub" / "one.png")
    assert batch(folder, out) == 0
    first = tables(out)
    assert batch(folder, out) == 0
    assert tables(out) == first
    assert set(states(out).values()) == {"finished before"}

    write_video(folder / "new.mp4")
    write_picture(folder / "sub" / "three.png")
    (out / "sub" / "nobody.mp4.csv.meta.json").write_text("{ cut off")
    assert batch(folder, out) == 0
    again = {name for name, when in tables(out).items() if first.get(name) != when}
    assert again == {"new.mp4.csv", "sub/pictures.csv", "sub/nobody.mp4.csv"}
    assert len(rows_of(out / "sub" / "pictures.csv")) >= 1


@pytest.mark.parametrize("changed", [["--models", "cnn-level1"], ["--seconds", "0.2"], ["--detector", "far"]])
def test_other_settings_are_another_table(changed: list[str], tmp_path: Path) -> None:
    folder, out = tmp_path / "films", tmp_path / "films" / "out"
    folder.mkdir()
    write_video(folder / "nobody.mp4")
    assert batch(folder, out) == 0
    first = tables(out)
    assert batch(folder, out, *changed) == 0
    assert tables(out)["nobody.mp4.csv"] > first["nobody.mp4.csv"]
    assert list(states(out)) == ["nobody.mp4"], "results are no films, wherever they lie"


def test_processes_write_the_same_as_one(analyzed: tuple[Path, str, str], folder: Path, tmp_path: Path) -> None:
    one = analyzed[0]
    assert batch(folder, tmp_path, "--jobs", "2") == 2
    assert states(one) == states(tmp_path)
    for name in tables(one):
        first, second = (rows_of(out / name) for out in (one, tmp_path))
        assert [row | {"time_utc": ""} for row in first] == [row | {"time_utc": ""} for row in second]


def test_a_cluster_does_it_too(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="no Dask: the training extra is not installed")
    out = tmp_path / "out"
    monkeypatch.chdir(tmp_path)
    with distributed.LocalCluster(
        1, threads_per_worker=2, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as cluster:
        assert batch(folder, Path("out"), "--scheduler", cluster.scheduler_address, "--format", "json") == 2
    assert facts_of(out)["counts"]["done"] == 4
    assert json.loads((out / "yes.mkv.json").read_text("utf-8"))[0]["model"] == "hog-svm"


def complete(table: Path) -> bool | None:
    """What the side-car says of a table; None where there is none, or only a part of it."""
    try:
        said: bool = json.loads(table.with_name(f"{table.name}.meta.json").read_text("utf-8"))["complete"]
    except FileNotFoundError:
        return None
    return said


def test_ctrl_c_keeps_what_is_finished_and_ends_the_workers(media: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "films", tmp_path / "out"
    folder.mkdir()
    write_video(folder / "1.mp4", range(0, 200, 40))
    for name in ("2.mkv", "3.mkv", "4.mkv"):
        shutil.copy(media / "webcam-student.mkv", folder / name)
    command = ["analyze", str(folder), "--out", str(out), "--models", "hog-svm", "--detector", "far"]
    program = [sys.executable, "-m", "ferdesk", *command, "--jobs", "2"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while not (complete(out / "1.mp4.csv") and complete(out / "2.mkv.csv") is False):
            assert time.monotonic() < deadline, "nothing was written"
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert errors == "ferdesk: interrupted; what was analysed until now is kept.\n"
    assert states(out) == {"1.mp4": "done", "2.mkv": "waiting", "3.mkv": "waiting", "4.mkv": "waiting"}
    assert facts_of(out)["interrupted"] is True
    assert complete(out / "2.mkv.csv") is False
    assert complete(out / "4.mkv.csv") is None, "what waits does not begin"
    assert not list(out.glob(".*")), "the files that were being written are closed"
    for name in ("2.mkv", "3.mkv", "4.mkv"):
        (folder / name).unlink()
    assert main(command) == 0
    assert states(out) == {"1.mp4": "finished before"}


def test_an_interrupted_file_is_done_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("1.mp4", "2.mp4"):
        write_video(tmp_path / name)

    def stop(_source: Source, at_s: float, _observation: Observation) -> None:
        if at_s > 0.5:
            raise KeyboardInterrupt

    request = BatchRequest(tmp_path, out, Request("", ("hog-svm",)))
    with pytest.raises(KeyboardInterrupt):
        analyze_all(request, Workers(), Teller(lambda _: None, lambda _: None, stop))
    assert states(out) == {"1.mp4": "waiting", "2.mp4": "waiting"}
    assert complete(out / "1.mp4.csv") is False
    begun = len(rows_of(out / "1.mp4.csv"))
    assert 0 < begun < 25
    assert main(["analyze", str(tmp_path), "--out", str(out), "--models", "hog-svm"]) == 0
    assert len(rows_of(out / "1.mp4.csv")) == 25


REFUSED = {
    "no folder for tables": (["films"], "say with --out"),
    "a file where the folder should be": (["films", "--out", "films/1.mp4"], "cannot be made a folder"),
    "no such model": (["films", "--out", "out", "--models", "nothing"], "There is no model named nothing"),
    "no cluster there": (["films", "--out", "out", "--scheduler", "nonsense::"], "No Dask scheduler answers"),
    "one source is no batch": (["films/1.mp4", "--jobs", "2"], "--jobs is for a folder with videos"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "films").mkdir()
    write_video(tmp_path / "films" / "1.mp4")
    arguments, sentence = REFUSED[name]
    assert main(["analyze", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert sentence in captured.err


def test_a_cluster_without_dask_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_video(tmp_path / "1.mp4")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert batch(tmp_path, tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9") == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "ferdesk[train]" in error
