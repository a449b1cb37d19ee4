"""The last seconds of several models while they run: what they said and what it cost.

`Recent` belongs to one thread and only remembers. What it hands out may be worked on in another one.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ferdesk.core.compare import Comparison, Figures
from ferdesk.core.costs import Spread, spreads
from ferdesk.core.types import Cost, Observation

if TYPE_CHECKING:  # the window is shown before OpenCV is loaded
    from ferdesk.core.spec import ModelEntry


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What is compared: the source's name, the detector, the provider, and the models' files."""

    source: str
    detector: str
    provider: str
    entries: "Sequence[ModelEntry]"


@dataclass(frozen=True, slots=True, eq=False)
class Summed:
    """The figures of a stretch of time.

    Attributes:
        figures: Every pair of models, flicker and disagreements.
        spreads: Per model, what a frame cost; see `spreads`.
        window_s: How much time was asked for.
        end_s: Where it ends, `perf_counter` seconds.
    """

    figures: Figures
    spreads: Mapping[str, Mapping[str, Spread]]
    window_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A stretch of time, not worked out yet."""

    comparison: Comparison
    costs: Mapping[str, tuple[Cost, ...]]
    window_s: float
    end_s: float

    def summed_up(self) -> Summed:
        """Slow where there are many models: 0.2 s for nine of them and two minutes."""
        return Summed(self.comparison.figures(), self.spreads(), self.window_s, self.end_s)

    def spreads(self) -> Mapping[str, Mapping[str, Spread]]:
        """What a frame cost, per model."""
        return {name: spreads(costs) for name, costs in self.costs.items()}


class Recent:
    """Observations of the last `longest_s` seconds."""

    def __init__(self, models: Mapping[str, tuple[str, ...]], longest_s: float) -> None:
        """Nothing yet.

        Args:
            models: Name to classes, in the user's order.
            longest_s: How much is kept.
        """
        self._models = tuple(models)
        self._comparison = Comparison(models, longest_s)
        self._costs: deque[tuple[float, tuple[Cost, ...]]] = deque()
        self._longest_s = longest_s
        self._now_s = 0.0

    def add(self, observation: Observation) -> None:
        """Takes in a frame and forgets what has become too old."""
        self._now_s = observation.frame.time_s
        self._comparison.add(observation)
        if observation.costs:
            self._costs.append((self._now_s, observation.costs))
        while self._costs and self._now_s - self._costs[0][0] > self._longest_s:
            self._costs.popleft()

    def last(self, window_s: float) -> Taken:
        """The last `window_s` seconds as they are now."""
        costs: dict[str, list[Cost]] = {name: [] for name in self._models}
        for time_s, each in self._costs:
            if self._now_s - time_s <= window_s:
                for cost in each:
                    if cost.model in costs:
                        costs[cost.model].append(cost)
        kept = {name: tuple(each) for name, each in costs.items()}
        return Taken(self._comparison.last(window_s), kept, window_s, self._now_s)
