"""Tables of scores: the columns, the formats, and what stays when something goes wrong."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from ferdesk.core.errors import ExportError, SourceError
from ferdesk.core.labels import EMOTIONS, FER2013
from ferdesk.core.types import FaceReading, Frame, Observation, Prediction
from ferdesk.session.export import BASE_COLUMNS, ScoreTable
from tests.engine.scripted import face

START = datetime(2026, 5, 1, 12, tzinfo=UTC)
FORMATS = ("csv", "parquet", "json")


def prediction(model: str, favourite: str) -> Prediction:
    probabilities = np.full(len(EMOTIONS), np.nan, dtype=np.float32)
    probabilities[: len(FER2013)] = 0.05
    probabilities[EMOTIONS.index(favourite)] = 0.7
    return Prediction(model, probabilities, 1.0)


def observation(index: int, time_s: float, *readings: FaceReading) -> Observation:
    frame = Frame(np.zeros((4, 4, 3), dtype=np.uint8), index, time_s, time_s - 100)
    return Observation(frame, readings, 1.0, 0, time_s)


def observations() -> list[Observation]:
    both = (prediction("a", "happy"), prediction("b", "sad"))
    return [
        observation(1, 100.0, FaceReading(face(), both)),
        observation(2, 100.04, FaceReading(face(), both), FaceReading(face(left=60), both)),
        observation(3, 100.08),
    ]


def write(path: Path) -> None:
    with ScoreTable(path, FER2013, 100.0, START) as table:
        for each in observations():
            table.add(each)


def read(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
    if path.suffix == ".json":
        rows: list[dict[str, object]] = json.loads(path.read_text())
        return rows
    with duckdb.connect() as connection:
        result = connection.read_parquet(str(path), hive_partitioning=False)
        return [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_row_per_frame_face_and_model_and_one_without_a_face(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"result.{suffix}"
    write(path)
    rows = read(path)
    assert list(rows[0]) == [*BASE_COLUMNS, *FER2013]
    assert [int(str(row["frame"])) for row in rows] == [1, 1, 2, 2, 2, 2, 3]
    assert [row["model"] for row in rows] == ["a", "b", "a", "b", "a", "b", None]
    assert [row["label"] for row in rows][:2] == ["happy", "sad"]
    assert float(str(rows[2]["time_s"])) == pytest.approx(0.04)
    assert rows[2]["time_utc"] == "2026-05-01T12:00:00.040000Z"
    assert float(str(rows[0]["happy"])) == pytest.approx(0.7)
    assert float(str(rows[0]["confidence"])) == pytest.approx(0.7)
    assert all(rows[-1][name] is None for name in [*BASE_COLUMNS[3:], *FER2013])
    assert [p.name for p in tmp_path.iterdir()] == [path.name], "no part file is left"


def test_a_name_that_looks_like_a_pattern_takes_in_no_other_table(tmp_path: Path) -> None:
    folder = tmp_path / "run=3"
    folder.mkdir()
    (folder / ".x1.parquet.part").write_text(",".join([*BASE_COLUMNS, *FER2013]) + "\n9" + "," * 18 + "\n")
    write(folder / "x*.parquet")
    rows = read(folder / "x*.parquet")
    assert [row["frame"] for row in rows] == [1, 1, 2, 2, 2, 2, 3]
    assert list(rows[0]) == [*BASE_COLUMNS, *FER2013]


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_rows_at_all_still_makes_a_table(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"result.{suffix}"
    with ScoreTable(path, FER2013, 100.0, START):
        pass
    assert read(path) == []


def write_until_broken(path: Path) -> None:
    with ScoreTable(path, FER2013, 100.0, START) as table:
        table.add(observations()[0])
        raise SourceError("film.mkv is damaged.")


def write_much(path: Path) -> None:
    with ScoreTable(path, FER2013, 100.0, START) as table:
        for _ in range(2000):
            table.add(observations()[1])


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_was_written_stays_when_the_source_breaks(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"result.{suffix}"
    with pytest.raises(SourceError):
        write_until_broken(path)
    assert len(read(path)) == 2


def test_an_older_table_is_replaced_only_by_a_complete_one(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("older")
    table = ScoreTable(path, FER2013, 100.0, START)
    table.add(observations()[0])
    assert path.read_text() == "older"
    with table:
        pass
    assert len(read(path)) == 2


def test_a_wrong_format_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.csv, \.parquet, \.json"):
        ScoreTable(tmp_path / "result.xlsx", FER2013, 0.0, START)
    with pytest.raises(ExportError, match="cannot be written"):
        ScoreTable(tmp_path / "gone" / "result.csv", FER2013, 0.0, START)


def test_a_full_disk_is_told_and_what_is_recorded_stays(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    path = tmp_path / "result.csv"
    (tmp_path / ".result.csv.part").symlink_to(full)
    path.write_text("older")
    with pytest.raises(ExportError, match="No space left"):
        write_much(path)
    assert not path.is_symlink()
    assert path.read_text() == "older"
