"""A comparison made in the window is saved as one of a whole source is, in a folder of its own."""

import csv
import json
from pathlib import Path

import pytest

from ferdesk.core.errors import ExportError
from ferdesk.core.judged import judge
from ferdesk.core.labels import FER2013
from ferdesk.core.recent import Recent, Setting
from ferdesk.engine.library import Library
from ferdesk.session.compare_live import save_comparison
from ferdesk.session.ledger import written
from tests.core.test_compare import MODELS, scripted
from tests.engine.tiny_models import Tiny

SIZES = {"a": FER2013, "b": FER2013}


def recent() -> Recent:
    """The scripted clip of the comparison's own test."""
    kept = Recent(MODELS, 60.0)
    for observation in scripted():
        kept.add(observation)
    return kept


def setting(folder: Path) -> Setting:
    """Two models that have files."""
    for name, labels in SIZES.items():
        (folder / f"{name}.onnx").write_bytes(Tiny(name, labels).data())
    library = Library(folder / "none", folder / "own")
    return Setting("clip.mkv", "near", "CPU", [library.entry(folder / f"{name}.onnx") for name in SIZES])


def test_the_files_hold_the_figures_of_the_window(tmp_path: Path) -> None:
    judged = [judge("a", FER2013, ["sad"], ["happy"])]
    made = save_comparison(recent().last(60.0), setting(tmp_path), judged, tmp_path / "out")
    facts = json.loads((made / "comparison.json").read_text())
    pairs = {(pair["first"], pair["second"]): pair for pair in facts["pairs"]}
    assert pairs["a", "b"]["agreement"] == pytest.approx(4 / 6, abs=1e-6)
    assert pairs["a", "b"]["kappa"]["value"] == pytest.approx(0.25)
    assert pairs["a", "b"]["divergence_bits"] == pytest.approx(2 / 6, abs=1e-6)
    assert facts["disagreements"] == [{"face": 1, "start_s": 0.5, "end_s": 2.0}], "seconds from the first sample"
    assert (facts["source"], facts["seconds"], facts["identical_input"]) == ("clip.mkv", 2.5, None)
    assert [(model["name"], model["provider"]) for model in facts["models"]] == [("a", "CPU"), ("b", "CPU")]
    assert facts["models"][0]["bytes"] == (tmp_path / "a.onnx").stat().st_size
    assert facts["posed"][0]["judged"] == 1
    with (made / "agreement.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["agreement"] == "0.666667"
    page = (made / "report.html").read_text()
    assert "Agreement is not correctness" in page
    assert "only <code>ferdesk compare</code>" in page
    noted = {one.path.name for one in written() if one.path.parent == made}
    assert noted == {path.name for path in made.iterdir()} >= {"posed.csv", "report.html"}, (
        "they can be found and deleted"
    )


def test_nothing_is_replaced_and_nobody_else_can_look(tmp_path: Path) -> None:
    chosen = setting(tmp_path)
    folders = [save_comparison(recent().last(60.0), chosen, (), tmp_path / "out") for _ in range(3)]
    assert [folder.name for folder in folders] == ["out", "out-2", "out-3"]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_no_face_and_no_folder_are_told(tmp_path: Path) -> None:
    chosen = setting(tmp_path)
    with pytest.raises(ExportError, match="No face was seen"):
        save_comparison(Recent(SIZES, 60.0).last(60.0), chosen, (), tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written"):
        save_comparison(recent().last(60.0), chosen, (), tmp_path / "file" / "out")
