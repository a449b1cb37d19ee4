"""What lies beside the shipped models: cards made from the files of their runs, and the hashes of all files."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from ferdesk.core.card import CARDS
from training import deletion
from training.data import DataError
from training.runs import write_atomically
from training.studies import SHIPPED

SUMS: Final = "SHA256SUMS"
_MOST_CONFUSIONS: Final = 5


def write_cards(models: Path, runs: Path) -> Path:
    """Writes a card for every model file of a folder whose run was evaluated; returns the file's path.

    Args:
        models: Folder of the shipped ONNX files.
        runs: Folder of the runs; `evaluation.json` is read, and `explanation.npz` where it is.

    Raises:
        DataError: A file is not the one that was scored.
    """
    cards: dict[str, Any] = {}
    for name, settings in sorted(SHIPPED.items()):
        file, evaluation = models / f"{name}.onnx", runs / settings.key / "evaluation.json"
        if file.is_file() and evaluation.is_file():
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            scored = json.loads(evaluation.read_text("utf-8"))
            if scored.get("sha256", digest) != digest:  # older evaluations do not say it
                raise DataError(
                    f"{file} is not the file that {evaluation} is about. Score it: python -m training evaluate {name}."
                )
            cards[name] = {"sha256": digest} | card(scored) | {"maps": maps(evaluation.with_name("explanation.npz"))}
    write_atomically(models / CARDS, json.dumps(cards, indent=1) + "\n")
    list_sums(models)
    return models / CARDS


def list_sums(folder: Path) -> None:
    """Writes `SHA256SUMS` over the model files and the cards of a folder, as `sha256sum` does."""
    files = [*sorted(folder.glob("*.onnx")), *folder.glob(CARDS)]
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    write_atomically(folder / SUMS, "".join(lines))


def card(evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """What `ferdesk.core.card.Card` holds, but for the maps, from an `evaluation.json`."""
    labels, table = evaluation["labels"], evaluation["confusion"]
    found, wrong = {}, []
    for shown, row in zip(labels, table, strict=True):
        total = sum(row)
        shares = {said: count / total if total else 0.0 for said, count in zip(labels, row, strict=True)}
        found[shown] = (round(shares[shown], 4), total)
        wrong += [{"shown": shown, "said": said, "share": round(s, 4)} for said, s in shares.items() if said != shown]
    wrong.sort(key=lambda one: -one["share"])
    return {
        "found": found,
        "confusions": wrong[:_MOST_CONFUSIONS],
        "disturbed": {kind: round(levels[-1], 4) for kind, levels in evaluation["robustness"].items()},
        "command": evaluation["measured"][0]["command"],
    }


def maps(explanation: Path) -> dict[str, tuple[str, str]]:
    """What heat maps are worth, from an `explanation.npz`; empty where there is none."""
    if not explanation.is_file():
        return {}
    with np.load(explanation, allow_pickle=False) as arrays:
        areas = arrays["areas"]
    compared = {kind: deletion.advantage(areas, kind) for kind in deletion.KINDS if kind != deletion.OURS}
    return {kind: (deletion.verdict(found[:, 0]), deletion.verdict(found[:, 1])) for kind, found in compared.items()}
