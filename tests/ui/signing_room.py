"""A window of the fire authority with a decision of that night in it that the gate has let through."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from krogkoll.decisions import DecidedBy
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import FLOOR_COST, MemoryKeyStore, Role
from tests.decisions.test_real_workspace import house_in_order
from tests.inspections.night import DONE, begun, carried_out, closed, decision_maker, written
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened

from .conftest import PASSPHRASE


def made_ready(workspace, clock=None, **over):
    """A decision that lacks nothing, shown and ready to be signed; clock: of a real workspace, put in order first."""
    visit = begun(workspace)
    carried_out(workspace, visit)
    closed(workspace, visit)
    boss = decision_maker(workspace)
    if clock is not None:
        house_in_order(SimpleNamespace(store=workspace.store, clock=clock), boss)
    decision = written(workspace, visit, boss)
    if over:
        decision = workspace.decisions.edit(decision, replace(decision, **over))
    workspace.decisions.submit(decision)
    return workspace.decisions.decision(decision.id)


BOARD = {"decided_by": DecidedBy.BOARD, "minutes_reference": "§ 112/2026"}


@pytest.fixture
def signing_room(tmp_path, show):
    """Gives window and decision."""

    def make(*, practice=True, **over):
        folder = tmp_path / "arbetsyta"
        clock = SteppingClock(DONE + timedelta(minutes=5), timedelta(milliseconds=1))
        new = NewWorkspace(name="Johan Ek", role=Role.FIRE_INSPECTOR, authority="rtj.landskrona", practice=practice)
        workspace, _ = create_workspace(folder, new, PASSPHRASE, clock=clock, cost=FLOOR_COST)
        decision = made_ready(workspace, None if practice else clock, **over)
        gate = FolderGate(folder, practice=practice, clock=clock, key_store=MemoryKeyStore(), cost=FLOOR_COST)
        window = show(gate)
        window.resize(1366, 768)
        window.session.let_in(Opened(workspace))
        return window, decision

    return make
