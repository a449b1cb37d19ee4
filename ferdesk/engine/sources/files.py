"""What every source that reads a file needs first: is it there, may it be read, how large is it."""

import stat
import time
from pathlib import Path

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame, Pixels

SMALLEST_SIDE = 16
"""In pixels. No face can be found in less."""

MOST_PIXELS = 64_000_000
"""More would take 200 MB for one picture, and several of them are alive at a time."""


def mode_of(address: str) -> int:
    """The `st_mode` of what is at a path, 0 when there is nothing that can be looked at."""
    try:
        return Path(address).stat().st_mode if address else 0  # an empty path would be the current folder
    except (OSError, ValueError):  # ValueError: the address holds a null character
        return 0


def regular_file(address: str) -> Path:
    """The file at `address`, which can be read and holds something.

    Raises:
        SourceError: It is missing, empty, not a regular file or may not be read.
    """
    mode = mode_of(address)
    if not mode:
        raise SourceError(
            f"{address or 'No name'}: there is no such file, folder or camera. Check the spelling,"
            " or use camera:0 for the first camera or demo for the embedded pictures."
        )
    if not stat.S_ISREG(mode):
        raise SourceError(f"{address} is not a file but a device or a pipe. Choose a file, or camera:N for a camera.")
    path = Path(address)
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise SourceError(f"{address} cannot be read: {error.strerror}. Check that you may open it.") from error
    if empty:
        raise SourceError(f"{address} is empty (0 bytes). Copy or record it again.")
    return path


def check_size(name: str, height: int, width: int) -> None:
    """Refuses pictures that are too small to hold a face or too large to hold in memory.

    Raises:
        SourceError: The size is out of bounds.
    """
    if min(height, width) < SMALLEST_SIDE:
        raise SourceError(
            f"{name} is too small: {width} x {height} pixels. Choose a picture of at least"
            f" {SMALLEST_SIDE} x {SMALLEST_SIDE}."
        )
    if height * width > MOST_PIXELS:
        raise SourceError(
            f"{name} is too large: {width} x {height} pixels. Make it smaller than"
            f" {MOST_PIXELS // 1_000_000} megapixels and try again."
        )


class FrameCounter:
    """Numbers the pictures of one source and keeps their capture times strictly increasing."""

    def __init__(self) -> None:
        self._index = 0
        self._last_s = 0.0

    def frame(self, pixels: Pixels, position_s: float | None, time_s: float | None = None) -> Frame:
        """The next frame.

        Args:
            pixels: RGB uint8 (height, width, 3).
            position_s: Place in the file, None for live sources.
            time_s: `time.perf_counter()` at capture, now when None.
        """
        now = time.perf_counter() if time_s is None else time_s
        self._last_s = max(now, self._last_s + 1e-6)
        made = Frame(pixels, self._index, self._last_s, position_s)
        self._index += 1
        return made
