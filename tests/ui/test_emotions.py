"""Bars, timeline and the values behind them: what is drawn is what the models said."""

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from ferdesk.core.labels import EMOTIONS, INDEX, SMILE
from ferdesk.core.types import (
    Box,
    Face,
    FaceReading,
    Floats,
    Frame,
    ModelStatus,
    Observation,
    Prediction,
)
from ferdesk.ui.live import MOST_FACES, Live
from ferdesk.ui.meter import Meter
from ferdesk.ui.panels.scores import ROW
from ferdesk.ui.theme import DARK
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, LEVEL1_RUNS, entry, happy, observe, reading

BOX = Box(40, 60, 80, 80)
TWO_RUN = ModelStatus(("level1", "svm"), "CPU")


def _begin(rig: Rig, status: ModelStatus = LEVEL1_RUNS) -> None:
    rig.tell(CAMERA_PLAYS, status)


def _drawn(rig: Rig, name: str, *, raw: bool) -> tuple[Floats, Floats]:
    """What the plot holds of an emotion: x and y."""
    timeline = rig.desk.panels.timeline
    x, y = (timeline.raw if raw else timeline.smooth)[name].getData()
    return np.asarray(x), np.asarray(y)


def _stream(shares: Sequence[float], start_s: float = 100.0, step_s: float = 1 / 30) -> list[Observation]:
    return [observe(happy(share=share), time_s=start_s + index * step_s) for index, share in enumerate(shares)]


def _see_all(rig: Rig, observations: Sequence[Observation]) -> None:
    """All of them arrive, at most eight a tick as from the engine, and are drawn."""
    for start in range(0, len(observations), 8):
        rig.see(*observations[start : start + 8])
    rig.desk.display.draw_timeline()


def test_bars_are_as_long_as_the_smoothed_values(rig: Rig) -> None:
    _begin(rig)
    rig.see(observe(happy(share=0.83)))
    bars = rig.desk.panels.scores.bars
    assert bars.emotions == ("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise")
    image = bars.grab().toImage()
    row = INDEX["happy"] * ROW + ROW // 2
    filled = [x for x in range(image.width()) if image.pixelColor(x, row) == QColor(DARK.emotions["happy"])]
    free = [x for x in range(image.width()) if image.pixelColor(x, row) == QColor(DARK.track)]
    track = range(min(x for x in filled if x > 60), max(free))
    assert len([x for x in filled if x in track]) / len(track) == pytest.approx(0.83, abs=0.03)


def test_the_headline_says_what_the_box_says(rig: Rig) -> None:
    scores = rig.desk.panels.scores
    _begin(rig)
    rig.see(observe(happy(track_id=3, share=0.83)))
    assert (scores.face.text(), scores.headline.text(), scores.detail.text()) == ("FACE 3", "Happy", "83% likely")
    rig.desk.panels.controls.threshold.slider.setValue(95)
    assert (scores.headline.text(), scores.detail.text()) == ("Not sure", "Happy leads with 83%")


def test_a_model_with_other_classes_has_other_rows(rig: Rig) -> None:
    _begin(rig, ModelStatus(("smiles",), "CPU"))
    values = np.full(len(EMOTIONS), np.nan, np.float32)
    values[[INDEX[name] for name in SMILE]] = (0.25, 0.75)
    face = Face(BOX, 0.9, np.zeros((6, 2), np.float32), 1)
    rig.see(observe(FaceReading(face, (Prediction("smiles", values, 1.0),))))
    assert rig.desk.panels.scores.bars.emotions == ("smile", "no_smile")
    rig.desk.display.draw_timeline()
    shown = [name for name, chip in rig.desk.panels.timeline.chips.items() if chip.isVisible()]
    assert shown == ["smile", "no_smile"]


def test_several_models_one_in_full_and_the_others_in_a_line(rig: Rig) -> None:
    scores = rig.desk.panels.scores
    rig.library.listed = (entry("level1", "Level-1 CNN"), entry("svm", "HOG and SVM"))
    rig.desk.choices.list_models()
    _begin(rig, TWO_RUN)
    rig.see(observe(reading(1, BOX, ("level1", {"happy": 0.8}), ("svm", {"sad": 0.7}))))
    assert scores.choice.isVisible()
    assert [scores.choice.itemText(row) for row in range(2)] == ["Level-1 CNN", "HOG and SVM"]
    assert scores.headline.text() == "Happy"
    assert scores.others.text() == "HOG and SVM: Sad 70%"
    QTest.keyClick(scores.choice, Qt.Key.Key_Down)
    assert scores.headline.text() == "Sad"
    assert scores.others.text() == "Level-1 CNN: Happy 80%"
    rig.tell(LEVEL1_RUNS)
    assert not scores.choice.isVisible()


