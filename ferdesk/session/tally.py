"""What a report needs of all predictions: labels and mean probabilities over time, for each face and model."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.recording import NOT_SURE
from ferdesk.session.tables import Batch

BINS: Final = 300
LABELS: Final = (*EMOTIONS, NOT_SURE)
_PLACES: Final = {label: place for place, label in enumerate(LABELS)}


@dataclass(slots=True)
class Line:
    """One face and model; in each bin, how often each label came (BINS, L), and sums of probabilities (BINS, E)."""

    labels: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros((BINS, len(LABELS)), np.int32))
    sums: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros((BINS, len(EMOTIONS)), np.float32))


class Tally:
    """Counts over batches.

    Attributes:
        lines: By face and place of the model; only of the faces asked for.
    """

    def __init__(self, faces: list[int], seconds: float) -> None:
        """Args:
        faces: The faces to draw.
        seconds: Length of the session.
        """
        self._faces = np.array(faces, np.int64)
        self._bins_per_s = BINS / max(seconds, 1e-3)
        self.lines: dict[tuple[int, int], Line] = {}

    def add(self, batch: Batch) -> None:
        wanted = np.isin(batch.faces, self._faces)
        bins = np.clip((batch.times_s * self._bins_per_s).astype(np.int64), 0, BINS - 1)
        labels = np.array([_PLACES.get(label, len(EMOTIONS)) for label in batch.labels], np.int64)
        pairs = np.stack([batch.faces, batch.models], axis=1)
        for face, model in np.unique(pairs[wanted], axis=0).tolist():
            chosen = (batch.faces == face) & (batch.models == model)
            line = self.lines.setdefault((face, model), Line())
            np.add.at(line.labels, (bins[chosen], labels[chosen]), 1)
            np.add.at(line.sums, bins[chosen], batch.probabilities[chosen])
