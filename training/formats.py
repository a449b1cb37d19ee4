"""The files that data sets come in: npz, Kaggle's csv files and folders of pictures."""

import csv
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ferdesk.core import labels as names
from ferdesk.core.errors import FerdeskError
from ferdesk.core.types import Pixels
from training.metrics import Labels

Arrays = tuple[Pixels, Labels]
_NPZ_PARTS = {"training": "train", "validation": "public_test", "test": "private_test"}
_CSV_PARTS = {"Training": "training", "PublicTest": "validation", "PrivateTest": "test"}
_FOLDER_PARTS = {"training": "train", "validation": "validation", "test": "test"}
_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")
_SIDE = 48
FERPLUS = ("neutral", "happy", "surprise", "sad", "angry", "disgust", "fear", "contempt", "unknown", "no face")

# What zipfile, zlib and NumPy say of bytes that are not what they were; a lone array is no context (TypeError).
_DAMAGES = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    RuntimeError,
    MemoryError,
    zipfile.BadZipFile,
    zlib.error,
)


class DataError(FerdeskError):
    """A data set, or a file of a run, is missing or damaged."""


def read_fer2013(folder: Path) -> dict[str, Arrays]:
    """FER2013 in whichever form lies in `folder`: npz files, `fer2013.csv`, `icml_face_data.csv` or class folders.

    Returns:
        Images uint8 (N, 48, 48) and labels int64 (N,) for "training", "validation" and "test". Class folders have no
        validation part: Kaggle's `test` folder holds PublicTest and PrivateTest together.

    Raises:
        DataError: None of them is there, or it is damaged.
    """
    for base in (folder / "fer2013", folder):
        if (base / "train.npz").is_file():
            return {part: read_npz(base / f"{stem}.npz", 7) for part, stem in _NPZ_PARTS.items()}
        for file in (base / "fer2013.csv", base / "icml_face_data.csv"):
            if file.is_file():
                return read_csv(file)
        if (base / "train").is_dir():
            return _read_split_folders(base)
    raise DataError(
        f"FER2013 is not in {folder}: looked for fer2013/train.npz, fer2013.csv, icml_face_data.csv and train/<class>/."
        " Get it from Kaggle (msambare/fer2013 or the ICML 2013 challenge) and name its folder with --data."
    )


def read_npz(file: Path, classes: int) -> Arrays:
    """`images` uint8 (N, height, width) and `labels` 0...classes-1 of an npz file.

    Raises:
        DataError: The file is missing, damaged or holds something else.
    """
    with _arrays(file) as arrays:
        images, labels = arrays["images"], arrays["labels"].astype(np.int64)
    if images.dtype != np.uint8 or images.ndim != 3 or labels.shape != images.shape[:1]:
        raise DataError(
            f"{file} holds images {images.dtype} {images.shape}, not uint8 (N, height, width). Copy it again."
        )
    if len(labels) == 0 or labels.min() < 0 or labels.max() >= classes:
        raise DataError(f"{file} has no pictures or labels outside 0...{classes - 1}. Copy it again.")
    return images, labels


def read_votes(folder: Path) -> dict[str, Labels]:
    """FER+ votes of FER2013 (Barsoum et al., ICMI 2016) where its npz files hold them, int64 (N, 10) by part.

    Columns are those of `FERPLUS`; a part without votes is left out.

    Raises:
        DataError: A file is damaged.
    """
    votes: dict[str, Labels] = {}
    for part, stem in _NPZ_PARTS.items():
        file = folder / "fer2013" / f"{stem}.npz"
        if not file.is_file():
            continue
        with _arrays(file) as arrays:
            if "ferplus_votes" in arrays:
                votes[part] = arrays["ferplus_votes"].astype(np.int64)
    return votes


