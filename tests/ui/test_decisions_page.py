"""The page Beslut: writing, what is missing, the live paper, sources, jäv, signing, and what is kept of half a word."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from krogkoll.decisions import Mode, State
from krogkoll.documents import text_of
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.inspections import InspectionDraft
from krogkoll.security import FLOOR_COST, MemoryKeyStore, Role
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened
from ui.decisions.tour import states
from ui.theme import DENSITIES

from .conftest import PASSPHRASE, type_into
from .decision_scene import TEXTS, boss, closed_visit, drafted, full
from .test_every_screen import check


@pytest.fixture
def fire_window(tmp_path, clock, show):
    """A window of the fire authority, let in; `fill` makes what is in it. Practice, so that anybody can sign."""

    def make(fill=None, role=Role.FIRE_INSPECTOR):
        folder = tmp_path / "arbetsyta"
        new = NewWorkspace(name="Johan Ek", role=Role.FIRE_INSPECTOR, authority="rtj.landskrona", practice=True)
        workspace, _ = create_workspace(folder, new, PASSPHRASE, clock=clock, cost=FLOOR_COST)
        made = fill(workspace) if fill is not None else None
        workspace.store.act_as(replace(workspace.actor, role=role))
        gate = FolderGate(folder, practice=True, clock=clock, key_store=MemoryKeyStore(), cost=FLOOR_COST)
        window = show(gate)
        window.session.let_in(Opened(workspace))
        return window, made

    return make


@pytest.fixture
def beslut(qtbot, fire_window):
    """The page with what `fill` made open; gives window, page and the decision."""

    def make(fill=drafted, **more):
        window, made = fire_window(fill, **more)
        window.resize(1366, 768)
        window.shell.go("decisions", "")
        page = window.shell.pages["decisions"]
        qtbot.waitUntil(lambda: page.decisions is not None or not page.may_read)
        rest(qtbot, window)
        return window, page, made

    return make


def rest(qtbot, window):
    qtbot.waitUntil(lambda: window.session.jobs.idle, timeout=15_000)


def stored(window, decision):
    return window.session.workspace.decisions.decision(decision.id)


def codes(page):
    return [gap.code for gap in page.editor.gate.gaps]


def type_text(page, name, text):
    editor = page.editor.form.entries[name].editor
    editor.setFocus()
    type_into(editor, text)


def test_without_decisions_the_page_says_how_the_first_is_made(qtbot, beslut):
    _, page, _ = beslut(fill=None)
    assert page.empty.isVisible()
    page.empty.button.click()
    qtbot.waitUntil(page.start.isVisible)


def test_who_may_not_read_decisions_is_told_so(beslut):
    _, page, _ = beslut(fill=None, role=Role.UNIT_ADMIN)
    assert page.deeds() == {}
    assert not page.queue.isVisible()


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


def test_a_full_draft_is_made_ready_and_signed_as_presenter(qtbot, beslut):
    window, page, made = beslut(full)
    qtbot.waitUntil(page.editor.foot.submit.isEnabled)
    assert page.editor.gate.title.text() == "Klart för underskrift"
    page.editor.ready()
    qtbot.waitUntil(lambda: page.editor.reading.decision.state is State.READY, timeout=15_000)
    qtbot.waitUntil(lambda: page.preview.shown_pdf == window.session.workspace.decisions.read(made.id).pdf)
    assert page.editor.summary.isVisible()
    assert not page.editor.form.isVisible()


def test_what_is_ready_is_taken_back_with_a_reason_and_can_be_discarded(qtbot, beslut):
    window, page, made = beslut(full)
    window.session.workspace.decisions.submit(stored(window, made))
    qtbot.waitUntil(lambda: page.editor.reading.decision.state is State.READY)
    page.editor.foot.back.click()
    dialog = QApplication.activeModalWidget()
    dialog.act.click()
    assert dialog.field.problem == "Skriv varför, med några ord."
    dialog.edit.setPlainText("Fel adress.")
    dialog.act.click()
    qtbot.waitUntil(lambda: page.editor.reading.decision.state is State.DRAFT and page.editor.form.isVisible())
    page.editor.acts.ask_discard(page.editor.reading.decision)
    dialog = QApplication.activeModalWidget()
    dialog.edit.setPlainText("Ärendet togs över.")
    dialog.act.click()
    qtbot.waitUntil(lambda: page.editor.reading.decision.state is State.DISCARDED)
    assert "Ärendet togs över." in page.editor.summary.told.text()


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
    _, page, _ = beslut(full)
    qtbot.waitUntil(lambda: page.preview.pages > 1)
    page.preview.turn(1)
    place, before = page.preview.scroller.verticalScrollBar().value(), page.preview.shown_pdf
    assert place > 0
    type_text(page, "dissent", "Skiljaktig")
    qtbot.waitUntil(lambda: page.preview.shown_pdf != before, timeout=15_000)
    assert page.preview.scroller.verticalScrollBar().value() == place


def test_a_new_one_from_a_visit_offers_the_own_types_and_names_the_refused(qtbot, beslut):
    window, page, visit = beslut(closed_visit)
    window.shell.go("decisions", f"new//{visit.id}")
    qtbot.waitUntil(lambda: page.start.offered is not None)
    assert "LSO-NYTTJ" in [one.type_code for one in page.start.offered.offers]
    assert not [one for one in page.start.offered.offers if one.type_code.startswith("AL-")]
    assert page.start.offered.refused
    page.start.begin("LSO-NYTTJ")
    qtbot.waitUntil(lambda: page.editor.isVisible() and page.editor.reading is not None)
    assert page.where() == page.editor.reading.decision.id


def test_a_new_one_of_a_known_type_is_begun_at_once(qtbot, beslut):
    window, page, visit = beslut(closed_visit)
    window.shell.go("decisions", f"new/LSO-NYTTJ/{visit.id}")
    qtbot.waitUntil(lambda: page.editor.reading is not None and page.editor.isVisible())
    assert page.editor.reading.decision.inspection_id == visit.id


def test_the_filter_finds_by_party_type_and_docket_number(beslut):
    def two(workspace):
        one = drafted(workspace)
        workspace.decisions.edit(one, replace(one, party_name="Hamnkrogen AB"))
        return drafted(workspace)

    _, page, _ = beslut(two)
    model = page.queue.list.rows
    assert model.rowCount() == 3
    page.queue.search.setText("hamnkrogen")
    assert model.rowCount() == 2
    page.queue.search.setText("finns inte")
    assert page.queue.none.isVisible()


def test_under_the_full_width_the_list_is_a_drawer(qtbot, beslut):
    window, page, _ = beslut()
    assert page.queue.isVisible()
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: not page.queue.isVisible())
    assert page.preview.isVisible()
    page.editor.head.queue_button.click()
    assert page.queue.isVisible()
    window.commands["filter"].trigger()
    assert window.focusWidget() is page.queue.search


def test_a_role_that_only_reads_sees_the_words_but_no_form(beslut):
    _, page, _ = beslut(role=Role.UNIT_ADMIN, fill=None)
    assert not page.may_write


def states_of(workspace):
    """A decision in each state."""
    chief = None
    for state in ("draft", "ready", "discarded"):
        made = full(workspace) if chief is None else drafted(workspace)
        chief = chief or boss
        if state == "draft":
            drafted(workspace)
            workspace.decisions.submit(made)
        elif state == "discarded":
            workspace.decisions.discard(made, "Ärendet togs över.")


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_fits_and_can_be_heard(qtbot, beslut, theme, density, size):
    theme.use("light", density)
    window, page, _ = beslut(states_of)
    window.resize(*size)

    def settle(until=lambda: True):
        qtbot.waitUntil(until, timeout=15_000)
        rest(qtbot, window)

    for name, root in states(page, settle):
        check(name, root, density)
        assert (window.width(), window.height()) == size, name


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
