"""Controls, menus, dialogs and drops ask the engine for what they say, and show what it answers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog

from ferdesk.core.errors import ModelError
from ferdesk.core.types import (
    MOST_MODELS,
    CameraDevice,
    DetectorStatus,
    Failure,
    ModelStatus,
    SourceState,
    SourceStatus,
)
from ferdesk.ui.desk import Start
from ferdesk.ui.help import StreamDialog
from ferdesk.ui.opening import NO_CAMERA
from ferdesk.ui.settings import Settings
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA, CAMERA_PLAYS, FILE_PLAYS, LEVEL1_RUNS, broken_entry, entry

BRIO = CameraDevice("camera:2", "BRIO")


def _choose(choice: QComboBox, text: str) -> None:
    """As a user does with the keyboard."""
    row = choice.findText(text)
    assert row >= 0, f"no {text} among {[choice.itemText(at) for at in range(choice.count())]}"
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


def _drop(rig: Rig, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    rig.desk.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert rig.desk.window._drop_hint.isVisible()
    rig.desk.window.dropEvent(
        QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert not rig.desk.window._drop_hint.isVisible()
    rig.tick()


class TestStart:
    """What is opened first."""

    def test_the_first_camera(self, rig: Rig) -> None:
        asked = [name for name, _ in rig.pipeline.calls]
        assert asked.count("start") == 1
        assert asked.index("choose_detector") < asked.index("start"), "it loads what was chosen and nothing else"
        assert rig.pipeline.asked("open_source") == [CAMERA.address]

    def test_meanwhile_the_window_says_what_it_does(self, make_rig: Callable[..., Rig]) -> None:
        rig = make_rig()
        rig.jobs.held = True
        rig.begin()
        assert rig.desk.panels.video.empty.headline.text() == "Looking for a camera…"

    def test_the_camera_used_last(self, make_rig: Callable[..., Rig]) -> None:
        rig = make_rig(Settings(camera="BRIO"))
        rig.cameras = (CAMERA, BRIO)
        rig.begin()
        assert rig.pipeline.asked("open_source") == ["camera:2"]

    def test_the_demo_where_there_is_no_camera_and_says_so(self, make_rig: Callable[..., Rig]) -> None:
        rig = make_rig(Settings(camera="BRIO"))
        rig.cameras = ()
        rig.begin()
        assert rig.pipeline.asked("open_source") == ["demo"]
        assert rig.desk.window.banner.texts == [NO_CAMERA]
        rig.tell(CAMERA_PLAYS)
        assert rig.desk.window.banner.texts == []

    def test_what_was_asked_for_comes_before_everything(self, make_rig: Callable[..., Rig]) -> None:
        rig = make_rig(Settings(models=("other",), detector="near", provider="auto"))
        rig.begin(Start("clip.mkv", ("level1",), "far", "cpu", "A word at the start."))
        assert rig.pipeline.asked("open_source") == ["clip.mkv"]
        assert rig.pipeline.asked("choose_models") == [("level1",)]
        assert rig.pipeline.asked("choose_detector") == ["far"]
        assert rig.pipeline.asked("choose_provider") == ["cpu"]
        assert rig.desk.window.banner.texts == ["A word at the start."]

    def test_what_was_used_last(self, make_rig: Callable[..., Rig]) -> None:
        rig = make_rig(Settings(models=("level1",), detector="far", provider="cuda"))
        rig.begin()
        assert rig.pipeline.asked("choose_models") == [("level1",)]
        assert rig.pipeline.asked("choose_detector") == ["far"]
        assert rig.pipeline.asked("choose_provider") == ["cuda"]

    def test_the_most_accurate_model_where_the_one_used_last_is_gone(self, make_rig: Callable[..., Rig]) -> None:
        rig = make_rig(Settings(models=("gone",)))
        rig.library.listed = (
            entry("poor", accuracy=0.4),
            entry("unmeasured", accuracy=None),
            entry("good", accuracy=0.6),
        )
        rig.begin()
        assert rig.pipeline.asked("choose_models") == [("gone",), ("good",)]

    def test_no_source_is_opened_over_one_that_the_user_chose_meanwhile(self, make_rig: Callable[..., Rig]) -> None:
        rig = make_rig()
        rig.jobs.held = True
        rig.begin()
        rig.desk.window.commands["demo"].trigger()
        rig.jobs.held = False
        rig.tick()
        assert rig.pipeline.asked("open_source") == ["demo"]


class TestSources:
    """Where pictures come from."""

    def test_cameras_are_listed_by_name_and_exchanged(self, rig: Rig) -> None:
        source = rig.desk.panels.controls.source
        rig.tell(CAMERA_PLAYS)
        rig.cameras = (CAMERA, BRIO)
        QTest.mouseClick(source.refresh, Qt.MouseButton.LeftButton)
        rig.tick()
        assert source.choice.currentText() == CAMERA.name
        _choose(source.choice, "BRIO")
        assert rig.pipeline.asked("open_source")[-1] == "camera:2"

    def test_choosing_what_is_open_opens_nothing(self, rig: Rig) -> None:
        rig.tell(CAMERA_PLAYS)
        _choose(rig.desk.panels.controls.source.choice, CAMERA.name)
        assert rig.pipeline.asked("open_source") == [CAMERA.address]

    def test_a_file_stands_in_the_list_while_it_is_open(self, rig: Rig) -> None:
        source = rig.desk.panels.controls.source
        rig.tell(FILE_PLAYS)
        assert source.choice.currentText() == "clip.mkv"
        _choose(source.choice, CAMERA.name)
        rig.tell(CAMERA_PLAYS)
        assert source.choice.findText("clip.mkv") < 0

    def test_the_camera_that_worked_is_remembered_and_no_other_source(self, rig: Rig) -> None:
        rig.tell(CAMERA_PLAYS)
        rig.tell(FILE_PLAYS, SourceStatus("rtsp://x/y", "x", SourceState.PLAYING))
        assert rig.desk.preferences.now.camera == CAMERA.name

    def test_a_file_is_asked_for_and_its_folder_remembered(self, rig: Rig, tmp_path: Path) -> None:
        clip = tmp_path / "clip.mkv"
        clip.write_bytes(b"x")
        QTest.mouseClick(rig.desk.panels.controls.source.buttons["file"], Qt.MouseButton.LeftButton)
        dialog = rig.desk.window.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(clip))
        dialog.close()
        assert rig.pipeline.asked("open_source")[-1] == str(clip)
        assert rig.desk.preferences.now.folder == str(tmp_path)

    def test_a_folder_is_asked_for(self, rig: Rig, tmp_path: Path) -> None:
        rig.desk.window.commands["folder"].trigger()
        dialog = rig.desk.window.findChild(QFileDialog)
        assert dialog is not None
        assert dialog.fileMode() is QFileDialog.FileMode.Directory
        dialog.fileSelected.emit(str(tmp_path))
        dialog.close()
        assert rig.pipeline.asked("open_source")[-1] == str(tmp_path)

    def test_a_stream_is_opened_when_its_address_is_given_and_never_remembered(self, rig: Rig) -> None:
        rig.desk.window.commands["stream"].trigger()
        dialog = rig.desk.window.findChild(StreamDialog)
        assert dialog is not None
        dialog.line.setText("a street")
        QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
        assert dialog.problem.isVisible()
        assert rig.pipeline.asked("open_source") == [CAMERA.address]
        dialog.line.setText(" rtsp://10.0.0.1/live ")
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        assert rig.pipeline.asked("open_source")[-1] == "rtsp://10.0.0.1/live"
        rig.desk.preferences.save()
        rig.tick()
        assert "rtsp" not in rig.settings_path.read_text()

    def test_the_menu_leads_to_the_list_of_cameras(self, rig: Rig) -> None:
        rig.desk.window.activateWindow()
        rig.desk.window.commands["camera"].trigger()
        choice = rig.desk.panels.controls.source.choice
        assert choice.view().isVisible()
        choice.hidePopup()

    def test_a_lost_source_is_marked(self, rig: Rig) -> None:
        state = rig.desk.panels.controls.source.state
        rig.tell(replace(CAMERA_PLAYS, state=SourceState.LOST, message="It is gone."))
        assert state.isVisible()
        assert state.property("kind") == "warning"
        rig.tell(CAMERA_PLAYS)
        assert not state.isVisible()


class TestDrops:
    """Drag and drop."""

    @pytest.mark.parametrize("name", ["clip.mkv", "face.JPG", "dance.gif", "pictures"])
    def test_videos_pictures_and_folders_are_opened(self, rig: Rig, name: str, tmp_path: Path) -> None:
        _drop(rig, tmp_path / name, tmp_path / "another.mkv")
        assert rig.pipeline.asked("open_source")[-1] == str(tmp_path / name)

    def test_a_model_is_checked_added_and_used(self, rig: Rig, tmp_path: Path) -> None:
        rig.tell(LEVEL1_RUNS)
        _drop(rig, tmp_path / "mine.ONNX")
        rig.tick()
        assert rig.library.added == [tmp_path / "mine.ONNX"]
        assert rig.pipeline.asked("choose_models")[-1] == ("level1", "mine")
        assert "mine" in rig.desk.panels.controls.models.boxes
        assert rig.desk.window.banner.texts == ["mine.ONNX was checked and added as mine."]

    def test_a_bad_model_is_one_sentence_and_changes_nothing(self, rig: Rig, tmp_path: Path) -> None:
        rig.library.refusal = ModelError("mine.onnx is damaged. Get the file again.")
        before = rig.pipeline.asked("choose_models")
        _drop(rig, tmp_path / "mine.onnx")
        assert rig.desk.window.banner.texts == ["mine.onnx is damaged. Get the file again."]
        assert rig.pipeline.asked("choose_models") == before

    def test_while_a_model_is_checked_the_window_says_so(self, rig: Rig, tmp_path: Path) -> None:
        rig.jobs.held = True
        _drop(rig, tmp_path / "mine.onnx")
        assert rig.desk.window.banner.texts == ["Checking mine.onnx…"]

    def test_text_is_no_file(self, rig: Rig) -> None:
        data = QMimeData()
        data.setUrls([QUrl("https://example.org/clip.mkv")])
        event = QDragEnterEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        event.ignore()
        rig.desk.window.dragEnterEvent(event)
        assert not event.isAccepted()


class TestModels:
    """Which models run."""

    def test_they_are_listed_with_what_was_measured(self, rig: Rig) -> None:
        models = rig.desk.panels.controls.models
        assert list(models.boxes) == ["level1"]
        assert models.boxes["level1"].text() == "Level-1 CNN"
        described = models.boxes["level1"].accessibleDescription()
        assert "55.0% on FER2013 PublicTest" in described
        assert "389" in described

    def test_an_unusable_one_says_why_and_cannot_be_ticked(self, rig: Rig) -> None:
        models = rig.desk.panels.controls.models
        box = next(box for box in models.findChildren(type(models.boxes["level1"])) if box.text() == "odd")
        assert not box.isEnabled()
        assert box.accessibleDescription() == "odd.onnx: it is damaged."

    def test_they_run_in_the_order_in_which_they_are_ticked(self, rig: Rig) -> None:
        rig.library.listed = tuple(entry(name) for name in ("a", "b", "c"))
        rig.desk.choices.list_models()
        rig.tell(ModelStatus(("c",), "CPU"))
        boxes = rig.desk.panels.controls.models.boxes
        assert [name for name, box in boxes.items() if box.isChecked()] == ["c"]
        QTest.keyClick(boxes["a"], Qt.Key.Key_Space)
        QTest.mouseClick(boxes["b"], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 10))
        assert rig.pipeline.asked("choose_models")[-2:] == [("c", "a"), ("c", "a", "b")]
        QTest.keyClick(boxes["c"], Qt.Key.Key_Space)
        assert rig.pipeline.asked("choose_models")[-1] == ("a", "b")
        assert rig.desk.preferences.now.models == ("a", "b")

    def test_no_more_than_twelve(self, rig: Rig) -> None:
        names = [f"m{number}" for number in range(MOST_MODELS + 1)]
        rig.library.listed = tuple(entry(name) for name in names)
        rig.desk.choices.list_models()
        rig.tell(ModelStatus(tuple(names[:MOST_MODELS]), "CPU"))
        boxes = rig.desk.panels.controls.models.boxes
        assert not boxes[names[-1]].isEnabled()
        assert boxes[names[0]].isEnabled()

    def test_what_could_not_be_loaded_is_not_ticked(self, rig: Rig) -> None:
        rig.library.listed = (entry("a"), entry("b"))
        rig.desk.choices.list_models()
        rig.desk.choices.on_models_chosen(("a", "b"))
        rig.tell(Failure("model", "b.onnx is damaged. Get it again.", None, 0.0), ModelStatus(("a",), "CPU"))
        boxes = rig.desk.panels.controls.models.boxes
        assert (boxes["a"].isChecked(), boxes["b"].isChecked()) == (True, False)
        assert rig.desk.window.banner.texts == ["b.onnx is damaged. Get it again."]

    def test_without_any_the_list_says_so(self, rig: Rig) -> None:
        rig.library.listed = (broken_entry("odd", "odd.onnx: it is damaged."),)
        rig.tell(ModelStatus((), ""))
        rig.desk.choices.list_models()
        rig.tick()
        assert rig.desk.panels.controls.models.boxes == {}
        assert rig.desk.panels.scores.empty.headline.text() == "No model is active"

    def test_a_loaded_model_without_a_picture_waits_for_a_face_not_for_models(self, rig: Rig) -> None:
        rig.tell(ModelStatus(("level1",), "CPU"))
        scores = rig.desk.panels.scores
        assert scores.empty.headline.text() == "No picture yet"
        assert not scores.add_model.isVisible()

    def test_a_first_model_that_cannot_be_loaded_leaves_no_promise(self, rig: Rig) -> None:
        scores = rig.desk.panels.scores
        assert scores.empty.headline.text() == "Loading the models…"
        rig.tell(Failure("model", "level1.onnx is damaged. Install ferdesk again.", None, 0.0))
        assert scores.empty.headline.text() == "No model is active"

    def test_adding_one_is_asked_for_in_three_places(self, rig: Rig, tmp_path: Path) -> None:
        panels = rig.desk.panels
        for ask in (
            rig.desk.window.commands["add_model"].trigger,
            panels.controls.models.add.click,
            panels.scores.add_model.click,
        ):
            ask()
            dialog = rig.desk.window.findChildren(QFileDialog)[-1]
            dialog.fileSelected.emit(str(tmp_path / "mine.onnx"))
            dialog.close()
            rig.tick()
        assert len(rig.library.added) == 3


class TestAnalysis:
    """Detector, processor, smoothing, panels."""

    def test_the_detector_is_asked_for_explained_and_follows_the_engine(self, rig: Rig) -> None:
        controls = rig.desk.panels.controls
        near = controls.detector_hint.text()
        _choose(controls.detector, "Far faces, a room")
        assert rig.pipeline.asked("choose_detector")[-1] == "far"
        assert rig.desk.preferences.now.detector == "far"
        assert controls.detector_hint.text() != near
        rig.tell(DetectorStatus("near"))
        assert controls.detector.currentText() == "Near faces"

    def test_a_processor_that_is_not_used_is_amber_with_the_reason(self, rig: Rig) -> None:
        controls, status = rig.desk.panels.controls, rig.desk.window.status
        _choose(controls.provider, "GPU (CUDA)")
        assert rig.pipeline.asked("choose_provider")[-1] == "cuda"
        reason = "CUDA is not used: there is no driver. Install one."
        rig.tell(ModelStatus(("level1",), "CPU", reason))
        assert controls.provider_state.text() == reason
        assert controls.provider_state.property("kind") == "warning"
        assert status.provider.property("severity") == "warning"
        assert status.provider.toolTip() == reason
        rig.tell(ModelStatus(("level1",), "CUDA"))
        assert controls.provider_state.text() == "In use: CUDA"
        assert controls.provider_state.property("kind") == "muted"
        assert status.provider.property("severity") == ""

    def test_sliders_say_their_value(self, rig: Rig) -> None:
        smoothing = rig.desk.panels.controls.smoothing
        QTest.keyClick(smoothing.slider, Qt.Key.Key_Right)
        assert smoothing.value.text() == "51%"
        smoothing.slider.setValue(0)
        assert smoothing.value.text() == "off"

    def test_panels_are_put_away_and_stay_so(self, rig: Rig, make_rig: Callable[..., Rig]) -> None:
        rig.desk.window.commands["panel.timeline"].trigger()
        assert not rig.desk.panels.timeline.isVisible()
        again = make_rig(rig.desk.preferences.now)
        assert not again.desk.panels.timeline.isVisible()
        assert not again.desk.window.commands["panel.timeline"].isChecked()
        again.desk.window.commands["panel.timeline"].trigger()
        assert again.desk.panels.timeline.isVisible()
        assert "panel.video" not in again.desk.window.commands

    def test_the_room_of_a_panel_that_is_put_away_is_used(self, rig: Rig) -> None:
        before = rig.desk.panels.video.width()
        rig.desk.window.commands["panel.controls"].trigger()
        rig.tick()
        assert rig.desk.panels.video.width() > before + 200
