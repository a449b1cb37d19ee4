"""The linear one-vs-rest SVM on HOG features.

Its C is tuned on the validation part. Training pictures are mirrored too, which a linear machine cannot learn by
itself. The objective is liblinear's (L2 regularisation, squared hinge; Fan et al., "LIBLINEAR", JMLR 2008, eq. 1),
minimised for all classes at once by L-BFGS: the same machine as scikit-learn's `LinearSVC` up to the bias, which is
not regularised here, in a twentieth of its time.
"""

import time

import keras
import numpy as np
import numpy.typing as npt
from scipy import optimize

from ferdesk.core.spec import softmax
from ferdesk.core.types import Floats
from training.gradient import Job, Solved
from training.metrics import Labels, figures
from training.models.recipe import FEATURES, LOGITS
from training.network import build, predict
from training.splits import oversample

_DAMPING = 1e-3
_COSTS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
_ITERATIONS = 200


def solve(job: Job) -> Solved:
    """Fits one machine per value of C, keeps the one that is best on the validation part, and calibrates its scores."""
    began = time.perf_counter()
    settings = job.run.settings
    network = build(settings)
    extractor = keras.Model(network.input, keras.layers.Flatten()(network.get_layer(FEATURES).output))
    training, validation = job.parts.training, job.parts.validation
    if settings.balancing == "oversample":
        training = oversample(training)
    images = np.concatenate([training.images, training.images[:, :, ::-1]])
    features, labels = predict(extractor, images, job.inputs), np.tile(training.labels, 2)
    tested = predict(extractor, validation.images, job.inputs)
    classes = int(network.output.shape[-1])
    history: list[dict[str, float]] = []
    best, chosen = -1.0, (np.zeros((0, 0), np.float32), np.zeros(0, np.float32))
    for cost in settings.costs or _COSTS:
        weights, bias = machine(features, labels, classes, cost, job.weights)
        found = figures(tested @ weights + bias, validation.labels, 1.0)
        history.append({"cost": cost, **found})
        if found[settings.monitor] > best:
            best, chosen = found[settings.monitor], (weights, bias)
    slope, offset = calibration(tested @ chosen[0] + chosen[1], validation.labels)
    network.get_layer(LOGITS).set_weights([chosen[0] * slope, chosen[1] * slope + offset])
    network.save_weights(job.run.best)
    return Solved(network, {"history": history, "seconds": time.perf_counter() - began})


def calibration(scores: Floats, labels: Labels) -> tuple[Floats, Floats]:
    """A slope and an offset per class that turn margins into logits, float32 (classes,) each.

    Platt, "Probabilistic Outputs for Support Vector Machines", 1999, for all classes together: the cross-entropy of the
    softmax is minimised (vector scaling; Guo et al. 2017, section 4.2). It stays a linear machine.
    """
    classes = scores.shape[1]
    hits = np.eye(classes)[labels]

    def objective(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        slope, offset = flat.reshape(2, classes)
        probabilities = softmax(np.asarray(scores * slope + offset, dtype=np.float32), 1.0).astype(np.float64)
        chosen = probabilities[np.arange(len(labels)), labels]
        error = (probabilities - hits) / len(labels)
        loss = -float(np.log(np.maximum(chosen, 1e-12)).mean()) + _DAMPING * float((flat * flat).sum())
        return loss, np.concatenate([(error * scores).sum(axis=0), error.sum(axis=0)]) + 2 * _DAMPING * flat

    start = np.concatenate([np.full(classes, 2.0), np.zeros(classes)])
    bounds = [(0.01, None)] * classes + [(None, None)] * classes
    found = optimize.minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds)
    slope, offset = found.x.reshape(2, classes).astype(np.float32)
    return slope, offset


def machine(
    features: Floats, labels: Labels, classes: int, cost: float, weights: dict[int, float] | None
) -> tuple[Floats, Floats]:
    """One machine per class against the rest.

    Args:
        features: float32 (N, d).
        labels: int64 (N,).
        classes: How many.
        cost: C.
        weights: Per class, multiplied with C; None for 1.

    Returns:
        Weights float32 (d, classes) and biases float32 (classes,).
    """
    signs = np.where(labels[:, None] == np.arange(classes), np.float32(1), np.float32(-1))
    each = cost * np.array([weights[k] if weights else 1.0 for k in labels.tolist()], np.float32)[:, None]
    shape = (features.shape[1] + 1, classes)

    def objective(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        both = flat.reshape(shape).astype(np.float32)
        miss = np.maximum(1 - signs * (features @ both[:-1] + both[-1]), 0)
        pull = -2 * each * signs * miss
        slope = np.vstack([both[:-1] + features.T @ pull, pull.sum(axis=0)])
        loss = 0.5 * float((both[:-1] ** 2).sum()) + float((each * miss * miss).sum())
        return loss, slope.ravel().astype(np.float64)

    found = optimize.minimize(
        objective, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS, "maxcor": 20}
    )
    both = found.x.reshape(shape).astype(np.float32)
    return both[:-1], both[-1]
