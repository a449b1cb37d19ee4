"""A fairness check: what is asked for, how far it is, what it found."""

from dataclasses import dataclass
from pathlib import Path

from ferdesk.core.groups import ModelGroups


@dataclass(frozen=True, slots=True)
class GroupRequest:
    """What to check.

    Attributes:
        table: A CSV file (see `read_grouped`; paths are relative to it), or a folder that holds one as groups.csv.
        models: Names or files.
        detector: "near" or "far".
        provider: "auto", "cpu" or "cuda".
        crops: The pictures are face crops already; no face is looked for.
    """

    table: Path
    models: tuple[str, ...]
    detector: str = "near"
    provider: str = "auto"
    crops: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """What a check found.

    Attributes:
        request: What was asked for.
        pictures: How many could be read.
        models: Figures of each.
        digests: SHA-256 of each model's file.
        problems: One sentence for each thing that was left out.
    """

    request: GroupRequest
    pictures: int
    models: tuple[ModelGroups, ...]
    digests: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckProgress:
    """`done` of `total` pictures."""

    done: int
    total: int
