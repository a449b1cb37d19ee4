"""The dialog for a model that says nothing of itself: what it asks, what it shows live, and what comes of it."""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QSpinBox

from ferdesk.core import paths
from ferdesk.core.description import LABEL_ORDERS, MARGIN, SHIFT, Survey, Trial
from ferdesk.core.errors import ModelError
from ferdesk.core.labels import FER2013
from ferdesk.core.spec import Border
from ferdesk.core.tracking import number_faces
from ferdesk.core.types import Box, FaceReading, Failure, Frame, Observation
from ferdesk.engine.detector import make_detector
from ferdesk.engine.library import Library
from ferdesk.engine.sources import open_source
from ferdesk.ui.describe_dialog import NO_FACE, READY, SAVING, TRYING, DescribeDialog
from ferdesk.ui.describing import PREVIEWING
from ferdesk.ui.engine import ShippedEngine
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, LEVEL1_RUNS, FakeJobs, happy, observe

THEIRS = Survey(
    file="Their Model.onnx",
    layout="NHWC",
    height=48,
    width=48,
    channels=1,
    dtype="float32",
    output="answer",
    scaling="unit",
    squashed=False,
    parameters=1234,
    taken=("cnn-level1",),
    trial=Trial(7, -3.0, 4.0, "logits"),
)
OPEN = replace(THEIRS, layout="", height=0, width=0, channels=0, trial=None)


def choose(choice: QComboBox, key: str) -> None:
    """As a person does: with the keyboard, one entry down after the other."""
    wanted = choice.findData(key)
    assert wanted >= 0, key
    choice.setFocus()
    while choice.currentIndex() != wanted:
        down = wanted > choice.currentIndex()
        QTest.keyClick(choice, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def enter(field: QSpinBox, number: int) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, str(number))
    QTest.keyClick(field, Qt.Key.Key_Tab)


def meet(rig: Rig, survey: Survey = THEIRS, *, sees: bool = True) -> DescribeDialog:
    """A camera plays, and a stranger's model is dropped onto the window."""
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    if sees:
        rig.see(observe(happy(), index=3, time_s=100.0))
    rig.library.strangers[survey.file] = survey
    rig.desk.window.paths_dropped.emit([Path("folder") / survey.file])
    rig.tick()
    dialog = rig.desk.describing.dialog
    assert dialog is not None
    QTest.qWaitForWindowExposed(dialog)
    rig.tick()
    return dialog


class TestOpening:
    """When it opens, and when it does not."""

    def test_a_model_without_a_description_opens_it_and_nothing_is_added(self, rig: Rig) -> None:
        dialog = meet(rig)
        assert dialog.isVisible()
        assert dialog.form.name.text() == "Their Model"
        assert rig.library.added == []
        assert rig.desk.window.banner.texts == [], "neither an error nor a promise"

    def test_the_menu_leads_there_too(self, rig: Rig, tmp_path: Path) -> None:
        rig.library.strangers[THEIRS.file] = THEIRS
        rig.desk.window.commands["add_model"].trigger()
        picker = rig.desk.window.findChildren(QFileDialog)[-1]
        picker.fileSelected.emit(str(tmp_path / THEIRS.file))
        picker.close()
        rig.tick()
        assert rig.desk.describing.dialog is not None

    def test_a_bad_file_is_one_sentence_as_ever(self, rig: Rig) -> None:
        rig.library.refusal = ModelError("bad.onnx is damaged. Get the file again.")
        rig.desk.window.paths_dropped.emit([Path("bad.onnx")])
        rig.tick()
        assert rig.desk.describing.dialog is None
        assert rig.desk.window.banner.texts == ["bad.onnx is damaged. Get the file again."]

    def test_cancel_and_escape_leave_all_as_it_was(self, rig: Rig) -> None:
        before = rig.pipeline.asked("choose_models")
        for end in (lambda shown: shown.cancel.click(), lambda shown: QTest.keyClick(shown, Qt.Key.Key_Escape)):
            dialog = meet(rig)
            end(dialog)
            rig.tick()
            assert rig.desk.describing.dialog is None
        assert rig.library.described == []
        assert rig.library.forgotten == 2
        assert rig.pipeline.asked("choose_models") == before
        asked = len(rig.library.previewed)
        rig.see(observe(happy(), index=9, time_s=200.0))
        assert len(rig.library.previewed) == asked, "nobody looks any more"


