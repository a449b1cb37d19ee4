"""The room view as the operator meets it: what is asked, what is off, what is shown, and how it stops."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from ferdesk.core.orientation import Orientation
from ferdesk.core.recording import RecordingState
from ferdesk.core.room import DirectionSet, Estimate, LessonEvent, RoomNews, RoomWindow, Share, TooFew
from ferdesk.core.room_measured import FOUND_UP_TO_M_AT_720, FOUND_UP_TO_M_AT_1080
from ferdesk.core.types import Frame, Observation, SourceState
from ferdesk.ui.choices import IN_ROOM
from ferdesk.ui.commands import COMMANDS, LANGUAGE, PANEL, THEME
from ferdesk.ui.help import AboutDialog
from ferdesk.ui.neutral import CANCELLED
from ferdesk.ui.panels.room import NOT_ENOUGH, STOPPED, TOO_FEW_FOR_DIRECTION, RoomPanel
from ferdesk.ui.panels.room_figures import HIGHER, NO_CLEAR_CHANGE
from ferdesk.ui.room import ALLOWED, ANALYSING
from ferdesk.ui.room_files import NoticeDialog
from ferdesk.ui.room_setup import ALLOWED as EXPRESSIONS_ALLOWED
from ferdesk.ui.room_setup import PROHIBITED, RoomSetup
from ferdesk.ui.settings import Settings, read, write
from tests.session.recorded import Script, record
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, LEVEL1_RUNS, happy, observe

ANSWERED = Settings(room_setting="education", room_region="eu", room_expected=8)


@pytest.fixture
def room_rig(make_rig: Callable[..., Rig]) -> Rig:
    """A window in the room view, in a school in the EU, with a camera."""
    made = make_rig(ANSWERED)
    made.begin()
    made.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    enter(made)
    return made


def enter(rig: Rig) -> None:
    rig.desk.window.commands["room"].trigger()
    rig.tick()
    rig.tick()


def panel_of(rig: Rig) -> RoomPanel:
    return rig.desk.panels.room


def window(number: int, value: float = 0.5, half: float = 0.1, happy_share: float | None = None) -> RoomWindow:
    known = Estimate(value, value - half, value + half)
    mix = () if happy_share is None else (Share("happy", Estimate(happy_share, happy_share, happy_share)),)
    return RoomWindow(number * 30.0, number * 30.0 + 30, 6, known, known, Estimate(0.2, 0.1, 0.3), mix, known)


def come(rig: Rig, *news: RoomNews) -> None:
    """The engine's thread has put these out, and they arrive."""
    rig.rooms.opened[-1]._news.extend(news)
    rig.desk.room.look()


def test_rule_2_the_first_start_asks_before_anything_is_watched(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS)
    enter(rig)
    (dialog,) = rig.desk.window.findChildren(RoomSetup)
    assert dialog.policy() is None, "no answer is guessed"
    assert not dialog.start.isEnabled()
    assert rig.pipeline.asked("watch_room") == []
    dialog.setting.setCurrentIndex(dialog.setting.findData("workplace"))
    assert not dialog.start.isEnabled()
    dialog.region.setCurrentIndex(dialog.region.findData("other"))
    assert dialog.verdict.text() == EXPRESSIONS_ALLOWED
    dialog.region.setCurrentIndex(dialog.region.findData("eea"))
    assert dialog.verdict.text() == PROHIBITED
    assert not dialog.weights[2].isEnabled()
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    rig.tick()
    rig.tick()
    (session,) = rig.rooms.opened
    assert rig.pipeline.asked("watch_room") == [session]
    assert not session.expressions
    assert panel_of(rig).reason.text() == PROHIBITED
    assert (rig.desk.preferences.now.room_setting, rig.desk.preferences.now.room_region) == ("workplace", "eea")


def test_rule_2_the_answers_are_stored_and_not_asked_again(tmp_path: Path, make_rig: Callable[..., Rig]) -> None:
    write(ANSWERED, tmp_path / "kept.json")
    kept, _ = read(tmp_path / "kept.json")
    assert kept == ANSWERED
    made = make_rig(kept)
    made.begin()
    enter(made)
    assert made.desk.window.findChildren(RoomSetup) == []
    assert len(made.rooms.opened) == 1


