"""Takes batches of changes in: checks the chain and its signature, applies each change to its record, or holds it.

All of a request or nothing: a batch that does not fit is refused, and the device sends again from the number it is
told. A change that only must not be shown is held instead, so that it never stops the ones behind it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import msgspec

from krogkoll.hub.database import Hands
from krogkoll.hub.registry import Member, holds
from krogkoll.hub.standing import Said, Standing
from krogkoll.hub.tree import Log
from krogkoll.security import Permission
from krogkoll.store import Chain, ChainHead, link, signed_text, start_of
from krogkoll.sync import (
    MAX_CHANGE,
    AuditBatch,
    Batch,
    Change,
    Code,
    Held,
    Pushed,
    Refused,
    State,
    Why,
    device_id,
    leaf_hash,
)

_SAID = msgspec.json.Decoder(Said)
_STATE = msgspec.json.Decoder(State)
RecordKey = tuple[str, str]
"""Compartment and record id: a record of another compartment with the same id is another record."""


@dataclass(slots=True)
class Arrived:
    """One change on its way in: what stands in the log of it."""

    n: int
    said: bytes | None
    content_hash: bytes
    cmp: str
    kind: str
    rid: str
    what: str
    why: Why | None = None
    content: Said | None = None


@dataclass(slots=True)
class Known:
    """Where a replica's chain stands on the hub."""

    n: int
    hash: bytes
    signature: str = ""


@dataclass(slots=True)
class Intake:
    """The push of one request in an open transaction."""

    hands: Hands
    member: Member
    device: str
    at: str
    records: dict[RecordKey, Standing] = field(default_factory=dict)
    purged: set[RecordKey] = field(default_factory=set)
    heads: dict[str, int] = field(default_factory=dict)
    leaves: list[bytes] = field(default_factory=list)

    def take(self, batch: Batch) -> Pushed:
        """Take one batch in. Raises Refused: GAP, FORK, SIGNATURE, FOREIGN, REPLICA, MALFORMED."""
        known = known_replica(self.hands, Chain.CHANGES, batch.replica, batch.key, batch.origin, self.member)
        numbers = [change.n for change in batch.changes]
        if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] < 1:
            raise Refused(Code.MALFORMED, "numbers", replica=batch.replica)
        if numbers[0] > known.n + 1:
            raise Refused(Code.GAP, expected=known.n + 1, replica=batch.replica)
        self.heads[batch.replica] = known.n
        self._compare(batch, [change for change in batch.changes if change.n <= known.n])
        fresh = [self._arrived(batch.replica, change) for change in batch.changes if change.n > known.n]
        if fresh:
            head = ChainHead(known.n, known.hash)
            for one in fresh:
                head = ChainHead(one.n, link(head.hash, one.content_hash))
            if not holds(batch.key, batch.signature, signed_text(Chain.CHANGES, batch.replica, head)):
                raise Refused(Code.SIGNATURE, replica=batch.replica)
            keep_replica(self.hands, Chain.CHANGES, batch, self.member, self.device, head)
            for one in fresh:
                self._apply(batch.replica, one)
            self._write(batch.replica, fresh)
        return Pushed(replica=batch.replica, acked=max(known.n, numbers[-1]), held=self._held(batch, numbers))

    def finish(self) -> None:
        """Write the records and their places in the feeds, last of all: whoever has the counter commits next."""
        for (cmp, rid), standing in sorted(self.records.items()):
            for dot in standing.late:
                replica, _, number = dot.rpartition(":")
                sql = "update change set why = ? where replica = ? and n = ? and why = ''"
                self.hands.do(sql, Why.SEALED, replica, int(number))
            row = self.hands.one("update compartment set head = head + 1 where id = ? returning head", cmp)
            if row is None:
                self.hands.do("insert into compartment (id, head) values (?, 1)", cmp)
            seq = 1 if row is None else row[0]
            early = msgspec.json.encode(standing.early).decode() if standing.early else ""
            body = msgspec.json.encode(standing.state(rid, seq))
            self.hands.do(
                "insert into record (cmp, rid, seq, body, early) values (?, ?, ?, ?, ?) on conflict (cmp, rid)"
                " do update set seq = excluded.seq, body = excluded.body, early = excluded.early",
                *(cmp, rid, seq, body, early),
            )
        for cmp, rid in sorted(self.purged):
            self.hands.do("update change set said = null where cmp = ? and rid = ? and what <> 'purge'", cmp, rid)
        Log(self.hands, self.member.authority).append(self.leaves)

    def _compare(self, batch: Batch, again: list[Change]) -> None:
        """Refuse another change under a number that is taken: the workspace has been copied."""
        if not again:
            return
        sql = "select n, content_hash from change where replica = ? and n between ? and ?"
        here: dict[int, bytes] = dict(self.hands.all(sql, batch.replica, again[0].n, again[-1].n))
        for change in again:
            if here.get(change.n) != content_hash_of(change):
                raise Refused(Code.FORK, expected=self.heads[batch.replica] + 1, replica=batch.replica)

    def _arrived(self, replica: str, change: Change) -> Arrived:
        hashed = content_hash_of(change)
        if change.said is None:
            return Arrived(change.n, None, hashed, change.cmp, change.kind, change.rid, change.what)
        said = change.said.encode()
        one = Arrived(change.n, said, hashed, "", "", "", "")
        if len(said) > MAX_CHANGE:
            one.said, one.why = None, Why.TOO_LARGE
            return one
        try:
            content = _SAID.decode(said)
        except (msgspec.DecodeError, RecursionError):
            one.why = Why.MALFORMED
            return one
        one.cmp, one.kind, one.rid, one.what = content.cmp, content.kind, content.rid, content.what
        one.content = content
        if content.rep != replica or content.n != change.n or not content.rid or not content.cmp:
            one.why = Why.MALFORMED
        return one

    def _apply(self, replica: str, one: Arrived) -> None:
        self.heads[replica] = one.n
        self.leaves.append(leaf_hash(one.content_hash + self.at.encode()))
        if one.cmp and not one.cmp.startswith(self.member.authority + "."):
            raise Refused(Code.FOREIGN, expected=one.n, replica=replica)
        if one.why is not None or one.content is None:
            return
        if one.cmp not in self.member.compartments or not self._may(one.what):
            one.why = Why.NOT_PERMITTED
            return
        key = (one.cmp, one.rid)
        standing = self.records.get(key) or self._standing(key)
        one.why = standing.take(one.content, self._is_here)
        if one.why is None:
            self.records[key] = standing
        if standing.gone:
            self.purged.add(key)
        if one.why is Why.PURGED:
            one.said = None

    def _may(self, what: str) -> bool:
        return what != "purge" or self.member.may(Permission.PURGE)

    def _standing(self, key: RecordKey) -> Standing:
        row = self.hands.one("select body, early from record where cmp = ? and rid = ?", *key)
        if row is None:
            return Standing()
        return Standing.of(_STATE.decode(row[0]), msgspec.json.decode(row[1]) if row[1] else {})

    def _is_here(self, dot: str) -> bool:
        replica, _, number = dot.rpartition(":")
        if replica not in self.heads:
            row = self.hands.one("select n from replica where chain = ? and id = ?", Chain.CHANGES, replica)
            self.heads[replica] = row[0] if row else 0
        # Dots come from outside: what int() would choke on is no number of a change.
        numbered = number.isascii() and number.isdigit() and len(number) < 19
        return numbered and int(number) <= self.heads[replica]

    def _write(self, replica: str, fresh: list[Arrived]) -> None:
        self.hands.many(
            "insert into change (authority, replica, n, cmp, kind, rid, what, said, content_hash, received_at, why)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(self.member.authority, replica, one.n, one.cmp, one.kind, one.rid, one.what),
                    *(one.said, one.content_hash, self.at, one.why or ""),
                )
                for one in fresh
            ],
        )

    def _held(self, batch: Batch, numbers: list[int]) -> tuple[Held, ...]:
        sql = "select n, why from change where replica = ? and n between ? and ? and why <> '' order by n"
        rows = self.hands.all(sql, batch.replica, numbers[0], numbers[-1])
        return tuple(Held(n=n, why=why) for n, why in rows)


