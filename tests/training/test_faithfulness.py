"""The study of the heat maps: TensorFlow's gradient of every shipped file, deletion, forgetting, its pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from ferdesk.core import paths
from ferdesk.core.spec import METADATA_KEY, ModelSpec, from_json
from ferdesk.core.types import Floats, Pixels
from training import deletion, randomisation
from training.__main__ import main
from training.cards import maps
from training.data import DataError
from training.deletion import CENTRE, KINDS, STEPS, TESTS, advantage, areas, curves, ranked
from training.explanation import Subject, against_tape
from training.head_tape import TapeHead
from training.maps import Mapper
from training.models.recipe import HEAD
from training.randomisation import cascade, layers, likeness, randomise
from training.statistics import mean_interval
from training.studies import SHIPPED as SHIPPED_RUNS

SHIPPED = sorted(paths.shipped_models().glob("*.onnx"))
TOLERANCE = 1e-3


def opened(file: Path) -> tuple[onnx.ModelProto, ModelSpec]:
    graph = onnx.load(file)
    text = {each.key: each.value for each in graph.metadata_props}[METADATA_KEY]
    return graph, from_json(text, file.name)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_file_has_the_maps_of_the_gradient_tape(file: Path) -> None:
    graph, spec = opened(file)
    golden = spec.golden.pixels[..., 0]
    noise = np.random.default_rng(1).integers(0, 256, golden.shape, dtype=np.uint8)
    subject = Subject(graph, spec, Mapper(graph, spec), np.stack([golden, golden[:, ::-1], noise]), np.zeros(3, int))
    found = against_tape(subject)
    assert found["faces"] * found["classes"] == 3 * len(spec.labels)
    assert found["logits"] <= TOLERANCE
    assert found["map"] <= TOLERANCE


def test_an_operator_that_tensorflow_is_not_told_of_is_named() -> None:
    graph, spec = opened(SHIPPED[0])
    graph.graph.node[-1].op_type = "Hardmax"
    with pytest.raises(DataError, match="Hardmax"):
        TapeHead(graph, spec)


def _bright_corner(crops: Pixels) -> Floats:
    """A model that looks at the upper left quarter only, and says class 1 the brighter it is."""
    share = crops[:, :4, :4].reshape(len(crops), -1).mean(axis=1) / 255
    return np.stack([1 - share, share], axis=1).astype(np.float32)


def test_a_map_that_knows_where_the_model_looks_is_better() -> None:
    crop = np.zeros((8, 8), np.uint8)
    crop[:4, :4] = 255
    knows = np.zeros((2, 2), np.float32)
    knows[0, 0] = 1
    found = curves(crop, knows, 1, _bright_corner, np.random.default_rng(0))
    assert found.shape == (len(KINDS), len(TESTS), STEPS + 1)
    deletion, insertion = found[0, TESTS.index("deletion to gray")], found[0, TESTS.index("insertion into gray")]
    assert deletion[0] == pytest.approx(1)
    assert deletion[-1] == pytest.approx(64 / 255)
    assert insertion[0] == pytest.approx(64 / 255)
    assert insertion[-1] == pytest.approx(1)
    assert deletion[5] < 0.5 < found[2, TESTS.index("deletion to gray"), 5]
    better = advantage(areas(found)[None], KINDS[1])
    assert (better > 0.02).all()


def test_the_area_is_that_under_the_curve() -> None:
    assert areas(np.linspace(0, 1, STEPS + 1, dtype=np.float32)) == pytest.approx(0.5)
    assert areas(np.array([1, 0, 0], np.float32)) == pytest.approx(0.25)


def test_places_of_pixels_are_each_taken_once() -> None:
    ranks = ranked(np.array([[0.0, 3.0], [0.0, 5.0]], np.float32), np.random.default_rng(0))
    assert ranks[1, 1] == 0
    assert ranks[0, 1] == 1
    assert sorted(ranks.ravel()) == [0, 1, 2, 3]


def _weights(graph: onnx.ModelProto) -> dict[str, np.ndarray]:
    return {weight.name: numpy_helper.to_array(weight) for weight in graph.graph.initializer}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_layers_are_forgotten_one_at_a_time_from_the_logits(file: Path) -> None:
    graph, _ = opened(file)
    before = _weights(graph)
    found = layers(graph)
    assert found[0].name in HEAD
    assert len({name for layer in found for name in layer.weights}) == sum(len(layer.weights) for layer in found)
    assert not {layer.name for layer in found} & {"trunk", "head"}
    learned = sum(before[name].size for layer in found for name in layer.weights)
    stored = sum(values.size for values in before.values() if values.dtype.kind == "f" or values.dtype == np.int8)
    assert learned >= 0.99 * stored
    randomise(graph, found[0], np.random.default_rng(0))
    changed = {name for name, values in _weights(graph).items() if not np.array_equal(values, before[name])}
    assert changed == {name for name in found[0].weights if before[name].size > 1}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_map_of_one_class_is_that_of_all_classes_traced_together(file: Path) -> None:
    graph, spec = opened(file)
    mapper, crop = Mapper(graph, spec), spec.golden.pixels
    chosen = np.arange(len(spec.labels))
    together = mapper.read(mapper.trace(crop))
    peak = np.abs(together).max()
    np.testing.assert_allclose(mapper.maps(np.stack([crop] * len(chosen)), chosen), together, rtol=0, atol=1e-6 * peak)


def test_maps_follow_the_weights_that_are_left() -> None:
    graph, spec = opened(paths.shipped_models() / "cnn-level1.onnx")
    crops, chosen = spec.golden.pixels[None], np.array([3])
    trained = Mapper(graph, spec).maps(crops, chosen)
    steps = cascade(graph, spec, crops, chosen, np.random.default_rng(0))
    assert len(steps) == len(layers(graph))
    same = likeness(trained, trained, (48, 48))
    assert (same.rank[0], same.magnitude[0], same.structure[0]) == pytest.approx((1, 1, 1))
    assert likeness(trained, steps[0], (48, 48)).rank[0] < 0.9
    assert np.array_equal(Mapper(graph, spec).maps(crops, chosen), trained)
    assert np.isnan(likeness(trained, np.zeros_like(trained), (48, 48)).structure[0])


def test_signed_maps_turned_round_are_alike_in_size_only() -> None:
    values = np.random.default_rng(0).normal(size=(1, 6, 6)).astype(np.float32)
    found = likeness(values, -values, (48, 48))
    assert found.rank[0] == pytest.approx(-1)
    assert found.magnitude[0] == pytest.approx(1)


def test_the_mean_of_differences_has_an_interval() -> None:
    values = np.random.default_rng(0).normal(0.1, 1, 400).astype(np.float32)
    mean, low, high = mean_interval(values)
    assert mean == pytest.approx(values.mean(), abs=1e-6)
    assert high - low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.1)
    assert np.isnan(mean_interval(np.array([np.nan], np.float32))).all()


def test_the_study_from_command_to_page(made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--data", str(made_up), "--runs", str(tmp_path / "runs")]
    assert main(["faithfulness", "hog-svm", "--faces", "6", "--draws", "2", *common]) == 0
    scored = tmp_path / "runs" / SHIPPED_RUNS["vgg19"].key
    scored.mkdir()
    (scored / "evaluation.json").write_text("{}")
    assert main(["report", "explanation", "--to", str(tmp_path / "pages"), *common]) == 0
    text = (tmp_path / "pages" / "explanation.md").read_text("utf-8")
    assert "hog-svm" in text
    assert "`python -m training faithfulness hog-svm --faces 6 --seed 0 --draws 2`" in text
    assert "Not measured yet: vgg19. `python -m training faithfulness vgg19` does it." in text
    for figure in tmp_path.glob("pages/*.png"):
        assert figure.name in text
    assert "data:image/png;base64," in (tmp_path / "pages" / "explanation.html").read_text("utf-8")
    capsys.readouterr()
    assert main(["faithfulness", "no-such-model", *common]) == 2
    assert "no-such-model is none of the models" in capsys.readouterr().err
    assert main(["report", "no-such-report", *common]) == 2
    assert "none of the reports" in capsys.readouterr().err


def test_a_stopped_study_of_a_file_goes_on_where_it_was(
    made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / SHIPPED_RUNS["hog-svm"].key
    command = ["faithfulness", "hog-svm", "--faces", "6", "--draws", "3", "--data", str(made_up)]
    command += ["--runs", str(tmp_path)]
    calls: list[str] = []

    def counted(name: str, of: Callable[..., Any], most: int) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            if calls.count(name) == most:
                raise KeyboardInterrupt
            calls.append(name)
            return of(*arguments)

        return call

    monkeypatch.setattr(deletion, "curves", counted("curves", curves, 6))
    monkeypatch.setattr(randomisation, "cascade", counted("cascade", cascade, 1))
    assert main(command) == 130
    monkeypatch.setattr(randomisation, "cascade", counted("cascade", cascade, 3))
    assert main(command) == 0
    assert (calls.count("curves"), calls.count("cascade")) == (6, 3), "nothing is measured twice"
    assert sorted(file.name for file in folder.iterdir()) == ["explanation.json", "explanation.npz", "settings.json"]
    first = (folder / "explanation.npz").read_bytes()
    monkeypatch.undo()
    assert main(command) == 0, "what was written is measured anew"
    assert (folder / "explanation.npz").read_bytes() == first


def test_a_card_tells_better_and_worse_where_the_interval_leaves_no_doubt(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    found = random.normal(0.5, 0.02, (60, len(KINDS), len(TESTS))).astype(np.float32)
    middle = KINDS.index(CENTRE)
    found[:, middle, 0] -= 0.1  # deletes sooner than our map
    found[:, middle, 1] -= 0.1  # inserts later
    np.savez(tmp_path / "explanation.npz", areas=found)
    told = maps(tmp_path / "explanation.npz")
    assert told[CENTRE] == ("worse", "better")
    assert list(told) == list(KINDS[1:])
    assert maps(tmp_path / "none.npz") == {}
