"""Several models on the identical frames of one source, from end to end, into a folder of tables and a report.

Agreement is not correctness: the figures say where models differ, and only labels say which of them is right.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ferdesk.core.compare import Comparison, Figures
from ferdesk.core.costs import spreads
from ferdesk.core.errors import FerdeskError, ModelError
from ferdesk.core.judged import Judged, judge
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.types import MOST_MODELS, Cost, Observation
from ferdesk.engine.contracts import Source
from ferdesk.engine.library import Library
from ferdesk.session.analyze import Progress, Request, analyze_with
from ferdesk.session.compare_files import Compared, InputTable, model_facts, write_files
from ferdesk.session.export import make_folder
from ferdesk.session.posed import Posed, labels_at, read_posed
from ferdesk.session.summary import Summary
from ferdesk.session.witness import Witness


@dataclass(frozen=True, slots=True)
class Identity:
    """Whether all models saw the same.

    Attributes:
        frames: Frames with a face, each given to every model.
        different_frames: How many of them were not the same for all models: 0, or something is broken.
        crops: Face crops of models whose inputs are cut the same way, compared with each other.
        different_crops: How many of these differed: 0 again.
    """

    frames: int = 0
    different_frames: int = 0
    crops: int = 0
    different_crops: int = 0


class Watch:
    """Takes in each observation of a run, together with what the models noted."""

    def __init__(self, witnesses: Sequence[Witness], inputs: InputTable) -> None:
        self.comparison = Comparison({w.spec.name: w.spec.labels for w in witnesses}, math.inf)
        self.costs: defaultdict[str, list[Cost]] = defaultdict(list)
        self.identity = Identity()
        self.last_s = 0.0
        self.witnesses = witnesses
        self._inputs = inputs
        self._groups: defaultdict[object, list[Witness]] = defaultdict(list)
        for witness in witnesses:
            cut = replace(witness.spec.preprocess, mean=(0.0,) * witness.spec.preprocess.channels)
            self._groups[replace(cut, std=(1.0,) * cut.channels)].append(witness)

    def add(self, seconds: float, observation: Observation) -> None:
        """One frame; `seconds` from the start of the source."""
        self.last_s = seconds
        self.comparison.add(replace(observation, frame=replace(observation.frame, time_s=seconds)))
        for cost in observation.costs:
            self.costs[cost.model].append(cost)
        if observation.readings:
            self._prove()
            self._inputs.add(observation, [(w.spec.name, w.taken) for w in self.witnesses if w.taken])

    def _prove(self) -> None:
        taken = {id(witness): witness.taken for witness in self.witnesses if witness.taken}
        frames = {each.frame for each in taken.values()}
        crops = different = 0
        for group in (group for group in self._groups.values() if len(group) > 1):
            for versions in zip(*(taken[id(witness)].crops for witness in group), strict=True):
                crops += len(versions)
                different += len(set(versions)) > 1
        seen = self.identity
        self.identity = Identity(
            seen.frames + 1,
            seen.different_frames + (len(frames) > 1),
            seen.crops + crops,
            seen.different_crops + different,
        )


def compare(request: Request, labels: Path | None, library: Library, progress: Progress) -> tuple[Compared, Summary]:
    """Analyses a source with several models and writes the comparison.

    Args:
        request: What to analyse; `out` is the folder to write to, made when it is not there.
        labels: A CSV of what was posed; see `read_posed`.
        library: Where the models come from.
        progress: Called after each picture.

    Returns:
        What was written, and the counts that `analyze` gives. Interrupting it (`KeyboardInterrupt`), or an error on
        the way, leaves a complete comparison of what was analysed until then.

    Raises:
        FerdeskError: Bad source, models, detector, labels or folder.
    """
    if not 2 <= len(request.models) <= MOST_MODELS:
        raise ModelError(
            f"A comparison needs 2 to {MOST_MODELS} models, not {len(request.models)}. Name them with --models."
        )
    posed = read_posed(labels) if labels else ()
    out = make_folder(request.out or Path("comparison"))
    witnesses = [Witness(library.data(name), name, provider=request.provider) for name in request.models]
    files = [(name, library.file_data(name)) for name in request.models]
    _check_names(witnesses)
    with InputTable(out / "inputs.csv") as inputs:
        watch = Watch(witnesses, inputs)

        def note(source: Source, seconds: float, observation: Observation) -> None:
            watch.add(seconds, observation)
            progress(source, seconds, observation)

        scores = replace(request, out=out / "scores.csv")
        try:
            summary = analyze_with(list(witnesses), scores, library, note)
        except (KeyboardInterrupt, FerdeskError):
            if watch.comparison.figures().times_s.size:
                write_files(out, summed_up(request, files, watch, posed))
            raise
    compared = summed_up(request, files, watch, posed)
    write_files(out, compared)
    return compared, summary


def summed_up(request: Request, files: Sequence[tuple[str, bytes]], watch: Watch, posed: Sequence[Posed]) -> Compared:
    """What the watch has seen, ready to be written.

    Args:
        request: What was asked for.
        files: Name and bytes of each model's file, in the watch's order.
        watch: What was seen.
        posed: Labels, where there are any.
    """
    figures = watch.comparison.figures()
    witnesses = watch.witnesses
    judged = _judged(witnesses, figures, labels_at(figures.times_s.tolist(), posed)) if posed else ()
    models = [
        model_facts(
            witness.spec,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            provider=witness.provider,
            costs=spreads(watch.costs[witness.spec.name]),
        )
        for witness, (_, data) in zip(witnesses, files, strict=True)
    ]
    facts = {"source": request.source, "detector": request.detector, "seconds": watch.last_s}
    return Compared(facts, models, figures, asdict(watch.identity), judged)


def _judged(witnesses: Sequence[Witness], figures: Figures, posed: Sequence[str | None]) -> tuple[Judged, ...]:
    found = []
    for witness in witnesses:
        numbers = figures.answers[witness.spec.name]
        answers = [EMOTIONS[number] if number >= 0 else None for number in numbers]
        found.append(judge(witness.spec.name, witness.spec.labels, posed, answers))
    return tuple(found)


def _check_names(witnesses: Sequence[Witness]) -> None:
    names = [witness.spec.name for witness in witnesses]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ModelError(
            f"Two of the models are named {twice}, so their answers could not be told apart. Export one renamed."
        )
