"""Finds faces in two looks. Owned by one thread; never imports Qt.

The first look, at the whole picture or at tiles of it, proposes places. The second one cuts out several times a
proposal's size and searches that: hands and printed shirts that pass the first look do not pass the second, and boxes
come out at the same size relative to the face whether it is near or far. Faces of the picture before get their second
look without being proposed again, so that a head that turns is kept.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ferdesk.core.types import Box, Face, Frame, Pixels
from ferdesk.engine.detectors.blazeface import BlazeFace

# Measured on the clips of a room, of people walking and of hands before a printed shirt: real faces, 15 px wide ones
# too, have a mean score of 0.71 or more in the second look, everything else 0.65 or less.
_SURROUNDINGS = 3.5  # side of the second look, in box sizes; with shoulders in sight faces and hands differ most
_LEAST_SURROUNDINGS = 2.0  # of a face that fills the picture
_CONFIRMED = 0.72  # score of the second look from which a new face is one
_KEPT = 0.5  # the same for a face of the picture before...
_TRUSTED = 0.63  # ...as long as its score is above this on average
_LATEST = 0.2  # weight of a picture in that average, once there are some
_SMALLEST = 12  # px; in smaller boxes there is no expression to be seen
_EYES_APART = 0.2  # least distance of a new face's eyes, in box sizes; faces have 0.3...0.5
_PATIENCE = 10  # pictures in which a face that is no longer seen is looked for
_SAME_PLACE = 0.3  # overlap from which two proposals are one
_COVERED = 0.5  # share of the smaller of two boxes that lies in the other, from which they are one face


class Proposer(Protocol):
    """The first look."""

    def propose(self, pixels: Pixels) -> list[Box]:
        """Boxes of what may be faces, in picture coordinates; several may show one face."""

    def close(self) -> None:
        """May be called twice."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A face that was found.

    Attributes:
        face: As it was last seen.
        trust: Mean of its scores, of the later ones above all.
        seen: Pictures in which it was seen.
        unseen: Pictures since it was last seen.
    """

    face: Face
    trust: float
    seen: int = 1
    unseen: int = 0


class FaceFinder:
    """A `FaceDetector` of two looks."""

    def __init__(self, name: str, proposer: Proposer, blazeface: BlazeFace, *, remembers: bool) -> None:
        """
        Args:
            name: The detector's name.
            proposer: The first look; closed with the finder.
            blazeface: The second look.
            remembers: Pictures follow each other.
        """
        self.name = name
        self._proposer = proposer
        self._blazeface = blazeface
        self._remembers = remembers
        self._known: list[_Known] = []

    def find(self, frame: Frame) -> tuple[Face, ...]:
        """All faces of a frame, best first, without track numbers.

        Raises:
            DetectorError: The picture cannot be searched.
        """
        known = self._known if self._remembers else []
        places = _distinct_places([*(old.face.box for old in known), *self._proposer.propose(frame.pixels)], len(known))
        squares = [_surroundings(place, max(frame.height, frame.width)) for place in places]
        looks = self._blazeface.look(frame.pixels, squares, _KEPT)
        seen = [_face_at(place, faces) for place, faces in zip(places, looks, strict=True)]
        followed = [_followed(old, face) for old, face in zip(known, seen, strict=False)]
        new = [_Known(face, face.score) for face in seen[len(known) :] if face is not None and _is_sure(face)]
        self._known = _distinct([*(old for old in followed if old is not None), *new])
        return tuple(found.face for found in self._known if found.unseen == 0)

    def close(self) -> None:
        """Frees the detector; may be called twice."""
        self._proposer.close()
        self._known = []


def _surroundings(box: Box, longest: float) -> Box:
    """The square that the second look searches; around a face that fills the picture there is not much to see."""
    x, y = box.center
    size = max(box.width, box.height)
    side = max(min(size * _SURROUNDINGS, longest), size * _LEAST_SURROUNDINGS)
    return Box(x - side / 2, y - side / 2, side, side)


def _distinct_places(boxes: Sequence[Box], kept: int) -> list[Box]:
    """Places without repeats; the first `kept` ones all stay."""
    distinct = list(boxes[:kept])
    for box in boxes[kept:]:
        if all(box.overlap(other) < _SAME_PLACE for other in distinct):
            distinct.append(box)
    return distinct


def _face_at(place: Box, faces: Sequence[Face]) -> Face | None:
    """The best of the faces seen around a place that can be the one the place is about."""
    x, y = place.center
    for face in faces:
        face_x, face_y = face.box.center
        reach = max(face.box.width, place.width) * 0.75
        if abs(face_x - x) < reach and abs(face_y - y) < reach and 0.4 < face.box.width / place.width < 2.5:
            return face
    return None


def _followed(old: _Known, face: Face | None) -> _Known | None:
    """What is known of a face after another picture; None when it is given up."""
    if face is None:
        return replace(old, unseen=old.unseen + 1) if old.unseen < _PATIENCE else None
    trust = old.trust + (face.score - old.trust) * max(_LATEST, 1 / (old.seen + 1))
    return _Known(face, trust, old.seen + 1) if trust >= _TRUSTED else None


def _is_sure(face: Face) -> bool:
    """Whether what was not there before is a face."""
    right_eye, left_eye = face.keypoints[:2].tolist()
    has_eyes = math.dist(right_eye, left_eye) >= _EYES_APART * face.box.width
    return face.score >= _CONFIRMED and face.box.width >= _SMALLEST and has_eyes


def _distinct(found: Sequence[_Known]) -> list[_Known]:
    """One per place, best first: of two that cover each other one that is seen, then the one with the better score."""
    distinct: list[_Known] = []
    for each in sorted(found, key=lambda known: (known.unseen, -known.face.score)):
        if all(_covered(each.face.box, better.face.box) < _COVERED for better in distinct):
            distinct.append(each)
    return distinct


def _covered(one: Box, other: Box) -> float:
    """Intersection over the smaller box's area, 0...1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0) * max(height, 0) / min(one.area, other.area)
