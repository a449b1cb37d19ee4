"""The two files of an explanation: the figure as PNG, and its numbers as JSON beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ferdesk import __version__
from ferdesk.core.explanation import NOTE
from ferdesk.session import ledger
from ferdesk.session.explain_figure import Figure, draw, encode_png, probability
from ferdesk.session.export import cannot_write


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from.

    Attributes:
        source: The address or name of the source.
        digest: SHA-256 of the model's file.
        reason: Why the method is not Grad-CAM; empty when it is.
    """

    source: str
    digest: str
    reason: str


def write_figure(path: Path, figure: Figure, origin: Origin, further: Mapping[str, object] | None = None) -> Path:
    """Writes the figure to `path` and its numbers, with `further` ones, to the JSON file beside it; returns `path`.

    Raises:
        ExportError: One of them cannot be written.
    """
    facts = _facts(figure, origin) | dict(further or {}) | _answer(figure)
    _write(path, encode_png(draw(figure)))
    _write(path.with_suffix(".json"), (json.dumps(facts, indent=1, allow_nan=False) + "\n").encode())
    return path


def _facts(figure: Figure, origin: Origin) -> dict[str, object]:
    box, frame = figure.face.box, figure.frame
    return {
        "ferdesk": __version__,
        "note": NOTE,
        "caution": figure.caution,
        "source": origin.source,
        "frame": frame.index,
        "time_s": frame.position_s,
        "face": figure.face.track_id,
        "face_box": {"left": box.left, "top": box.top, "width": box.width, "height": box.height},
        "model": figure.spec.name,
        "method": figure.chosen.method,
        "why_this_method": origin.reason,
        "sha256": origin.digest,
    }


def _answer(figure: Figure) -> dict[str, object]:
    """Probabilities and every map, multiplied out to units of the score."""
    box, prediction = figure.chosen.box, figure.prediction
    return {
        "label": prediction.label,
        "confidence": prediction.confidence,
        "probabilities": {m.emotion: probability(prediction, m.emotion) for m in figure.heatmaps},
        "shown": figure.chosen.emotion,
        "crop_box": {"left": box.left, "top": box.top, "width": box.width, "height": box.height},
        "map_values": {m.emotion: np.round(m.values * m.scale, 6).tolist() for m in figure.heatmaps},
        "map_unit": "the model's score for the emotion (its logit); rows from the top of the crop",
    }


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise cannot_write(path, error) from error
    ledger.note(path, "Heat map of a face")
