"""The engine as the window starts it. Its libraries are heavy, so they are loaded on the jobs thread, window first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ferdesk.core import paths
from ferdesk.core.description import Description, Handling, Preview, Survey
from ferdesk.core.errors import ModelError
from ferdesk.core.explanation import Explanation
from ferdesk.core.judged import Judged
from ferdesk.core.policy import Policy
from ferdesk.core.recent import Setting, Taken
from ferdesk.core.recording import ModelFacts, facts_of
from ferdesk.core.room import RoomRecord, RoomSettings
from ferdesk.core.types import CameraDevice, Event, Face, Frame, Observation
from ferdesk.ui.bridge import Jobs, Pipeline, Recorder, Room, Streams
from ferdesk.ui.languages import tr

if TYPE_CHECKING:
    from ferdesk.core.spec import ModelEntry, ModelSpec
    from ferdesk.engine.foreign import Stranger
    from ferdesk.engine.library import Library
    from ferdesk.session.snapshot import Snapshots


class ShippedEngine:
    """Makes the real engine. All methods are for the jobs thread: each may load libraries."""

    def __init__(self, jobs: Jobs, *, loop: bool) -> None:
        """`loop`: files start again when they end."""
        self._jobs = jobs
        self._loop = loop
        self._opened: Library | None = None
        self._listed: dict[str, ModelEntry] = {}
        self._explained: Snapshots | None = None
        self._stranger: tuple[Path, Stranger] | None = None

    def make_pipeline(self) -> Pipeline:
        from ferdesk.engine.pipeline import Pipeline as LivePipeline
        from ferdesk.engine.pipeline import shipped_parts

        return LivePipeline(shipped_parts(self.library(), self._jobs), loop=self._loop)  # type: ignore[arg-type]

    def entries(self) -> "tuple[ModelEntry, ...]":
        entries = self.library().entries()
        self._listed = {entry.name: entry for entry in entries}
        return entries

    def entry(self, path: Path) -> "ModelEntry":
        return self.library().entry(path)

    def add(self, path: Path) -> "ModelEntry":
        return self.library().add(path)

    def survey(self, path: Path) -> Survey:
        self._stranger = None
        self._stranger = (path, self.library().meet(path))
        return self._stranger[1].survey

    def preview(self, handling: Handling, frame: Frame | None, face: Face | None) -> Preview:
        return self._met()[1].preview(handling, frame, face)

    def describe(self, description: Description) -> "ModelEntry":
        path, stranger = self._met()
        return self.library().describe(path, stranger, description)

    def forget(self) -> None:
        self._stranger = None

    def _met(self) -> "tuple[Path, Stranger]":
        if self._stranger is None:
            raise ModelError(tr("No model is being described. Add it again."))
        return self._stranger

    def keep(self, models: Sequence[str], files: Sequence[str]) -> None:
        self._snapshots().keep(models, files)

    def open(self, model: str) -> object:
        return self._snapshots().open(model)

    def described(self, model: str) -> "tuple[ModelSpec, str]":
        """A model's description and its file's SHA-256; `ModelError` as for `open`, but at once for listed models."""
        entry = self._listed.get(model)
        if entry is not None and entry.spec is not None:
            return entry.spec, entry.sha256
        explainer, digest = self._snapshots().open(model)
        return explainer.spec, digest

    def explain(self, frame: Frame, face: Face, model: str) -> Explanation:
        return self._snapshots().explain(frame, face, model)

    def save(
        self, explanations: Sequence[Explanation], emotion: str | None, source: str, path: Path
    ) -> tuple[Path, ...]:
        return self._snapshots().save(explanations, emotion, source, path)

    def streams(self) -> Streams:
        from ferdesk.session.streams import Streams as LiveStreams

        return LiveStreams()

    def list_cameras(self) -> tuple[CameraDevice, ...]:
        from ferdesk.engine.sources import list_cameras

        return list_cameras()

    def _snapshots(self) -> "Snapshots":
        from ferdesk.session.snapshot import Snapshots

        if self._explained is None:
            self._explained = Snapshots(self.library())
        return self._explained

    def library(self) -> "Library":
        from ferdesk.engine.library import Library

        if self._opened is None:
            self._opened = Library()
        return self._opened


class ShippedRecordings:
    """Makes the real recorder. All methods are for the jobs thread."""

    def __init__(self, engine: ShippedEngine) -> None:
        self._engine = engine

    def recorder(self) -> Recorder:
        from ferdesk.session.recorder import Recorder as LiveRecorder

        return LiveRecorder()

    def facts(self, models: Sequence[str], files: Sequence[str], provider: str) -> tuple[ModelFacts, ...]:
        """Of the active models; some may come from `files` instead of the library."""
        self._engine.keep(models, files)
        return tuple(self._fact(model, provider) for model in models)

    def _fact(self, model: str, provider: str) -> ModelFacts:
        try:
            spec, digest = self._engine.described(model)
        except ModelError:  # it runs, but its file is gone by now: its scores are worth keeping all the same
            return ModelFacts(model, provider=provider)
        return replace(facts_of(spec, digest, provider), name=model)

    def recover(self, folder: Path | None) -> tuple[Path, ...]:
        """In ferdesk's own folder and in the one that the user chose."""
        from ferdesk.session.recover import recover

        own = paths.sessions()
        return tuple(found for root in dict.fromkeys((own, folder or own)) for found in recover(root))


