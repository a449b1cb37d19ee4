"""Who trains, who validates, who tests, and the balancing that comes after that split."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedKFold, StratifiedShuffleSplit

from training.augment import SEQUENCE, augment
from training.data import DataError, Dataset, Faces
from training.leaks import copies_of
from training.metrics import Labels
from training.settings import Settings, Split

LEAKS: Final = ("none", "oversample_first", "augment_first", "score_training")
_OVERSAMPLER_SEED: Final = 42


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The three parts of a run; `unseen` (N,) tells which test pictures have no copy in the training part.

    With `drop_leaks` it tells which had none before these were taken out.
    """

    training: Faces
    validation: Faces
    test: Faces
    unseen: npt.NDArray[np.bool_]


def split(dataset: Dataset, settings: Settings) -> Parts:
    """Splits a data set as the settings say.

    Raises:
        DataError: It has no official split, or too few pictures of a class.
    """
    how = settings.split
    random = np.random.default_rng(settings.seed)
    if how.kind == "official":
        training, validation, test = _official(dataset, how, random)
    else:
        training, validation, test = _drawn(_pool(dataset, how, settings.seed), how, settings.seed)
    if settings.limit:
        training, validation, test = (_sample(part, settings.limit, random) for part in (training, validation, test))
    unseen = ~copies_of(test.images, training.images)
    if settings.drop_leaks:
        test_and_validation = np.concatenate([test.images, validation.images])
        training = training.take(np.flatnonzero(~copies_of(training.images, test_and_validation)))
    if how.leak == "score_training":
        test = _sample(training, len(test), random)
        unseen = np.zeros(len(test), dtype=bool)
    return Parts(training, validation, test, unseen)


def oversample(faces: Faces) -> Faces:
    """RandomOverSampler: pictures of the smaller classes are repeated until all classes are as large as the largest."""
    from imblearn.over_sampling import RandomOverSampler  # slow to import, needed by one study

    sampler = RandomOverSampler(random_state=_OVERSAMPLER_SEED)
    index, _ = sampler.fit_resample(np.arange(len(faces))[:, None], faces.labels)
    return faces.take(np.asarray(index)[:, 0])


def class_weights(labels: Labels, classes: int, power: float = 1.0) -> dict[int, float]:
    """scikit-learn's "balanced" weights to a power, (N / (classes * count)) ** power; 1 where there are no pictures."""
    counts = np.bincount(labels, minlength=classes)
    return {k: (len(labels) / (classes * count)) ** power if count else 1.0 for k, count in enumerate(counts)}


def _official(dataset: Dataset, how: Split, random: np.random.Generator) -> tuple[Faces, Faces, Faces]:
    if not dataset.official:
        raise DataError(f"{dataset.name} has no official split. Use a hold-out or folds.")
    training, test = dataset.parts["training"], dataset.parts["test"]
    if "validation" in dataset.parts:
        return training, dataset.parts["validation"], test
    training, validation = _cut(training, how.validation, int(random.integers(2**31)))
    return training, validation, test


def _pool(dataset: Dataset, how: Split, seed: int) -> Faces:
    """All pictures, balanced or multiplied when the settings want that before the split."""
    parts = list(dataset.parts.values())
    faces = Faces(np.concatenate([p.images for p in parts]), np.concatenate([p.labels for p in parts]))
    random = np.random.default_rng(seed)
    if how.pool:
        faces = _sample(faces, how.pool, random)
    if how.balanced:
        each = how.balanced // len(dataset.labels)
        chosen = [_choose(faces.labels, k, each, dataset, random) for k in range(len(dataset.labels))]
        faces = faces.take(np.sort(np.concatenate(chosen)))
    if how.leak == "oversample_first":
        faces = oversample(faces)
    if how.leak == "augment_first":
        copies = [faces.images, *(augment(faces.images, SEQUENCE, random) for _ in range(2))]
        faces = Faces(np.concatenate(copies), np.tile(faces.labels, len(copies)))
    return faces


def _choose(labels: Labels, label: int, count: int, dataset: Dataset, random: np.random.Generator) -> Labels:
    candidates = np.flatnonzero(labels == label)
    if len(candidates) < count:
        raise DataError(
            f"{dataset.name} has {len(candidates)} pictures of {dataset.labels[label]} and {count} are wanted."
            " Ask for fewer."
        )
    return random.choice(candidates, count, replace=False)


def _drawn(faces: Faces, how: Split, seed: int) -> tuple[Faces, Faces, Faces]:
    if how.kind == "fold":
        folds = StratifiedKFold(how.folds, shuffle=True, random_state=seed)
        rest, test = list(folds.split(faces.labels, faces.labels))[how.fold]
        remaining, tested = faces.take(rest), faces.take(test)
    else:
        remaining, tested = _cut(faces, how.test, seed)
    training, validation = _cut(remaining, how.validation, seed)
    return training, validation, tested


def _cut(faces: Faces, fraction: float, seed: int) -> tuple[Faces, Faces]:
    """Stratified: the rest, and `fraction` of them."""
    try:
        cutter = StratifiedShuffleSplit(1, test_size=fraction, random_state=seed)
        rest, part = next(cutter.split(faces.labels, faces.labels))
    except ValueError as error:
        raise DataError(f"{len(faces)} pictures cannot be split with each class in each part ({error}).") from error
    return faces.take(rest), faces.take(part)


def _sample(faces: Faces, count: int, random: np.random.Generator) -> Faces:
    """`count` pictures in which every class has its share, at least two of each where there are any."""
    if len(faces) <= count:
        return faces
    kept = []
    for label in np.unique(faces.labels):
        members = np.flatnonzero(faces.labels == label)
        share = min(len(members), max(2, round(count * len(members) / len(faces))))
        kept.append(random.choice(members, share, replace=False))
    return faces.take(np.sort(np.concatenate(kept)))
