"""The picture, compared by its pixels; its faces; what stands there without one."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from ferdesk.core.types import Box, Observation, Pixels, SourceState, SourceStatus
from ferdesk.ui.panels.canvas import Badges
from ferdesk.ui.panels.overlay import View, label_text, letterbox
from ferdesk.ui.panels.video import VideoPanel
from ferdesk.ui.qimage import to_image
from ferdesk.ui.settings import Settings
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS, LEVEL1_RUNS, at_position, happy, observe, reading

NONE = Qt.KeyboardModifier.NoModifier
RED, BLUE = (255, 0, 0), (0, 0, 255)


def _two_halves() -> Pixels:
    """Red on the left, blue on the right."""
    pixels = np.zeros((240, 320, 3), np.uint8)
    pixels[:, :160], pixels[:, 160:] = RED, BLUE
    return pixels


def _painted(panel: VideoPanel) -> QImage:
    return panel.canvas.grab().toImage()


def _view(panel: VideoPanel) -> View:
    view = panel.canvas.view()
    assert view is not None
    return view


def _color_at(panel: VideoPanel, x: float, y: float) -> tuple[int, int, int]:
    """Of the painted picture at a share of its width and height."""
    target = _view(panel).target
    color = _painted(panel).pixelColor(
        round(target.left() + x * target.width()), round(target.top() + y * target.height())
    )
    return _rgb(color)


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def _playing(rig: Rig, status: SourceStatus, *observations: Observation) -> VideoPanel:
    rig.tell(status, LEVEL1_RUNS)
    rig.see(*observations)
    return rig.desk.panels.video


def test_a_file_is_shown_as_it_is(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, observe(pixels=_two_halves()))
    assert _color_at(panel, 0.2, 0.5) == RED
    assert _color_at(panel, 0.8, 0.5) == BLUE


def test_a_camera_is_shown_as_in_a_mirror_and_on_request_not(rig: Rig) -> None:
    panel = _playing(rig, CAMERA_PLAYS, observe(pixels=_two_halves()))
    assert _color_at(panel, 0.2, 0.5) == BLUE
    assert _color_at(panel, 0.8, 0.5) == RED
    rig.desk.window.commands["mirror"].trigger()
    assert _color_at(panel, 0.2, 0.5) == RED
    assert rig.desk.preferences.now.mirror is False
    rig.see(observe(pixels=_two_halves()))
    assert _color_at(panel, 0.2, 0.5) == RED


def test_mirroring_moves_the_box_but_leaves_its_words_readable(rig: Rig) -> None:
    """The words of a mirrored and a plain picture are the same pixels, only elsewhere."""
    left = Box(40, 100, 60, 60)
    right_as_mirrored = Box(320 - 100, 100, 60, 60)
    panel = _playing(rig, FILE_PLAYS, observe(happy(box=right_as_mirrored)))
    plain = _painted(panel)
    rig.tell(replace(FILE_PLAYS, mirrored=True))
    rig.see(observe(happy(box=left)))
    assert _painted(panel) == plain


def test_the_box_is_painted_where_the_face_is(rig: Rig) -> None:
    box = Box(100, 80, 120, 100)
    panel = _playing(rig, FILE_PLAYS, observe(happy(box=box)))
    accent = _rgb(QColor("#8b93ff"))
    for x, y in ((box.left, box.top + 50), (box.right, box.top + 50), (box.left + 60, box.bottom)):
        assert _color_at(panel, x / 320, y / 240) == accent
    assert _color_at(panel, 160 / 320, 130 / 240) == (40, 40, 40)


def test_the_words_are_number_emotion_and_share_or_not_sure(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, observe(happy(track_id=4, share=0.83)))
    scene = panel.canvas.scene
    assert scene is not None
    assert label_text(scene.faces[0], scene) == ("happy", "4  Happy 83%")
    sure = _painted(panel)
    rig.desk.panels.controls.threshold.slider.setValue(90)
    scene = panel.canvas.scene
    assert scene is not None
    assert label_text(scene.faces[0], scene) == ("", "4  Not sure")
    assert _painted(panel) != sure
    rig.desk.panels.controls.threshold.slider.setValue(40)
    assert _painted(panel) == sure


def test_small_boxes_have_few_words_unless_selected(rig: Rig) -> None:
    faces = (
        happy(1, 0.83, Box(20, 60, 12, 12)),
        happy(2, 0.2, Box(120, 60, 12, 12)),
        happy(3, box=Box(200, 60, 90, 90)),
    )
    scene = _playing(rig, FILE_PLAYS, observe(*faces)).canvas.scene
    assert scene is not None
    assert [label_text(face, scene, small=True)[1] for face in scene.faces] == ["1  Happy", "2  ?", "3  Happy 83%"]


def test_a_face_without_predictions_still_has_its_box(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, observe(reading(7, Box(40, 60, 80, 80))))
    scene = panel.canvas.scene
    assert scene is not None
    assert label_text(scene.faces[0], scene) == ("", "Face 7")


def test_the_picture_keeps_its_shape() -> None:
    frame = observe().frame
    for room in (QRectF(0, 0, 1000, 300), QRectF(0, 0, 300, 1000)):
        view = letterbox(frame, room, mirrored=False)
        assert view.target.width() / view.target.height() == pytest.approx(320 / 240)
        assert room.contains(view.target)
        assert view.target.center() == room.center()


def test_any_array_becomes_the_same_picture() -> None:
    """A slice of a larger picture, rows that are no multiple of four bytes, memory that is given back at once."""
    pixels = np.random.default_rng(0).integers(0, 255, (37, 53, 3), dtype=np.uint8)
    image = to_image(pixels[3:20, 5:50])
    assert (image.width(), image.height()) == (45, 17)
    for x, y in ((0, 0), (44, 16), (7, 9)):
        assert _rgb(image.pixelColor(x, y)) == tuple(pixels[3 + y, 5 + x])
    assert to_image(pixels, mirrored=True).pixelColor(0, 0) == to_image(pixels).pixelColor(52, 0)


def _click(panel: VideoPanel, box: Box) -> None:
    point: QPointF = _view(panel).rect_of(box).center()
    QTest.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, NONE, QPoint(round(point.x()), round(point.y())))


@pytest.mark.parametrize("status", [FILE_PLAYS, CAMERA_PLAYS], ids=["plain", "mirrored"])
def test_a_click_selects_the_face_under_it(rig: Rig, status: SourceStatus) -> None:
    left, right = Box(30, 60, 80, 80), Box(200, 60, 90, 90)
    panel = _playing(rig, status, observe(happy(1, box=left), happy(2, box=right)))
    live = rig.desk.display.live
    _click(panel, left)
    assert live.selected == 1
    _click(panel, right)
    assert live.selected == 2
    assert rig.desk.panels.scores.face.text() == "FACE 2"
    QTest.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, NONE, QPoint(1, 1))
    assert live.selected == 2


def test_a_small_face_before_a_large_one_can_be_selected(rig: Rig) -> None:
    small = Box(100, 80, 40, 40)
    panel = _playing(rig, FILE_PLAYS, observe(happy(1, box=Box(50, 30, 180, 180)), happy(2, box=small)))
    _click(panel, small)
    assert rig.desk.display.live.selected == 2


@pytest.mark.parametrize(("status", "order"), [(FILE_PLAYS, [2, 3, 1]), (CAMERA_PLAYS, [2, 1, 3])])
def test_arrow_keys_go_from_face_to_face_as_they_are_seen(rig: Rig, status: SourceStatus, order: list[int]) -> None:
    """The faces stand 3, 1, 2 from left to right in the file, so 2, 1, 3 in the mirror."""
    faces = (happy(3, box=Box(10, 60, 60, 60)), happy(1, box=Box(110, 60, 60, 60)), happy(2, box=Box(220, 60, 60, 60)))
    panel = _playing(rig, status, observe(*faces))
    rig.desk.display.on_face_selected(1 if status is FILE_PLAYS else 3)
    visited = []
    for _face in faces:
        QTest.keyClick(panel.canvas, Qt.Key.Key_Right)
        visited.append(rig.desk.display.live.selected)
    assert visited == order
    QTest.keyClick(panel.canvas, Qt.Key.Key_Left)
    assert rig.desk.display.live.selected == order[1]


def test_menu_commands_go_from_face_to_face(rig: Rig) -> None:
    _playing(rig, FILE_PLAYS, observe(happy(1, box=Box(10, 60, 60, 60)), happy(2, box=Box(200, 60, 60, 60))))
    rig.desk.display.on_face_selected(1)
    rig.desk.window.commands["next_face"].trigger()
    assert rig.desk.display.live.selected == 2
    rig.desk.window.commands["previous_face"].trigger()
    assert rig.desk.display.live.selected == 1


def test_the_largest_face_is_selected_and_followed_until_it_is_gone(rig: Rig) -> None:
    small, large = happy(1, box=Box(10, 60, 60, 60)), happy(2, box=Box(200, 60, 100, 100))
    live = rig.desk.display.live
    _playing(rig, FILE_PLAYS, observe(small, large, time_s=100.0))
    assert live.selected == 2
    rig.see(observe(small, time_s=101.0))
    assert live.selected == 2
    rig.see(observe(small, time_s=104.0))
    assert live.selected == 1


def test_the_screen_reader_is_told_of_the_faces(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, observe(happy(1)))
    assert panel.canvas.accessibleDescription() == "1 face, selected: face 1  Happy"
    rig.see(observe())
    assert panel.canvas.accessibleDescription() == "No face in the picture"


def test_badges_say_what_the_picture_is(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, observe(happy()))
    assert (panel.canvas.badges.left, panel.canvas.badges.right) == ("", "CPU")
    rig.tell(replace(FILE_PLAYS, state=SourceState.PAUSED))
    assert panel.canvas.badges.left == "Paused"
    rig.tell(replace(FILE_PLAYS, state=SourceState.ENDED))
    assert "Space" in panel.canvas.badges.notice


def test_no_face_is_said_after_a_moment_only(rig: Rig) -> None:
    panel = _playing(rig, CAMERA_PLAYS, observe(happy(), time_s=100.0))
    rig.see(observe(time_s=101.0))
    assert panel.canvas.badges.notice == ""
    rig.see(observe(time_s=102.0))
    assert panel.canvas.badges.notice == "No face in the picture"
    rig.see(observe(happy(), time_s=103.0))
    assert panel.canvas.badges.notice == ""


def test_before_the_first_picture_there_are_words_and_buttons(make_rig: Callable[..., Rig]) -> None:
    panel = make_rig().desk.panels.video
    assert panel.empty.isVisible()
    assert panel.empty.headline.text() == "Starting…"
    assert panel.open_file.isVisible()
    assert panel.demo.isVisible()


def test_a_source_that_fails_says_why_and_what_to_do(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, observe(happy()))
    sentence = "broken.mp4 is empty. Choose another file."
    rig.tell(SourceStatus("/tmp/broken.mp4", "broken.mp4", SourceState.FAILED, message=sentence))  # noqa: S108 - a name
    assert panel.empty.isVisible()
    assert panel.empty.text.text() == sentence
    assert not panel.transport.isVisible()
    QTest.mouseClick(panel.retry, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.demo, Qt.MouseButton.LeftButton)
    assert rig.pipeline.asked("open_source")[-2:] == ["/tmp/broken.mp4", "demo"]  # noqa: S108


def test_late_pictures_of_a_source_that_failed_do_not_cover_the_words(rig: Rig) -> None:
    rig.tell(LEVEL1_RUNS)
    rig.tell(SourceStatus("x.mp4", "x.mp4", SourceState.FAILED, message="x.mp4 is empty. Choose another file."))
    for index in range(3):
        rig.see(observe(happy(), index=index))
    assert rig.desk.panels.video.empty.isVisible()
    assert rig.desk.panels.scores.empty.isVisible()
    rig.desk.display._on_status_due()
    assert rig.desk.window.status.figures["camera"].text() == "Camera – fps"


def test_nothing_of_a_face_stays_beside_the_name_of_another_source(rig: Rig) -> None:
    _playing(rig, FILE_PLAYS, observe(happy()))
    scores, timeline = rig.desk.panels.scores, rig.desk.panels.timeline
    assert scores.headline.isVisible()
    rig.desk.display.draw_timeline()
    assert not timeline.empty.isVisible()
    rig.tell(SourceStatus("b.mp4", "b.mp4", SourceState.OPENING))
    assert scores.empty.isVisible()
    assert scores.empty.headline.text() == "No picture yet"
    assert timeline.empty.isVisible()
    rig.tell(SourceStatus("b.mp4", "b.mp4", SourceState.PLAYING))
    rig.see(observe(happy()))
    assert scores.headline.isVisible()


def test_a_lost_camera_keeps_its_last_picture_and_comes_back(rig: Rig) -> None:
    panel = _playing(rig, CAMERA_PLAYS, observe(happy()))
    rig.tell(replace(CAMERA_PLAYS, state=SourceState.LOST, message="The camera is gone. Plug it in again."))
    assert panel.canvas.isVisible()
    assert panel.canvas.badges == Badges("Lost", "CPU", panel.canvas.badges.notice, dimmed=True)
    assert rig.desk.window.banner.texts == ["The camera is gone. Plug it in again."]
    rig.tell(CAMERA_PLAYS)
    rig.see(observe(happy()))
    assert panel.canvas.badges == Badges(right="CPU")
    assert rig.desk.window.banner.texts == []


def test_a_camera_that_is_not_there_yet_is_waited_for(rig: Rig) -> None:
    rig.tell(SourceStatus("camera:3", "camera:3", SourceState.LOST, message="Camera 3 is not there."))
    panel = rig.desk.panels.video
    assert panel.empty.isVisible()
    assert panel.empty.headline.text() == "Waiting for camera:3"


def test_the_transport_is_seen_for_files_only(rig: Rig) -> None:
    panel = _playing(rig, CAMERA_PLAYS, observe(happy()))
    assert not panel.transport.isVisible()
    rig.tell(FILE_PLAYS)
    assert panel.transport.isVisible()
    rig.tell(CAMERA_PLAYS)
    assert not panel.transport.isVisible()


def test_the_slider_follows_the_picture_without_seeking(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, at_position(observe(happy()), 15.0))
    assert panel.transport.slider.value() == 15_000
    assert panel.transport.time.text() == "0:15 / 1:00"
    assert rig.pipeline.asked("seek") == []


def test_slider_keys_and_clicks_seek(rig: Rig) -> None:
    panel = _playing(rig, FILE_PLAYS, at_position(observe(happy()), 15.0))
    slider = panel.transport.slider
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert rig.pipeline.asked("seek") == [16.0, 26.0]
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, NONE, QPoint(slider.width() // 2, slider.height() // 2))
    assert rig.pipeline.asked("seek")[-1] == pytest.approx(30.0, abs=1.0)
    assert panel.transport.time.text().startswith("0:30") or panel.transport.time.text().startswith("0:29")


def test_menu_commands_move_in_the_file_and_stay_inside_it(rig: Rig) -> None:
    _playing(rig, FILE_PLAYS, at_position(observe(happy()), 2.0))
    commands = rig.desk.window.commands
    commands["back"].trigger()
    commands["forward"].trigger()
    rig.see(at_position(observe(happy()), 58.0))
    commands["forward"].trigger()
    commands["restart"].trigger()
    assert rig.pipeline.asked("seek") == [0.0, 7.0, 60.0, 0.0]


def test_menu_commands_leave_cameras_alone(rig: Rig) -> None:
    _playing(rig, CAMERA_PLAYS, observe(happy()))
    for name in ("back", "forward", "restart"):
        rig.desk.window.commands[name].trigger()
    assert rig.pipeline.asked("seek") == []


@pytest.mark.parametrize("place", ["canvas", "slider", "window"])
def test_space_plays_pauses_and_plays_again(rig: Rig, place: str) -> None:
    panel = _playing(rig, FILE_PLAYS, at_position(observe(happy()), 2.0))
    target = {"canvas": panel.canvas, "slider": panel.transport.slider, "window": rig.desk.window}[place]
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Space)
    rig.tell(replace(FILE_PLAYS, state=SourceState.PAUSED))
    QTest.keyClick(target, Qt.Key.Key_Space)
    assert rig.pipeline.asked("pause") == [True, False]
    rig.tell(replace(FILE_PLAYS, state=SourceState.ENDED))
    QTest.keyClick(target, Qt.Key.Key_Space)
    assert rig.pipeline.asked("seek") == [0.0]
    assert rig.pipeline.asked("pause") == [True, False, False]


def test_space_means_pause_from_the_first_moment(rig: Rig) -> None:
    focused = rig.desk.window.focusWidget()
    _playing(rig, FILE_PLAYS, at_position(observe(happy()), 2.0))
    QTest.keyClick(focused or rig.desk.window, Qt.Key.Key_Space)
    assert rig.pipeline.asked("pause") == [True]


def test_space_still_belongs_to_the_control_with_the_focus(rig: Rig) -> None:
    _playing(rig, FILE_PLAYS, observe(happy()))
    chip = rig.desk.panels.timeline.chips["happy"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()
    assert rig.pipeline.asked("pause") == []


def test_the_button_says_what_it_will_do(rig: Rig) -> None:
    button = _playing(rig, FILE_PLAYS, observe(happy())).transport.button
    for state, name in (
        (SourceState.PLAYING, "Pause"),
        (SourceState.PAUSED, "Play"),
        (SourceState.ENDED, "Play again"),
    ):
        rig.tell(replace(FILE_PLAYS, state=state))
        assert button.accessibleName() == name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert rig.pipeline.asked("seek") == [0.0]


def test_a_stored_wish_against_mirrors_is_kept(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig(Settings(mirror=False))
    panel = _playing(rig, CAMERA_PLAYS, observe(pixels=_two_halves()))
    assert _color_at(panel, 0.2, 0.5) == RED
