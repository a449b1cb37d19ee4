"""Where expressions of a group may be analysed at all. Pure values.

The rule has two inputs, what the place is and where it is, and no third one: there is no field, argument or setting
that turns it off.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Setting(StrEnum):
    """What kind of place the camera looks at."""

    EDUCATION = "education"
    WORKPLACE = "workplace"
    OTHER = "other"


class Region(StrEnum):
    """Whose law holds there."""

    EU = "eu"
    EEA = "eea"
    OTHER = "other"


_PROHIBITED_SETTINGS: Final = frozenset({Setting.EDUCATION, Setting.WORKPLACE})
_PROHIBITED_REGIONS: Final = frozenset({Region.EU, Region.EEA})


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator answered when the room view was first opened."""

    setting: Setting
    region: Region

    @property
    def expressions_allowed(self) -> bool:
        """Whether the group's expressions may be analysed.

        Regulation (EU) 2024/1689 (AI Act), Article 5(1)(f) prohibits systems that infer emotions of natural persons in
        the areas of workplace and education institutions. Consent is no exception to it.
        """
        return not (self.setting in _PROHIBITED_SETTINGS and self.region in _PROHIBITED_REGIONS)
