"""Who said what of a record when: own changes from the log, colleagues' values from what the hub told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select

from krogkoll.store.chains import ChangeRow
from krogkoll.store.foreign import heads_heard

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One change of a record as its history shows it; `fields` is None once purged."""

    dot: str
    what: str
    at: str
    user: str
    why: str
    fields: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one change said of one field group, by whom and when by their clock."""

    value: dict[str, Any]
    user: str
    at: str


def together(own: Sequence[LogEntry], session: Session, record_id: str) -> list[LogEntry]:
    """The own entries and what colleagues wrote, by the clocks of those who wrote; own ones keep their order."""
    known = {entry.dot for entry in own}
    found: dict[str, LogEntry] = {}
    for _, head in heads_heard(session, record_id):
        if head.dot in known:
            continue
        before = found.get(head.dot)
        fields = dict(head.value) if before is None else {**(before.fields or {}), **head.value}
        entry = before or LogEntry(dot=head.dot, what="set", at=head.at, user=head.user, why="", fields=None)
        found[head.dot] = replace(entry, fields=fields)
    if not found:
        return list(own)
    return sorted([*own, *found.values()], key=lambda entry: entry.at)


def said_of(session: Session, dot: str, record_id: str, group: str) -> Said | None:
    """What a change said of a group; None where that change is not here, says nothing of it or was wiped."""
    replica, _, number = dot.rpartition(":")
    chosen = select(ChangeRow.said).where(
        ChangeRow.replica == replica, ChangeRow.n == int(number or 0), ChangeRow.rid == record_id
    )
    said = session.scalars(chosen).one_or_none()
    if said is not None:
        content = msgspec.json.decode(said)
        value = content.get("f", {}).get(group, {}).get("v")
        return None if value is None else Said(value=value, user=content["usr"], at=content["at"])
    for name, head in heads_heard(session, record_id):
        if (name, head.dot) == (group, dot):
            return Said(value=dict(head.value), user=head.user, at=head.at)
    return None
