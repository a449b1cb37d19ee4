"""Weights and finished runs travel between Keras backends. Skipped where TensorFlow is the only one installed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from training.data import load
from training.models import MODELS
from training.network import build, predict
from training.runs import Run
from training.settings import Settings, to_json
from training.splits import split

OTHER = [name for name in ("jax", "torch") if importlib.util.find_spec(name)]
NAMES = ("hog-svm", "cnn-level1", "cnn-bilstm")
SCRIPT = """
import sys
from pathlib import Path
import numpy as np
from training.fit import fit
from training.models import MODELS
from training.network import build, predict
from training.settings import Settings, from_json
folder, data, settings, *names = sys.argv[1:]
for name in names:
    network = build(Settings(name))
    network.load_weights(f"{folder}/{name}.weights.h5")
    images = np.load(f"{folder}/{name}.npy")
    np.save(f"{folder}/{name}-theirs.npy", predict(network, images, MODELS[name].preprocess))
fit(from_json(settings), Path(folder), Path(data), quiet=True)
"""
RUN = Settings(
    "cnn-level1", epochs=2, batch=16, limit=30, mixup=0.2, averaging=0.5, precision="bfloat16", weight_decay=1e-4
)


@pytest.mark.skipif(not OTHER, reason="neither JAX nor torch is installed beside TensorFlow")
def test_weights_and_runs_give_the_same_under_another_backend(tmp_path: Path, made_up: Path) -> None:
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
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), str(made_up), to_json(RUN), *NAMES]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    for name in NAMES:
        theirs = np.load(tmp_path / f"{name}-theirs.npy")
        np.testing.assert_allclose(ours[name], theirs, atol=1e-4, err_msg=name)
    run = Run(tmp_path / RUN.key, RUN)
    assert run.result()["environment"]["backend"] == OTHER[0]
    learnt = build(RUN)
    learnt.load_weights(run.best)
    tested = split(load(RUN.data, made_up), RUN).test.images
    wanted = run.predictions()["test_logits"]
    np.testing.assert_allclose(predict(learnt, tested, MODELS[RUN.model].preprocess), wanted, atol=1e-4)
