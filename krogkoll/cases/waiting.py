"""What waits for somebody in the cases: tasks that fall due, in few queries whatever the size."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, func, select

from krogkoll.cases.desk import Task
from krogkoll.cases.quick_note_rows import QuickNoteRow
from krogkoll.cases.quick_notes import NoteState, QuickNote
from krogkoll.cases.rows import CaseRow, TaskRow
from krogkoll.security import Actor
from krogkoll.store import AuditAction, Reader, Tx

_OLDEST_NOTE = (QuickNoteRow.at, QuickNoteRow.row_no)


class CaseWords(NamedTuple):
    """A case's number, its public title and its place."""

    number: str
    title: str
    venue_id: str


def due_tasks(tx: Tx, until: date, limit: int) -> tuple[Task, ...]:
    """The tasks that are late or fall due until that day, what is due first first, with the audit entry."""
    chosen = select(TaskRow).where(TaskRow.done_at.is_(None), TaskRow.due_on <= until)
    rows = tx.all(chosen.order_by(TaskRow.due_on, TaskRow.row_no).limit(limit))
    tx.audit(AuditAction.READ, "task", [row.id for row in rows])
    return tuple(cast(Task, tx.copy(row)) for row in rows)


def count_due_tasks(reader: Reader, until: date) -> int:
    """How many tasks are late or fall due until that day."""
    chosen = select(func.count()).select_from(TaskRow).where(TaskRow.done_at.is_(None), TaskRow.due_on <= until)
    return int(reader.rows(chosen)[0][0])


def case_words(reader: Reader, case_ids: Iterable[str]) -> Mapping[str, CaseWords]:
    """Number and public title of these cases; one that is not here has no entry."""
    wanted = sorted({case_id for case_id in case_ids if case_id})
    columns = (CaseRow.id, CaseRow.docket, CaseRow.provisional, CaseRow.title_public, CaseRow.venue_id)
    rows = reader.rows(select(*columns).where(CaseRow.id.in_(wanted))) if wanted else ()
    return {
        case_id: CaseWords(docket or provisional, title, venue_id)
        for case_id, docket, provisional, title, venue_id in rows
    }


def waiting_notes(tx: Tx, limit: int) -> tuple[QuickNote, ...]:
    """The acting person's own quick notes that are not sorted yet, the oldest first, with the audit entry."""
    rows = tx.all(select(QuickNoteRow).where(*_own_notes(tx.actor)).order_by(*_OLDEST_NOTE).limit(limit))
    tx.audit(AuditAction.READ, "quick_note", [row.id for row in rows])
    return tuple(cast(QuickNote, tx.copy(row)) for row in rows)


def count_waiting_notes(reader: Reader, actor: Actor) -> int:
    """How many quick notes this person has not sorted yet."""
    return int(reader.rows(select(func.count()).select_from(QuickNoteRow).where(*_own_notes(actor)))[0][0])


def _own_notes(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (QuickNoteRow.state == NoteState.UNFILED, QuickNoteRow.created_by == actor.user_id)
