"""The tracker on scripted scenes: numbers stay through passing, gaps and flicker, at any frame rate."""

from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from ferdesk.core.tracking import Tracker, TrackerSettings, number_faces
from ferdesk.core.types import NO_TRACK, Box, Face

SETTINGS = TrackerSettings()
SIDE = 60.0


def face(x: float, y: float = 200.0, side: float = SIDE, score: float = 0.95) -> Face:
    """A face whose middle is at x, y."""
    return Face(Box(x - side / 2, y - side / 2, side, side), score, np.zeros((6, 2), dtype=np.float32))


def numbers(faces: Sequence[Face]) -> list[int]:
    return [each.track_id for each in faces]


def at(faces: Sequence[Face], number: int) -> float:
    """Where the face with this number is."""
    return next(each.box.center[0] for each in faces if each.track_id == number)


def play(tracker: Tracker, scene: Callable[[float], list[Face]], until_s: float, fps: float) -> list[tuple[Face, ...]]:
    """What the tracker says of every frame of a scene, which is a function of time."""
    return [tracker.update(scene(step / fps), step / fps) for step in range(round(until_s * fps))]


def test_numbers_are_given_in_order_and_kept() -> None:
    tracker = Tracker()
    shown = play(tracker, lambda _: [face(500), face(100), face(300)], 1, 30)
    assert [numbers(frame) for frame in shown] == [[1, 2, 3]] * 30
    assert [at(shown[-1], number) for number in (1, 2, 3)] == [100, 300, 500]


def test_boxes_scores_and_keypoints_pass_unchanged() -> None:
    given = face(100)
    (kept,) = Tracker().update([given], 0)
    assert kept.box == given.box
    assert kept.score == given.score
    assert kept.keypoints is given.keypoints


def test_a_less_sure_face_is_shown_from_its_third_frame() -> None:
    shown = play(Tracker(), lambda _: [face(100, score=0.7)], 0.2, 30)
    assert [numbers(frame) for frame in shown] == [[], [], [1], [1], [1], [1]]


def test_a_false_face_of_one_frame_takes_no_number() -> None:
    def scene(time_s: float) -> list[Face]:
        false = [face(400, score=0.7)] if 0.3 < time_s < 0.34 else []
        late = [face(600)] if time_s > 0.6 else []
        return [face(100), *false, *late]

    shown = play(Tracker(), scene, 1, 30)
    assert {number for frame in shown for number in numbers(frame)} == {1, 2}


def test_a_face_that_flickers_every_other_frame_gets_and_keeps_one_number() -> None:
    shown = play(Tracker(), lambda time_s: [face(100, score=0.7)] if round(time_s * 30) % 2 == 0 else [], 2, 30)
    assert {number for frame in shown for number in numbers(frame)} == {1}
    assert all(numbers(frame) == [1] for frame in shown[4::2])
    assert all(not frame for frame in shown[1::2])


@pytest.mark.parametrize("fps", [5, 10, 30, 60])
def test_two_faces_that_pass_each_other_keep_their_numbers(fps: float) -> None:
    """While they cover each other the detector sees one of them."""

    def scene(time_s: float) -> list[Face]:
        right, left = face(100 + 200 * time_s), face(500 - 200 * time_s)
        return [right] if right.box.overlap(left.box) > 0.3 else [right, left]

    shown = play(Tracker(), scene, 2, fps)
    assert {number for frame in shown for number in numbers(frame)} == {1, 2}
    assert at(shown[0], 1) < at(shown[0], 2)
    assert at(shown[-1], 1) > at(shown[-1], 2)


@pytest.mark.parametrize("fps", [10, 30])
def test_passing_at_different_heights_and_speeds(fps: float) -> None:
    def scene(time_s: float) -> list[Face]:
        return [face(100 + 150 * time_s, 200), face(500 - 250 * time_s, 225, side=70)]

    shown = play(Tracker(), scene, 2, fps)
    assert all(numbers(frame) == [1, 2] for frame in shown)
    assert at(shown[-1], 1) == pytest.approx(400, abs=20)


def test_two_faces_that_meet_and_turn_back_end_with_the_same_two_numbers() -> None:
    def scene(time_s: float) -> list[Face]:
        apart = 40 + 200 * abs(time_s - 1)
        left, right = face(300 - apart / 2), face(300 + apart / 2)
        return [left, right] if left.box.overlap(right.box) < 0.3 else [left]

    shown = play(Tracker(), scene, 2, 30)
    assert numbers(shown[-1]) == [1, 2]


@pytest.mark.parametrize("fps", [5, 30])
def test_a_gap_of_most_of_a_second_keeps_the_number_of_a_moving_face(fps: float) -> None:
    shown = play(Tracker(), lambda time_s: [] if 0.6 < time_s < 1.4 else [face(100 + 100 * time_s)], 2, fps)
    assert {number for frame in shown for number in numbers(frame)} == {1}


