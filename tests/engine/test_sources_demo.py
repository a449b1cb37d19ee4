"""The demo shows what its script says, the same on every machine, and the detector sees it."""

import itertools

import numpy as np
import pytest

from ferdesk.core import paths
from ferdesk.core.errors import SourceError
from ferdesk.core.types import Frame
from ferdesk.engine.detector import make_detector
from ferdesk.engine.sources.demo import DEMOS, Demo
from ferdesk.engine.sources.demo_script import ALONE, GROUP, PHOTOGRAPHS, RATE, Scene, View
from tests.engine.clips import opened

SIZES = {"demo": (480, 640, 3), "demo:group": (720, 1280, 3)}


def scripted_faces(scenes: tuple[Scene, ...]) -> dict[int, int]:
    """How many faces a picture shows, by its number, without the transitions."""
    faces, start_s = {}, 0.0
    for scene in scenes:
        for begin_s, end_s, number in scene.faces:
            first, last = round((start_s + begin_s) * RATE), round((start_s + end_s) * RATE)
            faces.update(dict.fromkeys(range(first, last), number))
        start_s += scene.length_s
    return faces


@pytest.mark.parametrize("address", DEMOS)
def test_pictures_follow_each_other_at_30_a_second(address: str) -> None:
    source = opened(address)
    frames = [source.read(0.1) for _ in range(4)]
    assert [frame.index for frame in frames if frame] == [0, 1, 2, 3]
    assert [frame.position_s for frame in frames if frame] == pytest.approx([0, 1 / 30, 2 / 30, 3 / 30])
    assert {frame.pixels.shape for frame in frames if frame} == {SIZES[address]}
    assert not source.live
    assert not source.still
    assert not source.mirrored
    assert source.duration_s is None
    source.close()
    source.close()


@pytest.mark.parametrize("address", DEMOS)
def test_a_picture_is_a_function_of_its_number_alone(address: str) -> None:
    one, other = Demo(address), Demo(address)
    for _ in range(5):
        one.read(0.1)
    one.seek(7.0)
    frame = one.read(0.1)
    assert frame.position_s == 7.0
    np.testing.assert_array_equal(frame.pixels, other.picture(210))
    one.seek(-1)
    assert one.read(0.1).position_s == 0
    one.seek(100 / RATE)
    assert one.read(0.1).position_s == 100 / RATE


@pytest.mark.parametrize(("address", "scenes"), [("demo", ALONE), ("demo:group", GROUP)])
def test_the_film_repeats_without_an_end(address: str, scenes: tuple[Scene, ...]) -> None:
    source, length = Demo(address), round(sum(scene.length_s for scene in scenes) * RATE)
    np.testing.assert_array_equal(source.picture(20), source.picture(20 + 3 * length))
    source.seek(1e5)
    assert source.read(0.1).position_s == 1e5


@pytest.mark.parametrize("address", DEMOS)
def test_the_picture_moves_without_jumps(address: str) -> None:
    source = Demo(address)
    pictures = [source.picture(number).astype(np.int16) for number in range(200, 260)]
    changes = [np.abs(after - before).mean() for before, after in itertools.pairwise(pictures)]
    assert min(changes) > 0.05
    assert max(changes) < 12


def test_scenes_fade_into_each_other() -> None:
    source, number = Demo("demo"), round(ALONE[0].length_s * RATE)
    before, fading, after = (source.picture(number + step).astype(np.float32) for step in (-1, 6, 12))
    assert np.abs(fading - (before + after) / 2).mean() < np.abs(before - after).mean() / 3


def test_the_script_has_what_a_demo_needs() -> None:
    numbers = {number for scene in ALONE for _, _, number in scene.faces}
    assert numbers == {0, 1, 2}
    views: list[View] = [view for scene in ALONE for pane in scene.panes for _, view in pane.path]
    assert min(view.light for view in views) < 0.5
    assert max(view.light for view in views) > 1.2
    assert {min(view.angle for view in views), max(view.angle for view in views)} == {-12, 12}
    assert sum(scene.length_s for scene in ALONE) >= 30
    assert len(GROUP[0].panes) == 10


@pytest.mark.parametrize(("address", "scenes", "step"), [("demo", ALONE, 11), ("demo:group", GROUP, 23)])
def test_the_detector_sees_as_many_faces_as_the_script_says(address: str, scenes: tuple[Scene, ...], step: int) -> None:
    source, detector = Demo(address), make_detector("near", still=True)
    scripted = {number: faces for number, faces in scripted_faces(scenes).items() if number % step == 0}
    try:
        found = {number: len(detector.find(Frame(source.picture(number), number, 0.0))) for number in scripted}
    finally:
        detector.close()
    wrong = {number: found[number] for number, faces in scripted.items() if found[number] != faces}
    assert len(wrong) <= 0.05 * len(scripted), f"{wrong} instead of {scripted}"


def test_the_photographs_are_small() -> None:
    assert sum((paths.demo_pictures() / name).stat().st_size for name in PHOTOGRAPHS) < 500_000


def test_a_missing_photograph_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "demo_pictures", lambda: paths.assets() / "nowhere")
    with pytest.raises(SourceError, match="there is no such file"):
        opened("demo")
