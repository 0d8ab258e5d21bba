"""What the rows must be, worked out from the change log alone by the merge rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from krogkoll.store.mapping import SyncedRow, encoded, synced_types
from krogkoll.store.merge import TOMBSTONE, Edit, Head, apply, is_alive, shown

Groups = dict[str, tuple[Head, ...]]


class Projection:
    """The state of every record, taken from changes in the order in which this workspace has them."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], Groups] = {}
        self.sealed: set[str] = set()
        self.purged: set[str] = set()
        self.problems: list[tuple[str, str]] = []
        self._types = synced_types()

    def wiped(self, record_id: str) -> None:
        """Note that a change of this record has lost its bytes."""
        for key in [key for key in self.records if key[1] == record_id]:
            del self.records[key]

    def take(self, dot: str, content: dict[str, Any]) -> None:
        """Take one change in."""
        what, kind, record_id = content.get("what", ""), content.get("kind", ""), content.get("rid", "")
        row_type = self._types.get(kind)
        if row_type is None:
            self.problems.append(("unknown-kind", dot))
        elif what == "seal":
            self.sealed.add(record_id)
        elif what == "purge":
            self.purged.add(record_id)
            self.records.pop((kind, record_id), None)
        elif what in ("new", "set", "resolve", "delete"):
            if record_id in self.sealed:
                self.problems.append(("change-after-seal", dot))
            self._edit(row_type, (kind, record_id), dot, content)
        else:
            self.problems.append(("unknown-change", dot))

    def _edit(self, row_type: type[SyncedRow], key: tuple[str, str], dot: str, content: dict[str, Any]) -> None:
        groups = self.records.setdefault(key, {})
        if content["what"] == "delete":
            seen = frozenset(content["f"]["*"]["p"])
            for group in set(row_type.__mapping__.groups.values()):
                groups[group] = apply(groups.get(group, ()), Edit(Head(dot, content["hlc"], TOMBSTONE), seen))
            return
        for group, said in content["f"].items():
            edit = Edit(Head(dot, content["hlc"], said["v"]), frozenset(said["p"]))
            groups[group] = apply(groups.get(group, ()), edit)


def compare_rows(connection: Connection, projection: Projection) -> Iterator[tuple[str, str]]:
    """("row", where) for each row that stands as the log says, else (code, where)."""
    expected = {key for key, groups in projection.records.items() if is_alive(groups)}
    for kind, row_type in synced_types().items():
        columns = row_type.__table__
        for values in connection.execution_options(yield_per=2000).execute(select(columns)).mappings():
            where = f"{kind} {values['id']}"
            groups = projection.records.get((kind, values["id"]))
            if groups is None:
                yield "row-without-change", where
                continue
            expected.discard((kind, values["id"]))
            row = row_type(**values)
            yield _verdict(row, groups, sealed=values["id"] in projection.sealed), where
    for kind, record_id in sorted(expected):
        yield "row-missing", f"{kind} {record_id}"


def _verdict(row: SyncedRow, groups: Groups, *, sealed: bool) -> str:
    for group, heads in groups.items():
        if encoded(row, row.__mapping__.group_fields(group)) != shown(heads).value:
            return "row-differs"
        standing = row.heads.get(group, row.heads.get("*", []))
        if {dot for dot, _ in standing} != {head.dot for head in heads}:
            return "heads-differ"
    return "row" if bool(row.sealed) == sealed else "seal-differs"
