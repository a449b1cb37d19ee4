"""Runs a list of independent runs: here one after the other, in several processes, or on a Dask cluster.

A run is finished when its folder says so, whoever computed it; so a killed worker loses at most the epoch it was in,
and the same command goes on with what is left. Workers of a cluster must see the same folders of runs and data.
"""

import dataclasses
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from training.runs import Run, open_run
from training.settings import Settings

_RETRIES = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where runs are computed and what they read.

    Attributes:
        runs: Folder of all runs.
        data: Folder of the data sets.
        jobs: Processes on this computer.
        scheduler: Address of a Dask scheduler; empty uses this computer.
        quiet: Show no progress bars.
    """

    runs: Path
    data: Path
    jobs: int = 1
    scheduler: str = ""
    quiet: bool = False


Work = Callable[[Settings, Place], str]


def execute(wanted: Sequence[Settings], place: Place, work: Work | None = None) -> list[Run]:
    """Finishes every run that is not finished; the finished runs in the order given.

    Args:
        wanted: The runs.
        place: Where they are computed.
        work: What finishes one run, an importable function; training when not given.

    Raises:
        FerdeskError: A run's data are missing or damaged.
        KeyboardInterrupt: The user stopped it; the same call goes on.
    """
    runs = {settings.key: open_run(place.runs, settings) for settings in wanted}
    left = [run.settings for run in runs.values() if not run.finished]
    work = work or _train
    if place.scheduler:
        _on_cluster(left, work, place)
    elif place.jobs > 1:
        _in_processes(left, work, place)
    else:
        for settings in left:
            work(settings, place)
    return [runs[settings.key] for settings in wanted]


def _train(settings: Settings, place: Place) -> str:
    from training.fit import fit  # Keras is imported where the work is done, not where it is handed out

    return fit(settings, place.runs, place.data, quiet=place.quiet).folder.name


def _in_processes(left: Sequence[Settings], work: Work, place: Place) -> None:
    # A forked TensorFlow hangs.
    with ProcessPoolExecutor(place.jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for done in as_completed([pool.submit(work, settings, _elsewhere(place)) for settings in left]):
            done.result()


def _on_cluster(left: Sequence[Settings], work: Work, place: Place) -> None:
    from distributed import Client
    from distributed import as_completed as as_finished

    with Client(place.scheduler) as client:
        futures = [
            client.submit(work, settings, _elsewhere(place), key=settings.key, pure=False, retries=_RETRIES)
            for settings in left
        ]
        for future in as_finished(futures):
            future.result()


def _elsewhere(place: Place) -> Place:
    """The same for another process: its progress bars would overwrite each other, its working folder may differ."""
    return dataclasses.replace(place, runs=place.runs.resolve(), data=place.data.resolve(), quiet=True)
