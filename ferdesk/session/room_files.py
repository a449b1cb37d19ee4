"""Saved sessions of the room view: one folder each with a table, a page and a receipt. For the jobs thread.

Nothing is finer than a window. Folders are for their owner only, and are deleted when their time is over.
"""

import csv
import io
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from ferdesk import __version__
from ferdesk.core import paths
from ferdesk.core.errors import ExportError
from ferdesk.core.room import Estimate, RoomRecord, RoomWindow
from ferdesk.core.room_interval import FIGURES
from ferdesk.session import ledger
from ferdesk.session.export import write_whole
from ferdesk.session.room_page import page

TABLE: Final = "room.csv"
PAGE: Final = "report.html"
RECEIPT: Final = "receipt.json"


def save(record: RoomRecord, root: Path | None = None) -> tuple[Path, ...]:
    """Writes a session; what the same session had saved before is replaced.

    Returns:
        The files, the receipt last.

    Raises:
        ExportError: There is nothing to save, or the folder cannot be written.
    """
    if not record.windows:
        raise ExportError("There is nothing to save yet: no window had enough faces.")
    started = datetime.fromisoformat(record.started_utc)
    folder = (root or paths.rooms()) / started.strftime("%Y-%m-%d_%H-%M-%S")
    receipt = _receipt(record, started)
    texts = {
        TABLE: table(record),
        PAGE: page(record, receipt),
        RECEIPT: json.dumps(receipt, indent=1) + "\n",
    }
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(exist_ok=True, mode=0o700)
        return tuple(write_whole(folder / name, text) for name, text in texts.items())
    except OSError as error:
        raise ExportError(
            f"The session cannot be saved in {folder} ({error.strerror}). Check the folder's space and permissions."
        ) from error


def save_notice(text: str, path: Path) -> Path:
    """Writes the notice for printing where the operator wants it.

    Raises:
        ExportError: It cannot be written there.
    """
    try:
        written = write_whole(path, text)
    except OSError as error:
        raise ExportError(f"The notice cannot be saved as {path} ({error.strerror}). Choose another place.") from error
    ledger.note(written, "Notice of the room view")
    return written


def delete_all(root: Path | None = None) -> int:
    """Deletes every saved session; how many there were.

    Raises:
        ExportError: One cannot be deleted.
    """
    return sum(_delete(folder) for folder in _folders(root))


def delete_expired(now: datetime, root: Path | None = None) -> int:
    """Deletes the saved sessions whose time is over; how many there were.

    Raises:
        ExportError: One cannot be deleted.
    """
    return sum(_delete(folder) for folder in _folders(root) if _delete_after(folder) <= now)


def _folders(root: Path | None) -> list[Path]:
    """The folders that hold a session; anything else in there is somebody else's."""
    place = root or paths.rooms()
    return sorted(path.parent for path in place.glob(f"*/{RECEIPT}")) if place.is_dir() else []


def _delete_after(folder: Path) -> datetime:
    """When a session is to be deleted: at once where its receipt does not tell."""
    try:
        receipt = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
        return datetime.fromisoformat(receipt["delete_after_utc"])
    except (OSError, ValueError, KeyError, TypeError):
        return datetime.min.replace(tzinfo=UTC)


def _delete(folder: Path) -> int:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise ExportError(f"{folder} cannot be deleted ({error.strerror}). Delete it by hand.") from error
    return 1


def _receipt(record: RoomRecord, started: datetime) -> dict[str, Any]:
    """What was stored, for the people it is about."""
    return {
        "ferdesk": __version__,
        "started_utc": record.started_utc,
        "delete_after_utc": (started + timedelta(days=record.days)).isoformat(),
        "files": [TABLE, PAGE, RECEIPT],
        "stored": f"{len(record.windows)} windows of {record.settings.window_s:g} s, {len(record.marks)} lesson marks",
        "columns": columns(record),
        "not_stored": "pictures, faces, boxes, names, seats, track numbers, values of single people, "
        f"windows with fewer than {record.settings.least_faces} usable faces",
        "expressions": record.policy.expressions_allowed,
        "setting": record.policy.setting,
        "region": record.policy.region,
        "run_by": record.operator,
    }


def columns(record: RoomRecord) -> list[str]:
    """Names of the table's columns."""
    figures = [f"{name}{end}" for name in FIGURES for end in ("", "_low", "_high")]
    mix = [f"{name}{end}" for name in _expressions(record) for end in ("", "_low", "_high")]
    return ["start_s", "end_s", "faces", *figures, *mix, "marks"]


def _expressions(record: RoomRecord) -> list[str]:
    return list(dict.fromkeys(share.emotion for window in record.windows for share in window.mix))


def table(record: RoomRecord) -> str:
    """The table as CSV; a point is the decimal mark everywhere, and what is unknown is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns(record))
    for window in record.windows:
        shares = {share.emotion: share.share for share in window.mix}
        estimates = [read(window) for read in FIGURES.values()] + [shares.get(name) for name in _expressions(record)]
        cells = [cell for known in estimates for cell in _cells(known)]
        writer.writerow([f"{window.start_s:.0f}", f"{window.end_s:.0f}", window.faces, *cells, _marks(record, window)])
    return text.getvalue()


def _cells(known: Estimate | None) -> tuple[str, str, str]:
    if known is None:
        return "", "", ""
    return f"{known.value:.4f}", f"{known.low:.4f}", f"{known.high:.4f}"


def _marks(record: RoomRecord, window: RoomWindow) -> str:
    """The lesson's events in a window: no finer than that."""
    return "; ".join(mark.event for mark in record.marks if window.start_s <= mark.time_s < window.end_s)
