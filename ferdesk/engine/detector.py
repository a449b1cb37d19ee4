"""Face detectors by name, each made, used and closed by one thread. Importing this loads none of their libraries.

A detector finds a face in two looks. The first one, at the whole picture or at tiles of it, proposes places. The second
one cuts out three times a proposal's size and searches that: hands and printed shirts that pass the first look do not
pass the second, and boxes come out at the same size relative to the face whether it is near or far. Faces of the
picture before get their second look without being proposed again, so that a head that turns is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from ferdesk.core.errors import DetectorError
from ferdesk.core.types import Box, Face, Frame, Pixels
from ferdesk.engine.contracts import FaceDetector
from ferdesk.engine.detectors.blazeface import BlazeFace
from ferdesk.engine.detectors.tiles import TileSweep
from ferdesk.engine.detectors.whole_picture import WholePicture

_PROPOSED = 0.4  # score from which a place gets a second look
_CONFIRMED = 0.75  # score of the second look from which a new face is one: faces have 0.87...0.97, hands below 0.62
_KEPT = 0.5  # the same for a face of the picture before
_PATIENCE = 10  # pictures in which a face that is no longer seen is looked for
_SURROUNDINGS = 3.0  # side of the second look, in box sizes
_SAME_FACE = 0.5  # share of the smaller box that lies in the larger one
_TILES_PER_PICTURE = 8


class Proposer(Protocol):
    """Says where to look closer."""

    def propose(self, pixels: Pixels) -> list[Box]:
        """Boxes in picture coordinates."""

    def close(self) -> None:
        """May be called twice."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A face of an earlier picture and in how many pictures it has not been seen since."""

    box: Box
    unseen: int


class FaceFinder:
    """A `FaceDetector` of two looks."""

    def __init__(self, name: str, proposer: Proposer, blazeface: BlazeFace, *, remembers: bool) -> None:
        """
        Args:
            name: One of `DETECTORS`.
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
        known = self._known
        proposed = _distinct_boxes(self._proposer.propose(frame.pixels), [old.box for old in known])
        expected = [(old.box, _KEPT) for old in known] + [(box, _CONFIRMED) for box in proposed]
        looks = self._blazeface.look(frame.pixels, [_surroundings(box) for box, _ in expected], _KEPT)
        seen = [_expected_face(faces, box, score) for faces, (box, score) in zip(looks, expected, strict=True)]
        faces = _distinct_faces([face for face in seen if face is not None])
        if self._remembers:
            missed = [old for old, face in zip(known, seen, strict=False) if face is None]
            self._known = _remembered(faces, missed)
        return faces

    def close(self) -> None:
        """Frees the detector; may be called twice."""
        self._proposer.close()
        self._known = []


def make_detector(name: str, *, still: bool = False, exhaustive: bool = False) -> FaceDetector:
    """A face detector.

    Args:
        name: One of `DETECTORS`.
        still: Pictures have nothing to do with each other.
        exhaustive: Search all of every picture, however long it takes; else a search may spread over some pictures.

    Raises:
        DetectorError: There is no such detector, or its files are missing or damaged.
    """
    if name not in DETECTORS:
        raise DetectorError(f"There is no face detector called {name!r}; choose one of {', '.join(DETECTORS)}.")
    return DETECTORS[name](still, exhaustive or still)


def _near(still: bool, exhaustive: bool) -> FaceDetector:  # noqa: ARG001 - it always searches all of a picture
    return FaceFinder("near", WholePicture(_PROPOSED), BlazeFace(), remembers=not still)


def _far(still: bool, exhaustive: bool) -> FaceDetector:
    blazeface = BlazeFace()
    sweep = TileSweep(blazeface, _PROPOSED, None if exhaustive else _TILES_PER_PICTURE)
    return FaceFinder("far", sweep, blazeface, remembers=not still)


DETECTORS: Final[dict[str, Callable[[bool, bool], FaceDetector]]] = {"near": _near, "far": _far}
"""Near: faces from about a tenth of the picture's height. Far: a room, at several times the cost."""


def _surroundings(box: Box) -> Box:
    """The square that the second look searches."""
    x, y = box.center
    side = max(box.width, box.height) * _SURROUNDINGS
    return Box(x - side / 2, y - side / 2, side, side)


def _expected_face(faces: Sequence[Face], box: Box, minimum: float) -> Face | None:
    """The best of the faces seen in a box's surroundings that can be the one the box is about."""
    for face in faces:
        if face.score >= minimum and _near_enough(face.box, box):
            return face
    return None


def _near_enough(box: Box, expected: Box) -> bool:
    (x, y), (expected_x, expected_y) = box.center, expected.center
    reach = max(box.width, expected.width) * 0.75
    return abs(x - expected_x) < reach and abs(y - expected_y) < reach and 0.4 < box.width / expected.width < 2.5


def _distinct_boxes(boxes: Sequence[Box], known: Sequence[Box]) -> list[Box]:
    """Proposals without those of a known face and without repeats."""
    distinct: list[Box] = []
    for box in boxes:
        if not any(box.overlap(other) > 0.3 for other in (*known, *distinct)):
            distinct.append(box)
    return distinct


def _distinct_faces(faces: Sequence[Face]) -> tuple[Face, ...]:
    """One face per place, best first: of two that cover each other the better one."""
    distinct: list[Face] = []
    for face in sorted(faces, key=lambda face: -face.score):
        if all(_covered(face.box, better.box) < _SAME_FACE for better in distinct):
            distinct.append(face)
    return tuple(distinct)


def _covered(one: Box, other: Box) -> float:
    """Intersection over the smaller box's area, 0...1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0) * max(height, 0) / min(one.area, other.area)


def _remembered(faces: Sequence[Face], missed: Sequence[_Known]) -> list[_Known]:
    """What to look for in the next picture."""
    again = [_Known(old.box, old.unseen + 1) for old in missed if old.unseen < _PATIENCE]
    free = [old for old in again if all(_covered(old.box, face.box) < _SAME_FACE for face in faces)]
    return [_Known(face.box, 0) for face in faces] + free
