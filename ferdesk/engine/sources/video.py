"""Video files and GIFs, with their own time stamps; opened and used by one thread."""

import logging
import threading
from collections import deque
from contextlib import ExitStack
from typing import Final

import av
from av.container import InputContainer
from av.video.frame import VideoFrame

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.sources.decoding import THREADS, Decoder, video_stream
from ferdesk.engine.sources.files import FrameCounter, regular_file
from ferdesk.engine.sources.timeline import SAME_S, Timeline, scanned_duration, stated_duration

logger = logging.getLogger(__name__)

_FORMATS: Final = (
    "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,avi,gif,mpegts,mpeg,mpegvideo,ogg,asf,flv,wtv,mxf,nut,ivf,dv,rm,"
    "h264,hevc,m4v,mjpeg,yuv4mpegpipe"
)
"""Formats that hold their pictures themselves. Play lists (hls, concat, sdp, dash) name other files or hosts."""

_OPTIONS: Final = {"protocol_whitelist": "file", "format_whitelist": _FORMATS}

_WITHOUT_INDEX: Final = frozenset({"gif", "h264", "hevc", "m4v", "mjpeg", "mpegvideo", "yuv4mpegpipe"})
"""Formats in which FFmpeg cannot find the whole picture at a position; they are decoded again from the start."""

_STEPS_BACK_S: Final = (0.0, 10.0)
"""Some formats jump to a place after the one asked for; then a second jump aims this much before it."""

_SLACK_S: Final = 0.25
"""How much the stated length may exceed the pictures before the file counts as cut off."""


def open_video(address: str, stop: threading.Event) -> "Video":  # noqa: ARG001 - a file opens at once
    """Opens a video file or GIF.

    Raises:
        SourceError: It is missing, empty, damaged or not a video.
    """
    return Video(address)


def open_container(address: str) -> InputContainer:
    """Opens a local file that FFmpeg reads by itself, without following what it names.

    Raises:
        SourceError: It is not a video, or damaged.
    """
    try:
        # With its protocol, a file name cannot be taken for an address such as concat:a|b.
        # Titles in another encoding than UTF-8, as old cameras write them, are no reason to refuse the pictures.
        return av.open(f"file:{address}", options=_OPTIONS, metadata_errors="replace")
    except av.FFmpegError as error:
        raise SourceError(
            f"{address} cannot be opened as a video or picture: it is damaged, cut off or of another kind"
            f" ({error.strerror}). Choose an MP4, MKV, MOV, AVI, WebM, GIF, JPEG or PNG file, or copy it again."
        ) from error


class Video:
    """A file that plays from its start; see `contracts.Source`."""

    live = False
    still = False
    mirrored = False

    def __init__(self, address: str) -> None:
        self.address = address
        path = regular_file(address)
        self.title = path.name
        self._counter = FrameCounter()
        self._skipped_before = 0
        self._ahead: deque[tuple[VideoFrame, float]] = deque()  # decoded, not yet read
        self._end_s = 0.0
        self._container = open_container(address)
        with ExitStack() as refused:
            refused.callback(self.close)
            first = self._start()
            self._timeline = Timeline(first, self._stream)
            self._queue(first)
            stated = stated_duration(self._container, self._stream, self._timeline.origin_s)
            self._stated_s = None if self._container.format.name in _WITHOUT_INDEX - {"gif"} else stated
            self.duration_s = self._stated_s
            if self.duration_s is None:
                self.duration_s = scanned_duration(path, open_container, self._timeline)
            refused.pop_all()

    @property
    def origin_s(self) -> float:
        """The first picture's own time stamp, in seconds; positions are counted from it."""
        return self._timeline.origin_s

    @property
    def skipped(self) -> int:
        """Damaged packets and pictures that were left out so far."""
        return self._skipped_before + self._decoder.skipped

    @property
    def problems(self) -> tuple[str, ...]:
        """See `contracts.Source.problems`."""
        return (f"{self.title} has damaged parts, which are left out.",) if self.skipped else ()

    def read(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - a file does not wait
        """See `contracts.Source.read`."""
        if not self._ahead:
            frame = self._decoder.next()
            if frame is None:
                raise self._end()
            self._queue(frame)
        frame, position_s = self._ahead.popleft()
        self._end_s = position_s + self._timeline.length_of(frame)
        return self._counter.frame(self._decoder.pixels(frame), position_s)

    def seek(self, position_s: float) -> None:
        """See `contracts.Source.seek`; exact, by decoding forward from the key frame before it."""
        target_s = max(0.0, position_s)
        if self._container.format.name not in _WITHOUT_INDEX and self._timeline.stamped:
            for back_s in _STEPS_BACK_S:
                if self._jump(target_s - back_s) and self._advance(target_s):
                    return
        self._rewind()
        self._advance(target_s)

    def close(self) -> None:
        """See `contracts.Source.close`."""
        self._ahead.clear()
        self._container.close()

    def _start(self) -> VideoFrame:
        """The first picture of a container that was just opened."""
        self._stream = video_stream(self._container, self.address)
        self._stream.codec_context.thread_count = THREADS
        self._stream.thread_type = "AUTO"
        self._decoder = Decoder(self._container, self._stream)
        first = self._decoder.next()
        if first is None:
            raise SourceError(f"{self.address} is damaged: no picture in it can be decoded. Copy or record it again.")
        return first

    def _queue(self, frame: VideoFrame) -> None:
        self._ahead.append((frame, self._timeline.place(frame)))

    def _jump(self, position_s: float) -> bool:
        """Goes to the key frame before a position, where the file allows it."""
        self._ahead.clear()
        offset = round((max(0.0, position_s) + self._timeline.origin_s) / float(self._stream.time_base or 1))
        try:
            self._container.seek(offset, stream=self._stream)
        except av.FFmpegError:
            return False
        self._decoder.restart()
        self._timeline.restart()
        return True

    def _rewind(self) -> None:
        self._skipped_before = self.skipped
        self._ahead.clear()
        self._container.close()
        self._container = open_container(self.address)
        first = self._start()
        self._timeline.restart()
        self._queue(first)

    def _advance(self, target_s: float) -> bool:
        """Decodes up to the picture shown at a position; False when the next one is already later."""
        while (frame := self._decoder.next()) is not None:
            self._queue(frame)
            if self._ahead[-1][1] > target_s + SAME_S:
                break
            if len(self._ahead) > 1:
                self._ahead.popleft()
        return bool(self._ahead) and self._ahead[0][1] <= target_s + SAME_S

    def _end(self) -> Exception:
        """Why there are no more pictures: the file ends here, or it is damaged."""
        stated_s = self._stated_s
        if self._decoder.broken or (stated_s is not None and self._end_s < stated_s - _SLACK_S):
            if stated_s is None:
                return SourceError(
                    f"{self.title} is damaged after {self._end_s:.1f} s: the rest cannot be decoded."
                    " What came before is complete; copy or record the file again for the rest."
                )
            return SourceError(
                f"{self.title} is damaged after {self._end_s:.1f} s of {stated_s:.1f} s: the rest cannot be decoded."
                " What came before is complete; copy or record the file again for the rest."
            )
        if self.skipped:
            logger.warning("%s: damaged parts that were left out: %d", self.address, self.skipped)
        if self.duration_s is None:
            self.duration_s = self._end_s
        return EndOfSource()
