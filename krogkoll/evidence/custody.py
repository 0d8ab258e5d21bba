"""Who had a piece of evidence when: a chain of events that is only ever added to."""

from typing import cast

from sqlalchemy import select

from krogkoll.evidence.model import CustodyDraft, CustodyEvent, custody_problems
from krogkoll.evidence.rows import CustodyRow
from krogkoll.kernel.errors import Invalid
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx


class CustodyService:
    """The chain of custody of photos, papers and seized things."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, draft: CustodyDraft) -> CustodyEvent:
        """Write down one event. Raises Invalid."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            return record_custody(tx, draft)

    def chain(self, item_kind: str, item_id: str, purpose: str = "") -> tuple[CustodyEvent, ...]:
        """Every event of one thing in the order it happened; `gaps` finds where nobody had it."""
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            chosen = select(CustodyRow).where(CustodyRow.item_kind == item_kind, CustodyRow.item_id == item_id)
            rows = tx.all(chosen.order_by(CustodyRow.at, CustodyRow.row_no))
            tx.audit(AuditAction.READ, "custody", [row.id for row in rows])
            return tuple(cast(CustodyEvent, tx.copy(row)) for row in rows)


def record_custody(tx: Tx, draft: CustodyDraft) -> CustodyEvent:
    """Write down one event within a larger use case. Raises Invalid."""
    draft = tidied(draft)
    if found := custody_problems(draft, tx.now):
        raise Invalid(found)
    return cast(CustodyEvent, tx.copy(tx.add(CustodyRow(**fields_of(draft)))))
