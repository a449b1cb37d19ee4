"""The live engine through its public surface: scripted sources and detectors, real threads, real ONNX models."""

import itertools
import threading
import time
from pathlib import Path

import pytest

from ferdesk.core.errors import DetectorError, SourceError
from ferdesk.core.types import Failure, Frame, ModelStatus, SourceState, SourceStatus
from tests.engine.scripted import Rig, ScriptedDetector, ScriptedSource, library_of, running
from tests.engine.tiny_models import Tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def states(rig: Rig) -> list[SourceState]:
    return [event.state for event in rig.events if isinstance(event, SourceStatus)]


def model_statuses(rig: Rig) -> list[ModelStatus]:
    return [event for event in rig.events if isinstance(event, ModelStatus)]


def failures(rig: Rig) -> list[str]:
    return [event.message for event in rig.events if isinstance(event, Failure)]


def predicted(rig: Rig) -> set[str]:
    """The models that the newest observation carries."""
    if not rig.observations or not rig.observations[-1].readings:
        return set()
    return {prediction.model for prediction in rig.observations[-1].readings[0].predictions}


def test_frames_become_predictions_in_the_models_own_words(folder: Path) -> None:
    tiny = Tiny(favourite=5)
    with running(library_of(folder, tiny), lambda *_: ScriptedSource()) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: predicted(rig) == {"tiny"})
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
        rig.until(lambda: predicted(rig) == {"tiny"})
        before = len(rig.observations)
        rig.pipeline.choose_models(("other", "tiny"))
        rig.until(lambda: predicted(rig) == {"other", "tiny"})
        switched = rig.observations[before:]
        assert len(switched) > 1, "pictures went on while the other model was opened"
        assert model_statuses(rig)[-1].models == ("other", "tiny")
        order = [p.model for p in rig.observations[-1].readings[0].predictions]
        assert order == ["other", "tiny"]


def test_a_broken_model_leaves_the_others_at_work(folder: Path) -> None:
    library = library_of(folder, Tiny())
    (folder / "own" / "broken.onnx").write_bytes(b"not a model")
    with running(library, lambda *_: ScriptedSource()) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("anything")
        rig.until(lambda: predicted(rig) == {"tiny"})
        rig.pipeline.choose_models(("broken",))
        rig.until(lambda: bool(failures(rig)))
        shown = len(rig.observations)
        rig.until(lambda: len(rig.observations) > shown + 5)
        assert predicted(rig) == {"tiny"}
        assert "broken.onnx" in failures(rig)[0]


def test_a_failing_detector_is_told_once_and_the_picture_goes_on(folder: Path) -> None:
    def refuse(_frame: Frame) -> None:
        raise DetectorError("The detector cannot read this picture.")

    broken = ScriptedDetector(before_find=refuse)
    with running(library_of(folder), lambda *_: ScriptedSource(), lambda *_, **__: broken) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 10)
        assert failures(rig) == ["The detector cannot read this picture."]
        assert rig.pipeline.failed > 5


def test_a_defect_in_the_analysis_is_survived(folder: Path) -> None:
    def fail_at_first(frame: Frame) -> None:
        if frame.index < 3:
            raise ZeroDivisionError("a defect")

    detector = ScriptedDetector(before_find=fail_at_first)
    with running(library_of(folder), lambda *_: ScriptedSource(), lambda *_, **__: detector) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 3)
        assert any("a defect" in message for message in failures(rig))


def test_files_play_at_their_own_rate(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=20, count=12)) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: SourceState.ENDED in states(rig))
        rig.poll()
    first, last = rig.observations[0].frame, rig.observations[-1].frame
    assert first.position_s is not None
    assert last.position_s is not None
    wanted = last.position_s - first.position_s
    # Never faster than the file; how much slower is the machine's affair.
    assert last.time_s - first.time_s >= wanted - 0.02


def test_pause_holds_a_file_and_seek_shows_the_picture_there(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=50, count=500)) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 2)
        rig.pipeline.pause(True)
        rig.until(lambda: states(rig)[-1] is SourceState.PAUSED)
        rig.pipeline.seek(4.0)
        rig.until(lambda: rig.observations[-1].frame.position_s == 4.0)
        count = len(rig.observations)
        time.sleep(0.1)
        rig.poll()
        assert len(rig.observations) == count, "a paused file stands still"
        rig.pipeline.pause(False)
        rig.until(lambda: (rig.observations[-1].frame.position_s or 0) > 4.1)
        positions = [o.frame.position_s for o in rig.observations[count:]]
        assert all(p is not None and 4.0 <= p < 6.0 for p in positions)


