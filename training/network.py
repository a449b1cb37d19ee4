"""Making and running a network; the only place besides model files and solvers where Keras is touched by name."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keras
import numpy as np

from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import scale
from ferdesk.core.types import Floats, Pixels
from training.data import DataError
from training.models import MODELS
from training.models.recipe import Recipe
from training.runs import Run
from training.settings import Settings
from training.studies import PRETRAINED

_BATCH = 256


def build(settings: Settings, runs: Path | None = None) -> Any:
    """The network with its initial weights, the same for the same seed.

    Args:
        settings: Of the run.
        runs: Folder of the run whose weights this one begins with. Without it the network begins with random ones,
            for callers that load a finished run's weights.

    Raises:
        DataError: The weights to begin with are not at hand, damaged, or another network's.
    """
    keras.utils.set_random_seed(settings.seed)
    recipe = MODELS[settings.model]
    if settings.weights == "none" or runs is None:
        return recipe.build(None)
    file = _initial_weights(settings, recipe, runs)
    with _weights_of(file, "Put the right one there or use --weights none."):
        if file.name == recipe.imagenet:
            return recipe.build(str(file))
        network = recipe.build(None)
        network.load_weights(file)
    return network


def best_of(run: Run) -> Any:
    """The network of a run with its best weights.

    Raises:
        DataError: They are missing, damaged, or another network's.
    """
    network = build(run.settings)
    anew = f"Copy it from where the run was fitted, or remove the folder {run.folder} and fit it again."
    with _weights_of(run.best, anew):
        network.load_weights(run.best)
    return network


def predict(network: Any, images: Pixels, preprocess: Preprocess) -> Floats:
    """Logits, float32 (N, classes), of pictures uint8 (N, height, width) in the network's size."""
    parts = [
        np.asarray(network.predict_on_batch(scale(images[start : start + _BATCH, ..., None], preprocess)))
        for start in range(0, len(images), _BATCH)
    ]
    return np.concatenate(parts).astype(np.float32)


@contextmanager
def _weights_of(file: Path, advice: str) -> Iterator[None]:
    if not file.is_file():
        raise DataError(f"{file} is missing. {advice}")
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("error", "Skipping nested container")  # Keras would leave random weights there
            yield
    except (OSError, RuntimeError, ValueError, KeyError, UserWarning) as error:  # as HDF5 and Keras say it
        raise DataError(f"{file} is damaged, or holds the weights of another network. {advice}") from error


def _initial_weights(settings: Settings, recipe: Recipe, runs: Path) -> Path:
    """The file to begin with; ImageNet weights are taken from Keras' own folder and never downloaded."""
    file = Path(settings.weights)
    if settings.weights in PRETRAINED:
        file = Run(runs / PRETRAINED[settings.weights].key, PRETRAINED[settings.weights]).best
    if settings.weights == "imagenet":
        if not recipe.imagenet:
            raise DataError(f"{recipe.name} has no ImageNet weights. Use --weights none.")
        home = Path(os.environ.get("KERAS_HOME", Path.home() / ".keras"))
        file = home / "models" / recipe.imagenet
    return file
