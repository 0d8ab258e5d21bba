"""Use cases on joint operations: plan, invite, lock, hold; and our own ground at each place."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import select

from krogkoll.inspections.entry import Entry, EntryDraft, belongs, entry_problems, offered
from krogkoll.inspections.gaps import open_gaps
from krogkoll.inspections.operation_rows import EntryRow, OperationRow, ParticipantRow
from krogkoll.inspections.operations import (
    Attendance,
    Operation,
    OperationDraft,
    OperationStatus,
    Participant,
    ParticipantDraft,
    ParticipantRole,
    may_move,
    operation_problems,
    participant_problems,
    swedish_operation,
)
from krogkoll.inspections.plan_steps import match_stops, note_change, open_plan, read_plan
from krogkoll.inspections.steps import own_kinds
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import EntryGround
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx
from krogkoll.venues import PlaceKind, permit_fact, read_venue


class OperationService:
    """Joint operations as our own authority plans them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plan(self, draft: OperationDraft) -> Operation:
        """Write a new operation. Raises Invalid."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            row = tx.add(OperationRow(**fields_of(_checked(draft))))
            match_stops(tx, row)
            return cast(Operation, tx.copy(row))

    def edit(self, shown: Operation, draft: OperationDraft, why: str = "") -> Operation:
        """Write what an editor changed in a plan; in a locked one `why` is needed and becomes a numbered addition.

        Raises Invalid, NotFound; NotAllowed "plan-locked" without `why`, "plan-closed" when held or cancelled.
        """
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            row = open_plan(tx, shown.id)
            if row.status is OperationStatus.LOCKED and not why.strip():
                raise NotAllowed("plan-locked", operation=shown.id)
            changes = edited(OperationRow.__mapping__.groups, shown, _checked(draft))
            row = tx.change(OperationRow, shown.id, seen=shown.seen, why=why, **changes)
            if {"venue_ids", "starts_at"} & set(changes):
                match_stops(tx, row)
            if changes:
                note_change(tx, row, why.strip())
            return cast(Operation, tx.copy(row))

    def move(self, shown: Operation, status: OperationStatus, reason: str = "") -> Operation:
        """Lock, unlock, hold or cancel an operation; cancelling needs a reason.

        Raises Invalid; NotAllowed "no-such-move", or "plan-has-gaps" when something is missing that nobody accepted.
        """
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            if status is OperationStatus.CANCELLED and not reason.strip():
                raise Invalid([Problem("status_reason", "missing")])
            if not may_move(tx.get(OperationRow, shown.id).status, status):
                raise NotAllowed("no-such-move", operation=shown.id, status=status)
            if status is OperationStatus.LOCKED and (missing := open_gaps(read_plan(tx, shown.id))):
                raise NotAllowed("plan-has-gaps", operation=shown.id, count=len(missing))
            fields: dict[str, Any] = {"status": status, "status_reason": reason.strip()}
            return cast(Operation, tx.copy(tx.change(OperationRow, shown.id, seen=shown.seen, **fields)))

    def operation(self, operation_id: str) -> Operation:
        """One operation. Raises NotFound."""
        with self._store.reading(Permission.READ_INSPECTIONS) as reader:
            return cast(Operation, reader.copy(reader.get(OperationRow, operation_id)))

    def operations(self) -> tuple[Operation, ...]:
        """All operations, the latest first."""
        with self._store.reading(Permission.READ_INSPECTIONS) as reader:
            rows = reader.all(select(OperationRow).order_by(OperationRow.starts_at.desc(), OperationRow.row_no.desc()))
            return tuple(cast(Operation, reader.copy(row)) for row in rows)

    def invite(self, draft: ParticipantDraft) -> Participant:
        """Write somebody who takes part. Raises Invalid."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := participant_problems(draft):
                raise Invalid(found)
            if draft.operation_id and (operation := tx.find(OperationRow, draft.operation_id)) is not None:
                open_plan(tx, draft.operation_id)
                note_change(tx, operation, f"{draft.name} är tillfrågad som {swedish_operation(draft.role)}.")
                _lead_is(tx, operation, draft)
            return cast(Participant, tx.copy(tx.add(ParticipantRow(**fields_of(draft)))))

    def edit_participant(self, shown: Participant, draft: ParticipantDraft) -> Participant:
        """Write what an editor changed of somebody who takes part. Raises Invalid, NotAllowed, NotFound."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := participant_problems(draft):
                raise Invalid(found)
            answer = swedish_operation(draft.attendance).lower()
            if changes := edited(ParticipantRow.__mapping__.groups, shown, draft):
                _note_of(tx, shown, f"{draft.name}: {swedish_operation(draft.role)}, {answer}.")
                _lead_is(tx, tx.find(OperationRow, shown.operation_id), draft)
            return cast(Participant, tx.copy(tx.change(ParticipantRow, shown.id, seen=shown.seen, **changes)))

    def note_attendance(
        self, shown: Participant, attendance: Attendance, ground_told: str = "", *, reason: str = ""
    ) -> Participant:
        """Write what somebody answered, or that they came and on what ground they say they entered.

        reason: why somebody cannot come; needed of one who says no. Raises Invalid, NotFound.
        """
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            if attendance is Attendance.DECLINED and not reason.strip():
                raise Invalid([Problem("reason", "missing")])
            fields: dict[str, Any] = {
                "attendance": attendance,
                "reason": reason.strip(),
                "ground_told": ground_told.strip() or shown.ground_told,
            }
            if attendance is not shown.attendance:
                _note_of(tx, shown, f"{shown.name}: {swedish_operation(attendance).lower()}.")
            return cast(Participant, tx.copy(tx.change(ParticipantRow, shown.id, seen=shown.seen, **fields)))

    def participants(self, operation_id: str) -> tuple[Participant, ...]:
        """Who takes part, in the order they were written down."""
        with self._store.reading(Permission.READ_INSPECTIONS) as reader:
            chosen = select(ParticipantRow).where(ParticipantRow.operation_id == operation_id)
            rows = reader.all(chosen.order_by(ParticipantRow.row_no))
            return tuple(cast(Participant, reader.copy(row)) for row in rows)

    def offered_grounds(self) -> tuple[EntryGround, ...]:
        """The grounds that our authority may choose from today; no other authority's."""
        with self._store.reading(Permission.READ_INSPECTIONS):
            return offered(own_kinds(self._store.actor), local(self._store.clock.now()).date())

    def choose_entry(self, draft: EntryDraft) -> Entry:
        """Choose our ground at one address; a later choice stands instead of an earlier, which stays in the record.

        What our register says of a permit is written down with it. Raises Invalid; NotAllowed
        "other-authority-ground" for a ground that is not ours; NotFound for an unknown ground.
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            return choose_entry(tx, draft)

    def entries(self, operation_id: str) -> Mapping[str, Entry]:
        """Our standing ground for each place of an operation, by venue id."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            own = (EntryRow.operation_id == operation_id, EntryRow.authority == tx.actor.authority)
            rows = tx.all(select(EntryRow).where(*own).order_by(EntryRow.chosen_at, EntryRow.row_no))
            tx.audit(AuditAction.READ, "entry", [row.id for row in rows])
            return {row.venue_id: cast(Entry, tx.copy(row)) for row in rows}


