"""What the window knows of the faces in the picture: their histories, the smoothed values, which one is selected.

Plain Python, GUI thread only; knows no widgets.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from ferdesk.core.history import Curves, History
from ferdesk.core.smoothing import OneEuro
from ferdesk.core.types import NO_TRACK, FaceReading, Floats, Observation
from ferdesk.ui.scene import Shown

MOST_FACES: Final = 16
"""Faces whose past is kept; the one unseen for longest gives way."""
ABSENT_S: Final = 3.0
"""After this time without the selected face, another one is selected."""
SILENCE_S: Final = 1.0
"""A filter starts anew after so long without values: what was before says nothing about now."""


class _Past:
    """One model's view of one face over time."""

    def __init__(self, known: "np.ndarray[tuple[int, ...], np.dtype[np.intp]]", strength: float) -> None:
        self.known = known
        self.history = History(len(known))
        self.filter = OneEuro(strength)

    def add(self, time_s: float, probabilities: Floats, strength: float) -> Floats:
        if time_s - self.history.last_s > SILENCE_S:
            self.filter = OneEuro(strength)
        smooth = self.filter.smooth(time_s, probabilities)
        self.history.add(time_s, probabilities[self.known], smooth[self.known])
        return smooth


class Live:
    """The faces of the current source."""

    def __init__(self, strength: float) -> None:
        """`strength`: of the smoothing, 0...1."""
        self._strength = strength
        self._pasts: dict[int, dict[str, _Past]] = {}
        self._selected = NO_TRACK
        self._selected_seen_s = -np.inf
        self.now_s = 0.0
        self.faces: tuple[Shown, ...] = ()

    @property
    def selected(self) -> int:
        """The number of the selected face, `NO_TRACK` when there is none."""
        return self._selected

    @property
    def selected_face(self) -> Shown | None:
        """The selected face if it is in the newest picture."""
        return next((face for face in self.faces if face.track_id == self._selected), None)

    def select(self, track_id: int) -> None:
        self._selected = track_id
        self._selected_seen_s = self.now_s

    def set_strength(self, strength: float) -> None:
        """Smooths what comes from now on by another strength, 0...1; what was drawn stays."""
        self._strength = strength
        for pasts in self._pasts.values():
            for past in pasts.values():
                past.filter = OneEuro(strength)

    def clear(self) -> None:
        """Forgets every face, for another source."""
        self._pasts.clear()
        self._selected = NO_TRACK
        self.faces = ()

    def take(self, observations: Sequence[Observation]) -> None:
        """Adds observations, oldest first; none is skipped."""
        for observation in observations:
            self.now_s = observation.frame.time_s
            self.faces = tuple(self._add(reading) for reading in observation.readings)
            self._follow()
        while len(self._pasts) > MOST_FACES:
            del self._pasts[next(iter(self._pasts))]

    def _add(self, reading: FaceReading) -> Shown:
        # Taken out and put back, so that the dictionary is in order of last sight.
        pasts = self._pasts.pop(reading.face.track_id, {})
        self._pasts[reading.face.track_id] = pasts
        smooth = []
        for prediction in reading.predictions:
            known = np.flatnonzero(np.isfinite(prediction.probabilities))
            past = pasts.get(prediction.model)
            if past is None or not np.array_equal(past.known, known):
                past = pasts[prediction.model] = _Past(known, self._strength)
            smooth.append(past.add(self.now_s, prediction.probabilities, self._strength))
        return Shown(reading, tuple(smooth))

    def _follow(self) -> None:
        """Keeps the selection on a face that is there: the largest, once the chosen one has been away for a while."""
        if self.selected_face is not None:
            self._selected_seen_s = self.now_s
        elif self.faces and (self._selected == NO_TRACK or self.now_s - self._selected_seen_s > ABSENT_S):
            self.select(max(self.faces, key=lambda face: face.reading.face.box.area).track_id)

    def curves(self, model: str, length_s: float) -> tuple[tuple[int, ...], Curves] | None:
        """The selected face's past with one model: the emotions' places in `EMOTIONS`, and their curves."""
        past = self._pasts.get(self._selected, {}).get(model)
        if past is None:
            return None
        return tuple(int(place) for place in past.known), past.history.curves(self.now_s - length_s)
