"""A night is planned: places in order, people who answer, what is missing, and a plan that is locked with care."""

from dataclasses import replace

import pytest

from krogkoll.inspections import (
    AssistanceDraft,
    AssistanceStatus,
    Attendance,
    ConflictAnswerDraft,
    Considered,
    EntryDraft,
    Mend,
    OperationStatus,
    ParticipantRole,
    RiskDraft,
    StopDraft,
    gaps,
    loss_without,
    loss_words,
    open_gaps,
)
from krogkoll.kernel.errors import Invalid, NotAllowed
from tests.factories import ALCOHOL_BOARD, FIRE, POLICE

from .planning import ANNA, EVENING, desk


def keys(plan):
    return {gap.key for gap in open_gaps(plan)}


def test_places_become_stops_and_their_times_follow_each_other(tmp_path):
    with desk(tmp_path) as at:
        one, two, three = (at.place(name) for name in ("Källaren", "Lokal 7", "Klubben"))
        night = at.night(one, two)
        stops = at.planning.plan_of(night.id).stops
        assert [(stop.venue_id, stop.position) for stop in stops] == [(one.id, 1), (two.id, 2)]
        assert stops[0].starts_at == EVENING
        stops = at.planning.add_stop(StopDraft(operation_id=night.id, venue_id=three.id, minutes=45))
        assert at.operations.operation(night.id).venue_ids == (one.id, two.id, three.id)
        turned = at.planning.arrange(night.id, (stops[2].id, stops[0].id))
        assert [stop.venue_id for stop in turned] == [three.id, one.id, two.id]
        assert turned[0].starts_at == EVENING
        assert turned[1].starts_at > EVENING
        longer = at.planning.edit_stop(turned[0], replace(turned[0], minutes=90))
        assert longer[1].starts_at > turned[1].starts_at
        left = at.planning.remove_stop(longer[0])
        assert [stop.position for stop in left] == [1, 2]
        assert left[0].starts_at == EVENING
        with pytest.raises(Invalid):
            at.planning.add_stop(StopDraft(operation_id=night.id, venue_id=one.id))


def test_each_thing_missing_goes_when_it_is_mended(tmp_path):
    with desk(tmp_path) as at:
        place = at.place("Källaren")
        night = at.night(place)
        before = keys(at.planning.plan_of(night.id))
        assert {"lead", "own", "rendezvous", "children", f"risk:{place.id}", f"entry:{place.id}"} <= before
        maria, anna, johan = at.company(night)
        plan = at.planning.plan_of(night.id)
        assert {f"answer:{maria.id}", f"conflict:{maria.id}"} <= keys(plan)
        assert not {"lead", "own", f"conflict:{anna.id}"} & keys(plan)
        for one in (maria, anna, johan):
            at.operations.note_attendance(one, Attendance.CONFIRMED)
        at.planning.assess(RiskDraft(operation_id=night.id, venue_id=place.id, scores={"exits": (1, 1)}))
        at.planning.answer_conflict(
            ConflictAnswerDraft(operation_id=night.id, participant_id=maria.id, venue_id=place.id)
        )
        answers = {"public_event": "Musik och entré", "decided_by": "Maria Berg"}
        at.operations.choose_entry(
            EntryDraft(venue_id=place.id, operation_id=night.id, ground_id="ol-2-21", answers=answers)
        )
        shown = at.operations.operation(night.id)
        texts = dict.fromkeys(("rendezvous", "communications", "abort_criteria", "evidence_kit"), "klart")
        asked = dict.fromkeys(("children", "interpreter", "media"), Considered.NO)
        locked = at.operations.move(at.operations.edit(shown, replace(shown, **texts, **asked)), OperationStatus.LOCKED)
        assert locked.status is OperationStatus.LOCKED
        assert gaps(at.planning.plan_of(night.id)) == ()


def test_a_partner_who_says_no_is_seen_in_what_the_night_lacks(tmp_path):
    with desk(tmp_path) as at:
        place = at.place("Källaren")
        night = at.night(place)
        _, _, johan = at.company(night)
        answers = {"written_request": "yes", "decided_by": "Maria Berg"}
        at.operations.choose_entry(
            EntryDraft(venue_id=place.id, operation_id=night.id, ground_id="help-lso-5-3", answers=answers)
        )
        assert f"help-gone:{place.id}" not in keys(at.planning.plan_of(night.id))
        with pytest.raises(Invalid):
            at.operations.note_attendance(johan, Attendance.DECLINED)
        no = at.operations.note_attendance(johan, Attendance.DECLINED, reason="Larm i Helsingborg")
        assert no.reason == "Larm i Helsingborg"
        plan = at.planning.plan_of(night.id)
        loss = loss_without(plan, no)
        assert loss.authority_gone
        assert loss.questions > 0
        assert any("lagen (2003:778)" in ground or "LSO" in ground for ground in loss.grounds)
        found = {gap.key: gap for gap in gaps(plan)}
        assert found[f"declined:{johan.id}"].under == loss_words(loss)
        assert f"help-gone:{place.id}" in found
        at.ask(night, "Eva Brandt", FIRE, ParticipantRole.AUTHORITY_LEAD)
        after = keys(at.planning.plan_of(night.id))
        assert f"help-gone:{place.id}" not in after
        assert f"declined:{johan.id}" not in after


def test_one_of_many_is_missed_only_for_what_nobody_else_does(tmp_path):
    with desk(tmp_path) as at:
        night = at.night(at.place("Källaren"))
        at.company(night)
        writer = at.ask(night, "Omar Haddad", POLICE, ParticipantRole.NOTE_TAKER)
        loss = loss_without(at.planning.plan_of(night.id), writer)
        assert (loss.authority_gone, loss.grounds, loss.questions, loss.roles) == (False, (), 0, ("protokollförare",))
        assert loss_words(loss) == "Ingen annan är protokollförare."


