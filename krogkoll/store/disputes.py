"""The open conflicts of a whole workspace: which field groups have several values, by whom, and what stood before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select

from krogkoll.store.chains import ChangeRow, ReplicaRow
from krogkoll.store.foreign import SyncBase
from krogkoll.store.histories import said_of
from krogkoll.store.mapping import LosingValue, Seen, SyncedRow, decoded, encoded, synced_types
from krogkoll.store.reading import seen_of

if TYPE_CHECKING:
    from krogkoll.store.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of a field group: what its fields say, who wrote it and when by their clock (UTC text).

    mine: written in this workspace.
    """

    dot: str
    fields: Mapping[str, Any]
    user: str
    at: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A field group that people gave different values without having seen each other's; the shown value first.

    title: what the record is called. base: what stood before, where it is known here. seen: for settling it.
    """

    kind: str
    swedish: str
    record_id: str
    title: str
    group: str
    sealed: bool
    base: Claim | None
    claims: tuple[Claim, ...]
    seen: Seen


def disputes(reader: Reader, limit: int = 500) -> list[Dispute]:
    """All of them, record by record."""
    session = reader._session
    own = set(session.scalars(select(ReplicaRow.id)))
    found: list[Dispute] = []
    ids = list(session.scalars(select(LosingValue.record_id).distinct().order_by(LosingValue.record_id).limit(limit)))
    kinds = dict(reader.rows(select(ChangeRow.rid, ChangeRow.kind).where(ChangeRow.rid.in_(ids)).distinct()))
    kinds |= dict(reader.rows(select(SyncBase.record_id, SyncBase.kind).where(SyncBase.record_id.in_(ids))))
    types = synced_types()
    for record_id in ids:
        row_type = types.get(kinds.get(record_id, ""))
        row = None if row_type is None else reader.find(row_type, record_id)
        if row_type is None or row is None:
            continue
        for conflict in reader.conflicts(row_type, record_id):
            found.append(_dispute(reader, row, conflict.group, own))
    return found


def _dispute(reader: Reader, row: SyncedRow, group: str, own: set[str]) -> Dispute:
    session, mapping = reader._session, row.__mapping__
    beside = select(LosingValue).where(LosingValue.record_id == row.id, LosingValue.grp == group)
    values = {lost.dot: lost.value for lost in session.scalars(beside)}
    claims, parents = [], set()
    for dot, _ in row.heads.get(group, row.heads.get("*", [])):
        value = values[dot] if dot in values else encoded(row, mapping.group_fields(group))
        said = said_of(session, dot, row.id, group)
        mine = dot.partition(":")[0] in own
        claims.append(
            Claim(
                dot=dot,
                fields=_shown(row, value),
                user=said.user if said else "",
                at=said.at if said else "",
                mine=mine,
            )
        )
        parents |= set(_seen_by(reader, dot, group)) if mine else set()
    return Dispute(
        kind=mapping.kind,
        swedish=mapping.swedish,
        record_id=row.id,
        title=title_of(row),
        group=group,
        sealed=bool(row.sealed),
        base=_base(reader, row, group, sorted(parents - {claim.dot for claim in claims}), own),
        claims=tuple(claims),
        seen=seen_of(row.heads),
    )


def title_of(row: SyncedRow) -> str:
    """What a record is called among people: its searchable title, else its kind."""
    search = row.__mapping__.search
    said = getattr(row, search.title) if search is not None else ""
    return str(said) if isinstance(said, str) and said else row.__mapping__.swedish


def titles_of(reader: Reader, records: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What records are called, by id; of personal ones only the kind, since nobody has asked to read them."""
    types, found = synced_types(), {}
    for kind, record_id in set(records):
        row_type = types.get(kind)
        if row_type is None:
            continue
        row = None if row_type.__mapping__.personal else reader.find(row_type, record_id)
        found[record_id] = row_type.__mapping__.swedish if row is None else title_of(row)
    return found


def _base(reader: Reader, row: SyncedRow, group: str, parents: list[str], own: set[str]) -> Claim | None:
    for dot in parents:
        said = said_of(reader._session, dot, row.id, group)
        if said is not None:
            mine = dot.partition(":")[0] in own
            return Claim(dot=dot, fields=_shown(row, said.value), user=said.user, at=said.at, mine=mine)
    return None


def _seen_by(reader: Reader, dot: str, group: str) -> list[str]:
    """What the author of an own change had been shown of the group."""
    replica, _, number = dot.rpartition(":")
    chosen = select(ChangeRow.said).where(ChangeRow.replica == replica, ChangeRow.n == int(number))
    said = reader._session.scalars(chosen).one_or_none()
    return [] if said is None else list(msgspec.json.decode(said).get("f", {}).get(group, {}).get("p", ()))


def _shown(row: SyncedRow, value: Mapping[str, Any]) -> dict[str, Any]:
    known = row.__mapping__.groups
    return {name: decoded(type(row), name, said) for name, said in value.items() if name in known}
