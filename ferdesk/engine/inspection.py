"""Whether a stranger's ONNX file can be trusted enough to run in the application.

Structure first, then a run in a child process with limits: a file that crashes the runtime takes the child down, not
the window. Most single-bit damage still passes such checks; only a known SHA-256 notices all of it.
"""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ferdesk.core.errors import ModelError
from ferdesk.core.spec import not_described
from ferdesk.engine.sidecar import describes_itself

if TYPE_CHECKING:
    from onnx import ModelProto

MOST_BYTES = 512 * 1024 * 1024
MOST_NODES = 20_000
_DOMAINS = {"", "ai.onnx", "ai.onnx.ml"}
_PROBE_SECONDS = 30
_REFUSED = 2
UNPROVEN = "unproven"
"""What tells the child that the golden sample does not count."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a model file, read once.

    Raises:
        ModelError: Missing, not a regular file, empty, too large or unreadable.
    """
    try:
        if not path.is_file():
            raise ModelError(f"{path} is not a file. Choose an .onnx file.")
        size = path.stat().st_size
        if size == 0:
            raise ModelError(f"{path.name} is empty (0 bytes). Get the file again.")
        if size > MOST_BYTES:
            raise ModelError(f"{path.name} has {size // 2**20} MB; ferdesk opens models of up to 512 MB.")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}. Check the file and its permissions.") from error


def inspect(data: bytes, origin: str) -> None:
    """Checks the structure of a model, then runs it in a child process.

    Raises:
        NotDescribedError: Its structure is good, but it carries no description.
        ModelError: The file is damaged, reaches outside itself, uses what ferdesk does not run, or fails when run.
    """
    inspect_structure(data, origin)
    if not describes_itself(data):
        raise not_described(origin)
    probe(data, origin)


def inspect_structure(data: bytes, origin: str) -> "ModelProto":
    """The parsed model, once all is checked that can be checked without running it.

    Raises:
        ModelError: The file is damaged, reaches outside itself or uses what ferdesk does not run.
    """
    import onnx  # 0.3 s, and only strangers' models need it
    from google.protobuf.message import DecodeError

    try:
        model = onnx.load_model_from_string(data)
        if not model.graph.node:
            raise ModelError(f"{origin} is not a complete ONNX file: it has no graph. Get the file again.")
        outside = [t.name for t in model.graph.initializer if t.data_location == onnx.TensorProto.EXTERNAL]
        if outside:
            raise ModelError(
                f"{origin} keeps its weights in another file ({outside[0]}), which ferdesk does not open. Save the"
                " model as one file."
            )
        foreign = {opset.domain for opset in model.opset_import} - _DOMAINS
        if foreign or model.functions:
            raise ModelError(
                f"{origin} uses operators of its own ({', '.join(sorted(foreign)) or 'local functions'}), which"
                " ferdesk does not run. Export it with standard ONNX operators."
            )
        if len(model.graph.node) > MOST_NODES:
            raise ModelError(f"{origin} has {len(model.graph.node)} nodes; ferdesk runs models of up to 20,000.")
        onnx.checker.check_model(model, full_check=True)
        return model
    except (DecodeError, onnx.checker.ValidationError, onnx.shape_inference.InferenceError, ValueError) as error:
        first_line = str(error).strip().splitlines()[0][:200]
        raise ModelError(f"{origin} is not a valid ONNX file ({first_line}). Get the file again.") from error


def probe(data: bytes, origin: str, *, proven: bool = True) -> bytes:
    """Runs a model three times in a child process with limits.

    Args:
        data: Its bytes, with a description.
        origin: The file's name, for messages.
        proven: Whether it must reproduce its golden sample; not while it is being described.

    Returns:
        What the child found, JSON; see `ferdesk.engine.probe`.

    Raises:
        ModelError: The model fails, takes too long or crashes.
    """
    command = [sys.executable, "-m", "ferdesk.engine.probe", origin, *([] if proven else [UNPROVEN])]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise ModelError(
            f"{origin} did not answer three times within {_PROBE_SECONDS} s in a trial run. Use a smaller model."
        ) from error
    if done.returncode == _REFUSED:
        raise ModelError(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode != 0:
        raise ModelError(f"{origin} crashed in a trial run, so it was not opened. Get the file again or another model.")
    return done.stdout
