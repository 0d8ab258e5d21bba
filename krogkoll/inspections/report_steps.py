"""Steps on what comes with a report: the mark that counts, every photo, and sealing."""

from typing import cast

from sqlalchemy import select

from krogkoll.evidence import Photo, photo_ids_of, read_photo, taken_at
from krogkoll.inspections.report_marks import Acknowledgement
from krogkoll.inspections.report_rows import AcknowledgementRow
from krogkoll.inspections.rows import InspectionRow
from krogkoll.inspections.visit import Visit
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


def marked_ids(visit: Visit) -> tuple[str, ...]:
    """What of a visit may bear a secrecy marking that its report must show: the visit, its case, its photos."""
    inspection = visit.inspection
    return tuple(one for one in (inspection.id, inspection.case_id, *visit.photo_ids()) if one)


def pictures_of(tx: Tx, visit: Visit) -> tuple[Photo, ...]:
    """Every photo of a visit, its answers and its findings, in the order they were taken, with the audit entries."""
    own = photo_ids_of(tx, "inspection", [visit.inspection.id])
    told = photo_ids_of(tx, "finding", (one.id for one in visit.findings))
    groups = (*own.values(), *visit.answer_photos.values(), *told.values(), visit.photo_ids())
    found = {key: read_photo(tx, key) for group in groups for key in group}
    for copy in tuple(found.values()):
        if copy.parent_id and copy.parent_id not in found:
            found[copy.parent_id] = read_photo(tx, copy.parent_id)
    return tuple(sorted(found.values(), key=lambda one: taken_at(one) or one.created_at))
