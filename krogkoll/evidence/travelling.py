"""Files on their way to and from colleagues: which records need one, which are here, and taking in one that came."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import select

from krogkoll.evidence.objects import PAPER, PICTURE, keep, of
from krogkoll.evidence.rows import DocumentRow, ObjectRow, PhotoRow
from krogkoll.evidence.stream import SealedReader
from krogkoll.evidence.vault import Vault
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.security import Permission
from krogkoll.store import Reader, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TravellingFile:
    """An original or paper that some record here names. here: whether this vault has it. picture: or a paper."""

    sha256: str
    size: int
    compartment: str
    picture: bool
    here: bool


def travelling_files(reader: Reader) -> tuple[TravellingFile, ...]:
    """Every file that records here name, once for each compartment: papers first, then photos, the newest first."""
    found: dict[tuple[str, str], TravellingFile] = {}
    known = {sha256 for (sha256,) in reader.rows(select(ObjectRow.sha256))}
    for kind, picture in ((DocumentRow, False), (PhotoRow, True)):
        chosen = select(kind.sha256, kind.size, kind.compartment).where(kind.sha256 != "", kind.size > 0)
        for sha256, size, compartment in reader.rows(chosen.order_by(kind.created_at.desc(), kind.row_no.desc())):
            one = TravellingFile(
                sha256=sha256, size=size, compartment=compartment, picture=picture, here=sha256 in known
            )
            found.setdefault((sha256, compartment), one)
    return tuple(found.values())


@contextmanager
def open_file(store: Store, vault: Vault, sha256: str) -> Iterator[SealedReader]:
    """The exact bytes, whole or in part. Raises EvidenceTrouble "missing" or "damaged"."""
    with store.reading(Permission.UNLOCK) as reader:
        stored = of(reader, sha256)
    with vault.open(stored) as content:
        yield content


def take_file(store: Store, vault: Vault, file: TravellingFile, source: BinaryIO) -> None:
    """Keep a file that came from a colleague, if it is what its record says, byte for byte.

    Raises EvidenceTrouble "other-content" where it is not (nothing of it stays), StoreTrouble "disk-full".
    """
    vault.require_space(file.size)
    with vault.receive(source) as incoming:
        if incoming.stored.sha256 != file.sha256:
            raise EvidenceTrouble("other-content", object=file.sha256[:12])
        with store.transaction(Permission.UNLOCK, purpose="synk") as tx:
            keep(tx, vault, incoming, PICTURE if file.picture else PAPER)
