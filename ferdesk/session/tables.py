"""The tables of a finished session: every row of its journal as CSV and Parquet, in one pass over it."""

import csv
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ferdesk.core.errors import SessionError
from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.types import Floats
from ferdesk.session.export import BASE_COLUMNS, cannot_write, write_parquet
from ferdesk.session.schema import CSV, PARQUET

QUALITY_COLUMNS: Final = ("size_px", "blur", "light", "yaw_deg", "detect_ms", "dropped", "unsaved")
_BATCH: Final = 4000
_ROWS: Final = """
SELECT f.frame, round(f.time_s, 6), f.time_utc, a.face, round(a.left, 2), round(a.top, 2), round(a.width, 2),
    round(a.height, 2), round(a.score, 4), s.model, s.label, round(a.size_px, 1), round(a.blur, 1), round(a.light, 1),
    round(a.yaw_deg, 1), round(f.detect_ms, 3), f.dropped, f.unsaved, s.probabilities
FROM frames f LEFT JOIN faces a ON a.frame = f.frame LEFT JOIN scores s ON s.frame = a.frame AND s.face = a.face
ORDER BY f.frame, a.face, s.model
"""
_MODEL: Final = BASE_COLUMNS.index("model")

Row = tuple[str | int | float | bytes | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Successive predictions.

    Attributes:
        times_s: float64 (N,).
        faces, models: int64 (N,).
        labels: N words.
        probabilities: float32 (N, E).
    """

    times_s: np.ndarray
    faces: np.ndarray
    models: np.ndarray
    labels: Sequence[str]
    probabilities: Floats


def write_tables(
    folder: Path,
    journal: sqlite3.Connection,
    names: Sequence[str],
    emotions: Sequence[str],
    seen: Callable[[Batch], bool],
) -> None:
    """Writes `scores.csv` and `scores.parquet`: a row per frame, face and model, and one for a frame without a face.

    Args:
        folder: The session's.
        journal: Its open journal.
        names: Of the models, by their place.
        emotions: The columns for probabilities.
        seen: Is given every batch; False ends the work.

    Raises:
        ExportError: The disk is full.
        SessionError: `seen` ended it.
    """
    target = folder / CSV
    part, converted = target.with_name(f".{CSV}.part"), target.with_name(f".{PARQUET}.new")
    columns = (*BASE_COLUMNS, *QUALITY_COLUMNS, *emotions)
    places = [INDEX[emotion] for emotion in emotions]
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for rows in batches(journal):
                probabilities = unpacked(rows)
                if not seen(batch_of(rows, probabilities)):
                    raise SessionError(f"{folder} is not finished yet. It is finished at the next start.")
                writer.writerows(written(rows, probabilities, names, places))
        write_parquet(part, converted, columns)
        converted.replace(folder / PARQUET)
        part.replace(target)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        converted.unlink(missing_ok=True)


def batches(journal: sqlite3.Connection) -> Iterator[list[Row]]:
    """All rows of a journal, some thousand at a time."""
    cursor = journal.execute(_ROWS)
    while rows := cursor.fetchmany(_BATCH):
        yield rows


def unpacked(rows: Sequence[Row]) -> Floats:
    """float32 (N, E), NaN for a row without a prediction."""
    nothing = np.full(len(EMOTIONS), np.nan, "<f4").tobytes()
    blobs = b"".join(row[-1] if isinstance(row[-1], bytes) else nothing for row in rows)
    return np.frombuffer(blobs, "<f4").reshape(len(rows), len(EMOTIONS)).astype(np.float32)


def batch_of(rows: Sequence[Row], probabilities: Floats) -> Batch:
    """The predictions among some rows."""
    made = [number for number, row in enumerate(rows) if row[-1] is not None]
    chosen = [rows[number] for number in made]
    return Batch(
        times_s=np.array([row[1] for row in chosen], np.float64),
        faces=np.array([row[3] for row in chosen], np.int64),
        models=np.array([row[_MODEL] for row in chosen], np.int64),
        labels=[str(row[_MODEL + 1]) for row in chosen],
        probabilities=probabilities[made],
    )


def written(
    rows: Sequence[Row], probabilities: Floats, names: Sequence[str], places: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    """Rows as tables hold them: the models' `names` by their place, and the emotions at `places`."""
    exact = np.column_stack([np.fmax.reduce(probabilities, axis=1), probabilities[:, places]]).astype(np.float64)
    rounded = exact.round(6).astype(object)
    rounded[np.isnan(exact)] = None
    for row, (confidence, *values) in zip(rows, rounded.tolist(), strict=True):
        place = row[_MODEL]
        model = names[place] if isinstance(place, int) else None
        yield (*row[:_MODEL], model, row[_MODEL + 1], confidence, *row[_MODEL + 2 : -1], *values)
