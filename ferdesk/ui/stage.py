"""The window that is on show. In another language it is a new one, on the same running engine."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ferdesk.ui import languages
from ferdesk.ui.desk import Desk, Engine
from ferdesk.ui.settings import Settings

Builder = Callable[[QApplication, Engine, Settings, Path], Desk]


class Stage(QObject):
    """Holds the desk in use.

    Every text of a window is made in the language in force at that moment. Making all of it anew is simpler than
    telling each widget how to say its texts again, and cannot forget one.
    """

    def __init__(self, application: QApplication, engine: Engine, settings_path: Path, builder: Builder) -> None:
        super().__init__()
        self._application = application
        self._engine = engine
        self._settings_path = settings_path
        self._builder = builder
        self.desk: Desk

    def open(self, settings: Settings) -> Desk:
        """Makes the first window, in the language that is remembered, and shows it."""
        languages.install(self._application, settings.language)
        self._show(settings)
        return self.desk

    def close(self) -> None:
        """Closes the window that is open, as the user would."""
        self.desk.window.close()

    def _show(self, settings: Settings) -> None:
        self.desk = self._builder(self._application, self._engine, settings, self._settings_path)
        self.desk.choices.language_chosen.connect(self._on_language_chosen)
        self.desk.window.show()

    def _on_language_chosen(self, language: str) -> None:
        former = self.desk
        if former.busy:
            former.window.banner.say(former.busy, "warning")
            former.show_language()
            return
        former.preferences.change(language=language, geometry=former.window.geometry_text())
        languages.install(self._application, language)
        self._show(former.preferences.now)
        self.desk.take_over(former)
        former.retire()
