"""One folder per run. `result.json` is written last and in one step, so a folder that has it is a finished run."""

import json
import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from training.formats import DataError
from training.settings import Settings, from_json, to_json

DEFAULT_RUNS = Path("runs")
_PACKAGES = ("keras", "tensorflow", "jax", "torch", "numpy", "opencv-python-headless", "scikit-learn", "onnxruntime")


@dataclass(frozen=True, slots=True)
class Run:
    """A run's folder and its settings."""

    folder: Path
    settings: Settings

    @property
    def checkpoint(self) -> Path:
        """Network, optimizer and state after the last whole epoch."""
        return self.folder / "checkpoint.keras"

    @property
    def best(self) -> Path:
        """Weights of the best epoch."""
        return self.folder / "best.weights.h5"

    @property
    def finished(self) -> bool:
        return (self.folder / "result.json").is_file()

    def result(self) -> dict[str, Any]:
        """What `finish` wrote."""
        found: dict[str, Any] = json.loads((self.folder / "result.json").read_text("utf-8"))
        return found

    def predictions(self) -> dict[str, Any]:
        """The arrays of `predictions.npz`: logits and labels of the validation and test parts."""
        with np.load(self.folder / "predictions.npz", allow_pickle=False) as arrays:
            return dict(arrays)

    def finish(self, result: Mapping[str, Any]) -> None:
        """Writes `result.json`; the run is finished."""
        write_atomically(self.folder / "result.json", json.dumps(dict(result), indent=1))


def open_run(runs: Path, settings: Settings) -> Run:
    """The run's folder, made when it is not there."""
    folder = runs / settings.key
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / "settings.json", to_json(settings))
    return Run(folder, settings)


def all_runs(runs: Path) -> list[Run]:
    """Every run that has begun, by name."""
    return [Run(file.parent, read_settings(file)) for file in sorted(runs.glob("*/settings.json"))]


def read_settings(file: Path) -> Settings:
    """The settings in a run's `settings.json`.

    Raises:
        DataError: It is something else, or cannot be read.
    """
    try:
        return from_json(file.read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"{file} does not hold the settings of a run ({error!r}). Name a run's settings.json."
        ) from error


def write_atomically(file: Path, text: str) -> None:
    """Either the old or the new text is in the file, whenever the program is killed."""
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    partial.write_text(text, "utf-8")
    partial.replace(file)


def environment() -> dict[str, Any]:
    """What a figure may depend on besides the settings."""
    versions = {}
    for package in _PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    backend = sys.modules["keras"].backend.backend() if "keras" in sys.modules else "none"
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "backend": backend,
        "packages": versions,
    }
