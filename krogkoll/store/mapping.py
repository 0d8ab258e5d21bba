"""What every stored record type has in common, and what it must tell about itself."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from krogkoll.security import Permission
from krogkoll.store.columns import Json, Moment

Seen = MappingType[str, tuple[str, ...]]
"""The heads per field group that an author was shown; "*" stands for every group not named."""

COMMON = ("row_no", "id", "compartment", "created_at", "created_by", "heads", "sealed", "extra")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which columns of a record can be found by free text; the body may join several."""

    title: str
    address: str = ""
    city: str = ""
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Everything the store, sync, search, export and purge need to know of one record type.

    groups: every synced field and the group it merges with (fields of one group change together).
    secrecy: class of domain.md 5.1. retention: rule id of the disposal engine. compartment: "std" or "intel".
    local: columns derived from others, never replicated. personal: reading it is an audit entry.
    """

    kind: str
    swedish: str
    record: type
    groups: MappingType[str, str]
    read: Permission
    write: Permission
    secrecy: str
    retention: str
    compartment: str = "std"
    search: Search | None = None
    local: tuple[str, ...] = ()
    personal: bool = False
    fields: tuple[str, ...] = field(init=False)
    _by_group: MappingType[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", tuple(self.groups))
        by_group: dict[str, tuple[str, ...]] = {}
        for name, group in self.groups.items():
            by_group[group] = (*by_group.get(group, ()), name)
        object.__setattr__(self, "_by_group", by_group)

    def group_fields(self, group: str) -> tuple[str, ...]:
        """The fields that merge as this group."""
        return self._by_group.get(group, ())


class Base(DeclarativeBase):
    """The one registry of tables."""


class SyncedRow(Base):
    """A record that colleagues of the compartment receive. No foreign keys; a child may come before its parent."""

    __abstract__ = True
    __mapping__: ClassVar[Mapping]

    row_no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String, unique=True)
    compartment: Mapped[str] = mapped_column(String, default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    created_by: Mapped[str] = mapped_column(String, default="", server_default="")
    heads: Mapped[dict[str, list[list[str]]]] = mapped_column(Json, default=dict, server_default="{}")
    sealed: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    extra: Mapped[dict[str, Any]] = mapped_column(Json, default=dict, server_default="{}")

    def derive(self) -> None:
        """Fill local columns from synced ones; called before each write."""


class LocalRow(Base):
    """A row of this workspace only: written without a change, never replicated.

    A table with a column `record_id` loses its rows when that record is purged.
    """

    __abstract__ = True


def synced_types() -> dict[str, type[SyncedRow]]:
    """All mapped record types by kind."""
    found = {}
    for mapper in Base.registry.mappers:
        row_type = mapper.class_
        if issubclass(row_type, SyncedRow):
            found[row_type.__mapping__.kind] = row_type
    return dict(sorted(found.items()))


def local_types() -> list[type[LocalRow]]:
    """All mapped local tables."""
    return [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, LocalRow)]


def encoded(row: SyncedRow, names: tuple[str, ...]) -> dict[str, Any]:
    """The named fields as plain JSON values, exactly as the columns store them."""
    columns = row.__table__.columns
    values = {}
    for name in names:
        kind = columns[name].type
        value = getattr(row, name)
        bind = getattr(kind, "process_bind_param", None)
        values[name] = value if bind is None or value is None else bind(value, None)
    return values


def decoded(row_type: type[SyncedRow], name: str, value: Any) -> Any:
    """The inverse of `encoded` for one field."""
    kind = row_type.__table__.columns[name].type
    result = getattr(kind, "process_result_value", None)
    return value if result is None or value is None else result(value, None)


class LosingValue(LocalRow):
    """A value that stands beside the shown one while a conflict is open."""

    __tablename__ = "losing_value"

    record_id: Mapped[str] = mapped_column(String, primary_key=True)
    grp: Mapped[str] = mapped_column(String, primary_key=True)
    dot: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[Any] = mapped_column(Json)


class Setting(LocalRow):
    """A setting of this device."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[Any] = mapped_column(Json)


class Draft(LocalRow):
    """What somebody is typing and has not handed in yet; wiped when it is."""

    __tablename__ = "draft"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    record_id: Mapped[str] = mapped_column(String, default="", server_default="")
    body: Mapped[Any] = mapped_column(Json)
    saved_at: Mapped[datetime] = mapped_column(Moment)


class SearchText(LocalRow):
    """The searchable text of one record; the full-text tables are built on it."""

    __tablename__ = "search_text"

    rowid: Mapped[int] = mapped_column(Integer, primary_key=True)
    record_id: Mapped[str] = mapped_column(String, unique=True)
    kind: Mapped[str] = mapped_column(String, index=True)
    row_no: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    city: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    fold: Mapped[str] = mapped_column(Text, default="")
    parts: Mapped[str] = mapped_column(Text, default="")
