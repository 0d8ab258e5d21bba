"""Turns what the store has written into what travels, and what the hub says into what the store takes in."""

from __future__ import annotations

from krogkoll.store import ForeignState, Heard, OutgoingBatch, synced_types
from krogkoll.sync.protocol import Batch, Change, State


def as_batch(batch: OutgoingBatch, authority: str) -> Batch:
    """A run of changes as it travels; of one that a purge wiped go its hash and where it belonged."""
    types = synced_types()
    changes = []
    for change in batch.changes:
        if change.said is not None:
            changes.append(Change(n=change.n, said=change.said.decode()))
            continue
        row_type = types.get(change.kind)
        compartment = "std" if row_type is None else row_type.__mapping__.compartment
        changes.append(
            Change(
                n=change.n,
                content_hash=change.content_hash.hex(),
                kind=change.kind,
                rid=change.record_id,
                cmp=f"{authority}.{compartment}",
                what=change.what,
            )
        )
    return Batch(
        replica=batch.replica,
        key=batch.public_key.hex(),
        origin=batch.origin,
        changes=tuple(changes),
        signature=batch.signature.hex(),
    )


def as_state(state: State, compartment: str) -> ForeignState:
    """A record of a page as the store takes it in."""
    return ForeignState(
        kind=state.kind,
        record_id=state.rid,
        compartment=compartment,
        created_by=state.by,
        created_at=state.on,
        groups={
            group: tuple(Heard(dot=head.dot, hlc=head.hlc, value=head.v, user=head.usr, at=head.at) for head in heads)
            for group, heads in state.groups.items()
        },
        deletions=state.deletions,
        sealed=state.sealed,
        gone=state.gone,
        ground=state.ground,
    )
