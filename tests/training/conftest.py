"""Small made-up data sets in the files' real form, and Keras kept quiet. Skipped where Keras is not installed."""

import os
import warnings
from pathlib import Path

import numpy as np
import pytest

from ferdesk.core.types import Pixels

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

with warnings.catch_warnings():
    # TensorFlow and its converter warn of their own old code when they are imported.
    warnings.simplefilter("ignore")
    for package in ("tensorflow", "keras", "tf2onnx", "sklearn", "imblearn.over_sampling", "tensorboard"):
        pytest.importorskip(package, reason=f"no {package}: the training extra is not installed")

KERAS_OLD_CODE = "ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"
SHAPES = {"train": 12, "public_test": 6, "private_test": 6}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keras 3.15 converts its variables in a way that NumPy 2 warns of; it is not ours to mend."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings(KERAS_OLD_CODE))


def pictures(labels: np.ndarray, side: int, seed: int) -> Pixels:
    """Noise with a bar whose place tells the class: something to learn."""
    random = np.random.default_rng(seed)
    images = random.integers(60, 120, (len(labels), side, side), dtype=np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[4 + 4 * int(label) : 8 + 4 * int(label)] += 100
    return images


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the one of `--data`, with few pictures that are nobody's face."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "fer2013").mkdir()
    for seed, (stem, each) in enumerate(SHAPES.items()):
        labels = np.repeat(np.arange(7), each).astype(np.uint8)
        np.savez(folder / "fer2013" / f"{stem}.npz", images=pictures(labels, 48, seed), labels=labels)
    for name, classes, side in (("smiles", 2, 64), ("web_faces", 8, 96)):
        labels = np.repeat(np.arange(classes), 80 // classes).astype(np.uint8)
        np.savez(folder / f"{name}.npz", images=pictures(labels, side, 9), labels=labels)
    return folder
