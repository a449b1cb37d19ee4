"""The live stream in the window: what is asked before, what is seen while it is on, and that it is off by itself."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ferdesk.core.recording import RecordingState, RecordingStatus
from ferdesk.core.streaming import ForeignMarker, StreamPlan, StreamStatus
from ferdesk.core.types import Failure, ModelStatus
from ferdesk.ui import settings as stored
from ferdesk.ui.record_dialog import RecordingWish
from ferdesk.ui.settings import Settings
from ferdesk.ui.stream_dialog import StreamOutDialog
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, LEVEL1_RUNS, happy, observe


def dialog_of(rig: Rig) -> StreamOutDialog:
    """The dialog, opened from the menu."""
    rig.desk.window.commands["stream_out"].trigger()
    (found,) = [one for one in rig.desk.window.findChildren(StreamOutDialog) if one.isVisible()]
    return found


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def stream(rig: Rig, *, lsl: bool = True, osc: bool = True) -> None:
    """A stream that is on, switched on with the keyboard alone."""
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    dialog = dialog_of(rig)
    for box, wanted in ((dialog.lsl, lsl), (dialog.osc, osc)):
        if wanted:
            press(box, Qt.Key.Key_Space)
    press(dialog.action_button, Qt.Key.Key_Return)
    rig.tick()
    tell(rig, StreamStatus(True))


def tell(rig: Rig, *told: StreamStatus | ForeignMarker | Failure) -> None:
    rig.streams.told.extend(told)
    rig.tick()


def test_it_is_off_and_stays_here_unless_chosen(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    rig.see(observe(happy()))
    status, command = rig.desk.window.status, rig.desk.window.commands["stream_out"]
    assert not status.stream.isVisible()
    assert not command.isChecked()
    dialog = dialog_of(rig)
    assert not command.isChecked(), "looking at the choices switches nothing on"
    assert dialog.plan() == StreamPlan()
    assert not dialog.action_button.isEnabled()
    assert not dialog.warning.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    assert (rig.streams.plans, rig.streams.observations) == ([], [])
    assert rig.pipeline.listeners == {}


def test_scores_go_out_and_a_mark_says_so(rig: Rig) -> None:
    stream(rig)
    assert rig.streams.plans == [StreamPlan(lsl=True, osc=True, models=("level1",))]
    rig.see(observe(happy(), index=5))
    assert [seen.frame.index for seen in rig.streams.observations] == [5]
    tell(rig, StreamStatus(True, 120, 3))
    mark = rig.desk.window.status.stream
    assert mark.isVisible()
    assert mark.text() == "Streaming out · LSL + OSC"
    assert mark.property("severity") == ""
    for part in ("pictures are not", "on this computer only", "127.0.0.1, port 9000", "sent: 120", "Left out: 3"):
        assert part in mark.toolTip()
    assert rig.desk.window.commands["stream_out"].isChecked()
    rig.tell(ModelStatus(("level1", "svm"), "CPU"))
    assert rig.streams.models == [("level1", "svm")]


def test_it_ends_where_its_mark_is(rig: Rig) -> None:
    stream(rig, lsl=False)
    mark = rig.desk.window.status.stream
    assert mark.text() == "Streaming out · OSC"
    press(mark, Qt.Key.Key_Space)
    (dialog,) = [one for one in rig.desk.window.findChildren(StreamOutDialog) if one.isVisible()]
    assert not dialog.osc.isEnabled(), "it is shown, and cannot be changed meanwhile"
    assert dialog.osc.isChecked()
    assert dialog.action_button.text() == "Stop streaming"
    press(dialog.action_button, Qt.Key.Key_Return)
    rig.tick()
    assert rig.streams.stopped == 1
    assert rig.pipeline.listeners == {}
    assert not mark.isVisible()
    assert not rig.desk.window.commands["stream_out"].isChecked()
    rig.see(observe(happy()))
    assert rig.streams.observations == []


WARNED = {
    "another computer": lambda dialog: (dialog.osc.setChecked(True), dialog.host.setText("192.168.1.5")),
    "a name": lambda dialog: (dialog.osc.setChecked(True), dialog.host.setText("studio")),
    "readable by others": lambda dialog: (dialog.lsl.setChecked(True), dialog.lsl_network.setChecked(True)),
}


@pytest.mark.parametrize("name", WARNED)
def test_what_leaves_the_computer_is_warned_of(rig: Rig, name: str) -> None:
    change: Callable[[StreamOutDialog], object] = WARNED[name]
    dialog = dialog_of(rig)
    change(dialog)
    assert dialog.warning.isVisible()
    assert "leave this computer" in dialog.warning.text()
    dialog.action_button.click()
    rig.tick()
    assert rig.streams.plans[0].leaves_computer
    assert rig.desk.window.status.stream.property("severity") == "warning"


@pytest.mark.parametrize(("host", "port"), [("", "9000"), ("two words", "9000"), ("127.0.0.1", ""), ("127.0.0.1", "0")])
def test_a_place_that_is_none_is_told_before(rig: Rig, host: str, port: str) -> None:
    dialog = dialog_of(rig)
    dialog.osc.setChecked(True)
    dialog.host.setText(host)
    dialog.port.setText(port)
    assert dialog.problem.isVisible()
    assert not dialog.action_button.isEnabled()
    press(dialog, Qt.Key.Key_Return)
    assert rig.streams.plans == []


def test_a_stream_that_cannot_be_is_one_sentence(rig: Rig) -> None:
    stream(rig)
    sentence = "OSC needs a package that is not installed: install ferdesk with its extra."
    tell(rig, Failure("streaming", sentence, None, time.perf_counter()), StreamStatus(False))
    assert rig.desk.window.banner.isVisible()
    assert rig.desk.window.banner.texts == [sentence]
    assert not rig.desk.window.status.stream.isVisible()
    assert rig.pipeline.listeners == {}


def test_a_marker_goes_out_also_while_nothing_is_recorded(rig: Rig) -> None:
    stream(rig)
    rig.desk.window.activateWindow()
    rig.tick()
    rig.desk.panels.video.canvas.setFocus()
    press(rig.desk.panels.video.canvas, Qt.Key.Key_M)
    assert [marker.key for marker in rig.streams.markers] == ["M"]
    assert "sent out" in rig.desk.window.toast.text()
    assert len(rig.desk.panels.timeline.marks) == 1


def test_markers_of_other_programs_become_markers_of_the_session(rig: Rig) -> None:
    stream(rig)
    rig.see(observe(happy()))
    rig.desk.recording.start(RecordingWish(video=False, consent="", folder=rig.settings_path.parent))
    rig.tick()
    recorder = rig.recordings.made[-1]
    recorder.told.append(RecordingStatus(RecordingState.RECORDING, rig.settings_path.parent))
    rig.tick()
    now = time.perf_counter()
    tell(rig, ForeignMarker(now, "trial 4", "stimulus"))
    (marker,) = recorder.markers
    assert (marker.time_s, marker.key, marker.text) == (now, "M", "stimulus: trial 4")
    assert "stimulus: trial 4" in rig.desk.window.toast.text()
    assert rig.streams.markers == [], "what came in does not go out again"
    rig.see(observe(happy(), index=9))
    assert rig.streams.observations[-1] is recorder.observations[-1], "both are told of the same"


def test_only_the_place_is_remembered(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig()
    rig.begin()
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    dialog = dialog_of(rig)
    dialog.osc.setChecked(True)
    dialog.host.setText("127.0.0.2")
    dialog.port.setText("7000")
    dialog.action_button.click()
    rig.tick()
    rig.desk.window.close()
    assert rig.streams.closed
    kept, problem = stored.read(rig.settings_path)
    assert (kept.osc_host, kept.osc_port, problem) == ("127.0.0.2", 7000, "")
    again = make_rig(kept)
    again.begin()
    assert again.streams.plans == []
    dialog = dialog_of(again)
    assert (dialog.osc.isChecked(), dialog.host.text(), dialog.port.text()) == (False, "127.0.0.2", "7000")


def test_settings_that_are_no_port_fall_back(make_rig: Callable[..., Rig]) -> None:
    path = make_rig().settings_path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"osc_port": 70000, "osc_host": 3}')
    assert stored.read(path) == (Settings(), "")


def test_the_language_waits_for_the_stream(rig: Rig) -> None:
    stream(rig)
    assert "live stream" in rig.desk.busy


def test_it_ends_when_the_room_view_begins(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig(Settings(room_setting="other", room_region="other"))
    rig.begin()
    stream(rig, lsl=False)
    window = rig.desk.window
    window.commands["room"].trigger()
    assert rig.streams.stopped == 1, "before the first picture of the room"
    assert rig.pipeline.asked("watch_room") == []
    assert rig.pipeline.listeners == {}
    assert not window.status.stream.isVisible()
    rig.tick()
    window.activateWindow()
    press(window, Qt.Key.Key_1)
    assert rig.streams.markers == []
    assert window.toast.text() == ""
    window.commands["room"].trigger()
    assert not rig.desk.streaming.is_on
    assert not window.commands["stream_out"].isChecked()
