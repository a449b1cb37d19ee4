"""What a folder and those below it hold: films, and folders of pictures. Nothing is opened to find out."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferdesk.core.errors import SourceError
from ferdesk.engine.sources.pictures import PICTURE_SUFFIXES, natural_key

FILM_SUFFIXES: Final = frozenset(
    (
        *(".3g2", ".3gp", ".asf", ".avi", ".dv", ".flv", ".gif", ".ivf", ".m2ts", ".m4v", ".mjpeg", ".mjpg", ".mkv"),
        *(".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".mxf", ".nut", ".ogv", ".rm", ".ts", ".webm", ".wmv", ".y4m"),
    )
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What was found, in natural order, folder by folder.

    Attributes:
        films: Videos and GIFs.
        pictures: Folders that hold pictures themselves; each is one source.
        others: How many files are neither.
        problems: A sentence for each folder that cannot be listed.
    """

    films: tuple[Path, ...]
    pictures: tuple[Path, ...]
    others: int = 0
    problems: tuple[str, ...] = ()


def look_through(folder: Path, without: Path | None = None) -> Holdings:
    """Lists films and folders of pictures in a folder and all below it; hidden ones and links to folders are left out.

    Args:
        folder: Where to look.
        without: A folder below it that is left out, because results go there.

    Raises:
        SourceError: The folder itself cannot be listed.
    """
    films: list[Path] = []
    pictures: list[Path] = []
    others = 0
    problems: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=problems.append):
        here = Path(root)
        folders[:] = sorted((name for name in folders if _wanted(here / name, without)), key=natural_key)
        names = [Path(root, name) for name in sorted(files, key=natural_key) if not name.startswith(".")]
        found = [path for path in names if path.suffix.lower() in FILM_SUFFIXES]
        stills = sum(path.suffix.lower() in PICTURE_SUFFIXES for path in names)
        films += found
        pictures += [here] if stills else []
        others += len(names) - len(found) - stills
    sentences = tuple(
        f"The folder {error.filename} cannot be listed: {error.strerror}. Check that you may open it."
        for error in problems
    )
    if any(Path(error.filename) == folder for error in problems):
        raise SourceError(sentences[0])
    return Holdings(tuple(films), tuple(pictures), others, sentences)


def _wanted(folder: Path, without: Path | None) -> bool:
    return not folder.name.startswith(".") and (without is None or folder.resolve() != without.resolve())


def state_of(address: str) -> dict[str, int] | None:
    """What changes when a file, or a picture of a folder, is replaced: files, their bytes, the newest change in ns.

    None for what is no file: a camera, a stream, the demo.
    """
    try:
        status = Path(address).stat()
        there = [status]
        if stat.S_ISDIR(status.st_mode):
            paths = [path for path in Path(address).iterdir() if path.suffix.lower() in PICTURE_SUFFIXES]
            there = [path.stat() for path in paths]
    except (OSError, ValueError):  # ValueError: the address holds a null character
        return None
    return {
        "files": len(there),
        "bytes": sum(each.st_size for each in there),
        "modified_ns": max((each.st_mtime_ns for each in there), default=0),
    }
