"""What waits: told once, in the law's order, to those who may know, in a handful of queries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from krogkoll.agenda import AgendaService, Group, Item, in_order
from krogkoll.cases import CaseService, DeskService, QuickNoteService, TaskDraft
from krogkoll.evidence import DocumentDraft, DocumentService, Subject, Vault
from krogkoll.inspections import (
    EntryDraft,
    InspectionDraft,
    InspectionService,
    OperationDraft,
    OperationService,
    OperationStatus,
)
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import NotAllowed
from krogkoll.security import Role
from krogkoll.venues import Tip, TipService, VenueService
from tests.factories import NOW, TODAY, actor, audited, case_draft, tip_draft, venue_draft
from tests.factory_rooms.cases import quick_note_draft


@pytest.fixture
def agenda(store):
    return AgendaService(store)


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "valv", bytearray(b"v" * 32))


@pytest.fixture
def place(store):
    return VenueService(store).register(venue_draft(name="Källaren Bakfickan"))


def ungraded(**over):
    return tip_draft(source_grade=None, information_grade=None, handling=None, **over)


def visit_draft(venue_id, **over):
    return InspectionDraft(venue_id=venue_id, premises="källarlokalen", started_at=NOW, **over)


def task(store, title, days, **over):
    draft = TaskDraft(title=title, due_on=TODAY + timedelta(days=days), **over)
    return DeskService(store).add_task(draft)


def titles(inbox, group):
    return [item.title for item in inbox.groups[group]]


def test_an_empty_workspace_has_nothing_that_waits(agenda):
    inbox = agenda.inbox()
    assert (inbox.total, agenda.waiting()) == (0, 0)
    assert set(inbox.groups) == set(Group)
    overview = agenda.overview()
    assert (overview.to_do, overview.next, overview.visits, overview.suspected) == ((), None, 0, 0)


def test_each_kind_waits_until_it_is_done_and_the_figures_agree(agenda, store, place):
    tip = TipService(store).register(ungraded(text="Öl säljs i källaren.", venue_id=place.id))
    note = QuickNoteService(store).write(quick_note_draft(text="Två vakter."))
    visit = InspectionService(store).start(visit_draft(place.id, ended_at=NOW))
    due = task(store, "Skicka begäran", 3)
    task(store, "Senare", 8)
    inbox = agenda.inbox()
    assert inbox.total == agenda.waiting() == 4
    assert titles(inbox, Group.TIP) == ["Öl säljs i källaren."]
    assert inbox.find(Group.NOTE, note.id).subject == note
    assert inbox.groups[Group.VISIT][0].place == "Källaren Bakfickan"
    assert titles(inbox, Group.DEADLINE) == ["Skicka begäran"]
    TipService(store).set_aside(tip, "Samma som förut.")
    QuickNoteService(store).discard(note, "Dubblett.")
    DeskService(store).finish_task(due)
    InspectionService(store).close(InspectionService(store).visit(visit.id).inspection)
    inbox = agenda.inbox()
    assert {group: total for group, total in inbox.totals.items() if total} == {Group.REPORT: 1}
    assert agenda.waiting() == 1


def test_every_record_read_is_in_the_audit_log(agenda, store, place):
    tip = TipService(store).register(ungraded(venue_id=place.id))
    before = len(audited(store))
    agenda.inbox()
    told = audited(store)[before:]
    assert [tip.id] in [entry["ids"] for entry in told if entry["kind"] == "tip"]
    assert told[-1]["kind"] == "agenda"


def test_counting_reads_nothing_personal_and_leaves_no_entry(agenda, store, place):
    TipService(store).register(ungraded(venue_id=place.id))
    before = len(audited(store))
    assert agenda.waiting() == 1
    assert len(audited(store)) == before


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        (Role.DECISION_MAKER, set(Group) - {Group.TIP}),
        (Role.UNIT_ADMIN, set()),
        (Role.AUDITOR, set()),
        (Role.LICENSING_OFFICER, set(Group)),
    ],
)
def test_a_role_is_not_told_of_what_it_may_not_read(agenda, store, place, role, groups):
    TipService(store).register(ungraded(venue_id=place.id))
    store.act_as(actor(role))
    before = len(audited(store))
    assert set(agenda.inbox().groups) == groups
    overview = agenda.overview()
    assert (overview.waiting(Group.TIP) is None) == (Group.TIP not in groups)
    assert {item.group for item in overview.to_do} == groups & {Group.TIP}
    read = {entry["kind"] for entry in audited(store)[before:]}
    assert ("tip" in read) == (Group.TIP in groups)
    assert agenda.waiting() == (1 if Group.TIP in groups else 0)


def test_the_number_of_queries_does_not_grow_with_what_waits(agenda, store, place):
    def queries():
        count = 0

        def counting(*_):
            nonlocal count
            count += 1

        event.listen(store._writer, "before_cursor_execute", counting)
        agenda.inbox()
        agenda.overview()
        event.remove(store._writer, "before_cursor_execute", counting)
        return count

    def fill(number):
        for one in range(number):
            TipService(store).register(ungraded(venue_id=place.id))
            QuickNoteService(store).write(quick_note_draft())
            task(store, f"Uppgift {one}", one % 5)

    fill(2)
    few = queries()
    fill(12)
    assert queries() == few


def test_a_task_tells_the_number_and_the_place_of_its_case(agenda, store, place):
    case = CaseService(store).open_case(case_draft(venue_id=place.id))
    task(store, "Svara", 1, case_id=case.id)
    found = agenda.inbox().groups[Group.DEADLINE][0]
    assert (found.number, found.place, found.venue_id) == (case.number, "Källaren Bakfickan", place.id)


def test_the_next_operation_comes_with_our_own_ground_and_an_old_one_does_not(agenda, store, place):
    operations = OperationService(store)
    other = VenueService(store).register(venue_draft(name="Lokal 7"))

    def plan(title, hours, venue_ids=()):
        start = NOW + timedelta(hours=hours)
        draft = OperationDraft(title=title, purpose="Tillsyn", starts_at=start, ends_at=start + timedelta(hours=4))
        return operations.plan(replace(draft, venue_ids=venue_ids))

    plan("Förra", -10)
    operations.move(plan("Inställd", 10), OperationStatus.CANCELLED, "Sjukdom")
    coming = plan("Nästa", 20, (place.id, other.id))
    plan("Senare", 40)
    ground = operations.offered_grounds()[0]
    operations.choose_entry(
        EntryDraft(venue_id=place.id, operation_id=coming.id, ground_id=ground.id, reason="Tips", answers=yes(ground))
    )
    overview = agenda.overview()
    assert overview.next.operation.id == coming.id
    assert [(stop.name, bool(stop.ground)) for stop in overview.stops] == [
        ("Källaren Bakfickan", True),
        ("Lokal 7", False),
    ]


def yes(ground):
    return {question.id: True for question in getattr(ground, "questions", ())}


def test_the_visits_of_the_month_are_counted_by_the_wall_clock(agenda, store, place):
    visits = InspectionService(store)
    for started in (datetime(2026, 10, 31, 22, 59, tzinfo=UTC), datetime(2026, 10, 31, 23, 1, tzinfo=UTC), NOW):
        visits.start(replace(visit_draft(place.id), started_at=started))
    overview = agenda.overview()
    assert overview.visits == 2
    assert [local(one.inspection.started_at).day for one in overview.last_visits] == [22, 1, 31]
    assert overview.last_visits[0].place == "Källaren Bakfickan"


def made(number, due, legal, hours):
    return Item(
        group=Group.DEADLINE,
        id=str(number),
        since=NOW - timedelta(hours=hours),
        due_on=None if due is None else TODAY + timedelta(days=due),
        legal=legal and due is not None,
        subject=Tip.__new__(Tip),
    )


some = st.lists(st.tuples(st.none() | st.integers(-9, 9), st.booleans(), st.integers(0, 99)), max_size=8)


@given(some)
def test_what_the_law_dates_comes_first_then_what_is_dated_then_what_is_oldest(parts):
    items = [made(number, *part) for number, part in enumerate(parts)]
    ordered = in_order(reversed(items))
    assert ordered == in_order(items)
    assert sorted(items, key=lambda item: item.id) == sorted(ordered, key=lambda item: item.id)
    ranks = [0 if item.legal else 1 if item.due_on else 2 for item in ordered]
    assert ranks == sorted(ranks)
    for before, after in pairwise(ordered):
        if before.legal and after.legal:
            assert before.due_on <= after.due_on
        if before.due_on is None and after.due_on is None:
            assert before.since <= after.since


def test_late_is_the_day_after():
    item = made(1, 0, True, 1)
    assert not item.late(TODAY)
    assert item.late(TODAY + timedelta(days=1))
    assert not made(2, None, False, 1).late(date.max)


def test_what_lies_with_a_tip_waits_only_for_those_who_may_read_tips(store, tmp_path, vault, agenda):
    tip = TipService(store).register(ungraded(text="Öl säljs i källaren."))
    paper = tmp_path / "bild.txt"
    paper.write_bytes(b"Hej")
    documents = DocumentService(store, vault)
    draft = DocumentDraft(sender="Polismyndigheten", disclosed=True)
    documents.receive([paper], subject=Subject("tip", tip.id), draft=draft)
    assert titles(agenda.inbox(), Group.DISCLOSED) == ["bild.txt"]
    store.act_as(actor(Role.DECISION_MAKER))
    assert (agenda.inbox().groups[Group.DISCLOSED], agenda.inbox().totals[Group.DISCLOSED]) == ((), 0)


def test_a_paper_that_nobody_disclosed_does_not_wait_and_cannot_be_attended_to(store, tmp_path, vault, agenda):
    paper = tmp_path / "avtal.txt"
    paper.write_bytes(b"Hej")
    documents = DocumentService(store, vault)
    received = documents.receive([paper], subject=Subject("venue", "v"), draft=DocumentDraft(sender="Kajhuset AB"))
    assert agenda.inbox().totals[Group.DISCLOSED] == 0
    with pytest.raises(NotAllowed, match="not-disclosed"):
        documents.attend(received.documents[0])
