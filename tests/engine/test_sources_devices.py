"""Which cameras there are, and which of them an address means."""

import platform
import threading
from pathlib import Path

import cv2
import pytest

from ferdesk.core.errors import SourceError
from ferdesk.engine.sources import camera as camera_module
from ferdesk.engine.sources import devices as devices_module
from ferdesk.engine.sources import is_network, list_cameras, open_source
from ferdesk.engine.sources.camera import is_camera
from ferdesk.engine.sources.devices import Device, devices_in, find_device, stable_address
from tests.engine.made_up_cameras import BUILT_IN, LOGI, system


def test_an_absent_camera_is_named_with_those_that_are_there() -> None:
    with pytest.raises(SourceError, match="no camera"):
        find_device("camera:0", [])
    with pytest.raises(SourceError, match=r"Camera 7 was not found.*camera:0 \(Logi C920\), camera:2 \(Integrated"):
        find_device("camera:7", [LOGI, BUILT_IN])


@pytest.mark.parametrize("address", ["camera:2", "camera:Integrated Camera", "integrated  camera", "camera:integrated"])
def test_addresses_of_one_camera(address: str) -> None:
    assert find_device(address, [LOGI, BUILT_IN]) is BUILT_IN


def test_cameras_of_one_name_have_addresses_of_their_own() -> None:
    twins = (Device(0, "Cam", 200), Device(4, "Cam", 200), LOGI, Device(5, "1234", 200), Device(6, "X@1x12", 200))
    listed = list_cameras(lambda: twins)
    assert [camera.address for camera in listed] == [
        "camera:0",
        "camera:4",
        "camera:Logi C920",
        "camera:5",
        "camera:X@1x12",
    ]
    with pytest.raises(SourceError, match=r"Several cameras are called cam.*camera:0 \(Cam\), camera:4"):
        find_device("camera:cam", twins)


def test_linux_cameras_are_listed_without_being_opened(tmp_path: Path) -> None:
    sysfs, nodes = system(tmp_path, (10, "Logi C920", 0), (2, "Integrated Camera", 0), (3, "Integrated Camera", 1))
    (nodes / "video10").chmod(0)  # a device that cannot be opened is listed all the same
    (sysfs / "video7").mkdir()  # without a device file
    (sysfs / "v4l-subdev0").mkdir()
    devices = devices_in(sysfs, nodes)
    assert [(device.index, device.name, device.main) for device in devices] == [
        (2, "Integrated Camera", True),
        (3, "Integrated Camera", False),
        (10, "Logi C920", True),
    ]
    assert [camera.address for camera in list_cameras(lambda: devices)] == [
        "camera:Integrated Camera",
        "camera:Logi C920",
    ]
    assert find_device("camera:3", devices).index == 3
    assert stable_address(devices[1], devices) == "camera:3"


def test_a_computer_without_cameras(tmp_path: Path) -> None:
    assert devices_in(tmp_path / "nothing", tmp_path) == ()
    assert list_cameras(lambda: ()) == ()


def test_other_systems_are_listed_by_their_own_library(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def enumerate_cameras(backend: int) -> list[Device]:
        asked.append(backend)
        return [Device(1, "B", 0), Device(0, "A", 0)]

    monkeypatch.setattr(platform, "system", lambda: "Windows")
    monkeypatch.setattr(devices_module, "enumerate_cameras", enumerate_cameras)
    devices = devices_module.find_devices()
    assert [(device.index, device.name) for device in devices] == [(0, "A"), (1, "B")]
    assert asked == [cv2.CAP_MSMF]


def test_a_bare_camera_name_is_an_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(camera_module, "find_devices", lambda: (LOGI,))
    assert is_camera("logi c920")
    assert is_camera("Logi C920@1280x720")
    assert is_camera("camera:whatever")
    assert not is_camera("logi")
    named_alike = tmp_path / "Logi C920"
    named_alike.touch()
    assert not is_camera(str(named_alike))


def test_this_computer_answers_without_a_camera_too() -> None:
    for camera in list_cameras():
        assert camera.address.startswith("camera:")
    with pytest.raises(SourceError, match="was not found"):
        open_source("camera:no camera has this name", threading.Event())
    assert not is_network("camera:0")
