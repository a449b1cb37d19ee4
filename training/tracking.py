"""Figures of a running training for TensorBoard (`tensorboard --logdir runs`)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tensorboard.compat.proto.event_pb2 import Event  # type: ignore[import-untyped]
from tensorboard.compat.proto.summary_pb2 import Summary  # type: ignore[import-untyped]
from tensorboard.summary.writer.event_file_writer import EventFileWriter  # type: ignore[import-untyped]


class Board:
    """Writes one point per figure and epoch; needs no deep learning framework. Close it: it owns a thread."""

    def __init__(self, folder: Path, start: int) -> None:
        self._writer = EventFileWriter(str(folder), filename_suffix=f".{start}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def add(self, epoch: int, figures: Mapping[str, float]) -> None:
        values = [Summary.Value(tag=tag, simple_value=value) for tag, value in figures.items()]
        self._writer.add_event(Event(step=epoch, summary=Summary(value=values)))
        self._writer.flush()
