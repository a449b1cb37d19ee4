"""What a stored session says of itself on the whole, and the short lists of what happened in it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ferdesk.core.errors import SessionError
from ferdesk.core.history import GAP_S
from ferdesk.core.labels import INDEX
from ferdesk.core.recording import Baseline, Marker, ModelFacts
from ferdesk.core.reviewed import RECORDED, Gap, Happening, NumberedMarker, Pose, SeenFace, StoredModel
from ferdesk.session.schema import from_blob
from ferdesk.session.session_facts import GAPS, MOST_GAPS

NO_PICTURE: Final = "No picture was recorded"
MOST_LISTED: Final = 10_000
_LOSSES: Final = """
SELECT coalesce((SELECT b.time_s FROM frames b WHERE b.frame < f.frame ORDER BY b.frame DESC LIMIT 1), 0), f.time_s,
    f.unsaved
FROM frames f WHERE f.unsaved > 0 ORDER BY f.time_s LIMIT ?
"""
_REASON_S: Final = 1.5
"""A source that is lost is told a moment before or after the pictures stop."""


def read_meta(connection: sqlite3.Connection, path: Path, schema: str = "main") -> dict[str, Any]:
    """The facts of a journal or of an analysis beside it; SessionError where they cannot be understood."""
    try:
        rows = connection.execute(f"SELECT key, value FROM {schema}.meta")  # noqa: S608 - a name of ours
        return {str(key): json.loads(value) for key, value in rows}
    except (ValueError, TypeError) as error:
        raise SessionError(f"{path} is damaged: what it says of itself cannot be read ({error}).") from error


def models_of(meta: Mapping[str, Any], path: Path, made: str, taken: Iterable[str]) -> tuple[StoredModel, ...]:
    """The models that a journal describes, by their places.

    Args:
        meta: Its facts.
        path: Where they are from.
        made: See `StoredModel.made`.
        taken: Keys that others have already.
    """
    keys = set(taken)
    found = []
    try:
        for model in meta["models"]:
            known = {name: model[name] for name in ModelFacts.__dataclass_fields__ if name in model}
            facts = ModelFacts(**{**known, "labels": tuple(model.get("labels", ()))})
            found.append(StoredModel(_free(facts.name, keys), facts, made))
            keys.add(found[-1].key)
    except (KeyError, TypeError, AttributeError) as error:
        raise SessionError(f"{path} is damaged: its models are not described ({error}).") from error
    return tuple(found)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    key = name
    while key in taken:
        key, number = f"{name} ({number})", number + 1
    return key


def read_faces(connection: sqlite3.Connection) -> tuple[SeenFace, ...]:
    """Who was seen, the one in most frames first."""
    rows = connection.execute("SELECT face, count(*) FROM faces GROUP BY face ORDER BY 2 DESC, 1 LIMIT ?", (MOST_GAPS,))
    return tuple(SeenFace(face, frames) for face, frames in rows)


def read_gaps(connection: sqlite3.Connection, happenings: Sequence[Happening]) -> tuple[Gap, ...]:
    """Times without a frame, each with the reason that was noted around it, and places where frames were not saved."""
    gaps = [
        Gap(start_s, end_s, _reason(start_s, end_s, happenings))
        for start_s, end_s in connection.execute(GAPS, (GAP_S, MOST_GAPS))
    ]
    for before_s, time_s, unsaved in connection.execute(_LOSSES, (MOST_GAPS,)):
        lost = "1 picture was not saved" if unsaved == 1 else f"{unsaved} pictures were not saved"
        known = next((place for place, gap in enumerate(gaps) if gap.end_s == time_s), None)
        if known is None:
            gaps.append(Gap(before_s, time_s, lost))
        else:
            gaps[known] = Gap(before_s, time_s, lost)
    return tuple(sorted(gaps, key=lambda gap: gap.start_s))


def _reason(start_s: float, end_s: float, happenings: Sequence[Happening]) -> str:
    near = [
        each.text
        for each in happenings
        if start_s - _REASON_S <= each.time_s < end_s and each.kind in ("source", "failure") and each.text != "playing"
    ]
    return f"{NO_PICTURE} ({near[0]})" if near else NO_PICTURE


def read_happenings(connection: sqlite3.Connection) -> tuple[Happening, ...]:
    rows = connection.execute("SELECT time_s, kind, text FROM events ORDER BY time_s, rowid LIMIT ?", (MOST_LISTED,))
    return tuple(Happening(*row) for row in rows)


def read_markers(connection: sqlite3.Connection) -> tuple[NumberedMarker, ...]:
    rows = connection.execute("SELECT id, time_s, key, text FROM markers ORDER BY time_s, id LIMIT ?", (MOST_LISTED,))
    return tuple(NumberedMarker(number, Marker(time_s, key, text or "")) for number, time_s, key, text in rows)


def read_poses(connection: sqlite3.Connection) -> tuple[Pose, ...]:
    """What was posed, as far as it is an emotion that ferdesk knows."""
    query = "SELECT start_s, end_s, face, label FROM poses ORDER BY start_s, id LIMIT ?"
    return tuple(Pose(*row) for row in connection.execute(query, (MOST_LISTED,)) if row[-1] in INDEX)


def read_baselines(connection: sqlite3.Connection, models: Sequence[StoredModel]) -> tuple[Baseline, ...]:
    """Each with its model's key as `model`; those of a model that nobody described are left out."""
    recorded = [model for model in models if model.made == RECORDED]
    query = "SELECT face, model, start_s, end_s, samples, probabilities, warning FROM baselines ORDER BY start_s"
    return tuple(
        Baseline(face, recorded[place].key, start_s, end_s, samples, from_blob(blob), warning or "")
        for face, place, start_s, end_s, samples, blob, warning in connection.execute(query)
        if 0 <= place < len(recorded)
    )
