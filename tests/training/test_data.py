"""Data: every form it comes in, splits, leaks, and one sentence for what is wrong."""

import csv
import io
import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from ferdesk.core import paths
from ferdesk.core.labels import FER2013, HAPPY, SMILE
from training.augment import LIGHT, NONE, Augmentation, augment
from training.data import DATASETS, TAKEN_FOR, DataError, load, load_as
from training.evaluate import evaluate
from training.fit import fit
from training.formats import FERPLUS, read_votes
from training.leaks import copies_of, inspect, near_copies, perceptual_hashes
from training.settings import Settings, Split
from training.splits import class_weights, oversample, split

PIXELS = " ".join(["7"] * 48 * 48)


def test_every_data_set_loads(made_up: Path) -> None:
    for name in DATASETS:
        dataset = load(name, made_up)
        for part in dataset.parts.values():
            assert part.images.dtype == np.uint8
            assert part.labels.max() < len(dataset.labels)


@pytest.mark.parametrize("columns", [("emotion", "pixels", "Usage"), ("emotion", " Usage", " pixels")])
def test_both_csv_files_of_kaggle(tmp_path: Path, columns: tuple[str, ...]) -> None:
    with (tmp_path / "fer2013.csv").open("w", newline="") as file:
        rows = csv.DictWriter(file, columns)
        rows.writeheader()
        for usage in ("Training", "PublicTest", "PrivateTest"):
            values = {"emotion": "6", "Usage": usage, "pixels": PIXELS}
            rows.writerow({column: values[column.strip()] for column in columns})
    part = load("fer2013", tmp_path).parts["test"]
    assert part.labels.tolist() == [4], "the csv's 6 is neutral"
    assert part.images[0, 0, 0] == 7


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("3,1 2 3,Training", "line 2 does not hold"),
        (f"-1,{PIXELS},Training", "line 2 does not hold an emotion from 0 to 6"),
        (f"7,{PIXELS},Training", "line 2 does not hold an emotion from 0 to 6"),
        (f"3,{PIXELS},Tr\xe4ning", "cannot be read as a CSV table"),
        (f"3,{PIXELS * 40},Training", "cannot be read as a CSV table"),
    ],
)
def test_a_damaged_csv_is_one_sentence(row: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "fer2013.csv").write_bytes(f"emotion,pixels,Usage\n{row}\n".encode("latin-1"))
    with pytest.raises(DataError, match=said):
        load("fer2013", tmp_path)


def _folders(base: Path, classes: tuple[str, ...], count: int = 2) -> None:
    for number, name in enumerate(classes):
        (base / name).mkdir(parents=True)
        for k in range(count):
            cv2.imwrite(str(base / name / f"{k}.png"), np.full((48, 48), 30 * number + k, dtype=np.uint8))


def test_class_folders_of_kaggle(tmp_path: Path) -> None:
    classes = ("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise")
    for part in ("train", "test"):
        _folders(tmp_path / part, classes, 3)
    dataset = load("fer2013", tmp_path)
    assert len(dataset.parts["training"]) == 21
    parts = split(dataset, Settings("cnn-level1", split=Split(validation=1 / 3)))
    assert (len(parts.training), len(parts.validation), len(parts.test)) == (14, 7, 21)


def test_a_users_own_folder(tmp_path: Path) -> None:
    _folders(tmp_path / "mine", ("Happiness", "sad"))
    dataset = load(str(tmp_path / "mine"), tmp_path)
    assert dataset.labels == ("happy", "sad")
    assert len(dataset.parts["all"]) == 4


def test_two_names_of_one_emotion_lose_no_picture(tmp_path: Path) -> None:
    _folders(tmp_path / "mine", ("anger", "angry", "sad"), 3)
    dataset = load(str(tmp_path / "mine"), tmp_path)
    assert dataset.labels == ("angry", "sad")
    assert np.bincount(dataset.parts["all"].labels).tolist() == [6, 3]


def test_labels_are_numbered_as_the_network_does(tmp_path: Path) -> None:
    _folders(tmp_path / "mine", ("happy", "not_happy"))
    dataset = load_as(HAPPY, str(tmp_path / "mine"), tmp_path)
    assert dataset.labels == HAPPY == ("not_happy", "happy")
    faces = dataset.parts["all"]
    assert faces.labels[faces.images[:, 0, 0] < 30].tolist() == [1, 1], "the first folder's pictures are happy"


