"""What is known of how a shipped model errs, measured once and shipped beside it.

Mitchell et al., "Model Cards for Model Reporting", FAT* 2019.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from ferdesk.core.errors import ModelError

CARDS = "cards.json"
"""Its name in the folder of shipped models; `python -m training report --cards` writes it from run files."""

UNTESTED = (
    "Not tested: whether it errs more on some people than on others. The pictures it was tested on do not say who is in"
    " them, so nothing is known by age, gender, skin colour, culture, glasses or disability. Help > Fairness check does"
    " it with your own labelled pictures."
)

MIDDLE = "middle of the crop"
"""What heat maps should at least be better than: it knows neither the model nor the picture."""
WORSE = "worse"
CAUTION = (
    "On test faces, marking the middle of the crop was better than these maps in at least one of two tests (deletion,"
    " insertion): do not read them closely."
)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Of the faces that show `shown`, the `share` (0...1) that the model calls `said`."""

    shown: str
    said: str
    share: float


@dataclass(frozen=True, slots=True)
class Card:
    """A model's known errors on its test pictures.

    Attributes:
        sha256: Of the file that was measured, hexadecimal.
        found: Per class: the share of its faces that were called by it, 0...1, and how many faces there were.
        confusions: The commonest mistakes, most frequent first.
        disturbed: Kind of disturbance to the accuracy at the strongest of its five levels, 0...1.
        maps: What the heat maps were held against, to how they did when the pixels that they mark are taken away first
            (deletion) and when these are shown first (insertion): "better", "worse" or "no clear difference". Empty
            where that was not measured.
        command: What measured it, but for the maps.
    """

    sha256: str
    found: dict[str, tuple[float, int]]
    confusions: tuple[Confusion, ...]
    disturbed: dict[str, float]
    maps: dict[str, tuple[str, str]]
    command: str

    @property
    def caution(self) -> str:
        """What whoever looks at the heat maps must be told, one sentence; empty when nothing."""
        return CAUTION if WORSE in self.maps.get(MIDDLE, ()) else ""


def read_cards(folder: Path) -> dict[str, Card]:
    """The cards of a folder of models, by the models' names; none where the folder has no such file.

    Raises:
        ModelError: The file is damaged.
    """
    file = folder / CARDS
    if not file.is_file():
        return {}
    try:
        return {name: _card(fields) for name, fields in json.loads(file.read_text("utf-8")).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{file} cannot be read ({error}). Install ferdesk again to have its model cards.") from error


def cautions(folder: Path) -> dict[str, str]:
    """What whoever looks at the heat maps of a model file must be told, by the SHA-256 of the file.

    Raises:
        ModelError: The file of cards is damaged.
    """
    return {card.sha256: card.caution for card in read_cards(folder).values() if card.caution}


def _card(fields: dict[str, object]) -> Card:
    found, confusions = fields["found"], fields["confusions"]
    disturbed, maps = fields["disturbed"], fields["maps"]
    if not (
        isinstance(found, dict)
        and isinstance(confusions, list)
        and isinstance(disturbed, dict)
        and isinstance(maps, dict)
    ):
        raise ValueError("a card has parts of another kind")
    return Card(
        str(fields["sha256"]),
        {str(name): (float(share), int(count)) for name, (share, count) in found.items()},
        tuple(Confusion(str(one["shown"]), str(one["said"]), float(one["share"])) for one in confusions),
        {str(kind): float(share) for kind, share in disturbed.items()},
        {str(against): (str(deletion), str(insertion)) for against, (deletion, insertion) in maps.items()},
        str(fields["command"]),
    )
