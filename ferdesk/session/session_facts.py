"""What is known of a session on the whole, read from its journal: for `session.json` and for the report."""

import json
import sqlite3
from collections import defaultdict
from typing import Any, Final

from ferdesk import __version__
from ferdesk.core.history import GAP_S

MOST_GAPS: Final = 1000
GAPS: Final = """
SELECT before_s, time_s FROM (SELECT time_s, lag(time_s, 1, 0) OVER (ORDER BY time_s) AS before_s FROM frames)
WHERE time_s - before_s > ? ORDER BY time_s LIMIT ?
"""
"""Times without a frame that are longer than the first value, at most the second value of them."""
_FACES: Final = """
SELECT a.face, count(*), min(f.time_s), max(f.time_s), avg(a.size_px), avg(a.blur), avg(a.light), avg(abs(a.yaw_deg))
FROM faces a JOIN frames f ON f.frame = a.frame GROUP BY a.face ORDER BY count(*) DESC, a.face
"""


def read_facts(journal: sqlite3.Connection) -> dict[str, Any]:
    """All but the rows: what was recorded and how, how much of it, who was seen, the shares of each label, the gaps.

    Raises:
        sqlite3.Error: The journal cannot be read.
    """
    meta = {key: json.loads(value) for key, value in journal.execute("SELECT key, value FROM meta")}
    count, last_s, dropped, unsaved, detect_ms = journal.execute(
        "SELECT count(*), coalesce(max(time_s), 0), coalesce(sum(dropped), 0), coalesce(sum(unsaved), 0),"
        " avg(detect_ms) FROM frames"
    ).fetchone()
    (with_face,) = journal.execute("SELECT count(DISTINCT frame) FROM faces").fetchone()
    return {
        "ferdesk": __version__,
        **meta,
        "seconds": round(last_s, 6),
        "frames": count,
        "frames_with_face": with_face,
        "dropped": dropped,
        "unsaved": unsaved + meta.get("unsaved_at_end", 0),
        "detect_ms": detect_ms,
        "faces": _faces(journal, [model["name"] for model in meta["models"]]),
        "gaps": [list(gap) for gap in journal.execute(GAPS, (GAP_S, MOST_GAPS))],
        "markers": _listed(journal, "SELECT time_s, key, text FROM markers ORDER BY time_s, id"),
        "poses": _listed(journal, "SELECT start_s, end_s, face, label FROM poses ORDER BY start_s, id"),
        "events": _listed(journal, "SELECT time_s, kind, text FROM events ORDER BY time_s, rowid"),
        "baselines": _listed(journal, "SELECT face, model, start_s, end_s, samples, warning FROM baselines"),
        "sizes": _listed(journal, "SELECT time_s, width, height, video_scale FROM sizes ORDER BY time_s"),
    }


def _listed(journal: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    cursor = journal.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _faces(journal: sqlite3.Connection, models: list[str]) -> list[dict[str, Any]]:
    """The faces, those seen longest first, with how often each model gave each label."""
    labels: defaultdict[int, defaultdict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    query = "SELECT face, model, label, count(*) FROM scores GROUP BY face, model, label ORDER BY 1, 2, 4 DESC"
    for face, model, label, count in journal.execute(query):
        labels[face][models[model]][label] = labels[face][models[model]].get(label, 0) + count
    names = ("face", "frames", "first_s", "last_s", "size_px", "blur", "light", "turned_deg")
    return [
        {
            **dict(zip(names, row, strict=True)),
            "labels": {name: dict(counts) for name, counts in labels[row[0]].items()},
        }
        for row in journal.execute(_FACES).fetchall()
    ]
