"""Starts the application: the window first, then the engine. `build` is the only place where parts are wired."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ferdesk.core import paths
from ferdesk.ui import settings as stored
from ferdesk.ui import theme
from ferdesk.ui.body import Place
from ferdesk.ui.bridge import Bridge
from ferdesk.ui.choices import Choices
from ferdesk.ui.commands import LANGUAGE, PANEL, THEME
from ferdesk.ui.comparing import Comparing
from ferdesk.ui.describing import Describing
from ferdesk.ui.desk import Desk, Engine, Start
from ferdesk.ui.display import Display, Panels
from ferdesk.ui.engine import LatePipeline
from ferdesk.ui.fairness import Fairness
from ferdesk.ui.icons import application_icon
from ferdesk.ui.interruption import interruptible
from ferdesk.ui.languages import said
from ferdesk.ui.marking import Marking
from ferdesk.ui.neutral import Neutral
from ferdesk.ui.opening import STEP_S, Opening
from ferdesk.ui.panels.comparison import ComparisonPanel
from ferdesk.ui.panels.controls import ControlsPanel
from ferdesk.ui.panels.explanation import ExplanationPanel
from ferdesk.ui.panels.review import ReviewPanel
from ferdesk.ui.panels.room import RoomPanel
from ferdesk.ui.panels.scores import ScoresPanel
from ferdesk.ui.panels.timeline import TimelinePanel
from ferdesk.ui.panels.video import VideoPanel
from ferdesk.ui.preferences import Preferences
from ferdesk.ui.privacy import Privacy
from ferdesk.ui.recording import Recording
from ferdesk.ui.recovery import Recovery
from ferdesk.ui.review_work import ReviewWork
from ferdesk.ui.reviewing import Reviewing
from ferdesk.ui.room import RoomMode
from ferdesk.ui.room_files import RoomFiles
from ferdesk.ui.settings import Settings
from ferdesk.ui.shipped import shipped_engine
from ferdesk.ui.snapshot import Snapshot
from ferdesk.ui.stage import Stage
from ferdesk.ui.streaming import Streaming
from ferdesk.ui.unexpected import telling_in
from ferdesk.ui.window import Window

PANELS = {
    VideoPanel: Place.CENTER,
    ExplanationPanel: Place.CENTER,
    ComparisonPanel: Place.CENTER,
    RoomPanel: Place.CENTER,
    ReviewPanel: Place.CENTER,
    ScoresPanel: Place.RIGHT,
    TimelinePanel: Place.BOTTOM,
    ControlsPanel: Place.LEFT,
}
"""Every panel and where it lies; also the order in which Tab visits them."""


def build(application: QApplication, engine: Engine, settings: Settings, settings_path: Path) -> Desk:
    """Makes and wires everything; nothing is running yet."""
    colors = theme.apply(application, settings.theme)
    bridge = Bridge(engine.pipeline, engine.jobs)
    preferences = Preferences(settings, settings_path, bridge)
    scores, timeline, controls = ScoresPanel(colors), TimelinePanel(colors), ControlsPanel(colors)
    center = (ExplanationPanel(colors), ComparisonPanel(colors), RoomPanel(colors), ReviewPanel(colors))
    panels = Panels(VideoPanel(colors), scores, timeline, controls, *center)
    every = (panels.video, *center, scores, timeline, controls)
    window = Window(application, [(panel, PANELS[type(panel)]) for panel in every], settings.theme)
    display = Display(window, panels, preferences)
    opening = Opening(engine.pipeline, engine.list_cameras, bridge, preferences)
    choices = Choices(engine.pipeline, engine.library, bridge, preferences)
    snapshot = Snapshot(engine.explaining, bridge, preferences)
    comparing = Comparing(engine.comparer, bridge, preferences)
    recording = Recording(engine.recordings, engine.pipeline, bridge, preferences)
    marking, neutral = Marking(recording), Neutral(bridge, recording)
    privacy = Privacy(engine.library, bridge, preferences)
    room = RoomMode(engine.rooms, engine.pipeline, bridge, preferences)
    reviewing = Reviewing(engine.sessions, engine.pipeline, bridge, preferences)
    desk = Desk(
        window,
        panels,
        bridge,
        preferences,
        display,
        opening,
        choices,
        snapshot,
        comparing,
        recording,
        marking,
        neutral,
        Recovery(engine.recordings, bridge, preferences, recording),
        privacy,
        room,
        RoomFiles(engine.rooms, bridge, preferences, room),
        Fairness(engine.groups, engine.library, bridge, preferences),
        Streaming(engine.streams, engine.pipeline, bridge, preferences),
        Describing(engine.library, bridge),
        reviewing,
        ReviewWork(engine.sessions, reviewing, bridge, preferences),
    )
    opening.attach(window, panels, display)
    choices.attach(window, panels, display, opening)
    privacy.attach(window, display, opening)
    desk.fairness.attach(window, display)
    _wire_engine(desk)
    snapshot.attach(window, panels, display, choices)  # after the display, which it asks for the models
    comparing.attach(window, panels, display, choices)
    desk.describing.attach(window, panels, choices)
    _wire_recording(desk)
    _wire_review(desk)
    _wire_panels(desk)
    _wire_commands(desk)
    choices.theme_chosen.connect(window.on_theme_chosen)
    application.styleHints().colorSchemeChanged.connect(window.on_scheme_changed)
    desk.show_settings()
    _wire_room(desk)
    desk.go_with_window()
    return desk


def _wire_engine(desk: Desk) -> None:
    bridge, display, opening, choices = desk.bridge, desk.display, desk.opening, desk.choices
    bridge.observed.connect(display.on_observed)
    bridge.source_changed.connect(display.on_source_changed)
    bridge.source_changed.connect(opening.on_source_changed)
    bridge.models_changed.connect(display.on_models_changed)
    bridge.models_changed.connect(choices.on_models_changed)
    bridge.detector_changed.connect(display.on_detector_changed)
    bridge.failed.connect(display.on_failed)
    bridge.failed.connect(choices.on_failed)
    bridge.failed.connect(desk.privacy.on_failed)


def _wire_panels(desk: Desk) -> None:
    video, scores, controls = desk.panels.video, desk.panels.scores, desk.panels.controls
    display, opening, choices = desk.display, desk.opening, desk.choices
    video.face_selected.connect(display.on_face_selected)
    video.open_file_requested.connect(opening.on_file_requested)
    video.demo_requested.connect(opening.on_demo_requested)
    video.retry_requested.connect(opening.on_retry_requested)
    video.play_requested.connect(opening.on_play_requested)
    video.seek_requested.connect(opening.on_seek_requested)
    scores.model_chosen.connect(display.on_model_chosen)
    scores.add_model_requested.connect(choices.on_add_model_requested)
    controls.source.source_requested.connect(opening.open)
    controls.source.cameras_requested.connect(opening.look_for_cameras)
    controls.source.file_requested.connect(opening.on_file_requested)
    controls.source.folder_requested.connect(opening.on_folder_requested)
    controls.source.stream_requested.connect(opening.on_stream_requested)
    controls.models.models_chosen.connect(choices.on_models_chosen)
    controls.models.add_model_requested.connect(choices.on_add_model_requested)
    controls.detector_chosen.connect(choices.on_detector_chosen)
    controls.provider_chosen.connect(choices.on_provider_chosen)
    controls.timeline_chosen.connect(choices.on_timeline_chosen)
    controls.smoothing.changed.connect(choices.on_smoothing_changed)
    controls.threshold.changed.connect(choices.on_threshold_changed)
    desk.window.paths_dropped.connect(choices.on_paths_dropped)


def _wire_recording(desk: Desk) -> None:
    desk.recording.attach(desk.window, desk.panels, desk.display, desk.choices)
    desk.marking.attach(desk.window, desk.panels)
    desk.neutral.attach(desk.window, desk.panels, desk.display)
    desk.recovery.attach(desk.window)
    desk.streaming.attach(desk.window, desk.panels, desk.recording, desk.marking)
    desk.opening.opening.connect(desk.recording.on_opening)
    desk.comparing.labelling_changed.connect(desk.marking.on_labelling_toggled)
    desk.comparing.labelling.posed.connect(desk.recording.on_posed)
    desk.comparing.labelling.taken_back.connect(desk.recording.on_pose_taken_back)


def _wire_review(desk: Desk) -> None:
    desk.reviewing.attach(desk.window, desk.panels, desk.display, desk.opening, desk.recording)
    desk.review_work.attach(desk.window, desk.panels, desk.choices)
    desk.reviewing.divert(desk.marking)
    desk.choices.session_dropped.connect(desk.reviewing.open)


def _wire_room(desk: Desk) -> None:
    desk.room.attach(desk.window, desk.panels, desk.display, desk.opening)
    desk.room_files.attach(desk.window, desk.panels)
    desk.room.entering.connect(desk.recording.end)
    desk.room.entering.connect(desk.streaming.stop)
    desk.room.entering.connect(desk.neutral.give_up)
    desk.room.entering.connect(desk.reviewing.leave)


def _wire_commands(desk: Desk) -> None:
    opening, choices, canvas = desk.opening, desk.choices, desk.panels.video.canvas
    commands = desk.window.commands
    for name, slot in (
        ("camera", opening.on_camera_requested),
        ("file", opening.on_file_requested),
        ("folder", opening.on_folder_requested),
        ("stream", opening.on_stream_requested),
        ("demo", opening.on_demo_requested),
        ("add_model", choices.on_add_model_requested),
        ("cards", desk.privacy.on_cards_requested),
        ("fairness", desk.fairness.on_requested),
        ("privacy", desk.privacy.on_privacy_requested),
        ("play", opening.on_play_requested),
        ("back", opening.step(-STEP_S)),
        ("forward", opening.step(STEP_S)),
        ("restart", opening.on_restart_requested),
        ("next_face", canvas.select_next),
        ("previous_face", canvas.select_previous),
    ):
        commands[name].triggered.connect(slot)
    commands["mirror"].toggled.connect(choices.on_mirror_toggled)
    for name, command in commands.items():
        if name.startswith(THEME):
            command.triggered.connect(choices.choose_theme(name.removeprefix(THEME)))
        elif name.startswith(LANGUAGE):
            command.triggered.connect(choices.choose_language(name.removeprefix(LANGUAGE)))
        elif name.startswith(PANEL):
            command.toggled.connect(choices.show_panel(name.removeprefix(PANEL)))
    canvas.addAction(commands["play"])


def application() -> QApplication:
    """The one QApplication, with the style that the themes are made for."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    made = QApplication(sys.argv[:1])
    made.setApplicationName("ferdesk")
    made.setDesktopFileName("ferdesk")
    made.setStyle("Fusion")
    made.setWindowIcon(application_icon())
    return made


