"""Persons and companies of a place: roles, checked numbers, protected identity never on screen by accident."""

import pytest
from PySide6.QtWidgets import QApplication

from krogkoll.people import CompanyDraft, PersonDraft, TieDraft, TieRole
from krogkoll.security import Role
from ui.people.words import told_by_organisation_number, told_by_person_number
from ui.widgets.marks import Chip
from ui.widgets.text import Text

from .conftest import NIGHT, type_into
from .test_venues_page import pick


def open_people(qtbot, page):
    pick(qtbot, page, 0)
    page.detail.open_tab("people")
    qtbot.waitUntil(page.detail.people.add_button.isVisible)
    return page.detail.people


def dialog_of(qtbot):
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def choose_role(dialog, role):
    dialog.role.setCurrentIndex(dialog.role.findData(role))


def hidden_person(workspace, venue_id):
    person = workspace.people.register_person(
        PersonDraft(
            name="Åsa Hemlig", number="900602-2397", number_reason="behövs", protected=True, notes="bor hos modern"
        )
    )
    workspace.ties.tie(
        TieDraft(venue_id=venue_id, party_kind="person", party_id=person.id, role=TieRole.REPRESENTATIVE)
    )
    return person


def shown_words(panel):
    return " ".join(one.text() for one in panel.findChildren(Text))


def test_an_association_is_written_down_with_its_role_and_form(qtbot, page_of):
    window, page = page_of(1)
    panel = open_people(qtbot, page)
    panel.add()
    dialog = dialog_of(qtbot)
    dialog.save()
    assert dialog.form.fields["name"].problem == "Skriv namnet."
    assert dialog.role_field.problem == "Välj en roll."
    type_into(dialog.form.editors["name"], "Föreningen Bakfickan")
    type_into(dialog.form.editors["number"], "809999-0016")
    assert dialog.form.fields["number"].problem == "Kontrollsiffran stämmer inte. Jämför siffra för siffra."
    dialog.form.editors["number"].setText("809999-0015")
    assert dialog.form.editors["number"].accessibleDescription() == "Ideell förening eller stiftelse"
    choose_role(dialog, "operator")
    dialog.save()
    qtbot.waitUntil(lambda: panel.titles == ["Föreningen Bakfickan"])
    assert "Driver verksamheten" in shown_words(panel)
    assert "809999-0015 · Ideell förening eller stiftelse" in shown_words(panel)
    ties = window.session.workspace.ties.ties_of([page.detail.venue_id])
    assert [tie.role for tie in ties] == [TieRole.OPERATOR]


def test_somebody_known_is_offered_by_number_and_not_written_twice(qtbot, page_of):
    window, page = page_of(1)
    window.session.workspace.people.register_company(CompanyDraft(name="Kajhuset (exempel)", number="8099990015"))
    panel = open_people(qtbot, page)
    panel.add()
    dialog = dialog_of(qtbot)
    type_into(dialog.form.editors["number"], "809999-0015")
    qtbot.waitUntil(lambda: [one.name for one in dialog.offers] == ["Kajhuset (exempel)"])
    dialog.use(dialog.offers[0])
    assert dialog.role_field.problem == "Välj en roll."
    choose_role(dialog, "landlord")
    dialog.use(dialog.offers[0])
    qtbot.waitUntil(lambda: panel.titles == ["Kajhuset (exempel)"])
    assert len(window.session.workspace.people.find_companies("Kajhuset")) == 1


def test_a_person_needs_a_reason_for_the_number_and_is_flagged_as_a_minor(qtbot, page_of):
    _, page = page_of(1)
    panel = open_people(qtbot, page)
    panel.add()
    dialog = dialog_of(qtbot)
    dialog.kind.value = "person"
    type_into(dialog.form.editors["name"], "Kim Sandell")
    type_into(dialog.form.editors["number"], "191212121212")
    assert dialog.form.fields["number_reason"].problem.startswith("Skriv varför numret behövs.")
    dialog.form.editors["number"].setText("")
    dialog.form.editors["minor"].setChecked(True)
    choose_role(dialog, "staff")
    dialog.save()
    qtbot.waitUntil(lambda: panel.titles == ["Kim Sandell"])
    qtbot.waitUntil(lambda: any(one.accessibleName() == "Under 18 år" for one in panel.findChildren(Chip)))


def test_a_protected_identity_is_masked_until_it_is_opened_for_a_purpose(qtbot, page_of):
    window, page = page_of(1)
    workspace = window.session.workspace
    pick(qtbot, page, 0)
    hidden_person(workspace, page.detail.venue_id)
    panel = open_people(qtbot, page)
    qtbot.waitUntil(lambda: panel.titles == ["Skyddad identitet"])
    assert "Åsa" not in shown_words(panel)
    assert "900602" not in shown_words(panel)
    assert "modern" not in shown_words(panel)
    panel.edit(panel.parties[0])
    dialog = dialog_of(qtbot)
    dialog.read()
    assert dialog._field.problem == "Skriv varför du behöver uppgifterna."
    dialog.purpose.setText("delgivning")
    dialog.read()
    qtbot.waitUntil(lambda: type(QApplication.activeModalWidget()).__name__ == "PartyDialog")
    form = QApplication.activeModalWidget()
    assert form.form.raw["name"] == "Åsa Hemlig"
    form.form.editors["street"].setText("Storgatan 1")
    form.save()
    assert form.form.fields["street"].problem == "Skriv inga kontaktuppgifter till någon med skyddad identitet."
    form.reject()


