"""Writes the entries of both chains for one transaction, and keeps them back until the rows go in too."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from krogkoll.kernel.clock import to_iso
from krogkoll.store.anchors import anchor_lines
from krogkoll.store.chains import (
    CROSS_EVERY,
    AuditRow,
    Chain,
    ChainHead,
    ChangeRow,
    Replica,
    link,
    packed,
    salt,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from krogkoll.security import Actor
    from krogkoll.store.mapping import SyncedRow

SCHEMA_VERSION = 1
"""Written into every change, so that another version of the program knows what it reads."""


class Journal:
    """The two chains as one transaction extends them."""

    def __init__(self, replica: Replica, actor: Actor, now: datetime, purpose: str) -> None:
        self._replica = replica
        self._actor = actor
        self._now = now
        self._purpose = purpose
        self._changes: list[dict[str, Any]] = []
        self._audits: list[dict[str, Any]] = []

    def head(self, chain: Chain) -> ChainHead:
        """Where a chain stands, this transaction's entries included."""
        return self._replica.heads[chain]

    def hear(self, hlc: str) -> None:
        """A colleague's clock reading that came in."""
        self._replica.hear(hlc)

    def anchors(self) -> tuple[str, ...]:
        """Both heads as lines to print."""
        return anchor_lines(self._replica.id, self._replica.heads)

    def change(self, what: str, row: SyncedRow, content: dict[str, Any], why: str = "") -> tuple[str, str]:
        """Append one change of a record; gives its dot and clock reading."""
        head = self.head(Chain.CHANGES)
        n = head.n + 1
        hlc = self._replica.next_hlc(self._now)
        kind = row.__mapping__.kind
        about = {"what": what, "kind": kind, "rid": row.id, "cmp": row.compartment, "sv": SCHEMA_VERSION, "hlc": hlc}
        entry = self._opening(n) | about | ({"why": why} if why else {})
        entry |= {"audit": str(self.head(Chain.AUDIT))} if n % CROSS_EVERY == 0 else {}
        said = packed(entry | content)
        content_hash = hashlib.sha256(said).digest()
        self._replica.heads[Chain.CHANGES] = ChainHead(n, link(head.hash, content_hash))
        self._changes.append(
            {
                "replica": self._replica.id,
                "n": n,
                "what": what,
                "kind": kind,
                "rid": row.id,
                "state": "unsent",
                "said": said,
                "content_hash": content_hash,
                "hash": self.head(Chain.CHANGES).hash,
            }
        )
        return f"{self._replica.id}:{n}", hlc

    def audit(self, content: dict[str, Any], detail: dict[str, str] | None) -> None:
        """Append one audit entry; `detail` is kept beside it, so that a purge can wipe it."""
        head = self.head(Chain.AUDIT)
        n = head.n + 1
        entry = self._opening(n) | {"role": self._actor.role.value, "auth": self._actor.authority}
        entry |= {"purpose": self._purpose} if self._purpose else {}
        packed_detail = None if detail is None else packed({"salt": salt(), **detail})
        entry |= {} if packed_detail is None else {"detail": hashlib.sha256(packed_detail).hexdigest()}
        entry |= {"changes": str(self.head(Chain.CHANGES))} if n % CROSS_EVERY == 0 else {}
        said = packed(entry | content)
        hashed = link(head.hash, hashlib.sha256(said).digest())
        self._replica.heads[Chain.AUDIT] = ChainHead(n, hashed)
        self._audits.append(
            {"replica": self._replica.id, "n": n, "said": said, "detail": packed_detail, "hash": hashed}
        )

    def write(self, session: Session) -> None:
        """Write what has been kept back into the open transaction."""
        if self._changes:
            session.execute(insert(ChangeRow), self._changes)
            self._changes = []
        if self._audits:
            session.execute(insert(AuditRow), self._audits)
            self._audits = []

    def _opening(self, n: int) -> dict[str, Any]:
        """How every entry of both chains begins."""
        return {
            "v": 1,
            "rep": self._replica.id,
            "n": n,
            "salt": salt(),
            "at": to_iso(self._now),
            "usr": self._actor.user_id,
        }
