"""The files of a fairness check: figures and confusion of each group, differences, everything as JSON, and a page."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ferdesk import __version__
from ferdesk.core.group_check import Checked
from ferdesk.core.group_facts import model_facts, number
from ferdesk.core.groups import NOTE
from ferdesk.session import ledger
from ferdesk.session.export import cannot_write, write_private
from ferdesk.session.groups_page import page

FIGURES = "groups.csv"
REPORT = "report.html"


def write_all(folder: Path, checked: Checked) -> tuple[Path, ...]:
    """Writes report.html, groups.csv, confusion.csv, differences.csv and groups.json; returns their paths.

    Raises:
        ExportError: The folder cannot be made, or one of them cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise cannot_write(folder, error) from error
    texts = {
        REPORT: page(as_facts(checked)),
        FIGURES: _table(_FIGURES, _figure_rows(checked)),
        "confusion.csv": _table(_CONFUSION, _confusion_rows(checked)),
        "differences.csv": _table(_DIFFERENCES, _difference_rows(checked)),
        "groups.json": json.dumps(as_facts(checked), indent=1, allow_nan=False) + "\n",
    }
    return tuple(_write(folder / name, text) for name, text in texts.items())


def write_one(path: Path, checked: Checked) -> Path:
    """Writes the page, or the table of figures where the name ends in .csv; returns the path.

    Raises:
        ExportError: It cannot be written.
    """
    if path.suffix.lower() == ".csv":
        return _write(path, _table(_FIGURES, _figure_rows(checked)))
    return _write(path, page(as_facts(checked)))


def as_facts(checked: Checked) -> dict[str, Any]:
    """All of it, ready for JSON; null where a figure has no value."""
    request = checked.request
    return {
        "ferdesk": __version__,
        "note": NOTE,
        "table": str(request.table),
        "pictures": checked.pictures,
        "detector": None if request.crops else request.detector,
        "left_out": checked.problems,
        "models": [
            model_facts(model) | {"sha256": digest}
            for model, digest in zip(checked.models, checked.digests, strict=True)
        ],
    }


_FIGURES = (
    *("model", "group", "pictures", "faces_found", "judged", "right"),
    *("accuracy", "accuracy_low", "accuracy_high", "caution"),
)
_CONFUSION = ("model", "group", "label", "answer", "count", "share", "share_low", "share_high")
_DIFFERENCES = (
    *("model", "first", "second", "difference", "difference_low", "difference_high"),
    *("at_equal_emotions", "at_equal_emotions_low", "at_equal_emotions_high"),
)


def _figure_rows(checked: Checked) -> Iterator[Sequence[object]]:
    for model in checked.models:
        for group in model.groups:
            found, right = group.found, group.accuracy
            counts = (found.total, found.count, right.total, right.count)
            figures = map(number, (right.value, right.low, right.high))
            yield model.model, group.group, *counts, *figures, group.caution


def _confusion_rows(checked: Checked) -> Iterator[Sequence[object]]:
    for model in checked.models:
        for group in model.groups:
            for truth in group.truths:
                for answer in group.labels:
                    cell = group.cell(truth, answer)
                    figures = map(number, (cell.value, cell.low, cell.high))
                    yield model.model, group.group, truth, answer, cell.count, *figures


def _difference_rows(checked: Checked) -> Iterator[Sequence[object]]:
    for model in checked.models:
        for each in model.differences:
            yield model.model, *map(number, asdict(each).values())


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _write(path: Path, text: str) -> Path:
    """A private file: which groups there are says something of the people."""
    write_private(path, text)
    ledger.note(path, "Accuracy by group")
    return path
