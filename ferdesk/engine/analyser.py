"""What is done with one frame: find the faces, keep their numbers, ask every model. The same live and headless."""

import time
from collections.abc import Sequence

from ferdesk.core.tracking import Tracker, number_faces
from ferdesk.core.types import Face, FaceReading, Frame, Observation
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.contracts import FaceDetector


class Analyser:
    """A detector, a tracker and the active models. Owned by one thread.

    Attributes:
        classifiers: The active models in the user's order; may be exchanged between two frames.
    """

    def __init__(
        self,
        detector: FaceDetector,
        classifiers: Sequence[Classifier],
        *,
        still: bool,
        tracker: Tracker | None = None,
    ) -> None:
        """Faces are numbered from 1.

        Args:
            detector: Stays the caller's to close.
            classifiers: The active models in the user's order.
            still: The pictures have nothing to do with each other, so faces are numbered in each from the left.
            tracker: Its faces and numbers are gone on with.
        """
        self.classifiers = tuple(classifiers)
        self.detector = detector
        self._tracker = None if still else tracker or Tracker()

    def analyse(self, frame: Frame, dropped: int) -> Observation:
        """One frame's observation; `dropped` is passed on.

        Raises:
            DetectorError: The picture cannot be searched.
            ModelError: A model fails on a face.
        """
        started = time.perf_counter()
        faces = self._track(frame)
        detect_ms = (time.perf_counter() - started) * 1000
        results = [classifier.classify(frame, faces) for classifier in self.classifiers] if faces else []
        readings = tuple(
            FaceReading(face, tuple(result.predictions[row] for result in results)) for row, face in enumerate(faces)
        )
        costs = tuple(result.cost for result in results)
        return Observation(frame, readings, detect_ms, dropped, time.perf_counter(), costs)

    def _track(self, frame: Frame) -> tuple[Face, ...]:
        found = self.detector.find(frame)
        if self._tracker is None:
            return number_faces(found)
        return self._tracker.update(found, frame.time_s)
