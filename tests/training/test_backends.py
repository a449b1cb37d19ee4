"""Weights travel between Keras backends. Skipped where TensorFlow is the only one installed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from training.models import MODELS
from training.network import build, predict
from training.settings import Settings

OTHER = [name for name in ("jax", "torch") if importlib.util.find_spec(name)]
SCRIPT = """
import sys
import numpy as np
from training.models import MODELS
from training.network import build, predict
from training.settings import Settings
name, folder = sys.argv[1:]
network = build(Settings(name))
network.load_weights(f"{folder}/w.weights.h5")
np.save(f"{folder}/theirs.npy", predict(network, np.load(f"{folder}/images.npy"), MODELS[name].preprocess))
"""


@pytest.mark.skipif(not OTHER, reason="neither JAX nor torch is installed beside TensorFlow")
@pytest.mark.parametrize("name", ["hog-svm", "cnn-level1", "cnn-bilstm"])
def test_weights_give_the_same_under_another_backend(name: str, tmp_path: Path) -> None:
    inputs = MODELS[name].preprocess
    images = np.random.default_rng(0).integers(0, 256, (3, inputs.height, inputs.width), dtype=np.uint8)
    network = build(Settings(name))
    network.save_weights(tmp_path / "w.weights.h5")
    np.save(tmp_path / "images.npy", images)
    environment = os.environ | {"KERAS_BACKEND": OTHER[0]}
    subprocess.run([sys.executable, "-c", SCRIPT, name, str(tmp_path)], cwd=ROOT, env=environment, check=True)
    np.testing.assert_allclose(predict(network, images, inputs), np.load(tmp_path / "theirs.npy"), atol=1e-4)
