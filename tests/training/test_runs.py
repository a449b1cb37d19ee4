"""Runs: finished once, resumed after a stop, reproducible, exported and scored as the application would."""

import dataclasses
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest

from ferdesk.core import paths
from ferdesk.core.errors import ExportError
from ferdesk.core.spec import METADATA_KEY
from ferdesk.engine.classifier import Classifier
from training import gradient, shipping
from training.augment import LIGHT
from training.data import DataError
from training.export import Parity
from training.fit import fit
from training.models import MODELS
from training.network import build
from training.runs import Run, all_runs, open_run
from training.settings import Settings, Split, to_json
from training.settings import from_json as settings_from_json
from training.shipping import ship
from training.studies import PRETRAINED

TINY = Settings("cnn-level1", epochs=3, batch=16, augmentation=LIGHT, rate=2e-3, mixup=0.2, cutmix=1.0, averaging=0.8)
"""With everything whose state a stop could lose."""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, made_up: Path) -> Run:
    """A whole run, never stopped."""
    return fit(TINY, tmp_path_factory.mktemp("runs"), made_up, quiet=True)


def test_a_run_tells_everything(finished: Run) -> None:
    result = finished.result()
    assert settings_from_json(json.dumps(result["settings"])) == TINY
    assert result["data"]["parts"] == {"training": 84, "validation": 42, "test": 42, "unseen": 42}
    assert all(len(value) == 16 for value in result["data"]["sha256"].values())
    assert result["environment"]["backend"] == "tensorflow"
    assert result["parameters"] == 388_743
    assert [entry["epoch"] for entry in result["history"]] == [1, 2, 3]
    assert 0 <= result["test"]["accuracy"] <= 1
    assert result["command"].startswith("python -m training fit")
    assert list((finished.folder / "tensorboard").iterdir())
    assert finished.predictions()["test_logits"].shape == (42, 7)
    assert [run.settings for run in all_runs(finished.folder.parent)] == [TINY]


def test_a_finished_run_is_not_repeated(finished: Run, made_up: Path) -> None:
    before = (finished.folder / "result.json").stat().st_mtime_ns
    fit(TINY, finished.folder.parent, made_up, quiet=True)
    assert (finished.folder / "result.json").stat().st_mtime_ns == before


