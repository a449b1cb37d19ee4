"""Frames of a stored session: what was seen in a stretch of time, and one model's answers for one face."""

import bisect
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.samples import Numbers, Places, Samples
from ferdesk.core.series import Series
from ferdesk.core.types import Box, Face, FaceReading, Floats, Frame, Observation, Pixels, Prediction
from ferdesk.session.schema import from_blob

_BACKGROUND: Final = np.uint8(32)
_NO_SIZE: Final = (480, 640)
_NO_KEYPOINTS: Final = np.full((6, 2), np.nan, np.float32)
_TOLERANCE_S: Final = 1e-6
_MOST_FACES: Final = 2**24
"""No face has a number so large."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the answers of one model are: its key, the table, and its place in it."""

    key: str
    table: str
    place: int


@dataclass(frozen=True, slots=True)
class Size:
    """How large pictures are from a time on, and by how much they are multiplied in the video; None without one."""

    time_s: float
    height: int
    width: int
    video_scale: float | None


class Rows:
    """Reads from an open journal and from the analyses attached to it; used by one thread."""

    def __init__(self, connection: sqlite3.Connection, answers: Sequence[Answers]) -> None:
        self._connection = connection
        self._answers = {each.key: each for each in answers}
        sizes = connection.execute("SELECT time_s, height, width, video_scale FROM sizes ORDER BY time_s").fetchall()
        self._sizes = [Size(*row) for row in sizes] or [Size(0.0, *_NO_SIZE, None)]

    def size_at(self, time_s: float) -> Size:
        """The size of the picture at a time."""
        place = bisect.bisect_right([size.time_s for size in self._sizes], time_s + _TOLERANCE_S)
        return self._sizes[max(place - 1, 0)]

    def time_at(self, time_s: float, steps: int = 0) -> float:
        """Time of the frame shown at a time, or of one so many frames later (or earlier, below 0).

        Beyond the ends it is that of the first or last frame; `time_s` itself where there is no frame at all.
        """
        backward = "SELECT time_s FROM frames WHERE time_s <= ? ORDER BY time_s DESC LIMIT 1 OFFSET ?"
        forward = "SELECT time_s FROM frames WHERE time_s > ? ORDER BY time_s LIMIT 1 OFFSET ?"
        query = forward if steps > 0 else backward
        row = self._one(query, time_s + _TOLERANCE_S, steps - 1 if steps > 0 else -steps)
        ends = "SELECT max(time_s) FROM frames" if steps > 0 else "SELECT min(time_s) FROM frames"
        found = row if row is not None else self._one(ends)
        return time_s if found is None else found

    def _one(self, query: str, *values: float) -> float | None:
        row = self._connection.execute(query, values).fetchone()
        return None if row is None or row[0] is None else float(row[0])

    def span(self, start_s: float, end_s: float) -> tuple[int, int]:
        """First and last frame from `start_s` to `end_s`, both included; (0, -1) where there is none."""
        low, high = start_s - _TOLERANCE_S, end_s + _TOLERANCE_S
        first = self._one("SELECT frame FROM frames WHERE time_s >= ? ORDER BY time_s LIMIT 1", low)
        last = self._one("SELECT frame FROM frames WHERE time_s <= ? ORDER BY time_s DESC LIMIT 1", high)
        return (0, -1) if first is None or last is None else (int(first), int(last))

    def observations(self, start_s: float, end_s: float, keys: Sequence[str]) -> list[Observation]:
        """The frames from `start_s` to `end_s`, both included, with the answers of some models and an empty picture.

        `Observation.frame.time_s` is seconds from the session's start; keypoints were not recorded and are NaN.
        """
        span = self.span(start_s, end_s)
        readings = self._readings(span, keys)
        query = "SELECT frame, time_s, dropped, detect_ms FROM frames WHERE frame BETWEEN ? AND ? ORDER BY frame"
        return [
            Observation(
                Frame(self._empty(time_s), frame, time_s),
                tuple(readings[frame]),
                detect_ms or 0.0,
                dropped or 0,
                time_s,
            )
            for frame, time_s, dropped, detect_ms in self._connection.execute(query, span)
        ]

    def _empty(self, time_s: float) -> Pixels:
        size = self.size_at(time_s)
        return np.broadcast_to(_BACKGROUND, (size.height, size.width, 3))

    def _readings(self, span: tuple[int, int], keys: Sequence[str]) -> defaultdict[int, list[FaceReading]]:
        said: defaultdict[tuple[int, int], list[Prediction]] = defaultdict(list)
        for answers in (self._answers[key] for key in keys):
            query = f"SELECT frame, face, probabilities FROM {answers.table} WHERE frame BETWEEN ? AND ? AND model = ?"  # noqa: S608
            for frame, face, blob in self._connection.execute(query, (*span, answers.place)):
                said[frame, face].append(Prediction(answers.key, from_blob(blob), 0.0))
        found: defaultdict[int, list[FaceReading]] = defaultdict(list)
        query = (
            'SELECT frame, face, "left", top, width, height, score FROM faces WHERE frame BETWEEN ? AND ?'
            " ORDER BY frame, face"
        )
        for frame, number, *box, score in self._connection.execute(query, span):
            face = Face(Box(*box), score, _NO_KEYPOINTS, number)
            found[frame].append(FaceReading(face, tuple(said[frame, number])))
        return found

    def samples(self, start_s: float, end_s: float) -> Samples:
        """What every model said of every face from `start_s` to `end_s`, both included, in time order.

        Far faster than `observations`, for many frames at once.
        """
        span = self.span(start_s, end_s)
        query = (
            "SELECT f.time_s, a.frame, a.face FROM frames f CROSS JOIN faces a ON a.frame = f.frame"
            " WHERE f.frame BETWEEN ? AND ? ORDER BY a.frame, a.face"
        )
        times, frames, faces = _columns(self._connection.execute(query, span).fetchall(), 3)
        seen = _keys(frames, faces)
        everything = np.full((len(seen), len(self._answers), len(EMOTIONS)), np.nan, np.float32)
        for table in dict.fromkeys(answers.table for answers in self._answers.values()):
            # All models at once: the table is sorted by frame, and is read once.
            query = f"SELECT frame, face, model, probabilities FROM {table} WHERE frame BETWEEN ? AND ?"  # noqa: S608
            *said, blobs = _columns(self._connection.execute(query, span).fetchall(), 4)
            rows, known = _rows_of(_keys(said[0], said[1]), seen)
            places, probabilities = np.array(said[2], np.int64), _unpacked(blobs)
            for column, answers in enumerate(self._answers.values()):
                if answers.table == table:
                    its = known & (places == answers.place)
                    everything[rows[its], column] = probabilities[its]
        return Samples(np.array(times, np.float64), np.array(faces, np.int64), everything)

    def series(self, face: int, key: str, frames: tuple[int, int]) -> Series:
        """One model's answers for one face in some frames, the first and the last included."""
        answers = self._answers[key]
        query = (
            f"SELECT f.time_s, s.probabilities FROM frames f CROSS JOIN {answers.table} s ON s.frame = f.frame"  # noqa: S608
            " AND s.face = ? AND s.model = ? WHERE f.frame BETWEEN ? AND ? ORDER BY f.frame"
        )
        rows = self._connection.execute(query, (face, answers.place, *frames)).fetchall()
        times = np.array([row[0] for row in rows], np.float64)
        return Series(times, _unpacked([row[1] for row in rows]), tuple(range(len(EMOTIONS))))


