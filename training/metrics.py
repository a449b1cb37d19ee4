"""Figures from logits and labels; NumPy and SciPy only."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize

from ferdesk.core.spec import softmax
from ferdesk.core.types import Floats

Labels = npt.NDArray[np.int64]
_BINS = 15


def confusion(predicted: Labels, truth: Labels, classes: int) -> Labels:
    """Counts, int64 (classes, classes), true class by row."""
    return np.bincount(truth * classes + predicted, minlength=classes * classes).reshape(classes, classes)


@dataclass(frozen=True, slots=True, eq=False)
class PerClass:
    """Precision, recall, F1 (0 where there is nothing to divide by) and support, (classes,) each."""

    precision: npt.NDArray[np.float64]
    recall: npt.NDArray[np.float64]
    f1: npt.NDArray[np.float64]
    support: Labels


def per_class(table: Labels) -> PerClass:
    """From a confusion matrix."""
    hits = np.diag(table).astype(np.float64)
    predicted, support = table.sum(axis=0), table.sum(axis=1)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(predicted + support, 1)
    return PerClass(precision, recall, f1, support)


def ece(probabilities: Floats, truth: Labels) -> float:
    """Expected calibration error in 15 bins of equal width (Guo et al., "On Calibration...", ICML 2017, eq. 3)."""
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == truth
    number = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gap = np.bincount(number, weights=correct - confidence.astype(np.float64), minlength=_BINS)
    return float(np.abs(gap).sum() / len(truth))


def log_loss(logits: Floats, truth: Labels, temperature: float = 1.0) -> float:
    """Mean cross-entropy in nats."""
    chosen = softmax(logits, temperature)[np.arange(len(truth)), truth].astype(np.float64)
    return float(-np.log(np.maximum(chosen, 1e-12)).mean())


def fit_temperature(logits: Floats, truth: Labels) -> float:
    """The temperature with the least cross-entropy (Guo et al. 2017, section 4.2), within 0.02...50."""
    found = optimize.minimize_scalar(
        lambda t: log_loss(logits, truth, float(np.exp(t))), bounds=(np.log(0.02), np.log(50)), method="bounded"
    )
    return float(np.exp(found.x))


def figures(logits: Floats, truth: Labels, temperature: float) -> dict[str, float]:
    """The figures of one test, fractions of 1; areas under curves for two classes only.

    Args:
        logits: float32 (N, classes).
        truth: int64 (N,).
        temperature: Fitted on other data.
    """
    classes = logits.shape[1]
    table = confusion(logits.argmax(axis=1), truth, classes)
    each = per_class(table)
    seen = each.support > 0
    weights = each.support / each.support.sum()
    result = {
        "accuracy": float(np.diag(table).sum() / table.sum()),
        "balanced_accuracy": float(each.recall[seen].mean()),
        "macro_precision": float(each.precision.mean()),
        "macro_recall": float(each.recall.mean()),
        "macro_f1": float(each.f1.mean()),
        "weighted_f1": float((each.f1 * weights).sum()),
        "loss": log_loss(logits, truth),
        "ece_before": ece(softmax(logits, 1.0), truth),
        "ece": ece(softmax(logits, temperature), truth),
    }
    if classes == 2:
        result |= {
            "precision": float(each.precision[1]),
            "recall": float(each.recall[1]),
            "f1": float(each.f1[1]),
            "roc_auc": roc_auc(logits[:, 1] - logits[:, 0], truth),
            "pr_auc": average_precision(logits[:, 1] - logits[:, 0], truth),
        }
    return result


def roc_auc(scores: Floats, truth: Labels) -> float:
    """Area under the ROC curve: how often a positive scores above a negative, ties half."""
    positive, negative = scores[truth == 1], np.sort(scores[truth == 0])
    if not len(positive) or not len(negative):
        return float("nan")
    below = np.searchsorted(negative, positive, "left") + np.searchsorted(negative, positive, "right")
    return float(below.mean() / 2 / len(negative))


def average_precision(scores: Floats, truth: Labels) -> float:
    """Area under the precision-recall curve as the mean precision at each positive."""
    order = np.argsort(-scores, kind="stable")
    hits = truth[order] == 1
    if not hits.any():
        return float("nan")
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())