@pytest.mark.parametrize("fps", [5, 30])
def test_a_face_that_comes_back_where_it_was_lost_gets_its_number_back(fps: float) -> None:
    away_s = SETTINGS.lose_after_s + 0.8 * SETTINGS.recall_s
    shown = play(Tracker(), lambda time_s: [] if 1 <= time_s < 1 + away_s else [face(100)], 2 + away_s, fps)
    assert {number for frame in shown for number in numbers(frame)} == {1}


def test_a_face_that_comes_back_elsewhere_or_too_late_gets_a_new_number() -> None:
    tracker = Tracker()
    tracker.update([face(100)], 0)
    assert numbers(tracker.update([face(100 + 3 * SIDE)], 2)) == [2]
    assert numbers(tracker.update([face(100)], 2 + SETTINGS.lose_after_s + SETTINGS.recall_s)) == [3]


def test_numbers_are_never_used_twice() -> None:
    tracker = Tracker()
    seen = [numbers(tracker.update([face(100)], 10.0 * visit)) for visit in range(5)]
    assert seen == [[1], [2], [3], [4], [5]]


def test_what_is_forgotten_is_not_found_again_and_numbers_go_on() -> None:
    tracker = Tracker()
    tracker.update([face(100), face(300)], 0)
    tracker.forget()
    assert numbers(tracker.update([face(100), face(300)], 0.03)) == [3, 4]


def test_a_newcomer_near_a_known_face_does_not_take_its_number() -> None:
    tracker = Tracker()
    play(tracker, lambda _: [face(200)], 1, 30)
    shown = tracker.update([face(245), face(201)], 1)
    assert at(shown, 1) == 201
    assert numbers(shown) == [1, 2]


def test_no_good_match_is_given_up_for_two_bad_ones() -> None:
    tracker = Tracker()
    tracker.update([face(100), face(160)], 0)
    shown = tracker.update([face(158), face(205)], 0.2)
    assert at(shown, 2) == 158


def test_size_tells_two_faces_apart_where_distance_does_not() -> None:
    tracker = Tracker()
    tracker.update([face(100, side=40), face(140, side=76)], 0)
    shown = tracker.update([face(122, side=40), face(118, side=76)], 0.1)
    assert [(each.track_id, each.box.width) for each in shown] == [(1, 40), (2, 76)]


def test_doubtful_faces_long_after_each_other_are_not_one_that_lasts() -> None:
    tracker = Tracker()
    assert [tracker.update([face(100, score=0.7)], float(time_s)) for time_s in range(5)] == [()] * 5


def test_a_face_of_quite_another_size_is_another_face() -> None:
    tracker = Tracker()
    tracker.update([face(100, side=40)], 0)
    assert numbers(tracker.update([face(100, side=100)], 0.03)) == [2]


def test_a_face_that_walks_towards_the_camera_keeps_its_number() -> None:
    shown = play(Tracker(), lambda time_s: [face(100 + 50 * time_s, side=30 * 2**time_s)], 3, 10)
    assert all(numbers(frame) == [1] for frame in shown)


def test_two_frames_of_the_same_moment_and_empty_frames_do_no_harm() -> None:
    tracker = Tracker()
    assert tracker.update([], 0) == ()
    assert numbers(tracker.update([face(100)], 1)) == [1]
    assert numbers(tracker.update([face(102)], 1)) == [1]
    assert tracker.update([], 1.1) == ()
    assert numbers(tracker.update([face(104)], 1.2)) == [1]


@pytest.mark.parametrize("seed", range(5))
def test_noise_of_the_detector_changes_no_number(seed: int) -> None:
    random = np.random.default_rng(seed)

    def scene(_: float) -> list[Face]:
        places = [
            face(x + random.normal(0, 4), 200 + random.normal(0, 4), SIDE * random.uniform(0.85, 1.2)) for x in xs
        ]
        seen = [place for place in places if random.uniform() > 0.2]
        return [seen[position] for position in random.permutation(len(seen))]

    xs = (100, 190, 280, 370)
    shown = play(Tracker(), scene, 5, 30)
    assert {number for frame in shown for number in numbers(frame)} == {1, 2, 3, 4}
    homes = {number: round(at(frame, number) / 90) for frame in shown[:30] for number in numbers(frame)}
    assert all(round(at(frame, number) / 90) == homes[number] for frame in shown for number in numbers(frame))


def test_settings_are_frozen_and_can_be_other_ones() -> None:
    strict = TrackerSettings(confirm_hits=1)
    assert numbers(Tracker(strict).update([face(100, score=0.5)], 0)) == [1]
    with pytest.raises(FrozenInstanceError):
        strict.confirm_hits = 2  # type: ignore[misc]


def test_faces_of_a_single_picture_are_numbered_from_left_to_right() -> None:
    shown = number_faces([face(500), face(100), face(300)])
    assert [(each.track_id, each.box.center[0]) for each in shown] == [(1, 100), (2, 300), (3, 500)]
    assert number_faces([]) == ()
    assert face(1).track_id == NO_TRACK
