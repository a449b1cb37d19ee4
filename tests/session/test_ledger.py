"""What ferdesk wrote can be listed and deleted; what others wrote stays."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from ferdesk.core import paths
from ferdesk.core.errors import ExportError
from ferdesk.core.types import Frame, Observation
from ferdesk.session import ledger
from ferdesk.session.export import ScoreTable, write_sidecar
from tests.session.recorded import Script, record


def a_table(path: Path) -> Path:
    """A real table of one picture without a face."""
    frame = Frame(np.zeros((4, 4, 3), np.uint8), 0, 0.0)
    with ScoreTable(path, ("happy",), 0.0, datetime.now(UTC)) as table:
        table.add(Observation(frame, (), 1.0, 0, 0.1))
    write_sidecar(path, {})
    return path


def test_tables_and_fixed_places_are_listed(tmp_path: Path) -> None:
    table = a_table(tmp_path / "elsewhere.csv")
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text("{}")
    session = paths.sessions() / "2026-11-24_10-00-00" / "session.sqlite"
    session.parent.mkdir(parents=True)
    session.write_bytes(b"x")
    listed = {file.path: file.kind for file in ledger.written()}
    assert listed[table] == listed[table.with_name("elsewhere.csv.meta.json")] == "Table of scores"
    assert listed[paths.settings_file()] == ledger.SETTINGS
    assert listed[session] == ledger.SESSION
    assert listed[paths.ledger_file()] == ledger.LIST
    assert all(not path.name.endswith(".part") for path in listed)
    assert stat.S_IMODE(paths.ledger_file().stat().st_mode) == 0o600


def test_delete_all_takes_these_and_nothing_else(tmp_path: Path) -> None:
    table = a_table(tmp_path / "scores.csv")
    stranger = tmp_path / "letter.txt"
    stranger.write_text("mine")
    session = paths.sessions() / "a" / "video.mkv"
    session.parent.mkdir(parents=True)
    session.write_bytes(b"x")
    count = len(ledger.written())
    assert ledger.delete_all() == count == 4
    assert ledger.written() == ()
    assert not table.exists()
    assert stranger.read_text() == "mine"
    assert not paths.sessions().exists()
    assert not paths.ledger_file().parent.exists()


def test_recordings_in_a_folder_of_ones_own_are_listed_and_deleted(tmp_path: Path) -> None:
    chosen, stranger = tmp_path / "lessons", tmp_path / "lessons" / "plan.txt"
    folder = record(chosen, Script(frames=5), video=True)
    stranger.write_text("mine")
    listed = {file.path for file in ledger.written() if file.kind == ledger.SESSION}
    assert listed == set(folder.iterdir())
    assert folder / "video.mkv" in listed
    ledger.delete_all()
    assert list(chosen.iterdir()) == [stranger]


def test_what_cannot_be_deleted_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = a_table(tmp_path / "kept.csv"), a_table(tmp_path / "gone.csv")
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == kept:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(ExportError, match=r"kept\.csv could not be deleted"):
            ledger.delete_all()
    assert kept.exists()
    assert not gone.exists()
    assert {file.path for file in ledger.written()} == {kept, paths.ledger_file()}
    assert ledger.delete_all() == 2
    assert not kept.exists()


def test_what_cannot_be_looked_at_is_named_and_all_else_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone, closed, locked = a_table(tmp_path / "gone.csv"), tmp_path / "closed", tmp_path / "locked"
    closed.mkdir()
    locked.mkdir()
    ledger.note(closed / "kept", ledger.SESSION)
    ledger.note(locked, ledger.SESSION)
    look, enter = Path.stat, Path.iterdir

    def stat_of(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.parent == closed:
            raise PermissionError(13, "Permission denied")
        return look(path, follow_symlinks=follow_symlinks)

    def content_of(path: Path) -> Iterator[Path]:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        yield from enter(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", stat_of)
        patch.setattr(Path, "iterdir", content_of)
        assert gone in {file.path for file in ledger.written()}
        with pytest.raises(ExportError) as caught:
            ledger.delete_all()
    assert str(caught.value).startswith(f"{closed / 'kept'}, {locked} could not be deleted.")
    assert not gone.exists()
    (closed / "kept").touch()
    assert {file.path for file in ledger.written()} == {closed / "kept", paths.ledger_file()}


def test_a_damaged_list_costs_nothing_but_its_damaged_lines(tmp_path: Path) -> None:
    table = a_table(tmp_path / "scores.csv")
    with paths.ledger_file().open("ab") as file:
        file.write(b"\xff\xfe not json\n[1]\n")
    assert table in {file.path for file in ledger.written()}
