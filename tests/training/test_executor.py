"""Lists of runs on several processes and on a Dask cluster, with a stand-in for the training."""

import dataclasses
from pathlib import Path

import psutil
import pytest

from training.executor import Place, execute
from training.runs import open_run
from training.settings import Settings

WANTED = [Settings("hog-svm", seed=seed) for seed in range(4)]


def pretend(settings: Settings, place: Place) -> str:
    """Finishes a run without computing anything."""
    run = open_run(place.runs, settings)
    run.finish({"seed": settings.seed})
    return run.folder.name


def _times(folder: Path) -> dict[str, int]:
    return {file.parent.name: file.stat().st_mtime_ns for file in folder.glob("*/result.json")}


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_run_is_finished_and_none_twice(tmp_path: Path, jobs: int) -> None:
    place = Place(tmp_path, tmp_path, jobs=jobs)
    first = execute(WANTED[:2], place, pretend)
    times = _times(tmp_path)
    everything = execute(WANTED, place, pretend)
    assert [run.result()["seed"] for run in everything] == [0, 1, 2, 3]
    assert times.items() <= _times(tmp_path).items()
    assert [run.folder for run in first] == [run.folder for run in everything[:2]]


def test_a_cluster_loses_no_finished_run_with_a_worker(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="no Dask: the training extra is not installed")
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster:
        place = Place(tmp_path, tmp_path, scheduler=cluster.scheduler_address)
        assert all(run.finished for run in execute(WANTED[:2], place, pretend))
        times = _times(tmp_path)
        psutil.Process(next(iter(cluster.workers.values())).pid).kill()
        assert all(run.finished for run in execute(WANTED, place, pretend))
    assert len(times) == 2
    assert times.items() <= _times(tmp_path).items()


def test_runs_that_differ_in_anything_do_not_share_a_folder(tmp_path: Path) -> None:
    runs = execute([WANTED[0], dataclasses.replace(WANTED[0], drop_leaks=True)], Place(tmp_path, tmp_path), pretend)
    assert runs[0].folder != runs[1].folder
