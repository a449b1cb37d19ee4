"""What an installation of the application alone brings: its size, its licences, and nothing of training."""

import json
import tomllib
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LIMIT_BYTES = 10**9
NOT_IN_THE_APPLICATION = {"tensorflow", "keras", "tf2onnx", "scikit-learn", "scikit-image", "pytest", "opencv-python"}


def test_the_lock_names_public_sources_only() -> None:
    """A mirror or a folder of one machine would make the lock useless on every other."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    sources = {json.dumps(package["source"]) for package in lock["package"]}
    assert sources == {'{"registry": "https://pypi.org/simple"}', '{"editable": "."}'}


def _application() -> dict[str, set[str]]:
    """Every distribution that the application needs here, with the extras asked of it; skips with the GPU's runtime."""
    found: dict[str, set[str]] = {}
    waiting = [Requirement("ferdesk[cpu,stream]")]
    while waiting:
        requirement = waiting.pop()
        name = requirement.name.lower().replace("_", "-")
        if name in found and requirement.extras <= found[name]:
            continue
        found[name] = found.get(name, set()) | requirement.extras
        for text in distribution(name).requires or ():
            needed = Requirement(text)
            extras = found[name] or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(needed)
    return found


@pytest.fixture(scope="module")
def application() -> list[str]:
    try:
        return sorted(_application())
    except PackageNotFoundError as error:
        pytest.skip(
            f"{error.name} is not installed: this environment has the runtime for GPUs, or is not set up by dev.py"
        )


def _licence(name: str) -> str:
    """As the package itself states it: the expression, a short text, or the classifier."""
    metadata = distribution(name).metadata.json
    stated = str(metadata.get("license_expression") or metadata.get("license") or "")
    classifiers = [text.rpartition(" :: ")[2] for text in metadata.get("classifier", ()) if text.startswith("License")]
    return stated if stated and len(stated) < 80 and "\n" not in stated else " AND ".join(classifiers)


def test_the_application_alone_is_small(application: list[str]) -> None:
    files: list[PackagePath] = [file for name in application for file in distribution(name).files or ()]
    paths = [Path(str(file.locate())) for file in files]
    size = sum(path.stat().st_size for path in paths if path.is_file())
    assert size < LIMIT_BYTES, f"{size / 1e6:.0f} MB"


def test_the_application_brings_no_training(application: list[str]) -> None:
    assert not NOT_IN_THE_APPLICATION & set(application)


def test_no_package_is_under_the_gpl_alone(application: list[str]) -> None:
    for name in application:
        licence = _licence(name)
        assert licence, f"{name} states no licence"
        choices = licence.split(" OR ")
        assert any("GPL" not in choice or "LGPL" in choice for choice in choices), f"{name} is under {licence}"


def test_third_party_lists_every_package_with_its_licence(application: list[str]) -> None:
    rows = [
        f"| {distribution(name).metadata['Name']} | {_licence(name)} |" for name in application if name != "ferdesk"
    ]
    listed = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    wrong = [row for row in rows if row not in listed]
    assert not wrong, "these rows belong into THIRD_PARTY.md:\n" + "\n".join(rows)
