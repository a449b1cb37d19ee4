"""What was measured of the room view. Written by `docs/room.py`, which says how; not to be edited by hand."""

from typing import Final

ORIENTATION_ERROR_DEG: Final = 7.0
