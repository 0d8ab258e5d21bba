"""Use cases on the inspection report: show it, sign it, and with that seal the visit for ever; then leave a copy."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from krogkoll.cases import EventKind, marking_note, note_event, standing_markings
from krogkoll.documents import Document, build
from krogkoll.evidence import Subject, Vault, papers_of, put_document, samples_of, seizures_of
from krogkoll.house import letterhead_of
from krogkoll.inspections.model import InspectionStatus
from krogkoll.inspections.papers import Paper, PaperKind, Place, Shown
from krogkoll.inspections.paperwork import (
    photos_for,
    read_paper,
    show_paper,
    sign_paper,
    standing_paper,
    withdraw_paper,
)
from krogkoll.inspections.printing import Author, Making
from krogkoll.inspections.report import report_document
from krogkoll.inspections.report_marks import Acknowledgement, AcknowledgementDraft, acknowledgement_problems
from krogkoll.inspections.report_masking import OTHER, PROTECTED, masked, other_people
from krogkoll.inspections.report_rows import AcknowledgementRow
from krogkoll.inspections.report_steps import marked_ids, pictures_of, seal_marks, standing_mark
from krogkoll.inspections.steps import own_kinds, read_visit, seal_visit
from krogkoll.inspections.visit import Visit
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.people import protected_names
from krogkoll.security import Permission
from krogkoll.signing import Signer
from krogkoll.store import AuditAction, Store, Tx, write_new

FIELD = "inspector"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftCopy:
    """What was left behind: the signed file itself, or, where it names other people, a copy without their names."""

    pdf: bytes
    sha256: str
    signed_sha256: str
    masked: bool


class ReportService:
    """Inspection reports of the own authority. practice: the workspace is one; papers say ÖVNING."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice

    def show(self, inspection_id: str, *, title: str = "") -> Shown:
        """Make the report of a closed visit and show its exact bytes, ready to be signed by the acting person.

        title: the person's title for the signature line. Raises NotAllowed "not-closed", "sealed"; Invalid;
        EvidenceTrouble "not-developed".
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            visit = _closed(tx, inspection_id)
            document = self._document(tx, visit, title)
            places = [Place(field=FIELD, person=tx.actor.name)]
            subject = ("inspection", inspection_id)
            return show_paper(tx, self._vault, document, kind=PaperKind.REPORT, subject=subject, places=places)

    def acknowledge(self, draft: AcknowledgementDraft) -> Acknowledgement:
        """Keep the mark that the responsible person drew, or the refusal; the report must be shown anew with it.

        Raises Invalid, NotAllowed "not-closed", "sealed".
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            _closed(tx, draft.inspection_id)
            draft = tidied(draft)
            if found := acknowledgement_problems(draft):
                raise Invalid(found)
            return cast(Acknowledgement, tx.copy(tx.add(AcknowledgementRow(**fields_of(draft), at=tx.now))))

    def acknowledgement_of(self, inspection_id: str) -> Acknowledgement | None:
        """The mark or refusal that will stand in the report; one from before the visit was reopened does not count."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            return standing_mark(tx, inspection_id)

    def sign(self, paper: Paper, signer: Signer, *, shown_sha256: str) -> Shown:
        """Sign the report that was shown; the visit and everything in it is sealed with it.

        Raises NotAllowed "not-closed" (reopened meanwhile), "not-what-was-shown", "other-signer"; SigningTrouble.
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            visit = read_visit(tx, paper.subject_id)
            if visit.inspection.status is not InspectionStatus.CLOSED:
                raise NotAllowed("not-closed", inspection=paper.subject_id)
            signed = sign_paper(tx, self._vault, paper.id, field=FIELD, signer=signer, shown_sha256=shown_sha256)
            seal_visit(tx, paper.subject_id, signed.sha256)
            seal_marks(tx, paper.subject_id, signed.sha256)
            note_event(
                tx,
                EventKind.REPORT,
                paper.title,
                case_id=visit.inspection.case_id,
                venue_id=visit.inspection.venue_id,
                subject=("paper", paper.id),
            )
            return signed

    def withdraw(self, paper: Paper, why: str) -> Paper:
        """Take back a report that nobody has signed, so that the visit can be opened again. Raises NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            return withdraw_paper(tx, paper.id, why)

    def report_of(self, inspection_id: str) -> Paper | None:
        """The report of a visit that counts: the signed one, else the last one shown."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            return standing_paper(tx, ("inspection", inspection_id))

    def read(self, paper_id: str) -> Shown:
        """A report with its exact bytes. Raises NotFound, EvidenceTrouble."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            return read_paper(tx, self._vault, paper_id)

    def leave_copy(self, paper_id: str, *, to: str, target: Path | None = None) -> LeftCopy:
        """A copy of a signed report for the person met, as a new file `target` or to be printed; the log knows to whom.

        What others than officers and the person met have said stays, their names do not (OSL 30 kap. 20 §).
        Raises NotAllowed "not-signed", EvidenceTrouble "exists", StoreTrouble.
        """
        if target is not None and target.exists():
            raise EvidenceTrouble("exists", file=target.name)
        with self._store.transaction(Permission.EXPORT) as tx:
            shown = read_paper(tx, self._vault, paper_id)
            if not shown.paper.sealed:
                raise NotAllowed("not-signed", paper=paper_id)
            copy = self._copy(tx, shown)
            detail = {"sha256": copy.sha256, "masked": "yes" if copy.masked else "no"}
            tx.audit(AuditAction.DISCLOSED, "paper", [paper_id], recipient=to, ground="leave-behind", detail=detail)
        if target is not None:
            write_new(target, lambda stream: stream.write(copy.pdf))
        return copy

    def _copy(self, tx: Tx, shown: Shown) -> LeftCopy:
        visit = read_visit(tx, shown.paper.subject_id)
        others = other_people(visit)
        if not others or shown.paper.kind is not PaperKind.REPORT:
            return LeftCopy(pdf=shown.pdf, sha256=shown.sha256, signed_sha256=shown.sha256, masked=False)
        document = masked(self._document(tx, visit, ""), dict.fromkeys(others, OTHER))
        pdf = build(_as_copy(document, shown.sha256)).pdf
        put_document(tx, self._vault, pdf, title="Kopia utan andra personers namn")
        return LeftCopy(pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), signed_sha256=shown.sha256, masked=True)

    def _document(self, tx: Tx, visit: Visit, title: str) -> Document:
        making = Making(
            authority=tx.actor.authority,
            letterhead=letterhead_of(tx),
            kinds=own_kinds(tx.actor),
            practice=self._practice,
            made_at=tx.now,
            anchors=tx.anchors(),
            photos=photos_for(tx, self._vault, visit.findings),
            seizures=seizures_of(tx, visit.inspection.id),
            samples=samples_of(tx, visit.inspection.id),
            acknowledgement=standing_mark(tx, visit.inspection.id),
            pictures=pictures_of(tx, visit),
            papers=papers_of(tx, [Subject("inspection", visit.inspection.id)]),
            secrecy=marking_note(standing_markings(tx, marked_ids(visit))),
        )
        document = report_document(visit, Author(name=tx.actor.name, title=title), making)
        return masked(document, dict.fromkeys(protected_names(tx), PROTECTED))


def _closed(tx: Tx, inspection_id: str) -> Visit:
    visit = read_visit(tx, inspection_id)
    if visit.inspection.sealed:
        raise NotAllowed("sealed", inspection=inspection_id)
    if visit.inspection.status is not InspectionStatus.CLOSED:
        raise NotAllowed("not-closed", inspection=inspection_id)
    return visit


def _as_copy(document: Document, signed_sha256: str) -> Document:
    """The same words as an unsigned copy that says which signed original it is a copy of."""
    from dataclasses import replace

    from krogkoll.documents import Paragraph, Signatures

    note = (
        "Det här är en kopia utan andra personers namn. Kopian är inte undertecknad. Det undertecknade originalet finns"
        f" hos myndigheten och har SHA-256 {signed_sha256[:32]} {signed_sha256[32:]}."
    )
    kept = tuple(block for block in document.blocks if not isinstance(block, Signatures))
    return replace(document, kind="kopia", blocks=(Paragraph(text=note), *kept))
