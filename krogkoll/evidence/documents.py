"""Use cases on received papers and files of any kind: kept as they came, never opened by us."""

import os
import stat
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy import Select, select

from krogkoll.evidence.custody import record_copied_out
from krogkoll.evidence.documents_kinds import LOOK, MAIL, formats
from krogkoll.evidence.documents_mail import MailClaims, mail_claims
from krogkoll.evidence.documents_model import (
    MAX_DOCUMENT,
    DocumentDraft,
    DocumentTwin,
    Received,
    document_problems,
)
from krogkoll.evidence.importing import shown_name
from krogkoll.evidence.model import Refusal, StoredDocument, Subject
from krogkoll.evidence.objects import PAPER, forget_unused, keep, of
from krogkoll.evidence.rows import DocumentRow, ObjectRow
from krogkoll.evidence.vault import Vault
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed, Problem
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.kernel.record import edited, tidied
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Certificate, Store, Tx, translated, write_new


class DocumentService:
    """Papers and files that came in to a place, a case, a tip or a visit."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault

    def receive(
        self, paths: Sequence[Path], *, subject: Subject, draft: DocumentDraft, report: Report = silent
    ) -> Received:
        """Keep files byte for byte; each ends among documents, duplicates or refused, and the originals stay put.

        A draft without a title gives each the name of its file; without a day it came in now. A duplicate is the same
        content for the same subject. Raises NotAllowed, Invalid, StoreTrouble, Cancelled; what was safe stays.
        """
        draft = tidied(draft)
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            _may_see(tx, [subject])
            if found := document_problems(draft, tx.now):
                raise Invalid(found)
            if paths and not (subject.kind and subject.id):
                raise Invalid([Problem("subject", "missing")])
        done: list[StoredDocument | DocumentTwin | Refusal] = []
        for path in paths:
            report(Progress(len(done), len(paths), shown_name(path)))
            try:
                done.append(self._receive(path, subject, draft))
            except EvidenceTrouble as trouble:
                done.append(Refusal(name=shown_name(path), reason=trouble.reason))
        report(Progress(len(paths), len(paths)))
        return Received(
            documents=tuple(one for one in done if isinstance(one, StoredDocument)),
            duplicates=tuple(one for one in done if isinstance(one, DocumentTwin)),
            refused=tuple(one for one in done if isinstance(one, Refusal)),
        )

    def documents(self, subjects: Sequence[Subject], purpose: str = "") -> tuple[StoredDocument, ...]:
        """The files of these subjects, the latest received first. Raises NotAllowed."""
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            _may_see(tx, subjects)
            return tuple(sorted(papers_of(tx, subjects), key=_came, reverse=True))

    def edit(self, shown: StoredDocument, draft: DocumentDraft, why: str = "") -> StoredDocument:
        """Write what an editor changed in title, sender or day. Raises Invalid, NotFound."""
        draft = tidied(draft)
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            if found := document_problems(draft, tx.now):
                raise Invalid(found)
            changes = edited(DocumentRow.__mapping__.groups, shown, draft)
            row = tx.change(DocumentRow, shown.id, seen=shown.seen, why=why.strip(), **changes)
            return cast(StoredDocument, tx.copy(row))

    def attend(self, shown: StoredDocument) -> StoredDocument:
        """Say that one has read what another authority disclosed and taken care of it; it no longer waits.

        Raises NotAllowed "not-disclosed", NotFound.
        """
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            row = tx.get(DocumentRow, shown.id)
            _may_see(tx, [Subject(row.subject_kind, row.subject_id)])
            if not row.disclosed:
                raise NotAllowed("not-disclosed", document=shown.id)
            if row.attended_at is None:
                row = tx.change(DocumentRow, shown.id, seen=shown.seen, attended_at=tx.now, attended_by=tx.actor.name)
            return cast(StoredDocument, tx.copy(row))

    def save_copy(self, document_id: str, target: Path, *, recipient: str, reason: str) -> None:
        """Write the exact bytes to the new file `target`, and say so in the chain of custody.

        Raises NotFound, EvidenceTrouble "exists", "missing" or "damaged" (nothing is written then), StoreTrouble,
        NotAllowed.
        """
        if target.exists():
            raise EvidenceTrouble("exists", file=target.name)
        with self._store.transaction(Permission.EXPORT) as tx:
            row = tx.get(DocumentRow, document_id)
            _may_see(tx, [Subject(row.subject_kind, row.subject_id)])
            original = of(tx, row.sha256)
            record_copied_out(tx, "document", document_id, recipient=recipient, reason=reason)
        write_new(target, lambda stream: self._vault.copy(original, stream))

    def purge(self, document_id: str, ground: str) -> Certificate:
        """Wipe a file for good: its record and, when no other record has the same content, the key and the file.

        Raises NotAllowed, NotFound.
        """
        with self._store.transaction(Permission.PURGE) as tx:
            sha256 = tx.get(DocumentRow, document_id).sha256
            certificate = tx.purge(DocumentRow, document_id, ground)
            gone = forget_unused(tx, sha256)
        self._store.checkpoint()
        with self._store.transaction(Permission.PURGE) as tx, translated():
            for stored in gone:
                if tx.local(ObjectRow, stored.sha256) is None:
                    self._vault.remove(stored)
        return certificate

    def _receive(self, path: Path, subject: Subject, draft: DocumentDraft) -> StoredDocument | DocumentTwin:
        with _opened(path) as source:
            size = os.fstat(source.fileno()).st_size
            self._vault.require_space(size)
            head, tail = _ends(source, size)
            kinds = formats(head, tail)
            claims = mail_claims(head) if kinds[0] == MAIL else MailClaims()
            with self._vault.receive(cast(BinaryIO, _Bounded(source))) as incoming:
                if incoming.stored.size == 0:
                    raise EvidenceTrouble("empty")
                with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
                    twin = _rows_of(subject).where(DocumentRow.sha256 == incoming.stored.sha256)
                    if known := tx.all(twin.limit(1)):
                        return DocumentTwin(name=shown_name(path), document_id=known[0].id)
                    stored = keep(tx, self._vault, incoming, PAPER)
                    row = DocumentRow(
                        sha256=stored.sha256,
                        size=stored.size,
                        mime=kinds[0],
                        mixed=len(kinds) > 1,
                        name=shown_name(path),
                        title=draft.title or shown_name(path),
                        sender=draft.sender,
                        received_at=draft.received_at or tx.now,
                        disclosed=draft.disclosed,
                        subject_kind=subject.kind,
                        subject_id=subject.id,
                        claimed_subject=claims.subject,
                        claimed_sender=claims.sender,
                        claimed_at=claims.sent_at,
                    )
                    return cast(StoredDocument, tx.copy(tx.add(row)))


class _Bounded:
    """A file that may grow while it is read, but not past the limit."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._left = MAX_DOCUMENT

    def readinto(self, buffer: memoryview) -> int:
        """As a raw file. Raises EvidenceTrouble("too-large")."""
        got: int = self._source.readinto(buffer)  # type: ignore[attr-defined]
        self._left -= got
        if self._left < 0:
            raise EvidenceTrouble("too-large")
        return got


