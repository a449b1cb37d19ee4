"""The language of the window: which there are, which one is in force, and every text in it.

A text is written in English where it is shown, as `tr("Frames dropped: {count}", count=3)`; `docs/translations.py`
collects them for the translators. A text that is kept in a table is marked there with `QT_TR_NOOP` and translated when
it is shown. Sentences of the engine, which knows no languages, arrive whole and are recognised by their pattern
(`said`). Files that ferdesk writes are English in every language, and so are their numbers: a number on the screen is a
`Number`, which `tr` makes of every float by itself.
"""

import re
from functools import cache
from typing import Final

from PySide6.QtCore import QT_TR_NOOP, QCoreApplication, QLocale, QTranslator

from ferdesk.core import paths
from ferdesk.ui.sentences import SENTENCES

SYSTEM: Final = "system"
LANGUAGES: Final = {SYSTEM: str(QT_TR_NOOP("Same as the system")), "en": "English", "id": "Bahasa Indonesia"}
"""By code, each in its own language: whoever cannot read the present one must find theirs."""

_PLACE = re.compile(r"\\\{\d+\\\}")
_DECIMAL = re.compile(r"[+-]?\d+\.\d+%?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_installed: list[QTranslator] = []


class Number(float):
    """A number that is written as in the language in force: its decimal mark, its thousands, and a true minus."""

    def __format__(self, form: str) -> str:
        return _marked(super().__format__(form))


def _marked(number: str) -> str:
    locale = QLocale()
    return number.translate({ord("."): locale.decimalPoint(), ord(","): locale.groupSeparator(), ord("-"): "\u2212"})


def whole(count: int) -> str:
    """A count, with its thousands parted."""
    return f"{Number(count):,.0f}"


def grouped(name: str) -> str:
    """A name with counts in it, "PrivateTest (3,589)", with the thousands parted as in the language in force."""
    return _THOUSANDS.sub(QLocale().groupSeparator(), name)


def tr(text: str, **values: object) -> str:
    """An English text in the language in force, with its `{places}` filled."""
    translated = QCoreApplication.translate("", text)
    if not values:
        return translated
    shown = {name: Number(value) if isinstance(value, float) else value for name, value in values.items()}
    return translated.format(**shown)


def said(sentence: str) -> str:
    """A sentence that the engine made, in the language in force; as it is where nobody translated it."""
    translated = QCoreApplication.translate("Sentences", sentence)
    if translated != sentence or not _installed:
        return translated
    for template, pattern in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None:
            return QCoreApplication.translate("Sentences", template).format(*map(_filled, found.groups()))
    return sentence


def _filled(part: str) -> str:
    """What fills a place of a sentence: a number, or words that may be a sentence themselves."""
    return _marked(part) if _DECIMAL.fullmatch(part) else said(part)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Sentences with places, those with most fixed text first, so that the most special one is recognised."""
    templates = sorted((text for text in SENTENCES if "{0}" in text), key=lambda text: -len(text))
    return tuple((text, re.compile(_PLACE.sub("(.+?)", re.escape(text)), re.DOTALL)) for text in templates)


def code_of(language: str) -> str:
    """ "en" or "id" for an entry of `LANGUAGES`; the system's own where that is one of them, else English."""
    if language != SYSTEM:
        return language
    code = QLocale.system().name().partition("_")[0]
    return code if code in LANGUAGES else "en"


def install(application: QCoreApplication, language: str) -> None:
    """Puts a language in force for every text that is made from now on, Qt's own included."""
    for translator in _installed:
        application.removeTranslator(translator)
    _installed.clear()
    code = code_of(language)
    QLocale.setDefault(QLocale(code) if language != SYSTEM else QLocale.system())
    for name in ("qtbase", "ferdesk"):
        translator = QTranslator(application)
        if translator.load(f"{name}_{code}", str(paths.translations())):
            application.installTranslator(translator)
            _installed.append(translator)
