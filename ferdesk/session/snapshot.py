"""Frozen pictures, explained and saved. For one thread, the one for slow work: models are opened here a second time."""

import time
from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from ferdesk.core import paths
from ferdesk.core.card import cautions
from ferdesk.core.errors import ModelError
from ferdesk.core.explanation import Explanation
from ferdesk.core.heatmap import layer, ramp
from ferdesk.core.types import Face, Frame
from ferdesk.engine.explain.explainer import Explainer
from ferdesk.engine.library import Library
from ferdesk.session.explain_figure import Figure, sharp_crop
from ferdesk.session.explain_files import Origin, write_figure
from ferdesk.session.export import utc_now

_SECOND = timedelta(seconds=1)
_SIDE = 224
"""Pixels of what is shown; a map has 7 to 48 places a side."""


class Snapshots:
    """Keeps the active models open for explanations, so that the first one comes at once too."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._files: tuple[str, ...] = ()
        self._opened: dict[str, tuple[Explainer, str]] = {}

    @cached_property
    def _cautions(self) -> dict[str, str]:
        return cautions(paths.shipped_models())

    def keep(self, models: Sequence[str], files: Sequence[str] = ()) -> None:
        """Closes the models that are not among `models`; some may come from `files` instead of the library."""
        self._files = tuple(files)
        self._opened = {name: opened for name, opened in self._opened.items() if name in models}

    def open(self, model: str) -> tuple[Explainer, str]:
        """The opened model and its file's SHA-256.

        Raises:
            ModelError: There is no such model, or it cannot be used.
        """
        if model not in self._opened:
            self._opened[model] = self._from_files(model) or self._read(model)
        return self._opened[model]

    def _from_files(self, model: str) -> tuple[Explainer, str] | None:
        for file in self._files:
            try:
                opened = self._read(file)
            except ModelError:
                continue  # whoever asked for that file has been told
            if opened[0].spec.name == model:
                return opened
        return None

    def _read(self, origin: str) -> tuple[Explainer, str]:
        data = self._library.data(origin)
        return Explainer(data, origin), self._library.sha256(origin)

    def explain(self, frame: Frame, face: Face, model: str) -> Explanation:
        """All maps of a model for a face, and the pictures to show them with.

        Raises:
            ModelError: The model cannot be opened, or fails on this face, or the shipped cards are damaged.
        """
        explainer, digest = self.open(model)
        prediction, heatmaps = explainer.explain(frame, face)
        return Explanation(
            spec=explainer.spec,
            digest=digest,
            reason=explainer.reason,
            caution=self._cautions.get(digest, ""),
            frame=frame,
            face=face,
            prediction=prediction,
            heatmaps=heatmaps,
            crop=sharp_crop(frame, face, explainer.spec, _SIDE),
            layers=tuple(layer(one, _SIDE) for one in heatmaps),
            ramp=ramp(explainer.method),
        )

    @staticmethod
    def save(explanations: Sequence[Explanation], emotion: str | None, source: str, path: Path) -> tuple[Path, ...]:
        """Writes a figure and its numbers for each explanation; returns the paths of the figures.

        Args:
            explanations: At least one.
            emotion: Whose map is drawn large; None for each model's top class.
            source: Name of the source, for the record.
            path: The figure's file; with several models, each one's name is put before the suffix. A number is added
                where there is such a file already.

        Raises:
            ExportError: One of them cannot be written.
        """
        stem = path.with_suffix("") if path.suffix.lower() == ".png" else path
        names = [f"-{one.model}" if len(explanations) > 1 else "" for one in explanations]
        number = 1
        while any(_target(stem, name, number).with_suffix(end).exists() for name in names for end in (".png", ".json")):
            number += 1
        began = utc_now() - time.perf_counter() * _SECOND  # one clock for all files
        written = []
        for one, name in zip(explanations, names, strict=True):
            chosen = one.heatmaps[one.place_of(emotion)]
            figure = Figure(one.spec, one.frame, one.face, one.prediction, one.heatmaps, chosen, one.caution)
            further = {"captured_utc": (one.frame.time_s * _SECOND + began).isoformat(timespec="milliseconds")}
            origin = Origin(source, one.digest, one.reason)
            written.append(write_figure(_target(stem, name, number), figure, origin, further))
        return tuple(written)


def _target(stem: Path, name: str, number: int) -> Path:
    count = f"-{number}" if number > 1 else ""
    return stem.with_name(f"{stem.name}{name}{count}.png")
