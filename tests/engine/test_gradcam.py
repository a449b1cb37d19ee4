"""Heat maps: exact gradients through every operator, and the right kind of map for each kind of model."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from onnx import helper, numpy_helper

from ferdesk.core import paths
from ferdesk.core.heatmap import MapMethod
from ferdesk.core.labels import FER2013, SMILE
from ferdesk.core.preprocess import crop_box, scale
from ferdesk.core.spec import METADATA_KEY, to_json
from ferdesk.core.types import Frame
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.explain.derivatives import RULES
from ferdesk.engine.explain.explainer import Explainer
from ferdesk.engine.explain.gradcam import HOG_ORIENTATIONS
from ferdesk.engine.explain.head import Head
from tests.engine.scripted import face
from tests.engine.tiny_heads import BLOCK_CHANNELS, NCHW, SPREAD, Doubles, TinyHead, histogram_reader, small_network
from tests.engine.tiny_models import INPUT, Tiny

RANDOM = np.random.default_rng(3)
FEATURES = RANDOM.normal(size=(6, 6, 3)).astype(np.float32)
Weights = dict[str, npt.ArrayLike]

node = helper.make_node


def ending(width: int, source: str = "y") -> tuple[list[onnx.NodeProto], Weights]:
    """A dense layer that makes seven different logits of all that an operator gave."""
    nodes = [node("Flatten", [source], ["flat"]), node("MatMul", ["flat", "spread"], ["logits"])]
    return nodes, {"spread": SPREAD[:width]}


def case(width: int, *nodes: onnx.NodeProto, **weights: npt.ArrayLike) -> TinyHead:
    """Operators from `x`, (1, 3, 6, 6), to `y`, which has `width` values."""
    last, spread = ending(width)
    return TinyHead([NCHW, *nodes, *last], {**weights, **spread})


KERNEL = RANDOM.normal(size=(4, 3, 3, 3))
DEPTHWISE = RANDOM.normal(size=(6, 1, 3, 3))
ROW = RANDOM.normal(size=(6,))

CASES = {
    "Add": case(108, node("Add", ["x", "row"], ["y"]), row=ROW),
    "Cast": case(108, node("Identity", ["x"], ["z"]), node("Mul", ["z", "z"], ["y"])),
    "Clip": case(108, node("Clip", ["x", "low", "high"], ["y"]), low=-0.5, high=0.8),
    "Clip below": case(108, node("Clip", ["x", "low"], ["y"]), low=0.1),
    "Concat": case(216, node("Tanh", ["x"], ["t"]), node("Concat", ["x", "t"], ["y"], axis=-1)),
    "Conv": case(36, node("Conv", ["x", "k"], ["y"], pads=[1, 0, 1, 2], strides=[2, 2]), k=KERNEL),
    "Conv dilated": case(16, node("Conv", ["x", "k", "b"], ["y"], dilations=[2, 2]), k=KERNEL, b=ROW[:4]),
    "Conv depthwise": case(216, node("Conv", ["x", "k"], ["y"], group=3, pads=[1, 1, 1, 1]), k=DEPTHWISE),
    "Expand": case(
        648, node("Reshape", ["x", "a"], ["r"]), node("Expand", ["r", "b"], ["y"]), a=[1, 1, 3, 36], b=[1, 6, 3, 36]
    ),
    "Gemm": TinyHead(
        [node("Flatten", ["features"], ["f"]), node("Gemm", ["f", "w", "b"], ["logits"], alpha=0.5, transB=1)],
        {"w": SPREAD[:108].T, "b": SPREAD[0]},
    ),
    "GlobalAveragePool": case(3, node("Mul", ["x", "x"], ["m"]), node("GlobalAveragePool", ["m"], ["y"])),
    "LeakyRelu": case(108, node("LeakyRelu", ["x"], ["y"], alpha=0.2)),
    "MatMul": case(90, node("MatMul", ["x", "w"], ["y"]), w=RANDOM.normal(size=(6, 5))),
    "MaxPool": case(27, node("MaxPool", ["x"], ["y"], kernel_shape=[2, 2], strides=[2, 2])),
    "MaxPool overlapping": case(
        27, node("MaxPool", ["x"], ["y"], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 0, 0])
    ),
    "Mul": case(108, node("Sigmoid", ["x"], ["s"]), node("Mul", ["x", "s"], ["y"])),
    "Pad": case(147, node("Pad", ["x", "p"], ["y"], mode="constant"), p=[0, 0, 1, 0, 0, 0, 0, 1]),
    "ReduceMean": case(18, node("Mul", ["x", "x"], ["m"]), node("ReduceMean", ["m"], ["y"], axes=[-1])),
    "ReduceMean of all": case(1, node("Mul", ["x", "x"], ["m"]), node("ReduceMean", ["m"], ["y"], keepdims=1)),
    "Relu": case(108, node("Relu", ["x"], ["y"])),
    "Reshape": case(108, node("Reshape", ["x", "s"], ["y"]), s=[1, -1]),
    "Sigmoid": case(108, node("Sigmoid", ["x"], ["y"])),
    "Slice": case(
        27, node("Slice", ["x", "a", "b", "axes", "by"], ["y"]), a=[0, 1], b=[2**31, 6], axes=[3, 2], by=[2, 2]
    ),
    "Split": case(72, node("Split", ["x"], ["p", "q", "r"], axis=1), node("Concat", ["r", "p"], ["y"], axis=2)),
    "Squeeze": case(
        36, node("Slice", ["x", "a", "b"], ["s"]), node("Squeeze", ["s", "one"], ["y"]), a=[0, 0], b=[1, 1], one=[1]
    ),
    "Sub": case(108, node("Sub", ["row", "x"], ["y"]), row=ROW),
    "Tanh": case(108, node("Tanh", ["x"], ["y"])),
    "Transpose": case(
        108, node("Transpose", ["x"], ["t"]), node("Tanh", ["t"], ["u"]), node("Transpose", ["u"], ["y"])
    ),
    "Unsqueeze": case(108, node("Unsqueeze", ["x", "axes"], ["y"]), axes=[1]),
}


def gradients(tiny: TinyHead, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    head = Head(tiny.proto(), tiny.spec(), "tiny.onnx", 1)
    return head.trace(features[None]).gradients


@pytest.mark.parametrize("tiny", CASES.values(), ids=CASES)
def test_every_operator_passes_the_exact_gradient(tiny: TinyHead) -> None:
    wanted = tiny.numeric(FEATURES)
    assert np.abs(wanted).max() > 0
    np.testing.assert_allclose(gradients(tiny, FEATURES), wanted, atol=2e-5 * np.abs(wanted).max())


def test_no_operator_is_left_out() -> None:
    used = {operator.op_type for tiny in CASES.values() for operator in tiny.nodes}
    assert used | {"Cast"} == set(RULES)


def test_of_equal_maxima_one_gets_the_gradient() -> None:
    flat = np.ones((6, 6, 3), dtype=np.float32)
    found = gradients(CASES["MaxPool"], flat)
    assert np.count_nonzero(found[0]) == 27
    np.testing.assert_allclose(found.sum(axis=(1, 2, 3)), SPREAD[:27].sum(axis=0), rtol=1e-5)


def grad_cam_by_hand(features: Doubles) -> Doubles:
    """Equations 1 and 2 of Selvaraju et al. for `small_network`, float64 (7, 6, 6)."""
    pooled = features.reshape(3, 2, 3, 2, 3)  # rows, in a row, columns, in a column, channels
    best = pooled.max(axis=(1, 3), keepdims=True)
    hidden = best.transpose(4, 0, 2, 1, 3).reshape(-1) @ SPREAD[:27] + SPREAD[30]
    back = SPREAD[40:47].T * (hidden > 0) @ SPREAD[:27].T  # (classes, channel x row x column)
    weights = back.reshape(7, 3, 9).sum(axis=2) / 36  # each maximum is one pixel of its channel
    return np.asarray(np.maximum(np.einsum("hwk,ck->chw", features, weights), 0))


def test_grad_cam_is_the_formula() -> None:
    tiny = small_network()
    explainer = Explainer(tiny.data(), "tiny.onnx")
    assert explainer.method is MapMethod.GRAD_CAM
    assert explainer.reason == ""
    for seed in range(20):
        crop = np.random.default_rng(seed).integers(0, 256, (6, 6, 3), dtype=np.uint8)
        wanted = grad_cam_by_hand(scale([crop], tiny.inputs)[0].astype(np.float64))
        found, _ = explainer.maps(crop)
        np.testing.assert_allclose(found, wanted, atol=1e-5 * wanted.max())


def test_heatmaps_of_a_face_come_for_all_classes_with_the_prediction() -> None:
    tiny = small_network()
    explainer = Explainer(tiny.data(), "tiny.onnx")
    pixels = np.random.default_rng(1).integers(0, 256, (90, 120, 3), dtype=np.uint8)
    frame = Frame(pixels, 17, 1.0)
    prediction, heatmaps = explainer.explain(frame, face())
    expected = Classifier(tiny.data(), "tiny.onnx").classify(frame, [face()]).predictions[0]
    np.testing.assert_allclose(prediction.probabilities, expected.probabilities, atol=1e-6)
    assert [heatmap.emotion for heatmap in heatmaps] == list(FER2013)
    for heatmap in heatmaps:
        assert heatmap.values.shape == (6, 6)
        assert heatmap.values.max() == pytest.approx(1 if heatmap.scale else 0)
        assert heatmap.values.min() >= 0
        assert (heatmap.frame_index, heatmap.box) == (17, crop_box(face().box, tiny.inputs))


def test_a_sigmoid_network_explains_its_negative_class_too() -> None:
    weights = {"w": np.stack([np.zeros(108), SPREAD[:108, 0]], axis=1)}
    nodes = [node("Flatten", ["features"], ["f"]), node("MatMul", ["f", "w"], ["logits"])]
    explainer = Explainer(TinyHead(nodes, weights, labels=SMILE).data(), "tiny.onnx")
    maps, _ = explainer.maps(np.random.default_rng(2).integers(0, 256, (6, 6, 3), dtype=np.uint8))
    assert explainer.method is MapMethod.GRAD_CAM
    assert maps.max(axis=(1, 2)).min() > 0
    assert not (maps[0] * maps[1]).any(), "what speaks for one speaks against the other"


def test_contributions_of_hog_cells_add_up_to_the_score() -> None:
    tiny = histogram_reader(RANDOM.normal(size=(5, 5, BLOCK_CHANNELS, 7)) / 30)
    explainer = Explainer(tiny.data(), "tiny.onnx")
    assert explainer.method is MapMethod.HOG_CELLS
    assert explainer.method.signed
    crop = tiny.spec().golden.pixels
    maps, _ = explainer.maps(crop)
    assert maps.shape == (7, 6, 6)
    assert maps.min() < 0 < maps.max()
    logits = Classifier(tiny.data(), "tiny.onnx").logits([crop])[0]
    np.testing.assert_allclose(maps.sum(axis=(1, 2)) + SPREAD[0], logits, atol=1e-4)


@pytest.mark.parametrize(("part", "cell"), [(0, (2, 3)), (1, (2, 4)), (2, (3, 3)), (3, (3, 4))])
def test_a_part_of_a_block_counts_for_its_cell(part: int, cell: tuple[int, int]) -> None:
    weights = np.zeros((5, 5, BLOCK_CHANNELS, 7))
    weights[2, 3, part * HOG_ORIENTATIONS + 4] = 1.0
    explainer = Explainer(histogram_reader(weights).data(), "tiny.onnx")
    maps, _ = explainer.maps(np.full((5, 5, 3), 255, dtype=np.uint8))
    assert [tuple(map(int, place)) for place in np.argwhere(maps[0])] == [cell]


def test_the_shipped_hog_model_is_explained_cell_by_cell(data: Path) -> None:
    file = paths.shipped_models() / "hog-svm.onnx"
    if not file.is_file():
        pytest.skip(f"no {file.name} among the shipped models")
    explainer = Explainer(file.read_bytes(), file.name)
    classifier = Classifier(file.read_bytes(), file.name)
    assert explainer.method is MapMethod.HOG_CELLS
    crops = np.load(data / "fer2013" / "public_test.npz")["images"][:20, ..., None]
    sums = np.stack([explainer.maps(crop)[0].sum(axis=(1, 2)) for crop in crops])
    constant = classifier.logits(crops) - sums
    np.testing.assert_allclose(constant, np.broadcast_to(constant[0], constant.shape), atol=1e-4)


def test_weights_behind_a_cast_are_weights_all_the_same() -> None:
    """Shipped files keep large weights in half precision; what depends on no picture is read once, when opening."""
    tiny = small_network()
    model = tiny.proto()
    weight = next(weight for weight in model.graph.initializer if weight.name == "w1")
    halves = numpy_helper.to_array(weight).astype(np.float16)
    weight.CopyFrom(numpy_helper.from_array(halves, "half"))
    model.graph.node.insert(0, node("Cast", ["half"], ["w1"], to=onnx.TensorProto.FLOAT))
    head = Head(model, tiny.spec(), "tiny.onnx", 1)
    wanted = replace(tiny, weights={**tiny.weights, "w1": halves.astype(np.float64)}).numeric(FEATURES)
    np.testing.assert_allclose(head.trace(FEATURES[None]).gradients, wanted, atol=2e-5 * np.abs(wanted).max())


def test_without_a_feature_tensor_places_are_covered() -> None:
    tiny = Tiny(preprocess=replace(INPUT, height=24, width=24))
    explainer = Explainer(tiny.data(), "tiny.onnx")
    assert explainer.method is MapMethod.OCCLUSION
    assert "no feature tensor" in explainer.reason
    crop = np.full((24, 24, 1), 100, dtype=np.uint8)
    crop[4:6, 10:12] = 220  # bright, so covering it darkens the picture
    maps, prediction = explainer.maps(crop)
    assert prediction.label == "happy"
    # Covered with the mean, a cell's patch takes all of the bright square: the mean falls by what it stood out.
    gray = np.uint8(round(crop.mean()))
    covered = crop.copy()
    covered[2:8, 8:14] = gray
    fall = (crop.mean() - covered.mean()) / 255 * tiny.gain[0]
    np.testing.assert_allclose(maps[:, 2, 5], fall, atol=1e-5)


def test_a_way_around_the_features_is_noticed() -> None:
    beside = [node("Flatten", ["input"], ["f"]), node("MatMul", ["f", "w"], ["logits"])]
    plain = TinyHead([node("Flatten", ["features"], ["f"]), *beside[1:]], {"w": SPREAD[:108]})
    model = TinyHead(beside, plain.weights).proto()
    helper.set_model_props(model, {METADATA_KEY: to_json(plain.spec())})
    explainer = Explainer(bytes(model.SerializeToString()), "tiny.onnx")
    assert explainer.method is MapMethod.OCCLUSION
    assert "logits that do not come from the features" in explainer.reason


def test_an_unknown_operator_is_named() -> None:
    tiny = case(108, node("Softsign", ["x"], ["y"]))
    explainer = Explainer(tiny.data(), "tiny.onnx")
    assert explainer.method is MapMethod.OCCLUSION
    assert "the operator Softsign" in explainer.reason


@pytest.mark.parametrize(
    ("tiny", "named"),
    [
        (case(108, node("Pad", ["x", "p"], ["y"], mode="reflect"), p=[0] * 8), "Pad"),
        (case(108, node("Slice", ["x", "a", "b", "axes", "by"], ["y"]), a=[5], b=[-9], axes=[3], by=[-1]), "backwards"),
        (case(108, node("Transpose", ["x"], ["t"], perm=[0, 1, 3, 2]), node("MatMul", ["x", "t"], ["y"])), "MatMul"),
    ],
)
def test_a_use_that_no_rule_covers_is_named(tiny: TinyHead, named: str) -> None:
    explainer = Explainer(tiny.data(), "tiny.onnx")
    assert explainer.method is MapMethod.OCCLUSION
    assert named in explainer.reason
