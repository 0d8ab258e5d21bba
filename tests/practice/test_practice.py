"""Practice workspaces: full, lawful for the authority, the same each time, whole or not at all."""

import re
from datetime import timedelta

import pytest

from krogkoll.decisions import State
from krogkoll.inspections import entry_flags, ground_words
from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.errors import Invalid, StoreTrouble
from krogkoll.kernel.identifiers import organisation_number
from krogkoll.kernel.progress import Cancelled
from krogkoll.law import authorities
from krogkoll.practice import PRACTICE_PASSWORD, create_practice
from krogkoll.practice.invention import Invention, areas_of, material
from krogkoll.security import FLOOR_COST, Permission, Role
from krogkoll.venues import PermitState, RiskClass, VenueFilter, VenueOrder, VenueQuery, VenueStatus
from krogkoll.workspace import is_practice, open_with_password
from tests.factories import ALCOHOL_BOARD, FIRE, NOW, POLICE, TODAY

PLACES = 70
ROLES = {
    ALCOHOL_BOARD: Role.MUNICIPAL_INSPECTOR,
    POLICE: Role.POLICE_INSPECTOR,
    FIRE: Role.FIRE_INSPECTOR,
}


def made(folder, authority, venues=PLACES, **over):
    at = SteppingClock(NOW)
    return create_practice(
        folder, PRACTICE_PASSWORD, venues=venues, authority=authority, clock=at, cost=FLOOR_COST, **over
    )


@pytest.fixture(scope="module", params=ROLES)
def practice(request, tmp_path_factory):
    """The practice workspace of one authority."""
    workspace = made(tmp_path_factory.mktemp("practice") / "workspace", request.param)
    yield workspace
    workspace.close()


def everything(workspace):
    return [workspace.venues.venue(line.id) for line in workspace.venues.page(workspace.venues.find(VenueQuery()))]


def told(workspace):
    """Every tip here: those of places, and the inbox."""
    tips = [tip for venue in everything(workspace) for tip in workspace.tips.tips_of(venue.id)]
    return [*tips, *(tip for tip in workspace.tips.inbox() if not tip.venue_id)]


def test_it_belongs_to_an_invented_officer_and_says_that_it_is_practice(practice):
    assert practice.actor.role is ROLES[practice.actor.authority]
    assert practice.practice
    assert is_practice(practice.folder)
    officers = [row for row in material("people")["officer"] if row["authority"] == practice.actor.authority]
    assert {member.name for member in practice.members.members()} == {row["name"] for row in officers}


def test_it_holds_as_many_places_as_asked_for_in_the_authoritys_own_area(practice):
    venues = everything(practice)
    assert len(venues) == PLACES
    allowed = {area["municipality"] for area in areas_of(authorities()[practice.actor.authority])}
    assert {venue.municipality for venue in venues} <= allowed
    assert len({(venue.city, venue.street) for venue in venues}) == PLACES


def test_its_chains_rows_and_seals_hold(practice):
    assert practice.check().holds


def test_the_list_shows_something_under_each_common_chip(practice):
    counts = practice.venues.counts()
    for chip in (VenueFilter.DANGER, VenueFilter.SUSPECTED, VenueFilter.PLANNED, VenueFilter.DISMISSED):
        assert counts[chip], chip
    if practice.actor.authority != FIRE:
        assert counts[VenueFilter.HIGH]


def test_it_ends_now_and_begins_long_ago(practice):
    lines = practice.venues.page(practice.venues.find(VenueQuery(order=VenueOrder.LATEST)))
    assert NOW - timedelta(hours=6) < lines[0].latest_at <= NOW + timedelta(minutes=1)
    assert lines[-1].latest_at < NOW - timedelta(days=300)
    hottest = practice.venues.page(practice.venues.find(VenueQuery()))[0]
    assert hottest.latest_at > NOW - timedelta(days=2)
    before = practice.venues.history(lines[0].id)[0].at
    assert before < NOW.isoformat()


