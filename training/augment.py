"""Pictures made from pictures: what training adds, as data.

All of it runs on uint8 crops before scaling, in NumPy and OpenCV, so that it is the same under every Keras backend.
Each epoch has its own generator made from (seed, epoch), so that a resumed run sees what an uninterrupted one sees.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ferdesk.core.types import Pixels


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How far pictures are changed; every amount is the limit of a uniform draw.

    Attributes:
        flip: Mirror half of them.
        rotation_deg: In both directions.
        shift: Of the side, in all directions.
        zoom: Fraction larger and smaller.
        shear_deg: In both directions.
        brightness: Fraction of 255 added, and fraction of the contrast changed.
        blur: Standard deviation in fractions of the side, for a third of the pictures.
        noise: Standard deviation in gray levels, for a third of the pictures.
        erase: Side of a gray square laid over half of the pictures, fraction of the side.
    """

    flip: bool = False
    rotation_deg: float = 0.0
    shift: float = 0.0
    zoom: float = 0.0
    shear_deg: float = 0.0
    brightness: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    erase: float = 0.0


NONE = Augmentation()
LIVE = Augmentation(flip=True, rotation_deg=12, shift=0.08, zoom=0.12, brightness=0.15, blur=0.02, noise=12, erase=0.3)
"""Flip, shift, zoom and rotation, and what a webcam does to a face: light, blur, noise, something in front of it."""

LIGHT = Augmentation(flip=True, rotation_deg=10, shift=0.08, zoom=0.1, brightness=0.1, blur=0.012, noise=8)
"""The same for a network that is too small to learn all of it."""

SMILE = Augmentation(flip=True, rotation_deg=15, zoom=0.10, brightness=0.20)
BALANCING = Augmentation(flip=True, rotation_deg=15, shift=0.10, shear_deg=8.6, zoom=0.15)
SEQUENCE = Augmentation(flip=True, rotation_deg=10, shift=0.10)


def augment(images: Pixels, amounts: Augmentation, random: np.random.Generator) -> Pixels:
    """Changed copies of gray pictures.

    Args:
        images: uint8 (N, height, width).
        amounts: How far.
        random: Where the draws come from.

    Returns:
        uint8 (N, height, width).
    """
    if amounts == NONE:
        return images
    height, width = images.shape[1:]
    maps = _maps(len(images), (width, height), amounts, random)
    changed = np.empty_like(images)
    for image, to_source, out in zip(images, maps, changed, strict=True):
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cv2.warpAffine(image, to_source, (width, height), dst=out, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    if amounts.blur:
        _blur(changed, amounts.blur * width, random)
    if amounts.brightness or amounts.noise:
        changed = _light(changed, amounts, random)
    if amounts.erase:
        _erase(changed, amounts.erase, random)
    return changed


def _maps(
    count: int, size: tuple[int, int], amounts: Augmentation, random: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Affine maps from output to source pixels, float64 (count, 2, 3)."""
    width, height = size

    def draw(limit: float) -> npt.NDArray[np.float64]:
        return random.uniform(-limit, limit, count)

    angle = np.radians(draw(amounts.rotation_deg))
    shear = np.tan(np.radians(draw(amounts.shear_deg)))
    scale = 1 / (1 + draw(amounts.zoom))
    mirror = np.where(random.random(count) < 0.5, -1.0, 1.0) if amounts.flip else np.ones(count)
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    linear = np.empty((count, 2, 2))
    linear[:, 0, 0], linear[:, 0, 1] = cos * mirror, cos * shear - sin
    linear[:, 1, 0], linear[:, 1, 1] = sin * mirror, sin * shear + cos
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    shift = np.stack([draw(amounts.shift) * width, draw(amounts.shift) * height], axis=1)
    offset = middle + shift - linear @ middle
    return np.concatenate([linear, offset[..., None]], axis=2)


def _blur(images: Pixels, sigma: float, random: np.random.Generator) -> None:
    for number in np.flatnonzero(random.random(len(images)) < 1 / 3):
        cv2.GaussianBlur(images[number], (0, 0), random.uniform(0.3, max(sigma, 0.4)), dst=images[number])


def _light(images: Pixels, amounts: Augmentation, random: np.random.Generator) -> Pixels:
    shape = (len(images), 1, 1)
    values = images.astype(np.float32)
    if amounts.brightness:
        contrast = 1 + random.uniform(-amounts.brightness, amounts.brightness, shape).astype(np.float32)
        added = 255 * random.uniform(-amounts.brightness, amounts.brightness, shape).astype(np.float32)
        values = (values - 127.5) * contrast + 127.5 + added
    if amounts.noise:
        noisy = np.flatnonzero(random.random(len(images)) < 1 / 3)
        sigma = random.uniform(0, amounts.noise, (len(noisy), 1, 1)).astype(np.float32)
        values[noisy] += sigma * random.standard_normal((len(noisy), *images.shape[1:]), dtype=np.float32)
    return np.clip(values, 0, 255).astype(np.uint8)


def _erase(images: Pixels, side: float, random: np.random.Generator) -> None:
    height, width = images.shape[1:]
    for number in np.flatnonzero(random.random(len(images)) < 0.5):
        length = math.ceil(random.uniform(0.1, max(side, 0.1)) * width)
        top, left = random.integers(0, height - length + 1), random.integers(0, width - length + 1)
        images[number, top : top + length, left : left + length] = random.integers(0, 256)
