"""`ferdesk analyze` of a folder with videos: its arguments, and what it prints."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ferdesk.cli_progress import progress_bar
from ferdesk.core.errors import ExportError, FerdeskError

if TYPE_CHECKING:
    from ferdesk.session.analyze import Request
    from ferdesk.session.batch import Batch, Outcome

DESCRIPTION: Final = (
    "Analyses a source from end to end. A folder that holds nothing but pictures is one source. A folder with videos or"
    " GIFs, also in folders below it, is a batch: --out is then a folder, which gets a table for each file (and one for"
    " each folder of pictures) in the same folders as the files, and batch.json. Files that were finished before by the"
    " same models and settings are not analysed again; the exit code is 2 when a file failed."
)
_FORMATS: Final = ("csv", "parquet", "json")
_ONLY_FOLDERS: Final = ("format", "jobs", "scheduler")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what only a folder with videos has use for."""
    group = parser.add_argument_group("for a folder with videos")
    group.add_argument("--format", choices=_FORMATS, help="of the tables (default csv)")
    group.add_argument("--jobs", type=_jobs, metavar="N", help="processes on this computer (default 1)")
    group.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster instead, as tcp://host:8786")


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"'{text}' must be a number of processes from 1 to 256")
    return int(text)


def is_batch(options: argparse.Namespace) -> bool:
    """Whether the source is a folder with videos.

    Raises:
        FerdeskError: It is not, but an option is given that is for such folders.
    """
    from ferdesk.engine.sources.tree import look_through

    folder = Path(options.address)
    if options.address and folder.is_dir() and look_through(folder, without=options.out).films:
        return True
    given = next((f"--{name}" for name in _ONLY_FOLDERS if getattr(options, name) is not None), None)
    if given:
        raise FerdeskError(f"{given} is for a folder with videos, and {options.address} is one source. Leave it out.")
    return False


def analyze_folder(request: "Request", options: argparse.Namespace) -> int:
    """Analyses a folder with videos; 0 when every file is finished, 2 when one failed."""
    from ferdesk.engine.executor import Workers
    from ferdesk.session.batch import BATCH_FILE, BatchRequest, State, Teller, analyze_all

    if options.out is None:
        raise ExportError(f"{options.address} is a folder with videos: say with --out FOLDER where their tables go.")
    wanted = BatchRequest(Path(options.address), options.out, request, f".{options.format or _FORMATS[0]}")
    workers = Workers(options.jobs or 1, options.scheduler or "")
    lines = _Lines()
    with progress_bar(options.seconds) as show:
        batch = analyze_all(wanted, workers, Teller(lines.began, lines.ended, show))
    done, kept, failed = (batch.count(state) for state in (State.DONE, State.KEPT, State.FAILED))
    sys.stdout.write(f"Analysed {done}, finished before {kept}, failed {failed}. Written to {options.out}.\n")
    sys.stdout.write(f"What became of each file is in {options.out / BATCH_FILE}.\n")
    return 2 if batch.failed else 0


class _Lines:
    """A line for each file, above the bar where there is one."""

    def __init__(self) -> None:
        self._of = 0
        self._ended = 0

    def began(self, batch: "Batch") -> None:
        from ferdesk.session.batch import State

        kept = batch.count(State.KEPT)
        self._of, self._ended = len(batch.outcomes), kept
        if kept:
            _say(f"{kept} of {self._of} were finished before.")
        for problem in batch.problems:
            _say(f"ferdesk: {problem}", error=True)

    def ended(self, outcome: "Outcome") -> None:
        self._ended += 1
        for problem in outcome.problems:
            _say(f"ferdesk: {problem}", error=True)
        if outcome.pictures is not None:
            seen = f"{outcome.pictures} pictures, a face in {outcome.pictures_with_face}"
            _say(f"{self._ended} of {self._of}  {outcome.file}  {seen}  {outcome.table}")


def _say(line: str, *, error: bool = False) -> None:
    from tqdm import tqdm  # the command line starts light

    tqdm.write(line, file=sys.stderr if error else sys.stdout)
