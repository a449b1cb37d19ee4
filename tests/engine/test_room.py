"""The engine while it watches a room: faces go to the tap alone, and no model is opened where none may be."""

import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room import Mask, RoomSettings
from ferdesk.core.types import DetectorStatus, Frame, ModelStatus, Observation, SourceState, SourceStatus
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.library import Library
from ferdesk.session.room import COVERED, RoomSession
from tests.engine.scripted import Rig, ScriptedDetector, ScriptedSource, library_of, running
from tests.engine.tiny_models import Tiny

SCHOOL = Policy(Setting.EDUCATION, Region.EU)
ELSEWHERE = Policy(Setting.OTHER, Region.OTHER)


class CountingLibrary:
    """Remembers which models were opened."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.opened: list[str] = []

    def open(self, model: str, *, provider: str = "cpu", threads: int = 2) -> Classifier:
        self.opened.append(model)
        return self._library.open(model, provider=provider, threads=threads)


@dataclass
class Tap:
    """A room session that remembers what it was given."""

    session: RoomSession
    seen: list[Observation] = field(default_factory=list)

    @property
    def expressions(self) -> bool:
        return self.session.expressions

    @property
    def preview(self) -> bool:
        return self.session.preview

    def cover(self, frame: Frame) -> Frame:
        return self.session.cover(frame)

    def take_in(self, observation: Observation) -> None:
        self.seen.append(observation)
        self.session.take_in(observation)


def tap(policy: Policy = SCHOOL) -> Tap:
    return Tap(RoomSession(RoomSettings(), policy))


def counting(folder: Path) -> CountingLibrary:
    return CountingLibrary(library_of(folder, Tiny()))


def after(rig: Rig, taken: Tap, count: int = 20) -> None:
    """Waits until the tap has had so many more observations, and what was on its way before has arrived."""
    rig.until(lambda: len(taken.seen) > 2)
    rig.poll()
    rig.observations.clear()
    have = len(taken.seen)
    rig.until(lambda: len(taken.seen) >= have + count)


def test_rule_2_where_expressions_are_prohibited_no_model_is_opened(tmp_path: Path) -> None:
    library, taken = counting(tmp_path), tap(SCHOOL)
    with running(library, lambda *_: ScriptedSource()) as rig:  # type: ignore[arg-type]  # all that is used of it
        rig.pipeline.watch_room(taken)
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.choose_provider("cpu")
        rig.pipeline.open_source("anything")
        after(rig, taken)
        assert library.opened == []
        assert not any(reading.predictions for seen in taken.seen for reading in seen.readings)
        assert [event.models for event in rig.events if isinstance(event, ModelStatus)][-1] == ()


def test_rule_2_a_model_that_was_in_use_is_let_go(tmp_path: Path) -> None:
    library, taken = counting(tmp_path), tap(SCHOOL)
    with running(library, lambda *_: ScriptedSource()) as rig:  # type: ignore[arg-type]
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: rig.predicted == {"tiny"})
        rig.pipeline.watch_room(taken)
        after(rig, taken)
        assert rig.pipeline._classifiers == ()
        assert not any(reading.predictions for seen in taken.seen for reading in seen.readings)
        rig.pipeline.watch_room(None)
        rig.until(lambda: rig.predicted == {"tiny"})
        assert library.opened == ["tiny", "tiny"], "it is opened again only when the room is left"


def test_rule_2_where_expressions_are_allowed_the_tap_gets_them(tmp_path: Path) -> None:
    taken = tap(ELSEWHERE)
    with running(library_of(tmp_path, Tiny()), lambda *_: ScriptedSource()) as rig:
        rig.pipeline.watch_room(taken)
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: bool(taken.seen and taken.seen[-1].readings[0].predictions))
        assert rig.observations == []


def test_rule_3_nothing_about_a_face_leaves_the_inference_thread(tmp_path: Path) -> None:
    taken = tap()
    with running(library_of(tmp_path), lambda *_: ScriptedSource()) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: any(seen.readings for seen in rig.observations))
        rig.pipeline.watch_room(taken)
        after(rig, taken)
        assert rig.observations == [], "the window gets no picture that it did not ask for"
        assert all(seen.readings for seen in taken.seen)
        taken.session.preview = True
        rig.until(lambda: len(rig.observations) > 3)
        assert all(seen.readings == () and seen.costs == () for seen in rig.observations)


def test_rule_5_masked_people_are_covered_before_faces_are_looked_for(tmp_path: Path) -> None:
    searched: list[Frame] = []
    taken = tap()
    taken.session.masks = (Mask(0.5, 0.0, 0.5, 1.0),)
    taken.session.preview = True
    detector = ScriptedDetector(before_find=searched.append)
    with running(library_of(tmp_path), lambda *_: ScriptedSource(), lambda *_, **__: detector) as rig:
        rig.pipeline.watch_room(taken)
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 3)
    for frame in [*searched, *(seen.frame for seen in rig.observations)]:
        assert (frame.pixels[:, 60:] == COVERED).all()
    assert len({int(frame.pixels[0, 0, 0]) for frame in searched}) > 1, "the rest of the picture is the camera's"


def test_a_room_is_searched_for_far_faces_and_the_choice_comes_back(tmp_path: Path) -> None:
    made: list[str] = []

    def maker(name: str, **_options: object) -> ScriptedDetector:
        made.append(name)
        return ScriptedDetector(name=name)

    taken = tap()
    with running(library_of(tmp_path), lambda *_: ScriptedSource(), maker) as rig:
        rig.pipeline.watch_room(taken)
        rig.pipeline.open_source("anything")
        rig.pipeline.choose_detector("near")
        after(rig, taken)
        assert made[-1] == "far"
        rig.pipeline.watch_room(None)
        rig.until(lambda: bool(rig.observations))
        assert made[-1] == "near"
        assert [event.name for event in rig.events if isinstance(event, DetectorStatus)][-1] == "near"


def test_faces_from_before_a_room_are_not_found_again_after_it(tmp_path: Path) -> None:
    taken = tap()
    with running(library_of(tmp_path), lambda *_: ScriptedSource()) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: any(seen.readings for seen in rig.observations))
        before = {reading.face.track_id for seen in rig.observations for reading in seen.readings}
        rig.pipeline.watch_room(taken)
        after(rig, taken)
        rig.pipeline.watch_room(None)
        rig.until(lambda: any(seen.readings for seen in rig.observations))
        assert not before.intersection(reading.face.track_id for reading in rig.observations[-1].readings)


def test_a_clip_shorter_than_a_window_starts_again_in_a_room(tmp_path: Path) -> None:
    taken = tap()
    with running(library_of(tmp_path), lambda *_: ScriptedSource(count=5)) as rig:
        rig.pipeline.watch_room(taken)
        rig.pipeline.open_source("clip")
        rig.until(lambda: len(taken.seen) > 15)
        assert SourceState.ENDED not in rig.states
        rig.pipeline.watch_room(None)
        rig.until(lambda: SourceState.ENDED in rig.states)


def test_rule_5_a_closed_source_is_freed_and_stays_closed(tmp_path: Path) -> None:
    source = ScriptedSource(live=True)
    with running(library_of(tmp_path), lambda *_: source) as rig:
        rig.pipeline.open_source("camera")
        rig.until(lambda: bool(rig.observations))
        rig.pipeline.close_source()
        rig.until(lambda: source.closed)
        captured = rig.pipeline.captured
        rig.until(lambda: SourceState.CLOSED in rig.states)
        time.sleep(0.05)
        assert rig.pipeline.captured == captured
        told = [event for event in rig.events if isinstance(event, SourceStatus)][-1]
        assert (told.title, told.state) == ("Scripted", SourceState.CLOSED)


def test_a_room_session_looks_four_times_a_second() -> None:
    room = RoomSession(RoomSettings(), SCHOOL, started_s=0.0)
    pixels = np.zeros((90, 120, 3), np.uint8)
    added: list[float] = []
    plain = Observation(Frame(pixels, 1, 0.0), (), 0.0, 0, 0.0)
    add = room._windows.add
    room._windows.add = lambda time_s, faces: added.append(time_s) or add(time_s, faces)  # type: ignore[method-assign,func-returns-value]
    for number in range(60):
        room.take_in(replace(plain, frame=Frame(pixels, number, number / 30)))
    assert 7 <= len(added) <= 8


def test_rule_4_a_recording_is_told_nothing_of_a_room(tmp_path: Path) -> None:
    taken, recorded = tap(), list[Observation]()
    with running(library_of(tmp_path), lambda *_: ScriptedSource()) as rig:
        rig.pipeline.observe_with(recorded.append)
        rig.pipeline.open_source("anything")
        rig.until(lambda: bool(recorded))
        rig.pipeline.watch_room(taken)
        taken.session.preview = True
        rig.until(lambda: bool(taken.seen))
        had = len(recorded)
        after(rig, taken)
        assert len(recorded) == had
        rig.pipeline.watch_room(None)
        rig.until(lambda: len(recorded) > had)
