"""The input that a model gets: which pixels of a frame it is made of, and how they are scaled."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import crop_box, crop_face, fit_picture, scale
from ferdesk.core.types import Box, Face, Pixels

RGB = Preprocess(48, 48, 3, margin=0.0, align=False, mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0))
GRAY = Preprocess(48, 48, 1, margin=0.0, align=False, mean=(0.0,), std=(1.0,))
LEVEL_EYES = [[0.0, 0.0], [10.0, 0.0], [5.0, 5.0], [5.0, 8.0], [-5.0, 0.0], [15.0, 0.0]]


def face(box: Box, keypoints: list[list[float]] = LEVEL_EYES) -> Face:
    return Face(box, 0.9, np.array(keypoints, dtype=np.float32))


def noise(height: int, width: int) -> Pixels:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


def eyes_at(pixels: Pixels) -> np.ndarray:
    """Middles (2, 2) of the two bright spots of a gray crop, x and y, left one first."""
    _, _, _, middles = cv2.connectedComponentsWithStats((pixels[..., 0] > 100).astype(np.uint8))
    assert len(middles) == 3  # the background is one of them
    return middles[1:][np.argsort(middles[1:, 0])]


def test_a_box_of_the_input_size_is_cut_out_unchanged() -> None:
    frame = noise(100, 120)
    assert np.array_equal(crop_face(frame, face(Box(30, 20, 48, 48)), RGB), frame[20:68, 30:78])


def test_a_box_of_twice_the_input_size_is_averaged_in_blocks_of_four() -> None:
    frame = noise(120, 120)
    blocks = frame[10:106, 12:108].reshape(48, 2, 48, 2, 3).mean(axis=(1, 3))
    assert np.abs(crop_face(frame, face(Box(12, 10, 96, 96)), RGB) - blocks).max() <= 1


def test_the_longer_side_of_the_box_makes_the_square() -> None:
    assert crop_box(Box(10, 20, 40, 80), RGB) == Box(-10, 20, 80, 80)


@pytest.mark.parametrize(
    ("margin", "shift", "square"),
    [
        (0.5, 0.0, Box(0, 0, 200, 200)),
        (-0.25, 0.0, Box(75, 75, 50, 50)),
        (0.0, 0.1, Box(50, 60, 100, 100)),
        (0.5, -0.2, Box(0, -20, 200, 200)),
    ],
)
def test_margin_and_shift_are_fractions_of_the_box(margin: float, shift: float, square: Box) -> None:
    assert crop_box(Box(50, 50, 100, 100), replace(RGB, margin=margin, shift=shift)) == square


def test_shift_down_shows_pixels_further_down() -> None:
    frame = noise(120, 120)
    shifted = crop_face(frame, face(Box(30, 20, 48, 48)), replace(RGB, shift=0.25))
    assert np.array_equal(shifted, frame[32:80, 30:78])


def test_beyond_the_edge_the_edge_is_repeated() -> None:
    frame = noise(100, 100)
    crop = crop_face(frame, face(Box(-10, -20, 48, 48)), RGB)
    assert np.array_equal(crop[20:, 10:], frame[:28, :38])
    assert np.array_equal(crop[20:, :10], np.repeat(frame[:28, :1], 10, axis=1))
    assert np.array_equal(crop[:20, 10:], np.repeat(frame[:1, :38], 20, axis=0))


@pytest.mark.parametrize(("left", "top", "corner"), [(-300, -300, (0, 0)), (400, 400, (-1, -1))])
def test_a_box_outside_the_frame_shows_its_nearest_corner(left: float, top: float, corner: tuple[int, int]) -> None:
    frame = noise(100, 100)
    assert (crop_face(frame, face(Box(left, top, 48, 48)), RGB) == frame[corner]).all()


def test_a_frame_of_one_pixel_fills_the_crop() -> None:
    frame = np.full((1, 1, 3), (10, 20, 30), dtype=np.uint8)
    assert (crop_face(frame, face(Box(-3, -3, 7, 7)), replace(RGB, align=True)) == (10, 20, 30)).all()


@pytest.mark.parametrize("degrees", [-40, -15, 0, 20, 35])
def test_alignment_levels_the_eyes_and_keeps_their_distance(degrees: float) -> None:
    turn = math.radians(degrees)
    along = np.array([math.cos(turn), math.sin(turn)]) * 30
    right_eye, left_eye = np.array([160.0, 150.0]) - along, np.array([160.0, 150.0]) + along
    frame = np.zeros((300, 320, 3), dtype=np.uint8)
    for x, y in (right_eye, left_eye):
        cv2.circle(frame, (round(x * 16), round(y * 16)), 5 * 16, (255, 255, 255), -1, cv2.LINE_AA, 4)
    seen = face(Box(85, 75, 150, 150), [right_eye.tolist(), left_eye.tolist(), *LEVEL_EYES[2:]])
    aligned = eyes_at(crop_face(frame, seen, replace(GRAY, height=150, width=150, align=True)))
    assert abs(aligned[1, 1] - aligned[0, 1]) < 0.6
    assert aligned[1, 0] - aligned[0, 0] == pytest.approx(60, abs=1)
    assert aligned.mean(axis=0) == pytest.approx([75, 75], abs=1)
    tilted = eyes_at(crop_face(frame, seen, replace(GRAY, height=150, width=150)))
    assert tilted[1, 1] - tilted[0, 1] == pytest.approx(2 * along[1], abs=1)


def test_a_face_whose_eyes_are_the_wrong_way_round_is_not_turned() -> None:
    frame = noise(100, 100)
    seen = face(Box(20, 20, 48, 48), [[50.0, 30.0], [40.0, 35.0], *LEVEL_EYES[2:]])
    assert np.array_equal(crop_face(frame, seen, replace(RGB, align=True)), frame[20:68, 20:68])


def test_gray_is_the_luminance_of_the_rgb_crop() -> None:
    frame = noise(200, 200)
    seen = face(Box(31.3, 20.8, 113.7, 113.7))
    gray = crop_face(frame, seen, GRAY)
    assert gray.shape == (48, 48, 1)
    luminance = crop_face(frame, seen, RGB).astype(float) @ (0.299, 0.587, 0.114)
    assert np.abs(gray[..., 0] - luminance).max() < 3


def test_red_stays_the_first_channel() -> None:
    frame = np.zeros((60, 60, 3), dtype=np.uint8)
    frame[..., 0] = 200
    assert (crop_face(frame, face(Box(5, 5, 48, 48)), RGB) == (200, 0, 0)).all()
    assert (crop_face(frame, face(Box(5, 5, 48, 48)), GRAY) == round(0.299 * 200)).all()


@pytest.mark.parametrize("side", [100, 200, 384, 500, 1000])
def test_reduction_averages_fine_stripes_instead_of_sampling_them(side: int) -> None:
    frame = np.zeros((1100, 1100, 3), dtype=np.uint8)
    frame[:, ::2] = 255
    inner = crop_face(frame, face(Box(40, 40, side, side)), GRAY)[2:-2, 2:-2]
    assert abs(float(inner.mean()) - 127.5) < 4
    assert float(inner.std()) < 20


def test_the_frame_is_not_changed() -> None:
    frame = noise(100, 100)
    before = frame.copy()
    frame.flags.writeable = False
    crop_face(frame, face(Box(-5, -5, 60, 60)), GRAY)
    assert np.array_equal(frame, before)


@pytest.mark.parametrize("shape", [(64, 64), (64, 64, 1), (64, 64, 3), (30, 41), (30, 41, 3), (48, 48)])
@pytest.mark.parametrize("preprocess", [GRAY, RGB], ids=["gray", "rgb"])
def test_a_picture_of_any_form_gets_size_and_colour(shape: tuple[int, ...], preprocess: Preprocess) -> None:
    picture = np.full(shape, 77, dtype=np.uint8)
    fitted = fit_picture(picture, preprocess)
    assert fitted.shape == (48, 48, preprocess.channels)
    assert fitted.dtype == np.uint8
    assert (fitted == 77).all()


def test_a_picture_that_fits_already_is_unchanged() -> None:
    picture = noise(48, 48)
    assert np.array_equal(fit_picture(picture, RGB), picture)
    assert np.array_equal(fit_picture(picture[..., 0], GRAY)[..., 0], picture[..., 0])


def test_a_picture_that_is_not_square_is_stretched_to_height_and_width() -> None:
    wide = replace(GRAY, height=20, width=60)
    assert fit_picture(noise(48, 48), wide).shape == (20, 60, 1)
    assert crop_face(noise(100, 100), face(Box(10, 10, 60, 60)), wide).shape == (20, 60, 1)


def test_scaling_subtracts_the_mean_and_divides_by_the_deviation_of_each_channel() -> None:
    preprocess = replace(RGB, height=2, width=3, mean=(0.0, 127.5, 100.0), std=(255.0, 127.5, 50.0))
    crops = np.array([[[[0, 0, 0]] * 3] * 2, [[[255, 255, 200]] * 3] * 2], dtype=np.uint8)
    batch = scale(list(crops), preprocess)
    assert batch.shape == (2, 2, 3, 3)
    assert batch.dtype == np.float32
    assert batch[0, 1, 2] == pytest.approx([0, -1, -2])
    assert batch[1, 0, 0] == pytest.approx([1, 1, 2])
    assert np.array_equal(scale(crops, preprocess), batch)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"height": 0}, "input size"),
        ({"width": 1025}, "input size"),
        ({"channels": 2}, "channels"),
        ({"margin": -0.5}, "margin"),
        ({"margin": math.nan}, "margin"),
        ({"margin": 2.5}, "margin"),
        ({"shift": -1.5}, "shift"),
        ({"shift": math.nan}, "shift"),
        ({"mean": (0.0,)}, "mean and std need 3"),
        ({"std": (1.0, 1.0, 1.0, 1.0)}, "mean and std need 3"),
        ({"mean": (0.0, math.nan, 0.0)}, "finite"),
        ({"std": (1.0, 0.0, 1.0)}, "positive"),
        ({"std": (1.0, -1.0, 1.0)}, "positive"),
        ({"std": (1.0, math.inf, 1.0)}, "finite"),
    ],
)
def test_impossible_inputs_are_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(RGB, **change)  # type: ignore[arg-type]
