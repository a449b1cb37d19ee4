"""The picture itself: scaled, mirrored where it should be, with its faces; a click or an arrow key selects one."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ferdesk.ui.languages import tr
from ferdesk.ui.panels.base import tabular
from ferdesk.ui.panels.overlay import (
    View,
    draw_badge,
    draw_faces,
    draw_notice,
    draw_recording,
    face_at,
    label_text,
    letterbox,
)
from ferdesk.ui.qimage import to_image
from ferdesk.ui.scene import Scene
from ferdesk.ui.theme import Colors

_CORNER = 8
_BADGE_ROOM = 400
"""In a narrower picture the badge on the right would lie over faces, px."""
_DIM = QColor(0, 0, 0, 130)


@dataclass(frozen=True, slots=True)
class Badges:
    """Words over the picture: `left` and `right` above, `notice` below; `dimmed` when the picture is an old one.

    `recording` stands above `left`, with a red mark.
    """

    left: str = ""
    right: str = ""
    notice: str = ""
    dimmed: bool = False
    recording: str = ""


class Canvas(QWidget):
    """Paints the newest scene."""

    face_selected = Signal(int)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.colors = colors
        self.badges = Badges()
        self.mirrored = False
        self._scene: Scene | None = None
        self._image = QImage()
        self.setAccessibleName(tr("Video"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 200)  # it grows into whatever room there is

    @property
    def scene(self) -> Scene | None:
        """What is shown, None without a picture."""
        return self._scene

    def show_scene(self, scene: Scene | None) -> None:
        """Shows a scene, or nothing."""
        if scene is not None and (self._scene is None or scene.frame is not self._scene.frame):
            # Mirrored here, not by the painter: a picture drawn through a mirror costs twice as much.
            self._image = to_image(scene.frame.pixels, mirrored=self.mirrored)
        self._scene = scene
        self._describe()
        self.update()

    def set_mirrored(self, *, mirrored: bool) -> None:
        if mirrored != self.mirrored:
            self.mirrored = mirrored
            self._image = self._image.flipped(Qt.Orientation.Horizontal)
            self.update()

    def set_badges(self, badges: Badges) -> None:
        if badges != self.badges:
            self.badges = badges
            self.update()

    def view(self) -> View | None:
        """Where the picture lies, None without one."""
        if self._scene is None:
            return None
        return letterbox(self._scene.frame, QRectF(self.rect()), mirrored=self.mirrored)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.colors.surface))
        view = self.view()
        if self._scene is None or view is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(view.target, self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font()))
        if self.badges.dimmed:
            painter.fillRect(view.target, _DIM)
        self._draw_badges(painter, view)
        if not self.badges.dimmed:
            draw_faces(painter, self._scene, view)
        self._round_corners(painter, view.target)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colors.accent), 2))
            painter.drawRoundedRect(view.target.adjusted(1, 1, -1, -1), _CORNER, _CORNER)

    def _draw_badges(self, painter: QPainter, view: View) -> None:
        target = view.target
        corner = target.topLeft() + QPointF(12, 12)
        if self.badges.recording:
            draw_recording(painter, corner, self.badges.recording)
            corner += QPointF(0, 30)
        if self.badges.left:
            draw_badge(painter, corner, self.badges.left, right=False)
        if self.badges.right and target.width() >= _BADGE_ROOM:
            draw_badge(painter, target.topRight() + QPointF(-12, 12), self.badges.right, right=True)
        if self.badges.notice:
            draw_notice(painter, view, self.badges.notice)

    def _round_corners(self, painter: QPainter, target: QRectF) -> None:
        # Clipping to a rounded path would not be smooth; painting over the four corners is.
        outside = QPainterPath()
        outside.addRect(target.adjusted(-1, -1, 1, 1))
        inside = QPainterPath()
        inside.addRoundedRect(target, _CORNER, _CORNER)
        painter.fillPath(outside.subtracted(inside), QColor(self.colors.surface))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        view = self.view()
        if self._scene is None or view is None or event.button() != Qt.MouseButton.LeftButton:
            return
        track_id = face_at(self._scene, view, event.position())
        if track_id is not None:
            self.face_selected.emit(track_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self.step_selection(step):
            super().keyPressEvent(event)

    def step_selection(self, step: int) -> bool:
        """Selects the next face to the right (1) or left (-1) on screen; False when there is none."""
        view = self.view()
        if self._scene is None or view is None or not self._scene.faces:
            return False
        ordered = sorted(self._scene.faces, key=lambda face: view.rect_of(face.reading.face.box).center().x())
        numbers = [face.track_id for face in ordered]
        at = numbers.index(self._scene.selected) if self._scene.selected in numbers else -1
        self.face_selected.emit(numbers[(at + step) % len(numbers)])
        return True

    def select_next(self) -> None:
        self.step_selection(1)

    def select_previous(self) -> None:
        self.step_selection(-1)

    def _describe(self) -> None:
        """Tells a screen reader what is to be seen, when that has changed."""
        if self._scene is None:
            text = tr("No picture")
        else:
            face = self._scene.selected_face
            text = _told(len(self._scene.faces), "" if face is None else label_text(face, self._scene)[1])
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)


def _told(count: int, selected: str) -> str:
    """How many faces there are, and what is said of the selected one, "" where none is."""
    # Percentages change all the time and would never stop being read out.
    face = selected.rsplit(" ", 1)[0] if selected.endswith("%") else selected
    if not count:
        return tr("No face in the picture")
    if count == 1:
        return tr("1 face, selected: face {face}", face=face) if face else tr("1 face, no face selected")
    if face:
        return tr("{count} faces, selected: face {face}", count=count, face=face)
    return tr("{count} faces, no face selected", count=count)
