"""From the user to the source: what to open, and where to be in it. Nothing here waits."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ferdesk.core.types import CameraDevice, SourceState, SourceStatus
from ferdesk.ui.bridge import Bridge, CameraLister, Pipeline
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.help import StreamDialog
from ferdesk.ui.languages import tr
from ferdesk.ui.panels.sources import DEMO
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.window import Window

STEP_S: Final = 5.0
NO_CAMERA: Final = str(QT_TR_NOOP("No camera found: showing the demo. Connect a camera, then choose it under Source."))
_SUFFIXES: Final = "*.mp4 *.mkv *.avi *.mov *.webm *.m4v *.gif *.png *.jpg *.jpeg *.bmp *.webp *.tif *.tiff"


class Opening(QObject):
    """Opens sources, plays and pauses them."""

    opening = Signal()
    """Another source is about to be opened, or the same one anew."""

    def __init__(
        self, pipeline: Pipeline, list_cameras: CameraLister, bridge: Bridge, preferences: Preferences
    ) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._list_cameras = list_cameras
        self._bridge = bridge
        self._preferences = preferences
        self._opened = ""

    def attach(self, window: Window, panels: Panels, display: Display) -> None:
        """Names what it speaks to; called once."""
        self._window = window
        self._panels = panels
        self._display = display

    def open(self, address: str) -> None:
        """Opens a source by its address."""
        self._opened = address
        self.opening.emit()
        self._pipeline.open_source(address)

    def begin(self, source: str | None) -> None:
        """Opens the first source: the one named, else the camera used last, any camera, or the demo."""
        if source is not None:
            self.open(source)
            self.look_for_cameras()
        else:
            title, hint = tr("Looking for a camera…"), tr("The one used last, or else the first one found.")
            self._panels.video.say("camera", title, hint)
            self._bridge.submit("cameras", self._list_cameras, self._on_first_cameras_found)

    def look_for_cameras(self) -> None:
        self._bridge.submit("cameras", self._list_cameras, self._on_cameras_found)

    def _on_cameras_found(self, found: object) -> None:
        self._panels.controls.source.show_cameras(_cameras(found))

    def _on_first_cameras_found(self, found: object) -> None:
        self._on_cameras_found(found)
        cameras = _cameras(found)
        if self._opened:
            return  # the user was faster
        if not cameras:
            self._window.banner.say(tr(NO_CAMERA))
            self.open(DEMO)
            return
        last = self._preferences.now.camera
        self.open(next((camera for camera in cameras if camera.name == last), cameras[0]).address)

    def on_source_changed(self, status: SourceStatus) -> None:
        """Remembers the camera that works; mirrored sources are the cameras."""
        if status.state is not SourceState.PLAYING:
            return
        if status.address != DEMO:
            self._window.banner.put_away(tr(NO_CAMERA))
        if status.mirrored:
            self._preferences.change(camera=status.title)

    def on_retry_requested(self) -> None:
        if self._display.status is not None:
            self.open(self._display.status.address)

    def on_demo_requested(self) -> None:
        self.open(DEMO)

    def on_camera_requested(self) -> None:
        """Shows the list of cameras, for keyboard and mouse alike."""
        self.look_for_cameras()
        self._panels.controls.show()
        self._panels.controls.source.choice.setFocus()
        self._panels.controls.source.choice.showPopup()

    def on_file_requested(self) -> None:
        both = (tr("Videos and pictures ({suffixes})", suffixes=_SUFFIXES), tr("All files ({suffixes})", suffixes="*"))
        names = ";;".join(both)
        dialog = self._dialog(tr("Open a video or picture"), QFileDialog.FileMode.ExistingFile, names)
        dialog.fileSelected.connect(self._on_path_chosen)
        dialog.open()

    def on_folder_requested(self) -> None:
        dialog = self._dialog(tr("Open a folder of pictures"), QFileDialog.FileMode.Directory, "")
        dialog.fileSelected.connect(self._on_path_chosen)
        dialog.open()

    def on_stream_requested(self) -> None:
        dialog = StreamDialog(self._window)
        dialog.address_given.connect(self.open)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode, names: str) -> QFileDialog:
        dialog = file_dialog(self._window, title, self._preferences.now.folder)
        dialog.setFileMode(mode)
        dialog.setNameFilter(names)
        return dialog

    def _on_path_chosen(self, path: str) -> None:
        self._preferences.change(folder=str(Path(path).parent))
        self.open(path)

    def on_play_requested(self) -> None:
        """Pauses what plays, goes on with what is paused, starts again what has ended."""
        state = None if self._display.status is None else self._display.status.state
        if state is SourceState.PLAYING:
            self._pipeline.pause(True)
        elif state is SourceState.PAUSED:
            self._pipeline.pause(False)
        elif state is SourceState.CLOSED:
            self.on_retry_requested()
        elif state is SourceState.ENDED:
            self._play_again()

    def on_seek_requested(self, position_s: float) -> None:
        self._pipeline.seek(position_s)

    def step(self, seconds: float) -> Callable[[], None]:
        """What to call to move by so many seconds in a file."""

        def move() -> None:
            status, position_s = self._display.status, self._display.position_s
            if status is not None and status.duration_s is not None and position_s is not None:
                self._pipeline.seek(min(max(position_s + seconds, 0.0), status.duration_s))

        return move

    def on_restart_requested(self) -> None:
        if self._display.status is not None and self._display.status.duration_s is not None:
            self._pipeline.seek(0.0)

    def play_from_start(self) -> None:
        """Plays a file from its beginning, also one that has ended; a camera goes on."""
        if self._display.status is not None and not self._display.status.live:
            self._play_again()

    def _play_again(self) -> None:
        self._pipeline.seek(0.0)
        self._pipeline.pause(False)


def file_dialog(window: QWidget, title: str, folder: str) -> QFileDialog:
    """A dialog that is gone once it is closed."""
    dialog = QFileDialog(window, title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _cameras(found: object) -> tuple[CameraDevice, ...]:
    return tuple(one for one in found if isinstance(one, CameraDevice)) if isinstance(found, tuple) else ()