def test_a_network_gets_data_of_its_own_classes_only(made_up: Path, tmp_path: Path) -> None:
    _folders(tmp_path / "mine", ("happy", "sad"))
    settings = Settings("hog-svm", data=str(tmp_path / "mine"), split=Split("holdout"))
    with pytest.raises(DataError, match="has the classes happy, sad and the network angry, disgust"):
        fit(settings, tmp_path / "runs", tmp_path)
    with pytest.raises(DataError, match="has the classes happy, sad and the network angry, disgust"):
        evaluate(paths.shipped_models() / "hog-svm.onnx", settings, tmp_path)
    (tmp_path / "mine").rename(tmp_path / "happy")
    with pytest.raises(DataError, match="has the classes"):
        load_as(SMILE, str(tmp_path / "happy"), tmp_path)
    for name, labels in TAKEN_FOR:
        assert load_as(labels, name, made_up).labels == labels


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("fer2013", "looked for"), ("smiles", "is missing"), ("nowhere", "neither a folder nor")],
)
def test_missing_data_in_one_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        load(name, tmp_path)


def _npz(first: str) -> bytes:
    """As NumPy writes it, but for the first bytes of its first array."""
    file = io.BytesIO()
    arrays: dict[str, Any] = {first: np.zeros((2, 8, 8), np.uint8), "labels": np.arange(2)}
    np.savez_compressed(file, **arrays)
    content = bytearray(file.getvalue())
    start = 30 + sum(struct.unpack("<HH", content[26:30]))  # the zip's local header, then a name and an extra field
    content[start : start + 4] = b"\xff" * 4
    return bytes(content)


def _npy() -> bytes:
    file = io.BytesIO()
    np.save(file, np.zeros((2, 8, 8), np.uint8))
    return file.getvalue()


@pytest.mark.parametrize(
    "content", [b"not a zip", b"", _npz("images"), _npy()], ids=["text", "empty", "flipped", "npy"]
)
def test_damaged_npz(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "smiles.npz").write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        load("smiles", tmp_path)


def test_damaged_votes(tmp_path: Path) -> None:
    (tmp_path / "fer2013").mkdir()
    (tmp_path / "fer2013" / "train.npz").write_bytes(_npz("ferplus_votes"))
    with pytest.raises(DataError, match="damaged"):
        read_votes(tmp_path)


def test_unknown_classes_and_unreadable_pictures(tmp_path: Path) -> None:
    _folders(tmp_path / "a", ("cats", "dogs"))
    with pytest.raises(DataError, match="named after an emotion"):
        load(str(tmp_path / "a"), tmp_path)
    _folders(tmp_path / "b", ("happy", "sad"))
    (tmp_path / "b" / "sad" / "0.png").write_bytes(b"")
    with pytest.raises(DataError, match="not a picture"):
        load(str(tmp_path / "b"), tmp_path)


def test_leaks_are_counted_and_dropped(made_up: Path) -> None:
    dataset = load("fer2013", made_up)
    training, test = dataset.parts["training"], dataset.parts["test"]
    training.images[:3] = test.images[:3]
    training.images[3] = training.images[20]
    report = inspect({"training": (training.images, training.labels), "test": (test.images, test.labels)}, 7)
    assert report["test"].shared["training"] == 3
    assert report["training"].duplicates == (1, 2)
    assert report["training"].contradicting == 1
    assert report["test"].near_shared["training"] >= 3
    kept = split(dataset, Settings("cnn-level1"))
    assert (len(kept.training), int(kept.unseen.sum())) == (84, 39)
    dropped = split(dataset, Settings("cnn-level1", drop_leaks=True))
    assert len(dropped.training) == 81


def test_official_defects_of_fer2013(data: Path) -> None:
    dataset = load("fer2013", data)
    training, test = dataset.parts["training"], dataset.parts["test"]
    assert np.bincount(training.labels).tolist() == [3995, 436, 4097, 7215, 4965, 4830, 3171]
    assert int(copies_of(test.images, training.images).sum()) == 288


