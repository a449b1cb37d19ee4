"""Reads the size of a picture file from its header, and whether it is all there, without decoding it.

cv2 decodes first and tells the size afterwards, and it fills the missing part of a cut-off JPEG with gray.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_JPEG_SIZES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_SCAN: Final = 0xDA
_JPEG_END: Final = b"\xff\xd9"
_TIFF_WIDTH, _TIFF_HEIGHT, _TIFF_SHORT = 256, 257, 3


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture file states: its size in pixels, and whether its end is there."""

    height: int
    width: int
    complete: bool


def is_picture(start: bytes) -> bool:
    """Whether a file that starts with these (at least 12) bytes is a picture of a kind that ferdesk reads."""
    return _reader(start) is not None


def read_header(data: bytes) -> Header | None:
    """The header of a JPEG, PNG, BMP, WebP or TIFF file; None when it is of another kind or has no readable one."""
    reader = _reader(data)
    try:
        return reader(data) if reader is not None else None
    except (struct.error, IndexError):  # cut off within the header
        return None


def _reader(start: bytes) -> Callable[[bytes], Header | None] | None:
    return next((reader for matches, reader in _KINDS if matches(start)), None)


def _jpeg(data: bytes) -> Header | None:
    at, height, width = 2, 0, 0
    while True:
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
        if marker == _JPEG_SCAN:
            # Only after the scan: an embedded preview has an end marker of its own.
            return Header(height, width, data.find(_JPEG_END, at) >= 0) if width else None
        (length,) = struct.unpack_from(">H", data, at + 2)
        at += 2 + length


def _png(data: bytes) -> Header:
    width, height = struct.unpack_from(">II", data, 16)
    return Header(height, width, data.rfind(b"IEND") > 0)


def _bmp(data: bytes) -> Header:
    (stated,) = struct.unpack_from("<I", data, 2)
    if struct.unpack_from("<I", data, 14)[0] == 12:  # the header of OS/2
        width, height = struct.unpack_from("<HH", data, 18)
    else:
        width, height = struct.unpack_from("<ii", data, 18)
    return Header(abs(height), abs(width), len(data) >= stated)  # negative: stored from the top


def _webp(data: bytes) -> Header | None:
    (stated,) = struct.unpack_from("<I", data, 4)
    complete = len(data) >= stated + 8
    kind = data[12:16]
    if kind == b"VP8X":
        return Header(1 + int.from_bytes(data[27:30], "little"), 1 + int.from_bytes(data[24:27], "little"), complete)
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Header(1 + (bits >> 14 & 0x3FFF), 1 + (bits & 0x3FFF), complete)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Header(height & 0x3FFF, width & 0x3FFF, complete)
    return None


def _tiff(data: bytes) -> Header | None:
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, at)
    sizes: dict[int, int] = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(order + "HH", data, entry)
        if tag in (_TIFF_WIDTH, _TIFF_HEIGHT):
            (sizes[tag],) = struct.unpack_from(order + ("H" if kind == _TIFF_SHORT else "I"), data, entry + 8)
    if len(sizes) < 2:
        return None
    return Header(sizes[_TIFF_HEIGHT], sizes[_TIFF_WIDTH], complete=True)  # cv2 itself refuses a cut-off one


_KINDS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Header | None]], ...]] = (
    (lambda start: start[:3] == b"\xff\xd8\xff", _jpeg),
    (lambda start: start[:8] == b"\x89PNG\r\n\x1a\n", _png),
    (lambda start: start[:2] == b"BM", _bmp),
    (lambda start: start[:4] == b"RIFF" and start[8:12] == b"WEBP", _webp),
    (lambda start: start[:4] in (b"II*\0", b"MM\0*"), _tiff),
)
