"""Training by gradient descent, epoch by epoch, with everything needed to go on after a stop."""

import json
import math
import time
import zipfile
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

import keras
import numpy as np
from tqdm import tqdm

from ferdesk.core.model_input import Preprocess
from training.acceleration import Adam, AdamW, accelerated
from training.averaging import averaged
from training.batch_norm import fold, with_batch_norm
from training.batches import Source
from training.data import DataError
from training.metrics import figures
from training.models import MODELS
from training.models.recipe import layers_of
from training.network import best_of, build, predict
from training.runs import Run, write_atomically
from training.settings import Settings
from training.splits import Parts, oversample
from training.tracking import Board

_LEAST_RATE: Final = 0.01
_FIRST_RATE: Final = 0.3


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
    """Trains until the epochs are used up or the validation figure has not risen for `patience` epochs.

    Raises:
        DataError: What a stopped run left is damaged, or the weights to begin with are not at hand.
    """
    settings = job.run.settings
    network, state = _begin_or_resume(job.run)
    training = oversample(job.parts.training) if settings.balancing == "oversample" else job.parts.training
    source = Source(training, settings, job.inputs, job.weights, len(MODELS[settings.model].labels))
    with Board(job.run.folder / "tensorboard", start=state.epoch) as board:
        _train(job, network, source, state, board)
    summary = {
        "history": state.history,
        "epochs": state.epoch,
        "best_epoch": state.best_epoch,
        "seconds": state.seconds,
    }
    return Solved(best_of(job.run), summary)


def rate_at(settings: Settings, epoch: int) -> float:
    """The cosine schedule's rate for `epoch` (from 0): warm-up, then down to a hundredth."""
    if epoch < settings.warm_up:
        return settings.rate * (_FIRST_RATE + (1 - _FIRST_RATE) * epoch / settings.warm_up)
    done = (epoch - settings.warm_up) / max(settings.epochs - settings.warm_up, 1)
    return settings.rate * (_LEAST_RATE + (1 - _LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))


def _train(job: Job, network: Any, source: Source, state: State, board: Board) -> None:
    """Epoch by epoch, each one saved whole."""
    settings = job.run.settings
    while state.epoch < settings.epochs and not (settings.patience and state.waited >= settings.patience):
        began = time.perf_counter()
        _set_rate(network, settings, state)
        _reseed(network, settings.seed, state.epoch)
        loss = _epoch(network, source, state.epoch, quiet=job.quiet)
        with averaged(network, source.batches(state.epoch)) if settings.averaging else nullcontext():
            logits = predict(network, job.parts.validation.images, job.inputs)
            found = figures(logits, job.parts.validation.labels, 1.0)
            seconds = time.perf_counter() - began
            entry = {"epoch": state.epoch + 1, "training_loss": loss, "rate": state.rate, "seconds": seconds, **found}
            _advance(state, settings, entry)
            if state.waited == 0:
                _keep(network, job.run)
        if state.epoch < settings.epochs:
            _save(job.run, network, state)
        board.add(state.epoch, entry)


def _begin_or_resume(run: Run) -> tuple[Any, State]:
    settings = run.settings
    file = run.folder / "state.json"
    if file.is_file() and run.checkpoint.is_file():
        try:
            network = keras.saving.load_model(run.checkpoint)
            state = State(**json.loads(file.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            raise DataError(
                f"What a stopped training left in {run.folder} is damaged. Remove {run.checkpoint.name} and {file.name}"
                " there to begin anew."
            ) from error
        network.jit_compile = _jit()
        return network, state
    network = build(settings, run.folder.parent)
    network = accelerated(with_batch_norm(network) if settings.batch_norm else network, settings.precision)
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=settings.label_smoothing)
    network.compile(optimizer=_optimizer(settings), loss=loss, jit_compile=_jit())
    return network, State(0, -math.inf, 0, 0, settings.rate, 0.0, [])


def _jit() -> bool:
    """XLA is slower than plain TensorFlow on the CPU; JAX is nothing without it."""
    return bool(keras.backend.backend() == "jax")


def _optimizer(settings: Settings) -> Any:
    averaging = {"use_ema": True, "ema_momentum": settings.averaging} if settings.averaging else {}
    if settings.weight_decay:
        return AdamW(settings.rate, weight_decay=settings.weight_decay, **averaging)
    return Adam(settings.rate, **averaging)


def _set_rate(network: Any, settings: Settings, state: State) -> None:
    if settings.schedule == "cosine":
        state.rate = rate_at(settings, state.epoch)
    network.optimizer.learning_rate = state.rate


def _reseed(network: Any, seed: int, epoch: int) -> None:
    """Makes dropout depend on seed and epoch only: a checkpoint does not hold the state of its random numbers."""
    for number, layer in enumerate(layers_of(network)):
        generator = getattr(layer, "seed_generator", None)
        if generator is not None:
            generator.state.assign(np.array([seed * 10_007 + epoch, number], dtype=np.uint32))


def _epoch(network: Any, source: Source, epoch: int, *, quiet: bool) -> float:
    """One pass over the training part; the mean loss."""
    settings = source.settings
    steps = math.ceil(len(source.faces) / settings.batch)
    title = f"{settings.model} {epoch + 1}/{settings.epochs}"
    losses = []
    for inputs, targets, weights in tqdm(
        source.batches(epoch), desc=title, total=steps, disable=quiet, mininterval=2, leave=False
    ):
        network.reset_metrics()
        losses.append(float(network.train_on_batch(inputs, targets, sample_weight=weights, return_dict=True)["loss"]))
    return float(np.mean(losses))


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


def _keep(network: Any, run: Run) -> None:
    """The network's weights as the best ones."""
    kept = network
    if run.settings.batch_norm:
        kept = build(run.settings)
        fold(network, kept)
    kept.save_weights(run.best)


def _save(run: Run, network: Any, state: State) -> None:
    """The checkpoint first: a kill between the two costs the repetition of one epoch, never a wrong state."""
    partial = run.folder / ".checkpoint.keras"
    network.save(partial)
    partial.replace(run.checkpoint)
    text = {name: getattr(state, name) for name in State.__slots__}
    write_atomically(run.folder / "state.json", json.dumps(text))
