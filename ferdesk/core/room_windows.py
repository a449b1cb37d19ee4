"""From faces to windows. Pure; owned by the one thread that knows faces.

Faces come in as `Glimpse`, one tuple per picture, and are gone when `add` returns: what is kept of a picture is one
`_Moment` of group means, and none is made of fewer than k usable faces.

A window is cut into stretches of 5 seconds, whose means are what the intervals are made of (`room_interval`).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.orientation import Orientation
from ferdesk.core.policy import Policy
from ferdesk.core.room import Estimate, RoomSettings, RoomWindow, Share, TooFew
from ferdesk.core.room_interval import LEAST_BLOCKS, certain, estimate, widened
from ferdesk.core.room_measured import ORIENTATION_ERROR_DEG
from ferdesk.core.types import Floats

Doubles = npt.NDArray[np.float64]

BLOCK_S: Final = 5.0
LONGEST_GAP_S: Final = 2.0
"""After a longer time without pictures a window begins anew: nobody knows what happened meanwhile."""
STILL: Final = 0.3
"""Face widths a second below which a face hardly moves."""


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """One face in one picture; exists while that picture is added, and never longer.

    Attributes:
        usable: Not too small, turned, dark or blurred.
        orientation: Where the head points, None where that cannot be told.
        speed: Face widths a second, None for a face that was not there before.
        probabilities: float32 (E,) in `EMOTIONS` order; None without a model or for a face too small for one.
    """

    usable: bool
    orientation: Orientation | None = None
    speed: float | None = None
    probabilities: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Moment:
    """Group means of one picture; NaN where there are too few usable faces, or nothing is known.

    Attributes:
        facing: Share that faces the direction, with the tolerance as set, narrowed and widened by the measured error.
        mix: float64 (E,) mean probabilities.
    """

    time_s: float
    visible: int
    usable: int
    facing: tuple[float, float, float]
    movement: float
    still: float
    mix: Doubles


class RoomWindows:
    """Puts pictures together into windows."""

    def __init__(self, settings: RoomSettings, policy: Policy) -> None:
        """`policy` decides whether probabilities are looked at; nothing else does."""
        self._settings = settings
        self._policy = policy
        self._direction: Orientation | None = None
        self._moments: list[_Moment] = []
        self._start_s: float | None = None
        self._last_s = -math.inf

    def set_direction(self, direction: Orientation | None) -> None:
        """From now on faces are compared with this direction; the window that was begun is given up."""
        self._direction = direction
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._moments, self._start_s = [], None

    def add(self, time_s: float, faces: Sequence[Glimpse]) -> RoomWindow | TooFew | None:
        """Adds a picture.

        Args:
            time_s: Seconds since the session began, not before the last picture's.
            faces: Every face in it.

        Returns:
            The window that this picture ends, None while it goes on. The picture itself begins the next one.
        """
        if time_s - self._last_s > LONGEST_GAP_S:
            self._begin_anew()
        self._last_s = time_s
        ended = None
        if self._start_s is not None and time_s - self._start_s >= self._settings.window_s:
            ended = self._close(self._start_s)
        if self._start_s is None:
            self._start_s = time_s
        self._moments.append(self._moment(time_s, faces))
        return ended

    def _moment(self, time_s: float, faces: Sequence[Glimpse]) -> _Moment:
        usable = [face for face in faces if face.usable]
        nothing = np.full(len(EMOTIONS), np.nan)
        if len(usable) < self._settings.least_faces:
            return _Moment(time_s, len(faces), len(usable), (math.nan,) * 3, math.nan, math.nan, nothing)
        speeds = [face.speed for face in usable if face.speed is not None]
        enough = len(speeds) >= self._settings.least_faces
        return _Moment(
            time_s,
            len(faces),
            len(usable),
            self._facing(usable),
            float(np.mean(speeds)) if enough else math.nan,
            float(np.mean([speed < STILL for speed in speeds])) if enough else math.nan,
            self._mix(usable) if self._policy.expressions_allowed else nothing,
        )

    def _facing(self, usable: Sequence[Glimpse]) -> tuple[float, float, float]:
        if self._direction is None:
            return (math.nan,) * 3
        apart = np.array([face.orientation.apart_deg(self._direction) for face in usable if face.orientation])
        if len(apart) < self._settings.least_faces:
            return (math.nan,) * 3
        limit = self._settings.tolerance_deg
        as_set, narrow, wide = (
            (apart <= limit + change).mean() for change in (0.0, -ORIENTATION_ERROR_DEG, ORIENTATION_ERROR_DEG)
        )
        return float(as_set), float(narrow), float(wide)

    def _mix(self, usable: Sequence[Glimpse]) -> Doubles:
        seen = [face.probabilities for face in usable if face.probabilities is not None]
        if len(seen) < self._settings.least_faces:
            return np.full(len(EMOTIONS), np.nan)
        return np.asarray(np.mean(seen, axis=0), dtype=np.float64)

    def _close(self, start_s: float) -> RoomWindow | TooFew:
        end_s = start_s + self._settings.window_s
        moments = self._moments
        self._begin_anew()
        every = _blocks(moments, start_s)
        group = _blocks([m for m in moments if m.usable >= self._settings.least_faces], start_s)
        if 2 * sum(map(len, group)) < len(moments) or len(group) < LEAST_BLOCKS:
            return TooFew(start_s, end_s)
        facing = _means(group, lambda moment: moment.facing)
        still = _means(group, lambda moment: moment.still)
        mix = _means(group, lambda moment: moment.mix)
        # Coverage counts every picture, those with too few faces, too: leaving them out would flatter it.
        covered = _means(every, lambda moment: moment.usable / self._settings.expected)
        return RoomWindow(
            start_s,
            end_s,
            round(float(np.median([moment.visible for moment in moments]))),
            certain(estimate(covered, most=1.0)),
            widened(facing),
            estimate(_means(group, lambda moment: moment.movement), most=math.inf),
            _shares(mix),
            self._index(facing, still, mix),
        )

    def _index(self, facing: Doubles, still: Doubles, mix: Doubles) -> Estimate | None:
        """The response index from block means (B, 3), (B,) and (B, E); None where something it weighs is unknown."""
        weights = self._settings.weights
        parts = [(weights.facing, facing), (weights.stillness, still[:, None])]
        if self._policy.expressions_allowed:
            parts.append((weights.expressiveness, 1 - mix[:, [INDEX["neutral"]]]))
        parts = [(weight, values) for weight, values in parts if weight > 0]
        if not parts:
            return None
        total = sum(weight for weight, _ in parts)
        return widened(sum((weight * values for weight, values in parts), np.zeros((len(still), 3))) / total)


def _blocks(moments: Sequence[_Moment], start_s: float) -> list[list[_Moment]]:
    """Stretches of `BLOCK_S` that have pictures, in order."""
    blocks: dict[int, list[_Moment]] = {}
    for moment in moments:
        blocks.setdefault(int((moment.time_s - start_s) / BLOCK_S), []).append(moment)
    return list(blocks.values())


def _means(blocks: Sequence[Sequence[_Moment]], read: Callable[[_Moment], object]) -> Doubles:
    """Per block, the mean of what is read from its pictures where that is known: float64 (B, ...)."""
    means = []
    for block in blocks:
        values = np.array([read(moment) for moment in block], dtype=np.float64)
        known = np.isfinite(values).sum(axis=0)
        means.append(np.where(known > 0, np.nansum(values, axis=0) / np.maximum(known, 1), np.nan))
    return np.array(means)


def _shares(mix: Doubles) -> tuple[Share, ...]:
    """What is known of the expressions, from block means (B, E)."""
    known = ((name, estimate(mix[:, place], most=1.0)) for place, name in enumerate(EMOTIONS))
    return tuple(Share(name, share) for name, share in known if share is not None)
