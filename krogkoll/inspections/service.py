"""Use cases on visits: begin, answer, observe, write down what others said, close. Each mark is a change at once."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases import EventKind, note_event
from krogkoll.inspections.entry import Entry, EntryDraft
from krogkoll.inspections.model import (
    Answer,
    AnswerDraft,
    Finding,
    FindingDraft,
    Inspection,
    InspectionDraft,
    InspectionStatus,
    StatementDraft,
    StatementOf,
    answer_problems,
    finding_problems,
    inspection_problems,
    settled_deviation,
    statement_problems,
)
from krogkoll.inspections.operation_service import choose_entry
from krogkoll.inspections.paperwork import standing_paper, withdraw_paper
from krogkoll.inspections.rows import AnswerRow, FindingRow, InspectionRow, StatementRow
from krogkoll.inspections.steps import open_visit, own_kinds, read_visit
from krogkoll.inspections.visit import Visit, closing_problems, remarks
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Conflict, Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx
from krogkoll.venues import PermitState, permit_fact, read_venue


class InspectionService:
    """Visits of the own authority."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def start(self, draft: InspectionDraft) -> Inspection:
        """Begin a visit; what our register says of the place's permit is written down with it. Raises Invalid."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            draft = replace(draft, started_at=draft.started_at or tx.now)
            draft = _checked(tx, _with_permit(tx, draft))
            row = tx.add(InspectionRow(**fields_of(draft)))
            return cast(Inspection, tx.copy(row))

    def edit(self, shown: Inspection, draft: InspectionDraft, why: str = "") -> Inspection:
        """Write what an editor changed in an open visit. Raises Invalid, NotAllowed "closed" or "sealed", NotFound."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, shown.id)
            if shown.wait_for_secured and not draft.wait_for_secured and not why.strip():
                raise Invalid([Problem("wait_for_secured", "needs-reason")])
            changes = edited(InspectionRow.__mapping__.groups, shown, _draft_only(_checked(tx, draft)))
            return cast(Inspection, tx.copy(tx.change(InspectionRow, shown.id, seen=shown.seen, why=why, **changes)))

    def choose_entry(self, draft: EntryDraft) -> Entry:
        """Choose our ground for this visit; see `OperationService.choose_entry`. Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            row = open_visit(tx, draft.inspection_id)
            return choose_entry(tx, replace(draft, venue_id=row.venue_id, operation_id=row.operation_id))

    def answer(self, draft: AnswerDraft, shown: Answer | None = None) -> Answer:
        """Answer a question, or answer it anew (`shown`: the answer that the person saw).

        Raises Invalid; NotAllowed "other-authority-question" for one that is not ours to ask, "closed", "sealed".
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            draft = tidied(draft)
            if found := answer_problems(draft):
                raise Invalid(found)
            row = open_visit(tx, draft.inspection_id)
            on = local(row.started_at or tx.now).date()
            if not draft.item.asked(own_kinds(tx.actor), on):
                raise NotAllowed("other-authority-question", item=draft.item_id)
            settled = replace(draft, deviation=settled_deviation(draft), answered_at=draft.answered_at or tx.now)
            return _write_answer(tx, settled, shown)

    def take_back(self, given: Answer, before: Answer | None) -> Answer | None:
        """Undo the last answer: the one before stands again, or none. Raises NotAllowed, NotFound.

        Refused as Conflict "changed-meanwhile" where somebody has built on what was given.
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, given.inspection_id)
            if before is None:
                tx.remove(AnswerRow, given.id, seen=given.seen, why="undo")
                return None
            if cast(Answer, tx.copy(tx.get(AnswerRow, given.id))).seen != given.seen:
                raise Conflict("changed-meanwhile", kind="answer", id=given.id)
            return _write_answer(tx, AnswerDraft(**{n: getattr(before, n) for n in _ANSWER}), given)

    def observe(self, draft: FindingDraft) -> Finding:
        """Write an observation or an assessment of our own. Raises Invalid, NotAllowed, NotFound."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, draft.inspection_id)
            draft = _checked_finding(tx, draft)
            return cast(Finding, tx.copy(tx.add(FindingRow(**fields_of(draft)))))

    def edit_finding(self, shown: Finding, draft: FindingDraft, why: str = "") -> Finding:
        """Write what an editor changed in a finding: its words, its mark, its photos. Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, shown.inspection_id)
            only = FindingDraft(**{name: getattr(draft, name) for name in FindingDraft.__dataclass_fields__})
            changes = edited(FindingRow.__mapping__.groups, shown, _checked_finding(tx, only))
            return cast(Finding, tx.copy(tx.change(FindingRow, shown.id, seen=shown.seen, why=why, **changes)))

    def hear(self, draft: StatementDraft) -> StatementOf:
        """Write what somebody else said; an officer of another authority speaks here too. Raises Invalid."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, draft.inspection_id)
            draft = tidied(draft)
            if found := statement_problems(draft):
                raise Invalid(found)
            draft = replace(draft, at=draft.at or tx.now)
            return cast(StatementOf, tx.copy(tx.add(StatementRow(**fields_of(draft)))))

    def close(self, shown: Inspection) -> Inspection:
        """End the visit. What nobody has answered stays as "Ännu inte kontrollerat". Raises Invalid, NotAllowed.

        What else was left undone (`remarks`) does not stop it; the history names it as the reason given.
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, shown.id)
            visit = read_visit(tx, shown.id)
            if found := closing_problems(visit):
                raise Invalid(found)
            status: dict[str, Any] = {"status": InspectionStatus.CLOSED, "closed_at": tx.now}
            left = ", ".join(f"{one.field}: {one.problem}" for one in remarks(visit))
            row = tx.change(InspectionRow, shown.id, seen=shown.seen, why=left, **status)
            note_event(
                tx,
                EventKind.INSPECTION,
                visit.inspection.premises,
                case_id=row.case_id,
                venue_id=row.venue_id,
                at=visit.inspection.started_at,
                subject=("inspection", row.id),
            )
            return cast(Inspection, tx.copy(row))

    def reopen(self, shown: Inspection, why: str) -> Inspection:
        """Open a closed visit that nobody has signed; a report shown meanwhile is withdrawn. Raises NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            if tx.get(InspectionRow, shown.id).sealed:
                raise NotAllowed("sealed", inspection=shown.id)
            report = standing_paper(tx, ("inspection", shown.id))
            if report is not None:
                withdraw_paper(tx, report.id, why)
            status: dict[str, Any] = {"status": InspectionStatus.OPEN, "closed_at": None}
            return cast(Inspection, tx.copy(tx.change(InspectionRow, shown.id, seen=shown.seen, why=why, **status)))

    def visit(self, inspection_id: str, purpose: str = "") -> Visit:
        """A whole visit. Raises NotFound."""
        with self._store.transaction(Permission.READ_INSPECTIONS, purpose=purpose) as tx:
            return read_visit(tx, inspection_id)

    def visits(self, *, venue_id: str = "", operation_id: str = "") -> tuple[Inspection, ...]:
        """The visits at a place or of an operation, or all of them, the latest first."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            chosen = select(InspectionRow)
            chosen = chosen.where(InspectionRow.venue_id == venue_id) if venue_id else chosen
            chosen = chosen.where(InspectionRow.operation_id == operation_id) if operation_id else chosen
            rows = tx.all(chosen.order_by(InspectionRow.started_at.desc(), InspectionRow.row_no.desc()))
            tx.audit(AuditAction.READ, "inspection", [row.id for row in rows])
            return tuple(cast(Inspection, tx.copy(row)) for row in rows)


_ANSWER = tuple(AnswerDraft.__dataclass_fields__)


def _with_permit(tx: Tx, draft: InspectionDraft) -> InspectionDraft:
    """What the register says of the place, unless the form says otherwise."""
    if not draft.venue_id or draft.permit_known:
        return draft
    place = read_venue(tx, draft.venue_id)
    looked_up = {
        PermitState.VALID: (True, None),
        PermitState.LOW_STRENGTH_BEER: (False, True),
        PermitState.NONE_FOUND: (False, None),
        PermitState.REVOKED: (False, None),
    }
    serving, beer = looked_up.get(place.permit, (None, None))
    return replace(
        draft,
        permit_known=permit_fact(place),
        serving_permit=serving if draft.serving_permit is None else draft.serving_permit,
        beer_sold=beer if draft.beer_sold is None else draft.beer_sold,
    )


def _write_answer(tx: Tx, draft: AnswerDraft, shown: Answer | None) -> Answer:
    if shown is None:
        chosen = select(AnswerRow).where(AnswerRow.inspection_id == draft.inspection_id)
        rows = tx.all(chosen.where(AnswerRow.item_id == draft.item_id).order_by(AnswerRow.row_no).limit(1))
        shown = cast(Answer, tx.copy(rows[0])) if rows else None
    if shown is None:
        return cast(Answer, tx.copy(tx.add(AnswerRow(**fields_of(draft)))))
    changes = edited(AnswerRow.__mapping__.groups, shown, draft)
    return cast(Answer, tx.copy(tx.change(AnswerRow, shown.id, seen=shown.seen, **changes)))


def _checked(tx: Tx, draft: InspectionDraft) -> InspectionDraft:
    draft = tidied(draft)
    if found := inspection_problems(draft, tx.now):
        raise Invalid(found)
    return draft


def _checked_finding(tx: Tx, draft: FindingDraft) -> FindingDraft:
    draft = replace(tidied(draft), at=draft.at or tx.now)
    if found := finding_problems(draft, _day(tx)):
        raise Invalid(found)
    return draft


def _draft_only(draft: InspectionDraft) -> InspectionDraft:
    return InspectionDraft(**{name: getattr(draft, name) for name in InspectionDraft.__dataclass_fields__})


def _day(tx: Tx) -> date:
    return local(tx.now).date()
