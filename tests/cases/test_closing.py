"""Closing a case: what is kept, what goes, what stands in the way, and that nothing goes before it may."""

from datetime import timedelta

import pytest

from krogkoll.cases import (
    DISPOSAL_TASK,
    CaseService,
    CaseStatus,
    ClosingService,
    DeskService,
    ItemFate,
    NoteDraft,
    Obstacle,
    QuickNoteService,
    RetentionMarkDraft,
    Stops,
    TaskDraft,
    mark_problems,
)
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.law import AuthorityKind, Fate, RuleStatus, reference, retention_rule, retention_rules
from krogkoll.people import MemberService
from krogkoll.security import Role
from tests.factories import TODAY, actor, case_draft, member_draft
from tests.factory_rooms.cases import quick_note_draft, retention_mark_draft


@pytest.fixture
def cases(store):
    return CaseService(store)


@pytest.fixture
def closing(store):
    return ClosingService(store)


@pytest.fixture
def case(cases, store):
    """A case with an official note made of a quick one, and a task that is working material."""
    made = cases.open_case(case_draft())
    notes, desk = QuickNoteService(store), DeskService(store)
    notes.file_in_case(notes.write(quick_note_draft()), made.id)
    desk.note(NoteDraft(case_id=made.id, text="Samtal med hyresvärden."))
    return made


def kinds(items):
    return sorted(item.kind for item in items)


def test_notes_stay_and_the_quick_note_goes(cases, case):
    view = cases.closing_view(case.id)
    assert kinds(view.kept) == ["case_file", "official_note", "official_note"]
    assert kinds(view.removed) == ["quick_note"]
    assert view.may_close
    assert view.may_dispose


def test_a_licensing_officer_clears_it_at_once_with_a_certificate(closing, case, store):
    store.act_as(actor(Role.LICENSING_OFFICER))
    closed = closing.close(case, "avskrivet", remove_now=True)
    assert (closed.case.status, closed.task) == (CaseStatus.CLOSED, None)
    (certificate,) = closed.certificates
    assert (certificate.subject_kind, certificate.ground) == ("quick_note", "Arbetsmaterial")
    assert closing.certificates(case.id) == closed.certificates
    assert "quick_note" not in kinds(closing.items(case.id))
    with store.raw() as connection:
        rows = connection.exec_driver_sql("SELECT said FROM change_log WHERE said IS NOT NULL").fetchall()
    assert sum(b"medlemskort" in bytes(row[0]) for row in rows) == 1, "only the official note says it now"


def test_an_inspector_hands_it_to_somebody_who_may(closing, case, store):
    member = MemberService(store).welcome_guest(member_draft())
    closed = closing.close(case, "avskrivet", remove_now=True)
    assert closed.certificates == ()
    assert (closed.task.title, closed.task.assigned_to) == (DISPOSAL_TASK, member.id)
    marked = next(item for item in closing.items(case.id) if item.kind == "quick_note")
    assert marked.mark.fate is ItemFate.WORKING
    store.act_as(actor(Role.DECISION_MAKER, user_id=member.id))
    assert len(closing.dispose(case.id)) == 1
    assert closing.dispose(case.id) == ()
    assert DeskService(store).tasks(case_id=case.id) == ()


def test_without_anybody_who_may_the_task_says_so(closing, case):
    assert closing.close(case, "avskrivet").task.assigned_name == "Den som får gallra"


def test_a_case_is_opened_again_until_something_is_gone(cases, closing, case, store):
    closed = closing.close(case, "avskrivet").case
    again = cases.change_status(closed, CaseStatus.OPEN, "mer kom fram")
    store.act_as(actor(Role.LICENSING_OFFICER))
    gone = closing.close(again, "avskrivet", remove_now=True).case
    with pytest.raises(NotAllowed, match="material-removed"):
        cases.change_status(gone, CaseStatus.OPEN)


