"""Our BlazeFace on ONNX Runtime against MediaPipe's own detector on real frames, and its edges."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.core.errors import DetectorError
from ferdesk.core.paths import detector_model
from ferdesk.core.types import Box, Face, Pixels
from ferdesk.engine.detectors import shipped
from ferdesk.engine.detectors.blazeface import BlazeFace
from ferdesk.engine.detectors.whole_picture import WholePicture
from tests.engine.clips import opened, play


@pytest.fixture(scope="module")
def blazeface() -> BlazeFace:
    return BlazeFace()


@pytest.fixture
def whole_picture() -> Iterator[WholePicture]:
    detector = WholePicture(0.5)
    yield detector
    detector.close()


@pytest.fixture(scope="module")
def two_people(media: Path) -> list[Pixels]:
    """Every seventh picture of two people who turn their heads."""
    source = opened(media / "head-pose-face-detection-female-and-male.gif")
    frames = play(source).frames
    source.close()
    return [frame.pixels for frame in frames[::7]]


def best_overlap(box: Box, faces: tuple[Face, ...]) -> float:
    """With a box of MediaPipe's, which are whole pixels and pushed into the picture where they begin outside."""
    pushed = (replace(face.box, left=max(face.box.left, 0), top=max(face.box.top, 0)) for face in faces)
    return max((each.overlap(box) for each in pushed), default=0.0)


@pytest.mark.parametrize("side", [128, 192, 270])
def test_boxes_are_mediapipes_own(
    blazeface: BlazeFace, whole_picture: WholePicture, two_people: list[Pixels], side: int
) -> None:
    compared = 0
    for pixels in two_people:
        top = (pixels.shape[0] - side) // 2
        for left in range(0, pixels.shape[1] - side + 1, 35):
            tile = np.ascontiguousarray(pixels[top : top + side, left : left + side])
            theirs = whole_picture.propose(tile)
            (ours,) = blazeface.look(tile, [Box(0, 0, side, side)], 0.45)  # scores differ by up to 0.04
            assert all(best_overlap(box, ours) > 0.9 for box in theirs)
            assert len([face for face in ours if face.score > 0.55]) <= len(theirs)
            compared += len(theirs)
    assert compared > 20


def test_keypoints_are_the_persons_right_eye_first(blazeface: BlazeFace, two_people: list[Pixels]) -> None:
    for pixels in two_people:
        for face in blazeface.look(pixels, [Box(0, 0, 480, 480)], 0.5)[0]:
            right_eye, left_eye, nose, mouth, right_ear, left_ear = face.keypoints
            assert right_eye[0] < left_eye[0]
            assert right_ear[0] < left_ear[0]
            assert (right_eye[1] + left_eye[1]) / 2 < nose[1] < mouth[1]
            assert face.box.left < nose[0] < face.box.right
            assert face.box.top < mouth[1] < face.box.bottom


def test_many_tiles_at_once_give_what_each_gives_alone(blazeface: BlazeFace, two_people: list[Pixels]) -> None:
    pixels = two_people[0]
    tiles = [Box(left, top, 200, 200) for top in (0, 35, 70) for left in range(0, 281, 40)]
    assert len(tiles) > 16  # more than one run
    together = blazeface.look(pixels, tiles, 0.3)
    alone = [blazeface.look(pixels, [tile], 0.3)[0] for tile in tiles]
    assert [len(faces) for faces in together] == [len(faces) for faces in alone]
    for many, one in zip(together, alone, strict=True):
        for ours, same in zip(many, one, strict=True):
            assert ours.score == pytest.approx(same.score, abs=1e-4)
            assert ours.keypoints == pytest.approx(same.keypoints, abs=0.05)
    assert any(together)


def test_a_face_is_found_at_the_same_place_through_tiles_of_any_size(
    blazeface: BlazeFace, two_people: list[Pixels]
) -> None:
    (wide, *_), (close, *_) = blazeface.look(two_people[0], [Box(240, 0, 270, 270), Box(260, 40, 150, 150)], 0.5)
    assert wide.box.overlap(close.box) > 0.7
    assert np.abs(wide.keypoints - close.keypoints).max() < 8


def test_large_pictures_are_averaged_down_without_losing_the_faces(
    blazeface: BlazeFace, two_people: list[Pixels]
) -> None:
    pixels = two_people[0]
    large = np.asarray(cv2.resize(pixels, None, fx=5, fy=5), dtype=np.uint8)
    (small_faces,) = blazeface.look(pixels, [Box(0, -105, 480, 480)], 0.5)
    (large_faces,) = blazeface.look(large, [Box(0, -525, 2400, 2400)], 0.5)
    assert len(large_faces) == len(small_faces) == 2
    for small, big in zip(small_faces, large_faces, strict=True):
        assert big.box.width / 5 == pytest.approx(small.box.width, rel=0.1)


@pytest.mark.parametrize(
    "tile", [Box(-500, -500, 90, 90), Box(900, 10, 90, 90), Box(-20, -20, 400, 400), Box(3, 3, 0.2, 0.2)]
)
def test_tiles_beyond_the_edge_and_of_no_size_are_searched_without_harm(blazeface: BlazeFace, tile: Box) -> None:
    gray = np.full((120, 160, 3), 90, dtype=np.uint8)
    assert blazeface.look(gray, [tile], 0.5) == [()]


def test_nothing_to_look_at_is_nothing_found(blazeface: BlazeFace) -> None:
    assert blazeface.look(np.zeros((10, 10, 3), dtype=np.uint8), [], 0.5) == []


def test_the_shipped_files_are_the_ones_in_the_readme() -> None:
    readme = (detector_model().parent / "README.md").read_text(encoding="utf-8")
    assert shipped.TFLITE_SHA256 in readme
    assert shipped.ONNX_SHA256 in readme
    assert shipped.blazeface_tflite()
    assert shipped.blazeface_onnx()


def test_missing_and_damaged_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "face_detection_short_range.tflite"
    monkeypatch.setattr(shipped, "detector_model", lambda: path)
    with pytest.raises(DetectorError, match=rf"cannot read {path.with_suffix('.onnx')} .*install ferdesk again"):
        BlazeFace()
    with pytest.raises(DetectorError, match=rf"cannot read {path} .*install ferdesk again"):
        WholePicture(0.5)
    path.write_bytes(b"not a model")
    with pytest.raises(DetectorError, match=rf"{path} is damaged or was changed; install ferdesk again"):
        WholePicture(0.5)
