"""What the window remembers, as a small JSON file in the user's configuration folder.

Read once before the window opens; written by a job only. A value that cannot be used falls back to its default, so that
a file from another version, or a broken one, never keeps the application from starting.
"""

import base64
import binascii
import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from ferdesk.core.errors import ExportError
from ferdesk.core.policy import Region, Setting
from ferdesk.core.room import DEFAULT_FACES, DEFAULT_TOLERANCE_DEG, LEAST_FACES, WINDOWS_S
from ferdesk.core.streaming import LOOPBACK, OSC_PORT
from ferdesk.core.types import MOST_MODELS
from ferdesk.ui.languages import LANGUAGES
from ferdesk.ui.theme import THEMES

MOST_BYTES: Final = 1_000_000
TIMELINE_S: Final = (10, 30, 60, 120, 300)
COMPARED_S: Final = (10, 30, 60, 120)
DETECTORS: Final = ("near", "far")
PROVIDERS: Final = ("auto", "cpu", "cuda")
ROOM_DAYS: Final = (1, 7, 30, 90)
MOST_PEOPLE: Final = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is kept from one start to the next.

    Attributes:
        camera: Name of the camera used last; only cameras are opened again, never a network stream.
        models: Names of the active models, in the user's order; empty lets the application choose.
        detector: One of `DETECTORS`.
        provider: One of `PROVIDERS`.
        smoothing: 0 shows the raw values, 1 the calmest.
        threshold: Below this probability a face is "not sure".
        timeline_s: Length of the timeline, one of `TIMELINE_S`.
        compared_s: Seconds that a comparison looks back, one of `COMPARED_S`.
        theme: One of `THEMES`.
        language: One of `languages.LANGUAGES`.
        mirror: Cameras are shown as in a mirror.
        hidden_panels: Names of the panels that are put away.
        folder: Where the last file was opened.
        sessions_folder: Where recordings go; empty for ferdesk's own folder.
        osc_host, osc_port: Where a live stream went last; whether one is on is never remembered.
        welcomed: The page about camera and privacy was read.
        geometry: Place and size of the window, as Qt saves them, in base64.
        room_setting, room_region: What was answered when the room view was first opened; empty before.
        room_expected: People that there should be in the room.
        room_faces: k: with fewer usable faces nothing is shown or stored.
        room_window_s: Length of a window of the room view.
        room_tolerance_deg: How far a head may point away from the front and still face it.
        room_days: After so many days saved sessions of the room view are deleted.
        room_operator: Name and contact of who runs the room view, for its notice.
        room_weights: Of facing, stillness and expressions in the response index, in percent.
    """

    camera: str = ""
    models: tuple[str, ...] = ()
    detector: str = "near"
    provider: str = "auto"
    smoothing: float = 0.5
    threshold: float = 0.4
    timeline_s: int = 30
    compared_s: int = 30
    theme: str = "system"
    language: str = "system"
    mirror: bool = True
    hidden_panels: tuple[str, ...] = ()
    folder: str = ""
    sessions_folder: str = ""
    osc_host: str = LOOPBACK
    osc_port: int = OSC_PORT
    welcomed: bool = False
    geometry: str = ""
    room_setting: str = ""
    room_region: str = ""
    room_expected: int = 20
    room_faces: int = DEFAULT_FACES
    room_window_s: int = WINDOWS_S[0]
    room_tolerance_deg: int = round(DEFAULT_TOLERANCE_DEG)
    room_days: int = 7
    room_operator: str = ""
    room_weights: tuple[int, ...] = (70, 30, 0)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 4096


def _is_names(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_MODELS and all(map(_is_text, value))


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_count(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_weights(value: object) -> bool:
    each = _is_count(0, 100)
    return isinstance(value, list) and len(value) == 3 and all(map(each, value)) and sum(value) > 0


def _is_base64(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(base64.b64decode(value, validate=True) or True)
    except (binascii.Error, ValueError):
        return False


def _one_of(choices: Mapping[str, object] | tuple[object, ...]) -> Callable[[object], bool]:
    return lambda value: type(value) in (str, int) and value in choices


_CHECKS: Final[dict[str, Callable[[object], bool]]] = {
    "camera": _is_text,
    "models": _is_names,
    "detector": _one_of(DETECTORS),
    "provider": _one_of(PROVIDERS),
    "smoothing": _is_share,
    "threshold": _is_share,
    "timeline_s": _one_of(TIMELINE_S),
    "compared_s": _one_of(COMPARED_S),
    "theme": _one_of(THEMES),
    "language": _one_of(LANGUAGES),
    "mirror": lambda value: isinstance(value, bool),
    "hidden_panels": _is_names,
    "folder": _is_text,
    "sessions_folder": _is_text,
    "osc_host": _is_text,
    "osc_port": lambda value: type(value) is int and 1 <= value <= 65535,
    "welcomed": lambda value: isinstance(value, bool),
    "geometry": _is_base64,
    "room_setting": _one_of(tuple(Setting)),
    "room_region": _one_of(tuple(Region)),
    "room_expected": _is_count(1, MOST_PEOPLE),
    "room_faces": _is_count(LEAST_FACES, MOST_PEOPLE),
    "room_window_s": _one_of(WINDOWS_S),
    "room_tolerance_deg": _is_count(10, 60),
    "room_days": _one_of(ROOM_DAYS),
    "room_operator": _is_text,
    "room_weights": _is_weights,
}


def read(path: Path) -> tuple[Settings, str]:
    """The stored settings, and a sentence for the user where the file could not be used, else "".

    An unusable file is kept aside as `<name>.bad`. No file at all is an ordinary first start.
    """
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(MOST_BYTES))
        if not isinstance(stored, dict):
            raise ValueError("not a JSON object")
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, RecursionError):
        return Settings(), _put_aside(path)
    usable: dict[str, Any] = {}
    for name, fits in _CHECKS.items():
        if name in stored and fits(stored[name]):
            value = stored[name]
            usable[name] = tuple(value) if isinstance(value, list) else value
    return Settings(**usable), ""


def _put_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}.bad")
    try:
        path.replace(aside)
    except OSError as error:
        return f"The settings in {path} cannot be read ({error.strerror}), so ferdesk starts with its defaults."
    return (
        f"The settings in {path} could not be read, so ferdesk starts with its defaults. They are kept in {aside.name}."
    )


def write(settings: Settings, path: Path) -> None:
    """Replaces the file in one step, readable by its owner only.

    Raises:
        ExportError: The folder or the file cannot be written.
    """
    try:
        _write(settings, path)
    except OSError as error:
        raise ExportError(
            f"The settings cannot be kept in {path}: {error.strerror}. Check the folder's space and permissions."
        ) from error


def _write(settings: Settings, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # mkstemp gives mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, indent=1)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
