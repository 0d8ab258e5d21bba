"""Every state of a visit in both densities and sizes; and a whole visit by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from krogkoll.inspections import InspectionStatus, Signal
from tests.factory_rooms.field import consent_draft, presence_draft, signal_draft
from ui.inspections.tour import states
from ui.theme import DENSITIES

from .conftest import type_into
from .test_every_screen import check


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_a_visit_fits_and_can_be_heard(qtbot, visits, theme, density, size):
    def fill(workspace, ids):
        workspace.field.mark(ids[0])
        workspace.presence.signal(signal_draft(inspection_id=ids[0], at=None))
        workspace.presence.enter(presence_draft(inspection_id=ids[0], in_at=None))
        workspace.field.consent(consent_draft(inspection_id=ids[0], at=None))
        workspace.presence.signal(
            signal_draft(inspection_id=ids[0], at=None, signal=Signal.ABORTED, why="Hot mot personalen.")
        )

    theme.use("light", density)
    window, page, _ = visits(count=2, fill=fill, wait_for_secured=True)
    window.resize(*size)

    def settle(until=lambda: True):
        qtbot.waitUntil(until, timeout=15_000)

    for state, root in states(page, settle):
        if state != "visit-dark":
            root.grab()
            check(state, root, density)
        assert (window.width(), window.height()) == size, state


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """A key goes to whatever has the keyboard, as it would from a real one."""
    top = QApplication.activeModalWidget() or QApplication.activeWindow()
    QTest.keyClick(top.focusWidget() or top, key, modifier)


def tab_to(name):
    """Tab until something with this name has the keyboard."""
    for _ in range(120):
        top = QApplication.activeModalWidget() or QApplication.activeWindow()
        now = top.focusWidget()
        if now is not None and now.accessibleName().startswith(name):
            return
        press(Qt.Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError(f"the keyboard never reached {name}")


def hits(root, name):
    return [one for one in root.findChildren(QAbstractButton) if one.accessibleName().startswith(name)]


def next_until(field, step):
    """The next step, and the next, until this one."""
    for _ in range(20):
        if field.step == step:
            return
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    raise AssertionError(f"never came to {step}")


def start_at_ornen(qtbot, window, here, at_rest):
    """Find the place, start there, and stand at the first step."""
    window.shell.go("supervision", "visits:")
    at_rest()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    at_rest()
    type_into(window.focusWidget(), "Örnen")
    qtbot.waitUntil(lambda: not here().form._rest.isActive())
    at_rest()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in hits(here().form, "Välj Örnen")))
    tab_to("Välj Örnen")
    press(Qt.Key.Key_Space)
    at_rest()
    qtbot.waitUntil(lambda: here().form.place is not None)
    tab_to("Starta nu")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: here().field.read is not None and here().field.step == "grund")
    at_rest()


def put_mark_into_words(qtbot, window, at_rest):
    """From the step with the marks to the stored finding."""
    tab_to("Skriv ut tidsmärket")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    tab_to("Text")
    type_into(QApplication.activeModalWidget().focusWidget(), "Två gäster köper öl i baren.")
    tab_to("Spara")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    # A real window manager does this by itself; the offscreen platform has none.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    at_rest()


def test_a_whole_visit_by_keyboard_alone(qtbot, window_of):
    window = window_of(7)

    def at_rest():
        qtbot.waitUntil(lambda: window.session.jobs.idle, timeout=10_000)

    def here():
        return window.shell.pages["supervision"].pages["visits"]

    start_at_ornen(qtbot, window, here, at_rest)
    press(Qt.Key.Key_F8)
    at_rest()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert here().field.step == "alkohol-5"
    press(Qt.Key.Key_J)
    at_rest()
    next_until(here().field, "log")
    put_mark_into_words(qtbot, window, at_rest)
    next_until(here().field, "summary")
    tab_to("Avsluta besöket")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not here().field.read.open)
    (visit,) = window.session.workspace.inspections.visits()
    read = window.session.workspace.inspections.visit(visit.id)
    assert read.inspection.status is InspectionStatus.CLOSED
    assert [one.text for one in read.findings] == ["Två gäster köper öl i baren."]
    assert [(one.item_id, one.value) for one in read.answers] == [("tillsyn-05", "yes")]
