"""Reports of studies, made from run files only: no figure is typed in except the papers' own."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training import changes, drawings, pages
from training.lines import Line, lines_of
from training.metrics import per_class
from training.pages import Block, Figure, Heading, Paragraph, Table
from training.statistics import bootstrap_interval, runs_interval
from training.studies import NOTHING, SHIPPED, STUDIES, Study

_INTERVALS = (
    "The interval over pictures says how far the choice of test pictures moves the figure, given these networks: a"
    " bootstrap over the pictures of all runs together. The one over runs says where the mean of other seeds or folds"
    " would lie: Student's t over the runs, which share training pictures, so that it is still somewhat narrow."
)
_NOT_RUN = "not run yet"
_BINARY = ("precision", "recall", "f1", "roc_auc", "pr_auc", "balanced_accuracy", "loss")
_MANY = ("macro_precision", "macro_recall", "macro_f1", "weighted_f1", "balanced_accuracy", "loss", "ece_before", "ece")


def write_report(study: Study, runs: Path, folder: Path) -> list[Path]:
    """Writes `<study>.md` and `<study>.html`; the written files."""
    lines = lines_of(study, runs)
    finished = [line for line in lines if line.runs]
    blocks: list[Block] = [Paragraph(study.note)] if study.note else []
    blocks += [Heading("Accuracy"), _accuracy_table(study, lines), Paragraph(_INTERVALS), *_unfinished(study, lines)]
    if finished:
        blocks += [Heading("Other figures"), _figures_table(finished), *changes.tests(study, lines)]
        blocks += _curves(finished) + _confusions(finished) + _classes(finished)
        blocks += changes.by_class(study, lines)
        blocks += _from_evaluations(finished, runs, gradcam=study.gradcam)
        blocks += [Heading("Runs"), _runs_table(finished)]
    return pages.write(study.name, study.title, blocks, folder)


def results_table(runs: Path) -> str:
    """The table of results for the project's front page: every model that ships, beside its paper."""
    # By the run, not the model: a paper's figure says nothing of a run on other pictures.
    papers = {run: s.paper for study in STUDIES.values() for s in study.scenarios for run in s.runs}
    rows = []
    for name, settings in SHIPPED.items():
        file = runs / settings.key / "evaluation.json"
        if not file.is_file():
            continue
        found = json.loads(file.read_text("utf-8"))
        unseen = found["test_unseen"]
        apart = _percent(unseen["accuracy"]) if unseen and settings.split.kind == "official" else "–"
        rows.append(
            (
                f"`{name}`",
                found["measured"][0]["data"],
                papers.get(settings, NOTHING),
                _percent(found["test"]["accuracy"]),
                apart,
                _percent(found["test"]["macro_f1"]),
                _percent(found["test"]["ece"]),
                f"{found['parameters']:,}",
                f"{found['bytes'] / 1e6:.2f}",
            )
        )
    head = ("model", "test data", "paper %", "accuracy %", "unseen %", "macro F1 %", "ECE %", "parameters", "MB")
    return pages.as_markdown(Table(head, tuple(rows)), "")


def _accuracy_table(study: Study, lines: Sequence[Line]) -> Table:
    rows = []
    for number, line in enumerate(lines, start=1):
        scenario = line.scenario
        title = f"{scenario.title} (audit)" if scenario.audit else scenario.title
        command = f"`python -m training study {study.name} --only {number}`"
        done = f"{len(line.runs)} of {len(scenario.runs)}"
        rows.append((title, scenario.paper, *_accuracies(line), done, command))
    head = (
        "",
        "paper %",
        "ours %",
        "95 % over pictures (bootstrap)",
        "95 % over runs",
        "without exact copies of training pictures %",
        "runs",
        "command",
    )
    return Table(head, tuple(rows))


def _accuracies(line: Line) -> tuple[str, str, str, str]:
    """Mean and deviation, the intervals over pictures and over runs, and the mean without copies."""
    if not line.runs:
        return (_NOT_RUN,) * 4
    accuracies = [result["test"]["accuracy"] for result in line.results]
    several = len(accuracies) > 1
    spread = f" ± {np.std(accuracies, ddof=1) * 100:.2f}" if several else ""
    apart = line.mean("accuracy", "test_unseen")
    return (
        f"{_percent(float(np.mean(accuracies)))}{spread}",
        _span(bootstrap_interval(line.correct())),
        _span(runs_interval(accuracies)) if several else "–",
        _percent(apart) if np.isfinite(apart) else "–",
    )


