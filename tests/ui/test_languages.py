"""The window in another language: made anew on the same engine, with all that it has seen; files stay English."""

import csv
import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu
from pytestqt.qtbot import QtBot

from ferdesk.core.baseline import NOT_NEUTRAL
from ferdesk.core.recording import RecordingState
from ferdesk.core.types import SourceState, SourceStatus
from ferdesk.session.export import ScoreTable
from ferdesk.ui import languages
from ferdesk.ui.app import application, build
from ferdesk.ui.languages import Number, grouped, said, tr, whole
from ferdesk.ui.settings import Settings
from ferdesk.ui.stage import Stage
from tests.ui.conftest import Rig
from tests.ui.fakes import LEVEL1_RUNS, happy, observe


@pytest.fixture
def stage(rig: Rig, qtbot: QtBot) -> Iterator[Stage]:
    """A window that can be exchanged, on the rig's engine; English again at the end."""
    before = QLocale()
    rig.desk.bridge.stop()
    made = Stage(application(), rig.engine, rig.settings_path, build)
    made.open(Settings(language="en", welcomed=True))
    made.desk.bridge.start()
    yield made
    made.desk.window.close()
    made.desk.window.deleteLater()
    languages.install(application(), "en")
    QLocale.setDefault(before)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def choose(stage: Stage, code: str) -> None:
    stage.desk.window.commands[f"language.{code}"].trigger()
    QApplication.processEvents()


def test_another_language_is_another_window_on_the_same_engine(stage: Stage, rig: Rig) -> None:
    first = stage.desk
    rig.pipeline.events += [SourceStatus("demo", "Demo", SourceState.PLAYING), LEVEL1_RUNS]
    rig.pipeline.observations.append(observe(happy()))
    first.bridge.tick()
    calls = len(rig.pipeline.calls)
    choose(stage, "id")
    assert stage.desk is not first
    assert not first.window.isVisible()
    assert stage.desk.window.isVisible()
    assert stage.desk.preferences.now.language == "id"
    assert stage.desk.window.commands["language.id"].isChecked()
    assert stage.desk.display.status == SourceStatus("demo", "Demo", SourceState.PLAYING)
    assert stage.desk.display.live is first.display.live
    assert [name for name, _ in rig.pipeline.calls[calls:]] == [], "the engine goes on undisturbed"
    assert not rig.pipeline.closed
    rig.pipeline.observations.append(observe(happy()))
    stage.desk.bridge.tick()
    assert stage.desk.panels.video.canvas is not first.panels.video.canvas


def test_nothing_stays_of_the_former_window(stage: Stage) -> None:
    choose(stage, "id")
    widgets, former = len(QApplication.allWidgets()), weakref.ref(stage.desk)
    choose(stage, "en")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert former() is None
    assert len(QApplication.allWidgets()) <= widgets + 1  # pyqtgraph keeps one for itself


