"""Ctrl-C comes between two pictures, whatever is being done when it is pressed."""

import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import mediapipe
import numpy as np
import pytest

from ferdesk.core.types import Face, Frame, Pixels
from ferdesk.engine.classifier import Classifier
from ferdesk.engine.detector import make_detector
from ferdesk.engine.interruption import interruption_held
from ferdesk.session.analyze import Request, analyze
from tests.engine.scripted import library_of
from tests.engine.tiny_models import Tiny

STOPPED = -1


def press_ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_a_table_has_no_half_of_a_picture(media: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressed in the third picture, after the first of two models has taken its faces."""
    out = tmp_path / "scores.csv"
    library = library_of(tmp_path, Tiny("one"), Tiny("two"))
    crops, taken = Classifier.crops, list[str]()

    def pressed(self: Classifier, frame: Frame, faces: Sequence[Face]) -> list[Pixels]:
        taken.append(self.spec.name)
        if taken.count("two") == 3:
            press_ctrl_c()
        return crops(self, frame, faces)

    monkeypatch.setattr(Classifier, "crops", pressed)
    request = Request(str(media / "head-pose-face-detection-female-and-male.gif"), ("one", "two"), out=out)
    with pytest.raises(KeyboardInterrupt):
        analyze(request, library, lambda *_: None)
    assert taken == ["one", "two"] * 3
    rows = [line.split(",") for line in out.read_text().splitlines()[1:]]
    assert {row[0] for row in rows} == {"0", "1", "2"}
    assert len(rows) == 3 * 2 * 2


def test_the_detector_is_not_stopped_within_mediapipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Image that is stopped before it has its pointer prints an AttributeError when it is thrown away."""
    gray = Frame(np.full((240, 320, 3), 120, dtype=np.uint8), 0, 0.0)
    printed: list[sys.UnraisableHookArgs] = []
    make = mediapipe.Image.__init__

    def pressed(self: mediapipe.Image, *given: object, **named: object) -> None:
        press_ctrl_c()
        make(self, *given, **named)

    with closing(make_detector("near")) as detector:
        monkeypatch.setattr(sys, "unraisablehook", printed.append)
        monkeypatch.setattr(mediapipe.Image, "__init__", pressed)
        with pytest.raises(KeyboardInterrupt):
            detector.find(gray)
    assert not printed


def pressed_at(presses: Sequence[int], steps: int, acts_after: int) -> list[int]:
    """The steps that were done, of a block that is held, with a harmless place after one of them."""
    done: list[int] = []
    try:
        with interruption_held() as act:
            for step in range(steps):
                if step in presses:
                    press_ctrl_c()
                done.append(step)
                if step == acts_after:
                    act()
    except KeyboardInterrupt:
        return [*done, STOPPED]
    return done


@pytest.mark.parametrize(
    ("presses", "done"),
    [
        ([], [0, 1, 2, 3]),
        ([0], [0, 1, STOPPED]),
        ([1], [0, 1, STOPPED]),
        ([2], [0, 1, 2, 3, STOPPED]),
        ([3], [0, 1, 2, 3, STOPPED]),
        ([2, 3], [0, 1, 2, STOPPED]),
    ],
    ids=["never", "first step", "before the harmless place", "after it", "last step", "twice"],
)
def test_it_acts_where_it_does_no_harm_and_at_the_end_at_the_latest(presses: list[int], done: list[int]) -> None:
    assert pressed_at(presses, 4, acts_after=1) == done
    with pytest.raises(KeyboardInterrupt):  # and afterwards all is as before
        press_ctrl_c()


def test_what_is_ignored_stays_ignored_and_other_threads_have_nothing_to_hold() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interruption_held() as act:
            press_ctrl_c()
            act()
    finally:
        signal.signal(signal.SIGINT, before)
    done: list[str] = []

    def work() -> None:
        with interruption_held() as act:
            act()
            done.append("worked")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["worked"]