def test_rule_2_without_an_answer_there_is_no_room_view(rig: Rig) -> None:
    enter(rig)
    (dialog,) = rig.desk.window.findChildren(RoomSetup)
    dialog.reject()
    assert not rig.desk.window.commands["room"].isChecked()
    assert rig.rooms.opened == []
    assert not panel_of(rig).isVisible()


@pytest.mark.parametrize("stored", [0, 1, 2, -5, True, 3.5, "4", None])
def test_rule_3_a_stored_k_below_three_is_not_taken(tmp_path: Path, stored: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"room_faces": stored}), encoding="utf-8")
    assert read(path)[0].room_faces == Settings().room_faces


def test_rule_1_a_window_is_shown_with_its_intervals(room_rig: Rig) -> None:
    come(room_rig, window(0))
    tiles = panel_of(room_rig).tiles
    assert tiles["faces"].value.text() == "6"
    assert tiles["coverage"].value.text() == "50%"
    assert tiles["coverage"].interval.text() == "40% to 60%"
    assert tiles["movement"].value.text() == "0.20"
    assert panel_of(room_rig).plot.clear_pairs == [(0.0, 0.5), (0.5, 0.5)]


def test_rule_1_a_change_inside_the_interval_is_drawn_as_no_clear_change(room_rig: Rig) -> None:
    come(room_rig, window(0, 0.5), window(1, 0.55))
    panel = panel_of(room_rig)
    assert panel.tiles["index"].change.text() == NO_CLEAR_CHANGE
    assert panel.plot.unclear_pairs == [(0.5, 0.5), (0.5, 0.55)]
    come(room_rig, window(2, 0.9))
    assert panel.tiles["index"].change.text() == HIGHER
    assert panel.plot.unclear_pairs == [(0.5, 0.5), (0.5, 0.55)]
    assert (1.0, 0.9) in panel.plot.clear_pairs


def labels_of(rig: Rig, side: str) -> list[str]:
    """What stands beside an axis of the curve."""
    (ticks,) = panel_of(rig).plot.getPlotItem().getAxis(side)._tickLevels
    return [text for _, text in ticks]


def test_rule_1_the_curve_has_the_units_of_the_figures(room_rig: Rig) -> None:
    panel = panel_of(room_rig)
    come(room_rig, window(0))
    assert labels_of(room_rig, "left") == ["0%", "25%", "50%", "75%", "100%"]
    assert labels_of(room_rig, "bottom") == ["0", "0.25", "0.5"]
    assert panel.plot.getPlotItem().getAxis("bottom").labelString().count("x0.001") == 0
    come(room_rig, *(window(number) for number in range(1, 90)))
    assert labels_of(room_rig, "bottom") == ["0", "10", "20", "30", "40"]
    panel.figure.setCurrentIndex(panel.figure.findData("movement"))
    panel.figure.activated.emit(panel.figure.currentIndex())
    assert labels_of(room_rig, "left") == ["0", "0.25", "0.5", "0.75", "1"]


def test_rule_1_there_are_no_lights_alarms_or_rankings(room_rig: Rig) -> None:
    """Whatever the values are, the tiles look the same."""
    panel = panel_of(room_rig)
    come(room_rig, window(0, 0.9, 0.05))
    before = {name: (tile.property("kind"), tile.value.property("kind")) for name, tile in panel.tiles.items()}
    banners = list(room_rig.desk.window.banner.texts)
    come(room_rig, window(1, 0.06, 0.05))
    assert {name: (tile.property("kind"), tile.value.property("kind")) for name, tile in panel.tiles.items()} == before
    assert room_rig.desk.window.banner.texts == banners


def test_rule_3_too_few_faces_show_nothing_of_that_time(room_rig: Rig) -> None:
    panel = panel_of(room_rig)
    come(room_rig, window(0), TooFew(30, 60))
    assert panel.state.text() == NOT_ENOUGH
    assert {tile.value.text() for tile in panel.tiles.values()} == {"–"}
    assert len(room_rig.desk.room.windows) == 1
    assert panel.plot.clear_pairs[-1][0] == 0.5


