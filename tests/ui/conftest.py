"""The window with a scripted engine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ferdesk.core.types import CameraDevice, Event, Observation
from ferdesk.ui.app import application, build
from ferdesk.ui.bridge import Library, Recordings
from ferdesk.ui.desk import Desk, Engine, Start
from ferdesk.ui.engine import ShippedEngine
from ferdesk.ui.settings import Settings
from ferdesk.ui.stored_sessions import ShippedSessions
from ferdesk.ui.window import Window
from tests.ui.fakes import (
    CAMERA,
    FakeComparer,
    FakeExplaining,
    FakeGroups,
    FakeJobs,
    FakeLibrary,
    FakePipeline,
    FakeRecordings,
    FakeRooms,
    FakeStreams,
    broken_entry,
    entry,
)

W = TypeVar("W")


@pytest.fixture(autouse=True)
def english_numbers() -> Iterator[None]:
    """Numbers are written as in English, whatever the system's language is."""
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@dataclass
class Rig:
    """A window and the engine that plays for it."""

    desk: Desk
    engine: Engine
    pipeline: FakePipeline
    jobs: FakeJobs
    library: FakeLibrary
    explaining: FakeExplaining
    recordings: FakeRecordings
    rooms: FakeRooms
    settings_path: Path
    cameras: tuple[CameraDevice, ...] = (CAMERA,)
    comparer: FakeComparer = field(default_factory=FakeComparer)
    groups: FakeGroups = field(default_factory=FakeGroups)
    streams: FakeStreams = field(default_factory=FakeStreams)

    def begin(self, start: Start | None = None) -> None:
        """As `run` does, but that ticks come by `tick` alone."""
        self.desk.begin(self.engine, start or Start())
        self.desk.bridge._timer.stop()
        self.tick()

    def tell(self, *events: Event) -> None:
        """The engine tells events, and they arrive."""
        self.pipeline.events.extend(events)
        self.tick()

    def see(self, *observations: Observation) -> None:
        """The engine makes observations, whoever listens hears of them, and they arrive."""
        for observation in observations:
            for listener in self.pipeline.listeners.values():
                listener(observation)
        self.pipeline.observations.extend(observations)
        self.tick()

    def tick(self) -> None:
        self.desk.bridge.tick()
        QApplication.processEvents()


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    """pytest-qt's application is the one that ferdesk itself makes."""
    return lambda _arguments: application()


@pytest.fixture
def make_rig(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Rig]]:
    """Makes windows of a size, with settings; each is closed at the end."""
    rigs: list[Rig] = []

    def make(
        settings: Settings | None = None,
        size: tuple[int, int] = (1280, 800),
        recordings: Recordings | None = None,
        models: Library | None = None,
    ) -> Rig:
        pipeline, jobs, explaining = FakePipeline(), FakeJobs(), FakeExplaining()
        library = FakeLibrary((entry("level1", "Level-1 CNN"), broken_entry("odd", "odd.onnx: it is damaged.")))
        path = tmp_path / f"{len(rigs)}" / "settings.json"
        fake_recordings, comparer, rooms, groups = FakeRecordings(), FakeComparer(), FakeRooms(), FakeGroups()
        recorded = recordings or fake_recordings
        streams = FakeStreams()
        engine = Engine(
            pipeline,
            jobs,
            models or library,
            lambda: made.cameras,
            explaining,
            comparer,
            recorded,
            rooms,
            groups,
            lambda: streams,
            ShippedSessions(ShippedEngine(jobs, loop=False)),
        )
        desk = build(application(), engine, settings or Settings(), path)
        made = Rig(desk, engine, pipeline, jobs, library, explaining, fake_recordings, rooms, path)
        made.comparer, made.groups, made.streams = comparer, groups, streams
        rigs.append(made)
        desk.window.resize(*size)
        desk.window.show()
        qtbot.waitExposed(desk.window)
        return made

    yield make
    for rig in rigs:
        rig.desk.window.close()


@pytest.fixture(autouse=True)
def windows_go(qapp: QApplication) -> Iterator[None]:
    """Every window of a test is destroyed: style sheets and events would reach it in all later tests."""
    yield
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, Window):
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def rig(make_rig: Callable[..., Rig]) -> Rig:
    """A window that has begun, with one camera and one good model."""
    made = make_rig()
    made.begin()
    return made
