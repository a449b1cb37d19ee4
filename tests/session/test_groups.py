"""The fairness check headless: a user's own labelled pictures, their faces found, counted by group, and told."""

import csv
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.cli import main
from ferdesk.core import paths
from ferdesk.core.errors import ModelError, SourceError
from ferdesk.core.group_check import Checked, GroupRequest
from ferdesk.core.labels import FER2013
from ferdesk.core.preprocess import fit_picture
from ferdesk.engine.library import Library
from ferdesk.engine.sources.pictures import load_picture
from ferdesk.session.groups import GroupCheck
from ferdesk.session.groups_files import write_all, write_one

MODELS = ("cnn-level1", "hog-svm")


def check(request: GroupRequest, seconds: float = 60.0) -> Checked:
    with GroupCheck(request, Library()) as running:
        while running.step(seconds):
            pass
        assert running.done == running.total
        return running.result()


def table(folder: Path, rows: Iterable[tuple[str, ...]], columns: str = "path,label,group") -> Path:
    file = folder / "faces.csv"
    file.write_text("\n".join([columns, *map(",".join, rows)]) + "\n", "utf-8")
    return file


@pytest.fixture
def crops(tmp_path: Path) -> Callable[[int], Path]:
    """A table of made-up face crops: half of group a, half of group b, all called happy."""

    def make(count: int) -> Path:
        random = np.random.default_rng(0)
        for number in range(count):
            cv2.imwrite(str(tmp_path / f"{number}.png"), random.integers(0, 256, (48, 48), dtype=np.uint8))
        return table(tmp_path, [(f"{number}.png", "happy", "ab"[number % 2]) for number in range(count)])

    return make


def test_crops_are_judged_as_the_model_sees_them(crops: Callable[[int], Path]) -> None:
    file = crops(12)
    checked = check(GroupRequest(file, MODELS, crops=True))
    for name, found in zip(MODELS, checked.models, strict=True):
        model = Library().open(name)
        pictures = [load_picture(file.parent / f"{number}.png") for number in range(12)]
        answers = model.logits([fit_picture(picture, model.spec.preprocess) for picture in pictures]).argmax(axis=1)
        for place, group in enumerate(found.groups):
            mine = answers[place::2]
            assert group.found.count == group.found.total == 6
            assert group.table.tolist() == [np.bincount(mine, minlength=7).tolist()]
            assert group.accuracy.count == int((mine == FER2013.index("happy")).sum())
            assert "too few" in group.caution
        assert found.differences == ()
    assert checked.pictures == 12


def test_faces_are_looked_for_and_the_largest_is_taken(tmp_path: Path) -> None:
    portrait = load_picture(paths.demo_pictures() / "collins.jpg")
    small = cv2.resize(portrait, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    beside = np.zeros((portrait.shape[0], portrait.shape[1] + small.shape[1], 3), np.uint8)
    beside[:, : portrait.shape[1]] = portrait
    beside[: small.shape[0], portrait.shape[1] :] = small[:, ::-1]
    for name, picture in (("one", portrait), ("two", beside), ("none", np.full((300, 300, 3), 90, np.uint8))):
        cv2.imwrite(str(tmp_path / f"{name}.png"), picture[..., ::-1])
    rows = [("one.png", "happy", "a"), ("two.png", "happy", "b"), ("none.png", "happy", "c")]
    checked = check(GroupRequest(table(tmp_path, rows), MODELS[:1]))
    one, two, none = checked.models[0].groups
    assert one.found.count == two.found.count == 1
    assert np.array_equal(one.table, two.table)
    assert (none.found.count, none.found.total) == (0, 1)
    assert none.accuracy.total == 0


def test_a_folder_of_class_folders(tmp_path: Path) -> None:
    for name in ("happy/a", "happy/b", "Sadness/c"):
        path = tmp_path / f"{name}.png"
        path.parent.mkdir(exist_ok=True)
        cv2.imwrite(str(path), np.full((48, 48), 120, np.uint8))
    (tmp_path / "groups.csv").write_text("path,group\nhappy/a.png,x\nSadness/c.png,y\n")
    checked = check(GroupRequest(tmp_path, MODELS[:1], crops=True))
    assert [group.truths for group in checked.models[0].groups] == [("happy",), ("sad",)]
    (problem,) = checked.problems
    assert problem.startswith("1 pictures in")


def test_damaged_pictures_are_left_out_and_named(crops: Callable[[int], Path]) -> None:
    file = crops(4)
    (file.parent / "1.png").write_bytes(b"no picture")
    (file.parent / "2.png").unlink()
    checked = check(GroupRequest(file, MODELS[:1], crops=True))
    assert checked.pictures == 2
    assert [Path(name).name in problem for name, problem in zip(("1.png", "2.png"), checked.problems, strict=True)]
    for name in ("0.png", "3.png"):
        (file.parent / name).unlink()
    with pytest.raises(SourceError, match="None of the 4 pictures"):
        check(GroupRequest(file, MODELS[:1], crops=True))


def test_bad_input_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"There is no .*nowhere\.csv"):
        check(GroupRequest(tmp_path / "nowhere.csv", MODELS))
    with pytest.raises(SourceError, match=r"holds no groups\.csv"):
        check(GroupRequest(tmp_path, MODELS))
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(SourceError, match="cannot be read as a CSV"):
        check(GroupRequest(tmp_path / "binary.csv", MODELS))
    with pytest.raises(SourceError, match="has no label"):
        check(GroupRequest(table(tmp_path, [("1", "a")], "index,group"), MODELS))
    with pytest.raises(ModelError, match="no model named"):
        check(GroupRequest(table(tmp_path, [("a.png", "happy", "a")]), ("no-such",)))