def test_rule_3_pictures_come_when_they_are_asked_for_and_without_faces(room_rig: Rig) -> None:
    panel, (session,) = panel_of(room_rig), room_rig.rooms.opened
    before = session.preview
    room_rig.see(observe())
    assert panel.picture.view() is None
    panel.preview.click()
    assert (before, session.preview) == (False, True)
    room_rig.see(observe())
    assert panel.picture.view() is not None
    panel.preview.click()
    assert panel.picture.view() is None


def test_rule_3_what_was_known_of_faces_is_forgotten_on_entering(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    rig.see(observe(happy()))
    assert rig.desk.display.live.faces
    rig.desk.preferences.change(room_setting="other", room_region="other")
    enter(rig)
    assert rig.desk.display.live.faces == ()
    assert rig.desk.panels.video.canvas.scene is None
    assert not any(rig.desk.window.panels[name].isVisible() for name in ("video", "scores", "timeline", "explanation"))


def test_rule_4_every_command_that_is_not_listed_is_off(room_rig: Rig) -> None:
    commands = room_rig.desk.window.commands
    names = {command.name for command in COMMANDS}
    assert names >= ALLOWED
    for name, command in commands.items():
        assert command.isEnabled() is (name in ALLOWED or name.startswith((THEME, LANGUAGE))), name
    for name in ("snapshot", "record", "marker", "baseline", "add_model", "next_face", f"{PANEL}scores"):
        assert not commands[name].isEnabled()
    assert not room_rig.desk.window.status.record.isEnabled()


def test_rule_4_a_command_that_comes_later_is_off_by_default(rig: Rig) -> None:
    rig.desk.preferences.change(room_setting="other", room_region="other")
    new = QAction("Stream everything", rig.desk.window, checkable=True, checked=True)
    rig.desk.window.commands["stream_everything"] = new
    enter(rig)
    assert not new.isEnabled()
    assert not new.isChecked(), "what was on is ended"
    rig.desk.window.commands["room"].trigger()
    assert new.isEnabled()


def test_rule_4_nothing_that_records_or_streams_is_on_the_list() -> None:
    """Whoever adds to the list has to change this test, and think."""
    assert {
        "camera",
        "file",
        "folder",
        "stream",  # opens a network camera
        "demo",
        "play",
        "back",
        "forward",
        "restart",
        "full_screen",
        "mirror",
        "room",
        "room_stop",
        "room_settings",
        "room_notice",
        "privacy",
        "shortcuts",
        "about",
        "quit",
    } == ALLOWED


def test_rule_4_a_recording_ends_when_the_room_view_begins(rig: Rig) -> None:
    rig.desk.preferences.change(room_setting="other", room_region="other")
    rig.tell(CAMERA_PLAYS)
    rig.desk.recording._enter(RecordingState.RECORDING)
    rig.pipeline.observe_with(lambda _observation: None)
    enter(rig)
    assert not rig.desk.recording.is_on
    order = [name for name, _ in rig.pipeline.calls]
    assert rig.pipeline.asked("observe_with")[-1] is None
    assert len(order) - 1 - order[::-1].index("observe_with") < order.index("watch_room")


def test_rule_4_a_session_is_saved_when_asked_and_the_receipt_is_told(room_rig: Rig) -> None:
    panel = panel_of(room_rig)
    assert not panel.save.isEnabled()
    come(room_rig, TooFew(0, 30), window(1))
    panel.mark_requested.emit(LessonEvent.QUESTION)
    assert room_rig.rooms.saved == []
    panel.save.click()
    room_rig.tick()
    (record,) = room_rig.rooms.saved
    assert record.windows == (window(1),)
    assert [mark.event for mark in record.marks] == [LessonEvent.QUESTION]
    assert record.settings.expected == 8
    assert any("receipt" in text for text in room_rig.desk.window.banner.texts)


def test_rule_4_delete_now_deletes_this_session_and_the_saved_ones(room_rig: Rig) -> None:
    come(room_rig, window(0))
    panel_of(room_rig).delete.click()
    (question,) = room_rig.desk.window.findChildren(QMessageBox)
    assert room_rig.rooms.deleted == 0
    sure = next(button for button in question.findChildren(QPushButton) if button.text() == "Delete")
    QTest.mouseClick(sure, Qt.MouseButton.LeftButton)
    room_rig.tick()
    assert room_rig.rooms.deleted == 1
    assert room_rig.desk.room.windows == ()
    assert not panel_of(room_rig).save.isEnabled()


def test_rule_4_what_is_over_its_time_is_deleted_at_the_start(rig: Rig) -> None:
    assert rig.rooms.expired == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F12])
