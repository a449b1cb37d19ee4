"""`ferdesk explain`: a figure and its numbers for each face and model, and what it refuses."""

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.cli import main
from ferdesk.core.explanation import NOTE
from ferdesk.core.labels import FER2013, SMILE
from tests.engine.tiny_heads import histogram_reader, small_network
from tests.engine.tiny_models import Tiny


@pytest.fixture
def models(tmp_path: Path) -> dict[str, Path]:
    """One file for each kind of map."""
    weights = np.random.default_rng(6).normal(size=(5, 5, 36, 7))
    data = {
        "Grad-CAM": small_network().data(),
        "contribution of each HOG cell": histogram_reader(weights).data(),
        "occlusion sensitivity": Tiny("tiny").data(),
    }
    files = {method: tmp_path / f"{number}.onnx" for number, method in enumerate(data)}
    for method, file in files.items():
        file.write_bytes(data[method])
    return files


@pytest.mark.parametrize(
    ("method", "low"), [("Grad-CAM", 0.0), ("contribution of each HOG cell", -1.0), ("occlusion sensitivity", -1.0)]
)
def test_a_figure_and_its_numbers(
    method: str, low: float, models: dict[str, Path], media: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ["explain", str(media / "webcam-yes.mkv"), "--at", "1.2", "--models", str(models[method])]
    assert main([*arguments, "--out", str(out)]) == 0
    (picture,) = out.glob("*.png")
    drawn = cv2.imread(str(picture))
    assert drawn is not None
    assert min(drawn.shape[:2]) > 500
    facts = json.loads(picture.with_suffix(".json").read_text())
    assert facts["method"] == method
    assert facts["sha256"] == hashlib.sha256(models[method].read_bytes()).hexdigest()
    assert facts["time_s"] == pytest.approx(1.2, abs=0.05)
    assert facts["note"] == NOTE
    assert facts["shown"] == facts["label"] == max(facts["probabilities"], key=facts["probabilities"].get)
    assert sum(facts["probabilities"].values()) == pytest.approx(1, abs=1e-4)
    assert list(facts["map_values"]) == list(FER2013)
    values = np.array(list(facts["map_values"].values()))
    assert values.ndim == 3
    assert (values.min() < 0) == (low < 0)
    box, crop = facts["face_box"], facts["crop_box"]
    assert crop["width"] >= box["width"] * 0.5


def test_every_face_and_model_gets_its_own(models: dict[str, Path], media: Path, tmp_path: Path) -> None:
    clip = media / "head-pose-face-detection-female-and-male.gif"
    names = f"{models['Grad-CAM']},{models['occlusion sensitivity']}"
    out = tmp_path / "out"
    assert main(["explain", str(clip), "--models", names, "--emotion", "sad", "--out", str(out)]) == 0
    wanted = [f"face{face}-{model}" for face in (1, 2) for model in ("tiny", "tiny-head")]
    assert sorted(path.stem for path in out.glob("*.png")) == wanted
    assert sorted(path.stem for path in out.glob("*.json")) == wanted
    shown = [json.loads(path.read_text()) for path in sorted(out.glob("*.json"))]
    assert [facts["shown"] for facts in shown] == ["sad"] * 4
    assert shown[0]["face_box"]["left"] < shown[2]["face_box"]["left"], "numbered from the left"


def refusal(capsys: pytest.CaptureFixture[str], out: Path, *arguments: str) -> str:
    assert main(["explain", *arguments, "--out", str(out)]) == 2
    assert not list(out.glob("*.png")) if out.is_dir() else True
    return capsys.readouterr().err


def test_what_cannot_be_explained_is_refused(media: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip, out = str(media / "webcam-yes.mkv"), tmp_path / "out"
    smiling = tmp_path / "smiling.onnx"
    smiling.write_bytes(Tiny("smiling", SMILE, favourite=1).data())
    models = ("--models", str(smiling))
    assert "smiling knows no 'sad'. It knows no_smile, smile" in refusal(capsys, out, clip, *models, "--emotion", "sad")
    assert "ends at" in refusal(capsys, out, clip, *models, "--at", "900")
    blank = tmp_path / "blank.png"
    cv2.imwrite(str(blank), np.full((240, 320, 3), 127, np.uint8))
    assert "No face was found" in refusal(capsys, out, str(blank), *models)
    taken = tmp_path / "taken"
    taken.write_text("")
    assert "cannot be written" in refusal(capsys, taken, clip, *models)


@pytest.mark.parametrize("moment", ["-1", "soon", "inf"])
def test_a_moment_is_a_number_of_seconds(moment: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["explain", "demo", f"--at={moment}", "--out", str(tmp_path)])
    assert "must be a number of seconds from 0" in capsys.readouterr().err
