"""Who is what at a place, and what may be shown of a person: one rule for lists, search, paper and export."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.errors import Invalid
from krogkoll.people import (
    PROTECTED,
    PeopleService,
    Person,
    ShownPerson,
    Suspicion,
    TieRole,
    TieService,
    shown_person,
    swedish_tie,
)
from krogkoll.security import Role
from tests.factories import PERSON_NUMBER, TODAY, actor, audited, person_draft
from tests.factory_rooms.register import tie_draft

NO_CONTACT = {"street": "", "postal_code": "", "city": ""}


def stored(**over):
    draft = person_draft(**{"born_on": date(1990, 6, 2), **over})
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    return Person(**values, id="p", compartment="c", created_at=None, created_by="", seen={}, sealed=False)


@pytest.fixture
def people(store):
    return PeopleService(store)


@pytest.fixture
def hidden(people):
    return people.register_person(person_draft(protected=True, **NO_CONTACT))


def test_a_person_is_shown_with_number_and_address(people):
    shown = shown_person(stored(number=PERSON_NUMBER), actor(), TODAY)
    assert (shown.title, shown.number, shown.address) == (
        "Örjan Testsson",
        "900602-2397",
        "Storgatan 1, 26131 Landskrona",
    )
    assert not shown.masked


@given(st.sampled_from(Role), st.text(max_size=40))
def test_no_word_of_a_protected_person_is_shown_to_anybody_before_it_is_opened(role, name):
    person = stored(name=f"Örjan {name}", protected=True, notes="bor hos sin mor", language="tigrinska", **NO_CONTACT)
    shown = shown_person(person, actor(role), TODAY)
    said = " ".join([shown.title, shown.number, shown.address, shown.contact, shown.language, shown.notes, *shown.tags])
    assert shown.masked
    assert "Örjan" not in said
    assert "900602" not in said
    assert "mor" not in said
    assert "tigrinska" not in said


def test_an_opened_protected_person_has_a_name_and_never_an_address():
    person = stored(protected=True, street="Storgatan 1", phone="0701740635")
    shown = shown_person(person, actor(), TODAY, revealed=True)
    assert (shown.title, shown.address, shown.contact) == ("Örjan Testsson", "", "")
    assert PROTECTED in shown.tags


def test_a_role_without_people_sees_nobody():
    shown = shown_person(stored(), actor(Role.UNIT_ADMIN), TODAY, revealed=True)
    assert shown == ShownPerson(title="Visas inte för din roll", masked=True)


def test_a_minor_is_flagged_to_the_day_also_when_protected():
    young = stored(number="", born_on=date(2008, 11, 23), protected=True, **NO_CONTACT)
    assert "Under 18 år" in shown_person(young, actor(), TODAY).tags
    assert shown_person(young, actor(), date(2026, 11, 23)).tags == ()
    assert shown_person(stored(suspicion=Suspicion.NOT_SUSPECTED), actor(), TODAY).tags == ("Ej misstänkt",)


def test_a_protected_person_is_found_by_the_whole_number_with_a_purpose_and_in_no_other_way(people, hidden):
    for text, purpose in (
        ("Testsson", "delgivning"),
        ("Örjan", ""),
        (PERSON_NUMBER, ""),
        (PERSON_NUMBER, " "),
        ("19900602", "delgivning"),
        (PERSON_NUMBER[:11], "delgivning"),
    ):
        assert people.find_people(text, purpose) == (), (text, purpose)
    assert people.find_people("900602-2397", "delgivning") == (hidden,)


def test_others_are_found_as_before(people, hidden):
    other = people.register_person(person_draft(name="Åsa Testsson", number="200001052380"))
    assert people.find_people("Testsson") == (other,)


def test_people_and_companies_are_read_in_the_order_asked_for_with_an_entry(store, people, hidden):
    other = people.register_person(person_draft(name="Åsa Testsson", number="200001052380"))
    assert people.people([other.id, hidden.id, "saknas", other.id]) == (other, hidden)
    entry = audited(store)[-1]
    assert (entry["act"], sorted(entry["ids"])) == ("read", sorted([other.id, hidden.id]))
    assert people.companies(["saknas"]) == ()


def test_a_tie_is_written_read_with_an_entry_and_taken_back(store):
    ties = TieService(store)
    made = ties.tie(tie_draft(remark=" enligt hyreskontraktet "))
    assert made.remark == "enligt hyreskontraktet"
    assert ties.ties_of(["a-venue", "b-venue"]) == (made,)
    assert (audited(store)[-1]["act"], audited(store)[-1]["kind"]) == ("read", "tie")
    ties.untie(made, "fel förening")
    assert ties.ties_of(["a-venue"]) == ()


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"venue_id": ""}, ("venue_id", "missing")),
        ({"party_id": ""}, ("party_id", "missing")),
        ({"party_kind": "venue"}, ("party_id", "missing")),
        ({"role": TieRole.UNKNOWN}, ("role", "missing")),
        ({"remark": "x" * 501}, ("remark", "too-long")),
    ],
)
def test_a_broken_tie_is_refused(store, over, problem):
    with pytest.raises(Invalid) as caught:
        TieService(store).tie(replace(tie_draft(), **over))
    assert caught.value.problems == (problem,)


def test_every_role_has_its_word():
    assert all(swedish_tie(role)[0].isupper() for role in TieRole)
