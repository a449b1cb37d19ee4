"""Pictures that stand in a data set more than once, within a part and across parts."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ferdesk.core.types import Pixels
from training.metrics import Labels

_NEAR_BITS = 3
_HASH_SIDE = 16
_LOW = 8


@dataclass(frozen=True, slots=True)
class PartReport:
    """What one part of a data set holds.

    Attributes:
        counts: Pictures per class.
        duplicates: Groups of equal pictures, and the pictures in them.
        contradicting: Groups of equal pictures that carry different labels.
        shared: Pictures of this part that stand in another part too, by the other part's name.
        near_shared: The same with nearly equal pictures.
    """

    counts: tuple[int, ...]
    duplicates: tuple[int, int]
    contradicting: int
    shared: Mapping[str, int]
    near_shared: Mapping[str, int]


def copies_of(images: Pixels, others: Pixels) -> npt.NDArray[np.bool_]:
    """Which of `images` stand in `others`, pixel for pixel; bool (N,)."""
    if images.shape[1:] != others.shape[1:]:
        return np.zeros(len(images), dtype=bool)
    known = set(_digests(others))
    return np.array([digest in known for digest in _digests(images)], dtype=bool)


def perceptual_hashes(images: Pixels) -> npt.NDArray[np.uint64]:
    """64 bits per picture, equal for pictures that differ by scaling, light or compression only; uint64 (N,).

    The signs of the lowest 8x8 cosine coefficients of a 16x16 picture against their median (Zauner, "Implementation and
    Benchmarking of Perceptual Image Hash Functions", 2010, section 3.2).
    """
    bits = np.empty((len(images), _LOW * _LOW), dtype=bool)
    for row, image in zip(bits, images, strict=True):
        small = cv2.resize(image, (_HASH_SIDE, _HASH_SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
        low = cv2.dct(small)[:_LOW, :_LOW].ravel()
        row[:] = low > np.median(low)
    return np.packbits(bits, axis=1).view(np.uint64)[:, 0]


def near_copies(hashes: npt.NDArray[np.uint64], others: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which hashes have one among `others` that differs in at most 3 of 64 bits; bool (N,).

    Two such hashes agree in at least one of their four 16-bit words, so only those are compared.
    """
    found = np.zeros(len(hashes), dtype=bool)
    words, other_words = hashes.view(np.uint16).reshape(-1, 4), others.view(np.uint16).reshape(-1, 4)
    for column in range(4):
        order = np.argsort(other_words[:, column], kind="stable")
        ordered = other_words[order, column]
        starts = np.searchsorted(ordered, words[:, column], "left")
        ends = np.searchsorted(ordered, words[:, column], "right")
        for number in np.flatnonzero(~found & (ends > starts)):
            candidates = others[order[starts[number] : ends[number]]]
            found[number] = bool((np.bitwise_count(candidates ^ hashes[number]) <= _NEAR_BITS).any())
    return found


def inspect(parts: Mapping[str, tuple[Pixels, Labels]], classes: int) -> dict[str, PartReport]:
    """Counts, duplicates and contradictions of every part."""
    digests = {name: _digests(images) for name, (images, _) in parts.items()}
    known = {name: set(values) for name, values in digests.items()}
    hashes = {name: perceptual_hashes(images) for name, (images, _) in parts.items()}
    reports = {}
    for name, (_, labels) in parts.items():
        others = [other for other in parts if other != name]
        repeated = [count for count in Counter(digests[name]).values() if count > 1]
        reports[name] = PartReport(
            tuple(np.bincount(labels, minlength=classes).tolist()),
            (len(repeated), sum(repeated)),
            _contradictions(digests[name], labels),
            {other: sum(digest in known[other] for digest in digests[name]) for other in others},
            {other: int(near_copies(hashes[name], hashes[other]).sum()) for other in others},
        )
    return reports


def _digests(images: Pixels) -> list[bytes]:
    return [hashlib.blake2b(np.ascontiguousarray(image).tobytes(), digest_size=16).digest() for image in images]


def _contradictions(digests: list[bytes], labels: Labels) -> int:
    seen: dict[bytes, set[int]] = defaultdict(set)
    for digest, label in zip(digests, labels.tolist(), strict=True):
        seen[digest].add(label)
    return sum(len(found) > 1 for found in seen.values())
