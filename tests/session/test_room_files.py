"""What is saved of a room session: group values per window, a receipt of them, and an end."""

import csv
import json
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ferdesk.core.errors import ExportError
from ferdesk.core.orientation import Orientation
from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room import (
    Estimate,
    LessonEvent,
    RoomMark,
    RoomRecord,
    RoomSettings,
    RoomWindow,
    Share,
)
from ferdesk.core.room_notice import notice_page
from ferdesk.session import ledger
from ferdesk.session.room_files import delete_all, delete_expired, save, save_notice

STARTED = datetime(2026, 11, 24, 9, 0, 5, tzinfo=UTC)


def window(number: int, facing: float = 0.5) -> RoomWindow:
    known = Estimate(facing, facing - 0.1, facing + 0.1)
    start_s = number * 30.0
    return RoomWindow(start_s, start_s + 30, 6, known, known, None, (Share("happy", known),), known)


def record(*windows: RoomWindow, policy: Policy | None = None) -> RoomRecord:
    return RoomRecord(
        RoomSettings(expected=8),
        policy or Policy(Setting.OTHER, Region.OTHER),
        STARTED.isoformat(),
        "Ibu <Sari>, room 3",
        7,
        Orientation(3, -2),
        windows,
        (RoomMark(40.7, LessonEvent.QUESTION),),
    )


def test_rule_4_a_session_is_one_table_one_page_and_a_receipt(tmp_path: Path) -> None:
    files = save(record(window(0), window(1), window(3, 0.8)), tmp_path)
    assert [path.name for path in files] == ["room.csv", "report.html", "receipt.json"]
    folder = files[0].parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in files)
    rows = list(csv.DictReader(files[0].read_text(encoding="utf-8").splitlines()))
    assert [(row["start_s"], row["end_s"]) for row in rows] == [("0", "30"), ("30", "60"), ("90", "120")]
    assert rows[2]["facing"] == "0.8000"
    assert rows[0]["movement"] == ""
    assert [row["marks"] for row in rows] == ["", "question", ""], "a mark is told no finer than its window"
    receipt = json.loads(files[2].read_text(encoding="utf-8"))
    assert receipt["columns"] == list(rows[0])
    assert receipt["files"] == [path.name for path in files]
    assert "3 windows" in receipt["stored"]
    page = files[1].read_text(encoding="utf-8")
    assert "Ibu &lt;Sari&gt;" in page
    for foreign in ("http:", "https:", "<script", "src=", "url("):
        assert foreign not in page


def test_rule_4_no_row_is_finer_than_the_window(tmp_path: Path) -> None:
    table = save(record(window(0), window(1)), tmp_path)[0].read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert all(float(row["end_s"]) - float(row["start_s"]) >= 30 for row in rows)
    personal = ("face_id", "track", "person", "seat", "left", "top", "box", "name")
    assert not [column for column in rows[0] if column in personal]


def test_rule_3_a_session_without_windows_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="enough faces"):
        save(record(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_rule_4_saving_again_replaces_the_same_session(tmp_path: Path) -> None:
    save(record(window(0)), tmp_path)
    save(record(window(0), window(1)), tmp_path)
    (folder,) = tmp_path.iterdir()
    assert len((folder / "room.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_rule_4_files_are_for_their_owner_only(tmp_path: Path) -> None:
    root = tmp_path / "rooms"
    files = save(record(window(0)), root)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (root, files[0].parent)} == {0o700}


def test_rule_4_what_is_over_its_time_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    save(record(window(0)), tmp_path)
    save(replace(record(window(0)), started_utc=(STARTED + timedelta(days=5)).isoformat()), tmp_path)
    foreign = tmp_path / "notes" / "mine.txt"
    foreign.parent.mkdir()
    foreign.write_text("keep", encoding="utf-8")
    assert delete_expired(STARTED + timedelta(days=6, hours=23), tmp_path) == 0
    assert delete_expired(STARTED + timedelta(days=7), tmp_path) == 1
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["2026-11-29_09-00-05", "notes"]
    assert delete_all(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]
    assert delete_all(tmp_path / "nowhere") == 0


def test_rule_2_the_page_gives_the_reason_where_expressions_are_prohibited(tmp_path: Path) -> None:
    page = save(record(window(0), policy=Policy(Setting.EDUCATION, Region.EU)), tmp_path)[1].read_text(encoding="utf-8")
    assert "Article 5(1)(f)" in page


def test_rule_5_the_notice_tells_in_both_languages_what_who_and_how_to_object() -> None:
    page = notice_page(RoomSettings(expected=24, least_faces=6), Policy(Setting.EDUCATION, Region.EU), "Pak Budi", 7)
    for said in (
        "What is computed",
        "What is not",
        "Who runs it",
        "How to object",
        "Apa yang dihitung",
        "Apa yang tidak dilakukan",
        "Siapa yang menjalankannya",
        "Cara menyatakan keberatan",
        "Expressions and emotions are not analysed.",
        "Ekspresi dan emosi tidak dianalisis.",
    ):
        assert page.count(said) == 1, said
    assert page.count("Pak Budi") == 2
    assert "24" in page
    assert "{" not in page.partition("</style>")[2]
    assert "not analysed" not in notice_page(RoomSettings(), Policy(Setting.OTHER, Region.EU), "", 7)
    for foreign in ("http", "<script", "src="):
        assert foreign not in page


def test_the_notice_is_one_private_file_and_on_the_list_of_what_was_written(tmp_path: Path) -> None:
    path = save_notice("<p>notice</p>", tmp_path / "notice.html")
    assert path.read_text(encoding="utf-8") == "<p>notice</p>"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path in [file.path for file in ledger.written()]
    with pytest.raises(ExportError, match="Choose another place"):
        save_notice("", tmp_path / "nowhere" / "notice.html")
