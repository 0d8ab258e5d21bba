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
    with_legal_day,
)
from krogkoll.cases.model import EventKind, Involvement, swedish
from krogkoll.cases.rows import CaseRow, InvolvementRow, OfficialNoteRow, SecrecyMarkingRow, TaskRow
from krogkoll.cases.service import note_event
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import cite, deadlines, references
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

    def edit_task(self, shown: Task, draft: TaskDraft) -> Task:
        """Write what an editor changed in a task. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            draft = _checked_task(TaskDraft(**{name: getattr(draft, name) for name in TaskDraft.__dataclass_fields__}))
            changes = edited(TaskRow.__mapping__.groups, shown, draft)
            return cast(Task, tx.copy(tx.change(TaskRow, shown.id, seen=shown.seen, **changes)))

    def finish_task(self, shown: Task) -> Task:
        """Note that a task is done, now, by the one who acts; the timeline of its case says so. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            done: dict[str, Any] = {"done_at": tx.now, "done_by": tx.actor.user_id}
            row = tx.change(TaskRow, shown.id, seen=shown.seen, **done)
            _tell_task(tx, row, "Klar")
            return cast(Task, tx.copy(row))

    def reopen_task(self, shown: Task) -> Task:
        """Take back that a task is done. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            undone: dict[str, Any] = {"done_at": None, "done_by": ""}
            row = tx.change(TaskRow, shown.id, seen=shown.seen, **undone)
            _tell_task(tx, row, "Inte klar längre")
            return cast(Task, tx.copy(row))

    def tasks(self, *, case_id: str = "", mine: bool = False, done: bool = False) -> tuple[Task, ...]:
        """What is to be done, in one case or in all; what is due first comes first, what has no day last.

        mine: only what the acting person is to do. done: also what is done already, after the rest.
        """
        with self._store.transaction(Permission.READ_CASES) as tx:
            chosen = select(TaskRow)
            chosen = chosen if done else chosen.where(TaskRow.done_at.is_(None))
            chosen = chosen.where(TaskRow.case_id == case_id) if case_id else chosen
            chosen = chosen.where(TaskRow.assigned_to == tx.actor.user_id) if mine else chosen
            order = (TaskRow.done_at.is_not(None), TaskRow.due_on.is_(None), TaskRow.due_on, TaskRow.row_no)
            rows = tx.all(chosen.order_by(*order))
            tx.audit(AuditAction.READ, "task", [row.id for row in rows])
            return tuple(cast(Task, tx.copy(row)) for row in rows)

    def mark_secret(self, draft: MarkingDraft) -> SecrecyMarking:
        """Put a secrecy marking on a record. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            draft = tidied(draft)
            if found := marking_problems(draft, _offered(_today(tx))):
                raise Invalid(found)
            row = tx.add(SecrecyMarkingRow(**fields_of(draft), marked_on=_today(tx), authority=tx.actor.authority))
            _tell_marking(tx, row, "Satt")
            return cast(SecrecyMarking, tx.copy(row))

    def lift_marking(self, shown: SecrecyMarking) -> SecrecyMarking:
        """Take a marking away as of today; that it was there stays. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            row = tx.change(SecrecyMarkingRow, shown.id, seen=shown.seen, lifted_on=_today(tx))
            _tell_marking(tx, row, "Hävd")
            return cast(SecrecyMarking, tx.copy(row))

    def end_involvement(self, shown: Involvement, why: str = "") -> None:
        """Somebody has the role no longer; the change log keeps that they had it, the timeline that it ended.

        Nobody is named in the timeline, since a protected identity may be meant. Raises NotFound, Conflict.
        """
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            row = tx.get(InvolvementRow, shown.id)
            case = tx.get(CaseRow, row.case_id)
            title = f"Rollen {swedish(row.role).lower()} är borttagen"
            subject = (row.subject_kind, row.subject_id)
            tx.remove(InvolvementRow, shown.id, seen=shown.seen, why=why.strip())
            note_event(
                tx,
                EventKind.OTHER,
                title,
                case_id=case.id,
                venue_id=case.venue_id,
                text=why.strip(),
                subject=subject,
            )

    def markings_of(self, subject_ids: Iterable[str], *, lifted: bool = False) -> tuple[SecrecyMarking, ...]:
        """The markings that stand on these records. lifted: also those that were taken away."""
        with self._store.reading(Permission.READ_CASES) as reader:
            return standing_markings(reader, subject_ids, lifted=lifted)


def write_note(tx: Tx, draft: NoteDraft) -> OfficialNote:
    """Write an official note within a larger use case. Raises Invalid, NotFound."""
    draft = tidied(draft)
    if found := note_problems(draft, tx.now):
        raise Invalid(found)
    draft = replace(draft, at=draft.at or tx.now)
    case = tx.get(CaseRow, draft.case_id)
    if draft.corrects and tx.get(OfficialNoteRow, draft.corrects).case_id != case.id:
        raise Invalid([Problem("corrects", "other-case")])
    row = tx.add(OfficialNoteRow(**fields_of(draft), by=tx.actor.name))
    subject = ("official_note", row.id)
    place = case.venue_id
    note_event(tx, EventKind.NOTE, draft.with_whom, case_id=case.id, venue_id=place, at=draft.at, subject=subject)
    return cast(OfficialNote, tx.copy(row))


def add_task(tx: Tx, draft: TaskDraft) -> Task:
    """Write something to do within a larger use case, for example an appeal period. Raises Invalid."""
    draft = _checked_task(draft)
    if not draft.assigned_to and not draft.assigned_name:
        draft = replace(draft, assigned_to=tx.actor.user_id)
    return cast(Task, tx.copy(tx.add(TaskRow(**fields_of(draft)))))


def redate_task(tx: Tx, task_id: str, counted_from: date | None) -> Task | None:
    """Move a task with a legal period to another beginning within a larger use case; without one it is done.

    A task that is not here any longer is left alone.
    """
    row = tx.find(TaskRow, task_id)
    if row is None:
        return None
    shown = cast(Task, tx.copy(row))
    if counted_from is None:
        fields: dict[str, Any] = {} if row.done_at else {"done_at": tx.now, "done_by": tx.actor.user_id}
    else:
        draft = with_legal_day(TaskDraft(title=row.title, deadline=row.deadline, counted_from=counted_from))
        fields = {"due_on": draft.due_on, "counted_from": counted_from, "done_at": None, "done_by": ""}
    return cast(Task, tx.copy(tx.change(TaskRow, task_id, seen=shown.seen, **fields)))


def standing_markings(
    reader: Reader, subject_ids: Iterable[str], *, lifted: bool = False
) -> tuple[SecrecyMarking, ...]:
    """The markings that stand on these records, oldest first. lifted: also those that were taken away."""
    chosen = select(SecrecyMarkingRow).where(SecrecyMarkingRow.subject_id.in_(sorted(set(subject_ids))))
    chosen = chosen if lifted else chosen.where(SecrecyMarkingRow.lifted_on.is_(None))
    rows = reader.all(chosen.order_by(SecrecyMarkingRow.row_no))
    return tuple(cast(SecrecyMarking, reader.copy(row)) for row in rows)


def _checked_task(draft: TaskDraft) -> TaskDraft:
    draft = tidied(draft)
    if not task_problems(replace(draft, due_on=date.max), frozenset(deadlines())):
        draft = with_legal_day(draft)
    if found := task_problems(draft, frozenset(deadlines())):
        raise Invalid(found)
    return draft


def _tell_task(tx: Tx, row: TaskRow, what: str) -> None:
    if row.case_id:
        note_event(tx, EventKind.TASK, row.title, case_id=row.case_id, text=what, subject=("task", row.id))


def _tell_marking(tx: Tx, row: SecrecyMarkingRow, what: str) -> None:
    """Only a marking on a case itself belongs to its timeline by its subject alone."""
    if row.subject_kind == "case_file":
        text = f"{what}: {row.reason}" if row.reason else what
        subject = ("secrecy_marking", row.id)
        note_event(
            tx, EventKind.MARKED, cite(row.provision, short=True), case_id=row.subject_id, text=text, subject=subject
        )


def _offered(on: date) -> frozenset[str]:
    return frozenset(key for key, reference in references().items() if reference.offered(on))


def _today(tx: Tx) -> date:
    return local(tx.now).date()
