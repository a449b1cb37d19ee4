"""Both themes can be read by everyone, and a change of theme reaches every part."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ferdesk.core.labels import EMOTIONS, FER2013
from ferdesk.ui.emotions import EMOTION_TITLES
from ferdesk.ui.settings import Settings
from ferdesk.ui.theme import DARK, DASHES, LIGHT, Colors
from tests.ui.conftest import Rig

Doubles = npt.NDArray[np.float64]

# Severity 1 of Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 2009, table 1 of its supplement; for linear RGB.
_ROWS = {
    "usual": "1 0 0 0 1 0 0 0 1",
    "protanopia": "0.152286 1.052583 -0.204868 0.114503 0.786281 0.099216 -0.003882 -0.048116 1.051998",
    "deuteranopia": "0.367322 0.860646 -0.227968 0.280085 0.672501 0.047413 -0.011820 0.042940 0.968881",
    "tritanopia": "1.255528 -0.076749 -0.178779 -0.078411 0.930809 0.147602 0.004733 0.691367 0.303900",
}
VISION = {name: np.array(rows.split(), float).reshape(3, 3) for name, rows in _ROWS.items()}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
THEMES = pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])


def _linear(color: str) -> Doubles:
    share = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.asarray(np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4))


def _contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio."""
    dark, bright = sorted(float(_linear(color) @ TO_XYZ[1]) for color in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def _lab(linear: Doubles) -> Doubles:
    xyz = TO_XYZ @ np.clip(linear, 0, 1) / np.array([0.9505, 1, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@THEMES
def test_text_can_be_read(colors: Colors) -> None:
    for text in (colors.text, colors.muted, colors.warning, colors.error):
        for ground in (colors.surface, colors.window, colors.raised):
            assert _contrast(text, ground) >= 4.5, (text, ground)
    assert _contrast(colors.on_accent, colors.accent) >= 4.5
    assert _contrast(colors.accent, colors.surface) >= 3, "the ring around the focus"


@THEMES
@pytest.mark.parametrize("emotion", EMOTIONS)
def test_curves_stand_out_from_the_ground(colors: Colors, emotion: str) -> None:
    assert _contrast(colors.emotions[emotion], colors.surface) >= 3


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_emotions_keep_apart_for_every_kind_of_vision(colors: Colors, vision: str) -> None:
    seen = {name: _lab(VISION[vision] @ _linear(colors.emotions[name])) for name in FER2013}
    for one, other in combinations(FER2013, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 14, (one, other)


def test_every_emotion_has_a_name_and_those_of_one_model_differ_by_dash() -> None:
    assert set(EMOTION_TITLES) == set(DASHES) == set(DARK.emotions) == set(LIGHT.emotions) == set(EMOTIONS)
    assert len({DASHES[name] for name in EMOTIONS}) == len(EMOTIONS)


def test_a_theme_reaches_palette_panels_and_plot(rig: Rig) -> None:
    window, panels = rig.desk.window, rig.desk.panels
    for name, colors in (("light", LIGHT), ("dark", DARK), ("light", LIGHT)):
        window.commands[f"theme.{name}"].trigger()
        role = QPalette.ColorRole
        assert QApplication.palette().color(role.Window) == QColor(colors.window)
        assert colors.surface in window._application.styleSheet()
        assert panels.timeline.plot.backgroundBrush().color() == QColor(colors.surface)
        assert panels.timeline.smooth["sad"].opts["pen"].color() == QColor(colors.emotions["sad"])
        assert panels.timeline.plot.getPlotItem().getAxis("left").textPen().color() == QColor(colors.muted)
        assert panels.scores.bars.colors is panels.video.canvas.colors is colors
        assert rig.desk.preferences.now.theme == name


def test_the_stored_theme_is_used_and_ticked(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig(Settings(theme="light"))
    assert rig.desk.window.commands["theme.light"].isChecked()
    assert not rig.desk.window.commands["theme.dark"].isChecked()
    assert rig.desk.panels.video.canvas.colors is LIGHT


def test_the_system_theme_follows_the_system(rig: Rig) -> None:
    rig.desk.window.commands["theme.system"].trigger()
    rig.desk.window.on_scheme_changed()
    assert rig.desk.panels.video.canvas.colors in (DARK, LIGHT)