@contextmanager
def _arrays(file: Path) -> Iterator[Mapping[str, Any]]:
    """An npz file's arrays, each of which is unpacked when it is asked for."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            yield arrays
    except FileNotFoundError as error:
        raise DataError(f"{file} is missing. Name the folder that holds it with --data.") from error
    except _DAMAGES as error:
        raise DataError(f"{file} is damaged ({error!r}). Copy it again.") from error


def read_csv(file: Path) -> dict[str, Arrays]:
    """Kaggle's `fer2013.csv` (emotion, pixels, Usage) and `icml_face_data.csv` (emotion, Usage, pixels).

    Raises:
        DataError: A row cannot be read.
    """
    rows: dict[str, tuple[list[Pixels], list[int]]] = {part: ([], []) for part in _CSV_PARTS.values()}
    for number, row in _csv_lines(file):
        try:
            pixels = np.fromstring(row["pixels"], dtype=np.uint8, sep=" ").reshape(_SIDE, _SIDE)
            images, labels = rows[_CSV_PARTS[row["Usage"].strip()]]
            labels.append(_FER2013_CSV[int(row["emotion"])])
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise DataError(
                f"{file}, line {number} does not hold an emotion from 0 to 6, {_SIDE}x{_SIDE} pixels and one of"
                f" {', '.join(_CSV_PARTS)} ({error!r}). Get the file again."
            ) from error
        images.append(pixels)
    if not all(labels for _, labels in rows.values()):
        raise DataError(f"{file} lacks Training, PublicTest or PrivateTest rows. Get the complete file.")
    return {part: (np.stack(images), np.array(labels)) for part, (images, labels) in rows.items()}


def _csv_lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a table with a head, and the number of each one's line."""
    try:
        with file.open(newline="", encoding="utf-8") as lines:
            yield from enumerate(csv.DictReader(lines, skipinitialspace=True), start=2)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{file} cannot be read as a CSV table ({error}). Get the file again.") from error


# The csv files count neutral last; ferdesk counts it between happy and sad, as the folders do.
_CSV_ORDER = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
_FER2013_CSV = {emotion: names.FER2013.index(name) for emotion, name in enumerate(_CSV_ORDER)}


def read_class_folders(folder: Path, classes: Iterable[str] = ()) -> tuple[tuple[str, ...], Pixels, Labels]:
    """A folder with one folder of pictures per class, each named after an emotion.

    Args:
        folder: Its subfolders are the classes; anger, happiness, sadness... are understood, and several of one
            emotion are one class.
        classes: The wanted label order; alphabetical when empty.

    Returns:
        Class names, images uint8 (N, height, width) in the size of the first picture, labels int64 (N,).

    Raises:
        DataError: There are no class folders, or a picture cannot be read.
    """
    found: dict[str, list[Path]] = {}
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            found.setdefault(_emotion(entry), []).append(entry)
    order = tuple(classes) or tuple(sorted(found))
    unknown = sorted(set(found) - set(names.EMOTIONS))
    if len(found) < 2 or unknown:
        raise DataError(
            f"{folder} needs one folder per class, named after an emotion ({', '.join(names.EMOTIONS)});"
            f" found {', '.join(sorted(found)) or 'none'}. Rename or move them."
        )
    images: list[Pixels] = []
    labels: list[int] = []
    for label, name in enumerate(order):
        for file in (file for entry in found.get(name, ()) for file in sorted(entry.iterdir())):
            if file.suffix.lower() in _PICTURES:
                images.append(read_gray(file, images[0].shape if images else None))
                labels.append(label)
    if not images:
        raise DataError(f"{folder} has class folders but no pictures in them. Check the folder.")
    return order, np.stack(images), np.array(labels)


def _read_split_folders(base: Path) -> dict[str, Arrays]:
    parts: dict[str, Arrays] = {}
    for part, name in _FOLDER_PARTS.items():
        if (base / name).is_dir():
            parts[part] = read_class_folders(base / name, names.FER2013)[1:]
    if "test" not in parts:
        raise DataError(f"{base} has train/ but no test/ folder. Get the complete data set.")
    return parts


def _emotion(folder: Path) -> str:
    return names.emotion_named(folder.name) or folder.name


def read_gray(file: Path, shape: tuple[Any, ...] | None = None) -> Pixels:
    """A picture file in gray, uint8 (height, width), made as large as `shape` where that is given.

    Raises:
        DataError: It is missing or damaged.
    """
    if not file.is_file():
        raise DataError(f"{file} is missing. Check the path, or remove the line that names it.")
    image = cv2.imdecode(np.fromfile(file, dtype=np.uint8), cv2.IMREAD_GRAYSCALE) if file.stat().st_size else None
    if image is None:
        raise DataError(f"{file} is not a picture that can be read. Remove it or copy it again.")
    if shape is not None and image.shape != shape:
        image = cv2.resize(image, shape[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(image, dtype=np.uint8)
