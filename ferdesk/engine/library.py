"""The models that there are: shipped ones, the user's own, and how a file becomes one of them.

A file whose SHA-256 is listed beside it was checked before, by us or by `add`, and is opened directly. Any other goes
through `inspection` first. A file that says nothing of itself is read with the description that lies beside it.
"""

import hashlib
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ferdesk.core import paths
from ferdesk.core.description import Description
from ferdesk.core.errors import ModelError
from ferdesk.core.spec import ModelEntry
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.inspection import inspect, probe, read_bytes
from ferdesk.engine.sidecar import described, description_text, lay_in, sidecar_of

if TYPE_CHECKING:
    from ferdesk.engine.foreign import Stranger

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
            data = read_bytes(path)
            spec = Classifier(self._checked(path, data), path.name).spec
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
        """The bytes of a model, checked as by `open`, with its description in them; see there for errors."""
        path = self._find(model)
        return self._checked(path, read_bytes(path))

    def file_data(self, model: str) -> bytes:
        """The bytes of a model's file as they are, unchecked; see `open` for errors."""
        return read_bytes(self._find(model))

    def sha256(self, model: str) -> str:
        """Of the model's file, hexadecimal; see `open` for errors."""
        return hashlib.sha256(self.file_data(model)).hexdigest()

    def add(self, path: Path) -> ModelEntry:
        """Checks a file and keeps a copy of it among the user's models, replacing an older one of that name.

        Raises:
            ModelError: The file cannot be trusted or used, bears a shipped model's name, or cannot be kept.
        """
        data = read_bytes(path)
        whole = described(data, path)
        inspect(whole, path.name)
        return self._keep(path, data, whole)

    def meet(self, path: Path) -> "Stranger":
        """Opens a model that carries no description, to be described; nothing is kept of it.

        Raises:
            ModelError: The file cannot be trusted, or is not made for pictures of faces.
        """
        from ferdesk.engine.foreign import Stranger  # imports onnx, 0.3 s

        shipped = sorted(file.stem for file in self._shipped.glob("*.onnx"))
        return Stranger(read_bytes(path), path.name, shipped)

    def describe(self, path: Path, stranger: "Stranger", description: Description) -> ModelEntry:
        """Saves the description beside the file, then keeps a copy of both among the user's models.

        Args:
            path: The file that `stranger` was read from.
            stranger: As `meet` gave it.
            description: What a person says of it.

        Raises:
            ModelError: The description is not complete, the model fails, or one of the files cannot be written.
        """
        text = description_text(stranger.data, stranger.spec(description))
        whole = lay_in(stranger.data, text)
        probe(whole, path.name)
        beside = sidecar_of(path)
        try:
            _write(beside, text.encode())
        except OSError as error:
            raise ModelError(
                f"{beside} cannot be written: {error.strerror}. Move {path.name} to a folder that you can write to."
            ) from error
        return self._keep(path, stranger.data, whole)

    def _keep(self, path: Path, data: bytes, whole: bytes) -> ModelEntry:
        """Copies a checked file, and what lies beside it if that was needed to make `data` whole."""
        spec = Classifier(whole, path.name).spec
        kept = f"{spec.name}.onnx"
        if (self._shipped / kept).exists():
            raise ModelError(f"{path.name} is named {spec.name}, as a model of ferdesk's own is. Export it renamed.")
        digest = hashlib.sha256(data).hexdigest()
        text = description_text(data, spec) if whole != data else ""
        with self._adding:
            self._write_all(kept, data, text, digest)
        return ModelEntry(spec.name, self._own / kept, digest, shipped=False, spec=spec, size=len(data))

    def _write_all(self, name: str, data: bytes, text: str, digest: str) -> None:
        sums = {**_sums(self._own), name: digest}
        listing = "".join(f"{value}  {key}\n" for key, value in sorted(sums.items()))
        beside = sidecar_of(self._own / name)
        try:
            self._own.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(self._own / name, data)
            if text:
                _write(beside, text.encode())
            else:
                beside.unlink(missing_ok=True)
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

    def _checked(self, path: Path, data: bytes) -> bytes:
        """The bytes of a file with its description in them, if they are to be trusted."""
        known = _sums(path.parent).get(path.name) if path.parent in (self._shipped, self._own) else None
        if known == hashlib.sha256(data).hexdigest():
            return described(data, path)
        if known is not None:
            raise ModelError(
                f"{path.name} is damaged or was changed: its SHA-256 is not the one noted in {path.parent / SUMS}."
                " Install ferdesk again, or add the model again."
            )
        whole = described(data, path)
        inspect(whole, path.name)
        return whole


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
