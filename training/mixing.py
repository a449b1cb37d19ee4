"""Pictures made from two pictures each, and targets with them."""

import numpy as np

from ferdesk.core.types import Floats


def mix(
    inputs: Floats, targets: Floats, mixup: float, cutmix: float, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Mixes every picture of a batch with another one of it; a network learns both targets by their shares.

    With both amounts above 0, each batch is mixed by one of the two, drawn evenly.

    Args:
        inputs: float32 (N, height, width, channels), scaled.
        targets: float32 (N, classes), each a distribution.
        mixup: Parameter of the Beta distribution from which the share of the first picture is drawn, once a batch
            (Zhang et al., "mixup: Beyond Empirical Risk Minimization", ICLR 2018, eq. 1); 0 does without.
        cutmix: The same for the area that is not replaced by a piece of the second picture (Yun et al., "CutMix:
            Regularization Strategy to Train Strong Classifiers with Localizable Features", ICCV 2019, eq. 1 and 2).
        random: Where the draws come from.

    Returns:
        Inputs and targets of the same shapes; the given ones where both amounts are 0.
    """
    if not (mixup or cutmix):
        return inputs, targets
    other = random.permutation(len(inputs))
    cut = cutmix > 0 and (mixup == 0 or random.random() < 0.5)
    size = (inputs.shape[1], inputs.shape[2])
    share = random.beta(*(2 * (cutmix if cut else mixup,)))
    kept = _outside_a_box(size, share, random) if cut else np.full((*size, 1), share, np.float32)
    mean = kept.mean()
    return inputs * kept + inputs[other] * (1 - kept), targets * mean + targets[other] * (1 - mean)


def _outside_a_box(size: tuple[int, int], share: float, random: np.random.Generator) -> Floats:
    """1 outside and 0 inside a box of about 1 - `share` of the area, cut at the edges; float32 (height, width, 1)."""
    kept = np.ones((*size, 1), np.float32)
    half = np.array(size) * np.sqrt(1 - share) / 2
    middle = random.uniform(0, size)
    (top, left), (bottom, right) = (
        np.clip(np.rint(edge), 0, size).astype(int) for edge in (middle - half, middle + half)
    )
    kept[top:bottom, left:right] = 0
    return kept
