"""Where each picture of a video file lies, in seconds from its first picture, and how long the file is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

SAME_S: Final = 1e-4
"""Positions closer than this are the same one: no format has finer time stamps."""

_NUDGE_S: Final = 1e-3
_RESTART_S: Final = 1.0
_RATE: Final = 25
"""Pictures a second for a file that states neither time stamps nor a rate; FFmpeg's own default."""

_LENGTH: Final = re.compile(r"(\d+):(\d+):(\d+(?:\.\d+)?)")
"""Matroska's length of one stream, a tag that anyone may have written in another way."""

_SCANNED_BYTES: Final = 32_000_000
"""A file that states no length is read through to find it, which takes under 0.1 s up to this size."""


class Timeline:
    """Places pictures in decoding order, strictly increasing.

    Attributes:
        origin_s: The first picture's own time stamp.
        stamped: The file has time stamps.
        step_s: The usual distance of two pictures.
    """

    def __init__(self, first: VideoFrame, stream: VideoStream) -> None:
        self.stamped = first.pts is not None
        self.origin_s = _stamp(first) or 0.0
        rate = stream.average_rate or stream.guessed_rate or _RATE
        self.step_s = 1 / float(rate)
        self.restart()

    def restart(self) -> None:
        """Forgets the pictures before, at the start and after a jump."""
        self._last_s: float | None = None
        self._shift_s = 0.0

    def place(self, frame: VideoFrame) -> float:
        """The position of the picture that comes after the one placed last."""
        stamp_s = _stamp(frame)
        if self._last_s is None:
            self._last_s = 0.0 if stamp_s is None else stamp_s - self.origin_s
            return self._last_s
        position_s = self._last_s + self.step_s if stamp_s is None else stamp_s - self.origin_s + self._shift_s
        if position_s < self._last_s - _RESTART_S:  # joined recordings: their clock starts again
            self._shift_s += self._last_s + self.step_s - position_s
            position_s = self._last_s + self.step_s
        elif position_s <= self._last_s:
            position_s = self._last_s + _NUDGE_S
        self._last_s = position_s
        return position_s

    def length_of(self, frame: VideoFrame) -> float:
        """How long a picture is shown, in seconds."""
        return float(frame.duration * frame.time_base) if frame.duration and frame.time_base else self.step_s


def stated_duration(container: InputContainer, stream: VideoStream, origin_s: float) -> float | None:
    """The length of the pictures as the file states it, in seconds; None when it does not.

    The container's own length counts only where there is no sound, which may be longer than the pictures.
    """
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if length := _LENGTH.fullmatch(stream.metadata.get("DURATION", "")):  # the time stamp of the stream's end
        hours, minutes, seconds = map(float, length.groups())
        return hours * 3600 + minutes * 60 + seconds - origin_s
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / av.time_base - origin_s
    return None


def scanned_duration(path: Path, opener: Callable[[str], InputContainer], timeline: Timeline) -> float | None:
    """The length by the last time stamp, in seconds; None when that takes too long to find.

    Raises:
        SourceError: The file cannot be opened.
    """
    if path.stat().st_size > _SCANNED_BYTES:
        return None
    end_s, count = 0.0, 0
    with opener(str(path)) as container:
        stream = container.streams.video[0]
        try:
            for packet in container.demux(stream):
                count += packet.size > 0
                if packet.pts is not None:
                    end_s = max(end_s, float(packet.pts * packet.time_base) - timeline.origin_s + timeline.step_s)
        except av.FFmpegError:
            return end_s or None  # damaged: what stands before it is the length
    return end_s if timeline.stamped else count * timeline.step_s


def _stamp(frame: VideoFrame) -> float | None:
    return None if frame.pts is None or frame.time_base is None else float(frame.pts * frame.time_base)
