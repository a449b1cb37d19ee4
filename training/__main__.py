"""`python -m training {data|fit|study|evaluate|faithfulness|export|report}`; see training/README.md."""

import argparse
import sys
from collections.abc import Sequence

from ferdesk.core.errors import FerdeskError
from training import commands

_BAD_INPUT = 2
_STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it succeeded, 2 with a sentence on stderr, 130 when stopped by Ctrl-C."""
    parsed = _parser().parse_args(arguments)
    try:
        parsed.command(parsed)
    except FerdeskError as error:
        sys.stderr.write(f"{error}\n")
        return _BAD_INPUT
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. The same command goes on after the last whole epoch.\n")
        return _STOPPED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.set_defaults(command=lambda _: parser.print_help())
    subparsers = parser.add_subparsers(metavar="COMMAND")
    for command in commands.COMMANDS:
        sub = subparsers.add_parser(command.name, help=command.help, description=command.help)
        sub.add_argument("--data", default=str(commands.DEFAULT_FOLDER), help="folder of the data sets")
        sub.add_argument("--runs", default=str(commands.DEFAULT_RUNS), help="folder of the runs")
        for names, options in command.arguments:
            sub.add_argument(*names, **options)
        sub.set_defaults(command=command.run)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