def test_nothing_goes_while_the_decision_can_be_appealed(cases, closing, case, store):
    DeskService(store).add_task(
        TaskDraft(case_id=case.id, title="Överklagande", deadline="appeal", counted_from=TODAY - timedelta(days=2))
    )
    store.act_as(actor(Role.LICENSING_OFFICER))
    view = cases.closing_view(case.id)
    assert view.may_close
    assert not view.may_dispose
    assert "2026-12-11" in view.blocked[0].words
    closed = closing.close(case, "beslutat", remove_now=True)
    assert closed.certificates == ()
    with pytest.raises(NotAllowed, match="removal-blocked"):
        closing.dispose(case.id)
    assert "quick_note" in kinds(closing.items(case.id))


def test_nothing_goes_under_a_hold_and_it_goes_when_the_hold_is_over(closing, case, store):
    with pytest.raises(Invalid):
        closing.hold(case, " ")
    held = closing.hold(case, "rättegång pågår")
    assert held.hold_since == TODAY
    store.act_as(actor(Role.LICENSING_OFFICER))
    assert closing.close(held, "avskrivet", remove_now=True).certificates == ()
    with pytest.raises(NotAllowed, match="removal-blocked"):
        closing.dispose(case.id)
    closing.release(held)
    assert len(closing.dispose(case.id)) == 1


def test_an_unsorted_note_or_what_others_say_stops_the_closing(cases, case, store):
    def visit(reader, case_id):
        yield Obstacle(stops=Stops.CLOSING, words=f"Besöket i {case_id} pågår.")

    for service in (ClosingService(store, [visit]), CaseService(store, [visit])):
        close = service.close if isinstance(service, ClosingService) else service.change_status
        arguments = (case, "klart") if isinstance(service, ClosingService) else (case, CaseStatus.CLOSED, "klart")
        with pytest.raises(NotAllowed, match="case-blocked"):
            close(*arguments)
    QuickNoteService(store).write(quick_note_draft(case_id=case.id))
    with pytest.raises(NotAllowed, match="case-blocked"):
        ClosingService(store).close(case, "klart")
    assert cases.case(case.id).status is CaseStatus.OPEN


def test_an_open_case_is_not_cleared(closing, case, store):
    store.act_as(actor(Role.LICENSING_OFFICER))
    with pytest.raises(NotAllowed, match="case-open"):
        closing.dispose(case.id)


def test_a_mark_takes_the_place_of_an_older_one(closing, case, store):
    task = DeskService(store).add_task(TaskDraft(case_id=case.id, title="Ring"))
    draft = retention_mark_draft(case_id=case.id, subject_id=task.id)
    first = closing.mark(draft)
    second = closing.mark(retention_mark_draft(case_id=case.id, subject_id=task.id, fate=ItemFate.KEEP))
    assert (second.id, second.fate) == (first.id, ItemFate.KEEP)
    item = next(one for one in closing.items(case.id) if one.id == task.id)
    assert item.fate is ItemFate.KEEP


def test_an_official_note_is_never_working_material():
    draft = RetentionMarkDraft(case_id="c", subject_kind="official_note", subject_id="n", fate=ItemFate.WORKING)
    assert mark_problems(draft)[0].problem == "not-working-material"
    dispose = RetentionMarkDraft(case_id="c", subject_kind="photo", subject_id="n", fate=ItemFate.DISPOSE)
    assert [one.field for one in mark_problems(dispose)] == ["dispose_after", "reason"]


def test_the_polices_rule_was_read_and_the_boards_is_local():
    police = retention_rule("case-closed", AuthorityKind.POLICE)
    assert (police.fate, police.status) == (Fate.DISPOSE, RuleStatus.READ)
    assert police.last_day(TODAY, None) is None
    assert police.last_day(TODAY, TODAY).isoformat() == "2027-11-22"
    board = retention_rule("case-closed", AuthorityKind.ALCOHOL_BOARD)
    assert (board.fate, board.status) == (Fate.KEEP, RuleStatus.LOCAL)
    for rule in retention_rules():
        assert not rule.reviewed
        assert not any(reference(one).unverified for one in rule.references)
        assert (rule.status is RuleStatus.READ) == bool(rule.references)