def _opened(path: Path) -> BinaryIO:
    """A regular file to read. Raises EvidenceTrouble "vanished", "unreadable" or "too-large"."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe or device may never end
            raise EvidenceTrouble("unreadable")
        if state.st_size > MAX_DOCUMENT:
            raise EvidenceTrouble("too-large", size=state.st_size)
        return cast(BinaryIO, path.open("rb", buffering=0))
    except PermissionError as error:
        raise EvidenceTrouble("unreadable") from error
    except OSError as error:
        raise EvidenceTrouble("vanished", errno=error.errno) from error


def _ends(source: BinaryIO, size: int) -> tuple[bytes, bytes]:
    try:
        head = source.read(LOOK)
        source.seek(max(0, size - LOOK))
        tail = source.read(LOOK)
        source.seek(0)
    except OSError as error:
        raise EvidenceTrouble("vanished", errno=error.errno) from error
    return head, tail


def _rows_of(subject: Subject) -> Select[DocumentRow]:
    chosen = select(DocumentRow).where(DocumentRow.subject_kind == subject.kind, DocumentRow.subject_id == subject.id)
    return chosen.order_by(DocumentRow.row_no)


def _may_see(tx: Tx, subjects: Sequence[Subject]) -> None:
    """What lies with a tip is read like the tip (OSL 2009:400 18 kap. 2 §). Raises NotAllowed."""
    if any(subject.kind == "tip" for subject in subjects) and not tx.actor.may(Permission.READ_TIPS):
        raise NotAllowed("role", role=tx.actor.role.value, need=Permission.READ_TIPS.value)


def papers_of(tx: Tx, subjects: Iterable[Subject]) -> tuple[StoredDocument, ...]:
    """The files of these subjects within a larger use case, with the audit entry, the first received first."""
    rows = [row for subject in dict.fromkeys(subjects) for row in tx.all(_rows_of(subject))]
    tx.audit(AuditAction.READ, "document", [row.id for row in rows])
    found = [cast(StoredDocument, tx.copy(row)) for row in rows]
    return tuple(sorted(found, key=_came))


def _came(one: StoredDocument) -> datetime:
    return one.received_at or one.created_at
