"""How well a face can be seen, on a real face made worse in known ways."""

import math
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.core.quality import measure_quality
from ferdesk.core.recording import Quality
from ferdesk.core.types import Box, Face, Frame, Pixels
from tests.session.recorded import decoded

SEEN = Face(Box(210, 120, 200, 200), 0.9, np.zeros((6, 2), np.float32))


@pytest.fixture(scope="module")
def picture(media: Path) -> Pixels:
    return decoded(media / "webcam-yes.mkv", 1, (480, 640))[0]


def measured(pixels: Pixels, face: Face = SEEN) -> Quality:
    return measure_quality(Frame(pixels.copy(), 0, 0.0), face)


def test_blur_falls_as_a_face_is_blurred_and_light_stays(picture: Pixels) -> None:
    blurred = np.asarray(cv2.GaussianBlur(picture, (0, 0), 4), np.uint8)
    assert measured(blurred).blur < measured(picture).blur / 3
    assert measured(blurred).light == pytest.approx(measured(picture).light, abs=2)


def test_light_falls_in_the_dark(picture: Pixels) -> None:
    assert measured(picture // 2).light == pytest.approx(measured(picture).light / 2, abs=1)


def test_size_is_the_shorter_side_and_unaligned_keypoints_say_nothing_of_the_angle(picture: Pixels) -> None:
    quality = measured(picture, replace(SEEN, box=Box(10, 10, 60, 80)))
    assert quality.size_px == 60
    assert math.isnan(quality.yaw_deg)


def test_a_head_turned_to_the_right_has_a_positive_angle(picture: Pixels) -> None:
    points = np.array([[250, 200], [330, 200], [310, 240], [300, 270], [230, 210], [345, 210]], np.float32)
    mirrored = points.copy()
    mirrored[:, 0] = 580 - mirrored[:, 0]
    mirrored = mirrored[[1, 0, 2, 3, 5, 4]]
    right = measured(picture, replace(SEEN, keypoints=points)).yaw_deg
    left = measured(picture, replace(SEEN, keypoints=mirrored)).yaw_deg
    assert right > 5
    assert left == pytest.approx(-right, abs=0.5)


@pytest.mark.parametrize("box", [Box(-50, -50, 100, 100), Box(600, 440, 100, 100)])
def test_a_face_at_the_edge_is_measured_in_what_is_seen_of_it(picture: Pixels, box: Box) -> None:
    quality = measured(picture, replace(SEEN, box=box))
    assert quality.size_px == 100
    assert 0 < quality.light < 255


def test_a_face_outside_the_picture_has_no_figures(picture: Pixels) -> None:
    quality = measured(picture, replace(SEEN, box=Box(700, 500, 40, 40)))
    assert math.isnan(quality.blur)
    assert math.isnan(quality.light)
