"""Settings come back as they were kept, and a broken file costs nothing but what it held."""

import json
import random
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from ferdesk.core.errors import ExportError
from ferdesk.ui import settings as stored
from ferdesk.ui.settings import Settings
from tests.ui.conftest import Rig

CHANGED = Settings(
    camera="BRIO",
    models=("b", "a"),
    detector="far",
    provider="cpu",
    smoothing=0.25,
    threshold=0.0,
    timeline_s=120,
    theme="light",
    mirror=False,
    hidden_panels=("timeline",),
    folder="/somewhere",
    geometry="AAEC",
)


def test_they_come_back_as_they_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    stored.write(CHANGED, path)
    assert stored.read(path) == (CHANGED, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_a_first_start_has_the_defaults_and_nothing_to_say(tmp_path: Path) -> None:
    assert stored.read(tmp_path / "settings.json") == (Settings(), "")


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_become_defaults_and_one_sentence(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "settings.json"
    noise = random.Random(seed).randbytes(seed * 37)
    path.write_bytes(noise)
    settings, problem = stored.read(path)
    assert settings == Settings()
    assert "settings.json.bad" in problem
    assert (tmp_path / "settings.json.bad").read_bytes() == noise
    assert not path.exists()


@pytest.mark.parametrize("text", ["[]", "3", "null", "{", "[" * 100_000, '"text"', ""])
def test_json_that_is_no_settings_file_counts_as_broken(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    settings, problem = stored.read(path)
    assert settings == Settings()
    assert problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("camera", 3),
        ("models", "all"),
        ("models", [1]),
        ("models", ["x"] * 13),
        ("detector", "middle"),
        ("detector", []),
        ("provider", None),
        ("smoothing", 1.5),
        ("smoothing", True),
        ("smoothing", "0.5"),
        ("threshold", -1),
        ("timeline_s", 31),
        ("timeline_s", {}),
        ("theme", "pink"),
        ("mirror", 1),
        ("hidden_panels", {"a": 1}),
        ("folder", "x" * 5000),
        ("geometry", "not base64!"),
    ],
)
def test_one_bad_value_costs_only_itself(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    stored.write(CHANGED, path)
    fields = json.loads(path.read_text())
    path.write_text(json.dumps({**fields, name: value, "from_a_later_version": 1}))
    settings, problem = stored.read(path)
    for field in fields:
        expected = getattr(Settings() if field == name else CHANGED, field)
        assert getattr(settings, field) == expected, field
    assert problem == ""


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be kept in"):
        stored.write(Settings(), tmp_path / "file" / "settings.json")


def test_a_change_is_written_by_a_job_and_back_after_the_next_start(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig()
    rig.begin()
    rig.desk.panels.controls.smoothing.slider.setValue(80)
    rig.desk.panels.controls.threshold.slider.setValue(10)
    assert not rig.settings_path.exists()
    rig.desk.preferences.save()
    rig.tick()
    settings, problem = stored.read(rig.settings_path)
    assert (settings.smoothing, settings.threshold, problem) == (0.8, 0.1, "")

    again = make_rig(settings)
    assert again.desk.panels.controls.smoothing.slider.value() == 80
    assert again.desk.panels.controls.threshold.slider.value() == 10


def test_place_and_size_are_kept_when_the_window_closes(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig(size=(1111, 700))
    rig.begin()
    rig.desk.window.close()
    settings, _problem = stored.read(rig.settings_path)
    assert make_rig(settings).desk.preferences.now.geometry == settings.geometry != ""


def test_settings_that_cannot_be_written_are_told(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig()
    rig.begin()
    rig.settings_path.parent.parent.mkdir(exist_ok=True)
    rig.settings_path.parent.write_text("a file where the folder should be")
    rig.desk.preferences.save()
    rig.tick()
    assert any("cannot be kept" in text for text in rig.desk.window.banner.texts)
