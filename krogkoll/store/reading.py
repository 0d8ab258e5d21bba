"""Reading rows inside one consistent view, and copying them out as frozen records."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from krogkoll.kernel.errors import NotFound
from krogkoll.store import histories, searching
from krogkoll.store.chains import ChangeRow
from krogkoll.store.histories import LogEntry
from krogkoll.store.mapping import Base, Draft, LosingValue, Seen, Setting, SyncedRow, decoded, encoded

R = TypeVar("R", bound=Base)
S = TypeVar("S", bound=SyncedRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConflict:
    """A field group that several people gave different values; the shown value is in the row."""

    group: str
    others: tuple[tuple[str, dict[str, Any]], ...]


def seen_of(heads: dict[str, list[list[str]]]) -> Seen:
    """What a reader of this row has been shown, per group."""
    return {group: tuple(dot for dot, _ in entries) for group, entries in heads.items()}


class Reader:
    """One consistent view of the workspace. Rows stay inside the block; copy what leaves it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, row_type: type[S], record_id: str) -> S | None:
        """The row with this id, or None where it is not here."""
        return self._session.scalars(select(row_type).where(row_type.id == record_id)).one_or_none()

    def get(self, row_type: type[S], record_id: str) -> S:
        """The row with this id. Raises NotFound."""
        row = self.find(row_type, record_id)
        if row is None:
            raise NotFound("not-here", kind=row_type.__mapping__.kind, id=record_id)
        return row

    def local(self, row_type: type[R], key: Any) -> R | None:
        """A local row by its primary key."""
        return self._session.get(row_type, key)

    def all(self, statement: Select[R]) -> list[R]:
        """All rows of a select of one mapped type."""
        return list(self._session.scalars(statement))

    def rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """The tuples of a select of columns."""
        return self._session.execute(statement).all()

    def copy(self, row: SyncedRow) -> Any:
        """The row as its frozen public record (the type that its mapping names)."""
        record = row.__mapping__.record
        names = [field.name for field in dataclasses.fields(record)]
        values = {name: getattr(row, name) for name in names if name not in ("seen", "sealed")}
        return record(**values, seen=seen_of(row.heads), sealed=bool(row.sealed))

    def search(self, kind: str, text: str, limit: int = 5000, *, ranked: bool = True) -> list[int]:
        """The row numbers of records of this kind that match free text, best first; see `searching`."""
        return searching.find(self._session.connection(), kind, text, limit, ranked=ranked)

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of this device."""
        row = self._session.get(Setting, name)
        return default if row is None else row.value

    def draft(self, name: str) -> Any:
        """What was typed under this name and not handed in, or None."""
        row = self._session.get(Draft, name)
        return None if row is None else row.body

    def history(self, record_id: str) -> list[LogEntry]:
        """Every change of one record that this workspace holds, oldest first; of colleagues' what it was told."""
        import msgspec

        found: list[LogEntry] = []
        chosen = select(ChangeRow).where(ChangeRow.rid == record_id).order_by(ChangeRow.seq)
        for row in self._session.scalars(chosen):
            said = {} if row.said is None else msgspec.json.decode(row.said)
            groups = said.get("f", {})
            fields = {name: value for group in groups.values() for name, value in group.get("v", {}).items()}
            found.append(
                LogEntry(
                    dot=f"{row.replica}:{row.n}",
                    what=row.what,
                    at=said.get("at", ""),
                    user=said.get("usr", ""),
                    why=said.get("why", ""),
                    fields=None if row.said is None else fields,
                )
            )
        return histories.together(found, self._session, record_id)

    def conflicts(self, row_type: type[SyncedRow], record_id: str) -> tuple[OpenConflict, ...]:
        """The open conflicts of one record: per group the values that stand beside the shown one."""
        groups: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        standing = self.get(row_type, record_id)
        chosen = select(LosingValue).where(LosingValue.record_id == record_id)
        for row in self._session.scalars(chosen):
            said = {name: value for name, value in row.value.items() if name in standing.__mapping__.groups}
            # Two people who wrote the same do not disagree.
            if said == encoded(standing, tuple(said)):
                continue
            values = {name: decoded(row_type, name, value) for name, value in said.items()}
            groups.setdefault(row.grp, []).append((row.dot, values))
        return tuple(OpenConflict(group=group, others=tuple(others)) for group, others in sorted(groups.items()))
