"""How much was written since a point of the change log: what a backup made then does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import func, select

from krogkoll.kernel.clock import from_iso
from krogkoll.store.chains import ChangeRow
from krogkoll.store.reading import Reader

_FOUNDING = "member"
"""The workspace's own first change: nothing would be lost with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """changes: how many; photos: how many new ones among them; since: when the first of them was written."""

    changes: int
    photos: int
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPoint:
    """The newest change at some moment: its place in this workspace's log, and its hash."""

    seq: int
    hash: str


def newest_change(reader: Reader) -> LogPoint | None:
    """Where the change log ends now; None for an empty one."""
    found = reader.rows(select(ChangeRow.seq, ChangeRow.hash).order_by(ChangeRow.seq.desc()).limit(1))
    return LogPoint(seq=found[0][0], hash=found[0][1].hex()) if found else None


def has_passed(reader: Reader, point: LogPoint) -> bool:
    """Whether the log of this workspace went through that point, and so holds everything a copy made there holds."""
    found = reader.rows(select(ChangeRow.hash).where(ChangeRow.seq == point.seq))
    return bool(found) and found[0][0].hex() == point.hash


def pending_since(reader: Reader, point: LogPoint | None) -> Pending:
    """What was written after a point; without one everything but the founding of the workspace."""
    after = (ChangeRow.seq > (point.seq if point else 0), ChangeRow.kind != _FOUNDING)
    changes = int(reader.rows(select(func.count()).select_from(ChangeRow).where(*after))[0][0])
    new_photos = (*after, ChangeRow.kind == "photo", ChangeRow.what == "new")
    photos = int(reader.rows(select(func.count()).select_from(ChangeRow).where(*new_photos))[0][0])
    told = select(ChangeRow.said).where(*after, ChangeRow.said.is_not(None)).order_by(ChangeRow.seq).limit(1)
    first = reader.rows(told)
    since = from_iso(msgspec.json.decode(first[0][0])["at"]) if first else None
    return Pending(changes=changes, photos=photos, since=since)
