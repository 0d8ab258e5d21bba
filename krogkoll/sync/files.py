"""Originals and papers to and from the hub, apart from records: by chunks that go on after a cut, believed by receipt.

Only the hub's signed receipt of size and SHA-256 makes a file "verified"; nothing here is ever removed without it, and
in this version nothing is removed at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.evidence import TravellingFile, Vault, open_file, take_file, travelling_files
from krogkoll.kernel.errors import EvidenceTrouble, HubTrouble
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.security import Permission
from krogkoll.store import LocalRow, Reader, Store
from krogkoll.sync.home import Home, home_of
from krogkoll.sync.problems import Code, Refused
from krogkoll.sync.protocol import Receipt
from krogkoll.sync.proving import signed_by
from krogkoll.sync.signed import receipt_text

CHUNK = 1024 * 1024
"""Bytes of one chunk."""
_GRACE = 3


class FileReceipt(LocalRow):
    """The hub's signed word that it has a file whole."""

    __tablename__ = "file_receipt"

    sha256: Mapped[str] = mapped_column(String, primary_key=True)
    compartment: Mapped[str] = mapped_column(String, primary_key=True)
    at: Mapped[str] = mapped_column(String)
    signature: Mapped[str] = mapped_column(String)


class FileWire(Protocol):
    """Whatever carries files. Each raises HubTrouble, Refused."""

    def file_offset(self, compartment: str, sha256: str) -> tuple[int, bool]:
        """How many bytes the hub has, and whether that is all."""
        ...

    def send_chunk(self, compartment: str, sha256: str, offset: int, size: int, chunk: bytes) -> Receipt | None:
        """Send a piece; the last one is answered with the receipt."""
        ...

    def fetch(self, compartment: str, sha256: str) -> BinaryIO:
        """The file's bytes as they come; close it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCount:
    """total: files that records here name. here: of those, in this vault. verified: with the hub's signed receipt."""

    total: int
    here: int
    verified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """sent, fetched: in this run. unsound: here but damaged, so not sent. absent: no colleague has sent it yet."""

    sent: int = 0
    fetched: int = 0
    unsound: int = 0
    absent: int = 0


def count_files(reader: Reader) -> FileCount:
    """How far the files have come."""
    files = travelling_files(reader)
    receipts = _receipts(reader)
    return FileCount(
        total=len(files),
        here=sum(one.here for one in files),
        verified=sum((one.sha256, one.compartment) in receipts for one in files),
    )


def exchange_files(store: Store, vault: Vault, wire: FileWire, report: Report = silent) -> FileReport:
    """Send what the hub has no receipt for, fetch what is not here; the newest first, each whole or not at all.

    May be cut at any point and goes on there the next time.
    Raises HubTrouble, StoreTrouble, Cancelled through `report`.
    """
    with store.reading(Permission.UNLOCK) as reader:
        home = home_of(reader)
        if home is None:
            raise HubTrouble("not-enrolled")
        receipts = _receipts(reader)
        files = [one for one in travelling_files(reader) if one.compartment in home.compartments]
    waiting = [one for one in files if not one.here or (one.sha256, one.compartment) not in receipts]
    counts = dict.fromkeys(("sent", "fetched", "unsound", "absent"), 0)
    for done, one in enumerate(waiting):
        report(Progress(done, len(waiting), "files"))
        try:
            counts[_exchange(store, vault, wire, home, one)] += 1
        except Refused as error:
            raise HubTrouble(f"hub-{error.code}") from error
    report(Progress(len(waiting), len(waiting), "files"))
    return FileReport(**counts)


def _exchange(store: Store, vault: Vault, wire: FileWire, home: Home, file: TravellingFile) -> str:
    if file.here:
        try:
            receipt = _send(store, vault, wire, file)
        except EvidenceTrouble:
            return "unsound"
        _keep(store, home, file, receipt)
        return "sent"
    try:
        source = wire.fetch(file.compartment, file.sha256)
    except Refused as error:
        if error.code is Code.NOT_FOUND:
            return "absent"
        raise
    try:
        take_file(store, vault, file, source)
    except EvidenceTrouble as error:
        raise HubTrouble("hub-wrong-hash" if error.reason == "other-content" else "unreachable") from error
    finally:
        source.close()
    return "fetched"


def _send(store: Store, vault: Vault, wire: FileWire, file: TravellingFile) -> Receipt:
    """Send a file from where the hub has it. Raises EvidenceTrouble where it is not whole here."""
    with open_file(store, vault, file.sha256) as content:
        for _ in range(_GRACE):
            offset, _whole = wire.file_offset(file.compartment, file.sha256)
            try:
                while True:
                    chunk = content.read(offset, min(CHUNK, file.size - offset))
                    receipt = wire.send_chunk(file.compartment, file.sha256, offset, file.size, chunk)
                    if receipt is not None:
                        return receipt
                    offset += len(chunk)
            except Refused as error:
                # Somebody else of the authority sends the same file, or the hub lost a piece: ask again where it is.
                if error.code is not Code.OFFSET:
                    raise
    raise HubTrouble("hub-offset")


def _keep(store: Store, home: Home, file: TravellingFile, receipt: Receipt) -> None:
    text = receipt_text(receipt.compartment, receipt.sha256, receipt.size, receipt.at)
    said = (receipt.compartment, receipt.sha256, receipt.size)
    if said != (file.compartment, file.sha256, file.size) or not signed_by(home.hub_key, receipt.signature, text):
        raise HubTrouble("hub-not-itself")
    with store.transaction(Permission.UNLOCK, purpose="synk") as tx:
        tx.put(
            FileReceipt(sha256=file.sha256, compartment=file.compartment, at=receipt.at, signature=receipt.signature)
        )


def _receipts(reader: Reader) -> set[tuple[str, str]]:
    rows = reader.rows(select(FileReceipt.sha256, FileReceipt.compartment))
    return {(row[0], row[1]) for row in rows}
