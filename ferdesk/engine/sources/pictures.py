"""One picture, or a folder of them; opened and used by one thread."""

import logging
import re
import stat
import threading
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame, Pixels
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.sources.files import FrameCounter, check_size, mode_of, regular_file
from ferdesk.engine.sources.header import is_picture, read_header

logger = logging.getLogger(__name__)

PICTURE_SUFFIXES: Final = frozenset({".bmp", ".dib", ".jpe", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
_FILMS: Final = frozenset({".mjpeg", ".mjpg"})
"""Films that are JPEG pictures one after the other, and so begin as a picture does."""

_MOST_BYTES: Final = 512_000_000
_DIGITS: Final = re.compile(r"(\d+)")


def is_picture_file(address: str) -> bool:
    """Whether a file begins as a picture does, whatever else its name says."""
    if not stat.S_ISREG(mode_of(address)) or Path(address).suffix.lower() in _FILMS:
        return False
    try:
        with Path(address).open("rb") as file:
            return is_picture(file.read(16))
    except OSError:
        return False


def is_folder(address: str) -> bool:
    return stat.S_ISDIR(mode_of(address))


def open_picture(address: str, stop: threading.Event) -> "Pictures":  # noqa: ARG001 - a file opens at once
    """Opens one picture.

    Raises:
        SourceError: It is damaged, too small or too large.
    """
    return Pictures(address, (Path(address),), load_picture(Path(address)))


def open_folder(address: str, stop: threading.Event) -> "Pictures":  # noqa: ARG001 - a folder opens at once
    """Opens the pictures of a folder, in natural order, without those in folders below it.

    Raises:
        SourceError: The folder cannot be listed or has no pictures.
    """
    try:
        names = [entry.name for entry in Path(address).iterdir() if entry.suffix.lower() in PICTURE_SUFFIXES]
    except OSError as error:
        raise SourceError(
            f"The folder {address} cannot be listed: {error.strerror}. Check that you may open it."
        ) from error
    if not names:
        raise SourceError(f"The folder {address} has no pictures. Choose one with JPEG, PNG, BMP, WebP or TIFF files.")
    return Pictures(address, tuple(Path(address, name) for name in sorted(names, key=natural_key)))


def natural_key(name: str) -> tuple[tuple[tuple[str, int], ...], str]:
    """Sorts `face2.png` before `face10.png`."""
    parts = _DIGITS.split(name.casefold())
    pairs = tuple((text, int(digits or 0)) for text, digits in zip(parts[::2], [*parts[1::2], ""], strict=True))
    return pairs, name


def load_picture(path: Path) -> Pixels:
    """Decodes a picture file: turned as its EXIF says, 8 bits a channel, gray as RGB, without its alpha channel.

    Returns:
        RGB uint8 (height, width, 3).

    Raises:
        SourceError: It is missing, empty, damaged, too small or too large.
    """
    regular_file(str(path))
    if path.stat().st_size > _MOST_BYTES:
        raise SourceError(f"{path} is too large: over {_MOST_BYTES // 1_000_000} MB. Make the picture smaller.")
    data = path.read_bytes()
    header = read_header(data)
    if header is None:
        raise SourceError(
            f"{path} is damaged or not a picture that ferdesk reads. Choose a JPEG, PNG, BMP, WebP or TIFF file."
        )
    check_size(str(path), header.height, header.width)
    pixels = _decode(data) if header.complete else None
    if pixels is None:
        raise SourceError(f"{path} is damaged or cut off. Copy the picture again.")
    return pixels


def _decode(data: bytes) -> Pixels | None:
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    except cv2.error:
        return None
    return None if pixels is None else np.asarray(pixels, dtype=np.uint8)


class Pictures:
    """Pictures with nothing to do with each other, one a second; see `contracts.Source`.

    A damaged picture of a folder is left out. Its place in time stays empty, so that a picture's position is always
    its place in the folder.

    Attributes:
        problems: One sentence for each picture that was left out so far.
    """

    live = False
    still = True
    mirrored = False

    def __init__(self, address: str, paths: tuple[Path, ...], decoded: Pixels | None = None) -> None:
        """`decoded`: the pixels of the only picture, where it was read already."""
        self.address = address
        self.title = Path(address).resolve().name
        self.duration_s = float(len(paths)) if len(paths) > 1 else None
        self.problems: tuple[str, ...] = ()
        self._paths = paths
        self._next = 0
        self._any = False
        self._decoded = decoded
        self._counter = FrameCounter()

    def read(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - a file does not wait
        """See `contracts.Source.read`.

        Raises:
            EndOfSource: There are no more pictures.
            SourceError: None of the pictures could be read.
        """
        while self._next < len(self._paths):
            place = self._next
            self._next += 1
            pixels = self._load(place)
            if pixels is not None:
                self._any = True
                return self._counter.frame(pixels, float(place))
        if not self._any:
            raise SourceError(
                f"None of the {len(self._paths)} pictures in {self.address} can be read: {self.problems[0]}"
            )
        raise EndOfSource

    def seek(self, position_s: float) -> None:
        """See `contracts.Source.seek`."""
        self._next = min(max(0, int(position_s)), len(self._paths) - 1)

    def close(self) -> None:
        """See `contracts.Source.close`."""
        self._decoded = None

    def _load(self, place: int) -> Pixels | None:
        if self._decoded is not None:
            return self._decoded
        try:
            return load_picture(self._paths[place])
        except SourceError as error:
            if str(error) not in self.problems:
                logger.warning("%s", error)
                self.problems = (*self.problems, str(error))
            return None
