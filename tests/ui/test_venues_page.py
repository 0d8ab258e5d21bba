"""The page Objekt: list, search, chips, order, detail; by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu

from krogkoll.security import Role
from krogkoll.venues import (
    Channel,
    Handling,
    InformationGrade,
    SourceGrade,
    TipDraft,
    VenueFilter,
    VenueOrder,
    VenueQuery,
)
from ui.venues.list_model import PAGE

from .conftest import type_into


def names(page):
    return [page.list.model.line(row).name for row in range(page.list.model.rowCount())]


def with_tips(workspace):
    """A tip that makes the place called Studio 44 the most urgent one."""
    line = next(one for one in workspace.venues.page(workspace.venues.find(VenueQuery(text="Studio"))))
    workspace.tips.register(
        TipDraft(
            text="Betald servering i källaren efter midnatt.",
            venue_id=line.id,
            channel=Channel.PHONE,
            source_grade=SourceGrade.RELIABLE,
            information_grade=InformationGrade.DIRECT,
            handling=Handling.PERMITTED,
            indicators=("I1", "I5"),
        )
    )


def pick(qtbot, page, row):
    page.list.view.setCurrentIndex(page.list.model.index(row))
    name = page.list.model.line(row).name
    qtbot.waitUntil(lambda: page.detail.name == name)
    return name


def test_the_list_model_keeps_the_rules_of_qt(qtbot, page_of):
    _, page = page_of(7)
    QAbstractItemModelTester(page.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.list.reload()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 7)


def test_only_the_pages_that_are_looked_at_are_read(qtbot, page_of, monkeypatch):
    _, page = page_of(600)
    model, asked = page.list.model, []
    read = model._read
    monkeypatch.setattr(model, "_read", lambda wanted: asked.append(len(wanted)) or read(wanted))
    model.show_numbers(model._numbers)
    page.list.view.scrollToBottom()
    page.list.view.grab()
    assert 1 <= len(asked) <= 4
    assert max(asked) <= PAGE


def test_the_most_urgent_place_stands_first_with_its_flag(page_of):
    _, page = page_of(7, fill=with_tips)
    first = page.list.model.line(0)
    assert (first.name, first.danger) == ("Studio 44", True)


def test_names_sort_in_swedish_order(qtbot, page_of):
    _, page = page_of(7)
    page.list.set_order(VenueOrder.NAME)
    wanted = ["Andra våningen", "Källaren Bakfickan", "Studio 44", "Zebran", "Ångpannan", "Äpplet", "Örnen"]
    qtbot.waitUntil(lambda: names(page) == wanted)


def test_typing_filters_and_escape_shows_all_again(qtbot, page_of):
    window, page = page_of(7)
    window.commands["filter"].trigger()
    assert page.list.search.hasFocus()
    type_into(page.list.search, "källa")
    qtbot.waitUntil(lambda: names(page) == ["Källaren Bakfickan"])
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 7)


def test_a_late_answer_never_replaces_a_newer_one(qtbot, page_of):
    _, page = page_of(7)
    for text in ("z", "ze", "", "örn"):
        page.list.search.setText(text)
    qtbot.waitUntil(lambda: names(page) == ["Örnen"])


def test_no_hit_says_so_and_offers_all(qtbot, page_of):
    _, page = page_of(7)
    page.list.search.setText("finns inte")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    assert page.list.no_hit.isVisible()
    qtbot.mouseClick(page.list.no_hit.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 7)


def test_an_empty_workspace_invites_to_write_the_first_place(qtbot, page_of):
    _, page = page_of()
    assert page.list.none_yet.isVisible()
    qtbot.mouseClick(page.list.none_yet.button, Qt.MouseButton.LeftButton)
    assert page.form.isVisible()


def test_chips_filter_and_count(qtbot, page_of):
    _, page = page_of(7)
    page.list.chips.choose(VenueFilter.PLANNED)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3)
    assert {page.list.model.line(row).status.value for row in range(3)} == {"planned"}
    assert page.list.chips.words() == {"Alla 7", "Hög 0", "Fara 0", "Planerad 3"}


def test_those_who_may_not_read_tips_see_no_scores_anywhere(qtbot, page_of):
    _, page = page_of(7, role=Role.DECISION_MAKER)
    assert page.list.model.line(0).points is None
    assert page.list.chips.words() == {"Alla 7", "Planerad 3"}
    pick(qtbot, page, 0)
    assert not page.detail.overview.risk.isVisible()
    assert [
        page.detail.tabs.tabText(i) for i in range(page.detail.tabs.count()) if page.detail.tabs.isTabVisible(i)
    ] == ["Översikt", "Personer", "Foton", "Handlingar", "Historik"]
    assert not page.list.new_button.isVisible()
    assert not page.detail.head.edit_button.isVisible()


def test_arrow_keys_walk_from_the_filter_through_the_list_into_the_detail(qtbot, page_of):
    window, page = page_of(7)
    window.commands["filter"].trigger()
    qtbot.keyClick(page.list.search, Qt.Key.Key_Down)
    assert page.list.view.hasFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    row = page.list.view.currentIndex().row()
    assert row > 0
    wanted = page.list.model.line(row).name
    qtbot.waitUntil(lambda: page.detail.name == wanted)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert page.detail.tabs.hasFocus()
    qtbot.keyClick(page.detail.tabs, Qt.Key.Key_Right)
    assert page.detail.tab == "tips"


def test_passing_many_rows_reads_only_the_one_where_the_key_stops(qtbot, page_of, monkeypatch):
    _, page = page_of(7)
    read, asked = page.detail.read, []
    monkeypatch.setattr(page.detail, "read", lambda venue_id: asked.append(venue_id) or read(venue_id))
    page.list.view.setFocus()
    for _ in range(6):
        qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.name != "")
    assert len(asked) <= 2


def test_the_selected_place_stays_selected_when_the_order_changes(qtbot, page_of):
    _, page = page_of(7)
    page.list.set_order(VenueOrder.NAME)
    qtbot.waitUntil(lambda: names(page)[0] == "Andra våningen")
    name = pick(qtbot, page, 5)
    page.list.set_order(VenueOrder.LATEST)
    qtbot.waitUntil(lambda: names(page)[0] != "Andra våningen")
    qtbot.waitUntil(lambda: page.list.selected() is not None and page.list.selected().name == name)


def test_tips_are_read_only_when_their_tab_is_opened(qtbot, page_of):
    window, page = page_of(7, fill=with_tips)
    tips = window.session.workspace.tips
    asked, original = [], tips.tips_of
    tips.tips_of = lambda venue_id: asked.append(venue_id) or original(venue_id)
    pick(qtbot, page, 0)
    assert asked == []
    page.detail.open_tab("tips")
    qtbot.waitUntil(lambda: page.detail.tips.shown == 1)
    assert len(asked) == 1


def test_the_search_field_finds_a_place_from_anywhere(qtbot, page_of):
    window, page = page_of(7)
    window.commands["search"].trigger()
    field = window.shell.field
    assert field.hasFocus()
    type_into(field, "zeb")
    qtbot.waitUntil(lambda: field.popup.isVisible() and "Zebran" in field.popup.item(0).text())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.detail.name == "Zebran")
    assert field.text() == ""


def test_the_search_field_gives_commands_too(qtbot, page_of):
    window, _ = page_of(1)
    window.commands["search"].trigger()
    field = window.shell.field
    type_into(field, "mörkt")
    qtbot.waitUntil(lambda: field.popup.isVisible() and "mörkt" in field.popup.item(0).text())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.theme.scheme == "dark")


def test_the_order_menu_lists_the_orders_and_marks_the_present_one(qtbot, page_of):
    _, page = page_of(1)
    qtbot.mouseClick(page.list.sort_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("Risk, högst först", True),
        ("Namn, A till Ö", False),
        ("Senaste händelse", False),
    ]
    menu.close()


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_the_page_never_grows_the_window(qtbot, page_of, width):
    window, page = page_of(7, fill=with_tips)
    window.resize(width, 640)
    pick(qtbot, page, 0)
    page.start_form(None)
    assert (window.width(), window.height()) == (width, 640)
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 640
