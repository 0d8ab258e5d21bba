"""Photos and papers by SHA-256 within a compartment: taken in by chunks that go on after any cut, given out by ranges.

A file lies in `<folder>/<compartment>/<first two digits>/<sha256>`, while it arrives as `<sha256>.part`. Only a file
that was read back and hashed gets a receipt.
"""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from krogkoll.hub.database import Database
from krogkoll.hub.exchange import hub_key
from krogkoll.hub.registry import Member, signature_of
from krogkoll.kernel.clock import Clock, to_iso
from krogkoll.kernel.platform import sync_file, sync_folder
from krogkoll.sync import MAX_CHUNK, MAX_FILE, Code, Receipt, Refused, receipt_text

SHA256 = re.compile(r"[0-9a-f]{64}")
_READ = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """How much of a file is here, and its receipt when it is whole."""

    offset: int
    receipt: Receipt | None


class Files:
    """The folder of files of one hub."""

    def __init__(self, folder: Path, database: Database, clock: Clock) -> None:
        self._folder = folder
        self._database = database
        self._clock = clock
        self._writing = threading.Lock()

    def state(self, member: Member, cmp: str, sha256: str) -> Upload:
        """How much is here. Raises Refused NOT_FOUND where it is no name, or not the member's."""
        place = self._place(member, cmp, sha256)
        receipt = self._receipt(cmp, sha256)
        if receipt is not None:
            return Upload(receipt.size, receipt)
        part = place.with_suffix(".part")
        return Upload(part.stat().st_size if part.exists() else 0, None)

    def add(self, member: Member, cmp: str, sha256: str, offset: int, size: int, chunk: bytes) -> Upload:
        """Take one chunk. Raises Refused NOT_FOUND, OFFSET, TOO_LARGE, HASH (what came is thrown away)."""
        place = self._place(member, cmp, sha256)
        if not 0 < size <= MAX_FILE or len(chunk) > MAX_CHUNK or offset + len(chunk) > size:
            raise Refused(Code.TOO_LARGE, "file")
        with self._writing:
            before = self.state(member, cmp, sha256)
            if before.receipt is not None:
                return before
            if before.offset != offset:
                raise Refused(Code.OFFSET, expected=before.offset)
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_suffix(".part")
            with part.open("ab") as stream:
                stream.write(chunk)
                sync_file(stream)
            if offset + len(chunk) < size:
                return Upload(offset + len(chunk), None)
            if _hash_of(part) != sha256:
                part.unlink()
                raise Refused(Code.HASH, expected=0)
            part.replace(place)
            sync_folder(place.parent)
            return Upload(size, self._sign(cmp, sha256, size))

    def path(self, member: Member, cmp: str, sha256: str) -> Path:
        """Where a whole file lies. Raises Refused NOT_FOUND."""
        place = self._place(member, cmp, sha256)
        if self._receipt(cmp, sha256) is None or not place.is_file():
            raise Refused(Code.NOT_FOUND)
        return place

    def _place(self, member: Member, cmp: str, sha256: str) -> Path:
        # The compartment is one of the member's own names, never a path that somebody wrote.
        if cmp not in member.compartments or not SHA256.fullmatch(sha256):
            raise Refused(Code.NOT_FOUND)
        return self._folder / cmp / sha256[:2] / sha256

    def _receipt(self, cmp: str, sha256: str) -> Receipt | None:
        with self._database.reading() as hands:
            row = hands.one("select size, at, signature from file where cmp = ? and sha256 = ?", cmp, sha256)
        if row is None:
            return None
        return Receipt(compartment=cmp, sha256=sha256, size=row[0], at=row[1], signature=row[2])

    def _sign(self, cmp: str, sha256: str, size: int) -> Receipt:
        at = to_iso(self._clock.now())
        with self._database.writing() as hands:
            signature = signature_of(hub_key(hands), receipt_text(cmp, sha256, size, at))
            sql = "insert into file (cmp, sha256, size, at, signature) values (?, ?, ?, ?, ?)"
            hands.do(sql, cmp, sha256, size, at, signature)
        return Receipt(compartment=cmp, sha256=sha256, size=size, at=at, signature=signature)


def _hash_of(path: Path) -> str:
    hashed = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_READ):
            hashed.update(piece)
    return hashed.hexdigest()
