"""Heat maps: what they refuse, and their colours."""

import numpy as np
import pytest

from ferdesk.core.heatmap import Heatmap, MapMethod, colours, overlay
from ferdesk.core.types import Box, Floats


def heatmap(values: Floats, method: MapMethod = MapMethod.GRAD_CAM) -> Heatmap:
    return Heatmap("tiny", "happy", values, Box(0, 0, 4, 4), 1, method, 2.0)


@pytest.mark.parametrize(
    "values", [np.zeros((2, 2)), np.zeros(3, np.float32), np.full((2, 2), 1.1, np.float32), np.full((2, 2), np.nan)]
)
def test_what_is_no_map_is_refused(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"Heatmap\.values"):
        heatmap(values)


def test_values_cannot_be_changed() -> None:
    assert not heatmap(np.zeros((2, 2), np.float32)).values.flags.writeable


def test_colours_grow_brighter_with_the_value() -> None:
    ramp = np.linspace(0, 1, 11, dtype=np.float32)[None]
    brightness = colours(ramp, signed=False)[0] @ np.array([0.2126, 0.7152, 0.0722])
    assert (np.diff(brightness) > 0).all()


def test_signed_colours_are_white_in_the_middle_and_differ_in_blue_and_red() -> None:
    against, neither, speaks_for = colours(np.array([[-1, 0, 1]], np.float32), signed=True)[0].astype(int)
    assert neither.min() > 240
    assert against[2] > against[0] + 50, "purple"
    assert speaks_for[0] > speaks_for[2] + 50, "orange"


def test_places_without_weight_stay_clear() -> None:
    values = np.zeros((6, 6), np.float32)
    face = np.full((60, 60, 3), 90, np.uint8)
    np.testing.assert_array_equal(overlay(face, heatmap(values)), face)
    values = np.zeros((6, 6), np.float32)
    values[0, 0] = 1
    covered = overlay(face, heatmap(values))
    assert (covered[4, 4] != face[4, 4]).any()
    np.testing.assert_array_equal(covered[40:, 40:], face[40:, 40:])
