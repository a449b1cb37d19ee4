"""The models that there are: shipped ones, the user's own, and how a file becomes one of them.

A file whose SHA-256 is listed beside it was checked before, by us or by `add`, and is opened directly. Any other goes
through `inspection` first.
"""

import hashlib
import os
import threading
from pathlib import Path

from ferdesk.core import paths
from ferdesk.core.errors import ModelError
from ferdesk.core.spec import ModelEntry
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.inspection import inspect, read_bytes

SUMS = "SHA256SUMS"
DEFAULT_MODEL = "cnn-level1"


class Library:
    """Lists, checks and opens model files. Safe to use from several threads."""

    def __init__(self, shipped: Path | None = None, own: Path | None = None) -> None:
        """A library over ferdesk's own folders, or over others (for tests)."""
        self._shipped = shipped or paths.shipped_models()
        self._own = own or paths.user_models()
        self._adding = threading.Lock()

    def entries(self) -> tuple[ModelEntry, ...]:
        """Every model file, shipped ones first, unusable ones included with their problem.

        Slow (reads and opens each file): for the jobs thread.
        """
        found: list[ModelEntry] = []
        for folder in (self._shipped, self._own):
            for path in sorted(folder.glob("*.onnx")):
                entry = self.entry(path)
                if any(other.name == entry.name for other in found):
                    entry = _unusable(path, f"{path.name}: there is another model named {entry.name}. Rename one.")
                found.append(entry)
        return tuple(found)

    def entry(self, path: Path) -> ModelEntry:
        """One file as `entries` lists it, wherever it lies. Slow, as that is."""
        try:
            data = self._checked_bytes(path)
            spec = Classifier(data, path.name).spec
        except ModelError as error:
            return _unusable(path, str(error))
        digest = hashlib.sha256(data).hexdigest()
        shipped = path.parent == self._shipped
        return ModelEntry(spec.name, path, digest, shipped=shipped, spec=spec, size=len(data))

    def open(self, model: str, *, provider: str = "cpu", threads: int = 2) -> Classifier:
        """Opens a model by its name or by the path of its file.

        Raises:
            ModelError: There is no such model, or its file cannot be trusted or used.
        """
        return Classifier(self.data(model), self._find(model).name, provider=provider, threads=threads)

    def data(self, model: str) -> bytes:
        """The bytes of a model's file, checked as by `open`; see there for errors."""
        return self._checked_bytes(self._find(model))

    def sha256(self, model: str) -> str:
        """Of the model's file, hexadecimal; see `open` for errors."""
        return hashlib.sha256(read_bytes(self._find(model))).hexdigest()

    def add(self, path: Path) -> ModelEntry:
        """Checks a file and keeps a copy of it among the user's models, replacing an older one of that name.

        Raises:
            ModelError: The file cannot be trusted or used, bears a shipped model's name, or cannot be kept.
        """
        data = read_bytes(path)
        inspect(data, path.name)
        spec = Classifier(data, path.name).spec
        kept = f"{spec.name}.onnx"
        if (self._shipped / kept).exists():
            raise ModelError(f"{path.name} is named {spec.name}, as a model of ferdesk's own is. Export it renamed.")
        digest = hashlib.sha256(data).hexdigest()
        with self._adding:
            self._keep(kept, data, digest)
        return ModelEntry(spec.name, self._own / kept, digest, shipped=False, spec=spec, size=len(data))

    def _keep(self, name: str, data: bytes, digest: str) -> None:
        sums = {**_sums(self._own), name: digest}
        listing = "".join(f"{value}  {key}\n" for key, value in sorted(sums.items()))
        try:
            self._own.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(self._own / name, data)
            _write(self._own / SUMS, listing.encode())
        except OSError as error:
            raise ModelError(f"{name} cannot be kept in {self._own}: {error.strerror}. Free some space.") from error

    def _find(self, model: str) -> Path:
        if model.endswith(".onnx"):
            return Path(model)
        if model == Path(model).name:
            for folder in (self._shipped, self._own):
                if (folder / f"{model}.onnx").is_file():
                    return folder / f"{model}.onnx"
        known = ", ".join(sorted(p.stem for f in (self._shipped, self._own) for p in f.glob("*.onnx")))
        raise ModelError(f"There is no model named {model}. There are: {known or 'none'}.")

    def _checked_bytes(self, path: Path) -> bytes:
        data = read_bytes(path)
        known = _sums(path.parent).get(path.name) if path.parent in (self._shipped, self._own) else None
        if known == hashlib.sha256(data).hexdigest():
            return data
        if known is not None:
            raise ModelError(
                f"{path.name} is damaged or was changed: its SHA-256 is not the one noted in {path.parent / SUMS}."
                " Install ferdesk again, or add the model again."
            )
        inspect(data, path.name)
        return data


def _unusable(path: Path, problem: str) -> ModelEntry:
    return ModelEntry(path.stem, path, "", shipped=False, spec=None, problem=problem)


def _sums(folder: Path) -> dict[str, str]:
    """File name to SHA-256, from a folder's `sha256sum` listing; a damaged line vouches for nothing."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = [line.split(maxsplit=1) for line in lines]
    return {pair[1].lstrip("*"): pair[0] for pair in pairs if len(pair) == 2}


def _write(path: Path, data: bytes) -> None:
    """Writes a private file in one step, so that a crash leaves the old one."""
    part = path.with_name(f".{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
