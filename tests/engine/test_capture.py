"""Sources as the live engine plays them: rate, pause, seek, loss and return, through the pipeline's public surface."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame, SourceState
from tests.engine.scripted import ScriptedSource, library_of, running
from tests.engine.tiny_models import Tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_files_play_at_their_own_rate(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=20, count=12)) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: SourceState.ENDED in rig.states)
        rig.poll()
    first, last = rig.observations[0].frame, rig.observations[-1].frame
    assert first.position_s is not None
    assert last.position_s is not None
    wanted = last.position_s - first.position_s
    # Never faster than the file; how much slower is the machine's affair.
    assert last.time_s - first.time_s >= wanted - 0.02


def test_a_jump_of_a_files_time_stamps_is_not_waited_for(folder: Path) -> None:
    class Jumping(ScriptedSource):
        def read(self, timeout_s: float) -> Frame | None:
            frame = super().read(timeout_s)
            if frame is None or frame.position_s is None or frame.index < 5:
                return frame
            return replace(frame, position_s=frame.position_s + 5 * 3600)

    with running(library_of(folder), lambda *_: Jumping(fps=20, count=10)) as rig:
        rig.pipeline.open_source("joined.mkv")
        rig.until(lambda: SourceState.ENDED in rig.states)
        rig.until(lambda: rig.shown_s == 5 * 3600 + 9 / 20)


def test_pause_holds_a_file_and_seek_shows_the_picture_there(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=50, count=500)) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 2)
        rig.pipeline.pause(True)
        rig.until(lambda: rig.states[-1] is SourceState.PAUSED)
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
        rig.until(lambda: SourceState.ENDED in rig.states and rig.predicted == {"tiny"})
        rig.pipeline.choose_models(("other",))
        rig.until(lambda: rig.predicted == {"other"})


def test_an_ended_file_plays_again(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=50, count=5)) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: rig.states[-1:] == [SourceState.ENDED])
        rig.pipeline.seek(0.0)
        rig.until(lambda: rig.states[-2:] == [SourceState.PLAYING, SourceState.ENDED])


def test_a_looped_file_never_ends(folder: Path) -> None:
    with running(library_of(folder), lambda *_: ScriptedSource(fps=100, count=5), loop=True) as rig:
        rig.pipeline.open_source("anything")
        rig.until(lambda: len(rig.observations) > 12)
        assert SourceState.ENDED not in rig.states


def test_a_camera_pulled_out_resumes_by_itself(folder: Path) -> None:
    opened: list[ScriptedSource] = []
    asked: list[str] = []

    def unplugged(index: int) -> None:
        if len(opened) == 1 and index >= 5:
            raise SourceError("The camera was unplugged. It is used again as soon as it is back.")

    def opener(address: str, _cancel: threading.Event) -> ScriptedSource:
        asked.append(address)
        if len(opened) in (1, 2):  # still absent when it is tried for the first time again
            opened.append(ScriptedSource())
            raise SourceError("There is no such camera.")
        opened.append(ScriptedSource(address="camera:Desk Cam", live=True, before_read=unplugged))
        return opened[-1]

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("camera:0")
        rig.until(lambda: SourceState.LOST in rig.states)
        assert opened[0].closed
        rig.until(lambda: rig.states[-1] is SourceState.PLAYING)
        assert len(rig.failures) == 1, "it is told once, not with every attempt"
        indices = [o.frame.index for o in rig.observations]
        assert indices == sorted(set(indices)), "frame numbers go on growing"
    assert asked[0] == "camera:0"
    assert set(asked[1:]) == {"camera:Desk Cam"}, "its number may be another camera's now"


def test_an_absent_camera_is_awaited_and_an_absent_file_is_not(folder: Path) -> None:
    attempts: list[str] = []

    def opener(address: str, _cancel: threading.Event) -> ScriptedSource:
        attempts.append(address)
        if address == "camera:0" and attempts.count(address) > 1:
            return ScriptedSource(address=address, live=True)
        raise SourceError(f"{address} is not there.")

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: rig.states[-1:] == [SourceState.FAILED])
        rig.pipeline.open_source("camera:0")
        rig.until(lambda: rig.states[-1] is SourceState.PLAYING)
    assert attempts == ["film.mkv", "camera:0", "camera:0"]


def test_what_fails_in_an_unforeseen_way_while_it_is_opened_is_told(folder: Path) -> None:
    def opener(address: str, _cancel: threading.Event) -> ScriptedSource:
        if address == "odd.avi":
            raise ValueError("odd")
        return ScriptedSource(address=address)

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("odd.avi")
        rig.until(lambda: rig.states[-1:] == [SourceState.FAILED])
        assert rig.failures == ["Reading pictures failed (odd). Open the source again."]
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: rig.states[-1] is SourceState.PLAYING)


def test_another_source_can_be_chosen_while_one_does_not_answer(folder: Path) -> None:
    def opener(address: str, cancel: threading.Event) -> ScriptedSource:
        if address == "rtsp://silent":
            cancel.wait(30)
            raise SourceError("rtsp://silent did not answer.")
        return ScriptedSource(address=address)

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("rtsp://silent")
        rig.until(lambda: SourceState.OPENING in rig.states)
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: rig.states[-1] is SourceState.PLAYING)
        assert rig.failures == [], "a source given up by choice is no failure"


def test_stop_works_while_a_stream_does_not_answer(folder: Path) -> None:
    def opener(address: str, cancel: threading.Event) -> ScriptedSource:
        cancel.wait(30)
        raise SourceError(f"{address} did not answer.")

    with running(library_of(folder), opener) as rig:
        rig.pipeline.open_source("rtsp://silent")
        rig.until(lambda: SourceState.OPENING in rig.states)
    # `running` asserts that both threads ended within the time.


def test_a_damaged_file_keeps_what_was_shown(folder: Path) -> None:
    def break_off(index: int) -> None:
        if index == 6:
            raise SourceError("film.mkv is damaged after 0.1 s.")

    with running(library_of(folder), lambda *_: ScriptedSource(before_read=break_off)) as rig:
        rig.pipeline.open_source("film.mkv")
        rig.until(lambda: rig.states[-1:] == [SourceState.ENDED])
        rig.until(lambda: rig.shown_s == 0.05)
        assert rig.failures == ["film.mkv is damaged after 0.1 s."]


def test_what_a_source_leaves_out_is_told_once(folder: Path) -> None:
    source = ScriptedSource(count=8)

    def damaged(index: int) -> None:
        if index == 3:
            source.problems = ("3.png is damaged.",)

    source.before_read = damaged
    with running(library_of(folder), lambda *_: source) as rig:
        rig.pipeline.open_source("folder")
        rig.until(lambda: SourceState.ENDED in rig.states)
    assert rig.failures == ["3.png is damaged."]
    assert rig.states[-1] is SourceState.ENDED, "the others were shown"
