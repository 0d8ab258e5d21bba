"""Finds the replica that writes in a database, and says where a continued one comes from."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import desc, select
from sqlalchemy.orm import Session

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.store.chains import AuditRow, Chain, ChainHead, ChangeRow, Replica, ReplicaRow, start_of
from krogkoll.store.mapping import Setting

HEARD = "sync/heard-hlc"
"""The latest clock reading that a colleague's change brought, so that it also holds after a restart."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a replica comes from: the one it continues and where that one's chains stood."""

    replica: str
    changes: ChainHead
    audit: ChainHead

    def __str__(self) -> str:
        return f"{self.replica} changes {self.changes} audit {self.audit}"


def load_replica(session: Session) -> Replica:
    """The newest replica with its heads as they stand. Raises StoreTrouble "damaged" where there is none."""
    row = session.scalars(select(ReplicaRow).order_by(desc(ReplicaRow.seq)).limit(1)).one_or_none()
    if row is None:
        raise StoreTrouble("damaged", table="replica")
    heads = {}
    for chain, table in ((Chain.CHANGES, ChangeRow), (Chain.AUDIT, AuditRow)):
        last = session.execute(
            select(table.n, table.hash).where(table.replica == row.id).order_by(desc(table.n)).limit(1)
        ).one_or_none()
        heads[chain] = start_of(chain, row.id, row.origin) if last is None else ChainHead(last.n, last.hash)
    return Replica(row, heads[Chain.CHANGES], heads[Chain.AUDIT], _last_hlc(session))


def _last_hlc(session: Session) -> str:
    chosen = select(ChangeRow.said).where(ChangeRow.said.is_not(None)).order_by(desc(ChangeRow.seq)).limit(1)
    said = session.scalars(chosen).one_or_none()
    own = "" if said is None else str(msgspec.json.decode(said)["hlc"])
    heard = session.get(Setting, HEARD)
    return own if heard is None else max(own, str(heard.value))
