"""Many files, each analysed into a table of its own; what was finished before is not done again.

A table is finished when its side-car says so, for the same models, settings and file. So a batch that was stopped, or
that found one more file, is gone on with by the same command. Which processes do the work is `engine.executor`'s.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from ferdesk import __version__
from ferdesk.core.errors import ExportError, FerdeskError
from ferdesk.core.types import Observation
from ferdesk.engine.contracts import Source
from ferdesk.engine.executor import Task, Workers, execute
from ferdesk.engine.library import Library
from ferdesk.engine.sources.tree import look_through, state_of
from ferdesk.session.analyze import Progress, Request, analyze
from ferdesk.session.export import FORMATS, make_folder, sidecar_of, utc_now, write_private

logger = logging.getLogger(__name__)

BATCH_FILE: Final = "batch.json"
_PICTURES: Final = "pictures"
_ODD: Final = (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What libraries have been seen to raise, or may, over a file that is like no other."""

Models = tuple[tuple[str, str], ...]
"""Name and SHA-256 of each."""


class State(StrEnum):
    """What became of a file."""

    WAITING = "waiting"
    DONE = "done"
    KEPT = "finished before"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file, or one folder of pictures.

    Attributes:
        file: Its path below the batch's folder; "." for the pictures of the folder itself.
        table: The table's path below the folder of results.
        state: What became of it.
        pictures: Analysed; None where that is not known.
        pictures_with_face: Those in which a face was seen.
        problems: Why it failed, or what had to be left out, a sentence each.
    """

    file: str
    table: str
    state: State = State.WAITING
    pictures: int | None = None
    pictures_with_face: int | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What to analyse and how.

    Attributes:
        folder: Holds the films, also in folders below it.
        out: Where the tables go, in the same folders.
        request: Models, detector, processor and seconds of each file; its `source` and `out` are not used.
        suffix: Of the tables, one of `FORMATS`.
    """

    folder: Path
    out: Path
    request: Request
    suffix: str = ".csv"


@dataclass(slots=True)
class Batch:
    """The whole of it.

    Attributes:
        outcomes: By file, in the order of the folder.
        others: Files that are neither films nor pictures.
        problems: Folders that cannot be listed, a sentence each.
        interrupted: It was stopped before the end.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    others: int = 0
    problems: tuple[str, ...] = ()
    interrupted: bool = False

    def count(self, state: State) -> int:
        return sum(outcome.state is state for outcome in self.outcomes.values())

    @property
    def failed(self) -> bool:
        return bool(self.problems) or self.count(State.FAILED) > 0


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told of the progress.

    Attributes:
        began: Called once with what there is to do, files that were finished before included.
        ended: Called with each file that is finished now, or failed.
        progress: Called after each picture, where the work is done in this very process.
    """

    began: Callable[[Batch], None]
    ended: Callable[[Outcome], None]
    progress: Progress


def analyze_all(wanted: BatchRequest, workers: Workers, teller: Teller) -> Batch:
    """Analyses every film and every folder of pictures that is not finished; writes `batch.json` whatever happens.

    Raises:
        FerdeskError: The folders or the models cannot be used, or there are no workers. What is wrong with one file
            is told in its outcome.
        KeyboardInterrupt: The user stopped it; the same call goes on.
    """
    request = _everywhere(wanted.request)
    models = _checked_models(request)
    make_folder(wanted.out)
    batch, requests = _plan(wanted, request, models)
    teller.began(batch)
    show = None if workers.elsewhere else teller.progress
    tasks = [
        Task(name, partial(_analyze_one, one, batch.outcomes[name], show))
        for name, one in requests.items()
        if batch.outcomes[name].state is State.WAITING
    ]
    facts = _facts(wanted, models)
    batch.interrupted = True
    try:
        with closing(execute(tasks, workers)) as results:
            for name, outcome in results:
                batch.outcomes[name] = outcome
                teller.ended(outcome)
        batch.interrupted = False
    finally:
        if batch.interrupted:  # what a worker finished meanwhile has told nobody
            batch.outcomes |= {name: _now(batch.outcomes[name], one, models) for name, one in requests.items()}
        _write(wanted.out / BATCH_FILE, batch, facts)
    return batch


def _everywhere(request: Request) -> Request:
    """The same for a process whose working folder is another."""
    return replace(request, models=tuple(str(Path(n).resolve()) if n.endswith(".onnx") else n for n in request.models))