def test_one_model_needs_no_choice(rig: Rig) -> None:
    _begin(rig)
    assert not rig.desk.panels.scores.choice.isVisible()


def test_without_a_model_there_is_what_to_do(rig: Rig) -> None:
    scores = rig.desk.panels.scores
    _begin(rig, ModelStatus((), ""))
    rig.see(observe(reading(1, BOX)))
    assert scores.empty.isVisible()
    assert scores.empty.headline.text() == "No model is active"
    assert scores.add_model.isVisible()


def test_without_a_face_there_is_why(rig: Rig) -> None:
    scores = rig.desk.panels.scores
    _begin(rig)
    rig.see(observe())
    assert scores.empty.headline.text() == "No face in the picture"
    assert not scores.add_model.isVisible()
    rig.see(observe(happy()))
    assert not scores.empty.isVisible()


def test_the_timeline_draws_what_was_said_and_what_was_smoothed(rig: Rig) -> None:
    _begin(rig)
    shares = np.random.default_rng(0).uniform(0.4, 0.8, 60)
    _see_all(rig, _stream(shares.tolist()))
    x, raw = _drawn(rig, "happy", raw=True)
    np.testing.assert_allclose(raw, shares, rtol=1e-5)
    np.testing.assert_allclose(x, (np.arange(60) - 59) / 30, atol=1e-6)
    _x, smooth = _drawn(rig, "happy", raw=False)
    assert smooth[20:].std() < raw[20:].std() / 2


def test_without_smoothing_both_curves_are_one(rig: Rig) -> None:
    rig.desk.panels.controls.smoothing.slider.setValue(0)
    _begin(rig)
    _see_all(rig, _stream([0.5, 0.9, 0.4]))
    np.testing.assert_array_equal(_drawn(rig, "happy", raw=True)[1], _drawn(rig, "happy", raw=False)[1])


def test_every_observation_of_a_tick_is_in_the_plot(rig: Rig) -> None:
    _begin(rig)
    rig.see(*_stream([0.5] * 8))
    rig.desk.display.draw_timeline()
    assert len(_drawn(rig, "happy", raw=True)[0]) == 8


def test_time_without_the_face_is_a_gap(rig: Rig) -> None:
    _begin(rig)
    _see_all(rig, [*_stream([0.5] * 5, 100.0), *_stream([0.5] * 5, 103.0)])
    _x, raw = _drawn(rig, "happy", raw=True)
    assert np.isnan(raw).tolist() == [False] * 5 + [True] + [False] * 5
    assert rig.desk.panels.timeline.raw["happy"].opts["connect"] == "finite"


def test_the_timeline_moves_on_while_there_is_no_face(rig: Rig) -> None:
    _begin(rig)
    _see_all(rig, [*_stream([0.5], 100.0), observe(time_s=101.0), observe(time_s=102.0)])
    assert _drawn(rig, "happy", raw=True)[0][-1] == pytest.approx(-2.0)


def test_never_more_than_600_points_a_curve(rig: Rig) -> None:
    rig.desk.panels.controls.timeline.setCurrentIndex(4)
    rig.desk.choices.on_timeline_chosen(300)
    _begin(rig)
    _see_all(rig, _stream([0.5] * 2000))
    assert 300 < len(_drawn(rig, "happy", raw=True)[0]) <= 600


def test_plots_are_drawn_ten_times_a_second_at_most(rig: Rig) -> None:
    timeline = rig.desk.panels.timeline
    _begin(rig)
    timeline._drawn_s = 0.0
    assert timeline.is_due()
    timeline.show_curves((), None, 0.0)
    assert not timeline.is_due()


def test_another_face_another_past(rig: Rig) -> None:
    _begin(rig)
    other = Box(200, 60, 60, 60)
    both = [
        observe(happy(1, 0.9), happy(2, 0.3, other), time_s=100.0),
        observe(happy(1, 0.9), happy(2, 0.3, other), time_s=100.1),
    ]
    _see_all(rig, both)
    np.testing.assert_allclose(_drawn(rig, "happy", raw=True)[1], 0.9)
    rig.desk.display.on_face_selected(2)
    np.testing.assert_allclose(_drawn(rig, "happy", raw=True)[1], 0.3)


def test_another_source_forgets_the_past(rig: Rig) -> None:
    _begin(rig)
    _see_all(rig, _stream([0.5] * 5))
    rig.tell(CAMERA_PLAYS.__class__("clip.mkv", "clip.mkv", CAMERA_PLAYS.state, live=False))
    rig.desk.display.draw_timeline()
    assert rig.desk.panels.timeline.empty.isVisible()


