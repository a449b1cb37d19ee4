"""Deletion and insertion: whether the places that a map marks are those that the model's answer hangs on.

Petsiuk, Das and Saenko, "RISE: Randomized Input Sampling for Explanation of Black-box Models", BMVC 2018, section 4.1:
pixels are taken from the picture in the order of the map, or given to an empty one, and the probability of the class
is watched. A good map makes it fall soon (small area under the deletion curve) and rise soon (large area under the
insertion curve). Everything is done to uint8 crops, as the model is shown them.
"""

from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from ferdesk.core.card import MIDDLE, WORSE
from ferdesk.core.types import Floats, Pixels
from training.metrics import Labels
from training.statistics import mean_interval

STEPS: Final = 20
"""So a step is 5 % of the pixels."""

OURS: Final = "our map"
COARSE: Final = "random map, as smooth"
FINE: Final = "random pixels"
CENTRE: Final = MIDDLE
KINDS: Final = (OURS, COARSE, FINE, CENTRE)
"""Our map and what it is held against: a random one of the same resolution, one of single pixels, and one that knows
where faces lie in a crop but nothing of the model or the picture."""

TESTS: Final = ("deletion to gray", "insertion into blur", "deletion to blur", "insertion into gray")
"""The first two are those of the paper; the others show how much hangs on what the pixels are replaced with."""

_BLUR_SIDE = 12  # the sigma of the blur is that part of the crop's height

Scores = Callable[[Pixels], Floats]
"""Probabilities, float32 (N, classes), of crops uint8 (N, height, width)."""


def curves(crop: Pixels, values: Floats, chosen: int, scores: Scores, random: np.random.Generator) -> Floats:
    """The probability of one class while pixels go or come.

    Args:
        crop: uint8 (height, width).
        values: The model's map for that class, float32 (h, w), in any units.
        chosen: Number of the class.
        scores: The model.
        random: For the random maps, and for the order of pixels that a map does not tell apart.

    Returns:
        float32 (KINDS, TESTS, STEPS + 1), from the first picture to the last.
    """
    maps = kinds(values, crop.shape, random)
    empty = blanks(crop)
    ranks = np.stack([ranked(each, random) for each in maps])
    edges = np.round(np.linspace(0, crop.size, STEPS + 1))
    ahead = ranks[:, None] < edges[None, 1:-1, None, None]  # (kinds, steps between, height, width)
    pictures = [np.where(ahead, *_pair(test, crop, empty)) for test in TESTS]
    ends = np.stack([crop, *empty.values()])
    shape = (len(TESTS), len(KINDS), STEPS - 1)
    found = scores(np.concatenate([ends, np.concatenate(pictures).reshape(-1, *crop.shape)]))[:, chosen]
    whole, nothing = found[0], dict(zip(empty, found[1 : len(ends)], strict=True))
    result = np.empty((len(KINDS), len(TESTS), STEPS + 1), dtype=np.float32)
    result[:, :, 1:-1] = found[len(ends) :].reshape(shape).transpose(1, 0, 2)
    for number, test in enumerate(TESTS):
        first, last = (whole, nothing[_blank(test)])[:: 1 if _deletes(test) else -1]
        result[:, number, 0], result[:, number, -1] = first, last
    return result


def kinds(values: Floats, shape: Sequence[int], random: np.random.Generator) -> list[Floats]:
    """The maps of `KINDS` in the crop's size, in that order."""
    height, width = shape[:2]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    middle = -np.hypot(rows - (height - 1) / 2, columns - (width - 1) / 2)
    coarse = random.standard_normal(values.shape).astype(np.float32)
    fine = random.standard_normal((height, width)).astype(np.float32)
    return [enlarged(values, shape), enlarged(coarse, shape), fine, middle]


def enlarged(values: Floats, shape: Sequence[int]) -> Floats:
    """A map in the size of the crop, between its places linearly."""
    size = (int(shape[1]), int(shape[0]))
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def ranked(values: Floats, random: np.random.Generator) -> npt.NDArray[np.int64]:
    """The place of each pixel when the highest value comes first, int64 (height, width); ties in random order."""
    order = np.lexsort((random.random(values.size), -values.ravel()))
    ranks = np.empty(values.size, dtype=np.int64)
    ranks[order] = np.arange(values.size)
    return ranks.reshape(values.shape)


def blanks(crop: Pixels) -> dict[str, Pixels]:
    """What pixels are replaced with: the crop's mean, and the crop without its details."""
    gray = np.full_like(crop, round(float(crop.mean())))
    blur = cv2.GaussianBlur(crop, (0, 0), crop.shape[0] / _BLUR_SIDE, borderType=cv2.BORDER_REPLICATE)
    return {"gray": gray, "blur": np.asarray(blur, dtype=np.uint8)}


def areas(found: Floats) -> Floats:
    """The area under each curve, (..., STEPS + 1) to (...); 0...1."""
    return np.asarray(np.trapezoid(found, axis=-1) / (found.shape[-1] - 1), dtype=np.float32)


def advantage(found: Floats, against: str) -> Floats:
    """How much better our map does than another on each face: float32 (faces, TESTS), positive is better.

    Args:
        found: Areas, (faces, KINDS, TESTS).
        against: One of `KINDS`.
    """
    signs = np.where([_deletes(test) for test in TESTS], -1, 1)
    return np.asarray((found[:, KINDS.index(OURS)] - found[:, KINDS.index(against)]) * signs, dtype=np.float32)


def verdict(differences: Floats) -> str:
    """Better or worse where the 95 % interval of the mean difference leaves no doubt."""
    _, low, high = mean_interval(differences)
    return "better" if low > 0 else WORSE if high < 0 else "no clear difference"


def tops(scores: Scores, crops: Pixels) -> Labels:
    """The model's answer for each crop, int64 (N,)."""
    return np.asarray(scores(crops).argmax(axis=1), dtype=np.int64)


def _deletes(test: str) -> bool:
    return test.startswith("deletion")


def _blank(test: str) -> str:
    return test.rsplit(" ", 1)[1]


def _pair(test: str, crop: Pixels, empty: dict[str, Pixels]) -> tuple[Pixels, Pixels]:
    """What stands where the map was followed already, and what stands elsewhere."""
    blank = empty[_blank(test)]
    return (blank, crop) if _deletes(test) else (crop, blank)
