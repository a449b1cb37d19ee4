"""Lanes of labels: what is drawn of a stretch of time, for one face, in few pieces."""

import math

from ferdesk.core.compare import Comparison, Figures
from ferdesk.core.label_lanes import MOST_PIECES, Piece, lanes_of
from ferdesk.core.labels import FER2013
from tests.core.test_compare import seen, seven


def figures_of(*script: tuple[float, str, str]) -> Figures:
    """Face 1 is found to be this by `a` and that by `b`; face 2, beside it, is always sad to both."""
    comparison = Comparison({"a": FER2013, "b": FER2013}, math.inf)
    for time_s, first, second in script:
        other = {"a": seven(sad=1.0), "b": seven(sad=1.0)}
        comparison.add(seen(time_s, {"a": seven(**{first: 1.0}), "b": seven(**{second: 1.0})}, other))
    return comparison.figures()


def test_a_part_shows_what_reaches_into_it() -> None:
    figures = figures_of(*((step / 2, "happy", "happy" if step < 10 else "fear") for step in range(20)))
    lanes = lanes_of(figures, figures.stretches, 1, 6.25, 3.0)
    assert lanes.pieces["a"] == (Piece(-3.75, 0.75, "happy"),)
    assert [piece.emotion for piece in lanes.pieces["b"]] == ["happy", "fear"]
    assert lanes.differ == ((-1.25, 3.25),)
    assert [lanes.label_at("b", ago_s) for ago_s in (-2.0, -1.0, -50.0)] == ["happy", "fear", ""]
    before = lanes_of(figures, figures.stretches, 1, 4.0, 3.0)
    assert before.differ == ()


def test_a_face_has_its_own_lanes() -> None:
    figures = figures_of(*((step / 2, "happy", "fear") for step in range(6)))
    lanes = lanes_of(figures, figures.stretches, 2, 2.5, 5.0)
    assert [piece.emotion for said in lanes.pieces.values() for piece in said] == ["sad", "sad"]
    assert lanes.differ == ()


def test_a_time_without_the_face_is_empty() -> None:
    figures = figures_of((0.0, "happy", "happy"), (0.5, "happy", "happy"), (9.0, "happy", "happy"))
    lanes = lanes_of(figures, figures.stretches, 1, 9.0, 10.0)
    assert lanes.pieces["a"] == (Piece(-9.0, -8.5, "happy"), Piece(0.0, 0.0, "happy"))


def test_an_hour_of_changes_is_drawn_in_few_pieces() -> None:
    names = ("happy", "fear")
    figures = figures_of(*((step / 2, names[step % 2], names[step // 2 % 2]) for step in range(7200)))
    lanes = lanes_of(figures, figures.stretches, 1, 3600.0, 3600.0)
    assert max(len(said) for said in lanes.pieces.values()) <= MOST_PIECES
    assert lanes.differ == ((-3599.5, -0.5),), "gaps that nobody could see are closed"
    near = lanes_of(figures, figures.stretches, 1, 100.0, 30.0)
    assert len(near.pieces["a"]) > 60
    assert 14 <= len(near.differ) <= 16
