"""The lines of a study's tables: its scenarios, with what is known of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from training.metrics import Labels, confusion
from training.runs import Run
from training.studies import Scenario, Study


@dataclass(frozen=True, slots=True)
class Line:
    """A scenario with those of its runs that are finished."""

    scenario: Scenario
    runs: tuple[Run, ...]
    results: tuple[dict[str, Any], ...]

    def mean(self, name: str, part: str = "test") -> float:
        values = [result[part][name] for result in self.results if result.get(part)]
        return float(np.mean(values)) if values else float("nan")

    def confusion(self) -> Labels:
        """Summed over the runs."""
        tables = []
        for run in self.runs:
            arrays = run.predictions()
            logits, labels = arrays["test_logits"], arrays["test_labels"]
            tables.append(confusion(logits.argmax(axis=1), labels, logits.shape[1]))
        return np.asarray(np.sum(tables, axis=0))

    def correct(self) -> Any:
        """Whether each test picture of each run was classified correctly."""
        found = [run.predictions() for run in self.runs]
        return np.concatenate([arrays["test_logits"].argmax(axis=1) == arrays["test_labels"] for arrays in found])

    def labels(self) -> tuple[str, ...]:
        return tuple(self.results[0].get("labels", ()))


def lines_of(study: Study, runs: Path) -> list[Line]:
    """The lines of a study's table, in its order."""
    lines = []
    for scenario in study.scenarios:
        finished = [run for s in scenario.runs if (run := Run(runs / s.key, s)).finished]
        lines.append(Line(scenario, tuple(finished), tuple(run.result() for run in finished)))
    return lines