def _checked_models(request: Request) -> Models:
    """The models, once it is sure that they can be used."""
    library = Library()
    return tuple(
        (library.open(name, provider=request.provider).spec.name, library.sha256(name)) for name in request.models
    )


def _plan(wanted: BatchRequest, request: Request, models: Models) -> tuple[Batch, dict[str, Request]]:
    """What there is, and how each file is to be analysed."""
    if wanted.suffix not in FORMATS:
        raise ExportError(f"{wanted.suffix} is none of {', '.join(FORMATS)}. Choose one of these formats.")
    folder, out = wanted.folder.resolve(), wanted.out.resolve()
    found = look_through(folder, without=out)
    batch = Batch(others=found.others, problems=found.problems)
    requests: dict[str, Request] = {}
    for path in (*found.films, *found.pictures):
        name = path.relative_to(folder).as_posix()
        table = Path(name, _PICTURES) if path in found.pictures else Path(name)
        table = table.with_name(f"{table.name}{wanted.suffix}")
        requests[name] = replace(request, source=str(path), out=out / table)
        batch.outcomes[name] = _finished_before(Outcome(name, table.as_posix()), requests[name], models)
    return batch, requests


def _finished_before(outcome: Outcome, request: Request, models: Models) -> Outcome:
    """The outcome as the side-car tells it, when that is of a complete table of the same kind."""
    table = request.out
    if table is None or not table.is_file():
        return outcome
    try:
        facts: dict[str, Any] = json.loads(sidecar_of(table).read_text("utf-8"))
        same = (
            facts["complete"] is True
            and [model["sha256"] for model in facts["models"]] == [digest for _name, digest in models]
            and (facts["detector"], facts["seconds"]) == (request.detector, request.seconds)
            and facts["source_state"] == state_of(request.source)
        )
    except (OSError, ValueError, KeyError, TypeError):  # unreadable, or of another version
        return outcome
    if not same:
        return outcome
    counts = facts.get("pictures"), facts.get("pictures_with_face")
    return replace(outcome, state=State.KEPT, pictures=counts[0], pictures_with_face=counts[1])


def _now(outcome: Outcome, request: Request, models: Models) -> Outcome:
    if outcome.state is not State.WAITING:
        return outcome
    found = _finished_before(outcome, request, models)
    return replace(found, state=State.DONE) if found.state is State.KEPT else outcome


def _analyze_one(request: Request, outcome: Outcome, progress: Progress | None) -> Outcome:
    """Analyses one file; what is wrong with it must not stop the others."""
    try:
        if request.out is not None:
            make_folder(request.out.parent)
        summary = analyze(request, Library(), progress or _silent)
    except FerdeskError as error:
        return replace(outcome, state=State.FAILED, problems=(str(error),))
    except _ODD as error:  # the next file goes on, the reason is told
        logger.exception("%s cannot be analysed", request.source)
        sentence = f"{request.source} cannot be analysed ({error}). The log file has the details."
        return replace(outcome, state=State.FAILED, problems=(sentence,))
    counts = summary.frames, summary.frames_with_face
    done = replace(outcome, state=State.DONE, pictures=counts[0], pictures_with_face=counts[1])
    return replace(done, problems=summary.problems)


def _silent(_source: Source, _at_s: float, _observation: Observation) -> None:
    """In another process there is nobody to see a bar."""


def _facts(wanted: BatchRequest, models: Models) -> dict[str, object]:
    return {
        "ferdesk": __version__,
        "folder": str(wanted.folder.resolve()),
        "models": [{"name": name, "sha256": digest} for name, digest in models],
        "detector": wanted.request.detector,
        "seconds": wanted.request.seconds,
        "started_utc": utc_now().isoformat(),
    }


def _write(path: Path, batch: Batch, facts: Mapping[str, object]) -> None:
    counts = Counter(str(outcome.state) for outcome in batch.outcomes.values())
    outcomes: Sequence[dict[str, object]] = [asdict(outcome) for outcome in batch.outcomes.values()]
    report = {
        **facts,
        "ended_utc": utc_now().isoformat(),
        "interrupted": batch.interrupted,
        "counts": {str(state): counts[state] for state in State},
        "other_files": batch.others,
        "problems": batch.problems,
        "files": outcomes,
    }
    write_private(path, json.dumps(report, indent=1) + "\n")
