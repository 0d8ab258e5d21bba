"""Use cases on the register of cases: find cases among many, and look what a public title gives away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from krogkoll.cases.listing import CaseFilter, CaseLine, CaseQuery, Seer, counts, numbers, page
from krogkoll.cases.rows import InvolvementRow
from krogkoll.cases.titles import names_in
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.people import PROTECTED, member_names, read_person, tied_venues
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The ids of the cases and places that somebody belongs to, the latest first."""

    cases: tuple[str, ...]
    venues: tuple[str, ...]


class CaseRegisterService:
    """The list of the own authority's cases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, query: CaseQuery) -> Sequence[int]:
        """The row numbers of the cases that match, what is due first at the top; a search for words is logged."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            found = numbers(tx, query, _seer(tx))
            detail = {"text": query.text.strip(), "chip": query.chip.value, "hits": str(len(found))}
            tx.audit(AuditAction.SEARCHED, "case_file", detail=detail)
            return found

    def page(self, row_nos: Iterable[int]) -> list[CaseLine]:
        """The lines with these numbers, in their order."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            found = page(tx, row_nos, member_names(tx))
            tx.audit(AuditAction.READ, "case_file", [line.id for line in found])
            return found

    def counts(self) -> Mapping[CaseFilter, int]:
        """How many cases each chip would show; figures only."""
        now = self._store.clock.now()
        with self._store.reading(Permission.READ_CASES) as reader:
            return counts(reader, Seer(user_id=self._store.actor.user_id, today=local(now).date()))

    def whereabouts(self, person_id: str, purpose: str) -> Whereabouts:
        """In which cases a person has a role, and at which places; the reading is logged with its purpose.

        Raises Invalid without a purpose; NotFound for somebody who is not here.
        """
        if not purpose.strip():
            raise Invalid([Problem("purpose", "missing")])
        with self._store.transaction(Permission.READ_PEOPLE, purpose=purpose) as tx:
            read_person(tx, person_id)
            venues = tied_venues(tx, "person", person_id)
            if not tx.actor.may(Permission.READ_CASES):
                return Whereabouts(cases=(), venues=venues)
            chosen = select(InvolvementRow.case_id).where(
                InvolvementRow.subject_kind == "person", InvolvementRow.subject_id == person_id
            )
            cases = dict.fromkeys(row.case_id for row in tx.rows(chosen.order_by(InvolvementRow.row_no.desc())))
            return Whereabouts(cases=tuple(cases), venues=venues)

    def names_in_title(self, case_id: str, title: str) -> tuple[str, ...]:
        """Names of persons of the case that stand in a title meant for the public register; a warning only."""
        with self._store.transaction(Permission.READ_PEOPLE) as tx:
            chosen = select(InvolvementRow).where(
                InvolvementRow.case_id == case_id, InvolvementRow.subject_kind == "person"
            )
            people = [read_person(tx, row.subject_id) for row in tx.all(chosen)]
            found = names_in(title, [person.name for person in people])
            # The warning says that somebody is named, never more of a protected name than its writer has typed.
            hidden = {person.name for person in people if person.protected}
            return tuple(PROTECTED if name in hidden else name for name in found)


def _seer(tx: Tx) -> Seer:
    return Seer(user_id=tx.actor.user_id, today=local(tx.now).date())
