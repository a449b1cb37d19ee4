"""The room session on real pictures: what can be used, what is covered, and who is counted."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.core.orientation import Orientation, head_orientation
from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room import DirectionSet, Mask, RoomNews, RoomSettings, RoomWindow, TooFew
from ferdesk.core.room_usable import Unusable, why_unusable
from ferdesk.core.types import Face, Frame, Observation
from ferdesk.engine.analyser import Analyser
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.detector import make_detector
from ferdesk.engine.sources import open_source
from ferdesk.session.room import COVERED, RoomSession

SCHOOL = Policy(Setting.EDUCATION, Region.EU)


def pictures(address: str, every: int = 1) -> Iterator[Frame]:
    source = open_source(address, threading.Event())
    try:
        while True:
            frame = source.read(1.0)
            assert frame is not None
            if frame.index % every == 0:
                yield frame
    except EndOfSource:
        return
    finally:
        source.close()


@pytest.fixture(scope="module")
def class_room(media: Path) -> tuple[Observation, ...]:
    """The class as the live engine sees it, four pictures a second."""
    detector = make_detector("far")
    analyser = Analyser(detector, (), still=False)
    seen = tuple(
        analyser.analyse(replace(frame, time_s=frame.position_s or 0.0), 0)
        for frame in pictures(str(media / "classroom.gif"), every=4)
    )
    detector.close()
    return seen


def watch(room: RoomSession, seen: tuple[Observation, ...], seconds: float) -> list[RoomNews]:
    """Shows the same pictures again and again, four a second."""
    for number in range(round(seconds * 4)):
        shown = seen[number % len(seen)]
        room.take_in(replace(shown, frame=replace(shown.frame, time_s=number / 4)))
    return room.take()


def test_rule_1_the_class_room_has_four_people_and_their_coverage(class_room: tuple[Observation, ...]) -> None:
    room = RoomSession(RoomSettings(expected=4, least_faces=3), SCHOOL, started_s=0.0)
    room.ask_direction()
    told = watch(room, class_room, 68)
    assert isinstance(told[0], DirectionSet)
    assert told[0].direction is not None
    windows = [one for one in told[1:] if isinstance(one, RoomWindow)]
    assert len(windows) == 2
    for window in windows:
        assert window.faces == 4
        assert window.coverage.value > 0.8
        assert window.facing is not None
        assert window.facing.value > 0.6
        assert window.index is not None
        assert window.mix == ()


def test_rule_3_with_k_at_five_the_class_room_shows_nothing(class_room: tuple[Observation, ...]) -> None:
    room = RoomSession(RoomSettings(expected=4, least_faces=5), SCHOOL, started_s=0.0)
    room.ask_direction()
    told = watch(room, class_room, 68)
    assert told[0] == DirectionSet(None), "not even a direction is taken of four faces"
    assert all(isinstance(one, TooFew) for one in told[1:])
    assert len(told) == 3


def test_rule_3_track_numbers_are_forgotten_with_the_next_picture(class_room: tuple[Observation, ...]) -> None:
    room = RoomSession(RoomSettings(expected=4, least_faces=3), SCHOOL, started_s=0.0)
    watch(room, class_room, 5)
    nobody = replace(class_room[0], readings=(), frame=replace(class_room[0].frame, time_s=6.0))
    room.take_in(nobody)
    assert room._boxes == {}


def test_rule_5_a_mask_covers_its_part_of_the_picture_and_no_other(class_room: tuple[Observation, ...]) -> None:
    room = RoomSession(RoomSettings(), SCHOOL)
    frame = class_room[0].frame
    assert room.cover(frame) is frame
    room.masks = (Mask(0.5, 0.25, 0.5, 0.5), Mask(0.99, 0.99, 1.0, 1.0))
    covered = room.cover(frame)
    assert (covered.pixels[68:202, 240:] == COVERED).all()
    assert np.array_equal(covered.pixels[:, :240], frame.pixels[:, :240])
    assert np.array_equal(covered.pixels[:67], frame.pixels[:67])
    assert not np.array_equal(covered.pixels, frame.pixels)


def near_face(media: Path) -> tuple[Frame, Face]:
    frame = next(pictures(str(media / "head-pose-face-detection-female-and-male.gif")))
    detector = make_detector("far", still=True)
    face = detector.find(frame)[0]
    detector.close()
    return frame, face


def test_rule_6_dark_blurred_turned_and_small_faces_are_not_used(media: Path) -> None:
    frame, face = near_face(media)
    ahead = head_orientation(face.keypoints)
    assert why_unusable(frame, face, ahead) is None
    dark = replace(frame, pixels=frame.pixels // 5)
    assert why_unusable(dark, face, ahead) is Unusable.DARK
    flat = replace(frame, pixels=(frame.pixels // 16 + 100).astype(np.uint8))
    assert why_unusable(flat, face, ahead) is Unusable.DARK, "no contrast is as bad as no light"
    soft = cv2.GaussianBlur(frame.pixels, (0, 0), face.box.height / 15)
    assert why_unusable(replace(frame, pixels=np.asarray(soft, np.uint8)), face, ahead) is Unusable.BLURRED
    for turned in (Orientation(70, 0), Orientation(-70, 0), Orientation(0, 50), Orientation(0, -50), None):
        assert why_unusable(frame, face, turned) is Unusable.TURNED
    tiny = replace(face, box=replace(face.box, width=13.0, height=13.0))
    assert why_unusable(frame, tiny, ahead) is Unusable.SMALL
    outside = replace(face, box=replace(face.box, left=frame.width - 3.0))
    assert why_unusable(frame, outside, ahead) is Unusable.SMALL


def test_rule_6_faces_that_cannot_be_used_lower_the_coverage(class_room: tuple[Observation, ...]) -> None:
    settings = RoomSettings(expected=4, least_faces=3)

    def coverage(seen: tuple[Observation, ...]) -> float:
        room = RoomSession(settings, SCHOOL, started_s=0.0)
        (window,) = watch(room, seen, 31)
        assert isinstance(window, RoomWindow)
        assert window.faces == 4, "they are still there"
        return window.coverage.value

    def without_light(one: Observation) -> Observation:
        """The rightmost person sits in the dark."""
        pixels = one.frame.pixels.copy()
        pixels[:, int(pixels.shape[1] * 0.6) :] //= 8
        return replace(one, frame=replace(one.frame, pixels=pixels))

    assert coverage(tuple(map(without_light, class_room))) <= coverage(class_room) - 0.2
