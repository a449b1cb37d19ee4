"""The child process of `inspection`: opens a model from stdin under limits, and runs it three times.

Exit code 0: fine. 2: refused, with the sentence on stderr. Anything else: it crashed.
"""

import sys

from ferdesk.core.errors import ModelError

_MEMORY = 4 * 1024**3
_SECONDS = 30
_RUNS = 3


def main() -> int:
    _limit()
    # Below the limits, and only here: importing ONNX Runtime is part of what is limited.
    from ferdesk.engine.classifier import Classifier

    try:
        classifier = Classifier(sys.stdin.buffer.read(), sys.argv[1], threads=1)
        for count in range(1, _RUNS + 1):
            classifier.logits([classifier.spec.golden.pixels] * count)
    except ModelError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


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
