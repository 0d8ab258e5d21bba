"""Use cases on the landlord's track: from the letter to what the landlord did."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases import TaskDraft, add_task, redate_task
from krogkoll.decisions.after_steps import called, taken, tell
from krogkoll.decisions.landlord import (
    LandlordDraft,
    LandlordOutcome,
    LandlordTrack,
    counted_from,
    landlord_problems,
    swedish_landlord,
)
from krogkoll.decisions.landlord_rows import LandlordTrackRow
from krogkoll.decisions.model import Decision
from krogkoll.decisions.steps import read_decision, today
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import Addressee, decision_type
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx


class LandlordService:
    """Landlords who have been told, and their two months."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, draft: LandlordDraft) -> LandlordTrack:
        """Begin to follow a landlord who has been told by a signed letter.

        Raises Invalid; NotFound; NotAllowed "not-taken", "no-landlord" (another type of paper), "track-exists".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            decision = taken(tx, draft.decision_id)
            if decision_type(decision.type_code).addressee is not Addressee.LANDLORD:
                raise NotAllowed("no-landlord", decision=decision.id)
            if landlord_track(tx, decision.id) is not None:
                raise NotAllowed("track-exists", decision=decision.id)
            draft = tidied(replace(draft, landlord=draft.landlord or decision.party_name))
            if found := landlord_problems(draft, today(tx)):
                raise Invalid(found)
            task = _follow(tx, decision, draft, "")
            row = tx.add(LandlordTrackRow(**fields_of(draft), task_id=task, outcome=LandlordOutcome.WAITING))
            tell(tx, decision, f"Hyresvärden {draft.landlord} följs upp")
            return cast(LandlordTrack, tx.copy(row))

    def edit(self, shown: LandlordTrack, draft: LandlordDraft, why: str = "") -> LandlordTrack:
        """Write what an editor changed; the days move the two months.

        Raises Invalid; NotFound; NotAllowed "track-ended".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            before = _read(tx, shown.id)
            if before.outcome is not LandlordOutcome.WAITING:
                raise NotAllowed("track-ended", track=shown.id)
            given = {name: getattr(draft, name) for name in LandlordDraft.__dataclass_fields__}
            draft = tidied(replace(LandlordDraft(**given), decision_id=before.decision_id))
            if found := landlord_problems(draft, today(tx)):
                raise Invalid(found)
            task = _follow(tx, taken(tx, before.decision_id), draft, before.task_id)
            changes: dict[str, Any] = edited(LandlordTrackRow.__mapping__.groups, shown, draft)
            changes |= {"task_id": task} if task != before.task_id else {}
            row = tx.change(LandlordTrackRow, shown.id, seen=shown.seen, why=why.strip(), **changes)
            return cast(LandlordTrack, tx.copy(row))

    def record_outcome(self, shown: LandlordTrack, outcome: LandlordOutcome, on: date, note: str = "") -> LandlordTrack:
        """Write down what the landlord or the tenant did; the track has ended then.

        Raises Invalid; NotFound; NotAllowed "track-ended".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            before = _read(tx, shown.id)
            if before.outcome is not LandlordOutcome.WAITING:
                raise NotAllowed("track-ended", track=shown.id)
            if outcome in (LandlordOutcome.WAITING, LandlordOutcome.UNKNOWN):
                raise Invalid([Problem("outcome", "missing")])
            if on > today(tx):
                raise Invalid([Problem("outcome_on", "in-the-future")])
            if before.task_id:
                redate_task(tx, before.task_id, None)
            fields: dict[str, Any] = {"outcome": outcome, "outcome_on": on, "outcome_note": note.strip()}
            row = tx.change(LandlordTrackRow, shown.id, seen=shown.seen, **fields)
            tell(tx, taken(tx, row.decision_id), swedish_landlord(outcome), note.strip())
            return cast(LandlordTrack, tx.copy(row))

    def track(self, decision_id: str) -> LandlordTrack | None:
        """The track of one letter, or None. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            return landlord_track(tx, read_decision(tx, decision_id).id)


def landlord_track(tx: Tx, decision_id: str) -> LandlordTrack | None:
    """The track of one letter within a larger use case, with the audit entry."""
    chosen = select(LandlordTrackRow).where(LandlordTrackRow.decision_id == decision_id)
    rows = tx.all(chosen.order_by(LandlordTrackRow.row_no).limit(1))
    if not rows:
        return None
    tx.audit(AuditAction.READ, "landlord_track", [rows[0].id])
    return cast(LandlordTrack, tx.copy(rows[0]))


def _read(tx: Tx, track_id: str) -> LandlordTrack:
    return cast(LandlordTrack, tx.copy(tx.get(LandlordTrackRow, track_id)))


def _follow(tx: Tx, decision: Decision, draft: LandlordDraft, task_id: str) -> str:
    """The task that tells when the two months are over: made, moved or ended with the days. Gives its id."""
    start = counted_from(draft)
    if task_id:
        redate_task(tx, task_id, start)
        return task_id
    if start is None:
        return ""
    title = f"Fråga hyresvärden om uppsägning: {called(decision)}"
    task = TaskDraft(case_id=decision.case_id, title=title, deadline="landlord-notice", counted_from=start)
    return add_task(tx, task).id
