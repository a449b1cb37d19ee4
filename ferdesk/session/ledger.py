"""Every file that ferdesk has written on this computer: where it is, and how to be rid of it.

Settings, log, models and sessions have fixed places. Tables, figures and reports lie where the user wanted them, so
their names are noted when they are written, one JSON line each, in a private file.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ferdesk.core import paths
from ferdesk.core.errors import ExportError

logger = logging.getLogger(__name__)

SETTINGS, LOG, MODEL, SESSION, ROOM, LIST = "Settings", "Log", "Model", "Session", "Room session", "This list"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that exists.

    Attributes:
        path: Where it is.
        kind: What it is, for people.
        bytes: Its size.
        changed_utc: When it was last written.
    """

    path: Path
    kind: str
    bytes: int
    changed_utc: datetime


def note(path: Path, kind: str) -> None:
    """Remembers that `path` was written: a file, or a folder with all that comes into it.

    Failing to do so is logged: it must not cost the user the file itself.
    """
    ledger = paths.ledger_file()
    line = json.dumps({"path": str(path.resolve()), "kind": kind})
    try:
        ledger.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        logger.warning("%s is not noted in %s: %s", path, ledger, error)


def written() -> tuple[WrittenFile, ...]:
    """Every file written so far that still exists; the user's own first, in the order of writing.

    What cannot be looked at, in a folder that is closed to the user, is left out.
    """
    return _found()[0]


def delete_all() -> int:
    """Removes every file of `written` and the folders of ferdesk that are then empty; returns how many files.

    Raises:
        ExportError: Some could not be removed; all others are gone, and these stay in the list.
    """
    files, closed = _found()
    entries = tuple(_entries())
    folders = [path for path, _ in entries if _is_folder(path)]
    left = [*closed, *(file.path for file in files if not _removed(file.path))]
    for folder in (*folders, *_own_folders()):
        _remove_empty(folder)
    for path, kind in entries:
        if any(kept.is_relative_to(path) for kept in left):
            note(path, kind)
    if left:
        names = ", ".join(map(str, left[:3])) + (f" and {len(left) - 3} more" if len(left) > 3 else "")
        raise ExportError(
            f"{names} could not be deleted. Check the permissions of these files and delete them by hand."
        )
    return len(files)


def _found() -> tuple[tuple[WrittenFile, ...], tuple[Path, ...]]:
    """Every file, and the files and folders that cannot be looked at."""
    files: dict[Path, WrittenFile] = {}
    closed: dict[Path, None] = {}
    for path, kind in (*_noted(), *_fixed()):
        try:
            if path.is_dir():
                next(path.iterdir(), None)  # `rglob` passes over a folder that it may not read
            elif path.is_file() and path not in files:
                facts = path.stat()
                files[path] = WrittenFile(path, kind, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))
        except OSError as error:
            logger.warning("%s cannot be looked at: %s", path, error)
            closed[path] = None
    return tuple(files.values()), tuple(closed)


def _noted() -> Iterator[tuple[Path, str]]:
    for path, kind in _entries():
        yield path, kind
        yield from ((file, kind) for file in _below(path))


def _below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*")) if _is_folder(folder) else []


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; not where it cannot be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _entries() -> Iterator[tuple[Path, str]]:
    """What was noted, as it stands in the list."""
    try:
        lines = paths.ledger_file().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            entry = json.loads(line)
            yield Path(entry["path"]), str(entry["kind"])
        except (ValueError, TypeError, KeyError):
            logger.warning("an unreadable line of %s is passed over", paths.ledger_file())


def _fixed() -> Iterator[tuple[Path, str]]:
    for settings in sorted(paths.settings_file().parent.glob(f"{paths.settings_file().name}*")):
        yield settings, SETTINGS
    for log in sorted(paths.log_file().parent.glob(f"{paths.log_file().name}*")):
        yield log, LOG
    for folder, kind in ((paths.user_models(), MODEL), (paths.sessions(), SESSION), (paths.rooms(), ROOM)):
        yield from ((file, kind) for file in _below(folder))
    yield paths.ledger_file(), LIST


def _own_folders() -> tuple[Path, ...]:
    return tuple(
        dict.fromkeys(place.parent for place in (paths.settings_file(), paths.log_file(), paths.ledger_file()))
    )


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("%s cannot be deleted: %s", path, error)
        return False
    return True


def _remove_empty(folder: Path) -> None:
    """Removes a folder's empty parts from below; what holds a file that is not ferdesk's stays."""
    folders = [path for path in (folder, *_below(folder)) if _is_folder(path)]
    for empty in sorted(folders, key=lambda path: -len(path.parts)):
        try:
            if not any(empty.iterdir()):
                empty.rmdir()
        except OSError as error:
            logger.warning("%s cannot be deleted: %s", empty, error)
