"""Turns what the log or a hub says of a record into the stored values of its row, or refuses it whole."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Boolean, Float, Integer
from sqlalchemy.types import TypeDecorator

from krogkoll.kernel.clock import from_iso
from krogkoll.store import searching
from krogkoll.store.mapping import LosingValue, SyncedRow, decoded, encoded
from krogkoll.store.merge import shown
from krogkoll.store.projection import Record, encoded_defaults


class Unreadable(ValueError):
    """A value that this program cannot show: a newer one wrote it, or somebody who means no good."""


class Shape:
    """One record as its row must stand: stored values by column, what stands beside them, what search knows."""

    def __init__(self, row_type: type[SyncedRow], record_id: str, record: Record, *, sealed: bool) -> None:
        """Raises Unreadable."""
        mapping = row_type.__mapping__
        values: dict[str, Any] = encoded_defaults(row_type)
        extra: dict[str, dict[str, Any]] = {}
        for group, heads in record.groups.items():
            for name, value in shown(heads).value.items():
                if mapping.groups.get(name) == group:
                    values[name] = value
                elif name not in mapping.groups:
                    extra.setdefault(group, {})[name] = value
        self.row = _row(row_type, values)
        heads_by_group = {
            group: [[head.dot, head.hlc] for head in heads] for group, heads in sorted(record.groups.items())
        }
        self.row.id = record_id
        self.values = values | {
            "id": record_id,
            "compartment": _text(record.origin.get("compartment")),
            "created_at": _moment(record.origin.get("created_at")),
            "created_by": _text(record.origin.get("created_by")),
            "heads": msgspec.json.encode(heads_by_group, order="sorted").decode(),
            "sealed": int(sealed),
            "extra": msgspec.json.encode(extra, order="sorted").decode(),
        }
        self.row.derive()
        self.values |= encoded(self.row, mapping.local)
        self.losing = [
            {"record_id": record_id, "grp": group, "dot": head.dot, "value": head.value}
            for group, heads in record.groups.items()
            for head in heads[1:]
        ]

    def search_text(self, row_no: int) -> dict[str, Any] | None:
        """The searchable columns, or None where its kind cannot be searched."""
        self.row.row_no = row_no
        return searching.text_of(self.row)


def losing_dots(rows: list[LosingValue]) -> set[tuple[str, str]]:
    """What stands beside the shown values, to compare."""
    return {(row.grp, row.dot) for row in rows}


def _row(row_type: type[SyncedRow], values: dict[str, Any]) -> SyncedRow:
    row = row_type()
    for name, value in values.items():
        if not _fits(row_type.__table__.columns[name], value):
            raise Unreadable(f"{row_type.__mapping__.kind}.{name}")
        try:
            setattr(row, name, decoded(row_type, name, value))
        except (ValueError, TypeError, msgspec.DecodeError) as error:
            raise Unreadable(f"{row_type.__mapping__.kind}.{name}") from error
    return row


def _fits(column: Any, value: Any) -> bool:
    """Whether a value may stand in a column, before SQLite, which takes anything, is asked."""
    if value is None:
        return bool(column.nullable)
    kind = column.type
    if isinstance(kind, TypeDecorator):
        return isinstance(value, str)
    if isinstance(kind, Boolean):
        return isinstance(value, bool)
    if isinstance(kind, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    if isinstance(kind, Float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable("origin")
    return value


def _moment(value: object) -> str:
    try:
        from_iso(_text(value))
    except ValueError as error:
        raise Unreadable("origin") from error
    return _text(value)
