"""The steps by which a document is shown, signed and sealed; each takes the open transaction and the vault."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from sqlalchemy import select

from krogkoll.documents import Document, Photo, build, verify
from krogkoll.evidence import Vault, print_picture, put_document, read_document, read_photo, seal_document
from krogkoll.inspections.paper_rows import PaperRow
from krogkoll.inspections.papers import Paper, PaperKind, Place, Shown, SigningWay, require_turn
from krogkoll.inspections.printing import clock_words
from krogkoll.kernel.errors import DocumentTrouble, NotAllowed, SigningTrouble
from krogkoll.signing import AnsweredSigner, Outcome, Signer, check, fingerprint, sign, sign_ahead
from krogkoll.store import AuditAction, Tx

_AHEAD = timedelta(hours=1)


class Pictured(Protocol):
    """Something seen at a moment, with photos of it: a finding, a seized thing."""

    @property
    def photo_ids(self) -> tuple[str, ...]:
        """The photos, by evidence id."""

    @property
    def text(self) -> str:
        """What was seen."""

    @property
    def at(self) -> datetime:
        """When."""


def photos_for(tx: Tx, vault: Vault, findings: Iterable[Pictured]) -> dict[str, Photo]:
    """The photos of these findings that a human has cleared for print, numbered in their order.

    A photo without caption carries the finding's words; the clock is the finding's. Raises EvidenceTrouble
    "not-developed", "missing", "damaged".
    """
    chosen: dict[str, Photo] = {}
    for finding in findings:
        for photo_id in finding.photo_ids:
            record = read_photo(tx, photo_id)
            if photo_id in chosen or not record.cleared:
                continue
            picture = print_picture(tx, vault, photo_id)
            caption = (record.caption or finding.text).rstrip(". ")
            chosen[photo_id] = Photo(
                jpeg=picture.content,
                width=picture.width,
                height=picture.height,
                number=len(chosen) + 1,
                caption=f"{caption}, kl. {clock_words(finding.at)}.",
                alt=record.alt or caption,
            )
    return chosen


def show_paper(
    tx: Tx, vault: Vault, document: Document, *, kind: PaperKind, subject: tuple[str, str], places: Sequence[Place]
) -> Shown:
    """Build a document, keep its exact bytes, and log their SHA-256: what everybody who signs is shown.

    An earlier paper of the same subject that nobody finished is withdrawn. Raises DocumentTrouble
    "not-as-written" when the built file does not say what the document says; Invalid, StoreTrouble.
    """
    built = build(document)
    if findings := verify(built.pdf, built):
        raise DocumentTrouble("not-as-written", findings=findings)
    for earlier in _standing(tx, subject):
        tx.change(PaperRow, earlier.id, seen=earlier.seen, withdrawn=True)
    kept = put_document(tx, vault, built.pdf, title=document.title)
    row = tx.add(
        PaperRow(
            kind=kind,
            subject_kind=subject[0],
            subject_id=subject[1],
            title=document.title,
            practice=document.practice,
            places=[{"field": place.field, "person": place.person} for place in places],
            shown_object=kept.id,
            shown_sha256=kept.sha256,
            shown_at=tx.now,
            current_object=kept.id,
            current_sha256=kept.sha256,
        )
    )
    tx.audit(AuditAction.PRINTED, "paper", [row.id], detail={"sha256": kept.sha256, "pages": str(built.pages)})
    return Shown(paper=cast(Paper, tx.copy(row)), pdf=built.pdf, sha256=kept.sha256)


def sign_paper(
    tx: Tx,
    vault: Vault,
    paper_id: str,
    *,
    field: str,
    signer: Signer,
    shown_sha256: str,
    at: datetime | None = None,
    seal: bool = True,
) -> Shown:
    """Sign the exact bytes that were shown; the longer file begins with them. The last signature seals the paper.

    seal: whether it does, where something else than a signature in the file is still to come.

    `shown_sha256` is what the person was shown. Raises NotAllowed and SigningTrouble as `require_turn`,
    `signing_moment` and `sign`.
    """
    paper = cast(Paper, tx.copy(tx.get(PaperRow, paper_id)))
    require_turn(paper, field, signer, shown_sha256)
    before = read_document(tx, vault, paper.current_object)
    moment = at or signing_moment(tx, signer)
    elsewhere = any(mark.get("way") == SigningWay.ELSEWHERE for mark in paper.signatures)
    signed = sign(before, field=field, signer=signer, at=moment, certify=not paper.signatures, uncertified=elsewhere)
    if check(signed, trust=(), at=moment).outcome not in (Outcome.HOLDS, Outcome.UNKNOWN_SIGNER):
        raise DocumentTrouble("not-as-written", paper=paper_id)
    kept = put_document(tx, vault, signed, title=paper.title)
    mark = _key_mark(tx, field, signer, moment, kept.sha256)
    fields: dict[str, Any] = {
        "current_object": kept.id,
        "current_sha256": kept.sha256,
        "signatures": [*paper.signatures, mark],
    }
    row = tx.change(PaperRow, paper_id, seen=paper.seen, **fields)
    tx.audit(AuditAction.KEY_USED, "paper", [paper_id], detail={"before": paper.current_sha256, **mark})
    after = cast(Paper, tx.copy(row))
    if seal and after.fully_signed:
        seal_document(tx, kept)
        after = cast(Paper, tx.copy(tx.seal(PaperRow, paper_id, kept.sha256)))
    return Shown(paper=after, pdf=signed, sha256=kept.sha256)


def _key_mark(tx: Tx, field: str, signer: Signer, moment: datetime, sha256: str) -> dict[str, str]:
    """What is kept of a signature that was made here."""
    return {
        "field": field,
        "way": SigningWay.KEY.value,
        "name": signer.name,
        "user": tx.actor.user_id,
        "at": moment.isoformat(),
        "certificate": fingerprint(signer.certificate),
        "sha256": sha256,
    }


def sign_shown(shown: Shown, signer: Signer, at: datetime) -> AnsweredSigner:
    """Let the one whose turn it is sign what is shown, before anything is written: see `sign_ahead`. Takes its time.

    The answer is what `sign_paper` wants from a signer. Raises as `require_turn` and `sign`.
    """
    place = shown.paper.next_place
    field = place.field if place else ""
    require_turn(shown.paper, field, signer, shown.sha256)
    return sign_ahead(shown.pdf, field=field, signer=signer, at=at)


def signing_moment(tx: Tx, signer: Signer) -> datetime:
    """When the signature is made: now, or, where it was made ahead, when that was: at most an hour ago.

    Raises SigningTrouble "too-late".
    """
    if signer.signed_at is None:
        return tx.now
    if not tx.now - _AHEAD <= signer.signed_at <= tx.now:
        raise SigningTrouble("too-late")
    return signer.signed_at


def withdraw_paper(tx: Tx, paper_id: str, why: str) -> Paper:
    """Take back a paper that is not fully signed. Raises NotAllowed "sealed"."""
    row = tx.get(PaperRow, paper_id)
    if row.sealed:
        raise NotAllowed("sealed", paper=paper_id)
    shown = cast(Paper, tx.copy(row))
    return cast(Paper, tx.copy(tx.change(PaperRow, paper_id, seen=shown.seen, why=why, withdrawn=True)))


def read_paper(tx: Tx, vault: Vault, paper_id: str) -> Shown:
    """A paper with its present bytes, with the audit entries. Raises NotFound, EvidenceTrouble."""
    paper = cast(Paper, tx.copy(tx.get(PaperRow, paper_id)))
    tx.audit(AuditAction.READ, "paper", [paper_id])
    return Shown(paper=paper, pdf=read_document(tx, vault, paper.current_object), sha256=paper.current_sha256)


def standing_paper(tx: Tx, subject: tuple[str, str]) -> Paper | None:
    """The paper of a subject that counts: the sealed one, else the last that is not withdrawn."""
    papers = _standing(tx, subject, sealed_too=True)
    return next((paper for paper in papers if paper.sealed), papers[-1] if papers else None)


def _standing(tx: Tx, subject: tuple[str, str], *, sealed_too: bool = False) -> list[Paper]:
    chosen = select(PaperRow).where(PaperRow.subject_kind == subject[0], PaperRow.subject_id == subject[1])
    rows = tx.all(chosen.order_by(PaperRow.row_no))
    return [cast(Paper, tx.copy(row)) for row in rows if not row.withdrawn and (sealed_too or not row.sealed)]
