"""One sync: everything pushed is taken in, then the pages of what the member may see are read, at one moment."""

from __future__ import annotations

from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from krogkoll.hub.audits import keep_audit
from krogkoll.hub.database import Database, Hands
from krogkoll.hub.intake import Intake
from krogkoll.hub.registry import Member, signature_of
from krogkoll.hub.tree import Log
from krogkoll.kernel.clock import Clock, to_iso
from krogkoll.sync import (
    MAX_CHANGES,
    MAX_PAGE,
    PAGE_BYTES,
    VERSION,
    Checkpoint,
    Code,
    Pushed,
    Refused,
    SyncReply,
    SyncRequest,
    TreeHead,
    checkpoint_text,
)

RawPage = dict[str, Any]
"""A `Page` whose records are bytes already."""


class Exchange:
    """Answers `POST /v1/sync` for a member who has shown who it is."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def sync(self, member: Member, device: str, request: SyncRequest) -> bytes:
        """The reply as JSON. Raises Refused, and then nothing has been taken."""
        if request.version != VERSION:
            raise Refused(Code.VERSION, expected=VERSION)
        count = sum(len(batch.changes) for batch in request.push) + sum(len(one.entries) for one in request.audit)
        if count > MAX_CHANGES:
            raise Refused(Code.TOO_LARGE, "changes", expected=MAX_CHANGES)
        if request.push or request.audit:
            purged: set[tuple[str, str]] = set()
            with self._database.writing() as hands:
                reply = self._answer(hands, member, device, request, purged)
            if purged:
                self._database.forget()
            return reply
        with self._database.reading() as hands:
            return self._answer(hands, member, device, request, set())

    def _answer(
        self, hands: Hands, member: Member, device: str, request: SyncRequest, purged: set[tuple[str, str]]
    ) -> bytes:
        at = to_iso(self._clock.now())
        pushed: tuple[Pushed, ...] = ()
        if request.push:
            intake = Intake(hands, member, device, at)
            pushed = tuple(intake.take(batch) for batch in request.push)
            intake.finish()
            purged |= intake.purged
        audited = tuple(keep_audit(hands, batch, member, device, at) for batch in request.audit)
        epoch = meta(hands, "epoch")
        tree = Log(hands, member.authority)
        proof = tree.proof_from(request.known.size)
        reply = SyncReply(
            epoch=epoch,
            pushed=pushed,
            audited=audited,
            compartments=member.compartments,
            checkpoint=checkpoint(hands, tree, member.authority, at),
            proof=tuple(hashed.hex() for hashed in proof),
            time=at,
        )
        pages = {}
        if request.epoch in {"", epoch}:
            room = PAGE_BYTES
            for cmp in member.compartments:
                if cmp in request.cursors:
                    page, used = _page(hands, cmp, request.cursors[cmp], min(max(request.limit, 1), MAX_PAGE), room)
                    pages[cmp] = page
                    room = max(room - used, 0)
        return msgspec.json.encode(msgspec.structs.asdict(reply) | {"pages": pages})


def meta(hands: Hands, key: str) -> str:
    """One of the hub's own settings. Raises LookupError."""
    row = hands.one("select value from meta where key = ?", key)
    if row is None:
        raise LookupError(key)
    return str(row[0])


def hub_key(hands: Hands) -> Ed25519PrivateKey:
    """The key that the hub signs with."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(meta(hands, "key")))


def checkpoint(hands: Hands, tree: Log, authority: str, at: str) -> Checkpoint:
    """The authority's log as it stands, signed."""
    root = tree.root().hex()
    signature = signature_of(hub_key(hands), checkpoint_text(authority, tree.size, root, at))
    return Checkpoint(origin=authority, size=tree.size, root=root, at=at, signature=signature)


def tree_head(hands: Hands, authority: str) -> TreeHead:
    """Size and root alone."""
    tree = Log(hands, authority)
    return TreeHead(size=tree.size, root=tree.root().hex())


def _page(hands: Hands, cmp: str, after: int, limit: int, room: int) -> tuple[RawPage, int]:
    row = hands.one("select head from compartment where id = ?", cmp)
    head = row[0] if row else 0
    rows: list[msgspec.Raw] = []
    at, used = after, 0
    if after < head:
        sql = "select seq, body from record where cmp = ? and seq > ? order by seq limit ?"
        for seq, body in hands.each(sql, cmp, after, limit):
            if rows and used + len(body) > room:
                break
            rows.append(msgspec.Raw(body))
            at, used = seq, used + len(body)
        else:
            at = head if len(rows) < limit else at
    return {"records": rows, "next": at, "head": head}, used
