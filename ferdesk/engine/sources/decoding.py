"""Pictures out of an FFmpeg container, for video files and streams alike; used by one thread.

What cannot be decoded is skipped and counted, so that one damaged packet does not end a run.
"""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Pixels
from ferdesk.engine.sources.files import check_size

THREADS: Final = 2
MOST_FAILURES: Final = 50
"""A demuxer can stand still on damage, and fail for ever."""

Matrix = tuple[float, float, float, float]
"""A display matrix (a, b, c, d): what is stored at (x, y) is shown at (ax + cy, bx + dy), moved into the picture."""

_MOST_OBLONG: Final = 4
"""A pixel that is said to be shown with one side so many times the other, or more, is a mistake of the file."""

_FLIPS: Final = {(True, False): 1, (False, True): 0, (True, True): -1}
"""OpenCV's codes, by whether left and right, and top and bottom, change places."""


def video_stream(container: InputContainer, name: str) -> VideoStream:
    """The picture stream of a container, checked for its size as shown.

    Raises:
        SourceError: There is none, none that can be decoded, or its pictures are too small or too large.
    """
    if not container.streams.video:
        raise SourceError(f"{name} holds no pictures: it is sound alone, or cut off. Choose another video file.")
    stream = container.streams.video[0]
    if not stream.codec_context:  # None, whatever the stubs say, where FFmpeg has no decoder
        raise SourceError(
            f"{name} holds pictures of a kind that cannot be decoded here. Convert it, to MP4 with H.264 for example."
        )
    check_size(name, stream.codec_context.height, round(stream.codec_context.width * pixel_aspect(stream)))
    return stream


def pixel_aspect(stream: VideoStream) -> Fraction:
    """How many times its height the width of a stored pixel is when shown; 1 where that is not said, or is nonsense."""
    aspect = stream.sample_aspect_ratio or Fraction(1)
    return aspect if Fraction(1, _MOST_OBLONG) < aspect < _MOST_OBLONG else Fraction(1)


class Decoder:
    """Decodes a stream in order.

    Attributes:
        skipped: Packets and pictures that were damaged and left out since it was made.
        broken: Reading ended because of damage, not because the end was reached.
    """

    def __init__(self, container: InputContainer, stream: VideoStream, *, most_failures: int = MOST_FAILURES) -> None:
        """`most_failures`: reads that may fail one after the other before the rest is given up."""
        self._container = container
        self._stream = stream
        self._most_failures = most_failures
        self._pixel_aspect = pixel_aspect(stream)
        self._rotation: int | None = None  # of the picture that `_matrix` was read from
        self._matrix: Matrix = (1, 0, 0, 1)
        self._reformatter = VideoReformatter()
        self._frames = self._decode()
        self.skipped = 0
        self.broken = False

    def restart(self) -> None:
        """Forgets what was read ahead; needed after the container was sought."""
        self._frames = self._decode()
        self.broken = False

    def next(self) -> VideoFrame | None:
        """The next picture that can be decoded, None at the end.

        Raises:
            av.error.ExitError: The container's own time limit has passed.
        """
        return next(self._frames, None)

    def pixels(self, frame: VideoFrame) -> Pixels:
        """A decoded picture as RGB uint8 (height, width, 3), with square pixels, turned and flipped as the file says.

        The file may change its turn midway; a flip alone is taken to be the same for all of it.
        """
        rotation = frame.rotation
        if rotation != self._rotation:  # not for each picture: see `_display_matrix`
            self._rotation, self._matrix = rotation, _display_matrix(frame)
        width = round(frame.width * self._pixel_aspect)
        picture = self._reformatter.reformat(frame, width=width, format="rgb24").to_ndarray()
        return _upright(np.asarray(picture, dtype=np.uint8), self._matrix)

    def _decode(self) -> Iterator[VideoFrame]:
        for packet in self._packets():
            if packet.is_corrupt:
                self.skipped += 1
                continue
            try:
                frames = packet.decode()
            except av.error.ExitError:
                raise
            except av.FFmpegError:
                self.skipped += 1
                continue
            for frame in frames:
                # The end of a stream is flushed packet by packet, so a frame may also come with an empty packet.
                if frame.is_corrupt:
                    self.skipped += 1
                else:
                    yield frame

    def _packets(self) -> "Iterator[av.Packet[VideoStream]]":  # a generic in the stubs alone
        failures = 0
        while failures < self._most_failures:
            try:
                for packet in self._container.demux(self._stream):
                    failures = 0
                    yield packet
                return
            except av.error.ExitError:
                raise
            except av.FFmpegError:
                failures += 1
                self.skipped += 1
        self.broken = True


def _display_matrix(frame: VideoFrame) -> Matrix:
    """How a picture is to be shown. The frame stays in memory until garbage is next collected: PyAV makes a cycle."""
    try:
        stated: Any = frame.side_data.get("DISPLAYMATRIX")  # which the stubs do not know
    except ValueError:  # PyAV cannot list all side data when it has no name for some of it, such as a JPEG's EXIF
        turn = math.radians(frame.rotation)
        return math.cos(turn), -math.sin(turn), math.sin(turn), math.cos(turn)
    if stated is None:
        return 1, 0, 0, 1
    a, b, _, c, d, *_ = np.frombuffer(stated, dtype=np.int32).tolist()
    return a, b, c, d


def _upright(picture: Pixels, matrix: Matrix) -> Pixels:
    """A picture as its display matrix says, to the next quarter of a turn, as FFmpeg's `autorotate` does."""
    a, b, c, d = matrix
    shown: cv2.typing.MatLike = picture
    if abs(b) > abs(a):  # rows and columns change places
        shown, a, d = cv2.transpose(picture), c, b
    code = _FLIPS.get((a < 0, d < 0))
    return np.asarray(shown if code is None else cv2.flip(shown, code), dtype=np.uint8)
