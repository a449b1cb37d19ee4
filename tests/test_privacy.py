"""Proof by the kernel's own record that ferdesk speaks to nobody and writes nowhere but in its own folders.

The real application runs under strace, without the variables by which a library would keep quiet in a test but not on a
user's computer (ONNX Runtime's uploader, for one, is silent where CI is set).
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 100
CALLS = (
    "socket,?open,openat,?openat2,?creat,?rename,?renameat,renameat2,?mkdir,mkdirat,?mknod,mknodat,?link,linkat,"
    "?symlink,symlinkat,truncate,?unlink,unlinkat,?rmdir"
)
QUIETING = re.compile(
    r"^(CI|DO_NOT_TRACK|GITHUB_ACTIONS|GITLAB_CI|BUILD_ID|ORT_.*|TF_.*|GLOG_.*|MEDIAPIPE_.*|.*TELEMETRY.*)$"
)
CHANGING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
QUOTED = re.compile(r'(?:<(?P<folder>[^<>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')

# What the kernel offers under the name of a file and what stores nothing.
SEMAPHORES = Path("/dev/shm")  # noqa: S108 - nothing is kept there
KERNEL = ("/dev/null", "/dev/zero", "/dev/tty", "/dev/dri/", "/dev/nvidia", "/proc/")


@dataclass(frozen=True, slots=True)
class Record:
    """What strace saw: sockets that could reach beyond this computer, refused ones too, and files that were changed."""

    internet: list[str]
    written: list[Path]
    exit_code: int
    output: str

    def outside(self, own: Sequence[Path]) -> list[Path]:
        """Written files that lie in none of the folders."""
        return [path for path in self.written if not any(path == folder or folder in path.parents for folder in own)]


def _calls(text: str) -> Iterator[str]:
    """One line per call, those put together again that another thread interrupted."""
    begun: dict[str, str] = {}
    for line in text.splitlines():
        process, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[process] = call.removesuffix("<unfinished ...>")
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>", call)
        if resumed:
            call = begun.pop(process, "") + call[resumed.end() :]
        if "(" in call:
            yield call


def _written(call: str) -> Iterator[Path]:
    """Paths that a call made, changed or removed; none for one that failed."""
    name = call.partition("(")[0]
    reads = name == "socket" or (name.startswith("open") and not CHANGING.search(call))
    if reads or re.search(r"\) += -1 ", call):
        return
    for match in QUOTED.finditer(call.rpartition(") ")[0]):
        path = os.path.normpath(Path(match["folder"] or ROOT) / match["path"].encode().decode("unicode_escape"))
        if not path.startswith(KERNEL):
            yield Path(path)


def _record(command: Sequence[str], home: Path, **extra: str) -> Record:
    """Runs a command under strace in a home of its own, and reads the record."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("no strace: nothing can count the sockets (apt-get install strace)")
    log = home / "strace.log"
    environment = {name: value for name, value in os.environ.items() if not QUIETING.match(name)}
    environment = {name: value for name, value in environment.items() if not name.startswith("XDG_")}
    # The interpreter's cache of a program's own text is no data of a user.
    environment |= {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1", **extra}
    (home / "tmp").mkdir(parents=True)
    traced = [
        strace,
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-y",
        "-s",
        "4096",
        "-e",
        f"trace={CALLS}",
        "-e",
        "signal=none",
        "-o",
        str(log),
    ]
    with subprocess.Popen(
        [*traced, *command], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            output, _ = process.communicate(timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
            raise
    if "ptrace" in output and "Operation not permitted" in output:
        pytest.skip("this computer permits no tracing (ptrace), so nothing can count the sockets")
    calls = list(_calls(log.read_text(encoding="utf-8", errors="replace")))
    return Record(
        internet=[call for call in calls if re.match(r"socket\(AF_INET6?\b", call)],
        written=sorted({path for call in calls for path in _written(call)}),
        exit_code=process.returncode,
        output=output,
    )


def _own_folders(home: Path) -> list[Path]:
    """Where ferdesk may write.

    fontconfig, the system's font library, keeps its list of the installed fonts for all programs; whichever program
    draws text first after a font was installed writes it.
    """
    kinds = (".config", ".local/share", ".local/state", ".cache")
    fonts = (Path("/var/cache/fontconfig"), home / ".cache/fontconfig")
    return [home / "tmp", *fonts, *(home / kind / "ferdesk" for kind in kinds)]


def _made_on_the_way(home: Path) -> list[Path]:
    """Folders of the desktop standard that may have to be made first; nothing else may appear in them."""
    return [home / kind for kind in (".config", ".local", ".local/share", ".local/state", ".cache")]


def _stray(record: Record, home: Path, *own: Path) -> list[Path]:
    """Files written elsewhere, without the semaphores of Python's own library once they are gone again."""
    stray = record.outside([*_own_folders(home), *own])
    gone = {path for path in stray if path.parent == SEMAPHORES and path.name.startswith("sem.") and not path.exists()}
    return [path for path in stray if path not in gone and path not in _made_on_the_way(home)]


def test_the_counter_sees_a_socket_and_a_file(tmp_path: Path) -> None:
    """The positive control: without it, a broken counter would pass every test below."""
    program = (
        "import pathlib, socket, subprocess, sys;"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close();"
        "pathlib.Path('marker').write_text('x');"
        "subprocess.run([sys.executable, '-c', 'import socket; socket.socket(socket.AF_INET6).close()'])"
    )
    home = tmp_path / "home"
    record = _record(["env", "-C", str(tmp_path), sys.executable, "-c", program], home)
    assert record.exit_code == 0, record.output
    assert [call[:14] for call in record.internet] == ["socket(AF_INET", "socket(AF_INET"]
    assert _stray(record, home) == [tmp_path / "marker"]


def test_analyzing_opens_no_connection_and_no_file_elsewhere(tmp_path: Path) -> None:
    home, results = tmp_path / "home", tmp_path / "results"
    results.mkdir()
    out = results / "demo.csv"
    command = [sys.executable, "-m", "ferdesk", "analyze", "demo", "--seconds", "30", "--out", str(out)]
    record = _record(command, home)
    assert record.exit_code == 0, record.output
    assert out.stat().st_size > 0
    assert re.search(r"a face in [1-9]", record.output), "nothing was analysed"
    assert record.internet == []
    assert _stray(record, home, results) == []


def test_the_window_opens_no_connection_and_no_file_elsewhere(tmp_path: Path, x_display: str) -> None:
    home = tmp_path / "home"
    command = [sys.executable, "-m", "ferdesk", "run", "--source", "demo", "--quit-after", "12"]
    record = _record(command, home, DISPLAY=x_display, QT_QPA_PLATFORM="xcb")
    assert record.exit_code == 0, record.output
    assert home / ".config/ferdesk/settings.json" in record.written, "the window was not there"
    sessions = home / ".local/share/ferdesk/sessions"
    assert [path for path in record.written if sessions in (path, *path.parents)] == [], "nobody asked for a recording"
    assert [path for path in record.written if path.suffix in (".sqlite", ".mkv", ".csv", ".parquet")] == []
    assert record.internet == []
    assert _stray(record, home) == []
