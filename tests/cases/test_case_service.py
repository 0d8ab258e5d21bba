"""Cases, timelines, notes, tasks and markings in a real store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from krogkoll.cases import (
    CaseService,
    CaseStatus,
    DeskService,
    EventKind,
    MarkingDraft,
    NoteDraft,
    PartyRole,
    TaskDraft,
    add_task,
    move_case,
    note_event,
    read_case,
    standing_markings,
)
from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.people import PeopleService
from krogkoll.security import Permission, Role
from krogkoll.venues import VenueOrder, VenueQuery, VenueService
from tests.factories import (
    NOW,
    TODAY,
    actor,
    audited,
    case_draft,
    company_draft,
    person_draft,
    venue_draft,
    workspace,
)


@pytest.fixture
def cases(store):
    return CaseService(store)


@pytest.fixture
def desk(store):
    return DeskService(store)


def test_a_case_gets_a_provisional_number_its_officer_and_its_day(cases, store):
    first, second = cases.open_case(case_draft()), cases.open_case(case_draft(title_public=" Andra "))
    laptop = store.replica_id[:4].upper()
    assert [first.number, second.number] == [f"L-{laptop}-1", f"L-{laptop}-2"]
    assert (second.title_public, second.responsible, second.opened_on) == ("Andra", store.actor.user_id, TODAY)
    assert cases.case(first.id) == first


def test_a_broken_case_takes_no_number(cases):
    with pytest.raises(Invalid):
        cases.open_case(case_draft(title_public=""))
    assert cases.open_case(case_draft()).number.endswith("-1")


def test_the_registrys_number_is_shown_and_the_provisional_one_kept(cases):
    case = cases.open_case(case_draft())
    with pytest.raises(Invalid):
        cases.assign_docket(case, "inget")
    docketed = cases.assign_docket(case, " ALK-2026-0412 ")
    assert (docketed.number, docketed.provisional, docketed.docket_on) == ("ALK-2026-0412", case.provisional, TODAY)
    assert cases.find("ALK-2026-0412") == (docketed,)
    assert cases.find(case.provisional) == (docketed,)


def test_an_edit_changes_only_what_was_changed(cases):
    shown = cases.open_case(case_draft())
    cases.assign_docket(shown, "ALK-2026-0412")
    later = cases.edit(shown, replace(shown, title_internal="Källare"), why="preciserat")
    assert (later.docket, later.title_internal) == ("ALK-2026-0412", "Källare")


def test_a_case_is_closed_with_a_reason_and_leaves_the_open_ones(cases):
    case = cases.open_case(case_draft())
    other = cases.open_case(case_draft())
    for status, reason in ((CaseStatus.CLOSED, " "), (CaseStatus.UNKNOWN, "x")):
        with pytest.raises(Invalid):
            cases.change_status(case, status, reason)
    closed = cases.change_status(case, CaseStatus.CLOSED, "avskrivet")
    assert (closed.closed_on, closed.status_reason) == (TODAY, "avskrivet")
    assert cases.open_cases() == (other,)
    again = cases.change_status(closed, CaseStatus.OPEN)
    assert again.closed_on is None


def test_the_timeline_of_a_case_and_of_its_place_tell_the_same_newest_first(cases, store):
    venue = VenueService(store).register(venue_draft())
    case = cases.open_case(case_draft(venue_id=venue.id))
    case = cases.assign_docket(case, "ALK-2026-0412")
    cases.change_status(case, CaseStatus.WAITING, "yttrande begärt")
    told = cases.timeline(case_id=case.id)
    assert [(event.kind, event.title, event.by) for event in told] == [
        (EventKind.STATUS, "Väntar på svar", "Anna Lindqvist"),
        (EventKind.DOCKETED, "ALK-2026-0412", "Anna Lindqvist"),
        (EventKind.OPENED, case.title_public, "Anna Lindqvist"),
    ]
    assert cases.timeline(venue_id=venue.id) == told
    assert [found.id for found in cases.cases_of(venue.id)] == [case.id]


def test_concepts_above_write_events_that_bring_the_place_forward(cases, store):
    venues = VenueService(store)
    quiet = venues.register(venue_draft(name="Tyst"))
    venues.register(venue_draft(name="Ny"))
    case = cases.open_case(case_draft())
    with store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
        event = note_event(
            tx,
            EventKind.INSPECTION,
            "Tillsyn",
            case_id=case.id,
            venue_id=quiet.id,
            at=NOW - timedelta(days=1),
            subject=("inspection", "x"),
        )
        assert read_case(tx, case.id) == case
        move_case(tx, case, CaseStatus.DECIDED)
    assert cases.timeline(venue_id=quiet.id) == (event,)
    lines = venues.page(venues.find(VenueQuery(order=VenueOrder.LATEST)))
    assert [line.name for line in lines] == ["Tyst", "Ny"]


def test_people_and_companies_have_roles_in_a_case(cases, store):
    people = PeopleService(store)
    case = cases.open_case(case_draft())
    company = people.register_company(company_draft())
    person = people.register_person(person_draft())
    roles = [
        cases.involve(case.id, ("company", company.id), PartyRole.PARTY),
        cases.involve(case.id, ("person", person.id), PartyRole.MET, " i baren "),
    ]
    assert cases.involved(case.id) == tuple(roles)
    assert roles[1].remark == "i baren"
    for subject, role in ((("tip", "x"), PartyRole.PARTY), (("person", ""), PartyRole.PARTY)):
        with pytest.raises(Invalid):
            cases.involve(case.id, subject, role)
    with pytest.raises(Invalid):
        cases.involve(case.id, ("person", person.id), PartyRole.UNKNOWN)
    with pytest.raises(NotFound):
        cases.involve("nowhere", ("person", person.id), PartyRole.PARTY)


def test_a_note_says_when_by_whom_and_stands_in_the_timeline(cases, desk):
    case = cases.open_case(case_draft())
    with pytest.raises(Invalid):
        desk.note(NoteDraft(case_id=case.id))
    with pytest.raises(NotFound):
        desk.note(NoteDraft(case_id="nowhere", text="x"))
    late = desk.note(NoteDraft(case_id=case.id, text="Hyresvärden ringde tillbaka."))
    early = desk.note(NoteDraft(case_id=case.id, at=NOW - timedelta(hours=3), with_whom="hyresvärden", text="Ringde."))
    assert desk.notes_of(case.id) == (early, late)
    assert (early.by, early.created_at > early.at) == ("Anna Lindqvist", True)
    corrected = desk.note(NoteDraft(case_id=case.id, text="Rätt nummer.", corrects=early.id))
    assert corrected.corrects == early.id
    event = cases.timeline(case_id=case.id)[-1]
    assert (event.kind, event.subject_id, event.at) == (EventKind.NOTE, early.id, early.at)


def test_what_is_due_first_comes_first_until_it_is_done(cases, desk, store):
    case = cases.open_case(case_draft())
    someday = desk.add_task(TaskDraft(title="Städa akten"))
    later = desk.add_task(TaskDraft(case_id=case.id, title="Följ upp", due_on=TODAY + timedelta(days=9)))
    with store.transaction(Permission.DRAFT_DECISIONS) as tx:
        draft = TaskDraft(case_id=case.id, title="Överklagande", due_on=date(2026, 11, 30), deadline="appeal")
        soon = add_task(tx, draft)
    assert soon.assigned_to == store.actor.user_id
    assert desk.tasks() == (soon, later, someday)
    assert desk.tasks(case_id=case.id) == (soon, later)
    done = desk.finish_task(soon)
    assert (done.done_by, done.done_at is not None) == (store.actor.user_id, True)
    assert soon.id not in {task.id for task in desk.tasks()}
    with pytest.raises(Invalid):
        desk.add_task(TaskDraft(title="x", deadline="never heard of", due_on=TODAY))


def test_a_marking_names_provision_day_and_authority_and_can_be_lifted(desk, store):
    with pytest.raises(Invalid):
        desk.mark_secret(MarkingDraft(subject_kind="tip", subject_id="x", provision="AL-0-0"))
    marking = desk.mark_secret(
        MarkingDraft(subject_kind="tip", subject_id="x", provision="OSL-17-1", reason=" insats ")
    )
    assert (marking.marked_on, marking.authority, marking.reason) == (TODAY, "k1282.alkohol", "insats")
    assert desk.markings_of(["x", "y"]) == (marking,)
    desk.lift_marking(marking)
    assert desk.markings_of(["x"]) == ()
    with store.reading(Permission.READ_CASES) as reader:
        assert standing_markings(reader, []) == ()


def test_each_reading_is_logged(cases, desk, store):
    case = cases.open_case(case_draft())
    note = desk.note(NoteDraft(case_id=case.id, text="x"))
    task = desk.add_task(TaskDraft(case_id=case.id, title="x"))
    role = cases.involve(case.id, ("person", "p"), PartyRole.PARTY)
    reads = [
        (lambda: cases.case(case.id), "case_file", [case.id]),
        (cases.open_cases, "case_file", [case.id]),
        (lambda: cases.cases_of(""), "case_file", [case.id]),
        (lambda: desk.notes_of(case.id), "official_note", [note.id]),
        (desk.tasks, "task", [task.id]),
        (lambda: cases.involved(case.id), "involvement", [role.id]),
    ]
    for read, kind, ids in reads:
        read()
        last = audited(store)[-1]
        assert (last["act"], last["kind"], last["ids"]) == ("read", kind, ids)
    cases.find("sillkajs")
    assert (audited(store)[-1]["act"], audited(store)[-1]["detail"]["text"]) == ("searched", "sillkajs")
    cases.timeline(case_id=case.id)
    assert audited(store)[-1]["kind"] == "case_event"


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_it_may_and_nothing_else(tmp_path, role):
    with workspace(tmp_path, actor(role)) as store:
        cases, desk = CaseService(store), DeskService(store)
        acts = {
            Permission.READ_CASES: [
                cases.open_cases,
                lambda: cases.cases_of("x"),
                lambda: cases.find("x"),
                lambda: cases.timeline(case_id="x"),
                lambda: cases.involved("x"),
                lambda: desk.notes_of("x"),
                desk.tasks,
                lambda: desk.markings_of(["x"]),
            ],
            Permission.WRITE_CASES: [
                lambda: cases.open_case(case_draft()),
                lambda: desk.add_task(TaskDraft(title="x")),
            ],
        }
        for need, calls in acts.items():
            for call in calls:
                if store.actor.may(need):
                    call()
                else:
                    with pytest.raises(NotAllowed):
                        call()
                    assert audited(store)[-1]["act"] == "permission-refused"


def test_a_role_ends_and_both_logs_remember_it_without_a_name(cases, desk, store):
    case = cases.open_case(case_draft())
    person = PeopleService(store).register_person(person_draft())
    held = cases.involve(case.id, ("person", person.id), PartyRole.PARTY)
    desk.end_involvement(held, "Fel person.")
    assert cases.involved(case.id) == ()
    told = cases.timeline(case_id=case.id)[0]
    assert (told.title, told.text, told.subject_id) == ("Rollen part är borttagen", "Fel person.", person.id)
    assert person.name not in told.title + told.text
    with pytest.raises(NotFound):
        desk.end_involvement(held)
    with store.transaction(Permission.READ_CASES) as tx:
        assert len(tx.history(held.id)) == 2
