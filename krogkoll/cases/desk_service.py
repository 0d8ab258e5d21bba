"""Use cases on official notes, tasks and secrecy markings."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases.desk import (
    MarkingDraft,
    NoteDraft,
    OfficialNote,
    SecrecyMarking,
    Task,
    TaskDraft,
    marking_problems,
    note_problems,
    task_problems,
)
from krogkoll.cases.model import EventKind
from krogkoll.cases.rows import CaseRow, OfficialNoteRow, SecrecyMarkingRow, TaskRow
from krogkoll.cases.service import note_event
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.law import deadlines, references
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Reader, Store, Tx


class DeskService:
    """What a case officer writes beside the case."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, draft: NoteDraft) -> OfficialNote:
        """Write an official note; it cannot be changed, only corrected by another. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            return write_note(tx, draft)

    def notes_of(self, case_id: str) -> tuple[OfficialNote, ...]:
        """All notes of a case in the order of what they tell of."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            chosen = select(OfficialNoteRow).where(OfficialNoteRow.case_id == case_id)
            rows = tx.all(chosen.order_by(OfficialNoteRow.at, OfficialNoteRow.row_no))
            tx.audit(AuditAction.READ, "official_note", [row.id for row in rows])
            return tuple(cast(OfficialNote, tx.copy(row)) for row in rows)

    def add_task(self, draft: TaskDraft) -> Task:
        """Write something to do. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            return add_task(tx, draft)

    def finish_task(self, shown: Task) -> Task:
        """Note that a task is done, now, by the one who acts. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            done: dict[str, Any] = {"done_at": tx.now, "done_by": tx.actor.user_id}
            return cast(Task, tx.copy(tx.change(TaskRow, shown.id, seen=shown.seen, **done)))

    def tasks(self, *, case_id: str = "") -> tuple[Task, ...]:
        """What is left to do, in one case or in all; what is due first comes first, what has no day last."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            chosen = select(TaskRow).where(TaskRow.done_at.is_(None))
            chosen = chosen.where(TaskRow.case_id == case_id) if case_id else chosen
            rows = tx.all(chosen.order_by(TaskRow.due_on.is_(None), TaskRow.due_on, TaskRow.row_no))
            tx.audit(AuditAction.READ, "task", [row.id for row in rows])
            return tuple(cast(Task, tx.copy(row)) for row in rows)

    def mark_secret(self, draft: MarkingDraft) -> SecrecyMarking:
        """Put a secrecy marking on a record. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            draft = tidied(draft)
            if found := marking_problems(draft, _offered(_today(tx))):
                raise Invalid(found)
            row = SecrecyMarkingRow(**fields_of(draft), marked_on=_today(tx), authority=tx.actor.authority)
            return cast(SecrecyMarking, tx.copy(tx.add(row)))

    def lift_marking(self, shown: SecrecyMarking) -> SecrecyMarking:
        """Take a marking away as of today; that it was there stays. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            row = tx.change(SecrecyMarkingRow, shown.id, seen=shown.seen, lifted_on=_today(tx))
            return cast(SecrecyMarking, tx.copy(row))

    def markings_of(self, subject_ids: Iterable[str]) -> tuple[SecrecyMarking, ...]:
        """The markings that stand on these records."""
        with self._store.reading(Permission.READ_CASES) as reader:
            return standing_markings(reader, subject_ids)


def write_note(tx: Tx, draft: NoteDraft) -> OfficialNote:
    """Write an official note within a larger use case. Raises Invalid, NotFound."""
    draft = tidied(draft)
    if found := note_problems(draft, tx.now):
        raise Invalid(found)
    draft = replace(draft, at=draft.at or tx.now)
    case = tx.get(CaseRow, draft.case_id)
    row = tx.add(OfficialNoteRow(**fields_of(draft), by=tx.actor.name))
    subject = ("official_note", row.id)
    place = case.venue_id
    note_event(tx, EventKind.NOTE, draft.with_whom, case_id=case.id, venue_id=place, at=draft.at, subject=subject)
    return cast(OfficialNote, tx.copy(row))


def add_task(tx: Tx, draft: TaskDraft) -> Task:
    """Write something to do within a larger use case, for example an appeal period. Raises Invalid."""
    draft = tidied(draft)
    if found := task_problems(draft, frozenset(deadlines())):
        raise Invalid(found)
    draft = replace(draft, assigned_to=draft.assigned_to or tx.actor.user_id)
    return cast(Task, tx.copy(tx.add(TaskRow(**fields_of(draft)))))


def standing_markings(reader: Reader, subject_ids: Iterable[str]) -> tuple[SecrecyMarking, ...]:
    """The markings that stand on these records, oldest first."""
    chosen = select(SecrecyMarkingRow).where(
        SecrecyMarkingRow.subject_id.in_(sorted(set(subject_ids))), SecrecyMarkingRow.lifted_on.is_(None)
    )
    rows = reader.all(chosen.order_by(SecrecyMarkingRow.row_no))
    return tuple(cast(SecrecyMarking, reader.copy(row)) for row in rows)


def _offered(on: date) -> frozenset[str]:
    return frozenset(key for key, reference in references().items() if reference.offered(on))


def _today(tx: Tx) -> date:
    return local(tx.now).date()
