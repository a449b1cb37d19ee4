"""What a run shows on the whole: who was seen for how long, and how each model read them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ferdesk.core.types import Observation


@dataclass(slots=True)
class _Seen:
    frames: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    confidence: float = 0.0


class Summary:
    """Counts over observations.

    Attributes:
        frames: All pictures.
        frames_with_face: Those among them in which a face was seen.
        problems: What the source had to leave out, a sentence each.
    """

    def __init__(self) -> None:
        self.frames = 0
        self.frames_with_face = 0
        self.problems: tuple[str, ...] = ()
        self._seen: defaultdict[tuple[int, str], _Seen] = defaultdict(_Seen)

    def add(self, observation: Observation) -> None:
        self.frames += 1
        self.frames_with_face += bool(observation.readings)
        for reading in observation.readings:
            for prediction in reading.predictions:
                seen = self._seen[reading.face.track_id, prediction.model]
                seen.frames += 1
                seen.labels[prediction.label] += 1
                seen.confidence += prediction.confidence

    def table(self) -> str:
        """Aligned text: a row per face and model, with its three commonest emotions."""
        lines = [f"{self.frames} pictures, a face in {self.frames_with_face} of them."]
        if self._seen:
            lines.append(f"{'face':>5}  {'model':<18} {'pictures':>8}  {'confidence':>10}  emotions")
        for (face, model), seen in sorted(self._seen.items()):
            shares = ", ".join(f"{name} {count / seen.frames:.0%}" for name, count in seen.labels.most_common(3))
            lines.append(f"{face:>5}  {model:<18} {seen.frames:>8}  {seen.confidence / seen.frames:>10.2f}  {shares}")
        return "\n".join(lines)
