"""A session that was recorded, opened to be looked at: read-only, but for its markers.

Belongs to one thread. Times are seconds from the session's start. Only what is asked for is read.
"""

import sqlite3
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from ferdesk.core.errors import SessionError, SourceError
from ferdesk.core.history import MOST_POINTS, Curves
from ferdesk.core.recording import Baseline, Marker
from ferdesk.core.reviewed import RECORDED, Gap, Happening, NumberedMarker, Pose, SessionFacts, StoredModel
from ferdesk.core.samples import Samples
from ferdesk.core.series import Series
from ferdesk.core.types import Box, FaceReading, Frame, Observation, Pixels
from ferdesk.session import stored_facts
from ferdesk.session.schema import JOURNAL, VIDEO
from ferdesk.session.stored_files import again_files, again_name, connect, read_only, reading
from ferdesk.session.stored_rows import Answers, Rows, joined
from ferdesk.session.stored_video import StoredVideo

_FRAMES_AT_ONCE: Final = 6000
_KEPT: Final = 4
"""Series that are kept in memory: an hour of one face and one model takes 4 MB."""


def open_session(path: Path) -> "StoredSession":
    """Opens a session's folder, or the journal in it.

    Raises:
        SessionError: It is no session, empty, damaged, made by a newer ferdesk, or still being recorded.
    """
    folder = path.parent if path.name == JOURNAL else path
    journal = folder / JOURNAL
    try:
        size = journal.stat().st_size
    except OSError as error:
        raise SessionError(
            f"{folder} is no recorded session: there is no {JOURNAL} in it. Choose a folder that ferdesk recorded into."
        ) from error
    if not size:
        raise SessionError(f"{journal} is empty (0 bytes), so nothing of this session was recorded.")
    connection = connect(journal)
    try:
        with reading(journal):
            return StoredSession(folder, connection)
    except SessionError:
        connection.close()
        raise


