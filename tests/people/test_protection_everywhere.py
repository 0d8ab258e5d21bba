"""A protected identity walks through every list, search, paper and file: it is named only where a purpose was given."""

import csv
import io
from datetime import timedelta

import pytest

from krogkoll.cases import CaseDraft, NoteDraft, PartyRole
from krogkoll.documents import text_of
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.inspections import InspectionDraft
from krogkoll.kernel.clock import local
from krogkoll.people import PersonDraft, TieDraft, TieRole
from krogkoll.people import shown_person as shown
from krogkoll.security import FLOOR_COST, Role
from krogkoll.venues import VenueDraft, VenueQuery
from ui.cases.detail_read import read_case
from ui.cases.finder import find_cases
from ui.operations.finder import find_nights
from ui.people.reading import read_parties
from ui.venues.finder import find_places

NAME, NUMBER, TEXT = "Åsa Hemlighed", "900602-2397", "kvinna med röd väska"
SECRETS = ("Hemlighed", "900602-2397", "9006022397", "199006022397", "19900602-2397")
WORDS = ("Åsa", "Hemlighed", "Åsa Hemlighed", "asa hem", "900602", NUMBER, "199006022397", "röd väska")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    new = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)
    made, _ = create_workspace(tmp_path_factory.mktemp("skydd") / "ws", new, "fyra hästar stampar", cost=FLOOR_COST)
    yield made
    made.close()


@pytest.fixture(scope="module")
def scene(workspace):
    """She has a role at a place and in a case, and officers have written her name and number where they should not."""
    person = workspace.people.register_person(
        PersonDraft(name=NAME, number=NUMBER, number_reason="behövs", identity_text=TEXT, protected=True)
    )
    venue = workspace.venues.register(VenueDraft(name="Bakfickan", street="Sillkajsgatan 14", city="Landskrona"))
    workspace.ties.tie(
        TieDraft(venue_id=venue.id, party_kind="person", party_id=person.id, role=TieRole.REPRESENTATIVE)
    )
    case = workspace.cases.open_case(CaseDraft(title_public="Tillsyn, Sillkajsgatan 14", venue_id=venue.id))
    held = workspace.cases.involve(case.id, ("person", person.id), PartyRole.WITNESS)
    other = workspace.cases.involve(case.id, ("person", person.id), PartyRole.MET)
    workspace.desk.end_involvement(other)
    workspace.desk.note(NoteDraft(case_id=case.id, with_whom=NAME, text=f"Ringde åsa  hemlighed, {NUMBER}, i går."))
    now = workspace.store.clock.now()
    visit = workspace.inspections.start(
        InspectionDraft(
            venue_id=venue.id,
            premises="källaren på Sillkajsgatan 14",
            address="Sillkajsgatan 14",
            started_at=now - timedelta(hours=1),
            ended_at=now,
            person_met=NAME,
            person_met_role="bartender",
            person_met_identity=f"legitimation, 19{NUMBER}",
        )
    )
    return person, venue, case, held, visit


def clean(said):
    flat = " ".join(str(said).replace("\u00a0", " ").split())
    found = [secret for secret in SECRETS if secret.casefold() in flat.casefold()]
    assert found == [], flat[:2000]


def test_no_search_finds_her_without_a_purpose(workspace, scene):
    for words in WORDS:
        assert workspace.people.find_people(words) == (), words
    assert workspace.people.find_people("Hemlighed", "delgivning") == ()
    assert [one.id for one in workspace.people.find_people(NUMBER, "delgivning")] == [scene[0].id]


def test_no_hit_of_the_palette_names_her(workspace, scene):
    for words in WORDS:
        for find in (find_places, find_cases, find_nights):
            clean(find(workspace, words))
        assert workspace.venues.page(workspace.venues.find(VenueQuery(text=words))) == [], words


def test_no_list_of_roles_names_her(workspace, scene):
    _, venue, case, _, _ = scene
    today = local(workspace.store.clock.now()).date()
    for subject in (("venue", venue.id), ("case_file", case.id)):
        for party in read_parties(workspace, [subject]):
            told = shown(party.record, workspace.actor, today)
            clean(told)
            assert told.title == "Skyddad identitet"
    parties = read_case(workspace, case.id).parties
    assert [party.name for party in parties] == ["Skyddad identitet"]
    clean(parties)


def test_the_timeline_does_not_name_whose_role_ended(workspace, scene):
    told = [one for one in workspace.cases.timeline(case_id=scene[2].id) if one.subject_kind == "person"]
    assert [one.title for one in told] == ["Rollen träffad på plats är borttagen"]
    clean(told)


def test_the_warning_about_a_title_says_no_more_than_was_typed(workspace, scene):
    assert workspace.case_register.names_in_title(scene[2].id, "Åsa på Hemlighed") == ("Skyddad identitet",)


def test_no_paper_names_her(workspace, scene, tmp_path):
    _, _, case, _, _ = scene
    clean(text_of(workspace.case_sheets.make(case.id).pdf))
    assert "[skyddad identitet]" in text_of(workspace.case_sheets.make(case.id).pdf)
    year = local(workspace.store.clock.now()).year
    workspace.supervision_plans.save_paper(year, tmp_path / "plan.pdf")
    clean(text_of((tmp_path / "plan.pdf").read_bytes()))
    workspace.supervision_plans.save_table(year, tmp_path / "plan.csv")
    clean(list(csv.reader(io.StringIO((tmp_path / "plan.csv").read_text(encoding="utf-8-sig")))))


def test_the_report_does_not_name_her(workspace, scene):
    visit = scene[4]
    workspace.inspections.close(visit)
    clean(text_of(workspace.reports.show(visit.id).pdf))
