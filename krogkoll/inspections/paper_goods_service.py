"""Use cases on the papers of goods: show the record of a seizure or a sample, sign it, and with that close it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from krogkoll.cases import EventKind, note_event
from krogkoll.documents import Document, Photo
from krogkoll.evidence import (
    Vault,
    chain_of,
    may_seize,
    read_sample,
    read_seizure,
    seal_sample,
    seal_seizure,
)
from krogkoll.house import letterhead_of
from krogkoll.inspections.model import Inspection
from krogkoll.inspections.paper_goods import FIELD, sample_document, seizure_document
from krogkoll.inspections.papers import Paper, PaperKind, Place, Shown
from krogkoll.inspections.paperwork import photos_for, read_paper, show_paper, sign_paper, standing_paper
from krogkoll.inspections.printing import Author, Making
from krogkoll.inspections.report_masking import PROTECTED, masked
from krogkoll.inspections.rows import InspectionRow
from krogkoll.inspections.steps import own_kinds
from krogkoll.kernel.errors import NotAllowed
from krogkoll.people import protected_names
from krogkoll.security import Permission
from krogkoll.signing import Signer
from krogkoll.store import Store, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A thing with its photos, as `photos_for` takes it."""

    photo_ids: tuple[str, ...]
    text: str
    at: datetime


class GoodsPaperService:
    """Records of seizures and samples of the own authority. practice: papers say ÖVNING."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice

    def show_seizure(self, seizure_id: str, *, title: str = "") -> Shown:
        """Make the record of a seizure and show its exact bytes. Raises NotAllowed "sealed", "seizure-police-only"."""
        with self._store.transaction(Permission.SEIZE) as tx:
            if not may_seize(tx.actor):
                raise NotAllowed("seizure-police-only")
            one = read_seizure(tx, seizure_id)
            if one.seizure.sealed:
                raise NotAllowed("sealed", seizure=seizure_id)
            visit = _visit(tx, one.seizure.inspection_id)
            author = Author(name=tx.actor.name, title=title)
            seen = [_Seen(photo_ids=i.photo_ids, text=i.label, at=one.seizure.seized_at) for i in one.items]
            making = self._making(tx, photos_for(tx, self._vault, seen))
            document = seizure_document(one, author, making, docket=visit.docket_number if visit else "")
            return self._show(tx, document, PaperKind.SEIZURE, ("seizure", seizure_id))

    def sign_seizure(self, paper: Paper, signer: Signer, *, shown_sha256: str) -> Shown:
        """Sign the record that was shown; the seizure and its items are closed with it. Raises NotAllowed."""
        with self._store.transaction(Permission.SEIZE) as tx:
            if not may_seize(tx.actor):
                raise NotAllowed("seizure-police-only")
            visit = _visit(tx, read_seizure(tx, paper.subject_id).seizure.inspection_id)
            signed = sign_paper(tx, self._vault, paper.id, field=FIELD, signer=signer, shown_sha256=shown_sha256)
            seal_seizure(tx, paper.subject_id, signed.sha256)
            _note(tx, paper, visit)
            return signed

    def show_sample(self, sample_id: str, *, title: str = "") -> Shown:
        """Make the record of a sample and show its exact bytes. Raises NotAllowed "sealed"."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            sample = read_sample(tx, sample_id)
            if sample.sealed:
                raise NotAllowed("sealed", sample=sample_id)
            author = Author(name=tx.actor.name, title=title)
            seen = _Seen(photo_ids=sample.photo_ids, text=sample.label, at=sample.taken_at)
            making = self._making(tx, photos_for(tx, self._vault, [seen]))
            document = sample_document(sample, chain_of(tx, "sample", sample_id), author, making)
            return self._show(tx, document, PaperKind.SAMPLE, ("sample", sample_id))

    def sign_sample(self, paper: Paper, signer: Signer, *, shown_sha256: str) -> Shown:
        """Sign the record that was shown; the sample is closed with it. Raises NotAllowed, SigningTrouble."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            visit = _visit(tx, read_sample(tx, paper.subject_id).inspection_id)
            signed = sign_paper(tx, self._vault, paper.id, field=FIELD, signer=signer, shown_sha256=shown_sha256)
            seal_sample(tx, paper.subject_id, signed.sha256)
            _note(tx, paper, visit)
            return signed

    def paper_of(self, kind: str, record_id: str) -> Paper | None:
        """The paper of a "seizure" or a "sample" that counts: the signed one, else the last one shown."""
        with self._store.transaction(Permission.READ_EVIDENCE) as tx:
            return standing_paper(tx, (kind, record_id))

    def read(self, paper_id: str) -> Shown:
        """A paper with its exact bytes. Raises NotFound, EvidenceTrouble."""
        with self._store.transaction(Permission.READ_EVIDENCE) as tx:
            return read_paper(tx, self._vault, paper_id)

    def _show(self, tx: Tx, document: Document, kind: PaperKind, subject: tuple[str, str]) -> Shown:
        document = masked(document, dict.fromkeys(protected_names(tx), PROTECTED))
        places = [Place(field=FIELD, person=tx.actor.name)]
        return show_paper(tx, self._vault, document, kind=kind, subject=subject, places=places)

    def _making(self, tx: Tx, photos: Mapping[str, Photo]) -> Making:
        return Making(
            authority=tx.actor.authority,
            letterhead=letterhead_of(tx),
            kinds=own_kinds(tx.actor),
            practice=self._practice,
            made_at=tx.now,
            anchors=tx.anchors(),
            photos=photos,
        )


def _visit(tx: Tx, inspection_id: str) -> Inspection | None:
    row = tx.find(InspectionRow, inspection_id) if inspection_id else None
    visit: Inspection | None = None if row is None else tx.copy(row)
    return visit


def _note(tx: Tx, paper: Paper, visit: Inspection | None) -> None:
    if visit is not None:
        note_event(
            tx,
            EventKind.EVIDENCE,
            paper.title,
            case_id=visit.case_id,
            venue_id=visit.venue_id,
            subject=("paper", paper.id),
        )
