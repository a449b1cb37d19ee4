"""The labels of one face over time: a lane for each model and one for where they differ, in few pieces.

Pure. Times are seconds from the end of what is shown, so never above 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ferdesk.core.compare import Figures, Stretch
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.samples import LONGEST_GAP_S

MOST_PIECES: Final = 600
"""Pieces of a lane at most; more cost time and show nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one label."""

    begin: float
    end: float
    emotion: str


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """What is drawn.

    Attributes:
        pieces: By model, in time order. A label shorter than 1/600 of the window may be left out.
        differ: Where the models differ, from and to. What is closer together than 1/600 of the window is one.
        window_s: How much time is shown.
    """

    pieces: Mapping[str, tuple[Piece, ...]]
    differ: tuple[tuple[float, float], ...]
    window_s: float

    def label_at(self, model: str, ago_s: float) -> str:
        """What the model said at a time; empty where it said nothing."""
        return next((each.emotion for each in self.pieces[model] if each.begin <= ago_s <= each.end), "")


NO_LANES: Final = Lanes({}, (), 1.0)


def lanes_of(figures: Figures, stretches: Sequence[Stretch], face: int, end_s: float, window_s: float) -> Lanes:
    """The lanes of the `window_s` seconds until `end_s`.

    Args:
        figures: Whose answers are shown.
        stretches: Where models differ, in time order.
        face: Whose labels are shown.
        end_s: The right end, on the figures' clock.
        window_s: How long the lanes are.
    """
    pieces = {model: _pieces(figures, model, face, end_s, window_s) for model in figures.answers}
    spans = ((each.start_s - end_s, each.end_s - end_s) for each in stretches if each.face == face)
    return Lanes(pieces, _merged([span for span in spans if span[0] <= 0 and span[1] >= -window_s], window_s), window_s)


def _pieces(figures: Figures, model: str, face: int, end_s: float, window_s: float) -> tuple[Piece, ...]:
    ends = (end_s - window_s - LONGEST_GAP_S, end_s + LONGEST_GAP_S)  # what reaches in from outside is drawn, too
    first, last = np.searchsorted(figures.times_s, ends)
    faces, answers = figures.faces[first:last], figures.answers[model][first:last]
    chosen = (faces == face) & (answers >= 0)
    ago, answers = figures.times_s[first:last][chosen] - end_s, answers[chosen]
    bins = np.floor(ago / window_s * MOST_PIECES)
    newest = np.flatnonzero(np.diff(bins, append=np.inf) > 0)
    ago, answers = ago[newest], answers[newest]
    if not len(ago):
        return ()
    begins = np.concatenate([[0], np.flatnonzero((np.diff(answers) != 0) | (np.diff(ago) > LONGEST_GAP_S)) + 1])
    found = []
    for number, begin in enumerate(begins):
        after = int(begins[number + 1]) if number + 1 < len(begins) else len(ago)
        reaches = after < len(ago) and ago[after] - ago[after - 1] <= LONGEST_GAP_S
        found.append(Piece(float(ago[begin]), float(ago[after if reaches else after - 1]), EMOTIONS[answers[begin]]))
    return tuple(found)


def _merged(spans: Sequence[tuple[float, float]], window_s: float) -> tuple[tuple[float, float], ...]:
    """Spans in order of their begins, those that cannot be told apart as one."""
    found: list[tuple[float, float]] = []
    for begin, end in spans:
        if found and begin - found[-1][1] < window_s / MOST_PIECES:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)
