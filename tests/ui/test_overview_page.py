"""The overview: what one needs to know when the day begins, in one window without scrolling."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QScrollArea

from krogkoll.agenda import Group
from krogkoll.security import Role
from tests.agenda.filling import fill
from ui.agenda_words import due_words
from ui.overview.words import greeting, oldest_words
from ui.widgets.pressed import Line, Row
from ui.words import due_age


@pytest.fixture
def overview(qtbot, window_of):
    """A window with things that wait, at the overview."""

    def make(role=Role.MUNICIPAL_INSPECTOR, filling=fill):
        window = window_of(fill=filling, role=role, practice=True)
        page = window.shell.pages["overview"]
        qtbot.waitUntil(lambda: page.shown is not None and window.session.jobs.idle)
        return window, page

    return make


def names(card, kind):
    return [one.accessibleName() for one in card.findChildren(kind)]


def test_it_is_the_first_page_and_greets_by_the_hour(overview):
    window, page = overview()
    assert next(iter(window.shell.rail._items)) == "overview"
    assert page.hello.text() == "God kväll, Anna"
    assert page.day.text().startswith("Söndag 22\u00a0november\u00a02026 · Landskrona stad")


def test_the_figures_agree_with_the_inbox_and_lead_to_their_lists(qtbot, overview):
    window, page = overview()
    figures = {key: figure.figure for key, figure in page.figures.items()}
    assert figures == {"incoming": "4", "suspected": "4", "visits": "2", "to_sign": "1"}
    inbox = window.session.workspace.agenda.inbox()
    assert int(figures["incoming"]) == inbox.totals[Group.TIP] + inbox.totals[Group.NOTE]
    page.figures["incoming"].click()
    assert window.shell.where()[0] == "inbox"
    page.figures["suspected"].click()
    assert window.shell.where()[0] == "venues"


def test_what_the_law_dates_stands_first_after_what_is_half_written(qtbot, overview):
    window, page = overview()
    rows = names(page.to_do, Row)
    assert len(rows) == 5
    assert rows[0].startswith("Fortsätt: Källaren Bakfickan, Du skrev på detta i dag")
    assert rows[1].startswith("Överklagandetiden går ut, senast 28\u00a0nov · Källaren Bakfickan")
    page.to_do.findChildren(Row)[0].click()
    assert window.shell.where() == ("inbox", f"draft/venue:{page.shown.stops[0].venue_id}")


def test_the_next_operation_tells_the_own_ground_of_each_stop_and_where_it_is_missing(qtbot, overview):
    window, page = overview()
    lines = names(page.operation, Line)
    assert [line.split(", ")[0] for line in lines] == [
        "Källaren Bakfickan",
        "Lokal 7",
        "Klubb Månsken",
        "Biljardhallen",
    ]
    assert all("Din grund: " in line for line in lines[:3])
    assert lines[3].endswith("Grund saknas")
    page.operation.findChildren(Line)[1].click()
    venues = window.shell.pages["venues"]
    qtbot.waitUntil(lambda: venues.detail.name == "Lokal 7")


def test_an_empty_workspace_says_what_will_stand_here(qtbot, overview):
    _, page = overview(filling=None)
    assert names(page.to_do, Row) == []
    said = {label.text() for label in page.findChildren(type(page.hello).__mro__[1])}
    assert {"Ingen insats är planerad.", "Inget väntar på dig.", "Inga besök är inskrivna än."} <= said


def test_it_fits_a_small_laptop_without_scrolling(qtbot, overview):
    window, page = overview()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: len(names(page.to_do, Row)) == 5)
    bar = page.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)


@pytest.mark.parametrize(("role", "shown"), [(Role.UNIT_ADMIN, set()), (Role.AUDITOR, set())])
def test_a_role_without_cases_is_shown_none_of_their_figures(overview, role, shown):
    def filling(workspace):
        own = workspace.actor
        workspace.store.act_as(dataclasses.replace(own, role=Role.MUNICIPAL_INSPECTOR))
        fill(workspace)
        workspace.store.act_as(own)

    _, page = overview(role, filling)
    assert set(page.figures) == shown
    assert (page.backup is None) == (role is Role.AUDITOR)
    assert page.shown.last_visits == ()


def test_nothing_is_read_for_a_page_that_nobody_looks_at(qtbot, overview):
    window, page = overview()
    window.shell.go("venues", "")
    before = page.shown
    from krogkoll.cases import QuickNoteDraft

    window.session.workspace.notes.write(QuickNoteDraft(text="Ny."))
    qtbot.waitUntil(lambda: window.shell.rail._items["inbox"].accessibleName() == "Inkommet, 10")
    assert page.shown is before
    window.shell.go("overview", "")
    qtbot.waitUntil(lambda: page.figures["incoming"].figure == "5")


@pytest.mark.parametrize(
    ("hour", "words"), [(3, "Hej"), (6, "God morgon"), (12, "God dag"), (17, "God kväll"), (22, "God kväll")]
)
def test_the_greeting_fits_the_hour_in_sweden(hour, words):
    # In November the wall clock is one hour ahead.
    assert greeting(datetime(2026, 11, 22, hour, 0, tzinfo=UTC), "Anna Lindqvist") == f"{words}, Anna"
    assert greeting(datetime(2026, 11, 22, hour, 0, tzinfo=UTC), "") == words


def test_the_age_of_the_oldest_is_told_in_days_by_the_calendar():
    now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert oldest_words(None, now) == "inget väntar"
    assert oldest_words(datetime(2026, 11, 22, 23, 5, tzinfo=UTC), now) == "äldsta från i dag"
    assert oldest_words(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), now) == "äldsta 1 dag"


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_day_is_told_as_late_exactly_when_it_has_passed(day, today):
    assert ("sen" in due_age(day, today)) == (day < today) or "sen" in str(day)
    assert due_words(day, today).startswith("försenat") == (day < today)
