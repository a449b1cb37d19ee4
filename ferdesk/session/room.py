"""A session of the room view: from observations to windows. What is known of single faces ends here.

`cover` and `take_in` are for the inference thread; everything else may be called from the GUI thread and never waits.
Positions by track number are kept for the time of one step, in memory only, to tell how fast faces move.
"""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ferdesk.core.orientation import Orientation, head_orientation
from ferdesk.core.policy import Policy
from ferdesk.core.room import DirectionSet, Mask, RoomNews, RoomSettings
from ferdesk.core.room_usable import SMALLEST_FOR_EXPRESSION_PX, why_unusable
from ferdesk.core.room_windows import LONGEST_GAP_S, Glimpse, RoomWindows
from ferdesk.core.types import Box, FaceReading, Frame, Observation

STEP_S: Final = 0.25
"""Pictures in between are passed over: a group does not change faster, and steps of this length outlast the jitter of
the boxes."""
DIRECTION_S: Final = 3.0
"""For so long after the operator's click the group's direction is taken."""
COVERED: Final = 60
"""Gray of masked parts."""


class RoomSession:
    """Follows `engine.contracts.RoomTap`.

    Attributes:
        preview: Whether the window gets the covered picture.
        masks: Parts of the picture that are covered from the next picture on.
    """

    def __init__(self, settings: RoomSettings, policy: Policy, started_s: float | None = None) -> None:
        """`started_s`: `time.perf_counter()` that counts as the beginning; now, unless given."""
        self._settings = settings
        self._policy = policy
        self._started_s = time.perf_counter() if started_s is None else started_s
        self._windows = RoomWindows(settings, policy)
        self._news: deque[RoomNews] = deque()
        self._last_s = -np.inf
        self._boxes: dict[int, Box] = {}
        self._asked = False
        self._asking_until_s: float | None = None
        self._directions: list[Orientation] = []
        self.preview = False
        self.masks: tuple[Mask, ...] = ()

    @property
    def expressions(self) -> bool:
        """Whether models may look at the faces."""
        return self._policy.expressions_allowed

    @property
    def now_s(self) -> float:
        """Seconds since the session began."""
        return time.perf_counter() - self._started_s

    def ask_direction(self) -> None:
        """The people face the front now: what the group's heads show in the next seconds is the direction."""
        self._asked = True

    def take(self) -> list[RoomNews]:
        """What has come since the last call, oldest first."""
        return [self._news.popleft() for _ in range(len(self._news))]

    # On the inference thread

    def cover(self, frame: Frame) -> Frame:
        """The picture with the masked parts in one gray."""
        if not self.masks:
            return frame
        pixels = frame.pixels.copy()
        for mask in self.masks:
            left, right = _pixels(mask.left, mask.width, frame.width)
            top, bottom = _pixels(mask.top, mask.height, frame.height)
            pixels[top:bottom, left:right] = COVERED
        return replace(frame, pixels=pixels)

    def take_in(self, observation: Observation) -> None:
        """Makes group means of a picture and forgets the rest."""
        time_s = observation.frame.time_s - self._started_s
        passed_s = time_s - self._last_s
        if passed_s < STEP_S:
            return
        self._last_s = time_s
        glimpses = [self._glimpse(observation.frame, reading, passed_s) for reading in observation.readings]
        self._boxes = {reading.face.track_id: reading.face.box for reading in observation.readings}
        self._look_for_direction(time_s, glimpses)
        window = self._windows.add(time_s, glimpses)
        if window is not None:
            self._news.append(window)

    def _glimpse(self, frame: Frame, reading: FaceReading, passed_s: float) -> Glimpse:
        face = reading.face
        orientation = head_orientation(face.keypoints)
        if why_unusable(frame, face, orientation) is not None:
            return Glimpse(usable=False)
        before = self._boxes.get(face.track_id) if passed_s <= LONGEST_GAP_S else None
        speed = None if before is None else _distance(before, face.box) / passed_s
        large = face.box.height >= SMALLEST_FOR_EXPRESSION_PX
        seen = reading.predictions[0].probabilities if self.expressions and large and reading.predictions else None
        return Glimpse(usable=True, orientation=orientation, speed=speed, probabilities=seen)

    def _look_for_direction(self, time_s: float, glimpses: Sequence[Glimpse]) -> None:
        if self._asked:
            self._asked, self._asking_until_s, self._directions = False, time_s + DIRECTION_S, []
        if self._asking_until_s is None:
            return
        heads = [face.orientation for face in glimpses if face.usable and face.orientation is not None]
        if len(heads) >= self._settings.least_faces:
            self._directions += heads
        if time_s >= self._asking_until_s:
            direction = _middle(self._directions)
            self._asking_until_s, self._directions = None, []
            if direction is not None:
                self._windows.set_direction(direction)
            self._news.append(DirectionSet(direction))


def _pixels(start: float, length: float, size: int) -> tuple[int, int]:
    """First pixel and the one behind the last of a fraction of the picture, at least one pixel."""
    first = min(int(start * size), size - 1)
    return first, max(min(round((start + length) * size), size), first + 1)


def _distance(one: Box, other: Box) -> float:
    """Between two middles, in widths of the larger box."""
    (x, y), (other_x, other_y) = one.center, other.center
    return float(np.hypot(x - other_x, y - other_y)) / max(one.width, other.width)


def _middle(heads: Sequence[Orientation]) -> Orientation | None:
    """The group's middle direction; None for no heads."""
    if not heads:
        return None
    yaw, pitch = np.median([(head.yaw_deg, head.pitch_deg) for head in heads], axis=0).tolist()
    return Orientation(yaw, pitch)
