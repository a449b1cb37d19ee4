"""BlazeFace on ONNX Runtime: many square tiles of one picture in one run. Owned by one thread; never imports Qt.

The network, its anchors and the decoding are those of MediaPipe's short-range model: Bazarevsky et al. 2019,
"BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs", sections "Anchor scheme" and "Post-processing" (boxes
that overlap are averaged instead of suppressed). It sees faces from about a tenth of a tile to the whole tile.
"""

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ferdesk.core.errors import DetectorError, ModelError
from ferdesk.core.types import Box, Face, Floats, Pixels
from ferdesk.engine.detectors.shipped import blazeface_onnx
from ferdesk.engine.runtime import make_session, runtime_errors

INPUT_SIDE = 128
_TILES_PER_RUN = 16  # more at once leaves the processor's cache and costs a third more per tile
_THREADS = 2
_HALVED_FROM = 2 * INPUT_SIDE
_SAME_FACE = 0.3  # overlap from which two boxes of one tile are averaged, as in MediaPipe
_GRIDS = ((16, 2), (8, 6))  # cells per side and anchors per cell, in the order of the network's outputs


class BlazeFace:
    """The network in a session of its own."""

    def __init__(self) -> None:
        """Loads the shipped model.

        Raises:
            DetectorError: The model file is missing, damaged or cannot be run.
        """
        try:
            self._session = make_session(blazeface_onnx(), "The face detector's file", "cpu", _THREADS)
        except ModelError as error:
            raise DetectorError(str(error)) from error
        self._anchors = _anchors()

    def look(self, pixels: Pixels, squares: Sequence[Box], minimum: float) -> list[tuple[Face, ...]]:
        """The faces in each of some squares of a picture.

        Args:
            pixels: RGB uint8 (height, width, 3).
            squares: Where to look; they may reach over the picture's edge, what lies outside is black.
            minimum: Lowest score, between 0 and 1.

        Returns:
            Per square, its faces in picture coordinates, best first.

        Raises:
            DetectorError: The network could not be run.
        """
        found: list[tuple[Face, ...]] = []
        for start in range(0, len(squares), _TILES_PER_RUN):
            part = [_whole_pixels(square) for square in squares[start : start + _TILES_PER_RUN]]
            tiles = _tiles(pixels, part).astype(np.float32)
            tiles *= 2 / 255
            tiles -= 1
            regressors, logits = self._run(tiles)
            found += [
                self._decode(r, c, square, minimum) for r, c, square in zip(regressors, logits, part, strict=True)
            ]
        return found

    def _run(self, tiles: Floats) -> tuple[Floats, Floats]:
        try:
            regressors, logits = self._session.run(["regressors", "classificators"], {"input": tiles})
        except runtime_errors() as error:
            raise DetectorError(f"The face detector could not search the picture ({error}); try again.") from error
        return regressors, logits

    def _decode(self, regressors: Floats, logits: Floats, square: Box, minimum: float) -> tuple[Face, ...]:
        """Faces from the outputs for one tile: float32 (896, 16) offsets in input pixels and (896, 1) logits."""
        chosen = np.flatnonzero(logits[:, 0] >= math.log(minimum / (1 - minimum)))
        chosen = chosen[np.argsort(-logits[chosen, 0], kind="stable")]
        scores = 1 / (1 + np.exp(-logits[chosen, 0].astype(np.float64)))
        # Per anchor eight points: middle, size and six keypoints; all but the size count from the anchor.
        points = regressors[chosen].reshape(-1, 8, 2).astype(np.float64)
        points[:, [0, 2, 3, 4, 5, 6, 7]] += self._anchors[chosen, None] * INPUT_SIDE
        points *= square.width / INPUT_SIDE
        points[:, [0, 2, 3, 4, 5, 6, 7]] += (square.left, square.top)
        real = (points[:, 1] > 0).all(axis=1)
        return _averaged(points[real], scores[real])


def _anchors() -> npt.NDArray[np.float64]:
    """Middles of the 896 anchors, (896, 2) x and y as fractions of the tile."""
    grids = []
    for cells, per_cell in _GRIDS:
        middles = (np.arange(cells) + 0.5) / cells
        x, y = np.meshgrid(middles, middles)
        grids.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), per_cell, axis=0))
    return np.concatenate(grids)


def _whole_pixels(square: Box) -> Box:
    """A square that pixels can be cut at, also at half the size where it is large."""
    step = 2 if square.width >= _HALVED_FROM else 1
    side = max(round(square.width / step), 1) * step
    return Box(round(square.left / step) * step, round(square.top / step) * step, side, side)


def _tiles(pixels: Pixels, squares: Sequence[Box]) -> Pixels:
    """All tiles, uint8 (N, INPUT_SIDE, INPUT_SIDE, 3); large ones from the picture at half its size, halved once."""
    halved = pixels
    if any(square.width >= _HALVED_FROM for square in squares):
        halved = np.asarray(cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return np.stack(
        [
            _cut(pixels, square)
            if square.width < _HALVED_FROM
            else _cut(halved, Box(square.left / 2, square.top / 2, square.width / 2, square.width / 2))
            for square in squares
        ]
    )


def _cut(pixels: Pixels, square: Box) -> Pixels:
    """One tile, uint8 (INPUT_SIDE, INPUT_SIDE, 3); black outside the picture."""
    left, top, side = int(square.left), int(square.top), int(square.width)
    height, width = pixels.shape[:2]
    inside = pixels[max(top, 0) : max(top + side, 0), max(left, 0) : max(left + side, 0)]
    if inside.size == 0:
        return np.zeros((INPUT_SIDE, INPUT_SIDE, 3), dtype=np.uint8)
    beyond = (max(-top, 0), max(top + side - height, 0), max(-left, 0), max(left + side - width, 0))
    if any(beyond):
        inside = np.asarray(cv2.copyMakeBorder(inside, *beyond, cv2.BORDER_CONSTANT), dtype=np.uint8)
    # Averaging over whole pixels takes a tenth of the time of averaging over parts of them.
    reduction = max(side // INPUT_SIDE, 1)
    between = cv2.resize(inside, (INPUT_SIDE * reduction, INPUT_SIDE * reduction), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(between, (INPUT_SIDE, INPUT_SIDE), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _averaged(points: npt.NDArray[np.float64], scores: npt.NDArray[np.float64]) -> tuple[Face, ...]:
    """One face per group of overlapping boxes: positions averaged by score, the best one's score.

    Args:
        points: (N, 8, 2) middle, size and keypoints in picture pixels, best score first.
        scores: (N,).
    """
    faces = []
    left = np.arange(len(points))
    while len(left):
        same = _overlaps(points[left[0]], points[left]) > _SAME_FACE
        same[0] = True
        group = left[same]
        middle, size, *keypoints = np.average(points[group], axis=0, weights=scores[group])
        box = Box(*(middle - size / 2).tolist(), *size.tolist())
        faces.append(Face(box, float(scores[left[0]]), np.array(keypoints, dtype=np.float32)))
        left = left[~same]
    return tuple(faces)


def _overlaps(one: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Intersection over union of a box (8, 2) with boxes (N, 8, 2): (N,)."""
    low = np.maximum(one[0] - one[1] / 2, others[:, 0] - others[:, 1] / 2)
    high = np.minimum(one[0] + one[1] / 2, others[:, 0] + others[:, 1] / 2)
    shared = np.clip(high - low, 0, None).prod(axis=1)
    overlaps: npt.NDArray[np.float64] = shared / (one[1].prod() + others[:, 1].prod(axis=1) - shared)
    return overlaps
