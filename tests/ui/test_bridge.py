"""What comes from the engine reaches Qt once, in order, and nothing late."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ferdesk.core.errors import ModelError
from ferdesk.core.types import DetectorStatus, Event, Failure
from ferdesk.ui.bridge import Bridge
from ferdesk.ui.engine import LatePipeline
from tests.ui.fakes import CAMERA_PLAYS, LEVEL1_RUNS, FakeJobs, FakePipeline, happy, observe

pytestmark = pytest.mark.usefixtures("qapp")


def _failing() -> object:
    raise ModelError("odd.onnx is damaged. Get it again.")


def test_every_observation_of_a_tick_arrives_in_one_list() -> None:
    pipeline = FakePipeline()
    bridge = Bridge(pipeline, FakeJobs())
    arrived: list[object] = []
    bridge.observed.connect(arrived.append)
    sent = [observe(happy(), index=index) for index in range(3)]
    pipeline.observations.extend(sent)
    bridge.tick()
    bridge.tick()
    assert arrived == [sent]


def test_each_kind_of_event_has_its_signal() -> None:
    pipeline = FakePipeline()
    bridge = Bridge(pipeline, FakeJobs())
    arrived: list[object] = []
    for signal in (bridge.failed, bridge.source_changed, bridge.models_changed, bridge.detector_changed):
        signal.connect(arrived.append)
    events: list[Event] = [
        Failure("source", "It is gone.", None, 0.0),
        CAMERA_PLAYS,
        LEVEL1_RUNS,
        DetectorStatus("far"),
    ]
    pipeline.events.extend(events)
    bridge.tick()
    assert arrived == events


def test_the_timer_ticks_by_itself(qtbot: QtBot) -> None:
    pipeline = FakePipeline()
    bridge = Bridge(pipeline, FakeJobs())
    bridge.start()
    with qtbot.waitSignal(bridge.observed, timeout=5000):
        pipeline.observations.append(observe(happy()))
    qtbot.waitUntil(lambda: len(bridge.ticks_ms) > 3, timeout=5000)
    assert bridge.close()
    assert pipeline.closed


def test_ticks_are_kept_for_the_bench() -> None:
    bridge = Bridge(FakePipeline(), FakeJobs())
    bridge.tick()
    bridge.tick()
    assert len(bridge.ticks_ms) == 1
    assert 0 <= bridge.ticks_ms[0] < 60_000


def test_a_job_is_answered() -> None:
    bridge = Bridge(FakePipeline(), FakeJobs())
    answers: list[object] = []
    bridge.submit("sum", lambda: 1 + 1, answers.append)
    bridge.tick()
    bridge.tick()
    assert answers == [2]


def test_the_late_answer_of_a_superseded_job_is_ignored() -> None:
    bridge = Bridge(FakePipeline(), FakeJobs())
    answers: list[object] = []
    bridge.submit("cameras", lambda: "old", answers.append)
    bridge.submit("models", lambda: "other", answers.append)
    bridge.submit("cameras", lambda: "new", answers.append)
    bridge.tick()
    assert answers == ["other", "new"]


def test_a_failed_job_is_told_with_its_sentence() -> None:
    bridge = Bridge(FakePipeline(), FakeJobs())
    told: list[Failure] = []
    bridge.failed.connect(told.append)
    bridge.submit("adding a model", _failing, lambda _value: pytest.fail("it has failed"))
    bridge.tick()
    assert [(failure.stage, failure.message) for failure in told] == [
        ("adding a model", "odd.onnx is damaged. Get it again.")
    ]


def test_jobs_of_others_are_none_of_its_business() -> None:
    jobs = FakeJobs()
    bridge = Bridge(FakePipeline(), jobs)
    bridge.failed.connect(lambda _failure: pytest.fail("it was not asked for"))
    jobs.submit(_failing)
    bridge.tick()


def test_what_is_asked_before_the_engine_is_loaded_is_asked_afterwards_in_order() -> None:
    late, real = LatePipeline(), FakePipeline()
    late.start()
    late.choose_provider("cpu")
    late.choose_models(("a", "b"))
    late.open_source("demo")
    assert late.take() == ([], [])
    late.arrive(real)
    late.seek(2.0)
    late.choose_detector("far")
    late.pause(True)
    names = ["start", "choose_provider", "choose_models", "open_source", "seek", "choose_detector", "pause"]
    assert [name for name, _argument in real.calls] == names
    real.observations.append(observe(happy()))
    assert len(late.take()[0]) == 1
    assert late.close()
    assert real.closed


def test_an_engine_that_never_came_closes_too() -> None:
    late = LatePipeline()
    late.start()
    assert late.close()


def test_pictures_are_not_copied_on_their_way() -> None:
    pipeline = FakePipeline()
    bridge = Bridge(pipeline, FakeJobs())
    arrived: list[list[object]] = []
    bridge.observed.connect(arrived.append)
    pixels = np.zeros((8, 8, 3), np.uint8)
    sent = observe(pixels=pixels)
    pipeline.observations.append(sent)
    bridge.tick()
    assert arrived[0][0] is sent
