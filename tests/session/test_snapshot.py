"""Frozen pictures: models stay open for them, and what is shown can be saved."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.core import paths
from ferdesk.core.card import CARDS, CAUTION
from ferdesk.core.errors import ExportError, ModelError
from ferdesk.core.explanation import NOTE
from ferdesk.core.heatmap import overlay
from ferdesk.core.types import Box, Face, Frame
from ferdesk.engine.library import Library
from ferdesk.session.snapshot import Snapshots
from tests.engine.tiny_heads import small_network
from tests.engine.tiny_models import Tiny

FRAME = Frame(np.random.default_rng(4).integers(0, 256, (120, 160, 3)).astype(np.uint8), 12, 3.0)
FACE = Face(Box(40, 30, 60, 60), 0.9, np.zeros((6, 2), np.float32), 2)


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    """Over a library with two models, each explained by its own method."""
    files = {"tiny": Tiny("tiny").data(), "tiny-head": small_network().data()}
    for name, data in files.items():
        path = tmp_path / "file" / f"{name}.onnx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    library = Library(tmp_path / "shipped", tmp_path / "own")
    for name in files:
        library.add(tmp_path / "file" / f"{name}.onnx")
    return Snapshots(library)


def test_what_is_painted_is_the_map_over_the_face(snapshots: Snapshots) -> None:
    made = snapshots.explain(FRAME, FACE, "tiny-head")
    assert (made.method, made.reason) == ("Grad-CAM", "")
    assert made.prediction.label == made.spec.labels[made.place_of(None)]
    assert made.place_of("contempt") == made.place_of(None), "the model does not know it"
    for heatmap, layer in zip(made.heatmaps, made.layers, strict=True):
        weight = layer[..., 3:] / 255 * 0.75
        painted = made.crop * (1 - weight) + layer[..., :3] * weight
        assert np.abs(painted - overlay(made.crop, heatmap)).max() <= 2


def test_each_method_has_its_colours(snapshots: Snapshots) -> None:
    one, signed = (snapshots.explain(FRAME, FACE, name) for name in ("tiny-head", "tiny"))
    assert signed.method == "occlusion sensitivity"
    assert signed.reason
    assert one.ramp.tolist() != signed.ramp.tolist()
    middle = signed.ramp[len(signed.ramp) // 2]
    assert middle.min() > 240, "nothing is white"


def test_a_model_is_opened_once_and_let_go_when_it_is_no_longer_active(snapshots: Snapshots) -> None:
    first = snapshots.open("tiny")
    snapshots.keep(("tiny", "tiny-head"))
    assert snapshots.open("tiny") is first
    snapshots.keep(("tiny-head",))
    assert snapshots.open("tiny") is not first
    with pytest.raises(ModelError, match="no model named nobody"):
        snapshots.open("nobody")


def test_a_model_may_come_from_a_file_outside_the_library(tmp_path: Path) -> None:
    file = tmp_path / "any name.onnx"
    file.write_bytes(small_network().data())
    snapshots = Snapshots(Library(tmp_path / "shipped", tmp_path / "own"))
    snapshots.keep(("tiny-head",), (str(tmp_path / "gone.onnx"), str(file)))
    explainer, digest = snapshots.open("tiny-head")
    assert explainer.spec.name == "tiny-head"
    assert digest == hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_figure_and_its_numbers(snapshots: Snapshots, tmp_path: Path) -> None:
    made = [snapshots.explain(FRAME, FACE, name) for name in ("tiny", "tiny-head")]
    written = snapshots.save(made, "sad", "Integrated Camera", tmp_path / "mine.png")
    assert [path.name for path in written] == ["mine-tiny.png", "mine-tiny-head.png"]
    again = snapshots.save(made, None, "Integrated Camera", tmp_path / "mine.png")
    assert [path.name for path in again] == ["mine-tiny-2.png", "mine-tiny-head-2.png"], "nothing is replaced"
    facts = json.loads((tmp_path / "mine-tiny-head.json").read_text())
    data = (tmp_path / "file" / "tiny-head.onnx").read_bytes()
    assert facts["sha256"] == hashlib.sha256(data).hexdigest()
    assert (facts["shown"], facts["frame"], facts["face"]) == ("sad", 12, 2)
    assert facts["source"] == "Integrated Camera"
    assert facts["note"] == NOTE
    assert facts["captured_utc"].endswith("+00:00")
    assert set(facts["map_values"]) == set(facts["probabilities"]) == set(made[1].spec.labels)
    assert cv2.imread(str(written[1])) is not None


def test_one_model_gets_the_very_name(snapshots: Snapshots, tmp_path: Path) -> None:
    made = [snapshots.explain(FRAME, FACE, "tiny")]
    assert snapshots.save(made, None, "demo", tmp_path / "mine.png") == (tmp_path / "mine.png",)


def test_a_folder_that_is_not_there_is_one_sentence(snapshots: Snapshots, tmp_path: Path) -> None:
    made = [snapshots.explain(FRAME, FACE, "tiny")]
    with pytest.raises(ExportError, match="cannot be written"):
        snapshots.save(made, None, "demo", tmp_path / "nowhere" / "mine.png")


def test_what_was_measured_against_the_maps_of_a_file_is_said_of_that_file_only(
    snapshots: Snapshots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, digest = snapshots.open("tiny-head")
    card = {"sha256": digest, "found": {}, "confusions": [], "disturbed": {}, "command": ""}
    card["maps"] = {"random pixels": ["better", "better"], "middle of the crop": ["better", "worse"]}
    (tmp_path / CARDS).write_text(json.dumps({"tiny-head": card}))
    monkeypatch.setattr(paths, "shipped_models", lambda: tmp_path)
    made = [snapshots.explain(FRAME, FACE, name) for name in ("tiny-head", "tiny")]
    assert [one.caution for one in made] == [CAUTION, ""]
    written = [
        *snapshots.save(made[:1], None, "camera", tmp_path / "doubted.png"),
        *snapshots.save([replace(made[0], caution="")], None, "camera", tmp_path / "plain.png"),
    ]
    facts = [json.loads(path.with_suffix(".json").read_text()) for path in written]
    assert [one["caution"] for one in facts] == [CAUTION, ""]
    doubted, plain = (cv2.imread(str(path)) for path in written)
    assert doubted is not None
    assert plain is not None
    assert doubted.shape[0] > plain.shape[0], "the figure says it too"
