"""The live engine through its public surface: scripted sources and detectors, real threads, real ONNX models."""

import itertools
import time
from pathlib import Path

import pytest

from ferdesk.core.errors import DetectorError
from ferdesk.core.types import DetectorStatus, Frame, ModelStatus, Observation, SourceState
from ferdesk.engine.jobs import Jobs
from ferdesk.engine.pipeline import Parts, Pipeline
from tests.engine.scripted import Rig, ScriptedDetector, ScriptedSource, face, library_of, running
from tests.engine.tiny_models import Tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def model_statuses(rig: Rig) -> list[ModelStatus]:
    return [event for event in rig.events if isinstance(event, ModelStatus)]


def numbers(rig: Rig) -> tuple[int, ...]:
    """The faces of the newest observation."""
    return tuple(reading.face.track_id for reading in rig.observations[-1].readings) if rig.observations else ()


def test_frames_become_predictions_in_the_models_own_words(folder: Path) -> None:
    tiny = Tiny(favourite=5)
    with running(library_of(folder, tiny), lambda *_: ScriptedSource()) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: rig.predicted == {"tiny"})
    reading = rig.observations[-1].readings[0]
    assert reading.face.track_id == 1
    assert reading.predictions[0].label == "sad"
    assert rig.observations[-1].costs[0].model == "tiny"
    assert model_statuses(rig)[-1].provider == "CPU"


def test_the_picture_shown_is_the_picture_that_was_classified(folder: Path) -> None:
    tiny = Tiny()
    with running(library_of(folder, tiny), lambda *_: ScriptedSource(fps=50)) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: sum(bool(o.readings and o.readings[0].predictions) for o in rig.observations) > 20)
    for observation in rig.observations:
        for reading in observation.readings:
            for prediction in reading.predictions:
                level = observation.frame.pixels[0, 0, 0] / 255
                logits = level * tiny.gain[0] + tiny.bias
                assert prediction.label == tiny.labels[int(logits.argmax())]


def test_time_stamps_grow_and_what_is_dropped_is_counted(folder: Path) -> None:
    slow = ScriptedDetector(before_find=lambda _frame: time.sleep(0.05))
    with running(library_of(folder), lambda *_: ScriptedSource(fps=100), lambda *_, **__: slow) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) >= 10)
        seen = list(rig.observations)
    times = [o.frame.time_s for o in seen]
    indices = [o.frame.index for o in seen]
    assert all(a < b for a, b in itertools.pairwise(times))
    # The outbox may have let go of old observations; between neighbours that it kept, nothing is lost uncounted.
    for before, after in itertools.pairwise(seen):
        if after.frame.index - before.frame.index == after.dropped + 1:
            continue
        assert after.frame.index > before.frame.index
    assert indices[-1] - indices[0] + 1 > len(seen), "a slow detector must drop frames"
    assert sum(o.dropped for o in seen) > 0


def test_a_model_is_switched_without_a_frozen_picture(folder: Path) -> None:
    library = library_of(folder, Tiny(), Tiny(name="other", extra_work=3, favourite=1))
    with running(library, lambda *_: ScriptedSource(fps=100)) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: rig.predicted == {"tiny"})
        before = len(rig.observations)
        rig.pipeline.choose_models(("other", "tiny"))
        rig.until(lambda: rig.predicted == {"other", "tiny"})
        switched = rig.observations[before:]
        assert len(switched) > 1, "pictures went on while the other model was opened"
        assert model_statuses(rig)[-1].models == ("other", "tiny")
        order = [p.model for p in rig.observations[-1].readings[0].predictions]
        assert order == ["other", "tiny"]


def test_the_beginning_of_a_file_waits_for_an_engine_that_is_loading(folder: Path) -> None:
    def make(_name: str, **_options: bool) -> ScriptedDetector:
        time.sleep(0.5)
        return ScriptedDetector()

    with running(library_of(folder, Tiny()), lambda *_: ScriptedSource(fps=50), make) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: len(rig.observations) > 0)
    assert rig.observations[0].frame.position_s == 0.0
    assert rig.observations[0].dropped == 0
    assert rig.observations[0].readings[0].predictions, "not a picture went by without the model"


def test_a_broken_model_leaves_the_others_at_work(folder: Path) -> None:
    library = library_of(folder, Tiny())
    (folder / "own" / "broken.onnx").write_bytes(b"not a model")
    with running(library, lambda *_: ScriptedSource()) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: rig.predicted == {"tiny"})
        rig.pipeline.choose_models(("broken",))
        rig.until(lambda: bool(rig.failures))
        shown = len(rig.observations)
        rig.until(lambda: len(rig.observations) > shown + 5)
        assert rig.predicted == {"tiny"}
        assert "broken.onnx" in rig.failures[0]


