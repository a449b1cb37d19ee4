"""Tiles that together cover a picture, for faces too small for one look at the whole. Owned by one thread."""

import math

from ferdesk.core.types import Box, Pixels
from ferdesk.engine.detectors.blazeface import BlazeFace

_DIVISIONS = (1, 2, 4)  # of the picture's shorter side
_SMALLEST_SIDE = 80  # px; in smaller tiles faces have too few pixels to be told from hands and folds
_STEP = 0.65  # of a tile's side: a face that two tiles cut in two is whole in the next larger ones


class TileSweep:
    """Proposes what BlazeFace sees in tiles: all of them in the first picture, then some per picture in turn."""

    def __init__(self, blazeface: BlazeFace, minimum: float, per_picture: int | None) -> None:
        """
        Args:
            blazeface: Not closed here.
            minimum: Lowest score of a proposal, 0...1.
            per_picture: How many tiles a picture is searched in; None for all of them each time.
        """
        self._blazeface = blazeface
        self._minimum = minimum
        self._per_picture = per_picture
        self._next: int | None = None

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
        if self._next is None or self._per_picture is None or self._per_picture >= len(tiles):
            self._next = 0
            return tiles
        start, self._next = self._next, (self._next + self._per_picture) % len(tiles)
        return [tiles[(start + step) % len(tiles)] for step in range(self._per_picture)]


def tile_grid(height: int, width: int) -> list[Box]:
    """Squares of several sizes that each cover the picture and overlap by at least a third, largest first."""
    longer, shorter = max(height, width), min(height, width)
    tiles = [Box((width - longer) / 2, (height - longer) / 2, longer, longer)]
    sides = {max(shorter / division, min(shorter, _SMALLEST_SIDE)) for division in _DIVISIONS}
    for side in sorted(sides, reverse=True):
        tiles += [Box(left, top, side, side) for top in _starts(height, side) for left in _starts(width, side)]
    return tiles


def _starts(length: int, side: float) -> list[float]:
    """Where tiles begin along one direction."""
    free = length - side
    steps = math.ceil(free / (side * _STEP))
    return [free * step / steps for step in range(steps + 1)] if steps > 0 else [0.0]
