"""Steps that several use cases on decisions share; each takes the open transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from krogkoll.decisions.basis import Basis
from krogkoll.decisions.model import Decision
from krogkoll.decisions.rows import DecisionRow
from krogkoll.evidence import read_photo
from krogkoll.inspections import read_visit
from krogkoll.kernel.clock import local
from krogkoll.store import AuditAction, Tx


def basis_of(tx: Tx, decision: Decision) -> Basis:
    """What a decision rests on today. Raises NotFound."""
    visit = read_visit(tx, decision.inspection_id)
    cleared = frozenset(photo for photo in visit.photo_ids() if read_photo(tx, photo).cleared)
    return Basis(visit=visit, authority=tx.actor.authority, today=today(tx), cleared=cleared)


def read_decision(tx: Tx, decision_id: str) -> Decision:
    """One decision, with the audit entry. Raises NotFound."""
    row = tx.get(DecisionRow, decision_id)
    tx.audit(AuditAction.READ, "decision", [decision_id])
    return cast(Decision, tx.copy(row))


def move_decision(tx: Tx, decision: Decision, fields: Mapping[str, Any]) -> Decision:
    """Write these fields of a decision as its reader saw it; gives it as it is then."""
    return cast(Decision, tx.copy(tx.change(DecisionRow, decision.id, seen=decision.seen, **fields)))


def today(tx: Tx) -> date:
    """The day by the clock on the wall, in Sweden."""
    return local(tx.now).date()