class TestAsking:
    """What is asked, what is proposed, and why the model cannot be added yet."""

    def test_what_the_file_says_is_shown_and_not_asked(self, rig: Rig) -> None:
        form = meet(rig).form
        assert (form.tall.value(), form.wide.value(), form.colour.currentData()) == (48, 48, "gray")
        assert not any(field.isEnabled() for field in (form.tall, form.wide, form.colour))
        assert not form.order.isVisible()
        assert form.scaling.currentData() == "unit"
        assert form.scaling.findData("imagenet") < 0, "three values for one channel"

    def test_what_the_file_leaves_open_is_asked_step_by_step(self, rig: Rig) -> None:
        dialog = meet(rig, OPEN)
        form = dialog.form
        assert dialog.reason.text() == "Enter the input size: the file leaves it open."
        assert rig.library.previewed == []
        enter(form.tall, 64)
        enter(form.wide, 96)
        assert dialog.reason.text() == "Choose the layout: the file leaves it open."
        choose(form.order, "NCHW")
        choose(form.colour, "BGR")
        rig.tick()
        rig.tick()
        handling = rig.library.previewed[-1][0]
        assert (handling.preprocess.height, handling.preprocess.width, handling.preprocess.channels) == (64, 96, 3)
        assert handling.border == Border("NCHW", "BGR")
        assert dialog.reason.text() == "Choose what answer 1 means."
        assert len(dialog.answers.choices) == 7, "known since it was tried"
        assert not dialog.accept_button.isEnabled()

    def test_a_size_is_tried_when_it_is_complete(self, rig: Rig) -> None:
        dialog = meet(rig, replace(OPEN, layout="NHWC", channels=3))
        enter(dialog.form.tall, 64)
        QTest.keyClicks(dialog.form.wide, "22")
        rig.tick()
        assert rig.library.previewed == []
        QTest.keyClicks(dialog.form.wide, "4")
        QTest.keyClick(dialog.form.wide, Qt.Key.Key_Tab)
        rig.tick()
        assert [one.preprocess.width for one, _frame, _face in rig.library.previewed] == [224]

    def test_a_known_order_fills_the_labels_and_each_can_be_changed(self, rig: Rig) -> None:
        dialog = meet(rig)
        choose(dialog.answers.order, "rafdb")
        assert dialog.answers.labels == LABEL_ORDERS["rafdb"]
        assert dialog.reason.text() == READY
        choose(dialog.answers.choices[0], "happy")
        assert dialog.answers.order.currentData() == ""
        assert dialog.reason.text() == "Two answers are called happy. Each emotion can be used once."
        assert not dialog.accept_button.isEnabled()
        choose(dialog.answers.choices[0], "contempt")
        assert dialog.accept_button.isEnabled()

    def test_the_name_must_be_free_and_a_name(self, rig: Rig) -> None:
        dialog = meet(rig)
        choose(dialog.answers.order, "fer2013")
        for name, reason in (
            ("CNN level1", "A model of ferdesk's own is named cnn-level1. Give this one another name."),
            ("…", "Give the model a name with letters or digits."),
            ("Mine", READY),
        ):
            dialog.form.name.setText(name)
            assert dialog.reason.text() == reason
            assert dialog.accept_button.isEnabled() == (reason == READY)

    def test_a_scaling_of_ones_own(self, rig: Rig) -> None:
        dialog = meet(rig, replace(THEIRS, channels=3))
        form = dialog.form
        assert not form.mean.isVisible()
        choose(form.scaling, "own")
        assert form.mean.isVisible()
        assert "mean and deviation" in dialog.reason.text()
        for mean, std, reason in (
            ("120", "nothing", "Enter mean and deviation as numbers, the deviation greater than 0."),
            ("120, 110", "60", "Give 1 or 3 numbers for the scaling, not 2."),
            ("131.1, 103.5 91.4", "60", "Choose what answer 1 means."),
        ):
            for line, text in ((form.mean, mean), (form.std, std)):
                line.setText(text)
                line.editingFinished.emit()
            rig.tick()
            assert dialog.reason.text() == reason
        inputs = rig.library.previewed[-1][0].preprocess
        assert (inputs.mean, inputs.std) == ((131.1, 103.5, 91.4), (60.0, 60.0, 60.0))

    def test_whole_numbers_are_not_scaled(self, rig: Rig) -> None:
        form = meet(rig, replace(THEIRS, dtype="uint8", scaling="pixels")).form
        assert form.scaling.currentData() == "pixels"
        assert not form.scaling.isEnabled()

    def test_what_the_answers_are_is_found_and_can_be_said_otherwise(self, rig: Rig) -> None:
        rig.library.trial = Trial(7, 0.0, 1.0, "probabilities")
        dialog = meet(rig, replace(THEIRS, trial=rig.library.trial))
        assert dialog.form.answer.currentData() == "probabilities"
        choose(dialog.form.answer, "logits")
        rig.tick()
        rig.tick()
        assert dialog.form.answer.currentData() == "logits"
        assert rig.library.previewed[-1][0].border.answer == "logits"

    def test_scores_are_no_probabilities(self, rig: Rig) -> None:
        dialog = meet(rig)
        choose(dialog.form.answer, "probabilities")
        rig.tick()
        assert dialog.reason.text() == "The answers went from -3 to 4: they are scores, not probabilities."

    def test_a_model_that_fails_at_that_size_says_so_and_is_not_asked_again_and_again(self, rig: Rig) -> None:
        dialog = meet(rig, replace(OPEN, layout="NHWC", channels=1))
        told = "Their Model.onnx fails when it is run. Choose another model."
        rig.library.problem = ModelError(told)
        enter(dialog.form.tall, 48)
        enter(dialog.form.wide, 48)
        rig.tick()
        assert dialog.reason.text() == told
        asked = len(rig.library.previewed)
        for index in range(3):
            rig.see(observe(happy(), index=index, time_s=300.0 + index))
        assert len(rig.library.previewed) == asked
        rig.library.problem = None
        enter(dialog.form.wide, 64)
        rig.tick()
        assert dialog.reason.text() == "Choose what answer 1 means."

    def test_a_defect_is_told_and_does_not_block(self, rig: Rig) -> None:
        dialog = meet(rig)
        rig.tell(Failure(PREVIEWING, "Something in ferdesk failed.", None, 0.0))
        assert dialog.reason.text() == "Something in ferdesk failed."
        enter(dialog.form.margin, 20)
        rig.tick()
        assert dialog.reason.text() == "Choose what answer 1 means."


