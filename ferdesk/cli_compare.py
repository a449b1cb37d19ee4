"""The commands `compare` and `explain`: their arguments, and what they print."""

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ferdesk.cli_progress import progress_bar

if TYPE_CHECKING:
    from ferdesk.core.compare import Pair
    from ferdesk.core.judged import Judged

NAMES = ("compare", "explain")


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add_choices: Callable[..., None],
    seconds: Callable[[str], float],
) -> None:
    """Adds both commands.

    Args:
        commands: Where to.
        add_choices: Adds what analysing commands take: models, detector, provider.
        seconds: Reads a number of seconds above 0.
    """
    compare = commands.add_parser("compare", help="compare models on the identical frames of a source")
    compare.add_argument("address", metavar="SOURCE", help="as for `run --source`")
    add_choices(compare, source=False)
    compare.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for tables and report.html")
    compare.add_argument("--labels", type=Path, metavar="FILE", help="CSV: time_s,label or from_s,to_s,label")
    compare.add_argument("--seconds", type=seconds, help="end after so much of the source's own time")
    compare.set_defaults(command=_compare)

    explain = commands.add_parser("explain", help="show which places of a face the models' answers depend on")
    explain.add_argument("address", metavar="PICTURE|SOURCE", help="as for `run --source`")
    add_choices(explain, source=False, provider=False)
    explain.add_argument("--at", type=_moment, default=0.0, metavar="SECONDS", help="moment of the source (default 0)")
    explain.add_argument("--emotion", help="the class to explain (default: each model's top one)")
    explain.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for pictures and JSON")
    explain.set_defaults(command=_explain)


def _moment(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' must be a number of seconds from 0")
    return seconds


def _compare(options: argparse.Namespace) -> int:
    from ferdesk.engine.library import Library
    from ferdesk.session.analyze import Request
    from ferdesk.session.compare import compare

    request = Request(
        source=options.address,
        models=options.models,
        detector=options.detector or "near",
        provider=options.provider or "auto",
        out=options.out,
        seconds=options.seconds,
    )
    with progress_bar(options.seconds) as show:
        compared, summary = compare(request, options.labels, Library(), show)
    sys.stdout.write(f"{options.address}\n{summary.table()}\n")
    sys.stdout.writelines(_pair_line(pair) for pair in compared.figures.pairs)
    sys.stdout.writelines(_judged_line(judged) for judged in compared.judged)
    sys.stdout.write(f"Agreement is not correctness. Written to {options.out}, report.html first.\n")
    return 0


def _pair_line(pair: "Pair") -> str:
    names = f"{pair.first} / {pair.second}"
    if pair.view is None or not pair.samples:
        return f"{names:<40} {'not comparable' if pair.view is None else 'no face'}\n"
    kappa = "-" if math.isnan(pair.kappa.value) else f"{pair.kappa.value:.2f}"
    figures = f"agreement {pair.agreement:.1%}, kappa {kappa}, divergence {pair.divergence:.3f} bit"
    return f"{names:<40} {figures} ({pair.view.name})\n"


def _judged_line(judged: "Judged") -> str:
    if not judged.judged:
        return f"{judged.model:<40} cannot be judged by these labels\n"
    return f"{judged.model:<40} {judged.right} of {judged.judged} right ({judged.accuracy:.1%})\n"


def _explain(options: argparse.Namespace) -> int:
    from ferdesk.engine.library import DEFAULT_MODEL, Library
    from ferdesk.session.explain import ExplainRequest, explain

    request = ExplainRequest(
        source=options.address,
        models=options.models or (DEFAULT_MODEL,),
        out=options.out,
        at_s=options.at,
        emotion=options.emotion,
        detector=options.detector or "near",
    )
    sys.stdout.writelines(f"{path}\n" for path in explain(request, Library()))
    return 0
