"""Use cases on closing a case and on what becomes of its items: marks, holds, disposal with certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases.closing import (
    DISPOSAL_TASK,
    ObstacleFinder,
    case_items,
    certificates,
    closing_view,
    dispose,
)
from krogkoll.cases.desk import Task, TaskDraft
from krogkoll.cases.desk_service import add_task
from krogkoll.cases.model import Case, CaseStatus, EventKind
from krogkoll.cases.register_rows import RetentionMarkRow
from krogkoll.cases.retention import (
    CaseItem,
    DisposalCertificate,
    ItemFate,
    RetentionMark,
    RetentionMarkDraft,
    mark_problems,
)
from krogkoll.cases.rows import CaseRow, TaskRow
from krogkoll.cases.service import move_case, note_event
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.people import members_who_may
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx

WHOEVER_MAY = "Den som får gallra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What came of a closing: the case, what was wiped at once, or the task for whoever may do it."""

    case: Case
    certificates: tuple[DisposalCertificate, ...]
    task: Task | None


class ClosingService:
    """Closing, retention and disposal. finders: what concepts above say stands in the way."""

    def __init__(self, store: Store, finders: Sequence[ObstacleFinder] = ()) -> None:
        self._store = store
        self._finders = tuple(finders)

    def close(self, shown: Case, reason: str, *, remove_now: bool = False) -> Closed:
        """Close a case with a reason. Working material goes at once where `remove_now` and the role allow it.

        Else it is marked, and whoever may dispose of it gets a task. Nothing is wiped during appeal time or a
        legal hold. Raises Invalid, NotFound; NotAllowed "case-blocked".
        """
        if not reason.strip():
            raise Invalid([Problem("status_reason", "missing")])
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            view = closing_view(tx, tx.get(CaseRow, shown.id), self._finders)
            if not view.may_close:
                raise NotAllowed("case-blocked", case=shown.id)
            case = move_case(tx, shown, CaseStatus.CLOSED, reason)
            gone: tuple[DisposalCertificate, ...] = ()
            task: Task | None = None
            if view.removed and remove_now and tx.actor.may(Permission.PURGE) and view.may_dispose:
                gone = self._dispose(tx, case.id, view.removed)
            elif view.removed:
                task = _hand_over(tx, case.id, view.removed)
        if gone:
            self._store.checkpoint()
        return Closed(case=case, certificates=gone, task=task)

    def dispose(self, case_id: str) -> tuple[DisposalCertificate, ...]:
        """Wipe a closed case's working material and what is past its last day, and finish the task about it.

        Raises NotFound; NotAllowed "case-open", "removal-blocked".
        """
        with self._store.transaction(Permission.PURGE) as tx:
            case = tx.get(CaseRow, case_id)
            if case.status is not CaseStatus.CLOSED:
                raise NotAllowed("case-open", case=case_id)
            view = closing_view(tx, case, self._finders)
            if not view.may_dispose:
                raise NotAllowed("removal-blocked", case=case_id)
            undone = tx.all(select(TaskRow).where(TaskRow.case_id == case_id, TaskRow.title == DISPOSAL_TASK))
            for row in undone:
                if row.done_at is None:
                    done: dict[str, Any] = {"done_at": tx.now, "done_by": tx.actor.user_id}
                    tx.change(TaskRow, row.id, seen=tx.copy(row).seen, **done)
            gone = self._dispose(tx, case_id, tuple({one.id: one for one in (*view.removed, *view.due)}.values()))
        if gone:
            self._store.checkpoint()
        return gone

    def items(self, case_id: str) -> tuple[CaseItem, ...]:
        """Everything of a case with its rule, mark and last day. Raises NotFound."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            found = case_items(tx, tx.get(CaseRow, case_id))
            tx.audit(AuditAction.READ, "case_file", [one.id for one in found], detail={"of": case_id})
            return found

    def certificates(self, case_id: str) -> tuple[DisposalCertificate, ...]:
        """The certificates of what was wiped in a case, the latest first."""
        with self._store.reading(Permission.READ_CASES) as reader:
            return certificates(reader, case_id)

    def mark(self, draft: RetentionMarkDraft) -> RetentionMark:
        """Mark an item as kept, disposed of after a day, or working material, in the place of an older mark.

        Raises Invalid, NotFound.
        """
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            draft = tidied(draft)
            if found := mark_problems(draft, _today(tx)):
                raise Invalid(found)
            tx.get(CaseRow, draft.case_id)
            return _mark(tx, draft)

    def hold(self, shown: Case, reason: str) -> Case:
        """See to it that nothing of a case is disposed of, for example during a trial. Raises Invalid, NotFound."""
        if not reason.strip():
            raise Invalid([Problem("hold_reason", "missing")])
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            return _hold(tx, shown, reason.strip(), _today(tx))

    def release(self, shown: Case) -> Case:
        """Take the hold away. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            return _hold(tx, shown, "", None)

    def _dispose(self, tx: Tx, case_id: str, items: Sequence[CaseItem]) -> tuple[DisposalCertificate, ...]:
        made = dispose(tx, tx.get(CaseRow, case_id), items)
        if made:
            words = "1 uppgift gallrad" if len(made) == 1 else f"{len(made)} uppgifter gallrade"
            note_event(tx, EventKind.DISPOSED, words, case_id=case_id)
        return made


def _hand_over(tx: Tx, case_id: str, items: Sequence[CaseItem]) -> Task:
    for item in items:
        if item.mark is None:
            kind, fate = item.kind, ItemFate.WORKING
            _mark(tx, RetentionMarkDraft(case_id=case_id, subject_kind=kind, subject_id=item.id, fate=fate))
    able = members_who_may(tx, Permission.PURGE, tx.actor.authority)
    to = next((member for member in able if member.id == tx.actor.user_id), able[0] if able else None)
    draft = TaskDraft(
        case_id=case_id,
        title=DISPOSAL_TASK,
        due_on=_today(tx),
        assigned_to=to.id if to else "",
        assigned_name="" if to else WHOEVER_MAY,
    )
    return add_task(tx, draft)


def _mark(tx: Tx, draft: RetentionMarkDraft) -> RetentionMark:
    chosen = select(RetentionMarkRow).where(
        RetentionMarkRow.case_id == draft.case_id, RetentionMarkRow.subject_id == draft.subject_id
    )
    rows = tx.all(chosen.order_by(RetentionMarkRow.row_no))
    if not rows:
        return cast(RetentionMark, tx.copy(tx.add(RetentionMarkRow(**fields_of(draft), by=tx.actor.name))))
    shown = cast(RetentionMark, tx.copy(rows[0]))
    changes = edited(RetentionMarkRow.__mapping__.groups, shown, draft)
    changes |= {"by": tx.actor.name} if changes else {}
    return cast(RetentionMark, tx.copy(tx.change(RetentionMarkRow, shown.id, seen=shown.seen, **changes)))


def _hold(tx: Tx, shown: Case, reason: str, since: date | None) -> Case:
    group: dict[str, Any] = {"hold_reason": reason, "hold_since": since}
    row = tx.change(CaseRow, shown.id, seen=shown.seen, **group)
    title = "Ärendet sparas tills vidare" if reason else "Ärendet behöver inte längre sparas"
    note_event(tx, EventKind.DISPOSED, title, case_id=row.id, text=reason)
    return cast(Case, tx.copy(row))


def _today(tx: Tx) -> date:
    return local(tx.now).date()
