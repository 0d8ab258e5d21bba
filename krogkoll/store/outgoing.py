"""What this workspace has written and the hub does not have yet: exact bytes in chain order, signed over their head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session

from krogkoll.kernel.clock import to_iso
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.store.arriving import Received, reproject
from krogkoll.store.chains import Chain, ChainHead, ChangeRow, HeadSignature, ReplicaRow
from krogkoll.store.foreign import HeldChange
from krogkoll.store.reading import Reader

if TYPE_CHECKING:
    from krogkoll.store.store import Store
    from krogkoll.store.transaction import Tx

ACKED = "sync/acked-seq"
"""The place in the own change log up to which the hub has everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingChange:
    """One change. said: its exact bytes, None where a purge took them; then `content_hash` links the chain."""

    seq: int
    n: int
    what: str
    kind: str
    record_id: str
    said: bytes | None
    content_hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingBatch:
    """A run of changes of one replica. signature: the replica's over the head that the last of them ends at."""

    replica: str
    public_key: bytes
    origin: str
    changes: tuple[OutgoingChange, ...]
    head: ChainHead
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A record with changes that are not at the hub: how many, since when (UTC text), and in which act."""

    kind: str
    record_id: str
    changes: int
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A change that the hub keeps but has not applied, and why (a code of the protocol)."""

    kind: str
    record_id: str
    reason: str
    at: str


def outgoing(
    store: Store, most: int, most_bytes: int, again_from: Mapping[str, int] | None = None, at_most: int = 2000
) -> tuple[OutgoingBatch, ...]:
    """The next changes for the hub, oldest first, up to `most` changes and `most_bytes` bytes but at least one.

    again_from: replica -> number from which the hub wants it once more; only those replicas are sent then.
    A replica that was continued cannot sign any more: its batch ends where it signed, even beyond `most`.
    Raises Locked.
    """
    with store.raw() as connection, Session(connection) as session:
        found = []
        acked = acked_seq(Reader(session))
        for replica in session.scalars(select(ReplicaRow).order_by(ReplicaRow.seq)):
            if again_from is not None and replica.id not in again_from:
                continue
            after = ChangeRow.seq > acked if again_from is None else ChangeRow.n >= again_from[replica.id]
            rows = _some(session, replica, after, most, most_bytes, at_most)
            if not rows:
                continue
            found.append(_signed(store, session, replica, rows))
            most -= len(rows)
            most_bytes -= sum(len(row.said or b"") for row in rows)
            if most <= 0 or most_bytes <= 0:
                break
        return tuple(found)


def mark_pushed(tx: Tx, replica: str, acked: int, held: Mapping[int, str]) -> Received:
    """Note that the hub has this replica's changes up to number `acked`; `held` says which it keeps aside, and why."""
    tx.flush()
    session = tx._session
    own = (ChangeRow.replica == replica, ChangeRow.n <= acked)
    last = session.scalar(select(func.max(ChangeRow.seq)).where(*own)) or 0
    session.execute(update(ChangeRow).where(*own, ChangeRow.state == "unsent").values(state="acked"))
    tx.set_setting(ACKED, max(last, acked_seq(tx)))
    if not held:
        return Received()
    rows = session.execute(
        select(ChangeRow.seq, ChangeRow.n, ChangeRow.rid).where(ChangeRow.replica == replica, ChangeRow.n.in_(held))
    ).all()
    known = set(session.scalars(select(HeldChange.seq)))
    new = [
        {"seq": seq, "record_id": rid, "reason": held[n], "at": to_iso(tx.now)}
        for seq, n, rid in rows
        if seq not in known
    ]
    if not new:
        return Received()
    session.execute(insert(HeldChange), new)
    session.execute(update(ChangeRow).where(ChangeRow.seq.in_([one["seq"] for one in new])).values(state="held"))
    return reproject(tx, (str(one["record_id"]) for one in new))


def acked_seq(reader: Reader) -> int:
    """The place in the own change log up to which the hub has everything."""
    return int(reader.setting(ACKED, 0))


