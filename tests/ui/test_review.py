"""The review, on real recorded sessions: what is shown belongs to the moment, and what is changed can be undone."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.recording import Marker
from ferdesk.core.types import SourceState
from ferdesk.engine.library import Library
from ferdesk.session.again import Again
from ferdesk.session.schema import JOURNAL, to_blob
from ferdesk.session.stored import open_session
from ferdesk.ui.panels.review import ReviewPanel
from ferdesk.ui.review_dialogs import AgainDialog, AgreementDialog
from tests.session.recorded import MODELS, Script, begin, decoded, expected, record
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS

LEVEL1 = MODELS[0]


def view_of(rig: Rig) -> ReviewPanel:
    return rig.desk.panels.review


def settle(rig: Rig) -> None:
    """Lets everything that was asked for be answered, what is asked for then too."""
    for _ in range(12):
        rig.tick()
        if rig.desk.reviewing.display._curves_due.isActive():
            QTest.qWait(45)


def review(rig: Rig, folder: Path) -> ReviewPanel:
    rig.desk.reviewing.open(folder)
    settle(rig)
    rig.desk.window.activateWindow()
    return view_of(rig)


def press(rig: Rig, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or rig.desk.window, key, modifier)
    settle(rig)


def shown_frame(rig: Rig) -> int:
    scene = view_of(rig).canvas.scene
    assert scene is not None
    return scene.frame.index


def seek(rig: Rig, time_s: float) -> None:
    rig.desk.reviewing.player.seek(time_s)
    settle(rig)


def at(rig: Rig, frame: int) -> float:
    """The time of a frame of a session without a gap, at 30 a second."""
    session = rig.desk.reviewing.session
    assert session is not None
    return session.facts.start_s + frame / 30


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record(tmp_path_factory.mktemp("sessions"), Script(frames=90, faces=2, nobody=(50,)))


@pytest.fixture
def folder(recorded: Path, tmp_path: Path) -> Path:
    """Three seconds of two faces; nobody in frame 50."""
    return shutil.copytree(recorded, tmp_path / "sessions" / recorded.name)


def test_a_session_is_opened_by_a_drop_and_left_again(rig: Rig, folder: Path) -> None:
    rig.tell(CAMERA_PLAYS)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / JOURNAL))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    rig.desk.window.dropEvent(event)
    settle(rig)
    view = view_of(rig)
    assert view.isVisible()
    assert not rig.desk.panels.video.isVisible()
    assert not rig.desk.panels.controls.isVisible()
    assert folder.name in rig.desk.window.windowTitle()
    assert ("close_source", None) in rig.pipeline.calls, "the camera is let go of"
    rig.tell(replace(CAMERA_PLAYS, state=SourceState.CLOSED))
    assert folder.name in rig.desk.window.windowTitle(), "whatever the source tells meanwhile"
    assert not rig.desk.window.commands["record"].isEnabled()
    assert not rig.desk.window.status.record.isEnabled()
    opened = len(rig.pipeline.asked("open_source"))
    press(rig, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert rig.desk.panels.video.isVisible()
    assert rig.desk.panels.controls.isVisible()
    assert rig.pipeline.asked("open_source")[opened:] == [CAMERA_PLAYS.address]
    assert rig.desk.window.commands["record"].isEnabled()
    assert rig.desk.window.status.record.isEnabled()
    assert CAMERA_PLAYS.title in rig.desk.window.windowTitle()
    assert not rig.desk.window.commands["next_disagreement"].isEnabled()


def test_a_file_is_paused_and_goes_on(rig: Rig, folder: Path) -> None:
    rig.tell(FILE_PLAYS)
    review(rig, folder)
    assert rig.pipeline.asked("pause") == [True]
    rig.tell(replace(FILE_PLAYS, state=SourceState.PAUSED))
    view_of(rig).live.click()
    settle(rig)
    assert rig.pipeline.asked("pause") == [True, False]


def test_another_source_ends_the_review(rig: Rig, folder: Path) -> None:
    rig.tell(FILE_PLAYS)
    review(rig, folder)
    rig.desk.window.commands["demo"].trigger()
    settle(rig)
    assert not view_of(rig).isVisible()
    assert rig.pipeline.asked("open_source")[-1] == "demo"
    assert rig.pipeline.asked("pause") == [True], "the file that was left is not played again"


def test_the_recording_offers_its_review(rig: Rig, folder: Path) -> None:
    rig.desk.recording.review(folder)
    settle(rig)
    assert view_of(rig).isVisible()


def test_keys_go_from_frame_to_frame(rig: Rig, folder: Path) -> None:
    review(rig, folder)
    assert shown_frame(rig) == 0
    for key, frame in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_End, 89),
        (Qt.Key.Key_Left, 88),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, 89),
        (Qt.Key.Key_PageUp, 0),
    ):
        press(rig, key)
        assert shown_frame(rig) == frame
    assert view_of(rig).time.text() == "0:00.0 / 0:02"


def test_steps_add_up_while_a_picture_is_waited_for(rig: Rig, folder: Path) -> None:
    review(rig, folder)
    seek(rig, at(rig, 10))
    rig.jobs.held = True
    for _ in range(5):
        rig.desk.reviewing.player.step(1)
    rig.desk.reviewing.player.step(-1)
    rig.jobs.held = False
    settle(rig)
    assert shown_frame(rig) == 14


def test_scrubbing_shows_the_picture_of_that_time(rig: Rig, media: Path, tmp_path: Path) -> None:
    pictures = decoded(media / "webcam-help.mkv", 50, (120, 160))
    view = review(rig, record(tmp_path, Script(frames=50, pictures=pictures), video=True))
    for frame in (40, 5, 41):
        spot = QPointF(view.scrubber.place_of(at(rig, frame) + 0.004), 18).toPoint()
        QTest.mouseClick(view.scrubber, Qt.MouseButton.LeftButton, pos=spot)
        settle(rig)
        assert view.canvas.scene is not None
        shown = view.canvas.scene.frame.pixels.astype(float)
        apart = [np.abs(shown - picture).mean() for picture in pictures]
        assert abs(int(np.argmin(apart)) - frame) <= 1, "the bar has 800 px for 50 frames"
        assert shown_frame(rig) == int(np.argmin(apart))
        assert float(view.curves.now.value()) == pytest.approx(at(rig, frame), abs=0.04)


def test_without_a_video_boxes_stand_on_an_empty_picture(rig: Rig, folder: Path) -> None:
    view = review(rig, folder)
    scene = view.canvas.scene
    assert scene is not None
    assert scene.frame.pixels.shape == (240, 320, 3)
    assert [face.track_id for face in scene.faces] == [1, 2]
    assert view.canvas.badges.right == "Scores only"
    assert not view.again.isEnabled()
    seek(rig, at(rig, 50))
    assert view.canvas.scene is not None
    assert view.canvas.scene.faces == ()
    assert view.side.detail.text() == "This face is not in this picture."


def test_playing_follows_the_clock(rig: Rig, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = review(rig, folder)
    now = [100.0]
    monkeypatch.setattr("ferdesk.ui.review_player.time.perf_counter", lambda: now[0])
    view.canvas.setFocus()
    press(rig, Qt.Key.Key_Space)
    player = rig.desk.reviewing.player
    assert view.play.toolTip() == "Pause (Space)"
    now[0] += 1.0
    player.tick()
    settle(rig)
    assert shown_frame(rig) == 30
    press(rig, Qt.Key.Key_Space)
    assert view.play.toolTip() == "Play (Space)"
    press(rig, Qt.Key.Key_Space)
    now[0] += 60
    player.tick()
    settle(rig)
    assert shown_frame(rig) == 89
    assert not player.playing


def test_face_and_model_are_chosen(rig: Rig, folder: Path) -> None:
    view = review(rig, folder)
    assert [view.side.model.itemText(row) for row in range(2)] == ["A\u00a0·\u00a0CNN Level 1", "B\u00a0·\u00a0Smiles"]
    assert [view.side.face.itemText(row) for row in range(2)] == ["Face 1", "Face 2"]
    shown = {name for name, chip in view.curves.curves.chips.items() if chip.isVisible()}
    assert shown == {"angry", "disgust", "fear", "happy", "neutral", "sad", "surprise"}
    view.side.model.setCurrentIndex(1)
    view.side.model.activated.emit(1)
    view.side.face.setCurrentIndex(1)
    view.side.face.activated.emit(1)
    settle(rig)
    assert {name for name, chip in view.curves.curves.chips.items() if chip.isVisible()} == {"smile", "no_smile"}
    _times, values = view.curves.curves.raw["smile"].getData()
    wanted = [expected(frame, MODELS[1])[EMOTIONS.index("smile")] for frame in range(90) if frame != 50]
    assert values[np.isfinite(values)] == pytest.approx(wanted)
    assert view.canvas.scene is not None
    assert view.canvas.scene.selected == 2
    assert view.side.bars.emotions == ("smile", "no_smile")


def test_gaps_are_drawn_and_named(rig: Rig, tmp_path: Path) -> None:
    view = review(rig, record(tmp_path, Script(frames=60, gap=29)))
    ((gap, region),) = view.curves.gaps
    low, high = region.getRegion()
    assert (low, high) == (gap.start_s, gap.end_s)
    assert high - low == pytest.approx(1 + 1 / 30, abs=1e-3)
    assert region.toolTip() == "No picture was recorded"
    middle = QPointF(view.scrubber.place_of((low + high) / 2), 18).toPoint()
    before = QPointF(view.scrubber.place_of(low - 0.2), 18).toPoint()
    picture = view.scrubber.grab().toImage()
    ratio = view.scrubber.devicePixelRatio()
    area = [picture.pixelColor(round((middle.x() + x) * ratio), round(middle.y() * ratio)).name() for x in range(-6, 6)]
    plain = [
        picture.pixelColor(round((before.x() + x) * ratio), round(before.y() * ratio)).name() for x in range(-3, 3)
    ]
    assert len(set(area)) > 1, "hatched"
    assert len(set(plain)) == 1
    _times, values = view.curves.curves.raw["happy"].getData()
    assert np.isnan(values).sum() == 1
    seek(rig, (low + high) / 2)
    assert view.canvas.badges.notice == "No picture was recorded"
    assert view.canvas.badges.dimmed
    rows = [view.side.moments.list.topLevelItem(row) for row in range(view.side.moments.list.topLevelItemCount())]
    assert any(row is not None and row.text(1) == "Gap" for row in rows)


def _stored(folder: Path) -> list[tuple[int, Marker]]:
    with closing(open_session(folder)) as session:
        return [(each.number, each.marker) for each in session.markers()]


def test_markers_are_added_renamed_moved_and_deleted_and_all_of_it_undone(rig: Rig, folder: Path) -> None:
    view = review(rig, folder)
    view.canvas.setFocus()
    moments, window = view.side.moments, rig.desk.window
    seek(rig, 1.0)
    press(rig, Qt.Key.Key_M)
    press(rig, Qt.Key.Key_4)
    assert _stored(folder) == [(1, Marker(1.0, "M")), (2, Marker(1.0, "4"))]
    assert set(view.curves.markers) == {1, 2}
    item = moments.list.topLevelItem(0)
    assert item is not None
    moments.list.setCurrentItem(item)
    assert moments.current == 1
    item.setText(2, "A smile")
    settle(rig)
    seek(rig, 2.0)
    assert moments.current == 1
    moments.move_here.click()
    settle(rig)
    assert _stored(folder) == [(2, Marker(1.0, "4")), (1, Marker(2.0, "M", "A smile"))]
    view.curves.markers[2].setValue(0.5)
    view.curves.markers[2].sigPositionChangeFinished.emit(view.curves.markers[2])
    settle(rig)
    moments.remove.click()
    settle(rig)
    assert _stored(folder) in ([(1, Marker(2.0, "M", "A smile"))], [(2, Marker(0.5, "4"))])
    steps = rig.desk.reviewing.markers.history.count()
    assert steps == 6
    for _ in range(steps):
        window.commands["undo"].trigger()
        settle(rig)
    assert _stored(folder) == []
    assert view.curves.markers == {}
    assert not window.commands["undo"].isEnabled()
    for _ in range(4):
        window.commands["redo"].trigger()
    settle(rig)
    assert _stored(folder) == [(2, Marker(1.0, "4")), (1, Marker(2.0, "M", "A smile"))]


def test_undo_has_the_usual_keys(rig: Rig, folder: Path) -> None:
    view = review(rig, folder)
    view.canvas.setFocus()
    press(rig, Qt.Key.Key_M)
    control = Qt.KeyboardModifier.ControlModifier
    press(rig, Qt.Key.Key_Z, control)
    assert _stored(folder) == []
    press(rig, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert len(_stored(folder)) == 1


def test_a_marker_that_cannot_be_kept_is_not_shown(rig: Rig, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = review(rig, folder)
    with closing(sqlite3.connect(folder / JOURNAL, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        rig.desk.reviewing.add_marker("M")
        assert set(view.curves.markers) == {1}
        settle(rig)
        other.execute("ROLLBACK")
    settle(rig)
    assert "The marker cannot be kept" in rig.desk.window.banner.texts[0]
    assert view.curves.markers == {}


def _disagreeing(tmp_path: Path) -> Path:
    """Two models of the same classes that differ in frames 60...69 of 120 and nowhere else."""
    twin = replace(LEVEL1, name="twin", title="Twin")
    folder = record(tmp_path / "sessions", Script(frames=120, models=(LEVEL1, twin)))
    with closing(sqlite3.connect(folder / JOURNAL)) as journal:
        for frame in range(60, 70):
            values = expected(frame, twin).copy()
            values[:7] = np.roll(values[:7], 1)
            place = (to_blob(values), frame)
            journal.execute("UPDATE scores SET probabilities = ? WHERE frame = ? AND model = 1", place)
        journal.commit()
    return folder


def test_keys_jump_to_disagreements(rig: Rig, tmp_path: Path) -> None:
    view = review(rig, _disagreeing(tmp_path))
    view.canvas.setFocus()
    press(rig, Qt.Key.Key_N)
    assert shown_frame(rig) == 60
    assert rig.desk.reviewing.player.time_s == pytest.approx(at(rig, 60), abs=1e-3)
    press(rig, Qt.Key.Key_N)
    assert rig.desk.window.toast.text() == "The models do not differ after this."
    press(rig, Qt.Key.Key_End)
    press(rig, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert shown_frame(rig) == 60
    assert not view.busy.isVisible()


def test_a_click_on_a_lane_goes_to_that_moment(rig: Rig, tmp_path: Path) -> None:
    view = review(rig, _disagreeing(tmp_path))
    lanes = view.curves.lanes
    low, high = view.curves.shown
    assert list(lanes.drawn.pieces) == [LEVEL1.name, "twin"]
    ((begin, end),) = lanes.drawn.differ
    assert (high + begin, high + end) == pytest.approx((at(rig, 60), at(rig, 70)), abs=1e-3)
    assert lanes.isVisible()
    place = QPointF(lanes.place_of((begin + end) / 2), lanes.height() - 2)
    QTest.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=place.toPoint())
    settle(rig)
    pixel_s = (high - low) / (lanes.place_of(0.0) - lanes.place_of(low - high))
    assert rig.desk.reviewing.player.time_s == pytest.approx(at(rig, 65), abs=2 * pixel_s)
    assert 60 <= shown_frame(rig) < 70
    assert lanes.words_at(QPointF(place.x(), 2)) == f"A\u00a0·\u00a0{LEVEL1.title}: Surprise"
    assert lanes.words_at(QPointF(place.x(), lanes.height() - 2)) == "Labels differ"
    view.curves.zoom_in()
    settle(rig)
    assert lanes.drawn.window_s == pytest.approx((high - low) / 2)


def test_one_model_has_no_lanes(rig: Rig, tmp_path: Path) -> None:
    view = review(rig, record(tmp_path / "sessions", Script(models=(LEVEL1,))))
    assert not view.curves.lanes.isVisible()
    assert view.side.model.itemText(0) == LEVEL1.title


def test_what_was_compared_for_the_lanes_is_at_hand(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = review(rig, _disagreeing(tmp_path))
    monkeypatch.setattr(rig.desk.reviewing._sessions, "compare", None)
    view.compare.click()
    dialog = rig.desk.window.findChild(AgreementDialog)
    assert dialog is not None
    assert dialog.pairs.row_texts(0)[1] == "92%", "110 of 120 frames"
    dialog.close()


def test_agreement_of_a_stretch_is_told(rig: Rig, tmp_path: Path) -> None:
    view = review(rig, _disagreeing(tmp_path))
    view.curves.choose((at(rig, 50), at(rig, 69)))
    view.compare.click()
    settle(rig)
    dialog = rig.desk.window.findChild(AgreementDialog)
    assert dialog is not None
    assert dialog.pairs.row_texts(0)[1] == "50%", "10 of 20 frames"
    assert dialog.confusion.shown is not None
    assert dialog.confusion.shown.counts.sum() == 20
    dialog.close()


def test_a_chosen_stretch_is_exported(rig: Rig, folder: Path, tmp_path: Path) -> None:
    view = review(rig, folder)
    view.canvas.setFocus()
    seek(rig, at(rig, 20))
    press(rig, Qt.Key.Key_I)
    seek(rig, at(rig, 39))
    press(rig, Qt.Key.Key_O)
    assert view.scrubber.chosen == pytest.approx((at(rig, 20), at(rig, 39)))
    assert view.clear.isVisible()
    view.export.click()
    dialog = rig.desk.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "part.csv"))
    dialog.close()
    settle(rig)
    with (tmp_path / "part.csv").open(newline="", encoding="utf-8") as file:
        frames = [int(row["frame"]) for row in csv.DictReader(file)]
    assert sorted(set(frames)) == list(range(20, 40))
    assert len(frames) == 20 * 2 * 2
    assert str(tmp_path / "part.csv") in rig.desk.window.banner.texts[0]
    view.clear.click()
    rig.desk.review_work.export(tmp_path / "all.json")
    settle(rig)
    rows = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert {row["frame"] for row in rows} == set(range(90))


def test_a_moment_before_the_recording_has_a_minus(rig: Rig, folder: Path) -> None:
    """A neutral baseline is mostly taken before a recording begins."""
    with closing(sqlite3.connect(folder / JOURNAL)) as journal, journal:
        values = to_blob(np.full(len(EMOTIONS), 0.1, dtype=np.float32))
        journal.execute("INSERT INTO baselines VALUES (1, 0, -74.25, -64.25, 300, ?, '')", (values,))
    item = review(rig, folder).side.moments.list.topLevelItem(0)
    assert item is not None
    assert [item.text(0), item.text(1)] == ["\N{MINUS SIGN}1:14.2", "Baseline"]


def test_the_lanes_never_hide_the_axis_of_the_curves(rig: Rig, folder: Path) -> None:
    """In a small window, below three sentences."""
    curves = review(rig, folder).curves
    for number in range(3):
        rig.desk.window.banner.say(f"Sentence {number}.")
    rig.desk.window.resize(1024, 700)
    settle(rig)
    assert curves.lanes.isVisible()
    assert curves.plot.geometry().bottom() < curves.lanes.geometry().top()
    assert curves.curves.legend.geometry().bottom() < curves.plot.geometry().top()


def test_work_can_be_called_off(rig: Rig, folder: Path, tmp_path: Path) -> None:
    view = review(rig, folder)
    rig.jobs.held = True
    rig.desk.review_work.export(tmp_path / "part.csv")
    assert view.busy.isVisible()
    view.cancel.click()
    assert not view.busy.isVisible()
    rig.jobs.held = False
    settle(rig)
    assert not list(tmp_path.glob("*part.csv*"))


def test_nothing_that_takes_long_is_called_off_by_a_slip(rig: Rig, tmp_path: Path) -> None:
    view = review(rig, _disagreeing(tmp_path))
    rig.jobs.held = True
    rig.desk.review_work.export(tmp_path / "all.csv")
    view.canvas.setFocus()
    press(rig, Qt.Key.Key_N)
    assert rig.desk.window.toast.text() == "Wait until this has ended, or cancel it: Exporting…"
    press(rig, Qt.Key.Key_Escape)
    (question,) = rig.desk.window.findChildren(QMessageBox)
    assert question.informativeText() == "Exporting…"
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert view.isVisible()
    rig.jobs.held = False
    settle(rig)
    assert (tmp_path / "all.csv").is_file()
    rig.jobs.held = True
    for _ in range(2):
        rig.desk.window.commands["next_disagreement"].trigger()
    rig.jobs.held = False
    settle(rig)
    assert shown_frame(rig) == 60, "one search gives way to the next"
    view.live.click()
    assert not view.isVisible()


def test_what_is_called_off_by_leaving_is_said(rig: Rig, folder: Path, tmp_path: Path) -> None:
    view = review(rig, folder)
    rig.jobs.held = True
    rig.desk.review_work.export(tmp_path / "all.csv")
    view.live.click()
    (question,) = rig.desk.window.findChildren(QMessageBox)
    (leave,) = [button for button in question.buttons() if button.text() == "Call it off"]
    leave.click()
    assert not view.isVisible()
    rig.jobs.held = False
    settle(rig)
    assert rig.desk.window.banner.texts == ["Called off: Exporting…"]
    assert not list(tmp_path.glob("*all.csv*"))


def test_the_video_is_analysed_again_and_its_answers_are_shown(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a model that answers at once; the real models are tested with the session."""
    folder = record(tmp_path / "sessions", Script(frames=30, models=(LEVEL1,)), video=True)

    def again(folder: Path, models: tuple[str, ...], provider: str, library: Library) -> Generator[float, None, Again]:
        yield 0.5
        path = folder / "reanalysis-1.sqlite"
        with closing(sqlite3.connect(folder / JOURNAL)) as journal:
            journal.execute("VACUUM INTO ?", (str(path),))
        return Again(path, 28, 2, "")

    monkeypatch.setattr("ferdesk.session.again.analyse_again", again)
    monkeypatch.setattr(type(rig.engine.sessions._engine), "library", lambda _engine: None)
    view = review(rig, folder)
    assert not view.compare.isEnabled()
    view.again.click()
    dialog = rig.desk.window.findChild(AgainDialog)
    assert dialog is not None
    assert not dialog.start.isEnabled()
    assert list(dialog.boxes) == ["level1"], "a file that cannot be used is no choice"
    dialog.boxes["level1"].click()
    dialog.start.click()
    settle(rig)
    settle(rig)
    assert rig.desk.window.banner.texts[0] == ("28 faces were answered again, 2 were not found again in the video.")
    assert view.side.model.count() == 2
    assert view.side.model.currentText() == "B\u00a0·\u00a0CNN Level 1 · re-analysis 1"
    assert view.side.bars.isVisible(), "the new model's answers for the picture that is shown"
    assert view.side.detail.text().endswith("likely")
    assert view.compare.isEnabled()
    rig.desk.window.commands["next_disagreement"].trigger()
    settle(rig)
    assert rig.desk.window.toast.text() == "The models do not differ after this."


