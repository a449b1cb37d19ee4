"""Recorded sessions as the window opens them: heavy libraries are loaded on the jobs thread, work goes in steps."""

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ferdesk.core.compare import Figures, Stretch
from ferdesk.session.schema import JOURNAL
from ferdesk.ui.engine import ShippedEngine

if TYPE_CHECKING:
    from ferdesk.session.again import Again
    from ferdesk.session.stored import StoredSession


def is_session(path: Path) -> bool:
    """Whether a path looks like a session's folder or the journal in it."""
    return path.name == JOURNAL or (path / JOURNAL).is_file()


class ShippedSessions:
    """Opens sessions. All methods, and all steps of what they return, are for the jobs thread."""

    def __init__(self, engine: ShippedEngine) -> None:
        self._engine = engine

    def open(self, path: Path) -> "StoredSession":
        from ferdesk.session.stored import open_session

        return open_session(path)

    def next_disagreement(
        self, session: "StoredSession", time_s: float, *, forward: bool
    ) -> Generator[float, None, Stretch | None]:
        from ferdesk.session.disagreement import next_disagreement

        return (yield from next_disagreement(session, time_s, forward=forward))

    def compare(self, session: "StoredSession", start_s: float, end_s: float) -> Generator[float, None, Figures]:
        from ferdesk.session.disagreement import compared

        return (yield from compared(session, start_s, end_s))

    def export(
        self, session: "StoredSession", start_s: float, end_s: float, path: Path
    ) -> Generator[float, None, Path]:
        from ferdesk.session.stretch import export_stretch

        return (yield from export_stretch(session.facts, start_s, end_s, path))

    def analyse_again(self, folder: Path, models: Sequence[str], provider: str) -> "Generator[float, None, Again]":
        from ferdesk.session.again import analyse_again

        yield 0.0  # the libraries took a moment
        return (yield from analyse_again(folder, models, provider, self._engine.library()))
