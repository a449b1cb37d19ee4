"""Model files, good and bad: every one that is refused is refused with a reason, and nothing else is harmed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from ferdesk.core.errors import ModelError
from ferdesk.core.labels import EMOTIONS, HAPPY
from ferdesk.core.spec import METADATA_KEY, Golden, to_json
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.inspection import inspect, read_bytes
from ferdesk.engine.library import Library
from tests.engine.scripted import face, gray_frame, library_of
from tests.engine.tiny_models import INPUT, Tiny, as_bytes

Spoiler = Callable[[Tiny], bytes]


def test_probabilities_are_the_ones_computed_by_hand() -> None:
    tiny = Tiny()
    classifier = Classifier(tiny.data(), "tiny.onnx")
    pixels = np.full((8, 8, 1), 200, dtype=np.uint8)
    got = classifier.probabilities([pixels, tiny.golden_pixels()])
    np.testing.assert_allclose(got, [tiny.expected(pixels), tiny.expected(tiny.golden_pixels())], atol=1e-6)
    np.testing.assert_allclose(got.sum(axis=1), 1, atol=1e-6)


def test_predictions_are_in_the_common_order_and_unknown_classes_are_nan() -> None:
    tiny = Tiny(labels=HAPPY, favourite=1)
    result = Classifier(tiny.data(), "happy.onnx").classify(gray_frame(0), [face(), face(left=60)])
    assert len(result.predictions) == 2
    prediction = result.predictions[0]
    known = {name for name, value in zip(EMOTIONS, prediction.probabilities, strict=True) if not np.isnan(value)}
    assert known == set(HAPPY)
    assert prediction.label == "happy"
    assert prediction.confidence == pytest.approx(float(prediction.probabilities[EMOTIONS.index("happy")]))


def test_a_batch_gives_what_single_faces_give() -> None:
    classifier = Classifier(Tiny().data(), "tiny.onnx")
    crops = [np.full((8, 8, 1), level, dtype=np.uint8) for level in (0, 99, 255)]
    single = np.concatenate([classifier.logits([crop]) for crop in crops])
    np.testing.assert_allclose(classifier.logits(crops), single, atol=1e-6)


def test_a_batch_fixed_at_one_is_asked_once_for_each_face() -> None:
    model = Tiny().proto()
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1
    crops = [np.full((8, 8, 1), level, dtype=np.uint8) for level in (0, 99, 255)]
    fixed, free = Classifier(as_bytes(model), "fixed.onnx"), Classifier(Tiny().data(), "tiny.onnx")
    np.testing.assert_allclose(fixed.logits(crops), free.logits(crops), atol=1e-6)


def test_a_temperature_flattens() -> None:
    tiny = Tiny()
    hot = replace(tiny.spec(), temperature=3.0)
    golden = Classifier(tiny.data(), "tiny.onnx")
    logits = golden.logits([tiny.golden_pixels()])[0] / 3.0
    flat = np.exp(logits) / np.exp(logits).sum()
    hot = replace(hot, golden=Golden(tiny.golden_pixels(), flat.astype(np.float32)))
    classifier = Classifier(as_bytes(tiny.proto(hot)), "hot.onnx")
    np.testing.assert_allclose(classifier.probabilities([tiny.golden_pixels()])[0], flat, atol=1e-6)


def test_cuda_that_is_not_there_is_explained_and_auto_is_silent() -> None:
    data = Tiny().data()
    asked = Classifier(data, "tiny.onnx", provider="cuda")
    if asked.provider == "CUDA":
        pytest.skip("CUDA works on this computer")
    assert asked.provider == "CPU"
    assert asked.reason.startswith("CUDA is not used: ")
    assert Classifier(data, "tiny.onnx", provider="auto").reason == ""


def _with_text(tiny: Tiny, old: str, new: str) -> bytes:
    model = tiny.proto()
    text = to_json(tiny.spec())
    assert old in text
    helper.set_model_props(model, {METADATA_KEY: text.replace(old, new)})
    return as_bytes(model)


def _truncated(tiny: Tiny) -> bytes:
    return tiny.data()[:-200]


def _garbage(_tiny: Tiny) -> bytes:
    return bytes(range(256)) * 40


def _without_metadata(tiny: Tiny) -> bytes:
    model = tiny.proto()
    del model.metadata_props[:]
    return as_bytes(model)


def _metadata_of_random_bytes(tiny: Tiny) -> bytes:
    model = tiny.proto()
    helper.set_model_props(model, {METADATA_KEY: "{]ü"})
    return as_bytes(model)


def _newer_schema(tiny: Tiny) -> bytes:
    return _with_text(tiny, '"schema": 1', '"schema": 99')


def _unknown_label(tiny: Tiny) -> bytes:
    return _with_text(tiny, '"angry"', '"engaged"')


def _labels_swapped(tiny: Tiny) -> bytes:
    swapped = replace(tiny, labels=("happy", *tiny.labels[1:3], "angry", *tiny.labels[4:]))
    honest = tiny.spec()
    # The sample still says, by name, what each emotion must get.
    wanted = [honest.golden.probabilities[honest.labels.index(name)] for name in swapped.labels]
    golden = Golden(honest.golden.pixels, np.array(wanted, dtype=np.float32))
    return as_bytes(tiny.proto(replace(honest, labels=swapped.labels, golden=golden)))


def _wrong_scaling(tiny: Tiny) -> bytes:
    return as_bytes(tiny.proto(replace(tiny.spec(), preprocess=replace(INPUT, std=(1.0,)))))


def _too_few_labels(tiny: Tiny) -> bytes:
    spec = tiny.spec()
    golden = Golden(spec.golden.pixels, spec.golden.probabilities[:5])
    return as_bytes(tiny.proto(replace(spec, labels=spec.labels[:5], golden=golden)))


def _another_task(tiny: Tiny) -> bytes:
    graph = helper.make_graph(
        [helper.make_node("Relu", ["text"], ["logits"])],
        "translation",
        [helper.make_tensor_value_info("text", TensorProto.FLOAT, ["N", 512])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 512])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, {METADATA_KEY: to_json(tiny.spec())})
    return as_bytes(model)


def _batch_of_four(tiny: Tiny) -> bytes:
    model = tiny.proto()
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 4
    return as_bytes(model)


def _external_data(tiny: Tiny) -> bytes:
    model = tiny.proto()
    weight = model.graph.initializer[0]
    weight.ClearField("raw_data")
    weight.data_location = TensorProto.EXTERNAL
    weight.external_data.add(key="location", value="../../../etc/passwd")
    return as_bytes(model)


def _local_function(tiny: Tiny) -> bytes:
    model = tiny.proto()
    function = helper.make_function(
        "mine", "Own", ["x"], ["y"], [helper.make_node("Relu", ["x"], ["y"])], [helper.make_opsetid("", 17)]
    )
    model.functions.append(function)
    model.opset_import.append(helper.make_opsetid("mine", 1))
    return as_bytes(model)


def _not_a_number(tiny: Tiny) -> bytes:
    model = tiny.proto()
    model.graph.initializer[1].CopyFrom(numpy_helper.from_array(np.full(7, np.nan, dtype=np.float32), "bias"))
    return as_bytes(model)


BAD = {
    "truncated": (_truncated, "not a"),
    "garbage": (_garbage, "not a"),
    "without metadata": (_without_metadata, "carries no description"),
    "metadata of random bytes": (_metadata_of_random_bytes, "description cannot be used"),
    "newer schema": (_newer_schema, "version 99"),
    "unknown label": (_unknown_label, "engaged"),
    "labels swapped": (_labels_swapped, "does not reproduce its own sample"),
    "wrong scaling": (_wrong_scaling, "does not reproduce its own sample"),
    "too few labels": (_too_few_labels, "names 5 emotions but answers with 7"),
    "another task": (_another_task, "made for another task"),
    "batch of four": (_batch_of_four, "made for another task"),
    "external data": (_external_data, "weights in another file"),
    "local function": (_local_function, "operators of its own"),
    "not a number": (_not_a_number, "does not reproduce its own sample"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_model_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    spoil, reason = BAD[name]
    library = library_of(tmp_path, Tiny(name="good"))
    path = tmp_path / "bad.onnx"
    path.write_bytes(spoil(Tiny()))
    with pytest.raises(ModelError) as refused:
        library.add(path)
    message = str(refused.value)
    assert reason in message
    assert message.startswith("bad.onnx")
    assert message.endswith(".")
    assert "\n" not in message
    assert [entry.name for entry in library.entries()] == ["good"], "nothing was kept of it"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_model_in_the_folder_is_listed_with_its_reason(name: str, tmp_path: Path) -> None:
    spoil, reason = BAD[name]
    library = library_of(tmp_path, Tiny(name="good"))
    (tmp_path / "own" / "bad.onnx").write_bytes(spoil(Tiny()))
    bad, good = library.entries()
    assert bad.spec is None
    assert reason in bad.problem
    assert good.problem == ""


def test_a_missing_an_empty_and_a_folder_as_model(tmp_path: Path) -> None:
    (tmp_path / "empty.onnx").touch()
    (tmp_path / "folder.onnx").mkdir()
    for name, reason in {"gone.onnx": "is not a file", "empty.onnx": "0 bytes", "folder.onnx": "is not a file"}.items():
        with pytest.raises(ModelError, match=reason):
            read_bytes(tmp_path / name)


def test_one_flipped_bit_in_a_known_file_is_noticed(tmp_path: Path) -> None:
    library = Library(shipped=tmp_path / "shipped", own=tmp_path / "own")
    source = tmp_path / "tiny.onnx"
    source.write_bytes(Tiny().data())
    kept = library.add(source).path
    data = bytearray(kept.read_bytes())
    for position in range(0, len(data), len(data) // 40):
        flipped = bytearray(data)
        flipped[position] ^= 1
        kept.write_bytes(flipped)
        with pytest.raises(ModelError, match="SHA-256"):
            library.open("tiny")


def test_an_added_model_is_kept_private_and_opens_by_name(tmp_path: Path) -> None:
    library = Library(shipped=tmp_path / "shipped", own=tmp_path / "own")
    source = tmp_path / "anything.onnx"
    source.write_bytes(Tiny().data())
    entry = library.add(source)
    source.unlink()
    assert entry.path.stat().st_mode & 0o777 == 0o600
    assert library.open("tiny").spec.labels == Tiny().labels
    assert library.add(entry.path).sha256 == entry.sha256


def test_a_shipped_name_is_not_taken_over(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "tiny.onnx").write_bytes(Tiny().data())
    source = tmp_path / "mine.onnx"
    source.write_bytes(Tiny(favourite=0).data())
    with pytest.raises(ModelError, match="ferdesk's own"):
        Library(shipped=shipped, own=tmp_path / "own").add(source)


def test_an_unknown_name_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model named nothing\. There are: good"):
        library_of(tmp_path, Tiny(name="good")).open("nothing")


def test_a_model_that_eats_memory_ends_in_the_trial_run_not_here(tmp_path: Path) -> None:
    tiny = Tiny()
    model = tiny.proto()
    nodes = [
        helper.make_node("Constant", [], ["huge"], value_ints=[3000, 1000, 1000]),
        helper.make_node("ReduceMean", ["input"], ["dot"], axes=[0, 1, 2, 3], keepdims=0),
        helper.make_node("Expand", ["dot", "huge"], ["filled"]),
        helper.make_node("ReduceMean", ["filled"], ["again"], keepdims=0),
        helper.make_node("Sub", ["again", "again"], ["zero"]),
        helper.make_node("Add", ["input", "zero"], ["worked"]),
    ]
    rest = [node for node in model.graph.node if node.op_type != "Identity"]
    del model.graph.node[:]
    model.graph.node.extend([*nodes, *rest])
    onnx.checker.check_model(model)
    with pytest.raises(ModelError, match=r"greedy\.onnx (fails|crashed|did not)"):
        inspect(as_bytes(model), "greedy.onnx")