def test_a_window_that_records_is_not_exchanged(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    first = stage.desk
    monkeypatch.setattr(first.recording, "state", RecordingState.RECORDING)
    choose(stage, "id")
    assert stage.desk is first
    assert any("when the recording has ended" in text for text in first.window.banner.texts)
    assert first.window.commands["language.en"].isChecked()


def test_a_room_that_is_watched_is_not_exchanged_and_it_says_why(stage: Stage) -> None:
    first = stage.desk
    first.preferences.change(room_setting="education", room_region="eu")
    first.window.commands["room"].trigger()
    first.bridge.tick()
    assert first.room.session is not None
    choose(stage, "id")
    assert stage.desk is first
    assert any("when the room view is closed" in text for text in first.window.banner.texts)
    first.window.commands["room"].trigger()
    choose(stage, "id")
    assert stage.desk is not first


def test_an_unknown_text_stays_english(stage: Stage) -> None:
    choose(stage, "id")
    assert tr("A text that nobody {did} translate", did="did") == "A text that nobody did translate"
    assert said("A sentence that nobody knows.") == "A sentence that nobody knows."


def test_a_sentence_of_the_engine_is_said_in_the_language_in_force(stage: Stage) -> None:
    choose(stage, "id")
    assert said(
        "The disk of /rec has only 12 MB left, so the recording has ended; all until then is kept. Free some space."
    ) == (
        "Ruang di disk untuk /rec tinggal 12 MB, jadi perekaman dihentikan; semua sampai saat itu disimpan. "
        "Kosongkan sebagian ruang."
    )
    told = NOT_NEUTRAL.format(share=0.4)
    assert said(told) == "Wajah tidak netral pada 40% gambar. Ambil lagi garis dasar dengan wajah rileks."
    assert said(
        "The video /rec/video.mkv cannot be written (EIO). Check the folder's space and permissions. "
        "Scores are still recorded."
    ) == ("Video /rec/video.mkv tidak dapat ditulis (EIO). Periksa ruang dan izin folder. Skor tetap direkam.")
    choose(stage, "en")
    assert said(told) == told


def test_a_dialog_of_qt_is_in_the_language_in_force(stage: Stage) -> None:
    choose(stage, "id")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert [button.text().replace("&", "") for button in buttons.buttons()] == ["Batal"]
    assert QKeySequence("Ctrl+Left").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Kiri"
    assert QKeySequence("Space") == QKeySequence(Qt.Key.Key_Space), "shortcuts are written in English"


def test_numbers_in_a_file_do_not_follow_the_language(stage: Stage, tmp_path: Path) -> None:
    choose(stage, "id")
    assert QLocale().toString(0.5) == "0,5"
    path = tmp_path / "scores.csv"
    with ScoreTable(path, ("happy",), 0.0, datetime(2026, 1, 1, tzinfo=UTC)) as table:
        table.add(observe(happy(share=0.83), time_s=1234.5))
    (row,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert (row["time_s"], row["happy"], row["label"]) == ("1234.5", "0.83", "happy")


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ["0.62", "\u22123.5 points", "1,357,863", "FER2013 PrivateTest (3,589)", "+2.0 (\u22121.5)"]),
        ("id", ["0,62", "\u22123,5 points", "1.357.863", "FER2013 PrivateTest (3.589)", "+2,0 (\u22121,5)"]),
    ],
)
def test_numbers_on_the_screen_follow_the_language(stage: Stage, code: str, written: list[str]) -> None:
    choose(stage, code)
    said_of_numbers = [
        f"{Number(0.62)}",
        tr("{change:.1f} points", change=-3.5),
        whole(1_357_863),
        grouped("FER2013 PrivateTest (3,589)"),
        f"{Number(2):+.1f} ({Number(-1.5):.1f})",
    ]
    assert said_of_numbers == written


def test_numbers_in_a_sentence_of_the_engine_follow_the_language(stage: Stage) -> None:
    choose(stage, "id")
    told = said("a minus b: +3.4 points of accuracy (-1.2 to +8.0). The interval holds 0: no clear difference.")
    assert "+3,4" in told
    assert "\u22121,2" in told
    assert "." not in told.partition(":")[2].partition(")")[0]
    assert "/rec/0.5/video.mkv" in said(
        "The video /rec/0.5/video.mkv cannot be written (EIO). Check the folder's space and permissions. "
        "Scores are still recorded."
    ), "what is no number stays as it is"


def test_every_letter_of_a_menu_opens_one_entry(stage: Stage) -> None:
    choose(stage, "id")
    bar = stage.desk.window.menuBar()
    for menu in (bar, *bar.findChildren(QMenu)):
        letters = [QKeySequence.mnemonic(action.text()).toString() for action in menu.actions()]
        marked = [letter for letter in letters if letter]
        assert len(set(marked)) == len(marked), [action.text() for action in menu.actions()]


def test_deleted_settings_stay_deleted_in_the_next_language(stage: Stage, rig: Rig) -> None:
    """`Delete all` promises that none are kept until the next start."""
    stage.desk.privacy.delete_all()
    choose(stage, "id")
    stage.desk.preferences.change(theme="light")
    stage.desk.preferences.save()
    stage.desk.bridge.tick()
    assert not rig.settings_path.exists()
