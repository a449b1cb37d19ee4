"""ONNX Runtime: imported quietly, and asked which processor it really uses."""

import ctypes
import importlib
import os
from pathlib import Path
from typing import Any

from ferdesk.core.errors import ModelError

PROVIDERS = ("auto", "cpu", "cuda")
"""What a user may ask for; `auto` takes the faster one for the model at hand, by measuring."""

_ONLY_FATAL = 4


def onnxruntime() -> Any:
    """The module, imported with its uploader switched off.

    The uploader is on by default from 1.29 on; the version is pinned below that and the switch is set all the same.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    module = importlib.import_module("onnxruntime")
    # A provider that cannot be loaded writes to stderr; `missing_cuda` says it in a sentence instead.
    module.set_default_logger_severity(_ONLY_FATAL)
    return module


def make_session(data: bytes, origin: str, provider: str, threads: int) -> Any:
    """An inference session.

    Args:
        data: The ONNX file's bytes; bytes, because a path could lead out of its folder.
        origin: The file's name, for messages.
        provider: "cpu" or "cuda"; what it became is in `session_provider`.
        threads: For one run on the CPU.

    Raises:
        ModelError: ONNX Runtime does not accept the file.
    """
    runtime = onnxruntime()
    options = runtime.SessionOptions()
    options.log_severity_level = _ONLY_FATAL
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that spin between runs take the processor from the camera and the window.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    wanted = ["CUDAExecutionProvider", "CPUExecutionProvider"] if provider == "cuda" else ["CPUExecutionProvider"]
    usable = [name for name in wanted if name in runtime.get_available_providers()]
    if provider == "cuda" and hasattr(runtime, "preload_dlls") and not missing_cuda():
        runtime.preload_dlls()
    try:
        return runtime.InferenceSession(data, options, providers=usable)
    except runtime_errors() as error:
        first_line = str(error).strip().splitlines()[0][:200]
        raise ModelError(
            f"{origin} is not a model that ONNX Runtime can open ({first_line}). Get the file again or export it again."
        ) from error


def session_provider(session: Any) -> str:
    """ "CPU" or "CUDA": what the session really uses, not what was asked for."""
    return str(session.get_providers()[0]).removesuffix("ExecutionProvider")


def missing_cuda() -> str:
    """Why CUDA cannot be used, one sentence; empty when it can."""
    runtime = onnxruntime()
    if "CUDAExecutionProvider" not in runtime.get_available_providers():
        return (
            "CUDA is not used: this installation has ONNX Runtime for the CPU only"
            " (`python3 dev.py setup` installs the other one where it finds an NVIDIA GPU)."
        )
    try:
        ctypes.CDLL("libcuda.so.1" if os.name == "posix" else "nvcuda.dll")
    except OSError:
        return "CUDA is not used: no NVIDIA driver is loaded on this computer."
    runtime.preload_dlls()
    library = Path(runtime.__file__).parent / "capi" / "libonnxruntime_providers_cuda.so"
    if library.exists():
        try:
            ctypes.CDLL(str(library.with_name("libonnxruntime_providers_shared.so")), mode=ctypes.RTLD_GLOBAL)
            ctypes.CDLL(str(library))
        except OSError as error:
            return f"CUDA is not used: {str(error).split(':')[0]} cannot be loaded."
    return ""


def runtime_errors() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises when it opens or runs a model; its own errors share no base below Exception."""
    state = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    names: tuple[str, ...] = (
        "Fail",
        "InvalidArgument",
        "InvalidGraph",
        "InvalidProtobuf",
        "NoSuchFile",
        "NoModel",
        "NotImplemented",
    )
    names += ("EPFail", "EngineError", "ModelLoaded", "ModelLoadCanceled", "RuntimeException")
    return (RuntimeError, ValueError, *(getattr(state, name) for name in names if hasattr(state, name)))
