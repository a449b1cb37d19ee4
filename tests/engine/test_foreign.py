"""Models without a description: surveyed, tried, described, and from then on like any other."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from ferdesk.core.description import LABEL_ORDERS, SCALINGS, Description, Handling, label_orders, propose, scaling
from ferdesk.core.errors import ModelError, NotDescribedError
from ferdesk.core.labels import EMOTIONS, FER2013
from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import crop_face
from ferdesk.core.spec import Border, to_json
from ferdesk.core.types import Frame
from ferdesk.engine import inspection
from ferdesk.engine.explain.explainer import Explainer
from ferdesk.engine.foreign import Stranger as Met
from ferdesk.engine.inspection import UNPROVEN, inspect_structure, probe
from ferdesk.engine.library import Library
from ferdesk.engine.listing import as_dict, as_line
from ferdesk.engine.probe import examine
from ferdesk.engine.sidecar import sidecar_of
from ferdesk.engine.survey import survey
from tests.engine.scripted import face
from tests.engine.tiny_models import Tiny, as_bytes
from tests.engine.tiny_strangers import Stranger

pytestmark = pytest.mark.usefixtures("trials_here")
FRAME = Frame(np.random.default_rng(7).integers(0, 256, (90, 120, 3)).astype(np.uint8), 0, 0.0)


@pytest.fixture
def trials_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trial runs in this process, a second faster each; a test that asks for `real_child` has the real thing."""

    def run(command: list[str], *, input: bytes, **_more: object) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        try:
            found = examine(input, command[3], proven=UNPROVEN not in command)
        except ModelError as error:
            return subprocess.CompletedProcess(command, 2, b"", str(error).encode())
        return subprocess.CompletedProcess(command, 0, found.encode(), b"")

    if "real_child" not in request.fixturenames:
        stand_in = SimpleNamespace(run=run, TimeoutExpired=subprocess.TimeoutExpired)
        monkeypatch.setattr(inspection, "subprocess", stand_in)


@pytest.fixture
def real_child() -> None:
    """The model is tried in a child process, as in the application."""


def handling(model: Stranger, **border: str) -> Handling:
    """The right handling of a stranger; `border` changes it."""
    side = model.size or 8
    key = "pixels" if model.dtype == "uint8" else "unit"
    mean, std = scaling(key, model.channels)
    right = Border(model.layout, model.order, model.dtype, "probabilities" if model.end else "logits")
    return Handling(Preprocess(side, side, model.channels, 0.1, False, mean, std), replace(right, **border))


def library_in(folder: Path) -> Library:
    return Library(shipped=folder / "shipped", own=folder / "own")