def test_a_paused_picture_is_analysed_anew_by_a_new_model(folder: Path) -> None:
    with running(library_of(folder, Tiny(), Tiny(name="other")), lambda *_: ScriptedSource(count=1)) as rig:
        rig.pipeline.choose_models(("tiny",))
        rig.pipeline.open_source("picture")
        rig.until(lambda: SourceState.ENDED in states(rig) and predicted(rig) == {"tiny"})
        rig.pipeline.choose_models(("other",))
        rig.until(lambda: predicted(rig) == {"other"})


def test_an_ended_file_plays_again(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=50, count=5)) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: states(rig)[-1:] == [SourceState.ENDED])
        rig.pipeline.seek(0.0)
        rig.until(lambda: states(rig)[-2:] == [SourceState.PLAYING, SourceState.ENDED])


def test_a_looped_file_never_ends(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=100, count=5), loop=True) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 12)
        assert SourceState.ENDED not in states(rig)


def test_a_camera_pulled_out_resumes_by_itself(folder: Path) -> None:
    opened: list[ScriptedSource] = []

    def unplugged(index: int) -> None:
        if len(opened) == 1 and index >= 5:
            raise SourceError("The camera was unplugged. It is used again as soon as it is back.")

    def opener(address: str, _cancel: threading.Event) -> ScriptedSource:
        if len(opened) in (1, 2):  # still absent when it is tried for the first time again
            opened.append(ScriptedSource())
            raise SourceError("There is no such camera.")
        opened.append(ScriptedSource(address=address, live=True, before_read=unplugged))
        return opened[-1]

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("camera:0")
        rig.until(lambda: SourceState.LOST in states(rig))
        assert opened[0].closed
        rig.until(lambda: states(rig)[-1] is SourceState.PLAYING)
        assert len(failures(rig)) == 1, "it is told once, not with every attempt"
        indices = [o.frame.index for o in rig.observations]
        assert indices == sorted(set(indices)), "frame numbers go on growing"


def test_an_absent_camera_is_awaited_and_an_absent_file_is_not(folder: Path) -> None:
    attempts: list[str] = []

    def opener(address: str, _cancel: threading.Event) -> ScriptedSource:
        attempts.append(address)
        if address == "camera:0" and attempts.count(address) > 1:
            return ScriptedSource(address=address, live=True)
        raise SourceError(f"{address} is not there.")

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: states(rig)[-1:] == [SourceState.FAILED])
        rig.pipeline.open_source("camera:0")
        rig.until(lambda: states(rig)[-1] is SourceState.PLAYING)
    assert attempts == ["film.mkv", "camera:0", "camera:0"]


def test_another_source_can_be_chosen_while_one_does_not_answer(folder: Path) -> None:
    def opener(address: str, cancel: threading.Event) -> ScriptedSource:
        if address == "rtsp://silent":
            cancel.wait(30)
            raise SourceError("rtsp://silent did not answer.")
        return ScriptedSource(address=address)

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("rtsp://silent")
        rig.until(lambda: SourceState.OPENING in states(rig))
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: states(rig)[-1] is SourceState.PLAYING)
        assert failures(rig) == [], "a source given up by choice is no failure"


def test_stop_works_while_a_stream_does_not_answer(folder: Path) -> None:
    def opener(address: str, cancel: threading.Event) -> ScriptedSource:
        cancel.wait(30)
        raise SourceError(f"{address} did not answer.")

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("rtsp://silent")
        rig.until(lambda: SourceState.OPENING in states(rig))
    # `running` asserts that both threads ended within the time.


def test_a_damaged_file_keeps_what_was_shown(folder: Path) -> None:
    def break_off(index: int) -> None:
        if index == 6:
            raise SourceError("film.mkv is damaged after 0.1 s.")

    with running(library_of(folder), lambda *_: ScriptedSource(before_read=break_off)) as rig:
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: states(rig)[-1:] == [SourceState.ENDED])
        rig.poll()
        assert rig.observations[-1].frame.position_s == pytest.approx(0.05)
        assert failures(rig) == ["film.mkv is damaged after 0.1 s."]


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


def test_the_detector_is_changed_while_running(folder: Path) -> None:
    made: list[ScriptedDetector] = []

    def make(name: str, **_options: bool) -> ScriptedDetector:
        made.append(ScriptedDetector(name=name))
        return made[-1]

    with running(library_of(folder), lambda *_: ScriptedSource(), make) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 2)
        rig.pipeline.choose_detector("far")
        rig.until(lambda: len(made) == 2)
        rig.until(lambda: len(rig.observations) > 10)
    assert [detector.name for detector in made] == ["near", "far"]
    assert all(detector.closed for detector in made)
