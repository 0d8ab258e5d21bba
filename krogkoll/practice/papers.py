"""Leaves a practice workspace a decision that somebody has begun: the paper that the last night calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from krogkoll.inspections import InspectionStatus

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_CALLED_FOR = ("LSO-NYTTJ", "OL-FORBUD", "POL-ANM")


def begin_paper(workspace: Workspace) -> None:
    """Begin the first paper of the list that this authority may write about its last closed visit, and leave it so."""
    closed = (one for one in workspace.inspections.visits() if one.status is InspectionStatus.CLOSED)
    last = max(closed, key=lambda one: one.started_at or one.created_at, default=None)
    if last is None:
        return
    offered = {one.type_code for one in workspace.decision_desk.offers(inspection_id=last.id) if one.offered}
    code = next((code for code in _CALLED_FOR if code in offered), "")
    if code:
        workspace.decisions.begin(code, inspection_id=last.id)
