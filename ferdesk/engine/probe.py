"""The child process of `inspection`: opens a model from stdin under limits, and runs it three times.

Exit code 0: fine, and stdout has JSON: the shape of each answer, its least and greatest value, and the least and
greatest sum of the values for one picture. 2: refused, with the sentence on stderr. Anything else: it crashed.
"""

import json
import sys
from typing import TYPE_CHECKING

from ferdesk.core.errors import ModelError

if TYPE_CHECKING:
    from ferdesk.core.types import Floats

_MEMORY = 4 * 1024**3
_SECONDS = 30
_RUNS = 3


def main() -> int:
    _limit()
    # Below the limits, and only here: importing ONNX Runtime is part of what is limited.
    from ferdesk.engine.inspection import UNPROVEN

    try:
        found = examine(sys.stdin.buffer.read(), sys.argv[1], proven=UNPROVEN not in sys.argv[2:])
    except ModelError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(found)
    return 0


def examine(data: bytes, origin: str, *, proven: bool) -> str:
    """Opens and runs a model; returns what stdout gets.

    Raises:
        ModelError: It cannot be opened, fails, or, if it is to be `proven`, does not reproduce its golden sample.
    """
    from ferdesk.engine.classifier import Classifier

    classifier = Classifier(data, origin, threads=1, proven=proven)
    pixels = classifier.spec.golden.pixels
    answers = [classifier.logits([pixels, 255 - pixels, pixels][:count]) for count in range(1, _RUNS + 1)]
    return json.dumps([_facts(answer) for answer in answers])


def _facts(answer: "Floats") -> dict[str, object]:
    sums = answer.reshape(len(answer), -1).sum(axis=1)
    return {
        "shape": answer.shape,
        "low": float(answer.min()),
        "high": float(answer.max()),
        "least_sum": float(sums.min()),
        "greatest_sum": float(sums.max()),
    }


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the time limit of the parent remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
