"""What the embedded demo shows: its photographs, and which part of them is seen when. Data and interpolation only.

A view is a rectangle of a photograph that fills a pane of the frame. Places and widths are in photograph pixels, angles
in degrees, times in seconds. `faces` is how many faces a stretch shows, for tests and for a look at the detector.
"""

import math
from dataclasses import dataclass
from typing import Final

COLLINS: Final = "collins.jpg"
HOPPER: Final = "hopper.jpg"
COFFEE: Final = "coffee.jpg"
PHOTOGRAPHS: Final = (COLLINS, HOPPER, COFFEE)

RATE: Final = 30
"""Pictures a second."""

CROSS_FADE_S: Final = 0.4
_SWAY_PX: Final = 2.5
_SWAY_PERIODS_S: Final = (3.7, 2.9)


@dataclass(frozen=True, slots=True)
class View:
    """Where the camera looks: the middle and width of the visible part, its turn, and a factor on its brightness."""

    x: float
    y: float
    width: float
    angle: float = 0.0
    light: float = 1.0


@dataclass(frozen=True, slots=True)
class Pane:
    """A photograph in a part of the frame: `left` and `width` are fractions of the frame's width.

    Attributes:
        path: Views with the times, from the scene's start, at which they are reached.
        mirrored: The photograph is shown as in a mirror.
        top, height: Fractions of the frame's height.
    """

    photograph: str
    path: tuple[tuple[float, View], ...]
    left: float = 0.0
    width: float = 1.0
    top: float = 0.0
    height: float = 1.0
    mirrored: bool = False

    def view(self, time_s: float) -> View:
        """The view at a time from the scene's start: eased between the times of `path`, with a hand's slight sway."""
        before = max((step for step in self.path if step[0] <= time_s), default=self.path[0], key=lambda step: step[0])
        after = min((step for step in self.path if step[0] > time_s), default=before, key=lambda step: step[0])
        span = after[0] - before[0]
        part = (time_s - before[0]) / span if span > 0 else 0.0
        eased = part * part * (3 - 2 * part)

        def mix(start: float, end: float) -> float:
            return start + (end - start) * eased

        a, b = before[1], after[1]
        sway_x, sway_y = (_SWAY_PX * math.sin(2 * math.pi * time_s / period) for period in _SWAY_PERIODS_S)
        return View(
            mix(a.x, b.x) + sway_x,
            mix(a.y, b.y) + sway_y,
            mix(a.width, b.width),
            mix(a.angle, b.angle),
            mix(a.light, b.light),
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """Panes shown together for a while.

    Attributes:
        faces: (from, to, number) of faces in seconds from the scene's start; times in between are transitions.
    """

    length_s: float
    panes: tuple[Pane, ...]
    faces: tuple[tuple[float, float, int], ...]


ALONE: Final = (
    Scene(
        8.0,
        (
            Pane(
                COLLINS,
                (
                    (0.0, View(228, 165, 320)),
                    (2.2, View(232, 142, 250)),
                    (4.6, View(222, 138, 235, light=1.1)),
                    (6.6, View(335, 370, 330)),
                    (8.0, View(335, 375, 330)),
                ),
            ),
        ),
        ((0.5, 4.8, 1), (6.4, 7.5, 0)),
    ),
    Scene(
        7.0,
        (
            Pane(
                HOPPER,
                (
                    (0.0, View(256, 245, 480)),
                    (1.5, View(262, 250, 410)),
                    (2.8, View(262, 250, 400, angle=-12)),
                    (4.6, View(262, 250, 400, angle=12, light=0.5)),
                    (5.8, View(262, 250, 400, light=0.45)),
                    (7.0, View(262, 250, 440, light=1.25)),
                ),
            ),
        ),
        ((0.5, 6.5, 1),),
    ),
    Scene(4.0, (Pane(COFFEE, ((0.0, View(225, 205, 420)), (4.0, View(370, 190, 400)))),), ((0.5, 3.5, 0),)),
    Scene(
        9.0,
        (
            Pane(
                COLLINS,
                (
                    (0.0, View(225, 195, 250)),
                    (3.0, View(240, 180, 225, light=0.55)),
                    (5.0, View(215, 175, 215, light=1.25)),
                    (9.0, View(228, 180, 225)),
                ),
                width=0.5,
            ),
            Pane(
                HOPPER,
                (
                    (0.0, View(256, 275, 350)),
                    (3.0, View(280, 255, 300, angle=5)),
                    (5.5, View(250, 255, 310, angle=-4)),
                    (7.2, View(330, 470, 165)),
                    (9.0, View(250, 470, 165)),
                ),
                left=0.5,
                width=0.5,
            ),
        ),
        ((0.5, 5.5, 2), (7.2, 8.5, 1)),
    ),
    Scene(
        4.0,
        (
            Pane(
                HOPPER, ((0.0, View(275, 235, 300)), (1.8, View(262, 240, 380, light=0.4)), (4.0, View(256, 262, 500)))
            ),
        ),
        ((0.5, 3.5, 1),),
    ),
)
"""The demo for one picture of 640 x 480: 32 s that repeat."""

_PORTRAITS: Final = {COLLINS: View(225, 137, 112), HOPPER: View(266, 243, 222)}


def _portrait(number: int) -> Pane:
    """One of ten people in two rows, each moving in a way of their own; the path ends as it began."""
    row, column = divmod(number, 5)
    photograph = COLLINS if (row + column) % 2 == 0 else HOPPER
    rest = _PORTRAITS[photograph]
    reach = rest.width * 0.06
    turn = 4 + number % 4

    def moved(x: float, y: float, zoom: float, angle: float, light: float) -> View:
        return View(rest.x + x * reach, rest.y + y * reach, rest.width * zoom, angle, light)

    steps = (
        moved(0, 0, 1.0, 0, 1.0),
        moved(1, 0.4, 0.96, turn, 0.85),
        moved(-0.6, -0.3, 1.04, -turn, 1.1),
        moved(-1, 0.5, 0.98, turn / 2, 0.7),
    )
    shift = number % len(steps)
    order = (*steps[shift:], *steps[:shift], steps[shift])
    path = tuple((4.0 * step, view) for step, view in enumerate(order))
    return Pane(photograph, path, column / 5, 1 / 5, row / 2, 1 / 2, mirrored=column % 4 >= 2)


GROUP: Final = (Scene(16.0, tuple(_portrait(number) for number in range(10)), ((0.0, 16.0, 10),)),)
"""The demo for one picture of 1280 x 720 with ten faces: 16 s that repeat."""
