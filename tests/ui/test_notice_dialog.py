"""The notice with names withheld on screen: nothing is kept before somebody has read it and said why."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import FLOOR_COST, MemoryKeyStore, Role
from krogkoll.signing import PracticeAuthority
from tests.inspections.night import DONE, Night, begun, carried_out, closed, decision_maker, written
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened
from ui.decisions_after.notice_dialog import NoticeDialog
from ui.theme import DENSITIES

from .conftest import PASSPHRASE
from .test_every_screen import check


def real_decision(workspace, clock):
    """A use ban signed by two, made through the workspace's own services."""
    names = ("operations", "inspections", "reports", "evidence", "venues", "decisions", "members", "signatures")
    issuer = PracticeAuthority.create(DONE - timedelta(days=60))
    services = {name: getattr(workspace, name) for name in names}
    a_night = Night(store=workspace.store, vault=workspace._vault, clock=clock, issuer=issuer, **services)
    visit = begun(a_night)
    carried_out(a_night, visit)
    closed(a_night, visit)
    boss = decision_maker(a_night)
    decision = written(a_night, visit, boss)
    shown = a_night.decisions.submit(decision)
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    a_night.signatures.decide(decision, a_night.signer("Helena Strand"), shown_sha256=first.sha256, guest=boss.actor())
    return decision.id


@pytest.fixture
def asked(qtbot, show, tmp_path):
    clock = SteppingClock(DONE + timedelta(minutes=5), timedelta(seconds=1))
    new = NewWorkspace(name="Johan Ek", role=Role.FIRE_INSPECTOR, authority="rtj.landskrona", practice=True)
    workspace, _ = create_workspace(tmp_path / "w", new, PASSPHRASE, clock=clock, cost=FLOOR_COST)
    decision_id = real_decision(workspace, clock)
    keys = MemoryKeyStore()
    window = show(FolderGate(tmp_path / "w", practice=True, clock=clock, key_store=keys, cost=FLOOR_COST))
    window.session.let_in(Opened(workspace))
    qtbot.waitUntil(lambda: window.shell is not None)
    panel = window.shell._context.parts.after_panel()
    window.shell._stack.addWidget(panel.widget)
    window.shell._stack.setCurrentWidget(panel.widget)
    panel.read((("decision", decision_id),))
    qtbot.waitUntil(lambda: panel.state is not None)
    panel.make_notice()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NoticeDialog))
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: dialog.view.pages > 0, timeout=15_000)
    return workspace, panel, dialog


def test_the_reason_is_asked_for_and_the_notice_then_stands_beside_the_decision(qtbot, asked):
    workspace, panel, dialog = asked
    assert "Helena Strand" in dialog.names.text()
    assert "Helena Strand" not in dialog.view.scroller.accessibleDescription()
    dialog.act.click()
    assert dialog._field.problem == "Skriv varför namnen utelämnas."
    assert workspace.notices.notice(panel.state.after.decision.id) is None
    dialog.reason.setPlainText("Hot mot den som beslutade.")
    dialog.act.click()
    qtbot.waitUntil(lambda: panel.state.after.notice is not None)
    assert panel.state.after.notice.reason == "Hot mot den som beslutade."


@pytest.mark.parametrize("density", DENSITIES)
def test_it_fits_and_can_be_heard(qtbot, asked, theme, density):
    _, _, dialog = asked
    theme.use("light", density)
    check("notice", dialog, density)
    dialog.reject()
