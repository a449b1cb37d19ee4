"""What a long session costs to open and to scrub through: measured on one made for it, with the real journal."""

import statistics
import time
from pathlib import Path
from typing import Final

import numpy as np

from ferdesk.core.labels import EMOTIONS, FER2013, INDEX
from ferdesk.core.recording import ModelFacts, Plan
from ferdesk.core.types import Box, Face, FaceReading, Frame, Observation, Prediction
from ferdesk.session.journal import Journal
from ferdesk.session.stored import open_session

HOUR_S: Final = 3600
_FPS: Final = 30
_MODELS: Final = 4
_SEEKS: Final = 40
_AROUND_S: Final = 30.0
_COMMIT_FRAMES: Final = 3000


def make_session(folder: Path, seconds: int = HOUR_S) -> None:
    """Writes a session of one face and four models without a video, 30 frames a second, of made-up answers."""
    folder.mkdir(parents=True)
    models = tuple(ModelFacts(f"model-{number}", labels=FER2013) for number in range(_MODELS))
    # It begins in the past, so that no frame comes from the future.
    started_s = time.perf_counter() - seconds
    journal = Journal(folder, Plan("bench", "bench", live=True, detector="near", models=models), started_s)
    random = np.random.default_rng(0)
    pixels = np.zeros((48, 64, 3), np.uint8)
    face = Face(Box(10, 10, 30, 30), 0.9, np.full((6, 2), 20, np.float32), 1)
    for index in range(seconds * _FPS):
        shares = np.full((_MODELS, len(EMOTIONS)), np.nan, np.float32)
        shares[:, [INDEX[name] for name in FER2013]] = random.dirichlet(np.ones(len(FER2013)), _MODELS)
        said = tuple(Prediction(model.name, row, 0.0) for model, row in zip(models, shares, strict=True))
        time_s = started_s + index / _FPS
        journal.write(Observation(Frame(pixels, index, time_s), (FaceReading(face, said),), 0.0, 0, time_s))
        if index % _COMMIT_FRAMES == 0:
            journal.commit()
    journal.commit()
    journal.close()


def bench_review(folder: Path, seconds: int = HOUR_S) -> dict[str, object]:
    """Opens the session of `make_session` as the window does, draws the first curves, and goes to random places.

    A seek is what the window needs for a new place: the answers of its frame and the curves around it.
    """
    began = time.perf_counter()
    session = open_session(folder)
    key = session.facts.models[0].key
    session.gaps(), session.happenings(), session.poses(), session.baselines(), session.markers()
    session.shown_at(session.facts.start_s)
    session.curves(1, key, 0.0, session.facts.duration_s)
    opened_s = time.perf_counter() - began
    random = np.random.default_rng(1)
    seeks_ms = []
    for place_s in random.uniform(0, seconds, _SEEKS):
        began = time.perf_counter()
        session.shown_at(float(place_s))
        session.curves(1, key, place_s - _AROUND_S, place_s + _AROUND_S)
        seeks_ms.append((time.perf_counter() - began) * 1000)
    frames = session.facts.frames
    session.close()
    return {
        "frames": frames,
        "open_s": round(opened_s, 3),
        "seek_ms": {
            "p50": round(statistics.median(seeks_ms), 2),
            "p95": round(float(np.percentile(seeks_ms, 95)), 2),
            "most": round(max(seeks_ms), 2),
        },
    }
