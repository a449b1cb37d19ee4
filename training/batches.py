"""The training part as batches.

Order, augmentation and mixing depend on the seed and the epoch only, so that a resumed run sees what an uninterrupted
one sees. A batch of 64 takes 2 ms, which is not worth a thread beside a step of 65 ms and more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import scale
from ferdesk.core.types import Floats
from training.augment import augment
from training.data import Faces
from training.mixing import mix
from training.settings import Settings
from training.targets import one_hot

Batch = tuple[Floats, Floats, Floats | None]
"""Scaled pictures float32 (N, height, width, 1), targets float32 (N, classes), weights float32 (N,) or None."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What batches are made of.

    Attributes:
        faces: The training part in the network's size, after balancing.
        settings: Of the run.
        inputs: How pictures are scaled.
        weights: Of each class, or None.
        classes: How many.
    """

    faces: Faces
    settings: Settings
    inputs: Preprocess
    weights: dict[int, float] | None
    classes: int

    def batches(self, epoch: int) -> Iterator[Batch]:
        """One pass over the training part, in its order for that epoch."""
        settings = self.settings
        random = np.random.default_rng((settings.seed, epoch))
        order = random.permutation(len(self.faces))
        each = np.array([self.weights[k] for k in range(self.classes)], np.float32) if self.weights else None
        for start in range(0, len(order), settings.batch):
            chosen = self.faces.take(np.sort(order[start : start + settings.batch]))
            images = augment(chosen.images, settings.augmentation, random)
            inputs, targets = scale(images[..., None], self.inputs), one_hot(chosen, self.classes)
            inputs, targets = mix(inputs, targets, settings.mixup, settings.cutmix, random)
            yield inputs, targets, None if each is None else targets @ each
