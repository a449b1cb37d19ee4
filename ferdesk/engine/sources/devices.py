"""Which cameras there are, and which of them an address means. Opens none, so that it is quick and disturbs nobody.

May be called on any thread.
"""

import logging
import platform
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
from cv2_enumerate_cameras import enumerate_cameras

from ferdesk.core.errors import SourceError
from ferdesk.core.types import CameraDevice

logger = logging.getLogger(__name__)

PREFIX: Final = "camera:"
_SYSFS: Final = Path("/sys/class/video4linux")
_NODES: Final = Path("/dev")
_SIZE: Final = re.compile(r"@(\d{2,5})x(\d{2,5})$")


@dataclass(frozen=True, slots=True)
class Device:
    """A camera as the system lists it.

    Attributes:
        index: What cv2 opens it by; it may change whenever a camera is plugged in.
        name: The device's own name, which stays.
        backend: The cv2 backend that `index` belongs to.
        node: Its device file, on Linux.
        main: It gives pictures; a webcam also has devices for other data.
    """

    index: int
    name: str
    backend: int
    node: Path | None = None
    main: bool = True


Lister = Callable[[], tuple[Device, ...]]


def find_devices() -> tuple[Device, ...]:
    """The cameras of this computer by index; empty when there are none or they cannot be listed."""
    system = platform.system()
    if system == "Linux":
        return devices_in(_SYSFS, _NODES)  # the library would open every device to ask what it is, and wake it up
    backend = {"Windows": cv2.CAP_MSMF, "Darwin": cv2.CAP_AVFOUNDATION}.get(system, cv2.CAP_ANY)
    try:
        found = [Device(int(camera.index), str(camera.name), backend) for camera in enumerate_cameras(backend)]
    except (OSError, RuntimeError) as error:
        logger.warning("cameras cannot be listed: %s", error)
        return ()
    return tuple(sorted(found, key=lambda device: device.index))


def devices_in(sysfs: Path, nodes: Path) -> tuple[Device, ...]:
    """The cameras of a Linux system.

    Args:
        sysfs: Where the kernel lists them, one folder each.
        nodes: Where their device files are.
    """
    found = []
    for entry in sysfs.iterdir() if sysfs.is_dir() else ():
        number = re.fullmatch(r"video(\d+)", entry.name)
        node = nodes / entry.name
        if number is None or not node.exists():
            continue
        name = _line(entry / "name") or f"Camera {number[1]}"
        found.append(Device(int(number[1]), name, cv2.CAP_V4L2, node, main=_line(entry / "index") in ("", "0")))
    return tuple(sorted(found, key=lambda device: device.index))


def list_cameras(lister: Lister = find_devices) -> tuple[CameraDevice, ...]:
    """The cameras that can be opened. An address keeps meaning the same camera where its name is the only one."""
    devices = [device for device in lister() if device.main]
    return tuple(CameraDevice(stable_address(device, devices), device.name) for device in devices)


def stable_address(device: Device, devices: Sequence[Device]) -> str:
    """`camera:<name>`, or `camera:N` where several cameras have the name or it could be taken for a number."""
    names = Counter(_folded(other.name) for other in devices if other.main)
    unclear = names[_folded(device.name)] > 1 or device.name.isdigit() or _SIZE.search(device.name) is not None
    return f"{PREFIX}{device.index if unclear or not device.main else device.name}"


def split_size(address: str) -> tuple[str, tuple[int, int] | None]:
    """Splits `camera:0@1280x720` into the camera's address and (width, height), None where no size is asked for."""
    size = _SIZE.search(address)
    return (address, None) if size is None else (address[: size.start()], (int(size[1]), int(size[2])))


def find_device(address: str, devices: Sequence[Device]) -> Device:
    """The camera that an address without a size means.

    Args:
        address: `camera:N`, `camera:<name>` or a name. Of a name, a part is enough that no other camera has.
        devices: All there are.

    Raises:
        SourceError: There is no such camera, or more than one.
    """
    wanted = address.removeprefix(PREFIX).strip()
    found = _matches(wanted, devices)
    if len(found) == 1:
        return found[0]
    cameras = [device for device in devices if device.main]
    if not cameras:
        raise SourceError(
            f"Camera {wanted} was not found: this computer shows no camera. Plug one in, or choose a file or the demo."
        )
    there = ", ".join(f"{PREFIX}{device.index} ({device.name})" for device in cameras)
    if found:
        raise SourceError(f"Several cameras are called {wanted}. Choose one by its number: {there}.")
    raise SourceError(f"Camera {wanted} was not found. Plug it in, or choose one of these: {there}.")


def is_named(name: str, devices: Sequence[Device]) -> bool:
    """Whether a camera has just this name."""
    return any(device.main and _folded(device.name) == _folded(name) for device in devices)


def _matches(wanted: str, devices: Sequence[Device]) -> list[Device]:
    if wanted.isdigit():
        return [device for device in devices if device.index == int(wanted)]
    cameras = [device for device in devices if device.main]
    exact = [device for device in cameras if _folded(device.name) == _folded(wanted)]
    return exact or [device for device in cameras if wanted and _folded(wanted) in _folded(device.name)]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
