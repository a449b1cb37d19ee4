"""From a finished run to a file in the models folder: exported, scored, described, listed."""

import json
from pathlib import Path

from ferdesk.core.errors import ExportError
from ferdesk.core.model_input import Preprocess
from ferdesk.core.spec import Measured
from training.cards import list_sums
from training.data import load, sized
from training.evaluate import evaluate
from training.export import export, with_figures
from training.runs import Run, write_atomically
from training.splits import split

_SAMPLES = 32
_MOST_LOST = 0.003


def ship(run: Run, folder: Path, data: Path) -> str:
    """Exports a finished run into `folder`, scores the file and notes its figures and its SHA-256.

    Returns:
        A sentence with what was measured.

    Raises:
        ExportError: The run is not finished, or the file is not what the run was.
    """
    if not run.finished:
        raise ExportError(f"{run.folder.name} is not finished. Fit it first.")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{run.settings.model}.onnx"
    fields = run.result()["preprocess"]
    inputs = Preprocess(**{**fields, "mean": tuple(fields["mean"]), "std": tuple(fields["std"])})
    validation = split(load(run.settings.data, data), run.settings).validation
    parity = export(run, file, sized(validation.images[:_SAMPLES], inputs))
    found = evaluate(file, run.settings, data)
    lost = run.result()["test"]["accuracy"] - found["test"]["accuracy"]
    if lost > _MOST_LOST:
        file.unlink()
        raise ExportError(f"{file.name} scores {lost:.2%} less than the network it was made from. It was not kept.")
    with_figures(file, [Measured(**fields) for fields in found["measured"]])
    write_atomically(run.folder / "evaluation.json", json.dumps(found | {"lost": lost}, indent=1))
    list_sums(folder)
    return (
        f"{file}: {found['summary']['accuracy']:.2%} on the test part, {found['summary']['megabytes']} MB"
        f" ({parity.stored}); differs by {parity.probability:.1e} in probability and"
        f" {parity.gradcam:.1e} in Grad-CAM from the network"
    )