FORMS = {
    "NCHW": Stranger(layout="NCHW"),
    "BGR": Stranger(order="BGR"),
    "NCHW and BGR": Stranger(layout="NCHW", order="BGR"),
    "gray NCHW": Stranger(layout="NCHW", channels=1),
    "one picture at a time": Stranger(layout="NCHW", batch=1),
    "whole numbers": Stranger(dtype="uint8"),
    "half precision": Stranger(dtype="float16"),
    "probabilities out": Stranger(end="Softmax"),
    "each answer by itself": Stranger(end="Sigmoid"),
    "open size": Stranger(layout="NCHW", size=None),
    "smile": Stranger(classes=2),
    "FER+": Stranger(layout="NCHW", channels=1, batch=1, classes=8),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_described_stranger_answers_as_computed_by_hand(form: str, tmp_path: Path) -> None:
    model = FORMS[form]
    path = tmp_path / "Their Model.onnx"
    path.write_bytes(model.data())
    library = library_in(tmp_path)
    met = library.meet(path)
    right = handling(model)
    labels = LABEL_ORDERS[label_orders(model.classes)[0]]
    seen = met.preview(right, FRAME, face())
    crop = crop_face(FRAME.pixels, face(), right.preprocess)
    assert seen.trial.answer == right.border.answer
    assert seen.crop is not None
    assert seen.shares is not None
    np.testing.assert_array_equal(seen.crop, crop)
    tolerance = 2e-3 if model.dtype == "float16" else 1e-5
    np.testing.assert_allclose(seen.shares, model.expected(crop), atol=tolerance)

    entry = library.describe(path, met, Description("Their Model", right, labels))
    assert (entry.name, entry.problem) == ("their-model", "")
    classifier = library.open("their-model")
    result = classifier.classify(FRAME, [face(), face(left=50)])
    for place, prediction in enumerate(result.predictions):
        crop = crop_face(FRAME.pixels, (face(), face(left=50))[place], right.preprocess)
        got = [prediction.probabilities[EMOTIONS.index(label)] for label in labels]
        np.testing.assert_allclose(got, model.expected(crop), atol=tolerance)
        assert np.isnan(prediction.probabilities).sum() == len(EMOTIONS) - len(labels)


@pytest.mark.parametrize(
    ("model", "layout", "size", "channels"),
    [
        (Stranger(), "NHWC", 8, 3),
        (Stranger(channels=1), "NHWC", 8, 1),
        (Stranger(layout="NCHW"), "NCHW", 8, 3),
        (Stranger(layout="NCHW", size=None), "NCHW", 0, 3),
        (Stranger(size=None, channels=1), "NHWC", 0, 1),
    ],
)
def test_what_the_file_says_need_not_be_asked(model: Stranger, layout: str, size: int, channels: int) -> None:
    found = survey(inspect_structure(model.data(), "x.onnx"), "x.onnx")
    assert (found.layout, found.height, found.width, found.channels) == (layout, size, size, channels)
    assert (found.dtype, found.output, found.scaling) == ("float32", "answer", "unit")
    assert found.parameters == model.channels * 7 + 7
    assert (propose(found) is None) == (size == 0)


def test_what_the_file_leaves_open_is_asked() -> None:
    proto = Stranger().proto()
    for dim in proto.graph.input[0].type.tensor_type.shape.dim:
        dim.Clear()
    found = survey(inspect_structure(as_bytes(proto), "x.onnx"), "x.onnx")
    assert (found.layout, found.height, found.width, found.channels) == ("", 0, 0, 0)
    met = Met(as_bytes(proto), "x.onnx")
    assert met.survey.trial is None
    assert met.try_out(handling(Stranger())).classes == 7


def test_scaling_inside_the_file_is_seen() -> None:
    proto = Stranger().proto()
    proto.graph.node[0].input[0] = "scaled"
    proto.graph.node.insert(0, helper.make_node("Div", ["picture", "by"], ["scaled"]))
    proto.graph.initializer.append(numpy_helper.from_array(np.array([255], np.float32), "by"))
    assert survey(inspect_structure(as_bytes(proto), "x.onnx"), "x.onnx").scaling == "pixels"
    assert survey(inspect_structure(Stranger(dtype="uint8").data(), "x.onnx"), "x.onnx").scaling == "pixels"


def test_the_description_is_saved_beside_the_file_and_counts_there(tmp_path: Path) -> None:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger(layout="NCHW").data())
    library = library_in(tmp_path)
    with pytest.raises(NotDescribedError, match=r"theirs\.onnx carries no description"):
        library.open(str(path))
    met = library.meet(path)
    entry = library.describe(path, met, Description("Theirs", handling(Stranger(layout="NCHW")), FER2013))
    beside = tmp_path / "theirs.ferdesk.json"
    assert beside == sidecar_of(path)
    facts = json.loads(beside.read_text())
    assert facts["sha256"] == library.sha256(str(path)) == library.sha256("theirs") == entry.sha256
    assert facts["measured"] == [], "nothing is known of its accuracy"
    assert {key: facts[key] for key in json.loads(to_json(library.open("theirs").spec))} | {
        "sha256": facts["sha256"]
    } == facts, "the same content as the spec"
    assert facts["border"] == {"layout": "NCHW", "order": "RGB", "dtype": "float32", "answer": "logits"}
    assert library.open(str(path)).spec.labels == FER2013
    for kept in (beside, tmp_path / "own" / "theirs.onnx", tmp_path / "own" / "theirs.ferdesk.json"):
        assert kept.stat().st_mode & 0o777 == 0o600
    path.unlink()
    beside.unlink()
    (listed,) = library.entries()
    assert (listed.name, listed.problem, listed.sha256) == ("theirs", "", entry.sha256)
    assert listed.spec is not None
    assert listed.spec.accuracy is None
    assert as_dict(listed)["border"] == facts["border"]
    assert "not measured" in as_line(listed, None, checked=False)


def test_a_file_with_a_description_beside_it_is_added_without_questions(tmp_path: Path, real_child: None) -> None:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger().data())
    one, other = library_in(tmp_path / "one"), library_in(tmp_path / "other")
    one.describe(path, one.meet(path), Description("Theirs", handling(Stranger()), FER2013))
    other.add(path)
    assert other.open("theirs").spec.labels == FER2013
    path.write_bytes(Tiny(name="theirs").data())
    other.add(path)
    assert not (tmp_path / "other" / "own" / "theirs.ferdesk.json").exists(), "the new file describes itself"
    assert other.open("theirs").spec.title == "Tiny theirs"