def test_a_check_goes_on_in_steps(crops: Callable[[int], Path]) -> None:
    with GroupCheck(GroupRequest(crops(5), MODELS[:1], crops=True), Library()) as running:
        seen = [running.done]
        while running.step(0.0):
            seen.append(running.done)
        assert seen == [0, 1, 2, 3, 4]


class Text(HTMLParser):
    """What of a page can be read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_everything_is_written_privately_and_no_picture_is_named(crops: Callable[[int], Path], tmp_path: Path) -> None:
    checked = check(GroupRequest(crops(80), MODELS, crops=True))
    written = write_all(tmp_path / "out", checked)
    assert {path.name for path in written} == {path.name for path in (tmp_path / "out").iterdir()}
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    for path in written:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "1.png" not in path.read_text("utf-8")
    facts = json.loads((tmp_path / "out" / "groups.json").read_text("utf-8"))
    group = facts["models"][0]["groups"][0]
    with (tmp_path / "out" / "groups.csv").open(newline="", encoding="utf-8") as file:
        first = next(csv.DictReader(file))
    assert first["group"] == "a"
    assert int(first["pictures"]) == group["pictures"] == 40
    assert float(first["accuracy"]) == group["accuracy"]["value"]
    text = "".join(Text((tmp_path / "out" / "report.html").read_text("utf-8")).words)
    assert "not a verdict" in text
    assert f"{group['accuracy']['value']:.1%}" in text
    with (tmp_path / "out" / "confusion.csv").open(newline="", encoding="utf-8") as file:
        counts = [int(row["count"]) for row in csv.DictReader(file) if row["model"] == MODELS[0]]
    assert sum(counts) == 80


def test_one_file_is_the_page_or_the_table(crops: Callable[[int], Path], tmp_path: Path) -> None:
    checked = check(GroupRequest(crops(4), MODELS[:1], crops=True))
    assert write_one(tmp_path / "a.csv", checked).read_text("utf-8").startswith("model,group,pictures")
    assert write_one(tmp_path / "a.html", checked).read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_command(crops: Callable[[int], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = crops(70)
    options = ["--models", ",".join(MODELS), "--crops", "--out", str(tmp_path / "out")]
    assert main(["groups", str(file), *options]) == 0
    said = capsys.readouterr().out
    for name in MODELS:
        assert name in said
    assert "figures, not a verdict" in said
    assert (tmp_path / "out" / "report.html").is_file()
    assert main(["groups", str(tmp_path / "nowhere.csv")]) == 2
    assert "There is no" in capsys.readouterr().err


def test_a_folder_whose_name_is_not_utf_8(crops: Callable[[int], Path], tmp_path: Path) -> None:
    crops(4)
    folder, out = tmp_path / os.fsdecode(b"caf\xe9"), tmp_path / "out"
    shutil.copytree(tmp_path, folder)
    assert main(["groups", str(folder / "faces.csv"), "--models", "hog-svm", "--crops", "--out", str(out)]) == 0
    assert "caf\\udce9" in (out / "report.html").read_text("utf-8")


def test_real_faces_by_group(data: Path, tmp_path: Path) -> None:
    """PrivateTest in two made-up groups: the same model cannot differ clearly between halves drawn by chance."""
    with np.load(data / "fer2013" / "private_test.npz") as arrays:
        images, labels = arrays["images"][:400], arrays["labels"][:400]
    rows = []
    for number, (image, label) in enumerate(zip(images, labels, strict=True)):
        cv2.imwrite(str(tmp_path / f"{number}.png"), image)
        rows.append((f"{number}.png", FER2013[label], ("even", "odd")[number % 2]))
    checked = check(GroupRequest(table(tmp_path, rows), ("cnn-level1",), crops=True))
    even, odd = checked.models[0].groups
    assert not even.caution + odd.caution
    assert 0.5 < even.accuracy.value < 0.8
    (found,) = checked.models[0].differences
    assert found.low < 0 < found.high
