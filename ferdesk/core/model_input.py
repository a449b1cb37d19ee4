"""The description of a model's input, apart from the code that makes it, so that the window can speak of one without
loading OpenCV.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preprocess:
    """How a face becomes a model's input.

    Attributes:
        height, width: Of the input, in pixels.
        channels: 1 for gray, 3 for RGB.
        margin: What is added on each side of the face box, as a fraction of its longer side. Negative cuts.
        align: Turn the crop so that the eyes are level.
        mean, std: The input is (pixel - mean) / std, one value per channel, in 0...255 units.
        shift: How far the crop's middle lies below the box's, as a fraction of the box's longer side: data sets do not
            frame a face where a detector puts its box.
    """

    height: int
    width: int
    channels: int
    margin: float
    align: bool
    mean: tuple[float, ...]
    std: tuple[float, ...]
    shift: float = 0.0

    def __post_init__(self) -> None:
        if not (1 <= self.height <= 1024 and 1 <= self.width <= 1024):
            raise ValueError(f"input size must be 1...1024 pixels, got {self.height} x {self.width}")
        if self.channels not in (1, 3):
            raise ValueError(f"channels must be 1 or 3, got {self.channels}")
        if not -0.4 <= self.margin <= 2:
            raise ValueError(f"margin must be -0.4...2 of the box, got {self.margin}")
        if not -1 <= self.shift <= 1:
            raise ValueError(f"shift must be -1...1 of the box, got {self.shift}")
        if len(self.mean) != self.channels or len(self.std) != self.channels:
            raise ValueError(f"mean and std need {self.channels} values, got {len(self.mean)} and {len(self.std)}")
        if not all(map(math.isfinite, self.mean)) or not all(math.isfinite(s) and s > 0 for s in self.std):
            raise ValueError(f"mean must be finite and std positive, got {self.mean} and {self.std}")
