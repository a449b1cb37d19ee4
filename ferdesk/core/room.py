"""What the room view may say: values about a whole group over a stretch of time. Pure values, any thread.

No type here can hold anything about one person: there are single numbers with their intervals, one set per window, and
a window is at least 30 seconds of at least three usable faces. What is known of single faces ends where these are made
(`room_windows`).
"""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.orientation import Orientation
from ferdesk.core.policy import Policy

LEAST_FACES: Final = 3
"""No setting makes a group smaller than this."""
DEFAULT_FACES: Final = 5
LEAST_WINDOW_S: Final = 30.0
"""No setting makes a window shorter than this."""
WINDOWS_S: Final = (30, 60, 120, 300)
DEFAULT_TOLERANCE_DEG: Final = 30.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval, `low <= value <= high`."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"an estimate lies inside its interval, got {self.low}, {self.value}, {self.high}")


@dataclass(frozen=True, slots=True)
class Weights:
    """How the response index is put together: a weighted mean of shares, each 0...1.

    Attributes:
        facing: Weight of the share of faces that point in the direction the operator set.
        stillness: Weight of the share of faces that hardly move.
        expressiveness: Weight of what the models see in the group besides "neutral"; counts for nothing where
            expressions are not allowed.
    """

    facing: float = 0.7
    stillness: float = 0.3
    expressiveness: float = 0.0

    def __post_init__(self) -> None:
        every = (self.facing, self.stillness, self.expressiveness)
        if not all(math.isfinite(weight) and weight >= 0 for weight in every) or sum(every) == 0:
            raise ValueError(f"weights are not negative and not all 0, got {every}")


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """What the operator chose.

    Attributes:
        expected: How many people there should be; coverage is measured against it.
        least_faces: k: with fewer usable faces nothing is shown or stored.
        window_s: Length of a window, seconds.
        tolerance_deg: A head within this angle of the direction that was set counts as facing it.
        weights: Of the response index.
    """

    expected: int = 20
    least_faces: int = DEFAULT_FACES
    window_s: float = LEAST_WINDOW_S
    tolerance_deg: float = DEFAULT_TOLERANCE_DEG
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        if self.least_faces < LEAST_FACES:
            raise ValueError(f"a group has at least {LEAST_FACES} faces, got {self.least_faces}")
        if not LEAST_WINDOW_S <= self.window_s <= 3600:
            raise ValueError(f"a window lasts {LEAST_WINDOW_S:g}...3600 seconds, got {self.window_s}")
        if self.expected < 1:
            raise ValueError(f"at least one person is expected, got {self.expected}")
        if not 10 <= self.tolerance_deg <= 60:
            raise ValueError(f"the tolerance is 10...60 degrees, got {self.tolerance_deg}")


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one expression there is in a group, 0...1."""

    emotion: str
    share: Estimate


@dataclass(frozen=True, slots=True)
class RoomWindow:
    """What is said about one stretch of time.

    Attributes:
        start_s, end_s: Seconds since the session began.
        faces: Faces visible, usable or not: the middle value over the window.
        coverage: Usable faces as a share of the expected people, at most 1.
        facing: Share of the usable faces that point in the direction that was set; None before it is set.
        movement: Mean speed of the usable faces, in face widths a second; None where faces could not be followed.
        mix: The group's expressions; empty where they are not allowed, or too few faces are large enough.
        index: The response index, 0...1; None where a part of it is missing.
    """

    start_s: float
    end_s: float
    faces: int
    coverage: Estimate
    facing: Estimate | None
    movement: Estimate | None
    mix: tuple[Share, ...]
    index: Estimate | None

    def __post_init__(self) -> None:
        names = [share.emotion for share in self.mix]
        if len(set(names)) != len(names) or not set(names) <= set(EMOTIONS):
            raise ValueError(f"a mix names each expression once, got {names}")
        if self.end_s - self.start_s < LEAST_WINDOW_S:
            raise ValueError(f"a window lasts at least {LEAST_WINDOW_S:g} s, got {self.end_s - self.start_s}")


@dataclass(frozen=True, slots=True)
class TooFew:
    """A stretch of time of which nothing is known, shown or stored: there were not enough usable faces."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class DirectionSet:
    """The answer to the operator's click: the group's middle direction, None where there were not enough faces."""

    direction: Orientation | None


RoomNews = RoomWindow | TooFew | DirectionSet
"""Everything that leaves the thread on which faces are known."""


class LessonEvent(StrEnum):
    """What a mark can say. A list instead of free text, so that no name gets in."""

    START = "start"
    EXPLANATION = "explanation"
    QUESTION = "question"
    EXERCISE = "exercise"
    GROUP_WORK = "group work"
    BREAK = "break"
    END = "end"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RoomMark:
    """An event of the lesson; `time_s` counts from the beginning of the session."""

    time_s: float
    event: LessonEvent


@dataclass(frozen=True, slots=True)
class Mask:
    """A part of the picture that is covered before any face is looked for, as fractions 0...1 of the picture."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        inside = 0 <= self.left <= 1 and 0 <= self.top <= 1
        if not (inside and 0 < self.width <= 1 and 0 < self.height <= 1):
            raise ValueError(f"a mask is a part of the picture, got {self}")


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A session as it is saved: windows that hold something, and nothing of those that do not.

    Attributes:
        started_utc: ISO 8601, to the second.
        operator: Who runs it, as the operator wrote it.
        days: After so many days the saved files are deleted.
        direction: The last one that was set.
    """

    settings: RoomSettings
    policy: Policy
    started_utc: str
    operator: str
    days: int
    direction: Orientation | None
    windows: tuple[RoomWindow, ...]
    marks: tuple[RoomMark, ...]
