"""The decisions that wait for a signature: for the inbox and the overview."""

from typing import cast

from sqlalchemy import func, select

from krogkoll.decisions.model import Decision
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.workflow import State
from krogkoll.store import AuditAction, Reader, Tx

_TO_SIGN = (State.READY, State.PRESENTED)


def decisions_to_sign(tx: Tx, limit: int) -> tuple[Decision, ...]:
    """The decisions that wait for one of their two signatures, the oldest first, with the audit entry."""
    chosen = select(DecisionRow).where(DecisionRow.state.in_(_TO_SIGN))
    rows = tx.all(chosen.order_by(DecisionRow.created_at, DecisionRow.row_no).limit(limit))
    tx.audit(AuditAction.READ, "decision", [row.id for row in rows])
    return tuple(cast(Decision, tx.copy(row)) for row in rows)


def count_decisions_to_sign(reader: Reader) -> int:
    """How many decisions wait for a signature."""
    chosen = select(func.count()).select_from(DecisionRow).where(DecisionRow.state.in_(_TO_SIGN))
    return int(reader.rows(chosen)[0][0])
