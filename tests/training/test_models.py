"""Every network: its number of weights, one step of learning, its ONNX file against Keras."""

import dataclasses
from pathlib import Path
from typing import Any

import keras
import numpy as np
import onnx
import pytest

from ferdesk.core.preprocess import scale
from ferdesk.core.spec import softmax
from ferdesk.engine.runtime import make_session
from training.data import DataError
from training.graph import INPUT, OPSET, convert
from training.models import MODELS
from training.models.hog_svm_cnn import hog_svm
from training.models.recipe import FEATURES, LOGITS
from training.network import build, predict
from training.randomisation import layers
from training.settings import Settings
from training.storage import SMALLER

PARAMETERS = {
    "hog-svm": 6_307,
    "cnn-level1": 388_743,
    "cnn-tuned": 2_524_071,
    "cnn-augmented": 539_047,
    "cnn-bilstm": 1_357_863,
    "mobilenetv2-happy": 2_260_546,
    "smile-cnn-minmax": 12_942_273,
    "smile-cnn-zscore": 12_942_273,
    "smile-level1-minmax": 502_657,
    "smile-level1-zscore": 502_657,
    "resnet50": 23_602_055,
    "vgg19": 20_027_975,
}
SMALL = ("hog-svm", "cnn-level1", "cnn-augmented", "cnn-bilstm", "smile-level1-zscore")
ALIKE = ("smile-cnn-zscore", "smile-level1-minmax")  # the same networks under another scaling


def _batch(name: str, count: int) -> Any:
    inputs = MODELS[name].preprocess
    pixels = np.random.default_rng(0).integers(0, 256, (count, inputs.height, inputs.width, 1), dtype=np.uint8)
    return scale(pixels, inputs)


def test_every_model_is_counted() -> None:
    assert set(PARAMETERS) == set(MODELS)


@pytest.mark.parametrize("name", [n for n in MODELS if n not in ALIKE])
def test_parameters_are_the_papers_and_one_step_changes_them(name: str) -> None:
    keras.utils.clear_session()
    network = build(Settings(name))
    assert network.count_params() == PARAMETERS[name]
    assert network.output.shape == (None, len(MODELS[name].labels))
    assert min(network.get_layer(FEATURES).output.shape[1:3]) >= 5, "a coarser map explains nothing"
    if name == "smile-cnn-minmax":
        assert sum(int(np.prod(w.shape)) for w in network.non_trainable_weights) == 1_472
    before = [np.array(w) for w in network.trainable_weights]
    loss_of = keras.losses.CategoricalCrossentropy(from_logits=True)
    network.compile(keras.optimizers.SGD(0.1), loss_of, jit_compile=False)
    targets = np.eye(len(MODELS[name].labels), dtype=np.float32)[[0, 1]]
    # ResNet50's blocks begin by adding nothing: its first step opens them, and the next one changes what is in them.
    for _ in range(2 if name == "resnet50" else 1):
        assert np.isfinite(network.train_on_batch(_batch(name, 2), targets))
    changed = [not np.array_equal(a, np.array(b)) for a, b in zip(before, network.trainable_weights, strict=True)]
    assert np.mean(changed) > 0.8


@pytest.mark.parametrize("name", SMALL)
def test_onnx_equals_keras(name: str) -> None:
    keras.utils.clear_session()
    network = build(Settings(name))
    graph = convert(network)
    assert {o.domain: o.version for o in graph.opset_import} == {"": OPSET}
    assert graph.graph.input[0].type.tensor_type.shape.dim[0].dim_param == "N"
    session = make_session(graph.SerializeToString(), name, "cpu", 1)
    for count in (1, 3):
        batch = _batch(name, count)
        logits = session.run([LOGITS], {INPUT: batch})[0]
        wanted = np.asarray(network.predict_on_batch(batch))
        assert np.abs(softmax(logits, 1.0) - softmax(wanted, 1.0)).max() <= 1e-4


