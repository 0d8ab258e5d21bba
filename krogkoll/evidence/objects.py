"""Joins the store's rows and the vault's files: which file is whose, papers in and out, whether all are sound."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import func, select

from krogkoll.evidence.model import StoredDocument, Subject
from krogkoll.evidence.rows import DocumentRow, ObjectRow, PhotoRow, RenditionRow
from krogkoll.evidence.vault import Incoming, StoredObject, Vault
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.kernel.swedish import nfc
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Reader, Store, Tx

PICTURE, PAPER = "", "none"


def put_document(
    tx: Tx,
    vault: Vault,
    content: bytes,
    *,
    mime: str = "application/pdf",
    name: str = "",
    title: str = "",
    came_to: Subject | None = None,
) -> StoredDocument:
    """Keep a paper byte for byte within a larger use case: the file first, its row with the transaction.

    came_to: what it was received for, now; nothing for a paper of our own.
    Raises StoreTrouble ("disk-full", "read-only" ...), Locked.
    """
    with vault.receive(content) as incoming:
        stored = keep(tx, vault, incoming, PAPER)
    row = DocumentRow(sha256=stored.sha256, size=stored.size, mime=mime, name=nfc(name), title=nfc(title))
    if came_to is not None:
        row.subject_kind, row.subject_id, row.received_at = came_to.kind, came_to.id, tx.now
    document: StoredDocument = tx.copy(tx.add(row))
    return document


def read_document(tx: Tx, vault: Vault, document_id: str) -> bytes:
    """The exact bytes of a paper, with the audit entry. Raises NotFound, EvidenceTrouble "missing" or "damaged"."""
    row = tx.get(DocumentRow, document_id)
    tx.audit(AuditAction.READ, "document", [document_id])
    return vault.read(of(tx, row.sha256))


def kept_document(tx: Tx, document_id: str) -> StoredDocument:
    """What is known of a kept paper, without its bytes. Raises NotFound."""
    document: StoredDocument = tx.copy(tx.get(DocumentRow, document_id))
    return document


def seal_document(tx: Tx, document: StoredDocument) -> None:
    """Close a kept paper for ever, under the SHA-256 of its own bytes."""
    tx.seal(DocumentRow, document.id, document.sha256)


def keep(tx: Tx, vault: Vault, incoming: Incoming, look: str, *, settled: bool = True) -> StoredObject:
    """Give a received file its place and row, unless a sound one with the same content is there already.

    Inside the transaction, so that two who bring the same file do not end up with one's file and the other's key.
    settled: see `Incoming.keep`.
    """
    known = tx.local(ObjectRow, incoming.stored.sha256)
    if known is not None and _sound(vault, as_stored(known)):
        return as_stored(known)
    stored = incoming.keep(settled=settled)
    tx.put(
        ObjectRow(
            sha256=stored.sha256,
            object_id=stored.object_id,
            name=stored.name,
            size=stored.size,
            key=stored.key,
            look=look,
        )
    )
    tx.flush()
    return stored


def _sound(vault: Vault, stored: StoredObject) -> bool:
    """Whether the file is there whole; one that is not is healed by the same file coming again."""
    try:
        vault.verify(stored)
    except EvidenceTrouble:
        return False
    return True


def of(reader: Reader, sha256: str) -> StoredObject:
    """Where the file with this content is. Raises EvidenceTrouble("missing") when only its record came here."""
    row = reader.local(ObjectRow, sha256)
    if row is None:
        raise EvidenceTrouble("missing", object=sha256[:12])
    return as_stored(row)


def forget_unused(tx: Tx, sha256: str) -> tuple[StoredObject, ...]:
    """Drop the keys of a file and its copies when no record needs them; returns what to remove from the vault."""
    users = [select(func.count()).select_from(kind).where(kind.sha256 == sha256) for kind in (PhotoRow, DocumentRow)]
    tx.flush()
    if sum(tx.rows(count)[0][0] for count in users):
        return ()
    rows: list[ObjectRow | RenditionRow] = [
        *tx.all(select(ObjectRow).where(ObjectRow.sha256 == sha256)),
        *tx.all(select(RenditionRow).where(RenditionRow.sha256 == sha256)),
    ]
    gone = tuple(as_stored(row) for row in rows)
    for row in rows:
        tx.drop(row)
    return gone


def known_names(reader: Reader) -> set[str]:
    """The names in the vault that some row knows."""
    return {name for kind in (ObjectRow, RenditionRow) for (name,) in reader.rows(select(kind.name))}


def check_objects(store: Store, vault: Vault, report: Report = silent) -> tuple[tuple[str, str], ...]:
    """Read every original and paper to its last byte. Returns (SHA-256, "missing" or "damaged") of the unsound.

    A record of ours whose file no row knows counts as missing; of colleagues' records the file may not have come yet.
    Shows nothing of them, so that everybody who can open the workspace may check. Raises Cancelled through `report`.
    """
    with store.reading(Permission.UNLOCK) as reader:
        originals = {row.sha256: as_stored(row) for row in reader.all(select(ObjectRow).order_by(ObjectRow.sha256))}
        ours = [select(kind.sha256).where(kind.created_by == store.actor.user_id) for kind in (PhotoRow, DocumentRow)]
        needed = {sha256 for chosen in ours for (sha256,) in reader.rows(chosen)}
    lost = tuple((sha256, "missing") for sha256 in sorted(needed - set(originals)))
    return lost + tuple(_unsound(vault, list(originals.values()), report))


def sealed_papers(store: Store, vault: Vault) -> Iterator[tuple[str, bytes]]:
    """(SHA-256, content) of every sealed paper that can be read; unsound ones are `check_objects`' matter."""
    need = Permission.READ_AUDIT if store.actor.may(Permission.READ_AUDIT) else Permission.READ_EVIDENCE
    with store.reading(need) as reader:
        chosen = select(DocumentRow.sha256).where(DocumentRow.sealed == 1).order_by(DocumentRow.sha256)
        papers = [row for (sha256,) in reader.rows(chosen) if (row := reader.local(ObjectRow, sha256)) is not None]
        sealed = [as_stored(row) for row in papers]
    for stored in sealed:
        with suppress(EvidenceTrouble):
            yield stored.sha256, vault.read(stored)


def _unsound(vault: Vault, originals: list[StoredObject], report: Report) -> Iterator[tuple[str, str]]:
    for done, stored in enumerate(originals):
        report(Progress(done, len(originals), "checking-evidence"))
        try:
            vault.verify(stored)
        except EvidenceTrouble as trouble:
            yield stored.sha256, trouble.reason
    report(Progress(len(originals), len(originals), "checking-evidence"))


def as_stored(row: ObjectRow | RenditionRow) -> StoredObject:
    """The vault's view of a row."""
    content = row.sha256 if isinstance(row, ObjectRow) else row.content_sha256
    return StoredObject(object_id=row.object_id, name=row.name, sha256=content, size=row.size, key=row.key)
