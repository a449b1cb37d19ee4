"""The window with the real recorder: what was seen and pressed is in the session's files afterwards."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ferdesk.core import paths
from ferdesk.session.recorder import Recorder
from ferdesk.session.recover import recover
from ferdesk.ui.app import launch
from ferdesk.ui.desk import Desk, Start
from ferdesk.ui.engine import LatePipeline
from ferdesk.ui.record_dialog import RecordDialog, RecordingWish
from tests.ui.conftest import Rig
from tests.ui.fakes import FILE_PLAYS, LEVEL1_RUNS, FakeRecordings, happy, observe
from tests.ui.test_recording import REST, _take_baseline

LONGEST_MS = 60_000


class RealRecordings(FakeRecordings):
    """Facts as the test says, but recorder and recovery as shipped."""

    def recorder(self) -> Recorder:  # type: ignore[override]
        return Recorder()

    def recover(self, folder: Path | None) -> tuple[Path, ...]:
        return recover(folder)


@pytest.fixture
def real(make_rig: Callable[..., Rig]) -> Rig:
    rig = make_rig(recordings=RealRecordings())
    rig.begin()
    rig.tell(FILE_PLAYS, LEVEL1_RUNS)
    rig.see(observe(happy()))
    return rig


def start(rig: Rig, qtbot: QtBot, *, video: bool = False) -> None:
    rig.desk.recording.start(RecordingWish(video, "C. agreed to this test" if video else "", paths.sessions()))
    qtbot.waitUntil(lambda: _ticked(rig) and rig.desk.recording.is_on, timeout=LONGEST_MS)


def _ticked(rig: Rig) -> bool:
    rig.tick()
    return True


def _is_over(rig: Rig) -> bool:
    return _ticked(rig) and rig.desk.recording.state is None


def session() -> Path:
    (folder,) = paths.sessions().iterdir()
    return folder


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{folder / 'session.sqlite'}?mode=ro", uri=True)) as journal:
        return list(journal.execute(query))


def test_what_was_seen_and_pressed_is_in_the_session(real: Rig, qtbot: QtBot) -> None:
    start(real, qtbot, video=True)
    real.desk.window.activateWindow()
    QTest.keyClick(real.desk.panels.video.canvas, Qt.Key.Key_5)
    QTest.keyClick(real.desk.panels.video.canvas, Qt.Key.Key_M)
    for index in range(2, 7):
        real.see(observe(*(() if index == 4 else (happy(),)), index=index))
    _take_baseline(real, REST)
    real.desk.window.commands["record"].trigger()
    qtbot.waitUntil(lambda: _is_over(real), timeout=LONGEST_MS)
    folder = session()
    assert str(folder) in real.desk.window.banner.texts[0]
    names = {"session.sqlite", "video.mkv", "scores.csv", "scores.parquet", "report.html", "session.json"}
    assert names <= {path.name for path in folder.iterdir()}
    assert (folder.stat().st_mode & 0o777, (folder / "video.mkv").stat().st_mode & 0o777) == (0o700, 0o600)
    assert rows(folder, "SELECT frame FROM frames WHERE frame BETWEEN 2 AND 6") == [(2,), (3,), (4,), (5,), (6,)]
    assert rows(folder, "SELECT frame, face FROM faces WHERE frame IN (3, 4)") == [(3, 1)]
    markers = rows(folder, "SELECT key, time_s FROM markers ORDER BY id")
    assert [key for key, _time_s in markers] == ["5", "M"]
    assert all(isinstance(time_s, float) and 0 <= time_s < 60 for _key, time_s in markers)
    assert rows(folder, "SELECT face, model, warning FROM baselines") == [(1, 0, "")]
    (consent,) = rows(folder, "SELECT value FROM meta WHERE key = 'consent'")
    assert json.loads(str(consent[0])) == "C. agreed to this test"


def test_closing_the_window_while_recording_leaves_a_readable_session(real: Rig, qtbot: QtBot) -> None:
    start(real, qtbot)
    for index in range(2, 12):
        real.see(observe(happy(), index=index))
    real.desk.window.close()
    folder = session()
    assert not real.desk.window.isVisible()
    assert rows(folder, "SELECT count(*) FROM frames WHERE frame >= 2") == [(10,)]
    assert rows(folder, "SELECT count(*) FROM meta WHERE key = 'ended_utc'") == [(1,)]
    assert (folder / "session.json").is_file()
    assert not (folder / "video.mkv").exists()


def test_a_folder_that_cannot_be_written_is_told(real: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    real.desk.recording.start(RecordingWish(False, "", blocked / "sessions"))
    qtbot.waitUntil(lambda: _is_over(real), timeout=LONGEST_MS)
    assert any("No session folder can be made" in text for text in real.desk.window.banner.texts)
    assert real.desk.window.status.record.text() == "Record"


def test_a_session_that_was_cut_off_is_complete_after_the_next_start(
    real: Rig, qtbot: QtBot, make_rig: Callable[..., Rig]
) -> None:
    start(real, qtbot)
    real.see(observe(happy(), index=2))
    real.desk.window.close()
    (session() / "session.json").unlink()
    again = make_rig(recordings=RealRecordings())
    again.begin()
    qtbot.waitUntil(lambda: _ticked(again) and bool(again.desk.window.banner.texts), timeout=LONGEST_MS)
    assert str(session()) in again.desk.window.banner.texts[0]
    assert (session() / "session.json").is_file()


def test_nothing_is_written_without_a_recording(real: Rig) -> None:
    real.see(observe(happy(), index=2), observe(happy(), index=3))
    real.desk.window.activateWindow()
    QTest.keyClick(real.desk.panels.video.canvas, Qt.Key.Key_5)
    _take_baseline(real, REST)
    real.desk.window.close()
    assert not paths.sessions().exists()


@pytest.mark.skipif(not (paths.shipped_models() / "cnn-level1.onnx").is_file(), reason="cnn-level1 is not shipped")
@pytest.mark.usefixtures("qapp")
def test_the_demo_is_recorded_by_its_commands(tmp_path: Path) -> None:
    marked: list[bool] = []

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        def look() -> None:
            recording, dialog = desk.recording, desk.window.findChild(RecordDialog)
            if dialog is not None:
                dialog.start_button.click()
            elif recording.is_on and not marked:
                desk.window.commands["marker"].trigger()
                marked.append(True)
            elif recording.is_on and recording._last is not None and recording._last.frames > 10:
                desk.window.commands["record"].trigger()
            elif marked and recording.state is None:
                desk.window.close()
            elif not marked and recording.state is None and desk.display.live.selected_face is not None:
                desk.window.commands["record"].trigger()

        timer = QTimer(desk.window)
        timer.timeout.connect(look)
        timer.start(20)
        QTimer.singleShot(LONGEST_MS, desk.window, desk.window.close)

    start = Start(source="demo", models=("cnn-level1",), provider="cpu")
    assert launch(start, tmp_path / "settings.json", attend, loop=True) == 0
    folder = session()
    assert rows(folder, "SELECT count(*) FROM frames")[0] > (10,)
    assert rows(folder, "SELECT count(*) FROM scores")[0] > (10,)
    assert rows(folder, "SELECT key FROM markers") == [("M",)]
    (models,) = rows(folder, "SELECT value FROM meta WHERE key = 'models'")
    (facts,) = json.loads(str(models[0]))
    assert facts["name"] == "cnn-level1"
    assert facts["title"] == "CNN, level 1"
    assert len(facts["sha256"]) == 64
    assert facts["provider"] == "CPU"
