"""One run as data: everything that decides its result."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from training.augment import NONE, Augmentation


@dataclass(frozen=True, slots=True)
class Split:
    """Which pictures train, validate and test.

    Attributes:
        kind: "official", "holdout" (stratified, `test` of them) or "fold" (`fold` of `folds`, stratified).
        test: Fraction for the test part of a hold-out.
        validation: Fraction of what remains, where there is no official validation part.
        fold, folds: Of a cross-validation.
        pool: Draw this many pictures, stratified, before all else; 0 takes all.
        balanced: Then take this many in all, equally many of each class; 0 takes all as they are.
        leak: "none", or what is done wrongly on purpose: "oversample_first" and "augment_first" multiply pictures
            before the split, "score_training" scores on the training part.
    """

    kind: str = "official"
    test: float = 0.2
    validation: float = 0.1
    fold: int = 0
    folds: int = 5
    pool: int = 0
    balanced: int = 0
    leak: str = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """One run.

    Attributes:
        model: An entry of `MODELS`.
        data: An entry of `DATASETS` or a folder.
        seed: Of the split (unless official), the initial weights, the order and the augmentation.
        epochs: At most.
        batch: Pictures a step.
        rate: The first learning rate.
        schedule: "constant", "cosine" (warm-up, then down to a hundredth) or "plateau" (half after
            `patience` // 2 epochs without a better figure).
        warm_up: First epochs of "cosine", in which the rate rises from three tenths.
        patience: Epochs without a better figure after which training stops; 0 never stops.
        monitor: The validation figure that chooses the epoch: "accuracy", "macro_f1" or "f1".
        augmentation: What is done to the training pictures.
        balancing: "none", "class_weights", "root_class_weights" (square roots of the balanced ones) or "oversample"
            (RandomOverSampler, seed 42, training part only).
        label_smoothing: Of the targets.
        targets: An entry of `targets.TARGETS`: what the training part teaches; choosing and scoring always use the data
            set's own labels.
        mixup, cutmix: See `mixing.mix`; 0 does without.
        averaging: Share of the old in the moving average of the weights, per step, for example 0.999. The average is
            what is validated, kept and shipped; 0 takes the weights as they are.
        weight_decay: Of AdamW; 0 is Adam.
        batch_norm: Every convolution is trained with a batch norm behind it, which is folded into it when it is kept.
        weights: "none", "imagenet", a file, or an entry of `studies.PRETRAINED`.
        drop_leaks: Training copies of validation and test pictures are left out.
        costs: Values of C that the SVM tries on the validation part.
        precision: An entry of `acceleration.PRECISIONS`: in what the training step is computed; figures are always
            computed in float32.
        limit: Keep this many pictures of each part, for trying things out; 0 keeps all.
    """

    model: str
    data: str = "fer2013"
    seed: int = 0
    split: Split = field(default_factory=Split)
    epochs: int = 40
    batch: int = 64
    rate: float = 1e-3
    schedule: str = "cosine"
    warm_up: int = 1
    patience: int = 0
    monitor: str = "accuracy"
    augmentation: Augmentation = NONE
    balancing: str = "none"
    label_smoothing: float = 0.0
    targets: str = "labels"
    mixup: float = 0.0
    cutmix: float = 0.0
    averaging: float = 0.0
    weight_decay: float = 0.0
    batch_norm: bool = False
    weights: str = "none"
    drop_leaks: bool = False
    costs: tuple[float, ...] = ()
    precision: str = "float32"
    limit: int = 0

    @property
    def key(self) -> str:
        """Name of the run's folder: the model, and a hash of every setting that is not at its default.

        A setting that is added later therefore leaves the names of older runs as they are.
        """
        defaults = dataclasses.asdict(Settings(self.model))
        changed = _differences(dataclasses.asdict(self), defaults)
        return f"{self.model}-{hashlib.sha256(json.dumps(changed, sort_keys=True).encode()).hexdigest()[:10]}"


def to_json(settings: Settings) -> str:
    """Canonical: equal settings give equal text."""
    return json.dumps(dataclasses.asdict(settings), sort_keys=True)


def from_json(text: str) -> Settings:
    """What `to_json` wrote."""
    fields: dict[str, Any] = json.loads(text)
    split, augmentation = Split(**fields.pop("split")), Augmentation(**fields.pop("augmentation"))
    costs = tuple(fields.pop("costs"))
    return Settings(**fields, split=split, augmentation=augmentation, costs=costs)


def _differences(fields: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            value = _differences(value, defaults[name])
        if value != defaults[name] and value != {}:
            changed[name] = value
    return changed
