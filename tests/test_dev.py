"""The set-up: what it installs and when, and one clear sentence whenever it cannot."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with nothing set up; `dev` works on it, finds no GPU and may install no system package."""
    for name in ("dev.py", "uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(dev, "STAMP", venv / "ferdesk-setup.json")
    monkeypatch.setattr(dev, "UV_FOLDER", tmp_path / ".uv")
    monkeypatch.setattr(dev, "apt_get", list)
    monkeypatch.setenv("FERDESK_RUNTIME", "cpu")
    return tmp_path


@pytest.fixture
def installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that pip and uv would have been given; they seem to work."""
    commands: list[list[str]] = []

    def install(what: str, command: list[str]) -> None:
        commands.append(command)
        (checkout / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        (checkout / ".venv" / "bin" / "python").touch()

    monkeypatch.setattr(dev, "install", install)
    monkeypatch.setattr(dev, "uv_program", lambda _python: "uv")
    return commands


def test_the_application_is_set_up_from_the_lock_without_training(installed: list[list[str]]) -> None:
    dev.set_up("app")
    (command,) = installed
    assert command[:2] == ["uv", "sync"]
    assert {"--frozen", "--inexact", "--no-default-groups", "cpu"} <= set(command)
    assert not {"train", "dev"} & set(command)


def test_a_second_start_installs_nothing(installed: list[list[str]]) -> None:
    dev.set_up("test")
    installed.clear()
    dev.set_up("test")
    dev.set_up("app")
    assert installed == []


def test_tests_need_more_than_the_application(installed: list[list[str]]) -> None:
    dev.set_up("app")
    dev.set_up("test")
    assert {"--group", "dev", "--extra", "train", "stream", "cpu"} <= set(installed[1])
    assert "stream" in installed[0]
    assert "train" not in installed[0]


@pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml"])
def test_a_changed_lock_is_installed(checkout: Path, installed: list[list[str]], name: str) -> None:
    dev.set_up("app")
    (checkout / name).write_text((checkout / name).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    dev.set_up("app")
    assert len(installed) == 2


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\x00{", b'{"app": 1}'])
def test_a_damaged_stamp_means_set_up_again(checkout: Path, installed: list[list[str]], content: bytes) -> None:
    dev.set_up("app")
    (checkout / ".venv" / "ferdesk-setup.json").write_bytes(content)
    dev.set_up("app")
    assert len(installed) == 2


def test_a_card_that_came_or_went_changes_the_runtime(
    checkout: Path, installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up("app")
    (checkout / ".venv/lib/python3.11/site-packages/onnxruntime-1.28.0.dist-info").mkdir(parents=True)
    monkeypatch.setenv("FERDESK_RUNTIME", "gpu")
    dev.set_up("app")
    assert installed[1][1:3] == ["pip", "uninstall"]
    assert installed[1][-2:] == ["onnxruntime", "onnxruntime-gpu"]
    assert "gpu" in installed[2]


def test_a_change_of_runtime_that_fails_is_not_taken_for_done(
    checkout: Path, installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up("app")
    (checkout / ".venv/lib/python3.11/site-packages/onnxruntime-1.28.0.dist-info").mkdir(parents=True)

    def fails(what: str, command: list[str]) -> None:
        installed.append(command)
        if "sync" in command:
            raise dev.SetupError(what)

    with monkeypatch.context() as offline:
        offline.setattr(dev, "install", fails)
        offline.setenv("FERDESK_RUNTIME", "gpu")
        with pytest.raises(dev.SetupError):
            dev.set_up("app")
    installed.clear()
    dev.set_up("app")
    assert "sync" in installed[0]


def test_a_full_disk_is_noticed_before_the_download(
    installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=3 * 10**9))
    dev.set_up("app")
    dev.PYTHON.unlink()
    monkeypatch.setenv("FERDESK_RUNTIME", "gpu")
    with pytest.raises(dev.SetupError, match=r"has 3.0 GB left and 5 GB are needed"):
        dev.set_up("app")


def test_an_old_python_uses_a_fitting_one(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fitting = checkout / "python3.11"
    fitting.touch(mode=0o755)
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", str(checkout))
    assert dev.interpreter() == (str(fitting), "3.11")
    fitting.unlink()
    with pytest.raises(dev.SetupError, match=r"needs Python 3.11 or 3.12 and this is 3.9: install python3.11"):
        dev.interpreter()


def test_what_is_missing_is_named_in_one_command(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / ".venv").mkdir()
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(dev, "FONTS", [checkout])
    assert dev.add_system_packages("app") == ["libegl1", "fonts-dejavu-core"]
    assert capsys.readouterr().err.endswith("apt-get install -y libegl1 fonts-dejavu-core\n")


def test_a_machine_that_cannot_install_is_tried_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / ".venv").mkdir()
    tried: list[list[str]] = []
    monkeypatch.setattr(dev, "missing_packages", lambda _level: ["libegl1"])
    monkeypatch.setattr(dev, "apt_get", lambda: ["apt-get"])

    def fails(command: list[str], _environment: dict[str, str]) -> tuple[int, str]:
        tried.append(command)
        return 100, ""

    monkeypatch.setattr(dev, "passed_on", fails)
    dev.add_system_packages("app")
    assert [command[1] for command in tried] == ["install", "update", "install"]
    dev.add_system_packages("app")
    assert len(tried) == 3


@pytest.mark.parametrize(
    ("missing", "display"), [([], ":0"), (["libxcb-cursor0"], None), (["fonts-dejavu-core"], ":0")]
)
def test_a_window_that_cannot_open_becomes_a_run_without_one(
    installed: list[list[str]], monkeypatch: pytest.MonkeyPatch, missing: list[str], display: str | None
) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []

    def execve(_path: Path, command: list[str], environment: dict[str, str]) -> None:
        started.append((command, environment))
        raise SystemExit

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(dev, "add_system_packages", lambda _level: missing)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(SystemExit):
        dev.ferdesk(["run", "--source", "demo"])
    ((command, environment),) = started
    assert command[1:] == ["-m", "ferdesk", "run", "--source", "demo"]
    assert environment.get("DISPLAY") == display


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], ["run"]),
        (["--source", "demo"], ["run", "--source", "demo"]),
        (["analyze", "clip.mkv"], ["analyze", "clip.mkv"]),
    ],
)
def test_run_hands_its_arguments_on(given: list[str], passed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "ferdesk", started.append)
    dev.main(["run", *given])
    assert started[0] == passed


def test_all_checks_run_even_when_one_fails(
    checkout: Path, installed: list[list[str]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "BIN", Path("/bin"))
    monkeypatch.setattr(dev, "missing_packages", lambda _level: [])
    assert dev.stages({"first": ["false"], "second": ["true"]}) == 1
    assert re.search(r"first +FAILED \(1\).*\nsecond +passed", capfd.readouterr().out)
    assert dev.stages({"second": ["true"]}) == 0


def _dev(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-S", str(checkout / "dev.py"), *arguments]
    settings = {"FERDESK_RUNTIME": "cpu", "HOME": str(checkout), **environment}
    return subprocess.run(command, env=settings, cwd=checkout, capture_output=True, text=True, check=False)


def test_without_a_network_one_sentence_says_so(checkout: Path) -> None:
    path = os.environ["PATH"]
    if not any(dev.succeeds([name, "-m", "pip", "--version"]) for name in (sys.executable, "python3")):
        pytest.skip("no pip on this machine")
    unreachable = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    answer = _dev(checkout, "setup", PATH=path, **unreachable)
    assert answer.returncode == 2
    last = answer.stderr.splitlines()[-1]
    assert last.startswith("dev.py: Fetching uv with pip failed because the package index cannot be reached: ")
    assert "Traceback" not in answer.stderr


def test_without_pip_one_sentence_says_so(checkout: Path) -> None:
    if dev.succeeds([sys.executable, "-m", "pip", "--version"]):
        pytest.skip("this environment has a pip of its own")
    answer = _dev(checkout, "setup", PATH=str(checkout))
    assert answer.returncode == 2
    assert re.fullmatch(r"dev.py: setting up .*\ndev.py: pip is missing for .*\n", answer.stderr)


@pytest.mark.parametrize(("arguments", "exit_code"), [((), 0), (("--help",), 0), (("frobnicate",), 2)])
def test_help_names_the_two_commands(checkout: Path, arguments: tuple[str, ...], exit_code: int) -> None:
    answer = _dev(checkout, *arguments)
    assert answer.returncode == exit_code
    assert "python3 dev.py run" in answer.stdout
    assert "python3 dev.py test" in answer.stdout
