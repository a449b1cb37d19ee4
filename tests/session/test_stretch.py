"""A stretch of a session in each format: exactly its rows, under the times that they have in the session."""

import csv
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from ferdesk.core.errors import ExportError
from ferdesk.session import ledger
from ferdesk.session.schema import CSV
from ferdesk.session.stored import open_session
from ferdesk.session.stretch import export_stretch
from tests.session.recorded import Script, record
from tests.session.test_stored import end_of

Export = Callable[[str], Path]
FIRST, LAST = 20, 39


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return record(tmp_path / "sessions", Script(frames=60, faces=2, nobody=(30,)))


@pytest.fixture
def export(folder: Path, tmp_path: Path) -> Export:
    """Exports frames 20 to 39 under a file name."""

    def make(name: str) -> Path:
        with closing(open_session(folder)) as session:
            start_s = session.facts.start_s
            span = (start_s + FIRST / 30, start_s + LAST / 30)
            return end_of(export_stretch(session.facts, *span, tmp_path / name))

    return make


def _wanted(folder: Path) -> list[dict[str, str]]:
    with (folder / CSV).open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if FIRST <= int(row["frame"]) <= LAST]


def test_a_table_has_exactly_the_rows_of_the_stretch(folder: Path, export: Export) -> None:
    wanted = _wanted(folder)
    assert len(wanted) == 19 * 2 * 2 + 1
    with export("part.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == wanted
    listed = json.loads(export("part.json").read_text(encoding="utf-8"))
    assert [row["frame"] for row in listed] == [int(row["frame"]) for row in wanted]
    with duckdb.connect() as connection:
        path = export("part.parquet")
        count = connection.execute(
            "SELECT count(*), min(frame), max(frame) FROM read_parquet(?)", [str(path)]
        ).fetchone()
        assert count == (len(wanted), FIRST, LAST)
    assert not list(path.parent.glob(".*")), "nothing is left behind"
    assert {"part.csv", "part.json", "part.parquet"} <= {file.path.name for file in ledger.written()}


def test_a_report_counts_from_its_own_start(export: Export) -> None:
    text = export("part.html").read_text(encoding="utf-8")
    assert "0.6 s" in text
    assert "20 frames" in text


def test_a_stretch_without_a_frame_or_format_is_refused(folder: Path, tmp_path: Path) -> None:
    with closing(open_session(folder)) as session:
        for span, name, reason in (((500.0, 600.0), "a.csv", "Nothing was recorded"), ((0.0, 1.0), "a.txt", "none of")):
            with pytest.raises(ExportError, match=reason):
                end_of(export_stretch(session.facts, *span, tmp_path / name))
            assert not (tmp_path / name).exists()