def test_our_staff_need_police_where_the_rule_says_wait(tmp_path):
    with desk(tmp_path, ANNA) as at:
        place = at.place("Källaren")
        night = at.night(place)
        maria, _, _ = at.company(night)
        at.planning.assess(RiskDraft(operation_id=night.id, venue_id=place.id, scores={"exits": (3, 3)}))
        assert f"police:{place.id}" not in keys(at.planning.plan_of(night.id))
        at.operations.note_attendance(maria, Attendance.DECLINED, reason="Beordrad annat")
        assert f"police:{place.id}" in keys(at.planning.plan_of(night.id))


def test_a_gap_is_accepted_with_a_reason_and_the_plan_can_be_locked(tmp_path):
    with desk(tmp_path) as at:
        night = at.night()
        with pytest.raises(NotAllowed, match="plan-has-gaps"):
            at.operations.move(night, OperationStatus.LOCKED)
        for gap in open_gaps(at.planning.plan_of(night.id)):
            with pytest.raises(Invalid):
                at.planning.accept_gap(night.id, gap.key, " ")
            at.planning.accept_gap(night.id, gap.key, "Reds ut på plats")
        at.operations.move(at.operations.operation(night.id), OperationStatus.LOCKED)
        assert gaps(at.planning.plan_of(night.id))


def test_every_change_of_a_locked_plan_is_a_numbered_addition(tmp_path):
    with desk(tmp_path) as at:
        one, two = at.place("Källaren"), at.place("Lokal 7")
        night = at.night(one)
        _, anna, _ = at.company(night)
        for gap in open_gaps(at.planning.plan_of(night.id)):
            at.planning.accept_gap(night.id, gap.key, "Godtas")
        locked = at.operations.move(at.operations.operation(night.id), OperationStatus.LOCKED)
        assert at.planning.plan_of(night.id).additions == ()
        at.planning.add_stop(StopDraft(operation_id=night.id, venue_id=two.id))
        at.operations.note_attendance(anna, Attendance.DECLINED, reason="Sjuk")
        shown = at.operations.operation(night.id)
        with pytest.raises(NotAllowed, match="plan-locked"):
            at.operations.edit(shown, replace(shown, rendezvous="Hamnen"))
        at.operations.edit(shown, replace(shown, rendezvous="Hamnen"), why="Samling flyttad till hamnen.")
        additions = at.planning.plan_of(night.id).additions
        assert [(one.number, one.text) for one in additions] == [
            (1, "Nytt stopp: Lokal 7."),
            (2, "Anna Lindqvist: tackat nej."),
            (3, "Samling flyttad till hamnen."),
        ]
        assert {one.by for one in additions} == {"Maria Berg"}
        at.operations.move(at.operations.operation(locked.id), OperationStatus.HELD)
        with pytest.raises(NotAllowed, match="plan-closed"):
            at.planning.add_stop(StopDraft(operation_id=night.id, venue_id=two.id))


def test_jav_is_asked_of_our_own_people_only_and_partial_people_are_named(tmp_path):
    with desk(tmp_path) as at:
        place = at.place("Källaren")
        night = at.night(place)
        maria, anna, _ = at.company(night)
        draft = ConflictAnswerDraft(operation_id=night.id, participant_id=maria.id, venue_id=place.id)
        with pytest.raises(NotAllowed, match="other-authority-jav"):
            at.planning.answer_conflict(replace(draft, participant_id=anna.id))
        with pytest.raises(Invalid):
            at.planning.answer_conflict(replace(draft, conflict=True))
        at.planning.answer_conflict(replace(draft, conflict=True, text="Ägaren är min svåger"))
        assert f"partial:{maria.id}:{place.id}" in keys(at.planning.plan_of(night.id))
        at.planning.answer_conflict(draft)
        assert f"partial:{maria.id}:{place.id}" not in keys(at.planning.plan_of(night.id))


def test_a_request_for_help_is_missing_until_it_is_granted(tmp_path):
    with desk(tmp_path, ANNA) as at:
        night = at.night(at.place("Källaren"))
        draft = AssistanceDraft(operation_id=night.id, ground_id="help-al-9-9", asked_of=POLICE)
        made = at.planning.note_help(draft)
        key = f"help:{made.id}"
        found = {gap.key: gap for gap in gaps(at.planning.plan_of(night.id))}
        assert (found[key].under, found[key].mend) == ("Inte skickad", Mend.HELP)
        sent = at.planning.note_help(replace(draft, status=AssistanceStatus.SENT, sent_at=EVENING), made)
        with pytest.raises(Invalid):
            at.planning.note_help(replace(draft, status=AssistanceStatus.REFUSED), sent)
        at.planning.note_help(replace(draft, status=AssistanceStatus.GRANTED, sent_at=EVENING), sent)
        assert key not in keys(at.planning.plan_of(night.id))


def test_another_authoritys_ground_is_never_ours_to_choose(tmp_path):
    with desk(tmp_path, ANNA) as at:
        place = at.place("Källaren")
        night = at.night(place)
        assert not {"lso-5-2", "ol-2-21"} & {ground.id for ground in at.operations.offered_grounds()}
        with pytest.raises(NotAllowed, match="other-authority-ground"):
            at.operations.choose_entry(
                EntryDraft(venue_id=place.id, operation_id=night.id, ground_id="lso-5-2", reason="x")
            )
        assert at.planning.plan_of(night.id).own == ALCOHOL_BOARD
