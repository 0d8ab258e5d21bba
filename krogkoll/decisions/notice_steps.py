"""Which notice of a decision counts; asked within larger use cases."""

from typing import cast

from sqlalchemy import select

from krogkoll.decisions.notice import DecisionNotice
from krogkoll.decisions.notice_rows import DecisionNoticeRow
from krogkoll.store import AuditAction, Tx


def standing_notice(tx: Tx, decision_id: str) -> DecisionNotice | None:
    """The latest notice of a decision, with the audit entry; None where there is none."""
    chosen = select(DecisionNoticeRow).where(DecisionNoticeRow.decision_id == decision_id)
    rows = tx.all(chosen.order_by(DecisionNoticeRow.row_no.desc()).limit(1))
    if not rows:
        return None
    tx.audit(AuditAction.READ, "decision_notice", [rows[0].id])
    return cast(DecisionNotice, tx.copy(rows[0]))
