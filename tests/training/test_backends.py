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
NAMES = ("hog-svm", "cnn-level1", "cnn-bilstm")
SCRIPT = """
import sys
import numpy as np
from training.models import MODELS
from training.network import build, predict
from training.settings import Settings
folder, *names = sys.argv[1:]
for name in names:
    network = build(Settings(name))
    network.load_weights(f"{folder}/{name}.weights.h5")
    images = np.load(f"{folder}/{name}.npy")
    np.save(f"{folder}/{name}-theirs.npy", predict(network, images, MODELS[name].preprocess))
"""


@pytest.mark.skipif(not OTHER, reason="neither JAX nor torch is installed beside TensorFlow")
def test_weights_give_the_same_under_another_backend(tmp_path: Path) -> None:
    """All networks in one process: a backend takes longer to start than to compute."""
    ours = {}
    for name in NAMES:
        inputs = MODELS[name].preprocess
        images = np.random.default_rng(0).integers(0, 256, (3, inputs.height, inputs.width), dtype=np.uint8)
        network = build(Settings(name))
        network.save_weights(tmp_path / f"{name}.weights.h5")
        np.save(tmp_path / f"{name}.npy", images)
        ours[name] = predict(network, images, inputs)
    environment = os.environ | {"KERAS_BACKEND": OTHER[0]}
    subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path), *NAMES], cwd=ROOT, env=environment, check=True)
    for name in NAMES:
        theirs = np.load(tmp_path / f"{name}-theirs.npy")
        np.testing.assert_allclose(ours[name], theirs, atol=1e-4, err_msg=name)
