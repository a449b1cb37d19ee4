"""Figures, calibration, the SVM and the statistics, against scikit-learn and SciPy where those say the same."""

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics as reference
from sklearn.svm import LinearSVC

from ferdesk.core.spec import softmax
from training.disturb import DISTURBANCES, LEVELS, disturb
from training.metrics import average_precision, confusion, ece, figures, fit_temperature, per_class, roc_auc
from training.statistics import bootstrap_interval, compare, mcnemar, runs_interval
from training.svm import calibration, machine

RANDOM = np.random.default_rng(3)
TRUTH = RANDOM.integers(0, 3, 400)
LOGITS = (RANDOM.normal(size=(400, 3)) + 1.5 * np.eye(3)[TRUTH]).astype(np.float32)


def test_figures_equal_scikit_learn() -> None:
    predicted = LOGITS.argmax(axis=1)
    found = figures(LOGITS, TRUTH, 1.0)
    assert found["accuracy"] == pytest.approx(reference.accuracy_score(TRUTH, predicted))
    assert found["macro_f1"] == pytest.approx(reference.f1_score(TRUTH, predicted, average="macro"))
    assert found["weighted_f1"] == pytest.approx(reference.f1_score(TRUTH, predicted, average="weighted"))
    assert found["balanced_accuracy"] == pytest.approx(reference.balanced_accuracy_score(TRUTH, predicted))
    assert found["loss"] == pytest.approx(reference.log_loss(TRUTH, softmax(LOGITS, 1.0)), rel=1e-4)
    table = confusion(predicted, TRUTH, 3)
    assert table.tolist() == reference.confusion_matrix(TRUTH, predicted).tolist()
    assert per_class(table).precision == pytest.approx(reference.precision_score(TRUTH, predicted, average=None))


def test_areas_equal_scikit_learn() -> None:
    truth, scores = (TRUTH == 1).astype(np.int64), np.round(LOGITS[:, 1], 1)
    assert roc_auc(scores, truth) == pytest.approx(reference.roc_auc_score(truth, scores))
    distinct = LOGITS[:, 1]
    assert average_precision(distinct, truth) == pytest.approx(reference.average_precision_score(truth, distinct))


def test_temperature_mends_overconfidence() -> None:
    wild = LOGITS * 4
    temperature = fit_temperature(wild, TRUTH)
    assert temperature == pytest.approx(4 * fit_temperature(LOGITS, TRUTH), rel=1e-2)
    assert ece(softmax(wild, temperature), TRUTH) < ece(softmax(wild, 1.0), TRUTH)


def test_ece_of_a_certain_and_wrong_model_is_one() -> None:
    assert ece(np.array([[1.0, 0.0]], dtype=np.float32), np.array([1])) == pytest.approx(1.0)


def test_the_machine_is_scikit_learns() -> None:
    features = RANDOM.normal(size=(300, 8)).astype(np.float32)
    labels = (features[:, :3] + RANDOM.normal(size=(300, 3))).argmax(axis=1)
    weights, bias = machine(features, labels, 3, 0.1, None)
    theirs = LinearSVC(C=0.1, dual=False, intercept_scaling=100, tol=1e-6).fit(features, labels)
    np.testing.assert_allclose(weights.T, theirs.coef_, atol=2e-3)
    np.testing.assert_allclose(bias, theirs.intercept_, atol=2e-3)


def test_calibration_lowers_the_error() -> None:
    margins = (LOGITS * 0.2 - 0.6).astype(np.float32)
    slope, offset = calibration(margins, TRUTH)
    assert ece(softmax(margins * slope + offset, 1.0), TRUTH) < ece(softmax(margins, 1.0), TRUTH)
    assert (slope > 0).all()


def test_intervals_and_paired_tests() -> None:
    low, high = bootstrap_interval(np.arange(1000) < 700)
    assert low < 0.70 < high
    assert high - low == pytest.approx(2 * 1.96 * (0.7 * 0.3 / 1000) ** 0.5, rel=0.15)
    found = compare([0.80, 0.82, 0.81, 0.79, 0.80], [0.85, 0.86, 0.87, 0.84, 0.86], 0.25)
    assert found.difference == pytest.approx(0.052)
    assert found.t_test < 0.01
    assert found.wilcoxon == found.least_wilcoxon == pytest.approx(0.0625)
    assert np.isnan(compare([0.5, 0.5], [0.6, 0.6], 0.25).t_test)


def test_an_interval_over_runs_is_students() -> None:
    runs = [0.80, 0.82, 0.81, 0.79, 0.80]
    assert runs_interval(runs) == pytest.approx(stats.t.interval(0.95, 4, np.mean(runs), stats.sem(runs)))


def test_overlapping_training_parts_are_corrected_for() -> None:
    first, second = [0.80, 0.82, 0.81, 0.79, 0.80], [0.82, 0.82, 0.83, 0.78, 0.83]
    differences = np.subtract(second, first)
    t = differences.mean() / (differences.var(ddof=1) * (1 / 5 + 0.25)) ** 0.5
    found = compare(first, second, 0.25)
    assert found.corrected == pytest.approx(2 * stats.t.sf(t, 4))
    assert found.corrected > found.t_test
    assert compare(first, second, 0.0).corrected == pytest.approx(found.t_test)


def test_mcnemar_looks_at_pictures_that_one_run_alone_gets_right() -> None:
    first, second = np.ones(112, dtype=bool), np.ones(112, dtype=bool)
    first[:10], second[10:12] = False, False
    # Two-sided, 2 of 12 or rarer with a fair coin: 2 * (1 + 12 + 66) / 4096.
    assert mcnemar(first, second) == mcnemar(second, first) == pytest.approx(158 / 4096)
    assert mcnemar(first, first) == 1


@pytest.mark.parametrize("kind", list(DISTURBANCES))
def test_disturbances_grow_with_their_level(kind: str) -> None:
    images = RANDOM.integers(0, 256, (6, 48, 48), dtype=np.uint8)
    changes = [np.abs(disturb(images, kind, level).astype(int) - images).mean() for level in range(1, LEVELS + 1)]
    assert changes == sorted(changes)
    assert changes[0] > 0
    assert np.array_equal(disturb(images, kind, 2), disturb(images, kind, 2))
