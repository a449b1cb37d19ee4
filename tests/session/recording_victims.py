"""Processes that record a real clip until they are killed, and the one that starts and kills them.

`python -m tests.session.recording_victims CLIP ROOT COUNT SEED` loads the libraries once and forks a process for each
recording. A victim writes the number of each frame that it has handed in to a file of its own, unbuffered; that file
and the session's folder are all that is left of it.
"""

import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import cv2

from ferdesk.core.recording import Plan
from ferdesk.core.types import Pixels
from ferdesk.session.recorder import Recorder
from tests.session.recorded import CONSENT, PLAN, Script, decoded, observation

FPS = 30.0
AT_ONCE = 5
EARLIEST_S, LATEST_S = 0.0, 2.0
HANDED_IN = "handed_in.txt"


def victim(root: Path, pictures: list[Pixels]) -> None:
    """Records at the pace of a camera for ever."""
    plan: Plan = replace(PLAN, video=True, consent=CONSENT)
    recorder = Recorder(root)
    recorder.start(plan)
    script = Script(faces=2, size=pictures[0].shape[:2], pictures=pictures)
    start_s = time.perf_counter()
    progress = os.open(root / HANDED_IN, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    number = 0
    while True:
        due_s = start_s + number / FPS
        time.sleep(max(due_s - time.perf_counter(), 0))
        recorder.add(observation(number, time.perf_counter(), script))
        os.write(progress, f"{number} {time.perf_counter():.6f}\n".encode())
        number += 1


def kill_some(roots: list[Path], pictures: list[Pixels], chance: random.Random) -> None:
    """Starts a victim in each folder and kills each at a moment of its own after its first picture."""
    killed: list[tuple[float, int]] = []
    for root in roots:
        root.mkdir()
        number = os.fork()
        if number == 0:
            victim(root, pictures)
        killed.append((chance.uniform(EARLIEST_S, LATEST_S), number))
    while not all((root / HANDED_IN).exists() for root in roots):
        time.sleep(0.01)
    began_s = time.monotonic()
    for delay_s, number in sorted(killed):
        time.sleep(max(began_s + delay_s - time.monotonic(), 0))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)


def main() -> None:
    clip, root, count, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    cv2.setNumThreads(0)  # a pool of threads would not survive a fork
    pictures = decoded(clip, 30, (480, 640))
    chance = random.Random(seed)
    roots = [root / str(number) for number in range(count)]
    for begin in range(0, count, AT_ONCE):
        kill_some(roots[begin : begin + AT_ONCE], pictures, chance)


if __name__ == "__main__":
    main()
