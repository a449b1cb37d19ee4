"""The fairness check in the window: pictures and models chosen, progress, figures, saving, and an end at any moment."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from ferdesk.core import paths
from ferdesk.core.errors import SourceError
from ferdesk.core.group_check import Checked, GroupRequest
from ferdesk.core.groups import Sample, by_group
from ferdesk.core.labels import FER2013
from ferdesk.session import ledger
from ferdesk.ui.engine import ShippedEngine
from ferdesk.ui.fairness_page import FairnessPage
from ferdesk.ui.group_checks import ShippedGroups
from tests.ui.conftest import Rig
from tests.ui.fakes import LEVEL1_RUNS, entry

TABLE = "/pictures/groups.csv"


def checked() -> Checked:
    rows = [Sample("old", "happy", "happy")] * 160 + [Sample("old", "happy", "sad")] * 40
    rows += [Sample("young", "happy", "happy")] * 188 + [Sample("young", "happy", "sad")] * 12
    rows += [Sample("few", "sad", "sad")] * 9
    found = by_group("level1", FER2013, rows)
    return Checked(GroupRequest(Path(TABLE), ("level1",)), 409, (found,), ("0" * 64,), ("One picture is damaged.",))


@pytest.fixture
def page(rig: Rig) -> FairnessPage:
    """The page, with a table chosen and one model in use."""
    rig.library.listed = (*rig.library.listed, entry("hog", "HOG"))
    rig.groups.found = checked()
    rig.tell(LEVEL1_RUNS)
    rig.desk.window.commands["fairness"].trigger()
    rig.tick()
    opened = rig.desk.fairness.page
    assert opened is not None
    assert opened.isVisible()
    rig.desk.fairness.choose(TABLE)
    return opened


def ticks(rig: Rig, count: int) -> None:
    for _ in range(count):
        rig.tick()


def test_nothing_starts_before_pictures_and_a_model_are_chosen(rig: Rig) -> None:
    rig.tell(LEVEL1_RUNS)
    rig.desk.window.commands["fairness"].trigger()
    rig.tick()
    page = rig.desk.fairness.page
    assert page is not None
    assert [page.models.item(row).text() for row in range(page.models.count())] == ["Level-1 CNN"]
    assert page.ticked() == ("level1",)
    assert not page.start.isEnabled()
    rig.desk.fairness.choose(TABLE)
    assert page.start.isEnabled()
    page.models.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not page.start.isEnabled()


def test_figures_come_after_the_last_picture(rig: Rig, page: FairnessPage) -> None:
    page.crops.setChecked(True)
    rig.groups.total = 3
    page.start.click()
    rig.tick()
    assert rig.groups.asked == [GroupRequest(Path(TABLE), ("level1",), crops=True)]
    assert (page.bar.value(), page.bar.maximum()) == (0, 3)
    assert page.start.text() == "Stop"
    assert not page.table.isEnabled()
    rig.tick()
    assert page.state.text() == "1 of 3 pictures"
    assert not page.save.isEnabled()
    ticks(rig, 2)
    text = page.text.toPlainText()
    assert "80.0 %" in text
    assert "few: 9 pictures are too few to say anything." in text
    assert "old minus young: -14.0 points of accuracy" in text
    assert "not a verdict" in text
    assert "One picture is damaged." in text
    assert page.start.text() == "Start"
    assert page.save.isEnabled()


def test_a_check_can_be_stopped_and_started_again(rig: Rig, page: FairnessPage) -> None:
    page.start.click()
    rig.tick()
    page.start.click()
    ticks(rig, 4)
    assert rig.groups.ended == 1
    assert page.state.text() == "The check was stopped."
    assert page.text.toPlainText() == ""
    page.start.click()
    ticks(rig, 4)
    assert rig.desk.fairness.checked is rig.groups.found


@pytest.mark.parametrize("how", ["page", "window"])
def test_closing_ends_the_check(rig: Rig, page: FairnessPage, how: str) -> None:
    page.start.click()
    rig.tick()
    (page if how == "page" else rig.desk.window).close()
    if how == "page":
        rig.tick()
        assert rig.desk.fairness.page is None
        rig.desk.window.commands["fairness"].trigger()
        rig.tick()
        assert rig.desk.fairness.page is not None
    assert rig.groups.ended == 1


def test_what_is_wrong_is_said_in_the_page(rig: Rig, page: FairnessPage) -> None:
    rig.groups.refusal = SourceError("groups.csv holds no pictures. It needs a line for each one.")
    page.start.click()
    ticks(rig, 2)
    assert page.state.text() == str(rig.groups.refusal)
    assert page.start.isEnabled()
    assert page.start.text() == "Start"


@pytest.mark.parametrize("name", ["report.html", "table.csv"])
def test_figures_are_saved_where_the_user_says(rig: Rig, page: FairnessPage, tmp_path: Path, name: str) -> None:
    page.start.click()
    ticks(rig, 4)
    page.save.click()
    dialog = rig.desk.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.close()
    rig.tick()
    assert [path for _, path in rig.groups.saved] == [tmp_path / name]
    assert page.state.text() == f"Saved as {tmp_path / name}."
    assert rig.desk.preferences.now.folder == str(tmp_path)


def test_everything_is_reached_by_keys(page: FairnessPage) -> None:
    reached = set()
    page.table.setFocus()
    for _ in range(12):
        reached.add(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert {page.table, page.folder, page.crops, page.models, page.start, page.text} <= reached
    for widget in reached:
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_the_real_engine_behind_the_page(rig: Rig, page: FairnessPage, tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    rows = ["path,label,group"]
    for number in range(6):
        cv2.imwrite(str(tmp_path / f"{number}.png"), random.integers(0, 256, (48, 48), dtype=np.uint8))
        rows.append(f"{number}.png,happy,{'ab'[number % 2]}")
    (tmp_path / "groups.csv").write_text("\n".join(rows))
    groups = ShippedGroups(ShippedEngine(rig.jobs, loop=False))
    rig.desk.fairness._groups = groups
    rig.desk.fairness.choose(str(tmp_path))
    page.models.item(0).setData(Qt.ItemDataRole.UserRole, "hog-svm")
    page.crops.setChecked(True)
    page.start.click()
    ticks(rig, 10)
    found = rig.desk.fairness.checked
    assert found is not None
    assert [group.found.total for group in found.models[0].groups] == [3, 3]
    assert "hog-svm" in page.text.toPlainText()
    rig.desk.fairness.save(str(tmp_path / "report.html"))
    rig.tick()
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert tmp_path / "report.html" in [file.path for file in ledger.written()]
    assert paths.ledger_file().is_file()
