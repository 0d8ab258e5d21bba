"""The two hash chains of a replica: the change log that colleagues receive, and the audit log the law asks for.

Entry n of a chain is an exact byte string that is never rewritten. Its hash is
SHA-256(hash of n-1 || SHA-256(bytes)), so the bytes of an entry can be wiped when the law demands it
(gallring) and the chain still verifies. Each entry carries its own random salt, so that its hash cannot be
used to guess what was wiped. After each transaction the replica signs both heads with Ed25519 (RFC 8032).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.store.columns import Moment
from krogkoll.store.mapping import LocalRow

CROSS_EVERY = 100
"""Each chain carries the other's head in every hundredth entry."""


class Chain(StrEnum):
    """Which of the two."""

    CHANGES = "changes"
    AUDIT = "audit"


class AuditAction(StrEnum):
    """What the law wants logged (brottsdataförordningen 2018:1202 3 kap. 4 §) and what else we log."""

    COLLECTED = "collected"
    CHANGED = "changed"
    READ = "read"
    DISCLOSED = "disclosed"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    DELETED = "deleted"
    LOGGED_IN = "logged-in"
    LOGIN_FAILED = "login-failed"
    LOCKED = "locked"
    SEARCHED = "searched"
    EXPORTED = "exported"
    PRINTED = "printed"
    KEY_USED = "key-used"
    RESTORED = "restored"
    SEALED = "sealed"
    GUEST_ACT = "guest-act"
    PERMISSION_REFUSED = "permission-refused"


class ReplicaRow(LocalRow):
    """A replica this workspace is or was; the newest one writes."""

    __tablename__ = "replica"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    private_key: Mapped[bytes | None] = mapped_column(LargeBinary, nullable=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    # What the chains of this replica start from: empty for the first, the old heads after a restore.
    origin: Mapped[str] = mapped_column(String, default="")


class ChangeRow(LocalRow):
    """One change: the exact bytes that travel, and where they stand in the chain."""

    __tablename__ = "change_log"
    __table_args__ = (UniqueConstraint("replica", "n"),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    replica: Mapped[str] = mapped_column(String)
    n: Mapped[int] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String)
    rid: Mapped[str] = mapped_column(String, index=True)
    state: Mapped[str] = mapped_column(String, default="unsent")
    said: Mapped[bytes | None] = mapped_column(LargeBinary, nullable=True)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditRow(LocalRow):
    """One audit entry; `detail` may be wiped by a purge, its hash stays in the bytes."""

    __tablename__ = "audit_log"
    __table_args__ = (UniqueConstraint("replica", "n"),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    replica: Mapped[str] = mapped_column(String)
    n: Mapped[int] = mapped_column(Integer)
    said: Mapped[bytes] = mapped_column(LargeBinary)
    detail: Mapped[bytes | None] = mapped_column(LargeBinary, nullable=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class HeadSignature(LocalRow):
    """The replica's signature over a chain head, one per transaction and chain."""

    __tablename__ = "head_signature"

    chain: Mapped[str] = mapped_column(String, primary_key=True)
    replica: Mapped[str] = mapped_column(String, primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Where a chain stands: the number of its last entry and that entry's hash."""

    n: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.n}:{self.hash.hex()}"


def link(previous: bytes, content_hash: bytes) -> bytes:
    """The hash of an entry from the hash before it and the hash of its bytes."""
    return hashlib.sha256(previous + content_hash).digest()


def start_of(chain: Chain, replica: str, origin: str) -> ChainHead:
    """The head before the first entry; it names what the replica grew out of."""
    text = f"krogkoll {chain} {replica} {origin}"
    return ChainHead(0, hashlib.sha256(text.encode()).digest())


def signed_text(chain: Chain, replica: str, head: ChainHead) -> bytes:
    """What a replica signs of a head."""
    return f"krogkoll head v1 {chain} {replica} {head}".encode()


def salt() -> str:
    """128 random bits as hexadecimal text."""
    return secrets.token_hex(16)


def packed(content: dict[str, Any]) -> bytes:
    """An entry's exact bytes."""
    return msgspec.json.encode(content)


class Replica:
    """The writing identity of a device: its id is the first 16 bytes of SHA-256 of its public key."""

    def __init__(self, row: ReplicaRow, changes: ChainHead, audit: ChainHead, last_hlc: str) -> None:
        if row.private_key is None:
            raise ValueError("only the newest replica writes")
        self.id = row.id
        self._key = Ed25519PrivateKey.from_private_bytes(row.private_key)
        self.heads = {Chain.CHANGES: changes, Chain.AUDIT: audit}
        self._last_hlc = last_hlc

    @staticmethod
    def fresh(made_at: datetime, origin: str = "") -> ReplicaRow:
        """A new identity. `origin` names the replica and heads it continues after a restore."""
        key = Ed25519PrivateKey.generate()
        public = key.public_key().public_bytes_raw()
        name = hashlib.sha256(public).digest()[:16].hex()
        return ReplicaRow(
            id=name, public_key=public, private_key=key.private_bytes_raw(), made_at=made_at, origin=origin
        )

    def next_hlc(self, now: datetime) -> str:
        """A hybrid logical clock reading: never goes back, even if the computer's clock does."""
        stamp = f"{int(now.timestamp() * 1000):013d}"
        if self._last_hlc >= stamp + "-000000":
            last_stamp, _, counter = self._last_hlc.partition("-")
            stamp, count = last_stamp, int(counter) + 1
        else:
            count = 0
        self._last_hlc = f"{stamp}-{count:06d}"
        return self._last_hlc

    def hear(self, hlc: str) -> None:
        """A colleague's reading: what is written from now on has a later one."""
        self._last_hlc = max(self._last_hlc, hlc)

    def sign(self, chain: Chain, head: ChainHead) -> HeadSignature:
        """The signature over a head, as the row to keep."""
        text = signed_text(chain, self.id, head)
        return HeadSignature(
            chain=chain.value, replica=self.id, n=head.n, hash=head.hash, signature=self._key.sign(text)
        )


def signature_holds(row: HeadSignature, public_key: bytes) -> bool:
    """Whether a kept signature is the replica's own."""
    from cryptography.exceptions import InvalidSignature

    text = signed_text(Chain(row.chain), row.replica, ChainHead(row.n, row.hash))
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(row.signature, text)
    except InvalidSignature:
        return False
    return True
