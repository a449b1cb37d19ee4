"""The table that says which picture belongs to which group: its rows, read from the lines of a CSV file."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from ferdesk.core.errors import SourceError
from ferdesk.core.labels import EMOTIONS, emotion_named

PICTURE_COLUMNS: Final = ("path", "picture", "index")
MOST_GROUPS: Final = 20
"""More of them, and it is likely that a column of names or numbers was taken for the groups."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """One row.

    Attributes:
        picture: Its path as written, or its number in a data set.
        label: What it shows, one of `EMOTIONS`; empty where the table does not say.
        group: Whose it is.
    """

    picture: str
    label: str
    group: str


def read_grouped(lines: Iterable[str], origin: str) -> tuple[Grouped, ...]:
    """Reads the columns `path` (or `picture`, or `index`), `group` and, where it is there, `label`.

    Without a column `label`, a picture in a folder that is named after an emotion shows that emotion.

    Args:
        lines: Of the CSV file.
        origin: The file's name, for messages.

    Raises:
        SourceError: A column is missing, a label is unknown, a cell is empty, a picture stands there twice, or there
            are no rows or too many groups.
    """
    try:
        reader = csv.DictReader(lines, skipinitialspace=True)
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        picture = next((name for name in PICTURE_COLUMNS if name in columns), "")
        if not picture or "group" not in columns:
            raise SourceError(
                f"{origin} has the columns {', '.join(columns) or 'of an empty file'}, but needs path and group, and"
                " label where folders do not tell it. Name the columns in its first line."
            )
        rows = [_row(row, picture, f"{origin}, line {reader.line_num}") for row in reader]
    except csv.Error as error:
        raise SourceError(f"{origin} cannot be read as a CSV table ({error}). Check the file.") from error
    _check(rows, origin)
    return tuple(rows)


def _row(row: dict[str, str | None], column: str, where: str) -> Grouped:
    picture, group = ((row.get(name) or "").strip() for name in (column, "group"))
    if not picture or not group:
        raise SourceError(f"{where}: the picture or the group is missing. Fill in both, or remove the line.")
    given = (row.get("label") or "").strip()
    label = emotion_named(given or PurePath(picture).parent.name)
    if label is None and given:
        raise SourceError(f"{where}: '{given}' is no label. There are: {', '.join(EMOTIONS)}.")
    if label is None and column != "index":
        raise SourceError(
            f"{where}: there is no label, and {picture} lies in no folder named after one. There are:"
            f" {', '.join(EMOTIONS)}."
        )
    return Grouped(picture, label or "", group)


def _check(rows: list[Grouped], origin: str) -> None:
    if not rows:
        raise SourceError(f"{origin} holds no pictures. It needs a line for each one.")
    pictures: set[str] = set()
    for row in rows:
        if row.picture in pictures:
            raise SourceError(f"{origin}: {row.picture} stands there twice. Remove one of the lines.")
        pictures.add(row.picture)
    groups = len({row.group for row in rows})
    if groups > MOST_GROUPS:
        raise SourceError(
            f"{origin} names {groups} groups, and at most {MOST_GROUPS} can be compared. Check the column group."
        )