def test_the_length_sets_the_axis(rig: Rig) -> None:
    timeline = rig.desk.panels.timeline
    choice = rig.desk.panels.controls.timeline
    for row, (length, first) in enumerate(
        [(10, "−10 s"), (30, "−30 s"), (60, "−60 s"), (120, "−2 min"), (300, "−5 min")]
    ):
        choice.setCurrentIndex(row)
        choice.activated.emit(row)
        low, high = timeline.plot.getPlotItem().viewRange()[0]
        assert (low, high) == (-length, 0)
        labels = [text for _at, text in timeline.plot.getPlotItem().getAxis("bottom")._tickLevels[0]]
        assert (labels[0], labels[-1]) == (first, "now")
        assert rig.desk.preferences.now.timeline_s == length


def test_a_chip_hides_its_curve_by_mouse_and_key(rig: Rig) -> None:
    timeline = rig.desk.panels.timeline
    _begin(rig)
    _see_all(rig, _stream([0.5] * 5))
    assert timeline.smooth["happy"].isVisible()
    QTest.mouseClick(timeline.chips["happy"], Qt.MouseButton.LeftButton)
    assert not timeline.smooth["happy"].isVisible()
    assert not timeline.raw["happy"].isVisible()
    assert timeline.smooth["sad"].isVisible()
    QTest.keyClick(timeline.chips["happy"], Qt.Key.Key_Space)
    assert timeline.smooth["happy"].isVisible()


def test_curves_differ_by_dash_and_by_width(rig: Rig) -> None:
    timeline = rig.desk.panels.timeline
    assert timeline.smooth["happy"].opts["pen"].dashPattern() != timeline.smooth["sad"].opts["pen"].dashPattern()
    assert timeline.raw["happy"].opts["pen"].widthF() < timeline.smooth["happy"].opts["pen"].widthF()


def test_the_memory_of_faces_is_bounded() -> None:
    live = Live(0.5)
    for number in range(1, 100):
        live.take([observe(happy(number), time_s=float(number))])
    assert len(live._pasts) <= MOST_FACES
    assert live.curves("level1", 1000) is None or live.selected in live._pasts


def test_a_face_that_returns_after_a_while_is_smoothed_anew() -> None:
    live = Live(1.0)
    live.take([observe(happy(share=0.9), time_s=100.0)])
    live.take([observe(happy(share=0.2), time_s=105.0)])
    assert live.faces[0].smooth[0][INDEX["happy"]] == pytest.approx(0.2)


def test_the_selection_is_kept_when_strength_changes() -> None:
    live = Live(1.0)
    live.take([observe(happy(share=0.9), time_s=100.0)])
    live.set_strength(0.0)
    live.take([observe(happy(share=0.2), time_s=100.03)])
    assert live.selected == 1
    assert live.faces[0].smooth[0][INDEX["happy"]] == pytest.approx(0.2)


def _timed(index: int, time_s: float, latency_s: float, dropped: int = 0) -> Observation:
    return Observation(Frame(np.zeros((2, 2, 3), np.uint8), index, time_s), (), 1.0, dropped, time_s + latency_s)


def test_rates_count_captured_and_analysed_pictures_apart() -> None:
    """Every second picture of a camera with 30 a second is dropped."""
    meter = Meter()
    for number in range(30):
        meter.take([_timed(2 * number, 100 + number / 15, 0.01, dropped=1)], 100 + number / 15 + 0.02)
    figures = meter.read(102.0)
    assert figures.camera_fps == pytest.approx(30)
    assert figures.analysed_fps == pytest.approx(15)
    assert figures.dropped == 30
    assert figures.result_p50_ms == pytest.approx(10, abs=0.01)
    assert figures.window_p95_ms == pytest.approx(20, abs=0.01)


def test_old_figures_are_forgotten() -> None:
    meter = Meter()
    meter.take([_timed(number, 100 + number / 30, 0.01) for number in range(30)], 101.0)
    assert meter.read(110.0).camera_fps is None


def test_the_status_bar_shows_them(rig: Rig) -> None:
    _begin(rig)
    rig.desk.display._on_status_due()
    status = rig.desk.window.status
    assert status.figures["camera"].text() == "Camera – fps"
    assert status.provider.text() == "CPU"
    rig.see(observe(happy(), index=1), observe(happy(), index=2))
    rig.desk.display._on_status_due()
    assert status.figures["result"].text() == "Result 9 ms · 95% 9 ms"
    assert all(figure.toolTip() for figure in status.figures.values())