def _span(interval: tuple[float, float]) -> str:
    return "–".join(map(_percent, interval))


def _unfinished(study: Study, lines: Sequence[Line]) -> list[Block]:
    left = [line.scenario.title for line in lines if len(line.runs) < len(line.scenario.runs)]
    if not left:
        return []
    command = f"python -m training study {study.name}"
    return [Paragraph(f"Not complete: {'; '.join(left)}. `{command}` goes on with what is left.")]


def _figures_table(lines: Sequence[Line]) -> Table:
    two = "f1" in lines[0].results[0]["test"]
    names = _BINARY if two else _MANY
    rows = tuple(
        (line.scenario.title, *(f"{line.mean(n):.4f}" for n in names), f"{_minutes(line):.1f}") for line in lines
    )
    return Table(("", *(name.replace("_", " ") for name in names), "minutes a run"), rows)


def _minutes(line: Line) -> float:
    return float(np.mean([result["seconds"] for result in line.results])) / 60


def _curves(lines: Sequence[Line]) -> list[Block]:
    histories = [
        (line.scenario.title, line.results[0]["history"])
        for line in lines
        if line.results[0]["history"] and "epoch" in line.results[0]["history"][0]
    ]
    if not histories:
        return []
    return [Heading("Learning curves"), Figure("curves", "Validation per epoch", drawings.learning_curves(histories))]


def _confusions(lines: Sequence[Line]) -> list[Block]:
    shown = [line for line in lines if line.labels() == lines[0].labels()]
    tables = [(line.scenario.title, line.confusion()) for line in shown]
    png = drawings.confusions(tables, lines[0].labels())
    return [Heading("Confusion"), Figure("confusion", "Percent of each true class, test part", png)]


def _classes(lines: Sequence[Line]) -> list[Block]:
    shown = [line for line in lines if line.labels() == lines[0].labels()]
    labels = lines[0].labels()
    each = [(line.scenario.title, per_class(line.confusion())) for line in shown]
    rows = tuple(
        (
            title,
            label,
            f"{found.precision[k]:.3f}",
            f"{found.recall[k]:.3f}",
            f"{found.f1[k]:.3f}",
            str(found.support[k]),
        )
        for title, found in each
        for k, label in enumerate(labels)
    )
    png = drawings.bars([(title, found.f1.tolist()) for title, found in each], labels)
    table = Table(("", "class", "precision", "recall", "F1", "pictures"), rows)
    return [Heading("Per class"), Figure("f1", "F1 per class", png), table]


def _from_evaluations(lines: Sequence[Line], runs: Path, *, gradcam: bool) -> list[Block]:
    """What was measured on the exported files, where they were evaluated."""
    found: list[tuple[str, dict[str, Any]]] = []
    for line in lines:
        file = runs / line.runs[0].settings.key / "evaluation.json"
        if file.is_file():
            found.append((line.scenario.title, json.loads(file.read_text("utf-8"))))
    if not found:
        return []
    curves = drawings.robustness([(title, each["robustness"]) for title, each in found])
    blocks: list[Block] = [Heading("Robustness of the exported models"), Figure("robustness", "Accuracy", curves)]
    if gradcam:
        maps = drawings.heat_maps([(title, each["gradcam"]) for title, each in found], lines[0].labels())
        caption = "Mean Grad-CAM of correctly classified test pictures, per class"
        blocks += [Heading("Grad-CAM"), Figure("gradcam", caption, maps)]
    return blocks


def _runs_table(lines: Sequence[Line]) -> Table:
    rows = []
    for line in lines:
        for run, result in zip(line.runs, line.results, strict=True):
            settings, data = run.settings, result["data"]
            rows.append(
                (
                    f"`{run.folder.name}`",
                    str(settings.seed),
                    f"{result.get('epochs', '–')} of {settings.epochs}",
                    settings.weights,
                    f"{data['parts']['training']:,} / {data['parts']['validation']:,} / {data['parts']['test']:,}",
                    _percent(result["validation"]["accuracy"]),
                    _percent(result["test"]["accuracy"]),
                    f"{result['seconds'] / 60:.1f}",
                )
            )
    head = (
        "run",
        "seed",
        "epochs",
        "initial weights",
        "train / validation / test",
        "validation %",
        "test %",
        "minutes",
    )
    return Table(head, tuple(rows))


def _percent(fraction: float) -> str:
    return f"{fraction * 100:.2f}"
