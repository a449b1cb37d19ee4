"""Cameras, through cv2; opened and used by one thread."""

import os
import threading
import time
from collections.abc import Callable
from typing import Any, Final, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame
from ferdesk.engine.sources.devices import (
    PREFIX,
    Device,
    Lister,
    find_device,
    find_devices,
    is_named,
    split_size,
    stable_address,
)
from ferdesk.engine.sources.files import FrameCounter, mode_of

DEFAULT_SIZE: Final = (640, 480)
"""(width, height): uncompressed at 30 pictures a second on every webcam, and enough for near faces."""

_RATE: Final = 30
_BUFFERS: Final = 2
"""With one, the camera has nowhere to put a picture while the one before is decoded, and drops it."""

_FIRST_S: Final = 5.0
"""Some cameras take seconds until the first picture."""

_SILENT_S: Final = 0.9
"""A camera that gave pictures and gives none for so long is lost: noticed, with cv2's own wait of 1 s, within 2 s."""

_RETRY_S: Final = 0.02

_CV2_SETTINGS: Final = {
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "1",  # seconds; its default is 10, and read() cannot return meanwhile
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",  # on, it makes opening on Windows take many seconds
}


class Capture(Protocol):
    """The part of `cv2.VideoCapture` that is used."""

    def isOpened(self) -> bool: ...  # noqa: N802 - cv2's name
    def set(self, propId: int, value: float) -> bool: ...  # noqa: N803 - cv2's name
    def grab(self) -> bool: ...
    def retrieve(self) -> tuple[bool, npt.NDArray[Any]]: ...
    def release(self) -> None: ...


Opener = Callable[[Device], Capture]


def is_camera(address: str) -> bool:
    """Whether an address means a camera: by its prefix, or as the bare name of one that is there."""
    if address.startswith(PREFIX):
        return True
    return not mode_of(address) and is_named(split_size(address)[0], find_devices())


def open_capture(device: Device) -> Capture:
    """Opens a camera with cv2, which reads its settings at the first one."""
    for name, value in _CV2_SETTINGS.items():
        os.environ.setdefault(name, value)
    # A camera that is tried every second would fill the terminal with warnings.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    return cv2.VideoCapture(device.index, device.backend)


def open_camera(
    address: str,
    stop: threading.Event,
    lister: Lister = find_devices,
    opener: Opener = open_capture,
) -> "Camera":
    """Opens a camera.

    Args:
        address: `camera:N`, `camera:<name>` or a name; with `@1280x720` at the end, at about that size.
        stop: Set when the camera is not wanted any more.
        lister: Says which cameras there are.
        opener: Opens one.

    Raises:
        SourceError: It is absent, busy or refused, or `stop` is set.
    """
    wanted, size = split_size(address)
    devices = lister()
    device = find_device(wanted, devices)
    if device.node is not None and not os.access(device.node, os.R_OK | os.W_OK):
        raise SourceError(
            f"{device.name} ({device.node}) may not be opened by you. Add yourself to its group with"
            " 'sudo usermod -aG video $USER' and log in again."
        )
    if stop.is_set():
        raise SourceError(f"Opening {device.name} was given up.")
    capture = opener(device)
    if not capture.isOpened():
        capture.release()
        raise SourceError(
            f"{device.name} cannot be opened: another program is probably using it, or the system's privacy settings"
            " forbid it. Close that program or allow cameras; it is tried again every second."
        )
    _configure(capture, size or DEFAULT_SIZE)
    stable = stable_address(device, devices)
    return Camera(stable if size is None else f"{stable}@{size[0]}x{size[1]}", device, capture)


def _configure(capture: Capture, size: tuple[int, int]) -> None:
    """Asks for a size; a camera takes what it can, so the answers do not matter."""
    if size[0] * size[1] > DEFAULT_SIZE[0] * DEFAULT_SIZE[1]:
        # USB 2 carries larger pictures at full rate only when they are compressed.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
    capture.set(cv2.CAP_PROP_FPS, _RATE)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, _BUFFERS)


class Camera:
    """An open camera; see `contracts.Source`.

    Its `address` is by name where that is clear, whatever it was opened with: opened again with it, the same camera is
    found although its number has changed.
    """

    live = True
    still = False
    problems: tuple[str, ...] = ()
    mirrored = True
    duration_s: float | None = None

    def __init__(self, address: str, device: Device, capture: Capture) -> None:
        self.address = address
        self.title = device.name
        self._device = device
        self._capture = capture
        self._counter = FrameCounter()
        self._patience_s = _FIRST_S
        self._last_s = time.perf_counter()

    def read(self, timeout_s: float) -> Frame | None:
        """See `contracts.Source.read`.

        Raises:
            SourceError: The camera was unplugged or has stopped giving pictures.
        """
        pixels, time_s = self._grab()
        if pixels is None:
            self._check_there()
            time.sleep(min(timeout_s, _RETRY_S))  # a failure may come back at once
            return None
        self._last_s, self._patience_s = time_s, _SILENT_S
        return self._counter.frame(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), dtype=np.uint8), None, time_s)

    def seek(self, position_s: float) -> None:
        """Does nothing; see `contracts.Source.seek`."""

    def close(self) -> None:
        """See `contracts.Source.close`."""
        self._capture.release()

    def _grab(self) -> tuple[npt.NDArray[Any] | None, float]:
        """A picture, BGR uint8 (height, width, 3), and the time at which it came; None when there was none."""
        try:
            grabbed = self._capture.grab()
            time_s = time.perf_counter()
            found, pixels = self._capture.retrieve() if grabbed else (False, None)
        except cv2.error:
            return None, time.perf_counter()
        return (pixels if found else None), time_s

    def _check_there(self) -> None:
        node = self._device.node
        if node is not None and not node.exists():
            raise SourceError(f"{self.title} was unplugged. Plug it in again; it resumes by itself.")
        if time.perf_counter() - self._last_s > self._patience_s:
            raise SourceError(f"{self.title} gives no pictures. Check its cable and its cover; it is tried again.")
