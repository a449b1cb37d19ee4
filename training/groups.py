"""A model file on groups of pictures: the application's figures, on a data set's test part or on face crops."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ferdesk.core.group_table import Grouped, read_grouped
from ferdesk.core.groups import ModelGroups, Sample, by_group
from ferdesk.core.types import Pixels
from ferdesk.engine.classifier import Classifier
from training.data import DataError, Dataset, Faces, load_as, sized
from training.evaluate import read_model, run
from training.formats import read_gray
from training.settings import Settings
from training.splits import split


def evaluate_groups(file: Path, settings: Settings, data: Path, table: Path) -> ModelGroups:
    """Accuracy and confusion of each group, with intervals.

    Args:
        file: The ONNX file.
        settings: The run that made it; they say which pictures it has not seen.
        data: Folder of the data sets.
        table: A CSV file, see `read_grouped`. Its `index` is a picture's number in the run's test part, from 0; its
            `path` is that of a face crop, from the table's own folder.

    Raises:
        ModelError: The file is no model of ferdesk.
        DataError: The file or a picture that the table names is not there, or the data are missing, damaged or of
            other labels.
        SourceError: The table is none.
    """
    model = Classifier(read_model(file), file.name)
    try:
        with table.open(newline="", encoding="utf-8-sig") as lines:
            rows = read_grouped(lines, table.name)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{table} cannot be read as a CSV table ({error}). Check the file.") from error
    if (table.parent / rows[0].picture).is_file():
        pictures, truths = [read_gray(table.parent / row.picture) for row in rows], [row.label for row in rows]
    else:
        dataset = load_as(model.spec.labels, settings.data, data)
        pictures, truths = _numbered(rows, table, dataset, split(dataset, settings).test)
    crops = np.concatenate([sized(picture[None], model.spec.preprocess) for picture in pictures])
    answers = [model.spec.labels[number] for number in run(model, crops).argmax(axis=1)]
    samples = [Sample(row.group, *pair) for row, *pair in zip(rows, truths, answers, strict=True)]
    return by_group(model.spec.name, model.spec.labels, samples)


def _numbered(rows: Sequence[Grouped], table: Path, dataset: Dataset, test: Faces) -> tuple[list[Pixels], list[str]]:
    """Pictures of the test part, and their labels where the table gives no other."""
    pictures, truths = [], []
    for row in rows:
        if not row.picture.isdecimal() or int(row.picture) >= len(test):
            raise DataError(
                f"{table}: {row.picture} is neither a picture beside it nor a number below {len(test)}, of which the"
                f" test part of {dataset.name} has so many. Check the table."
            )
        number = int(row.picture)
        pictures.append(test.images[number])
        truths.append(row.label or dataset.labels[test.labels[number]])
    return pictures, truths
