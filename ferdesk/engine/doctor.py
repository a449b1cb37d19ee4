"""What this computer offers: the facts that explain why something is slow, missing or not used."""

import os
import platform
import sys
from importlib.metadata import version

from ferdesk.core import paths
from ferdesk.engine.library import Library
from ferdesk.engine.runtime import missing_cuda, onnxruntime
from ferdesk.engine.sources import list_cameras

_PACKAGES = ("PySide6-Essentials", "mediapipe", "opencv-python-headless", "av", "numpy", "onnx")


def examine(library: Library) -> list[tuple[str, str]]:
    """Pairs of a subject and what was found, ready to print."""
    runtime = onnxruntime()
    cameras = list_cameras()
    entries = library.entries()
    broken = [f"{entry.path.name}: {entry.problem}" for entry in entries if entry.problem]
    return [
        ("system", f"{platform.platform()}, {os.cpu_count()} processors"),
        ("python", f"{platform.python_version()} in {sys.prefix}"),
        *((name, version(name)) for name in _PACKAGES),
        ("onnxruntime", f"{runtime.__version__}, offers {', '.join(runtime.get_available_providers())}"),
        ("gpu", missing_cuda() or "CUDA can be used."),
        ("display", display() or "none: `ferdesk run` analyses the demo without a window"),
        ("cameras", ", ".join(f"{c.name} ({c.address})" for c in cameras) or "none found"),
        ("models", ", ".join(entry.name for entry in entries if not entry.problem) or "none"),
        *(("unusable model", problem) for problem in broken),
        ("settings", str(paths.settings_file())),
        ("own models", str(paths.user_models())),
        ("log", str(paths.log_file())),
    ]


def display() -> str:
    """The screen that a window would open on; empty when there is none."""
    if sys.platform in ("win32", "darwin"):
        return sys.platform
    # An explicit platform such as `offscreen` needs no screen.
    found = (os.environ.get(name, "") for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"))
    return next((value for value in found if value), "")
