"""What the heat maps of a file are worth: exact, faithful, about the model at all? One pair of run files per model."""

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx

from ferdesk.core.spec import ModelSpec, softmax
from ferdesk.core.types import Floats, Pixels
from ferdesk.engine.classifier import Classifier
from training import deletion, randomisation
from training.data import DataError, Faces, fingerprint, load, sized
from training.evaluate import read_model, run
from training.head_tape import TapeHead
from training.maps import Mapper
from training.metrics import Labels
from training.parts import Parts
from training.runs import Run, environment, write_atomically

DATA: Final = "fer2013"
FACES: Final = 500
DRAWS: Final = 10
_RANDOMISED_FACES = 200
_TAPE_FACES = 20
_FACES_OF_A_PART = 50


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is measured: faces of the test part, chosen by `seed`, and random networks."""

    faces: int = FACES
    seed: int = 0
    draws: int = DRAWS

    @property
    def options(self) -> str:
        """As typed."""
        return f"--faces {self.faces} --seed {self.seed} --draws {self.draws}"


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A model with the faces that it is asked about.

    Attributes:
        crops: uint8 (N, height, width) in the model's size.
        chosen: The model's own answer for each, int64 (N,): the class whose map is looked at.
    """

    graph: onnx.ModelProto
    spec: ModelSpec
    mapper: Mapper
    crops: Pixels
    chosen: Labels

    @property
    def shape(self) -> tuple[int, int]:
        return self.spec.preprocess.height, self.spec.preprocess.width


def explain(file: Path, data: Path, amount: Amount, record: Run) -> dict[str, Any]:
    """Measures one file and writes `explanation.json` and `explanation.npz` into the folder of its run.

    Stopped at any time, the same call goes on where it was.

    Args:
        file: The ONNX file.
        data: Folder of the data sets.
        amount: How much.
        record: The run that the file comes from.

    Returns:
        What stands in the JSON file.

    Raises:
        ModelError: The file is no model of ferdesk.
        DataError: The file is not there, the data are missing or damaged, or the model has no maps of its own.
    """
    content = read_model(file)
    model = Classifier(content, file.name)
    if not model.spec.features or model.spec.preprocess.channels != 1:
        raise DataError(f"{file.name} names no feature tensor, or takes coloured pictures. Choose another model.")
    graph = onnx.load_model_from_string(content)
    faces = chosen_faces(data, amount)
    crops = sized(faces.images, model.spec.preprocess)
    scores = partial(_scores, model)
    subject = Subject(graph, model.spec, Mapper(graph, model.spec), crops, deletion.tops(scores, crops))
    maps = subject.mapper.maps(crops[..., None], subject.chosen)
    sha256 = hashlib.sha256(content).hexdigest()
    asked = {"file": sha256, "data": fingerprint(faces), "amount": amount.options}
    parts = Parts(record.folder / "explaining", asked)
    faithful, arrays = _faithfulness(subject, maps, scores, amount.seed, parts)
    sane, likenesses = _sanity(subject, maps, amount, parts)
    found = {
        "model": model.spec.name,
        "sha256": sha256,
        "method": "HOG cells" if subject.mapper.hog else "Grad-CAM",
        "map": list(maps.shape[1:]),
        "labels": model.spec.labels,
        "command": f"python -m training faithfulness {model.spec.name} {amount.options}",
        "data": {"name": DATA, "part": "test", "faces": len(faces), "seed": amount.seed, "hash": asked["data"]},
        "tape": against_tape(subject),
        "faithfulness": faithful,
        "randomisation": sane,
        "environment": environment(),
        "seconds": round(parts.seconds, 1),
    }
    np.savez_compressed(record.folder / "explanation.npz", allow_pickle=False, **arrays, **likenesses)
    write_atomically(record.folder / "explanation.json", json.dumps(found, indent=1))
    parts.forget()
    return found


def chosen_faces(data: Path, amount: Amount) -> Faces:
    """Faces of FER2013's PrivateTest, the same for every model."""
    test = load(DATA, data).parts["test"]
    index = np.random.default_rng(amount.seed).permutation(len(test))[: amount.faces]
    return test.take(np.sort(index))


