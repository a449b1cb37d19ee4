"""Pictures out of an FFmpeg container, for video files and streams alike; used by one thread.

What cannot be decoded is skipped and counted, so that one damaged packet does not end a run.
"""

from collections.abc import Iterator
from typing import Final

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

_TURNS: Final = {
    90: cv2.ROTATE_90_COUNTERCLOCKWISE,
    -90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    -180: cv2.ROTATE_180,
}


def video_stream(container: InputContainer, name: str) -> VideoStream:
    """The picture stream of a container, checked for its size.

    Raises:
        SourceError: There is none, or its pictures are too small or too large.
    """
    if not container.streams.video:
        raise SourceError(f"{name} holds no pictures: it is sound alone, or cut off. Choose another video file.")
    stream = container.streams.video[0]
    check_size(name, stream.codec_context.height, stream.codec_context.width)
    return stream


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
        """A decoded picture as RGB uint8 (height, width, 3), turned as the file says."""
        picture = np.asarray(self._reformatter.reformat(frame, format="rgb24").to_ndarray(), dtype=np.uint8)
        turn = _TURNS.get(frame.rotation)
        return picture if turn is None else np.asarray(cv2.rotate(picture, turn), dtype=np.uint8)

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
