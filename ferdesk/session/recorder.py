"""The recorder of the live window: takes what the engine observes and has it written, without ever holding it up.

Owns the thread `ferdesk-session`. All public methods are non-blocking, from any thread, but `close`.
"""

from pathlib import Path

from ferdesk.core.recording import Baseline, Marker, ModelFacts, Plan, RecordingStatus
from ferdesk.core.types import Failure, Observation


class Recorder:
    """One recording at a time."""

    def __init__(self, root: Path | None = None) -> None:
        """`root`: where session folders are made; None for `paths.sessions()`."""

    def start(self, plan: Plan) -> None:
        """Begins a recording; what comes of it is told by `take`. Asked while one runs, it does nothing."""

    def add(self, observation: Observation) -> None:
        """Takes in what was seen in one frame, or counts it as unsaved where too many wait; ignored when idle."""

    def use_models(self, models: tuple[ModelFacts, ...]) -> None:
        """The models from now on."""

    def mark(self, marker: Marker) -> None:
        """Keeps a marker."""

    def pose(self, label: str, face: int, start_s: float, end_s: float) -> None:
        """Keeps what was posed between two `perf_counter` times."""

    def note(self, kind: str, text: str, time_s: float) -> None:
        """Keeps an event: a source lost or back, another model, a failure."""

    def baseline(self, baseline: Baseline) -> None:
        """Keeps a person's neutral answers."""

    def stop(self) -> None:
        """Ends the recording and has its tables and report made; told by `take`."""

    def take(self) -> list[RecordingStatus | Failure]:
        """All that has happened since the last call."""
        return []

    def close(self, timeout_s: float = 10.0) -> bool:
        """Stops and waits; True when all is finished. What is cut off is finished at the next start."""
        return timeout_s >= 0
