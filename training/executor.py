"""Runs a list of independent runs: here one after the other, in several processes, or on a Dask cluster.

A run is finished when its folder says so, whoever computed it; so a killed worker loses at most the epoch it was in,
and the same command goes on with what is left. Workers of a cluster must see the same folders of runs and data.
"""

import dataclasses
import functools
import multiprocessing
from collections.abc import Sequence
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


def execute(wanted: Sequence[Settings], place: Place) -> list[Run]:
    """Finishes every run that is not finished; the finished runs in the order given.

    Raises:
        FerdeskError: A run's data are missing or damaged.
        KeyboardInterrupt: The user stopped it; the same call goes on.
    """
    runs = {settings.key: open_run(place.runs, settings) for settings in wanted}
    left = [run.settings for run in runs.values() if not run.finished]
    work = functools.partial(_work, runs=place.runs.resolve(), data=place.data.resolve())
    if place.scheduler:
        _on_cluster(left, work, place.scheduler)
    elif place.jobs > 1:
        _in_processes(left, work, place.jobs)
    else:
        for settings in left:
            work(settings, quiet=place.quiet)
    return [runs[settings.key] for settings in wanted]


def _work(settings: Settings, runs: Path, data: Path, *, quiet: bool = True) -> str:
    from training.fit import fit  # Keras is imported where the work is done, not where it is handed out

    return fit(settings, runs, data, quiet=quiet).folder.name


def _in_processes(left: Sequence[Settings], work: "functools.partial[str]", jobs: int) -> None:
    # A forked TensorFlow hangs.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for done in as_completed([pool.submit(work, settings) for settings in left]):
            done.result()


def _on_cluster(left: Sequence[Settings], work: "functools.partial[str]", address: str) -> None:
    from distributed import Client
    from distributed import as_completed as as_finished

    with Client(address) as client:
        futures = [client.submit(work, s, key=s.key, pure=False, retries=_RETRIES) for s in left]
        for future in as_finished(futures):
            future.result()
