"""The files of the translations: complete, and what is made of the texts and of the files as they are now."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator

from ferdesk.core import paths

FILES = ("ferdesk_id", "qtbase_id")
_PLACES = re.compile(r"\{[^{}]*\}|%\w")
Text = tuple[str, str]
"""Its context and what it is in English."""


@pytest.fixture(scope="module")
def made() -> ModuleType:
    """`docs/translations.py`, which is no module of a package."""
    file = Path(__file__).resolve().parents[2] / "docs" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(file: Path) -> dict[Text, ElementTree.Element]:
    """Every message of a file for translators."""
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):  # noqa: S314  # our own file
        for message in context.iter("message"):
            found[context.findtext("name", ""), message.findtext("source", "")] = message
    return found


def translations(name: str) -> dict[Text, str]:
    """What stands for each text."""
    read = messages(paths.translations() / f"{name}.ts")
    return {text: message.findtext("translation", "") for text, message in read.items()}


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_translated(name: str) -> None:
    read = messages(paths.translations() / f"{name}.ts")
    unfinished = [
        text for text, message in read.items() if (one := message.find("translation")) is None or one.get("type")
    ]
    assert len(read) > 200
    assert unfinished == []
    assert [text for text, translated in translations(name).items() if not translated.strip()] == []


@pytest.mark.parametrize("name", FILES)
def test_the_places_of_a_text_are_in_its_translation(name: str) -> None:
    wrong = [
        (source, translated)
        for (_, source), translated in translations(name).items()
        if sorted(_PLACES.findall(source)) != sorted(_PLACES.findall(translated))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_a_key_in_a_menu_stays_a_key(name: str) -> None:
    wrong = [text for text, translated in translations(name).items() if text[1].count("&") != translated.count("&")]
    assert wrong == []


def test_all_texts_of_the_window_are_with_the_translators(made: ModuleType, tmp_path: Path) -> None:
    now = tmp_path / "now.ts"
    made.gather(now)
    assert set(messages(now)) == set(translations("ferdesk_id")), "run `python3 dev.py translations`"


def test_all_sentences_of_the_engine_are_in_the_table(made: ModuleType) -> None:
    assert made.TABLE.read_text(encoding="utf-8") == made.table(), "run `python3 dev.py translations`"


@pytest.mark.parametrize("name", FILES)
def test_what_the_window_loads_is_made_of_the_translations(name: str, made: ModuleType, tmp_path: Path) -> None:
    source = paths.translations() / f"{name}.ts"
    again = tmp_path / "again.qm"
    made.release(source, again)
    assert again.read_bytes() == source.with_suffix(".qm").read_bytes(), "run `python3 dev.py translations`"


def test_the_texts_of_qt_are_texts_of_qt() -> None:
    """Those that Qt's own German knows; a misspelt one would never be shown."""
    german = QTranslator()
    assert german.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    unknown = [(context, text) for context, text in translations("qtbase_id") if german.translate(context, text) == ""]
    assert unknown == []
