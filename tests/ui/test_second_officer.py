"""A colleague acts on this computer by a PIN of their own, which no draft ever holds."""

import pytest
from PySide6.QtWidgets import QApplication

from krogkoll.inspections import HandOverState
from krogkoll.people import MemberDraft
from krogkoll.security import Role
from tests.factories import ALCOHOL_BOARD
from ui.inspections.form_dialog import FormDialog

from .test_visits_page import at_rest

PIN = "493817"


@pytest.fixture
def at_the_bar(qtbot, visits):
    """A visit, and Karin who is to act in it; gives window, field, workspace and her record."""
    known = []

    def fill(workspace, ids):
        draft = MemberDraft(
            name="Karin Wester", title="Inspektör", role=Role.MUNICIPAL_INSPECTOR, authority=ALCOHOL_BOARD
        )
        known.append(workspace.members.welcome_guest(draft))

    window, page, (visit_id,) = visits(fill=fill)
    at_rest(qtbot, window)
    return window, page.field, visit_id, known[0]


def opened(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    return QApplication.activeModalWidget()


def hand_in(qtbot, window, dialog, **values):
    dialog.fill(values)
    dialog.hand_in()
    at_rest(qtbot, window)


def second(qtbot, field, karin):
    field.steps._colleagues.second()
    dialog = opened(qtbot)
    dialog.fill({"member": karin.id})
    return dialog


def test_the_first_time_the_pin_is_chosen_and_typed_twice_later_it_is_asked_for(qtbot, at_the_bar):
    window, field, visit_id, karin = at_the_bar
    dialog = second(qtbot, field, karin)
    hand_in(qtbot, window, dialog, pin=PIN)
    assert dialog._fields["pin_again"].problem == "Det är första gången. Skriv pinkoden en gång till."
    hand_in(qtbot, window, dialog, pin_again="604928")
    assert dialog._fields["pin_again"].problem == "Pinkoderna är inte lika."
    hand_in(qtbot, window, dialog, pin_again=PIN)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)

    dialog = second(qtbot, field, karin)
    hand_in(qtbot, window, dialog, pin="604928")
    assert "Fel pinkod" in dialog.banner.text
    hand_in(qtbot, window, dialog, pin=PIN)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    views = window.session.workspace.inspections.visit(visit_id).log.views
    assert [view.by_name for view in views] == ["Karin Wester"] * 2


def test_who_takes_a_visit_over_says_so_by_their_pin(qtbot, at_the_bar):
    window, field, visit_id, karin = at_the_bar
    workspace = window.session.workspace
    workspace.guest_pins.choose(karin.id, PIN)
    offer = workspace.colleagues.offer(visit_id, karin.actor(), "Passet är slut")
    at_rest(qtbot, window)
    field.steps._colleagues.accept(offer, karin)
    hand_in(qtbot, window, opened(qtbot), pin=PIN)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    (taken,) = workspace.inspections.visit(visit_id).log.hand_overs
    assert taken.state is HandOverState.ACCEPTED


def test_no_draft_holds_a_pin(qtbot, at_the_bar):
    window, field, _, karin = at_the_bar
    dialog = second(qtbot, field, karin)
    dialog.fill({"text": "Jag såg tre glas.", "pin": PIN, "pin_again": PIN})
    dialog.reject()
    at_rest(qtbot, window)
    kept = str([draft.body for draft in window.session.workspace.drafts.all()])
    assert "Jag såg tre glas." in kept
    assert PIN not in kept
