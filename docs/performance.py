"""Measures what ferdesk costs on this computer and writes `docs/performance.md`: `python3 dev.py performance`.

Each figure is the median of five runs of `ferdesk bench`, except the ten-minute one. The window opens on the display
there is, or on a screen without a monitor (Xvfb). Needs the clips beside the checkout.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.engine.tiny_models import Tiny  # noqa: E402 - the checkout is not a package

CLIP = "../shared/media/webcam-help.mkv"
SLOW_MS = 200.0
REPORTS = ROOT / "docs" / "performance.json"
Report = Mapping[str, Any]
Figure = Callable[[Report], float]


@dataclass(frozen=True)
class Limit:
    """A figure to reach: what it is, how it is read from a report, and whether a value is good enough."""

    what: str
    read: Figure
    text: str
    reached: Callable[[float], bool]


@dataclass(frozen=True)
class Row:
    """A line of the table: `ferdesk bench` with these arguments, so many times."""

    what: str
    arguments: tuple[str, ...]
    limits: tuple[Limit, ...]
    runs: int = 5


def latency(percent: int) -> Figure:
    return lambda report: float(report["capture_to_result_ms"][f"p{percent}"])


def at_most(what: str, read: Figure, most: float, unit: str) -> Limit:
    return Limit(what, read, f"at most {most:g} {unit}", lambda value: value <= most)


def rows(slow_model: Path, seconds: str) -> list[Row]:
    fps: Figure = lambda report: float(report["analysed_fps"])  # noqa: E731 - a reader of one value
    tick: Figure = lambda report: float(report["gui_tick_ms"]["p99"])  # noqa: E731
    skipped: Figure = lambda report: float(report["skipped"])  # noqa: E731
    timed = ("--window", "--seconds", seconds)
    return [
        Row(
            "640x480 at 30 fps, one face, cnn-level1, window open",
            ("--source", CLIP, "--models", "cnn-level1", *timed),
            (
                at_most("capture to result, p50", latency(50), 12, "ms"),
                at_most("capture to result, p95", latency(95), 30, "ms"),
                Limit("frames analysed", fps, "30 a second", lambda value: value >= 29.5),
                at_most("frames dropped", skipped, 0, ""),
                at_most("classifier over bare session.run, batch 1", _over_bare("batch 1"), 1.15, "times"),
            ),
        ),
        Row(
            "1280x720, ten faces in one run, cnn-level1, window open",
            ("--source", "demo:group", "--models", "cnn-level1", *timed),
            (
                at_most("capture to result, p95", latency(95), 70, "ms"),
                Limit("frames analysed", fps, "at least 25 a second", lambda value: value >= 25),
                at_most("classifier over bare session.run, batch 10", _over_bare("batch 10"), 1.15, "times"),
            ),
        ),
        Row(
            f"a model that takes about {SLOW_MS:g} ms, window open",
            ("--source", CLIP, "--models", str(slow_model), *timed),
            (
                Limit("the model's run, p50", _run_ms, "about 200 ms", lambda value: value >= SLOW_MS * 0.75),
                at_most("GUI tick, p99", tick, 33, "ms"),
                Limit("frames dropped, and counted", skipped, "more than 0", lambda value: value > 0),
                Limit(
                    "capture to result, p99", latency(99), "bounded: under 3 runs", lambda value: value < 3 * SLOW_MS
                ),
            ),
        ),
        Row(
            "start to first result on the demo, warm",
            ("--source", "demo", "--models", "cnn-level1", "--window", "--seconds", "1"),
            (at_most("process start to first result", _first_result, 4, "s"),),
        ),
        Row(
            "ten minutes at 30 fps",
            ("--source", CLIP, "--models", "cnn-level1", "--window", "--seconds", "600"),
            (at_most("growth of the memory in use", _memory, 10, "MB"),),
            runs=1,
        ),
        comparing(seconds),
    ]


def comparing(seconds: str) -> Row:
    """Several models, heat maps, recordings and review: one run of `ferdesk bench --compare` measures all of them."""

    def inside(*names: str) -> Figure:
        def read(report: Report) -> float:
            value: Any = report
            for name in names:
                value = value[name]
            return float(value)

        return read

    every, small = inside("all_models", "analysed_fps"), inside("four_models", "analysed_fps")
    return Row(
        "comparing, explaining, recording, review, window open",
        ("--compare", "--source", CLIP, "--seconds", seconds),
        (
            Limit("all shipped models, frames analysed", every, "at least 15 a second", lambda value: value >= 15),
            at_most("all shipped models, GUI tick, p99", inside("all_models", "gui_tick_ms", "p99"), 33, "ms"),
            Limit("four small models, frames analysed", small, "30 a second", lambda value: value >= 29.5),
            at_most("snapshot: key to frozen view", inside("snapshot", "frozen_ms"), 100, "ms"),
            at_most("snapshot: key to the maps of four models", inside("snapshot", "maps_ms"), 500, "ms"),
            at_most("recording scores", inside("recording", "scores", "cost_percent"), 3, "% of the frames analysed"),
            at_most(
                "recording scores and video",
                inside("recording", "scores_and_video", "cost_percent"),
                25,
                "% of the frames analysed",
            ),
            at_most("one-hour session: opening", inside("one_hour_session", "open_s"), 2, "s"),
            at_most("one-hour session: a seek, p95", inside("one_hour_session", "seek_ms", "p95"), 100, "ms"),
        ),
        runs=3,
    )


def _over_bare(batch: str) -> Figure:
    return lambda report: float(report["over_bare"][batch])


def _run_ms(report: Report) -> float:
    return float(report["stages_ms"]["run"]["p50"])


def _first_result(report: Report) -> float:
    return float(report["first_result_s"])


def _memory(report: Report) -> float:
    return float(report["memory_growth_mb"])


def bench(arguments: Sequence[str]) -> Report:
    """One run of `ferdesk bench` in a process and settings of its own."""
    command = [sys.executable, "-m", "ferdesk", "bench", *arguments, "--json"]
    if "DISPLAY" not in os.environ:
        command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", *command]
    with tempfile.TemporaryDirectory() as home:
        own = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True, check=True
        )
    report: Report = json.loads(done.stdout)
    return report


def make_slow_model(path: Path) -> None:
    """Writes a model of real arithmetic that takes about `SLOW_MS` on this computer."""
    work = 20
    for _ in range(4):
        path.write_bytes(Tiny(name="slow", extra_work=work).data())
        report = bench(["--source", CLIP, "--models", str(path), "--seconds", "4"])
        work = max(round(work * SLOW_MS / _run_ms(report)), 1)
    path.write_bytes(Tiny(name="slow", extra_work=work).data())


def table(row: Row, reports: Sequence[Report], command: str) -> list[str]:
    lines = []
    for limit in row.limits:
        values = [limit.read(report) for report in reports]
        middle = statistics.median(values)
        verdict = "reached" if limit.reached(middle) else "**missed**"
        spread = f" ({min(values):g} to {max(values):g})" if len(values) > 1 else ""
        lines.append(f"| {row.what} | {limit.what} | {limit.text} | {middle:g}{spread} | {verdict} |")
    return [*lines, f"| | `{command}` | | {len(reports)} runs | |"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", default="20", help="measured in each run (default 20)")
    parser.add_argument("--quick", action="store_true", help="one run each and no ten minutes: to try the script")
    parser.add_argument("--again", default="", metavar="TEXT", help="measure anew only the rows whose name holds TEXT")
    options = parser.parse_args()
    if not (ROOT / CLIP).exists():
        sys.stderr.write(f"{CLIP} is not there: the figures are measured on that clip.\n")
        return 2
    known: dict[str, list[Report]] = json.loads(REPORTS.read_text(encoding="utf-8")) if options.again else {}
    lines: list[str] = []
    measured: dict[str, list[Report]] = {}
    with tempfile.TemporaryDirectory() as folder:
        slow = Path(folder) / "slow.onnx"
        for row in rows(slow, options.seconds):
            if options.quick and row.runs == 1:
                continue
            reports = known.get(row.what, []) if options.again not in row.what else []
            if not reports and str(slow) in row.arguments:
                make_slow_model(slow)
            reports = reports or [bench(row.arguments) for _ in range(1 if options.quick else row.runs)]
            shown = " ".join(part if folder not in part else slow.name for part in row.arguments)
            lines += table(row, reports, f"ferdesk bench {shown} --json")
            measured[row.what] = reports
            sys.stderr.write("\n".join(lines[-len(row.limits) - 1 :]) + "\n")
    write(lines, measured)
    return 0


def write(lines: Sequence[str], reports: object) -> None:
    """Writes the page and, beside it, all reports as they came."""
    memory = psutil.virtual_memory().total / 2**30
    display = "the display" if shutil.which("xvfb-run") is None or "DISPLAY" in os.environ else "Xvfb, 1600x1000"
    page = [
        "# What ferdesk costs",
        "",
        "Written by `python3 dev.py performance`, not by hand. Medians of the runs, smallest and largest in brackets.",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}: {platform.system()} on {platform.machine()}, {os.cpu_count()} processors,"
        f" {memory:.0f} GB, Python {platform.python_version()}, no GPU, window on {display}.",
        "",
        "| what | figure | wanted | measured | |",
        "|---|---|---|---|---|",
        *lines,
        "",
        "Capture to result ends in the window's own thread, when the result is handed to the panels. A GUI tick is the",
        "time between two turns of the window's 8 ms timer. The slow model is real arithmetic, made for this page.",
        "",
    ]
    (ROOT / "docs" / "performance.md").write_text("\n".join(page), encoding="utf-8")
    REPORTS.write_text(json.dumps(reports, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
