"""MediaPipe's face detector on the whole picture: near faces in a millisecond. Owned by one thread."""

import contextlib
import importlib
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from ferdesk.core.errors import DetectorError
from ferdesk.core.types import Box, Pixels
from ferdesk.engine.detectors.quiet import native_logs_hidden
from ferdesk.engine.detectors.shipped import blazeface_tflite
from ferdesk.engine.interruption import interruption_held

_NOT_NEEDED = ("tensorflow", "sounddevice")
_WARM_UP = np.zeros((128, 128, 3), dtype=np.uint8)


class WholePicture:
    """Proposes every place where MediaPipe sees a face.

    It runs in MediaPipe's image mode: the video mode finds the same boxes in the same time, and cannot take two
    pictures of the same millisecond.
    """

    def __init__(self, minimum: float) -> None:
        """Loads MediaPipe and the shipped model.

        Args:
            minimum: Lowest score of a proposal, 0...1.

        Raises:
            DetectorError: MediaPipe or its model file is missing, damaged or cannot be used.
        """
        model = blazeface_tflite()
        self._detector: Any = None
        try:
            with native_logs_hidden(), _without_extras():
                self._mediapipe = importlib.import_module("mediapipe")
                tasks = self._mediapipe.tasks
                options = tasks.vision.FaceDetectorOptions(
                    base_options=tasks.BaseOptions(model_asset_buffer=model), min_detection_confidence=minimum
                )
                self._detector = tasks.vision.FaceDetector.create_from_options(options)
                self._detect(_WARM_UP)  # its last log lines come with the first picture
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            self.close()
            raise DetectorError(
                f"MediaPipe's face detector cannot be started ({error}); install ferdesk again."
            ) from error

    def propose(self, pixels: Pixels) -> list[Box]:
        """Boxes of what may be faces, in picture coordinates.

        Raises:
            DetectorError: MediaPipe could not search the picture.
        """
        try:
            found = self._detect(pixels)
        except (RuntimeError, ValueError) as error:
            raise DetectorError(f"MediaPipe could not search the picture ({error}); try another source.") from error
        boxes = (detection.bounding_box for detection in found)
        return [Box(b.origin_x, b.origin_y, b.width, b.height) for b in boxes if b.width > 0 and b.height > 0]

    def close(self) -> None:
        """Ends MediaPipe's thread. Left to the interpreter's exit, it would print a TypeError instead."""
        if self._detector is not None:
            self._detector.close()
            self._detector = None

    def _detect(self, pixels: Pixels) -> Any:
        packed = np.ascontiguousarray(pixels)
        with interruption_held():  # an Image that is interrupted while it is made prints a traceback
            image = self._mediapipe.Image(image_format=self._mediapipe.ImageFormat.SRGB, data=packed)
            return self._detector.detect(image).detections


@contextlib.contextmanager
def _without_extras() -> Iterator[None]:
    """Hides packages that `import mediapipe` loads where they are installed although finding faces needs none of them.

    TensorFlow, there when models are trained, takes ten seconds; sounddevice opens the computer's audio system.
    """
    hidden = [name for name in _NOT_NEEDED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # documented: makes the import fail
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
