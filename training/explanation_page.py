"""The report on the heat maps, made from `explanation.json` and `explanation.npz` of each run and nothing else."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from ferdesk.core.types import Floats
from training import drawings, pages
from training.deletion import KINDS, OURS, TESTS, advantage, verdict
from training.pages import Block, Figure, Heading, Paragraph, Table
from training.statistics import mean_interval
from training.studies import SHIPPED

NAME: Final = "explanation"
_TITLE = "What the heat maps are worth"
_LIKENESS = (("rank", "rank correlation"), ("magnitude", "of absolute values"), ("structure", "SSIM"))
_TOLERANCE = 1e-3

_ABOUT = (
    "Three questions of the maps that the application shows, asked of the shipped files below, on the same faces of"
    " FER2013's PrivateTest. Are they exactly what they claim to be? Does the answer hang on the places that they mark"
    " (Petsiuk, Das and Saenko 2018)? Do they change when what the model learned is taken away (Adebayo et al. 2018)?"
)
_EXACT = (
    "Each class's map against the one that tf.GradientTape gives for the same file, whose head is carried out by"
    " TensorFlow operator by operator: the largest difference of any place, as a part of that map's maximum. Less than"
    " 1e-3 is asked for."
)
_DELETION = (
    "Pixels are taken from the crop (deletion) or given to an empty one (insertion) in the order of the map, 5 % at a"
    " time, and the probability of the model's own answer is watched. The figure is the area under that curve: small is"
    " good for deletion, large for insertion. The paper deletes to gray and inserts into blur; the two other tests show"
    " how much hangs on that choice. Beside our map stand a random one of the same resolution, one of single random"
    " pixels, and one that marks the middle of the crop, which knows neither the model nor the picture."
)
_ENDS = (
    "The ends of these curves: the mean probability of the answer for the whole face, and of that same answer for what"
    " is left when every pixel is gone. Where an empty picture is answered nearly as the face is (it does not smile"
    " either), the tests say little of a map, whichever it is."
)
_AGAINST = (
    "The same figures as differences on the same faces, turned so that positive means that our map is better, with the"
    " 95 % interval of a paired bootstrap. The word is given by the interval alone: better when it lies above 0, worse"
    " when it lies below, no clear difference when it holds 0."
)
_SANITY = (
    "The layers get random weights one after the other, from the logits downwards; each tensor is drawn with the mean"
    " and deviation that it had. The maps of the same class are then compared with those of the trained file:"
    " Spearman's rank correlation over the map's own places (for signed maps also of absolute values) and SSIM of the"
    " maps as they are shown. Given is the mean over several such networks, with the lowest and the highest of them. A"
    " map that stays like itself does not show what was learned. The line 'another face' tells how alike the trained"
    " file's maps of two faces with the same answer are (95 % interval over faces). Maps without any mark cannot be"
    " compared and are counted beside."
)
_GOLDEN = (
    "The map of the picture that every file carries, for the answer named above it: of the trained file, then with one"
    " more random layer each."
)


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """One model's run files."""

    facts: dict[str, Any]
    arrays: dict[str, Floats]

    @property
    def model(self) -> str:
        return str(self.facts["model"])


def write_page(runs: Path, folder: Path) -> list[Path]:
    """Writes `explanation.md` and `explanation.html`; nothing where no model was measured."""
    studies = [_read(file) for file in sorted(runs.glob("*/explanation.json"))]
    if not studies:
        return []
    blocks: list[Block] = [Paragraph(_ABOUT), _answers_table(studies), *_unmeasured(runs)]
    blocks += [Heading("Exact"), Paragraph(_EXACT), _tape_table(studies)]
    curves = drawings.deletion_curves([(s.model, s.facts["faithfulness"]["curves"]) for s in studies], KINDS, TESTS)
    blocks += [Heading("Deletion and insertion"), Paragraph(_DELETION), _areas_table(studies)]
    blocks += [Figure("curves", "Mean probability of the answer over the share of pixels done", curves)]
    blocks += [Paragraph(_ENDS), _ends_table(studies), Paragraph(_AGAINST), _advantage_table(studies)]
    blocks += [Heading("Random weights"), Paragraph(_SANITY), _sanity_table(studies)]
    falls = drawings.falls([(s.model, s.facts["randomisation"]["layers"], _spread(s, "rank")) for s in studies])
    blocks += [Figure("ranks", "Rank correlation with the trained file's maps", falls), Paragraph(_GOLDEN)]
    blocks += [Figure("golden", "The golden picture's maps", drawings.forgetting([_golden(s) for s in studies]))]
    blocks += [Heading("Runs"), _runs_table(studies)]
    return pages.write(NAME, _TITLE, blocks, folder)


def _unmeasured(runs: Path) -> list[Block]:
    """Names the models that were scored but not asked about their maps."""
    folders = {name: runs / settings.key for name, settings in SHIPPED.items()}
    left = [
        name
        for name, folder in folders.items()
        if (folder / "evaluation.json").is_file() and not (folder / "explanation.json").is_file()
    ]
    told = "Not measured yet: {}. `python -m training faithfulness {}` does it."
    return [Paragraph(told.format(", ".join(left), " ".join(left)))] if left else []


def _read(file: Path) -> Study:
    with np.load(file.with_suffix(".npz"), allow_pickle=False) as arrays:
        return Study(json.loads(file.read_text("utf-8")), dict(arrays))


