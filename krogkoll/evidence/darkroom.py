"""Use cases on photos that are looked at closely: the whole picture, the camera's clock, sheets of several."""

from sqlalchemy import select

from krogkoll.evidence.model import NAME_LIMIT, PhotoDraft, Subject, photo_problems
from krogkoll.evidence.objects import of
from krogkoll.evidence.renditions import Decoder, Picture
from krogkoll.evidence.rows import PhotoRow
from krogkoll.evidence.vault import Vault
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, Problem
from krogkoll.kernel.swedish import nfc
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store

LARGEST = 50_000_000
"""Pixels of a picture that is shown whole; a larger one would take more memory than a window should."""


class DarkroomService:
    """The whole picture, what is known of a camera's clock, and paper with several photos on it."""

    def __init__(self, store: Store, vault: Vault, decoder: Decoder) -> None:
        self._store = store
        self._vault = vault
        self._decoder = decoder

    def enlarge(self, photo_id: str, purpose: str = "") -> Picture:
        """Every pixel of the original, upright and without metadata; kept nowhere.

        Raises NotFound; EvidenceTrouble "missing", "damaged", "too-many-pixels" (over 50 million) or the decoder's.
        """
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            row = tx.get(PhotoRow, photo_id)
            tx.audit(AuditAction.READ, "photo", [photo_id], detail={"what": "whole"})
            if row.width * row.height > LARGEST:
                raise EvidenceTrouble("too-many-pixels", photo=photo_id)
            original = of(tx, row.sha256)
        return self._decoder.mask(self._vault.read(original), ())

    def set_clock(self, subject: Subject, camera: str, ahead_s: int | None, note: str) -> int:
        """Write down how far ahead a camera's clock was, on all of its photos of a subject; how many that were.

        ahead_s: seconds, below 0 for a clock that was behind, None to take the correction back. The claims of the
        file stay as they are. Raises Invalid: out-of-range, or no note on how it was found.
        """
        note = nfc(note).strip()
        found = photo_problems(PhotoDraft(clock_ahead_s=ahead_s))
        if ahead_s is not None and not note:
            found += (Problem("clock_note", "missing"),)
        if len(note) > NAME_LIMIT:
            found += (Problem("clock_note", "too-long"),)
        if found:
            raise Invalid(found)
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            chosen = select(PhotoRow).where(
                PhotoRow.subject_kind == subject.kind,
                PhotoRow.subject_id == subject.id,
                PhotoRow.camera == camera,
                PhotoRow.taken_local != "",
            )
            rows = tx.all(chosen.order_by(PhotoRow.row_no))
            tx.audit(AuditAction.READ, "photo", [row.id for row in rows])
            for row in rows:
                seen = tx.copy(row).seen
                tx.change(PhotoRow, row.id, seen=seen, why=note, clock_ahead_s=ahead_s, clock_note=note)
            return len(rows)
