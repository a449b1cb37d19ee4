"""No text of the window is left out of translation: in a made-up language every one of them stands in brackets."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from ferdesk import ui
from ferdesk.core.orientation import Orientation
from ferdesk.core.recording import Marker, RecordingStatus
from ferdesk.core.room import DirectionSet, LessonEvent, RoomMark, TooFew
from ferdesk.core.streaming import ForeignMarker, StreamPlan, StreamStatus
from ferdesk.core.types import ModelStatus, SourceState, SourceStatus
from ferdesk.ui import languages
from ferdesk.ui.desk import Start
from ferdesk.ui.languages import said, tr
from ferdesk.ui.settings import Settings
from tests.ui import test_comparison, test_describing, test_recording, test_review, test_room, test_snapshot
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS, LEVEL1_RUNS, at_position, happy, observe
from tests.ui.raw_texts import Painted, PseudoLanguage, raw_part, raw_texts, report, unmarked_sentences
from tests.ui.test_fairness import TABLE, checked

MakeRig = Callable[..., Rig]
NO_WINDOW = ("bench", "settings.py", "sentences.py", "stylesheet.py")
NOT_TRIED = ("quit", "full_screen")


@pytest.fixture
def painted(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Painted]:
    """The made-up language is in force, and numbers are written as in Indonesian."""
    before, pseudo = QLocale(), PseudoLanguage()
    QLocale.setDefault(QLocale("id"))
    qapp.installTranslator(pseudo)
    monkeypatch.setattr(languages, "_installed", [pseudo])
    made = Painted()
    made.listen(monkeypatch)
    yield made
    qapp.removeTranslator(pseudo)
    QLocale.setDefault(before)


@pytest.fixture
def rig(painted: Painted, make_rig: MakeRig) -> Rig:
    """As everywhere, but in the made-up language."""
    made = make_rig()
    made.begin()
    return made


class Look:
    """Looks at a window again and again, and keeps what was raw."""

    def __init__(self, rig: Rig, painted: Painted) -> None:
        self.rig = rig
        self.painted = painted
        self.found: dict[str, str] = {}

    def __call__(self) -> None:
        self.rig.tick()
        self.found.update(raw_texts(self.rig.desk.window))

    def close_dialogs(self) -> None:
        """As Escape does, the last one first."""
        for dialog in reversed(self.rig.desk.window.findChildren(QDialog)):
            dialog.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def end(self) -> None:
        for text in self.painted.texts:
            if raw_part(text):
                self.found.setdefault(raw_part(text), f"painted, in {text[:90]!r}")
        assert not self.found, report(self.found)


def try_every_command(look: Look) -> None:
    for name, command in look.rig.desk.window.commands.items():
        if name in NOT_TRIED or name.startswith(("theme.", "language.")) or not command.isEnabled():
            continue
        command.trigger()
        look.rig.tick()
        look()
        look.close_dialogs()
        if command.isCheckable() and command.isChecked() and not name.startswith("panel."):
            command.trigger()
            look()


def test_values_and_marks_stay_as_they_are(painted: Painted) -> None:
    assert painted.texts == set()
    assert tr("Frames {count:.1f}, &more", count=3.0) == "⟦Frames ⟧3,0⟦, &more⟧"
    assert raw_part(tr("Frames {count} more", count="of these")) == "of these"
    assert said("A sentence that nobody marked.") == "A sentence that nobody marked."
    assert raw_part("12 ms · 0,5 · 127.0.0.1 · ⟦Key ⟧Ctrl+K⟦, cut off wh…") == ""
    assert raw_part("⟦Camera ⟧15.2⟦ fps⟧") == "15.2"
    assert raw_part("⟦of ⟧3,589⟦ faces⟧") == "3,589"


def test_every_sentence_in_the_source_is_marked() -> None:
    """Those too that no test brings onto the screen. The settings' own are collected for `said`."""
    root = Path(ui.__file__).parent
    files = [file for file in sorted(root.rglob("*.py")) if not file.name.startswith(NO_WINDOW)]
    found = [f"{file.relative_to(root)}:{line}: {text}" for file in files for line, text in unmarked_sentences(file)]
    assert not found, "\n".join(found)


def test_every_command_of_an_idle_window(make_rig: MakeRig, painted: Painted) -> None:
    rig = make_rig()
    look = Look(rig, painted)
    look()
    rig.begin()
    try_every_command(look)
    look.end()


def test_every_command_while_a_file_plays(make_rig: MakeRig, painted: Painted) -> None:
    rig = make_rig(test_room.ANSWERED)
    rig.begin()
    look = Look(rig, painted)
    rig.tell(FILE_PLAYS, LEVEL1_RUNS)
    rig.see(at_position(observe(happy()), 3.0), at_position(observe(happy(2), happy(3), index=2), 3.5))
    look()
    try_every_command(look)
    look.end()


def test_what_a_source_says(rig: Rig, painted: Painted) -> None:
    look = Look(rig, painted)
    rig.tell(LEVEL1_RUNS)
    for state in SourceState:
        rig.tell(SourceStatus("camera:0", "Integrated Camera", state, live=True))
        look()
        rig.see(observe())
        look()
    look.end()


def test_the_first_page_and_what_was_cut_off(make_rig: MakeRig, painted: Painted) -> None:
    rig = make_rig()
    rig.recordings.cut_off = (test_recording.FOLDER,)
    rig.begin(Start(greets=True))
    rig.tick()
    look = Look(rig, painted)
    look()
    look.close_dialogs()
    look()
    look.end()


