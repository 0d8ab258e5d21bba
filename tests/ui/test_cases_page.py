"""The page Ärenden: list, case, forms, and that everything fits and can be heard in each state."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from krogkoll.cases import CaseFilter, CaseQuery, CaseStatus
from krogkoll.kernel.clock import local
from krogkoll.security import Role
from ui.cases.list_model import PAGE
from ui.cases.tour import states
from ui.theme import DENSITIES

from .cases_material import with_cases
from .test_every_screen import check


@pytest.fixture
def cases_of(qtbot, window_of):
    """The window and the page Ärenden with so many other cases beside the full one, which is shown."""

    def make(others=3, role=Role.MUNICIPAL_INSPECTOR, shown=True):
        made = []
        writer = role if role is Role.LICENSING_OFFICER else Role.MUNICIPAL_INSPECTOR

        def fill(workspace):
            from dataclasses import replace

            actor = workspace.actor
            workspace.store.act_as(replace(actor, role=writer))
            made.append(with_cases(workspace, others))
            workspace.store.act_as(actor)

        window = window_of(2, role=role, fill=fill)
        window.shell.go("cases", f"{made[0]}/" if shown else "")
        page = window.shell.pages["cases"]
        qtbot.waitUntil(lambda: page.list.counted and page.list.model.rowCount() > 0)
        if shown:
            qtbot.waitUntil(lambda: page.detail.file is not None)
        return window, page

    return make


def start(qtbot, page, key):
    page.detail.acts.start(key)
    qtbot.waitUntil(lambda: page.writing and page.form.task.key == key)
    return page.form


def saved(qtbot, page):
    page.form.save()
    qtbot.waitUntil(lambda: not page.writing)


def fresh(qtbot, page, until):
    """Wait for the reading that follows a commit."""
    qtbot.waitUntil(lambda: until(page.detail.file))


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_fits_and_can_be_heard(qtbot, cases_of, theme, density, size):
    theme.use("light", density)
    window, page = cases_of(shown=False)
    window.resize(*size)

    def settle(until=lambda: True):
        qtbot.waitUntil(until, timeout=15_000)

    seen = []
    for state, root in states(page, settle):
        root.grab()
        check(state, root, density)
        assert (window.width(), window.height()) == size, state
        seen.append(state)
    assert {"retention", "form-disclosure-problems", "form-close", "list-no-hit"} <= set(seen)


def test_the_list_keeps_the_rules_of_qt_and_reads_what_is_looked_at_only(qtbot, cases_of):
    _, page = cases_of(others=300, shown=False)
    QAbstractItemModelTester(page.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model = page.list.model
    asked = []
    model.wanted.connect(asked.append)
    assert model.line(0).number == "ALK-2026-0412", "what is late stands first"
    assert model.line(PAGE + 5) is None
    assert model.line(PAGE + 6) is None
    assert asked == [1]
    qtbot.waitUntil(lambda: model.line(PAGE + 5) is not None)
    assert "Läses in" not in model.data(model.index(PAGE + 5))
    model.put(2, (1, 2, 3), ())
    assert model.line(2 * PAGE) is None, "a page of an earlier list is dropped"


def test_chips_and_search_show_what_they_say(qtbot, cases_of):
    _, page = cases_of(shown=False)
    page.list.chips.choose(CaseFilter.LATE)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.list.search.setText("finns inte")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    page.list.no_hit.button.click()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 4)
    assert page.list.chips.chosen is CaseFilter.ALL


def test_a_new_case_is_opened_shown_and_numbered(qtbot, cases_of):
    window, page = cases_of(shown=False)
    window.commands["new"].trigger()
    qtbot.waitUntil(lambda: page.writing)
    page.form.inputs["title_public"].raw = "Tillsyn hos 19900602-2397"
    page.form.save()
    assert page.writing
    assert "personnummer" in page.form.inputs["title_public"].field.problem
    page.form.inputs["title_public"].raw = "Tillsyn, Tackelgränd 3 B"
    saved(qtbot, page)
    fresh(qtbot, page, lambda file: file is not None and file.case.title_public == "Tillsyn, Tackelgränd 3 B")
    assert page.detail.file.case.number.startswith("L-")


def test_a_number_that_is_taken_says_who_has_it(qtbot, cases_of):
    _, page = cases_of()
    other = page._context.workspace.cases.find("Kölhalargränd 001")[0]
    page.open(other.id)
    fresh(qtbot, page, lambda file: file.case.id == other.id)
    form = start(qtbot, page, "docket")
    form.inputs["docket"].raw = "SN2012/1"
    described = form.inputs["docket"].editor.accessibleDescription
    qtbot.waitUntil(lambda: "inte ut som myndighetens egna, till exempel ALK-2026-0187" in described())
    form.inputs["docket"].raw = "ALK-2026-0412"
    form.save()
    qtbot.waitUntil(lambda: "Sillkajsgatan 14" in form.inputs["docket"].field.problem)
    assert page.writing


def test_what_is_typed_is_kept_as_a_draft_and_offered_after_a_lock(qtbot, cases_of):
    _, page = cases_of()
    form = start(qtbot, page, "note")
    form.inputs["text"].raw = "Samtal med grannen."
    where = page.where()
    assert where.endswith("/note")
    form.leave()
    page.go(where)
    qtbot.waitUntil(lambda: page.writing and page.form.inputs["text"].raw == "Samtal med grannen.")
    assert "kvar" in page.form.banner.text
    saved(qtbot, page)
    fresh(qtbot, page, lambda file: len(file.notes) == 4)
    assert page.detail.tab == "notes"
    start(qtbot, page, "note")
    assert page.form.inputs["text"].raw == "", "a draft that was handed in is gone"


def test_the_law_counts_the_day_of_a_task(qtbot, cases_of):
    _, page = cases_of()
    form = start(qtbot, page, "task")
    form.inputs["title"].raw = "Överklagande"
    form.inputs["deadline"].raw = "appeal"
    form.save()
    assert form.inputs["due_on"].field.problem
    form.inputs["counted_from"].raw = "2026-11-22"
    assert "2026-12-14" in form.inputs["counted_from"].editor.accessibleDescription()
    saved(qtbot, page)
    fresh(qtbot, page, lambda file: any(str(task.due_on) == "2026-12-14" for task in file.tasks))


def test_a_task_is_ticked_and_the_timeline_tells(qtbot, cases_of):
    _, page = cases_of()
    task = next(one for one in page.detail.file.tasks if one.done_at is None)
    page.detail.acts.tick(task)
    fresh(qtbot, page, lambda file: all(one.done_at for one in file.tasks))
    assert page.detail.timeline.events[0].title == task.title
    page.detail.timeline.choose(4)
    assert {event.kind.value for event in page.detail.timeline.visible_events()} == {"task"}


def test_an_event_leads_to_what_it_is_about(qtbot, cases_of, monkeypatch):
    _, page = cases_of()
    events = {event.subject_kind: event for event in page.detail.file.events}
    page.detail.open_event(events["official_note"])
    assert page.detail.tab == "notes"
    page.detail.open_event(events["disclosure_entry"])
    assert page.detail.tab == "disclosures"


def test_a_disclosure_offers_the_grounds_of_its_receiver(qtbot, cases_of):
    _, page = cases_of()
    form = start(qtbot, page, "disclosure")
    ground = form.inputs["ground"].editor
    qtbot.waitUntil(lambda: ground.findData("uppg-6") > 0)
    form.inputs["receiver"].raw = "private"
    qtbot.waitUntil(lambda: ground.findData("harm-test") > 0)
    assert ground.findData("uppg-6") < 0
    assert form.inputs["receiver_kind"].field.isHidden()
    typed = {"what": "Kopia av brev", "receiver_name": "Kajhuset AB", "ground": "harm-test"}
    typed |= {"reasons": "Ingen lider skada.", "sent_by": "post"}
    for name, text in typed.items():
        form.inputs[name].raw = text
    form.save()
    assert "chef" in form.inputs["approved_by"].field.problem
    form.inputs["approved_by"].raw = "Björn Åkesson"
    saved(qtbot, page)
    qtbot.waitUntil(lambda: page.detail.disclosures.shown == 2)


def test_a_case_is_closed_cleared_and_certified(qtbot, cases_of):
    _, page = cases_of(role=Role.LICENSING_OFFICER)
    form = start(qtbot, page, "close")
    form.inputs["status_reason"].raw = "avskrivet"
    saved(qtbot, page)
    fresh(qtbot, page, lambda file: file.case.status is CaseStatus.CLOSED)
    retention = page.detail.retention
    qtbot.waitUntil(retention.action.isEnabled)
    retention.action.click()
    dialog = QApplication.activeModalWidget()
    dialog.accept()
    closing, case_id = page._context.workspace.closing, page.detail.case_id
    qtbot.waitUntil(lambda: bool(closing.certificates(case_id)))
    qtbot.waitUntil(lambda: not retention.action.isEnabled())


def test_an_unsorted_note_stops_the_closing_and_the_form_says_so(qtbot, cases_of):
    from krogkoll.cases import QuickNoteDraft

    _, page = cases_of()
    page._context.workspace.notes.write(QuickNoteDraft(text="Kolla skylten", case_id=page.detail.case_id))
    form = start(qtbot, page, "close")
    assert not form.save_button.isEnabled()
    assert "kan inte avslutas" in form._state.text()


def test_the_case_sheet_is_written_where_one_asks_and_never_over_a_file(qtbot, cases_of, tmp_path):
    window, page = cases_of()
    target = tmp_path / "blad.pdf"
    page.detail.acts.print_to(page.detail.case_id, str(target))
    qtbot.waitUntil(target.exists)
    page.detail.acts.print_to(page.detail.case_id, str(target))
    qtbot.waitUntil(lambda: "redan en fil" in window.shell.banner.text)


def test_the_menu_offers_what_the_role_may(cases_of):
    _, page = cases_of(role=Role.DECISION_MAKER)
    keys = [key for key, _ in page.detail.head.acts()]
    assert "print" not in keys, "a decision maker exports nothing"
    assert "close" in keys


def test_who_may_not_read_cases_is_told_so(qtbot, window_of):
    window = window_of(0, role=Role.MUNICIPAL_INSPECTOR)
    from dataclasses import replace

    workspace = window.session.workspace
    workspace.store.act_as(replace(workspace.actor, role=Role.UNIT_ADMIN))
    window.shell.go("cases", "")
    page = window.shell.pages["cases"]
    assert not page.list.counted
    assert not page.list.new_button.isVisibleTo(page)


def test_the_search_field_finds_cases_and_the_badge_counts_what_is_late(qtbot, cases_of):
    from ui.cases.finder import count_late, find_cases

    _, page = cases_of()
    workspace = page._context.workspace
    assert [hit.under for hit in find_cases(workspace, "0412")] == ["ALK-2026-0412"]
    assert count_late(workspace) == 1
    assert local(page._context.now()).date().isoformat() == "2026-11-22"
    assert workspace.case_register.find(CaseQuery(text="0412"))
