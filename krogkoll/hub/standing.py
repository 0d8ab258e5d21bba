"""What one change makes of a record: the merge rule of `krogkoll.store`, with seals, purges and edits that come early.

Pure: no database and no clock. What a change may not do is said as a reason to hold it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from krogkoll.store import Dot, Edit, Head, apply
from krogkoll.sync import State, StateHead, Why


class GroupSaid(msgspec.Struct, frozen=True):
    """What a change says of one field group: its values and the dots its author saw."""

    v: dict[str, Any] | None = None
    p: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A change as its author wrote it; unknown fields stay in its bytes.

    h: of a seal: every head as it stood, (dot, hlc, value).
    """

    rep: str
    n: int
    what: str
    kind: str
    rid: str
    cmp: str
    hlc: str
    at: str
    usr: str
    sv: int = 1
    by: str = ""
    on: str = ""
    sha256: str = ""
    ground: str = ""
    f: dict[str, GroupSaid] = msgspec.field(default_factory=dict)
    h: dict[str, tuple[tuple[Dot, str, dict[str, Any]], ...]] | None = None

    @property
    def dot(self) -> Dot:
        """Names this change."""
        return f"{self.rep}:{self.n}"


IsHere = Callable[[Dot], bool]
"""Whether the change with this dot has arrived."""


@dataclass(slots=True)
class Standing:
    """A record while changes are applied to it. early: group -> dots that were replaced before they arrived.

    late: dots of edits that a seal, applied after them, had not seen.
    """

    kind: str = ""
    by: str = ""
    on: str = ""
    sv: int = 1
    groups: dict[str, tuple[StateHead, ...]] = field(default_factory=dict)
    deletions: list[tuple[Dot, ...]] = field(default_factory=list)
    sealed: str = ""
    gone: str = ""
    ground: str = ""
    early: dict[str, list[Dot]] = field(default_factory=dict)
    late: list[Dot] = field(default_factory=list)

    @classmethod
    def of(cls, state: State, early: dict[str, list[Dot]]) -> Standing:
        """The record that this state tells of."""
        return cls(
            kind=state.kind,
            by=state.by,
            on=state.on,
            sv=state.sv,
            groups=dict(state.groups),
            deletions=list(state.deletions),
            sealed=state.sealed,
            gone=state.gone,
            ground=state.ground,
            early=early,
        )

    def state(self, rid: str, seq: int) -> State:
        """The state to hand out."""
        return State(
            seq=seq,
            rid=rid,
            kind=self.kind,
            by=self.by,
            on=self.on,
            sv=self.sv,
            groups=self.groups,
            deletions=tuple(self.deletions),
            sealed=self.sealed,
            gone=self.gone,
            ground=self.ground,
        )

    def take(self, said: Said, is_here: IsHere) -> Why | None:
        """Apply one change; gives why it is held instead, if it is. A purge passes seals and is never undone."""
        if said.what == "purge":
            return self._purge(said)
        held = self._against(said)
        if held is not None:
            return held
        self.kind = said.kind
        self.sv = max(self.sv, said.sv)
        if said.what == "seal":
            self._seal(said)
        elif said.what == "delete":
            self.deletions.append(tuple(sorted({dot for group in said.f.values() for dot in group.p})))
        else:
            if said.what == "new" and not self.by:
                self.by, self.on = said.by, said.on
            for name, group in said.f.items():
                self._edit(said, name, group, is_here)
        return None

    def _against(self, said: Said) -> Why | None:
        """Why this change must not touch the record."""
        if self.gone:
            return Why.PURGED
        if said.what not in {"new", "set", "resolve", "delete", "seal"}:
            return Why.UNKNOWN_ACT
        if self.sealed:
            return Why.SEALED
        edits = said.what in {"new", "set", "resolve"}
        half = edits and any(group.v is None for group in said.f.values())
        unsigned = said.what == "seal" and not said.sha256
        other = bool(self.kind) and self.kind != said.kind
        return Why.MALFORMED if half or unsigned or other else None

    def _purge(self, said: Said) -> Why | None:
        if self.gone:
            return None
        self.kind = self.kind or said.kind
        self.groups, self.deletions, self.early = {}, [], {}
        self.by, self.on, self.sealed = "", "", ""
        self.gone, self.ground = "purged", said.ground
        return None

    def _seal(self, said: Said) -> None:
        """Sealed words are the same everywhere: what stood beside them unseen was written too late."""
        self.sealed = said.sha256
        if said.h is None:
            return
        kept = {head[0] for heads in said.h.values() for head in heads}
        self.late = sorted({head.dot for heads in self.groups.values() for head in heads} - kept)
        known = {head.dot: head for heads in self.groups.values() for head in heads}
        self.groups = {
            name: tuple(
                StateHead(dot=dot, hlc=hlc, v=value, usr=known[dot].usr, at=known[dot].at)
                if dot in known
                else StateHead(dot=dot, hlc=hlc, v=value)
                for dot, hlc, value in heads
            )
            for name, heads in said.h.items()
        }

    def _edit(self, said: Said, name: str, group: GroupSaid, is_here: IsHere) -> None:
        standing = {head.dot: head for head in self.groups.get(name, ())}
        unseen = [dot for dot in group.p if dot not in standing and not is_here(dot)]
        early = self.early.pop(name, [])
        mine = StateHead(dot=said.dot, hlc=said.hlc, v=group.v or {}, usr=said.usr, at=said.at)
        if said.dot in early:
            early.remove(said.dot)
            kept = tuple(head for head in standing.values() if head.dot not in group.p)
        else:
            edit = Edit(Head(said.dot, said.hlc, mine.v), frozenset(group.p))
            merged = apply((Head(head.dot, head.hlc, head.v) for head in standing.values()), edit)
            all_heads = standing | {said.dot: mine}
            kept = tuple(all_heads[head.dot] for head in merged)
        self.groups[name] = kept
        if early or unseen:
            self.early[name] = sorted({*early, *unseen})