def choose_entry(tx: Tx, draft: EntryDraft) -> Entry:
    """Choose our ground within a larger use case; see `OperationService.choose_entry`."""
    draft = tidied(draft)
    place = read_venue(tx, draft.venue_id) if draft.venue_id else None
    if found := entry_problems(draft, dwelling=place is not None and place.place is PlaceKind.DWELLING):
        raise Invalid(found)
    if not belongs(draft, own_kinds(tx.actor), local(tx.now).date()):
        raise NotAllowed("other-authority-ground", ground=draft.ground_id)
    fields = fields_of(draft) | {"answers": dict(draft.answers)}
    if place is not None and not draft.known:
        fields["known"] = permit_fact(place)
    row = tx.add(EntryRow(**fields, authority=tx.actor.authority, chosen_at=tx.now))
    return cast(Entry, tx.copy(row))


def _lead_is(tx: Tx, operation: OperationRow | None, draft: ParticipantDraft) -> None:
    """Write the name of who leads into the operation, so that lists need not read who takes part."""
    if operation is None or draft.role is not ParticipantRole.LEAD or draft.attendance is Attendance.DECLINED:
        return
    shown = cast(Operation, tx.copy(operation))
    lead: dict[str, Any] = {"lead_name": draft.name, "lead_authority": draft.authority}
    tx.change(OperationRow, operation.id, seen=shown.seen, **lead)


def _note_of(tx: Tx, shown: Participant, text: str) -> None:
    """A change of somebody in a locked plan is an addition to it."""
    operation = tx.find(OperationRow, shown.operation_id) if shown.operation_id else None
    if operation is not None:
        note_change(tx, operation, text)


def _checked(draft: OperationDraft) -> OperationDraft:
    draft = tidied(draft)
    if found := operation_problems(draft):
        raise Invalid(found)
    return draft
