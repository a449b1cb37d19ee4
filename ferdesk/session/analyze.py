"""One source, analysed from end to end into a table."""

import threading
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

from ferdesk import __version__
from ferdesk.core.errors import ExportError
from ferdesk.core.types import Observation
from ferdesk.engine.analyser import Analyser
from ferdesk.engine.analysis import observe
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.contracts import Source
from ferdesk.engine.detector import make_detector
from ferdesk.engine.library import Library
from ferdesk.engine.sources import open_source
from ferdesk.engine.sources.tree import state_of
from ferdesk.session.export import FORMATS, ScoreTable, known_emotions, utc_now, write_sidecar
from ferdesk.session.summary import Summary


@dataclass(frozen=True, slots=True)
class Request:
    """What to analyse and how.

    Attributes:
        source: An address that `open_source` takes.
        models: Names or files, in the order of the rows.
        detector: "near" or "far".
        provider: "auto", "cpu" or "cuda".
        out: The table, None for none.
        seconds: End after so much of the source's own time, None for all of it.
    """

    source: str
    models: tuple[str, ...]
    detector: str = "near"
    provider: str = "auto"
    out: Path | None = None
    seconds: float | None = None


Progress = Callable[[Source, float, Observation], None]
"""Called after each picture, with its seconds from the start of the source."""


def analyze(request: Request, library: Library, progress: Progress) -> Summary:
    """Analyses a source and writes the table, its side-car included.

    Interrupting it (`KeyboardInterrupt`) leaves a complete table of what was analysed until then.

    Raises:
        FerdeskError: Bad source, model, detector or output; rows written so far are kept in the table.
    """
    if request.out is not None and request.out.suffix.lower() not in FORMATS:
        raise ExportError(f"{request.out.name} ends in none of {', '.join(FORMATS)}. Choose one of these formats.")
    classifiers = [library.open(name, provider=request.provider) for name in request.models]
    return analyze_with(classifiers, request, library, progress)


def analyze_with(classifiers: list[Classifier], request: Request, library: Library, progress: Progress) -> Summary:
    """`analyze` with its models opened already, one for each of `request.models`."""
    summary = Summary()
    with closing(open_source(request.source, threading.Event())) as source:
        detector = make_detector(request.detector, still=source.still, exhaustive=True)
        with closing(detector):
            analyser = Analyser(detector, classifiers, still=source.still)
            started_s, started_utc = time.perf_counter(), utc_now()
            emotions = known_emotions([classifier.spec.labels for classifier in classifiers])
            out = request.out
            table = ScoreTable(out, emotions, started_s, started_utc) if out else nullcontext()
            facts = _facts(request, library, classifiers, source, started_utc.isoformat()) if out else {}
            if out:
                write_sidecar(out, {**facts, "complete": False})
            with table:
                for observation in observe(source, analyser, started_s=started_s, seconds=request.seconds):
                    if isinstance(table, ScoreTable):
                        table.add(observation)
                    summary.add(observation)
                    progress(source, observation.frame.time_s - started_s, observation)
        summary.problems = source.problems
    if out:
        pictures = {"pictures": summary.frames, "pictures_with_face": summary.frames_with_face}
        write_sidecar(out, {**facts, "complete": True, **pictures})
    return summary


def _facts(
    request: Request, library: Library, classifiers: list[Classifier], source: Source, started_utc: str
) -> dict[str, object]:
    models = [
        {
            "name": classifier.spec.name,
            "sha256": library.sha256(name),
            "title": classifier.spec.title,
            "labels": classifier.spec.labels,
            "temperature": classifier.spec.temperature,
            "provider": classifier.provider,
        }
        for name, classifier in zip(request.models, classifiers, strict=True)
    ]
    return {
        "ferdesk": __version__,
        "source": source.address,
        "title": source.title,
        "source_state": state_of(source.address),
        "duration_s": source.duration_s,
        "seconds": request.seconds,
        "detector": request.detector,
        "models": models,
        "started_utc": started_utc,
        "time_s": "seconds from the start of the source, by its own time stamps",
        "time_utc": "started_utc + time_s; for a file, that is the time of this analysis and not of the recording",
        "probabilities": "raw, not smoothed: softmax(logits / temperature); empty where a model has no such class",
    }