@pytest.mark.parametrize("spoil", ["missing", "empty", "recording"])
def test_what_cannot_be_opened_is_said_and_changes_nothing(rig: Rig, tmp_path: Path, spoil: str) -> None:
    rig.tell(FILE_PLAYS)
    live = begin(tmp_path)
    if spoil != "recording":
        live.close()
    if spoil == "missing":
        (live.folder / JOURNAL).unlink()
    elif spoil == "empty":
        (live.folder / JOURNAL).write_bytes(b"")
    rig.desk.reviewing.open(live.folder)
    settle(rig)
    words = {"missing": "is no recorded session", "empty": "0 bytes", "recording": "still being recorded"}[spoil]
    assert words in rig.desk.window.banner.texts[0]
    assert not view_of(rig).isVisible()
    assert rig.pipeline.asked("pause") == []
    if spoil == "recording":
        live.close()


def test_late_answers_are_for_nobody(rig: Rig, folder: Path) -> None:
    review(rig, folder)
    rig.jobs.held = True
    rig.desk.reviewing.player.seek(1.0)
    rig.desk.reviewing.leave()
    rig.jobs.held = False
    settle(rig)
    assert not view_of(rig).isVisible()
    assert rig.desk.reviewing.session is None
    assert rig.desk.window.banner.texts == []


def test_the_view_follows_the_theme_and_fits_a_narrow_window(make_rig: Callable[..., Rig], folder: Path) -> None:
    rig = make_rig(size=(640, 720))
    rig.begin()
    view = review(rig, folder)
    assert view.minimumSizeHint().width() <= 640
    rig.desk.choices.choose_theme("dark")()
    settle(rig)
    assert view.scrubber.colors is view.colors
    assert view.colors.window == "#0e1116"
