"""Who had a piece of evidence when: a chain of events that is only ever added to."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import select

from krogkoll.evidence.model import CustodyAct, CustodyDraft, CustodyEvent, custody_problems
from krogkoll.evidence.objects import as_stored
from krogkoll.evidence.rows import CustodyRow, ObjectRow, PhotoRow
from krogkoll.evidence.vault import Vault
from krogkoll.kernel.errors import EvidenceTrouble, Invalid
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx


class CustodyService:
    """The chain of custody of photos, papers and seized things, and whether an original still is what it was."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault

    def record(self, draft: CustodyDraft) -> CustodyEvent:
        """Write down one event. Raises Invalid."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            return record_custody(tx, draft)

    def chain(self, item_kind: str, item_id: str, purpose: str = "") -> tuple[CustodyEvent, ...]:
        """Every event of one thing in the order it happened; `gaps` finds where nobody had it."""
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            chosen = select(CustodyRow).where(CustodyRow.item_kind == item_kind, CustodyRow.item_id == item_id)
            rows = tx.all(chosen.order_by(CustodyRow.at, CustodyRow.row_no))
            tx.audit(AuditAction.READ, "custody", [row.id for row in rows])
            return tuple(cast(CustodyEvent, tx.copy(row)) for row in rows)

    def confirm(self, photo_ids: Sequence[str], report: Report = silent) -> dict[str, str]:
        """Read the originals back from the vault and hash them: by photo id "verified", "missing" or "damaged".

        An id that no photo has is left out. Raises Cancelled through `report`.
        """
        with self._store.transaction(Permission.READ_EVIDENCE) as tx:
            tx.audit(AuditAction.READ, "photo", list(photo_ids), detail={"what": "verified"})
            hashes = dict(
                tuple(row) for row in tx.rows(select(PhotoRow.id, PhotoRow.sha256).where(PhotoRow.id.in_(photo_ids)))
            )
            kept = {
                sha256: as_stored(row)
                for sha256 in set(hashes.values())
                if (row := tx.local(ObjectRow, sha256)) is not None
            }
        verdicts: dict[str, str] = {}
        for done, photo_id in enumerate(photo_id for photo_id in photo_ids if photo_id in hashes):
            report(Progress(done, len(photo_ids), "verifying"))
            stored = kept.get(hashes[photo_id])
            try:
                if stored is None:
                    raise EvidenceTrouble("missing")
                self._vault.verify(stored)
                verdicts[photo_id] = "verified"
            except EvidenceTrouble as trouble:
                verdicts[photo_id] = trouble.reason
        return verdicts


def record_custody(tx: Tx, draft: CustodyDraft) -> CustodyEvent:
    """Write down one event within a larger use case. Raises Invalid."""
    draft = tidied(draft)
    if found := custody_problems(draft, tx.now):
        raise Invalid(found)
    return cast(CustodyEvent, tx.copy(tx.add(CustodyRow(**fields_of(draft)))))


def record_copied_out(tx: Tx, item_kind: str, item_id: str, *, recipient: str, reason: str) -> None:
    """Say in the audit log and in the chain that somebody gets an exact copy. Raises Invalid."""
    tx.audit(AuditAction.EXPORTED, item_kind, [item_id], recipient=recipient, detail={"reason": reason})
    event = CustodyDraft(
        item_kind=item_kind,
        item_id=item_id,
        act=CustodyAct.COPIED_OUT,
        at=tx.now,
        from_who=tx.actor.name,
        to_who=recipient,
        reason=reason,
    )
    record_custody(tx, event)
