"""The page Beslut: the queue, what stands in each state, the way to a new one, and what fits a small window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from krogkoll.cases import CaseDraft
from krogkoll.decisions import PartyClock, Stage, Standing, State
from krogkoll.security import Role
from ui.decisions.queue_rows import Heading, lines_of, stages_of
from ui.decisions.tour import states
from ui.theme import DENSITIES
from ui.widgets.button import Button

from .decision_scene import closed_visit, decided, drafted, full, rest, stored
from .test_every_screen import check


def test_without_decisions_the_page_says_how_the_first_is_made(qtbot, beslut):
    _, page, _ = beslut(fill=None)
    assert page.empty.isVisible()
    page.empty.button.click()
    qtbot.waitUntil(page.start.isVisible)


def test_who_may_not_read_decisions_is_told_so(beslut):
    _, page, _ = beslut(fill=None, role=Role.UNIT_ADMIN)
    assert page.deeds() == {}
    assert not page.queue.isVisible()


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


def test_a_decision_that_is_taken_waits_for_service_then_for_its_last_day_and_is_done(beslut):
    window, page, made = beslut(decided)
    assert [one.title for one in page.queue.list.rows.lines if isinstance(one, Heading)] == ["Delgivning"]
    assert page.editor.summary.after.widget.isVisible()
    now, party = window.session.workspace.store.clock.now(), made.party_name
    clocks = (PartyClock(party=party, served_on=date(2026, 11, 23), last_day=date(2026, 12, 14)),)
    running = Standing(stage=Stage.APPEAL_TIME, next_day=date(2026, 12, 14), words="", clocks=clocks)
    for today, right, warm in (
        (date(2026, 12, 10), "4 dagar kvar", False),
        (date(2026, 12, 11), "3 dagar kvar", True),
        (date(2026, 12, 13), "1 dag kvar", True),
        (date(2026, 12, 14), "sista dagen", True),
    ):
        heading, line = lines_of([made], now, stages=stages_of({made.id: running}, today))
        assert (heading.title, line.right, line.warm) == ("Överklagandetid löper", right, warm)
        assert "till 14" in line.under
    done = Standing(stage=Stage.LEGAL_FORCE, next_day=None, words="")
    heading, line = lines_of([made], now, stages=stages_of({made.id: done}, date(2026, 12, 15)))
    assert (heading.title, line.warm) == ("Klara", False)
    assert line.under.endswith("Laga kraft")


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


def states_of(workspace):
    """A decision in each state that needs one signature or none."""
    submitted = full(workspace)
    workspace.decisions.submit(submitted)
    workspace.decisions.discard(drafted(workspace), "Ärendet togs över.")
    drafted(workspace)
    decided(workspace)


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


def test_a_case_shows_its_decisions_and_begins_another(qtbot, beslut):
    def fill(workspace):
        made = drafted(workspace)
        case = workspace.cases.open_case(CaseDraft(title_public="Tillsyn, Sillkajsgatan 14", venue_id=made.venue_id))
        return workspace.decisions.edit(made, replace(made, case_id=case.id))

    window, page, made = beslut(fill)
    window.shell.go("cases", made.case_id)
    card = window.shell.pages["cases"].detail.decisions
    qtbot.waitUntil(lambda: [one.id for one in card.shown] == [made.id])
    card.rows.itemAt(0).widget().click()
    qtbot.waitUntil(page.isVisible)
    assert page.where() == made.id
    window.shell.go("cases", made.case_id)
    card.new.click()
    qtbot.waitUntil(lambda: page.start.subject is not None and page.start.subject.id == made.case_id)


def test_a_place_leads_to_its_decisions_and_a_closed_visit_and_the_review_to_a_new_one(qtbot, beslut):
    window, page, made = beslut()
    window.shell.go("venues", f"{made.venue_id}/papers")
    tab = window.shell.pages["venues"].detail.papers
    qtbot.waitUntil(lambda: tab.shown == 1)
    next(one for one in tab.findChildren(Button) if one.text() == "Öppna").click()
    qtbot.waitUntil(page.isVisible)
    window.shell.go("supervision", f"visits:{made.inspection_id}/summary")
    field = window.shell.pages["supervision"].pages["visits"].field
    qtbot.waitUntil(lambda: field.read is not None)
    qtbot.waitUntil(field.steps.summary.decide_button.isVisible)
    field.steps.summary.decide_button.click()
    qtbot.waitUntil(lambda: page.start.subject is not None and page.start.subject.id == made.inspection_id)