def test_a_description_of_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger().data())
    library = library_in(tmp_path)
    library.describe(path, library.meet(path), Description("Theirs", handling(Stranger()), FER2013))
    path.write_bytes(Stranger(end="Softmax").data())
    for attempt in (library.add, lambda file: library.open(str(file))):
        with pytest.raises(ModelError, match=r"not the file that theirs\.ferdesk\.json describes.*Remove"):
            attempt(path)
    sidecar_of(path).write_text("{")
    with pytest.raises(ModelError, match=r"theirs\.ferdesk\.json is no description"):
        library.add(path)


def test_a_description_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger().data())
    library = library_in(tmp_path)
    library.describe(path, library.meet(path), Description("Theirs", handling(Stranger()), FER2013))
    text = sidecar_of(path).read_text()
    for old, new, reason in (
        ('"std": [\n   255.0', '"std": [\n   127.5', "does not reproduce its own sample"),
        ('"labels": [\n  "angry",\n  "disgust"', '"labels": [\n  "disgust",\n  "angry"', "does not reproduce"),
        ('"schema": 1', '"schema": 2', "version 2"),
    ):
        assert old in text
        sidecar_of(path).write_text(text.replace(old, new))
        with pytest.raises(ModelError, match=reason):
            library.add(path)


def test_nothing_is_written_before_the_description_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger().data())
    library = library_in(tmp_path)
    met = library.meet(path)
    good = Description("Theirs", handling(Stranger()), FER2013)
    for bad, reason in (
        (replace(good, labels=("", *FER2013[1:])), "answer 1 means"),
        (replace(good, labels=("happy", *FER2013[1:])), "called happy"),
        (replace(good, labels=FER2013[:5]), "7 answers"),
        (replace(good, title=" … "), "a name"),
        (replace(good, handling=handling(Stranger(), answer="probabilities")), "they are scores"),
    ):
        with pytest.raises(ModelError, match=reason):
            library.describe(path, met, bad)
    assert [file.name for file in tmp_path.iterdir()] == ["theirs.onnx"]


def test_a_shipped_name_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "tiny.onnx").write_bytes(Tiny().data())
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger().data())
    library = library_in(tmp_path)
    with pytest.raises(ModelError, match="named tiny"):
        library.describe(path, library.meet(path), Description("Tiny", handling(Stranger()), FER2013))


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "theirs.onnx"
    path.write_bytes(Stranger().data())
    sidecar_of(path).with_name(".theirs.ferdesk.json.part").mkdir()  # where it would be written
    library = library_in(tmp_path)
    with pytest.raises(ModelError, match=r"theirs\.ferdesk\.json cannot be written: .*\.$"):
        library.describe(path, library.meet(path), Description("Theirs", handling(Stranger()), FER2013))
    assert not (tmp_path / "own").exists()


def test_it_is_explained_by_occlusion_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "theirs.onnx"
    model = Stranger(layout="NCHW", order="BGR", end="Softmax")
    path.write_bytes(model.data())
    library = library_in(tmp_path)
    library.describe(path, library.meet(path), Description("Theirs", handling(model), FER2013))
    explainer = Explainer(library.data("theirs"), "theirs")
    assert explainer.method == "occlusion sensitivity"
    assert "no feature tensor" in explainer.reason
    prediction, heatmaps = explainer.explain(FRAME, face())
    assert len(heatmaps) == 7
    known = prediction.probabilities[[EMOTIONS.index(label) for label in FER2013]]
    crop = crop_face(FRAME.pixels, face(), handling(model).preprocess)
    np.testing.assert_allclose(known, model.expected(crop), atol=1e-5)