def test_a_failing_detector_is_told_once_and_the_picture_goes_on(folder: Path) -> None:
    def refuse(_frame: Frame) -> None:
        raise DetectorError("The detector cannot read this picture.")

    broken = ScriptedDetector(before_find=refuse)
    with running(library_of(folder), lambda *_: ScriptedSource(), lambda *_, **__: broken) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 10)
        assert rig.failures == ["The detector cannot read this picture."]
        assert rig.pipeline.failed > 5


def test_a_defect_in_the_analysis_is_told_and_the_picture_goes_on(folder: Path) -> None:
    def fail(_frame: Frame) -> None:
        raise ZeroDivisionError("a defect")

    detector = ScriptedDetector(before_find=fail)
    with running(library_of(folder), lambda *_: ScriptedSource(), lambda *_, **__: detector) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 10)
        assert len(rig.failures) == 1
        assert "a defect" in rig.failures[0]
        assert rig.pipeline.failed >= 10


def test_a_blocked_window_leaves_only_the_newest_results_waiting(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=200)) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 2)
        newest = rig.observations[-1].frame.index
        while rig.pipeline.captured < newest + 50:
            time.sleep(0.01)
        observations, _events = rig.pipeline.take()
        assert len(observations) <= 8
        assert observations[0].frame.index > newest + 1


def test_a_listener_hears_of_every_observation_while_the_window_is_blocked(folder: Path) -> None:
    def broken_at_ten(frame: Frame) -> None:
        if frame.index == 10:
            raise DetectorError("The detector failed.")

    detector = ScriptedDetector(before_find=broken_at_ten)
    heard: list[Observation] = []
    with running(library_of(folder), lambda *_: ScriptedSource(fps=200), lambda *_, **__: detector) as rig:
        rig.pipeline.observe_with(heard.append)
        rig.pipeline.open_source("anything")
        deadline = time.monotonic() + 20
        while len(heard) < 40 and time.monotonic() < deadline:
            time.sleep(0.01)
        rig.pipeline.observe_with(None)
        time.sleep(0.05)  # the frame at hand may still be told
        count = len(heard)
        rig.until(lambda: bool(rig.observations) and rig.observations[-1].frame.index > heard[-1].frame.index)
    assert len(heard) == count >= 40
    indices = [each.frame.index for each in heard]
    missing = [each.dropped for each in heard[1:]]
    assert [after - before - 1 for before, after in itertools.pairwise(indices)] == missing, "each is told once"


def test_a_detector_chosen_before_the_start_is_the_only_one_loaded(folder: Path) -> None:
    made: list[str] = []

    def make(name: str, **_options: bool) -> ScriptedDetector:
        made.append(name)
        return ScriptedDetector(name=name)

    jobs = Jobs()
    pipeline = Pipeline(Parts(lambda *_: ScriptedSource(), make, library_of(folder), jobs))
    pipeline.choose_detector("far")
    pipeline.open_source("anything")
    pipeline.start()
    rig = Rig(pipeline, jobs)
    rig.until(lambda: len(rig.observations) > 2)
    assert pipeline.close(5.0)
    assert jobs.close(5.0)
    assert set(made) == {"far"}
    assert {event.name for event in rig.events if isinstance(event, DetectorStatus)} == {"far"}


def test_the_detector_is_changed_while_running(folder: Path) -> None:
    made: list[ScriptedDetector] = []

    def make(name: str, **_options: bool) -> ScriptedDetector:
        made.append(ScriptedDetector(name=name))
        return made[-1]

    with running(library_of(folder), lambda *_: ScriptedSource(), make) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 2)
        rig.pipeline.choose_detector("far")
        rig.until(lambda: made[-1].name == "far")
        rig.until(lambda: len(rig.observations) > 10)
    assert [detector.name for detector in made] == ["near", "near", "far"], "one to load, one for the source"
    assert all(detector.closed for detector in made)


def test_another_detector_gives_nobody_a_number_that_somebody_had(folder: Path) -> None:
    def make(name: str, **_options: bool) -> ScriptedDetector:
        seen = {"near": (face(), face(left=70, side=30)), "far": (face(left=70, side=30),)}
        return ScriptedDetector(seen[name], name)

    with running(library_of(folder), lambda *_: ScriptedSource(), make) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: numbers(rig) == (1, 2))
        rig.pipeline.choose_detector("far")
        rig.until(lambda: len(numbers(rig)) == 1)
        assert numbers(rig) == (2,), "the same face keeps its number, though the other one is no longer found"


def test_another_source_numbers_its_faces_from_one(folder: Path) -> None:
    detector = ScriptedDetector((face(), face(left=70, side=30)))
    with running(library_of(folder), lambda *_: ScriptedSource(), lambda *_, **__: detector) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: numbers(rig) == (1, 2))
        rig.observations.clear()
        rig.pipeline.open_source("another")
        rig.until(lambda: SourceState.OPENING in rig.states[1:] and len(rig.observations) > 5)
        assert numbers(rig) == (1, 2)
