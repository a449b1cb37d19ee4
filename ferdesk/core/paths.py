"""The only folders that ferdesk reads from and writes to by itself."""

from pathlib import Path

import platformdirs


def assets() -> Path:
    """The shipped models, detector, demo pictures and icons."""
    package = Path(__file__).resolve().parents[1]
    bundled = package / "assets"
    return bundled if bundled.is_dir() else package.parent / "assets"


def shipped_models() -> Path:
    return assets() / "models"


def user_models() -> Path:
    """Where a user puts models of their own; it need not exist."""
    return Path(platformdirs.user_data_dir("ferdesk", appauthor=False)) / "models"


def sessions() -> Path:
    """Where recorded sessions are kept; it need not exist."""
    return Path(platformdirs.user_data_dir("ferdesk", appauthor=False)) / "sessions"


def detector_model() -> Path:
    return assets() / "detector" / "face_detection_short_range.tflite"


def translations() -> Path:
    return assets() / "translations"


def demo_pictures() -> Path:
    return assets() / "demo"


def settings_file() -> Path:
    return Path(platformdirs.user_config_dir("ferdesk", appauthor=False)) / "settings.json"


def log_file() -> Path:
    return Path(platformdirs.user_log_dir("ferdesk", appauthor=False)) / "ferdesk.log"


def rooms() -> Path:
    """Where sessions of the room view are saved, one folder each; it need not exist."""
    return Path(platformdirs.user_data_dir("ferdesk", appauthor=False)) / "rooms"


def ledger_file() -> Path:
    """Where the names of all files are kept that were written on the user's wish."""
    return Path(platformdirs.user_data_dir("ferdesk", appauthor=False)) / "written.jsonl"
