"""Opening the files of a stored session for reading, and what is said when that fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from ferdesk.core.errors import SessionError
from ferdesk.session.schema import VERSION

AGAIN: Final = "reanalysis-{}.sqlite"
"""Files of answers that were given later, beside the journal."""
MOST_AGAIN: Final = 9
"""SQLite attaches ten files at most."""


def again_files(folder: Path) -> Iterator[tuple[int, Path]]:
    """The analyses that were made later, by their numbers."""
    for number in range(1, MOST_AGAIN + 1):
        path = folder / AGAIN.format(number)
        if path.is_file():
            yield number, path


def again_name(number: int) -> str:
    """For people."""
    return f"re-analysis {number}"


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns what goes wrong while a journal is read into a sentence about `path`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise SessionError(
                f"{path.parent} is still being recorded or finished. Open it once that has ended."
            ) from error
        raise SessionError(f"{path} cannot be read ({error}). Check the folder's permissions.") from error
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise SessionError(f"{path} is damaged or no recorded session ({error}). Copy the session again.") from error


def connect(journal: Path) -> sqlite3.Connection:
    """Opens a journal for reading alone; SessionError where it is none, or of a version that is not known."""
    address = read_only(journal)
    with reading(journal):
        connection = sqlite3.connect(address, uri=True, timeout=0.2, check_same_thread=False)
    try:
        with reading(journal):
            try:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_CANTOPEN:
                    raise
                # Cut off while it was written, in a folder where nothing may be written: what is committed is read.
                connection.close()
                connection = sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)
                (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise SessionError(
                f"{journal} was recorded by a newer ferdesk (version {version} of its tables, this one reads"
                f" {VERSION}). Update ferdesk."
            )
        if version < 1:
            raise SessionError(f"{journal} is no session that ferdesk recorded. Choose another folder.")
    except SessionError:
        connection.close()
        raise
    return connection


def read_only(path: Path) -> str:
    """A file as an address of SQLite's that nothing can be written through."""
    return f"file:{quote(str(path.absolute()))}?mode=ro"
