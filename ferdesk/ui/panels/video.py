"""The picture with its faces, what to do where there is none, and the file's transport."""

from typing import ClassVar

from PySide6.QtCore import QT_TR_NOOP, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QWidget

from ferdesk.core.types import SourceState, SourceStatus
from ferdesk.ui.icons import BUTTON_ICON, icon
from ferdesk.ui.languages import said, tr
from ferdesk.ui.panels.base import GRID, Panel
from ferdesk.ui.panels.canvas import Badges, Canvas
from ferdesk.ui.panels.empty import EmptyState
from ferdesk.ui.panels.transport import Transport
from ferdesk.ui.scene import Scene
from ferdesk.ui.theme import Colors

NO_FACE_S = 1.5
"""A face that is missed for less is no news."""


class VideoPanel(Panel):
    """Shows the picture that was analysed, and the state of its source."""

    name: ClassVar[str] = "video"
    title: ClassVar[str] = str(QT_TR_NOOP("Video"))

    face_selected = Signal(int)
    open_file_requested = Signal()
    demo_requested = Signal()
    retry_requested = Signal()
    play_requested = Signal()
    seek_requested = Signal(float)

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors)
        self._status: SourceStatus | None = None
        self._provider = ""
        self._recording = ""
        self._face_seen_s = 0.0
        self._mirror_wanted = True
        self.canvas = Canvas(colors)
        self.canvas.face_selected.connect(self.face_selected)
        self.empty = EmptyState(colors)
        self.retry = self.empty.add_button(tr("Try again"))
        self.open_file = self.empty.add_button(tr("Open a file…"), "primary")
        self.demo = self.empty.add_button(tr("Play the demo"))
        self.retry.clicked.connect(self.retry_requested)
        self.open_file.clicked.connect(self.open_file_requested)
        self.demo.clicked.connect(self.demo_requested)
        self.transport = Transport(colors)
        self.transport.play_requested.connect(self.play_requested)
        self.transport.seek_requested.connect(self.seek_requested)
        self.explain = QPushButton(tr("Explain"))
        self.explain.setAccessibleName(tr("Explain this picture"))
        self.explain.setToolTip(tr("Freeze the picture and show what the models' answers depend on (X)"))
        self.explain.setIcon(icon("explain", colors.muted, room=4))
        self.explain.setIconSize(BUTTON_ICON)
        stage = QWidget()
        self._stage = QStackedLayout(stage)
        self._stage.addWidget(self.empty)
        self._stage.addWidget(self.canvas)
        self.column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.column.setSpacing(GRID)
        self.column.addWidget(stage, 1)
        below = QHBoxLayout()
        below.addStretch()
        below.addWidget(self.transport, 1)
        below.addWidget(self.explain)
        self.column.addLayout(below)
        self.say("face", tr("Starting…"), "")

    def set_colors(self, colors: Colors) -> None:
        super().set_colors(colors)
        self.canvas.colors = colors
        self.empty.set_colors(colors)
        self.transport.set_colors(colors)
        self.explain.setIcon(icon("explain", colors.muted, room=4))

    def show_scene(self, scene: Scene) -> None:
        if scene.faces or self.canvas.scene is None:
            self._face_seen_s = scene.frame.time_s
        self.canvas.show_scene(scene)
        self._stage.setCurrentWidget(self.canvas)
        if scene.frame.position_s is not None:
            self.transport.show_position(scene.frame.position_s)
        self._show_badges()

    def forget(self) -> None:
        """Shows no picture until the next one comes."""
        self.canvas.show_scene(None)
        self.say("camera", tr("No picture"), tr("Open a camera, a file or the demo under Source."))

    def show_status(self, status: SourceStatus) -> None:
        """Follows the state of the source."""
        another = self._status is None or status.address != self._status.address
        self._status = status
        self.transport.show_status(status)
        self._mirror()
        if status.state in (SourceState.FAILED, SourceState.CLOSED) or (another and status.state is SourceState.LOST):
            self.canvas.show_scene(None)
        if self.canvas.scene is None and status.state is not SourceState.PLAYING:
            self._explain(status)
        self._show_badges()

    def show_provider(self, provider: str) -> None:
        """What the models run on, as a badge over the picture."""
        self._provider = provider
        self._show_badges()

    def show_recording(self, text: str) -> None:
        """What is being recorded, as a badge with a red mark over the picture; empty for nothing."""
        if text != self._recording:
            self._recording = text
            self._show_badges()

    def set_mirror(self, *, wanted: bool) -> None:
        """Whether cameras are shown as in a mirror; other sources never are."""
        self._mirror_wanted = wanted
        self._mirror()

    def say(self, icon_name: str, headline: str, text: str, *, retry: bool = False) -> None:
        """Shows words and buttons instead of a picture."""
        self.empty.say(icon_name, headline, text)
        self.retry.setVisible(retry)
        self._stage.setCurrentWidget(self.empty)

    def _mirror(self) -> None:
        self.canvas.set_mirrored(mirrored=self._mirror_wanted and self._status is not None and self._status.mirrored)

    def _explain(self, status: SourceStatus) -> None:
        if status.state is SourceState.FAILED:
            self.say("no-camera", tr("{source} cannot be shown", source=status.title), said(status.message), retry=True)
        elif status.state is SourceState.LOST:
            message = tr("{message} It is opened when it comes back.", message=said(status.message))
            self.say("no-camera", tr("Waiting for {source}", source=status.title), message)
        elif status.state is SourceState.CLOSED:
            self.say("camera", tr("No picture"), tr("Open a camera, a file or the demo under Source."))
        elif status.state is SourceState.OPENING:
            self.say("camera", tr("Opening {source}…", source=status.title), "")

    def _show_badges(self) -> None:
        state = None if self._status is None else self._status.state
        left, notice = (
            {
                SourceState.PAUSED: (tr("Paused"), ""),
                SourceState.ENDED: (tr("Ended"), tr("The end. Press Space to play again.")),
                SourceState.LOST: (tr("Lost"), tr("The camera is gone. It is opened again when it comes back.")),
                SourceState.OPENING: ("", tr("Opening {source}…", source=self._status.title) if self._status else ""),
            }.get(state, ("", ""))
            if state is not None
            else ("", "")
        )
        scene = self.canvas.scene
        faceless = scene is not None and scene.frame.time_s - self._face_seen_s > NO_FACE_S
        dimmed = state in (SourceState.LOST, SourceState.OPENING)
        notice = notice or (tr("No face in the picture") if faceless else "")
        self.canvas.set_badges(Badges(left, self._provider, notice, dimmed, self._recording))
