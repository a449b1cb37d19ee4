"""The progress bar of commands that read a source to its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ferdesk.core.types import Observation
    from ferdesk.engine.contracts import Source


@contextmanager
def progress_bar(seconds: float | None) -> Iterator[Callable[["Source", float, "Observation"], None]]:
    """A bar on stderr, when that is a terminal; gives what to call after each picture.

    Args:
        seconds: How much of the source will be read; None for all of it.
    """
    from tqdm import tqdm  # the command line starts light

    with tqdm(unit="s", bar_format="{l_bar}{bar}| {n:.1f}/{total_fmt} s", disable=None, leave=False) as bar:

        def show(source: "Source", at_s: float, _: "Observation") -> None:
            bar.total = seconds or source.duration_s
            bar.update(at_s - bar.n)

        yield show