def _answers_table(studies: Sequence[Study]) -> Table:
    """Each model's result in words, as the intervals give them."""
    controls = [kind for kind in KINDS if kind != OURS]
    rows = []
    for study in studies:
        exact = "yes" if study.facts["tape"]["map"] < _TOLERANCE else "NO"
        found = [advantage(study.arrays["areas"], kind) for kind in controls]
        words = (f"{verdict(each[:, 0])} / {verdict(each[:, 1])}" for each in found)
        rows.append((study.model, study.facts["method"], exact, *words, _over_networks(study, "rank")[-1]))
    against = (f"better than {kind}? deletion / insertion" for kind in controls)
    return Table(("", "method", "exact", *against, "rank correlation when all is random"), tuple(rows))


def _tape_table(studies: Sequence[Study]) -> Table:
    rows = []
    for study in studies:
        tape = study.facts["tape"]
        size = "x".join(map(str, study.facts["map"]))
        rows.append(
            (study.model, study.facts["method"], size, str(tape["faces"] * tape["classes"]), f"{tape['map']:.1e}")
        )
    return Table(("", "method", "map", "maps compared", "largest difference"), tuple(rows))


def _areas_table(studies: Sequence[Study]) -> Table:
    rows = tuple(
        (study.model, kind, *(f"{area:.3f}" for area in study.arrays["areas"][:, number].mean(axis=0)))
        for study in studies
        for number, kind in enumerate(KINDS)
    )
    return Table(("", "order of pixels", *TESTS), rows)


def _ends_table(studies: Sequence[Study]) -> Table:
    rows = []
    for study in studies:
        deleted, inserted = study.facts["faithfulness"]["curves"][0][:2]
        rows.append((study.model, f"{deleted[0]:.3f}", f"{deleted[-1]:.3f}", f"{inserted[0]:.3f}"))
    return Table(("", "whole face", "all gray", "all blur"), tuple(rows))


def _advantage_table(studies: Sequence[Study]) -> Table:
    rows = []
    for study in studies:
        for kind in KINDS:
            if kind != OURS:
                differences = advantage(study.arrays["areas"], kind)
                cells = (f"{_signed(column)}, {verdict(column)}" for column in differences.T)
                rows.append((study.model, kind, *cells))
    return Table(("", "our map against", *TESTS), tuple(rows))


def _signed(values: Floats) -> str:
    mean, low, high = mean_interval(values)
    return f"{mean:+.3f} ({low:+.3f} to {high:+.3f})"


def _networks(study: Study, name: str) -> Floats:
    """The mean over faces of each random network, (draws, layers); NaN where none of its maps had a mark."""
    values = study.arrays[name].astype(np.float64)
    known = ~np.isnan(values)
    sums, counts = np.where(known, values, 0).sum(axis=2), known.sum(axis=2)
    return np.asarray(np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0))


def _spread(study: Study, name: str) -> list[tuple[float, float, float]]:
    """Per layer the mean over the networks, the lowest and the highest."""
    found = _networks(study, name)
    return [(float(np.nanmean(each)), float(np.nanmin(each)), float(np.nanmax(each))) for each in found.T]


def _over_networks(study: Study, name: str) -> list[str]:
    return [_plain(spread) for spread in _spread(study, name)]


def _sanity_table(studies: Sequence[Study]) -> Table:
    rows = []
    for study in studies:
        every = [_over_networks(study, name) for name, _ in _LIKENESS]
        empty = np.isnan(study.arrays["rank"]).mean(axis=(0, 2))
        for place, layer in enumerate(study.facts["randomisation"]["layers"]):
            title = f"{layer} random" if place == 0 else f"... and {layer}"
            rows.append((study.model, title, *(cells[place] for cells in every), f"{empty[place]:.0%}"))
        others = [study.arrays[f"other_{name}"] for name, _ in _LIKENESS]
        cells = (_plain(mean_interval(values)) for values in others)
        rows.append((study.model, "another face", *cells, f"{np.isnan(others[0]).mean():.0%}"))
    return Table(("", "maps of", *(title for _, title in _LIKENESS), "without a mark"), tuple(rows))


def _plain(found: tuple[float, float, float]) -> str:
    mean, low, high = found
    return f"{mean:.2f} ({low:.2f} to {high:.2f})"


def _golden(study: Study) -> tuple[str, list[str], list[Floats]]:
    found = study.facts["randomisation"]
    maps = [np.asarray(values, dtype=np.float32) for values in found["golden"]["maps"]]
    return f"{study.model}: {found['golden']['label']}", ["trained", *found["layers"]], maps


def _runs_table(studies: Sequence[Study]) -> Table:
    rows = tuple(
        (
            f"`{s.facts['command']}`",
            f"`{s.facts['sha256'][:16]}`",
            f"{s.facts['data']['faces']} of {s.facts['data']['name']} {s.facts['data']['part']}",
            f"`{s.facts['data']['hash']}`",
            f"{s.facts['randomisation']['faces']} x {s.facts['randomisation']['draws']}",
            str(s.facts["faithfulness"]["flat_maps"]),
            f"{s.facts['seconds'] / 60:.1f}",
        )
        for s in studies
    )
    head = ("command", "file", "faces", "data hash", "faces x random networks", "maps without a mark", "minutes")
    return Table(head, rows)
