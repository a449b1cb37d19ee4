"""What a run may add to plain training: mixed pictures, votes as targets, averaged weights, warm-up."""

import dataclasses
from pathlib import Path

import keras
import numpy as np
import pytest

from tests.conftest import ROOT
from training.averaging import averaged
from training.batch_norm import fold, with_batch_norm
from training.batches import Batch
from training.data import DataError, load
from training.fit import fit
from training.formats import FERPLUS
from training.gradient import rate_at
from training.mixing import mix
from training.models.recipe import FEATURES, LOGITS
from training.network import build
from training.runs import all_runs
from training.settings import Settings, Split
from training.targets import taught


def two_kinds(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Black pictures of one class and white ones of another, so that a mixed picture's mean tells its shares."""
    labels = np.arange(count) % 2
    inputs = np.ones((count, 8, 12, 1), np.float32) * labels[:, None, None, None].astype(np.float32)
    return inputs, np.eye(2, dtype=np.float32)[labels]


@pytest.mark.parametrize(("mixup", "cutmix"), [(0.4, 0.0), (0.0, 1.0), (0.4, 1.0)])
def test_mixed_targets_are_the_shares_of_the_pictures(mixup: float, cutmix: float) -> None:
    inputs, targets = two_kinds(20)
    seen: set[str] = set()
    for seed in range(8):
        mixed, soft = mix(inputs, targets, mixup, cutmix, np.random.default_rng(seed))
        assert mixed.dtype == soft.dtype == np.float32
        np.testing.assert_allclose(mixed.mean(axis=(1, 2, 3)), soft[:, 1], atol=1e-6)
        np.testing.assert_allclose(soft.sum(axis=1), 1, atol=1e-6)
        again, _ = mix(inputs, targets, mixup, cutmix, np.random.default_rng(seed))
        assert np.array_equal(mixed, again)
        seen |= {"blended"} if ((mixed > 0) & (mixed < 1)).any() else set()
        seen |= {"cut"} if np.ptp(mixed, axis=(1, 2, 3)).max() == 1 else set()
    assert seen == {kind for kind, amount in (("blended", mixup), ("cut", cutmix)) if amount}


def test_batch_norm_is_folded_into_the_convolutions() -> None:
    """After a step: what is kept answers as what was trained, has the plain network's weights, and Grad-CAM's layer."""
    plain, inputs = build(Settings("vgg19")), np.random.default_rng(0).random((4, 48, 48, 1), np.float32)
    trained = with_batch_norm(plain)
    assert trained.count_params() == plain.count_params() + 4 * 5504
    assert plain.predict_on_batch(inputs) == pytest.approx(trained.predict_on_batch(inputs), rel=0.01)
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    trained.compile(keras.optimizers.SGD(0.1), loss, jit_compile=False)
    trained.train_on_batch(inputs, np.eye(7, dtype=np.float32)[:4])
    kept = build(Settings("vgg19", seed=1))
    fold(trained, kept)
    for layer in (FEATURES, LOGITS):
        both = [keras.Model(each.input, each.get_layer(layer).output)(inputs) for each in (trained, kept)]
        theirs, ours = map(np.asarray, both)
        assert np.abs(ours - theirs).max() < 1e-4 * np.abs(theirs).max()


def test_without_mixing_a_batch_stays_as_it_is() -> None:
    inputs, targets = two_kinds(4)
    mixed, same = mix(inputs, targets, 0.0, 0.0, np.random.default_rng(0))
    assert mixed is inputs
    assert same is targets


def test_averaged_weights_and_the_statistics_that_belong_to_them() -> None:
    """Against the same average made by hand; batch norm then whitens what the averaged weights make."""
    keras.utils.set_random_seed(0)
    norm = keras.layers.BatchNormalization(center=False, scale=False)
    trunk = keras.Sequential([keras.Input((4, 4, 1)), keras.layers.Conv2D(3, 3), norm])
    network = keras.Sequential([trunk, keras.layers.Flatten(), keras.layers.Dense(2)])
    network.compile(keras.optimizers.SGD(0.5, use_ema=True, ema_momentum=0.7), "mse", jit_compile=False)
    random = np.random.default_rng(0)
    batches: list[Batch] = [
        (random.random((8, 4, 4, 1), np.float32), random.random((8, 2), np.float32), None) for _ in range(5)
    ]
    wanted = None
    for inputs, targets, _ in batches:
        network.train_on_batch(inputs, targets)
        now = [np.array(weight) for weight in network.trainable_weights]
        wanted = now if wanted is None else [0.7 * old + 0.3 * new for old, new in zip(wanted, now, strict=True)]
    before = network.get_weights()
    with averaged(network, batches):
        for ours, theirs in zip(network.trainable_weights, wanted or [], strict=True):
            np.testing.assert_allclose(np.array(ours), theirs, atol=1e-6)
        white = np.asarray(trunk(np.concatenate([inputs for inputs, *_ in batches])))
        np.testing.assert_allclose(white.mean(axis=(0, 1, 2)), 0, atol=1e-4)
        np.testing.assert_allclose(white.std(axis=(0, 1, 2)), 1, atol=0.15)
    for ours, theirs in zip(network.get_weights(), before, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert norm.momentum == 0.99


@pytest.fixture
def voted(made_up: Path, tmp_path: Path) -> Path:
    """FER2013 with votes: half say happy and half sad, and of the first picture nobody says anything FER2013 knows."""
    (tmp_path / "fer2013").mkdir()
    for file in (made_up / "fer2013").iterdir():
        with np.load(file) as arrays:
            votes = np.zeros((len(arrays["labels"]), len(FERPLUS)), np.uint8)
            votes[:, [FERPLUS.index("happy"), FERPLUS.index("sad"), FERPLUS.index("contempt")]] = 4, 4, 2
            votes[0] = np.arange(10) == FERPLUS.index("no face")
            np.savez(tmp_path / "fer2013" / file.name, **arrays, ferplus_votes=votes)
    return tmp_path


def test_votes_teach_and_labels_score(voted: Path) -> None:
    settings = Settings("cnn-level1", epochs=1, batch=16, limit=30, targets="ferplus")
    dataset = taught(load("fer2013", voted), settings, voted)
    training = dataset.parts["training"].take(np.array([0, 1]))
    assert training.targets is not None
    assert training.targets.tolist() == [[1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0.5, 0, 0.5, 0]]
    assert dataset.parts["validation"].targets is dataset.parts["test"].targets is None
    run = fit(settings, voted / "runs", voted, quiet=True)
    assert "FER2013's own labels" in run.result()["targets"]
    labels = run.predictions()["test_labels"]
    assert set(labels.tolist()) == set(range(7))
    assert set(run.predictions()["test_logits"].argmax(axis=1).tolist()) <= {3, 5}, "it learnt the votes"


def test_votes_that_are_not_there_are_missed_in_one_sentence(made_up: Path, voted: Path) -> None:
    settings = Settings("cnn-level1", targets="ferplus")
    with pytest.raises(DataError, match="ferplus_votes"):
        taught(load("fer2013", made_up), settings, made_up)
    with pytest.raises(DataError, match="official split"):
        taught(load("fer2013", voted), dataclasses.replace(settings, split=Split("holdout")), voted)


def test_the_rate_rises_in_the_first_epochs_and_falls_after_them() -> None:
    rates = [rate_at(Settings("cnn-level1", epochs=10, rate=1.0, warm_up=3), epoch) for epoch in range(10)]
    assert rates[0] == pytest.approx(0.3)
    assert rates[:4] == sorted(rates[:4])
    assert rates[3] == 1.0
    assert rates[3:] == sorted(rates[3:], reverse=True)
    assert rate_at(Settings("cnn-level1"), 0) == pytest.approx(0.3 * Settings("cnn-level1").rate)


def test_finished_runs_keep_their_names() -> None:
    """A setting that is added must not rename what is finished, or it would be computed again."""
    runs = all_runs(ROOT / "docs" / "studies" / "runs")
    assert len(runs) > 10
    assert [run.settings.key for run in runs] == [run.folder.name for run in runs]
