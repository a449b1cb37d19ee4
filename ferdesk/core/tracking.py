"""Keeps a number per face from frame to frame. Pure: positions and time stamps in, numbers out; owned by one thread.

Positions alone decide, so a number says "the same face as in the frame before", never who somebody is.
"""

import importlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ferdesk.core.types import NO_TRACK, Box, Face


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """When a face is the same, new or gone. Distances are in widths of the larger of the two boxes.

    Attributes:
        reach: How far a face may be from where it was expected.
        reach_per_s: What is added to that per second without a sight of it.
        reach_at_most: The largest such distance.
        size_ratio: The largest change of the box's width.
        no_match_cost: A pair that costs more is no match; distance, missing overlap and change of size add up.
        velocity_s: Time constant in which the speed of a face is learned.
        sure_score: A new face with this score gets its number at once.
        confirm_hits: Any other gets it in its Nth frame.
        newcomer_s: A face without number is forgotten after this time without a sight.
        lose_after_s: A face is no longer expected to move on as it did after this time without a sight.
        recall_s: For this time after that, a face that comes up where it was lost gets its number back.
        recall_reach: How close to that place it must be.
    """

    reach: float = 1.0
    reach_per_s: float = 1.0
    reach_at_most: float = 1.5
    size_ratio: float = 2.0
    no_match_cost: float = 2.5
    velocity_s: float = 0.15
    sure_score: float = 0.85
    confirm_hits: int = 3
    newcomer_s: float = 0.5
    lose_after_s: float = 1.0
    recall_s: float = 2.0
    recall_reach: float = 1.0


@dataclass(frozen=True, slots=True)
class _Track:
    """A face over time.

    Attributes:
        number: From 1; NO_TRACK until the face is confirmed.
        box: Where it was last seen, at `seen_s`.
        speed_x, speed_y: Of its middle, pixels per second.
        hits: Frames in which it was seen.
    """

    number: int
    box: Box
    seen_s: float
    speed_x: float
    speed_y: float
    hits: int

    def expected(self, time_s: float) -> Box:
        ahead_s = time_s - self.seen_s
        return replace(self.box, left=self.box.left + self.speed_x * ahead_s, top=self.box.top + self.speed_y * ahead_s)


class Tracker:
    """Gives faces their numbers: 1, 2, 3... in order of appearance and from left to right, none used twice."""

    def __init__(self, settings: TrackerSettings | None = None) -> None:
        self._settings = settings or TrackerSettings()
        # Half a second of importing that the window need not wait for.
        self._assign: Any = importlib.import_module("scipy.optimize").linear_sum_assignment
        self._tracks: list[_Track] = []
        self._numbers = 0

    def update(self, faces: Sequence[Face], time_s: float) -> tuple[Face, ...]:
        """The faces of a frame that have a number.

        Args:
            faces: What the detector found.
            time_s: When the frame was captured; not before the last one.

        Returns:
            The confirmed ones among `faces`, with their `track_id`, in order of their numbers.
        """
        self._drop_old(time_s)
        ordered = sorted(faces, key=lambda face: face.box.center)
        pairs = self._pairs(ordered, time_s)
        tracks = [self._continued(pairs.get(position), face, time_s) for position, face in enumerate(ordered)]
        matched = {id(track) for track in pairs.values()}
        self._tracks = [track for track in self._tracks if id(track) not in matched] + tracks
        shown = [
            replace(face, track_id=track.number)
            for face, track in zip(ordered, tracks, strict=True)
            if track.number != NO_TRACK
        ]
        return tuple(sorted(shown, key=lambda face: face.track_id))

    def forget(self) -> None:
        """Knows no face any more; the next ones get numbers that nobody had."""
        self._tracks = []

    def _drop_old(self, time_s: float) -> None:
        limits = self._settings
        longest = limits.lose_after_s + limits.recall_s
        self._tracks = [
            track
            for track in self._tracks
            if time_s - track.seen_s <= (longest if track.number != NO_TRACK else limits.newcomer_s)
        ]

    def _pairs(self, faces: Sequence[Face], time_s: float) -> dict[int, _Track]:
        """Position in `faces` to the track it continues; lost tracks get what the others leave."""
        followed = [track for track in self._tracks if time_s - track.seen_s <= self._settings.lose_after_s]
        lost = [track for track in self._tracks if time_s - track.seen_s > self._settings.lose_after_s]
        pairs: dict[int, _Track] = {}
        for tracks in (followed, lost):
            left = [position for position in range(len(faces)) if position not in pairs]
            if tracks and left:
                costs = np.array([[self._cost(track, faces[p].box, time_s) for p in left] for track in tracks])
                pairs |= {left[column]: tracks[row] for row, column in self._matches(costs)}
        return pairs

    def _matches(self, costs: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
        limit = self._settings.no_match_cost
        # Capped costs make "no match" one choice among others, so that no good pair is given up for two bad ones.
        rows, columns = self._assign(np.minimum(costs, limit))
        return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if costs[r, c] < limit]

    def _cost(self, track: _Track, box: Box, time_s: float) -> float:
        limits = self._settings
        unseen_s = time_s - track.seen_s
        is_lost = unseen_s > limits.lose_after_s
        expected = track.box if is_lost else track.expected(time_s)
        reach = min(limits.reach + limits.reach_per_s * unseen_s, limits.reach_at_most)
        width = max(box.width, expected.width)
        distance = math.dist(box.center, expected.center) / width
        ratio = width / min(box.width, expected.width)
        if distance > (limits.recall_reach if is_lost else reach) or ratio > limits.size_ratio:
            return math.inf
        return distance + (1 - box.overlap(expected)) + math.log(ratio)

    def _continued(self, track: _Track | None, face: Face, time_s: float) -> _Track:
        """A track with one more sight, or a new one; with a number as soon as it has earned one."""
        if track is None:
            track = _Track(NO_TRACK, face.box, time_s, speed_x=0.0, speed_y=0.0, hits=1)
        else:
            track = self._moved(track, face, time_s)
        is_sure = face.score >= self._settings.sure_score or track.hits >= self._settings.confirm_hits
        if track.number != NO_TRACK or not is_sure:
            return track
        self._numbers += 1
        return replace(track, number=self._numbers)

    def _moved(self, track: _Track, face: Face, time_s: float) -> _Track:
        passed_s = time_s - track.seen_s
        here = replace(track, box=face.box, seen_s=time_s, hits=track.hits + 1)
        if passed_s <= 0:
            return here
        weight = 1 - math.exp(-passed_s / self._settings.velocity_s)
        (x, y), (old_x, old_y) = face.box.center, track.box.center
        return replace(
            here,
            speed_x=track.speed_x + weight * ((x - old_x) / passed_s - track.speed_x),
            speed_y=track.speed_y + weight * ((y - old_y) / passed_s - track.speed_y),
        )


def number_faces(faces: Sequence[Face]) -> tuple[Face, ...]:
    """Faces of a picture that stands alone, numbered 1, 2, 3... from left to right."""
    ordered = sorted(faces, key=lambda face: face.box.center)
    return tuple(replace(face, track_id=number) for number, face in enumerate(ordered, start=1))
