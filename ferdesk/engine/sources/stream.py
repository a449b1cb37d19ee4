"""Network streams: the only sockets that ferdesk ever opens, and only for an address that names one.

FFmpeg cannot be interrupted from another thread, so a stream has a thread of its own, `ferdesk-stream`, that opens it,
keeps its newest picture and closes it. The thread that reads waits for it only as long as it wants to. A thread that is
given up ends by itself, at FFmpeg's own time limit at the latest.
"""

import threading
import time
from typing import Final
from urllib.parse import urlsplit

import av
from av.container import InputContainer

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.pace import Pace
from ferdesk.engine.sources.decoding import THREADS, Decoder, video_stream
from ferdesk.engine.sources.files import FrameCounter

ANSWER_S: Final = 5.0
"""How long a stream may take to answer, and to give its next picture."""

_SCHEMES: Final = frozenset({"rtsp", "rtsps", "http", "https"})
_LIMIT_S: Final = 1.0
"""How much longer FFmpeg may wait than ferdesk: it ends its thread, but names the reason wrongly."""

_STOP_S: Final = 0.05
_OPTIONS: Final = {
    # Neither a playlist nor a redirection may lead to a file of this computer.
    "protocol_whitelist": "rtsp,rtsps,rtp,srtp,udp,tcp,tls,http,https,httpproxy,crypto",
    "rtsp_transport": "tcp",  # loses no packets, and needs no open port
    "analyzeduration": "1000000",  # microseconds; by default a live stream is looked at for up to five seconds
}
_LATEST_S: Final = 1.0
_AHEAD_S: Final = 10.0


def is_network(address: str) -> bool:
    """Whether opening an address needs the network."""
    scheme, separator, _ = address.partition("://")
    return bool(separator) and scheme.lower() in _SCHEMES


def open_stream(address: str, stop: threading.Event) -> "Stream":
    """Opens a stream and waits for its first picture.

    Raises:
        SourceError: It does not answer within 5 s, is refused or is no video, or `stop` was set meanwhile.
    """
    stream = Stream(address)
    try:
        stream.wait_for_first(stop)
    except SourceError:
        stream.close()
        raise
    return stream


class Stream:
    """A live stream; see `contracts.Source`."""

    live = True
    still = False
    problems: tuple[str, ...] = ()
    mirrored = False
    duration_s: float | None = None

    def __init__(self, address: str) -> None:
        self.address = address
        self.title = _without_secrets(address)
        self._changed = threading.Condition()
        self._heard_s = time.perf_counter()
        self._newest: Frame | None = None
        self._end: SourceError | EndOfSource | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._work, name="ferdesk-stream", daemon=True).start()

    def wait_for_first(self, stop: threading.Event) -> None:
        """Waits until there is a picture to read.

        Raises:
            SourceError: There is none within `ANSWER_S`, or `stop` was set.
        """
        deadline = time.perf_counter() + ANSWER_S
        with self._changed:
            while self._newest is None:
                if isinstance(self._end, SourceError):
                    raise self._end
                if self._end is not None:
                    raise SourceError(f"{self.title} holds no pictures. Check the address.")
                if stop.is_set():
                    raise SourceError(f"Opening {self.title} was given up.")
                if time.perf_counter() > deadline:
                    raise _unanswered(self.title)
                self._changed.wait(_STOP_S)

    def read(self, timeout_s: float) -> Frame | None:
        """See `contracts.Source.read`.

        Raises:
            EndOfSource: A recording that was played over the network has ended.
            SourceError: The stream has ended or gives no more pictures.
        """
        with self._changed:
            if self._newest is None and self._end is None:
                self._changed.wait(timeout_s)
            frame, self._newest = self._newest, None
            if frame is None and self._end is not None:
                raise self._end
            if time.perf_counter() - self._heard_s > ANSWER_S:
                raise SourceError(f"{self.title} has stopped giving pictures. It is tried again; check the network.")
            return frame

    def seek(self, position_s: float) -> None:
        """Does nothing; see `contracts.Source.seek`."""

    def close(self) -> None:
        """Gives the stream up; its thread closes it with the next picture or time limit."""
        self._closed.set()

    def _work(self) -> None:
        try:
            timeout_s = ANSWER_S + _LIMIT_S
            with av.open(self.address, options=_OPTIONS, metadata_errors="replace", timeout=timeout_s) as container:
                end = self._play(container)
        except SourceError as error:
            end = error
        except av.error.ExitError:
            end = _unanswered(self.title)
        except (av.FFmpegError, ValueError) as error:  # ValueError: an address that cannot be encoded
            reason = getattr(error, "strerror", None) or str(error)
            end = SourceError(f"{self.title} cannot be opened ({reason}). Check the address and the network.")
        with self._changed:
            self._end = end
            self._changed.notify_all()

    def _play(self, container: InputContainer) -> SourceError | EndOfSource:
        """Decodes until the end; returns what the end is."""
        stream = video_stream(container, self.title)
        stream.codec_context.thread_count = THREADS
        stream.thread_type = "SLICE"  # threads by picture would hold each one back
        # A failed read is a lost connection, and a second one would only wait again.
        decoder, counter = Decoder(container, stream, most_failures=1), FrameCounter()
        recorded = container.duration is not None
        pace = Pace(_LATEST_S, _AHEAD_S) if recorded or container.format.name == "hls" else None
        while not self._closed.is_set():
            decoded = decoder.next()
            if decoded is None:
                break
            if pace is not None and decoded.time is not None:
                self._closed.wait(pace.wait_s(decoded.time))
            frame = counter.frame(decoder.pixels(decoded), None)
            with self._changed:
                self._newest, self._heard_s = frame, frame.time_s
                self._changed.notify_all()
        if recorded and not decoder.broken:
            return EndOfSource()
        return SourceError(f"{self.title} has ended. It is tried again; check the camera and the network.")


def _unanswered(title: str) -> SourceError:
    return SourceError(
        f"{title} did not answer within {ANSWER_S:.0f} s. Check the address and that the device is switched on."
    )


def _without_secrets(address: str) -> str:
    """An address without user name, password and query, to be shown."""
    try:
        parts = urlsplit(address)
        host = f"{parts.hostname}:{parts.port}" if parts.port else f"{parts.hostname}"
    except ValueError:
        return address.partition("://")[0]
    return f"{parts.scheme}://{host}{parts.path}"
