"""What each command does with its arguments."""

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from ferdesk.core.group_facts import lines_of, model_facts
from ferdesk.core.groups import NOTE, ModelGroups
from training.data import DEFAULT_FOLDER, DataError, load
from training.executor import Place, execute
from training.formats import FERPLUS, read_votes
from training.leaks import inspect
from training.runs import DEFAULT_RUNS, Run, open_run, read_settings, write_atomically
from training.settings import Settings
from training.studies import PRETRAINED, SHIPPED, STUDIES, ships, smoke
from training.targets import TARGETS

_MODELS_FOLDER = "assets/models"
_REPORTS_FOLDER = "docs/studies"


@dataclasses.dataclass(frozen=True, slots=True)
class Command:
    """One subcommand: its name, its help, its arguments for argparse, what it does."""

    name: str
    help: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...]
    run: Callable[[argparse.Namespace], None]


def say(text: str) -> None:
    """One line for the user."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _data(arguments: argparse.Namespace) -> None:
    dataset = load(arguments.name, Path(arguments.data))
    say(f"{dataset.name}: {', '.join(dataset.labels)}")
    reports = inspect({name: (f.images, f.labels) for name, f in dataset.parts.items()}, len(dataset.labels))
    for name, report in reports.items():
        say(f"{name}: {sum(report.counts):,} pictures, per class {', '.join(map(str, report.counts))}")
        say(f"  {report.duplicates[0]:,} groups of equal pictures ({report.duplicates[1]:,} pictures),")
        say(f"  {report.contradicting:,} of these groups with contradicting labels")
        for other, count in report.shared.items():
            say(f"  {count:,} pictures stand in {other} too, {report.near_shared[other]:,} nearly so")
    if dataset.name == "fer2013":
        for name, votes in read_votes(Path(arguments.data)).items():
            agreed = np.array(FERPLUS)[votes.argmax(axis=1)] == np.array(dataset.labels)[dataset.parts[name].labels]
            say(f"{name}: most FER+ voters agree with the label of {agreed.mean():.1%}")


def _wanted(arguments: argparse.Namespace) -> Settings:
    """The settings that `fit`, `evaluate` and `export` are asked about."""
    if Path(arguments.model).is_file():
        settings = read_settings(Path(arguments.model))
        _check_model(settings.model, arguments.model)
    elif arguments.model in SHIPPED:
        settings = SHIPPED[arguments.model]
    else:
        raise DataError(
            f"{arguments.model} is neither a settings.json of a run nor one of the models {', '.join(SHIPPED)}."
        )
    changes = {name: value for name in _CHANGES if (value := getattr(arguments, name, None)) is not None}
    return dataclasses.replace(settings, **changes)


def _check_model(name: str, file: str) -> None:
    from training.models import MODELS  # Keras takes seconds to import

    if name not in MODELS:
        raise DataError(f"{file} names the model {name}, which is none of {', '.join(MODELS)}. Correct it.")


def _fit(arguments: argparse.Namespace) -> None:
    from training.fit import fit

    run = fit(_wanted(arguments), Path(arguments.runs), Path(arguments.data), quiet=arguments.quiet)
    _tell(run)


def _tell(run: Run) -> None:
    result = run.result()
    test, validation = result["test"], result["validation"]
    say(
        f"{run.folder.name}: validation {validation['accuracy']:.2%}, test {test['accuracy']:.2%}"
        f" (macro F1 {test['macro_f1']:.2%}), {result['seconds'] / 60:.1f} min"
    )


def _study(arguments: argparse.Namespace) -> None:
    study = STUDIES[arguments.name]
    if arguments.only:
        lines = dict(enumerate(study.scenarios, start=1))
        if unknown := [number for number in arguments.only if number not in lines]:
            raise DataError(f"{study.name} has the lines 1 to {len(lines)}, and no {unknown[0]}. Choose among these.")
        study = dataclasses.replace(study, scenarios=tuple(lines[number] for number in arguments.only))
    if arguments.smoke:
        study = smoke(study)
    place = Place(Path(arguments.runs), Path(arguments.data), arguments.jobs, arguments.scheduler, arguments.quiet)
    wanted = [run for scenario in study.scenarios for run in scenario.runs]
    execute([PRETRAINED[name] for name in dict.fromkeys(run.weights for run in wanted) if name in PRETRAINED], place)
    for run in execute(wanted, place):
        _tell(run)


def _tell_groups(run: Run, found: ModelGroups) -> None:
    """Writes and says the figures of groups."""
    facts = model_facts(found) | {"note": NOTE}
    write_atomically(run.folder / "groups.json", json.dumps(facts, indent=1))
    for line in (*lines_of(found), NOTE, os.fspath(run.folder / "groups.json")):
        say(line)


def _evaluate(arguments: argparse.Namespace) -> None:
    from training.evaluate import evaluate
    from training.groups import evaluate_groups

    settings, runs, data = _wanted(arguments), Path(arguments.runs), Path(arguments.data)
    if not arguments.file and not ships(settings):
        raise DataError(
            f"The {settings.model} that ships comes from another run, which may have learnt the test pictures of this"
            " one. Name the file that was exported from this run with --file."
        )
    file = Path(arguments.file or Path(_MODELS_FOLDER) / f"{settings.model}.onnx")
    if arguments.groups:
        by_group = evaluate_groups(file, settings, data, Path(arguments.groups))
        _tell_groups(open_run(runs, settings), by_group)
        return
    found = evaluate(file, settings, data)
    say(json.dumps(found["summary"], indent=1))
    kept = open_run(runs, settings).folder / "evaluation.json"
    if arguments.file and kept.is_file():  # a run's page and card are about its own file
        noted = json.loads(kept.read_text("utf-8")).get("sha256")
        if noted and noted != found["sha256"]:
            say(f"{file} is not the file that {kept} is about, which stays as it was.")
            return
    write_atomically(kept, json.dumps(found, indent=1))


def _export(arguments: argparse.Namespace) -> None:
    from training.shipping import ship

    settings = _wanted(arguments)
    run = Run(Path(arguments.runs) / settings.key, settings)
    say(ship(run, Path(arguments.to), Path(arguments.data)))


def _faithfulness(arguments: argparse.Namespace) -> None:
    from training.evaluate import read_model
    from training.explanation import Amount, explain

    amount = Amount(arguments.faces, arguments.seed, arguments.draws)
    folder = Path(_MODELS_FOLDER)
    names = arguments.models or [name for name in SHIPPED if (folder / f"{name}.onnx").is_file()]
    for name in names:  # all of them before the first hour of work
        if name not in SHIPPED:
            raise DataError(f"{name} is none of the models {', '.join(SHIPPED)}. Check the name.")
        read_model(folder / f"{name}.onnx")
    for name in names:
        record = open_run(Path(arguments.runs), SHIPPED[name])
        found = explain(folder / f"{name}.onnx", Path(arguments.data), amount, record)
        say(f"{name}: {record.folder / 'explanation.json'}, {found['seconds']:.0f} s")


def _report(arguments: argparse.Namespace) -> None:
    from training.cards import write_cards
    from training.explanation_page import NAME, write_page
    from training.report import results_table, write_report

    if arguments.table:
        say(results_table(Path(arguments.runs)))
        return
    if arguments.cards:
        say(os.fspath(write_cards(Path(_MODELS_FOLDER), Path(arguments.runs))))
        return
    runs, folder = Path(arguments.runs), Path(arguments.to)
    unknown = set(arguments.names) - {*STUDIES, NAME}
    if unknown:
        raise DataError(f"{sorted(unknown)[0]} is none of the reports {', '.join((*STUDIES, NAME))}. Check the name.")
    for name in arguments.names or (*STUDIES, NAME):
        written = write_page(runs, folder) if name == NAME else write_report(STUDIES[name], runs, folder)
        for file in written:
            say(os.fspath(file))


def _positive(text: str) -> int:
    """For argparse, which says the sentence of an `ArgumentTypeError`."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 on. Give one.")
    return int(text)


