"""Training by gradient descent, epoch by epoch, with everything needed to go on after a stop."""

import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from tqdm import tqdm

from ferdesk.core.model_input import Preprocess
from ferdesk.core.preprocess import scale
from training.acceleration import accelerated
from training.augment import augment
from training.data import Faces
from training.metrics import figures
from training.models import MODELS
from training.network import build, predict
from training.runs import Run, write_atomically
from training.settings import Settings
from training.splits import Parts, oversample
from training.tracking import Board

_LEAST_RATE = 0.01
_WARM_UP_EPOCHS = 1


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What a solver works on: pictures already in the network's size, class weights or None."""

    run: Run
    parts: Parts
    inputs: Preprocess
    weights: dict[int, float] | None
    quiet: bool


@dataclass(slots=True)
class State:
    """What a resumed run must know besides weights and optimizer."""

    epoch: int
    best: float
    best_epoch: int
    waited: int
    rate: float
    seconds: float
    history: list[dict[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A network with its best weights, and what a reader of the run must know of how they were found."""

    network: Any
    summary: dict[str, Any]


def solve(job: Job) -> Solved:
    """Trains until the epochs are used up or the validation figure has not risen for `patience` epochs."""
    settings = job.run.settings
    network, state = _begin_or_resume(job.run)
    training = oversample(job.parts.training) if settings.balancing == "oversample" else job.parts.training
    with Board(job.run.folder / "tensorboard", start=state.epoch) as board:
        _train(job, network, training, state, board)
    best = build(settings)
    best.load_weights(job.run.best)
    summary = {
        "history": state.history,
        "epochs": state.epoch,
        "best_epoch": state.best_epoch,
        "seconds": state.seconds,
    }
    return Solved(best, summary)


def rate_at(settings: Settings, epoch: int) -> float:
    """The cosine schedule's rate for `epoch` (from 0): warm-up, then down to a hundredth."""
    if epoch < _WARM_UP_EPOCHS:
        return settings.rate * 0.3
    done = (epoch - _WARM_UP_EPOCHS) / max(settings.epochs - _WARM_UP_EPOCHS, 1)
    return settings.rate * (_LEAST_RATE + (1 - _LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))


def _train(job: Job, network: Any, training: Faces, state: State, board: Board) -> None:
    """Epoch by epoch, each one saved whole."""
    settings = job.run.settings
    while state.epoch < settings.epochs and not (settings.patience and state.waited >= settings.patience):
        began = time.perf_counter()
        _set_rate(network, settings, state)
        _reseed(network, settings.seed, state.epoch)
        loss = _epoch(network, job, training, state.epoch)
        logits = predict(network, job.parts.validation.images, job.inputs)
        found = figures(logits, job.parts.validation.labels, 1.0)
        seconds = time.perf_counter() - began
        entry = {"epoch": state.epoch + 1, "training_loss": loss, "rate": state.rate, "seconds": seconds, **found}
        _advance(state, settings, entry)
        if state.waited == 0:
            network.save_weights(job.run.best)
        if state.epoch < settings.epochs:
            _save(job.run, network, state)
        board.add(state.epoch, entry)


def _begin_or_resume(run: Run) -> tuple[Any, State]:
    settings = run.settings
    file = run.folder / "state.json"
    if file.is_file() and run.checkpoint.is_file():
        network = keras.saving.load_model(run.checkpoint)
        network.jit_compile = False
        return network, State(**json.loads(file.read_text("utf-8")))
    network = accelerated(build(settings, run.folder.parent), settings.precision)
    optimizer = (
        keras.optimizers.AdamW(settings.rate, weight_decay=settings.weight_decay)
        if settings.weight_decay
        else keras.optimizers.Adam(settings.rate)
    )
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=settings.label_smoothing)
    # XLA is slower than plain TensorFlow on the CPU; "auto" leaves the choice to the other backends.
    jit = False if keras.backend.backend() == "tensorflow" else "auto"
    network.compile(optimizer=optimizer, loss=loss, jit_compile=jit)
    return network, State(0, -math.inf, 0, 0, settings.rate, 0.0, [])


def _set_rate(network: Any, settings: Settings, state: State) -> None:
    if settings.schedule == "cosine":
        state.rate = rate_at(settings, state.epoch)
    network.optimizer.learning_rate = state.rate


def _reseed(network: Any, seed: int, epoch: int) -> None:
    """Makes dropout depend on seed and epoch only: a checkpoint does not hold the state of its random numbers."""
    for number, layer in enumerate(_layers(network)):
        generator = getattr(layer, "seed_generator", None)
        if generator is not None:
            generator.state.assign(np.array([seed * 10_007 + epoch, number], dtype=np.uint32))


def _layers(network: Any) -> Iterator[Any]:
    for layer in network.layers:
        yield layer
        yield from _layers(layer) if hasattr(layer, "layers") else ()


def _epoch(network: Any, job: Job, training: Faces, epoch: int) -> float:
    """One pass over the training part; the mean loss."""
    settings = job.run.settings
    steps = math.ceil(len(training) / settings.batch)
    title = f"{settings.model} {epoch + 1}/{settings.epochs}"
    losses = []
    for images, targets, weights in tqdm(
        _batches(job, training, epoch), desc=title, total=steps, disable=job.quiet, mininterval=2, leave=False
    ):
        network.reset_metrics()
        losses.append(float(network.train_on_batch(images, targets, sample_weight=weights, return_dict=True)["loss"]))
    return float(np.mean(losses))


def _batches(job: Job, training: Faces, epoch: int) -> Iterator[tuple[Any, Any, Any]]:
    """Scaled pictures, one-hot targets and sample weights or None, in an order that depends on seed and epoch only."""
    settings = job.run.settings
    random = np.random.default_rng((settings.seed, epoch))
    order = random.permutation(len(training))
    one_hot = np.eye(len(MODELS[settings.model].labels), dtype=np.float32)
    for start in range(0, len(order), settings.batch):
        chosen = training.take(np.sort(order[start : start + settings.batch]))
        images = augment(chosen.images, settings.augmentation, random)
        weights = np.array([job.weights[k] for k in chosen.labels.tolist()], np.float32) if job.weights else None
        yield scale(images[..., None], job.inputs), one_hot[chosen.labels], weights


def _advance(state: State, settings: Settings, entry: dict[str, float]) -> None:
    state.history.append(entry)
    state.epoch += 1
    state.seconds += entry["seconds"]
    if entry[settings.monitor] > state.best:
        state.best, state.best_epoch, state.waited = entry[settings.monitor], state.epoch, 0
        return
    state.waited += 1
    pause = max(settings.patience // 2, 2)
    if settings.schedule == "plateau" and state.waited % pause == 0:
        state.rate = max(state.rate / 2, settings.rate * _LEAST_RATE)


def _save(run: Run, network: Any, state: State) -> None:
    """The checkpoint first: a kill between the two costs the repetition of one epoch, never a wrong state."""
    partial = run.folder / ".checkpoint.keras"
    network.save(partial)
    partial.replace(run.checkpoint)
    text = {name: getattr(state, name) for name in State.__slots__}
    write_atomically(run.folder / "state.json", json.dumps(text))
