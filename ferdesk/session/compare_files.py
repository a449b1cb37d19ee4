"""The files of a comparison: what went in, who agreed with whom, who was right, and everything as JSON."""

import csv
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ferdesk import __version__
from ferdesk.core.agreement import NOTE, VIEWS
from ferdesk.core.compare import Figures, Pair
from ferdesk.core.costs import Spread
from ferdesk.core.judged import Judged
from ferdesk.core.spec import ModelSpec
from ferdesk.core.types import Observation
from ferdesk.engine.listing import spec_facts
from ferdesk.session import ledger
from ferdesk.session.compare_page import page
from ferdesk.session.export import cannot_write, write_private
from ferdesk.session.witness import Taken

_KIND = "Comparison of models"


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A finished comparison.

    Attributes:
        facts: Source, detector and seconds analysed.
        models: Per model, what `ferdesk models --json` tells and what it cost.
        figures: Every pair, flicker and disagreements; times are seconds from the start of the source.
        identity: Counts that prove that the models saw the same; None where nobody counted.
        judged: One per model where labels were given.
    """

    facts: Mapping[str, object]
    models: Sequence[Mapping[str, Any]]
    figures: Figures
    identity: Mapping[str, int] | None
    judged: Sequence[Judged]


def model_facts(
    spec: ModelSpec, *, sha256: str, size: int, provider: str, costs: Mapping[str, Spread]
) -> dict[str, Any]:
    """What a comparison says of one model; `size` is that of its file in bytes."""
    steps = {step: asdict(spread) for step, spread in costs.items()}
    named = {"name": spec.name, "sha256": sha256, "bytes": size, "provider": provider}
    return named | spec_facts(spec) | steps


class InputTable:
    """`inputs.csv` while it is written: hashes of what each model took of each frame. A context manager."""

    def __init__(self, path: Path) -> None:
        """Raises ExportError when it cannot be written."""
        self._path = path
        try:
            self._file = path.open("w", newline="", encoding="utf-8")
        except OSError as error:
            raise cannot_write(path, error) from error
        ledger.note(path, _KIND)
        self._writer = csv.writer(self._file)
        self._writer.writerow(("frame", "face", "model", "frame_hash", "crop_hash"))

    def add(self, observation: Observation, taken: Iterable[tuple[str, Taken]]) -> None:
        """A row per face and model; raises ExportError when the disk is full."""
        faces = [reading.face.track_id for reading in observation.readings]
        rows = [
            (observation.frame.index, face, model, each.frame, crop)
            for model, each in taken
            for face, crop in zip(faces, each.crops, strict=True)
        ]
        try:
            self._writer.writerows(rows)
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
        except OSError as failure:
            raise cannot_write(self._path, failure) from failure


def write_files(folder: Path, compared: Compared) -> None:
    """Writes agreement.csv, confusion.csv, comparison.json, report.html and, with labels, posed.csv.

    Raises:
        ExportError: One of them cannot be written.
    """
    pairs = compared.figures.pairs
    facts = as_facts(compared)
    _write_csv(
        folder / "agreement.csv",
        ("first", "second", "view", "samples", "agreement", "kappa", "kappa_low", "kappa_high", "divergence_bits"),
        (_agreement_row(pair) for pair in pairs),
    )
    _write_csv(
        folder / "confusion.csv",
        ("first", "second", "first_answer", "second_answer", "count"),
        (row for pair in pairs for row in _confusion_rows(pair)),
    )
    if compared.judged:
        _write_csv(
            folder / "posed.csv",
            ("model", "posed", "answer", "count"),
            (row for judged in compared.judged for row in _posed_rows(judged)),
        )
    _write(folder / "comparison.json", json.dumps(facts, indent=1, allow_nan=False) + "\n")
    _write(folder / "report.html", page(facts, compared.figures))


def as_facts(compared: Compared) -> dict[str, Any]:
    """All of it but the single samples, ready for JSON; null where a figure has no value."""
    figures = compared.figures
    return {
        "ferdesk": __version__,
        **compared.facts,
        "note": NOTE,
        "samples": len(figures.times_s),
        "identical_input": None if compared.identity is None else dict(compared.identity),
        "models": [dict(model) for model in compared.models],
        "views": [{"name": v.name, "classes": dict(zip(v.classes, v.sources, strict=True))} for v in VIEWS],
        "pairs": [_pair_facts(pair) for pair in figures.pairs],
        "flicker": [
            {
                "model": f.model,
                "changes": f.changes,
                "seconds": round(f.seconds, 3),
                "changes_a_second": _number(f.rate),
            }
            for f in figures.flicker
        ],
        "disagreements": [
            {"face": s.face, "start_s": round(s.start_s, 3), "end_s": round(s.end_s, 3)} for s in figures.stretches
        ],
        "posed": [_judged_facts(judged) for judged in compared.judged],
    }


def _pair_facts(pair: Pair) -> dict[str, Any]:
    facts: dict[str, Any] = {"first": pair.first, "second": pair.second}
    if pair.view is None:
        return facts | {"view": None, "why": "they have no question in common"}
    return facts | {
        "view": pair.view.name,
        "classes": pair.view.classes,
        "samples": pair.samples,
        "agreement": _number(pair.agreement),
        "kappa": {"value": _number(pair.kappa.value), "low": _number(pair.kappa.low), "high": _number(pair.kappa.high)},
        "divergence_bits": _number(pair.divergence),
        "confusion": pair.table.tolist(),
    }


def _judged_facts(judged: Judged) -> dict[str, Any]:
    return {
        "model": judged.model,
        "accuracy": _number(judged.accuracy),
        "right": judged.right,
        "judged": judged.judged,
        "left_out": judged.left_out,
        "posed": judged.truths,
        "answers": judged.labels,
        "confusion": judged.table.tolist(),
    }


def _agreement_row(pair: Pair) -> tuple[object, ...]:
    figures = (pair.agreement, pair.kappa.value, pair.kappa.low, pair.kappa.high, pair.divergence)
    return (pair.first, pair.second, pair.view.name if pair.view else "", pair.samples, *map(_number, figures))


def _confusion_rows(pair: Pair) -> Iterable[tuple[object, ...]]:
    classes = pair.view.classes if pair.view else ()
    for row, first in enumerate(classes):
        for column, second in enumerate(classes):
            yield pair.first, pair.second, first, second, int(pair.table[row, column])


def _posed_rows(judged: Judged) -> Iterable[tuple[object, ...]]:
    for row, truth in enumerate(judged.truths):
        for column, answer in enumerate(judged.labels):
            yield judged.model, truth, answer, int(judged.table[row, column])


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows)
    except OSError as error:
        raise cannot_write(path, error) from error
    ledger.note(path, _KIND)


def _write(path: Path, text: str) -> None:
    write_private(path, text)
    ledger.note(path, _KIND)
