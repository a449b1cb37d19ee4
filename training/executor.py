"""Finishes a list of runs, with the executor that the application's batches use.

A run is finished when its folder says so, whoever computed it; so a killed worker loses at most the epoch it was in,
and the same command goes on with what is left. Workers of a cluster must see the same folders of runs and data.
"""

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ferdesk.engine.executor import Task, Workers
from ferdesk.engine.executor import execute as execute_tasks
from training.runs import Run, open_run
from training.settings import Settings


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
        FerdeskError: A run's data are missing or damaged, or there are no workers.
        KeyboardInterrupt: The user stopped it; the same call goes on.
    """
    runs = {settings.key: open_run(place.runs, settings) for settings in wanted}
    workers = Workers(place.jobs, place.scheduler)
    there = _elsewhere(place) if workers.elsewhere else place
    tasks = [
        Task(run.settings.key, partial(work or _train, run.settings, there))
        for run in runs.values()
        if not run.finished
    ]
    for _finished in execute_tasks(tasks, workers):
        continue  # what it came to is in the run's folder
    return [runs[settings.key] for settings in wanted]


def _train(settings: Settings, place: Place) -> str:
    from training.fit import fit  # Keras is imported where the work is done, not where it is handed out

    return fit(settings, place.runs, place.data, quiet=place.quiet).folder.name


def _elsewhere(place: Place) -> Place:
    """The same for another process: its progress bars would overwrite each other, its working folder may differ."""
    return dataclasses.replace(place, runs=place.runs.resolve(), data=place.data.resolve(), quiet=True)
