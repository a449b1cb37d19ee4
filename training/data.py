"""The data sets, read from the files that users have, and their splits. Nothing is downloaded."""

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ferdesk.core import labels as names
from ferdesk.core.errors import FerdeskError
from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import fit_picture
from ferdesk.core.types import Floats, Pixels
from training.formats import DataError, read_class_folders, read_fer2013, read_npz
from training.metrics import Labels

DEFAULT_FOLDER: Final = Path("../shared/data")
_WEB_FACES = ("angry", "contempt", "disgust", "fear", "happy", "neutral", "sad", "surprise")


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Gray pictures with their classes: images uint8 (N, height, width), labels int64 (N,).

    `targets` float32 (N, classes) are distributions to be learnt in place of the labels, where a run asks for them.
    """

    images: Pixels
    labels: Labels
    targets: Floats | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, index: Labels) -> "Faces":
        targets = None if self.targets is None else self.targets[index]
        return Faces(self.images[index], self.labels[index], targets)


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """A data set as it is published.

    Attributes:
        name: Its entry in `DATASETS`.
        labels: Its classes in the order of the label numbers.
        parts: "training", "validation" and "test" where an official split exists, else "all".
    """

    name: str
    labels: tuple[str, ...]
    parts: Mapping[str, Faces]

    @property
    def official(self) -> bool:
        return "test" in self.parts


def load(name: str, folder: Path) -> Dataset:
    """Reads a data set.

    Args:
        name: An entry of `DATASETS`, or the path of a folder with one folder of pictures per class.
        folder: Where the data sets are (`--data`).

    Raises:
        DataError: It is missing or damaged.
    """
    if name in DATASETS:
        return DATASETS[name](folder)
    if Path(name).is_dir():
        classes, images, numbers = read_class_folders(Path(name))
        return Dataset(Path(name).name, classes, {"all": Faces(images, numbers)})
    raise DataError(f"{name} is neither a folder nor one of the data sets {', '.join(DATASETS)}. Check the name.")


def load_as(labels: tuple[str, ...], name: str, folder: Path) -> Dataset:
    """A data set with the labels of a network, numbered in its order.

    Args:
        labels: The network's, in output order.
        name: As for `load`.
        folder: Where the data sets are.

    Raises:
        DataError: The data are missing or damaged, or have other labels.
    """
    dataset = load(name, folder)
    own = labels if (name, labels) in TAKEN_FOR else dataset.labels
    if set(own) != set(labels):
        raise DataError(
            f"{name} has the classes {', '.join(own)} and the network {', '.join(labels)}. Choose data with the same."
        )
    numbers = np.array([labels.index(label) for label in own])
    parts = {part: dataclasses.replace(faces, labels=numbers[faces.labels]) for part, faces in dataset.parts.items()}
    return Dataset(dataset.name, labels, parts)


def fingerprint(faces: Faces) -> str:
    """SHA-256 of pictures and labels, 16 hexadecimal digits: tells whether two runs saw the same data."""
    digest = hashlib.sha256(np.ascontiguousarray(faces.images).tobytes())
    digest.update(faces.labels.astype(np.int64).tobytes())
    return digest.hexdigest()[:16]


def sized(images: Pixels, preprocess: Preprocess) -> Pixels:
    """Pictures in a model's size, uint8 (N, height, width), made as the application makes them."""
    if images.shape[1:] == (preprocess.height, preprocess.width):
        return images
    return np.stack([fit_picture(image, preprocess)[..., 0] for image in images])


def _fer2013(folder: Path) -> Dataset:
    parts = {part: Faces(*arrays) for part, arrays in read_fer2013(folder).items()}
    return Dataset("fer2013", names.FER2013, parts)


def _smiles(folder: Path) -> Dataset:
    return Dataset("smiles", names.SMILE, {"all": Faces(*read_npz(folder / "smiles.npz", len(names.SMILE)))})


def _web_faces(folder: Path) -> Dataset:
    return Dataset("web_faces", _WEB_FACES, {"all": Faces(*read_npz(folder / "web_faces.npz", len(_WEB_FACES)))})


def _happy(folder: Path) -> Dataset:
    """FER2013 and web faces as happy / not happy, at 96x96; the stand-in for FER2013 with Pinterest and Roboflow."""
    web, fer = _web_faces(folder), _fer2013(folder)
    images = [sized(part.images, _SIDE_96) for part in (*fer.parts.values(), *web.parts.values())]
    happy = [part.labels == names.FER2013.index("happy") for part in fer.parts.values()]
    happy.append(web.parts["all"].labels == _WEB_FACES.index("happy"))
    return Dataset("happy", names.HAPPY, {"all": Faces(np.concatenate(images), np.concatenate(happy).astype(np.int64))})


_SIDE_96 = Preprocess(96, 96, 1, 0.0, False, (0.0,), (255.0,))

DATASETS: Final[dict[str, Callable[[Path], Dataset]]] = {
    "fer2013": _fer2013,
    "smiles": _smiles,
    "web_faces": _web_faces,
    "happy": _happy,
}

TAKEN_FOR: Final = {("happy", names.SMILE), ("smiles", names.HAPPY)}
"""Data sets whose classes are taken for a network's other ones on purpose, number for number: the study `scaling` asks
smile networks about happy faces, and smiles teach the weights that `happy` begins with."""

TITLES: Final = {
    "fer2013": "FER2013",
    "smiles": "SMILEs",
    "web_faces": "web faces",
    "happy": "FER2013 and web faces",
}
"""Their names for people."""

__all__ = [
    "DATASETS",
    "DEFAULT_FOLDER",
    "TAKEN_FOR",
    "TITLES",
    "DataError",
    "Dataset",
    "Faces",
    "FerdeskError",
    "fingerprint",
    "load",
    "load_as",
    "sized",
]
