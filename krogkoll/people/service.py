"""Use cases on members, persons and companies. Reading a person is an entry in the audit log before it is shown."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar, cast

from sqlalchemy import select

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.kernel.identifiers import party_number
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.people.model import (
    Company,
    CompanyDraft,
    Member,
    MemberDraft,
    Person,
    PersonDraft,
    company_problems,
    is_police,
    member_problems,
    person_problems,
    stored_organisation_number,
    stored_person_number,
)
from krogkoll.people.rows import CompanyRow, MemberRow, PersonRow
from krogkoll.security import Permission, permissions_of
from krogkoll.store import AuditAction, Reader, Store, Tx

R = TypeVar("R", PersonRow, CompanyRow)

SHOWN = 50
"""So many hits a search for people gives; whoever needs more must type more."""


class MemberService:
    """Who works in this workspace and who signs on it as a guest."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def introduce(self, draft: MemberDraft) -> Member:
        """Write the workspace's own person, so that colleagues can read who wrote what. Raises Invalid."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            return _add_member(tx, draft, tx.actor.user_id)

    def welcome_guest(self, draft: MemberDraft) -> Member:
        """Write a colleague of the own authority who is going to sign or witness here with an own key.

        Raises Invalid; NotAllowed for somebody of another authority: their words are recorded as a statement.
        """
        with self._store.transaction(Permission.UNLOCK) as tx:
            if draft.authority.strip() != tx.actor.authority:
                raise NotAllowed("other-authority", authority=draft.authority)
            return _add_member(tx, draft, "")

    def members(self) -> tuple[Member, ...]:
        """Everybody known here, in Swedish order of names."""
        with self._store.reading(Permission.UNLOCK) as reader:
            rows = reader.all(select(MemberRow).order_by(MemberRow.name_sort))
            return tuple(cast(Member, reader.copy(row)) for row in rows)

    def retire(self, shown: Member) -> Member:
        """Somebody has left; what they wrote keeps their name."""
        with self._store.transaction(Permission.MANAGE_MEMBERS) as tx:
            return cast(Member, tx.copy(tx.change(MemberRow, shown.id, seen=shown.seen, active=False)))


class PeopleService:
    """Persons and companies that appear in cases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def register_person(self, draft: PersonDraft) -> Person:
        """Write a person. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_PEOPLE) as tx:
            return cast(Person, tx.copy(tx.add(PersonRow(**fields_of(_stored_person(tx, draft))))))

    def edit_person(self, shown: Person, draft: PersonDraft, why: str = "") -> Person:
        """Write what an editor changed in a person. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_PEOPLE) as tx:
            changes = edited(PersonRow.__mapping__.groups, shown, _stored_person(tx, draft))
            return cast(Person, tx.copy(tx.change(PersonRow, shown.id, seen=shown.seen, why=why, **changes)))

    def person(self, person_id: str, purpose: str = "") -> Person:
        """One person. Raises NotFound."""
        with self._store.transaction(Permission.READ_PEOPLE, purpose=purpose) as tx:
            return read_person(tx, person_id)

    def people(self, ids: Iterable[str]) -> tuple[Person, ...]:
        """These persons, in the order asked for; one that is not here is left out. Show them by `shown_person`."""
        wanted = list(dict.fromkeys(ids))
        with self._store.transaction(Permission.READ_PEOPLE) as tx:
            rows = {row.id: row for row in tx.all(select(PersonRow).where(PersonRow.id.in_(wanted)))}
            tx.audit(AuditAction.READ, "person", list(rows))
            return tuple(cast(Person, tx.copy(rows[one])) for one in wanted if one in rows)

    def find_people(self, text: str, purpose: str = "") -> tuple[Person, ...]:
        """At most 50 persons by name, number or description; the search itself is logged.

        Somebody with protected identity is found by the whole number and with a purpose only.
        """
        with self._store.transaction(Permission.READ_PEOPLE, purpose=purpose) as tx:
            asked = _as_stored(text, _today(tx)) if purpose.strip() else ""
            rows = [row for row in _found(tx, PersonRow, text, _today(tx)) if _findable(row, asked)]
            tx.audit(AuditAction.SEARCHED, "person", [row.id for row in rows], detail={"text": text})
            return tuple(cast(Person, tx.copy(row)) for row in rows)

    def register_company(self, draft: CompanyDraft) -> Company:
        """Write a company. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_PEOPLE) as tx:
            return cast(Company, tx.copy(add_company(tx, draft)))

    def register_companies(self, drafts: Iterable[CompanyDraft]) -> tuple[Company, ...]:
        """Write several companies at once, all or none. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_PEOPLE) as tx:
            return tuple(cast(Company, tx.copy(add_company(tx, draft))) for draft in drafts)

    def edit_company(self, shown: Company, draft: CompanyDraft, why: str = "") -> Company:
        """Write what an editor changed in a company. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_PEOPLE) as tx:
            changes = edited(CompanyRow.__mapping__.groups, shown, _stored_company(tx, draft))
            return cast(Company, tx.copy(tx.change(CompanyRow, shown.id, seen=shown.seen, why=why, **changes)))

    def company(self, company_id: str) -> Company:
        """One company. Raises NotFound."""
        with self._store.reading(Permission.READ_PEOPLE) as reader:
            return cast(Company, reader.copy(reader.get(CompanyRow, company_id)))

    def companies(self, ids: Iterable[str]) -> tuple[Company, ...]:
        """These companies, in the order asked for; one that is not here is left out."""
        wanted = list(dict.fromkeys(ids))
        with self._store.reading(Permission.READ_PEOPLE) as reader:
            rows = {row.id: row for row in reader.all(select(CompanyRow).where(CompanyRow.id.in_(wanted)))}
            return tuple(cast(Company, reader.copy(rows[one])) for one in wanted if one in rows)

    def find_companies(self, text: str) -> tuple[Company, ...]:
        """At most 50 companies by name, address or number."""
        today = local(self._store.clock.now()).date()
        with self._store.reading(Permission.READ_PEOPLE) as reader:
            return tuple(cast(Company, reader.copy(row)) for row in _found(reader, CompanyRow, text, today))


def read_person(tx: Tx, person_id: str) -> Person:
    """One person for a larger use case, with its audit entry. Raises NotFound."""
    row = tx.get(PersonRow, person_id)
    tx.audit(AuditAction.READ, "person", [person_id])
    return cast(Person, tx.copy(row))


def add_company(tx: Tx, draft: CompanyDraft) -> CompanyRow:
    """Write a company within a larger use case. Raises Invalid."""
    return tx.add(CompanyRow(**fields_of(_stored_company(tx, draft))))


def company_ids(reader: Reader, numbers: Iterable[str]) -> dict[str, str]:
    """The ids of the companies with these numbers (ten digits); one that is not known is left out."""
    found: dict[str, str] = {}
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        chosen = select(CompanyRow.number, CompanyRow.id).where(CompanyRow.number.in_(some))
        found |= {row.number: row.id for row in reader.rows(chosen.order_by(CompanyRow.row_no.desc()))}
    return found


def company_names(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Name and number of companies by id; one that is not shared with us is left out."""
    chosen = select(CompanyRow.id, CompanyRow.name, CompanyRow.number).where(CompanyRow.id.in_(sorted(set(ids))))
    return {row.id: (row.name, row.number) for row in reader.rows(chosen)}


