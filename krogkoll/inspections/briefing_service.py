"""Use cases on what leaves the program before a night: numbered sheets in named hands, and the entry in a calendar."""

from collections.abc import Collection
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select

from krogkoll.documents import build, masked, verify
from krogkoll.house import letterhead_of
from krogkoll.inspections.briefing import (
    BriefingCopy,
    CopyState,
    account_problems,
    briefing_document,
    outstanding,
)
from krogkoll.inspections.briefing_rows import BriefingCopyRow
from krogkoll.inspections.invitation import Revealed, calendar_file
from krogkoll.inspections.operations import OperationStatus
from krogkoll.inspections.plan import Plan
from krogkoll.inspections.plan_steps import read_plan
from krogkoll.kernel.errors import DocumentTrouble, Invalid, NotAllowed, Problem
from krogkoll.kernel.platform import write_durably
from krogkoll.people import PROTECTED_ON_PAPER, protected_names
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx, translated


class BriefingService:
    """Sheets and calendar files of a night. practice: the workspace is one; sheets say ÖVNING."""

    def __init__(self, store: Store, *, practice: bool) -> None:
        self._store = store
        self._practice = practice

    def hand_out(self, operation_id: str, holders: tuple[str, ...], folder: Path) -> tuple[BriefingCopy, ...]:
        """Make one numbered sheet for each named person as a PDF in the folder; nothing there is written over.

        The plan must be locked. The names of the files name nobody. Raises Invalid, NotFound, StoreTrouble;
        NotAllowed "plan-not-locked"; DocumentTrouble "file-exists", "not-as-written" and as `documents.build`.
        """
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            plan = read_plan(tx, operation_id)
            if plan.operation.status is not OperationStatus.LOCKED:
                raise NotAllowed("plan-not-locked", operation=operation_id)
            names = tuple(dict.fromkeys(name for holder in holders if (name := " ".join(holder.split()))))
            if not names:
                raise Invalid([Problem("holders", "missing")])
            first = 1 + max((row.number for row in _rows(tx, operation_id)), default=0)
            with ExitStack() as undo:
                # All or nothing: a sheet without its record would be out without anybody knowing.
                made = tuple(
                    self._hand_out(tx, plan, number, name, folder, undo)
                    for number, name in enumerate(names, start=first)
                )
                undo.pop_all()
            return made

    def _hand_out(self, tx: Tx, plan: Plan, number: int, holder: str, folder: Path, undo: ExitStack) -> BriefingCopy:
        target = folder / f"insatsblad-{plan.on.isoformat()}-exemplar-{number}.pdf"
        if target.exists():
            raise DocumentTrouble("file-exists", file=target.name)
        made = briefing_document(
            plan, letterhead_of(tx), number=number, holder=holder, made_at=tx.now, practice=self._practice
        )
        built = build(masked(made, dict.fromkeys(protected_names(tx), PROTECTED_ON_PAPER)))
        if findings := verify(built.pdf, built):
            raise DocumentTrouble("not-as-written", findings=findings)
        with translated():
            undo.callback(target.unlink, missing_ok=True)
            write_durably(target, built.pdf)
        row = tx.add(
            BriefingCopyRow(
                operation_id=plan.operation.id,
                number=number,
                holder=holder,
                sha256=sha256(built.pdf).hexdigest(),
                additions=max((one.number for one in plan.additions), default=0),
                handed_at=tx.now,
                handed_by=tx.actor.name,
            )
        )
        tx.audit(AuditAction.PRINTED, "briefing_copy", [row.id], recipient=holder, detail={"sha256": row.sha256})
        return cast(BriefingCopy, tx.copy(row))

    def account(self, shown: BriefingCopy, state: CopyState, note: str = "") -> BriefingCopy:
        """Write what became of a copy; of a lost one also how. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            if found := account_problems(state, note):
                raise Invalid(found)
            fields: dict[str, Any] = {"state": state, "accounted_at": tx.now, "note": note.strip()}
            return cast(BriefingCopy, tx.copy(tx.change(BriefingCopyRow, shown.id, seen=shown.seen, **fields)))

    def copies(self, operation_id: str) -> tuple[BriefingCopy, ...]:
        """All copies of a night in their order."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            rows = _rows(tx, operation_id)
            tx.audit(AuditAction.READ, "briefing_copy", [row.id for row in rows])
            return tuple(cast(BriefingCopy, tx.copy(row)) for row in rows)

    def unaccounted(self) -> tuple[BriefingCopy, ...]:
        """The copies of all nights that nobody has accounted for, the oldest first."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            chosen = select(BriefingCopyRow).where(BriefingCopyRow.accounted_at.is_(None))
            rows = tx.all(chosen.order_by(BriefingCopyRow.row_no))
            tx.audit(AuditAction.READ, "briefing_copy", [row.id for row in rows])
            return outstanding(cast(BriefingCopy, tx.copy(row)) for row in rows)

    def save_calendar(self, operation_id: str, target: Path, reveal: Collection[Revealed] = ()) -> None:
        """Write the night as a calendar file, in the place of an older one. Raises Invalid, NotFound, StoreTrouble."""
        with self._store.transaction(Permission.EXPORT) as tx:
            content = calendar_file(read_plan(tx, operation_id), made_at=tx.now, reveal=reveal)
            detail = {"reveal": ", ".join(sorted(reveal))}
            tx.audit(AuditAction.EXPORTED, "operation", [operation_id], detail=detail)
            with translated():
                write_durably(target, content)


def _rows(tx: Tx, operation_id: str) -> list[BriefingCopyRow]:
    chosen = select(BriefingCopyRow).where(BriefingCopyRow.operation_id == operation_id)
    return tx.all(chosen.order_by(BriefingCopyRow.number, BriefingCopyRow.row_no))
