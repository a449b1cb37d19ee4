"""`evaluate --groups`: the application's figures by group, on numbers of a test part and on files."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from training.__main__ import main

SLICE = {"x": 15, "y": 27}


def evaluate(table: Path, made_up: Path, tmp_path: Path) -> int:
    common = ["--data", str(made_up), "--runs", str(tmp_path / "runs")]
    return main(["evaluate", "cnn-level1", "--groups", str(table), *common])


def result(tmp_path: Path) -> dict[str, dict[str, object]]:
    (file,) = (tmp_path / "runs").glob("*/groups.json")
    return {group["group"]: group for group in json.loads(file.read_text("utf-8"))["groups"]}


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    """The made-up PrivateTest in two groups."""
    groups = [name for name, count in SLICE.items() for _ in range(count)]
    table = tmp_path / "groups.csv"
    table.write_text("index,group\n" + "".join(f"{number},{group}\n" for number, group in enumerate(groups)))
    return table


def test_a_test_part_by_number(
    numbered: Path, made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(numbered, made_up, tmp_path) == 0
    said = capsys.readouterr().out
    assert "x: 15 pictures are too few to say anything" in said
    assert "figures, not a verdict" in said
    groups = result(tmp_path)
    assert {name: group["pictures"] for name, group in groups.items()} == SLICE
    assert groups["x"]["labels"] == ["angry", "disgust", "fear"]


def test_files_give_the_same_as_numbers(numbered: Path, made_up: Path, tmp_path: Path) -> None:
    assert evaluate(numbered, made_up, tmp_path) == 0
    by_number = result(tmp_path)
    names = ("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise")
    with np.load(made_up / "fer2013" / "private_test.npz") as arrays:
        images, labels = arrays["images"], arrays["labels"]
    rows = ["path,label,group"]
    for number, (image, label) in enumerate(zip(images, labels, strict=True)):
        cv2.imwrite(str(tmp_path / f"{number}.png"), image)
        rows.append(f"{number}.png,{names[label]},{'x' if number < SLICE['x'] else 'y'}")
    numbered.write_text("\n".join(rows))
    assert evaluate(numbered, made_up, tmp_path) == 0
    assert result(tmp_path) == by_number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("index,group\n42,x\n", "42 is neither a picture beside it nor a number below 42"),
        ("path,label,group\nnowhere.png,happy,x\n", "nowhere.png is neither a picture"),
        ("index,label\n1,happy\n", "needs path and group"),
    ],
)
def test_a_bad_table_is_one_sentence(
    text: str, said: str, made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(text)
    assert evaluate(table, made_up, tmp_path) == 2
    assert said in capsys.readouterr().err
    assert evaluate(tmp_path / "nowhere.csv", made_up, tmp_path) == 2
    assert "cannot be read as a CSV" in capsys.readouterr().err
