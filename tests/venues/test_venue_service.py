"""Registering, editing and judging places in a real store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.kernel.geo import Position
from krogkoll.security import Permission, Role
from krogkoll.venues import (
    Grade,
    Handling,
    InformationGrade,
    RiskClass,
    RiskService,
    SourceGrade,
    TipService,
    VenueFilter,
    VenueQuery,
    VenueService,
    VenueStatus,
    add_venue,
    draft_of,
    indicate,
    move_venue,
)
from krogkoll.venues.rows import VenueGlance, VenueRow
from tests.factories import NOW, TODAY, actor, audited, tip_draft, venue_draft, workspace

SURE = Grade(source=SourceGrade.RELIABLE, information=InformationGrade.DIRECT, handling=Handling.PERMITTED)


@pytest.fixture
def venues(store):
    return VenueService(store)


@pytest.fixture
def risks(store):
    return RiskService(store)


def test_a_place_is_stored_tidied_and_comes_back_equal(venues):
    venue = venues.register(venue_draft(name="  Ka\u0308llaren ", postal_code="261 35", aliases=(" Kulan ", "")))
    assert (venue.name, venue.postal_code, venue.aliases) == ("Källaren", "26135", ("Kulan",))
    assert (venue.status_on, venue.compartment) == (TODAY, "k1282.alkohol.std")
    assert venues.venue(venue.id) == venue
    assert venues.page([venues.number(venue.id)])[0].id == venue.id


def test_a_broken_place_is_refused_whole(venues):
    with pytest.raises(Invalid) as caught:
        venues.register(venue_draft(postal_code="1"))
    assert caught.value.problems == (("postal_code", "five-digits"),)
    with pytest.raises(Invalid):
        venues.register_many([venue_draft(name="A"), venue_draft(postal_code="1")])
    assert list(venues.find(VenueQuery())) == []


def test_many_places_are_written_at_once(venues):
    assert venues.register_many(venue_draft(name=f"Lokal {number}") for number in range(30)) == 30
    assert venues.counts()[VenueFilter.ALL] == 30
    assert len(venues.find(VenueQuery(text="lokal 7"))) == 1


def test_an_edit_from_the_form_changes_only_what_was_changed(venues):
    shown = venues.register(venue_draft())
    venues.edit(shown, replace(draft_of(shown), opening_pattern="fre–lör 23–04"), why="enligt tips")
    later = venues.edit(shown, replace(draft_of(shown), notes="Kod i dörren."))
    assert (later.opening_pattern, later.notes) == ("fre–lör 23–04", "Kod i dörren.")
    assert [entry.what for entry in venues.history(shown.id)] == ["new", "set", "set"]
    assert venues.history(shown.id)[1].why == "enligt tips"


def test_an_edit_that_changes_nothing_writes_nothing(venues):
    shown = venues.register(venue_draft())
    assert venues.edit(shown, replace(draft_of(shown), postal_code="261 35")) == shown
    assert len(venues.history(shown.id)) == 1


def test_two_edits_of_one_group_that_did_not_see_each_other_become_a_conflict(venues, store):
    shown = venues.register(venue_draft())
    venues.edit(shown, replace(draft_of(shown), street="Pollargatan 31"))
    venues.edit(shown, replace(draft_of(shown), city="Häljarp"))
    with store.reading(Permission.READ_VENUES) as reader:
        (conflict,) = reader.conflicts(VenueRow, shown.id)
    assert conflict.group == "address"


def test_a_status_carries_its_day_and_its_reason(venues, store):
    shown = venues.register(venue_draft(status_on=date(2026, 11, 1)))
    moved = venues.change_status(shown, VenueStatus.CONFIRMED, " servering sedd ")
    assert (moved.status, moved.status_reason, moved.status_on) == (VenueStatus.CONFIRMED, "servering sedd", TODAY)
    with pytest.raises(Invalid):
        venues.change_status(moved, VenueStatus.CLOSED, " ")
    edited = venues.edit(moved, replace(draft_of(moved), status=VenueStatus.CLOSED, status_on=moved.status_on))
    assert edited.status is VenueStatus.CLOSED
    with store.transaction(Permission.WRITE_VENUES) as tx:
        planned = move_venue(tx, shown.id, VenueStatus.PLANNED, "")
    assert (planned.status, planned.status_reason) == (VenueStatus.PLANNED, "")


def test_a_status_given_without_seeing_a_colleagues_is_a_conflict(venues, store):
    shown = venues.register(venue_draft())
    venues.change_status(shown, VenueStatus.CONFIRMED, "servering sedd")
    venues.change_status(shown, VenueStatus.DISMISSED, "lokalen stod tom")
    with store.reading(Permission.READ_VENUES) as reader:
        (conflict,) = reader.conflicts(VenueRow, shown.id)
    assert conflict.group == "status"
    assert conflict.others[0][1]["status_reason"] == "servering sedd"


def test_an_edited_status_counts_from_today_unless_the_form_says_another_day(venues):
    shown = venues.register(venue_draft(status_on=date(2026, 11, 1)))
    edited = venues.edit(shown, replace(draft_of(shown), status=VenueStatus.INVESTIGATING))
    assert edited.status_on == TODAY
    again = venues.edit(edited, replace(draft_of(edited), status=VenueStatus.PLANNED, status_on=date(2026, 11, 20)))
    assert again.status_on == date(2026, 11, 20)


def test_what_is_not_here_is_not_found(venues, risks):
    for act in (venues.venue, venues.number, risks.risk):
        with pytest.raises(NotFound):
            act("nowhere")


def test_known_places_nearby_and_by_name_are_proposed_three_at_most(venues):
    here = Position(55.8708, 12.8301)
    for number in range(4):
        venues.register(venue_draft(name=f"Kajen {number}", street="Kajgatan 7", latitude=None, longitude=None))
    near = venues.register(venue_draft(name="Nära", street="Annan gata 1", latitude=55.8712, longitude=12.8301))
    venues.register(venue_draft(name="Hörnet", street="Annan gata 2", latitude=55.87165, longitude=12.8316))
    venues.register(venue_draft(name="Långt bort", street="Annan gata 3", latitude=55.88, longitude=12.84))
    assert [match.metres for match in venues.likely("Kajgatan 7")] == [None, None, None]
    (match,) = venues.likely("", here)
    assert (match.id, round(match.metres), match.status) == (near.id, 44, VenueStatus.SUSPECTED)
    both = venues.likely("Annan gata 3", here)
    assert [match.name for match in both] == ["Långt bort", "Nära"]
    assert venues.likely("Ka") == ()


def test_the_worked_example_from_tips_and_an_inspection(venues, risks, store):
    venue = venues.register(venue_draft())
    tips = TipService(store)
    for code, days, sign in (("2A", 30, "I1"), ("1B", 5, "I13")):
        moment = NOW - timedelta(days=days)
        tips.register(
            tip_draft(
                venue_id=venue.id,
                received_at=moment,
                observed_from=moment,
                source_grade=SourceGrade(code[0]),
                information_grade=InformationGrade(code[1]),
                indicators=(sign,),
            )
        )
    with store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
        on = TODAY - timedelta(days=10)
        indicate(tx, venue.id, "I5", on=on, grade=SURE, origin=("inspection", "x"), source="rtj.landskrona")
    found = risks.risk(venue.id).score
    assert (round(found.points, 1), found.risk, found.danger, found.sources) == (36.6, RiskClass.MEDIUM, True, 3)
    (line,) = venues.page(venues.find(VenueQuery()))
    assert (round(line.points, 1), line.risk, line.danger) == (36.6, RiskClass.MEDIUM, True)


def test_seeing_what_explains_a_score_is_a_reading_of_its_tips(venues, risks, store):
    venue = venues.register(venue_draft())
    tip = TipService(store).register(tip_draft(venue_id=venue.id))
    risks.risk(venue.id)
    last = audited(store)[-1]
    assert (last["act"], last["kind"], last["ids"]) == ("read", "tip", [tip.id])


def test_a_human_settles_the_class_and_gives_a_reason_when_it_differs(venues, risks, store):
    venue = venues.register(venue_draft())
    TipService(store).register(tip_draft(venue_id=venue.id))
    with pytest.raises(Invalid) as caught:
        risks.assess(venue.id, RiskClass.HIGH, " ")
    assert caught.value.problems == (("reason", "missing"),)
    agreed = risks.assess(venue.id, RiskClass.LOW, "")
    raised = risks.assess(venue.id, RiskClass.HIGH, "skjutning utanför")
    assert [one.decided for one in risks.assessments(venue.id)] == [RiskClass.HIGH, RiskClass.LOW]
    assert (raised.computed, raised.rule, raised.as_of) == (RiskClass.LOW, "1", TODAY)
    (line,) = agreed.lines
    assert (line["indicator"], line["weight"], line["on"]) == ("I1", 25, "2026-11-22")
    assert line["points"] == pytest.approx(agreed.points)


def test_scores_can_be_computed_anew_from_what_is_here(venues, risks, store):
    venue = venues.register(venue_draft())
    TipService(store).register(tip_draft(venue_id=venue.id))
    (before,) = venues.page(venues.find(VenueQuery()))
    with store.transaction(Permission.READ_VENUES) as tx:
        tx.drop(tx.local(VenueGlance, before.row_no))
        tx.changed.add("venue")
    (lost,) = venues.page(venues.find(VenueQuery()))
    assert lost.points == 0
    assert risks.rescore_all() == 1
    (after,) = venues.page(venues.find(VenueQuery()))
    assert after.points == before.points


def test_concepts_above_add_places_inside_their_own_use_case(store, venues):
    with store.transaction(Permission.WRITE_VENUES) as tx:
        venue = add_venue(tx, venue_draft(name="", street="Kajgatan 7"))
    assert venues.venue(venue.id) == venue


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_it_may_and_nothing_else(tmp_path, role):
    with workspace(tmp_path, actor(role)) as store:
        venues, risks = VenueService(store), RiskService(store)
        acts = {
            Permission.WRITE_VENUES: [
                lambda: venues.register(venue_draft()),
                lambda: venues.register_many([venue_draft()]),
            ],
            Permission.READ_VENUES: [
                lambda: venues.find(VenueQuery()),
                lambda: venues.page([1]),
                venues.counts,
                lambda: venues.likely("Kaj"),
                lambda: venues.history("x"),
                risks.rescore_all,
            ],
            Permission.READ_TIPS: [lambda: risks.assessments("x")],
        }
        for need, calls in acts.items():
            for call in calls:
                if store.actor.may(need):
                    call()
                else:
                    with pytest.raises(NotAllowed):
                        call()
                    assert audited(store)[-1]["act"] == "permission-refused"