class TestLive:
    """What the model would get and answer, from the picture on screen."""

    def test_the_selected_face_is_shown_as_the_model_would_get_it(self, rig: Rig) -> None:
        dialog = meet(rig, sees=False)
        assert dialog.facts.text() == NO_FACE
        assert not dialog.hint.isVisible()
        rig.see(observe(happy(1), happy(2, box=Box(150, 60, 120, 120)), index=2, time_s=100.0))
        rig.tick()
        assert rig.library.previewed[-1][1:] == (2, rig.desk.display.live.selected)
        shown = dialog.crop.image
        assert shown is not None
        assert (shown.width(), shown.height()) == (48, 48)
        assert dialog.facts.text() == "48 × 48, gray\nvalues 0.25 to 0.75"
        assert [share.leads for share in dialog.answers.shares] == [False, False, True, *[False] * 4]
        rig.desk.display.on_face_selected(1)
        rig.see(observe(happy(1), happy(2, box=Box(150, 60, 120, 120)), index=4, time_s=101.0))
        rig.tick()
        assert rig.library.previewed[-1][1:] == (4, 1)
        assert dialog.answers.shares[4].leads
        assert dialog.answers.shares[4].accessibleName() == "50%"
        rig.see(observe(index=5, time_s=102.0))
        rig.tick()
        assert dialog.crop.image is None
        assert dialog.facts.text() == NO_FACE

    def test_no_more_often_than_the_processor_can_spare(self, rig: Rig) -> None:
        meet(rig)
        asked = len(rig.library.previewed)
        for step in range(30):
            rig.see(observe(happy(), index=10 + step, time_s=101 + step / 30))
        assert 4 <= len(rig.library.previewed) - asked <= 7

    def test_a_late_preview_of_an_older_form_is_not_shown(self, rig: Rig) -> None:
        dialog = meet(rig)
        rig.jobs.held = True
        choose(dialog.form.scaling, "signed")
        enter(dialog.form.margin, 30)
        assert dialog.reason.text() == TRYING
        assert not dialog.accept_button.isEnabled()
        rig.jobs.held = False
        rig.tick()
        assert dialog.reason.text() == TRYING, "that was asked before the margin"
        rig.tick()
        assert dialog.reason.text() == "Choose what answer 1 means."
        assert rig.library.previewed[-1][0].preprocess.margin == pytest.approx(0.3)


