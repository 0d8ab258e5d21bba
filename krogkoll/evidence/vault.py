"""The folder where originals, renditions and documents lie, each sealed under a key of its own.

The names on disk tell nothing: they are an HMAC of the content's SHA-256, so that a thief cannot test whether
a known picture is here. The keys lie in the store; without its row an object is noise. The order is always
file first, row after: a crash leaves at worst a file nobody knows, which `sweep` sets aside.

    vault/ab/cd/abcd...   sealed objects        vault/incoming/   being written        vault/quarantine/   set aside
"""

import hashlib
import hmac
import os
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Self

from krogkoll.evidence.stream import SealedReader, chunks_from, chunks_of, seal
from krogkoll.kernel.errors import EvidenceTrouble, Locked, StoreTrouble
from krogkoll.kernel.ids import new_id
from krogkoll.kernel.platform import free_space, sync_file, sync_folder, wipe
from krogkoll.store import translated

ORPHAN_AGE = timedelta(hours=24)
RESERVE = 200 * 1024 * 1024
"""Bytes that an import leaves free, so that the database can still write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """Everything needed to find and open one object; `key` is a secret and lives in the store only."""

    object_id: str
    name: str
    sha256: str
    size: int
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep found: how many half-written files it removed, which unknown objects it set aside."""

    removed: int
    quarantined: tuple[str, ...]


class Incoming:
    """A sealed file that is not yet in its place; `keep` puts it there, otherwise it goes away with the block."""

    def __init__(self, folder: Path, temporary: Path, stored: StoredObject, copy: bool, underway: set[str]) -> None:
        self.stored = stored
        self.touched: set[Path] = set()
        self._folder = folder
        self._temporary = temporary
        self._copy = copy
        self._underway = underway

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def keep(self, *, settled: bool = True) -> StoredObject:
        """Move the file to its place, on the disk itself when this returns; then write the row.

        A file already there under the same name is replaced: only call this when no row knows it.
        settled=False: whoever keeps several calls `settle` for all of them, before the rows are committed.
        Raises StoreTrouble.
        """
        target = path_of(self._folder, self.stored.name)
        with translated():
            fresh = [folder for folder in (target.parent, target.parent.parent) if not folder.is_dir()]
            target.parent.mkdir(parents=True, exist_ok=True)
            self._temporary.replace(target)
        if not self._copy:
            self.touched = {target.parent, *(made.parent for made in fresh)}
            if settled:
                settle([self])
        return self.stored

    def discard(self) -> None:
        """Take the file away unless it was kept; may be repeated."""
        self._temporary.unlink(missing_ok=True)
        self._underway.discard(self._temporary.name)