class StoredSession:
    """An open session.

    Attributes:
        facts: What holds for all of it.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        """Use `open_session`."""
        self._journal = folder / JOURNAL
        self._connection = connection
        self._series: dict[tuple[int, str], Series] = {}
        self._video: StoredVideo | None = None
        self._rows = Rows(connection, ())
        meta = stored_facts.read_meta(connection, self._journal)
        recorded = stored_facts.models_of(meta, self._journal, RECORDED, ())
        problems = self._open_video(wanted=bool(meta.get("video")))
        frames, start_s, end_s = connection.execute(
            "SELECT count(*), coalesce(min(time_s), 0), coalesce(max(time_s), 0) FROM frames"
        ).fetchone()
        if not frames:
            problems = (*problems, f"{folder.name} holds no pictures: nothing was seen before it was stopped.")
        self.facts = SessionFacts(
            folder=folder,
            title=str(meta.get("title", "")),
            source=str(meta.get("source", "")),
            started_utc=str(meta.get("started_utc", "")),
            start_s=start_s,
            duration_s=end_s,
            frames=frames,
            detector=str(meta.get("detector", "near")),
            threshold=float(meta.get("threshold") or 0.0),
            models=recorded,
            faces=stored_facts.read_faces(connection),
            video=self._video is not None,
            problems=problems,
        )
        self._answers = [Answers(model.key, "main.scores", place) for place, model in enumerate(recorded)]
        self._attached = 0
        self.look_again()

    def look_again(self) -> tuple[StoredModel, ...]:
        """Takes in analyses that were made since; returns the models that came with them."""
        new: tuple[StoredModel, ...] = ()
        for number, path in again_files(self.facts.folder):
            if number > self._attached:
                new += self._attach(number, path)
        self.facts = replace(self.facts, models=(*self.facts.models, *new))
        self._rows = Rows(self._connection, self._answers)
        return new

    def _attach(self, number: int, path: Path) -> tuple[StoredModel, ...]:
        schema = f"again{number}"
        with reading(path):
            self._connection.execute(f"ATTACH DATABASE ? AS {schema}", (read_only(path),))
            meta = stored_facts.read_meta(self._connection, path, schema)
        self._attached = number
        taken = [answers.key for answers in self._answers]
        models = stored_facts.models_of(meta, path, again_name(number), taken)
        self._answers += [Answers(model.key, f"{schema}.scores", place) for place, model in enumerate(models)]
        return models

    def _open_video(self, *, wanted: bool) -> tuple[str, ...]:
        path = self._journal.with_name(VIDEO)
        if not wanted:
            return ()
        if not path.exists():
            return (
                f"The video of this session is missing: there is no {VIDEO} in its folder. The scores are complete.",
            )
        try:
            self._video = StoredVideo(path)
        except SourceError as error:
            return (f"{error} The scores are shown without it.",)
        return ()

    @property
    def video_problem(self) -> str:
        """Why a part of the video cannot be shown, as far as it was looked at; empty while all is well."""
        return "" if self._video is None else self._video.problem

    def close(self) -> None:
        self._connection.close()
        if self._video is not None:
            self._video.close()

    def gaps(self) -> tuple[Gap, ...]:
        with reading(self._journal):
            return stored_facts.read_gaps(self._connection, self.happenings())

    def happenings(self) -> tuple[Happening, ...]:
        with reading(self._journal):
            return stored_facts.read_happenings(self._connection)

    def markers(self) -> tuple[NumberedMarker, ...]:
        with reading(self._journal):
            return stored_facts.read_markers(self._connection)

    def poses(self) -> tuple[Pose, ...]:
        with reading(self._journal):
            return stored_facts.read_poses(self._connection)

    def baselines(self) -> tuple[Baseline, ...]:
        with reading(self._journal):
            return stored_facts.read_baselines(self._connection, self.facts.models)

    def put_marker(self, number: int, marker: Marker) -> None:
        """Adds a marker under a number, or changes the one that has it.

        Raises:
            SessionError: The session cannot be written to.
        """
        self._write(
            "INSERT OR REPLACE INTO markers(id, time_s, key, text) VALUES (?, ?, ?, ?)",
            (number, marker.time_s, marker.key, marker.text),
        )

    def remove_marker(self, number: int) -> None:
        """Takes a marker away; one that is not there is none. SessionError as for `put_marker`."""
        self._write("DELETE FROM markers WHERE id = ?", (number,))

    def _write(self, statement: str, values: tuple[int | float | str, ...]) -> None:
        try:
            with closing(sqlite3.connect(self._journal, timeout=1.0, isolation_level=None)) as connection:
                connection.execute(statement, values)
        except sqlite3.Error as error:
            raise SessionError(
                f"The marker cannot be kept in {self._journal} ({error}). Check the folder's space and permissions."
            ) from error

    def load(self, face: int, key: str) -> Generator[float]:
        """Reads one model's answers for one face, in steps that are short; yields the share that is done, 0...1."""
        if (face, key) in self._series:
            return
        parts = []
        with reading(self._journal):
            first, last = self._rows.span(-np.inf, np.inf)
            for start in range(first, last + 1, _FRAMES_AT_ONCE):
                end = min(start + _FRAMES_AT_ONCE - 1, last)
                parts.append(self._rows.series(face, key, (start, end)))
                yield (end - first + 1) / (last - first + 1)
            self._series[face, key] = joined(parts or [self._rows.series(face, key, (0, -1))])
        while len(self._series) > _KEPT:
            del self._series[next(iter(self._series))]

    def curves(
        self, face: int, key: str, start_s: float, end_s: float, most: int = MOST_POINTS
    ) -> tuple[tuple[int, ...], Curves]:
        """The places in `EMOTIONS` of the classes that the model knows, and what to draw of them."""
        for _share in self.load(face, key):
            continue
        series = self._series[face, key]
        return series.places, series.curves(start_s, end_s, most)

    def observations(self, start_s: float, end_s: float) -> list[Observation]:
        """All frames from `start_s` to `end_s`, both included; see `Rows.observations`."""
        with reading(self._journal):
            return self._rows.observations(start_s, end_s, [answers.key for answers in self._answers])

    def samples(self, start_s: float, end_s: float) -> Samples:
        """The answers of all models from `start_s` to `end_s`, both included."""
        with reading(self._journal):
            return self._rows.samples(start_s, end_s)

    def shown_at(self, time_s: float, steps: int = 0) -> Observation | None:
        """What was on screen at a time, or `steps` frames later; None in a session without frames.

        The picture is that of the video, cut to what was captured, and boxes are in its pixels; without a video it is
        empty and has the size of the picture that was captured.
        """
        with reading(self._journal):
            at_s = self._rows.time_at(time_s, steps)
        seen = self.observations(at_s, at_s)
        if not seen:
            return None
        size = self._rows.size_at(at_s)
        picture = None if self._video is None else self._video.at(at_s)
        if picture is None:
            return seen[0]
        scale = size.video_scale or 1.0
        pixels = picture[: max(round(size.height * scale), 1), : max(round(size.width * scale), 1)]
        return _with_picture(seen[0], np.ascontiguousarray(pixels), scale)


def _with_picture(seen: Observation, pixels: Pixels, scale: float) -> Observation:
    frame = Frame(pixels, seen.frame.index, seen.frame.time_s, seen.frame.time_s)
    return replace(seen, frame=frame, readings=tuple(_scaled(reading, scale) for reading in seen.readings))


def _scaled(reading: FaceReading, scale: float) -> FaceReading:
    box = reading.face.box
    scaled = Box(box.left * scale, box.top * scale, box.width * scale, box.height * scale)
    return replace(reading, face=replace(reading.face, box=scaled))
