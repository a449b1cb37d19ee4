"""The video of a stored session: the picture of a moment, soon after the one before or anywhere else in the file."""

from pathlib import Path
from typing import Final

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame, Pixels
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.sources.video import Video

_SAME_S: Final = 0.002
"""Time stamps are rounded to a millisecond, and never the same twice."""
_FORWARD_S: Final = 0.5
"""Up to this distance decoding on is faster than jumping: a key frame is never farther away."""
_LATEST_S: Final = 0.25
"""A picture says nothing about a moment that is so much later."""


class StoredVideo:
    """Used by one thread.

    Attributes:
        problem: Why a part cannot be shown, one sentence; empty while all is well.
    """

    def __init__(self, path: Path) -> None:
        """Opens it; SourceError where it is missing, empty, damaged or no video."""
        self._video = Video(str(path))
        self._shown: Frame | None = None
        self._next: Frame | None = None
        self._ended = False
        self.problem = ""

    def at(self, time_s: float) -> Pixels | None:
        """The picture of a moment, seconds from the session's start; None where none was kept."""
        target_s = time_s - self._video.origin_s + _SAME_S
        if not self._reaches(target_s):
            self._video.seek(max(target_s, 0.0))
            self._shown, self._ended = None, False
            self._next = self._read()
        while self._next is not None and (self._next.position_s or 0.0) <= target_s:
            self._shown, self._next = self._next, self._read()
        if self._shown is None or target_s - (self._shown.position_s or 0.0) > _LATEST_S:
            return None
        return self._shown.pixels

    def close(self) -> None:
        self._video.close()

    def _reaches(self, target_s: float) -> bool:
        """Whether the picture is the one shown, or a little after it."""
        if self._shown is None or self._shown.position_s is None:
            return False
        return self._shown.position_s <= target_s <= self._shown.position_s + _FORWARD_S

    def _read(self) -> Frame | None:
        if self._ended:
            return None
        try:
            return self._video.read(0.0)
        except EndOfSource:
            self._ended = True
        except SourceError as error:
            self._ended = True
            self.problem = str(error)
        return None
