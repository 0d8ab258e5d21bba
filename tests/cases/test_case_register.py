"""The register of cases: what is due first, whose, and what a number or a title may not do."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.cases import (
    CaseFilter,
    CaseQuery,
    CaseRegisterService,
    CaseService,
    CaseStatus,
    DeskService,
    PartyRole,
    TaskDraft,
    due_words,
    names_in,
)
from krogkoll.kernel.errors import Conflict
from krogkoll.people import MemberService, PeopleService
from tests.factories import TODAY, actor, audited, case_draft, member_draft, person_draft


@pytest.fixture
def cases(store):
    return CaseService(store)


@pytest.fixture
def desk(store):
    return DeskService(store)


@pytest.fixture
def register(store):
    return CaseRegisterService(store)


def titles(register, **query):
    return [line.title for line in register.page(register.find(CaseQuery(**query)))]


def filled(cases, desk, store):
    late = cases.open_case(case_draft(title_public="Sen"))
    cases.open_case(case_draft(title_public="Utan dag"))
    soon = cases.open_case(case_draft(title_public="Snart", responsible="en-annan"))
    waiting = cases.open_case(case_draft(title_public="Väntande"))
    closed = cases.open_case(case_draft(title_public="Slut"))
    desk.add_task(TaskDraft(case_id=late.id, title="Ring", due_on=TODAY - timedelta(days=2)))
    desk.add_task(TaskDraft(case_id=late.id, title="Skriv", due_on=TODAY + timedelta(days=20)))
    desk.add_task(TaskDraft(case_id=soon.id, title="Mät", due_on=TODAY + timedelta(days=3)))
    cases.change_status(waiting, CaseStatus.WAITING)
    desk.finish_task(desk.add_task(TaskDraft(case_id=closed.id, title="Klar", due_on=TODAY - timedelta(days=9))))
    cases.change_status(closed, CaseStatus.CLOSED, "avskrivet")


def test_what_is_due_first_stands_first_and_closed_cases_last(cases, desk, register, store):
    filled(cases, desk, store)
    assert titles(register, chip=CaseFilter.ALL) == ["Sen", "Snart", "Väntande", "Utan dag", "Slut"]
    lines = register.page(register.find(CaseQuery()))
    assert lines[0].due_on == TODAY - timedelta(days=2)
    assert lines[0].number.startswith("L-")


def test_each_chip_shows_what_it_says_and_counts_the_same(cases, desk, register, store):
    filled(cases, desk, store)
    wanted = {
        CaseFilter.OPEN: ["Sen", "Snart", "Väntande", "Utan dag"],
        CaseFilter.MINE: ["Sen", "Väntande", "Utan dag"],
        CaseFilter.WAITING: ["Väntande"],
        CaseFilter.LATE: ["Sen"],
    }
    for chip, names in wanted.items():
        assert titles(register, chip=chip) == names
        assert register.counts()[chip] == len(names)
    assert register.counts()[CaseFilter.ALL] == 5


def test_a_case_is_found_by_words_or_number_and_the_search_is_logged(cases, register, store):
    case = cases.assign_docket(cases.open_case(case_draft(title_public="Tillsyn, Sillkajsgatan")), "ALK-2026-0412")
    assert titles(register, text="sillkaj") == ["Tillsyn, Sillkajsgatan"]
    assert titles(register, text=case.provisional) == ["Tillsyn, Sillkajsgatan"]
    assert titles(register, text="finns inte") == []
    assert [one["detail"]["text"] for one in audited(store) if one["act"] == "searched"][-1] == "finns inte"


def test_the_responsible_has_a_name_where_it_is_known(cases, register, store):
    member = MemberService(store).welcome_guest(member_draft())
    cases.open_case(case_draft(responsible=member.id))
    assert register.page(register.find(CaseQuery()))[0].responsible == "Björn Åkesson"


def test_a_docket_number_belongs_to_one_case_and_the_other_is_named(cases):
    first = cases.assign_docket(cases.open_case(case_draft(title_public="Första")), "ALK-2026-0412")
    second = cases.open_case(case_draft())
    with pytest.raises(Conflict) as refused:
        cases.assign_docket(second, "alk-2026-0412 ")
    assert refused.value.reason == "docket-taken"
    assert refused.value.details["title"] == "Första"
    assert cases.assign_docket(first, "ALK-2026-0412") == first, "its own number again changes nothing"


def test_a_title_that_names_a_person_of_the_case_is_pointed_at(cases, register, store):
    case = cases.open_case(case_draft())
    person = PeopleService(store).register_person(person_draft(name="Kim Sandell"))
    cases.involve(case.id, ("person", person.id), PartyRole.MET)
    assert register.names_in_title(case.id, "Tillsyn hos Sandell, Hamnen") == ("Kim Sandell",)
    assert register.names_in_title(case.id, "Tillsyn, Hamnen") == ()


@given(st.text(max_size=60))
def test_any_title_can_be_looked_at(title):
    assert set(names_in(title, ["Åsa Öberg", ""])) <= {"Åsa Öberg"}


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "3 dagar försenad"), (-1, "1 dag försenad"), (0, "I dag"), (1, "I morgon"), (5, "Om 5 dagar")],
)
def test_how_near_a_day_is_in_words(days, words):
    assert due_words(TODAY + timedelta(days=days), TODAY) == words
    assert due_words(None, TODAY) == ""


def test_tasks_are_done_undone_changed_and_handed_to_anybody(cases, desk, store):
    case = cases.open_case(case_draft())
    task = desk.add_task(TaskDraft(case_id=case.id, title="Ring", assigned_name="Vaktmästaren"))
    assert (task.assigned_to, task.assigned_name) == ("", "Vaktmästaren")
    own = desk.add_task(TaskDraft(case_id=case.id, title="Skriv"))
    assert desk.tasks(mine=True) == (own,)
    done = desk.finish_task(task)
    assert desk.tasks(case_id=case.id) == (own,)
    assert desk.tasks(case_id=case.id, done=True) == (own, done)
    again = desk.reopen_task(done)
    assert again.done_at is None
    changed = desk.edit_task(again, TaskDraft(case_id=case.id, title="Ring i dag", assigned_name="Vaktmästaren"))
    assert changed.title == "Ring i dag"
    assert [event.text for event in cases.timeline(case_id=case.id)][:2] == ["Inte klar längre", "Klar"]


def test_the_law_counts_the_day_of_a_named_period(desk):
    task = desk.add_task(TaskDraft(title="Överklagande", deadline="appeal", counted_from=TODAY))
    assert task.due_on.isoformat() == "2026-12-14", "three weeks end on a Sunday, so on the next working day"


def test_the_actor_decides_whose_cases_are_mine(cases, register, store):
    cases.open_case(case_draft())
    store.act_as(actor(user_id="6f0c1f5e-6d0c-4d33-9a3d-222222222222"))
    assert register.counts()[CaseFilter.MINE] == 0
