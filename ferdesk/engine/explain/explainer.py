"""One model, opened to be explained: heat maps of a face for all its classes in one go.

Made and used on one thread, never the inference thread: it has sessions of its own. A map shows which places the
model's output depends on, not why a person feels something.
"""

import time

import numpy as np
import onnx

from ferdesk.core.errors import ModelError
from ferdesk.core.heatmap import Heatmap, MapMethod
from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.preprocess import crop_box, crop_face, scale
from ferdesk.core.spec import OWN_BORDER, softmax
from ferdesk.core.types import Face, Floats, Frame, Pixels, Prediction
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.explain.gradcam import grad_cam, hog_cells, is_hog
from ferdesk.engine.explain.head import Head
from ferdesk.engine.explain.occlusion import occlusion
from ferdesk.engine.explain.step import NoDerivativeError


class Explainer:
    """Heat maps of one model.

    Attributes:
        spec: What the file says of itself.
        method: How its maps are made.
        reason: Why that is not Grad-CAM, one sentence; empty when it is.
    """

    def __init__(self, data: bytes, origin: str, *, threads: int = 2) -> None:
        """Opens a model on the CPU.

        Args:
            data: The ONNX file's bytes, checked as `Library.data` does.
            origin: The file's name, for messages.
            threads: For one run.

        Raises:
            ModelError: Not a model that the application would run; see `Classifier`.
        """
        self._classifier = Classifier(data, origin, threads=threads)
        self.spec = self._classifier.spec
        self.method = MapMethod.OCCLUSION
        self._head: Head | None = None
        if not self.spec.features:
            self.reason = f"{self.spec.name} names no feature tensor, so places of its input are covered instead."
            return
        if self.spec.border != OWN_BORDER:
            self.reason = f"{self.spec.name} has tensors of another form, so places of its input are covered instead."
            return
        graph = onnx.load_model_from_string(data)
        try:
            head = Head(graph, self.spec, origin, threads)
            traced = head.trace(scale([self.spec.golden.pixels], self.spec.preprocess))
        except NoDerivativeError as error:
            self.reason = f"The gradient of {self.spec.name} cannot pass {error}, so places are covered instead."
            return
        self._head = head
        self.method, self.reason = MapMethod.GRAD_CAM, ""
        if is_hog(graph, head, traced):
            self.method = MapMethod.HOG_CELLS
            self.reason = f"{self.spec.name} is linear in histograms of gradients: what each one adds is known exactly."

    def explain(self, frame: Frame, face: Face) -> tuple[Prediction, tuple[Heatmap, ...]]:
        """What the model says of a face and one map per class, in the order of `spec.labels`.

        Raises:
            ModelError: The model fails on it.
        """
        maps, prediction = self.maps(crop_face(frame.pixels, face, self.spec.preprocess))
        box = crop_box(face.box, self.spec.preprocess)
        peaks = np.abs(maps).max(axis=(1, 2))
        values = maps / np.where(peaks > 0, peaks, 1)[:, None, None]
        heatmaps = tuple(
            Heatmap(self.spec.name, label, value, box, frame.index, self.method, float(peak))
            for label, value, peak in zip(self.spec.labels, values, peaks, strict=True)
        )
        return prediction, heatmaps

    def maps(self, crop: Pixels) -> tuple[Floats, Prediction]:
        """The maps in units of the score, float32 (classes, h, w), and the prediction.

        Args:
            crop: uint8 (height, width, channels), as the model is shown it.

        Raises:
            ModelError: The model fails on it.
        """
        started = time.perf_counter()
        if self._head is None:
            maps, logits = occlusion(self._classifier, crop)
        else:
            traced = self._head.trace(scale([crop], self.spec.preprocess))
            logits = traced.logits
            maps = hog_cells(traced) if self.method is MapMethod.HOG_CELLS else grad_cam(traced)
        if not (np.isfinite(maps).all() and np.isfinite(logits).all()):
            raise ModelError(f"{self.spec.name} gave an answer that is not a number. Choose another model.")
        probabilities = np.full(len(EMOTIONS), np.nan, dtype=np.float32)
        probabilities[[INDEX[label] for label in self.spec.labels]] = softmax(logits, self.spec.temperature)
        return maps, Prediction(self.spec.name, probabilities, (time.perf_counter() - started) * 1000)
