"""Fairness checks as the window starts them: heavy libraries are loaded on the jobs thread, a few pictures a call."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ferdesk.core.errors import SourceError
from ferdesk.core.group_check import Checked, CheckProgress, GroupRequest
from ferdesk.ui.engine import ShippedEngine
from ferdesk.ui.languages import tr

if TYPE_CHECKING:
    from ferdesk.session.groups import GroupCheck

_STEP_S: Final = 0.1
"""How long a step keeps other jobs waiting."""


class ShippedGroups:
    """Carries out fairness checks. All methods are for the jobs thread."""

    def __init__(self, engine: ShippedEngine) -> None:
        self._engine = engine
        self._check: GroupCheck | None = None

    def begin(self, request: GroupRequest) -> CheckProgress:
        """Opens everything; one that was under way ends."""
        from ferdesk.session.groups import GroupCheck

        self.end()
        self._check = GroupCheck(request, self._engine.library())
        return CheckProgress(0, self._check.total)

    def go_on(self) -> CheckProgress | Checked:
        """Looks at some more pictures; after the last one, what was found."""
        if self._check is None:
            raise SourceError(tr("The check was ended. Start it again."))
        if self._check.step(_STEP_S):
            return CheckProgress(self._check.done, self._check.total)
        found = self._check.result()
        self.end()
        return found

    def end(self) -> None:
        """Frees what is open."""
        if self._check is not None:
            self._check.close()
            self._check = None

    def save(self, checked: Checked, path: Path) -> Path:
        from ferdesk.session.groups_files import write_one

        return write_one(path, checked)
