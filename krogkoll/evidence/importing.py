"""Takes photo files in: each is read once, hashed, sealed, examined at arm's length, then written down or refused."""

import os
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from krogkoll.evidence.copies import GOOD, claims_fields, write_copies
from krogkoll.evidence.model import NAME_LIMIT, Duplicate, Imported, Photo, Refusal, Subject
from krogkoll.evidence.objects import PICTURE, keep
from krogkoll.evidence.protocol import MAX_FILE, Probe
from krogkoll.evidence.renditions import Decoder, Rendered
from krogkoll.evidence.rows import PhotoRow
from krogkoll.evidence.vault import Incoming, Vault
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Progress, Report
from krogkoll.kernel.swedish import nfc
from krogkoll.security import Permission
from krogkoll.store import Store, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brought:
    """One file while it is being taken in."""

    name: str
    content: bytes
    modified_at: datetime


def photo_files(folder: Path) -> tuple[Path, ...]:
    """Every file in a folder and its subfolders that somebody might mean, in order of names; hidden ones left out.

    Raises EvidenceTrouble("vanished") when the folder cannot be read.
    """
    try:
        found = [path for path in folder.rglob("*") if not path.is_dir()]
    except OSError as error:
        raise EvidenceTrouble("vanished") from error
    if not found and not folder.is_dir():
        raise EvidenceTrouble("vanished")
    visible = (path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return tuple(sorted(visible))


def import_files(
    store: Store,
    vault: Vault,
    decoder: Decoder,
    paths: Sequence[Path],
    *,
    subject: Subject,
    photographer: str,
    thorough: bool,
    report: Report,
) -> Imported:
    """Take in files one after the other; each is safe on disk and in the store before the next is begun.

    See `EvidenceService.import_files`.
    """
    with store.transaction(Permission.ATTACH_EVIDENCE):
        pass  # whoever may not is told before anything is read
    vault.require_space(sum(_size_of(path) for path in paths))
    taken: list[Photo | Duplicate | Refusal] = []
    with ThreadPoolExecutor(1) as pool:
        for done, path in enumerate(paths):
            report(Progress(done, len(paths), path.name))
            try:
                brought = _read(path)
                # The child examines the file while we seal it.
                examined = pool.submit(_examine, decoder, brought.content, thorough)
                with vault.receive(brought.content) as incoming:
                    probe, rendered = examined.result()
                    with store.transaction(Permission.ATTACH_EVIDENCE) as tx:
                        row = _photo_row(brought, incoming, probe, subject, photographer or tx.actor.name)
                        taken.append(_write(tx, vault, incoming, row, rendered))
            except EvidenceTrouble as trouble:
                taken.append(Refusal(name=shown_name(path), reason=trouble.reason))
    report(Progress(len(paths), len(paths)))
    return Imported(
        photos=tuple(outcome for outcome in taken if isinstance(outcome, Photo)),
        duplicates=tuple(outcome for outcome in taken if isinstance(outcome, Duplicate)),
        refused=tuple(outcome for outcome in taken if isinstance(outcome, Refusal)),
    )


def shown_name(path: Path) -> str:
    """A file's own name as we keep and show it: composed, printable, bounded."""
    return "".join(letter for letter in nfc(path.name) if letter.isprintable())[:NAME_LIMIT]


def _examine(decoder: Decoder, content: bytes, thorough: bool) -> tuple[Probe | None, Rendered | None]:
    try:
        probe = decoder.probe(content)
        rendered = decoder.render(content) if thorough else None
    except EvidenceTrouble as trouble:
        if trouble.reason == "decoder-missing":
            return None, None  # a broken installation must not cost evidence: examined later
        raise
    if rendered is not None and rendered.flawed:
        raise EvidenceTrouble("corrupt")
    return probe, rendered


def _write(tx: Tx, vault: Vault, incoming: Incoming, row: PhotoRow, rendered: Rendered | None) -> Photo | Duplicate:
    same = select(PhotoRow.id).where(
        PhotoRow.sha256 == row.sha256, PhotoRow.subject_kind == row.subject_kind, PhotoRow.subject_id == row.subject_id
    )
    stored = keep(tx, vault, incoming, PICTURE)
    if known := tx.rows(same):
        return Duplicate(name=row.name, photo_id=known[0][0])
    tx.add(row)
    if rendered is not None:
        tx.flush()
        write_copies(tx, vault, stored.sha256, rendered, GOOD)
    photo: Photo = tx.copy(row)
    return photo


def _photo_row(
    brought: _Brought, incoming: Incoming, probe: Probe | None, subject: Subject, photographer: str
) -> PhotoRow:
    return PhotoRow(
        sha256=incoming.stored.sha256,
        size=incoming.stored.size,
        name=brought.name,
        file_modified_at=brought.modified_at,
        photographer=nfc(photographer).strip(),
        subject_kind=subject.kind,
        subject_id=subject.id,
        **(claims_fields(probe) if probe else {}),
    )


def _read(path: Path) -> _Brought:
    """The whole file. Raises EvidenceTrouble "vanished", "unreadable" or "too-large"."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe or device may never end
            raise EvidenceTrouble("unreadable")
        if state.st_size > MAX_FILE:
            raise EvidenceTrouble("too-large", size=state.st_size)
        with path.open("rb", buffering=0) as stream:
            content = stream.readall()
            modified = os.fstat(stream.fileno()).st_mtime
    except PermissionError as error:
        raise EvidenceTrouble("unreadable") from error
    except OSError as error:
        raise EvidenceTrouble("vanished", errno=error.errno) from error
    return _Brought(name=shown_name(path), content=content, modified_at=datetime.fromtimestamp(modified, UTC))


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