def test_the_trial_runs_once_for_all_scalings_of_one_size(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def counted(data: bytes, origin: str, *, proven: bool) -> bytes:
        runs.append(origin)
        return probe(data, origin, proven=proven)

    monkeypatch.setattr("ferdesk.engine.foreign.probe", counted)
    met = Met(Stranger().data(), "x.onnx")
    right = handling(Stranger())
    for key in SCALINGS:
        mean, std = scaling(key, 3)
        met.preview(replace(right, preprocess=replace(right.preprocess, mean=mean, std=std)), FRAME, face())
    assert len(runs) == 1


def _truncated(model: onnx.ModelProto) -> bytes:
    return as_bytes(model)[:-60]


def _two_inputs(model: onnx.ModelProto) -> bytes:
    model.graph.input.append(helper.make_tensor_value_info("age", TensorProto.FLOAT, [1]))
    return as_bytes(model)


def _sound(model: onnx.ModelProto) -> bytes:
    del model.graph.input[0].type.tensor_type.shape.dim[3]
    return as_bytes(model)


def _five_channels(_model: onnx.ModelProto) -> bytes:
    return Stranger(channels=5).data()


def _two_answers(model: onnx.ModelProto) -> bytes:
    model.graph.output.append(helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["N", 7]))
    return as_bytes(model)


def _not_a_number(model: onnx.ModelProto) -> bytes:
    model.graph.initializer[1].CopyFrom(numpy_helper.from_array(np.full(7, np.nan, dtype=np.float32), "bias"))
    return as_bytes(model)


def _outside(model: onnx.ModelProto) -> bytes:
    weight = model.graph.initializer[0]
    weight.ClearField("raw_data")
    weight.data_location = TensorProto.EXTERNAL
    weight.external_data.add(key="location", value="../../../etc/passwd")
    return as_bytes(model)


BAD = {
    "truncated": (_truncated, "is not a"),
    "two inputs": (_two_inputs, "made for another task"),
    "no picture": (_sound, "not a valid ONNX file"),
    "five channels": (_five_channels, "made for another task"),
    "two rows of answers": (_two_answers, "needs one output"),
    "not a number": (_not_a_number, "not a number in a trial run"),
    "weights elsewhere": (_outside, "weights in another file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_stranger_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    spoil, reason = BAD[name]
    path = tmp_path / "bad.onnx"
    path.write_bytes(spoil(Stranger().proto()))
    with pytest.raises(ModelError) as refused:
        library_in(tmp_path).meet(path)
    message = str(refused.value)
    assert reason in message
    assert message.startswith("bad.onnx")
    assert message.endswith(".")
    assert "\n" not in message


def test_a_stranger_that_eats_memory_ends_in_the_trial_run_not_here(real_child: None) -> None:
    model = Stranger().proto()
    nodes = [
        helper.make_node("Constant", [], ["huge"], value_ints=[3000, 1000, 1000]),
        helper.make_node("ReduceMean", ["picture"], ["dot"], axes=[0, 1, 2, 3], keepdims=0),
        helper.make_node("Expand", ["dot", "huge"], ["filled"]),
        helper.make_node("ReduceMean", ["filled"], ["again"], keepdims=0),
        helper.make_node("Sub", ["again", "again"], ["zero"]),
        helper.make_node("Add", ["picture", "zero"], ["worked"]),
    ]
    model.graph.node[0].input[0] = "worked"
    rest = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*nodes, *rest])
    with pytest.raises(ModelError, match=r"greedy\.onnx (fails|crashed|did not)"):
        Met(as_bytes(model), "greedy.onnx")


def test_more_answers_than_emotions_are_refused() -> None:
    with pytest.raises(ModelError, match=r"gives 12 answers, and ferdesk knows 11 emotions"):
        Met(Stranger(classes=12).data(), "x.onnx")


def test_random_damage_is_a_sentence_or_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte changed at a time; the child process is left out, it has tests of its own."""
    good = Stranger().data()
    random = np.random.default_rng(18)
    monkeypatch.setattr(Met, "try_out", lambda *_given: None)
    refusals: list[str] = []
    for place in random.integers(0, len(good), 150):
        bad = bytearray(good)
        bad[place] ^= int(random.integers(1, 256))
        try:
            Met(bytes(bad), "bad.onnx")
        except ModelError as error:
            refusals.append(str(error))
    assert len(refusals) > 50
    assert all(text.startswith("bad.onnx") and "\n" not in text for text in refusals)


def test_damage_that_no_check_sees_is_seen_once_it_is_described(tmp_path: Path) -> None:
    path = tmp_path / "theirs.onnx"
    data = Stranger().data()
    path.write_bytes(data)
    library = library_in(tmp_path)
    library.describe(path, library.meet(path), Description("Theirs", handling(Stranger()), FER2013))
    for place in range(0, len(data), len(data) // 40):
        flipped = bytearray(data)
        flipped[place] ^= 1
        path.write_bytes(flipped)
        with pytest.raises(ModelError, match="SHA-256"):
            library.add(path)
