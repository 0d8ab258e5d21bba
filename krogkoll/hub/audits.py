"""The audit feed: what the law wants remembered of each workspace, kept apart and read by the auditor alone."""

from __future__ import annotations

import hashlib

from krogkoll.hub.database import Database, Hands
from krogkoll.hub.intake import keep_replica, known_replica
from krogkoll.hub.registry import Member, holds
from krogkoll.security import Permission
from krogkoll.store import Chain, ChainHead, link, signed_text
from krogkoll.sync import MAX_PAGE, AuditBatch, AuditLine, AuditPage, Code, Pushed, Refused


def audit_page(database: Database, member: Member, after: int) -> AuditPage:
    """Entries of the member's authority in the order they came in. Raises Refused NOT_FOUND for all but auditors."""
    if not member.may(Permission.READ_AUDIT):
        raise Refused(Code.NOT_FOUND)
    sql = (
        "select pos, replica, n, said, detail, received_at from audit_entry"
        " where authority = ? and pos > ? order by pos limit ?"
    )
    with database.reading() as hands:
        rows = hands.all(sql, member.authority, after, MAX_PAGE)
    lines = tuple(AuditLine(replica=row[1], n=row[2], said=row[3], detail=row[4], received_at=row[5]) for row in rows)
    return AuditPage(entries=lines, next=rows[-1][0] if rows else after, more=len(rows) == MAX_PAGE)


def keep_audit(hands: Hands, batch: AuditBatch, member: Member, device: str, at: str) -> Pushed:
    """Keep audit entries apart from everything else. Raises Refused as for changes."""
    known = known_replica(hands, Chain.AUDIT, batch.replica, batch.key, batch.origin, member)
    numbers = [entry.n for entry in batch.entries]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] < 1:
        raise Refused(Code.MALFORMED, "numbers", replica=batch.replica)
    if numbers[0] > known.n + 1:
        raise Refused(Code.GAP, expected=known.n + 1, replica=batch.replica)
    again = [entry for entry in batch.entries if entry.n <= known.n]
    sql = "select n, said from audit_entry where replica = ? and n between ? and ?"
    here: dict[int, str] = dict(hands.all(sql, batch.replica, numbers[0], numbers[-1]))
    if any(here.get(entry.n) != entry.said for entry in again):
        raise Refused(Code.FORK, expected=known.n + 1, replica=batch.replica)
    fresh = batch.entries[len(again) :]
    if fresh:
        head = ChainHead(known.n, known.hash)
        for entry in fresh:
            head = ChainHead(entry.n, link(head.hash, hashlib.sha256(entry.said.encode()).digest()))
        if not holds(batch.key, batch.signature, signed_text(Chain.AUDIT, batch.replica, head)):
            raise Refused(Code.SIGNATURE, replica=batch.replica)
        keep_replica(hands, Chain.AUDIT, batch, member, device, head)
        hands.many(
            "insert into audit_entry (replica, n, authority, said, detail, received_at) values (?, ?, ?, ?, ?, ?)",
            [(batch.replica, entry.n, member.authority, entry.said, entry.detail, at) for entry in fresh],
        )
    return Pushed(replica=batch.replica, acked=max(known.n, numbers[-1]))
