"""Steps that the use cases after a decision share; each takes the open transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import select

from krogkoll.cases import EventKind, note_event
from krogkoll.decisions.after_rows import AppealRow, ServiceAttemptRow
from krogkoll.decisions.after_standing import Standing, standing
from krogkoll.decisions.appeals import Appeal
from krogkoll.decisions.model import Decision
from krogkoll.decisions.serving import ServiceAttempt
from krogkoll.decisions.steps import read_decision, today
from krogkoll.decisions.workflow import State
from krogkoll.kernel.errors import NotAllowed
from krogkoll.law import decision_type
from krogkoll.store import AuditAction, Tx


def taken(tx: Tx, decision_id: str) -> Decision:
    """A decision that is taken and sealed, with the audit entry. Raises NotFound; NotAllowed "not-taken"."""
    decision = read_decision(tx, decision_id)
    if decision.state is not State.DECIDED or not decision.sealed:
        raise NotAllowed("not-taken", decision=decision_id)
    return decision


def attempts_of(tx: Tx, decision_ids: Iterable[str]) -> tuple[ServiceAttempt, ...]:
    """The attempts to serve these decisions, in the order they were written, with the audit entry."""
    chosen = select(ServiceAttemptRow).where(ServiceAttemptRow.decision_id.in_(sorted(set(decision_ids))))
    rows = tx.all(chosen.order_by(ServiceAttemptRow.row_no))
    if rows:
        tx.audit(AuditAction.READ, "service_attempt", [row.id for row in rows])
    return tuple(cast(ServiceAttempt, tx.copy(row)) for row in rows)


def appeals_of(tx: Tx, decision_ids: Iterable[str]) -> tuple[Appeal, ...]:
    """The appeals against these decisions, in the order they were written, with the audit entry."""
    chosen = select(AppealRow).where(AppealRow.decision_id.in_(sorted(set(decision_ids))))
    rows = tx.all(chosen.order_by(AppealRow.row_no))
    if rows:
        tx.audit(AuditAction.READ, "appeal", [row.id for row in rows])
    return tuple(cast(Appeal, tx.copy(row)) for row in rows)


def standing_of(tx: Tx, decision: Decision) -> Standing:
    """Where a decision stands today."""
    return standing(decision, attempts_of(tx, [decision.id]), appeals_of(tx, [decision.id]), today(tx))


def tell(tx: Tx, decision: Decision, title: str, text: str = "", at: datetime | None = None) -> None:
    """A line in the timeline of the decision's case and place."""
    note_event(
        tx,
        EventKind.DECISION,
        title,
        case_id=decision.case_id,
        venue_id=decision.venue_id,
        text=text,
        at=at,
        subject=("decision", decision.id),
    )


def called(decision: Decision) -> str:
    """What a decision is called in a task or a line: its type, and its number where it has one."""
    name = decision_type(decision.type_code).name_sv
    return f"{name}, {decision.docket_number}" if decision.docket_number else name
