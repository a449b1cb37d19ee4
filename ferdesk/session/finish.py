"""The end of a session: tables, a report and the facts, made from its journal when it stops or is recovered."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from ferdesk.core.errors import ExportError
from ferdesk.core.labels import EMOTIONS
from ferdesk.session.export import known_emotions, write_private
from ferdesk.session.journal import told
from ferdesk.session.report import page
from ferdesk.session.schema import FACTS, JOURNAL, REPORT
from ferdesk.session.session_facts import read_facts
from ferdesk.session.tables import Batch, write_tables
from ferdesk.session.tally import Tally

FACES_DRAWN: Final = 8


def finish(folder: Path, journal: sqlite3.Connection, *, keep_on: Callable[[], bool] = lambda: True) -> None:
    """Makes all files of a session; the last one, `session.json`, says that it is complete.

    Args:
        folder: The session's.
        journal: Its journal, locked and committed.
        keep_on: Asked now and then; False ends the work.

    Raises:
        ExportError: A file cannot be written; what was recorded stays.
        SessionError: The journal cannot be read, or `keep_on` ended the work.
    """
    with told(folder / JOURNAL):
        facts = read_facts(journal)
        drawn = [face["face"] for face in facts["faces"][:FACES_DRAWN]]
        tally = Tally(drawn, facts["seconds"])

        def seen(batch: Batch) -> bool:
            tally.add(batch)
            return keep_on()

        models = facts["models"]
        # A model that was never described may have any class.
        emotions = known_emotions([model["labels"] or EMOTIONS for model in models])
        write_tables(folder, journal, [model["name"] for model in models], emotions, seen)
        write_private(folder / REPORT, page(facts, tally))
        # One file without companions: it can be copied, and opened where nothing may be written.
        journal.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        journal.execute("PRAGMA journal_mode = DELETE")
    write_private(folder / FACTS, json.dumps(facts | _files(folder), indent=1, allow_nan=False) + "\n")


def _files(folder: Path) -> dict[str, Any]:
    """Name and size of each file; makes sure that nobody else can read one."""
    sizes = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                path.chmod(0o600)
                sizes[path.name] = path.stat().st_size
    except OSError as error:
        raise ExportError(f"{folder} cannot be read: {error.strerror}. Check its permissions.") from error
    return {"files": sizes}
