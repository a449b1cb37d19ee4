"""What happens to a face between a data set and a webcam, at five levels of each kind."""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from ferdesk.core.types import Pixels

LEVELS: Final = 5


def disturb(images: Pixels, kind: str, level: int) -> Pixels:
    """Disturbed copies.

    Args:
        images: uint8 (N, height, width).
        kind: An entry of `DISTURBANCES`.
        level: 1...5.

    Returns:
        uint8 (N, height, width), the same for the same arguments.
    """
    how, amounts, _ = DISTURBANCES[kind]
    amount = amounts[level - 1]
    random = np.random.default_rng(level)
    return np.stack([how(image, amount, random) for image in images])


def _blur(image: Pixels, sigma: float, _random: np.random.Generator) -> Pixels:
    scaled = sigma * image.shape[1] / 48
    return np.asarray(cv2.GaussianBlur(image, (0, 0), scaled), dtype=np.uint8)


def _noise(image: Pixels, sigma: float, random: np.random.Generator) -> Pixels:
    noisy = image + random.normal(0, sigma, image.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def _brightness(image: Pixels, factor: float, _random: np.random.Generator) -> Pixels:
    return np.asarray(np.clip(image * factor, 0, 255), dtype=np.uint8)


def _occlusion(image: Pixels, side: float, random: np.random.Generator) -> Pixels:
    height, width = image.shape
    length = round(side * width)
    top, left = random.integers(0, height - length + 1), random.integers(0, width - length + 1)
    covered = image.copy()
    covered[top : top + length, left : left + length] = 0
    return covered


def _rotation(image: Pixels, degrees: float, random: np.random.Generator) -> Pixels:
    height, width = image.shape
    signed = degrees if random.random() < 0.5 else -degrees
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), signed, 1.0)
    turned = cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8)


_Disturbance = tuple[Callable[[Pixels, float, np.random.Generator], Pixels], tuple[float, ...], str]

DISTURBANCES: Final[dict[str, _Disturbance]] = {
    "blur": (_blur, (0.5, 0.8, 1.1, 1.5, 2.0), "sigma in pixels of a 48-pixel face"),
    "noise": (_noise, (5, 10, 20, 30, 45), "sigma in gray levels"),
    "brightness": (_brightness, (0.8, 0.6, 0.45, 0.3, 0.2), "factor"),
    "occlusion": (_occlusion, (0.15, 0.25, 0.35, 0.45, 0.55), "side of a black square, fraction of the face"),
    "rotation": (_rotation, (5, 10, 15, 25, 35), "degrees to either side"),
}
"""By name: what is done, its five amounts and their unit."""
