"""The live journal of a session: SQLite in WAL mode, so that a kill loses no more than what was not yet committed.

Owned by one thread. The file is locked for as long as it is open, by which others know that the session is not theirs
to finish. Values wait in memory between two commits and go to the disk together.
"""

import json
import os
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from ferdesk.core.errors import SessionError
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.quality import measure_quality
from ferdesk.core.recording import NOT_SURE, Baseline, Marker, ModelFacts, Plan
from ferdesk.core.types import FaceReading, Floats, Observation
from ferdesk.session.export import utc_now, utc_text
from ferdesk.session.schema import JOURNAL, TABLES, VERSION, to_blob

Row = tuple[str | int | float | bytes | None, ...]

_WAIT_FOR_LOCK_S: Final = 0.2
_INSERT: Final = {
    "frames": "INSERT INTO frames VALUES (?, ?, ?, ?, ?, ?)",
    "faces": "INSERT OR REPLACE INTO faces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "scores": "INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?, ?)",
    "sizes": "INSERT INTO sizes VALUES (?, ?, ?, ?)",
    "markers": "INSERT INTO markers(time_s, key, text) VALUES (?, ?, ?)",
    "poses": "INSERT INTO poses(start_s, end_s, face, label) VALUES (?, ?, ?, ?)",
    "events": "INSERT INTO events VALUES (?, ?, ?)",
    "baselines": "INSERT INTO baselines VALUES (?, ?, ?, ?, ?, ?, ?)",
    "meta": "INSERT OR REPLACE INTO meta VALUES (?, ?)",
}


def lock_journal(path: Path) -> sqlite3.Connection:
    """Opens a journal for oneself alone, until it is closed.

    Raises:
        SessionError: Another process records or finishes it, or it is no journal.
    """
    with told(path):
        connection = sqlite3.connect(path, timeout=_WAIT_FOR_LOCK_S, isolation_level=None)
    try:
        with told(path):
            # Before anything is read, or the lock would be shared.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
    except SessionError:
        connection.close()
        raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns SQLite's and the system's errors into sentences about `path`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SessionError(
            f"{path} cannot be written ({reason}). What was recorded until then is kept; check the folder's space"
            " and permissions."
        ) from error


