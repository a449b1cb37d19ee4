"""Carries out a list of independent tasks: one after the other, in several processes, or on a Dask cluster.

The lists of training runs and of files to analyse share it. What a task has finished is kept by the task itself (in a
file), so a list that was stopped is given again without what is done. Workers of a cluster must see the same folders,
and have ferdesk installed. The one thing here that opens a socket is a cluster, and only at the address that is given.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from ferdesk.core.errors import FerdeskError

if TYPE_CHECKING:
    from distributed import Client

R = TypeVar("R")

_RETRIES = 3
_TERMINATED = 128 + signal.SIGTERM
_STOP_S = 5.0
_CONNECT_S = "10s"


class ExecutionError(FerdeskError):
    """The workers cannot be had, or are lost."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Where tasks are carried out.

    Attributes:
        jobs: Processes on this computer; 1 is this very process.
        scheduler: Address of a Dask scheduler; empty uses this computer.
    """

    jobs: int = 1
    scheduler: str = ""

    @property
    def elsewhere(self) -> bool:
        """Whether tasks leave this process, so that they must be pickled and should show no progress of their own."""
        return bool(self.scheduler) or self.jobs > 1


@dataclass(frozen=True, slots=True)
class Task(Generic[R]):
    """One piece of work.

    Attributes:
        key: Different for each task of a list.
        work: What to do; an importable function, or a `functools.partial` of one, where it leaves this process.
    """

    key: str
    work: Callable[[], R]


def execute(tasks: Sequence[Task[R]], workers: Workers) -> Generator[tuple[str, R], None, None]:
    """Carries out tasks; gives the key and the result of each as it ends, in the order in which they end.

    Closing the iterator early, or an error, ends the tasks that are running and forgets those that wait; tasks that
    run on a cluster are run to their end there.

    Raises:
        ExecutionError: There is no cluster at that address, Dask is not installed, or workers were killed.
        Exception: What a task raised; tasks whose failure must not stop the others return it instead.
        KeyboardInterrupt: The user stopped it.
    """
    if workers.scheduler:
        return _on_cluster(tasks, workers.scheduler)
    if workers.jobs > 1:
        return _in_processes(tasks, workers.jobs)
    return ((task.key, task.work()) for task in tasks)


def _in_processes(tasks: Sequence[Task[R]], jobs: int) -> Generator[tuple[str, R], None, None]:
    others = set(multiprocessing.active_children())
    # A forked TensorFlow hangs, and so does a forked MediaPipe.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, max(len(tasks), 1)), mp_context=context, initializer=_obey)
    try:
        keys = {pool.submit(_carry_out, task.work): task.key for task in tasks}
        for done in as_completed(keys):
            yield keys[done], done.result()
    except BrokenProcessPool as error:
        raise ExecutionError(
            "A worker process ended unexpectedly, perhaps for want of memory."
            " Start the same command again, with fewer --jobs: it goes on with what is left."
        ) from error
    except BaseException:  # Ctrl-C, an error of a task, or nobody wants the rest
        pool.shutdown(wait=False, cancel_futures=True)
        _stop(set(multiprocessing.active_children()) - others)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _obey() -> None:
    """In a worker: Ctrl-C is the parent's to handle, and its SIGTERM ends a task so that its files are closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)


def _carry_out(work: Callable[[], R]) -> R:
    try:
        return work()
    except SystemExit:  # the task's files are closed by now; the next one that waits here must not begin
        os._exit(_TERMINATED)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(_TERMINATED)


def _stop(processes: "set[multiprocessing.process.BaseProcess]") -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_STOP_S)
        if process.is_alive():
            process.kill()


def _on_cluster(tasks: Sequence[Task[R]], scheduler: str) -> Generator[tuple[str, R], None, None]:
    try:
        from distributed import KilledWorker
        from distributed import as_completed as as_finished
    except ImportError as error:
        raise ExecutionError(
            "A Dask cluster needs packages that are not installed: pip install 'ferdesk[train]', or use --jobs."
        ) from error
    with _client(scheduler) as client:
        futures = [client.submit(task.work, key=task.key, pure=False, retries=_RETRIES) for task in tasks]
        try:
            for future in as_finished(futures):
                yield future.key, future.result()
        except KilledWorker as error:
            raise ExecutionError(
                f"Workers of the cluster at {scheduler} ended again and again, perhaps for want of memory."
                " Start the same command again: it goes on with what is left."
            ) from error
        except BaseException:  # Ctrl-C, an error of a task, or nobody wants the rest
            client.cancel(futures)
            raise


def _client(scheduler: str) -> "Client":
    from distributed import Client

    try:
        return Client(scheduler, timeout=_CONNECT_S)
    except (OSError, ValueError) as error:
        raise ExecutionError(
            f"No Dask scheduler answers at {scheduler}. Start one with `dask scheduler`, and check the address."
        ) from error