_CHANGES = ("epochs", "seed", "weights", "drop_leaks", "limit", "rate", "batch", "targets")
_MODEL = (("model",), {"help": "a model's name, or the settings.json of a run"})
_QUIET = (("--quiet",), {"action": "store_true", "help": "no progress bars"})

COMMANDS: Final = (
    Command("data", "counts, duplicates and contradictions", ((("name",), {"help": "data set or folder"}),), _data),
    Command(
        "fit",
        "train one model, or go on training it",
        (
            _MODEL,
            _QUIET,
            (("--epochs",), {"type": _positive}),
            (("--batch",), {"type": _positive}),
            (("--rate",), {"type": float}),
            (("--seed",), {"type": int}),
            (("--limit",), {"type": int, "help": "pictures of each part, for trying things out"}),
            (("--weights",), {"help": "imagenet, none or a file"}),
            (("--targets",), {"choices": tuple(TARGETS), "help": "what the training part teaches"}),
            (
                ("--drop-leaks",),
                {"action": "store_const", "const": True, "help": "no training copies of test pictures"},
            ),
        ),
        _fit,
    ),
    Command(
        "study",
        "compute every run of a study",
        (
            (("name",), {"choices": sorted(STUDIES)}),
            _QUIET,
            (("--smoke",), {"action": "store_true", "help": "a slice of everything"}),
            (("--only",), {"type": int, "nargs": "+", "metavar": "LINE", "help": "lines of the study's table, from 1"}),
            (("--jobs",), {"type": _positive, "default": 1, "help": "processes on this computer"}),
            (("--scheduler",), {"default": "", "help": "address of a Dask scheduler"}),
        ),
        _study,
    ),
    Command(
        "evaluate",
        "score an ONNX file with the application's classifier",
        (
            _MODEL,
            (
                ("--file",),
                {"help": f"the ONNX file; for a run that ships {_MODELS_FOLDER}/<model>.onnx when not given"},
            ),
            (("--groups",), {"metavar": "FILE", "help": "CSV (index or path, label, group): figures of each group"}),
        ),
        _evaluate,
    ),
    Command(
        "faithfulness",
        "measure what the heat maps of shipped models are worth",
        (
            (("models",), {"nargs": "*", "metavar": "MODEL", "help": "all shipped ones when not given"}),
            (("--faces",), {"type": _positive, "default": 500, "help": "pictures of FER2013's PrivateTest"}),
            (("--seed",), {"type": int, "default": 0}),
            (("--draws",), {"type": _positive, "default": 10, "help": "networks with random weights"}),
        ),
        _faithfulness,
    ),
    Command(
        "export",
        "write a finished run as self-describing ONNX, with its figures",
        (_MODEL, (("--to",), {"default": _MODELS_FOLDER, "help": f"folder; {_MODELS_FOLDER} is for runs that ship"})),
        _export,
    ),
    Command(
        "report",
        "write studies as HTML and Markdown, from run files only",
        (
            (("names",), {"nargs": "*", "metavar": "STUDY"}),
            (("--to",), {"default": _REPORTS_FOLDER, "help": "folder"}),
            (("--table",), {"action": "store_true", "help": "print the table of results"}),
            (("--cards",), {"action": "store_true", "help": "write the cards of the shipped models"}),
        ),
        _report,
    ),
)

__all__ = ["COMMANDS", "DEFAULT_FOLDER", "DEFAULT_RUNS", "say"]
