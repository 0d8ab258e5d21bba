"""The form of a place: says what is wrong, keeps drafts, shows conflicts, loses nothing."""

from PySide6.QtWidgets import QApplication

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.security import Role
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


def test_a_known_place_is_named_while_its_double_is_being_written(qtbot, page_of):
    _, page = page_of(7)
    page.start_form(None)
    type_into(page.form.inputs["name"].editor, "Ångpanan")
    qtbot.waitUntil(lambda: [one.name for one in page.form.known.offers] == ["Ångpannan"])
    assert page.form.known.isVisible()
    page.form.known.opened.emit(page.form.known.offers[0].id)
    qtbot.waitUntil(lambda: page.detail.name == "Ångpannan")


def test_a_moving_club_with_its_doors_its_earlier_addresses_and_its_permit_is_kept_whole(qtbot, page_of):
    window, page = page_of(1)
    page.start_form(None)
    raw = {
        "name": "Rörliga klubben",
        "moving": "yes",
        "entrances": "Gården, källartrappa\nGatan, röd dörr",
        "earlier_addresses": "Pollargatan 31 (2025-01-03 – 2026-04-01)\nKajgatan 7",
        "permit": "valid",
        "permit_number": "T-1",
        "permit_checked_on": "2026-11-14",
        "permit_kind": "closed_temporary",
        "permit_valid_from": "2026-01-01",
        "serving_from": "11",
        "serving_to": "01.30",
    }
    for name, text in raw.items():
        page.form.inputs[name].raw = text
    page.form.save()
    qtbot.waitUntil(lambda: page.detail.name == "Rörliga klubben")
    venue = window.session.workspace.venues.venue(page.detail.venue_id)
    assert venue.entrances == ("Gården, källartrappa", "Gatan, röd dörr")
    assert venue.earlier_addresses == ("2025-01-03/2026-04-01 Pollargatan 31", "../.. Kajgatan 7")
    assert (venue.serving_from, venue.serving_to, venue.moving) == ("11:00", "01:30", True)
    page.detail.edit()
    assert page.form.inputs["earlier_addresses"].raw == raw["earlier_addresses"]
    page.form.inputs["street"].raw = "Sillkajsgatan 14"
    page.form.save()
    qtbot.waitUntil(lambda: page.detail._place.venue.street == "Sillkajsgatan 14")
    page.detail.edit()
    page.form.inputs["street"].raw = "Lodjegatan 3"
    page.form.save()
    qtbot.waitUntil(lambda: page.detail._place.venue.street == "Lodjegatan 3")
    left = window.session.workspace.venues.venue(venue.id).earlier_addresses[-1]
    assert left == "../2026-11-22 Sillkajsgatan 14"


def test_hours_and_days_of_a_permit_are_checked_under_their_fields(qtbot, page_of):
    _, page = page_of(1)
    page.start_form(None)
    for name, text in (("serving_from", "25"), ("permit_valid_from", "2026-05-01"), ("permit_valid_to", "2026-04-01")):
        type_into(page.form.inputs[name].editor, text)
    assert page.form.inputs["serving_from"].field.problem == "Skriv tiden som 11:00."
    assert page.form.inputs["permit_valid_to"].field.problem == "Slutdagen är före startdagen."


def test_two_records_of_one_place_are_joined_and_parted_from_the_page(qtbot, page_of):
    def double(workspace):
        workspace.venues.register(VenueDraft(name="Ångpanan", street="Sillkajsgatan 1", city="Landskrona"))

    window, page = page_of(0, fill=double)
    first = window.session.workspace.venues.register(
        VenueDraft(name="Ångpannan", street="Sillkajsgatan 1", city="Landskrona")
    )
    page.open(first.id)
    qtbot.waitUntil(lambda: page.detail._place is not None and page.detail.overview.twins.isVisible())
    workspace = window.session.workspace
    (offer,) = page.detail._place.twins.offers
    page.detail.overview.twins._join(page.detail._place.venue, offer.id, offer.name)
    dialog = QApplication.activeModalWidget()
    dialog.join()
    assert dialog._field.problem == "Skriv varför."
    dialog.reason.setText("samma dörr")
    dialog.join()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    line = page.list.model.line(0)
    assert (line.name, line.also) == ("Ångpannan", ("Ångpanan",))
    qtbot.waitUntil(lambda: len(page.detail.history.events) == 2)
    (pair,) = workspace.twins.pairs(first.id)
    page.detail.overview.twins._part(pair)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)


def test_any_two_records_are_joined_by_a_free_choice_and_undone(qtbot, page_of):
    def two(workspace):
        workspace.venues.register(VenueDraft(name="Zebran", street="Storgatan 9", city="Landskrona"))

    window, page = page_of(0, fill=two)
    workspace = window.session.workspace
    first = workspace.venues.register(VenueDraft(name="Ångpannan", street="Sillkajsgatan 1", city="Landskrona"))
    page.open(first.id)
    qtbot.waitUntil(lambda: page.detail._place is not None and page.detail.overview.twins.isVisible())
    twins = page.detail.overview.twins
    twins.find_button.click()
    finder = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: [line.name for line in finder.lines] == ["Zebran"])
    finder.search.setText("finns inte")
    qtbot.waitUntil(lambda: finder.lines == [])
    finder.search.setText("storg")
    qtbot.waitUntil(lambda: [line.name for line in finder.lines] == ["Zebran"])
    finder.choose(finder.lines[0])
    dialog = QApplication.activeModalWidget()
    dialog.reason.setText("flyttade över gatan")
    dialog.join()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    toast = window.shell.speaker._toast
    qtbot.waitUntil(lambda: toast.text == "Ställena visas som ett")
    toast._undone()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    assert workspace.twins.pairs(first.id) == ()


def test_who_may_not_write_is_not_offered_to_join(qtbot, page_of):
    _, page = page_of(1, role=Role.DECISION_MAKER)
    page.list.view.setCurrentIndex(page.list.model.index(0))
    qtbot.waitUntil(lambda: page.detail._place is not None)
    assert not page.detail.overview.twins.isVisible()
