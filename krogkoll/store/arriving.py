"""Takes in what the hub says of records: the row becomes the hub's state with the own unsent changes on top.

Whatever a record looks like, it never stops the ones after it: what this program cannot show waits for a newer one,
what contradicts a seal is refused and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from krogkoll.store import placing, purging
from krogkoll.store.chains import AuditAction
from krogkoll.store.foreign import PURGED, ForeignState, PastValue, SyncBase, load_bases
from krogkoll.store.known import known_of
from krogkoll.store.mapping import SyncedRow, synced_types
from krogkoll.store.projection import MALFORMED, Projection
from krogkoll.store.replicas import HEARD
from krogkoll.store.shaping import Shape, Unreadable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from krogkoll.store.reading import Reader
    from krogkoll.store.transaction import Tx

_AT_ONCE = 400
_MAY_GROW = frozenset({"heads", "extra"})
"""What is written otherwise though nothing is said otherwise: the short form "*", fields of a newer program."""
_PER_ENTRY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came of it. changed: rows written or taken away. waiting: for a newer program. refused: (id, why)."""

    changed: int = 0
    waiting: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    in_conflict: tuple[str, ...] = ()

    def __add__(self, other: Received) -> Received:
        return Received(
            changed=self.changed + other.changed,
            waiting=self.waiting + other.waiting,
            refused=self.refused + other.refused,
            in_conflict=self.in_conflict + other.in_conflict,
        )


def receive(tx: Tx, states: Iterable[ForeignState], upto: int) -> Received:
    """Take in states as the hub sent them, each record once, in any order; again changes nothing.

    upto: the place in the own change log up to which these states hold the own changes.
    """
    tx.flush()
    found = Received()
    latest = {state.record_id: state for state in states}
    everything = list(latest.values())
    for start in range(0, len(everything), _AT_ONCE):
        arrival = _Arrival(tx, everything[start : start + _AT_ONCE], upto)
        found += arrival.run()
    heard = max((state.newest() for state in everything if state.record_id not in dict(found.refused)), default="")
    if heard:
        tx._journal.hear(heard)
        tx.set_setting(HEARD, max(heard, tx.setting(HEARD, "")))
    return found


def reproject(tx: Tx, record_ids: Iterable[str]) -> Received:
    """Work the rows of these records out anew from what is known, as when the hub held an own change of them."""
    tx.flush()
    found = Received()
    ids = sorted(set(record_ids))
    for start in range(0, len(ids), _AT_ONCE):
        bases = load_bases(tx._session, ids[start : start + _AT_ONCE])
        found += _Arrival(tx, list(bases.states.values()), None).run()
    return found


def kept_of(reader: Reader, compartment: str) -> list[tuple[str, str]]:
    """Kind and id of each record that came from the hub in this compartment."""
    chosen = select(SyncBase.kind, SyncBase.record_id, SyncBase.body)
    return [(row[0], row[1]) for row in reader.rows(chosen) if row[2].get("cmp") == compartment]


def unshown(reader: Reader) -> list[str]:
    """Records that came from a newer program and may be shown now that this one is newer itself."""
    known = list(synced_types())
    chosen = select(SyncBase.record_id).where(SyncBase.projected == 0, SyncBase.kind.in_(known))
    return [row[0] for row in reader.rows(chosen)]


