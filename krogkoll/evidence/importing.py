"""Takes photo files in: each is read once, hashed, sealed, examined at arm's length, then written down or refused."""

import os
import stat
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from krogkoll.evidence.copies import GOOD, claims_fields, write_copies
from krogkoll.evidence.model import NAME_LIMIT, Duplicate, Imported, Photo, Refusal, Subject
from krogkoll.evidence.objects import PICTURE, keep
from krogkoll.evidence.protocol import MAX_FILE, Probe
from krogkoll.evidence.renditions import Decoder, Rendered
from krogkoll.evidence.rows import PhotoRow
from krogkoll.evidence.vault import Incoming, Vault, settle
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Progress, Report
from krogkoll.kernel.swedish import nfc
from krogkoll.security import Permission
from krogkoll.store import Store, Tx

_SEALERS = 3
"""So many files are read and sealed at a time: while some wait for the disk, another is hashed."""
_AHEAD = 2
"""So many files may be begun before the store has written down the present one."""
_GROUP_SECONDS = 0.25
"""Files that come in within this time are written down together; so often the store waits for the disk."""

Outcome = Photo | Duplicate | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A picture that never was a file: from the clipboard. It is not written down in plain text anywhere."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brought:
    """One file, sealed but not yet in its place, while the decoder looks at it."""

    name: str
    modified_at: datetime | None
    incoming: Incoming
    examined: Future[tuple[Probe | None, Rendered | None]]


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


class Import:
    """One import while it runs: files are read and sealed ahead, and written down in small groups."""

    def __init__(
        self, store: Store, vault: Vault, decoder: Decoder, *, subject: Subject, photographer: str, thorough: bool
    ) -> None:
        self._store = store
        self._vault = vault
        self._decoder = decoder
        self._subject = subject
        self._photographer = photographer
        self._thorough = thorough
        self._taken: list[Outcome] = []
        self._group: list[_Brought | Refusal] = []
        self._written_at = time.monotonic()

    def run(self, paths: Sequence[Path | Pasted], report: Report) -> Imported:
        """Take in every file; see `EvidenceService.import_files`."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE):
            pass  # whoever may not is told before anything is read
        self._vault.require_space(sum(_size_of(path) for path in paths))
        coming: deque[Future[_Brought | Refusal]] = deque()
        with ThreadPoolExecutor(_SEALERS) as sealer, ThreadPoolExecutor(1) as examiner:
            try:
                following = iter(paths)
                for path in paths:
                    report(Progress(len(self._taken), len(paths), path.name))
                    for ahead in islice(following, 1 + _AHEAD - len(coming)):
                        coming.append(sealer.submit(self._bring, ahead, examiner))
                    self._group.append(_examined(coming.popleft().result()))
                    if time.monotonic() - self._written_at >= _GROUP_SECONDS:
                        self._write_group()
                self._write_group()
            finally:
                for future in coming:
                    if not future.cancel() and future.exception() is None:
                        self._group.append(future.result())
                self._drop_group()
        report(Progress(len(paths), len(paths)))
        return Imported(
            photos=tuple(outcome for outcome in self._taken if isinstance(outcome, Photo)),
            duplicates=tuple(outcome for outcome in self._taken if isinstance(outcome, Duplicate)),
            refused=tuple(outcome for outcome in self._taken if isinstance(outcome, Refusal)),
        )

    def _bring(self, path: Path | Pasted, examiner: Executor) -> _Brought | Refusal:
        """Read a file and seal it while the child looks at the same bytes."""
        try:
            content, modified_at = _read(path)
            examined = examiner.submit(_examine, self._decoder, content, self._thorough)
            incoming = self._vault.receive(content)
        except EvidenceTrouble as trouble:
            return Refusal(name=shown_name(path), reason=trouble.reason)
        return _Brought(name=shown_name(path), modified_at=modified_at, incoming=incoming, examined=examined)

    def _write_group(self) -> None:
        """One transaction for all that came since the last; after it they are safe."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            outcomes = [one if isinstance(one, Refusal) else self._write(tx, one) for one in self._group]
            settle(one.incoming for one in self._group if isinstance(one, _Brought))
        self._taken += outcomes
        self._drop_group()
        self._written_at = time.monotonic()

    def _write(self, tx: Tx, brought: _Brought) -> Photo | Duplicate:
        stored = keep(tx, self._vault, brought.incoming, PICTURE, settled=False)
        same = select(PhotoRow.id).where(
            PhotoRow.sha256 == stored.sha256,
            PhotoRow.subject_kind == self._subject.kind,
            PhotoRow.subject_id == self._subject.id,
        )
        if known := tx.rows(same):
            return Duplicate(name=brought.name, photo_id=known[0][0])
        probe, rendered = brought.examined.result()
        row = PhotoRow(
            sha256=stored.sha256,
            size=stored.size,
            name=brought.name,
            file_modified_at=brought.modified_at,
            photographer=nfc(self._photographer).strip() or tx.actor.name,
            subject_kind=self._subject.kind,
            subject_id=self._subject.id,
            **(claims_fields(probe) if probe else {}),
        )
        tx.add(row)
        tx.flush()
        if rendered is not None:
            write_copies(tx, self._vault, stored.sha256, rendered, GOOD)
        photo: Photo = tx.copy(row)
        return photo

    def _drop_group(self) -> None:
        for one in self._group:
            if isinstance(one, _Brought):
                one.incoming.discard()
        self._group = []


def shown_name(path: Path | Pasted) -> str:
    """A file's own name as we keep and show it: composed, printable, bounded."""
    return "".join(letter for letter in nfc(path.name) if letter.isprintable())[:NAME_LIMIT]


def _examined(brought: _Brought | Refusal) -> _Brought | Refusal:
    """Wait for the child's word on a file; one that it refuses is dropped."""
    if isinstance(brought, Refusal):
        return brought
    try:
        brought.examined.result()
    except EvidenceTrouble as trouble:
        brought.incoming.discard()
        return Refusal(name=brought.name, reason=trouble.reason)
    return brought


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


def _read(path: Path | Pasted) -> tuple[bytes, datetime | None]:
    """The whole file. Raises EvidenceTrouble "vanished", "unreadable" or "too-large"."""
    if isinstance(path, Pasted):
        return path.content, None
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
    return content, datetime.fromtimestamp(modified, UTC)


def _size_of(path: Path | Pasted) -> int:
    if isinstance(path, Pasted):
        return len(path.content)
    try:
        return path.stat().st_size
    except OSError:
        return 0
