"""One moment of a source, explained: a figure and its numbers for each face and each model."""

import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ferdesk.core import paths
from ferdesk.core.card import cautions
from ferdesk.core.errors import DetectorError, ModelError, SourceError
from ferdesk.core.tracking import number_faces
from ferdesk.core.types import Face, Frame
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.detector import make_detector
from ferdesk.engine.explain.explainer import Explainer
from ferdesk.engine.library import Library
from ferdesk.engine.sources import open_source
from ferdesk.session.explain_figure import Figure
from ferdesk.session.explain_files import Origin, write_figure
from ferdesk.session.export import cannot_write

_READ_S = 1.0
_PATIENCE = 10
"""Reads without a picture before a source counts as silent."""


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """What to explain.

    Attributes:
        source: An address that `open_source` takes.
        models: Names or files.
        out: The folder to write to.
        at_s: Which moment, in seconds from the start.
        emotion: For which class; None for each model's top one.
        detector: "near" or "far".
    """

    source: str
    models: tuple[str, ...]
    out: Path
    at_s: float = 0.0
    emotion: str | None = None
    detector: str = "near"


def explain(request: ExplainRequest, library: Library) -> tuple[Path, ...]:
    """Writes `face<number>-<model>.png` and `.json` for every face and model; returns the paths of the pictures.

    Raises:
        FerdeskError: Bad source, model, emotion or folder, or no face in the picture.
    """
    opened = []
    for name in request.models:
        data = library.data(name)
        explainer = Explainer(data, name)
        _check_emotion(explainer, request.emotion)
        opened.append((explainer, library.sha256(name)))
    frame, faces = _moment(request)
    try:
        request.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(request.out, error) from error
    known = cautions(paths.shipped_models())
    written = []
    for face in faces:
        for explainer, digest in opened:
            prediction, heatmaps = explainer.explain(frame, face)
            chosen = next(m for m in heatmaps if m.emotion == (request.emotion or prediction.label))
            path = request.out / f"face{face.track_id}-{explainer.spec.name}.png"
            figure = Figure(explainer.spec, frame, face, prediction, heatmaps, chosen, known.get(digest, ""))
            written.append(write_figure(path, figure, Origin(request.source, digest, explainer.reason)))
    return tuple(written)


def _check_emotion(explainer: Explainer, emotion: str | None) -> None:
    if emotion and emotion not in explainer.spec.labels:
        raise ModelError(
            f"{explainer.spec.name} knows no '{emotion}'. It knows {', '.join(explainer.spec.labels)}: choose one of"
            " these with --emotion, or leave this model out."
        )


def _moment(request: ExplainRequest) -> tuple[Frame, tuple[Face, ...]]:
    """The picture at the moment asked for, and its faces, numbered from the left."""
    with closing(open_source(request.source, threading.Event())) as source:
        if request.at_s and source.duration_s is not None and request.at_s > source.duration_s:
            raise SourceError(
                f"{request.source} ends at {source.duration_s:.1f} s, so it has no picture at {request.at_s:g} s."
                " Choose an earlier moment with --at."
            )
        if request.at_s:
            source.seek(request.at_s)
        frame = None
        for _ in range(_PATIENCE):
            try:
                frame = source.read(_READ_S)
            except EndOfSource:
                break
            if frame is not None:
                break
    if frame is None:
        raise SourceError(f"{request.source} gave no picture at {request.at_s:g} s. Try another moment with --at.")
    with closing(make_detector(request.detector, still=True, exhaustive=True)) as detector:
        faces = number_faces(detector.find(frame))
    if not faces:
        raise DetectorError(
            f"No face was found in {request.source} at {request.at_s:g} s. Try another moment with --at, or"
            " --detector far for small faces."
        )
    return frame, faces