class _Arrival:
    """One portion of states being taken in."""

    def __init__(self, tx: Tx, states: Sequence[ForeignState], upto: int | None) -> None:
        self._tx = tx
        self._session: Session = tx._session
        self._states = states
        self._upto = upto
        self._types = synced_types()
        self._known = known_of(self._session, states)
        self._told: dict[str, list[str]] = {}
        self._changed = 0
        self._waiting: list[str] = []
        self._refused: list[tuple[str, str]] = []
        self._in_conflict: list[str] = []
        self._added: dict[str, list[Shape]] = {}
        self._bases: list[dict[str, Any]] = []

    def run(self) -> Received:
        """Take all of them in."""
        for state in self._states:
            reason = self._refusal(state)
            if reason:
                self._refused.append((state.record_id, reason))
            elif state.gone:
                self._let_go(state)
            elif not self._known.purged_here(state.record_id):
                self._keep(state)
        for kind, shapes in self._added.items():
            placing.insert_all(self._session, self._types[kind], shapes)
        self._write_bases()
        for kind, ids in self._told.items():
            for start in range(0, len(ids), _PER_ENTRY):
                some = ids[start : start + _PER_ENTRY]
                self._tx.audit(AuditAction.TRANSFERRED, kind, some, detail={"from": "hub"})
        return Received(
            changed=self._changed,
            waiting=tuple(self._waiting),
            refused=tuple(self._refused),
            in_conflict=tuple(self._in_conflict),
        )

    def _refusal(self, state: ForeignState) -> str:
        """Why a state is not taken in at all."""
        try:
            state.require_shape()
        except ValueError:
            return "malformed"
        before = self._known.bases.states.get(state.record_id)
        if before is None:
            return ""
        if before.kind != state.kind:
            return "other-kind"
        if before.sealed and not state.gone and (state.sealed != before.sealed or _said(state) != _said(before)):
            return "contradicts-seal"
        return ""

    def _let_go(self, state: ForeignState) -> None:
        """A purge or withdrawal elsewhere: wipe it here as if it had been done here, and remember only that."""
        record_id, row_type = state.record_id, self._types.get(state.kind)
        before = self._known.bases.states.get(record_id)
        if before is not None and before.gone == state.gone:
            return
        if row_type is not None:
            ground = state.ground or state.gone
            done = purging.purge(self._session, row_type, record_id, ground, self._tx.now)
            if done.changes or record_id in self._known.rows:
                self._tx.audit(AuditAction.DELETED, state.kind, [record_id], ground=ground)
            self._note_changed(state.kind, record_id, told=False)
        self._write_base(state, projected=1, wiped=1)

    def _keep(self, state: ForeignState) -> None:
        record_id, row_type = state.record_id, self._types.get(state.kind)
        before = self._known.bases.states.get(record_id)
        if before is not None and before.gone == PURGED:
            return
        shape = self._shape(row_type, state) if row_type is not None else None
        if not isinstance(shape, Unreadable) and self._breaks_seal(record_id, shape):
            self._refused.append((record_id, "contradicts-seal"))
            return
        self._move_past(before, state)
        unreadable = row_type is None or isinstance(shape, Unreadable)
        if self._upto is not None or unreadable:
            self._write_base(state, projected=int(not unreadable))
        elif before is not None:
            self._session.execute(update(SyncBase).where(SyncBase.record_id == record_id).values(projected=1))
        if unreadable:
            self._waiting.append(record_id)
        elif row_type is not None and not isinstance(shape, Unreadable):
            self._settle(row_type, record_id, shape)

    def _breaks_seal(self, record_id: str, shape: Shape | None) -> bool:
        """Whether a sealed row would be changed although the hub took the sealing."""
        standing = self._known.rows.get(record_id)
        if standing is None or not standing["sealed"]:
            return False
        if self._known.seal_not_taken(record_id):
            return False
        if shape is None:
            return True
        return any(standing[name] != value for name, value in shape.values.items() if name not in _MAY_GROW)

    def _shape(self, row_type: type[SyncedRow], state: ForeignState) -> Shape | Unreadable | None:
        """The row as it must stand; None where the record is removed."""
        projection = Projection()
        projection.start(state)
        upto = self._covered(state.record_id)
        for own in self._known.own.get(state.record_id, ()):
            if own.said is not None and own.seq > upto and own.seq not in self._known.bases.held:
                projection.take(own.dot, msgspec.json.decode(own.said))
        record = projection.records[state.kind, state.record_id]
        if not record.alive:
            return None
        try:
            return Shape(row_type, state.record_id, record, sealed=state.record_id in projection.sealed)
        except (Unreadable, *MALFORMED) as error:
            return Unreadable(str(error))

    def _covered(self, record_id: str) -> int:
        return self._known.bases.upto.get(record_id, 0) if self._upto is None else self._upto

    def _settle(self, row_type: type[SyncedRow], record_id: str, shape: Shape | None) -> None:
        """Make the row what it must be, writing only what differs."""
        kind, standing = row_type.__mapping__.kind, self._known.rows.get(record_id)
        if shape is None:
            if standing is not None:
                placing.take_away(self._session, row_type, record_id, sealed=bool(standing["sealed"]))
                self._note_changed(kind, record_id)
            return
        beside = {(row["grp"], row["dot"]) for row in shape.losing}
        if beside:
            self._in_conflict.append(record_id)
        if standing is None:
            self._added.setdefault(kind, []).append(shape)
            self._note_changed(kind, record_id)
        else:
            differs = {name for name, value in shape.values.items() if standing[name] != value}
            other_beside = beside != self._known.beside.get(record_id, set())
            if differs or other_beside:
                placing.rewrite(self._session, row_type, shape, standing)
            if differs - _MAY_GROW or other_beside:
                self._note_changed(kind, record_id)

    def _move_past(self, before: ForeignState | None, state: ForeignState) -> None:
        """Keep the values that this state replaces: they are history, and a form may have been opened on them."""
        if before is None:
            return
        standing = {(group, head.dot) for group, heads in state.groups.items() for head in heads}
        for group, heads in before.groups.items():
            for head in heads:
                if (group, head.dot) not in standing:
                    self._session.merge(
                        PastValue(
                            record_id=state.record_id,
                            grp=group,
                            dot=head.dot,
                            hlc=head.hlc,
                            user=head.user,
                            at=head.at,
                            value=dict(head.value),
                        )
                    )

    def _write_base(self, state: ForeignState, *, projected: int, wiped: int = 0) -> None:
        """Keep a state for the end of this portion."""
        self._bases.append(
            {
                "record_id": state.record_id,
                "kind": state.kind,
                "body": state.body(),
                "upto": self._covered(state.record_id),
                "projected": projected,
                "wiped": int(wiped or state.record_id in self._known.bases.wiped),
            }
        )

    def _write_bases(self) -> None:
        if self._bases:
            statement = upsert(SyncBase)
            new = {name: statement.excluded[name] for name in self._bases[0] if name != "record_id"}
            self._session.execute(statement.on_conflict_do_update(index_elements=["record_id"], set_=new), self._bases)

    def _note_changed(self, kind: str, record_id: str, *, told: bool = True) -> None:
        self._changed += 1
        self._tx.changed.add(kind)
        if told:
            self._told.setdefault(kind, []).append(record_id)


def _said(state: ForeignState) -> dict[str, dict[str, Any]]:
    return {group: {head.dot: dict(head.value) for head in heads} for group, heads in state.groups.items()}
