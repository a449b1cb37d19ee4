"""Tables of scores: CSV, Parquet or JSON, with a side-car that says how they were made.

Rows are written to a CSV as they come and turned into the wanted format at the end, because neither Parquet nor JSON
survives an interruption. Numbers in files never follow the locale.
"""

import csv
import glob
import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np

from ferdesk.core.errors import ExportError
from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.types import Observation
from ferdesk.session import ledger

BASE_COLUMNS: Final = (
    *("frame", "time_s", "time_utc", "face", "left", "top", "width", "height", "score", "model", "label", "confidence"),
)
FORMATS: Final = (".csv", ".parquet", ".json")

_KIND = "Table of scores"
_TEXT = ("time_utc", "model", "label")
_WHOLE = ("frame", "face", "dropped", "unsaved")

Value = str | int | float | None


class ScoreTable:
    """A table being written; a context manager. What was written is kept when the block ends with an error."""

    def __init__(self, path: Path, emotions: Sequence[str], started_s: float, started_utc: datetime) -> None:
        """Opens a table.

        Args:
            path: Ends in one of `FORMATS`; replaced only once the new table is complete.
            emotions: The columns for probabilities, a part of `EMOTIONS`.
            started_s: `time.perf_counter()` that counts as second 0.
            started_utc: The same moment in UTC.

        Raises:
            ExportError: The format is unknown or the file cannot be written.
        """
        if path.suffix.lower() not in FORMATS:
            raise ExportError(f"{path.name} ends in none of {', '.join(FORMATS)}. Choose one of these formats.")
        self.path = path
        self.rows = 0
        self._started_s = started_s
        self._started_utc = started_utc
        self._positions = [INDEX[emotion] for emotion in emotions]
        self._columns = (*BASE_COLUMNS, *emotions)
        self._part = path.with_name(f".{path.name}.part")
        try:
            self._file = self._part.open("w", newline="", encoding="utf-8")
        except OSError as error:
            raise cannot_write(path, error) from error
        ledger.note(self._part, _KIND)
        self._writer = csv.writer(self._file)
        self._write(self._columns)

    def add(self, observation: Observation) -> None:
        """Writes a row per face and model; one row without a face where none was seen.

        Raises:
            ExportError: The disk is full or the folder is gone; what is written stays.
        """
        for row in self._rows_of(observation):
            self._write(row)
            self.rows += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            if not isinstance(error, ExportError):  # rows that a full disk cut off stay where they are
                self._convert()
                ledger.note(self.path, _KIND)
        except OSError as failure:
            raise self._cannot_write(failure) from failure

    def _rows_of(self, observation: Observation) -> Iterator[tuple[Value, ...]]:
        frame = observation.frame
        seconds = frame.time_s - self._started_s
        utc = self._started_utc + timedelta(seconds=seconds)
        when: tuple[Value, ...] = (frame.index, round(seconds, 6), utc_text(utc))
        if not observation.readings:
            yield (*when, *[None] * (len(self._columns) - len(when)))
        for reading in observation.readings:
            box = reading.face.box
            where = [round(value, 2) for value in (box.left, box.top, box.width, box.height)]
            face: tuple[Value, ...] = (*when, reading.face.track_id, *where, round(reading.face.score, 4))
            if not reading.predictions:
                yield (*face, *[None] * (len(self._columns) - len(face)))
            for prediction in reading.predictions:
                values = [_rounded(prediction.probabilities[position]) for position in self._positions]
                yield (*face, prediction.model, prediction.label, _rounded(prediction.confidence), *values)

    def _write(self, row: Sequence[Value]) -> None:
        try:
            self._writer.writerow(row)
        except OSError as error:
            raise self._cannot_write(error) from error

    def _cannot_write(self, error: OSError) -> ExportError:
        return ExportError(
            f"{self.path} cannot be written: {error.strerror}. Free some space; the rows so far are in {self._part}."
        )

    def _convert(self) -> None:
        """Makes the wanted format of the finished rows, then puts it in place in one step."""
        suffix = self.path.suffix.lower()
        if suffix == ".csv":
            self._part.replace(self.path)
            return
        converted = self.path.with_name(f".{self.path.name}.new")
        if suffix == ".parquet":
            write_parquet(self._part, converted, self._columns)
        else:
            write_json(self._part, converted)
        converted.replace(self.path)
        self._part.unlink()


