"""What takes longer in a review: looking for disagreements, comparing, exporting, analysing the video again."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TR_NOOP, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from ferdesk.core.compare import Figures, Stretch
from ferdesk.core.types import MOST_MODELS
from ferdesk.ui.bridge import Bridge
from ferdesk.ui.choices import Choices
from ferdesk.ui.display import Panels
from ferdesk.ui.languages import said, tr, whole
from ferdesk.ui.opening import file_dialog
from ferdesk.ui.panels.transport import clock
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.review_dialogs import AgainDialog, AgreementDialog
from ferdesk.ui.reviewing import Reviewing
from ferdesk.ui.steps import Steps, Work
from ferdesk.ui.stored_sessions import ShippedSessions
from ferdesk.ui.window import Window

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry
    from ferdesk.session.again import Again

FORMATS: Final = {
    str(QT_TR_NOOP("Table for spreadsheets (*.csv)")): ".csv",
    str(QT_TR_NOOP("Table for statistics (*.parquet)")): ".parquet",
    str(QT_TR_NOOP("Table for programs (*.json)")): ".json",
    str(QT_TR_NOOP("Report (*.html)")): ".html",
}


class ReviewWork(QObject):
    """One thing at a time, with progress, and a way to call it off.

    Only looking for a disagreement gives way to what is asked for next: all else may have taken an hour.
    """

    def __init__(
        self, sessions: ShippedSessions, reviewing: Reviewing, bridge: Bridge, preferences: Preferences
    ) -> None:
        super().__init__()
        self._sessions = sessions
        self._reviewing = reviewing
        self._preferences = preferences
        self._steps = Steps(bridge, "review")
        self._doing = ""  # what must not be called off by a slip
        self._entries: tuple[ModelEntry, ...] = ()

    def attach(self, window: Window, panels: Panels, choices: Choices) -> None:
        """Names what it speaks to, and listens to it; called once."""
        self._window = window
        self._view = view = panels.review
        view.export_requested.connect(self.on_export_requested)
        view.again_requested.connect(self.on_again_requested)
        view.compare_requested.connect(self.on_compare_requested)
        view.disagreement_requested.connect(self.jump)
        view.cancel_requested.connect(self._steps.cancel)
        view.live_requested.connect(self.on_live_requested)
        view.choose_start_requested.connect(self.choose_start)
        view.choose_end_requested.connect(self.choose_end)
        view.choose_nothing_requested.connect(lambda: view.curves.choose(None))
        window.commands["next_disagreement"].triggered.connect(lambda: self.jump(True))
        window.commands["previous_disagreement"].triggered.connect(lambda: self.jump(False))
        self._reviewing.left.connect(self._call_off)
        self._reviewing.began.connect(self._call_off)
        choices.models_listed.connect(self.on_models_listed)

    def close(self) -> None:
        """At the end of everything."""
        self._steps.cancel()

    def on_models_listed(self, entries: "tuple[ModelEntry, ...]") -> None:
        self._entries = entries

    def on_live_requested(self) -> None:
        """Back to the live view; asks first where that would call something off."""
        if not self._doing:
            self._reviewing.leave()
            return
        question = QMessageBox(
            QMessageBox.Icon.Question, tr("Back to live"), tr("Call it off and leave?"), parent=self._window
        )
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setInformativeText(self._doing)
        call_off = question.addButton(tr("Call it off"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(tr("Stay here"), QMessageBox.ButtonRole.RejectRole))
        call_off.clicked.connect(self._reviewing.leave)
        question.open()

    def _call_off(self) -> None:
        """Another session or source has been opened, or the review left."""
        if self._doing:
            self._window.banner.say(tr("Called off: {what}", what=self._doing), "warning")
        self._steps.cancel()

    def _run(self, text: str, work: Work, ended: object, *, gives_way: bool = False) -> None:
        """Shows how far it is until it ends; `ended` gets what came of it."""
        if self._doing:
            self._window.toast.say(tr("Wait until this has ended, or cancel it: {what}", what=self._doing))
            return

        def end(result: object) -> None:
            self._doing = ""
            self._view.show_doing("")
            if result is not None and callable(ended):
                ended(result)

        self._steps.cancel()
        self._doing = "" if gives_way else text
        self._view.show_doing(text)
        self._steps.run(work, partial(self._view.show_doing, text), end)

    @property
    def _span(self) -> tuple[float, float]:
        """The chosen stretch, or all."""
        session = self._reviewing.session
        chosen = self._view.curves.chosen_s
        if chosen is not None or session is None:
            return chosen or (0.0, 0.0)
        return session.facts.start_s, session.facts.duration_s

    def choose_start(self) -> None:
        """The chosen stretch begins at the moment that is shown."""
        session, now_s = self._reviewing.session, self._reviewing.player.time_s
        if session is not None:
            end_s = self._span[1]
            self._view.curves.choose((now_s, end_s if end_s > now_s else session.facts.duration_s))

    def choose_end(self) -> None:
        """The chosen stretch ends at the moment that is shown."""
        session, now_s = self._reviewing.session, self._reviewing.player.time_s
        if session is not None:
            start_s = self._span[0]
            self._view.curves.choose((start_s if start_s < now_s else session.facts.start_s, now_s))

    def jump(self, forward: bool) -> None:
        """Goes to the next place where two models differ, or to the one before."""
        session = self._reviewing.session
        if session is not None and len(session.facts.models) > 1:
            work = self._found(
                self._sessions.next_disagreement(session, self._reviewing.player.time_s, forward=forward)
            )
            self._run(tr("Looking for a disagreement…"), work, partial(self._on_found, forward), gives_way=True)

    @staticmethod
    def _found(work: Work) -> Work:
        """Tells nothing found from called off."""
        found = yield from work
        return (found,)

    def _on_found(self, forward: bool, found: tuple[Stretch | None]) -> None:
        (stretch,) = found
        if stretch is not None:
            self._reviewing.display.choose_face(stretch.face)
            self._reviewing.player.seek(stretch.start_s)
        elif forward:
            self._window.toast.say(tr("The models do not differ after this."))
        else:
            self._window.toast.say(tr("The models do not differ before this."))

    def on_compare_requested(self) -> None:
        """Works out the agreement in the chosen stretch, or in all."""
        session = self._reviewing.session
        if session is None:
            return
        if len(session.facts.models) > MOST_MODELS:
            self._window.toast.say(tr("There are too many models to be compared side by side."))
            return
        span, known = self._span, self._reviewing.display.figures
        if known is not None and self._view.curves.chosen_s is None:
            self._on_compared(span, known)
        else:
            work = self._sessions.compare(session, *span)
            self._run(tr("Comparing…"), work, partial(self._on_compared, span))

    def _on_compared(self, span: tuple[float, float], figures: Figures) -> None:
        what = tr(
            "{start} to {end}, {count} faces in frames",
            start=clock(span[0]),
            end=clock(span[1]),
            count=whole(len(figures.times_s)),
        )
        AgreementDialog(self._window, self._view.colors, figures, self._reviewing.display.titles, what).open()

    def on_export_requested(self) -> None:
        session = self._reviewing.session
        if session is None:
            return
        dialog = file_dialog(self._window, tr("Export"), self._preferences.now.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        suffixes = {tr(words): suffix for words, suffix in FORMATS.items()}
        dialog.setNameFilters(list(suffixes))
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(suffixes[chosen]))
        dialog.setDefaultSuffix(".csv")
        dialog.selectFile(f"{session.facts.folder.name}.csv")
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Writes the chosen stretch, or all, in the format of the file's suffix."""
        session = self._reviewing.session
        if session is not None:
            self._preferences.change(folder=str(path.parent))
            work = self._sessions.export(session, *self._span, path)
            self._run(tr("Exporting…"), work, self._on_exported)

    def _on_exported(self, path: Path) -> None:
        self._window.banner.say(tr("Exported to {path}.", path=path))

    def on_again_requested(self) -> None:
        dialog = AgainDialog(self._window, self._entries)
        dialog.models_chosen.connect(self.analyse_again)
        dialog.open()

    def analyse_again(self, models: tuple[str, ...]) -> None:
        """Has the recorded video analysed by these models."""
        session = self._reviewing.session
        if session is not None:
            work = self._sessions.analyse_again(session.facts.folder, models, self._preferences.now.provider)
            self._run(tr("Analysing the video again…"), work, self._on_again)

    def _on_again(self, made: "Again") -> None:
        session = self._reviewing.session
        if session is None:
            return
        if made.problem:
            self._window.banner.say(said(made.problem), "warning")
        answered, missed = map(whole, (made.answered, made.missed))
        text = tr("{count} faces were answered again.", count=answered)
        if made.missed:
            text = tr(
                "{count} faces were answered again, {missed} were not found again in the video.",
                count=answered,
                missed=missed,
            )
        self._window.banner.say(text)
        self._run(tr("Reading the new answers…"), self._look_again(), self._on_looked)

    def _look_again(self) -> Work:
        session = self._reviewing.session
        yield 0.0
        return () if session is None else session.look_again()

    def _on_looked(self, new: object) -> None:
        self._reviewing.display.take_in_models()
        if isinstance(new, tuple) and new:
            self._reviewing.display.choose_model(new[0].key)
