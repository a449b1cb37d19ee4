"""Models on a user's own labelled pictures, group by group. Headless; for one thread, and done in steps.

Only counts leave it: neither a picture nor what was said of a single one is kept.
"""

import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final, Self

import numpy as np

from ferdesk.core.errors import SourceError
from ferdesk.core.group_check import Checked, GroupRequest
from ferdesk.core.group_table import Grouped, read_grouped
from ferdesk.core.groups import Sample, by_group
from ferdesk.core.labels import EMOTIONS, emotion_named
from ferdesk.core.preprocess import fit_picture
from ferdesk.core.types import Frame, Pixels
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.detector import make_detector
from ferdesk.engine.library import Library
from ferdesk.engine.sources.pictures import is_picture_file, load_picture

TABLE: Final = "groups.csv"
"""The table's name where a folder is given."""


class GroupCheck:
    """A check under way. A context manager: it holds a face detector.

    Attributes:
        total: Pictures in the table.
        done: Those among them that were looked at.
    """

    def __init__(self, request: GroupRequest, library: Library) -> None:
        """Reads the table and opens models and detector.

        Raises:
            SourceError: The table cannot be read, or names what is not there.
            ModelError: A model cannot be used.
            DetectorError: The detector cannot be made.
        """
        self._request = request
        self._folder, self._rows = _rows_of(request.table)
        self._problems = _unlisted(self._folder, self._rows) if request.table.is_dir() else []
        files = [(name, library.data(name)) for name in request.models]
        self._digests = tuple(library.sha256(name) for name in request.models)
        self._classifiers = [Classifier(data, name, provider=request.provider) for name, data in files]
        self._samples: list[list[Sample]] = [[] for _ in files]
        self._open = ExitStack()
        self._detector = None
        if not request.crops:
            self._detector = make_detector(request.detector, still=True, exhaustive=True)
            self._open.enter_context(closing(self._detector))
        self.total = len(self._rows)
        self.done = 0
        self._read = 0

    def step(self, seconds: float) -> bool:
        """Looks at pictures for about so long, at least at one; False when none is left.

        Raises:
            ModelError, DetectorError: One of them fails on a picture.
        """
        end = time.perf_counter() + seconds
        while self.done < self.total:
            row = self._rows[self.done]
            self.done += 1
            self._look(row)
            if time.perf_counter() >= end:
                break
        return self.done < self.total

    def result(self) -> Checked:
        """What was found until now.

        Raises:
            SourceError: No picture could be read.
        """
        if not self._read:
            raise SourceError(
                f"None of the {self.total} pictures in {self._request.table} can be read. {self._problems[-1]}"
            )
        models = tuple(
            by_group(each.spec.name, each.spec.labels, samples)
            for each, samples in zip(self._classifiers, self._samples, strict=True)
        )
        return Checked(self._request, self._read, models, self._digests, tuple(self._problems))

    def close(self) -> None:
        """Frees the detector; may be called twice."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _look(self, row: Grouped) -> None:
        try:
            pixels = load_picture(self._folder / row.picture)
        except SourceError as error:
            self._problems.append(str(error))
            return
        self._read += 1
        for samples, answer in zip(self._samples, self._answers(pixels), strict=True):
            samples.append(Sample(row.group, row.label, answer))

    def _answers(self, pixels: Pixels) -> Sequence[str | None]:
        if self._detector is None:
            return [_of_crop(classifier, pixels) for classifier in self._classifiers]
        frame = Frame(pixels, self._read, time.perf_counter())
        faces = self._detector.find(frame)
        if not faces:
            return [None] * len(self._classifiers)
        largest = max(faces, key=lambda face: face.box.area)
        return [each.classify(frame, [largest]).predictions[0].label for each in self._classifiers]


def _of_crop(classifier: Classifier, pixels: Pixels) -> str:
    spec = classifier.spec
    return spec.labels[int(np.argmax(classifier.logits([fit_picture(pixels, spec.preprocess)])[0]))]


def _rows_of(table: Path) -> tuple[Path, tuple[Grouped, ...]]:
    """The folder that paths are relative to, and the rows.

    Raises:
        SourceError: The table is missing, or not one.
    """
    file = table / TABLE if table.is_dir() else table
    try:
        with file.open(newline="", encoding="utf-8-sig") as lines:
            rows = read_grouped(lines, file.name)
    except FileNotFoundError as error:
        where = f"The folder {table} holds no {TABLE}" if table.is_dir() else f"There is no {table}"
        raise SourceError(f"{where}. It needs a CSV table with the columns path, label and group.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{file} cannot be read as a CSV table ({error}). Check the file.") from error
    unnamed = next((row for row in rows if not row.label), None)
    if unnamed is not None:
        raise SourceError(
            f"{file.name}: {unnamed.picture} has no label. Give one in a column label: {', '.join(EMOTIONS)}."
        )
    return file.parent, rows


def _unlisted(folder: Path, rows: Sequence[Grouped]) -> list[str]:
    """A sentence on pictures in the folders of emotions that the table does not name."""
    listed = {(folder / row.picture).resolve() for row in rows}
    classes = [each for each in sorted(folder.iterdir()) if each.is_dir() and emotion_named(each.name)]
    missing = sum(
        is_picture_file(str(file)) and file.resolve() not in listed for each in classes for file in each.iterdir()
    )
    if not missing:
        return []
    return [f"{missing} pictures in {folder} stand in no line of {TABLE}, so they belong to no group and are left out."]
