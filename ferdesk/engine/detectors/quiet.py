"""Keeps a library's own log lines off the user's terminal without losing anyone else's. Any thread."""

import contextlib
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import IO

if sys.platform == "linux":
    import fcntl

_STDERR = 2
_GLOG = re.compile(rb"^(?:WARNING: All log messages before absl|[IWEF]\d{4} ).*\n?", re.MULTILINE)
_TFLITE = re.compile(
    rb"^(?:INFO|ERROR): (?P<between>(?:.*\n)*?)"
    rb"(?:Created TensorFlow Lite XNNPACK delegate for CPU\.|Initialized TensorFlow Lite runtime\."
    rb"|The model is not a valid Flatbuffer buffer)(?P<after>.+\n)?\n?",
    re.MULTILINE,
)
"""TensorFlow Lite writes the level, the text and the end of a line one by one; another thread's line can stand between
them."""

_one_at_a_time = threading.Lock()


@contextlib.contextmanager
def native_logs_hidden() -> Iterator[None]:
    """Holds back what is written to file descriptor 2 meanwhile, then passes on all but TensorFlow's and glog's lines.

    Only at the descriptor can lines of C++ code be caught. Lines of other threads come a moment later, but come.
    """
    with _one_at_a_time, _scratch() as held:
        try:
            terminal = os.dup(_STDERR)
        except OSError:  # a windowed program may have no stderr at all
            yield
            return
        os.dup2(held.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(terminal, _STDERR)
            os.close(terminal)
            held.seek(0)
            kept = _TFLITE.sub(_others, _GLOG.sub(b"", held.read()))
            if kept:
                os.write(_STDERR, kept)


def _others(found: re.Match[bytes]) -> bytes:
    return found["between"] + (found["after"] or b"")


def _scratch() -> IO[bytes]:
    """A file without a name; in memory where the system can, so that nothing is written outside our own folders."""
    if sys.platform != "linux":
        return tempfile.TemporaryFile()
    descriptor = os.memfd_create("ferdesk-stderr")
    # Linux does not lock the position in such a file: of two lines at once, one would be written over the other.
    fcntl.fcntl(descriptor, fcntl.F_SETFL, os.O_APPEND)
    return os.fdopen(descriptor, "w+b")
