"""Models side by side in the window: the figures are those computed by hand, and nothing is shown that is not known."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTableWidget,
    QWidget,
)

from ferdesk.core import paths
from ferdesk.core.agreement import NOTE
from ferdesk.core.labels import FER2013, HAPPY, SMILE
from ferdesk.core.preprocess import crop_face
from ferdesk.core.spec import Measured, ModelEntry
from ferdesk.core.types import MOST_MODELS, Cost, Failure, ModelStatus, Observation, Prediction, SourceState
from ferdesk.engine.library import Library
from ferdesk.ui.app import launch
from ferdesk.ui.desk import Desk, Start
from ferdesk.ui.engine import LatePipeline
from ferdesk.ui.panels.agreement import NOT_COMPARABLE, OWN
from ferdesk.ui.panels.agreement_area import TOO_FEW
from ferdesk.ui.panels.base import ElidedLabel
from ferdesk.ui.panels.canvas import Canvas
from ferdesk.ui.panels.comparison import ComparisonPanel
from ferdesk.ui.panels.comparison_head import ModelHead
from ferdesk.ui.panels.comparison_sheet import NOTHING
from ferdesk.ui.qimage import to_image
from ferdesk.ui.settings import Settings
from tests.core.test_compare import MODELS, answer, scripted, seven
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS, entry, happy, observe

LONGEST_MS = 60_000
FOUR_RUN = ModelStatus(tuple(MODELS), "CPU")


def with_ece(made: ModelEntry) -> ModelEntry:
    """The same model with a measured calibration and a size."""
    assert made.spec is not None
    measured = (*made.spec.measured, Measured("ece", 0.034, "FER2013 PublicTest", "evaluate"))
    return replace(made, spec=replace(made.spec, measured=measured, temperature=1.34), size=1_600_000)


def entries() -> tuple[ModelEntry, ...]:
    """The models of the scripted clip: `a` and `b` know seven classes, `c` happy or not, `s` smiles."""
    return tuple(with_ece(entry(name, f"Model {name}", labels=labels)) for name, labels in MODELS.items())


def view_of(rig: Rig) -> ComparisonPanel:
    return rig.desk.panels.comparison


def press(rig: Rig, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or rig.desk.window, key)


def clip(indices: Sequence[int] = range(6)) -> list[Observation]:
    """The scripted clip, in frames of a size that can be cropped and numbered from 0."""
    shown = []
    for index, made in enumerate(scripted()):
        (reading,) = made.readings
        box = replace(reading.face.box, left=40, top=60, width=80, height=80)
        pixels = np.arange(240 * 320 * 3, dtype=np.uint32).reshape(240, 320, 3).astype(np.uint8) // (index + 1)
        frame = replace(made.frame, pixels=pixels, index=index)
        reading = replace(reading, face=replace(reading.face, box=box))
        costs = tuple(Cost(name, 0.1 * (index + 1), 1.0 + index, 0.05) for name in MODELS)
        shown.append(replace(made, frame=frame, readings=(reading,), costs=costs))
    return [shown[index] for index in indices]


def compare(rig: Rig, *observations: Observation, models: ModelStatus = FOUR_RUN) -> ComparisonPanel:
    """A camera plays, the key is pressed, and then pictures come."""
    rig.library.listed = entries()
    rig.desk.choices.list_models()
    rig.tell(CAMERA_PLAYS, models)
    rig.see(observations[0] if observations else clip()[0])
    rig.desk.window.activateWindow()
    rig.desk.panels.video.canvas.setFocus()
    press(rig, Qt.Key.Key_C)
    rig.see(*observations or clip())
    return view_of(rig)


def row_of(view: ComparisonPanel, letters: str) -> list[str]:
    """The row of two models in the table."""
    pairs = view.agreement.pairs
    rows = [pairs.row_texts(row) for row in range(pairs.table.rowCount())]
    return next(row for row in rows if row[0] == letters)


def choose(view: ComparisonPanel, letters: str) -> None:
    pairs = view.agreement.pairs
    texts = [pairs.row_texts(row)[0] for row in range(pairs.table.rowCount())]
    pairs.table.selectRow(texts.index(letters))


def facts(view: ComparisonPanel, name: str) -> list[str]:
    """One row of the sheet."""
    return [column.facts[name].text() for column in view.sheet.columns.values()]


def test_the_key_puts_the_models_beside_the_live_picture(rig: Rig) -> None:
    view = compare(rig)
    video = rig.desk.panels.video
    assert view.isVisible()
    assert video.isVisible()
    assert view.isAncestorOf(video)
    assert not rig.desk.panels.scores.isVisible()
    assert not rig.desk.panels.timeline.isVisible()
    assert video.canvas.scene is not None
    assert video.canvas.scene.frame.index == 5
    assert view.where.text() == "frame 5, face 1"
    assert QApplication.focusWidget() is video.canvas
    rig.see(replace(clip()[5], frame=replace(clip()[5].frame, index=99, time_s=13.0)))
    assert video.canvas.scene.frame.index == 99, "the live picture goes on"
    assert view.where.text() == "frame 99, face 1"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_C])
def test_back_to_the_live_view(rig: Rig, key: Qt.Key) -> None:
    rig.desk.window.commands["panel.timeline"].setChecked(False)
    view = compare(rig)
    press(rig, key)
    assert not view.isVisible()
    assert rig.desk.panels.video.isVisible()
    assert not view.isAncestorOf(rig.desk.panels.video)
    assert rig.desk.panels.scores.isVisible()
    assert not rig.desk.panels.timeline.isVisible(), "what was hidden stays so"
    assert QApplication.focusWidget() is rig.desk.panels.video.canvas
    before = view.where.text()
    rig.see(replace(clip()[5], frame=replace(clip()[5].frame, index=99, time_s=13.0)))
    assert view.where.text() == before, "nothing is done for nobody"


def test_a_frozen_picture_comes_before_and_gives_the_comparison_back(rig: Rig) -> None:
    view = compare(rig)
    press(rig, Qt.Key.Key_X)
    assert rig.desk.panels.explanation.isVisible()
    assert not view.isVisible()
    press(rig, Qt.Key.Key_Escape)
    assert view.isVisible()
    assert rig.desk.panels.video.isVisible()
    press(rig, Qt.Key.Key_X)
    rig.desk.window.commands["compare"].trigger()
    assert rig.desk.panels.video.isVisible()
    assert not view.isVisible()
    assert not rig.desk.panels.explanation.isVisible(), "the key ends both"
    press(rig, Qt.Key.Key_X)
    press(rig, Qt.Key.Key_C)
    assert view.isVisible()
    view.live.click()
    assert not view.isVisible()
    assert rig.desk.panels.video.isVisible()


def test_the_scripted_clip_gives_the_figures_computed_by_hand(rig: Rig) -> None:
    view = compare(rig)
    # As worked out in the comparison's own test: 4 of 6 equal, kappa 1/4, a third of the frames one bit apart.
    assert row_of(view, "A / B")[1] == "67%"
    pair = view.agreement.pairs.chosen
    assert pair is not None
    assert pair.kappa.value == pytest.approx(0.25)
    assert row_of(view, "A / B")[3] == "0.333"
    low, high = f"{pair.kappa.low:.2f}".replace("-", "−"), f"{pair.kappa.high:.2f}"
    assert row_of(view, "A / B")[2] == f"0.25 [{low}; {high}]"
    assert row_of(view, "A / C")[1] == "83%"
    assert row_of(view, "A / D")[1:] == [NOTHING, "not comparable", NOTHING]
    assert facts(view, "flicker") == ["0.40", "1.20", "0.40", "0.00"]
    choose(view, "A / B")
    xs, ys = view.agreement.divergence.curve.getData()
    assert xs is not None
    known = ~np.isnan(xs)
    np.testing.assert_allclose(xs[known], [-2.5, -2.0, -1.5, -1.0, -0.5, 0.0])
    np.testing.assert_allclose(ys[known], [0, 1, 0, 1, 0, 0], atol=1e-7)
    lanes = view.agreement.divergence.lanes
    assert lanes.drawn.differ == ((-2.0, -1.5), (-1.0, -0.5))
    told = {
        model: [(piece.begin, piece.end, piece.emotion) for piece in said] for model, said in lanes.drawn.pieces.items()
    }
    assert told["a"] == [(-2.5, -1.5, "happy"), (-1.5, 0.0, "sad")]
    assert [emotion for _begin, _end, emotion in told["b"]] == ["happy", "sad", "happy", "sad"]
    counted = view.agreement.confusion.shown
    assert counted is not None
    happy_, sad = counted.rows.index("happy"), counted.rows.index("sad")
    assert counted.counts[[happy_, happy_, sad, sad], [happy_, sad, happy_, sad]].tolist() == [1, 1, 1, 3]
    assert "labels differed 2×" in view.agreement.detail.text()


def test_bars_are_of_one_face_and_a_class_that_a_model_does_not_know_is_not_zero(rig: Rig) -> None:
    view = compare(rig)
    assert view.sheet.emotions == (*FER2013, "not_happy", "smile", "no_smile"), "one list for all"
    strips = {name: column.strip for name, column in view.sheet.columns.items()}
    assert strips["a"].unknown == ("not_happy", "smile", "no_smile")
    assert strips["s"].unknown == (*FER2013, "not_happy")
    assert "does not know: Angry" in strips["s"].accessibleDescription()
    assert "Hatched" in strips["s"].toolTip()
    scene = rig.desk.panels.video.canvas.scene
    assert scene is not None
    assert scene.selected_face is not None
    for said in scene.selected_face.reading.predictions:
        assert strips[said.model].raw is said.probabilities, "all bars are of the frame and face shown"
    assert view.sheet.columns["s"].verdict.text().startswith("Smile ")
    # Neutral: `a` gives it no share at all, `c` has no such class. The first is an empty bar, the second hatched.
    row = view.sheet.emotions.index("neutral")
    top = row * strips["a"].height() // len(view.sheet.emotions)
    height = strips["a"].height() // len(view.sheet.emotions)
    images = [strips[name].grab().toImage().copy(0, top, strips[name].width(), height) for name in ("a", "c")]
    assert images[0] != images[1]


def test_the_mapping_of_classes_is_shown_in_words(rig: Rig) -> None:
    view = compare(rig)
    choose(view, "A / B")
    assert view.agreement.pairs.mapping.text() == OWN
    choose(view, "A / C")
    words = view.agreement.pairs.mapping.text()
    assert "Asked in common: happy or not." in words
    assert "Not happy: Not happy, Angry, Disgust, Fear, Neutral, Sad, Surprise, Contempt; Happy: Happy." in words
    choose(view, "A / D")
    assert view.agreement.pairs.mapping.text() == NOT_COMPARABLE
    assert view.agreement.confusion.shown is None


def test_each_model_says_what_it_costs_and_how_good_it_is(rig: Rig) -> None:
    view = compare(rig)
    assert facts(view, "preprocess_ms") == ["0.35 · 0.57"] * 4  # of 0.1, 0.2 ... 0.6
    assert facts(view, "run_ms") == ["3.50 · 5.75"] * 4
    assert facts(view, "postprocess_ms") == ["0.05 · 0.05"] * 4
    assert facts(view, "provider") == ["CPU"] * 4
    assert facts(view, "size") == ["1.6 MB · 389\u202fk"] * 4
    assert facts(view, "accuracy") == ["55.0%"] * 4
    assert facts(view, "data") == ["FER2013 PublicTest"] * 4
    assert facts(view, "calibration") == ["ECE 3.4% · T 1.34"] * 4


def hover(head: ModelHead) -> None:
    middle = QPointF(head.rect().center())
    QApplication.sendEvent(head, QEnterEvent(middle, middle, head.mapToGlobal(middle)))


def test_hovering_shows_the_input_that_the_model_received(rig: Rig) -> None:
    view = compare(rig)
    head = view.sheet.columns["b"].head
    assert not view.popup.isVisible()
    hover(head)
    assert not view.popup.isVisible(), "it is made on the jobs thread"
    rig.tick()
    assert view.popup.isVisible()
    shown = clip()[5]
    spec = entries()[1].spec
    assert spec is not None
    crop = crop_face(shown.frame.pixels, shown.readings[0].face, spec.preprocess)
    side = view.popup.picture.pixmap().width()
    wanted = to_image(crop.repeat(3, axis=2)).scaled(side, side, mode=Qt.TransformationMode.FastTransformation)
    assert view.popup.picture.pixmap().toImage().convertToFormat(wanted.format()) == wanted
    words = view.popup.words.text()
    assert "Received in frame 5, face 1" in words
    assert "4 × 4 pixels, gray" in words
    assert "Scaling: pixel / 255" in words
    assert f"Values from {crop.min() / 255:.2f} to {crop.max() / 255:.2f}" in words
    QApplication.sendEvent(head, QEvent(QEvent.Type.Leave))
    assert not view.popup.isVisible()


def test_an_input_that_nobody_waits_for_is_not_shown(rig: Rig) -> None:
    view = compare(rig)
    head = view.sheet.columns["b"].head
    hover(head)
    QApplication.sendEvent(head, QEvent(QEvent.Type.Leave))
    rig.tick()
    assert not view.popup.isVisible()
    hover(head)
    rig.desk.window.commands["compare"].trigger()
    rig.tick()
    assert not view.popup.isVisible()


def test_the_input_is_reached_by_keyboard(rig: Rig) -> None:
    view = compare(rig)
    first, second = (view.sheet.columns[name].head for name in ("a", "b"))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    rig.tick()
    assert view.popup.headline.text() == first.text()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    rig.tick()
    assert view.popup.headline.text() == second.text()
    assert "4 × 4 pixels, gray" in second.accessibleDescription()


def test_figures_are_worked_out_one_at_a_time_and_elsewhere(rig: Rig) -> None:
    view = compare(rig, clip()[0])
    first = view.agreement.pairs.row_texts(0)
    rig.jobs.held = True
    rig.desk.comparing._next_s = 0.0
    rig.see(*clip([1, 2, 3]))
    asked = rig.desk.comparing._asked
    rig.see(*clip([4, 5]))
    assert rig.desk.comparing._asked == asked, "no second one while the first is not done"
    assert view.agreement.pairs.row_texts(0) == first
    rig.jobs.held = False
    rig.tick()
    assert row_of(view, "A / B")[1] == "50%", "of the four frames that there were when it was asked for"


def test_late_figures_of_other_models_are_ignored(rig: Rig) -> None:
    view = compare(rig)
    rig.jobs.held = True
    rig.desk.comparing._next_s = 0.0
    rig.see(replace(clip()[5], frame=replace(clip()[5].frame, time_s=13.0)))
    rig.tell(ModelStatus(("a", "c"), "CPU"))
    rig.jobs.held = False
    rig.tick()
    assert list(view.sheet.columns) == ["a", "c"]
    assert view.agreement.pairs.table.rowCount() == 0
    rig.see(*(replace(one, frame=replace(one.frame, time_s=one.frame.time_s + 10)) for one in clip()))
    assert row_of(view, "A / B")[1] == "83%", "begun anew with the models that there are now"


def test_a_failure_does_not_end_the_figures(rig: Rig) -> None:
    view = compare(rig, clip()[0])
    rig.jobs.held = True
    rig.desk.comparing._next_s = 0.0
    rig.see(*clip([1]))
    rig.tell(Failure("comparing", "Something failed.", None, 0.0))
    rig.jobs.held = False
    rig.see(*clip([2, 3, 4, 5]))
    assert row_of(view, "A / B")[1] == "67%"


def test_the_window_of_time_is_chosen_and_remembered(rig: Rig) -> None:
    old = [replace(one, frame=replace(one.frame, time_s=one.frame.time_s - 20)) for one in clip([0, 1])]
    view = compare(rig, *old, *clip([2, 4, 5]))
    assert view.window_choice.currentText() == "Last 30 s"
    assert row_of(view, "A / B")[1] == "80%"
    view.window_choice.setCurrentIndex(view.window_choice.findData(10))
    view.window_choice.activated.emit(view.window_choice.currentIndex())
    rig.tick()
    assert row_of(view, "A / B")[1] == "100%", "only the last ten seconds"
    assert rig.desk.preferences.now.compared_s == 10
    (axis,) = view.agreement.divergence.plot.getPlotItem().getAxis("bottom")._tickLevels
    assert axis[0][1] == "−10 s"


def test_a_choice_of_other_times_is_restored(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig(Settings(compared_s=120))
    rig.begin()
    assert view_of(rig).window_choice.currentText() == "Last 120 s"


def test_agreement_is_said_not_to_be_correctness_until_there_are_labels(rig: Rig) -> None:
    view = compare(rig)
    assert view.agreement.note.isVisible()
    assert view.agreement.note.text() == NOTE
    view.posing.switch.setChecked(True)
    press(rig, Qt.Key.Key_6)
    assert not view.agreement.note.isVisible()
    view.posing.take_back.click()
    assert view.agreement.note.isVisible()


def test_keys_say_what_was_posed_and_every_model_is_judged(rig: Rig) -> None:
    told: list[tuple[str, float, int]] = []
    rig.desk.comparing.labelling.posed.connect(lambda *what: told.append(what))
    view = compare(rig, clip()[0])
    assert not view.posing.legend.isVisible()
    view.posing.switch.setChecked(True)
    assert [button.text() for button in view.posing.buttons.values()][3:5] == ["4  Happy", "5  Neutral"]
    press(rig, Qt.Key.Key_4)  # all say happy
    rig.see(clip()[1])
    press(rig, Qt.Key.Key_6)  # a and c say happy, b says sad
    rig.see(clip()[3])
    press(rig, Qt.Key.Key_6)  # b says happy, a and c do not
    assert told == [("happy", 10.0, 1), ("sad", 10.5, 1), ("sad", 11.5, 1)]
    assert view.posing.count.text() == "3 labelled"
    assert facts(view, "posed") == ["2 of 3", "2 of 3", "2 of 3", "cannot be judged"]
    view.agreement.choice.setCurrentIndex(view.agreement.choice.findData("b"))
    view.agreement.choice.activated.emit(view.agreement.choice.currentIndex())
    counted = view.agreement.confusion.shown
    assert counted is not None
    assert (counted.rows, counted.columns) == (("happy", "sad"), FER2013)
    happy_, sad = FER2013.index("happy"), FER2013.index("sad")
    assert counted.counts[:, [happy_, sad]].tolist() == [[1, 0], [1, 1]]


def test_a_moment_has_one_label_and_the_last_one_can_be_taken_back(rig: Rig) -> None:
    gone: list[tuple[float, int]] = []
    rig.desk.comparing.labelling.taken_back.connect(lambda *what: gone.append(what))
    view = compare(rig, clip()[0])
    view.posing.switch.setChecked(True)
    press(rig, Qt.Key.Key_1)
    view.posing.buttons["happy"].click()
    assert view.posing.count.text() == "1 labelled"
    assert gone == [(10.0, 1)]
    assert facts(view, "posed")[0] == "1 of 1"
    view.posing.take_back.click()
    assert gone == [(10.0, 1)] * 2
    assert not view.posing.take_back.isVisible()
    assert not view.sheet.titles["posed"].isVisible()


def test_digits_belong_to_markers_unless_labels_are_entered(rig: Rig) -> None:
    states: list[bool] = []
    rig.desk.comparing.labelling_changed.connect(states.append)
    view = compare(rig)
    press(rig, Qt.Key.Key_4)
    assert rig.desk.comparing.labelling.moments == []
    view.posing.switch.setChecked(True)
    press(rig, Qt.Key.Key_4)
    press(rig, Qt.Key.Key_9)
    assert len(rig.desk.comparing.labelling.moments) == 1
    press(rig, Qt.Key.Key_C)
    press(rig, Qt.Key.Key_4)
    assert len(rig.desk.comparing.labelling.moments) == 1, "the switch is not to be seen, so it does nothing"
    assert (states[0], states[-1]) == (False, False)
    assert True in states


def test_a_label_without_a_face_is_refused_with_a_reason(rig: Rig) -> None:
    view = compare(rig)
    rig.see(replace(clip()[5], readings=(), frame=replace(clip()[5].frame, time_s=13.0)))
    view.posing.switch.setChecked(True)
    press(rig, Qt.Key.Key_4)
    assert rig.desk.comparing.labelling.moments == []
    assert "No face is selected" in rig.desk.window.banner.texts[-1]


def test_the_figures_are_saved_by_a_job_in_a_new_folder(rig: Rig, tmp_path: Path) -> None:
    view = compare(rig)
    view.posing.switch.setChecked(True)
    press(rig, Qt.Key.Key_6)
    view.export.click()
    dialog = rig.desk.window.findChild(QFileDialog)
    assert dialog is not None
    rig.see(replace(clip()[5], frame=replace(clip()[5].frame, time_s=100.0)))
    dialog.fileSelected.emit(str(tmp_path / "mine"))
    dialog.close()
    assert rig.comparer.saved == []
    rig.tick()
    ((taken, setting, judged, folder),) = rig.comparer.saved
    assert folder == tmp_path / "mine"
    assert len(taken.comparison.figures().times_s) == 6, "what was on screen when Save was pressed"
    assert (setting.source, setting.detector, setting.provider) == ("Integrated Camera", "near", "CPU")
    assert [one.name for one in setting.entries] == list(MODELS)
    assert [(one.model, one.right, one.judged) for one in judged][:2] == [("a", 1, 1), ("b", 1, 1)]
    assert "report.html" in rig.desk.window.banner.texts[-1]


def test_one_model_alone_has_bars_but_nothing_to_agree_with(rig: Rig) -> None:
    view = compare(rig, models=ModelStatus(("a",), "CPU"))
    assert list(view.sheet.columns) == ["a"]
    assert view.agreement.detail.text() == TOO_FEW
    rig.tell(ModelStatus((), ""))
    assert view.sheet.columns == {}
    assert view.agreement.detail.text() == TOO_FEW


def test_twelve_models_have_sixty_six_pairs(rig: Rig) -> None:
    names = tuple("abcdefghijkl")
    assert len(names) == MOST_MODELS >= len(Library().entries()), "all that ship can be compared"
    rig.library.listed = tuple(entry(name, f"Network number {name}") for name in names)
    rig.desk.choices.list_models()
    rig.tell(CAMERA_PLAYS, ModelStatus(names, "CPU"))
    seen = clip()[0]
    said = tuple(Prediction(name, seven(happy=1.0), 1.0) for name in names)
    rig.desk.window.commands["compare"].trigger()
    rig.see(replace(seen, readings=(replace(seen.readings[0], predictions=said),)))
    view = view_of(rig)
    assert view.agreement.pairs.table.rowCount() == 66
    assert row_of(view, "K / L")[1] == "100%"
    assert [column.verdict.text() for column in view.sheet.columns.values()] == ["Happy 100%"] * 12
    assert min(column.strip.width() for column in view.sheet.columns.values()) >= 80, "it scrolls before it is squeezed"
    bar = view._scroll.horizontalScrollBar()
    for scrolled in (bar.maximum(), 0):
        bar.setValue(scrolled)
        QApplication.processEvents()
        beside = (view.sheet.names, view.sheet.titles["accuracy"])
        assert [widget.mapTo(view._scroll, QPoint()).x() for widget in beside] == [0, 0], (
            "the rows' names stay in sight"
        )
        assert view.sheet.childAt(scrolled + 4, view.sheet.names.y() + 4) is view.sheet.names


def test_a_model_named_by_its_file_is_described_from_it(rig: Rig) -> None:
    rig.desk.choices.on_models_chosen(("a", "folder/mine.onnx"))
    view = compare(rig, clip()[0], models=ModelStatus(("a", "mine"), "CPU"))
    assert rig.comparer.described == [Path("folder/mine.onnx")]
    assert facts(view, "accuracy") == ["55.0%", "55.0%"]


def test_a_model_without_a_description_shows_its_classes_by_its_answers(rig: Rig) -> None:
    seen = clip()[0]
    said = (Prediction("a", seven(happy=1.0), 1.0), Prediction("other", answer(smile=0.7, no_smile=0.3), 1.0))
    view = compare(
        rig,
        replace(seen, readings=(replace(seen.readings[0], predictions=said),)),
        models=ModelStatus(("a", "other"), "CPU"),
    )
    assert set(view.sheet.columns["other"].strip.known) == set(SMILE)
    assert facts(view, "accuracy") == ["55.0%", NOTHING]
    assert row_of(view, "A / B")[2] == "not comparable"


def test_another_source_begins_anew(rig: Rig) -> None:
    view = compare(rig)
    rig.tell(replace(FILE_PLAYS, state=SourceState.OPENING))
    assert view.agreement.pairs.table.rowCount() == 0
    rig.tell(FILE_PLAYS)
    later = [replace(one, frame=replace(one.frame, time_s=one.frame.time_s + 5)) for one in clip([1, 2])]
    rig.see(*later)
    assert row_of(view, "A / B")[1] == "50%"


def test_lines_have_at_most_six_hundred_points(rig: Rig) -> None:
    view = compare(rig, clip()[0])
    comparing = rig.desk.comparing
    assert comparing._recent is not None
    for step in range(4000):
        one = clip_answers(step)
        comparing._recent.add(one)
    comparing._next_s = 0.0
    rig.desk.preferences.change(compared_s=120)
    rig.see(clip_answers(4000))
    xs, _ys = view.agreement.divergence.curve.getData()
    assert xs is not None
    assert 200 < len(xs) <= 600
    assert max(len(told) for told in view.agreement.divergence.lanes.drawn.pieces.values()) <= 600


def clip_answers(step: int) -> Observation:
    """One small frame of a long clip in which the two models change all the time."""
    first, second = ("happy", "sad")[step % 2], ("happy", "sad")[step // 2 % 2]
    made = scripted()[0] if step == 0 else _TEMPLATE
    said = (Prediction("a", seven(**{first: 1.0}), 1.0), Prediction("b", seven(**{second: 1.0}), 1.0))
    frame = replace(made.frame, time_s=20.0 + step * 0.03, index=step)
    return replace(made, frame=frame, readings=(replace(made.readings[0], predictions=said),))


_TEMPLATE = scripted()[0]


def _controls(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        kinds = (QAbstractButton, QComboBox, QTableWidget, Canvas)
        corner = isinstance(widget.parentWidget(), QTableWidget)
        if (
            isinstance(widget, kinds)
            and widget.isVisible()
            and not corner
            and not widget.objectName().startswith("qt_")
        ):
            yield widget


def test_every_control_has_a_name_and_is_reached_by_tab(rig: Rig) -> None:
    view = compare(rig)
    view.posing.switch.setChecked(True)
    press(rig, Qt.Key.Key_6)
    named = [widget for widget in _controls(view) if not widget.accessibleName() and not _text(widget)]
    assert named == []
    visited = set()
    rig.desk.panels.video.canvas.setFocus()
    for _press in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    focusable = {widget for widget in _controls(view) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert len(focusable) > 15
    assert {widget.accessibleName() for widget in focusable - visited} == set()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_two_models_are_chosen_by_keyboard(rig: Rig) -> None:
    view = compare(rig)
    view.agreement.pairs.table.setFocus()
    press(rig, Qt.Key.Key_Down)
    pair = view.agreement.pairs.chosen
    assert pair is not None
    assert (pair.first, pair.second) == ("a", "c")
    assert "Model a" in view.agreement.headline.text()
    assert view.agreement.confusion.shown is not None
    assert view.agreement.confusion.shown.rows == HAPPY


@pytest.mark.parametrize("size", [(1280, 800), (853, 533), (640, 400)], ids=["100%", "150%", "200%"])
def test_no_text_is_cut_off(make_rig: Callable[..., Rig], size: tuple[int, int]) -> None:
    rig = make_rig(size=size)
    rig.begin()
    view = compare(rig)
    view.posing.switch.setChecked(True)
    press(rig, Qt.Key.Key_6)
    for _settling in range(5):
        rig.tick()
    for widget in view.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton) or isinstance(widget, ElidedLabel):
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        need = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
        assert widget.height() >= need, widget.text()
        assert wraps or widget.width() >= widget.sizeHint().width(), widget.text()
    page = rig.desk.window.body.widget()
    assert page is not None
    assert page.width() <= rig.desk.window.body.viewport().width()
    assert view.agreement.divergence.plot.height() >= 60
    room = view.sheet.parentWidget()
    assert room is not None
    for fact in view.sheet.columns["a"].facts.values():
        assert fact.geometry().bottom() < room.height(), "the last row is seen too"


def test_both_themes_are_followed(rig: Rig) -> None:
    view = compare(rig)
    dark = view.grab().toImage()
    rig.desk.window.commands["theme.light"].trigger()
    QApplication.processEvents()
    assert view.grab().toImage() != dark
    colors = view.colors
    assert all(column.strip.colors == column.head.colors == colors for column in view.sheet.columns.values())
    assert view.agreement.confusion.colors == view.agreement.divergence.lanes.colors == colors


@pytest.mark.skipif(not (paths.shipped_models() / "hog-svm.onnx").is_file(), reason="hog-svm is not shipped")
@pytest.mark.usefixtures("qapp")
def test_shipped_models_are_compared_on_the_demo_and_it_is_saved(tmp_path: Path) -> None:
    models = ("cnn-level1", "hog-svm")
    rows: list[list[str]] = []

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        def look() -> None:
            view, command = desk.panels.comparison, desk.window.commands["compare"]
            if not command.isChecked() and len(desk.display.models) == 2:
                command.trigger()
            elif (tmp_path / "mine" / "report.html").is_file():
                desk.window.close()
            elif not rows and view.agreement.pairs.chosen is not None and view.agreement.pairs.chosen.samples > 2:
                rows.extend([view.agreement.pairs.row_texts(0), facts(view, "accuracy"), facts(view, "size")])
                view.export.click()
                for dialog in desk.window.findChildren(QFileDialog):
                    dialog.fileSelected.emit(str(tmp_path / "mine"))
                    dialog.close()

        timer = QTimer(desk.window)
        timer.timeout.connect(look)
        timer.start(20)
        QTimer.singleShot(LONGEST_MS, desk.window, desk.window.close)

    start = Start(source="demo", models=models, provider="cpu")
    assert launch(start, tmp_path / "settings.json", attend, loop=True) == 0
    (letters, agree, _kappa, divergence), accuracies, sizes = rows
    assert letters == "A / B"
    assert agree.endswith("%")
    assert 0 <= float(divergence) <= 1
    assert all(told.endswith("%") for told in accuracies)
    assert all("MB" in told for told in sizes)
    assert (tmp_path / "mine" / "comparison.json").is_file()


def test_nothing_is_remembered_while_nobody_compares(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS, FOUR_RUN)
    rig.see(observe(happy()))
    assert rig.desk.comparing._recent is None
    assert math.isclose(rig.desk.comparing._next_s, 0.0)
