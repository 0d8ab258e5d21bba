"""Additions to a signed report: each numbered, on a small paper of its own that names the report's hash, and signed."""

from typing import cast

from sqlalchemy import func, select

from krogkoll.cases import EventKind, note_event
from krogkoll.documents import Block, Document, Facts, Heading, Lead, MetaField, Paragraph, SignatureField, Signatures
from krogkoll.evidence import Vault
from krogkoll.house import letterhead_of
from krogkoll.inspections.papers import Paper, PaperKind, Place, Shown
from krogkoll.inspections.paperwork import show_paper, sign_paper, standing_paper
from krogkoll.inspections.printing import (
    SIGNED_INTRO,
    Author,
    Making,
    lines,
    number_words,
    property_words,
)
from krogkoll.inspections.report_marks import Addendum, AddendumDraft, addendum_problems
from krogkoll.inspections.report_masking import PROTECTED, masked
from krogkoll.inspections.report_rows import AddendumRow
from krogkoll.inspections.steps import own_kinds, read_visit
from krogkoll.inspections.visit import Visit
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.kernel.swedish import clock_time, long_date
from krogkoll.people import protected_names
from krogkoll.security import Permission
from krogkoll.signing import Signer
from krogkoll.store import AuditAction, Store, Tx

FIELD = "inspector"


def addendum_document(addendum: Addendum, visit: Visit, author: Author, making: Making) -> Document:
    """The paper of one addition (komplettering)."""
    inspection = visit.inspection
    return Document(
        title=f"Komplettering {addendum.number} till tillsynsprotokoll",
        kind="komplettering",
        letterhead=making.letterhead,
        practice=making.practice,
        made_at=making.made_at,
        meta=(
            MetaField(label="Datum", lines=(local(making.made_at).date().isoformat(),)),
            MetaField(label="Diarienummer", lines=lines(inspection.docket_number)),
            MetaField(label="Lokal", lines=lines(inspection.address, property_words(inspection.property_designation))),
            MetaField(
                label="Verksamhet", lines=lines(inspection.operator_name, number_words(inspection.operator_number))
            ),
        ),
        blocks=_blocks(addendum, visit, author),
        reference=inspection.docket_number,
        anchors=making.anchors,
    )


def _blocks(addendum: Addendum, visit: Visit, author: Author) -> tuple[Block, ...]:
    sha256 = addendum.report_sha256
    return (
        Lead(
            text=f"Kompletteringen hör till protokollet från tillsynen i {visit.inspection.premises}"
            f" den {long_date(visit.on)}. Protokollet är undertecknat och har inte ändrats."
        ),
        Heading(level=2, text="Det som läggs till"),
        Paragraph(text=addendum.text),
        Heading(level=2, text="Varför det läggs till"),
        Paragraph(text=addendum.reason),
        Heading(level=2, text="Protokollet"),
        Facts(
            rows=(
                ("Protokollets SHA-256", f"{sha256[:32]} {sha256[32:]}"),
                (
                    "Kompletteringen skriven",
                    f"{long_date(local(addendum.written_at).date())} {clock_time(addendum.written_at)}",
                ),
            )
        ),
        Signatures(
            fields=(SignatureField(name=FIELD, caption="Protokollförare", person=author.name, role=author.title),),
            intro=SIGNED_INTRO,
        ),
    )


class AddendumService:
    """Additions to the signed reports of the own authority. practice: papers say ÖVNING."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice

    def write(self, draft: AddendumDraft) -> Addendum:
        """Write the next addition of a signed report. Raises Invalid; NotAllowed "not-signed" before it is signed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            draft = tidied(draft)
            if found := addendum_problems(draft):
                raise Invalid(found)
            report = standing_paper(tx, ("inspection", draft.inspection_id))
            if report is None or not report.sealed:
                raise NotAllowed("not-signed", inspection=draft.inspection_id)
            chosen = select(func.max(AddendumRow.number)).where(AddendumRow.inspection_id == draft.inspection_id)
            number = int(tx.rows(chosen)[0][0] or 0) + 1
            row = AddendumRow(**fields_of(draft), number=number, report_sha256=report.current_sha256, written_at=tx.now)
            return cast(Addendum, tx.copy(tx.add(row)))

    def show(self, addendum_id: str, *, title: str = "") -> Shown:
        """Make the paper of an addition and show its exact bytes. Raises NotAllowed "sealed"."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            addendum = cast(Addendum, tx.copy(tx.get(AddendumRow, addendum_id)))
            if addendum.sealed:
                raise NotAllowed("sealed", addendum=addendum_id)
            making = Making(
                authority=tx.actor.authority,
                letterhead=letterhead_of(tx),
                kinds=own_kinds(tx.actor),
                practice=self._practice,
                made_at=tx.now,
                anchors=tx.anchors(),
                photos={},
            )
            visit = read_visit(tx, addendum.inspection_id)
            document = addendum_document(addendum, visit, Author(name=tx.actor.name, title=title), making)
            document = masked(document, dict.fromkeys(protected_names(tx), PROTECTED))
            places = [Place(field=FIELD, person=tx.actor.name)]
            subject = ("addendum", addendum_id)
            return show_paper(tx, self._vault, document, kind=PaperKind.ADDENDUM, subject=subject, places=places)

    def sign(self, paper: Paper, signer: Signer, *, shown_sha256: str) -> Shown:
        """Sign the addition that was shown; it is closed with it. Raises NotAllowed, SigningTrouble."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            addendum = cast(Addendum, tx.copy(tx.get(AddendumRow, paper.subject_id)))
            visit = read_visit(tx, addendum.inspection_id)
            signed = sign_paper(tx, self._vault, paper.id, field=FIELD, signer=signer, shown_sha256=shown_sha256)
            tx.seal(AddendumRow, addendum.id, signed.sha256)
            note_event(
                tx,
                EventKind.REPORT,
                paper.title,
                case_id=visit.inspection.case_id,
                venue_id=visit.inspection.venue_id,
                subject=("paper", paper.id),
            )
            return signed

    def of_visit(self, inspection_id: str) -> tuple[tuple[Addendum, Paper | None], ...]:
        """The additions of a visit in their order, each with its paper that counts."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            found = _of(tx, inspection_id)
            return tuple((one, standing_paper(tx, ("addendum", one.id))) for one in found)


def _of(tx: Tx, inspection_id: str) -> tuple[Addendum, ...]:
    chosen = select(AddendumRow).where(AddendumRow.inspection_id == inspection_id)
    rows = tx.all(chosen.order_by(AddendumRow.number, AddendumRow.row_no))
    tx.audit(AuditAction.READ, "addendum", [row.id for row in rows])
    return tuple(cast(Addendum, tx.copy(row)) for row in rows)
