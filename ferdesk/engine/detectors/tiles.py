"""Tiles that together cover a picture, for faces too small for one look at the whole. Owned by one thread."""

import math

from ferdesk.core.types import Box, Pixels
from ferdesk.engine.detectors.blazeface import BlazeFace

_DIVISIONS = (1, 2, 3)  # of the picture's shorter side
_SMALLEST_SIDE = 90  # px; smaller tiles hold faces with too few pixels to tell


class TileSweep:
    """Proposes what BlazeFace sees in tiles: some per picture in turn, or all of them each time."""

    def __init__(self, blazeface: BlazeFace, minimum: float, per_picture: int | None) -> None:
        """
        Args:
            blazeface: Not closed here.
            minimum: Lowest score of a proposal, 0...1.
            per_picture: How many tiles a picture is searched in; None for all.
        """
        self._blazeface = blazeface
        self._minimum = minimum
        self._per_picture = per_picture
        self._next = 0

    def propose(self, pixels: Pixels) -> list[Box]:
        """Boxes of what may be faces, in picture coordinates; several may show one face.

        Raises:
            DetectorError: The network could not be run.
        """
        tiles = self._turn(tile_grid(pixels.shape[0], pixels.shape[1]))
        return [face.box for faces in self._blazeface.look(pixels, tiles, self._minimum) for face in faces]

    def close(self) -> None:
        """Nothing is held."""

    def _turn(self, tiles: list[Box]) -> list[Box]:
        if self._per_picture is None or self._per_picture >= len(tiles):
            return tiles
        chosen = [tiles[(self._next + step) % len(tiles)] for step in range(self._per_picture)]
        self._next = (self._next + self._per_picture) % len(tiles)
        return chosen


def tile_grid(height: int, width: int) -> list[Box]:
    """Squares of several sizes that each cover the picture and overlap by at least a half, largest first."""
    longer, shorter = max(height, width), min(height, width)
    tiles = [Box((width - longer) / 2, (height - longer) / 2, longer, longer)]
    for division in _DIVISIONS:
        side = shorter / division
        if division == 1 or side >= _SMALLEST_SIDE:
            tiles += [Box(left, top, side, side) for top in _starts(height, side) for left in _starts(width, side)]
    return tiles


def _starts(length: int, side: float) -> list[float]:
    """Where tiles begin along one direction."""
    free = length - side
    steps = math.ceil(free / (side / 2))
    return [free * step / steps for step in range(steps + 1)] if steps > 0 else [0.0]
