"""How much was written since a point of the change log: what a backup made then does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import func, select

from krogkoll.kernel.clock import from_iso
from krogkoll.store.chains import ChangeRow
from krogkoll.store.mapping import synced_types
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
    """What was written after a point; without one everything from the first change that is not of the founding.

    Asked after each commit, so it never walks through the log: places in it are counted by their numbers, which have no
    gaps, and photos in their own table.
    """
    after = (ChangeRow.seq > (point.seq if point else 0), ChangeRow.kind != _FOUNDING)
    first = reader.rows(select(ChangeRow.seq).where(*after).order_by(ChangeRow.seq).limit(1))
    if not first:
        return Pending(changes=0, photos=0, since=None)
    last = reader.rows(select(func.max(ChangeRow.seq)))[0][0]
    told = select(ChangeRow.said).where(*after, ChangeRow.said.is_not(None)).order_by(ChangeRow.seq).limit(1)
    found = reader.rows(told)
    since = from_iso(msgspec.json.decode(found[0][0])["at"]) if found else None
    return Pending(changes=int(last) - int(first[0][0]) + 1, photos=_photos_since(reader, since), since=since)


def _photos_since(reader: Reader, since: datetime | None) -> int:
    photo = synced_types().get("photo")
    if photo is None or since is None:
        return 0
    return int(reader.rows(select(func.count()).select_from(photo).where(photo.created_at >= since))[0][0])
