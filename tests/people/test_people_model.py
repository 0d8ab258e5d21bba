"""What may be written of people, and what may not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from krogkoll.kernel.identifiers import OrganisationKind
from krogkoll.people import Company, Person, Suspicion, company_problems, is_police, member_problems, person_problems
from krogkoll.people.model import swedish
from krogkoll.security import Role
from tests.factories import ALCOHOL_BOARD, FIRE, POLICE, TODAY, company_draft, member_draft, person_draft

COMMON = {
    "id": "x",
    "compartment": "k1282.alkohol.std",
    "created_at": datetime(2026, 1, 1, tzinfo=UTC),
    "created_by": "u",
    "seen": {},
    "sealed": False,
}


def codes(found):
    return {tuple(problem) for problem in found}


def test_a_complete_person_company_and_member_are_fine():
    assert person_problems(person_draft(), today=TODAY, police=False) == ()
    assert company_problems(company_draft(), today=TODAY) == ()
    assert member_problems(member_draft()) == ()


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"name": " ", "identity_text": ""}, ("name", "name-or-description")),
        ({"name": "x" * 201}, ("name", "too-long")),
        ({"number": "900602-2398"}, ("number", "bad-check-digit")),
        ({"number": "199013022397"}, ("number", "bad-date")),
        ({"number_reason": " "}, ("number_reason", "missing")),
        ({"born_on": date(1990, 6, 3)}, ("born_on", "differs-from-number")),
        ({"number": "", "born_on": date(2026, 11, 23)}, ("born_on", "in-the-future")),
        ({"protected": True}, ("street", "protected-identity")),
        ({"protected": True, "phone": "0"}, ("phone", "protected-identity")),
        ({"postal_code": "2613"}, ("postal_code", "five-digits")),
        ({"postal_code": "²6131"}, ("postal_code", "five-digits")),
        ({"email": "a@b@example.se"}, ("email", "not-an-address")),
        ({"email": "örjan"}, ("email", "not-an-address")),
    ],
)
def test_each_broken_rule_of_a_person_is_named(over, problem):
    assert problem in codes(person_problems(person_draft(**over), today=TODAY, police=False))


def test_the_police_must_say_whether_somebody_is_suspected_and_nobody_else_may():
    assert codes(person_problems(person_draft(), today=TODAY, police=True)) == {("suspicion", "missing")}
    draft = person_draft(suspicion=Suspicion.NOT_SUSPECTED)
    assert person_problems(draft, today=TODAY, police=True) == ()
    assert codes(person_problems(draft, today=TODAY, police=False)) == {("suspicion", "police-only")}


def test_which_act_rules_follows_from_the_authority():
    assert is_police(POLICE)
    assert not is_police(ALCOHOL_BOARD)
    assert not is_police(FIRE)
    assert not is_police("Nämnden som ingen har hört talas om")


def test_an_unknown_person_is_described_instead_of_named():
    draft = person_draft(name="", number="", number_reason="", identity_text="man, cirka 30 år, tatuerad hals")
    assert person_problems(draft, today=TODAY, police=False) == ()


def test_a_person_is_minor_until_the_eighteenth_birthday():
    person = Person(**COMMON, born_on=date(2008, 11, 23))
    assert person.is_minor(TODAY)
    assert not person.is_minor(date(2026, 11, 23))
    assert replace(person, born_on=None, minor=True).is_minor(TODAY)


def test_a_sole_traders_number_belongs_to_a_person():
    found = company_problems(company_draft(number="900602-2397"), today=TODAY)
    assert codes(found) == {("number", "sole-trader-is-a-person")}


def test_the_legal_form_follows_from_the_number():
    company = Company(**COMMON, name="x", number="8099990015")
    assert company.form is OrganisationKind.NON_PROFIT
    assert company.shown_number == "809999-0015"
    assert Company(**COMMON, name="x").form is None


@pytest.mark.parametrize("kind", [Suspicion, OrganisationKind, Role])
def test_every_value_has_its_swedish_word(kind):
    words = [swedish(value) for value in kind]
    assert len(set(words)) == len(words)
    assert all(word[0].isupper() for word in words)
