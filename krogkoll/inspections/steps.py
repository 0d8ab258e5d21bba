"""Steps that several use cases share, here and in decisions: each takes the open transaction."""

from typing import Any, cast

from sqlalchemy import select

from krogkoll.evidence import photo_ids_of
from krogkoll.inspections.entry import Entry
from krogkoll.inspections.log_steps import read_log, seal_log
from krogkoll.inspections.model import Answer, Finding, Inspection, InspectionStatus, StatementOf
from krogkoll.inspections.operation_rows import EntryRow, ParticipantRow
from krogkoll.inspections.operations import Participant
from krogkoll.inspections.rows import AnswerRow, FindingRow, InspectionRow, StatementRow
from krogkoll.inspections.visit import Visit, in_order
from krogkoll.kernel.errors import NotAllowed
from krogkoll.law import AuthorityKind, find_authority
from krogkoll.security import Actor, Role
from krogkoll.store import AuditAction, SyncedRow, Tx

_BY_ROLE = {
    Role.POLICE_INSPECTOR: (AuthorityKind.POLICE,),
    Role.FIRE_INSPECTOR: (AuthorityKind.FIRE_AUTHORITY,),
    Role.MUNICIPAL_INSPECTOR: (AuthorityKind.ALCOHOL_BOARD,),
    Role.LICENSING_OFFICER: (AuthorityKind.ALCOHOL_BOARD,),
}


def own_kinds(actor: Actor) -> tuple[AuthorityKind, ...]:
    """The tasks of the acting person's authority; one that is free text has those of the person's role."""
    found = find_authority(actor.authority)
    return found.kinds if found is not None else _BY_ROLE.get(actor.role, ())


def authority_words(authority_id: str) -> str:
    """An authority as it is written on paper; free text is its own name."""
    found = find_authority(authority_id)
    return authority_id if found is None else found.name_sv


def require_open(row: InspectionRow) -> None:
    """Refuse to write in a visit that is closed or sealed. Raises NotAllowed "sealed", "closed"."""
    if row.sealed:
        raise NotAllowed("sealed", inspection=row.id)
    if row.status is not InspectionStatus.OPEN:
        raise NotAllowed("closed", inspection=row.id)


def open_visit(tx: Tx, inspection_id: str) -> InspectionRow:
    """The row of a visit that may be written in. Raises NotFound, NotAllowed "sealed", "closed"."""
    row = tx.get(InspectionRow, inspection_id)
    require_open(row)
    return row


def read_visit(tx: Tx, inspection_id: str) -> Visit:
    """A whole visit for a larger use case, with the audit entries. Raises NotFound."""
    inspection = cast(Inspection, tx.copy(tx.get(InspectionRow, inspection_id)))
    answers = cast(tuple[Answer, ...], _children(tx, AnswerRow, inspection_id))
    findings = cast(tuple[Finding, ...], _children(tx, FindingRow, inspection_id))
    statements = cast(tuple[StatementOf, ...], _children(tx, StatementRow, inspection_id))
    tx.audit(AuditAction.READ, "inspection", [inspection_id])
    for kind, records in (("answer", answers), ("finding", findings), ("statement", statements)):
        if records:
            tx.audit(AuditAction.READ, kind, [record.id for record in records])
    return Visit(
        inspection=inspection,
        entry=standing_entry(tx, inspection),
        participants=_participants(tx, inspection),
        answers=tuple(sorted(answers, key=lambda answer: (answer.item.number, answer.created_at))),
        findings=in_order(findings),
        statements=tuple(sorted(statements, key=lambda one: (one.at, one.created_at, one.id))),
        log=read_log(tx, inspection_id),
        answer_photos=photo_ids_of(tx, "answer", (one.id for one in answers)),
    )


def standing_entry(tx: Tx, inspection: Inspection) -> Entry | None:
    """Our ground for this visit: the last one chosen for it, else the last one chosen for its place in the operation.

    Chosen by another authority means that its workspace is not this one; such a record is passed over.
    """
    own = EntryRow.authority == tx.actor.authority
    newest = (EntryRow.chosen_at.desc(), EntryRow.row_no.desc())
    for where in (
        (EntryRow.inspection_id == inspection.id,),
        (EntryRow.operation_id == (inspection.operation_id or "-"), EntryRow.venue_id == inspection.venue_id),
    ):
        rows = tx.all(select(EntryRow).where(own, *where).order_by(*newest).limit(1))
        if rows:
            tx.audit(AuditAction.READ, "entry", [rows[0].id])
            return cast(Entry, tx.copy(rows[0]))
    return None


def seal_visit(tx: Tx, inspection_id: str, sha256: str) -> None:
    """Close a visit and everything in it for ever, under the hash of its signed report."""
    tx.seal(InspectionRow, inspection_id, sha256)
    parts: tuple[Any, ...] = (AnswerRow, FindingRow, StatementRow, EntryRow)
    for kind in parts:
        for row in tx.all(select(kind).where(kind.inspection_id == inspection_id, kind.sealed == 0)):
            tx.seal(kind, row.id, sha256)
    seal_log(tx, inspection_id, sha256)


def _children(tx: Tx, kind: Any, inspection_id: str) -> tuple[Any, ...]:
    rows: list[SyncedRow] = tx.all(select(kind).where(kind.inspection_id == inspection_id).order_by(kind.row_no))
    return tuple(tx.copy(row) for row in rows)


def _participants(tx: Tx, inspection: Inspection) -> tuple[Participant, ...]:
    own = ParticipantRow.inspection_id == inspection.id
    joint = ParticipantRow.operation_id == inspection.operation_id
    where = own | joint if inspection.operation_id else own
    rows = tx.all(select(ParticipantRow).where(where).order_by(ParticipantRow.row_no))
    return tuple(cast(Participant, tx.copy(row)) for row in rows)
