"""The style sheet, one text for both themes. Owns no state; the colours come from `theme`."""

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from ferdesk.core import paths

if TYPE_CHECKING:
    from ferdesk.ui.theme import Colors

# Qt's style sheets have no variables: $names are the fields of Colors, $icons the folder of the marks.
_SHEET = Template("""
* { font-size: 13px; }
QMainWindow, QDialog, QScrollArea#page, QWidget#body { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 6px 8px; }

QFrame[kind="card"] { background: $surface; border: 1px solid $border; border-radius: 12px; }
QFrame[kind="banner"] { background: $raised; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="popup"] { background: $surface; border: 1px solid $border; }
QFrame[kind="banner"][severity="warning"] { border-color: $warning; }
QFrame[kind="banner"][severity="error"] { border-color: $error; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea:focus { border: none; }

QLabel { color: $text; background: transparent; }
QLabel[kind="title"] { font-size: 14px; font-weight: 600; }
QLabel[kind="headline"] { font-size: 22px; font-weight: 600; }
QLabel[kind="section"] { color: $muted; font-size: 11px; font-weight: 700; }
QLabel[kind="muted"] { color: $muted; font-size: 12px; }
QLabel[kind="small"] { color: $text; font-size: 11px; }
QLabel[kind="warning"] { color: $warning; font-size: 12px; }
QLabel[kind="error"] { color: $error; font-size: 12px; }
QLabel[kind="pill"] { background: $raised; color: $text; border: 1px solid $border; border-radius: 9px;
    padding: 2px 10px; font-size: 12px; }
QLabel[kind="pill"][severity="warning"] { color: $warning; border-color: $warning; }

QLabel[kind="analysing"] { background: $accent; color: $on_accent; border-radius: 8px; padding: 6px 12px;
    font-weight: 600; }
QLabel[kind="figure"] { font-size: 26px; font-weight: 600; }
QFrame[kind="tile"] { background: $raised; border: 1px solid $border; border-radius: 10px; }

QLabel[kind="drop"] { background: rgba(14, 17, 22, 190); color: #f4f6fa; border: 2px dashed $accent;
    border-radius: 12px; font-size: 22px; font-weight: 600; }
QLabel[kind="toast"] { background: rgba(14, 17, 22, 215); color: #f4f6fa; border-radius: 14px; padding: 7px 18px;
    font-size: 14px; font-weight: 600; }

QPushButton, QToolButton { background: $raised; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 6px 12px; min-height: 18px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:checked { background: $hover; border-color: $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $surface; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $text; color: $window; }
QPushButton[kind="primary"]:disabled { background: $surface; color: $muted; border-color: $border; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="chip"] { background: transparent; border: 1px solid $border; border-radius: 11px; color: $muted;
    padding: 3px 10px; min-height: 16px; font-size: 12px; }
QPushButton[kind="chip"]:checked { background: $raised; color: $text; }
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 2px 9px; }
QPushButton[kind="record"] { background: transparent; border-radius: 11px; padding: 2px 10px; min-height: 18px;
    font-size: 12px; }
QPushButton[kind="record"]:hover { background: $hover; }
QPushButton[kind="record"]:focus { border: 2px solid $accent; padding: 1px 9px; }
QPushButton[kind="record"][recording="true"] { color: $error; border-color: $error; font-weight: 600; }
QPushButton[kind="stream"] { background: transparent; border: 1px solid $accent; border-radius: 11px; padding: 2px 10px;
    min-height: 18px; font-size: 12px; font-weight: 600; }
QPushButton[kind="stream"]:hover { background: $hover; }
QPushButton[kind="stream"]:focus { border: 2px solid $accent; padding: 1px 9px; }
QPushButton[kind="stream"][severity="warning"] { color: $warning; border-color: $warning; }
QPushButton[kind="small"] { padding: 3px 8px; min-height: 16px; font-size: 12px; border-radius: 6px; }
QPushButton[kind="small"]:focus { border: 2px solid $accent; padding: 2px 7px; }
QToolButton[kind="icon"] { background: transparent; border: 1px solid transparent; padding: 6px; border-radius: 8px; }
QToolButton[kind="icon"]:hover { background: $hover; }
QToolButton[kind="icon"]:focus { border: 2px solid $accent; padding: 5px; }

QComboBox, QLineEdit, QPlainTextEdit, QAbstractSpinBox { background: $raised; color: $text;
    border: 1px solid $border; border-radius: 8px; padding: 6px 10px; min-height: 18px;
    selection-background-color: $accent; selection-color: $on_accent; }
QComboBox:hover { background: $hover; }
QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus
    { border: 2px solid $accent; padding: 5px 9px; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; subcontrol-origin: border;
    border: none; }
QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled { color: $muted; background: $surface; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$icons/chevron-down.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $border; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent; outline: none; }

QTreeView { background: $surface; color: $text; border: 1px solid $border; border-radius: 8px; outline: none;
    selection-background-color: $hover; selection-color: $text; font-size: 12px; }
QTreeView:focus { border: 2px solid $accent; }
QTreeView::item { padding: 0 4px; border: none; }
QTreeView::item:selected { background: $hover; color: $text; }
QTreeView QLineEdit { padding: 0 4px; border-radius: 4px; min-height: 16px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; padding: 4px 8px; font-size: 12px; }
QProgressBar { background: $track; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QCheckBox, QRadioButton { color: $text; spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox:disabled { color: $muted; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 9px;
    background: $raised; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; background: $on_accent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 5px; background: $raised; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/tick.svg"); }
QCheckBox::indicator:disabled { border-color: $border; background: $surface; }
QCheckBox::indicator:checked:disabled { border-color: $muted; background: $muted; }

QSlider { min-height: 24px; border: 2px solid transparent; border-radius: 8px; }
QSlider:focus { border: 2px solid $accent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $track; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $accent; }
QSlider::handle:horizontal:hover { background: $text; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $muted; }

QTableWidget { background: $surface; color: $text; border: 1px solid $border; border-radius: 8px; font-size: 12px;
    selection-background-color: $raised; selection-color: $text; outline: none; }
QTableWidget:focus { border: 2px solid $accent; }
QTableWidget::item { padding: 2px 4px; border: none; }
QTableWidget::item:selected { background: $raised; color: $text; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: $muted; border: none; padding: 2px 4px; font-size: 11px; }

QListWidget, QTextBrowser { background: $surface; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 6px; selection-background-color: $raised; selection-color: $text; outline: none; }
QListWidget:focus, QTextBrowser:focus { border: 2px solid $accent; padding: 5px; }
QListWidget::item { padding: 2px 4px; border-radius: 6px; }
QListWidget::item:selected { background: $raised; color: $text; }
QListWidget::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 5px;
    background: $raised; }
QListWidget::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/tick.svg"); }
QListWidget::indicator:disabled { border-color: $border; }
QProgressBar { background: $track; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QMenuBar { background: $window; color: $text; padding: 4px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
    { background: none; border: none; width: 0; height: 0; }
""")


def stylesheet(colors: "Colors") -> str:
    fields = {name: value for name, value in asdict(colors).items() if isinstance(value, str)}
    return _SHEET.substitute(fields, icons=(paths.assets() / "icons").as_posix())
