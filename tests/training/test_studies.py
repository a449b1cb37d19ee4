"""Every study from its list of runs to its pages, on a slice; the command line."""

import dataclasses
import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from training import commands
from training.__main__ import main
from training.cards import write_cards
from training.data import DataError
from training.executor import Place, execute
from training.models import MODELS
from training.report import results_table, write_report
from training.runs import Run
from training.settings import Settings, to_json
from training.studies import SHIPPED, STUDIES, smoke


def test_every_run_names_a_model() -> None:
    for study in STUDIES.values():
        for scenario in study.scenarios:
            assert {run.model for run in scenario.runs} <= set(MODELS)
        for pair in study.compared:
            assert max(pair) < len(study.scenarios)
    assert set(SHIPPED) <= set(MODELS)


def test_every_run_of_a_study_has_its_own_folder() -> None:
    for study in STUDIES.values():
        keys = [run.key for scenario in study.scenarios for run in scenario.runs]
        assert len(keys) == len(set(keys))


@pytest.mark.timeout(900)  # TensorFlow takes a minute to trace ResNet50's step, and more on a busy machine
@pytest.mark.parametrize("name", sorted(STUDIES))
def test_a_study_end_to_end_on_a_slice(name: str, made_up: Path, tmp_path: Path) -> None:
    study = smoke(STUDIES[name])
    wanted = [run for scenario in study.scenarios for run in scenario.runs]
    runs = execute(wanted, Place(tmp_path / "runs", made_up, quiet=True))
    assert all(run.finished for run in runs)
    markdown, page = write_report(study, tmp_path / "runs", tmp_path / "pages")
    text = markdown.read_text("utf-8")
    assert "not run yet" not in text
    for scenario in study.scenarios:
        assert scenario.title in text
        assert scenario.paper in text
    for figure in tmp_path.glob("pages/*.png"):
        assert figure.name in text
    html = page.read_text("utf-8")
    assert "data:image/png;base64," in html
    assert 'src="http' not in html


def test_a_report_without_runs_says_so(tmp_path: Path) -> None:
    markdown, _ = write_report(STUDIES["features"], tmp_path, tmp_path / "pages")
    text = markdown.read_text("utf-8")
    assert "not run yet" in text
    assert "goes on with what is left" in text


def test_folds_are_paired_with_folds(tmp_path: Path) -> None:
    """On the finished runs of two scenarios of five folds each, all of one seed."""
    finished = ROOT / "docs" / "studies" / "runs"
    markdown = write_report(STUDIES["happy"], finished, tmp_path)[0].read_text()
    found = re.search(r"over 5 paired runs; paired t-test p = (\S+), corrected resampled t-test p = (\S+),", markdown)
    assert found
    assert float(found[1]) <= float(found[2])
    assert "(with 5 pairs never below 0.0625)" in markdown


def test_an_interval_over_runs_is_wider_than_one_over_pictures(tmp_path: Path) -> None:
    """On the finished runs of scaling's seventh line, whose seeds lie far apart, and on the first of them."""
    seeds = STUDIES["scaling"].scenarios[6]
    lines = (seeds, dataclasses.replace(seeds, runs=seeds.runs[:1]))
    study = dataclasses.replace(STUDIES["scaling"], scenarios=lines, compared=())
    text = write_report(study, ROOT / "docs" / "studies" / "runs", tmp_path)[0].read_text()
    head, *rows = (row.split(" | ") for row in text.splitlines() if "| paper %" in row or "--only" in row)
    several, one = (dict(zip(head, row, strict=True)) for row in rows)
    assert several["95 % over pictures (bootstrap)"] == "75.86–78.56"
    assert several["95 % over runs"] == "70.43–84.01"
    assert one["95 % over runs"] == "–"
    assert "without exact copies of training pictures %" in head
    assert "by picture, not by person" in text


def test_two_single_runs_are_compared_on_their_pictures(tmp_path: Path) -> None:
    """On finished runs: what the report says of a pair is what its two lines say."""
    finished = ROOT / "docs" / "studies" / "runs"
    study = dataclasses.replace(STUDIES["features"], compared=((1, 2),))
    text = write_report(study, finished, tmp_path)[0].read_text()
    lines = [Run(finished / scenario.runs[0].key, scenario.runs[0]).result()["test"] for scenario in study.scenarios]
    gained = (lines[2]["accuracy"] - lines[1]["accuracy"]) * 100
    assert f"Tuned CNN against CNN, level 1: {gained:+.2f} points on the same 3,589 pictures" in text
    assert "CNN, level 1 → Tuned CNN" in text
    row = next(row for row in text.splitlines() if row.startswith("| disgust | 55 | 0.") and " → " in row)
    before, after = (float(figure) for figure in row.split("|")[3].split(" → "))
    assert f"{(after - before) * 100:+.0f}" == f"{float(row.split('|')[4].split()[0]):+.0f}"


