"""The accelerated network is the same network: what it answers, what a step does to it, what its files hold."""

from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf

from training.acceleration import PRECISIONS, Adam, AdamW, BatchNormalization, accelerated
from training.convolution import Conv2D
from training.models import MODELS
from training.network import build
from training.settings import Settings

NETWORKS = ("smile-cnn-minmax", "cnn-tuned", "cnn-bilstm", "mobilenetv2-happy", "resnet50", "vgg19")


def batch(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Made-up inputs and one-hot targets."""
    recipe, random = MODELS[name], np.random.default_rng(0)
    shape = (6, recipe.preprocess.height, recipe.preprocess.width, recipe.preprocess.channels)
    targets = np.eye(len(recipe.labels), dtype=np.float32)[random.integers(0, len(recipe.labels), 6)]
    return random.random(shape, dtype=np.float32), targets


def step(network: keras.Model, name: str) -> None:
    """One step of training."""
    network.compile(
        optimizer=keras.optimizers.SGD(0.01),
        loss=keras.losses.CategoricalCrossentropy(from_logits=True),
        jit_compile=False,
    )
    inputs, targets = batch(name)
    network.train_on_batch(inputs, targets)


def test_batch_norm_learns_the_same_to_rounding() -> None:
    """Outputs, moving averages and all gradients of one training step against Keras' own layer."""
    random = np.random.default_rng(0)
    inputs = tf.constant(random.normal(3, 2, (8, 10, 10, 5)).astype(np.float32))
    wanted = tf.constant(random.normal(0, 1, (8, 10, 10, 5)).astype(np.float32))

    def learnt(layer: keras.layers.Layer) -> list[np.ndarray]:
        layer.build(inputs.shape)
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            outputs = layer(inputs, training=True)
            loss = tf.reduce_sum(outputs * wanted)
        gradients = tape.gradient(loss, [inputs, layer.gamma.value, layer.beta.value])
        return [np.asarray(value) for value in (outputs, *gradients, *layer.weights)]

    for ours, theirs in zip(
        learnt(BatchNormalization(momentum=0.9)), learnt(keras.layers.BatchNormalization(momentum=0.9)), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, atol=2e-5, rtol=2e-4)


@pytest.mark.parametrize(
    ("side", "size", "stride", "padding"),
    [
        (2, 3, 1, "same"),
        (3, 3, 1, "same"),
        (6, 3, 1, "same"),
        (6, 3, 1, "valid"),
        (6, 3, 2, "same"),
        (3, 1, 1, "valid"),
        (6, 1, 2, "valid"),
        (5, 1, 2, "same"),
    ],
)
def test_a_convolution_learns_the_same_to_rounding(side: int, size: int, stride: int, padding: str) -> None:
    """Outputs and all gradients in either precision against Keras' own layer in float32."""
    random = np.random.default_rng(0)
    inputs = tf.constant(random.normal(0, 1, (4, side, side, 5)).astype(np.float32))
    values = random.normal(0, 0.3, (size, size, 5, 7)).astype(np.float32), random.normal(0, 1, 7).astype(np.float32)

    def learnt(kind: type[keras.layers.Layer], precision: str) -> list[np.ndarray]:
        layer = kind(7, size, strides=stride, padding=padding, activation="tanh", dtype=precision)
        layer.build(inputs.shape)
        layer.set_weights(values)
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            outputs = layer(inputs)
            loss = tf.reduce_sum(tf.cast(outputs, tf.float32) * tf.range(7, dtype=tf.float32))
        gradients = tape.gradient(loss, [inputs, layer.kernel.value, layer.bias.value])
        return [np.asarray(tf.cast(value, tf.float32)) for value in (outputs, *gradients)]

    theirs = learnt(keras.layers.Conv2D, "float32")
    for precision, allowed in (("mixed_bfloat16", 0.02), ("float32", 1e-5)):
        for ours, exact in zip(learnt(Conv2D, precision), theirs, strict=True):
            assert np.linalg.norm(ours - exact) < allowed * np.linalg.norm(exact)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("precision", PRECISIONS)
def test_its_weight_file_fits_the_original(name: str, precision: str, tmp_path: Path) -> None:
    fast = accelerated(build(Settings(name, seed=1)), precision)
    step(fast, name)
    fast.save_weights(tmp_path / "best.weights.h5")
    plain = build(Settings(name, seed=2))
    plain.load_weights(tmp_path / "best.weights.h5")
    for ours, theirs in zip(fast.get_weights(), plain.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    inputs, _ = batch(name)
    tolerance = 1e-5 if precision == "float32" else 0.05
    np.testing.assert_allclose(fast(inputs), plain(inputs), atol=tolerance, rtol=tolerance)


def test_weights_and_logits_stay_float32() -> None:
    fast = accelerated(build(Settings("smile-cnn-minmax")), "bfloat16")
    assert {weight.dtype for weight in fast.weights} == {"float32"}
    assert fast.output.dtype == "float32"
    assert fast.get_layer("features").compute_dtype == "bfloat16"


@pytest.mark.parametrize(
    ("ours", "theirs", "more"),
    [
        (Adam, keras.optimizers.Adam, {}),
        (AdamW, keras.optimizers.AdamW, {"weight_decay": 0.05, "use_ema": True, "ema_momentum": 0.9}),
    ],
)
def test_adam_steps_the_same_to_rounding(
    ours: type[keras.optimizers.Optimizer],
    theirs: type[keras.optimizers.Optimizer],
    more: dict[str, float],
    tmp_path: Path,
) -> None:
    """Weights and the optimizer's own state after steps of several rates, the last one after a checkpoint."""
    random = np.random.default_rng(0)
    inputs = random.normal(size=(64, 5)).astype(np.float32)
    targets = inputs @ random.normal(size=(5, 3)).astype(np.float32)

    def learnt(optimizer: keras.optimizers.Optimizer) -> list[np.ndarray]:
        keras.utils.set_random_seed(0)
        network = keras.Sequential([keras.Input((5,)), keras.layers.Dense(7, "tanh"), keras.layers.Dense(3)])
        network.compile(optimizer, "mse", jit_compile=False)
        for rate in (0.01, 0.01, 0.001):
            network.optimizer.learning_rate = rate
            network.train_on_batch(inputs, targets)
        network.save(tmp_path / "checkpoint.keras")
        network = keras.saving.load_model(tmp_path / "checkpoint.keras")
        assert type(network.optimizer) is type(optimizer)
        network.train_on_batch(inputs, targets)
        return [np.asarray(value) for value in (*network.weights, *network.optimizer.variables)]

    for one, other in zip(learnt(ours(0.01, **more)), learnt(theirs(0.01, **more)), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5, rtol=1e-4)
