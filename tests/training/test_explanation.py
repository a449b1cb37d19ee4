"""The application's Grad-CAM, made without a training framework, against TensorFlow's own gradient."""

import numpy as np
import pytest

pytest.importorskip("keras", reason="no Keras: install the extra `train`")
pytest.importorskip("tensorflow", reason="no TensorFlow: install the extra `train`")

import keras

from ferdesk.core.preprocess import scale
from ferdesk.core.spec import Golden, ModelSpec
from ferdesk.engine.explain.gradcam import grad_cam
from ferdesk.engine.explain.head import Head
from training.gradcam import tape
from training.graph import convert
from training.models import MODELS

TOLERANCE = 1e-3


def spec_of(name: str) -> ModelSpec:
    recipe = MODELS[name]
    inputs = recipe.preprocess
    pixels = np.zeros((inputs.height, inputs.width, inputs.channels), dtype=np.uint8)
    classes = len(recipe.labels)
    return ModelSpec(
        name=name,
        title=recipe.title,
        paper=recipe.paper,
        labels=recipe.labels,
        preprocess=inputs,
        logits="logits",
        features="features",
        trained_on="nothing",
        measured=(),
        temperature=1.0,
        parameters=1,
        golden=Golden(pixels, np.full(classes, 1 / classes, dtype=np.float32)),
    )


@pytest.mark.parametrize("name", ["cnn-level1", "cnn-bilstm", "mobilenetv2-happy"])
def test_the_map_is_that_of_the_gradient_tape(name: str) -> None:
    keras.utils.set_random_seed(7)
    network = MODELS[name].build(None)
    spec = spec_of(name)
    head = Head(convert(network), spec, name, 2)
    random = np.random.default_rng(1)
    shape = (spec.preprocess.height, spec.preprocess.width, spec.preprocess.channels)
    seen = 0
    for _ in range(2):
        batch = scale([random.integers(0, 256, shape, dtype=np.uint8)], spec.preprocess)
        found = grad_cam(head.trace(batch))
        for chosen in range(len(spec.labels)):
            wanted = tape(network, batch, chosen)
            if wanted.max() > 0:
                seen += 1
                assert np.abs(found[chosen] - wanted).max() <= TOLERANCE * wanted.max()
    assert seen > 0
