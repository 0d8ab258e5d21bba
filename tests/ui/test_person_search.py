"""A person is searched for from anywhere, for a purpose that the log keeps, and found where they belong."""

import pytest
from PySide6.QtWidgets import QDialog

from krogkoll.cases import CaseDraft, PartyRole
from krogkoll.people import PersonDraft, TieDraft, TieRole
from krogkoll.security import Role
from krogkoll.venues import VenueQuery
from tests.factories import audited
from ui.people.search_dialog import PersonSearch

NUMBER = "199006022397"


def scene(workspace):
    """One with a role in a case and at a place; one with a protected identity; one who belongs nowhere."""
    register = workspace.people.register_person
    kim = register(PersonDraft(name="Kim Sandell"))
    register(PersonDraft(name="Åsa Hemlighed", number=NUMBER, number_reason="behövs", protected=True))
    register(PersonDraft(name="Bo Ensamberg"))
    place = workspace.venues.page(workspace.venues.find(VenueQuery(text="Ångpannan")))[0]
    workspace.ties.tie(TieDraft(venue_id=place.id, party_kind="person", party_id=kim.id, role=TieRole.REPRESENTATIVE))
    case = workspace.cases.open_case(CaseDraft(title_public="Tillsyn, Sillkajsgatan 1", venue_id=place.id))
    workspace.cases.involve(case.id, ("person", kim.id), PartyRole.WITNESS)


@pytest.fixture
def dialog(qtbot, window_of):
    window = window_of(7, fill=scene)
    window.commands["person"].trigger()
    (made,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert isinstance(made, PersonSearch)
    return window, made


def seek(qtbot, window, dialog, words, purpose="Kontroll av företrädare"):
    dialog.words.setText(words)
    dialog.purpose.setText(purpose)
    dialog.seek()
    qtbot.waitUntil(lambda: window.session.jobs.idle)


def test_somebody_is_found_and_leads_to_the_case_and_the_place(qtbot, dialog):
    window, made = dialog
    seek(qtbot, window, made, "sandell")
    assert made.titles == ["Kim Sandell"]
    made.buttons[0].click()
    qtbot.waitUntil(lambda: len(made.buttons) == 2)
    assert "Tillsyn, Sillkajsgatan 1" in made.buttons[0].text()
    assert made.buttons[1].text() == "Ångpannan"
    made.buttons[1].click()
    qtbot.waitUntil(lambda: window.shell.where()[0] == "venues")
    assert window.shell.where()[1].endswith("/people")
    purposes = [entry.get("purpose", "") for entry in audited(window.session.workspace.store)]
    assert "Kontroll av företrädare" in purposes


def test_nothing_is_searched_without_a_purpose(qtbot, dialog):
    window, made = dialog
    before = len(audited(window.session.workspace.store))
    seek(qtbot, window, made, "sandell", purpose=" ")
    assert made._fields["purpose"].problem
    assert made.titles == []
    seek(qtbot, window, made, "")
    assert made._fields["words"].problem
    assert not any(entry["act"] == "searched" for entry in audited(window.session.workspace.store)[before:])


@pytest.mark.parametrize(("words", "titles"), [("Hemlighed", []), (NUMBER, ["Skyddad identitet"])])
def test_a_protected_identity_is_found_by_the_whole_number_and_not_named(qtbot, dialog, words, titles):
    window, made = dialog
    seek(qtbot, window, made, words)
    assert made.titles == titles
    assert "Hemlighed" not in "".join(button.text() for button in made.buttons)


def test_who_belongs_nowhere_is_said_to(qtbot, dialog):
    window, made = dialog
    seek(qtbot, window, made, "Ensamberg")
    made.buttons[0].click()
    qtbot.waitUntil(lambda: made.buttons == [] and window.session.jobs.idle)


def test_a_role_without_people_has_no_such_command(window_of):
    assert not window_of(role=Role.UNIT_ADMIN).commands["person"].isEnabled()
