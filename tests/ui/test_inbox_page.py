"""The inbox: everything that waits is there once, each can be done, nothing that was typed is lost."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from krogkoll.security import Role
from tests.agenda.filling import fill
from tests.ui.inbox_room import choose, deed, keys, opened
from ui.inbox.pick_dialog import Choice, PickDialog
from ui.reason_dialog import ReasonDialog


@pytest.fixture
def inbox(qtbot, window_of):
    return partial(opened, qtbot, window_of)


def modal(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def headings(page):
    return [one.title for one in page.list.lines.lines if not one.key]


def test_every_group_has_its_heading_in_order_and_the_badge_counts_it(qtbot, inbox):
    window, page = inbox()
    assert headings(page) == [
        "Påbörjat, inte sparat",
        "Nya tips",
        "Snabbanteckningar",
        "Pågående besök",
        "Protokoll att underteckna",
        "Från andra myndigheter",
        "Att göra i tid",
    ]
    assert page.said.text() == "10 väntar · 1 påbörjat"
    qtbot.waitUntil(lambda: window.shell.rail._items["inbox"].accessibleName() == "Inkommet, 10")


def test_an_empty_inbox_says_so(qtbot, inbox):
    _, page = inbox(filling=None)
    assert page.none.isVisible()
    assert page.said.text() == "Allt är gjort"


def test_a_tip_is_graded_and_placed_and_the_next_one_comes_up(qtbot, inbox):
    window, page = inbox()
    tip, after = keys(page, "tip")[1:3]
    choose(qtbot, page, tip)
    card = page.detail.assess
    assert not card.save_button.isEnabled()
    assert card.said.text() == "Välj alla tre delarna av bedömningen."
    for choice in (card.source, card.information, card.handling):
        choice.setCurrentIndex(1)
    assert card.said.text() == "Utan objekt väntar tipset kvar här."
    workspace = window.session.workspace
    place = workspace.venues.page([1])[0]
    card.use_place(Choice(place.id, place.name, ""))
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: tip not in keys(page, "tip"))
    qtbot.waitUntil(lambda: page.where() == after)
    assert workspace.tips.tip(tip.removeprefix("tip/")).venue_id == place.id


def test_a_tip_spread_on_conditions_asks_for_them(qtbot, inbox):
    _, page = inbox()
    choose(qtbot, page, keys(page, "tip")[0])
    card = page.detail.assess
    qtbot.waitUntil(card.isVisible)
    assert not card.conditions.isVisible()
    for choice, index in ((card.source, 1), (card.information, 1), (card.handling, 2)):
        choice.setCurrentIndex(index)
    assert card.conditions.isVisible()
    card.save()
    assert card._conditions.problem == "Skriv vilka villkor som gäller."


def test_setting_a_tip_aside_needs_a_reason(qtbot, inbox):
    window, page = inbox()
    tip = keys(page, "tip")[0]
    choose(qtbot, page, tip)
    deed(qtbot, page, "Lägg utan åtgärd …")
    dialog = modal(qtbot, ReasonDialog)
    dialog.act.click()
    assert dialog.field.problem == "Skriv varför, med några ord."
    dialog.edit.setPlainText("Samma kväll som förra tipset.")
    dialog.act.click()
    qtbot.waitUntil(lambda: tip not in keys(page, "tip"))
    stored = window.session.workspace.tips.tip(tip.removeprefix("tip/"))
    assert stored.status_reason == "Samma kväll som förra tipset."


def test_a_note_is_filed_at_a_place_by_a_few_letters(qtbot, inbox):
    window, page = inbox()
    note = keys(page, "note")[0]
    choose(qtbot, page, note)
    deed(qtbot, page, "Lägg till objekt …")
    dialog = modal(qtbot, PickDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 4)
    dialog.field.setText("pollar")
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: keys(page, "note") == [])
    assert window.shell.speaker._toast.text == "Lagd till Lokal 7"


def test_enter_never_takes_what_an_older_search_found(qtbot, inbox):
    _, page = inbox()
    choose(qtbot, page, keys(page, "note")[0])
    deed(qtbot, page, "Lägg till objekt …")
    dialog = modal(qtbot, PickDialog)
    taken = []
    dialog._chosen = taken.append
    qtbot.waitUntil(lambda: dialog.list.count() > 1)
    dialog.field.setText("pollar")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not taken
    qtbot.waitUntil(lambda: bool(taken))
    assert [one.title for one in taken] == ["Lokal 7"]


def test_a_search_without_hit_offers_nothing_to_choose(qtbot, inbox):
    _, page = inbox()
    choose(qtbot, page, keys(page, "note")[0])
    deed(qtbot, page, "Lägg i ärende …")
    dialog = modal(qtbot, PickDialog)
    qtbot.waitUntil(dialog.act.isEnabled)
    dialog.field.setText("finns inte")
    qtbot.waitUntil(dialog.none.isVisible)
    assert not dialog.act.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_note_becomes_an_official_note_of_a_case(qtbot, inbox):
    window, page = inbox()
    choose(qtbot, page, keys(page, "note")[0])
    deed(qtbot, page, "Lägg i ärende …")
    dialog = modal(qtbot, PickDialog)
    qtbot.waitUntil(dialog.act.isEnabled)
    dialog.act.click()
    qtbot.waitUntil(lambda: keys(page, "note") == [])
    workspace = window.session.workspace
    notes = workspace.desk.notes_of(workspace.cases.open_cases()[0].id)
    assert [one.text for one in notes] == ["Två vakter i dörren, ny skylt vid sidan om. Fråga fastighetsägaren."]


def test_a_note_becomes_a_tip_that_waits_to_be_graded(qtbot, inbox):
    _, page = inbox()
    choose(qtbot, page, keys(page, "note")[0])
    deed(qtbot, page, "Gör till tips")
    qtbot.waitUntil(lambda: len(keys(page, "tip")) == 4)
    assert keys(page, "note") == []


def test_a_task_is_done_with_one_click(qtbot, inbox):
    _, page = inbox()
    task = keys(page, "deadline")[0]
    choose(qtbot, page, task)
    deed(qtbot, page, "Markera som klar")
    qtbot.waitUntil(lambda: task not in keys(page, "deadline"))


def test_a_commit_elsewhere_leaves_a_half_made_assessment_alone(qtbot, inbox):
    window, page = inbox()
    choose(qtbot, page, keys(page, "tip")[1])
    page.detail.assess.source.setCurrentIndex(2)
    before = page.detail.assess
    from krogkoll.cases import QuickNoteDraft

    window.session.workspace.notes.write(QuickNoteDraft(text="Ny."))
    qtbot.waitUntil(lambda: len(keys(page, "note")) == 2)
    assert page.detail.assess is before
    assert before.source.currentIndex() == 2


def test_what_was_typed_in_a_form_is_told_field_by_field_and_taken_up_again(qtbot, inbox):
    window, page = inbox()
    draft = keys(page, "draft")[0]
    choose(qtbot, page, draft)
    told = page.detail.draft.described
    assert (told.form, told.title) == ("Ändrat objekt", "Källaren Bakfickan")
    assert [one.label for one in told.differences] == ["När det är öppet", "Anteckningar"]
    deed(qtbot, page, "Fortsätt skriva")
    form = window.shell.pages["venues"].form
    qtbot.waitUntil(form.isVisible)
    qtbot.waitUntil(lambda: form.inputs["opening_pattern"].raw == "fredagar 23–04")


def test_keeping_both_saves_the_words_as_a_note_and_the_draft_is_gone(qtbot, inbox):
    window, page = inbox()
    choose(qtbot, page, keys(page, "draft")[0])
    deed(qtbot, page, "Behåll båda")
    qtbot.waitUntil(lambda: keys(page, "draft") == [] and len(keys(page, "note")) == 2)
    texts = [note.text for note in window.session.workspace.notes.unfiled()]
    assert any("Ingången från gården används efter midnatt." in text for text in texts)


def test_a_draft_that_was_thrown_away_comes_back_by_the_toast(qtbot, inbox):
    window, page = inbox()
    draft = keys(page, "draft")[0]
    choose(qtbot, page, draft)
    deed(qtbot, page, "Kasta utkastet")
    qtbot.waitUntil(lambda: keys(page, "draft") == [])
    window.shell.speaker._toast._button.click()
    qtbot.waitUntil(lambda: keys(page, "draft") == [draft])


def test_a_draft_of_an_unknown_form_is_told_word_by_word(qtbot, inbox):
    def filling(workspace):
        workspace.drafts.save("framtida:ny", {"fält": {"text": "Bevara det här åt mig."}, "tal": 3})

    _, page = inbox(filling=filling)
    choose(qtbot, page, "draft/framtida:ny")
    assert [one.typed for one in page.detail.draft.described.differences] == ["Bevara det här åt mig."]
    deed(qtbot, page, "Behåll båda")
    qtbot.waitUntil(lambda: len(keys(page, "note")) == 1)


def test_a_role_that_may_not_read_tips_sees_none(qtbot, inbox):
    def filling(workspace):
        import dataclasses

        own = workspace.actor
        workspace.store.act_as(dataclasses.replace(own, role=Role.MUNICIPAL_INSPECTOR))
        fill(workspace)
        workspace.store.act_as(own)

    _, page = inbox(Role.DECISION_MAKER, filling)
    assert "Nya tips" not in headings(page)
    assert "Att göra i tid" in headings(page)


def test_figures_open_the_pages_of_the_rail_and_f6_walks_the_parts(qtbot, window_of):
    window = window_of(3)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.where()[0] == "inbox"
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.where()[0] == "venues"
    status = window.shell.status
    # Since when nothing is copied is read after the shell stands.
    qtbot.waitUntil(lambda: any(one.isVisibleTo(status) for one in status.findChildren(QAbstractButton)))
    seen = []
    for _ in range(4):
        window.commands["pane"].trigger()
        parts = {"bar": window.shell.bar, "rail": window.shell.rail, "status": window.shell.status}
        now = QApplication.focusWidget()
        seen.append(next((name for name, part in parts.items() if part.isAncestorOf(now)), "page"))
    assert sorted(seen) == ["bar", "page", "rail", "status"]


def test_enter_in_the_list_goes_to_what_is_shown_beside(qtbot, inbox):
    _, page = inbox()
    page.list.setFocus()
    QApplication.sendEvent(
        page.list, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    )
    assert not page.list.hasFocus()