def write_sidecar(table: Path, facts: Mapping[str, object]) -> Path:
    """Writes `<table>.meta.json`, which says how a table was made; returns its path.

    Raises:
        ExportError: It cannot be written.
    """
    path = sidecar_of(table)
    write_private(path, json.dumps(facts, indent=1) + "\n")
    ledger.note(path, _KIND)
    return path


def write_parquet(rows: Path, target: Path, columns: Sequence[str]) -> None:
    """Turns a CSV of these columns into Parquet.

    Raises:
        ExportError: It cannot be written; the CSV stays.
    """
    import duckdb  # 30 ms, and only this format needs it

    types = {name: _sql_type(name) for name in columns}
    offline = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    try:
        with duckdb.connect(config=offline) as connection:
            # DuckDB takes a name for a pattern of names, and folders such as run=3 for columns.
            name = glob.escape(str(rows))
            table = connection.read_csv(name, header=True, columns=types, hive_partitioning=False)
            table.write_parquet(str(target))
    except duckdb.Error as error:
        raise ExportError(
            f"The rows in {rows} cannot be written as Parquet ({error}). They stay where they are."
        ) from error


def make_folder(path: Path) -> Path:
    """A folder for results, made when it is not there, for its owner only.

    Raises:
        ExportError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be made a folder: {error.strerror}. Choose another place with --out."
        ) from error
    return path


def sidecar_of(table: Path) -> Path:
    return table.with_name(f"{table.name}.meta.json")


def write_private(path: Path, text: str) -> Path:
    """`write_whole`, for files that the user has asked for.

    Raises:
        ExportError: It cannot be written there; the old text stays.
    """
    try:
        return write_whole(path, text)
    except OSError as error:
        raise cannot_write(path, error) from error


def write_whole(path: Path, text: str) -> Path:
    """Replaces a file in one step: whenever the program is killed, it holds the old text or the new.

    It is readable by its owner only. Names of files need not be UTF-8; what of them is not stands there as an escape.
    OSError where it cannot be written, which leaves the old text.
    """
    part = path.with_name(f".{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(text)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def write_json(rows: Path, target: Path) -> None:
    """Turns a CSV of such columns into a list of objects; OSError where it cannot be written."""
    with rows.open(newline="", encoding="utf-8") as lines, target.open("w", encoding="utf-8") as file:
        separator = "["
        for row in csv.DictReader(lines):
            values = {name: _typed(name, text) for name, text in row.items()}
            file.write(f"{separator}\n{json.dumps(values, allow_nan=False)}")
            separator = ","
        file.write("\n]\n" if separator == "," else "[]\n")


def utc_now() -> datetime:
    return datetime.now(UTC)


def utc_text(moment: datetime) -> str:
    """A moment in UTC as tables hold it, to the microsecond."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def known_emotions(labels: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The emotions that at least one of several models knows, in `EMOTIONS` order."""
    known = {name for names in labels for name in names}
    return tuple(name for name in EMOTIONS if name in known)


def _rounded(probability: float | np.float32) -> float | None:
    return None if math.isnan(probability) else round(float(probability), 6)


def _sql_type(column: str) -> str:
    return "VARCHAR" if column in _TEXT else "BIGINT" if column in _WHOLE else "DOUBLE"


def _typed(column: str, text: str) -> Value:
    if text == "":
        return None
    return text if column in _TEXT else int(text) if column in _WHOLE else float(text)


def cannot_write(path: Path, error: OSError) -> ExportError:
    """The error to raise for a file that the system does not let us write."""
    return ExportError(f"{path} cannot be written: {error.strerror}. Choose another place or free some space.")
