"""Use cases on the delegation order: which point lets whom decide what, and until when."""

from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import select

from krogkoll.house.model import DelegationDraft, DelegationPoint, Holder, Mandate, delegation_problems
from krogkoll.house.rows import DelegationRow
from krogkoll.house.steps import may_decide
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.security import Actor, Permission
from krogkoll.store import Store


class DelegationService:
    """The points of the own authority's delegation order. Whoever may not change lets a colleague do it, as guest."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def points(self) -> tuple[DelegationPoint, ...]:
        """Every point, also what is not valid any more, in the order of their numbers."""
        with self._store.reading(Permission.UNLOCK) as reader:
            rows = reader.all(select(DelegationRow))
            found = (cast(DelegationPoint, reader.copy(row)) for row in rows)
            return tuple(sorted(found, key=lambda one: (_numbers(one.point), one.created_at, one.id)))

    def add(self, draft: DelegationDraft, *, guest: Actor | None = None) -> DelegationPoint:
        """Write a point. Raises Invalid."""
        kept = _checked(draft)
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            return cast(DelegationPoint, tx.copy(tx.add(DelegationRow(**fields_of(kept)))))

    def edit(self, shown: DelegationPoint, draft: DelegationDraft, *, guest: Actor | None = None) -> DelegationPoint:
        """Write what an editor changed in a point. Raises Invalid, NotFound."""
        kept = _checked(draft)
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            changes = edited(DelegationRow.__mapping__.groups, shown, kept)
            return cast(DelegationPoint, tx.copy(tx.change(DelegationRow, shown.id, seen=shown.seen, **changes)))

    def end(self, shown: DelegationPoint, last_day: date, *, guest: Actor | None = None) -> DelegationPoint:
        """The point stands until this day and no longer; what was decided by it stays. Raises Invalid, NotFound."""
        if shown.valid_from is not None and last_day < shown.valid_from:
            raise Invalid([Problem("valid_until", "before-start")])
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            row = tx.change(DelegationRow, shown.id, seen=shown.seen, valid_until=last_day)
            return cast(DelegationPoint, tx.copy(row))

    def mandate(self, member_id: str, type_code: str, decided_by: str) -> Mandate:
        """Whether somebody may take a decision today; see `may_decide`. Raises NotFound."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            return may_decide(tx, member_id, type_code, decided_by)

    def today(self) -> date:
        """The day by which points are judged."""
        return local(self._store.clock.now()).date()


def _checked(draft: DelegationDraft) -> DelegationDraft:
    names = DelegationDraft.__dataclass_fields__
    kept = tidied(DelegationDraft(**{name: getattr(draft, name) for name in names}))
    if found := delegation_problems(kept):
        raise Invalid(found)
    # What does not belong to the holder is not kept, so that nobody reads a right into it.
    return replace(
        kept,
        member_id=kept.member_id if kept.holder is Holder.MEMBER else "",
        function=kept.function if kept.holder is Holder.FUNCTION else "",
    )


def _numbers(point: str) -> tuple[tuple[int, str], ...]:
    """A point as it sorts: "4.10" after "4.9"."""
    parts = point.replace(" ", ".").split(".")
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (1_000_000, part) for part in parts)
