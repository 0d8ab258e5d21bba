"""A hub in memory, as plain as the rules allow, that laptops under test meet through the real messages."""

import hashlib

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from krogkoll.store import Chain, link, signed_text, start_of
from krogkoll.store.chains import ChainHead
from krogkoll.store.projection import Projection
from krogkoll.sync import (
    Code,
    Held,
    Page,
    Pushed,
    Refused,
    State,
    StateHead,
    SyncReply,
    SyncRequest,
    Why,
    packed,
    unpacked,
)

COMPARTMENTS = ("k1282.alkohol.intel", "k1282.alkohol.std")


class ModelHub:
    """Applies each change once, in the order in which it comes; the feed names each record once, at its last change."""

    def __init__(self, epoch="first"):
        self.epoch = epoch
        self.chains = {}
        self.held = {}
        self.said_by = {}
        self.records = {}
        self.where = {}
        self.feed = {}
        self.counter = 0
        self.compartments = COMPARTMENTS
        self.page = 1000
        self.cut_after = None
        self.sent = b""

    def sync(self, request):
        request = unpacked(SyncRequest, packed(request))
        for batch in request.push:
            self.verify(batch)
        pushed = tuple(self.push(batch) for batch in request.push)
        reply = SyncReply(
            epoch=self.epoch,
            pushed=pushed,
            compartments=self.compartments,
            pages={name: self.pull(name, cursor) for name, cursor in request.cursors.items()},
        )
        wire = packed(reply)
        self.sent += msgspec.json.encode(reply)
        return unpacked(SyncReply, wire)

    def verify(self, batch):
        """All of a request or nothing."""
        chain = self.chains.get(batch.replica, [])
        first = batch.changes[0].n
        if first > len(chain) + 1:
            raise Refused(Code.GAP, expected=len(chain) + 1, replica=batch.replica)
        known = start_of(Chain.CHANGES, batch.replica, batch.origin) if first == 1 else ChainHead(0, chain[first - 2])
        head = known.hash
        for change in batch.changes:
            content = bytes.fromhex(change.content_hash) if change.said is None else sha(change.said.encode())
            head = link(head, content)
            if change.n <= len(chain) and chain[change.n - 1] != head:
                raise Refused(Code.FORK, replica=batch.replica)
        text = signed_text(Chain.CHANGES, batch.replica, ChainHead(batch.changes[-1].n, head))
        assert hashlib.sha256(bytes.fromhex(batch.key)).digest()[:16].hex() == batch.replica
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(batch.key)).verify(bytes.fromhex(batch.signature), text)

    def push(self, batch):
        chain = self.chains.setdefault(batch.replica, [])
        head = chain[-1] if chain else start_of(Chain.CHANGES, batch.replica, batch.origin).hash
        for change in batch.changes:
            if change.n <= len(chain):
                continue
            content = bytes.fromhex(change.content_hash) if change.said is None else sha(change.said.encode())
            head = link(head, content)
            chain.append(head)
            if change.said is not None:
                why = self.apply(f"{batch.replica}:{change.n}", msgspec.json.decode(change.said))
                if why:
                    self.held[batch.replica, change.n] = why
        last = batch.changes[-1].n
        held = tuple(Held(n=n, why=why) for (name, n), why in self.held.items() if name == batch.replica and n <= last)
        return Pushed(replica=batch.replica, acked=len(chain), held=held)

    def apply(self, dot, content):
        rid = content["rid"]
        place = (content["cmp"], rid)
        record = self.records.setdefault(place, (content["kind"], Projection(), {}))
        projection = record[1]
        if rid in projection.purged:
            return Why.PURGED
        if rid in projection.sealed and content["what"] != "purge":
            return Why.SEALED
        self.said_by[dot] = (content["usr"], content["at"])
        if content["what"] == "seal":
            record[2]["sealed"] = content["sha256"]
        if content["what"] == "purge":
            record[2].clear()
            record[2]["ground"] = content["ground"]
        projection.take(dot, content)
        assert not projection.problems
        self.counter += 1
        self.feed[place] = self.counter
        return ""

    def pull(self, compartment, cursor):
        moved = sorted((seq, rid) for (name, rid), seq in self.feed.items() if name == compartment and seq > cursor)
        some = moved[: self.page]
        head = max((seq for (name, _), seq in self.feed.items() if name == compartment), default=cursor)
        records = tuple(self.state(compartment, rid, seq) for seq, rid in some)
        return Page(records=records, next=some[-1][0] if some else max(cursor, head), head=head)

    def state(self, compartment, rid, seq):
        kind, projection, more = self.records[compartment, rid]
        if rid in projection.purged:
            return State(seq=seq, rid=rid, kind=kind, gone="purged", ground=more["ground"])
        record = projection.records[kind, rid]
        return State(
            seq=seq,
            rid=rid,
            kind=kind,
            by=record.origin.get("created_by", ""),
            on=record.origin.get("created_at", ""),
            groups={
                group: tuple(
                    StateHead(dot=head.dot, hlc=head.hlc, v=head.value, usr=user, at=at)
                    for head in heads
                    for user, at in [self.said_by.get(head.dot, ("", ""))]
                )
                for group, heads in record.groups.items()
            },
            deletions=tuple(tuple(sorted(dots)) for dots in record.deletions),
            sealed=more.get("sealed", ""),
        )

    def copy(self):
        """As a backup of the hub: what it knows now, under a new epoch when it is used again."""
        import copy

        again = copy.deepcopy(self)
        again.epoch = f"{self.epoch}+"
        return again


def sha(data):
    return hashlib.sha256(data).digest()
