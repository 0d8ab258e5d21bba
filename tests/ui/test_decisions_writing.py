"""Writing a decision: what is missing, the live paper, sources, jäv, and what is kept of half a word."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from krogkoll.decisions import Mode
from krogkoll.documents import text_of
from krogkoll.inspections import InspectionDraft

from .conftest import type_into
from .decision_scene import TEXTS, drafted, full, rest, stored


def codes(page):
    return [gap.code for gap in page.editor.gate.gaps]


def type_text(page, name, text):
    editor = page.editor.form.entries[name].editor
    editor.setFocus()
    type_into(editor, text)


def test_what_the_visit_knows_is_in_the_form_and_what_is_missing_in_the_band(beslut):
    _, page, _ = beslut()
    assert page.editor.form.entries["party_name"].raw == "Föreningen Bakfickan"
    assert page.editor.form.entries["docket_number"].raw == "RTJ-2026-0207"
    assert "reasons" in codes(page)
    assert not page.editor.foot.submit.isEnabled()
    assert page.editor.foot.reason.text() == "Går att göra klart när listan är tom."
    assert page.editor.foot.submit.accessibleDescription() == page.editor.foot.reason.text()


def test_what_is_typed_shows_on_the_paper_and_in_the_band_before_it_is_saved(qtbot, beslut):
    window, page, made = beslut()
    type_text(page, "proportionality", "Ett mildare krav räcker inte.")
    qtbot.waitUntil(lambda: "proportionality" not in codes(page), timeout=15_000)
    qtbot.waitUntil(lambda: "mildare krav räcker" in text_of(page.preview.shown_pdf or page.preview.pdf))
    assert stored(window, made).proportionality == ""


def test_leaving_a_section_writes_one_change_and_ctrl_s_too(qtbot, beslut):
    window, page, made = beslut()
    page.editor.form.show_section(1)
    type_text(page, "party_short", "föreningen")
    page.editor.form.show_section(4)
    qtbot.waitUntil(lambda: stored(window, made).party_short == "föreningen")
    type_text(page, "reasons", "Utgången var låst.")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: stored(window, made).reasons == ("Utgången var låst.",))
    rest(qtbot, window)
    assert window.session.workspace.drafts.load(f"decision:{made.id}") is None


def test_two_quick_saves_never_meet_each_other_as_a_conflict(qtbot, beslut):
    window, page, made = beslut()
    type_text(page, "party_short", "före")
    page.editor.saving.save()
    type_text(page, "party_short", "ningen")
    page.editor.saving.save()
    rest(qtbot, window)
    assert stored(window, made).party_short == "föreningen"
    assert "open-conflict" not in codes(page)


def test_half_a_word_is_there_again_after_the_window_was_killed(qtbot, beslut):
    def fill(workspace):
        made = drafted(workspace)
        workspace.drafts.save(f"decision:{made.id}", {"dissent": "Halvväg", "decision_maker": ["", "Chef"]}, made.id)
        return made

    window, page, made = beslut(fill)
    qtbot.waitUntil(lambda: page.editor.form.entries["dissent"].raw == "Halvväg")
    assert page.editor.kept.text == "Det du skrev senast är tillbaka."
    assert stored(window, made).dissent == ""
    page.editor.kept._acted()
    assert page.editor.form.entries["dissent"].raw == ""
    rest(qtbot, window)
    assert window.session.workspace.drafts.load(f"decision:{made.id}") is None


def test_the_overview_tells_in_the_words_of_the_form_what_was_typed(qtbot, beslut):
    from ui.describers import describers
    from ui.drafts import unfinished

    window, page, _ = beslut()
    type_text(page, "dissent", "Halvväg")
    page.editor.saving.settle()
    rest(qtbot, window)
    (told,) = unfinished(window.session.workspace, describers())
    assert (told.described.page, told.described.form) == ("decisions", "Föreläggande att inte använda lokal")
    assert [(one.label, one.typed) for one in told.described.differences] == [("Avvikande mening", "Halvväg")]


def test_a_day_that_cannot_be_read_is_said_under_its_field_and_never_stored(qtbot, beslut):
    window, page, made = beslut()
    entry = page.editor.form.entries["decided_on"]
    entry.raw = "i morgon"
    page.editor.saving.save()
    rest(qtbot, window)
    assert entry.field.problem == "Skriv dagen som 2026-11-25."
    assert stored(window, made).decided_on == made.decided_on


def test_a_number_out_of_range_is_refused_at_its_field(qtbot, beslut):
    window, page, made = beslut()
    page.editor.form.entries["mode"].editor.setCurrentIndex(2)
    page.editor.form.entries["max_persons"].raw = "999999"
    page.editor.saving.save()
    rest(qtbot, window)
    assert page.editor.form.entries["max_persons"].field.problem == "Talet är inte möjligt. Kontrollera det."
    assert stored(window, made).max_persons is None
    page.editor.form.entries["max_persons"].raw = "50"
    page.editor.saving.save()
    rest(qtbot, window)
    assert (stored(window, made).mode, stored(window, made).max_persons) == (Mode.MAX_PERSONS, 50)


def test_a_chip_puts_its_sentence_in_the_reasons_and_then_says_that_it_is_there(qtbot, beslut):
    _, page, _ = beslut()
    assert [chip.toolTip() for chip in page.editor.form.facts.chips] == list(TEXTS)
    page.editor.form.facts.chips[0].click()
    assert page.editor.form.entries["reasons"].raw == TEXTS[0]
    qtbot.waitUntil(lambda: page.editor.form.facts.chips[0].accessibleName().endswith("finns i texten"))


def test_ctrl_j_walks_through_what_is_missing_and_alt_and_a_figure_to_a_section(qtbot, beslut):
    window, page, _ = beslut()
    page.editor.form.show_section(4)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    first = page.editor.gate.gaps[0].field
    qtbot.waitUntil(lambda: window.focusWidget() is page.editor.form.entries[first].editor)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.editor.form.sections["service"].isAncestorOf(window.focusWidget()))


def test_every_missing_thing_of_a_fresh_draft_leads_somewhere(beslut):
    _, page, _ = beslut()
    for gap in page.editor.gate.gaps:
        assert page.editor.form.show_field(gap.field), gap


def test_a_changed_source_shows_both_values_and_one_press_takes_the_new(qtbot, beslut):
    def fill(workspace):
        made = drafted(workspace)
        visit = workspace.inspections.reopen(workspace.inspections.visit(made.inspection_id).inspection, "Rättat namn.")
        draft = InspectionDraft(**{name: getattr(visit, name) for name in InspectionDraft.__dataclass_fields__})
        changed = workspace.inspections.edit(visit, replace(draft, operator_name="Föreningen Nya Bakfickan"))
        workspace.inspections.close(changed)
        return made

    window, page, made = beslut(fill)
    band = page.editor.form.sources
    assert [one.name for one in band.shown] == ["party_name"]
    assert stored(window, made).party_name == "Föreningen Bakfickan"
    band.buttons["party_name"].click()
    qtbot.waitUntil(lambda: page.editor.form.entries["party_name"].raw == "Föreningen Nya Bakfickan")
    qtbot.waitUntil(lambda: not band.isVisible())


def test_everybody_answers_about_jav_and_a_colleague_is_put_down_on_the_way(qtbot, beslut):
    window, page, made = beslut()
    page.editor.acts.ask_colleague()
    dialog = QApplication.activeModalWidget()
    dialog.name.setText("Helena Strand")
    dialog.act.click()
    qtbot.waitUntil(lambda: page.editor.form.people.people["decision_maker"].choice.currentText() == "Helena Strand")
    page.editor.saving.save()
    rest(qtbot, window)
    for name in ("Johan Ek", "Helena Strand"):
        page.editor.form.people.conflicts.buttons[name].click()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        dialog.act.click()
        assert dialog.problem.text() == "Välj ett av svaren."
        dialog.answer.value = False
        dialog.act.click()
        qtbot.waitUntil(lambda who=name: stored(window, made).declared(who) is False)
        rest(qtbot, window)
    assert "conflict-undeclared" not in codes(page)


def test_a_paper_that_cannot_be_made_leaves_the_last_one_and_says_that_it_is_old(qtbot, beslut, monkeypatch):
    window, page, _ = beslut()
    qtbot.waitUntil(lambda: page.preview.pages > 0)
    before, desk = page.preview.shown_pdf, window.session.workspace.decision_desk
    with monkeypatch.context() as broken:

        def fails(*_):
            raise OSError

        broken.setattr(desk, "preview", fails)
        type_text(page, "dissent", "x")
        qtbot.waitUntil(page.preview.banner.isVisible)
    assert page.preview.banner.text == "Förhandsvisningen är äldre än texten."
    assert page.preview.shown_pdf == before
    page.preview.again.emit()
    qtbot.waitUntil(lambda: not page.preview.banner.isVisible() and page.preview.shown_pdf != before)


def test_the_paper_keeps_its_place_when_it_is_drawn_anew(qtbot, beslut):
    window, page, _ = beslut(full)
    qtbot.waitUntil(lambda: page.preview.pages > 1)
    rest(qtbot, window)
    page.preview.turn(1)
    assert page.preview.scroller.verticalScrollBar().value() > 0
    page.preview.scroller.verticalScrollBar().setValue(300)
    place, before = 300, page.preview.shown_pdf
    type_text(page, "dissent", "Skiljaktig")
    qtbot.waitUntil(lambda: page.preview.shown_pdf != before, timeout=15_000)
    assert page.preview.scroller.verticalScrollBar().value() == place


def test_a_phrase_is_read_whole_and_put_where_the_caret_was(qtbot, beslut):
    _, page, _ = beslut()
    entry = page.editor.form.entries["proportionality"]
    entry.raw = "Först."
    page.editor.form.sections["reasons"].wanted_phrase.emit("proportionality")
    dialog = QApplication.activeModalWidget()
    assert dialog.buttons
    entry.editor.moveCursor(entry.editor.textCursor().MoveOperation.End)
    dialog.buttons[0].click()
    assert entry.raw.startswith("Först. ")
    assert "{" not in entry.raw
    assert len(entry.raw) > 30


def test_f6_walks_from_list_to_editor_to_paper_and_on(qtbot, beslut):
    window, page, _ = beslut()
    window.commands["filter"].trigger()
    qtbot.waitUntil(lambda: page.queue.isAncestorOf(window.focusWidget()))
    for part in (page.editor, page.preview):
        window.commands["pane"].trigger()
        assert part.isAncestorOf(window.focusWidget())
    window.commands["pane"].trigger()
    assert not page.isAncestorOf(window.focusWidget())
