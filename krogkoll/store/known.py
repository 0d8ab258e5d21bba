"""What is here already of the records that come in, read in few steps for a whole portion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from krogkoll.store import placing
from krogkoll.store.chains import ChangeRow
from krogkoll.store.foreign import Bases, ForeignState, load_bases
from krogkoll.store.mapping import LosingValue, synced_types

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class OwnChange(NamedTuple):
    """An own change of a record: its place in the log, its name, its bytes where they are left, its act."""

    seq: int
    dot: str
    said: bytes | None
    what: str


@dataclass(frozen=True, slots=True)
class Known:
    """By record id: what the hub said last, own changes in order, the stored row, what stands beside its values."""

    bases: Bases
    own: Mapping[str, Sequence[OwnChange]]
    rows: Mapping[str, dict[str, Any]]
    beside: Mapping[str, set[tuple[str, str]]]

    def purged_here(self, record_id: str) -> bool:
        """Whether somebody purged it in this workspace: no word of it may come back."""
        return any(change.what == "purge" for change in self.own.get(record_id, ()))

    def seal_not_taken(self, record_id: str) -> bool:
        """Whether it is sealed here by an own act that the hub did not take."""
        return any(change.what == "seal" and change.seq in self.bases.held for change in self.own.get(record_id, ()))


def known_of(session: Session, states: Sequence[ForeignState]) -> Known:
    """Everything that is here of these records."""
    ids = [state.record_id for state in states]
    own: dict[str, list[OwnChange]] = {}
    columns = (ChangeRow.seq, ChangeRow.replica, ChangeRow.n, ChangeRow.said, ChangeRow.what, ChangeRow.rid)
    chosen = select(*columns).where(ChangeRow.rid.in_(ids)).order_by(ChangeRow.seq)
    for seq, replica, n, said, what, rid in session.execute(chosen):
        own.setdefault(rid, []).append(OwnChange(seq, f"{replica}:{n}", said, what))
    rows: dict[str, dict[str, Any]] = {}
    types = synced_types()
    for kind in {state.kind for state in states} & set(types):
        rows |= placing.stored(session, types[kind], ids)
    beside: dict[str, set[tuple[str, str]]] = {}
    lost = select(LosingValue.record_id, LosingValue.grp, LosingValue.dot).where(LosingValue.record_id.in_(ids))
    for rid, group, dot in session.execute(lost):
        beside.setdefault(rid, set()).add((group, dot))
    return Known(bases=load_bases(session, ids), own=own, rows=rows, beside=beside)