@pytest.mark.parametrize(("how", "size", "tolerance"), [("float16", 0.6, 2e-3), ("int8", 0.3, 2e-2)])
def test_weights_stored_in_fewer_bits_give_nearly_the_same(how: str, size: float, tolerance: float) -> None:
    network = build(Settings("cnn-level1"))
    graph = convert(network)
    small = SMALLER[how](graph)
    assert small.ByteSize() < size * graph.ByteSize()
    onnx.checker.check_model(small, full_check=True)
    batch = _batch("cnn-level1", 4)
    both = [make_session(g.SerializeToString(), "x", "cpu", 1).run([LOGITS], {INPUT: batch})[0] for g in (graph, small)]
    assert np.abs(softmax(both[0], 1.0) - softmax(both[1], 1.0)).max() < tolerance
    assert [each.name for each in layers(small)] == [each.name for each in layers(graph)]


def test_hog_equals_skimage(data: Path) -> None:
    feature = pytest.importorskip("skimage.feature", reason="no scikit-image: the training extra is not installed")
    with np.load(data / "fer2013" / "public_test.npz") as arrays:
        images = arrays["images"][:200]
    network = hog_svm(None)
    extractor = keras.Model(network.input, network.get_layer(FEATURES).output)
    ours = predict(extractor, images, MODELS["hog-svm"].preprocess).reshape(len(images), -1)
    theirs = [feature.hog(image, 9, (8, 8), (2, 2), block_norm="L2-Hys") for image in images]
    assert np.abs(ours - np.stack(theirs)).max() < 1e-4


def test_two_logits_are_the_sigmoid() -> None:
    network = build(Settings("smile-level1-minmax"))
    batch = _batch("smile-level1-minmax", 3)
    score = keras.Model(network.input, network.get_layer("score").output).predict_on_batch(batch)
    sigmoid = 1 / (1 + np.exp(-np.asarray(score)[:, 0]))
    probabilities = softmax(np.asarray(network.predict_on_batch(batch)), 1.0)
    np.testing.assert_allclose(probabilities[:, 1], sigmoid, atol=1e-6)


def test_the_signal_does_not_fade_in_vgg19() -> None:
    """With Keras' own initialisation the features' deviation is 0.002."""
    keras.utils.clear_session()
    network = build(Settings("vgg19"))
    features = keras.Model(network.input, network.get_layer(FEATURES).output)(_batch("vgg19", 2))
    assert 0.2 < np.std(np.asarray(features)) < 5


def test_the_blocks_of_resnet50_begin_by_adding_nothing() -> None:
    keras.utils.clear_session()
    network = build(Settings("resnet50"))
    head = network.get_layer("head")
    begins, ends = (head.get_layer(f"conv4_block{number}_out").output for number in (1, 6))
    pictures = np.random.default_rng(0).random((2, 48, 48, 3), dtype=np.float32)
    first, last = keras.Model(network.get_layer("trunk").input, [begins, ends])(pictures, training=True)
    assert np.std(np.asarray(first)) > 0.1
    np.testing.assert_allclose(last, first, atol=1e-6)


def test_recipes_name_their_labels_once() -> None:
    for recipe in MODELS.values():
        assert dataclasses.replace(recipe) == recipe
        assert len(set(recipe.labels)) == len(recipe.labels)


def test_weights_to_begin_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with pytest.raises(DataError, match="is missing"):
        build(Settings("vgg19", weights="imagenet"), tmp_path)
    with pytest.raises(DataError, match="no ImageNet weights"):
        build(Settings("cnn-level1", weights="imagenet"), tmp_path)
    first = build(Settings("cnn-level1", seed=4))
    first.save_weights(tmp_path / "mine.weights.h5")
    second = build(Settings("cnn-level1", seed=5, weights=str(tmp_path / "mine.weights.h5")), tmp_path)
    batch = _batch("cnn-level1", 2)
    np.testing.assert_allclose(first.predict_on_batch(batch), second.predict_on_batch(batch), atol=1e-6)