def run(
    source: str | None,
    models: tuple[str, ...],
    detector: str | None,
    provider: str | None,
    *,
    notice: str = "",
    quit_after_s: float | None = None,
) -> int:
    """Opens the window, then starts the engine, and works until the window is closed; returns the exit code.

    Args:
        source: Its address; None for a camera or, without one, the demo.
        models: Names; empty for those used last.
        detector: "near" or "far"; None for the one used last.
        provider: "auto", "cpu" or "cuda"; None for the one used last.
        notice: A sentence to show at the start.
        quit_after_s: Closes the window by itself after this time.
    """

    def attend(desk: Desk, _pipeline: LatePipeline) -> None:
        if quit_after_s is not None:
            QTimer.singleShot(round(quit_after_s * 1000), desk.window, desk.window.close)

    return launch(Start(source, models, detector, provider, notice, greets=True), paths.settings_file(), attend)


def launch(
    start: Start, settings_path: Path, attend: Callable[[Desk, LatePipeline], None], *, loop: bool = False
) -> int:
    """Opens the window on the real engine and works until it is closed; returns the exit code.

    Args:
        start: What was asked for.
        settings_path: Where settings are read and kept.
        attend: Called with all parts before anything runs.
        loop: Files start again when they end.
    """
    settings, problem = stored.read(settings_path)
    running = application()
    engine, shipped, late = shipped_engine(loop=loop)
    stage = Stage(running, engine, settings_path, build)
    desk = stage.open(settings)
    if problem:
        desk.window.banner.say(said(problem), "warning")
    attend(desk, late)
    desk.bridge.submit("start", shipped.make_pipeline, late.arrive)
    with interruptible(stage.close):
        return _exec(running, stage, engine, start)


def _exec(running: QApplication, stage: Stage, engine: Engine, start: Start) -> int:
    previous = sys.excepthook
    sys.excepthook = telling_in(lambda: stage.desk.window)
    try:
        stage.desk.begin(engine, start)
        return running.exec()
    finally:
        sys.excepthook = previous
