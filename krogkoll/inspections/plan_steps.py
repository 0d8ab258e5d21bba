"""Steps on a plan that several use cases share: each takes the open transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import select

from krogkoll.inspections.entry import Entry
from krogkoll.inspections.operation_rows import EntryRow, OperationRow, ParticipantRow
from krogkoll.inspections.operations import Operation, OperationStatus, Participant
from krogkoll.inspections.plan import Plan
from krogkoll.inspections.planning_rows import (
    AcceptedGapRow,
    AssistanceRow,
    ConflictAnswerRow,
    PlanAdditionRow,
    RiskAssessmentRow,
    StopRow,
)
from krogkoll.inspections.risk import RiskAssessment
from krogkoll.inspections.steps import own_kinds
from krogkoll.inspections.stops import Stop, in_position, timetable
from krogkoll.kernel.errors import NotAllowed, NotFound
from krogkoll.store import AuditAction, Reader, Tx
from krogkoll.venues import Venue, read_venue

CLOSED = frozenset({OperationStatus.HELD, OperationStatus.CANCELLED, OperationStatus.UNKNOWN})


def standing_risk(tx: Tx, operation_id: str, venue_id: str) -> RiskAssessment | None:
    """The assessment that counts at a place on a night: the newest. Read with its audit entry."""
    where = (RiskAssessmentRow.operation_id == operation_id, RiskAssessmentRow.venue_id == venue_id)
    newest = select(RiskAssessmentRow).where(*where)
    rows = tx.all(newest.order_by(RiskAssessmentRow.assessed_at.desc(), RiskAssessmentRow.row_no.desc()).limit(1))
    if not rows:
        return None
    tx.audit(AuditAction.READ, "risk_assessment", [rows[0].id])
    return cast(RiskAssessment, tx.copy(rows[0]))


def stops_of(reader: Reader, operation_id: str) -> tuple[Stop, ...]:
    """The stops of a night in their order."""
    rows = reader.all(select(StopRow).where(StopRow.operation_id == operation_id))
    return in_position([cast(Stop, reader.copy(row)) for row in rows])


def venues_of(reader: Reader, venue_ids: Iterable[str]) -> dict[str, Venue]:
    """Those of the places that this workspace holds."""
    found = {}
    for venue_id in dict.fromkeys(venue_ids):
        try:
            found[venue_id] = read_venue(reader, venue_id)
        except NotFound:
            continue
    return found


def read_plan(tx: Tx, operation_id: str) -> Plan:
    """A whole plan for a larger use case, with the audit entries. Raises NotFound."""
    operation = cast(Operation, tx.copy(tx.get(OperationRow, operation_id)))
    stops = stops_of(tx, operation_id)
    risks = cast(list[RiskAssessment], _of(tx, RiskAssessmentRow, operation_id, audited=True))
    conflicts = _of(tx, ConflictAnswerRow, operation_id, audited=True)
    entries = tx.all(
        select(EntryRow)
        .where(EntryRow.operation_id == operation_id, EntryRow.authority == tx.actor.authority)
        .order_by(EntryRow.chosen_at, EntryRow.row_no)
    )
    if entries:
        tx.audit(AuditAction.READ, "entry", [row.id for row in entries])
    tx.audit(AuditAction.READ, "operation", [operation_id])
    return Plan(
        operation=operation,
        own=tx.actor.authority,
        kinds=own_kinds(tx.actor),
        participants=cast(tuple[Participant, ...], tuple(_of(tx, ParticipantRow, operation_id))),
        stops=stops,
        venues=venues_of(tx, (stop.venue_id for stop in stops)),
        risks={risk.venue_id: risk for risk in sorted(risks, key=lambda one: one.assessed_at or one.created_at)},
        entries={row.venue_id: cast(Entry, tx.copy(row)) for row in entries},
        assistance=tuple(_of(tx, AssistanceRow, operation_id)),
        conflicts={(one.participant_id, one.venue_id): one for one in conflicts},
        accepted={one.gap: one for one in _of(tx, AcceptedGapRow, operation_id)},
        additions=tuple(sorted(_of(tx, PlanAdditionRow, operation_id), key=lambda one: (one.number, one.id))),
    )


def _of(tx: Tx, kind: Any, operation_id: str, *, audited: bool = False) -> list[Any]:
    rows: list[Any] = tx.all(select(kind).where(kind.operation_id == operation_id).order_by(kind.row_no))
    if audited and rows:
        tx.audit(AuditAction.READ, kind.__mapping__.kind, [row.id for row in rows])
    return [tx.copy(row) for row in rows]


def open_plan(tx: Tx, operation_id: str) -> OperationRow:
    """The operation, when its plan may still be written in. Raises NotFound; NotAllowed "plan-closed"."""
    row = tx.get(OperationRow, operation_id)
    if row.status in CLOSED:
        raise NotAllowed("plan-closed", operation=operation_id)
    return row


def note_change(tx: Tx, operation: OperationRow, text: str) -> None:
    """A change of a locked plan becomes a numbered addition; one of an open plan is only a change."""
    if operation.status is not OperationStatus.LOCKED:
        return
    numbers = tx.all(select(PlanAdditionRow).where(PlanAdditionRow.operation_id == operation.id))
    number = 1 + max((row.number for row in numbers), default=0)
    tx.add(PlanAdditionRow(operation_id=operation.id, number=number, text=text, by=tx.actor.name, at=tx.now))


def rearrange(tx: Tx, operation: OperationRow, stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Write positions and times of the stops in this order, and the places in it into the operation."""
    places = {key: venue.position for key, venue in venues_of(tx, (stop.venue_id for stop in stops)).items()}
    for before, after in zip(stops, timetable(stops, places, operation.starts_at), strict=True):
        if before != after:
            fields: dict[str, Any] = {"position": after.position, "starts_at": after.starts_at}
            tx.change(StopRow, before.id, seen=before.seen, **fields)
    shown = cast(Operation, tx.copy(operation))
    wanted = tuple(dict.fromkeys(stop.venue_id for stop in stops))
    tx.change(OperationRow, operation.id, seen=shown.seen, venue_ids=wanted)
    return stops_of(tx, operation.id)


def match_stops(tx: Tx, operation: OperationRow) -> None:
    """Make a stop for each place of an operation that has none, last in order, and drop the stops that left."""
    stops = stops_of(tx, operation.id)
    wanted = operation.venue_ids
    for stop in stops:
        if stop.venue_id not in wanted:
            tx.remove(StopRow, stop.id, seen=stop.seen)
    known = {stop.venue_id for stop in stops}
    fresh = [venue_id for venue_id in dict.fromkeys(wanted) if venue_id not in known]
    for position, venue_id in enumerate(fresh, start=len(stops) + 1):
        tx.add(StopRow(operation_id=operation.id, venue_id=venue_id, position=position))
    rearrange(tx, operation, stops_of(tx, operation.id))