def content_hash_of(change: Change) -> bytes:
    """SHA-256 of the exact bytes, or what the sender says of bytes that were wiped. Raises Refused MALFORMED."""
    if change.said is not None:
        return hashlib.sha256(change.said.encode()).digest()
    try:
        hashed = bytes.fromhex(change.content_hash)
    except ValueError as error:
        raise Refused(Code.MALFORMED, "content_hash") from error
    if len(hashed) != 32:
        raise Refused(Code.MALFORMED, "content_hash")
    return hashed


def known_replica(hands: Hands, chain: Chain, replica: str, key: str, origin: str, member: Member) -> Known:
    """Where this chain stands here; a new one begins at its start. Raises Refused REPLICA, MALFORMED."""
    try:
        name = device_id(bytes.fromhex(key))
    except ValueError as error:
        raise Refused(Code.MALFORMED, "key", replica=replica) from error
    row = hands.one("select n, hash, key, origin, member from replica where chain = ? and id = ?", chain, replica)
    if name != replica or (row is not None and (row[2] != key or row[3] != origin or row[4] != member.id)):
        raise Refused(Code.REPLICA, replica=replica)
    start = start_of(chain, replica, origin)
    return Known(start.n, start.hash) if row is None else Known(row[0], row[1])


def keep_replica(
    hands: Hands, chain: Chain, batch: Batch | AuditBatch, member: Member, device: str, head: ChainHead
) -> None:
    """Note where the chain stands now, with the signature that says so."""
    hands.do(
        "insert into replica (chain, id, key, origin, member, device, n, hash, signature)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (chain, id) do update set device = excluded.device,"
        " n = excluded.n, hash = excluded.hash, signature = excluded.signature",
        *(chain, batch.replica, batch.key, batch.origin, member.id, device, head.n, head.hash, batch.signature),
    )
