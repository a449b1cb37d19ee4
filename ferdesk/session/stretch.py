"""A stretch of a stored session as a file: the same columns, or the same report, as of the whole session."""

import csv
import json
import os
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from ferdesk.core.errors import ExportError
from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.reviewed import SessionFacts
from ferdesk.session import ledger
from ferdesk.session.export import (
    BASE_COLUMNS,
    cannot_write,
    known_emotions,
    utc_text,
    write_json,
    write_parquet,
    write_private,
)
from ferdesk.session.finish import FACES_DRAWN
from ferdesk.session.report import page
from ferdesk.session.schema import JOURNAL, TABLES
from ferdesk.session.session_facts import read_facts
from ferdesk.session.stored_files import again_files, again_name, read_only, reading
from ferdesk.session.tables import QUALITY_COLUMNS, batch_of, batches, unpacked, written
from ferdesk.session.tally import Tally

REPORT_SUFFIX: Final = ".html"
SUFFIXES: Final = (".csv", ".parquet", ".json", REPORT_SUFFIX)
_FRAMES_AT_ONCE: Final = 2000
_SAME_S: Final = 1e-6


def export_stretch(facts: SessionFacts, start_s: float, end_s: float, path: Path) -> Generator[float, None, Path]:
    """Writes the frames from `start_s` to `end_s`, both included; yields the share that is done, in short steps.

    Args:
        facts: Of the session; answers of analyses that were made later are written as those of further models.
        start_s, end_s: Seconds from the session's start. Tables keep these times; a report counts from its own start.
        path: Its suffix, one of `SUFFIXES`, says what is written. Replaced in one step when all is written.

    Returns:
        The path.

    Raises:
        ExportError: The suffix is unknown, there is no frame in that time, or the file cannot be written.
        SessionError: The session cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExportError(f"{path.name} ends in none of {', '.join(SUFFIXES)}. Choose one of these formats.")
    memory = sqlite3.connect(":memory:", uri=True, check_same_thread=False, isolation_level=None)
    with closing(memory) as cut, reading(facts.folder / JOURNAL):
        yield from _fill(cut, facts, start_s, end_s)
        (frames,) = cut.execute("SELECT count(*) FROM frames").fetchone()
        if not frames:
            raise ExportError("Nothing was recorded in this stretch, so there is nothing to export. Choose another.")
        if suffix == REPORT_SUFFIX:
            yield from _report(cut, facts, start_s, path)
        else:
            emotions = known_emotions([model.facts.labels or EMOTIONS for model in facts.models])
            yield from _table(cut, [model.key for model in facts.models], emotions, path)
    ledger.note(path, "Part of a session")
    return path


def _fill(cut: sqlite3.Connection, facts: SessionFacts, start_s: float, end_s: float) -> Generator[float]:
    """Copies a stretch of the journal, and of what was answered later, into an empty one."""
    cut.executescript(TABLES)
    cut.execute("ATTACH DATABASE ? AS old", (read_only(facts.folder / JOURNAL),))
    bounds = (start_s - _SAME_S, end_s + _SAME_S)
    cut.execute("INSERT INTO main.meta SELECT * FROM old.meta")
    models = [asdict(model.facts) | {"name": model.key} for model in facts.models]
    cut.execute("INSERT OR REPLACE INTO main.meta VALUES ('models', ?)", (json.dumps(models),))
    # What began before the stretch and holds in it belongs to it, too.
    cut.execute("INSERT INTO main.sizes SELECT * FROM old.sizes")
    for table in ("markers", "events"):
        cut.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table} WHERE time_s BETWEEN ? AND ?", bounds)  # noqa: S608
    for table in ("poses", "baselines"):
        cut.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table} WHERE end_s >= ? AND start_s <= ?", bounds)  # noqa: S608
    cut.execute("INSERT INTO main.frames SELECT * FROM old.frames WHERE time_s BETWEEN ? AND ?", bounds)
    first, last = cut.execute("SELECT coalesce(min(frame), 0), coalesce(max(frame), -1) FROM main.frames").fetchone()
    places = _attach_later(cut, facts)
    for frame in range(first, last + 1, _FRAMES_AT_ONCE):
        span = (frame, min(frame + _FRAMES_AT_ONCE - 1, last))
        cut.execute("INSERT INTO main.faces SELECT * FROM old.faces WHERE frame BETWEEN ? AND ?", span)
        for schema, place in places:
            cut.execute(
                "INSERT INTO main.scores SELECT frame, face, model + ?, label, probabilities"  # noqa: S608
                f" FROM {schema}.scores WHERE frame BETWEEN ? AND ?",
                (place, *span),
            )
        yield (frame - first) / (last - first + 1) / 2


def _attach_later(cut: sqlite3.Connection, facts: SessionFacts) -> list[tuple[str, int]]:
    """Where answers are, and how far the places of their models are from those in `facts.models`."""
    later = [model.made for model in facts.models]
    places = [("old", 0)]
    for number, file in again_files(facts.folder):
        name = again_name(number)
        if name in later:
            cut.execute(f"ATTACH DATABASE ? AS again{number}", (read_only(file),))
            places.append((f"again{number}", later.index(name)))
    return places


def _table(cut: sqlite3.Connection, names: Sequence[str], emotions: Sequence[str], path: Path) -> Generator[float]:
    columns = (*BASE_COLUMNS, *QUALITY_COLUMNS, *emotions)
    places = [INDEX[emotion] for emotion in emotions]
    (total,) = cut.execute("SELECT count(*) + 1 FROM scores").fetchone()
    part, made = path.with_name(f".{path.name}.part"), path.with_name(f".{path.name}.new")
    done = 0
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for rows in batches(cut):
                writer.writerows(written(rows, unpacked(rows), names, places))
                done += len(rows)
                yield min(0.5 + done / total / 2, 1.0)
        if path.suffix.lower() == ".csv":
            part.replace(path)
        else:
            write = write_parquet if path.suffix.lower() == ".parquet" else _write_json
            write(part, made, columns)
            made.chmod(0o600)
            made.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        part.unlink(missing_ok=True)
        made.unlink(missing_ok=True)


def _write_json(rows: Path, target: Path, _columns: Sequence[str]) -> None:
    write_json(rows, target)


def _report(cut: sqlite3.Connection, facts: SessionFacts, start_s: float, path: Path) -> Generator[float]:
    """The report of the whole session speaks of its start, so the stretch gets one of its own."""
    _count_from(cut, facts, start_s)
    told = read_facts(cut)
    tally = Tally([face["face"] for face in told["faces"][:FACES_DRAWN]], told["seconds"])
    for rows in batches(cut):
        tally.add(batch_of(rows, unpacked(rows)))
        yield 0.75
    write_private(path, page(told, tally))


def _count_from(cut: sqlite3.Connection, facts: SessionFacts, start_s: float) -> None:
    for table in ("frames", "markers", "events", "sizes"):
        cut.execute(f"UPDATE {table} SET time_s = max(time_s - ?, 0)", (start_s,))  # noqa: S608 - names of ours
    for table in ("poses", "baselines"):
        cut.execute(f"UPDATE {table} SET start_s = max(start_s - ?, 0), end_s = end_s - ?", (start_s, start_s))  # noqa: S608
    try:
        started = datetime.fromisoformat(facts.started_utc) + timedelta(seconds=start_s)
    except ValueError:
        return  # then it keeps the session's own text
    cut.execute("INSERT OR REPLACE INTO meta VALUES ('started_utc', ?)", (json.dumps(utc_text(started)),))
