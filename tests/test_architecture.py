"""The rules of the structure that a reader relies on, checked over every file of the tree."""

import ast
import hashlib
import io
import json
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
APPLICATION = sorted((ROOT / "ferdesk").rglob("*.py"))
CODE = [*APPLICATION, *sorted((ROOT / "training").rglob("*.py")), ROOT / "dev.py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

FILE_LINES = 300
FUNCTION_LINES = 60
POSITIONAL_PARAMETERS = 6  # five, and `self`

# The top of each engine thread: whatever happens there becomes a `Failure`, and the thread goes on.
MAY_CATCH_ALL = {
    "ferdesk/engine/capture.py",
    "ferdesk/engine/jobs.py",
    "ferdesk/engine/pipeline.py",
    "ferdesk/session/recorder.py",
    "ferdesk/session/streams.py",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
MADE_HERE = ("icons", "translations")  # they change with the window, and nobody else made them
HEAVY = ("PySide6", "mediapipe", "cv2", "onnxruntime", "onnx", "numpy", "scipy", "pyqtgraph", "av", "duckdb")
REGISTRIES = {
    "ferdesk.engine.detector": "DETECTORS",
    "ferdesk.engine.sources": "SOURCES",
    "ferdesk.ui.app": "PANELS",
    "training.data": "DATASETS",
    "training.models": "MODELS",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _lines_of_code(path: Path) -> set[int]:
    """Numbers of the lines that hold code: no blank lines, no comments, no docstrings."""
    source = path.read_text(encoding="utf-8")
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in skipped:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function | ast.ClassDef | ast.Module) and ast.get_docstring(node) is not None:
            text = node.body[0]
            lines.difference_update(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    return lines


def _handlers(path: Path) -> Iterator[tuple[int, str]]:
    """Line and caught type of every `except`; the type is empty for a bare one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            yield node.lineno, ast.unparse(node.type) if node.type else ""


def _tracked(folder: str = "") -> list[Path]:
    """Files that git knows of; skips where this is no checkout."""
    answer = subprocess.run(["git", "ls-files", "-z", folder or "."], cwd=ROOT, capture_output=True, check=False)
    if answer.returncode != 0:
        pytest.skip("this is not a git checkout: nothing says which files belong to the project")
    return [path for name in answer.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert " 0 broken" in answer.stdout


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_files_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES, "split it: it has two owners by now"
    code = _lines_of_code(path)
    for function in _functions(path):
        size = len(code.intersection(range(function.lineno, (function.end_lineno or 0) + 1)))
        assert size <= FUNCTION_LINES, f"{function.name} has {size} lines of code"
        positional = len(function.args.posonlyargs) + len(function.args.args)
        assert positional <= POSITIONAL_PARAMETERS, f"{function.name} takes {positional} parameters by position"


@pytest.mark.parametrize("path", [*CODE, *TESTS], ids=_name)
def test_every_module_says_what_it_is(path: Path) -> None:
    if path.name == "__init__.py" and not path.read_bytes().strip():
        return
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "the module has no docstring"
    assert not FORBIDDEN_NAMES.intersection(path.relative_to(ROOT).with_suffix("").parts), "the name says nothing"


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_errors_are_caught_by_name(path: Path) -> None:
    for line, caught in _handlers(path):
        assert caught, f"bare except in line {line}"
        if caught == "Exception":
            assert _name(path) in MAY_CATCH_ALL, f"line {line} catches everything"


@pytest.mark.parametrize("path", APPLICATION, ids=_name)
def test_the_application_prints_nothing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        assert not is_print, f"print in line {getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_open_work_names_its_issue(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            assert re.search(r"#\d+|https://", line), f"line {number} names no issue"


def test_the_command_line_starts_light() -> None:
    """`ferdesk --help` and a typing mistake must not wait for Qt or MediaPipe."""
    program = f"import json, sys, ferdesk.cli; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout) == []


def _changes(path: Path, names: set[str]) -> Iterator[str]:
    """Statements in which a file adds to or removes from one of the tables of that name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        stored = isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load)
        called = isinstance(node, ast.Attribute) and node.attr in ("update", "setdefault", "pop", "append", "clear")
        if isinstance(node, ast.Subscript | ast.Attribute) and (stored or called) and ast.unparse(node.value) in names:
            yield f"{_name(path)}: {ast.unparse(node)}"


@pytest.mark.parametrize(("module", "name"), REGISTRIES.items())
def test_registries_are_one_table(module: str, name: str) -> None:
    """Read the table, and you know all there is; that its entries work is tested where they live."""
    spec = find_spec(module)  # importing would load Keras
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    assert sum(ast.unparse(target) == name for target in _targets(tree)) == 1


def _targets(tree: ast.Module) -> Iterator[ast.expr]:
    """What is bound at the top of a module."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            yield node.target
        elif isinstance(node, ast.Assign):
            yield from node.targets


def test_every_panel_has_its_place() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "ferdesk/ui/panels").glob("*.py")]
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    panels = {node.name for node in classes if "Panel" in map(ast.unparse, node.bases)}
    app = ast.parse((ROOT / "ferdesk/ui/app.py").read_text(encoding="utf-8"))
    (table,) = [
        node.value for node in app.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PANELS"
    ]
    assert isinstance(table, ast.Dict)
    assert {ast.unparse(key) for key in table.keys if key} == panels


def test_nothing_is_added_to_a_registry_from_elsewhere() -> None:
    names = set(REGISTRIES.values())
    assert not [change for path in CODE for change in _changes(path, names)]


def test_nothing_of_the_shared_folder_is_committed() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}: there is nothing to compare with")
    tracked: dict[int, list[Path]] = {}
    for path in _tracked():
        tracked.setdefault(path.stat().st_size, []).append(path)
    folders = (SHARED / "media", SHARED / "data")
    kept = [
        path for folder in folders for path in folder.rglob("*") if path.is_file() and path.stat().st_size in tracked
    ]
    for path in kept:
        copies = [_name(copy) for copy in tracked[path.stat().st_size] if _sha256(copy) == _sha256(path)]
        assert not copies, f"{copies} is {path}"


def _known_hashes(path: Path, readme: str) -> list[str]:
    """Lines of assets/README.md, or of the listing beside the file, that speak of it."""
    name = path.relative_to(ROOT / "assets").as_posix()
    listing = path.with_name("SHA256SUMS")
    beside = listing.read_text(encoding="utf-8") if listing.is_file() else ""
    return [line for line in readme.splitlines() if name in line] + [
        line for line in beside.splitlines() if line.endswith(f"  {path.name}")
    ]


def test_every_asset_states_its_hash() -> None:
    readme = (ROOT / "assets" / "README.md").read_text(encoding="utf-8")
    for path in _tracked("assets"):
        folder = path.relative_to(ROOT / "assets").parts[0]
        if path.name in ("SHA256SUMS", "README.md"):
            continue
        assert f"`{folder}/" in readme, (
            f"assets/README.md does not say where {folder}/ is from, and under which licence"
        )
        if folder not in MADE_HERE:
            lines = _known_hashes(path, readme)
            assert any(_sha256(path) in line for line in lines), f"nothing states the SHA-256 of {path}"
