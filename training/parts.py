"""Long measurements in parts, each of which is kept on disk until the whole is written."""

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from joblib import Memory
from tqdm import tqdm

_Found = TypeVar("_Found")


class Parts:
    """What was measured already: a stop costs no more than the part that was being measured.

    Attributes:
        seconds: What all parts took, those of earlier calls too.
    """

    def __init__(self, folder: Path, asked: Mapping[str, str]) -> None:
        """Nothing is measured yet.

        Args:
            folder: Where parts are kept.
            asked: All that their values depend on.
        """
        self.seconds = 0.0
        self._asked = dict(asked)
        self._folder = folder
        self._measured = Memory(folder, verbose=0).cache(_measured, ignore=["measure"])

    def each(self, title: str, numbers: Sequence[int], measure: Callable[[int], _Found]) -> list[_Found]:
        """`measure` of each number, as far as it is not known; `title` names this kind of parts."""
        found = []
        for number in tqdm(numbers, desc=title, leave=False):
            values, seconds = self._measured(self._asked, title, number, measure)
            self.seconds += seconds
            found.append(values)
        return found

    def forget(self) -> None:
        """To be called when all is written."""
        shutil.rmtree(self._folder)


def _measured(
    asked: Mapping[str, str],  # noqa: ARG001 - by which the part is found again
    title: str,  # noqa: ARG001
    number: int,
    measure: Callable[[int], _Found],
) -> tuple[_Found, float]:
    """A value, and the seconds that it took."""
    began = time.monotonic()
    return measure(number), time.monotonic() - began
