"""Cameras that a test makes up."""

from pathlib import Path

import cv2

from ferdesk.engine.sources.devices import Device

LOGI = Device(0, "Logi C920", cv2.CAP_V4L2)
BUILT_IN = Device(2, "Integrated Camera", cv2.CAP_V4L2)


def system(root: Path, *cameras: tuple[int, str, int]) -> tuple[Path, Path]:
    """A Linux system with these cameras: number, name, and the number of the device within the camera."""
    sysfs, nodes = root / "sys", root / "dev"
    nodes.mkdir(exist_ok=True)
    for number, name, part in cameras:
        folder = sysfs / f"video{number}"
        folder.mkdir(parents=True)
        (folder / "name").write_text(f"{name}\n")
        (folder / "index").write_text(f"{part}\n")
        (nodes / f"video{number}").touch()
    return sysfs, nodes
