"""What is noted on the spot: marks, counts, orders, consent, presence, second officer, hand-over, undo."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.inspections import (
    ColleagueService,
    ConsentAct,
    FieldService,
    FindingDraft,
    MarkState,
    PresenceService,
    Signal,
    chapters,
    entry_bar,
    locked_chapters,
    must_leave,
    remarks,
)
from krogkoll.inspections.presence import Presence, PresenceDraft, SceneSignal
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.law import AuthorityKind
from tests.factories import ALCOHOL_BOARD, FIRE, POLICE
from tests.factory_rooms.field import (
    consent_draft,
    head_count_draft,
    oral_order_draft,
    presence_draft,
    signal_draft,
)

from .night import DONE, START, begun, closed, night
from .on_the_spot import BOARD, board_visit, colleague

LATE = DONE - timedelta(minutes=30)


@pytest.fixture
def a_night(tmp_path):
    with night(tmp_path) as made:
        yield made


@pytest.fixture
def board_night(tmp_path):
    with night(tmp_path, BOARD) as made:
        yield made


def test_one_key_keeps_the_moment_and_words_come_later_at_that_moment(a_night):
    visit, field = begun(a_night), FieldService(a_night.store)
    mark = field.mark(visit.id, LATE)
    finding = field.put_into_words(mark, FindingDraft(text="Hänglås på utgången mot gården."))
    assert finding.at == LATE
    read = a_night.inspections.visit(visit.id)
    assert read.log.marks[0].state is MarkState.NOTED
    assert read.log.marks[0].finding_id == finding.id
    with pytest.raises(NotAllowed, match="mark-settled"):
        field.strike(mark, "fel knapp")


def test_a_mark_never_lies_in_the_future_and_a_struck_one_needs_a_reason(a_night):
    visit, field = begun(a_night), FieldService(a_night.store)
    mark = field.mark(visit.id, DONE + timedelta(days=1))
    assert mark.at <= a_night.clock.now()
    with pytest.raises(Invalid):
        field.strike(mark, "  ")
    assert field.strike(mark, "fel knapp").state is MarkState.DROPPED


def test_counts_and_orders_are_kept_and_the_impossible_is_refused(a_night):
    visit, field = begun(a_night), FieldService(a_night.store)
    field.count(head_count_draft(inspection_id=visit.id, at=LATE))
    field.count(head_count_draft(inspection_id=visit.id, at=LATE - timedelta(hours=1), count=0))
    field.tell(oral_order_draft(inspection_id=visit.id, at=None))
    log = a_night.inspections.visit(visit.id).log
    assert [one.count for one in log.counts] == [0, 62]
    assert log.orders[0].answer == "Jag gör det direkt."
    for draft in (
        head_count_draft(inspection_id=visit.id, at=None, count=-1),
        head_count_draft(inspection_id=visit.id, at=None, count=100_001),
        head_count_draft(inspection_id=visit.id, at=DONE + timedelta(days=2)),
    ):
        with pytest.raises(Invalid):
            field.count(draft)
    for name in ("what", "by_whom", "to_whom"):
        with pytest.raises(Invalid):
            field.tell(oral_order_draft(inspection_id=visit.id, at=None, **{name: " "}))


def test_consent_becomes_our_ground_and_its_withdrawal_ends_it(board_night):
    visit, field = board_visit(board_night), FieldService(board_night.store)
    field.consent(consent_draft(inspection_id=visit.id, at=LATE))
    read = board_night.inspections.visit(visit.id)
    assert read.entry.ground_id == "consent"
    assert read.entry.answers["told_withdrawable"] is True
    assert not must_leave(read)
    field.consent(consent_draft(inspection_id=visit.id, at=None, act=ConsentAct.WITHDRAWN))
    read = board_night.inspections.visit(visit.id)
    assert must_leave(read)
    assert ("entry", "consent-ended") in remarks(read)
    with pytest.raises(NotAllowed, match="consent-ended"):
        PresenceService(board_night.store).enter(presence_draft(inspection_id=visit.id, in_at=None))


def test_a_consent_without_what_the_person_must_know_asks_for_a_reason_and_none_opens_a_dwelling(board_night):
    visit, field = board_visit(board_night), FieldService(board_night.store)
    with pytest.raises(Invalid, match="missing-facts-need-reason"):
        field.consent(consent_draft(inspection_id=visit.id, at=None, told_withdrawable=False))
    with pytest.raises(Invalid, match="no-consent-in-dwelling"):
        field.consent(consent_draft(inspection_id=visit.id, at=None, not_dwelling=False, reason="bråttom"))
    assert board_night.inspections.visit(visit.id).log.consents == ()
    with pytest.raises(Invalid, match="nothing-to-withdraw"):
        field.consent(consent_draft(inspection_id=visit.id, at=None, act=ConsentAct.WITHDRAWN))


def test_a_refusal_does_not_end_a_ground_of_law(a_night):
    visit, field = begun(a_night), FieldService(a_night.store)
    field.consent(consent_draft(inspection_id=visit.id, at=None, act=ConsentAct.REFUSED))
    assert not must_leave(a_night.inspections.visit(visit.id))
    assert PresenceService(a_night.store).enter(presence_draft(inspection_id=visit.id, authority=FIRE, in_at=None))


def test_nobody_but_the_police_goes_in_before_the_police_say_that_it_is_safe(board_night):
    visit, presence = board_visit(board_night, wait_for_secured=True), PresenceService(board_night.store)
    ours = presence_draft(inspection_id=visit.id, in_at=None)
    with pytest.raises(NotAllowed, match="not-secured"):
        presence.enter(ours)
    police = replace(ours, name="Maria Berg", authority=POLICE)
    presence.enter(police)
    with pytest.raises(Invalid, match="must-be-police"):
        presence.signal(signal_draft(inspection_id=visit.id, at=None, said_authority=ALCOHOL_BOARD))
    presence.signal(signal_draft(inspection_id=visit.id, at=None))
    presence.enter(ours)
    assert [one.name for one in presence.who_is_inside(visit.id)] == ["Maria Berg", "Anna Lindqvist"]
    with pytest.raises(NotAllowed, match="already-inside"):
        presence.enter(ours)


def test_breaking_off_takes_everybody_out_with_the_reason_and_nobody_in_again_before_it_is_safe(board_night):
    visit, presence = board_visit(board_night), PresenceService(board_night.store)
    ours = presence_draft(inspection_id=visit.id, in_at=None)
    presence.enter(ours)
    with pytest.raises(Invalid):
        presence.signal(signal_draft(inspection_id=visit.id, at=None, signal=Signal.ABORTED))
    presence.signal(signal_draft(inspection_id=visit.id, at=None, signal=Signal.ABORTED, why="hot mot personalen"))
    assert presence.who_is_inside(visit.id) == ()
    assert board_night.inspections.visit(visit.id).log.presences[0].out_why == "hot mot personalen"
    with pytest.raises(NotAllowed, match="broken-off"):
        presence.enter(ours)
    presence.signal(signal_draft(inspection_id=visit.id, at=None))
    there = presence.enter(ours)
    with pytest.raises(Invalid):
        presence.leave(there, at=there.in_at - timedelta(minutes=1))
    presence.leave(there)
    assert presence.who_is_inside(visit.id) == ()


def test_the_waiting_is_not_lifted_without_a_reason(board_night):
    visit = board_visit(board_night, wait_for_secured=True)
    with pytest.raises(Invalid, match="needs-reason"):
        board_night.inspections.edit(visit, replace(visit, wait_for_secured=False))
    lifted = board_night.inspections.edit(visit, replace(visit, wait_for_secured=False), why="insatsledaren beslutade")
    assert not lifted.wait_for_secured


@given(
    st.lists(st.tuples(st.sampled_from([Signal.SECURED, Signal.ABORTED]), st.integers(0, 50)), max_size=5),
    st.booleans(),
    st.sampled_from([ALCOHOL_BOARD, FIRE, "Miljönämnden i Testköping"]),
)
def test_whatever_was_said_before_only_the_last_word_opens_the_door(said, wait, authority):
    common = {"compartment": "", "created_by": "", "seen": {}, "sealed": False, "inspection_id": "a"}
    signals = [
        SceneSignal(
            id=str(number),
            created_at=START + timedelta(seconds=number),
            signal=signal,
            said_by="x",
            said_authority=POLICE,
            at=START + timedelta(minutes=minute),
            why="",
            **common,
        )
        for number, (signal, minute) in enumerate(said)
    ]
    last = max(signals, key=lambda one: (one.at, one.created_at), default=None)
    bar = entry_bar(PresenceDraft(name="Anna", authority=authority), (), signals, wait)
    if last is None:
        assert bar == ("not-secured" if wait else "")
    else:
        assert bar == ("broken-off" if last.signal is Signal.ABORTED else "")
    there = Presence(
        id="p", created_at=START, name="anna", authority=authority, in_at=START, out_at=None, out_why="", **common
    )
    assert entry_bar(PresenceDraft(name="Anna ", authority=authority), [there], signals, wait) == "already-inside"


def test_nothing_is_noted_in_a_closed_visit(a_night):
    visit = closed(a_night, begun(a_night))
    field, presence = FieldService(a_night.store), PresenceService(a_night.store)
    for act in (
        lambda: field.mark(visit.id),
        lambda: field.count(head_count_draft(inspection_id=visit.id)),
        lambda: field.tell(oral_order_draft(inspection_id=visit.id)),
        lambda: field.consent(consent_draft(inspection_id=visit.id)),
        lambda: presence.enter(presence_draft(inspection_id=visit.id)),
        lambda: presence.signal(signal_draft(inspection_id=visit.id)),
        lambda: ColleagueService(a_night.store).offer(visit.id, colleague(a_night), "x"),
    ):
        with pytest.raises(NotAllowed, match="closed"):
            act()


def test_chapters_hold_our_questions_and_the_rest_is_only_a_number(board_night):
    visit = board_night.inspections.visit(board_visit(board_night).id)
    kinds = (AuthorityKind.ALCOHOL_BOARD,)
    ours = chapters(visit, kinds)
    assert [one.title for one in ours][:3] == ["Ankomst och grund", "Tillstånd, sällskap", "Försäljning"]
    locked = {one.title: one for one in locked_chapters(visit, kinds)}
    assert locked["Brand och utrymning"].owner is AuthorityKind.FIRE_AUTHORITY
    assert locked["Brand och utrymning"].count == 10
    shown = {item.id for chapter in ours for item in chapter.items}
    assert "tillsyn-26" not in shown, "repealed on 1 June 2026"
    assert all(AuthorityKind.ALCOHOL_BOARD in item.kinds for chapter in ours for item in chapter.items)


def test_the_stop_rule_of_the_plan_holds_at_the_door_until_the_leader_lifts_it(board_night):
    from krogkoll.inspections import OperationDraft, PlanningService, RiskDraft, RiskFactor

    visit = board_visit(board_night)
    operation = board_night.operations.plan(
        OperationDraft(title="Insats", purpose="Tillsyn", starts_at=START, venue_ids=(visit.venue_id,))
    )
    joint = board_night.inspections.edit(visit, replace(visit, operation_id=operation.id))
    presence = PresenceService(board_night.store)
    assert presence.waits_for(joint.id) == ()
    scores = {RiskFactor.WEAPONS: (1, 2)}
    PlanningService(board_night.store).assess(
        RiskDraft(operation_id=operation.id, venue_id=visit.venue_id, scores=scores)
    )
    assert presence.waits_for(joint.id)
    with pytest.raises(NotAllowed, match="not-secured"):
        presence.enter(presence_draft(inspection_id=joint.id, in_at=None))
    presence.signal(signal_draft(inspection_id=joint.id, at=None))
    assert presence.enter(presence_draft(inspection_id=joint.id, in_at=None))
