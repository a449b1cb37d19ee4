"""Recording: what is asked before, what is seen meanwhile, what is told after; markers and the neutral baseline."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from ferdesk.core import paths
from ferdesk.core.baseline import BASELINE_S
from ferdesk.core.errors import ExportError
from ferdesk.core.labels import INDEX
from ferdesk.core.recording import RecordingState, RecordingStatus
from ferdesk.core.types import Failure, ModelStatus, SourceState, SourceStatus
from ferdesk.ui.help import ShortcutsDialog
from ferdesk.ui.marking import HINT
from ferdesk.ui.neutral import NO_FACE, NOT_SEEN
from ferdesk.ui.panels.scores import LEGEND
from ferdesk.ui.record_dialog import NO_CONSENT, RecordDialog, RecordingWish
from ferdesk.ui.recording import ANOTHER_SOURCE, NO_SOURCE
from ferdesk.ui.settings import Settings
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS, LEVEL1_RUNS, FakeRecorder, happy, observe, reading

FOLDER = Path("/sessions/2026-11-24_19-05-33")
RUNS = RecordingStatus(RecordingState.RECORDING, FOLDER, 0.0, 0)
REST = {"neutral": 0.7}


def dialog_of(rig: Rig) -> RecordDialog:
    """The dialog, opened as the user does."""
    rig.desk.window.activateWindow()
    QTest.keyClick(rig.desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    found = [one for one in rig.desk.window.findChildren(RecordDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def watch(rig: Rig) -> None:
    rig.tell(FILE_PLAYS, LEVEL1_RUNS)
    rig.see(observe(happy()))


def record(rig: Rig, *, video: bool = False) -> FakeRecorder:
    """A recording that runs."""
    watch(rig)
    rig.desk.recording.start(RecordingWish(video, "A. agreed" if video else "", paths.sessions()))
    rig.tick()
    recorder = rig.recordings.made[-1]
    tell(rig, recorder, RecordingStatus(RecordingState.RECORDING, FOLDER, 0.0, 0, video=video))
    return recorder


def tell(rig: Rig, recorder: FakeRecorder, *told: RecordingStatus | Failure) -> None:
    recorder.told.extend(told)
    rig.tick()


def legend_of(rig: Rig) -> str:
    return rig.desk.panels.scores.legend.text()


def marks_of(rig: Rig) -> list[str]:
    return [mark.label.format for _time_s, mark in rig.desk.panels.timeline.marks]


def test_scores_alone_are_the_default(rig: Rig) -> None:
    watch(rig)
    dialog = dialog_of(rig)
    assert dialog.scores.isChecked()
    assert not dialog.consent.isVisible()
    assert str(paths.sessions()) == dialog.place.text()
    QTest.keyClick(dialog.start_button, Qt.Key.Key_Return)
    rig.tick()
    (plan,) = rig.recordings.made[0].plans
    assert (plan.video, plan.consent, plan.folder) == (False, "", paths.sessions())
    assert (plan.source, plan.title, plan.live) == ("clip.mkv", "clip.mkv", False)
    assert [(model.name, model.provider) for model in plan.models] == [("level1", "CPU")]
    assert (plan.threshold, plan.smoothing, plan.detector) == (0.4, 0.5, "near")
    assert rig.desk.window.findChildren(RecordDialog) == []


def test_video_needs_a_note_of_who_agreed(rig: Rig) -> None:
    watch(rig)
    dialog = dialog_of(rig)
    dialog.video.click()
    assert not dialog.start_button.isEnabled()
    assert dialog.problem.isVisible()
    assert dialog.problem.text() == NO_CONSENT == dialog.start_button.toolTip()
    QTest.keyClicks(dialog.consent, "  ")
    assert not dialog.start_button.isEnabled()
    QTest.keyClicks(dialog.consent, "B. Jones, for this study")
    assert dialog.start_button.isEnabled()
    assert not dialog.problem.isVisible()
    dialog.start_button.click()
    rig.tick()
    (plan,) = rig.recordings.made[0].plans
    assert (plan.video, plan.consent) == (True, "B. Jones, for this study")


def test_a_note_without_video_is_not_kept(rig: Rig) -> None:
    watch(rig)
    dialog = dialog_of(rig)
    dialog.video.click()
    dialog.consent.setPlainText("B. Jones")
    dialog.scores.click()
    dialog.start_button.click()
    rig.tick()
    assert rig.recordings.made[0].plans[0].consent == ""


def test_the_dialog_is_used_by_keyboard_and_everything_in_it_has_a_name(rig: Rig) -> None:
    watch(rig)
    dialog = dialog_of(rig)
    dialog.video.click()
    for control in (dialog.scores, dialog.video, dialog.consent, dialog.change, dialog.start_button):
        assert control.accessibleName()
    dialog.consent.setFocus()
    QTest.keyClick(dialog.consent, Qt.Key.Key_Tab)
    assert dialog.consent.toPlainText() == ""
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    rig.tick()
    assert rig.desk.window.findChildren(RecordDialog) == []
    assert rig.recordings.made == []


def test_another_folder_is_recorded_into_and_remembered(rig: Rig, tmp_path: Path) -> None:
    watch(rig)
    dialog = dialog_of(rig)
    dialog.choose_folder(str(tmp_path))
    assert dialog.place.text() == str(tmp_path)
    dialog.start_button.click()
    rig.tick()
    assert rig.recordings.made[0].plans[0].folder == tmp_path
    assert rig.desk.preferences.now.sessions_folder == str(tmp_path)
    assert rig.desk.recording.folder == tmp_path


def test_without_a_source_there_is_nothing_to_record(rig: Rig) -> None:
    rig.desk.window.status.record.click()
    assert rig.desk.window.toast.text() == NO_SOURCE
    assert rig.desk.window.toast.isVisible()
    assert rig.desk.window.findChildren(RecordDialog) == []


def test_window_and_title_bear_the_mark_while_recording(rig: Rig) -> None:
    watch(rig)
    window, badges = rig.desk.window, rig.desk.panels.video.canvas
    icon, before = window.windowIcon().cacheKey(), badges.grab().toImage()
    recorder = record(rig)
    assert window.windowTitle() == "● Recording – clip.mkv – ferdesk"
    assert window.windowIcon().cacheKey() != icon
    assert window.status.record.text() == "0:00 · scores"
    assert badges.badges.recording == "0:00 · scores"
    assert badges.grab().toImage() != before
    red = badges.grab().toImage()
    assert any(
        red.pixelColor(x, y).red() > 200 and red.pixelColor(x, y).green() < 90
        for x in range(0, red.width(), 2)
        for y in range(0, 80, 2)
    )
    window.commands["record"].trigger()
    assert recorder.stopped == 1
    assert window.windowTitle() == "clip.mkv – ferdesk"
    assert badges.badges.recording == ""
    assert window.status.record.text() == "Finishing the recording…"
    tell(rig, recorder, RecordingStatus(RecordingState.DONE, FOLDER, 2.0, 50))
    assert window.status.record.text() == "Record"
    assert window.commands["record"].text() == "&Record…"


def test_the_badge_tells_video_time_and_what_could_not_be_saved(rig: Rig) -> None:
    recorder = record(rig, video=True)
    record_button = rig.desk.window.status.record
    assert record_button.text() == "0:00 · scores + video"
    rig.desk.recording._began_s -= 75
    tell(rig, recorder, RecordingStatus(RecordingState.RECORDING, FOLDER, 74.9, 900, 4, video=True))
    assert record_button.text() == "1:15 · scores + video · 4 not saved"
    full = "The video stopped because the disk is nearly full; the scores are recorded on."
    tell(rig, recorder, RecordingStatus(RecordingState.RECORDING, FOLDER, 76.0, 910, 4, message=full))
    assert record_button.text() == "1:15 · scores · 4 not saved"
    assert rig.desk.window.banner.texts[0] == full
    assert rig.desk.recording.is_on


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)], ids=["100%", "200%"])
def test_the_longest_badge_fits(make_rig: Callable[..., Rig], size: tuple[int, int]) -> None:
    rig = make_rig(size=size)
    rig.begin()
    recorder = record(rig, video=True)
    rig.desk.recording._began_s -= 36_000
    tell(rig, recorder, RecordingStatus(RecordingState.RECORDING, FOLDER, 36_000.0, 900_000, 12_345, video=True))
    rig.tick()
    button = rig.desk.window.status.record
    assert "10:00:00" in button.text()
    assert button.width() >= button.sizeHint().width()
    assert (rig.desk.window.width(), rig.desk.window.height()) == size
    assert rig.desk.window.rect().contains(button.mapTo(rig.desk.window, button.rect().bottomRight()))


def test_the_keypad_sets_markers_too(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.window.activateWindow()
    QTest.keyClick(rig.desk.panels.video.canvas, Qt.Key.Key_6, Qt.KeyboardModifier.KeypadModifier)
    assert [marker.key for marker in recorder.markers] == ["6"]


def test_what_the_engine_sees_reaches_the_recorder_only_while_recording(rig: Rig) -> None:
    recorder = record(rig)
    rig.see(observe(happy(), index=2), observe(happy(), index=3))
    assert [one.frame.index for one in recorder.observations] == [2, 3]
    rig.desk.window.commands["record"].trigger()
    rig.see(observe(happy(), index=4))
    assert [one.frame.index for one in recorder.observations] == [2, 3]
    assert rig.pipeline.listener is None


def test_the_end_names_the_folder_and_offers_the_review(rig: Rig) -> None:
    recorder = record(rig)
    asked: list[Path] = []
    rig.desk.recording.review_requested.connect(asked.append)
    rig.desk.window.commands["record"].trigger()
    tell(rig, recorder, RecordingStatus(RecordingState.DONE, FOLDER, 2.0, 50))
    (message,) = rig.desk.window.banner._messages
    assert str(FOLDER) in message.text
    assert message.action_button is not None
    message.action_button.click()
    assert asked == [FOLDER]


def test_pictures_that_came_too_fast_are_told_at_the_end(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.recording.stop()
    tell(rig, recorder, RecordingStatus(RecordingState.DONE, FOLDER, 2.0, 50, unsaved=7))
    assert rig.desk.window.banner._messages[0].severity == "warning"
    assert "7 pictures" in rig.desk.window.banner.texts[0]


def test_a_recording_that_fails_is_over_and_what_is_there_can_be_seen(rig: Rig) -> None:
    recorder = record(rig)
    told = "The recording ended because the disk is full. Free some space."
    tell(rig, recorder, RecordingStatus(RecordingState.FAILED, FOLDER, 9.0, 200, message=told))
    (message,) = rig.desk.window.banner._messages
    assert (message.text, message.severity) == (told, "error")
    assert message.action_button is not None
    assert rig.desk.recording.state is None
    assert rig.desk.window.windowTitle() == "clip.mkv – ferdesk"
    assert rig.pipeline.listener is None


def test_a_recording_that_cannot_begin_is_told(rig: Rig) -> None:
    watch(rig)
    rig.recordings.refusal = ExportError("The folder is gone.")
    rig.desk.recording.start(RecordingWish(False, "", paths.sessions()))
    rig.tick()
    assert rig.desk.window.banner.texts == ["The folder is gone."]
    assert rig.desk.recording.state is None
    assert rig.desk.window.status.record.text() == "Record"


def test_failures_of_the_recorder_are_told_and_it_goes_on(rig: Rig) -> None:
    recorder = record(rig)
    tell(rig, recorder, Failure("recording", "The report could not be made.", None, 0.0))
    assert rig.desk.window.banner.texts == ["The report could not be made."]
    assert rig.desk.recording.is_on


def test_a_recorder_that_does_not_even_try_leaves_nothing_behind(rig: Rig) -> None:
    watch(rig)
    rig.desk.recording.start(RecordingWish(False, "", paths.sessions()))
    rig.tick()
    tell(rig, rig.recordings.made[0], Failure("recording", "The last recording is not finished yet.", None, 0.0))
    assert rig.desk.recording.state is None
    assert rig.pipeline.listener is None


def test_a_recorder_that_ends_by_itself_gets_no_more_pictures(rig: Rig) -> None:
    recorder = record(rig)
    tell(rig, recorder, RecordingStatus(RecordingState.FINISHING, FOLDER, 3.0, 60))
    assert rig.pipeline.listener is None
    assert rig.desk.window.windowTitle() == "clip.mkv – ferdesk"
    assert rig.desk.window.status.record.text() == "Finishing the recording…"


def test_a_change_of_mind_before_it_began(rig: Rig) -> None:
    watch(rig)
    rig.jobs.held = True
    rig.desk.recording.start(RecordingWish(False, "", paths.sessions()))
    assert rig.desk.window.status.record.text() == "Recording starts…"
    rig.desk.window.status.record.click()
    rig.jobs.held = False
    rig.tick()
    assert rig.recordings.made[0].plans == []
    assert rig.desk.recording.state is None
    assert rig.pipeline.listener is None


def test_stopping_before_the_first_sign_of_the_recorder_stops_it(rig: Rig) -> None:
    watch(rig)
    rig.desk.recording.start(RecordingWish(False, "", paths.sessions()))
    rig.tick()
    (recorder,) = rig.recordings.made
    rig.desk.recording.stop()
    tell(rig, recorder, RUNS)
    assert recorder.stopped == 1
    assert rig.desk.recording.state is RecordingState.FINISHING


def test_the_window_is_not_exchanged_while_a_recording_begins_runs_or_ends(rig: Rig) -> None:
    watch(rig)
    assert rig.desk.busy == ""
    rig.desk.recording.start(RecordingWish(False, "", paths.sessions()))
    assert rig.desk.busy
    rig.tick()
    (recorder,) = rig.recordings.made
    tell(rig, recorder, RUNS)
    assert rig.desk.busy
    rig.desk.recording.stop()
    assert rig.desk.busy
    tell(rig, recorder, RecordingStatus(RecordingState.DONE, FOLDER, 2.0, 50))
    assert rig.desk.busy == ""


def test_a_second_recording_uses_the_same_recorder(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.recording.stop()
    tell(rig, recorder, RecordingStatus(RecordingState.DONE, FOLDER, 2.0, 50))
    assert record(rig) is recorder
    assert len(recorder.plans) == 2
    assert rig.desk.recording.is_on


def test_another_source_ends_the_recording_before_its_pictures_come(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.opening.on_demo_requested()
    assert recorder.stopped == 1
    assert [name for name, _ in rig.pipeline.calls][-2:] == ["observe_with", "open_source"]
    assert ANOTHER_SOURCE in rig.desk.window.banner.texts


def test_what_happens_meanwhile_is_noted(rig: Rig) -> None:
    recorder = record(rig)
    rig.tell(
        SourceStatus("clip.mkv", "clip.mkv", SourceState.LOST, message="It is gone."),
        Failure("analysis", "It failed.", None, 0.0),
        ModelStatus(("level1", "svm"), "CPU"),
    )
    assert recorder.notes == [("source", "lost: It is gone."), ("failure", "It failed."), ("models", "level1, svm")]
    rig.tick()
    assert [model.name for model in recorder.models[0]] == ["level1", "svm"]


def test_closing_the_window_closes_the_recorder_after_the_engine(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.window.close()
    assert rig.pipeline.closed
    assert recorder.closed
    assert rig.pipeline.listener is None
    assert not rig.desk.window.isVisible()


@pytest.mark.parametrize(("pressed", "name"), [(Qt.Key.Key_M, "M"), (Qt.Key.Key_0, "0"), (Qt.Key.Key_7, "7")])
def test_a_marker_is_echoed_at_once(rig: Rig, pressed: Qt.Key, name: str) -> None:
    recorder = record(rig)
    rig.desk.recording._began_s -= 12
    rig.desk.window.activateWindow()
    rig.jobs.held = True
    before_s = time.perf_counter()
    QTest.keyClick(rig.desk.panels.video.canvas, pressed)
    after_s = time.perf_counter()
    # No tick, no event: it is there when the key's own event is done.
    assert rig.desk.window.toast.isVisible()
    assert rig.desk.window.toast.text() == f"Marker {name} at 0:12"
    assert marks_of(rig) == [name]
    (marker,) = recorder.markers
    assert marker.key == name
    assert before_s <= marker.time_s <= after_s


def test_markers_move_along_with_the_curves_and_are_forgotten(rig: Rig) -> None:
    record(rig)
    now = time.perf_counter()
    timeline = rig.desk.panels.timeline
    timeline.add_mark(now, "3")
    timeline.show_curves((), None, now - 0.1)
    assert timeline.marks[0][1].value() == 0
    timeline.show_curves((), None, now + 5)
    assert timeline.marks[0][1].value() == pytest.approx(-5)
    timeline.show_curves((), None, now + 301)
    assert timeline.marks == []


def test_a_marker_without_a_recording_is_a_hint(rig: Rig) -> None:
    watch(rig)
    rig.desk.window.activateWindow()
    QTest.keyClick(rig.desk.panels.video.canvas, Qt.Key.Key_3)
    assert rig.desk.window.toast.text() == HINT
    assert marks_of(rig) == []


def test_a_choice_with_the_focus_does_not_swallow_a_marker(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.window.activateWindow()
    choice = rig.desk.window.findChildren(QComboBox)[0]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_M)
    QTest.keyClick(choice, Qt.Key.Key_4)
    assert [marker.key for marker in recorder.markers] == ["M", "4"]


def test_words_can_be_typed_while_recording(rig: Rig) -> None:
    recorder = record(rig)
    line = QLineEdit(rig.desk.window)
    line.show()
    rig.desk.window.activateWindow()
    line.setFocus()
    QTest.keyClicks(line, "m1")
    assert line.text() == "m1"
    assert recorder.markers == []


def test_digits_that_label_a_moment_are_no_markers(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.window.activateWindow()
    canvas = rig.desk.panels.video.canvas
    rig.desk.marking.on_labelling_toggled(True)
    for pressed in (Qt.Key.Key_1, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_M):
        QTest.keyClick(canvas, pressed)
    assert [marker.key for marker in recorder.markers] == ["8", "M"]
    rig.desk.marking.on_labelling_toggled(False)
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert [marker.key for marker in recorder.markers] == ["8", "M", "1"]


def test_a_key_that_labels_a_moment_is_kept_as_that(rig: Rig) -> None:
    recorder = record(rig)
    rig.desk.window.activateWindow()
    rig.desk.window.commands["compare"].trigger()
    rig.see(observe(happy(), index=5))
    posing = rig.desk.panels.comparison.posing
    QTest.keyClick(rig.desk.panels.video.canvas, Qt.Key.Key_4)
    posing.switch.click()
    QTest.keyClick(rig.desk.panels.video.canvas, Qt.Key.Key_4)
    assert [marker.key for marker in recorder.markers] == ["4"]
    assert [(label, face) for label, face, _start_s, _end_s in recorder.poses] == [("happy", 1)]


def test_what_was_posed_is_kept_while_recording(rig: Rig) -> None:
    watch(rig)
    rig.desk.recording.on_posed("sad", 4.0, 1)
    recorder = record(rig)
    rig.desk.recording.on_posed("happy", 5.0, 1)
    rig.desk.recording.on_pose_taken_back(5.0, 1)
    assert recorder.poses == [("happy", 1, 5.0, 5.0)]
    assert recorder.notes == [("pose taken back", "face 1")]


def test_the_help_tells_of_the_markers(rig: Rig) -> None:
    QTest.keyClick(rig.desk.window, Qt.Key.Key_F1)
    dialog = rig.desk.window.findChild(ShortcutsDialog)
    assert dialog is not None
    assert {"M", "0 to 9", "Ctrl+E"} <= {found.text() for found in dialog.findChildren(QLabel)}
    dialog.close()


def _take_baseline(rig: Rig, share: dict[str, float]) -> float:
    """The selected face is seen for ten seconds; the time of the last picture."""
    rig.desk.window.commands["baseline"].trigger()
    start_s = time.perf_counter()
    face = reading(1, happy().face.box, ("level1", share))
    times_s = start_s + np.linspace(0, BASELINE_S, 16)
    seen = [observe(face, index=100 + place, time_s=float(time_s)) for place, time_s in enumerate(times_s)]
    rig.see(*seen[:8])
    rig.see(*seen[8:])
    return start_s + BASELINE_S


def test_a_baseline_is_counted_down_then_shown_beside_the_raw_values(rig: Rig) -> None:
    watch(rig)
    bars = rig.desk.panels.scores.bars
    assert legend_of(rig) == LEGEND
    rig.desk.window.commands["baseline"].trigger()
    assert "10 s" in rig.desk.window.toast.text()
    assert rig.desk.window.toast.isVisible()
    rig.desk.window.commands["baseline"].trigger()  # gives up
    assert legend_of(rig) == LEGEND
    end_s = _take_baseline(rig, REST)
    assert bars.baseline is not None
    assert bars.baseline[INDEX["neutral"]] == pytest.approx(0.7)
    assert "neutral baseline of face 1" in rig.desk.window.banner.texts[0]
    assert legend_of(rig) != LEGEND
    without = bars.grab().toImage()
    rig.see(observe(reading(1, happy().face.box, ("level1", {"happy": 0.9})), time_s=end_s + 5))
    assert bars.raw[INDEX["happy"]] == pytest.approx(0.9)  # never instead of it
    assert bars.grab().toImage() != without
    expected = round((float(bars.smooth[INDEX["happy"]]) - 0.05) * 100)
    assert bars.difference(INDEX["happy"]) == f"+{expected}"
    assert bars.difference(INDEX["neutral"]).startswith("−")


def test_a_face_that_was_not_neutral_is_warned_about_and_shown_all_the_same(rig: Rig) -> None:
    recorder = record(rig)
    _take_baseline(rig, {"happy": 0.8})
    (baseline,) = recorder.baselines
    assert baseline.warning == rig.desk.window.banner.texts[0]
    assert "not neutral in 100%" in baseline.warning
    assert rig.desk.window.banner._messages[0].severity == "warning"
    assert rig.desk.panels.scores.bars.baseline is not None


def test_a_baseline_belongs_to_its_face_and_source(rig: Rig) -> None:
    watch(rig)
    end_s = _take_baseline(rig, REST)
    rig.see(observe(happy(2), time_s=end_s + 4))
    rig.desk.display.on_face_selected(2)
    assert rig.desk.panels.scores.bars.baseline is None
    rig.tell(SourceStatus("other.mkv", "other.mkv", SourceState.OPENING))
    rig.tell(SourceStatus("other.mkv", "other.mkv", SourceState.PLAYING))
    rig.see(observe(happy(1), time_s=end_s + 9))
    assert rig.desk.panels.scores.bars.baseline is None


def test_a_baseline_taken_before_is_stored_with_the_recording(rig: Rig) -> None:
    watch(rig)
    _take_baseline(rig, REST)
    recorder = record(rig)
    assert [(one.face, one.model, one.warning) for one in recorder.baselines] == [(1, "level1", "")]


def test_a_baseline_needs_a_face(rig: Rig) -> None:
    rig.tell(FILE_PLAYS, LEVEL1_RUNS)
    rig.see(observe())
    rig.desk.window.commands["baseline"].trigger()
    assert rig.desk.window.toast.text() == NO_FACE


def test_a_baseline_ends_although_no_picture_comes(rig: Rig) -> None:
    watch(rig)
    rig.desk.window.commands["baseline"].trigger()
    samples = rig.desk.neutral._samples
    assert samples is not None
    samples.start_s -= BASELINE_S + 2
    rig.tick()
    assert rig.desk.window.banner.texts == [NOT_SEEN]
    assert not rig.desk.window.toast.isVisible()


def test_a_marker_during_the_countdown_is_seen_and_the_countdown_comes_back(rig: Rig) -> None:
    record(rig)
    rig.desk.window.activateWindow()
    rig.desk.window.commands["baseline"].trigger()
    QTest.keyClick(rig.desk.panels.video.canvas, Qt.Key.Key_2)
    rig.tick()
    toast = rig.desk.window.toast
    assert toast.text().startswith("Marker 2")
    toast._timer.stop()
    toast._on_timeout()
    assert toast.text().startswith("Neutral baseline of face 1")


def test_a_recording_that_was_cut_off_is_told_at_the_start(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig(Settings(sessions_folder="/chosen"))
    rig.recordings.cut_off = (FOLDER,)
    asked: list[Path] = []
    rig.desk.recording.review_requested.connect(asked.append)
    rig.begin()
    rig.tick()
    assert rig.recordings.searched == [Path("/chosen")]
    (message,) = [one for one in rig.desk.window.banner._messages if str(FOLDER) in one.text]
    assert message.action_button is not None
    message.action_button.click()
    assert asked == [FOLDER]


def test_nothing_is_said_of_recordings_that_are_whole(rig: Rig) -> None:
    rig.tick()
    assert rig.recordings.searched == [None]
    assert rig.desk.window.banner.texts == []


def test_both_themes_have_the_mark(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS)
    record(rig)
    dark = rig.desk.window.status.grab().toImage()
    rig.desk.window.commands["theme.light"].trigger()
    QApplication.processEvents()
    assert rig.desk.window.status.grab().toImage() != dark
