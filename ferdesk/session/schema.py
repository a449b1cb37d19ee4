"""What a session's folder holds: the names of its files and the tables of its journal, version 1.

All times in tables are seconds from the session's start by the monotonic clock; `time_utc` is the wall clock.
"""

from typing import Final

import numpy as np

from ferdesk.core.labels import EMOTIONS
from ferdesk.core.types import Floats

VERSION: Final = 1

JOURNAL: Final = "session.sqlite"
VIDEO: Final = "video.mkv"
CSV: Final = "scores.csv"
PARQUET: Final = "scores.parquet"
REPORT: Final = "report.html"
FACTS: Final = "session.json"
"""Written last: a folder that has it is complete."""

TABLES: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE frames(frame INTEGER PRIMARY KEY, time_s REAL, time_utc TEXT, dropped INTEGER, detect_ms REAL,
    unsaved INTEGER);
CREATE INDEX frames_time ON frames(time_s);
CREATE TABLE sizes(time_s REAL, width INTEGER, height INTEGER, video_scale REAL);
CREATE TABLE faces(frame INTEGER, face INTEGER, "left" REAL, top REAL, width REAL, height REAL, score REAL,
    size_px REAL, blur REAL, light REAL, yaw_deg REAL, PRIMARY KEY(frame, face)) WITHOUT ROWID;
CREATE TABLE scores(frame INTEGER, face INTEGER, model INTEGER, label TEXT, probabilities BLOB,
    PRIMARY KEY(frame, face, model)) WITHOUT ROWID;
CREATE TABLE markers(id INTEGER PRIMARY KEY, time_s REAL, key TEXT, text TEXT);
CREATE TABLE poses(id INTEGER PRIMARY KEY, start_s REAL, end_s REAL, face INTEGER, label TEXT);
CREATE TABLE events(time_s REAL, kind TEXT, text TEXT);
CREATE TABLE baselines(face INTEGER, model INTEGER, start_s REAL, end_s REAL, samples INTEGER, probabilities BLOB,
    warning TEXT);
"""
"""The journal's tables; `PRAGMA user_version` is `VERSION`.

`meta` holds JSON texts: version, started_utc, source, title, live, detector, models, video, consent, smoothing,
threshold, recovered; after a clean stop ended_utc, and unsaved_at_end where frames were missed after the last one.
`scores.model` is the position in its models, which are only ever appended to. `sizes` says since when the pictures have
a size; in the video such a picture is drawn from the top left corner, multiplied by `video_scale` (NULL where no video
is recorded).
"""


def to_blob(probabilities: Floats) -> bytes:
    """Probabilities (E,) as `scores.probabilities` holds them: float32, little endian, NaN for an unknown class."""
    return probabilities.astype("<f4", copy=False).tobytes()


def from_blob(blob: bytes) -> Floats:
    """The inverse of `to_blob`; float32 (E,).

    Raises:
        ValueError: The length is not that of `EMOTIONS`.
    """
    values = np.frombuffer(blob, "<f4").astype(np.float32)
    if values.shape != (len(EMOTIONS),):
        raise ValueError(f"{len(blob)} bytes are not {len(EMOTIONS)} probabilities")
    return values