def test_comparison_and_labelling(make_rig: MakeRig, painted: Painted) -> None:
    rig = make_rig(size=(1600, 1000))
    rig.library.listed = test_comparison.entries()
    rig.begin()
    look = Look(rig, painted)
    view = test_comparison.compare(rig, *test_comparison.clip())
    rig.tick()
    look()
    view.posing.switch.click()
    view.posing.buttons["happy"].click()
    look()
    view.agreement.choice.setCurrentIndex(1)
    view.agreement.choice.activated.emit(1)
    for row in range(view.agreement.pairs.table.rowCount()):
        view.agreement.pairs.table.selectRow(row)
        look()
    view.input_wanted.emit("a")
    look()
    view.grab()
    look.end()


def test_the_snapshot(make_rig: MakeRig, painted: Painted) -> None:
    rig = make_rig(size=(1600, 1000))
    rig.begin()
    look = Look(rig, painted)
    view = test_snapshot.freeze(rig, at_position(observe(happy(), index=7), 2.0))
    look()
    rig.tick()
    rig.tick()
    view.grab()
    look()
    view.save.click()
    look()
    look.end()


@pytest.mark.parametrize("survey", [test_describing.THEIRS, test_describing.OPEN], ids=["known", "unknown"])
def test_a_model_that_is_described(rig: Rig, painted: Painted, survey: object) -> None:
    look = Look(rig, painted)
    dialog = test_describing.meet(rig, survey)  # type: ignore[arg-type]
    dialog.grab()
    look()
    look.end()


def test_a_recording(rig: Rig, painted: Painted) -> None:
    look = Look(rig, painted)
    recorder = test_recording.record(rig, video=True)
    look()
    rig.desk.window.commands["marker"].trigger()
    look()
    rig.desk.window.commands["baseline"].trigger()
    look()
    rig.desk.window.commands["record"].trigger()
    look()
    for state in type(test_recording.RUNS.state):
        test_recording.tell(rig, recorder, RecordingStatus(state, test_recording.FOLDER, 5.0, 40, video=True))
        look()
    look.end()


def test_a_live_stream(rig: Rig, painted: Painted) -> None:
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    look = Look(rig, painted)
    rig.desk.streaming.start(StreamPlan(lsl=True, osc=True, lsl_network=True))
    rig.tick()
    rig.streams.told += [StreamStatus(True, 5, 1), ForeignMarker(1.0, "LSL", "⟦their own⟧")]
    look()
    rig.desk.window.commands["stream_out"].trigger()
    look()
    rig.desk.streaming.on_marker(Marker(0.0, "1", ""))
    look()
    look.end()


@pytest.mark.parametrize("place", ["eu", "other"])
def test_the_room_view(make_rig: MakeRig, painted: Painted, place: str) -> None:
    rig = make_rig(Settings(room_setting="education", room_region=place), size=(1600, 1000))
    rig.begin()
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    look = Look(rig, painted)
    test_room.enter(rig)
    look()
    panel = test_room.panel_of(rig)
    share = None if place == "eu" else 0.4
    test_room.come(rig, DirectionSet(Orientation(3.0, -4.0)), test_room.window(0, 0.2, happy_share=share))
    look()
    for number, event in enumerate(LessonEvent):
        rig.desk.room.marks = (*rig.desk.room.marks, RoomMark(number * 30.0 + 45, event))
        test_room.come(rig, test_room.window(number + 1, 0.8, 0.05, share))
    look()
    for choice, row in zip(panel.comparison.sections, (1, 2), strict=True):
        choice.setCurrentIndex(row)
        choice.activated.emit(row)
    look()
    test_room.come(rig, TooFew(300.0, 330.0), DirectionSet(None))
    panel.preview.setChecked(True)
    look()
    for button in (panel.face_front, panel.delete, panel.save, panel.notice, panel.stop):
        button.click()
        look()
        look.close_dialogs()
    look.end()


def test_the_fairness_check(rig: Rig, painted: Painted) -> None:
    rig.groups.found = checked()
    rig.tell(LEVEL1_RUNS)
    look = Look(rig, painted)
    rig.desk.window.commands["fairness"].trigger()
    look()
    page = rig.desk.fairness.page
    assert page is not None
    rig.desk.fairness.choose(TABLE)
    page.start.click()
    for _ in range(3):
        look()
    for button in (page.table, page.folder, page.save):
        button.click()
        look()
    look.end()


def test_files_and_their_deletion(rig: Rig, painted: Painted) -> None:
    look = Look(rig, painted)
    rig.tell(ModelStatus((), "CPU", "⟦no⟧"))
    rig.desk.window.commands["privacy"].trigger()
    look()
    for dialog in rig.desk.window.findChildren(QMessageBox):
        assert dialog.text()
    look.end()


def test_the_review(rig: Rig, painted: Painted, tmp_path: Path) -> None:
    folder = test_review._disagreeing(tmp_path)
    look = Look(rig, painted)
    view = test_review.review(rig, folder)
    look()
    view.canvas.setFocus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_I, Qt.Key.Key_Right, Qt.Key.Key_O):
        test_review.press(rig, key)
        look()
    for button in (view.compare, view.export, view.again):
        button.click()
        test_review.settle(rig)
        look()
        look.close_dialogs()
    rig.desk.review_work.export(tmp_path / "part.csv")
    look()
    test_review.settle(rig)
    view.grab()
    rig.desk.reviewing.open(tmp_path)
    test_review.settle(rig)
    look()
    look.end()