def member_names(reader: Reader) -> dict[str, str]:
    """The names of all members by user id, for "written by" in lists."""
    return {row.id: row.name for row in reader.rows(select(MemberRow.id, MemberRow.name))}


def find_member(reader: Reader, member_id: str) -> Member | None:
    """One member of any authority, active or not; None where nobody here has that id."""
    row = reader.find(MemberRow, member_id)
    return None if row is None else cast(Member, reader.copy(row))


def members_who_may(reader: Reader, permission: Permission, authority: str) -> tuple[Member, ...]:
    """The active members of an authority whose role gives this permission, by name; for handing something over."""
    rows = reader.all(select(MemberRow).where(MemberRow.authority == authority).order_by(MemberRow.name_sort))
    return tuple(
        cast(Member, reader.copy(row)) for row in rows if row.active and permission in permissions_of(row.role)
    )


def _add_member(tx: Tx, draft: MemberDraft, member_id: str) -> Member:
    draft = tidied(draft)
    if found := member_problems(draft):
        raise Invalid(found)
    return cast(Member, tx.copy(tx.add(MemberRow(id=member_id, **fields_of(draft)))))


def _stored_person(tx: Tx, draft: PersonDraft) -> PersonDraft:
    draft, today = tidied(draft), _today(tx)
    if found := person_problems(draft, today=today, police=is_police(tx.actor.authority)):
        raise Invalid(found)
    number, born_on = stored_person_number(draft.number, today=today)
    return replace(draft, number=number, born_on=born_on or draft.born_on)


def _stored_company(tx: Tx, draft: CompanyDraft) -> CompanyDraft:
    draft = tidied(draft)
    if found := company_problems(draft, today=_today(tx)):
        raise Invalid(found)
    return replace(draft, number=stored_organisation_number(draft.number))


def _findable(row: PersonRow, asked: str) -> bool:
    """Whether a search may give the row; `asked`: the number as stored, where a purpose was given."""
    return not row.protected or (len(asked) == 12 and row.number == asked)


def _found(reader: Reader, row_type: type[R], text: str, today: date) -> list[R]:
    numbers = reader.search(row_type.__mapping__.kind, _as_stored(text, today), limit=SHOWN)
    rows = {row.row_no: row for row in reader.all(select(row_type).where(row_type.row_no.in_(numbers)))}
    return [rows[number] for number in numbers if number in rows]


def _as_stored(text: str, today: date) -> str:
    """A number as people write it becomes the digits it is stored as; other text stays."""
    try:
        return party_number(text, today=today)
    except ValueError:
        return text


def _today(tx: Tx) -> date:
    return local(tx.now).date()
