"""Sessions that were cut off, by a crash or a power cut, are finished at the next start."""

import json
import logging
from contextlib import closing
from pathlib import Path

from ferdesk.core import paths
from ferdesk.core.errors import FerdeskError, SessionError
from ferdesk.session.finish import finish
from ferdesk.session.journal import lock_journal, told
from ferdesk.session.schema import FACTS, JOURNAL, VIDEO
from ferdesk.session.video import complete

logger = logging.getLogger(__name__)


def recover(root: Path | None = None) -> tuple[Path, ...]:
    """Finishes every session in `root` that has no `session.json`; returns their folders.

    Sessions that another process is still writing are left alone, and so is what cannot be finished: the log says why.

    Args:
        root: None for `paths.sessions()`; it need not exist.
    """
    root = root or paths.sessions()
    try:
        open_ones = sorted(path.parent for path in root.glob(f"*/{JOURNAL}") if not (path.parent / FACTS).exists())
    except OSError as error:
        logger.warning("%s cannot be searched for sessions: %s", root, error)
        return ()
    return tuple(folder for folder in open_ones if _recovered(folder))


def _recovered(folder: Path) -> bool:
    try:
        with closing(lock_journal(folder / JOURNAL)) as journal, told(folder / JOURNAL):
            if not journal.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]:
                logger.warning("%s: nothing was recorded", folder)
                return False
            if not journal.execute("SELECT count(*) FROM meta WHERE key = 'ended_utc'").fetchone()[0]:
                journal.execute("INSERT OR REPLACE INTO meta VALUES ('recovered', ?)", (json.dumps(True),))
                _complete_video(folder)
            finish(folder, journal)
    except FerdeskError as error:
        logger.warning("%s is not finished: %s", folder, error)
        return False
    except (LookupError, OSError, TypeError, ValueError):  # odd contents must not keep later ones from being finished
        logger.exception("%s is not finished", folder)
        return False
    logger.info("%s was cut off and is now complete", folder)
    return True


def _complete_video(folder: Path) -> None:
    """Without its index a video can still be read, so nothing else depends on this."""
    if (folder / VIDEO).exists():
        try:
            complete(folder / VIDEO)
        except SessionError as error:
            logger.warning("%s stays without an index: %s", folder / VIDEO, error)
