"""The report tells everything that was noted on the spot, in the order of the night, and makes nothing up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from krogkoll.documents import Bullets, Heading, Paragraph, Table, text_of
from krogkoll.evidence import SeizureService
from krogkoll.inspections import FieldService, own_kinds, report_document
from krogkoll.inspections.printing import Author, clock_words
from krogkoll.inspections.report_masking import other_people
from krogkoll.security import Role
from tests.factories import POLICE, actor
from tests.factory_rooms.field import head_count_draft, oral_order_draft
from tests.factory_rooms.goods import item_draft, seizure_draft

from .full_visit import full_visit
from .night import START, closed, night
from .on_the_spot import BOARD, board_visit
from .test_report import making


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The document, the words of its built file, and the visit."""
    folder = tmp_path_factory.mktemp("full")
    with night(folder, BOARD) as a_night:
        visit = full_visit(a_night, folder)
        shown = a_night.reports.show(visit.id, title="Alkoholhandläggare")
        whole = a_night.inspections.visit(visit.id)
        own = making(authority=BOARD.authority, kinds=own_kinds(BOARD))
        document = report_document(whole, Author(name="Anna Lindqvist", title=""), own)
        yield document, " ".join(text_of(shown.pdf).split()), whole


def rows(document, *headers):
    (found,) = [one for one in document.blocks if isinstance(one, Table) and one.headers[: len(headers)] == headers]
    return found.rows


def test_the_sections_stand_in_the_order_of_the_record(told):
    document, _, _ = told
    assert [one.text for one in document.blocks if isinstance(one, Heading)] == [
        "Besöket",
        "Tillträde",
        "Samtycke",
        "Deltagare",
        "Säkrat och avbrott",
        "Inne i lokalen",
        "Iakttagelser och bedömningar",
        "Tidsmärken utan iakttagelse",
        "Svar på frågorna",
        "Ännu inte kontrollerat",
        "Räkning av personer",
        "Uppgifter från andra",
        "Muntliga besked",
        "Foton",
        "Avvikelser från planen",
        "Partens synpunkter",
        "Nästa steg",
        "Andra tjänstemannens besked",
        "Överlämning av besöket",
    ]


def test_who_said_yes_and_no_and_what_they_knew(told):
    document, _, _ = told
    assert rows(document, "Kl.", "Besked") == (
        ("23.11", "Nej till besöket", "Noor Ekvall, dörrvärd", "–"),
        (
            "23.15",
            "Samtycke",
            "Kim Sandell, föreståndare",
            "Att ett nej inte får några följder och att samtycket kan återkallas.",
        ),
    )


def test_who_was_inside_from_when_to_when_and_who_said_that_it_was_safe(told):
    document, _, _ = told
    assert rows(document, "Kl.", "Signal") == (
        ("23.16", "Säkrat", "Maria Berg, Polismyndigheten", "–"),
        ("23.55", "Avbrutet", "Maria Berg, Polismyndigheten", "Bråk i baren."),
    )
    assert [row[:3] for row in rows(document, "In kl.")] == [
        ("23.17", "23.51", "Anna Lindqvist"),
        ("23.18", "23.55", "Karin Wester"),
    ]
    assert rows(document, "In kl.")[1][4] == "Bråk i baren."


def test_counts_orders_with_their_answers_and_marks_without_words(told):
    document, _, _ = told
    assert rows(document, "Kl.", "Antal") == (("23.31", "62", "dansgolvet", "räknade en och en"),)
    assert rows(document, "Kl.", "Muntligt besked")[0][1:] == (
        "Ta bort hänglåset från gårdsutgången nu.",
        "Johan Ek",
        "Kim Sandell",
        "Jag gör det direkt.",
    )
    said = [one.items for one in document.blocks if isinstance(one, Bullets)]
    assert ("Kl. 23.29: inte beskrivet.", "Kl. 23.30: struket. Skäl: tryckte av misstag") in said


