"""From a finished run to a file in the models folder: exported, scored, described, listed."""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

from ferdesk.core import paths
from ferdesk.core.errors import ExportError
from ferdesk.core.model_input import Preprocess
from ferdesk.core.spec import Measured
from training.cards import list_sums
from training.data import load_as, sized
from training.evaluate import evaluate
from training.export import Parity, export, with_figures
from training.models import MODELS
from training.runs import Run, write_atomically
from training.splits import split
from training.studies import ships

_SAMPLES = 32
_MOST_LOST = 0.003


def ship(run: Run, folder: Path, data: Path) -> str:
    """Exports a finished run into `folder`, scores the file and notes its figures and its SHA-256.

    A file that is there already is replaced when the new one was accepted, and not touched before.

    Returns:
        A sentence with what was measured.

    Raises:
        ExportError: The run is not finished, does not ship but would go where the shipped ones are, or the file is not
            what the run was.
        DataError: The data are missing or damaged.
    """
    if not ships(run.settings) and folder.resolve() == paths.shipped_models().resolve():
        raise ExportError(
            f"{run.folder.name} is not the run of {run.settings.model} that ships, and would replace it in {folder}."
            " Name another folder with --to."
        )
    if not run.finished:
        raise ExportError(f"{run.folder.name} is not finished. Fit it first.")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{run.settings.model}.onnx"
    with tempfile.TemporaryDirectory(prefix=".", dir=folder) as partial:
        made = Path(partial) / file.name
        parity, found = _made(run, made, data)
        sha256 = hashlib.sha256(made.read_bytes()).hexdigest()
        made.replace(file)
    write_atomically(run.folder / "evaluation.json", json.dumps(found | {"sha256": sha256}, indent=1))
    list_sums(folder)
    return (
        f"{file}: {found['summary']['accuracy']:.2%} on the test part, {found['summary']['megabytes']} MB"
        f" ({parity.stored}); differs by {parity.probability:.1e} in probability and"
        f" {parity.gradcam:.1e} in Grad-CAM from the network"
    )


def _made(run: Run, file: Path, data: Path) -> tuple[Parity, dict[str, Any]]:
    """Writes the file with its figures, and gives what was compared and measured."""
    settings, result = run.settings, run.result()
    fields = result["preprocess"]
    inputs = Preprocess(**{**fields, "mean": tuple(fields["mean"]), "std": tuple(fields["std"])})
    dataset = load_as(MODELS[settings.model].labels, settings.data, data)
    parity = export(run, file, sized(split(dataset, settings).validation.images[:_SAMPLES], inputs))
    found = evaluate(file, settings, data)
    lost = result["test"]["accuracy"] - found["test"]["accuracy"]
    if lost > _MOST_LOST:
        raise ExportError(f"{file.name} scores {lost:.2%} less than the network it was made from. It was not kept.")
    with_figures(file, [Measured(**fields) for fields in found["measured"]])
    return parity, found | {"lost": lost}
