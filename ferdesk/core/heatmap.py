"""Heat maps: what they are, and how they are drawn over a face.

The colours can be told apart with every kind of colour vision: cividis for maps without a sign (Nunez, Anderton and
Renslow 2018), purple to orange for maps with one.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import cv2
import numpy as np

from ferdesk.core.types import Box, Floats, Pixels

_AGAINST: Final = (94, 60, 153)
_NEITHER: Final = (247, 247, 247)
_FOR: Final = (230, 97, 1)


class MapMethod(StrEnum):
    """How a heat map was made; the value is what people read.

    GRAD_CAM: Where evidence for the emotion lies, never negative (Selvaraju et al. 2017, eq. 2).
    HOG_CELLS: What each cell of gradient histograms adds to the score, or takes away.
    OCCLUSION: How far the score falls, or rises, when that place is covered (Zeiler and Fergus 2014, section 4.2).
    """

    GRAD_CAM = "Grad-CAM"
    HOG_CELLS = "contribution of each HOG cell"
    OCCLUSION = "occlusion sensitivity"

    @property
    def signed(self) -> bool:
        """Values go from -1 to 1 instead of from 0 to 1."""
        return self is not MapMethod.GRAD_CAM


@dataclass(frozen=True, slots=True, eq=False)
class Heatmap:
    """Which places the model's score for an emotion depends on.

    Attributes:
        values: float32 (h, w) at feature resolution, over the crop that the model got, its largest size being 1:
            0...1, or -1...1 where the method is signed; all 0 where nothing speaks for the emotion.
        box: The crop in frame pixels, before it was turned.
        method: How it was made.
        scale: `values * scale` are the map before it was brought to 1, in units of the model's score.
    """

    model: str
    emotion: str
    values: Floats
    box: Box
    frame_index: int
    method: MapMethod
    scale: float

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or self.values.dtype != np.float32:
            raise ValueError(f"Heatmap.values must be float32 (h, w), got {self.values.dtype} {self.values.shape}")
        if not np.abs(self.values).max(initial=0) <= 1:
            raise ValueError("Heatmap.values must lie in -1...1")
        self.values.flags.writeable = False


def colours(values: Floats, *, signed: bool) -> Pixels:
    """The colour of each value.

    Args:
        values: float32 (h, w), 0...1 or, when signed, -1...1.
        signed: White is 0, orange speaks for the emotion, purple against it.

    Returns:
        RGB uint8 (h, w, 3).
    """
    if not signed:
        levels = np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)
        return np.asarray(cv2.applyColorMap(levels, cv2.COLORMAP_CIVIDIS)[..., ::-1], dtype=np.uint8)
    channels = [np.interp(values, (-1, 0, 1), ends) for ends in zip(_AGAINST, _NEITHER, _FOR, strict=True)]
    return np.stack(channels, axis=-1).round().astype(np.uint8)


def overlay(face: Pixels, heatmap: Heatmap, opacity: float = 0.75) -> Pixels:
    """The map over the face it belongs to.

    Args:
        face: RGB uint8 (height, width, 3), the crop that the model got, at any size.
        heatmap: Its map, stretched smoothly over the crop; HOG cells stay cells.
        opacity: Of the strongest place, 0...1; the less weight a place has, the more of the face shows.

    Returns:
        RGB uint8 (height, width, 3).
    """
    values = _stretched(heatmap, (face.shape[1], face.shape[0]))
    cover = (opacity * np.abs(values))[..., None]
    mixed = face * (1 - cover) + colours(values, signed=heatmap.method.signed) * cover
    return mixed.round().astype(np.uint8)


def layer(heatmap: Heatmap, side: int) -> Pixels:
    """What `overlay` lays over a face, by itself: RGBA uint8 (side, side, 4), opaque at the strongest place."""
    values = _stretched(heatmap, (side, side))
    cover = np.round(np.abs(values) * 255).astype(np.uint8)
    return np.dstack((colours(values, signed=heatmap.method.signed), cover))


def ramp(method: MapMethod, steps: int = 256) -> Pixels:
    """The colours of a method's values from the highest to the lowest, RGB uint8 (steps, 3)."""
    values = np.linspace(1, -1 if method.signed else 0, steps, dtype=np.float32)
    return colours(values[:, None], signed=method.signed)[:, 0]


def _stretched(heatmap: Heatmap, size: tuple[int, int]) -> Floats:
    """The values over (width, height) pixels."""
    stretch = cv2.INTER_NEAREST if heatmap.method is MapMethod.HOG_CELLS else cv2.INTER_CUBIC
    values = np.asarray(cv2.resize(heatmap.values, size, interpolation=stretch), dtype=np.float32)
    return np.clip(values, -1 if heatmap.method.signed else 0, 1)