def joined(parts: Sequence[Series]) -> Series:
    """Parts that follow each other as one, without the classes that the model does not know."""
    times = np.concatenate([part.times_s for part in parts])
    values = np.concatenate([part.values for part in parts])
    known = np.flatnonzero(np.isfinite(values).any(axis=0))
    return Series(times, np.ascontiguousarray(values[:, known]), tuple(known.tolist()))


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> list[tuple[Any, ...]]:
    """What was fetched, turned, so that there are `count` columns even of nothing."""
    return list(zip(*rows, strict=True)) if rows else [()] * count


def _keys(frames: Sequence[int], faces: Sequence[int]) -> Numbers:
    """One number for each frame and face, int64 (N,), in the order of both."""
    return np.array(frames, np.int64) * _MOST_FACES + np.array(faces, np.int64)


def _rows_of(keys: Numbers, seen: Numbers) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Where each key is among `seen`, which grow; and whether it is there at all."""
    rows = np.minimum(np.searchsorted(seen, keys), max(len(seen) - 1, 0))
    return rows, seen[rows] == keys if len(seen) else np.zeros(len(keys), np.bool_)


def _unpacked(blobs: Sequence[bytes]) -> Floats:
    """float32 (N, E); ValueError where a length is not that of `EMOTIONS`."""
    together = b"".join(blobs)
    if len(together) != len(blobs) * len(EMOTIONS) * 4:
        raise ValueError("an answer is not as long as the list of emotions")
    return np.frombuffer(together, "<f4").astype(np.float32).reshape(-1, len(EMOTIONS))