def test_rule_5_one_key_stops_everything(room_rig: Rig, key: Qt.Key) -> None:
    desk = room_rig.desk
    come(room_rig, window(0))
    assert desk.window.analysing.isVisible()
    desk.window.activateWindow()
    desk.window.setFocus()
    QTest.keyClick(desk.window, key)
    QApplication.processEvents()
    assert room_rig.pipeline.asked("close_source") == [None]
    assert panel_of(room_rig).state.text() == STOPPED
    assert not desk.window.analysing.isVisible()
    assert not desk.window.commands["camera"].isEnabled()
    assert panel_of(room_rig).isVisible(), "what is known of the group stays, to be saved"
    assert panel_of(room_rig).save.isEnabled()
    panel_of(room_rig).start.click()
    room_rig.tick()
    assert len(room_rig.rooms.opened) == 2
    assert room_rig.pipeline.asked("open_source")[-1] == CAMERA_PLAYS.address
    assert desk.window.analysing.isVisible()


def test_rule_5_the_badge_cannot_be_hidden(room_rig: Rig) -> None:
    window = room_rig.desk.window
    badge = window.analysing
    assert badge.text() == ANALYSING
    assert badge.findChildren(QPushButton) == []
    for name, command in window.commands.items():
        if command.isEnabled() and (command.isCheckable() or name.startswith(THEME)) and name != "room":
            command.trigger()
            QApplication.processEvents()
            assert badge.isVisible(), name
            assert badge.visibleRegion().boundingRect().size() == badge.size(), name
    for size in ((400, 300), (1280, 800)):
        window.showNormal()
        window.resize(*size)
        QApplication.processEvents()
        assert badge.isVisible()
    QTest.mouseClick(badge, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(badge, Qt.MouseButton.LeftButton)
    assert badge.isVisible()


def test_rule_5_leaving_closes_the_source_and_gives_the_window_back(room_rig: Rig) -> None:
    desk = room_rig.desk
    come(room_rig, window(0))
    desk.window.commands["room"].trigger()
    assert room_rig.pipeline.asked("close_source") == [None]
    assert room_rig.pipeline.asked("watch_room")[-1] is None
    order = [name for name, _ in room_rig.pipeline.calls]
    assert order.index("close_source") < len(order) - 1 - order[::-1].index("watch_room")
    assert desk.panels.video.isVisible()
    assert desk.window.commands["record"].isEnabled()
    assert not desk.window.commands["room_stop"].isEnabled()
    assert not desk.window.analysing.isVisible()
    assert desk.room.windows == ()
    assert desk.panels.controls.models.isEnabled()


def test_rule_5_the_operator_draws_masks(room_rig: Rig) -> None:
    panel, (session,) = panel_of(room_rig), room_rig.rooms.opened
    panel.preview.click()
    QApplication.processEvents()
    frame = Frame(np.full((200, 400, 3), 90, np.uint8), 1, 0.0)
    room_rig.see(Observation(frame, (), 0.0, 0, 0.0))
    view = panel.picture.view()
    assert view is not None
    start = view.target.topLeft().toPoint() + QPoint(round(view.target.width() / 4), round(view.target.height() / 2))
    end = start + QPoint(round(view.target.width() / 2), round(view.target.height() / 4))
    QTest.mousePress(panel.picture, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(panel.picture, end)
    QTest.mouseRelease(panel.picture, Qt.MouseButton.LeftButton, pos=end)
    (mask,) = session.masks
    assert (mask.left, mask.top) == pytest.approx((0.25, 0.5), abs=0.02)
    assert (mask.width, mask.height) == pytest.approx((0.5, 0.25), abs=0.02)
    panel.start.click()  # who was covered stays covered in the next session
    room_rig.tick()
    assert room_rig.rooms.opened[-1].masks == (mask,)
    panel.clear_masks.click()
    assert len(room_rig.rooms.opened[-1].masks) == 0


def test_rule_5_the_notice_is_shown_and_saved(room_rig: Rig, tmp_path: Path) -> None:
    panel_of(room_rig).notice.click()
    (dialog,) = room_rig.desk.window.findChildren(NoticeDialog)
    shown = dialog.text.toPlainText()
    assert "How to object" in shown
    assert "Cara menyatakan keberatan" in shown
    room_rig.desk.room_files.save_notice(str(tmp_path / "notice.html"))
    room_rig.tick()
    ((page, path),) = room_rig.rooms.notices
    assert path == tmp_path / "notice.html"
    assert "How to object" in page
    dialog.close()


def test_rule_6_the_distance_that_was_measured_is_in_the_help(room_rig: Rig) -> None:
    room_rig.desk.window.commands["room_settings"].trigger()
    (dialog,) = room_rig.desk.window.findChildren(RoomSetup)
    texts = " ".join(found.text() for found in dialog.findChildren(type(dialog.verdict)))
    assert re.search(r"[\d.]+ to [\d.]+ m from the camera at 1280x720, and [\d.]+ to [\d.]+ m at 1920x1080", texts)
    dialog.close()


def test_the_direction_is_set_by_one_click(room_rig: Rig) -> None:
    panel, (session,) = panel_of(room_rig), room_rig.rooms.opened
    panel.face_front.click()
    assert session._asked
    come(room_rig, DirectionSet(None))
    assert panel.direction.text() == TOO_FEW_FOR_DIRECTION
    come(room_rig, DirectionSet(Orientation(-12.3, 4.0)))
    assert panel.direction.text() == "The front is 12° to the left of the camera and 4° above it."


def test_rule_7_two_sections_are_compared_with_an_interval(room_rig: Rig) -> None:
    panel = panel_of(room_rig)
    values = [0.40, 0.44, 0.42, 0.41, 0.60, 0.64, 0.62, 0.61]
    session = room_rig.rooms.opened[-1]
    session._started_s -= 120.0
    panel.mark.click()
    come(room_rig, *(window(number, value, 0.02) for number, value in enumerate(values)))
    first, second = panel.comparison.sections
    first.setCurrentIndex(1)
    second.setCurrentIndex(2)
    second.activated.emit(2)
    text = panel.comparison.text.text()
    assert "Coverage: 42% in the first section, 62% in the second. Difference +20 points" in text
    assert "a clear difference." in text
    assert "Movement: 0.20 in the first section, 0.20 in the second" in text
    assert "no clear difference." in text


def test_expressions_of_the_group_are_shown_where_they_are_allowed(make_rig: Callable[..., Rig]) -> None:
    made = make_rig(Settings(room_setting="other", room_region="eu"))
    made.begin()
    enter(made)
    come(made, window(0, happy_share=0.4))
    assert panel_of(made).mix.text() == "Happy 40% (40% to 40%)"
    assert not panel_of(made).reason.isVisible()


def test_a_source_that_was_closed_can_be_opened_again(room_rig: Rig) -> None:
    room_rig.desk.window.commands["room"].trigger()
    closed = CAMERA_PLAYS.__class__(CAMERA_PLAYS.address, CAMERA_PLAYS.title, SourceState.CLOSED, mirrored=True)
    room_rig.tell(closed)
    assert room_rig.desk.panels.video.empty.isVisible()
    asked = len(room_rig.pipeline.asked("open_source"))
    room_rig.desk.window.commands["play"].trigger()
    assert len(room_rig.pipeline.asked("open_source")) == asked + 1


def test_the_window_is_not_exchanged_for_another_language_meanwhile(room_rig: Rig) -> None:
    assert "room view is closed" in room_rig.desk.busy
    room_rig.desk.window.commands["room"].trigger()
    assert room_rig.desk.busy == ""


def test_rule_6_the_help_says_how_far_faces_are_found(rig: Rig) -> None:
    rig.desk.window.commands["about"].trigger()
    dialog = rig.desk.window.findChild(AboutDialog)
    assert dialog is not None
    said = " ".join(words.text() for words in dialog.findChildren(QLabel))
    for far in (*FOUND_UP_TO_M_AT_720, *FOUND_UP_TO_M_AT_1080):
        assert f"{far:.1f}" in said
    assert "1280x720" in said
    assert "1920x1080" in said
    dialog.close()


@pytest.fixture
def session_folder(tmp_path: Path) -> Path:
    return record(tmp_path / "sessions", Script(frames=3))


def test_rule_4_no_session_of_a_person_is_opened_in_the_room_view(room_rig: Rig, session_folder: Path) -> None:
    """Neither by the button of a recording that the room view has ended nor by a drop."""
    desk = room_rig.desk
    desk.recording.review(session_folder)
    desk.window.paths_dropped.emit([session_folder])
    for _ in range(3):
        room_rig.tick()
    assert desk.reviewing.session is None
    assert panel_of(room_rig).isVisible()
    assert not desk.panels.review.isVisible()
    assert desk.window.toast.text() == IN_ROOM


def test_rule_4_a_session_that_is_being_opened_is_let_go_of(rig: Rig, session_folder: Path) -> None:
    rig.desk.preferences.change(room_setting="other", room_region="other")
    rig.desk.reviewing.open(session_folder)
    rig.desk.window.commands["room"].trigger()
    for _ in range(3):
        rig.tick()
    assert rig.desk.reviewing.session is None
    assert not rig.desk.panels.review.isVisible()
    assert panel_of(rig).isVisible()


def test_rule_4_no_model_is_dropped_into_the_room_view(room_rig: Rig) -> None:
    room_rig.desk.window.paths_dropped.emit([Path("new.onnx")])
    room_rig.tick()
    assert room_rig.library.added == []
    assert room_rig.desk.window.toast.text() == IN_ROOM


def test_rule_5_a_drop_does_not_open_what_one_key_has_stopped(room_rig: Rig) -> None:
    opened = len(room_rig.pipeline.asked("open_source"))
    room_rig.desk.window.paths_dropped.emit([Path("class.mkv")])
    assert len(room_rig.pipeline.asked("open_source")) == opened + 1, "another source while it runs"
    room_rig.desk.room.stop()
    room_rig.desk.window.paths_dropped.emit([Path("class.mkv")])
    assert len(room_rig.pipeline.asked("open_source")) == opened + 1
    assert room_rig.desk.window.toast.text() == IN_ROOM


def test_rule_3_a_face_that_was_on_its_way_is_not_kept(room_rig: Rig) -> None:
    room_rig.see(observe(happy()))
    desk = room_rig.desk
    assert desk.display.live.faces == ()
    assert desk.panels.video.canvas.scene is None
    desk.window.commands["room"].trigger()
    room_rig.tick()
    assert desk.panels.scores.empty.isVisible()
    assert desk.panels.scores.empty.headline.text() == "No picture yet"


def test_rule_4_a_baseline_that_is_being_taken_is_given_up(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    rig.see(observe(happy()))
    rig.desk.window.commands["baseline"].trigger()
    assert "Neutral baseline" in rig.desk.window.toast.text()
    rig.desk.preferences.change(room_setting="other", room_region="other")
    enter(rig)
    assert rig.desk.window.toast.text() == CANCELLED
    assert rig.desk.neutral.baselines == {}


def test_rule_5_answers_begin_nothing_that_was_stopped(room_rig: Rig) -> None:
    desk = room_rig.desk
    desk.window.commands["room_stop"].trigger()
    desk.window.commands["room_settings"].trigger()
    (dialog,) = desk.window.findChildren(RoomSetup)
    dialog.faces.setValue(7)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    room_rig.tick()
    assert not desk.window.analysing.isVisible()
    assert len(room_rig.rooms.opened) == 1
    panel_of(room_rig).start.click()
    room_rig.tick()
    assert room_rig.rooms.opened[-1]._settings.least_faces == 7
    assert desk.window.analysing.isVisible()
