"""Wipes a record for good where the law demands it (gallring, GDPR art. 17); only hashes of it stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import String, delete, func, update
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.store.chains import AuditRow, ChangeRow
from krogkoll.store.mapping import LocalRow, SyncedRow, local_types

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class PurgePermit(LocalRow):
    """Stands for the length of one purge; the guarding triggers let only this record through."""

    __tablename__ = "purge_permit"

    id: Mapped[str] = mapped_column(String, primary_key=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a gallringsintyg says: what kind of record went, on which ground, when, and how much was wiped."""

    kind: str
    record_id: str
    ground: str
    at: datetime
    changes: int
    audit_details: int
    local_rows: int


def purge(session: Session, row_type: type[SyncedRow], record_id: str, ground: str, at: datetime) -> Certificate:
    """Wipe the bytes of its changes, its details in the audit log, its local rows, its search text and itself."""
    session.add(PurgePermit(id=record_id))
    session.flush()
    # The closing "purge" change says only the ground, so it stays readable.
    changes = session.execute(
        update(ChangeRow)
        .where(ChangeRow.rid == record_id, ChangeRow.what != "purge", ChangeRow.said.is_not(None))
        .values(said=None)
    )
    details = session.execute(
        update(AuditRow)
        .where(AuditRow.detail.is_not(None), func.instr(AuditRow.said, record_id.encode()) > 0)
        .values(detail=None)
    )
    local_rows = 0
    for table in (local.__table__ for local in local_types()):
        if "record_id" in table.columns:
            gone = session.execute(delete(table).where(table.columns["record_id"] == record_id))  # type: ignore[arg-type]
            local_rows += gone.rowcount  # type: ignore[attr-defined]
    session.execute(delete(row_type).where(row_type.id == record_id))
    session.execute(delete(PurgePermit))
    return Certificate(
        kind=row_type.__mapping__.kind,
        record_id=record_id,
        ground=ground,
        at=at,
        changes=changes.rowcount,  # type: ignore[attr-defined]
        audit_details=details.rowcount,  # type: ignore[attr-defined]
        local_rows=local_rows,
    )