def against_tape(subject: Subject) -> dict[str, Any]:
    """The largest difference of any class's map from the one that TensorFlow's gradient gives, of its maximum."""
    head = TapeHead(subject.graph, subject.spec)
    worst = logits = 0.0
    crops = subject.crops[:_TAPE_FACES]
    for crop in crops:
        ours = subject.mapper.trace(crop[..., None])
        theirs = head.trace(ours.features[None])
        wanted = subject.mapper.read(theirs)
        peaks = np.abs(wanted).max(axis=(1, 2))
        differences = np.abs(subject.mapper.read(ours) - wanted).max(axis=(1, 2))
        worst = max(worst, float((differences[peaks > 0] / peaks[peaks > 0]).max(initial=0.0)))
        logits = max(logits, float(np.abs(ours.logits - theirs.logits).max()))
    return {"faces": len(crops), "classes": len(subject.spec.labels), "map": worst, "logits": logits}


def _scores(model: Classifier, crops: Pixels) -> Floats:
    return softmax(run(model, crops), model.spec.temperature)


def _faithfulness(
    subject: Subject, maps: Floats, scores: deletion.Scores, seed: int, parts: Parts
) -> tuple[dict[str, Any], dict[str, Floats]]:
    def curves_from(first: int) -> Floats:
        numbers = range(first, min(first + _FACES_OF_A_PART, len(maps)))
        return np.stack([curve(number) for number in numbers])

    def curve(number: int) -> Floats:
        random = np.random.default_rng((seed, number))
        return deletion.curves(subject.crops[number], maps[number], int(subject.chosen[number]), scores, random)

    curves = np.concatenate(parts.each("faces", range(0, len(maps), _FACES_OF_A_PART), curves_from))
    flat = int((np.ptp(maps, axis=(1, 2)) == 0).sum())
    mean = np.round(curves.mean(axis=0).astype(np.float64), 5).tolist()
    facts = {"kinds": deletion.KINDS, "tests": deletion.TESTS, "steps": deletion.STEPS, "flat_maps": flat}
    return facts | {"curves": mean}, {"areas": deletion.areas(curves)}


def _sanity(subject: Subject, maps: Floats, amount: Amount, parts: Parts) -> tuple[dict[str, Any], dict[str, Floats]]:
    """The maps of networks that forget layer by layer, and of the golden picture for people to look at."""
    names = [layer.name for layer in randomisation.layers(subject.graph)]
    golden = subject.spec.golden
    answer = int(golden.probabilities.argmax())
    some = min(_RANDOMISED_FACES, len(maps))
    crops = np.concatenate([subject.crops[:some, ..., None], golden.pixels[None]])
    chosen = np.append(subject.chosen[:some], answer)
    whole = maps[:some]

    def draw(number: int) -> tuple[list[randomisation.Likeness], list[Floats]]:
        random = np.random.default_rng((amount.seed, number))
        steps = randomisation.cascade(subject.graph, subject.spec, crops, chosen, random)
        likenesses = [randomisation.likeness(whole, step[:-1], subject.shape) for step in steps]
        return likenesses, [step[-1] for step in steps]

    drawn = parts.each("random networks", range(amount.draws), draw)
    pictures = [subject.mapper.maps(golden.pixels[None], np.array([answer]))[0]]
    pictures += [picture for _, of_golden in drawn[:1] for picture in of_golden]
    others = randomisation.likeness(whole, _others(whole, chosen[:some]), subject.shape)
    facts = {
        "faces": some,
        "draws": amount.draws,
        "layers": names,
        "golden": {"label": subject.spec.labels[answer], "maps": [np.round(p, 5).tolist() for p in pictures]},
    }
    arrays = {
        name: np.asarray([[getattr(step, name) for step in draw] for draw, _ in drawn], dtype=np.float32)
        for name in ("rank", "magnitude", "structure")
    }
    return facts, arrays | {f"other_{name}": getattr(others, name) for name in arrays}


def _others(maps: Floats, chosen: Labels) -> Floats:
    """For each face the map of the next one with the same answer; an empty map where there is no other."""
    found = np.zeros_like(maps)
    for label in np.unique(chosen):
        members = np.flatnonzero(chosen == label)
        if len(members) > 1:
            found[members] = maps[np.roll(members, -1)]
    return found
