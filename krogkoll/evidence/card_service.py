"""Use cases on cards, phones and folders of photos: what is new there, how it looks, and the offer to clear it."""

import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from krogkoll.evidence.dropped import Sorted, sort_dropped
from krogkoll.evidence.importing import shown_name
from krogkoll.evidence.model import Subject
from krogkoll.evidence.objects import of
from krogkoll.evidence.outside import FolderWatch, Kept, Looked, Outside, Removed, Standing, cameras, gather, hash_of
from krogkoll.evidence.protocol import MAX_FILE, RenditionKind
from krogkoll.evidence.renditions import Decoder, Picture
from krogkoll.evidence.rows import PhotoRow
from krogkoll.evidence.vault import Vault
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store


class CardService:
    """Files outside the workspace. Nothing here takes anything in; only `remove_outside` changes what lies there."""

    def __init__(self, store: Store, vault: Vault, decoder: Decoder) -> None:
        self._store = store
        self._vault = vault
        self._decoder = decoder

    def cameras(self) -> tuple[Path, ...]:
        """The camera folders of cards and phones that are connected now."""
        with self._store.reading(Permission.ATTACH_EVIDENCE):
            return cameras()

    def look_through(self, places: Sequence[Path], subject: Subject, report: Report = silent) -> Looked:
        """The photos in these files and folders, and which of them are here already.

        The SHA-256 decides. A file whose size no photo here has is new without being read. Raises Cancelled.
        """
        with self._store.reading(Permission.ATTACH_EVIDENCE) as reader:
            known: dict[str, set[Subject]] = {}
            sizes = set()
            for sha256, size, kind, key in reader.rows(
                select(PhotoRow.sha256, PhotoRow.size, PhotoRow.subject_kind, PhotoRow.subject_id)
            ):
                known.setdefault(sha256, set()).add(Subject(kind, key))
                sizes.add(size)
        looked = gather(places)
        files = []
        for done, one in enumerate(looked.files):
            report(Progress(done, len(looked.files), "looking-through"))
            found: set[Subject] = set()
            if one.size in sizes:
                with suppress(EvidenceTrouble):
                    found = known.get(hash_of(one.path, report), set())
            standing = Standing.HERE if subject in found else Standing.ELSEWHERE if found else Standing.NEW
            files.append(replace(one, standing=standing))
        return replace(looked, files=tuple(files))

    def sort_out(self, places: Sequence[Path]) -> Sorted:
        """Tell photos from other files among what was dropped; takes nothing in. Raises NotAllowed."""
        with self._store.reading(Permission.ATTACH_EVIDENCE):
            return sort_dropped(places)

    def watch(self, folder: Path) -> FolderWatch:
        """Begin to watch a folder for photos that come into it; what lies there already is not told of."""
        with self._store.reading(Permission.ATTACH_EVIDENCE):
            return FolderWatch(folder)

    def preview(self, path: Path) -> Picture | None:
        """A small picture of a file that is not taken in; None for one that gives none.

        Raises EvidenceTrouble("decoder-missing").
        """
        with self._store.reading(Permission.ATTACH_EVIDENCE):
            pass
        try:
            if path.stat().st_size > MAX_FILE:
                return None
            content = path.read_bytes()
            rendered = self._decoder.render(content, (RenditionKind.THUMBNAIL,))
        except OSError:
            return None
        except EvidenceTrouble as trouble:
            if trouble.reason == "decoder-missing":
                raise
            return None
        return rendered.pictures[RenditionKind.THUMBNAIL]

    def remove_outside(self, files: Sequence[Outside], subject: Subject, report: Report = silent) -> Removed:
        """Delete files outside, each only after its content was found again, whole, in the vault for this subject.

        The file is read and hashed anew, and so is what lies in the vault, so that nothing is removed on an old word.
        A link, a file that changed and one that was refused stay. A deleted file may be found again on a memory card:
        this is no secure erasure. Raises NotAllowed; Cancelled through `report`, what is removed by then stays so.
        """
        with self._store.transaction(Permission.ATTACH_EVIDENCE):
            pass  # whoever may not is told before anything is touched
        names: list[str] = []
        kept: list[Kept] = []
        try:
            for done, one in enumerate(files):
                report(Progress(done, len(files), "removing-outside"))
                try:
                    self._remove(one, subject)
                    names.append(one.name)
                except EvidenceTrouble as trouble:
                    kept.append(Kept(name=one.name, reason=trouble.reason))
        finally:
            with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
                counts = {"what": "removed-outside", "removed": str(len(names)), "kept": str(len(kept))}
                tx.audit(AuditAction.DELETED, "outside-file", detail=counts)
        return Removed(names=tuple(names), kept=tuple(kept))

    def _remove(self, one: Outside, subject: Subject) -> None:
        try:
            state = one.path.lstat()
        except OSError as error:
            raise EvidenceTrouble("vanished", errno=error.errno) from error
        if not stat.S_ISREG(state.st_mode):
            raise EvidenceTrouble("not-a-plain-file", file=shown_name(one.path))
        sha256 = hash_of(one.path)
        with self._store.reading(Permission.ATTACH_EVIDENCE) as reader:
            here = select(PhotoRow.id).where(
                PhotoRow.sha256 == sha256,
                PhotoRow.subject_kind == subject.kind,
                PhotoRow.subject_id == subject.id,
            )
            if not reader.rows(here):
                raise EvidenceTrouble("not-taken-in", file=one.name)
            stored = of(reader, sha256)
        self._vault.verify(stored)
        after = one.path.lstat()
        if (after.st_size, after.st_mtime_ns, after.st_ino) != (state.st_size, state.st_mtime_ns, state.st_ino):
            raise EvidenceTrouble("not-taken-in", file=one.name)
        try:
            one.path.unlink()
        except OSError as error:
            raise EvidenceTrouble("not-removable", errno=error.errno) from error
