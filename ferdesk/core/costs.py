"""What models cost: median and 95th percentile of each step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ferdesk.core.types import Cost


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds of one step for all faces of a frame."""

    p50: float
    p95: float


def spreads(costs: Sequence[Cost]) -> Mapping[str, Spread]:
    """The spread of `preprocess_ms`, `run_ms` and `postprocess_ms` of one model; empty without costs."""
    if not costs:
        return {}
    steps = {
        "preprocess_ms": [cost.preprocess_ms for cost in costs],
        "run_ms": [cost.run_ms for cost in costs],
        "postprocess_ms": [cost.postprocess_ms for cost in costs],
    }
    return {name: Spread(*np.percentile(values, (50, 95)).round(4).tolist()) for name, values in steps.items()}
