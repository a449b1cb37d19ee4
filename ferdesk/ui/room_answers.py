"""What was answered about the room view, from the settings to the values that the engine takes, and back."""

from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room import RoomSettings, Weights
from ferdesk.ui.settings import Settings


def policy_of(settings: Settings) -> Policy | None:
    """The stored answers; None before both questions were answered."""
    if not settings.room_setting or not settings.room_region:
        return None
    return Policy(Setting(settings.room_setting), Region(settings.room_region))


def room_settings_of(settings: Settings) -> RoomSettings:
    """What the operator chose."""
    return RoomSettings(
        expected=settings.room_expected,
        least_faces=settings.room_faces,
        window_s=float(settings.room_window_s),
        tolerance_deg=float(settings.room_tolerance_deg),
        weights=Weights(*(weight / 100 for weight in settings.room_weights)),
    )
