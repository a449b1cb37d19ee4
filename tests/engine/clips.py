"""Videos and pictures made for a test, and how to play a source to its end."""

import itertools
import struct
import threading
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.stream import VideoStream

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame, Pixels
from ferdesk.engine.contracts import EndOfSource, Source
from ferdesk.engine.sources import open_source

SIZE = (48, 64)
"""(height, width)"""


def pattern(number: int, size: tuple[int, int] = SIZE) -> Pixels:
    """A picture that differs from its neighbours: RGB uint8 (height, width, 3) with a bar that moves."""
    height, width = size
    pixels = np.full((height, width, 3), 40 + number * 3 % 160, dtype=np.uint8)
    left = number * 4 % width
    pixels[:, left : left + 8] = (230, 30, 60)
    pixels[: height // 4, : width // 4] = (20, 240, 30)
    return pixels


def write_video(
    path: Path,
    stamps_ms: Iterable[int] = range(0, 1000, 40),
    codec: str = "libx264",
    size: tuple[int, int] = SIZE,
    options: dict[str, str] | None = None,
    *,
    pixel_aspect: Fraction = Fraction(1),
) -> Path:
    """Writes pictures 0, 1, ... with these time stamps; a key frame at every tenth."""
    with av.open(str(path), "w", options=options or {}) as container:
        stream = container.add_stream(codec, rate=25, options={"g": "10"})
        assert isinstance(stream, VideoStream)
        stream.height, stream.width = size
        stream.codec_context.sample_aspect_ratio = pixel_aspect
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        if codec.startswith("lib"):  # the others know no time stamps between pictures
            stream.codec_context.time_base = Fraction(1, 1000)
        for number, stamp_ms in enumerate(stamps_ms):
            frame = av.VideoFrame.from_ndarray(pattern(number, size), format="rgb24")
            frame.time_base = Fraction(1, 1000)
            frame.pts = stamp_ms
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def latin1(path: Path) -> Path:
    """Makes what a video says of itself (the program that wrote it) text that is not UTF-8."""
    data = path.read_bytes()
    assert b"Lavf" in data
    path.write_bytes(data.replace(b"Lavf", b"Caf\xe9"))
    return path


def write_picture(path: Path, pixels: Pixels | None = None) -> Path:
    """Writes RGB pixels in the format that the name says."""
    shown = pattern(3) if pixels is None else pixels
    done, data = cv2.imencode(path.suffix, cv2.cvtColor(shown, cv2.COLOR_RGB2BGR))
    assert done
    path.write_bytes(data.tobytes())
    return path


def png_of_size(height: int, width: int) -> bytes:
    """A PNG file that states a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@dataclass
class Played:
    """What a source gave until its end; `error` is the sentence when the end was not a good one."""

    frames: list[Frame] = field(default_factory=list)
    error: str = ""

    @property
    def positions_s(self) -> list[float]:
        return [frame.position_s for frame in self.frames if frame.position_s is not None]


def opened(path: Path | str) -> Source:
    return open_source(str(path), threading.Event())


def play(source: Source) -> Played:
    """Reads on to the end."""
    played = Played()
    try:
        while True:
            frame = source.read(0.1)
            if frame is not None:
                played.frames.append(frame)
    except EndOfSource:
        pass
    except SourceError as error:
        played.error = str(error)
    return played


def refusal(address: Path | str) -> str:
    """The sentence with which an address is refused."""
    try:
        opened(address).close()
    except SourceError as error:
        return str(error)
    raise AssertionError(f"{address} was opened")


def strictly_increase(values: Sequence[float]) -> bool:
    return all(after > before for before, after in itertools.pairwise(values))