class ShippedComparer:
    """Describes and saves what is compared. All methods are for the jobs thread."""

    def __init__(self, engine: ShippedEngine) -> None:
        self._engine = engine

    def describe(self, path: Path) -> "ModelEntry":
        return self._engine.entry(path)

    def save(self, taken: Taken, setting: Setting, judged: Sequence[Judged], folder: Path) -> Path:
        from ferdesk.session.compare_live import save_comparison

        return save_comparison(taken, setting, judged, folder)


class ShippedRooms:
    """The real room view. All methods are for the jobs thread."""

    def open(self, settings: RoomSettings, policy: Policy) -> Room:
        from ferdesk.session.room import RoomSession

        return RoomSession(settings, policy)

    def save(self, record: RoomRecord) -> tuple[Path, ...]:
        from ferdesk.session.room_files import save

        return save(record)

    def delete_all(self) -> int:
        from ferdesk.session.room_files import delete_all

        return delete_all()

    def delete_expired(self) -> int:
        from ferdesk.session.room_files import delete_expired

        return delete_expired(datetime.now(UTC))

    def save_notice(self, page: str, path: Path) -> Path:
        from ferdesk.session.room_files import save_notice

        return save_notice(page, path)


class LatePipeline:
    """Stands for a pipeline that is still being made: keeps what is asked of it, then hands it on in order."""

    def __init__(self) -> None:
        self._asked: list[Callable[[Pipeline], None]] = []
        self._real: Pipeline | None = None

    @property
    def captured(self) -> int:
        """Pictures captured since the start."""
        return 0 if self._real is None else self._real.captured

    @property
    def failed(self) -> int:
        """Pictures whose analysis failed since the start."""
        return 0 if self._real is None else self._real.failed

    def arrive(self, real: object) -> None:
        """The pipeline is there; `real` follows the protocol."""
        self._real = real  # type: ignore[assignment]
        for call in self._asked:
            self._ask(call)
        self._asked.clear()

    def _ask(self, call: Callable[[Pipeline], None]) -> None:
        if self._real is None:
            self._asked.append(call)
        else:
            call(self._real)

    def start(self) -> None:
        self._ask(lambda real: real.start())

    def open_source(self, address: str) -> None:
        self._ask(lambda real: real.open_source(address))

    def choose_models(self, names: tuple[str, ...]) -> None:
        self._ask(lambda real: real.choose_models(names))

    def choose_detector(self, name: str) -> None:
        self._ask(lambda real: real.choose_detector(name))

    def choose_provider(self, name: str) -> None:
        self._ask(lambda real: real.choose_provider(name))

    def watch_room(self, room: Room | None) -> None:
        self._ask(lambda real: real.watch_room(room))

    def close_source(self) -> None:
        self._ask(lambda real: real.close_source())

    def pause(self, paused: bool) -> None:
        self._ask(lambda real: real.pause(paused))

    def seek(self, position_s: float) -> None:
        self._ask(lambda real: real.seek(position_s))

    def observe_with(self, listener: Callable[[Observation], None] | None, name: str = "recording") -> None:
        self._ask(lambda real: real.observe_with(listener, name))

    def take(self) -> tuple[list[Observation], list[Event]]:
        return ([], []) if self._real is None else self._real.take()

    def close(self, timeout_s: float = 2.0) -> bool:
        self._asked.clear()
        return True if self._real is None else self._real.close(timeout_s)
