"""The embedded demo: a scripted camera over photographs that may be shipped; opened and used by one thread.

Picture k is a function of k alone, so a test or a bench sees the same pictures on every machine.
"""

import math
import threading
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from ferdesk.core import paths
from ferdesk.core.types import Frame, Pixels
from ferdesk.engine.sources.demo_script import ALONE, CROSS_FADE_S, GROUP, PHOTOGRAPHS, RATE, Pane, Scene
from ferdesk.engine.sources.files import FrameCounter
from ferdesk.engine.sources.pictures import load_picture

_GAP_PX: Final = 2


@dataclass(frozen=True, slots=True)
class _Variant:
    title: str
    height: int
    width: int
    scenes: tuple[Scene, ...]


DEMOS: Final = {
    "demo": _Variant("Demo", 480, 640, ALONE),
    "demo:group": _Variant("Demo with ten faces", 720, 1280, GROUP),
}


def is_demo(address: str) -> bool:
    return address in DEMOS


def open_demo(address: str, stop: threading.Event) -> "Demo":  # noqa: ARG001 - three small pictures load at once
    """Opens the demo.

    Raises:
        SourceError: Its photographs are missing or damaged.
    """
    return Demo(address)


class Demo:
    """An endless film of a length that is not stated; see `contracts.Source`."""

    live = False
    still = False
    problems: tuple[str, ...] = ()
    mirrored = False
    duration_s: float | None = None

    def __init__(self, address: str) -> None:
        variant = DEMOS[address]
        self.address = address
        self.title = variant.title
        self._size = (variant.width, variant.height)
        self._scenes = variant.scenes
        self._length_s = sum(scene.length_s for scene in variant.scenes)
        self._photographs = {name: load_picture(paths.demo_pictures() / name) for name in PHOTOGRAPHS}
        self._next = 0
        self._counter = FrameCounter()

    def read(self, timeout_s: float) -> Frame:  # noqa: ARG002 - a picture is made, not waited for
        """See `contracts.Source.read`."""
        number = self._next
        self._next += 1
        return self._counter.frame(self.picture(number), number / RATE)

    def seek(self, position_s: float) -> None:
        """See `contracts.Source.seek`."""
        self._next = max(0, math.floor(position_s * RATE + 1e-6))

    def close(self) -> None:
        """See `contracts.Source.close`; there is nothing to free."""

    def picture(self, number: int) -> Pixels:
        """Picture `number` of the film, RGB uint8 (height, width, 3)."""
        place, time_s = 0, (number / RATE) % self._length_s
        while time_s >= self._scenes[place].length_s:
            time_s -= self._scenes[place].length_s
            place += 1
        pixels = self._paint(self._scenes[place], time_s)
        # A single scene ends as it began and needs no fade.
        if time_s >= CROSS_FADE_S or number < CROSS_FADE_S * RATE or len(self._scenes) == 1:
            return pixels
        before = self._scenes[place - 1]
        fading = self._paint(before, before.length_s)
        part = time_s / CROSS_FADE_S
        return np.asarray(cv2.addWeighted(pixels, part, fading, 1 - part, 0), dtype=np.uint8)

    def _paint(self, scene: Scene, time_s: float) -> Pixels:
        width, height = self._size
        canvas = np.zeros((height, width, 3), np.uint8)
        gap = _GAP_PX if len(scene.panes) > 1 else 0
        for pane in scene.panes:
            left, top = round(pane.left * width), round(pane.top * height)
            right, bottom = round((pane.left + pane.width) * width), round((pane.top + pane.height) * height)
            self._fill(canvas[top + gap : bottom - gap, left + gap : right - gap], pane, time_s)
        return canvas

    def _fill(self, part: Pixels, pane: Pane, time_s: float) -> None:
        """Paints what a pane shows into its part of the frame, RGB uint8 (height, width, 3)."""
        view = pane.view(time_s)
        size = (part.shape[1], part.shape[0])
        scale = view.width / size[0]
        turn = math.radians(view.angle)
        cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
        flip = -1.0 if pane.mirrored else 1.0
        linear = np.array([[cos * flip, -sin], [sin * flip, cos]])
        middle = np.array([(size[0] - 1) / 2, (size[1] - 1) / 2])
        to_photograph = np.column_stack([linear, np.array([view.x, view.y]) - linear @ middle])
        cv2.warpAffine(
            self._photographs[pane.photograph],
            to_photograph,
            size,
            dst=part,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REFLECT_101,
        )
        if view.light != 1.0:
            cv2.convertScaleAbs(part, part, alpha=view.light)
