"""The page before the first camera, the list of files and its deletion, the model cards: all in the real window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from ferdesk.core import paths
from ferdesk.core.card import MIDDLE, Card, Confusion, read_cards
from ferdesk.core.errors import ModelError
from ferdesk.core.types import SourceState
from ferdesk.engine.library import Library
from ferdesk.session import ledger
from ferdesk.ui.card_page import card_html
from ferdesk.ui.desk import Start
from ferdesk.ui.emotions import emotion_word
from ferdesk.ui.panels.sources import DEMO
from ferdesk.ui.settings import Settings
from tests.ui.conftest import Rig
from tests.ui.fakes import CAMERA_PLAYS, FILE_PLAYS

MakeRig = Callable[..., Rig]
FIRST = Start(greets=True)


def finish_jobs(rig: Rig) -> None:
    rig.tick()
    rig.tick()


def test_no_camera_is_opened_before_the_page_was_read(make_rig: MakeRig) -> None:
    rig = make_rig()
    rig.begin(FIRST)
    finish_jobs(rig)
    page = rig.desk.privacy.welcome
    assert page is not None
    assert page.isVisible()
    assert rig.pipeline.asked("open_source") == []
    page.camera.click()
    rig.tick()
    finish_jobs(rig)
    assert rig.pipeline.asked("open_source") == [rig.cameras[0].address]
    assert rig.desk.preferences.now.welcomed


@pytest.mark.parametrize("how", ["demo", "escape"])
def test_who_does_not_agree_sees_the_demo_and_is_asked_again(make_rig: MakeRig, how: str) -> None:
    rig = make_rig()
    rig.begin(FIRST)
    page = rig.desk.privacy.welcome
    assert page is not None
    page.demo.click() if how == "demo" else page.reject()
    finish_jobs(rig)
    assert rig.pipeline.asked("open_source") == [DEMO]
    assert not rig.desk.preferences.now.welcomed


def test_the_page_comes_once(make_rig: MakeRig) -> None:
    rig = make_rig(Settings(welcomed=True))
    rig.begin(FIRST)
    assert rig.desk.privacy.welcome is None


def test_a_named_source_opens_at_once(make_rig: MakeRig) -> None:
    rig = make_rig()
    rig.begin(replace(FIRST, source="clip.mkv"))
    assert rig.pipeline.asked("open_source") == ["clip.mkv"]
    assert rig.desk.privacy.welcome is not None
    assert not rig.desk.privacy.welcome.demo.isVisible()


@pytest.mark.parametrize("how", ["continue", "escape"])
@pytest.mark.parametrize("state", [SourceState.PLAYING, SourceState.ENDED])
def test_a_clip_that_played_behind_the_page_begins_again(make_rig: MakeRig, state: SourceState, how: str) -> None:
    rig = make_rig()
    rig.begin(replace(FIRST, source="clip.mkv"))
    rig.tell(replace(FILE_PLAYS, state=state))
    page = rig.desk.privacy.welcome
    assert page is not None
    page.camera.click() if how == "continue" else page.reject()
    rig.tick()
    assert (rig.pipeline.asked("seek"), rig.pipeline.asked("pause")) == ([0.0], [False])


def test_a_camera_that_was_seen_behind_the_page_goes_on(make_rig: MakeRig) -> None:
    rig = make_rig()
    rig.begin(replace(FIRST, source="camera:0"))
    rig.tell(CAMERA_PLAYS)
    assert rig.desk.privacy.welcome is not None
    rig.desk.privacy.welcome.camera.click()
    rig.tick()
    assert rig.pipeline.asked("seek") == rig.pipeline.asked("pause") == []


def test_files_are_listed_and_deleted_after_a_question(rig: Rig, tmp_path: Path) -> None:
    table = tmp_path / "scores.csv"
    table.write_text("frame\n")
    ledger.note(table, "Table of scores")
    rig.desk.window.commands["privacy"].trigger()
    finish_jobs(rig)
    page = rig.desk.privacy.page
    assert page is not None
    shown = {page.table.model().index(row, 0).data() for row in range(page.table.rowCount())}
    assert {str(table), str(paths.ledger_file())} <= shown
    page.delete.click()
    question = rig.desk.privacy.question
    assert question is not None
    assert table.exists()
    next(button for button in question.buttons() if button.text() == "Delete all").click()
    finish_jobs(rig)
    finish_jobs(rig)
    assert not table.exists()
    assert page.table.rowCount() == 0
    assert not page.delete.isEnabled()
    assert any("files were deleted" in text for text in rig.desk.window.banner.texts)
    page.close()


def test_cancel_deletes_nothing(rig: Rig, tmp_path: Path) -> None:
    table = tmp_path / "scores.csv"
    table.write_text("frame\n")
    ledger.note(table, "Table of scores")
    rig.desk.window.commands["privacy"].trigger()
    finish_jobs(rig)
    page = rig.desk.privacy.page
    assert page is not None
    page.delete.click()
    question = rig.desk.privacy.question
    assert question is not None
    question.button(QMessageBox.StandardButton.Cancel).click()
    finish_jobs(rig)
    assert table.exists()
    page.close()


def test_no_settings_are_written_after_deletion(rig: Rig) -> None:
    rig.desk.privacy.delete_all()
    finish_jobs(rig)
    rig.desk.window.close()
    assert not rig.settings_path.exists()


def test_every_shipped_model_has_a_card_for_its_very_file(rig: Rig) -> None:
    cards = read_cards(paths.shipped_models())
    for entry in Library().entries():
        assert entry.spec is not None
        card = cards[entry.name]
        assert card.sha256 == entry.sha256, "python -m training report --cards --runs docs/studies/runs"
        assert set(card.found) == set(entry.spec.labels)
        html = card_html(entry.spec, card)
        worst = card.confusions[0]
        assert f"the faces that show {emotion_word(worst.shown)} are called {emotion_word(worst.said)}" in html
        assert "Not tested: whether it errs more on some people" in html
        assert MIDDLE in card.maps, "python -m training faithfulness"
        assert "Not measured for this file." not in html
        words = card.maps[MIDDLE]
        assert all(word in html for word in words)
        assert bool(card.caution) == ("worse" in words) == ("do not read them closely" in html)


def test_the_cards_open_and_follow_the_list(rig: Rig) -> None:
    rig.desk.window.commands["cards"].trigger()
    finish_jobs(rig)
    page = rig.desk.privacy.cards
    assert page is not None
    assert page.list.count() == 1
    assert "Level-1 CNN" in page.text.toPlainText()
    assert "Not measured for this file" in page.text.toPlainText()
    page.close()


def test_classes_with_few_faces_are_pointed_out(rig: Rig) -> None:
    entry = rig.library.entries()[0]
    assert entry.spec is not None
    card = Card("", {"disgust": (0.2, 55), "happy": (0.9, 879)}, (Confusion("disgust", "angry", 0.4),), {}, {}, "")
    html = card_html(entry.spec, card)
    assert "of 55 faces, too few to rely on" in html
    assert "of 879 faces<" in html


def test_damaged_cards_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "cards.json").write_text('{"a": {"sha256": 1}}')
    with pytest.raises(ModelError, match=r"cards\.json cannot be read"):
        read_cards(tmp_path)
    assert read_cards(tmp_path / "none") == {}