class TestSaving:
    """What comes of it."""

    def test_the_model_is_described_added_and_used(self, rig: Rig) -> None:
        dialog = meet(rig)
        choose(dialog.answers.order, "fer2013_table")
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
        rig.tick()
        (description,) = rig.library.described
        assert description.labels == LABEL_ORDERS["fer2013_table"]
        assert (description.name, description.title) == ("their-model", "Their Model")
        inputs = description.handling.preprocess
        assert (inputs.margin, inputs.shift, inputs.align) == (MARGIN, SHIFT, True)
        assert rig.desk.describing.dialog is None
        assert rig.pipeline.asked("choose_models")[-1] == ("level1", "their-model")
        assert rig.desk.window.banner.texts == [
            "Their Model.onnx was added as their-model. Its description is saved beside it."
        ]
        rig.tick()
        box = rig.desk.panels.controls.models.boxes["their-model"]
        assert "not measured" in box.accessibleDescription(), "nothing is invented"

    def test_while_it_is_saved_nothing_can_be_pressed(self, rig: Rig) -> None:
        dialog = meet(rig)
        choose(dialog.answers.order, "fer2013")
        rig.jobs.held = True
        dialog.accept_button.click()
        assert dialog.reason.text() == SAVING
        assert not dialog.accept_button.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        rig.jobs.held = False
        rig.tick()
        assert rig.desk.describing.dialog is None

    def test_what_cannot_be_saved_is_told_and_what_was_said_stays(self, rig: Rig) -> None:
        dialog = meet(rig)
        choose(dialog.answers.order, "fer2013")
        rig.library.refusal = ModelError("x.ferdesk.json cannot be written: Permission denied. Move x.onnx.")
        dialog.accept_button.click()
        rig.tick()
        assert dialog.isVisible()
        assert dialog.reason.text() == str(rig.library.refusal)
        assert dialog.answers.labels == FER2013
        assert dialog.cancel.isEnabled()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_has_a_name_and_room(rig: Rig, theme: str) -> None:
    rig.desk.window.commands[f"theme.{theme}"].trigger()
    dialog = meet(rig, OPEN)
    enter(dialog.form.tall, 48)
    enter(dialog.form.wide, 48)
    choose(dialog.form.order, "NHWC")
    rig.tick()
    rig.tick()
    for kind in (QComboBox, QSpinBox):
        for field in dialog.findChildren(kind):
            assert field.accessibleName(), field
    for words in dialog.findChildren(QLabel):
        if words.isVisible():
            need = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
            assert words.height() >= need, words.text()
            assert words.wordWrap() or words.width() >= words.sizeHint().width(), words.text()
    reached = set()
    for _step in range(40):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {*dialog.answers.choices, dialog.answers.order, dialog.form.scaling, dialog.cancel} <= reached


@pytest.mark.skipif(not (paths.shipped_models() / "cnn-level1.onnx").is_file(), reason="cnn-level1 is not shipped")
def test_a_shipped_model_described_by_hand_answers_as_it_does(
    make_rig: Callable[..., Rig], media: Path, tmp_path: Path
) -> None:
    """Stripped of its description and described in the dialog, on a real clip."""
    model = onnx.load(paths.shipped_models() / "cnn-level1.onnx")
    del model.metadata_props[:]
    path = tmp_path / "stranger.onnx"
    path.write_bytes(model.SerializeToString())
    seen = _moment(media / "webcam-yes.mkv")
    rig = make_rig(models=ShippedEngine(FakeJobs(), loop=False))
    rig.begin()
    rig.tell(CAMERA_PLAYS)
    rig.see(seen)
    rig.desk.window.paths_dropped.emit([path])
    rig.tick()
    dialog = rig.desk.describing.dialog
    assert dialog is not None, rig.desk.window.banner.texts
    QTest.qWaitForWindowExposed(dialog)
    rig.tick()
    choose(dialog.form.scaling, "signed")
    dialog.form.temperature.setValue(1.3389)
    choose(dialog.answers.order, "fer2013")
    for _settling in range(3):
        rig.tick()
    assert dialog.reason.text() == READY
    shares = [share.value or 0.0 for share in dialog.answers.shares]
    dialog.accept_button.click()
    rig.tick()
    assert rig.desk.describing.dialog is None
    assert (tmp_path / "stranger.ferdesk.json").is_file()

    library = Library()
    faces = [reading.face for reading in seen.readings]
    shipped = library.open("cnn-level1").classify(seen.frame, faces)
    for described in (library.open("stranger"), library.open(str(path))):
        said = described.classify(seen.frame, faces)
        np.testing.assert_allclose(said.predictions[0].probabilities, shipped.predictions[0].probabilities, atol=1e-5)
    np.testing.assert_allclose(np.array(shares), shipped.predictions[0].probabilities[:7], atol=1e-5)


def _moment(clip: Path) -> Observation:
    """A picture of a clip with its faces."""
    with closing(open_source(str(clip), threading.Event())) as source:
        frame: Frame | None = None
        for _count in range(20):
            frame = source.read(1.0)
    assert frame is not None
    with closing(make_detector("near", still=True)) as detector:
        faces = number_faces(detector.find(frame))
    assert faces
    return Observation(frame, tuple(FaceReading(face, ()) for face in faces), 2.0, 0, frame.time_s)
