"""Reading and sealing what a visit holds beside answers; steps within a larger use case."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from krogkoll.inspections.colleague_rows import HandOverRow, SecondViewRow
from krogkoll.inspections.log import FieldLog
from krogkoll.inspections.notes_rows import ConsentRow, HeadCountRow, OralOrderRow, TimeMarkRow
from krogkoll.inspections.presence_rows import PresenceRow, SceneSignalRow
from krogkoll.store import AuditAction, SyncedRow, Tx

_PARTS: Mapping[str, tuple[Any, str]] = {
    "marks": (TimeMarkRow, "at"),
    "counts": (HeadCountRow, "at"),
    "orders": (OralOrderRow, "at"),
    "consents": (ConsentRow, "at"),
    "presences": (PresenceRow, "in_at"),
    "signals": (SceneSignalRow, "at"),
    "views": (SecondViewRow, "at"),
    "hand_overs": (HandOverRow, "offered_at"),
}


def read_log(tx: Tx, inspection_id: str) -> FieldLog:
    """Everything of one visit, with the audit entries."""
    return FieldLog(**{name: read_part(tx, name, inspection_id) for name in _PARTS})


def read_part(tx: Tx, name: str, inspection_id: str) -> tuple[Any, ...]:
    """One part of the log (a field of `FieldLog`), with its audit entry."""
    kind, moment = _PARTS[name]
    chosen = select(kind).where(kind.inspection_id == inspection_id)
    rows: list[SyncedRow] = tx.all(chosen.order_by(getattr(kind, moment), kind.row_no))
    if rows:
        tx.audit(AuditAction.READ, kind.__mapping__.kind, [row.id for row in rows])
    return tuple(tx.copy(row) for row in rows)


def seal_log(tx: Tx, inspection_id: str, sha256: str) -> None:
    """Close the log for ever, under the hash of the signed report."""
    for kind, _ in _PARTS.values():
        for row in tx.all(select(kind).where(kind.inspection_id == inspection_id, kind.sealed == 0)):
            tx.seal(kind, row.id, sha256)