def test_a_protected_name_is_never_offered_while_typing(qtbot, page_of):
    window, page = page_of(1)
    pick(qtbot, page, 0)
    hidden_person(window.session.workspace, page.detail.venue_id)
    panel = open_people(qtbot, page)
    panel.add()
    dialog = dialog_of(qtbot)
    dialog.kind.value = "person"
    dialog.form.editors["name"].setText("Åsa Hemlig")
    dialog.look()
    dialog.form.editors["number"].setText("900602-2397")
    dialog.form.editors["name"].setText("")
    dialog.look()
    qtbot.waitUntil(lambda: len(dialog.offers) == 1)
    assert "Åsa" not in shown_words(dialog)
    assert dialog._title(dialog.offers[0]) == "Skyddad identitet"


def test_a_role_is_taken_back(qtbot, page_of):
    window, page = page_of(1)
    pick(qtbot, page, 0)
    hidden_person(window.session.workspace, page.detail.venue_id)
    panel = open_people(qtbot, page)
    qtbot.waitUntil(lambda: len(panel.parties) == 1)
    panel._untie(panel.parties[0])
    qtbot.waitUntil(lambda: panel.titles == [])


def test_what_is_being_written_comes_back(qtbot, page_of):
    window, page = page_of(1)
    panel = open_people(qtbot, page)
    panel.add()
    dialog = dialog_of(qtbot)
    type_into(dialog.form.editors["name"], "Halv förening")
    name = f"party:venue:{page.detail.venue_id}"
    qtbot.waitUntil(lambda: window.session.workspace.drafts.load(name) is not None)
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    panel.add()
    again = dialog_of(qtbot)
    qtbot.waitUntil(lambda: again.form.raw["name"] == "Halv förening")


def test_roles_in_a_case_are_those_of_the_case(qtbot, page_of):
    window, page = page_of(1)
    workspace = window.session.workspace
    from krogkoll.cases import CaseDraft

    case = workspace.cases.open_case(CaseDraft(title_public="Tillsyn", title_internal="Tillsyn"))
    panel = open_people(qtbot, page)
    panel.read([("case_file", case.id)])
    panel.add()
    dialog = dialog_of(qtbot)
    type_into(dialog.form.editors["name"], "Föreningen Bakfickan")
    choose_role(dialog, "party")
    dialog.save()
    qtbot.waitUntil(lambda: panel.titles == ["Föreningen Bakfickan"])
    assert len(workspace.cases.involved(case.id)) == 1


@pytest.mark.parametrize("role", [Role.DECISION_MAKER])
def test_those_who_may_only_read_are_offered_nothing_to_write(qtbot, page_of, role):
    _, page = page_of(1, role=role)
    pick(qtbot, page, 0)
    page.detail.open_tab("people")
    assert not page.detail.people.add_button.isVisible()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("900602-2397", "Personnummer, född 2 juni 1990"),
        ("19900602-2397", "Personnummer, född 2 juni 1990"),
        ("701063-2391", "Samordningsnummer, född 3 okt 1970"),
        ("900602-2398", ""),
        ("", ""),
    ],
)
def test_a_right_number_tells_when_its_owner_was_born(text, told):
    assert told_by_person_number(text, NIGHT.date()).replace("\u00a0", " ") == told


def test_an_organisation_number_tells_the_form():
    assert told_by_organisation_number("809999-0015") == "Ideell förening eller stiftelse"
    assert told_by_organisation_number("900602-2397") == ""


def test_a_role_in_a_case_is_taken_back_where_the_case_shows_it(qtbot, page_of):
    window, _ = page_of(1)
    workspace = window.session.workspace
    from krogkoll.cases import CaseDraft, PartyRole

    case = workspace.cases.open_case(CaseDraft(title_public="Tillsyn", title_internal="Tillsyn"))
    company = workspace.people.register_company(CompanyDraft(name="Kajhuset (exempel)", number="8099990015"))
    workspace.cases.involve(case.id, ("company", company.id), PartyRole.LANDLORD)
    window.shell.go("cases", f"{case.id}/people")
    panel = window.shell.pages["cases"].detail.people
    qtbot.waitUntil(lambda: panel.titles == ["Kajhuset (exempel)"])
    panel._untie(panel.parties[0])
    qtbot.waitUntil(lambda: panel.titles == [])
    assert workspace.cases.involved(case.id) == ()
