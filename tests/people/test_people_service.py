"""Members, persons and companies in a real store."""

from dataclasses import replace

import pytest

from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.people import MemberService, PeopleService, Suspicion, company_names, member_names
from krogkoll.security import Permission, Role
from tests.factories import (
    FIRE,
    PERSON_NUMBER,
    POLICE,
    actor,
    audited,
    company_draft,
    member_draft,
    person_draft,
    workspace,
)


@pytest.fixture
def people(store):
    return PeopleService(store)


def test_a_person_is_kept_with_twelve_digits_and_the_date_of_birth(people):
    person = people.register_person(person_draft(number="900602-2397", name=" O\u0308rjan Testsson "))
    assert (person.number, person.born_on.isoformat()) == (PERSON_NUMBER, "1990-06-02")
    assert person.name == "Örjan Testsson"
    assert people.person(person.id) == person


def test_a_broken_person_is_refused_and_nothing_is_written(people, store):
    with pytest.raises(Invalid) as caught:
        people.register_person(person_draft(number="900602-2398"))
    assert caught.value.problems == (("number", "bad-check-digit"),)
    assert people.find_people("Testsson") == ()


def test_reading_a_person_is_logged_before_it_is_shown(people, store):
    person = people.register_person(person_draft())
    people.person(person.id, purpose="ALK-2026-0412")
    last = audited(store)[-1]
    assert (last["act"], last["kind"], last["ids"], last["purpose"]) == ("read", "person", [person.id], "ALK-2026-0412")


def test_searching_for_people_is_logged_with_the_words_and_the_hits(people, store):
    person = people.register_person(person_draft())
    assert people.find_people("örjan") == (person,)
    last = audited(store)[-1]
    assert (last["act"], last["ids"]) == ("searched", [person.id])
    assert last["detail"]["text"] == "örjan"


@pytest.mark.parametrize("typed", ["900602-2397", "199006022397", "19900602", "Testsson", "orjan"])
def test_a_person_is_found_by_number_and_name(people, typed):
    person = people.register_person(person_draft())
    assert people.find_people(typed) == (person,)


def test_an_edit_writes_what_changed_and_leaves_what_somebody_else_changed(people):
    first = people.register_person(person_draft())
    people.edit_person(first, replace(first, language="arabiska"))
    second = people.edit_person(first, person_draft(notes="talar via tolk"))
    assert (second.language, second.notes) == ("arabiska", "talar via tolk")


def test_a_protected_identity_and_an_address_merge_as_one(people, store):
    shown = people.register_person(person_draft(street="", postal_code="", city=""))
    people.edit_person(shown, replace(shown, protected=True))
    people.edit_person(shown, replace(shown, street="Storgatan 1"))
    person = people.person(shown.id)
    assert not (person.protected and person.street), "never an address beside a protected identity"


def test_a_company_is_found_by_its_number_and_named_in_lists(people, store):
    company = people.register_company(company_draft(number="16809999-0015"))
    assert company.number == "8099990015"
    assert people.find_companies("809999-0015") == (company,)
    assert people.company(company.id) == company
    with store.reading(Permission.READ_PEOPLE) as reader:
        assert company_names(reader, [company.id, "elsewhere"]) == {company.id: (company.name, "8099990015")}
    changed = people.edit_company(company, replace(company, phone="0418-123456"))
    assert changed.phone == "0418-123456"


def test_what_is_not_here_is_not_found(people):
    with pytest.raises(NotFound):
        people.person("nobody")


def test_the_workspaces_own_person_keeps_the_user_id_that_changes_name(store):
    members = MemberService(store)
    own = members.introduce(member_draft(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR))
    assert own.id == store.actor.user_id
    assert own.actor() == store.actor
    with store.reading(Permission.UNLOCK) as reader:
        assert member_names(reader) == {own.id: "Anna Lindqvist"}


def test_guests_come_from_the_own_authority_only(store):
    members = MemberService(store)
    guest = members.welcome_guest(member_draft())
    assert guest.actor().role is Role.DECISION_MAKER
    with pytest.raises(NotAllowed):
        members.welcome_guest(member_draft(authority=FIRE))
    with pytest.raises(Invalid):
        members.welcome_guest(member_draft(name=""))
    assert members.members() == (guest,)


def test_only_those_who_manage_members_retire_one(tmp_path):
    with workspace(tmp_path, actor(Role.UNIT_ADMIN)) as store:
        members = MemberService(store)
        guest = members.welcome_guest(member_draft())
        assert not members.retire(guest).active
    with workspace(tmp_path / "other", actor(Role.DECISION_MAKER)) as store:
        members = MemberService(store)
        guest = members.welcome_guest(member_draft())
        with pytest.raises(NotAllowed):
            members.retire(guest)


def test_the_police_write_suspicion(tmp_path):
    with workspace(tmp_path, actor(Role.POLICE_INSPECTOR, POLICE)) as store:
        people = PeopleService(store)
        with pytest.raises(Invalid):
            people.register_person(person_draft())
        assert people.register_person(person_draft(suspicion=Suspicion.SUSPECTED)).suspicion is Suspicion.SUSPECTED


@pytest.mark.parametrize("role", [Role.UNIT_ADMIN, Role.AUDITOR])
def test_those_who_have_nothing_to_do_with_cases_see_nobody(tmp_path, role):
    with workspace(tmp_path, actor(role)) as store:
        people = PeopleService(store)
        for act in (
            lambda: people.register_person(person_draft()),
            lambda: people.person("x"),
            lambda: people.find_people("x"),
            lambda: people.find_companies("x"),
            lambda: people.company("x"),
            lambda: people.register_company(company_draft()),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert audited(store)[-1]["act"] == "permission-refused"


def test_a_decision_maker_reads_people_but_does_not_write_them(tmp_path):
    with workspace(tmp_path, actor(Role.DECISION_MAKER)) as store:
        people = PeopleService(store)
        assert people.find_people("x") == ()
        with pytest.raises(NotAllowed):
            people.register_person(person_draft())
