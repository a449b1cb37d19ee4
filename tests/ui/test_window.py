"""The window as a whole: reachable by keyboard, nothing cut off, nothing left behind."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from ferdesk.core.types import Failure, ModelStatus
from ferdesk.ui.banner import MOST
from ferdesk.ui.help import PRIVACY, AboutDialog, ShortcutsDialog, StreamDialog
from ferdesk.ui.panels.base import ElidedChoice, ElidedLabel
from ferdesk.ui.panels.canvas import Canvas
from ferdesk.ui.settings import Settings
from ferdesk.ui.unexpected import telling_in
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS, LEVEL1_RUNS, at_position, entry, happy, observe, reading

WIDE = (1280, 800)
AT_200_PERCENT = (640, 400)
"""What is left of 1280x800 when everything is twice as large: sizes in Qt count before scaling."""
SIZES = pytest.mark.parametrize("size", [WIDE, (853, 533), AT_200_PERCENT], ids=["100%", "150%", "200%"])


def _interactive(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        kinds = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, Canvas)
        inside_of_another = isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")
        if isinstance(widget, kinds) and not inside_of_another and widget.isVisibleTo(root):
            yield widget


def _busy(rig: Rig) -> None:
    """Everything that can be shown is shown."""
    rig.library.listed = (*rig.library.listed, entry("svm", "HOG and a linear support vector machine"))
    rig.desk.choices.list_models()
    rig.tell(FILE_PLAYS, ModelStatus(("level1", "svm"), "CPU", "CUDA is not used: there is no driver."))
    both = (("level1", {"surprise": 0.8}), ("svm", {"sad": 0.7}))
    rig.see(at_position(observe(reading(1, happy().face.box, *both)), 3.0))
    for text in ("A short one.", "A long sentence of the kind that a damaged file causes, with what to do. " * 3):
        rig.tell(Failure("source", text, None, 0.0))
    rig.tick()


def test_every_control_has_a_name_for_screen_readers(rig: Rig) -> None:
    _busy(rig)
    controls = list(_interactive(rig.desk.window))
    assert len(controls) > 20
    nameless = [widget for widget in controls if not widget.accessibleName()]
    assert nameless == []


def test_every_control_is_reached_by_tab(rig: Rig) -> None:
    _busy(rig)
    window = rig.desk.window
    window.activateWindow()
    rig.desk.panels.video.canvas.setFocus()
    expected = {widget for widget in _interactive(window) if widget.isEnabled()}
    visited: list[QWidget] = []
    for _press in range(len(expected) + 10):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    missing = {f"{type(widget).__name__} {widget.accessibleName()}" for widget in expected - set(visited)}
    assert missing == set()


def test_tab_visits_the_panels_one_after_the_other(rig: Rig) -> None:
    _busy(rig)
    canvas = rig.desk.panels.video.canvas
    order = ["video"]
    at = canvas.nextInFocusChain()
    while at is not None and at is not canvas:
        owner = next((name for name, panel in rig.desk.window.panels.items() if panel.isAncestorOf(at)), "")
        if owner not in ("", order[-1]) and at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(owner)
        at = at.nextInFocusChain()
    assert order == ["video", "scores", "timeline", "controls"]


def test_tab_goes_down_the_controls_also_after_models_were_listed_anew(rig: Rig) -> None:
    _busy(rig)
    controls = rig.desk.panels.controls
    named = {widget for widget in _interactive(controls) if widget.isEnabled()}
    heights = []
    at = rig.desk.panels.video.canvas.nextInFocusChain()
    while at is not None and at is not rig.desk.panels.video.canvas:
        if at in named:
            heights.append(at.mapTo(controls, at.rect().center()).y())
        at = at.nextInFocusChain()
    assert len(heights) == len(named)
    assert all(below >= above - 2 for above, below in pairwise(heights)), heights


def test_the_focus_is_seen_on_the_picture(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    rig.see(observe())
    canvas = rig.desk.panels.video.canvas
    rig.desk.window.activateWindow()
    canvas.clearFocus()
    before = canvas.grab().toImage()
    canvas.setFocus()
    assert canvas.grab().toImage() != before


@SIZES
def test_no_text_is_cut_off(make_rig: Callable[..., Rig], size: tuple[int, int]) -> None:
    rig = make_rig(size=size)
    rig.begin()
    _busy(rig)
    checked = 0
    for widget in rig.desk.window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton) or isinstance(widget, ElidedLabel):
            continue
        checked += 1
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        need = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
        what = f"{type(widget).__name__} '{widget.text()}' {widget.size()}"
        assert widget.height() >= need, what
        assert wraps or widget.width() >= widget.sizeHint().width(), what
    assert checked > 30
    for scroll in rig.desk.window.findChildren(QScrollArea):
        inner = scroll.widget()
        assert inner is None or inner.width() <= scroll.viewport().width(), "it is wider than what can be seen"
    for choice in rig.desk.window.findChildren(QComboBox):
        if choice.isVisible() and not isinstance(choice, ElidedChoice):
            assert choice.width() >= choice.sizeHint().width(), choice.accessibleName()


def test_a_long_name_ends_in_an_ellipsis_and_is_told_in_full(rig: Rig) -> None:
    name = "a-recording-with-a-name-that-is-longer-than-any-control-is-wide-2026-11-22.mkv"
    rig.tell(replace(FILE_PLAYS, address=name, title=name))
    rig.library.listed = (entry("long", "A convolutional network whose authors gave it a very long title"),)
    rig.desk.choices.list_models()
    rig.tick()
    box = rig.desk.panels.controls.models.boxes["long"]
    assert box.shown_text().startswith("A convolutional network")
    assert box.shown_text().endswith("…")
    assert box.text() in box.toolTip()
    choice = rig.desk.panels.controls.source.choice
    assert "…" in choice.shown_text()
    assert choice.currentText() == name
    assert name in choice.toolTip()


@SIZES
def test_the_window_fits_its_screen_and_scrolls_down_only(make_rig: Callable[..., Rig], size: tuple[int, int]) -> None:
    rig = make_rig(size=size)
    rig.begin()
    _busy(rig)
    assert (rig.desk.window.width(), rig.desk.window.height()) == size
    body = rig.desk.window.body
    page = body.widget()
    assert page is not None
    assert page.width() <= body.viewport().width()
    assert rig.desk.panels.video.canvas.height() >= 100


def test_a_narrow_window_is_one_column_and_a_wide_one_three(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig(size=AT_200_PERCENT)
    rig.begin()
    rig.tick()
    panels = rig.desk.panels

    def left(widget: QWidget) -> int:
        return widget.mapTo(rig.desk.window, widget.rect().topLeft()).x()

    assert left(panels.controls) == left(panels.video) == left(panels.scores)
    rig.desk.window.resize(*WIDE)
    rig.tick()
    assert left(panels.controls) < left(panels.video) < left(panels.scores)


@pytest.mark.parametrize("dialog", [ShortcutsDialog, AboutDialog, StreamDialog])
def test_dialogs_close_by_escape_and_have_names(rig: Rig, dialog: type[QWidget]) -> None:
    command = {ShortcutsDialog: "shortcuts", AboutDialog: "about", StreamDialog: "stream"}[dialog]
    rig.desk.window.commands[command].trigger()
    opened = rig.desk.window.findChild(dialog)
    assert opened is not None
    assert [widget for widget in _interactive(opened) if not widget.accessibleName()] == []
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_the_help_lists_every_shortcut(rig: Rig) -> None:
    QTest.keyClick(rig.desk.window, Qt.Key.Key_F1)
    dialog = rig.desk.window.findChild(ShortcutsDialog)
    assert dialog is not None
    shown = {found.text() for found in dialog.findChildren(QLabel)}
    keys = [
        action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        for action in rig.desk.window.commands.values()
        if not action.shortcut().isEmpty()
    ]
    assert len(keys) > 15
    assert len(keys) == len(set(keys)), "two commands share a shortcut"
    assert set(keys) <= shown
    dialog.close()


def test_about_says_that_nothing_leaves_the_computer(rig: Rig) -> None:
    rig.desk.window.commands["about"].trigger()
    dialog = rig.desk.window.findChild(AboutDialog)
    assert dialog is not None
    assert PRIVACY.startswith("Nothing leaves this computer")
    assert PRIVACY in {found.text() for found in dialog.findChildren(QLabel)}
    dialog.close()


def test_full_screen_and_back(rig: Rig) -> None:
    window = rig.desk.window
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert not window.commands["full_screen"].isChecked()


def test_the_banner_holds_three_and_each_can_be_put_away(rig: Rig) -> None:
    banner = rig.desk.window.banner
    for number in range(5):
        rig.tell(Failure("source", f"Sentence {number}.", None, 0.0))
    assert banner.texts == ["Sentence 4.", "Sentence 3.", "Sentence 2."]
    assert len(banner.texts) == MOST
    QTest.mouseClick(banner._messages[1].close_button, Qt.MouseButton.LeftButton)
    assert banner.texts == ["Sentence 4.", "Sentence 2."]
    for _message in range(2):
        QTest.mouseClick(banner._messages[0].close_button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_the_same_sentence_stands_there_once(rig: Rig) -> None:
    for text in ("A.", "B.", "A."):
        rig.tell(Failure("source", text, None, 0.0))
    assert rig.desk.window.banner.texts == ["A.", "B."]


def test_file_names_are_never_read_as_html(rig: Rig) -> None:
    rig.tell(Failure("source", "<img src='http://example.org/x.png'>.mp4 is empty.", None, 0.0))
    words = rig.desk.window.banner._messages[0].words
    assert words.textFormat() is Qt.TextFormat.PlainText


def test_an_error_that_nobody_expected_is_told_and_survived(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    error = ValueError("a defect")
    telling_in(lambda: rig.desk.window)(ValueError, error, None)
    assert rig.desk.window.banner.texts == ["Something in ferdesk failed (a defect). The log file has the details."]
    assert "a defect" in caplog.text
    rig.see(observe(happy()))
    assert rig.desk.panels.video.canvas.scene is not None


def test_closing_stops_timers_engine_and_jobs(rig: Rig) -> None:
    desk = rig.desk
    desk.bridge.start()
    desk.window.close()
    assert rig.pipeline.closed
    assert rig.jobs.closed
    timers = [desk.bridge._timer, desk.display._timer, desk.preferences._timer, *desk.window.findChildren(QTimer)]
    assert [timer for timer in timers if timer.isActive()] == []
    assert not desk.window.isVisible()


def test_quit_closes_the_window(rig: Rig) -> None:
    rig.desk.window.commands["quit"].trigger()
    assert rig.pipeline.closed


def test_the_window_is_where_it_was(make_rig: Callable[..., Rig]) -> None:
    first = make_rig(size=(700, 600))
    first.begin()
    settings = Settings(geometry=first.desk.window.geometry_text())
    again = make_rig(settings, size=(700, 600))
    again.desk.window.restore(settings.geometry)
    assert again.desk.window.size() == first.desk.window.size()


def test_nonsense_for_a_place_is_ignored(make_rig: Callable[..., Rig]) -> None:
    assert make_rig(Settings(geometry="AAAA")).desk.window.isVisible()


def test_a_long_run_of_pictures_leaves_no_widgets_behind(rig: Rig) -> None:
    rig.tell(CAMERA_PLAYS, LEVEL1_RUNS)
    pixels = np.zeros((48, 64, 3), np.uint8)
    rig.see(observe(happy(), pixels=pixels))
    before = len(rig.desk.window.findChildren(QWidget))
    for number in range(50):
        rig.see(observe(happy(), pixels=pixels, index=number))
    assert len(rig.desk.window.findChildren(QWidget)) == before
