"""One run: from settings to a folder with weights, predictions and figures.

A run that was stopped, by Ctrl-C or by a kill, goes on after its last whole epoch when the same settings are fitted
again.
"""

import dataclasses
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np

from ferdesk.core.model_input import Preprocess
from training import gradient, svm
from training.data import fingerprint, load_as, sized
from training.metrics import figures, fit_temperature
from training.models import MODELS
from training.network import predict
from training.runs import Run, environment, open_run
from training.settings import Settings
from training.splits import Parts, class_weights, split
from training.studies import typed
from training.targets import TARGETS, taught

CLASS_WEIGHTS: Final = {"class_weights": 1.0, "root_class_weights": 0.5}
"""The power of the balanced weights, by a run's `balancing`. In full, FER2013's 436 faces of disgust count ninefold."""

SOLVERS: Final[dict[str, Callable[[gradient.Job], gradient.Solved]]] = {"gradient": gradient.solve, "svm": svm.solve}
"""How weights are found; each writes the best ones to `run.best`."""


def fit(settings: Settings, runs: Path, data: Path, *, quiet: bool = False) -> Run:
    """Trains, or goes on training, and scores once on the test part.

    Args:
        settings: The run.
        runs: Folder of all runs.
        data: Folder of the data sets.
        quiet: Show no progress bar.

    Returns:
        The finished run.

    Raises:
        DataError: The data are missing or damaged, have other labels than the network, or what a stopped run left is
            damaged.
        KeyboardInterrupt: The user stopped it; the same call goes on.
    """
    run = open_run(runs, settings)
    if run.finished:
        return run
    # A study fits many networks in one process; the earlier ones would stay in memory.
    keras.utils.clear_session()
    began = time.perf_counter()
    recipe = MODELS[settings.model]
    dataset = taught(load_as(recipe.labels, settings.data, data), settings, data)
    parts = split(dataset, settings)
    inputs = _inputs(recipe.preprocess, recipe.z_score, parts)
    job = gradient.Job(run, _sized(parts, inputs), inputs, _weights(settings, parts, len(recipe.labels)), quiet)
    solved = SOLVERS[recipe.solver](job)
    scored = _score(job, solved.network)
    summary = {"seconds": time.perf_counter() - began} | solved.summary
    run.finish(
        {
            "settings": json.loads((run.folder / "settings.json").read_text("utf-8")),
            "command": f"python -m training fit {typed(settings)}",
            "data": {
                "name": dataset.name,
                "parts": {f.name: len(getattr(parts, f.name)) for f in dataclasses.fields(parts)},
                "unseen": int(parts.unseen.sum()),
                "sha256": {name: fingerprint(getattr(parts, name)) for name in ("training", "validation", "test")},
            },
            "labels": recipe.labels,
            "targets": TARGETS[settings.targets],
            "preprocess": dataclasses.asdict(inputs),
            "environment": environment(),
            **summary,
            **scored,
        }
    )
    return run


def _inputs(preprocess: Preprocess, z_score: bool, parts: Parts) -> Preprocess:
    """The recipe's input; for the z-score with mean and deviation of the training part only."""
    if not z_score:
        return preprocess
    pixels = sized(parts.training.images, preprocess)
    return dataclasses.replace(preprocess, mean=(float(pixels.mean()),), std=(float(pixels.std()),))


def _sized(parts: Parts, preprocess: Preprocess) -> Parts:
    def resized(name: str) -> Any:
        faces = getattr(parts, name)
        return dataclasses.replace(faces, images=sized(faces.images, preprocess))

    return Parts(resized("training"), resized("validation"), resized("test"), parts.unseen)


def _weights(settings: Settings, parts: Parts, classes: int) -> dict[int, float] | None:
    power = CLASS_WEIGHTS.get(settings.balancing)
    return None if power is None else class_weights(parts.training.labels, classes, power)


def _score(job: gradient.Job, network: Any) -> dict[str, Any]:
    """Figures of the best weights; the test part is used here and nowhere else."""
    validation, test = job.parts.validation, job.parts.test
    validation_logits = predict(network, validation.images, job.inputs)
    test_logits = predict(network, test.images, job.inputs)
    unseen = job.parts.unseen
    np.savez_compressed(
        job.run.folder / "predictions.npz",
        validation_logits=validation_logits,
        validation_labels=validation.labels,
        test_logits=test_logits,
        test_labels=test.labels,
        test_unseen=unseen,
    )
    temperature = fit_temperature(validation_logits, validation.labels)
    return {
        "parameters": int(network.count_params()),
        "temperature": temperature,
        "validation": figures(validation_logits, validation.labels, temperature),
        "test": figures(test_logits, test.labels, temperature),
        "test_unseen": figures(test_logits[unseen], test.labels[unseen], temperature) if unseen.any() else None,
    }
