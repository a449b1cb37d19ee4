"""Proof that several models saw the same: a hash of every frame and crop, taken where a model takes them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ferdesk.core.types import Face, Frame, Pixels
from ferdesk.engine.classifier import Classifier


@dataclass(frozen=True, slots=True)
class Taken:
    """What one model took of one frame: hashes of the frame's pixels and of each face's crop, before scaling."""

    frame: str
    crops: tuple[str, ...]


class Witness(Classifier):
    """A classifier that notes what it takes.

    Attributes:
        taken: The last frame with a face, None before there was one.
    """

    taken: Taken | None = None

    def crops(self, frame: Frame, faces: Sequence[Face]) -> list[Pixels]:
        """As `Classifier.crops`, which `classify` uses for what it feeds the network."""
        crops = super().crops(frame, faces)
        self.taken = Taken(digest(frame.pixels), tuple(digest(crop) for crop in crops))
        return crops


def digest(pixels: Pixels) -> str:
    """BLAKE2b of the pixels in row order, 128 bits, hexadecimal."""
    return hashlib.blake2b(pixels.tobytes(), digest_size=16).hexdigest()
