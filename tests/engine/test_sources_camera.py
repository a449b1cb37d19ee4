"""Cameras without a camera: the real class on a capture that does what a test says."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame
from ferdesk.engine.sources import camera as camera_module
from ferdesk.engine.sources.camera import Camera, open_camera
from ferdesk.engine.sources.devices import Device, devices_in, split_size
from tests.engine.clips import strictly_increase
from tests.engine.made_up_cameras import BUILT_IN, LOGI, system

STOP = threading.Event()


class Clock:
    """Stands in for the module `time`: it goes on only when something waits."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def perf_counter(self) -> float:
        return self.now_s

    def sleep(self, duration_s: float) -> None:
        self.now_s += duration_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(camera_module, "time", clock)
    return clock


@dataclass
class ScriptedCapture:
    """A `cv2.VideoCapture` that gives BGR pictures until `fails` says otherwise."""

    clock: Clock
    is_open: bool = True
    fails: Callable[[], bool] = lambda: False
    blocks_s: float = 0.0
    settings: dict[int, float] = field(default_factory=dict)
    released: int = 0

    def isOpened(self) -> bool:  # noqa: N802 - cv2's name
        return self.is_open

    def set(self, propId: int, value: float) -> bool:  # noqa: N803 - cv2's name
        self.settings[propId] = value
        return True

    def grab(self) -> bool:
        fails = self.fails()
        self.clock.sleep(self.blocks_s if fails else 0.033)
        return not fails

    def retrieve(self) -> tuple[bool, npt.NDArray[Any]]:
        return True, np.full((48, 64, 3), (255, 0, 7), np.uint8)

    def release(self) -> None:
        self.released += 1


def opened(address: str, devices: Sequence[Device], capture: ScriptedCapture) -> Camera:
    return open_camera(address, STOP, lambda: tuple(devices), lambda _device: capture)


def until_lost(camera: Camera) -> str:
    for _ in range(10_000):
        try:
            camera.read(0.1)
        except SourceError as error:
            return str(error)
    raise AssertionError("the camera was never given up")


def test_pictures_are_rgb_mirrored_and_stamped_when_grabbed(clock: Clock) -> None:
    camera = opened("camera:0", [LOGI], ScriptedCapture(clock))
    frames = [frame for frame in (camera.read(0.1) for _ in range(3)) if isinstance(frame, Frame)]
    assert tuple(frames[0].pixels[0, 0]) == (7, 0, 255)
    assert [frame.index for frame in frames] == [0, 1, 2]
    assert [frame.time_s for frame in frames] == pytest.approx([1000.033, 1000.066, 1000.099])
    assert strictly_increase([frame.time_s for frame in frames])
    assert {frame.position_s for frame in frames} == {None}
    assert camera.live
    assert camera.mirrored
    assert not camera.still
    assert camera.title == "Logi C920"


def test_a_busy_camera_is_refused_and_released(clock: Clock) -> None:
    capture = ScriptedCapture(clock, is_open=False)
    with pytest.raises(SourceError, match="Logi C920 cannot be opened: another program"):
        opened("camera:0", [LOGI], capture)
    assert capture.released == 1


def test_a_camera_that_may_not_be_opened_says_what_to_do(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices = devices_in(*system(tmp_path, (0, "Logi C920", 0)))
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(SourceError, match="usermod -aG video"):
        opened("camera:0", devices, ScriptedCapture(clock))


def test_opening_can_be_given_up(clock: Clock) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(SourceError, match="given up"):
        open_camera("camera:0", stop, lambda: (LOGI,), lambda _device: ScriptedCapture(clock))


def test_an_unplugged_camera_is_noticed_at_the_next_failure(clock: Clock, tmp_path: Path) -> None:
    devices = devices_in(*system(tmp_path, (0, "Logi C920", 0)))
    node = devices[0].node
    assert node is not None
    camera = opened("camera:0", devices, ScriptedCapture(clock, fails=lambda: not node.exists()))
    assert camera.read(0.1) is not None
    node.unlink()
    with pytest.raises(SourceError, match="Logi C920 was unplugged"):
        camera.read(0.1)


@pytest.mark.parametrize("blocks_s", [0.0, 0.5, 1.0], ids=["fails at once", "blocks 0.5 s", "blocks 1 s"])
def test_a_camera_that_goes_silent_is_noticed_within_2_seconds(clock: Clock, blocks_s: float) -> None:
    silent = threading.Event()
    camera = opened("camera:0", [LOGI], ScriptedCapture(clock, fails=silent.is_set, blocks_s=blocks_s))
    frame = camera.read(0.1)
    assert frame is not None
    silent.set()
    assert "gives no pictures" in until_lost(camera)
    assert clock.now_s - frame.time_s < 2


def test_the_first_picture_may_take_seconds(clock: Clock) -> None:
    camera = opened("camera:0", [LOGI], ScriptedCapture(clock, fails=lambda: clock.now_s < 1004, blocks_s=1.0))
    for _ in range(4):
        assert camera.read(0.1) is None
    assert camera.read(0.1) is not None


def test_a_camera_that_never_gives_a_picture_is_given_up(clock: Clock) -> None:
    camera = opened("camera:0", [LOGI], ScriptedCapture(clock, fails=lambda: True, blocks_s=1.0))
    assert "gives no pictures" in until_lost(camera)
    assert clock.now_s < 1008


def test_an_error_of_cv2_counts_as_no_picture(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    capture = ScriptedCapture(clock)
    camera = opened("camera:0", [LOGI], capture)

    def broken() -> bool:
        raise cv2.error("broken")

    monkeypatch.setattr(capture, "grab", broken)
    assert camera.read(0.1) is None


def test_the_same_camera_is_found_under_another_number(clock: Clock) -> None:
    used: list[int] = []

    def opener(device: Device) -> ScriptedCapture:
        used.append(device.index)
        return ScriptedCapture(clock)

    camera = open_camera("camera:0", STOP, lambda: (LOGI, BUILT_IN), opener)
    assert camera.address == "camera:Logi C920"
    camera.close()
    camera.close()
    shuffled = (Device(0, BUILT_IN.name, cv2.CAP_V4L2), Device(3, LOGI.name, cv2.CAP_V4L2))
    again = open_camera(camera.address, STOP, lambda: shuffled, opener)
    assert again.title == "Logi C920"
    assert used == [0, 3]


@pytest.mark.parametrize(
    ("address", "size", "compressed"),
    [("camera:0", (640, 480), False), ("camera:0@1280x720", (1280, 720), True)],
)
def test_the_size_that_is_asked_for(clock: Clock, address: str, size: tuple[int, int], compressed: bool) -> None:
    capture = ScriptedCapture(clock)
    camera = opened(address, [LOGI], capture)
    asked = capture.settings
    assert [asked[cv2.CAP_PROP_FRAME_WIDTH], asked[cv2.CAP_PROP_FRAME_HEIGHT]] == list(size)
    assert (cv2.CAP_PROP_FOURCC in asked) == compressed
    assert camera.address == address.replace("camera:0", "camera:Logi C920")
    assert split_size(camera.address)[0] == "camera:Logi C920"
