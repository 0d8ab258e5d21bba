"""Use cases on quick notes: catch one, sort it where it belongs, or throw it away with a reason."""

from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases.desk import NOTE_LIMIT, NoteChannel, NoteDraft, OfficialNote
from krogkoll.cases.desk_service import write_note
from krogkoll.cases.model import EventKind
from krogkoll.cases.quick_note_rows import QuickNoteRow
from krogkoll.cases.quick_notes import NoteState, QuickNote, QuickNoteDraft, quick_note_problems
from krogkoll.cases.service import note_event
from krogkoll.kernel.errors import Conflict, Invalid, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx
from krogkoll.venues import read_venue

FIRST_WORDS = 80
"""So much of a note names it in a timeline."""


class QuickNoteService:
    """The quick notes of the one who acts; only their author sorts them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, draft: QuickNoteDraft) -> QuickNote:
        """Catch a note. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            draft = _checked(tx, draft)
            draft = replace(draft, at=draft.at or tx.now)
            return cast(QuickNote, tx.copy(tx.add(QuickNoteRow(**fields_of(draft), by=tx.actor.name))))

    def edit(self, shown: QuickNote, draft: QuickNoteDraft) -> QuickNote:
        """Change a note that is not filed yet. Raises Invalid, NotFound; Conflict "note-filed"."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            _unfiled(tx, shown.id)
            draft = replace(_checked(tx, _draft_only(draft)), at=draft.at or shown.at)
            changes = edited(QuickNoteRow.__mapping__.groups, shown, draft)
            return cast(QuickNote, tx.copy(tx.change(QuickNoteRow, shown.id, seen=shown.seen, **changes)))

    def unfiled(self) -> tuple[QuickNote, ...]:
        """The own notes that wait to be sorted, newest first."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            chosen = select(QuickNoteRow).where(
                QuickNoteRow.state == NoteState.UNFILED, QuickNoteRow.created_by == tx.actor.user_id
            )
            rows = tx.all(chosen.order_by(QuickNoteRow.at.desc(), QuickNoteRow.row_no.desc()))
            tx.audit(AuditAction.READ, "quick_note", [row.id for row in rows])
            return tuple(cast(QuickNote, tx.copy(row)) for row in rows)

    def file_in_case(self, shown: QuickNote, case_id: str) -> OfficialNote:
        """Make the note an official note of a case (FL 27 §). Raises Invalid, NotFound; Conflict "note-filed"."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            row = _unfiled(tx, shown.id)
            text = row.text or "Foto"
            if len(text) > NOTE_LIMIT:
                raise Invalid([Problem("text", "too-long")])
            note = NoteDraft(
                case_id=case_id, at=row.at, channel=NoteChannel.OBSERVATION, text=text, photo_ids=tuple(row.photo_ids)
            )
            official = write_note(tx, note)
            _file(tx, shown, NoteState.IN_CASE, ("official_note", official.id), case_id=case_id)
            return official

    def file_at_venue(self, shown: QuickNote, venue_id: str) -> QuickNote:
        """Lay the note in the history of a place. Raises NotFound; Conflict "note-filed"."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            row = _unfiled(tx, shown.id)
            read_venue(tx, venue_id)
            title = " ".join(row.text.split())[:FIRST_WORDS] or "Foto"
            note_event(
                tx,
                EventKind.NOTE,
                title,
                venue_id=venue_id,
                text=row.text,
                at=row.at,
                subject=("quick_note", row.id),
            )
            return _file(tx, shown, NoteState.AT_VENUE, ("venue", venue_id), venue_id=venue_id)

    def file_as_tip(self, shown: QuickNote, tip_id: str) -> QuickNote:
        """Note that the words were handed to the tip form and became this tip. Raises NotFound, Conflict."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            _unfiled(tx, shown.id)
            return _file(tx, shown, NoteState.AS_TIP, ("tip", tip_id))

    def discard(self, shown: QuickNote, reason: str) -> QuickNote:
        """Set a note aside that leads nowhere. Raises Invalid without a reason, NotFound, Conflict "note-filed"."""
        if not reason.strip():
            raise Invalid([Problem("state_reason", "missing")])
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            _unfiled(tx, shown.id)
            return _file(tx, shown, NoteState.DISCARDED, ("", ""), reason=reason.strip())


def _checked(tx: Tx, draft: QuickNoteDraft) -> QuickNoteDraft:
    draft = tidied(draft)
    if found := quick_note_problems(draft, tx.now):
        raise Invalid(found)
    return draft


def _draft_only(draft: QuickNoteDraft) -> QuickNoteDraft:
    return QuickNoteDraft(**{name: getattr(draft, name) for name in QuickNoteDraft.__dataclass_fields__})


def _unfiled(tx: Tx, note_id: str) -> QuickNoteRow:
    """The note as it is now. Raises NotFound; Conflict where it is filed or discarded already."""
    row = tx.get(QuickNoteRow, note_id)
    if row.state is not NoteState.UNFILED:
        raise Conflict("note-filed", kind="quick_note", id=note_id)
    return row


def _file(
    tx: Tx,
    shown: QuickNote,
    state: NoteState,
    became: tuple[str, str],
    *,
    reason: str = "",
    venue_id: str = "",
    case_id: str = "",
) -> QuickNote:
    group: dict[str, Any] = {"state": state, "state_reason": reason, "filed_at": tx.now}
    group |= {"filed_kind": became[0], "filed_id": became[1]}
    group |= {"venue_id": venue_id} if venue_id else {}
    group |= {"case_id": case_id} if case_id else {}
    return cast(QuickNote, tx.copy(tx.change(QuickNoteRow, shown.id, seen=shown.seen, **group)))
