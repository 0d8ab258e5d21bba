"""Which names must not come out on paper: people with protected identity."""

from sqlalchemy import select

from krogkoll.people.rows import PersonRow
from krogkoll.store import AuditAction, Tx


def protected_names(tx: Tx) -> tuple[str, ...]:
    """The names of everybody with protected identity, longest first, with the audit entry."""
    rows = tx.all(select(PersonRow).where(PersonRow.protected))
    if rows:
        tx.audit(AuditAction.READ, "person", [row.id for row in rows], detail={"for": "masking"})
    return tuple(sorted({row.name for row in rows if row.name.strip()}, key=lambda name: (-len(name), name)))