class Journal:
    """A journal being written.

    Attributes:
        frames: Frames written.
        last_s: Time of the last one, seconds from the start.
        connection: For reading, once everything is committed.
    """

    def __init__(self, folder: Path, plan: Plan, started_s: float) -> None:
        """Makes the file in `folder`, readable by its owner only; `started_s` is `perf_counter` at second 0.

        Raises:
            SessionError: It cannot be made, or is there already.
        """
        self.path = folder / JOURNAL
        self.frames = 0
        self.last_s = 0.0
        self._started_s = started_s
        self._threshold = plan.threshold
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        self._models: list[ModelFacts] = []
        self._places: dict[str, int] = {}
        self._last_index = -1  # of the source
        self._last_frame = -1  # as stored
        self._frame_shift = self._face_shift = self._last_face = 0
        with told(self.path):
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        self.connection = lock_journal(self.path)
        with told(self.path):
            self.connection.execute("PRAGMA journal_mode = WAL")
            # Waiting for the disk at each commit would hold up what comes next; a kill loses nothing by it, and a power
            # cut some seconds, but never the journal.
            self.connection.execute("PRAGMA synchronous = NORMAL")
            # Committed below together with the facts: a journal has both or nothing.
            self.connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION};")
        self.put_facts(_facts(plan, started_s))
        self.use_models(plan.models)
        self.commit()

    def write(self, observation: Observation, unsaved: int = 0) -> None:
        """Takes in a frame; the frames that were not taken in before it are `unsaved`.

        A frame that comes a second time, because other models have looked at it, replaces itself.
        """
        frame = observation.frame
        time_s = frame.time_s - self._started_s
        if time_s < 0:  # captured before the recording began
            return
        again = self.frames > 0 and time_s <= self.last_s
        if again:
            self._forget_last()
        elif frame.index <= self._last_index:  # another source: its frames and faces are counted from the start
            self._frame_shift = self._last_frame + 1 - frame.index
            self._face_shift = self._last_face
        number = self._last_frame if again else frame.index + self._frame_shift
        utc = utc_text(utc_now() - timedelta(seconds=time.perf_counter() - frame.time_s))
        self._rows["frames"].append((number, time_s, utc, observation.dropped, observation.detect_ms, unsaved))
        for reading in observation.readings:
            self._add_face(number, reading, observation)
        self._last_index, self._last_frame, self.last_s = frame.index, number, time_s
        self.frames += not again

    def use_models(self, models: Sequence[ModelFacts]) -> None:
        """The models from now on; a model keeps the place that it has once got."""
        for model in models:
            place = self._places.get(model.name)
            known = None if place is None else self._models[place]
            if place is not None and known in (model, ModelFacts(model.name)):
                self._models[place] = model
            else:
                self._places[model.name] = len(self._models)
                self._models.append(model)
        self.put_facts({"models": [asdict(model) for model in self._models]})

    def put_facts(self, facts: Mapping[str, object]) -> None:
        # Not as ASCII, whose escapes would hide from `_storable` what cannot be written later.
        texts = {key: json.dumps(value, allow_nan=False, ensure_ascii=False) for key, value in facts.items()}
        self._rows["meta"] += texts.items()

    def resize(self, width: int, height: int, video_scale: float | None, time_s: float) -> None:
        """Pictures have this size from `time_s` (`perf_counter`) on."""
        self._rows["sizes"].append((time_s - self._started_s, width, height, video_scale))

    def mark(self, marker: Marker) -> None:
        self._rows["markers"].append((marker.time_s - self._started_s, marker.key, marker.text))

    def pose(self, label: str, face: int, start_s: float, end_s: float) -> None:
        times = (start_s - self._started_s, end_s - self._started_s)
        self._rows["poses"].append((*times, face + self._face_shift, label))

    def note(self, kind: str, text: str, time_s: float) -> None:
        self._rows["events"].append((time_s - self._started_s, kind, text))

    def baseline(self, baseline: Baseline) -> None:
        times = (baseline.start_s - self._started_s, baseline.end_s - self._started_s)
        who = (baseline.face + self._face_shift, self._place(baseline.model))
        values = (baseline.samples, to_blob(baseline.probabilities), baseline.warning)
        self._rows["baselines"].append((*who, *times, *values))

    def commit(self) -> None:
        """Brings all that waits to the disk.

        Raises:
            SessionError: The disk is full or gone.
        """
        with told(self.path):
            if not self.connection.in_transaction:
                self.connection.execute("BEGIN IMMEDIATE")
            for table, rows in self._rows.items():
                self.connection.executemany(_INSERT[table], map(_storable, rows))
            self.connection.execute("COMMIT")
        self._rows.clear()

    def close(self) -> None:
        """Gives the lock back; what was not committed is lost."""
        self.connection.close()

    def _add_face(self, number: int, reading: FaceReading, observation: Observation) -> None:
        face, box = reading.face, reading.face.box
        who = face.track_id + self._face_shift
        self._last_face = max(self._last_face, who)
        seen = measure_quality(observation.frame, face)
        where = (box.left, box.top, box.width, box.height, face.score)
        self._rows["faces"].append((number, who, *where, seen.size_px, seen.blur, seen.light, seen.yaw_deg))
        for prediction in reading.predictions:
            values = prediction.probabilities
            label = self._label(values)
            self._rows["scores"].append((number, who, self._place(prediction.model), label, to_blob(values)))

    def _label(self, values: Floats) -> str:
        top = np.fmax.reduce(values)
        return EMOTIONS[int((values == top).argmax())] if top >= self._threshold else NOT_SURE

    def _place(self, model: str) -> int:
        if model not in self._places:  # its description is still to come
            self.use_models((ModelFacts(model),))
        return self._places[model]

    def _forget_last(self) -> None:
        self.commit()
        with told(self.path):
            for table in ("frames", "faces", "scores"):
                self.connection.execute(f"DELETE FROM {table} WHERE frame = ?", (self._last_frame,))  # noqa: S608


def _storable(row: Row) -> Row:
    """A row whose texts are UTF-8. The name of a file need not be: what Python cannot read in one becomes "?"."""
    return tuple(value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in row)


def _facts(plan: Plan, started_s: float) -> dict[str, object]:
    started = utc_now() - timedelta(seconds=time.perf_counter() - started_s)
    return {
        "version": VERSION,
        "started_utc": utc_text(started),
        "source": plan.source,
        "title": plan.title,
        "live": plan.live,
        "detector": plan.detector,
        "video": plan.video,
        "consent": plan.consent or None,
        "smoothing": plan.smoothing,
        "threshold": plan.threshold,
        "recovered": False,
    }
