"""Scores an ONNX file with the application's own classifier: exactly what a user gets."""

import dataclasses
import hashlib
import time
from pathlib import Path
from typing import Any

import numpy as np

from ferdesk.core.preprocess import scale
from ferdesk.core.spec import Measured
from ferdesk.core.types import Floats, Pixels
from ferdesk.engine.classifier import Classifier
from training.data import TITLES, DataError, Faces, load_as, sized
from training.disturb import DISTURBANCES, LEVELS, disturb
from training.gradcam import mean_maps
from training.metrics import average_precision, confusion, figures, fit_temperature, per_class, roc_auc
from training.settings import Settings
from training.splits import split
from training.studies import ships, typed

_BATCH = 128
_DISTURBED = 1500
_LATENCY_BATCHES = (1, 4, 16)
_LATENCY_RUNS = 20


def evaluate(file: Path, settings: Settings, data: Path) -> dict[str, Any]:
    """All figures of a model file on the test part of its run.

    Args:
        file: The ONNX file.
        settings: The run that made it; they say which pictures it has not seen.
        data: Folder of the data sets.

    Returns:
        JSON values: "sha256" of the file, "summary", "test", "test_unseen", "per_class", "confusion", "robustness",
        "latency_ms"...

    Raises:
        ModelError: The file is no model of ferdesk.
        DataError: The file is not there, or the data are missing, damaged or of other labels.
    """
    content = read_model(file)
    model = Classifier(content, file.name)
    parts = split(load_as(model.spec.labels, settings.data, data), settings)
    validation, test = (_sized(part, model) for part in (parts.validation, parts.test))
    validation_logits, logits = run(model, validation.images), run(model, test.images)
    temperature = model.spec.temperature
    table = confusion(logits.argmax(axis=1), test.labels, len(model.spec.labels))
    whole = figures(logits, test.labels, temperature)
    unseen = parts.unseen
    apart = figures(logits[unseen], test.labels[unseen], temperature) if unseen.any() else None
    measured = _measured(_command(file, settings), settings, whole, apart, (len(test), int(unseen.sum())))
    latency = {str(batch): _latency_ms(model, test.images, batch) for batch in _LATENCY_BATCHES}
    found = {
        "model": model.spec.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "parameters": model.spec.parameters,
        "temperature": temperature,
        "temperature_refitted": fit_temperature(validation_logits, validation.labels),
        "validation": figures(validation_logits, validation.labels, temperature),
        "test": whole,
        "test_unseen": apart,
        "labels": model.spec.labels,
        "per_class": _table(table, model, logits, test),
        "confusion": table.tolist(),
        "robustness": _robustness(model, test),
        "gradcam": mean_maps(content, file.name, test.images, test.labels),
        "latency_ms": latency,
        "measured": [dataclasses.asdict(figure) for figure in measured],
    }
    return found | {"summary": _summary(found)}


def read_model(file: Path) -> bytes:
    """The bytes of a model file.

    Raises:
        DataError: It is not there or may not be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError(f"{file} cannot be read ({error.strerror}). Name a model file, or export one first.") from error


def run(model: Classifier, images: Pixels) -> Floats:
    """Logits, float32 (N, classes), of pictures uint8 (N, height, width) in the model's size."""
    batches = [images[start : start + _BATCH, ..., None] for start in range(0, len(images), _BATCH)]
    return np.concatenate([model.logits(batch) for batch in batches])


def _sized(part: Faces, model: Classifier) -> Faces:
    return dataclasses.replace(part, images=sized(part.images, model.spec.preprocess))


def _table(table: Any, model: Classifier, logits: Floats, test: Faces) -> list[dict[str, Any]]:
    each = per_class(table)
    return [
        {
            "label": label,
            "precision": float(each.precision[k]),
            "recall": float(each.recall[k]),
            "f1": float(each.f1[k]),
            "support": int(each.support[k]),
            "roc_auc": roc_auc(_against_rest(logits, k), (test.labels == k).astype(np.int64)),
            "pr_auc": average_precision(_against_rest(logits, k), (test.labels == k).astype(np.int64)),
        }
        for k, label in enumerate(model.spec.labels)
    ]


def _against_rest(logits: Floats, label: int) -> Floats:
    """The log odds of one class against all others."""
    rest = np.delete(logits, label, axis=1)
    highest = rest.max(axis=1)
    others = highest + np.log(np.exp(rest - highest[:, None]).sum(axis=1))
    return np.asarray(logits[:, label] - others, dtype=np.float32)


def _robustness(model: Classifier, test: Faces) -> dict[str, list[float]]:
    """Accuracy per kind at no disturbance and at five levels, on at most 1,500 test pictures."""
    some = test.take(np.random.default_rng(0).permutation(len(test))[:_DISTURBED])

    def accuracy(images: Pixels) -> float:
        return float((run(model, images).argmax(axis=1) == some.labels).mean())

    clean = accuracy(some.images)
    return {
        kind: [clean, *(accuracy(disturb(some.images, kind, level)) for level in range(1, LEVELS + 1))]
        for kind in DISTURBANCES
    }


def _latency_ms(model: Classifier, images: Pixels, batch: int) -> float:
    """Median of the bare runs of a scaled batch."""
    scaled = scale(np.resize(images, (batch, *images.shape[1:]))[..., None], model.spec.preprocess)
    model.run_bare(scaled)
    times = []
    for _ in range(_LATENCY_RUNS):
        began = time.perf_counter()
        model.run_bare(scaled)
        times.append((time.perf_counter() - began) * 1000)
    return float(np.median(times))


def _command(file: Path, settings: Settings) -> str:
    """What measures this again; the folder of a file that does not ship is the user's own."""
    named = "" if ships(settings) else f" --file {file.name}"
    return f"python -m training evaluate {typed(settings)}{named}"


def _measured(
    command: str,
    settings: Settings,
    whole: dict[str, float],
    apart: dict[str, float] | None,
    counts: tuple[int, int],
) -> list[Measured]:
    """`counts` are the test pictures, and those of them without a copy in the training part."""
    count, unseen = counts
    title = TITLES.get(settings.data, settings.data)
    kinds = {
        "official": f"{title} PrivateTest ({count:,})",
        "holdout": f"{title}, {settings.split.test:.0%} hold-out, seed {settings.seed} ({count:,})",
        "fold": f"{title}, fold {settings.split.fold + 1} of {settings.split.folds} ({count:,})",
    }
    data = kinds[settings.split.kind]
    names = ("accuracy", "macro_f1", "ece")
    measured = [Measured(name, round(whole[name], 4), data, command) for name in names]
    if apart is not None and unseen < count:
        seen_nowhere = f"{data.rsplit(' (', 1)[0]}, without copies of training pictures ({unseen:,})"
        measured.append(Measured("accuracy", round(apart["accuracy"], 4), seen_nowhere, command))
    return measured


def _summary(found: dict[str, Any]) -> dict[str, Any]:
    test = found["test"]
    return {
        "accuracy": round(test["accuracy"], 4),
        "accuracy_unseen": round(found["test_unseen"]["accuracy"], 4) if found["test_unseen"] else None,
        "macro_f1": round(test["macro_f1"], 4),
        "ece_before": round(test["ece_before"], 4),
        "ece": round(test["ece"], 4),
        "latency_ms": {batch: round(value, 2) for batch, value in found["latency_ms"].items()},
        "megabytes": round(found["bytes"] / 1e6, 2),
    }