def unsent_count(reader: Reader) -> int:
    """How many changes the hub does not have."""
    return int(reader.rows(select(func.count()).where(ChangeRow.seq > acked_seq(reader)))[0][0])


def last_of_replicas(store: Store) -> dict[str, int]:
    """The number of the last change of each replica that this workspace is or was."""
    with store.raw() as connection:
        rows = connection.execute(select(ChangeRow.replica, func.max(ChangeRow.n)).group_by(ChangeRow.replica))
        return {row[0]: row[1] for row in rows}


def waiting(reader: Reader, limit: int = 200) -> list[Waiting]:
    """The records with changes that are not at the hub, the longest waiting first."""
    columns = (ChangeRow.kind, ChangeRow.rid, func.count(), func.min(ChangeRow.seq))
    chosen = select(*columns).where(ChangeRow.seq > acked_seq(reader)).group_by(ChangeRow.kind, ChangeRow.rid)
    rows = reader.rows(chosen.order_by(func.min(ChangeRow.seq)).limit(limit))
    firsts = reader.rows(select(ChangeRow.seq, ChangeRow.said).where(ChangeRow.seq.in_([row[3] for row in rows])))
    said = {seq: "" if text is None else str(msgspec.json.decode(text)["at"]) for seq, text in firsts}
    return [Waiting(kind=row[0], record_id=row[1], changes=row[2], since=said.get(row[3], "")) for row in rows]


def held_back(reader: Reader, limit: int = 200) -> list[HeldBack]:
    """What the hub keeps aside of this workspace's changes, newest first."""
    columns = (ChangeRow.kind, HeldChange.record_id, HeldChange.reason, HeldChange.at)
    chosen = select(*columns).join(ChangeRow, ChangeRow.seq == HeldChange.seq).order_by(HeldChange.seq.desc())
    return [
        HeldBack(kind=row[0], record_id=row[1], reason=row[2], at=row[3]) for row in reader.rows(chosen.limit(limit))
    ]


def _some(
    session: Session, replica: ReplicaRow, after: ColumnElement[bool], most: int, most_bytes: int, at_most: int
) -> list[ChangeRow]:
    """The next changes of a replica that fit, ending at a head that can be signed or was."""
    chosen = select(ChangeRow).where(ChangeRow.replica == replica.id, after).order_by(ChangeRow.n)
    rows = list(session.scalars(chosen.limit(most)))
    size = 0
    for count, row in enumerate(rows, start=1):
        size += len(row.said or b"")
        if size >= most_bytes:
            rows = rows[:count]
            break
    if not rows or replica.private_key is not None:
        return rows
    signed = (HeadSignature.chain == Chain.CHANGES.value, HeadSignature.replica == replica.id)
    within = (HeadSignature.n >= rows[0].n, HeadSignature.n <= rows[-1].n)
    end = session.scalar(select(func.max(HeadSignature.n)).where(*signed, *within))
    if end is None:
        end = session.scalar(select(func.min(HeadSignature.n)).where(*signed, HeadSignature.n > rows[-1].n))
    return list(session.scalars(chosen.where(ChangeRow.n <= (end or 0)).limit(at_most)))


def _signed(store: Store, session: Session, replica: ReplicaRow, rows: Sequence[ChangeRow]) -> OutgoingBatch:
    head = ChainHead(rows[-1].n, rows[-1].hash)
    if replica.private_key is not None:
        signature = store._writing().sign(Chain.CHANGES, head).signature
    else:
        kept = session.get(HeadSignature, (Chain.CHANGES.value, replica.id, head.n))
        if kept is None:
            # A retired replica's transaction that is larger than a request may be.
            raise StoreTrouble("unsigned-head", replica=replica.id)
        signature = kept.signature
    changes = tuple(
        OutgoingChange(
            seq=row.seq,
            n=row.n,
            what=row.what,
            kind=row.kind,
            record_id=row.rid,
            said=row.said,
            content_hash=row.content_hash,
        )
        for row in rows
    )
    return OutgoingBatch(
        replica=replica.id,
        public_key=replica.public_key,
        origin=replica.origin,
        changes=changes,
        head=head,
        signature=signature,
    )
