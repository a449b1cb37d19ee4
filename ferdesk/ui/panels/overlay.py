"""What is drawn over the picture: boxes, names, badges. Pure drawing, no state."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ferdesk.core.types import Box, Frame
from ferdesk.ui.emotions import emotion_title
from ferdesk.ui.icons import RECORDING_RED
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.marks import draw_sample
from ferdesk.ui.scene import Scene, Shown
from ferdesk.ui.theme import DARK

# Over a picture the dark colours hold in both themes: a dark label reads well on every scene.
_LABEL = QColor(14, 17, 22, 215)
_TEXT = QColor("#f4f6fa")
_QUIET = QColor("#b6c0ce")
_SHADE = QColor(0, 0, 0, 110)
_MANY = 6
_SMALL = 48
"""Boxes narrower than this, px, get fewer words: far faces stand close together."""


@dataclass(frozen=True, slots=True)
class View:
    """How a frame's pixels lie in the widget: inside `target`, left and right exchanged when `mirrored`."""

    target: QRectF
    frame_width: int
    frame_height: int
    mirrored: bool

    def rect_of(self, box: Box) -> QRectF:
        """The box in widget coordinates."""
        scale = self.target.width() / self.frame_width
        left = self.frame_width - box.right if self.mirrored else box.left
        return QRectF(
            self.target.left() + left * scale,
            self.target.top() + box.top * scale,
            box.width * scale,
            box.height * scale,
        )


def letterbox(frame: Frame, room: QRectF, *, mirrored: bool) -> View:
    """The largest place of the frame's shape in the middle of `room`."""
    scale = min(room.width() / frame.width, room.height() / frame.height)
    target = QRectF(0, 0, frame.width * scale, frame.height * scale)
    target.moveCenter(room.center())
    return View(target, frame.width, frame.height, mirrored)


def face_at(scene: Scene, view: View, point: QPointF) -> int | None:
    """The number of the smallest face under a point, None where there is none."""
    under = [face for face in scene.faces if view.rect_of(face.reading.face.box).contains(point)]
    smallest = min(under, key=lambda face: face.reading.face.box.area, default=None)
    return None if smallest is None else smallest.track_id


def label_text(face: Shown, scene: Scene, *, small: bool = False) -> tuple[str, str]:
    """What is said of a face: the emotion to mark it with, "" when not sure, and the words, few of them if `small`."""
    place = face.place_of(scene.model)
    if place is None:
        return "", tr("Face {number}", number=face.track_id)
    verdict = face.verdict(place, scene.threshold)
    small = (small or len(scene.faces) > _MANY) and face.track_id != scene.selected
    if not verdict.sure:
        words = "?" if small else tr("Not sure")
        return "", f"{face.track_id}  {words}"
    share = "" if small else f" {verdict.confidence:.0%}"
    return verdict.emotion, f"{face.track_id}  {emotion_title(verdict.emotion)}{share}"


def draw_faces(painter: QPainter, scene: Scene, view: View) -> None:
    """Boxes first and names above them all, the selected face last."""
    faces = sorted(scene.faces, key=lambda face: face.track_id == scene.selected)
    painter.setClipRect(view.target)
    for face in faces:
        _draw_box(painter, view.rect_of(face.reading.face.box), selected=face.track_id == scene.selected)
    for face in faces:
        _draw_name(painter, face, scene, view)
    painter.setClipping(False)


def _draw_box(painter: QPainter, rect: QRectF, *, selected: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 3 if selected else 2
    radius = min(8.0, rect.width() / 5)
    for color, pen_width in ((_SHADE, width + 2), (QColor(DARK.accent) if selected else _TEXT, width)):
        painter.setPen(QPen(color, pen_width))
        painter.drawRoundedRect(rect, radius, radius)


def _draw_name(painter: QPainter, face: Shown, scene: Scene, view: View) -> None:
    box = view.rect_of(face.reading.face.box)
    emotion, text = label_text(face, scene, small=box.width() < _SMALL)
    mark = 26 if emotion else 0
    rect = QRectF(0, 0, QFontMetricsF(painter.font()).horizontalAdvance(text) + mark + 16, 24)
    rect.moveBottomLeft(QPointF(box.left(), box.top() - 4))
    if rect.top() < view.target.top():
        rect.moveTop(max(box.top(), view.target.top()) + 4)
        rect.moveLeft(box.left() + 4)
    rect.moveLeft(max(min(rect.left(), view.target.right() - rect.width()), view.target.left()))
    _fill(painter, rect)
    if emotion:
        draw_sample(painter, QRectF(rect.left() + 8, rect.top(), 20, rect.height()), emotion, DARK)
    painter.setPen(_TEXT if emotion else _QUIET)
    painter.drawText(rect.adjusted(8 + mark, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)


def draw_badge(painter: QPainter, corner: QPointF, text: str, *, right: bool) -> None:
    """A word in a corner of the picture; `corner` is the badge's own upper left or, if `right`, upper right one."""
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 20
    rect = QRectF(corner.x() - width if right else corner.x(), corner.y(), width, 24)
    _fill(painter, rect)
    painter.setPen(_TEXT)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def draw_recording(painter: QPainter, corner: QPointF, text: str) -> None:
    """The mark of a recording, red, with words; `corner` is its upper left one."""
    rect = QRectF(corner.x(), corner.y(), QFontMetricsF(painter.font()).horizontalAdvance(text) + 38, 24)
    _fill(painter, rect)
    painter.setBrush(QColor(RECORDING_RED))
    painter.drawEllipse(QRectF(rect.left() + 9, rect.top() + 7, 10, 10))
    painter.setPen(_TEXT)
    painter.drawText(rect.adjusted(26, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, text)


def draw_notice(painter: QPainter, view: View, text: str) -> None:
    """One line in the lower middle of the picture."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, view.target.width() - 48)
    rect = QRectF(0, 0, metrics.horizontalAdvance(shown) + 32, 32)
    rect.moveCenter(QPointF(view.target.center().x(), view.target.bottom() - 32))
    _fill(painter, rect)
    painter.setPen(_TEXT)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)


def _fill(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_LABEL)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
