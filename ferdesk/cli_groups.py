"""The command `groups`: its arguments, and what it prints."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

NAMES = ("groups",)
_STEP_S = 0.2


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", add_choices: Callable[..., None]
) -> None:
    """Adds the command; `add_choices` adds what analysing commands take: models, detector, provider."""
    groups = commands.add_parser("groups", help="how models do on groups of people, on your own labelled pictures")
    groups.add_argument(
        "table",
        type=Path,
        metavar="FILE",
        help="CSV with the columns path, label, group; or a folder of class folders with a groups.csv (path, group)",
    )
    add_choices(groups, source=False)
    groups.add_argument("--crops", action="store_true", help="the pictures are face crops already: look for no face")
    groups.add_argument("--out", type=Path, metavar="DIR", help="folder for tables and report.html")
    groups.set_defaults(command=_groups)


def _groups(options: argparse.Namespace) -> int:
    from tqdm import tqdm  # the command line starts light

    from ferdesk.core.group_check import GroupRequest
    from ferdesk.core.group_facts import lines_of
    from ferdesk.core.groups import NOTE
    from ferdesk.engine.library import DEFAULT_MODEL, Library
    from ferdesk.session.groups import GroupCheck
    from ferdesk.session.groups_files import REPORT, write_all

    request = GroupRequest(
        table=options.table,
        models=options.models or (DEFAULT_MODEL,),
        detector=options.detector or "near",
        provider=options.provider or "auto",
        crops=options.crops,
    )
    with GroupCheck(request, Library()) as check, tqdm(total=check.total, disable=None, leave=False) as bar:
        while check.step(_STEP_S):
            bar.update(check.done - bar.n)
        checked = check.result()
    sys.stderr.writelines(f"ferdesk: {problem}\n" for problem in checked.problems)
    for model in checked.models:
        sys.stdout.writelines(f"{line}\n" for line in lines_of(model))
    sys.stdout.write(f"{NOTE}\n")
    if options.out:
        write_all(options.out, checked)
        sys.stdout.write(f"Written to {options.out}, {REPORT} first.\n")
    return 0
