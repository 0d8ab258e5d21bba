"""The form of a place: says what is wrong, keeps drafts, shows conflicts, loses nothing."""

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.venues import (
    VenueDraft,
    VenueFilter,
    draft_of,
)

from .conftest import type_into


def pick(qtbot, page, row):
    page.list.view.setCurrentIndex(page.list.model.index(row))
    name = page.list.model.line(row).name
    qtbot.waitUntil(lambda: page.detail.name == name)
    return name


def test_a_new_place_is_written_and_shown_in_list_and_detail(qtbot, page_of):
    window, page = page_of(3)
    window.commands["new"].trigger()
    assert page.form.inputs["name"].editor.hasFocus()
    assert page.form.inputs["municipality"].raw == "1282"
    type_into(page.form.inputs["name"].editor, "Ägir")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: page.detail.name == "Ägir")
    qtbot.waitUntil(lambda: page.list.selected() is not None and page.list.selected().name == "Ägir")
    assert page.list.model.rowCount() == 4


def test_a_form_does_not_scold_before_somebody_tries_to_save(qtbot, page_of):
    _, page = page_of(1)
    page.start_form(None)
    name = page.form.inputs["name"].field
    assert name.problem == ""
    page.form.save()
    assert name.problem == "Skriv ett namn eller en gatuadress."
    assert page.form.inputs["name"].editor.accessibleDescription() == name.problem
    type_into(page.form.inputs["street"].editor, "Pollargatan 31")
    assert name.problem == ""


def test_what_is_wrong_is_said_while_typing_under_its_field(qtbot, page_of):
    _, page = page_of(1)
    page.start_form(None)
    type_into(page.form.inputs["postal_code"].editor, "12")
    assert "fem siffror" in page.form.inputs["postal_code"].field.problem
    page.form.inputs["status"].raw = "confirmed"
    assert page.form.inputs["status_reason"].field.problem == "Skriv varför. Det krävs för den här statusen."


def test_saving_with_problems_goes_to_the_first_field_and_writes_nothing(qtbot, page_of):
    window, page = page_of(1)
    page.start_form(None)
    page.form.inputs["postal_code"].raw = "12"
    page.form.save()
    assert page.form.inputs["name"].editor.hasFocus()
    assert window.session.workspace.venues.counts()[VenueFilter.ALL] == 1


def test_an_edit_is_written_with_its_history(qtbot, page_of):
    window, page = page_of(1)
    pick(qtbot, page, 0)
    window.commands["edit"].trigger()
    page.form.inputs["operator_name"].raw = "Föreningen Ljuspunkten"
    window.commands["save"].trigger()
    qtbot.waitUntil(page.detail.isVisible)
    qtbot.waitUntil(lambda: len(page.detail.history.events) == 2)
    assert page.detail.history.events[0].lines == ("Nyttjare: Föreningen Ljuspunkten",)


def test_two_who_write_the_same_field_end_in_a_conflict_that_the_page_shows_calmly(qtbot, page_of):
    window, page = page_of(1)
    pick(qtbot, page, 0)
    window.commands["edit"].trigger()
    venues = window.session.workspace.venues
    shown = venues.venue(page.detail.venue_id)
    venues.edit(shown, VenueDraft(**{**vars_of(shown), "operator_name": "Skriven av någon annan"}))
    page.form.inputs["operator_name"].raw = "Skriven av mig"
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: page.list.model.line(0).in_conflict)
    qtbot.waitUntil(page.detail.conflict_banner.isVisible)
    assert "Båda" in page.detail.conflict_banner.text


def vars_of(venue):
    draft = draft_of(venue)
    return {name: getattr(draft, name) for name in VenueDraft.__dataclass_fields__}


def test_a_full_disk_keeps_the_form_and_says_the_way_out(qtbot, page_of, monkeypatch):
    window, page = page_of(1)
    page.start_form(None)
    type_into(page.form.inputs["name"].editor, "Ägir")

    def full(_):
        raise StoreTrouble("disk-full")

    monkeypatch.setattr(window.session.workspace.venues, "register", full)
    page.form.save()
    qtbot.waitUntil(window.shell.banner.isVisible)
    assert "Disken är full" in window.shell.banner.text
    assert page.form.isVisible()
    assert page.form.inputs["name"].raw == "Ägir"


def test_leaving_a_form_keeps_the_draft_and_starting_over_forgets_it(qtbot, page_of):
    window, page = page_of(1)
    page.start_form(None)
    type_into(page.form.inputs["name"].editor, "Halv")
    page.form.leave()
    page.start_form(None)
    qtbot.waitUntil(lambda: page.form.inputs["name"].raw == "Halv")
    qtbot.waitUntil(page.form.banner.isVisible)
    page.form.start_over()
    assert page.form.inputs["name"].raw == ""
    drafts = window.session.workspace.drafts
    qtbot.waitUntil(lambda: drafts.load("venue:new") is None)
