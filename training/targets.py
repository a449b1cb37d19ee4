"""What a training picture teaches: its label, or what ten people said of it."""

import dataclasses
from pathlib import Path
from typing import Final

import numpy as np

from ferdesk.core.types import Floats
from training.data import DataError, Dataset, Faces
from training.formats import FERPLUS, read_votes
from training.settings import Settings

TARGETS: Final = {
    "labels": "trained, chosen and scored on the data set's own labels",
    "ferplus": "trained on FER+ votes; chosen and scored on FER2013's own labels",
}
"""A run's `targets`, and what its result says of them."""


def taught(dataset: Dataset, settings: Settings, folder: Path) -> Dataset:
    """The data set with the targets that a run asks for; validation and test parts stay as they are.

    Args:
        dataset: As it was loaded.
        settings: Of the run.
        folder: Where the data sets are.

    Raises:
        DataError: The data set has no votes, or is not split as they are.
    """
    if settings.targets == "labels":
        return dataset
    votes = read_votes(folder).get("training") if dataset.name == "fer2013" else None
    if votes is None or settings.split.kind != "official":
        raise DataError(
            "FER+ votes are for FER2013's official split, and are looked for as `ferplus_votes` in"
            f" {folder / 'fer2013' / 'train.npz'}. Train on labels, or put them there."
        )
    training = dataset.parts["training"]
    # Votes for what FER2013 has no class for (contempt, unknown, no face) are left out.
    shares = votes[:, [FERPLUS.index(label) for label in dataset.labels]].astype(np.float32)
    total = shares.sum(axis=1, keepdims=True)
    soft = np.where(total > 0, shares / np.maximum(total, 1), one_hot(training, len(dataset.labels)))
    parts = {**dataset.parts, "training": dataclasses.replace(training, targets=soft)}
    return dataclasses.replace(dataset, parts=parts)


def one_hot(faces: Faces, classes: int) -> Floats:
    """The pictures' targets, float32 (N, classes); 1 for the label where they have no others."""
    if faces.targets is not None:
        return faces.targets
    return np.eye(classes, dtype=np.float32)[faces.labels]