def test_the_command_line(made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--data", str(made_up), "--runs", str(tmp_path / "runs")]
    assert main(["data", "fer2013", *common]) == 0
    assert "training: 84 pictures" in capsys.readouterr().out
    assert main(["fit", "hog-svm", "--limit", "40", "--quiet", *common]) == 0
    settings = next((tmp_path / "runs").glob("*/settings.json"))
    assert main(["export", str(settings), "--to", str(tmp_path / "models"), *common]) == 0
    file = tmp_path / "models" / "hog-svm.onnx"
    assert main(["evaluate", str(settings), "--file", str(file), *common]) == 0
    capsys.readouterr()
    kept = settings.with_name("evaluation.json")
    scored = kept.read_text()
    another = ROOT / "assets" / "models" / "hog-svm.onnx"
    assert main(["evaluate", str(settings), "--file", str(another), *common]) == 0
    said = capsys.readouterr().out
    assert '"accuracy"' in said
    assert f"{another} is not the file that {kept} is about" in said
    assert kept.read_text() == scored
    assert main(["report", "features", "--to", str(tmp_path / "pages"), *common]) == 0
    assert "features.html" in capsys.readouterr().out
    assert main(["report", "--table", *common]) == 0
    assert capsys.readouterr().out.startswith("| model |")
    assert main(["fit", "cnn-level1", "--targets", "ferplus", *common]) == 2
    assert "ferplus_votes" in capsys.readouterr().err
    assert main(["fit", "no-such-model", *common]) == 2
    assert "neither a settings.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("evaluate cnn-level1 --file nothing.onnx", "nothing.onnx cannot be read"),
        ("evaluate cnn-level1 --file nothing.onnx --groups groups.csv", "nothing.onnx cannot be read"),
        ("evaluate other.json", "Name the file that was exported from this run with --file"),
        ("export other.json --to models", "is not finished"),
        ("export text.json", "text.json does not hold the settings of a run"),
        ("export part.json", "part.json does not hold the settings of a run"),
        ("fit unknown.json", "unknown.json names the model no-model, which is none of"),
        ("study scaling --only 0", "scaling has the lines 1 to 8, and no 0"),
        ("study scaling --only 1 9", "scaling has the lines 1 to 8, and no 9"),
    ],
)
def test_a_bad_command_is_one_sentence(
    command: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.json").write_text("# no settings")
    (tmp_path / "part.json").write_text('{"model": "cnn-level1"}')
    (tmp_path / "other.json").write_text(to_json(Settings("cnn-level1", seed=1)))
    (tmp_path / "unknown.json").write_text(to_json(Settings("no-model")))
    assert main(command.split()) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()


def test_heat_maps_of_a_missing_file_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assets" / "models").mkdir(parents=True)
    shutil.copy(ROOT / "assets" / "models" / "hog-svm.onnx", tmp_path / "assets" / "models")
    assert main(["faithfulness", "hog-svm", "cnn-tuned"]) == 2
    assert "cnn-tuned.onnx cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("option", ["--epochs", "--batch"])
def test_nothing_cannot_be_fitted(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["fit", "cnn-level1", option, "0"])
    assert "0 is not a whole number from 1 on" in capsys.readouterr().err


def test_lines_are_numbered_as_in_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[Settings] = []

    def execute(runs: list[Settings], _place: Place) -> list[Run]:
        wanted.extend(runs)
        return []

    monkeypatch.setattr(commands, "execute", execute)
    assert main(["study", "scaling", "--smoke", "--only", "5", "--runs", str(tmp_path)]) == 0
    assert [run.model for run in wanted] == ["smile-level1-minmax"]


def test_a_card_is_about_the_file_that_was_scored(tmp_path: Path) -> None:
    key = SHIPPED["hog-svm"].key
    scored = json.loads((ROOT / "docs" / "studies" / "runs" / key / "evaluation.json").read_text("utf-8"))
    evaluation, file = tmp_path / "runs" / key / "evaluation.json", tmp_path / "hog-svm.onnx"
    evaluation.parent.mkdir(parents=True)
    file.write_bytes(b"a model")
    for stored in ({}, {"sha256": hashlib.sha256(b"a model").hexdigest()}):
        evaluation.write_text(json.dumps({k: v for k, v in scored.items() if k != "sha256"} | stored))
        assert '"hog-svm"' in write_cards(tmp_path, tmp_path / "runs").read_text("utf-8")
    file.write_bytes(b"another model")
    with pytest.raises(DataError, match=r"hog-svm\.onnx is not the file that .* is about"):
        write_cards(tmp_path, tmp_path / "runs")


def test_the_table_holds_evaluated_models_only(tmp_path: Path) -> None:
    assert len(results_table(tmp_path).splitlines()) == 2


def test_a_papers_figure_stands_beside_the_run_that_repeats_it_only() -> None:
    table = results_table(ROOT / "docs" / "studies" / "runs").splitlines()
    tuned, happy = (next(row for row in table if f"`{name}`" in row) for name in ("cnn-tuned", "mobilenetv2-happy"))
    assert "| 56-58 |" in tuned
    assert "81.49" not in happy, "the paper had 3,600 balanced pictures, the file that ships was taught with all"


def test_ctrl_c_leaves_a_run_that_goes_on(made_up: Path, tmp_path: Path) -> None:
    settings = Settings("cnn-level1", epochs=400, batch=8, limit=60)
    folder = tmp_path / settings.key
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps(dataclasses.asdict(settings)))
    command = [sys.executable, "-m", "training", "fit", str(folder / "settings.json"), "--quiet"]
    command += ["--runs", str(tmp_path), "--data", str(made_up)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        while not (folder / "state.json").is_file() and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"The same command goes on" in said
    assert not Run(folder, settings).finished
    done = json.loads((folder / "state.json").read_text())["epoch"]
    assert 1 <= done < 400
