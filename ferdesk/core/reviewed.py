"""What a stored session tells of itself: values only, times in seconds from its start."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferdesk.core.recording import Marker, ModelFacts

RECORDED: Final = ""
"""The `made` of answers that were recorded live."""


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model that answered, live or when the video was analysed again.

    Attributes:
        key: Its name within the session; no two models share one.
        facts: As it was when it answered.
        made: The name of the analysis that its answers come from, `RECORDED` for those of the recording.
    """

    key: str
    facts: ModelFacts
    made: str = RECORDED

    @property
    def title(self) -> str:
        """For people."""
        title = self.facts.title or self.facts.name
        return f"{title} · {self.made}" if self.made else title


@dataclass(frozen=True, slots=True)
class SeenFace:
    """A face and in how many frames it was seen."""

    number: int
    frames: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without a recorded frame, and why, as far as that is known."""

    start_s: float
    end_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was noted by itself while recording: a source lost, other models, a failure."""

    time_s: float
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class NumberedMarker:
    """A marker with the number that it keeps for good."""

    number: int
    marker: Marker


@dataclass(frozen=True, slots=True)
class Pose:
    """What somebody posed between two times."""

    start_s: float
    end_s: float
    face: int
    label: str


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What holds for the whole session.

    Attributes:
        folder: Where it is.
        title: The source's name for people.
        source: Its address.
        started_utc: ISO 8601.
        start_s: Time of the first frame.
        duration_s: Time of the last frame.
        frames: How many there are.
        detector: "near" or "far".
        threshold: Below this probability nothing was named, 0...1.
        models: Those that answered, the recorded ones first.
        faces: Those seen most often first.
        video: There is a video that can be opened.
        problems: One sentence for each thing that is missing or damaged.
    """

    folder: Path
    title: str
    source: str
    started_utc: str
    start_s: float
    duration_s: float
    frames: int
    detector: str
    threshold: float
    models: tuple[StoredModel, ...]
    faces: tuple[SeenFace, ...]
    video: bool
    problems: tuple[str, ...]
