"""Checks the whole database against its own two chains, from the bytes alone.

What it cannot find without an anchor from outside (a head printed in a served document, a hub's receipt, a
backup elsewhere): that the database as a whole was put back to an older state of itself, or that somebody who
holds the open keys rewrote both chains and all their signatures from some point on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from krogkoll.store.chains import (
    AuditRow,
    Chain,
    ChainHead,
    ChangeRow,
    HeadSignature,
    ReplicaRow,
    link,
    signature_holds,
    start_of,
)
from krogkoll.store.foreign import Bases, SyncBase, load_bases
from krogkoll.store.projection import MALFORMED, Projection, compare_conflicts, compare_rows


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: a stable code and where it is."""

    code: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """The outcome of a check, and how much it covered."""

    findings: tuple[Finding, ...]
    changes: int
    audit_entries: int
    signatures: int
    rows: int
    purged: int
    heads: Mapping[str, str]
    hashes: Mapping[tuple[str, str, int], bytes] = field(repr=False)

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(slots=True)
class _Check:
    findings: list[Finding] = field(default_factory=list)
    hashes: dict[tuple[str, str, int], bytes] = field(default_factory=dict)
    ends: dict[tuple[str, str], ChainHead] = field(default_factory=dict)
    cross: list[tuple[str, str, str, str]] = field(default_factory=list)
    wiped: list[tuple[str, str]] = field(default_factory=list)

    def find(self, code: str, where: object) -> None:
        self.findings.append(Finding(code, str(where)))


def check(connection: Connection) -> AuditReport:
    """Everything that can be checked from inside: links, bytes, signatures, cross heads, rows, seals, purges."""
    found = _Check()
    projection, bases, unshown = _started(connection)
    replicas = connection.execute(select(ReplicaRow.__table__).order_by(ReplicaRow.seq)).all()
    changes = entries = 0
    for replica in replicas:
        if hashlib.sha256(_exact(replica.public_key)).digest()[:16].hex() != replica.id:
            found.find("replica-id", replica.id)
        changes += _check_changes(connection, replica, found, projection, bases)
        entries += _check_audit(connection, replica, found)
        _check_origin(replica, found)
    _check_strays(connection, found, changes, entries)
    _check_cross(found)
    signatures = _check_signatures(connection, found, {replica.id: replica.public_key for replica in replicas})
    for where, record_ids in found.wiped:
        if not any(record_id in projection.purged or record_id in bases.wiped for record_id in record_ids.split()):
            found.find("bytes-missing", where)
    for code, where in projection.problems:
        found.find(code, where)
    for where in compare_conflicts(connection, projection, unshown):
        found.find("conflict-differs", where)
    rows = 0
    for code, where in compare_rows(connection, projection, unshown):
        if code == "row":
            rows += 1
        else:
            found.find(code, where)
    heads = {f"{chain} {replica}": str(head) for (chain, replica), head in found.ends.items()}
    return AuditReport(
        findings=tuple(found.findings),
        changes=changes,
        audit_entries=entries,
        signatures=signatures,
        rows=rows,
        purged=len(projection.purged),
        heads=heads,
        hashes=found.hashes,
    )


def _started(connection: Connection) -> tuple[Projection, Bases, frozenset[str]]:
    """What the hub says of records, to put the own log on top of, and which of them wait for a newer program."""
    projection = Projection()
    bases = load_bases(connection)
    for state in bases.states.values():
        projection.start(state)
    waiting = select(SyncBase.record_id).where(SyncBase.projected == 0)
    return projection, bases, frozenset(connection.execute(waiting).scalars())


def _entries(connection: Connection, table: type[ChangeRow] | type[AuditRow], replica: str) -> Iterator[Any]:
    chosen = select(table.__table__).where(table.replica == replica).order_by(table.n)
    yield from connection.execution_options(yield_per=2000).execute(chosen)


def _exact(value: object) -> bytes:
    """What a column holds as bytes, also where somebody wrote something else into it from outside."""
    return value if isinstance(value, bytes) else str(value).encode()


def _decode(said: object, where: str, found: _Check) -> dict[str, Any]:
    try:
        content = msgspec.json.decode(_exact(said))
    except msgspec.DecodeError:
        found.find("bytes", where)
        return {}
    return content if isinstance(content, dict) else {}


