"""The video of a stored session, analysed again with other models; what was recorded is never changed.

The answers go to a file of their own in the session's folder, under the recorded numbers of frames and faces, so that
they can be compared face by face. Faces are searched again, because keypoints are not recorded; one counts as the
recorded face that it lies on.
"""

import json
import os
import sqlite3
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from ferdesk.core.errors import SessionError
from ferdesk.core.recording import NOT_SURE, ModelFacts, facts_of
from ferdesk.core.types import Face, Observation, Prediction
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.contracts import FaceDetector
from ferdesk.engine.detector import make_detector
from ferdesk.engine.library import Library
from ferdesk.session import ledger
from ferdesk.session.export import utc_now
from ferdesk.session.schema import JOURNAL, TABLES, VERSION, to_blob
from ferdesk.session.stored import StoredSession, open_session
from ferdesk.session.stored_files import AGAIN, MOST_AGAIN, again_files

SAME_FACE: Final = 0.3
"""Intersection over union from which on a face found again is the recorded one."""
STEP_S: Final = 0.04
"""Between two steps others may have the thread."""


@dataclass(frozen=True, slots=True)
class Again:
    """What became of it.

    Attributes:
        path: The new file.
        answered: Recorded faces in frames that were found and answered again.
        missed: Those that were not found again, or whose picture is not in the video.
        problem: Why the video could not be used to its end, one sentence; empty where it could.
    """

    path: Path
    answered: int
    missed: int
    problem: str


def analyse_again(
    folder: Path, models: Sequence[str], provider: str, library: Library
) -> Generator[float, None, Again]:
    """Analyses the video of a session with some models; yields the share that is done, in steps that are short.

    Closing the generator before its end leaves nothing behind.

    Args:
        folder: The session's.
        models: Names or files.
        provider: "auto", "cpu" or "cuda".
        library: Where the models come from.

    Raises:
        SessionError: There is no video, too many such files, or the new one cannot be written.
        ModelError, DetectorError: See `Library.open` and `make_detector`.
    """
    with closing(open_session(folder)) as session:
        if not session.facts.video:
            raise SessionError(f"{folder.name} has no video that could be analysed again.")
        target = _free(folder)
        yield 0.0
        classifiers = []
        for name in models:
            classifier = library.open(name, provider=provider)
            classifiers.append((classifier, facts_of(classifier.spec, library.sha256(name), classifier.provider)))
            yield 0.0
        with closing(make_detector(session.facts.detector, exhaustive=True)) as detector:
            part = target.with_name(f".{target.name}.part")
            try:
                with closing(_begin(part, session, [facts for _classifier, facts in classifiers])) as connection:
                    work = _Work(session, detector, [classifier for classifier, _facts in classifiers])
                    yield from work.run(connection)
                part.replace(target)
                ledger.note(target, ledger.SESSION)
            except (sqlite3.Error, OSError) as error:
                raise SessionError(
                    f"{target} cannot be written ({error}). Check the folder's space and permissions."
                ) from error
            finally:
                part.unlink(missing_ok=True)
        return Again(target, work.answered, work.missed, session.video_problem)


class _Work:
    """The pictures, one after the other."""

    def __init__(self, session: StoredSession, detector: FaceDetector, classifiers: Sequence[Classifier]) -> None:
        self._session = session
        self._detector = detector
        self._classifiers = classifiers
        self.answered = 0
        self.missed = 0

    def run(self, connection: sqlite3.Connection) -> Generator[float]:
        facts = self._session.facts
        rested_s = time.perf_counter()
        seen = self._session.shown_at(facts.start_s)
        last_frame = -1
        while seen is not None and seen.frame.index != last_frame:
            connection.executemany("INSERT INTO scores VALUES (?, ?, ?, ?, ?)", self._rows_of(seen))
            if time.perf_counter() - rested_s > STEP_S:
                yield (seen.frame.time_s - facts.start_s) / max(facts.duration_s - facts.start_s, 1e-3)
                rested_s = time.perf_counter()
            last_frame = seen.frame.index
            seen = self._session.shown_at(seen.frame.time_s, 1)
        connection.commit()

    def _rows_of(self, seen: Observation) -> list[tuple[int, int, int, str, bytes]]:
        recorded = [reading.face for reading in seen.readings]
        shown = seen.frame.position_s is not None
        # Faces are searched in every picture: the search remembers where they were before.
        found = self._detector.find(seen.frame) if shown else ()
        faces = [face for face in (_found_again(face, found) for face in recorded) if face is not None]
        self.answered += len(faces)
        self.missed += len(recorded) - len(faces)
        rows = []
        for place, classifier in enumerate(self._classifiers if faces else ()):
            for face, said in zip(faces, classifier.classify(seen.frame, faces).predictions, strict=True):
                label = _label(said, self._session.facts.threshold)
                rows.append((seen.frame.index, face.track_id, place, label, to_blob(said.probabilities)))
        return rows


def _found_again(recorded: Face, found: Sequence[Face]) -> Face | None:
    """The face that lies on a recorded one, with that one's number."""
    best = max(found, key=lambda face: face.box.overlap(recorded.box), default=None)
    if best is None or best.box.overlap(recorded.box) < SAME_FACE:
        return None
    return replace(best, track_id=recorded.track_id)


def _label(said: Prediction, threshold: float) -> str:
    return said.label if said.confidence >= threshold else NOT_SURE


def _free(folder: Path) -> Path:
    taken = {number for number, _path in again_files(folder)}
    number = next((number for number in range(1, MOST_AGAIN + 1) if number not in taken), None)
    if number is None:
        raise SessionError(
            f"{folder.name} was analysed again {MOST_AGAIN} times already. Move one of the files"
            f" {AGAIN.format('…')} out of {folder} first."
        )
    return folder / AGAIN.format(number)


def _begin(path: Path, session: StoredSession, models: Sequence[ModelFacts]) -> sqlite3.Connection:
    path.unlink(missing_ok=True)  # of an analysis that was cut off
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.executescript(f"{TABLES} PRAGMA user_version = {VERSION};")
    meta = {
        "version": VERSION,
        "again_of": JOURNAL,
        "made_utc": utc_now().isoformat(),
        "detector": session.facts.detector,
        "threshold": session.facts.threshold,
        "models": [asdict(model) for model in models],
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [(key, json.dumps(value)) for key, value in meta.items()])
    return connection
