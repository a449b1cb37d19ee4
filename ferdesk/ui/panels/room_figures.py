"""The room view's figures in words: a tile each with its value, its interval, and whether it clearly changed."""

from typing import Final

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ferdesk.core.room import Estimate, RoomWindow
from ferdesk.core.room_interval import FIGURES, Difference, is_clear_change
from ferdesk.ui.languages import Number, tr
from ferdesk.ui.panels.base import GRID, ElidedLabel, label, section, tabular

NO_CLEAR_CHANGE: Final = str(QT_TR_NOOP("No clear change"))
HIGHER: Final = str(QT_TR_NOOP("Higher than before"))
LOWER: Final = str(QT_TR_NOOP("Lower than before"))
UNKNOWN: Final = "–"
FIGURE_TITLES: Final = {
    "index": str(QT_TR_NOOP("Response index")),
    "coverage": str(QT_TR_NOOP("Coverage")),
    "facing": str(QT_TR_NOOP("Facing the front")),
    "movement": str(QT_TR_NOOP("Movement")),
}
TILE_TITLES: Final = {
    "faces": str(QT_TR_NOOP("FACES VISIBLE")),
    "coverage": str(QT_TR_NOOP("COVERAGE")),
    "facing": str(QT_TR_NOOP("FACING THE FRONT")),
    "movement": str(QT_TR_NOOP("MOVEMENT, WIDTHS/S")),
    "index": str(QT_TR_NOOP("RESPONSE INDEX")),
}
TIPS: Final = {
    "faces": str(QT_TR_NOOP("Faces that are visible, usable or not: the middle value of the last window.")),
    "coverage": str(
        QT_TR_NOOP(
            "Usable faces as a share of the people expected. Faces that are too small, turned away, dark or blurred"
            " are not guessed and lower it."
        )
    ),
    "facing": str(QT_TR_NOOP("Share of the usable faces whose head points in the direction that was set.")),
    "movement": str(QT_TR_NOOP("Mean speed of the usable faces, in widths of a face a second.")),
    "index": str(
        QT_TR_NOOP(
            "A weighted mean of facing the front and sitting still, as set in the room view's settings. It does not"
            " say what anybody felt, understood or learned."
        )
    ),
}
_SHARE: Final = "{value:.0%}"
_SPEED: Final = "{value:.2f}"
_SHARE_INTERVAL: Final = str(QT_TR_NOOP("{low:.0%} to {high:.0%}"))
_SPEED_INTERVAL: Final = str(QT_TR_NOOP("{low:.2f} to {high:.2f}"))
_DIFFERENCES: Final = {
    (True, True): str(
        QT_TR_NOOP(
            "{figure}: {first} in the first section, {second} in the second. Difference {change} points ({low} to"
            " {high}): a clear difference."
        )
    ),
    (
        True,
        False,
    ): str(
        QT_TR_NOOP(
            "{figure}: {first} in the first section, {second} in the second. Difference {change} points ({low} to"
            " {high}): no clear difference."
        )
    ),
    (False, True): str(
        QT_TR_NOOP(
            "{figure}: {first} in the first section, {second} in the second. Difference {change} ({low} to"
            " {high}): a clear difference."
        )
    ),
    (False, False): str(
        QT_TR_NOOP(
            "{figure}: {first} in the first section, {second} in the second. Difference {change} ({low} to"
            " {high}): no clear difference."
        )
    ),
}
"""By whether the figure is a share, and whether the interval leaves out 0."""
TOO_SHORT: Final = str(QT_TR_NOOP("{figure}: a section is too short to compare. It needs at least {count} windows."))


def value_text(figure: str, known: Estimate | None) -> str:
    """A figure in words."""
    if known is None:
        return UNKNOWN
    return (_SPEED if figure == "movement" else _SHARE).format(value=Number(known.value))


def interval_text(figure: str, known: Estimate | None) -> str:
    """Its interval in words, "" where there is none."""
    if known is None:
        return ""
    return tr(_SPEED_INTERVAL if figure == "movement" else _SHARE_INTERVAL, low=known.low, high=known.high)


def change_text(before: Estimate | None, now: Estimate | None) -> str:
    """What has become of a figure since the window before, "" where nothing can be said."""
    if before is None or now is None:
        return ""
    if not is_clear_change(before, now):
        return tr(NO_CLEAR_CHANGE)
    return tr(HIGHER if now.value > before.value else LOWER)


def difference_text(figure: str, difference: Difference) -> str:
    """How two sections differ, in one sentence and without a verdict."""
    plain, signed, times = ("{:.2f}", "{:+.2f}", 1) if figure == "movement" else ("{:.0%}", "{:+.0f}", 100)
    change, digits = difference.change, 2 if times == 1 else 0
    # Rounded first, and 0 added: there is no "-0".
    rounded = (round(each * times, digits) + 0.0 for each in (change.value, change.low, change.high))
    change_by, low, high = (signed.format(Number(each)) for each in rounded)
    return tr(
        _DIFFERENCES[figure != "movement", difference.is_clear],
        figure=tr(FIGURE_TITLES[figure]),
        first=plain.format(Number(difference.first)),
        second=plain.format(Number(difference.second)),
        change=change_by,
        low=low,
        high=high,
    )


class Tile(QFrame):
    """One figure of the whole group."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setProperty("kind", "tile")
        self.setToolTip(tr(TIPS[name]))
        self.value = label(UNKNOWN, "figure")
        self.value.ensurePolished()
        self.value.setFont(tabular(self.value.font()))
        self.interval = ElidedLabel("", "muted")
        self.change = ElidedLabel("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(section(tr(TILE_TITLES[name])))
        for part in (self.value, self.interval, self.change):
            column.addWidget(part)

    def show_window(self, before: RoomWindow | None, now: RoomWindow | None) -> None:
        """Shows the last window; None for nothing at all."""
        known = before_known = None
        if now is None:
            value = UNKNOWN
        elif self.name == "faces":
            value = str(now.faces)
        else:
            known = FIGURES[self.name](now)
            before_known = None if before is None else FIGURES[self.name](before)
            value = value_text(self.name, known)
        self.value.setText(value)
        self.interval.setText(interval_text(self.name, known))
        self.change.setText(change_text(before_known, known))
        self.setAccessibleName(tr(TILE_TITLES[self.name]).capitalize())
        self.setAccessibleDescription(f"{value} {self.interval.text()} {self.change.text()}".strip())
