"""Use cases on the case sheet: make it, and write it to a file of the person's own choice."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import select

from krogkoll.cases.desk import OfficialNote, Task
from krogkoll.cases.desk_service import standing_markings
from krogkoll.cases.model import Case, CaseEvent
from krogkoll.cases.rows import CaseEventRow, CaseRow, OfficialNoteRow, TaskRow
from krogkoll.cases.sheet import CaseContent, sheet_document
from krogkoll.documents import build, masked, verify
from krogkoll.house import letterhead_of
from krogkoll.kernel.errors import DocumentTrouble, NotAllowed
from krogkoll.people import PROTECTED_ON_PAPER, member_names, protected_names
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx, write_new


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """The finished paper and the file name to propose for it."""

    pdf: bytes
    pages: int
    name: str


class CaseSheetService:
    """Case sheets. practice: the workspace is one; the paper says ÖVNING."""

    def __init__(self, store: Store, *, practice: bool) -> None:
        self._store = store
        self._practice = practice

    def make(self, case_id: str, *, internal: bool = True) -> CaseSheet:
        """The sheet of a case as a PDF, logged as printed. internal: with the internal title.

        Raises NotFound, Invalid, DocumentTrouble.
        """
        with self._store.transaction(Permission.EXPORT) as tx:
            content = _content(tx, case_id, internal=internal)
            document = sheet_document(content, letterhead_of(tx), tx.now, practice=self._practice)
            document = masked(document, dict.fromkeys(protected_names(tx), PROTECTED_ON_PAPER))
            built = build(document)
            if findings := verify(built.pdf, built):
                raise DocumentTrouble("not-as-written", findings=findings)
            tx.audit(AuditAction.PRINTED, "case_file", [case_id], detail={"pages": str(built.pages)})
            return CaseSheet(pdf=built.pdf, pages=built.pages, name=f"Arendeblad {_plain(content.case.number)}.pdf")

    def save(self, case_id: str, target: Path, *, internal: bool = True) -> Path:
        """Make the sheet and write it to the new file `target`.

        Raises NotAllowed "file-exists", NotFound, DocumentTrouble, StoreTrouble ("disk-full", "read-only" ...).
        """
        if target.exists():
            raise NotAllowed("file-exists", file=target.name)
        sheet = self.make(case_id, internal=internal)
        write_new(target, lambda stream: stream.write(sheet.pdf))
        return target


def _content(tx: Tx, case_id: str, *, internal: bool) -> CaseContent:
    case = cast(Case, tx.copy(tx.get(CaseRow, case_id)))
    notes = tx.all(select(OfficialNoteRow).where(OfficialNoteRow.case_id == case_id).order_by(OfficialNoteRow.at))
    tasks = tx.all(select(TaskRow).where(TaskRow.case_id == case_id).order_by(TaskRow.due_on, TaskRow.row_no))
    events = tx.all(
        select(CaseEventRow)
        .where(CaseEventRow.case_id == case_id)
        .order_by(CaseEventRow.at.desc(), CaseEventRow.row_no.desc())
    )
    tx.audit(AuditAction.READ, "official_note", [row.id for row in notes], detail={"case": case_id})
    return CaseContent(
        case=case,
        markings=standing_markings(tx, [case_id, *(row.id for row in notes)], lifted=True),
        tasks=[cast(Task, tx.copy(row)) for row in tasks],
        notes=[cast(OfficialNote, tx.copy(row)) for row in notes],
        events=[cast(CaseEvent, tx.copy(row)) for row in events],
        names=member_names(tx),
        internal=internal,
    )


def _plain(number: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "- " else "-" for letter in number).strip()
