"""Use cases on photos. Looking at one is an entry in the audit log before it is shown."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from sqlalchemy import select

from krogkoll.evidence import copies
from krogkoll.evidence.custody import record_custody
from krogkoll.evidence.importing import Import, Pasted
from krogkoll.evidence.model import (
    CustodyAct,
    CustodyDraft,
    Developed,
    Imported,
    Persons,
    Photo,
    PhotoDraft,
    Subject,
    box_problems,
    photo_problems,
    taken_at,
)
from krogkoll.evidence.objects import PICTURE, forget_unused, keep, known_names, of
from krogkoll.evidence.protocol import Box, RenditionKind
from krogkoll.evidence.renditions import Decoder, Picture
from krogkoll.evidence.rows import ObjectRow, PhotoRow
from krogkoll.evidence.vault import Swept, Vault
from krogkoll.kernel.errors import EvidenceTrouble, Invalid
from krogkoll.kernel.platform import sync_file, sync_folder
from krogkoll.kernel.progress import Report, silent
from krogkoll.kernel.record import edited, tidied
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Certificate, Store, Tx, translated

NOTHING = Subject("", "")


class EvidenceService:
    """Photos as evidence: taken in, looked at, described, masked, given out."""

    def __init__(self, store: Store, vault: Vault, decoder: Decoder | None = None) -> None:
        self._store = store
        self._vault = vault
        self._decoder = decoder or Decoder()

    def close(self) -> None:
        """End the child that decodes photos."""
        self._decoder.close(for_good=True)

    def tidy(self) -> Swept:
        """In the background after each start: clear away what a crash may have left in the vault."""
        with self._store.reading(Permission.UNLOCK) as reader:
            known = known_names(reader)
        with translated():
            return self._vault.sweep(known, self._store.clock.now())

    def import_files(
        self,
        paths: Sequence[Path | Pasted],
        *,
        subject: Subject = NOTHING,
        photographer: str = "",
        thorough: bool = False,
        report: Report = silent,
    ) -> Imported:
        """Take in photo files; every one ends among photos, duplicates or refused, and the originals stay as they are.

        photographer: the acting person unless said otherwise. thorough: decode every pixel at once, refuse what is
        damaged anywhere and make the copies, instead of leaving that to `make_copies`.
        Told through `report`: how many are safe so far. A duplicate is the same file for the same subject.
        Raises NotAllowed, StoreTrouble ("disk-full" ...), Cancelled; what was safe by then stays.
        """
        work = Import(
            self._store, self._vault, self._decoder, subject=subject, photographer=photographer, thorough=thorough
        )
        return work.run(paths, report)

    def make_copies(self, report: Report = silent) -> Developed:
        """In the background: make the small copies that are missing.

        Raises EvidenceTrouble("decoder-missing"), StoreTrouble, Cancelled.
        """
        return copies.make_missing(self._store, self._vault, self._decoder, report)

    def photos(self, subject: Subject, purpose: str = "") -> tuple[Photo, ...]:
        """The photos of a subject, masked copies too, in the order they were taken."""
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            return photos_of(tx, subject)

    def photo(self, photo_id: str, purpose: str = "") -> Photo:
        """One photo's record. Raises NotFound."""
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            return read_photo(tx, photo_id)

    def pictures(self, photo_ids: Sequence[str], kind: RenditionKind, purpose: str = "") -> dict[str, Picture]:
        """Copies to show, by photo id, made now where they are missing; a photo that gives none is left out.

        Raises StoreTrouble, EvidenceTrouble("decoder-missing").
        """
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            tx.audit(AuditAction.READ, "photo", list(photo_ids))
            chosen = select(PhotoRow.id, PhotoRow.sha256).where(PhotoRow.id.in_(photo_ids))
            hashes = {row[0]: row[1] for row in tx.rows(chosen)}
            found = copies.find(tx, hashes.values(), kind)
        pictures = {sha256: self._picture(sha256, kind, found.get(sha256)) for sha256 in set(hashes.values())}
        return {photo: picture for photo, sha256 in hashes.items() if (picture := pictures[sha256]) is not None}

    def edit_photo(self, shown: Photo, draft: PhotoDraft, why: str = "") -> Photo:
        """Write what an editor changed. Raises Invalid, NotFound."""
        draft = tidied(draft)
        if found := photo_problems(draft):
            raise Invalid(found)
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            changes = edited(PhotoRow.__mapping__.groups, shown, draft)
            return cast(Photo, tx.copy(tx.change(PhotoRow, shown.id, seen=shown.seen, why=why, **changes)))

    def review(self, shown: Photo, persons: Persons) -> Photo:
        """A human has looked at the photo and says what it shows of people.

        Raises NotFound; the reason of `make_copies` as EvidenceTrouble for a photo that nobody can have looked at.
        """
        if persons is Persons.NONE:
            self._require_copies(shown.sha256)
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            said = {"persons": persons, "reviewed_by": tx.actor.user_id, "reviewed_at": tx.now}
            row = tx.change(PhotoRow, shown.id, seen=shown.seen, why="", **said)
            return cast(Photo, tx.copy(row))

    def mask(self, shown: Photo, boxes: Sequence[Box]) -> Photo:
        """Make a new photo in which the boxes are covered for good; the original stays untouched.

        Raises Invalid, EvidenceTrouble, StoreTrouble.
        """
        if found := box_problems(boxes):
            raise Invalid(found)
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            tx.audit(AuditAction.READ, "photo", [shown.id])
            original = of(tx, tx.get(PhotoRow, shown.id).sha256)
        covered = self._decoder.mask(self._vault.read(original), boxes)
        rendered = self._decoder.render(covered.content)
        with (
            self._vault.receive(covered.content) as incoming,
            self._store.transaction(Permission.ATTACH_EVIDENCE) as tx,
        ):
            stored = keep(tx, self._vault, incoming, PICTURE)
            row = _masked_row(tx.get(PhotoRow, shown.id), covered, boxes)
            row.sha256, row.size = stored.sha256, stored.size
            tx.add(row)
            tx.flush()
            copies.write_copies(tx, self._vault, stored.sha256, rendered, copies.GOOD)
            return cast(Photo, tx.copy(row))

    def export_original(self, photo_id: str, target: Path, *, recipient: str, reason: str) -> None:
        """Write the untouched original, byte for byte, to the new file `target`, and say so in the chain of custody.

        Raises NotFound, EvidenceTrouble "missing" or "damaged" (nothing is written then), StoreTrouble, Invalid.
        """
        if target.exists():
            raise EvidenceTrouble("exists", file=target.name)
        with self._store.transaction(Permission.EXPORT) as tx:
            original = of(tx, tx.get(PhotoRow, photo_id).sha256)
            tx.audit(AuditAction.EXPORTED, "photo", [photo_id], recipient=recipient, detail={"reason": reason})
            event = CustodyDraft(
                item_kind="photo",
                item_id=photo_id,
                act=CustodyAct.COPIED_OUT,
                at=tx.now,
                from_who=tx.actor.name,
                to_who=recipient,
                reason=reason,
            )
            record_custody(tx, event)
        partial = target.with_name(f".{target.name}.part")
        with translated():
            try:
                with partial.open("xb") as stream:
                    self._vault.copy(original, stream)
                    sync_file(stream)
                partial.replace(target)
                sync_folder(target.parent)
            finally:
                partial.unlink(missing_ok=True)

    def purge(self, photo_id: str, ground: str) -> Certificate:
        """Wipe a photo for good: its record and, when no other record has the same file, the key and the file.

        Copies masked from it are photos of their own and stay. Raises NotAllowed, NotFound.
        """
        with self._store.transaction(Permission.PURGE) as tx:
            sha256 = tx.get(PhotoRow, photo_id).sha256
            certificate = tx.purge(PhotoRow, photo_id, ground)
            gone = forget_unused(tx, sha256)
        self._store.checkpoint()
        with self._store.transaction(Permission.PURGE) as tx, translated():
            for stored in gone:
                # Brought in anew meanwhile, it lies under the same name; then the file is not the purged one any more.
                if tx.local(ObjectRow, stored.sha256) is None:
                    self._vault.remove(stored)
        return certificate

    def _picture(self, sha256: str, kind: RenditionKind, found: copies.Found | None) -> Picture | None:
        """An unsound or missing copy is made anew from the original."""
        if found is not None:
            with suppress(EvidenceTrouble):
                return copies.open_copy(self._vault, found)
        copies.develop(self._store, self._vault, self._decoder, sha256)
        with self._store.reading(Permission.READ_EVIDENCE) as reader:
            made = copies.find(reader, [sha256], kind).get(sha256)
        return None if made is None else copies.open_copy(self._vault, made)

    def _require_copies(self, sha256: str) -> None:
        with self._store.reading(Permission.READ_EVIDENCE) as reader:
            if copies.find(reader, [sha256], RenditionKind.PRINT):
                return
        look = copies.develop(self._store, self._vault, self._decoder, sha256)
        if look not in (copies.GOOD, copies.FLAWED):
            raise EvidenceTrouble(look)


