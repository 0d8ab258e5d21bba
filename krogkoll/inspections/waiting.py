"""What waits for somebody among visits and operations: for the inbox and the overview, in few queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import func, select

from krogkoll.inspections.entry import Entry
from krogkoll.inspections.model import Inspection, InspectionStatus
from krogkoll.inspections.operation_rows import EntryRow, OperationRow, ParticipantRow
from krogkoll.inspections.operations import Operation, OperationStatus, Participant
from krogkoll.inspections.paper_rows import PaperRow
from krogkoll.inspections.rows import InspectionRow
from krogkoll.store import AuditAction, Reader, Tx

_COMING = (OperationStatus.PLANNED, OperationStatus.LOCKED)
_UNSIGNED = (InspectionRow.status == InspectionStatus.CLOSED, InspectionRow.sealed == 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextOperation:
    """The operation that comes next: who takes part, and our own ground at each place, by venue id."""

    operation: Operation
    participants: tuple[Participant, ...]
    entries: Mapping[str, Entry]


def open_visits(tx: Tx, limit: int) -> tuple[Inspection, ...]:
    """The visits that nobody has closed yet, the oldest first, with the audit entry."""
    return _visits(tx, InspectionRow.status == InspectionStatus.OPEN, limit=limit)


def unsigned_visits(tx: Tx, limit: int) -> tuple[tuple[Inspection, int], ...]:
    """Closed visits whose report is not fully signed, the oldest first, with how many have signed it so far."""
    visits = _visits(tx, *_UNSIGNED, limit=limit)
    wanted = [visit.id for visit in visits]
    where = (PaperRow.subject_kind == "inspection", PaperRow.subject_id.in_(wanted), PaperRow.withdrawn.is_(False))
    rows = tx.rows(select(PaperRow.subject_id, PaperRow.signatures).where(*where)) if wanted else ()
    signed = {visit_id: len(signatures) for visit_id, signatures in rows}
    return tuple((visit, signed.get(visit.id, 0)) for visit in visits)


def count_waiting_visits(reader: Reader) -> tuple[int, int]:
    """How many visits are not closed yet, and how many closed ones lack a fully signed report."""
    chosen = select(func.count()).select_from(InspectionRow)
    standing = chosen.where(InspectionRow.status == InspectionStatus.OPEN)
    return int(reader.rows(standing)[0][0]), int(reader.rows(chosen.where(*_UNSIGNED))[0][0])


def count_visits(reader: Reader, since: datetime, until: datetime) -> int:
    """How many visits began in a span of time, its end not included."""
    within = (InspectionRow.started_at >= since, InspectionRow.started_at < until)
    return int(reader.rows(select(func.count()).select_from(InspectionRow).where(*within))[0][0])


def last_visits(tx: Tx, limit: int) -> tuple[Inspection, ...]:
    """The visits that began last, the newest first, with the audit entry."""
    chosen = select(InspectionRow).where(InspectionRow.started_at.is_not(None))
    rows = tx.all(chosen.order_by(InspectionRow.started_at.desc(), InspectionRow.row_no.desc()).limit(limit))
    return _read(tx, rows)


def next_operation(tx: Tx) -> NextOperation | None:
    """The operation that is on now or comes next; None where none is planned. With the audit entries."""
    ends = func.coalesce(OperationRow.ends_at, OperationRow.starts_at)
    chosen = select(OperationRow).where(OperationRow.status.in_(_COMING), ends >= tx.now)
    rows = tx.all(chosen.order_by(OperationRow.starts_at, OperationRow.row_no).limit(1))
    if not rows:
        return None
    operation = cast(Operation, tx.copy(rows[0]))
    people = select(ParticipantRow).where(ParticipantRow.operation_id == operation.id).order_by(ParticipantRow.row_no)
    own = (EntryRow.operation_id == operation.id, EntryRow.authority == tx.actor.authority)
    entries = tx.all(select(EntryRow).where(*own).order_by(EntryRow.chosen_at, EntryRow.row_no))
    tx.audit(AuditAction.READ, "operation", [operation.id])
    tx.audit(AuditAction.READ, "entry", [row.id for row in entries])
    return NextOperation(
        operation=operation,
        participants=tuple(cast(Participant, tx.copy(row)) for row in tx.all(people)),
        entries={row.venue_id: cast(Entry, tx.copy(row)) for row in entries},
    )


def _visits(tx: Tx, *where: object, limit: int) -> tuple[Inspection, ...]:
    chosen = select(InspectionRow).where(*where)  # type: ignore[arg-type]
    return _read(tx, tx.all(chosen.order_by(InspectionRow.started_at, InspectionRow.row_no).limit(limit)))


def _read(tx: Tx, rows: list[InspectionRow]) -> tuple[Inspection, ...]:
    tx.audit(AuditAction.READ, "inspection", [row.id for row in rows])
    return tuple(cast(Inspection, tx.copy(row)) for row in rows)
