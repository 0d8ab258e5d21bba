"""Use cases on the inspection report: show it, sign it, and with that seal the visit for ever."""

from krogkoll.cases import EventKind, note_event
from krogkoll.evidence import Vault
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
from krogkoll.inspections.steps import own_kinds, read_visit, seal_visit
from krogkoll.kernel.errors import NotAllowed
from krogkoll.security import Permission
from krogkoll.signing import Signer
from krogkoll.store import Store

FIELD = "inspector"


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
            visit = read_visit(tx, inspection_id)
            if visit.inspection.sealed:
                raise NotAllowed("sealed", inspection=inspection_id)
            if visit.inspection.status is not InspectionStatus.CLOSED:
                raise NotAllowed("not-closed", inspection=inspection_id)
            making = Making(
                authority=tx.actor.authority,
                kinds=own_kinds(tx.actor),
                practice=self._practice,
                made_at=tx.now,
                anchors=tx.anchors(),
                photos=photos_for(tx, self._vault, visit.findings),
            )
            document = report_document(visit, Author(name=tx.actor.name, title=title), making)
            places = [Place(field=FIELD, person=tx.actor.name)]
            subject = ("inspection", inspection_id)
            return show_paper(tx, self._vault, document, kind=PaperKind.REPORT, subject=subject, places=places)

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
