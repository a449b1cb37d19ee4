"""Where the models of a stored session disagree: the figures of a stretch of time, and the next place."""

import math
from collections.abc import Generator
from typing import Final

from ferdesk.core.compare import Compared, Figures, Stretch
from ferdesk.core.samples import LONGEST_GAP_S, joined
from ferdesk.session.stored import StoredSession

SEARCHED_S: Final = 20.0
"""So much is read at once: 20 ms for four models and two faces."""
_SAME_S: Final = 1e-3
_READING: Final = 0.7
"""The share of a comparison's time that reading takes."""


def compared(session: StoredSession, start_s: float, end_s: float) -> Generator[float, None, Figures]:
    """All models between two times, both included; yields the share that is done, in steps that are short."""
    parts = []
    at_s = start_s
    while at_s <= end_s:
        until_s = min(at_s + SEARCHED_S, end_s)
        # Half-open, so that no frame is counted twice, but for the last piece.
        parts.append(session.samples(at_s, until_s if until_s == end_s else math.nextafter(until_s, 0)))
        at_s = until_s if until_s < end_s else math.inf
        yield _READING * min((until_s - start_s) / max(end_s - start_s, _SAME_S), 1.0)
    figures = Compared(_labels(session), joined(parts or [session.samples(start_s, end_s)]))
    for number, two in enumerate(figures.twos, 1):
        figures.pair(*two)
        yield _READING + (1 - _READING) * number / len(figures.twos)
    return figures.figures()


def _labels(session: StoredSession) -> dict[str, tuple[str, ...]]:
    return {model.key: model.facts.labels for model in session.facts.models}


def next_disagreement(
    session: StoredSession, time_s: float, *, forward: bool
) -> Generator[float, None, Stretch | None]:
    """The next stretch, or the one before, in which two models that can be compared gave different answers.

    Args:
        session: Open.
        time_s: From here; a stretch that begins just there is not meant.
        forward: Later, or earlier.

    Yields:
        The share that was searched, 0...1.
    """
    whole_s = (session.facts.duration_s - time_s) if forward else (time_s - session.facts.start_s)
    done_s = 0.0
    while done_s < whole_s + SEARCHED_S:
        near_s = time_s + done_s if forward else time_s - done_s
        low, high = (near_s, near_s + SEARCHED_S) if forward else (near_s - SEARCHED_S, near_s)
        found = [stretch for stretch in _stretches(session, low, high) if low < stretch.start_s <= high]
        if forward:
            found = [stretch for stretch in found if stretch.start_s > time_s + _SAME_S]
        else:
            found = [stretch for stretch in found[::-1] if stretch.start_s < time_s - _SAME_S]
        if found:
            return found[0]
        done_s += SEARCHED_S
        yield min(done_s / max(whole_s, SEARCHED_S), 1.0)
    return None


def _stretches(session: StoredSession, low: float, high: float) -> tuple[Stretch, ...]:
    """Also those that began before `low`: what lies a gap before tells them from those that begin there."""
    return Compared(_labels(session), session.samples(low - 2 * LONGEST_GAP_S, high)).figures().stretches
