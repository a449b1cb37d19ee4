"""The video of a session: Matroska, written through to the disk, each picture at its capture time.

The encoder is FFmpeg's own MPEG-4 (LGPL), not x264, which is under the GPL. Measured on 640x480, one core, conversion
included: mpeg4 1.1 ms a picture and 0.6 GB an hour, mjpeg 1.2 ms and 2.5 GB, libvpx 4.8 ms and 1.3 GB.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
from av.video.stream import VideoStream

from ferdesk.core.errors import SessionError
from ferdesk.core.types import Frame, Pixels

_MILLISECOND: Final = Fraction(1, 1000)
# Key frames twice a second keep seeking short; the quantiser's bounds keep faces sharp whatever the bit rate.
_ENCODER: Final = {"g": "15", "bf": "0", "qmin": "3", "qmax": "5"}
# A cluster is written when it ends, so it must not last long; each is pushed to the disk.
_FILE: Final = {"flush_packets": "1", "cluster_time_limit": "400"}
_LARGEST = 8190
"""Pixels a side that the encoder takes."""


class VideoFile:
    """A video being written. Its size is that of the first picture; others are fitted in from the top left corner."""

    def __init__(self, path: Path) -> None:
        """Makes the file, readable by its owner only.

        Raises:
            SessionError: It cannot be made, or is there already.
        """
        self.path = path
        self._stream: VideoStream | None = None
        self._last_ms = -1
        with _told(path):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._container = av.open(str(path), "w", format="matroska", options=_FILE)

    def scale_of(self, frame: Frame) -> float:
        """By how much the frame's pixels are multiplied in the video; 1 where it has the video's size."""
        if self._stream is None:
            return min(_LARGEST / max(frame.width, frame.height), 1.0)
        return min(self._stream.width / _even(frame.width), self._stream.height / _even(frame.height))

    def add(self, frame: Frame, time_s: float) -> None:
        """Writes a picture.

        Args:
            frame: Of any size.
            time_s: Seconds from the session's start, which become its time stamp.

        Raises:
            SessionError: The disk is full, or the encoder refuses.
        """
        with _told(self.path):
            scale = self.scale_of(frame)
            stream = self._stream or self._start(frame, scale)
            planes = cv2.cvtColor(_fitted(frame.pixels, scale, (stream.height, stream.width)), cv2.COLOR_RGB2YUV_I420)
            picture = av.VideoFrame.from_ndarray(np.asarray(planes, np.uint8), format="yuv420p")
            self._last_ms = max(round(time_s * 1000), self._last_ms + 1)
            picture.time_base, picture.pts = _MILLISECOND, self._last_ms
            self._container.mux(stream.encode(picture))

    def close(self) -> None:
        """Writes the rest and the index.

        Raises:
            SessionError: The disk is full; what was written can be read.
        """
        with _told(self.path):
            try:
                if self._stream is not None:
                    self._container.mux(self._stream.encode())
            finally:
                self._container.close()

    def _start(self, frame: Frame, scale: float) -> VideoStream:
        stream = self._container.add_stream("mpeg4", rate=30, options=dict(_ENCODER))
        stream.width, stream.height = _even(round(frame.width * scale)), _even(round(frame.height * scale))
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = _MILLISECOND
        stream.codec_context.thread_count = 1  # the other core belongs to the models
        stream.bit_rate = 4_000_000
        self._stream = stream
        return stream


def complete(path: Path) -> None:
    """Gives a video that was cut off its index and length, by copying what can be read of it.

    Raises:
        SessionError: It holds no whole picture, or there is no room for the copy; the file stays as it was.
    """
    copy = path.with_name(f".{path.name}.new")
    try:
        with _told(path), av.open(f"file:{path}", format="matroska", metadata_errors="replace") as old:
            (source,) = old.streams.video
            with av.open(str(copy), "w", format="matroska") as new:
                target = new.add_stream_from_template(source)
                for packet in old.demux(source):
                    if packet.dts is not None:
                        packet.stream = target
                        new.mux(packet)
            copy.replace(path)
    finally:
        copy.unlink(missing_ok=True)


def _even(length: int) -> int:
    """The encoder stores colour for pairs of pixels."""
    return max(length + length % 2, 2)


def _fitted(pixels: Pixels, scale: float, size: tuple[int, int]) -> Pixels:
    """The picture in the top left corner of one of (height, width), black where it does not reach."""
    if pixels.shape[:2] == size:
        return pixels
    if scale != 1:
        inner = (max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1))
        pixels = np.asarray(cv2.resize(pixels, inner, interpolation=cv2.INTER_AREA), np.uint8)
    placed = np.zeros((*size, 3), np.uint8)
    height, width = min(pixels.shape[0], size[0]), min(pixels.shape[1], size[1])
    placed[:height, :width] = pixels[:height, :width]
    return placed


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, av.FFmpegError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SessionError(
            f"The video {path} cannot be written ({reason}). Check the folder's space and permissions."
        ) from error
