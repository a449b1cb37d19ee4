"""The figures of a report, as PNG bytes. Drawn from run files only."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from training.metrics import Labels


def learning_curves(histories: Sequence[tuple[str, Sequence[dict[str, float]]]]) -> bytes:
    """Validation accuracy and loss per epoch, with the training loss where it was noted."""
    figure = Figure(figsize=(9, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    for title, history in histories:
        epochs = [entry["epoch"] for entry in history]
        (line,) = left.plot(epochs, [entry["accuracy"] for entry in history], label=title)
        right.plot(epochs, [entry["loss"] for entry in history], color=line.get_color())
        if "training_loss" in history[0]:
            losses = [entry["training_loss"] for entry in history]
            right.plot(epochs, losses, color=line.get_color(), linestyle=":")
    left.set(xlabel="epoch", ylabel="validation accuracy")
    right.set(xlabel="epoch", ylabel="loss (dotted: training)")
    left.legend(fontsize=7)
    return _png(figure)


def confusions(tables: Sequence[tuple[str, Labels]], labels: Sequence[str]) -> bytes:
    """One matrix per table, each row normalised to the true class."""
    side = 1.2 + 0.42 * len(labels)
    figure = Figure(figsize=(side * len(tables), side + 0.3), layout="constrained")
    axes = np.atleast_1d(figure.subplots(1, len(tables)))
    for axis, (title, table) in zip(axes, tables, strict=True):
        share = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
        axis.imshow(share, vmin=0, vmax=1, cmap="Blues")
        for (row, column), value in np.ndenumerate(share):
            colour = "white" if value > 0.5 else "black"
            axis.text(column, row, f"{value * 100:.0f}", ha="center", va="center", fontsize=7, color=colour)
        axis.set_xticks(range(len(labels)), labels, rotation=90, fontsize=7)
        axis.set_yticks(range(len(labels)), labels, fontsize=7)
        axis.set(xlabel="predicted", ylabel="true")
        axis.set_title(title, fontsize=8)
    return _png(figure)


def bars(rows: Sequence[tuple[str, Sequence[float]]], groups: Sequence[str]) -> bytes:
    """Grouped bars: one colour per row, one group per name; values are fractions."""
    figure = Figure(figsize=(9, 3), layout="constrained")
    axis = figure.subplots()
    width = 0.8 / len(rows)
    for number, (title, values) in enumerate(rows):
        axis.bar(np.arange(len(groups)) + number * width, values, width, label=title)
    axis.set_xticks(np.arange(len(groups)) + 0.4 - width / 2, groups, fontsize=8)
    axis.set_ylim(0, 1)
    axis.legend(fontsize=7)
    return _png(figure)


def robustness(rows: Sequence[tuple[str, dict[str, list[float]]]]) -> bytes:
    """Accuracy over the levels of each disturbance; one line per model."""
    kinds = list(rows[0][1])
    figure = Figure(figsize=(2.4 * len(kinds), 2.8), layout="constrained")
    for axis, kind in zip(figure.subplots(1, len(kinds), sharey=True), kinds, strict=True):
        for title, found in rows:
            axis.plot(range(len(found[kind])), found[kind], marker=".", label=title)
        axis.set_title(kind, fontsize=9)
        axis.set_xlabel("level", fontsize=8)
        axis.set_ylim(0, 1)
    figure.axes[0].set_ylabel("accuracy")
    figure.axes[0].legend(fontsize=6)
    return _png(figure)


def heat_maps(rows: Sequence[tuple[str, dict[str, Any]]], labels: Sequence[str]) -> bytes:
    """Mean Grad-CAM per class, one row per model; empty where no picture was right. Shows no data set's picture."""
    figure = Figure(figsize=(1.3 * len(labels), 1.5 * len(rows)), layout="constrained")
    grid = np.atleast_2d(figure.subplots(len(rows), len(labels)))
    for line, (title, maps) in zip(grid, rows, strict=True):
        for axis, label in zip(line, labels, strict=True):
            if label in maps:
                axis.imshow(np.asarray(maps[label]), vmin=0, vmax=1, cmap="magma", interpolation="bicubic")
            axis.set_xticks([])
            axis.set_yticks([])
            axis.set_title(label, fontsize=8)
        line[0].set_ylabel(title, fontsize=7)
    return _png(figure)


def deletion_curves(rows: Sequence[tuple[str, Any]], kinds: Sequence[str], tests: Sequence[str]) -> bytes:
    """One line of axes per model, one axis per test, one curve per kind of map: (kinds, tests, steps) each."""
    figure = Figure(figsize=(2.6 * len(tests), 2.1 * len(rows)), layout="constrained")
    grid = np.atleast_2d(figure.subplots(len(rows), len(tests), sharex=True, sharey=True))
    for line, (title, curves) in zip(grid, rows, strict=True):
        for place, (axis, test) in enumerate(zip(line, tests, strict=True)):
            for kind, found in zip(kinds, np.asarray(curves)[:, place], strict=True):
                axis.plot(np.linspace(0, 100, len(found)), found, label=kind, linewidth=1.2)
            axis.set_title(test, fontsize=8)
            axis.set_ylim(0, 1)
        line[0].set_ylabel(title, fontsize=8)
    for axis in grid[-1]:
        axis.set_xlabel("% of pixels", fontsize=8)
    grid[0, 0].legend(fontsize=6)
    return _png(figure)


def falls(rows: Sequence[tuple[str, Sequence[str], Sequence[tuple[float, float, float]]]]) -> bytes:
    """Per model a mean with its interval over the layers that are random by then."""
    figure = Figure(figsize=(2.6 * len(rows), 3), layout="constrained")
    axes = np.atleast_1d(figure.subplots(1, len(rows), sharey=True))
    for axis, (title, layers, found) in zip(axes, rows, strict=True):
        mean, low, high = np.transpose([(1.0, 1.0, 1.0), *found])
        places = range(len(mean))
        axis.fill_between(places, low, high, alpha=0.25)
        axis.plot(places, mean, marker=".")
        axis.axhline(0, color="gray", linewidth=0.6)
        axis.set_xticks(places, ["trained", *layers], rotation=90, fontsize=7)
        axis.set_title(title, fontsize=9)
        axis.set_ylim(-1, 1.05)
    return _png(figure)


def forgetting(rows: Sequence[tuple[str, Sequence[str], Sequence[Any]]]) -> bytes:
    """Per model a line of maps, each with its title; signed ones from purple to orange."""
    most = max(len(maps) for _, _, maps in rows)
    figure = Figure(figsize=(1.25 * most, 1.5 * len(rows)), layout="constrained")
    grid = np.reshape(figure.subplots(len(rows), most), (len(rows), most))
    for line, (title, names, maps) in zip(grid, rows, strict=True):
        for place, axis in enumerate(line):
            axis.set_xticks([])
            axis.set_yticks([])
            if place >= len(maps):
                axis.set_axis_off()
                continue
            peak = float(np.abs(maps[place]).max()) or 1.0
            signed = any(np.min(values) < 0 for values in maps)
            axis.imshow(maps[place], vmin=-peak if signed else 0, vmax=peak, cmap="PuOr_r" if signed else "cividis")
            axis.set_title(names[place], fontsize=7)
        line[0].set_ylabel(title, fontsize=7)
    return _png(figure)


def _png(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    # Without dates and versions the same figures give the same file.
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return buffer.getvalue()