class Vault:
    """Sealed objects in one folder, opened with the workspace's evidence key."""

    def __init__(self, folder: Path, key: bytearray) -> None:
        self._folder = folder
        self._key = key
        self._underway: set[str] = set()

    def close(self) -> None:
        """Wipe the key. Nothing can be taken in after that; running reads finish."""
        wipe(self._key)
        self._key = bytearray()

    def name_of(self, sha256: str) -> str:
        """The name on disk of the content with this SHA-256 (hex). Raises Locked after `close`."""
        if not self._key:
            raise Locked("locked")
        return hmac.digest(self._key, bytes.fromhex(sha256), "sha256").hex()

    def require_space(self, size: int) -> None:
        """Raises StoreTrouble("disk-full") when `size` more bytes would leave less than the reserve."""
        free = free_space(self._existing())
        if free < size + RESERVE:
            raise StoreTrouble("disk-full", needed=size + RESERVE, free=free)

    def receive(self, source: bytes | BinaryIO, *, copy: bool = False) -> Incoming:
        """Seal a source into a temporary file and hash it on the way; a block that drops it unless `keep` is called.

        copy: something that can be made again. It gets a name of its own, so that two that happen to be alike stay
        two files, and nobody waits for the disk.
        Raises EvidenceTrouble("vanished") when the source cannot be read, StoreTrouble when the disk cannot, Locked.
        """
        if not self._key:
            raise Locked("locked")
        key, object_id = os.urandom(32), new_id()
        temporary = self._folder / "incoming" / f"{object_id}.part"
        chunks = chunks_of(source) if isinstance(source, bytes) else chunks_from(source)
        self._underway.add(temporary.name)
        try:
            with translated():
                temporary.parent.mkdir(parents=True, exist_ok=True)
                with temporary.open("xb", buffering=0) as target:
                    digest = seal(chunks, target, key, object_id)
                    if not copy:
                        sync_file(target)
            name = self.name_of(hashlib.sha256(object_id.encode()).hexdigest() if copy else digest.sha256)
        except BaseException:
            temporary.unlink(missing_ok=True)
            self._underway.discard(temporary.name)
            raise
        stored = StoredObject(object_id=object_id, name=name, key=key, sha256=digest.sha256, size=digest.size)
        return Incoming(self._folder, temporary, stored, copy, self._underway)

    def add(self, source: bytes | BinaryIO, *, copy: bool = False) -> StoredObject:
        """`receive` and `keep` in one."""
        with self.receive(source, copy=copy) as incoming:
            return incoming.keep()

    @contextmanager
    def open(self, stored: StoredObject) -> Iterator[SealedReader]:
        """Read an object, whole or in part. Raises EvidenceTrouble "missing" or "damaged"."""
        try:
            source = path_of(self._folder, stored.name).open("rb", buffering=0)
        except FileNotFoundError as error:
            raise EvidenceTrouble("missing", object=stored.object_id) from error
        with source:
            yield SealedReader(source, stored.key, stored.object_id)

    def read(self, stored: StoredObject) -> bytes:
        """The exact bytes, checked against size and seal. Raises EvidenceTrouble "missing" or "damaged"."""
        with self.open(stored) as reader:
            return reader.read()

    def verify(self, stored: StoredObject) -> None:
        """Read everything and compare with the SHA-256. Raises EvidenceTrouble "missing" or "damaged"."""
        self.copy(stored, None)

    def copy(self, stored: StoredObject, target: BinaryIO | None) -> None:
        """Write the exact bytes to `target` and compare their SHA-256 at the end.

        Raises EvidenceTrouble; what has been written by then must be thrown away.
        """
        digest = hashlib.sha256()
        with self.open(stored) as reader:
            for chunk in reader.chunks():
                digest.update(chunk)
                if target is not None:
                    target.write(chunk)
        if digest.hexdigest() != stored.sha256:
            raise EvidenceTrouble("damaged", object=stored.object_id)

    def holds(self, stored: StoredObject) -> bool:
        """Whether the file is there; says nothing about its content."""
        return path_of(self._folder, stored.name).is_file()

    def remove(self, stored: StoredObject) -> None:
        """Delete the file. The real erasure is that its key leaves the store first."""
        path_of(self._folder, stored.name).unlink(missing_ok=True)

    def sweep(self, known: Container[str], now: datetime) -> Swept:
        """At start: remove half-written files, set aside objects without a row that are older than a day.

        Nothing that was ever in its place is deleted. `known` must be read before; what this vault is just taking in
        is left alone.
        """
        removed = 0
        quarantine = self._folder / "quarantine"
        for path in (self._folder / "incoming").glob("*.part"):
            if path.name not in self._underway:
                path.unlink()
                removed += 1
        aside = []
        for path in self._folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            age = now.timestamp() - path.stat().st_mtime
            if path.name not in known and age > ORPHAN_AGE.total_seconds():
                quarantine.mkdir(exist_ok=True)
                path.replace(quarantine / path.name)
                aside.append(path.name)
        return Swept(removed=removed, quarantined=tuple(sorted(aside)))

    def _existing(self) -> Path:
        return next(folder for folder in (self._folder, *self._folder.parents) if folder.exists())


def settle(kept: Iterable[Incoming]) -> None:
    """Make the names of kept files durable; together, because a journal takes many in one turn. Raises StoreTrouble."""
    with translated():
        for folder in sorted({folder for incoming in kept for folder in incoming.touched}, reverse=True):
            sync_folder(folder)


def path_of(folder: Path, name: str) -> Path:
    """Where in the vault's folder an object lies."""
    return folder / name[:2] / name[2:4] / name
