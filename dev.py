"""Sets ferdesk up from its lock file and runs it; needs Python 3.11 or 3.12 with pip, and nothing else.

    python3 dev.py run [ARGS]     set up, then start ferdesk (ARGS are ferdesk's own: `run analyze clip.mkv`)
    python3 dev.py test [ARGS]    set up with the tools for tests and training, then every check and every test
                                  (with ARGS: only pytest, with these arguments)
    python3 dev.py setup          the set-up of `run`, nothing else
    python3 dev.py check | fix    ruff, mypy and the import contracts | let ruff format and repair what it can
    python3 dev.py bench [ARGS]   ferdesk bench; `performance` measures all and writes docs/performance.md;
                                  `translations` collects the window's texts and compiles their translations

Everything goes to .venv and .uv in this folder; system packages only where apt-get may be used without a password. A
later start needs neither time nor a network. FERDESK_RUNTIME=cpu or gpu overrides the search for a GPU.
"""

from __future__ import annotations  # old Pythons must be able to read this, to be told which one to use

import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "ferdesk-setup.json"
UV_VERSION = "0.13.9"
UV_FOLDER = ROOT / ".uv" / UV_VERSION
PYTHON_VERSIONS = ("3.11", "3.12")

# What a set-up contains, and the room on disk it needs. A smaller one never removes what a larger one brought.
STREAM = ["--extra", "stream"]  # small, and loaded only when a live stream is switched on
OPTIONS = {"app": ["--no-default-groups", *STREAM], "test": ["--group", "dev", *STREAM, "--extra", "train"]}
ROOM_GB = {"app": 2, "test": 6, "cpu": 0, "gpu": 3}

# What PySide6 loads at run time for a window under X11, each with the Debian package that has it.
LIBRARIES = """
libEGL.so.1 libegl1  libGL.so.1 libgl1  libxkbcommon-x11.so.0 libxkbcommon-x11-0  libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1  libxcb-cursor.so.0 libxcb-cursor0  libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0  libxcb-keysyms.so.1 libxcb-keysyms1  libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0  libxcb-shape.so.0 libxcb-shape0  libxcb-xkb.so.1 libxcb-xkb1
libxcb-xfixes.so.0 libxcb-xfixes0  libgthread-2.0.so.0 libglib2.0-0
"""
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
TEST_PROGRAMS = {"Xvfb": "xvfb", "strace": "strace"}
FONT_PACKAGE = "fonts-dejavu-core"
DISPLAYS = ("DISPLAY", "QT_QPA_PLATFORM")

PYTEST = ["python", "-m", "pytest"]
EVERYTHING = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]  # each has TensorFlow in its memory
RUFF = ["python", "-m", "ruff"]
CHECKS = {
    "ruff check": [*RUFF, "check"],
    "ruff format": [*RUFF, "format", "--check"],
    "mypy": ["python", "-m", "mypy"],
    "import contracts": ["lint-imports"],
}
STAGED = {"check": CHECKS, "fix": {"ruff check": [*RUFF, "check", "--fix"], "ruff format": [*RUFF, "format"]}}

# How pip and uv say that there is no network; "no matching distribution" is all that pip says at its end.
NO_NETWORK = re.compile(
    r"dns error|name resolution|error sending request|failed to (fetch|lookup)|could not connect|connection refused"
    r"|network is unreachable|max retries|timed out|no matching distribution",
    re.IGNORECASE,
)


class SetupError(Exception):
    """The set-up cannot go on; the message is one sentence that says why and what to do."""


