"""Use cases on who is what at a place. Reading it is an entry in the audit log before it is shown."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import select

from krogkoll.kernel.errors import Invalid
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.people.rows import TieRow
from krogkoll.people.ties import Tie, TieDraft, tie_problems
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Reader, Store


def tied_venues(reader: Reader, party_kind: str, party_id: str) -> tuple[str, ...]:
    """The places at which somebody ("person" or "company") is something, each once, the latest first."""
    chosen = select(TieRow.venue_id).where(TieRow.party_kind == party_kind, TieRow.party_id == party_id)
    return tuple(dict.fromkeys(row.venue_id for row in reader.rows(chosen.order_by(TieRow.row_no.desc()))))


class TieService:
    """Who runs, owns, lets or works at a place."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tie(self, draft: TieDraft) -> Tie:
        """Write that somebody is something at a place. Raises Invalid."""
        draft = tidied(draft)
        if found := tie_problems(draft):
            raise Invalid(found)
        with self._store.transaction(Permission.WRITE_PEOPLE) as tx:
            return cast(Tie, tx.copy(tx.add(TieRow(**fields_of(draft)))))

    def untie(self, shown: Tie, why: str = "") -> None:
        """It is not so (any more). Raises NotFound, Conflict."""
        with self._store.transaction(Permission.WRITE_PEOPLE) as tx:
            tx.remove(TieRow, shown.id, seen=shown.seen, why=why.strip())

    def ties_of(self, venue_ids: Iterable[str]) -> tuple[Tie, ...]:
        """Everybody who is something at these places, in the order it was written."""
        ids = sorted(set(venue_ids))
        with self._store.transaction(Permission.READ_PEOPLE) as tx:
            rows = tx.all(select(TieRow).where(TieRow.venue_id.in_(ids)).order_by(TieRow.row_no))
            tx.audit(AuditAction.READ, "tie", [row.id for row in rows])
            return tuple(cast(Tie, tx.copy(row)) for row in rows)
