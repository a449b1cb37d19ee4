"""What leaves ferdesk on a live stream: numbers and words only. A picture has no place in these types."""

import ipaddress
from dataclasses import dataclass
from typing import Final

from ferdesk.core.types import Observation

LOOPBACK: Final = "127.0.0.1"
OSC_PORT: Final = 9000


@dataclass(frozen=True, slots=True)
class FaceScores:
    """What one model says of one face.

    Attributes:
        face: Track number, from 1.
        box: Left, top, width and height in pixels of the picture.
        model: The model's name.
        label: The most probable emotion.
        confidence: Its probability.
        probabilities: In `EMOTIONS` order, raw; NaN where the model has no such class.
    """

    face: int
    box: tuple[float, float, float, float]
    model: str
    label: str
    confidence: float
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One analysed frame: its number, `time.perf_counter()` at capture, how many faces, and each model's scores."""

    frame: int
    time_s: float
    faces: int
    scores: tuple[FaceScores, ...]


@dataclass(frozen=True, slots=True)
class StreamPlan:
    """What is sent, and how far. All is off, and stays on this computer, unless said otherwise.

    Attributes:
        lsl: LabStreamingLayer: a stream of scores for each model, and one of markers.
        lsl_network: Other computers may read these, and their markers are taken.
        lsl_markers: Markers of other programs become markers of the session.
        osc: Open Sound Control messages over UDP.
        osc_host: Where they go.
        osc_port: Where they go.
        models: Names of the active models.
    """

    lsl: bool = False
    lsl_network: bool = False
    lsl_markers: bool = False
    osc: bool = False
    osc_host: str = LOOPBACK
    osc_port: int = OSC_PORT
    models: tuple[str, ...] = ()

    @property
    def leaves_computer(self) -> bool:
        """Whether somebody else than this computer can read what is sent."""
        return (self.lsl and self.lsl_network) or (self.osc and not is_loopback(self.osc_host))


@dataclass(frozen=True, slots=True)
class StreamStatus:
    """Told when a stream is on, each second while it is, and once more when it is off.

    Attributes:
        on: Something is being sent.
        sent: Frames sent so far.
        missed: Frames that were left out because sending was too slow.
    """

    on: bool
    sent: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class ForeignMarker:
    """A marker of another program; `time_s` is `time.perf_counter()` of this computer, `source` its stream's name."""

    time_s: float
    text: str
    source: str


def is_loopback(host: str) -> bool:
    """Whether an address can only be this computer. A name that must be looked up is not, but for localhost."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def sample_of(observation: Observation) -> Sample:
    """The numbers of an observation, without its picture."""
    scores = []
    for reading in observation.readings:
        where = reading.face.box
        box = float(where.left), float(where.top), float(where.width), float(where.height)
        for said in reading.predictions:
            values = tuple(said.probabilities.tolist())
            scores.append(FaceScores(reading.face.track_id, box, said.model, said.label, said.confidence, values))
    return Sample(observation.frame.index, observation.frame.time_s, len(observation.readings), tuple(scores))