def test_a_score_is_explained_by_tips_of_this_authority(practice):
    top = practice.venues.page(practice.venues.find(VenueQuery()))[0]
    found = practice.risks.risk(top.id).score
    assert found.points == pytest.approx(top.points, abs=0.2)
    assert found.risk is top.risk
    assert found.lines
    assert found.risk is not RiskClass.LOW


def test_every_tip_may_lie_at_this_authority(practice):
    kinds = set(authorities()[practice.actor.authority].kinds)
    allowed = [row["text"] for row in material("tips")["tip"] if kinds & set(row["kinds"])]
    patterns = [re.compile(re.escape(text).replace(re.escape("{place}"), ".+")) for text in allowed]
    tips = told(practice)
    assert len(tips) > 10
    for tip in tips:
        assert any(pattern.fullmatch(tip.text) for pattern in patterns), tip.text
    if practice.actor.authority != POLICE:
        assert not any(tip.channel == "patrol" for tip in tips)
        assert not any({"I4", "I6"} & set(tip.indicators) for tip in tips)


def test_only_those_who_read_the_register_say_what_it_holds(practice):
    known = [venue.permit for venue in everything(practice) if venue.permit is not PermitState.UNKNOWN]
    assert bool(known) is (practice.actor.authority != FIRE)


def test_the_inbox_waits_and_cases_are_at_work(practice):
    assert practice.tips.inbox()
    cases = practice.cases.open_cases()
    assert cases
    assert all(case.docket for case in cases)
    assert all(practice.cases.timeline(case_id=case.id) for case in cases[:5])
    assert practice.desk.tasks()
    assert any(practice.desk.notes_of(case.id) for case in cases)


def test_every_number_is_invented_or_a_test_number(practice):
    tests = {row["number"] for row in material("people")["person"]}
    people = [person for number in tests for person in practice.people.find_people(number)]
    assert people
    for person in people:
        assert person.number in tests
        assert bool(person.suspicion != "not_stated") is (practice.actor.authority == POLICE)
    with practice.store.reading(Permission.READ_PEOPLE) as reader:
        from krogkoll.people.rows import CompanyRow

        numbers = [row[0] for row in reader.rows(CompanyRow.__table__.select().with_only_columns(CompanyRow.number))]
    assert numbers
    for number in numbers:
        assert organisation_number(number).startswith(("809999", "559999"))


def test_planned_places_have_a_case_and_their_reason(practice):
    planned = practice.venues.page(practice.venues.find(VenueQuery(chip=VenueFilter.PLANNED)))
    with_tips = [line for line in planned if practice.tips.tips_of(line.id)]
    assert with_tips
    for line in with_tips:
        assert practice.cases.cases_of(line.id)
        assert practice.venues.venue(line.id).status_reason


def test_the_same_story_comes_again(tmp_path):
    def lines(folder):
        workspace = made(folder, ALCOHOL_BOARD, venues=20)
        try:
            found = workspace.venues.page(workspace.venues.find(VenueQuery()))
            return [(line.name, line.address, line.status, line.risk, round(line.points, 3)) for line in found]
        finally:
            workspace.close()

    assert lines(tmp_path / "one") == lines(tmp_path / "two")


@pytest.mark.parametrize("venues", [0, 1])
def test_it_may_be_nearly_empty(tmp_path, venues):
    workspace = made(tmp_path / "workspace", ALCOHOL_BOARD, venues=venues)
    assert workspace.venues.counts()[VenueFilter.ALL] == venues
    workspace.close()
    again = open_with_password(tmp_path / "workspace", PRACTICE_PASSWORD)
    assert again.practice
    again.close()


def test_a_board_that_no_tip_may_lie_at_has_places_only(tmp_path):
    workspace = made(tmp_path / "workspace", "k1282.miljo", venues=5)
    assert (len(everything(workspace)), workspace.tips.inbox(), workspace.cases.open_cases()) == (5, (), ())
    workspace.close()


