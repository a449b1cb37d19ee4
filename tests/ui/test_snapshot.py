"""The snapshot: a key freezes the picture, and heat maps of that very picture arrive later."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QWidget,
)

from ferdesk.core import paths
from ferdesk.core.card import CAUTION
from ferdesk.core.errors import ModelError
from ferdesk.core.explanation import NOTE, Explanation
from ferdesk.core.types import Box, Failure, ModelStatus, Observation
from ferdesk.ui.app import launch
from ferdesk.ui.desk import Desk, Start
from ferdesk.ui.engine import LatePipeline
from ferdesk.ui.panels.base import ElidedLabel
from ferdesk.ui.panels.canvas import Canvas
from ferdesk.ui.panels.explained import METHODS, WAITING
from ferdesk.ui.panels.explanation import TOP_CLASS, ExplanationPanel
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS, LEVEL1_RUNS, at_position, happy, observe

BOTH_RUN = ModelStatus(("level1", "svm"), "CPU")
LONGEST_MS = 60_000


def view_of(rig: Rig) -> ExplanationPanel:
    return rig.desk.panels.explanation


def press(rig: Rig, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or rig.desk.window, key)


def freeze(rig: Rig, *observations: Observation, models: ModelStatus = BOTH_RUN) -> ExplanationPanel:
    """A camera plays, pictures come, and the key is pressed; maps are not there yet."""
    rig.tell(CAMERA_PLAYS, models)
    rig.see(*observations or (observe(happy(), index=7),))
    rig.desk.window.activateWindow()
    rig.desk.panels.video.canvas.setFocus()
    press(rig, Qt.Key.Key_X)
    return view_of(rig)


def test_the_key_freezes_the_picture_that_is_on_screen(rig: Rig) -> None:
    view = freeze(rig, observe(happy(), pixels=np.full((240, 320, 3), 40, np.uint8), index=7))
    assert view.isVisible()
    assert not rig.desk.panels.video.isVisible()
    assert not rig.desk.panels.scores.isVisible()
    before = view.canvas.grab().toImage()
    rig.see(observe(happy(), pixels=np.full((240, 320, 3), 200, np.uint8), index=8))
    assert view.canvas.scene is not None
    assert view.canvas.scene.frame.index == 7
    assert view.canvas.grab().toImage() == before
    assert rig.desk.panels.video.canvas.scene is not None
    assert rig.desk.panels.video.canvas.scene.frame.index == 8, "the live picture goes on behind it"


def test_maps_arrive_later_and_belong_to_the_frozen_picture(rig: Rig) -> None:
    rig.tick()
    rig.jobs.held = True
    view = freeze(rig)
    assert [card.message.text() for card in view.cards.values()] == [WAITING, WAITING]
    assert not view.save.isEnabled()
    rig.see(observe(happy(), index=8))
    rig.jobs.held = False
    rig.tick()
    assert [(one.model, one.frame.index) for one in view.explanations] == [("level1", 7), ("svm", 7)]
    assert rig.explaining.asked == [(7, 1, "level1"), (7, 1, "svm")]
    card = view.cards["svm"]
    assert card.heading.text() == "Model svm: Surprise 40%"
    assert card.message.text() == METHODS["Grad-CAM"]
    assert NOTE in {found.text() for found in view.findChildren(QLabel)}
    assert view.save.isEnabled()


def test_models_are_opened_ahead(rig: Rig) -> None:
    rig.desk.choices.on_models_chosen(("level1", "folder/svm.onnx"))
    rig.tell(BOTH_RUN)
    assert rig.explaining.kept == [(("level1", "svm"), ("folder/svm.onnx",))]
    assert rig.explaining.asked == []


def test_the_maps_of_an_older_snapshot_are_never_shown(rig: Rig) -> None:
    rig.tick()
    rig.jobs.held = True
    view = freeze(rig, models=LEVEL1_RUNS)
    old = rig.explaining.explain(view.canvas.scene.frame, happy().face, "level1") if view.canvas.scene else None
    late = rig.desk.snapshot._number
    press(rig, Qt.Key.Key_X)
    rig.see(observe(happy(), index=9))
    press(rig, Qt.Key.Key_X)
    rig.desk.snapshot._on_made(late, "level1", old)
    assert view.explanations == ()
    rig.explaining.asked.clear()
    rig.jobs.held = False
    rig.tick()
    assert rig.explaining.asked == [(9, 1, "level1")], "nothing is made for nobody"
    assert [made.frame.index for made in view_of(rig).explanations] == [9]


def test_maps_that_are_worth_little_say_so(rig: Rig) -> None:
    rig.explaining.doubtful.add("svm")
    view = freeze(rig)
    rig.tick()
    assert view.cards["svm"].message.text().endswith(CAUTION)
    assert CAUTION not in view.cards["level1"].message.text()


def test_a_class_is_chosen_for_all_models_at_once(rig: Rig) -> None:
    rig.explaining.labels["svm"] = ("happy", "not_happy")
    view = freeze(rig)
    rig.tick()
    level1, svm = view.cards["level1"], view.cards["svm"]
    before = level1.map.grab().toImage()
    QTest.mouseClick(next(tile for tile in level1.tiles if tile.emotion == "fear"), Qt.MouseButton.LeftButton)
    assert view.choice.currentText() == "Fear"
    assert level1.map.grab().toImage() != before
    assert level1.heading.text() == "Model level1: Fear 10%"
    assert [tile.emotion for tile in level1.tiles if tile.isChecked()] == ["fear"]
    assert svm.heading.text() == "Model svm: Not happy 40%"
    assert svm.message.text().startswith("This model knows no Fear: its top class is shown.")
    view.choice.setCurrentIndex(view.choice.findText(TOP_CLASS))
    view.choice.activated.emit(0)
    assert level1.map.grab().toImage() == before


def test_opacity_changes_how_much_of_the_face_is_seen(rig: Rig) -> None:
    view = freeze(rig)
    rig.tick()
    card = view.cards["level1"]

    def yellow(image: QImage) -> int:
        return max(image.pixelColor(x, y).red() for x in range(0, image.width(), 3) for y in range(0, 190, 3))

    seen = []
    for opacity in (0, 50, 100):
        view.opacity.setValue(opacity)
        seen.append(yellow(card.map.grab().toImage()))
    assert seen == sorted(set(seen))
    assert seen[0] == 90, "the face alone"
    assert seen[2] == 255, "the map alone, at its strongest place"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_X])
def test_back_to_the_live_picture(rig: Rig, key: Qt.Key) -> None:
    view = freeze(rig)
    press(rig, key)
    assert not view.isVisible()
    assert rig.desk.panels.video.isVisible()
    assert rig.desk.panels.scores.isVisible()
    assert rig.desk.panels.timeline.isVisible()
    assert rig.desk.snapshot.frozen is None
    assert QApplication.focusWidget() is rig.desk.panels.video.canvas


def test_a_hidden_panel_stays_hidden_afterwards(rig: Rig) -> None:
    rig.desk.window.commands["panel.scores"].setChecked(False)
    freeze(rig)
    press(rig, Qt.Key.Key_Escape)
    assert not rig.desk.panels.scores.isVisible()


def test_menu_and_buttons_do_the_same(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    rig.see(observe(happy()))
    rig.desk.panels.video.explain.click()
    assert view_of(rig).isVisible()
    assert rig.desk.window.commands["snapshot"].isChecked()
    view_of(rig).live.click()
    assert not view_of(rig).isVisible()


def test_another_face_is_chosen_in_the_frozen_picture(rig: Rig) -> None:
    faces = (happy(1, box=Box(20, 60, 80, 80)), happy(2, box=Box(200, 60, 60, 60)))
    view = freeze(rig, observe(*faces, index=7), models=LEVEL1_RUNS)
    rig.tick()
    press(rig, Qt.Key.Key_Right)
    assert view.explanations == (), "maps of another face are not shown as this one's"
    rig.tick()
    assert rig.explaining.asked == [(7, 1, "level1"), (7, 2, "level1")]
    assert rig.desk.display.live.selected == 1, "the live selection is another matter"


def test_models_may_change_while_the_picture_is_frozen(rig: Rig) -> None:
    view = freeze(rig, models=LEVEL1_RUNS)
    rig.tell(BOTH_RUN)
    rig.tick()
    assert [(one.model, one.frame.index) for one in view.explanations] == [("level1", 7), ("svm", 7)]
    rig.tell(ModelStatus((), ""))
    assert view.empty.headline.text() == "No model is active"


def test_the_maps_are_mirrored_as_the_picture_is(rig: Rig) -> None:
    view = freeze(rig, models=LEVEL1_RUNS)
    assert view.canvas.mirrored
    assert rig.desk.panels.video.canvas.mirrored


def test_without_a_picture_a_face_or_a_model_the_view_says_so(rig: Rig) -> None:
    press_x = rig.desk.window.commands["snapshot"].trigger
    press_x()
    assert view_of(rig).empty.headline.text() == "No picture to freeze yet"
    assert not view_of(rig).canvas.isVisible()
    press_x()
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    rig.see(observe())
    press_x()
    assert view_of(rig).empty.headline.text() == "No face in this picture"
    assert view_of(rig).canvas.isVisible()
    assert not view_of(rig).save.isEnabled()
    press_x()
    rig.tell(ModelStatus((), ""))
    rig.see(observe(happy()))
    press_x()
    assert view_of(rig).empty.headline.text() == "No model is active"
    assert rig.explaining.asked == []


def test_a_model_that_cannot_be_explained_says_why_and_the_others_go_on(rig: Rig) -> None:
    rig.explaining.refusals["svm"] = ModelError("svm.onnx is damaged. Install ferdesk again.")
    view = freeze(rig)
    rig.tick()
    assert view.cards["svm"].message.text() == (
        "There is no heat map of this model. svm.onnx is damaged. Install ferdesk again."
    )
    assert [made.model for made in view.explanations] == ["level1"]
    assert rig.desk.window.banner.texts == []


def test_a_defect_ends_the_waiting_too(rig: Rig) -> None:
    rig.jobs.held = True
    view = freeze(rig)
    rig.tell(Failure("explaining svm", "Something in ferdesk failed (x). The log file has the details.", None, 0.0))
    assert "Something in ferdesk failed" in view.cards["svm"].message.text()
    assert view.cards["level1"].message.text() == WAITING


def test_saving_asks_where_and_tells_what_was_written(rig: Rig, tmp_path: Path) -> None:
    view = freeze(rig)
    rig.tick()
    view.choose("sad")
    view.save.click()
    dialog = rig.desk.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "mine.png"))
    dialog.close()
    rig.tick()
    assert rig.explaining.saved == [(("level1", "svm"), "sad", tmp_path / "mine.png")]
    assert rig.desk.preferences.now.folder == str(tmp_path)
    assert "mine.png" in rig.desk.window.banner.texts[0]


def _controls(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        kinds = (QAbstractButton, QAbstractSlider, QComboBox, Canvas)
        if isinstance(widget, kinds) and widget.isVisible() and not widget.objectName().startswith("qt_"):
            yield widget


def _file_with_two_models(rig: Rig) -> ExplanationPanel:
    rig.tell(FILE_PLAYS, BOTH_RUN)
    rig.see(at_position(observe(happy()), 3.0))
    rig.desk.window.commands["snapshot"].trigger()
    rig.tick()
    return view_of(rig)


def test_every_control_has_a_name_and_is_reached_by_tab(rig: Rig) -> None:
    view = _file_with_two_models(rig)
    assert [widget for widget in _controls(view) if not widget.accessibleName()] == []
    rig.desk.window.activateWindow()
    view.canvas.setFocus()
    visited = set()
    for _press in range(80):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    focusable = {widget for widget in _controls(view) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert len(focusable) > 15
    assert {widget.accessibleName() for widget in focusable - visited} == set()


def test_a_class_is_chosen_by_keyboard(rig: Rig) -> None:
    view = _file_with_two_models(rig)
    tile = view.cards["svm"].tiles[2]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert view.emotion == tile.emotion


@pytest.mark.parametrize("size", [(1280, 800), (853, 533), (640, 400)], ids=["100%", "150%", "200%"])
def test_no_text_is_cut_off(make_rig: Callable[..., Rig], size: tuple[int, int]) -> None:
    rig = make_rig(size=size)
    rig.begin()
    rig.explaining.refusals["broken"] = ModelError("A long sentence of the kind that a damaged file causes. " * 4)
    rig.tell(FILE_PLAYS, ModelStatus(("level1", "broken"), "CPU"))
    rig.see(at_position(observe(happy()), 3.0))
    rig.desk.window.commands["snapshot"].trigger()
    for _settling in range(5):
        rig.tick()
    view = view_of(rig)
    for widget in view.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton) or isinstance(widget, ElidedLabel):
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        need = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
        assert widget.height() >= need, widget.text()
        assert wraps or widget.width() >= widget.sizeHint().width(), widget.text()
    card = view.cards["level1"]
    assert all(tile.size() == tile.sizeHint() for tile in card.tiles)
    strip = card.tiles[0].parentWidget()
    assert strip is not None
    assert all(strip.rect().contains(tile.geometry()) for tile in card.tiles)
    page = rig.desk.window.body.widget()
    assert page is not None
    assert page.width() <= rig.desk.window.body.viewport().width()


def test_a_long_name_of_a_class_stands_beside_its_share(rig: Rig) -> None:
    view = _file_with_two_models(rig)
    tile = view.cards["svm"].tiles[2]
    short = tile.sizeHint().width()
    tile.setText("Neither happy nor smiling")
    font = tile.font()
    font.setPixelSize(11)
    assert tile.sizeHint().width() > QFontMetrics(font).horizontalAdvance(f"{tile.text()} {tile.share}") > short


def test_both_themes_are_followed(rig: Rig) -> None:
    view = _file_with_two_models(rig)
    dark = view.grab().toImage()
    rig.desk.window.commands["theme.light"].trigger()
    QApplication.processEvents()
    assert view.grab().toImage() != dark
    assert view.cards["svm"].tiles[0].colors == view.colors


@pytest.mark.skipif(not (paths.shipped_models() / "cnn-level1.onnx").is_file(), reason="cnn-level1 is not shipped")
@pytest.mark.usefixtures("qapp")
def test_a_shipped_model_explains_a_picture_of_the_demo_and_it_is_saved(tmp_path: Path) -> None:
    target = tmp_path / "mine.png"
    made: list[Explanation] = []

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        def look() -> None:
            view, command = desk.panels.explanation, desk.window.commands["snapshot"]
            if not command.isChecked() and desk.display.models and desk.display.live.selected_face is not None:
                command.trigger()
            elif view.explanations and not made:
                made.extend(view.explanations)
                desk.snapshot.save(target)
            elif target.with_suffix(".json").is_file():
                desk.window.close()

        timer = QTimer(desk.window)
        timer.timeout.connect(look)
        timer.start(20)
        QTimer.singleShot(LONGEST_MS, desk.window, desk.window.close)

    start = Start(source="demo", models=("cnn-level1",), provider="cpu")
    assert launch(start, tmp_path / "settings.json", attend, loop=True) == 0
    assert [one.method for one in made] == ["Grad-CAM"]
    assert made[0].layers[0][..., 3].max() > 200
    assert len(made[0].layers) == 7
    assert QImage(str(target)).width() > 500