def test_the_second_officer_and_the_hand_over_are_named(told):
    document, _, _ = told
    views = rows(document, "Kl.", "Tjänsteman")
    assert [row[1:] for row in views] == [
        ("Karin Wester", "hela besöket", "Bekräftar: Jag såg samma sak."),
        ("Karin Wester", "iakttagelse 1", "Kompletterar: Det var tre glas."),
    ]
    (over,) = rows(document, "Kl.", "Från")
    assert over[1:] == ("Anna Lindqvist", "Karin Wester (tillbakataget)", "Passet slut")


def test_every_photo_and_paper_is_listed_whether_it_is_shown_or_not(told):
    _, text, _ = told
    assert "Förteckning över foton och handlingar" in text
    listed = text[text.index("Förteckning över foton") : text.index("Avvikelser från planen")]
    assert listed.count("visas inte") == 2, "one with people nobody has masked, one that no finding names"
    assert "Porten" in listed
    assert "Föreningens stadgar, medlemslista.txt" in listed
    assert "Prov" in text
    assert "P-1" in text


def test_how_we_showed_who_we_are_and_what_for(told):
    _, text, _ = told
    assert "Tjänstekort visat vid dörren för Kim Sandell" in text
    assert "Tillsyn enligt alkohollagen" in text
    assert "Kim Sandell, företrädare, körkort" in text


def test_an_empty_visit_says_so_and_has_no_empty_tables(tmp_path):
    with night(tmp_path, BOARD) as a_night:
        visit = closed(a_night, board_visit(a_night))
        whole = a_night.inspections.visit(visit.id)
        document = report_document(whole, Author(name="A", title=""), making(authority=BOARD.authority))
    assert all(one.rows for one in document.blocks if isinstance(one, Table))
    said = [one.text for one in document.blocks if isinstance(one, Paragraph)]
    assert "Inga muntliga besked är antecknade." in said
    assert "Inga synpunkter är antecknade." in said
    headings = [one.text for one in document.blocks if isinstance(one, Heading)]
    assert not {"Samtycke", "Inne i lokalen", "Räkning av personer", "Överlämning av besöket"} & set(headings)


def test_the_hour_that_comes_twice_says_which_one_it_is(tmp_path):
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert clock_words(first) == "02.30 sommartid"
    assert clock_words(first + timedelta(hours=1)) == "02.30 normaltid"
    assert clock_words(first - timedelta(hours=1)) == "01.30"
    with night(tmp_path, BOARD) as a_night:
        visit = board_visit(a_night, started_at=first - timedelta(hours=1))
        field = FieldService(a_night.store)
        for hours in (0, 1):
            field.count(head_count_draft(inspection_id=visit.id, at=first + timedelta(hours=hours)))
        document = report_document(a_night.inspections.visit(visit.id), Author(name="A", title=""), making())
    assert [row[0] for row in rows(document, "Kl.", "Antal")] == ["02.30 sommartid", "02.30 normaltid"]


def test_seizures_are_named_by_their_number_with_their_litres(tmp_path):
    with night(tmp_path, actor(Role.POLICE_INSPECTOR, POLICE, name="Maria Berg")) as a_night:
        visit = board_visit(a_night)
        SeizureService(a_night.store).seize(seizure_draft(inspection_id=visit.id), [item_draft()])
        closed(a_night, visit)
        text = " ".join(text_of(a_night.reports.show(visit.id).pdf).split())
    assert "Beslag B-2026-0114-1" in text
    assert "sammanlagt 8,4" in text
    assert "Se särskilt beslagsprotokoll." in text


def test_the_copy_that_is_left_hides_others_who_were_asked_or_told(told, tmp_path):
    _, _, whole = told
    assert other_people(whole) == ("Alex Holm", "Noor Ekvall")
    with night(tmp_path, BOARD) as a_night:
        visit = board_visit(a_night, person_met="Kim Sandell")
        field = FieldService(a_night.store)
        for whom in ("Robin Ahl, bartender", "personalen i baren", "kim sandell"):
            field.tell(oral_order_draft(inspection_id=visit.id, at=START, to_whom=whom))
        assert other_people(a_night.inspections.visit(visit.id)) == ("Robin Ahl",)
        unmet = replace(whole, inspection=replace(whole.inspection, person_met=""))
        assert "Kim Sandell" in other_people(unmet)