@pytest.mark.parametrize("authority", ["k9999.alkohol", "k1283.alkohol", "skv", "Nämnden"])
def test_an_authority_that_does_not_work_round_landskrona_is_refused(tmp_path, authority):
    with pytest.raises(Invalid) as caught:
        made(tmp_path / "workspace", authority)
    assert caught.value.problems == (("authority", "no-practice-material"),)
    assert not (tmp_path / "workspace").exists()


def test_nothing_is_overwritten_and_nothing_is_left_half_made(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "mine.txt").write_text("x")
    with pytest.raises(StoreTrouble):
        made(folder, ALCOHOL_BOARD)
    assert (folder / "mine.txt").read_text() == "x"

    def stop(progress):
        if progress.done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        made(tmp_path / "other", ALCOHOL_BOARD, venues=9, report=stop)
    assert not (tmp_path / "other").exists()


def test_large_numbers_get_enough_companies_and_different_addresses():
    invention = Invention(authorities()[ALCOHOL_BOARD], TODAY, "many")
    companies = invention.companies(100_000)
    numbers = [draft.number for draft in companies]
    assert len(set(numbers)) == len(numbers) > 800
    owners = [(str(n), number) for n, number in enumerate(numbers)]
    places = list(invention.places(3000, owners))
    assert len({(place.city, place.street) for place in places}) == 3000
    statuses = {invention.status(place).status for place in places}
    assert statuses == set(VenueStatus) - {VenueStatus.UNKNOWN}


def nights_of(workspace):
    visits = sorted(workspace.inspections.visits(), key=lambda one: one.started_at)
    return [workspace.inspections.visit(one.id) for one in visits]


def test_the_first_visit_of_the_night_was_safe_before_anybody_of_ours_went_in(practice):
    first = nights_of(practice)[0]
    (said,) = first.log.signals
    assert (said.said_by, said.signal) == ("Maria Berg", "secured")
    assert practice.presence.waits_for(first.inspection.id), "the stop rule stood"
    assert [one.name for one in first.log.presences][-2:] == [practice.actor.name, first.log.views[0].by_name]
    assert all(said.at < one.in_at < one.out_at <= first.inspection.ended_at for one in first.log.presences)
    (view,) = first.log.views
    assert view.by_id != practice.actor.user_id
    assert view.text


def test_the_ground_of_every_visit_reads_whole(practice):
    for visit in nights_of(practice):
        assert visit.entry is not None
        assert entry_flags(visit.entry) == ()
        asked = practice.actor.authority == ALCOHOL_BOARD
        assert bool(visit.log.consents) is asked
        if asked:
            words = ground_words(visit.entry)
            assert visit.inspection.person_met in words
            assert "återkallas" in words
        assert visit.inspection.identity_shown
        assert visit.inspection.purpose_told


def test_who_was_asked_came_to_the_night_that_was_and_is_asked_for_the_next(practice):
    held, coming = sorted(practice.operations.operations(), key=lambda one: one.starts_at)
    there = [one.attendance for one in practice.operations.participants(held.id)]
    assert there == ["present", "present", "present", "declined"]
    told = {one.authority: one.ground_told for one in practice.operations.participants(held.id)}
    assert told.pop(practice.actor.authority) == "", "our own ground is our own record"
    assert [one.attendance for one in practice.operations.participants(coming.id)] == [
        "confirmed",
        "confirmed",
        "asked",
        "declined",
    ]
    assert practice.operations.entries(coming.id)


def test_one_paper_that_the_night_calls_for_is_begun(practice):
    (begun,) = practice.decisions.decisions()
    called_for = {"k1282.alkohol": "POL-ANM", "p.syd.landskrona": "OL-FORBUD", "rtj.landskrona": "LSO-NYTTJ"}
    assert (begun.type_code, begun.state) == (called_for[practice.actor.authority], State.DRAFT)
    assert begun.finding_ids
