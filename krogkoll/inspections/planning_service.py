"""Use cases on the plan of a night: risks, stops in order, help asked for, jäv, and what is missing."""

from typing import Any, cast

from krogkoll.inspections.operation_rows import OperationRow, ParticipantRow
from krogkoll.inspections.operations import Attendance, ParticipantRole
from krogkoll.inspections.plan import Plan
from krogkoll.inspections.plan_steps import note_change, open_plan, read_plan, rearrange, stops_of, venues_of
from krogkoll.inspections.planning_rows import (
    AcceptedGapRow,
    AssistanceRow,
    ConflictAnswerRow,
    RiskAssessmentRow,
    StopRow,
)
from krogkoll.inspections.preparing import (
    AcceptedGap,
    Assistance,
    AssistanceDraft,
    ConflictAnswer,
    ConflictAnswerDraft,
    assistance_problems,
    conflict_problems,
    swedish_preparing,
)
from krogkoll.inspections.risk import RiskAssessment, RiskDraft, risk_problems, stop_rule
from krogkoll.inspections.stops import Stop, StopDraft, stop_problems
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.security import Permission
from krogkoll.store import Store, Tx
from krogkoll.venues import shown_name


class PlanningService:
    """The plan of one night as our own authority makes it. In a locked plan each change is a numbered addition."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plan_of(self, operation_id: str) -> Plan:
        """Everything of one night. Raises NotFound."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            return read_plan(tx, operation_id)

    def assess(self, draft: RiskDraft) -> RiskAssessment:
        """Judge the risks of a place; the earlier judgement stays in the record. Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := risk_problems(draft):
                raise Invalid(found)
            operation = open_plan(tx, draft.operation_id)
            scores = {factor: list(value) for factor, value in draft.scores.items()}
            row = tx.add(RiskAssessmentRow(**fields_of(draft) | {"scores": scores}, assessed_at=tx.now))
            made = cast(RiskAssessment, tx.copy(row))
            words = "kommunens personal väntar på säkrat" if stop_rule(made).stands else "ingen stoppregel"
            note_change(tx, operation, f"Ny riskbedömning av {_name(tx, draft.venue_id)}: {words}.")
            return made

    def lift_stop(self, shown: RiskAssessment, reason: str) -> RiskAssessment:
        """Let municipal staff in although the rule says wait: the leader of the operation only, and with a reason.

        Raises Invalid; NotAllowed "not-the-lead", "no-stop-rule", "plan-closed"; NotFound.
        """
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            operation = open_plan(tx, shown.operation_id)
            if not _is_lead(tx, operation):
                raise NotAllowed("not-the-lead", operation=shown.operation_id)
            if not stop_rule(shown).stands:
                raise NotAllowed("no-stop-rule", operation=shown.operation_id)
            if not reason.strip():
                raise Invalid([Problem("lifted_reason", "missing")])
            fields: dict[str, Any] = {
                "lifted_reason": reason.strip(),
                "lifted_by": tx.actor.name,
                "lifted_at": tx.now,
            }
            row = tx.change(RiskAssessmentRow, shown.id, seen=shown.seen, why=reason.strip(), **fields)
            note_change(tx, operation, f"Stoppregeln för {_name(tx, shown.venue_id)} gäller inte: {reason.strip()}")
            return cast(RiskAssessment, tx.copy(row))

    def add_stop(self, draft: StopDraft) -> tuple[Stop, ...]:
        """Put a place last in the night; times follow. Gives all stops. Raises Invalid, NotAllowed, NotFound."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := stop_problems(draft):
                raise Invalid(found)
            operation = open_plan(tx, draft.operation_id)
            there = stops_of(tx, operation.id)
            if any(stop.venue_id == draft.venue_id for stop in there):
                raise Invalid([Problem("venue_id", "already-there")])
            tx.add(StopRow(**fields_of(draft) | {"position": len(there) + 1}))
            note_change(tx, operation, f"Nytt stopp: {_name(tx, draft.venue_id)}.")
            return rearrange(tx, operation, stops_of(tx, operation.id))

    def edit_stop(self, shown: Stop, draft: StopDraft) -> tuple[Stop, ...]:
        """Change time, length or note of a stop; the later ones follow. Raises Invalid, NotAllowed, NotFound."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := stop_problems(draft):
                raise Invalid(found)
            operation = open_plan(tx, shown.operation_id)
            changes = edited(StopRow.__mapping__.groups, shown, draft)
            tx.change(StopRow, shown.id, seen=shown.seen, **changes)
            note_change(tx, operation, f"Ändrat stopp: {_name(tx, shown.venue_id)}.")
            return rearrange(tx, operation, stops_of(tx, operation.id))

    def remove_stop(self, shown: Stop) -> tuple[Stop, ...]:
        """Take a place out of the night; what was judged of it stays in the record. Raises NotAllowed, NotFound."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            operation = open_plan(tx, shown.operation_id)
            tx.remove(StopRow, shown.id, seen=shown.seen)
            note_change(tx, operation, f"Stoppet {_name(tx, shown.venue_id)} utgår.")
            return rearrange(tx, operation, stops_of(tx, operation.id))

    def arrange(self, operation_id: str, stop_ids: tuple[str, ...]) -> tuple[Stop, ...]:
        """Visit the places in this order; one that the mover did not see stays, last. Times follow."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            operation = open_plan(tx, operation_id)
            there = {stop.id: stop for stop in stops_of(tx, operation_id)}
            moved = [there[one] for one in dict.fromkeys(stop_ids) if one in there]
            order = [*moved, *(stop for key, stop in there.items() if key not in stop_ids)]
            if [stop.id for stop in order] != list(there):
                names = ", ".join(_name(tx, stop.venue_id) for stop in order)
                note_change(tx, operation, f"Ny ordning: {names}.")
            return rearrange(tx, operation, order)

    def note_help(self, draft: AssistanceDraft, shown: Assistance | None = None) -> Assistance:
        """Write a request for help, or how far one has come (`shown`). Raises Invalid, NotAllowed, NotFound."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := assistance_problems(draft):
                raise Invalid(found)
            operation = open_plan(tx, draft.operation_id)
            note_change(tx, operation, f"Handräckning: {swedish_preparing(draft.status).lower()}.")
            if shown is None:
                return cast(Assistance, tx.copy(tx.add(AssistanceRow(**fields_of(draft)))))
            changes = edited(AssistanceRow.__mapping__.groups, shown, draft)
            return cast(Assistance, tx.copy(tx.change(AssistanceRow, shown.id, seen=shown.seen, **changes)))

    def answer_conflict(self, draft: ConflictAnswerDraft) -> ConflictAnswer:
        """Write what one of our own people answers about jäv at one place (förvaltningslagen 16–18 §§).

        Raises Invalid; NotAllowed "other-authority-jav" for somebody of another authority; NotFound.
        """
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := conflict_problems(draft):
                raise Invalid(found)
            operation = open_plan(tx, draft.operation_id)
            person = tx.get(ParticipantRow, draft.participant_id)
            if person.authority != tx.actor.authority:
                raise NotAllowed("other-authority-jav", operation=operation.id)
            if draft.conflict:
                note_change(tx, operation, f"{person.name} är jävig vid {_name(tx, draft.venue_id)}.")
            row = tx.add(ConflictAnswerRow(**fields_of(draft), answered_at=tx.now))
            return cast(ConflictAnswer, tx.copy(row))

    def accept_gap(self, operation_id: str, gap: str, reason: str) -> AcceptedGap:
        """Accept that something is missing, with the reason; it no longer keeps the plan from being locked.

        Raises Invalid, NotAllowed, NotFound.
        """
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            if not reason.strip():
                raise Invalid([Problem("reason", "missing")])
            operation = open_plan(tx, operation_id)
            fields: dict[str, Any] = {"reason": reason.strip(), "accepted_by": tx.actor.name, "accepted_at": tx.now}
            return cast(AcceptedGap, tx.copy(tx.add(AcceptedGapRow(operation_id=operation.id, gap=gap, **fields))))


def _is_lead(tx: Tx, operation: OperationRow) -> bool:
    """Whether the acting person leads the operation: by role among those who come, else by what the form says."""
    plan = read_plan(tx, operation.id)
    leads = [one for one in plan.participants if one.role is ParticipantRole.LEAD]
    named = [(one.name, one.authority) for one in leads if one.attendance is not Attendance.DECLINED]
    shown = plan.operation
    named = named or [(shown.lead_name, shown.lead_authority)]
    own = (_plain(tx.actor.name), tx.actor.authority)
    return any((_plain(name), authority) == own for name, authority in named)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _name(tx: Tx, venue_id: str) -> str:
    venue = venues_of(tx, (venue_id,)).get(venue_id)
    return "ett objekt" if venue is None else shown_name(venue)