def say(text: str) -> None:
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def passed_on(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Runs a command, shows its output line by line, and returns its exit code and that output."""
    lines = []
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace"
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            print(line, end="", file=sys.stderr, flush=True)
    return process.returncode, "".join(lines)


def install(what: str, command: list[str]) -> None:
    """Runs pip or uv, unimpressed by another environment or a user's defaults; a failure becomes one sentence."""
    foreign = ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_REQUIRE_VIRTUALENV")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    environment |= {"UV_PROJECT_ENVIRONMENT": str(VENV), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    status, output = passed_on(command, environment)
    if status == 0:
        return
    if "no space left" in output.lower():
        raise SetupError(f"{what} failed because the disk is full: free some gigabytes, then run the same command.")
    if NO_NETWORK.search(output):
        raise SetupError(f"{what} failed because the package index cannot be reached: the first start needs a network.")
    raise SetupError(f"{what} failed: the reason stands in the lines above.")


def interpreter() -> tuple[str, str]:
    """Path and version of the Python to use: this one, or another on PATH when this one does not fit."""
    mine = "{}.{}".format(*sys.version_info[:2])
    if mine in PYTHON_VERSIONS:
        return sys.executable, mine
    for version in PYTHON_VERSIONS:
        if found := shutil.which(f"python{version}"):
            return found, version
    raise SetupError(f"ferdesk needs Python 3.11 or 3.12 and this is {mine}: install python3.11, then try again.")


def runtime() -> str:
    """`gpu` where an NVIDIA card is really there, else `cpu`."""
    asked = os.environ.get("FERDESK_RUNTIME", "")
    if asked in ("cpu", "gpu"):
        return asked
    listed = any(Path("/proc/driver/nvidia/gpus").glob("*"))
    there = listed or (shutil.which("nvidia-smi") is not None and succeeds(["nvidia-smi", "-L"]))
    return "gpu" if there else "cpu"


def fingerprint(version: str, onnxruntime: str) -> str:
    """Changes whenever an installation that was right might no longer be."""
    digest = hashlib.sha256(f"{UV_VERSION} {version} {onnxruntime}".encode())
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def uv_program(python: str) -> str:
    """The pinned uv, fetched with pip into a folder of its own: allowed also where the system manages its Python."""
    program = UV_FOLDER / "bin" / ("uv.exe" if os.name == "nt" else "uv")
    if program.is_file():
        return str(program)
    for candidate in (sys.executable, python, shutil.which("python3") or python):
        if succeeds([candidate, "-m", "pip", "--version"]):
            break
    else:
        raise SetupError(
            f"pip is missing for {python}: install it (Debian: apt-get install python3-pip) and try again."
        )
    pip = [candidate, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(UV_FOLDER)]
    install("Fetching uv with pip", [*pip, f"uv=={UV_VERSION}"])
    return str(program)


def drop_other_runtime(uv: str, onnxruntime: str) -> None:
    """Takes both ONNX Runtime packages out when the wrong one is there: they share files, so neither may stay."""
    wrong = {"cpu": "onnxruntime_gpu", "gpu": "onnxruntime"}[onnxruntime]
    if any(VENV.glob(f"**/site-packages/{wrong}-*.dist-info")):
        STAMP.unlink(missing_ok=True)  # should the installation fail after this, no start may take it for done
        uninstall = [uv, "pip", "uninstall", "--python", str(PYTHON), "onnxruntime", "onnxruntime-gpu"]
        install("Changing the ONNX Runtime", uninstall)


def set_up(level: str) -> None:
    """Brings .venv to what the lock file says, unless the stamp shows that it is there already."""
    python, version = interpreter()
    onnxruntime = runtime()
    key = fingerprint(version, onnxruntime)
    if PYTHON.exists() and read_stamp().get(level) == key:
        return
    if not os.access(ROOT, os.W_OK):
        raise SetupError(f"you may not write to {ROOT}: set ferdesk up as its owner, or in a copy of your own.")
    free_gb, needed_gb = shutil.disk_usage(ROOT).free / 1e9, ROOM_GB[level] + ROOM_GB[onnxruntime]
    if not PYTHON.exists() and free_gb < needed_gb:
        raise SetupError(f"the disk of {ROOT} has {free_gb:.1f} GB left and {needed_gb} GB are needed: free some.")
    say(f"setting up .venv for Python {version} on the {onnxruntime.upper()} (once; later starts need no network)")
    uv = uv_program(python)
    drop_other_runtime(uv, onnxruntime)
    command = [uv, "sync", "--frozen", "--inexact", "--python", python, "--extra", onnxruntime, *OPTIONS[level]]
    if Path("/etc/ssl/certs/ca-certificates.crt").is_file():  # pip trusts these too: a company's own may be among them
        command.append("--system-certs")
    install("Installing the packages of uv.lock", command)
    STAMP.write_text(json.dumps(dict.fromkeys(("app", level), key)), encoding="utf-8")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(level: str) -> list[str]:
    """Debian packages whose library, program or font is really not there."""
    if sys.platform != "linux":
        return []
    needed = re.findall(r"(\S+\.so\S*) (\S+)", LIBRARIES)
    missing = [package for library, package in needed if not loads(library)]
    if not any(any(folder.glob("**/*.[to]tf")) for folder in FONTS):
        missing.append(FONT_PACKAGE)
    if level == "test":
        missing += [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]
    return missing


def apt_get() -> list[str]:
    """The start of an apt-get command that asks no question, or nothing where that is not allowed."""
    program = shutil.which("apt-get")
    if program is None or os.geteuid() == 0:
        return [program] if program else []
    sudo = shutil.which("sudo")
    return [sudo, "-n", program] if sudo and succeeds([sudo, "-n", "true"]) else []


def add_system_packages(level: str) -> list[str]:
    """Installs what a window or a test needs from the system, where that is allowed; returns what is still missing."""
    missing = missing_packages(level)
    given_up = read_stamp().get("given_up") == " ".join(missing)  # a machine that is offline is tried once
    if missing and not given_up and (command := apt_get()):
        say(f"installing {' '.join(missing)}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = [*command, "install", "-y", "-q", "--no-install-recommends", *missing]
        if passed_on(packages, environment)[0] != 0:  # a fresh image has no package lists
            passed_on([*command, "update", "-q"], environment)
            passed_on(packages, environment)
        missing = missing_packages(level)
        STAMP.write_text(json.dumps({**read_stamp(), "given_up": " ".join(missing)}), encoding="utf-8")
    if missing:
        sudo = "" if os.geteuid() == 0 else "sudo "
        say(f"system packages are missing; please run: {sudo}apt-get install -y {' '.join(missing)}")
    return missing


def ferdesk(arguments: list[str]) -> NoReturn:
    """Sets up and starts the application in place of this process, so that signals and the exit code are its own."""
    set_up("app")
    cannot_open = set(add_system_packages("app")) - {FONT_PACKAGE} and "WAYLAND_DISPLAY" not in os.environ
    # Qt would abort the process; without a display ferdesk works headless.
    environment = {name: value for name, value in os.environ.items() if not (cannot_open and name in DISPLAYS)}
    os.execve(PYTHON, [str(PYTHON), "-m", "ferdesk", *arguments], environment)  # noqa: S606 - no shell is wanted


def stages(commands: dict[str, list[str]]) -> int:
    """Runs every command, also after one that failed, and prints what each came to."""
    set_up("test")
    add_system_packages("test")
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    results = []
    for name, command in commands.items():
        say(f"{name} ...")
        start = time.monotonic()
        program = [str(BIN / command[0]), *command[1:]]
        status = subprocess.run(program, cwd=ROOT, env=environment, check=False).returncode
        results.append((name, status, time.monotonic() - start))
    for name, status, seconds in results:
        print(f"{name:18} {'passed' if status == 0 else f'FAILED ({status})':12} {seconds:6.1f} s", flush=True)
    return 1 if any(status for _, status, _ in results) else 0


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0] if arguments else "--help"), arguments[1:]
    if command in ("run", "bench"):  # `run --source demo` and `run analyze clip.mkv` mean what they do after `ferdesk`
        ferdesk(rest if command == "run" and rest and not rest[0].startswith("-") else [command, *rest])
    if command == "test":
        return stages({"pytest": [*PYTEST, *rest]} if rest else {**CHECKS, "pytest": [*PYTEST, *EVERYTHING]})
    if command in ("performance", "translations"):
        return stages({command: ["python", f"docs/{command}.py", *rest]})
    if command in STAGED:
        return stages(STAGED[command])
    if command == "setup":
        set_up("app")
        return 1 if add_system_packages("app") else 0
    print(__doc__)
    return 0 if command in ("-h", "--help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        say(str(error))
    except OSError as error:
        say(f"cannot read or write {error.filename}: {error.strerror}.")
    except KeyboardInterrupt:
        say("stopped; the same command goes on from here.")
    sys.exit(2)
