"""The two looks of a detector on scripted faces, and the tiles of the far one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

import numpy as np
import pytest

from ferdesk.core.types import Box, Face, Frame, Pixels
from ferdesk.engine.detectors.blazeface import BlazeFace
from ferdesk.engine.detectors.finder import FaceFinder
from ferdesk.engine.detectors.tiles import TileSweep, tile_grid

BLACK = np.zeros((480, 640, 3), dtype=np.uint8)


def face(x: float, score: float, side: float = 60.0, eyes: float = 0.4) -> Face:
    """A face whose middle is at (x, 200)."""
    keypoints = np.zeros((6, 2), dtype=np.float32)
    keypoints[0, 0] = eyes * side
    return Face(Box(x - side / 2, 200 - side / 2, side, side), score, keypoints)


@dataclass
class ScriptedProposer:
    """Proposes what `places` says."""

    places: list[Box] = field(default_factory=list)
    closed: int = 0

    def propose(self, _pixels: Pixels) -> list[Box]:
        return list(self.places)

    def close(self) -> None:
        self.closed += 1


@dataclass
class ScriptedBlazeFace:
    """Sees those of `faces` whose middle lies in a square."""

    faces: list[Face] = field(default_factory=list)
    squares: list[Box] = field(default_factory=list)

    def look(self, _pixels: Pixels, squares: Sequence[Box], minimum: float) -> list[tuple[Face, ...]]:
        self.squares = list(squares)
        return [tuple(face for face in self.faces if face.score >= minimum and self._lies_in(face, s)) for s in squares]

    def _lies_in(self, face: Face, square: Box) -> bool:
        x, y = face.box.center
        return square.left < x < square.right and square.top < y < square.bottom


@dataclass
class Scene:
    """A finder on scripted parts."""

    proposer: ScriptedProposer
    network: ScriptedBlazeFace
    finder: FaceFinder

    def find(self, *faces: Face) -> list[float]:
        """Scores of what is found when these faces are there, best first."""
        self.network.faces = list(faces)
        return [found.score for found in self.finder.find(Frame(BLACK, 0, 0.0))]


@pytest.fixture
def make_scene() -> Callable[..., Scene]:
    def make(*, remembers: bool = True) -> Scene:
        proposer, network = ScriptedProposer(), ScriptedBlazeFace()
        finder = FaceFinder("scripted", proposer, cast(BlazeFace, network), remembers=remembers)
        return Scene(proposer, network, finder)

    return make


def test_a_proposal_is_a_face_only_when_the_second_look_is_sure(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(100, 1).box, face(300, 1).box, face(500, 1).box]
    assert scene.find(face(100, 0.7), face(300, 0.9), face(500, 0.6)) == [0.9]


def test_a_new_face_needs_some_pixels_and_two_eyes(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(100, 1).box, face(300, 1, side=10).box, face(500, 1).box]
    assert scene.find(face(100, 0.9, eyes=0.1), face(300, 0.95, side=10), face(500, 0.8)) == [0.8]


def test_the_second_look_is_around_the_place_and_within_the_picture(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(320, 1).box, face(320, 1, side=400).box]
    scene.find()
    around, within = scene.network.squares
    assert around.width == pytest.approx(3.5 * 60)
    assert around.center == pytest.approx((320, 200))
    assert within.width == pytest.approx(2 * 400)


def test_a_known_face_is_followed_without_being_proposed_again(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1).box]
    assert scene.find(face(300, 0.9)) == [0.9]
    scene.proposer.places = []
    for step in range(1, 12):
        assert scene.find(face(300 + 15 * step, 0.7)) == [0.7]


def test_a_known_face_that_is_proposed_again_is_looked_at_once(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1).box, face(305, 1).box]
    scene.find(face(300, 0.9))
    assert len(scene.network.squares) == 1
    assert scene.find(face(302, 0.9)) == [0.9]
    assert len(scene.network.squares) == 1


def test_a_known_face_is_given_up_when_its_score_stays_low(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1).box]
    scene.find(face(300, 0.75))
    assert [scene.find(face(300, 0.55)) for _ in range(3)] == [[0.55], [], []]


def test_a_known_face_with_a_good_past_survives_a_few_bad_pictures(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1).box]
    for _ in range(10):
        scene.find(face(300, 0.9))
    assert [scene.find(face(300, 0.52)) for _ in range(4)] == [[0.52]] * 4


def test_a_face_that_is_not_seen_is_looked_for_a_while(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1).box]
    scene.find(face(300, 0.9))
    scene.proposer.places = []
    assert [scene.find() for _ in range(8)] == [[]] * 8
    assert scene.find(face(310, 0.6)) == [0.6]
    for _ in range(12):
        scene.find()
    assert scene.network.squares == []
    assert scene.find(face(310, 0.9)) == []


def test_a_face_that_is_seen_takes_the_place_of_one_that_is_not(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1).box]
    scene.find(face(300, 0.9))
    scene.proposer.places = [face(300, 1, side=20).box]
    assert scene.find(face(300, 0.8, side=20)) == [0.8]


def test_a_finder_without_memory_judges_each_picture_alone(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene(remembers=False)
    scene.proposer.places = [face(300, 1).box]
    assert scene.find(face(300, 0.9)) == [0.9]
    assert scene.find(face(300, 0.7)) == []
    scene.proposer.places = []
    assert scene.find(face(300, 0.9)) == []


def test_two_looks_at_one_face_are_one_face_and_neighbours_are_two(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1, side=100).box, face(300, 1).box, face(350, 1).box]
    assert scene.find(face(300, 0.9), face(350, 0.8)) == [0.9, 0.8]


def test_a_face_elsewhere_in_the_surroundings_is_not_the_one_looked_for(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.proposer.places = [face(300, 1).box]
    assert scene.find(face(380, 0.95), face(300, 0.95, side=15)) == []


def test_closing_closes_the_first_look(make_scene: Callable[..., Scene]) -> None:
    scene = make_scene()
    scene.finder.close()
    scene.finder.close()
    assert scene.proposer.closed == 2


@pytest.mark.parametrize(
    ("height", "width"), [(270, 480), (480, 640), (720, 1280), (1080, 1920), (1280, 720), (1, 1), (50, 900)]
)
def test_tiles_of_each_size_cover_the_whole_picture(height: int, width: int) -> None:
    tiles = tile_grid(height, width)
    assert tiles[0].width == max(height, width)
    for side in {tile.width for tile in tiles}:
        same = [tile for tile in tiles if tile.width == side]
        assert min(tile.left for tile in same) <= 0
        assert min(tile.top for tile in same) <= 0
        assert max(tile.right for tile in same) >= width - 1e-6
        assert max(tile.bottom for tile in same) >= height - 1e-6
        for starts in (sorted({tile.left for tile in same}), sorted({tile.top for tile in same})):
            assert all(after - before <= 0.65 * side + 1e-6 for before, after in pairwise(starts))


def test_a_sweep_starts_with_all_tiles_and_then_takes_turns() -> None:
    network = ScriptedBlazeFace()
    sweep = TileSweep(cast(BlazeFace, network), 0.3, per_picture=10)
    everywhere = tile_grid(480, 640)
    sweep.propose(BLACK)
    assert network.squares == everywhere
    seen: list[Box] = []
    for _ in range(-(-len(everywhere) // 10)):
        sweep.propose(BLACK)
        assert len(network.squares) == 10
        seen += network.squares
    assert set(seen) == set(everywhere)


def test_an_exhaustive_sweep_searches_all_tiles_each_time() -> None:
    network = ScriptedBlazeFace()
    sweep = TileSweep(cast(BlazeFace, network), 0.3, per_picture=None)
    for _ in range(3):
        sweep.propose(BLACK)
        assert network.squares == tile_grid(480, 640)


def test_a_sweep_proposes_the_boxes_of_all_its_tiles() -> None:
    network = ScriptedBlazeFace([face(300, 0.35), face(100, 0.2)])
    sweep = TileSweep(cast(BlazeFace, network), 0.3, per_picture=None)
    proposed = sweep.propose(BLACK)
    assert set(proposed) == {face(300, 0.35).box}
    sweep.close()