def _check_changes(connection: Connection, replica: Any, found: _Check, projection: Projection, bases: Bases) -> int:
    head = start_of(Chain.CHANGES, replica.id, replica.origin)
    for row in _entries(connection, ChangeRow, replica.id):
        where = f"changes {replica.id}:{row.n}"
        head = _step(found, Chain.CHANGES, replica.id, head, row, _exact(row.content_hash))
        if row.said is None:
            found.wiped.append((where, str(row.rid)))
            if not bases.holds(row.seq, row.rid):
                projection.wiped(row.kind, row.rid)
            continue
        if hashlib.sha256(_exact(row.said)).digest() != row.content_hash:
            found.find("bytes", where)
        content = _decode(row.said, where, found)
        named = tuple(content.get(name) for name in ("rep", "n", "what", "kind", "rid"))
        if named != (replica.id, row.n, row.what, row.kind, row.rid):
            found.find("columns", where)
        elif "audit" in content:
            found.cross.append((where, Chain.AUDIT, replica.id, str(content["audit"])))
        if not bases.holds(row.seq, row.rid):
            projection.take(f"{replica.id}:{row.n}", content)
    found.ends[Chain.CHANGES, replica.id] = head
    return head.n


def _check_audit(connection: Connection, replica: Any, found: _Check) -> int:
    head = start_of(Chain.AUDIT, replica.id, replica.origin)
    for row in _entries(connection, AuditRow, replica.id):
        where = f"audit {replica.id}:{row.n}"
        head = _step(found, Chain.AUDIT, replica.id, head, row, hashlib.sha256(_exact(row.said)).digest())
        content = _decode(row.said, where, found)
        if row.detail is None and "detail" in content:
            found.wiped.append((where, " ".join(map(str, content.get("ids") or []))))
        elif row.detail is not None and hashlib.sha256(_exact(row.detail)).hexdigest() != content.get("detail"):
            found.find("detail", where)
        if "changes" in content:
            found.cross.append((where, Chain.CHANGES, replica.id, str(content["changes"])))
    found.ends[Chain.AUDIT, replica.id] = head
    return head.n


def _step(found: _Check, chain: Chain, replica: str, head: ChainHead, row: Any, content_hash: bytes) -> ChainHead:
    """One entry on: the numbers follow each other and its hash is made of the one before and its bytes."""
    where = f"{chain} {replica}:{row.n}"
    number = row.n if isinstance(row.n, int) else head.n + 1
    if row.n != head.n + 1:
        found.find("gap", where)
    if link(head.hash, content_hash) != row.hash:
        found.find("link", where)
    after = ChainHead(number, _exact(row.hash))
    found.hashes[chain, replica, number] = after.hash
    return after


def _check_origin(replica: Any, found: _Check) -> None:
    """A continued replica names heads that the one before it really had."""
    if not replica.origin:
        return
    words = replica.origin.split()
    if len(words) != 5:
        found.find("origin", replica.id)
        return
    for chain, said in ((Chain.CHANGES, words[2]), (Chain.AUDIT, words[4])):
        if str(found.ends.get((chain, words[0]))) != said:
            found.find("origin", f"{replica.id} {chain}")


def _check_strays(connection: Connection, found: _Check, changes: int, entries: int) -> None:
    for table, count in ((ChangeRow, changes), (AuditRow, entries)):
        all_rows = connection.exec_driver_sql(f"SELECT count(*) FROM {table.__tablename__}").scalar_one()  # noqa: S608
        if all_rows != count:
            found.find("strays", table.__tablename__)


def _check_cross(found: _Check) -> None:
    for where, chain, replica, said in found.cross:
        number, _, digest = said.partition(":")
        known = found.hashes.get((chain, replica, int(number))) if number.isdecimal() else None
        if number != "0" and (known is None or known.hex() != digest):
            found.find("cross-head", where)


def _check_signatures(connection: Connection, found: _Check, keys: Mapping[str, bytes]) -> int:
    count = 0
    signed: dict[tuple[str, str], int] = {}
    for row in connection.execute(select(HeadSignature.__table__)):
        where = f"{row.chain} {row.replica}:{row.n}"
        count += 1
        if found.hashes.get((row.chain, row.replica, row.n)) != row.hash:
            found.find("signed-head", where)
        kept = HeadSignature(chain=row.chain, replica=row.replica, n=row.n, hash=row.hash, signature=row.signature)
        try:
            holds = signature_holds(kept, keys[row.replica])
            signed[row.chain, row.replica] = max(row.n, signed.get((row.chain, row.replica), 0))
        except MALFORMED:
            holds = False
        if not holds:
            found.find("signature", where)
    for (chain, replica), head in found.ends.items():
        if head.n and signed.get((chain, replica)) != head.n:
            found.find("head-unsigned", f"{chain} {replica}:{head.n}")
    return count
