"""What the rows must be, worked out from the change log alone by the merge rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from krogkoll.store.foreign import ForeignState
from krogkoll.store.mapping import LosingValue, SyncedRow, encoded, synced_types
from krogkoll.store.merge import Dot, Edit, Head, apply, at_sealing, is_alive, shown

Key = tuple[str, str]
"""Kind and id of a record."""
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)
"""What reading a change raises that is not shaped like one: a finding, never a crash."""


@dataclass(slots=True)
class Record:
    """What the log says of one record."""

    origin: dict[str, Any] = field(default_factory=dict)
    groups: dict[str, tuple[Head, ...]] = field(default_factory=dict)
    deletions: list[frozenset[Dot]] = field(default_factory=list)

    @property
    def alive(self) -> bool:
        """Whether its row must be there."""
        return is_alive(self.groups, self.deletions)


class Projection:
    """The state of every record, taken from changes in the order in which this workspace has them."""

    def __init__(self) -> None:
        self.records: dict[Key, Record] = {}
        self.sealed: set[str] = set()
        # Sealed by a colleague: what was written here since is held by the hub, and no fault.
        self.closed: set[str] = set()
        self.purged: set[str] = set()
        self.problems: list[tuple[str, str]] = []
        self._types = synced_types()

    def wiped(self, kind: str, record_id: str) -> None:
        """Note that a change of this record has lost its bytes."""
        self.records.pop((kind, record_id), None)

    def start(self, state: ForeignState) -> None:
        """Begin a record with what the hub says of it; a kind that this program does not know is left alone."""
        if state.gone:
            self.purged.add(state.record_id)
            return
        if state.kind not in self._types:
            return
        record = self._record(state.kind, state.record_id)
        record.origin = {
            "compartment": state.compartment,
            "created_by": state.created_by,
            "created_at": state.created_at,
        }
        for group, heads in state.groups.items():
            for head in heads:
                edit = Edit(Head(head.dot, head.hlc, dict(head.value)), frozenset())
                record.groups[group] = apply(record.groups.get(group, ()), edit)
        record.deletions = [frozenset(dots) for dots in state.deletions]
        if state.sealed:
            self.sealed.add(state.record_id)
            self.closed.add(state.record_id)

    def take(self, dot: str, content: Mapping[str, Any]) -> None:
        """Take one change in; one that is not shaped like a change is a problem."""
        try:
            self._take(dot, content)
        except MALFORMED:
            self.problems.append(("bytes", dot))

    def _take(self, dot: str, content: Mapping[str, Any]) -> None:
        what, kind, record_id = content["what"], content["kind"], content["rid"]
        if kind not in self._types:
            self.problems.append(("unknown-kind", dot))
        elif what == "purge":
            self.purged.add(record_id)
            self.records.pop((kind, record_id), None)
        elif record_id in self.purged or record_id in self.closed:
            return
        elif record_id in self.sealed:
            self.problems.append(("change-after-seal", dot))
        elif what == "seal":
            self.sealed.add(record_id)
            if "h" in content:
                self._record(kind, record_id).groups = at_sealing(content["h"])
        elif what == "delete":
            self._record(kind, record_id).deletions.append(frozenset(content["f"]["*"]["p"]))
        elif what in ("new", "set", "resolve"):
            self._edit(self._record(kind, record_id), dot, content)
        else:
            self.problems.append(("unknown-change", dot))

    def _record(self, kind: str, record_id: str) -> Record:
        return self.records.setdefault((kind, record_id), Record())

    @staticmethod
    def _edit(record: Record, dot: str, content: Mapping[str, Any]) -> None:
        if content["what"] == "new":
            record.origin = {"compartment": content["cmp"], "created_by": content["by"], "created_at": content["on"]}
        hlc = content["hlc"]
        if not isinstance(hlc, str):
            raise TypeError("a clock reading is text")
        for group, said in content["f"].items():
            edit = Edit(Head(dot, hlc, dict(said["v"])), frozenset(said["p"]))
            record.groups[group] = apply(record.groups.get(group, ()), edit)


def compare_rows(
    connection: Connection, projection: Projection, unshown: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """("row", where) for each row that stands as the log says, else (code, where).

    unshown: records that came from a newer program and have no row until this one is newer too.
    """
    expected = {key for key, record in projection.records.items() if record.alive and key[1] not in unshown}
    for kind, row_type in synced_types().items():
        # As they are stored: what somebody wrote there from outside need not even be readable as the column's type.
        columns = [type_coerce(column, NullType()).label(column.key) for column in row_type.__table__.columns]
        defaults = encoded_defaults(row_type)
        for row in connection.execution_options(yield_per=2000).execute(select(*columns)).mappings():
            key = (kind, row["id"])
            where = f"{kind} {row['id']}"
            if row["id"] in unshown:
                continue
            if key not in expected:
                yield "row-without-change", where
                continue
            expected.discard(key)
            sealed = row["id"] in projection.sealed
            yield _verdict(row_type, row, projection.records[key], defaults, sealed=sealed), where
    for kind, record_id in sorted(expected, key=str):
        yield "row-missing", f"{kind} {record_id}"


def encoded_defaults(row_type: type[SyncedRow]) -> dict[str, Any]:
    """What stands in a field that no change has spoken of, as a migration leaves it."""
    row = row_type()
    for column in row_type.__table__.columns:
        if column.default is not None:
            default = column.default.arg
            setattr(row, column.key, default(None) if callable(default) else default)
    return encoded(row, row_type.__mapping__.fields)


def _verdict(row_type: type[SyncedRow], row: Any, record: Record, defaults: dict[str, Any], *, sealed: bool) -> str:
    if any(row[name] != value for name, value in record.origin.items()):
        return "row-differs"
    for group in set(row_type.__mapping__.groups.values()):
        heads = record.groups.get(group, ())
        said = shown(heads).value if heads else {}
        for name in row_type.__mapping__.group_fields(group):
            if row[name] != said.get(name, defaults[name]):
                return "row-differs"
    try:
        standing = msgspec.json.decode(row["heads"])
        for group, heads in record.groups.items():
            if {dot for dot, _ in standing.get(group, standing.get("*", []))} != {head.dot for head in heads}:
                return "heads-differ"
    except MALFORMED:
        return "heads-differ"
    return "row" if row["sealed"] == int(sealed) else "seal-differs"


def compare_conflicts(
    connection: Connection, projection: Projection, unshown: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Where a value that stands beside the shown one is not kept as the log says."""
    expected = {
        (record_id, group, head.dot): head.value
        for (_, record_id), record in projection.records.items()
        if record.alive and record_id not in unshown
        for group, heads in record.groups.items()
        for head in heads[1:]
    }
    table = LosingValue.__table__.columns
    columns = (table["record_id"], table["grp"], table["dot"], type_coerce(table["value"], NullType()))
    for record_id, group, dot, kept in connection.execute(select(*columns)):
        try:
            value = msgspec.json.decode(kept)
        except MALFORMED:
            value = None
        if value is None or expected.pop((record_id, group, dot), None) != value:
            yield f"{record_id} {group} {dot}"
    for record_id, group, dot in sorted(expected, key=str):
        yield f"{record_id} {group} {dot}"
