"""What was posed when: a table of labels, by moments or by stretches of time."""

import csv
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ferdesk.core.errors import ExportError
from ferdesk.core.labels import INDEX

NEAREST_S = 0.5
"""How far the frame that a moment's label belongs to may be from it."""


@dataclass(frozen=True, slots=True)
class Posed:
    """A label that holds from `from_s` until before `to_s`; for a moment both are the same."""

    from_s: float
    to_s: float
    label: str


def read_posed(path: Path) -> tuple[Posed, ...]:
    """Reads a CSV with the columns `time_s,label` or `from_s,to_s,label`; seconds from the start of the source.

    Returns:
        In time order.

    Raises:
        ExportError: Not such a table, an unknown label, or stretches that overlap.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExportError(f"{path} cannot be read as a CSV of labels ({error}). Check the file.") from error
    found = sorted((_posed(path, line, row) for line, row in enumerate(rows, 2)), key=lambda each: each.from_s)
    if not found:
        raise ExportError(f"{path} holds no labels. It needs the columns time_s,label or from_s,to_s,label.")
    for before, after in itertools.pairwise(found):
        if after.from_s < before.to_s or after.from_s == before.from_s:
            raise ExportError(
                f"{path}: two labels hold at {after.from_s:g} s. Let each stretch end where the next begins."
            )
    return tuple(found)


def labels_at(times_s: Sequence[float], posed: Sequence[Posed]) -> list[str | None]:
    """The label at each time, None where none holds. A moment's label goes to the nearest time, at most 0.5 s away."""
    times = np.asarray(times_s, dtype=np.float64)
    labels: list[str | None] = [None] * len(times)
    for each in posed:
        if each.from_s < each.to_s:
            chosen = (times >= each.from_s) & (times < each.to_s)
        else:
            distance = np.abs(times - each.from_s)
            chosen = (distance == distance.min(initial=math.inf)) & (distance <= NEAREST_S)
        for row in np.flatnonzero(chosen):
            labels[row] = each.label
    return labels


def _posed(path: Path, line: int, row: dict[str, str | None]) -> Posed:
    label = (row.get("label") or "").strip()
    if label not in INDEX:
        raise ExportError(f"{path}, line {line}: '{label}' is no label. There are: {', '.join(INDEX)}.")
    begin = row.get("from_s", row.get("time_s"))
    end = row.get("to_s", begin)
    try:
        from_s, to_s = float(begin or ""), float(end or "")
    except ValueError:
        from_s = to_s = math.nan
    if not 0 <= from_s <= to_s < math.inf:
        raise ExportError(
            f"{path}, line {line}: from '{begin}' to '{end}' is no time. Give seconds from the start, in the columns"
            " time_s or from_s and to_s."
        )
    return Posed(from_s, to_s, label)