def test_a_run_can_begin_with_the_weights_of_another(finished: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRETRAINED, "tiny", TINY)
    after = dataclasses.replace(TINY, weights="tiny", seed=1)
    learnt, random = build(TINY), build(dataclasses.replace(after, weights="none"))
    learnt.load_weights(finished.best)
    for begun, wanted, other in zip(
        build(after, finished.folder.parent).get_weights(), learnt.get_weights(), random.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(begun, wanted)
        assert not np.array_equal(begun, other)
    with pytest.raises(DataError, match=r"best\.weights\.h5 is missing\..* use --weights none"):
        build(after, finished.folder)


def test_a_stopped_run_goes_on_and_ends_alike(
    finished: Run, made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance = gradient._advance

    def stop_after_two(state: gradient.State, settings: Settings, entry: dict[str, float]) -> None:
        if state.epoch == 2:
            raise KeyboardInterrupt
        advance(state, settings, entry)

    with monkeypatch.context() as patch:
        patch.setattr(gradient, "_advance", stop_after_two)
        with pytest.raises(KeyboardInterrupt):
            fit(TINY, tmp_path, made_up, quiet=True)
    run = Run(tmp_path / TINY.key, TINY)
    assert not run.finished
    assert run.checkpoint.is_file()
    resumed = fit(TINY, tmp_path, made_up, quiet=True)
    assert len(resumed.result()["history"]) == 3
    np.testing.assert_allclose(
        resumed.predictions()["test_logits"], finished.predictions()["test_logits"], atol=2e-3, rtol=2e-2
    )


def test_the_shipped_file_proves_itself_in_the_application(finished: Run, made_up: Path, tmp_path: Path) -> None:
    said = ship(finished, tmp_path, made_up)
    assert "on the test part" in said
    file = tmp_path / "cnn-level1.onnx"
    model = Classifier(file.read_bytes(), file.name)
    assert model.spec.measured[0].data == "FER2013 PrivateTest (42)"
    assert model.spec.accuracy is not None
    assert model.spec.accuracy.value == pytest.approx(finished.result()["test"]["accuracy"], abs=1e-4)
    assert model.spec.temperature == pytest.approx(finished.result()["temperature"])
    evaluation = json.loads((finished.folder / "evaluation.json").read_text("utf-8"))
    assert set(evaluation["robustness"]) == {"blur", "noise", "brightness", "occlusion", "rotation"}
    assert np.array(evaluation["confusion"]).sum() == 42
    assert evaluation["measured"][0]["command"].endswith(f"runs/{TINY.key}/settings.json --file cnn-level1.onnx")
    digest, name = (tmp_path / "SHA256SUMS").read_text("utf-8").split()
    assert (digest, name) == (evaluation["sha256"], "cnn-level1.onnx")
    assert digest == hashlib.sha256(file.read_bytes()).hexdigest()
    assert next(iter(onnx.load(file).metadata_props)).key == METADATA_KEY
    assert model.spec.preprocess.shift == -0.1
    assert model.spec.golden.pixels.shape == (48, 48, 1)


@pytest.mark.parametrize("end", [ExportError, KeyboardInterrupt])
def test_a_file_that_is_not_accepted_leaves_the_one_before_it(
    end: type[BaseException], made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, folder = open_run(tmp_path / "runs", TINY), tmp_path / "models"
    preprocess = dataclasses.asdict(MODELS[TINY.model].preprocess)
    run.finish({"preprocess": preprocess, "test": {"accuracy": 0.5}})

    def export(_run: Run, file: Path, _samples: object) -> Parity:
        file.write_bytes(b"new")
        return Parity(0.0, 0.0)

    def evaluate(*_: object) -> dict[str, dict[str, float]]:
        if end is KeyboardInterrupt:
            raise KeyboardInterrupt
        return {"test": {"accuracy": 0.4}}

    monkeypatch.setattr(shipping, "export", export)
    monkeypatch.setattr(shipping, "evaluate", evaluate)
    folder.mkdir()
    (folder / "cnn-level1.onnx").write_bytes(b"good")
    with pytest.raises(end):
        ship(run, folder, made_up)
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [("cnn-level1.onnx", b"good")]


@pytest.mark.parametrize("weights", ["none", "damaged", "another network's"])
def test_a_run_without_its_weights_is_not_shipped(
    weights: str, finished: Run, made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The runs that come with the project are without."""
    run = Run(tmp_path / "run", TINY)
    shutil.copytree(finished.folder, run.folder)
    whole = run.best.read_bytes()
    run.best.unlink()
    if weights == "damaged":
        run.best.write_bytes(whole[: len(whole) // 2])
    elif weights != "none":
        build(Settings("cnn-augmented")).save_weights(run.best)
    with pytest.raises(DataError, match=r"best\.weights\.h5 is (missing|damaged, or holds).* fit it again"):
        ship(run, tmp_path / "models", made_up)
    assert not list((tmp_path / "models").iterdir())
    if weights != "none":
        with pytest.raises(DataError, match=r"is damaged, or holds .* or use --weights none"):
            build(dataclasses.replace(TINY, weights=str(run.best)), tmp_path)


def test_a_run_that_does_not_ship_replaces_no_file_that_does(tmp_path: Path, made_up: Path) -> None:
    with pytest.raises(ExportError, match="Name another folder with --to"):
        ship(Run(tmp_path / "none", TINY), paths.shipped_models(), made_up)


def test_a_damaged_checkpoint_names_its_folder(made_up: Path, tmp_path: Path) -> None:
    run = open_run(tmp_path, TINY)
    (run.folder / "state.json").write_text("{}")
    run.checkpoint.write_bytes(b"not a network")
    with pytest.raises(DataError, match=rf"{TINY.key} is damaged. Remove checkpoint\.keras and state\.json"):
        fit(TINY, tmp_path, made_up, quiet=True)


def test_an_unfinished_run_is_not_shipped(tmp_path: Path, made_up: Path) -> None:
    with pytest.raises(ExportError, match="not finished"):
        ship(Run(tmp_path / "none", TINY), tmp_path, made_up)


def test_the_svm_is_tuned_and_calibrated(tmp_path: Path, made_up: Path) -> None:
    settings = Settings("hog-svm", costs=(0.01, 1.0))
    result = fit(settings, tmp_path, made_up, quiet=True).result()
    assert [entry["cost"] for entry in result["history"]] == [0.01, 1.0]
    assert result["test"]["accuracy"] > 0.5
    assert result["test"]["ece"] < 0.1


def test_z_score_is_measured_on_the_training_part(tmp_path: Path, made_up: Path) -> None:
    settings = Settings("smile-level1-zscore", data="smiles", split=Split("holdout"), epochs=1, batch=16, limit=30)
    result = fit(settings, tmp_path, made_up, quiet=True).result()
    assert 80 < result["preprocess"]["mean"][0] < 110
    assert 10 < result["preprocess"]["std"][0] < 60
    assert {"precision", "recall", "f1", "roc_auc", "pr_auc"} <= set(result["test"])


def test_keys_tell_settings_apart_and_survive_new_ones() -> None:
    assert TINY.key != dataclasses.replace(TINY, seed=1).key
    assert TINY.key == settings_from_json(to_json(TINY)).key
    fields = json.loads(to_json(TINY))
    del fields["limit"], fields["split"]["pool"]
    assert settings_from_json(json.dumps(fields)).key == TINY.key
