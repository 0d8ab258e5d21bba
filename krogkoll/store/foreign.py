"""What this workspace has been told by colleagues: the state of each record at the hub, and values since replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, select
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.store.columns import Json
from krogkoll.store.mapping import LocalRow

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

PURGED, WITHDRAWN = "purged", "withdrawn"
_HLC = re.compile(r"\d{13}-\d{6,9}")
_DOT = re.compile(r"[0-9a-f]{32}:[1-9]\d{0,17}")


class SyncBase(LocalRow):
    """A record as the hub said it stands; the row is this with the own changes that are not in it yet on top.

    upto: the place in the own change log up to which `body` holds the own changes. projected: 0 where this program
    cannot show it (a kind or a value of a newer one); it waits for a newer program. wiped: own words of it went before.
    """

    __tablename__ = "sync_base"

    record_id: Mapped[str] = mapped_column(String, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    body: Mapped[Any] = mapped_column(Json)
    upto: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    projected: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    wiped: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class PastValue(LocalRow):
    """A colleague's value that stood here once and was replaced: history, and what a form was shown."""

    __tablename__ = "past_value"

    record_id: Mapped[str] = mapped_column(String, primary_key=True)
    grp: Mapped[str] = mapped_column(String, primary_key=True)
    dot: Mapped[str] = mapped_column(String, primary_key=True)
    hlc: Mapped[str] = mapped_column(String)
    user: Mapped[str] = mapped_column(String, default="", server_default="")
    at: Mapped[str] = mapped_column(String, default="", server_default="")
    value: Mapped[Any] = mapped_column(Json)


class HeldChange(LocalRow):
    """An own change that the hub keeps but has not applied, and why."""

    __tablename__ = "held_change"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    record_id: Mapped[str] = mapped_column(String, index=True)
    reason: Mapped[str] = mapped_column(String)
    at: Mapped[str] = mapped_column(String, default="", server_default="")


class SyncCursor(LocalRow):
    """How far this workspace has read the feed of a compartment."""

    __tablename__ = "sync_cursor"

    compartment: Mapped[str] = mapped_column(String, primary_key=True)
    seq: Mapped[int] = mapped_column(Integer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One head of a field group as the hub tells it: who wrote it and when by their clock."""

    dot: str
    hlc: str
    value: Mapping[str, Any]
    user: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignState:
    """A record as it stands at the hub. created_at: UTC text as `to_iso` writes it. sealed: SHA-256 or nothing.

    deletions: for each deletion the dots its author had seen. gone: "purged" or "withdrawn", then nothing else is told.
    """

    kind: str
    record_id: str
    compartment: str = ""
    created_by: str = ""
    created_at: str = ""
    groups: Mapping[str, tuple[Heard, ...]] = field(default_factory=dict)
    deletions: tuple[tuple[str, ...], ...] = ()
    sealed: str = ""
    gone: str = ""
    ground: str = ""

    def require_shape(self) -> None:
        """Raises ValueError where a dot or a clock reading is none; the hub is not trusted to have looked."""
        for heads in self.groups.values():
            for head in heads:
                if not _DOT.fullmatch(head.dot) or not _HLC.fullmatch(head.hlc):
                    raise ValueError(f"no head: {head.dot[:60]!r}")

    def newest(self) -> str:
        """The latest clock reading in it."""
        return max((head.hlc for heads in self.groups.values() for head in heads), default="")

    def body(self) -> dict[str, Any]:
        """As it is kept."""
        if self.gone:
            return {"gone": self.gone, "ground": self.ground}
        groups = {
            group: [[head.dot, head.hlc, dict(head.value), head.user, head.at] for head in heads]
            for group, heads in self.groups.items()
        }
        return {
            "cmp": self.compartment,
            "by": self.created_by,
            "on": self.created_at,
            "g": groups,
            "del": [sorted(dots) for dots in self.deletions],
            "sealed": self.sealed,
        }


def state_of(kind: str, record_id: str, body: Mapping[str, Any]) -> ForeignState:
    """The inverse of `ForeignState.body`."""
    groups = {
        group: tuple(Heard(dot=dot, hlc=hlc, value=value, user=user, at=at) for dot, hlc, value, user, at in heads)
        for group, heads in body.get("g", {}).items()
    }
    return ForeignState(
        kind=kind,
        record_id=record_id,
        compartment=body.get("cmp", ""),
        created_by=body.get("by", ""),
        created_at=body.get("on", ""),
        groups=groups,
        deletions=tuple(tuple(dots) for dots in body.get("del", ())),
        sealed=body.get("sealed", ""),
        gone=body.get("gone", ""),
        ground=body.get("ground", ""),
    )


@dataclass(frozen=True, slots=True)
class Bases:
    """All bases of a workspace, for working the rows out anew: what each says and which own changes it holds."""

    states: Mapping[str, ForeignState]
    upto: Mapping[str, int]
    wiped: frozenset[str]
    held: frozenset[int]

    def holds(self, seq: int, record_id: str) -> bool:
        """Whether an own change must not be put on top: it is in the base, or the hub did not take it."""
        return record_id in self.upto and (seq <= self.upto[record_id] or seq in self.held)


def load_bases(connection: Connection | Session, among: Iterable[str] | None = None) -> Bases:
    """The bases of some records, or of all."""
    chosen = select(SyncBase.record_id, SyncBase.kind, SyncBase.body, SyncBase.upto, SyncBase.wiped)
    held = select(HeldChange.seq)
    if among is not None:
        ids = list(among)
        chosen, held = chosen.where(SyncBase.record_id.in_(ids)), held.where(HeldChange.record_id.in_(ids))
    rows = connection.execute(chosen).all()
    return Bases(
        states={row[0]: state_of(row[1], row[0], row[2]) for row in rows},
        upto={row[0]: row[3] for row in rows},
        wiped=frozenset(row[0] for row in rows if row[4]),
        held=frozenset(connection.execute(held).scalars()),
    )


def heads_heard(session: Session, record_id: str) -> Iterator[tuple[str, Heard]]:
    """Every value of a record that came from the hub, with its group: those that stand and those replaced."""
    body = session.execute(select(SyncBase.kind, SyncBase.body).where(SyncBase.record_id == record_id)).one_or_none()
    if body is not None:
        for group, heads in state_of(body[0], record_id, body[1]).groups.items():
            yield from ((group, head) for head in heads)
    for past in session.scalars(select(PastValue).where(PastValue.record_id == record_id)):
        yield past.grp, Heard(dot=past.dot, hlc=past.hlc, value=past.value, user=past.user, at=past.at)
