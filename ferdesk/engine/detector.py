"""Face detectors by name. Each is made, used and closed by one thread. Importing this loads none of their libraries."""

from collections.abc import Callable
from typing import Final

from ferdesk.core.errors import DetectorError
from ferdesk.engine.contracts import FaceDetector
from ferdesk.engine.detectors.blazeface import BlazeFace
from ferdesk.engine.detectors.finder import FaceFinder
from ferdesk.engine.detectors.tiles import TileSweep
from ferdesk.engine.detectors.whole_picture import WholePicture

# Scores from which a place of the first look gets a second one: low ones find more small faces and take longer.
_PROPOSED_NEAR = 0.5
_PROPOSED_FAR = 0.25
_TILES_PER_PICTURE = 10  # while live: a room of four takes 19 ms of one core at 1280x720, searched three times a second


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
        raise DetectorError(f"There is no face detector called {name!r}; choose one of: {', '.join(DETECTORS)}.")
    return DETECTORS[name](still, exhaustive)


def _near(still: bool, exhaustive: bool) -> FaceDetector:  # noqa: ARG001 - it always searches all of a picture
    return FaceFinder("near", WholePicture(_PROPOSED_NEAR), BlazeFace(), remembers=not still)


def _far(still: bool, exhaustive: bool) -> FaceDetector:
    blazeface = BlazeFace()
    sweep = TileSweep(blazeface, _PROPOSED_FAR, None if exhaustive or still else _TILES_PER_PICTURE)
    return FaceFinder("far", sweep, blazeface, remembers=not still)


DETECTORS: Final[dict[str, Callable[[bool, bool], FaceDetector]]] = {"near": _near, "far": _far}
"""Near: faces from about a twentieth of the picture's height, two milliseconds. Far: a room, down to 15 pixels."""
