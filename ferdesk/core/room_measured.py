"""What was measured of the room view. Written by `docs/room.py`, which says how; never edited by hand."""

from typing import Final

ORIENTATION_ERROR_DEG: Final = 7.0
"""Repeatability of a head's direction, degrees: root mean square over mirrored pictures, the worst clip."""

FOUND_UP_TO_M_AT_720: Final = (5.9, 8.2)
"""Metres up to which faces are found at 1280x720, with a field of view of 78 and of 60 degrees."""

FOUND_UP_TO_M_AT_1080: Final = (5.9, 8.3)
"""Metres up to which faces are found at 1920x1080, with a field of view of 78 and of 60 degrees."""