def test_ferplus_votes_where_there_are_any(data: Path, made_up: Path) -> None:
    votes = read_votes(data)["test"]
    labels = load("fer2013", data).parts["test"].labels
    agreed = np.array(FERPLUS)[votes.argmax(axis=1)] == np.array(FER2013)[labels]
    assert agreed.mean() == pytest.approx(0.62, abs=0.02)
    assert read_votes(made_up) == {}


def test_near_copies_are_found() -> None:
    random = np.random.default_rng(0)
    coarse = random.integers(0, 256, (40, 12, 12), dtype=np.uint8)
    images = np.stack([cv2.resize(image, (48, 48), interpolation=cv2.INTER_CUBIC) for image in coarse])
    hashes = perceptual_hashes(images)
    brighter = np.clip(images.astype(int) + 4, 0, 255).astype(np.uint8)
    assert near_copies(perceptual_hashes(brighter), hashes).mean() > 0.8
    assert near_copies(hashes[:20], hashes[20:]).sum() <= 1


def test_folds_cover_everything_once(made_up: Path) -> None:
    dataset = load("smiles", made_up)
    tested = []
    for fold in range(5):
        parts = split(dataset, Settings("smile-cnn-minmax", data="smiles", split=Split("fold", fold=fold)))
        assert not copies_of(parts.test.images, parts.training.images).any()
        assert not copies_of(parts.validation.images, parts.training.images).any()
        tested.append(parts.test.images)
    assert len(np.unique(np.concatenate(tested), axis=0)) == 80


def test_balanced_pool_and_its_limit(made_up: Path) -> None:
    dataset = load("happy", made_up)
    parts = split(dataset, Settings("mobilenetv2-happy", data="happy", split=Split("holdout", balanced=40)))
    whole = np.concatenate([parts.training.labels, parts.validation.labels, parts.test.labels])
    assert np.bincount(whole).tolist() == [20, 20]
    with pytest.raises(DataError, match="Ask for fewer"):
        split(dataset, Settings("mobilenetv2-happy", data="happy", split=Split("holdout", balanced=4000)))


@pytest.mark.parametrize("leak", ["oversample_first", "augment_first", "score_training"])
def test_the_audits_mistakes_put_training_pictures_into_the_test(made_up: Path, leak: str) -> None:
    dataset = load("fer2013", made_up)
    training = dataset.parts["training"]
    unbalanced = training.take(np.flatnonzero((training.labels < 6) | (np.arange(84) > 80)))
    one = type(dataset)("few", dataset.labels, {"all": unbalanced})
    parts = split(one, Settings("cnn-augmented", split=Split("holdout", validation=0.2, leak=leak)))
    clean = split(one, Settings("cnn-augmented", split=Split("holdout", validation=0.2)))
    assert clean.unseen.all()
    if leak != "augment_first":  # changed copies are no longer equal
        assert not parts.unseen.all()
    assert len(parts.training) + len(parts.test) > len(clean.training)


def test_balancing_comes_after_the_split(made_up: Path) -> None:
    training = load("fer2013", made_up).parts["training"]
    few = training.take(np.flatnonzero((training.labels > 0) | (np.arange(84) < 3)))
    assert np.bincount(oversample(few).labels).tolist() == [12] * 7
    weights = class_weights(few.labels, 7)
    assert weights[0] == pytest.approx(75 / (7 * 3))


def test_augmentation_is_reproducible_and_keeps_the_form() -> None:
    images = np.random.default_rng(0).integers(0, 256, (8, 48, 48), dtype=np.uint8)
    first, second = (augment(images, LIGHT, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(first, second)
    assert first.shape == images.shape
    assert not np.array_equal(first, images)
    assert augment(images, NONE, np.random.default_rng(5)) is images


def test_a_flip_is_a_flip() -> None:
    images = np.random.default_rng(0).integers(0, 256, (16, 48, 48), dtype=np.uint8)
    changed = augment(images, Augmentation(flip=True), np.random.default_rng(1))
    kept = [np.array_equal(a, b) for a, b in zip(changed, images, strict=True)]
    mirrored = [np.array_equal(a, b[:, ::-1]) for a, b in zip(changed, images, strict=True)]
    assert any(kept)
    assert any(mirrored)
    assert all(a or b for a, b in zip(kept, mirrored, strict=True))