def photos_of(tx: Tx, subject: Subject) -> tuple[Photo, ...]:
    """The photos of a subject within a larger use case, with the audit entry, in the order they were taken."""
    chosen = select(PhotoRow).where(PhotoRow.subject_kind == subject.kind, PhotoRow.subject_id == subject.id)
    photos = [cast(Photo, tx.copy(row)) for row in tx.all(chosen.order_by(PhotoRow.row_no))]
    tx.audit(AuditAction.READ, "photo", [photo.id for photo in photos])
    return tuple(sorted(photos, key=lambda photo: taken_at(photo) or photo.created_at))


def read_photo(tx: Tx, photo_id: str) -> Photo:
    """One photo within a larger use case, with its audit entry. Raises NotFound."""
    row = tx.get(PhotoRow, photo_id)
    tx.audit(AuditAction.READ, "photo", [photo_id])
    return cast(Photo, tx.copy(row))


def print_picture(tx: Tx, vault: Vault, photo_id: str) -> Picture:
    """The 780 px JPEG of a photo for a document, with the audit entry.

    Raises NotFound; EvidenceTrouble "persons-visible" unless a human has marked it free of persons or it is masked,
    "not-developed" when its copies are not made yet, "missing" or "damaged".
    """
    photo = read_photo(tx, photo_id)
    if not photo.cleared:
        raise EvidenceTrouble("persons-visible", photo=photo_id)
    found = copies.find(tx, [photo.sha256], RenditionKind.PRINT).get(photo.sha256)
    if found is None:
        raise EvidenceTrouble("not-developed", photo=photo_id)
    tx.audit(AuditAction.PRINTED, "photo", [photo_id])
    return copies.open_copy(vault, found)


def _masked_row(parent: PhotoRow, covered: Picture, boxes: Sequence[Box]) -> PhotoRow:
    inherited = (
        *("taken_local", "taken_offset", "taken_source", "gps_time", "latitude", "longitude", "accuracy_m", "camera"),
        *("caption", "alt", "photographer", "clock_ahead_s", "clock_note", "subject_kind", "subject_id"),
    )
    return PhotoRow(
        **{field: getattr(parent, field) for field in inherited},
        mime="image/jpeg",
        width=covered.width,
        height=covered.height,
        parent_id=parent.id,
        boxes=[[box.left, box.top, box.right, box.bottom] for box in boxes],
    )
