"""Fixtures for every test: real clips, folders of its own, a screen on request, and nothing left behind.

Tests never see the settings of the person who runs them, and need no display: Qt draws offscreen unless told otherwise.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
T = TypeVar("T")
GRACE_S = 3.0  # a thread that was asked to stop may need a moment

# Not ours to stop: they live as long as the interpreter, and the libraries that start them offer no way to end them.
LASTING_THREADS = (
    "tqdm_monitor",
    "TMonitor",
    "AsyncProcess",
    "Profile",
    "IO loop",
    "Dask-Callback-Thread",
    "Dask-Offload",
)
LASTING_PROCESSES = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"no {folder}: this test needs the {name} folder that is kept beside the checkout")
    return folder


@pytest.fixture(scope="session")
def media() -> Path:
    """The folder of real clips beside the checkout; skips where there is none."""
    return _shared("media")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of face data sets beside the checkout; skips where there is none."""
    return _shared("data")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, models and logs of each test go to a folder of its own; its path is the value."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    return home


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """A screen of 1600x1000 points without a monitor (Xvfb), as the value of DISPLAY; skips where Xvfb is missing."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("no Xvfb: this test opens a real window (apt-get install xvfb)")
    read_end, write_end = os.pipe()
    command = [program, "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        try:
            if not number:
                pytest.skip("Xvfb does not start here, and this test opens a real window")
            yield f":{number}"
        finally:
            server.terminate()


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.name.startswith(LASTING_THREADS)}


def _processes() -> set[int]:
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            command = " ".join(child.cmdline())
            if child.status() != psutil.STATUS_ZOMBIE and not any(name in command for name in LASTING_PROCESSES):
                found.add(child.pid)
        except psutil.NoSuchProcess:
            continue
    return found


def _windows() -> set[str]:
    """Titles of the visible top-level widgets, without importing Qt for a test that did not."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    shown = (widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible())
    return {f"{type(widget).__name__} '{widget.windowTitle()}'" for widget in shown}


def _left_over(before: set[T], now: Callable[[], set[T]]) -> set[T]:
    """What is there that was not there before, after a moment to finish."""
    deadline = time.monotonic() + GRACE_S
    while (left := now() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fails a test that leaves a thread, a process or a visible window behind."""
    threads, processes, windows = _threads(), _processes(), _windows()
    yield
    left = {
        "threads": sorted(thread.name for thread in _left_over(threads, _threads)),
        "processes": sorted(_left_over(processes, _processes)),
        "windows": sorted(_left_over(windows, _windows)),
    }
    if any(left.values()):
        pytest.fail(f"left behind by this test: { {kind: names for kind, names in left.items() if names} }")
