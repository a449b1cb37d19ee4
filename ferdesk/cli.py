"""The command line: `ferdesk [run | analyze | compare | explain | groups | bench | models | doctor]`.

Imports nothing heavy before it knows what is wanted. Exit codes: 0 done, 2 bad input (one sentence on stderr), 130
interrupted.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ferdesk import __version__, cli_batch, cli_compare, cli_groups
from ferdesk.cli_progress import progress_bar
from ferdesk.core.errors import FerdeskError, ModelError

_HEADLESS_SECONDS = 30.0
_LOG_BYTES = 1_000_000
_PRIVATE = 0o077
"""What is taken from the modes of all that is written: 0600 for files and 0700 for folders is left."""
_COMMANDS = ("run", "analyze", *cli_compare.NAMES, *cli_groups.NAMES, "bench", "models", "doctor")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "run")
    options = _parser().parse_args(given)
    before = os.umask(_PRIVATE)
    try:
        return _run_command(options)
    finally:
        os.umask(before)


def _run_command(options: argparse.Namespace) -> int:
    _log_to_file()
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except FerdeskError as error:
        sys.stderr.write(f"ferdesk: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("ferdesk: interrupted; what was analysed until now is kept.\n")
        return 130


def _log_to_file() -> None:
    """Warnings and defects go to a private file that begins with the first of them, never to the terminal."""
    from logging.handlers import RotatingFileHandler

    from ferdesk.core.paths import log_file

    logger = logging.getLogger("ferdesk")
    for handler in list(logger.handlers):  # of an earlier command of this process
        logger.removeHandler(handler)
        handler.close()
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        rotating = RotatingFileHandler(log_file(), maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    except OSError:  # a home that cannot be written to must not keep ferdesk from working
        logger.addHandler(logging.NullHandler())
        return
    rotating.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(rotating)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ferdesk", description="Live facial-expression recognition on the desktop.")
    parser.add_argument("--version", action="version", version=f"ferdesk {__version__}")
    commands = parser.add_subparsers(required=True, metavar="{" + ",".join(_COMMANDS) + "}")

    run = commands.add_parser("run", help="open the window (also what `ferdesk` alone does)")
    _add_choices(run)
    run.add_argument("--quit-after", type=_seconds, metavar="SECONDS", help=argparse.SUPPRESS)
    run.set_defaults(command=_run)

    analyze = commands.add_parser(
        "analyze", help="analyse a source, or a folder of videos, into tables", description=cli_batch.DESCRIPTION
    )
    analyze.add_argument("address", metavar="SOURCE", help="as for `run --source`, or a folder with videos")
    _add_choices(analyze, source=False)
    analyze.add_argument("--out", type=Path, help="table to write: .csv, .parquet or .json; for videos, a folder")
    analyze.add_argument("--seconds", type=_seconds, help="end after so much of each source's own time")
    cli_batch.add_arguments(analyze)
    analyze.set_defaults(command=_analyze)

    cli_compare.add_commands(commands, _add_choices, _seconds)
    cli_groups.add_commands(commands, _add_choices)

    bench = commands.add_parser("bench", help="measure speed and latency on this computer")
    _add_choices(bench)
    bench.add_argument("--seconds", type=_seconds, default=10.0, help="measured time after the warm-up (default 10)")
    bench.add_argument("--window", action="store_true", help="with the window open, up to the window's own thread")
    bench.add_argument(
        "--compare", action="store_true", help="several models, snapshots, recording and review instead, in the window"
    )
    bench.add_argument("--json", action="store_true", help="print JSON")
    bench.set_defaults(command=_bench)

    models = commands.add_parser("models", help="list the models, and what a face costs each of them here")
    models.add_argument("--json", action="store_true", help="print JSON")
    models.add_argument("--check", action="store_true", help="prove the golden sample of each")
    models.set_defaults(command=_models)

    doctor = commands.add_parser("doctor", help="show what this computer offers, and why something is not used")
    doctor.set_defaults(command=_doctor)
    return parser


def _add_choices(parser: argparse.ArgumentParser, *, source: bool = True, provider: bool = True) -> None:
    if source:
        parser.add_argument(
            "--source", help="camera:N, a camera's name, a video, GIF, picture, folder, rtsp:// or http:// URL, or demo"
        )
    parser.add_argument("--models", type=_names, default=(), metavar="A,B", help="models by name or .onnx file")
    parser.add_argument("--detector", choices=("near", "far"), help="far finds small faces, as in a room")
    if provider:
        parser.add_argument("--provider", choices=("auto", "cpu", "cuda"), help="where models run (default auto)")


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or len(set(names)) != len(names):
        raise argparse.ArgumentTypeError(f"'{text}' must name different models, separated by commas")
    return names


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' must be a number of seconds above 0")
    return seconds


def _run(options: argparse.Namespace) -> int:
    from ferdesk.engine.doctor import display

    if not display():
        sys.stdout.write("No display was found, so no window can open; the same analysis runs here without one.\n")
        options.address, options.out, options.seconds = options.source or "demo", None, _HEADLESS_SECONDS
        options.format = options.jobs = options.scheduler = None
        return _analyze(options)
    from ferdesk.core.types import MOST_MODELS
    from ferdesk.ui.app import run

    count = len(options.models)
    if count > MOST_MODELS:
        raise ModelError(f"The window shows at most {MOST_MODELS} models, not {count}. Name fewer with --models.")
    return run(options.source, options.models, options.detector, options.provider, quit_after_s=options.quit_after)


def _analyze(options: argparse.Namespace) -> int:
    from ferdesk.engine.library import DEFAULT_MODEL, Library
    from ferdesk.session.analyze import Request, analyze

    request = Request(
        source=options.address,
        models=options.models or (DEFAULT_MODEL,),
        detector=options.detector or "near",
        provider=options.provider or "auto",
        out=options.out,
        seconds=options.seconds,
    )
    if cli_batch.is_batch(options):
        return cli_batch.analyze_folder(request, options)
    with progress_bar(options.seconds) as show:
        summary = analyze(request, Library(), show)
    sys.stderr.writelines(f"ferdesk: {problem}\n" for problem in summary.problems)
    sys.stdout.write(f"{options.address}\n{summary.table()}\n")
    if options.out:
        sys.stdout.write(f"Written to {options.out}.\n")
    return 0


def _bench(options: argparse.Namespace) -> int:
    from ferdesk.engine.bench import bench, over_bare
    from ferdesk.engine.library import DEFAULT_MODEL, Library

    if options.compare:
        return _bench_compare(options)
    models = options.models or (DEFAULT_MODEL,)
    choices = (options.source or "demo", models, options.detector or "near", options.provider or "auto")
    if options.window:
        from ferdesk.ui.bench import bench_window

        report = bench_window(*choices, options.seconds)
    else:
        report = bench(*choices, options.seconds)
    opened = Library().open(models[0], provider=choices[3])
    report["over_bare"] = {f"batch {size}": over_bare(opened, size) for size in (1, 10)}
    return _print(report, options)


def _bench_compare(options: argparse.Namespace) -> int:
    from ferdesk.ui.bench_compare import bench_compare

    choices = (options.source or "demo", options.detector or "near", options.provider or "auto")
    return _print(bench_compare(*choices, options.seconds), options)


def _print(report: Mapping[str, object], options: argparse.Namespace) -> int:
    if options.json:
        sys.stdout.write(json.dumps(report, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{name:<22} {value}\n" for name, value in report.items())
    return 0


def _models(options: argparse.Namespace) -> int:
    from ferdesk.engine.bench import ms_per_face
    from ferdesk.engine.library import Library
    from ferdesk.engine.listing import as_dict, as_line

    library = Library()
    entries = library.entries()
    costs = [ms_per_face(library.open(entry.name)) if entry.spec else None for entry in entries]
    if options.json:
        facts = [as_dict(entry) | {"ms_per_face": cost} for entry, cost in zip(entries, costs, strict=True)]
        sys.stdout.write(json.dumps(facts, indent=1) + "\n")
    else:
        lines = [as_line(entry, cost, checked=options.check) for entry, cost in zip(entries, costs, strict=True)]
        sys.stdout.writelines(f"{line}\n" for line in lines)
    problems = [entry.problem for entry in entries if entry.problem]
    if options.check and problems:
        sys.stderr.writelines(f"ferdesk: {problem}\n" for problem in problems)
        return 2
    return 0


def _doctor(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes the options
    from ferdesk.engine.doctor import examine
    from ferdesk.engine.library import Library

    sys.stdout.writelines(f"{subject:<24} {found}\n" for subject, found in examine(Library()))
    return 0
