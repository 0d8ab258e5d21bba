"""What another authority disclosed and nobody has attended to: for the inbox."""

from typing import cast

from sqlalchemy import ColumnElement, func, select

from krogkoll.evidence.model import StoredDocument
from krogkoll.evidence.rows import DocumentRow
from krogkoll.security import Actor, Permission
from krogkoll.store import AuditAction, Reader, Tx


def waiting_documents(tx: Tx, limit: int) -> tuple[StoredDocument, ...]:
    """Disclosed papers that wait, the oldest first, with the audit entry."""
    chosen = select(DocumentRow).where(*_waits(tx.actor)).order_by(DocumentRow.received_at, DocumentRow.row_no)
    rows = tx.all(chosen.limit(limit))
    tx.audit(AuditAction.READ, "document", [row.id for row in rows])
    return tuple(cast(StoredDocument, tx.copy(row)) for row in rows)


def count_waiting_documents(reader: Reader, actor: Actor) -> int:
    """How many disclosed papers wait."""
    return int(reader.rows(select(func.count()).select_from(DocumentRow).where(*_waits(actor)))[0][0])


def _waits(actor: Actor) -> list[ColumnElement[bool]]:
    """What lies with a tip is read like the tip."""
    waits: list[ColumnElement[bool]] = [DocumentRow.disclosed.is_(True), DocumentRow.attended_at.is_(None)]
    if not actor.may(Permission.READ_TIPS):
        waits.append(DocumentRow.subject_kind != "tip")
    return waits
