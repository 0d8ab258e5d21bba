"""Steps on what comes with a report: the mark that counts, and sealing it."""

from typing import cast

from sqlalchemy import select

from krogkoll.inspections.report_marks import Acknowledgement
from krogkoll.inspections.report_rows import AcknowledgementRow
from krogkoll.inspections.rows import InspectionRow
from krogkoll.store import AuditAction, Tx


def standing_mark(tx: Tx, inspection_id: str) -> Acknowledgement | None:
    """The last mark or refusal since the visit was last closed, with the audit entry."""
    closed_at = tx.get(InspectionRow, inspection_id).closed_at
    chosen = select(AcknowledgementRow).where(AcknowledgementRow.inspection_id == inspection_id)
    rows = tx.all(chosen.order_by(AcknowledgementRow.at.desc(), AcknowledgementRow.row_no.desc()).limit(1))
    if not rows or closed_at is None or rows[0].at < closed_at:
        return None
    tx.audit(AuditAction.READ, "acknowledgement", [rows[0].id])
    return cast(Acknowledgement, tx.copy(rows[0]))


def seal_marks(tx: Tx, inspection_id: str, sha256: str) -> None:
    """Close every mark of a visit under the hash of its signed report."""
    chosen = select(AcknowledgementRow).where(AcknowledgementRow.inspection_id == inspection_id)
    for row in tx.all(chosen.where(AcknowledgementRow.sealed == 0)):
        tx.seal(AcknowledgementRow, row.id, sha256)
