"""The tabs of what was done at a place: there when there is something in them, read when they are opened."""

from datetime import timedelta

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from krogkoll.evidence import Subject
from krogkoll.inspections import InspectionDraft
from krogkoll.venues import VenueQuery
from ui.evidence.viewer import PhotoViewer

from .conftest import NIGHT


@pytest.fixture
def a_visit(tmp_path):
    """A visit with a photo and a file that is no photo, at the place called Studio 44."""

    def fill(workspace):
        line = workspace.venues.page(workspace.venues.find(VenueQuery(text="Studio")))[0]
        visit = workspace.inspections.start(
            InspectionDraft(
                venue_id=line.id,
                premises="källaren på Sillkajsgatan 7",
                address="Sillkajsgatan 7",
                started_at=NIGHT - timedelta(hours=2),
                person_met="Kim",
                person_met_role="bartender",
            )
        )
        photo = tmp_path / "bar.jpg"
        Image.new("RGB", (640, 480), "teal").save(photo, "JPEG")
        taken_in = workspace.evidence.import_files([photo], subject=Subject("inspection", visit.id))
        assert len(taken_in.photos) == 1

    return fill


def visible_tabs(page):
    tabs = page.detail.tabs
    return [tabs.tabText(index) for index in range(tabs.count()) if tabs.isTabVisible(index)]


def pick(qtbot, page, name):
    row = next(row for row in range(page.list.model.rowCount()) if page.list.model.line(row).name == name)
    page.list.view.setCurrentIndex(page.list.model.index(row))
    qtbot.waitUntil(lambda: page.detail.name == name)


def test_a_place_without_visits_has_no_tabs_for_them(qtbot, page_of):
    _, page = page_of(7)
    pick(qtbot, page, "Zebran")
    assert visible_tabs(page) == ["Översikt", "Tips", "Personer", "Foton", "Handlingar", "Historik"]


def test_visits_and_photos_get_their_tabs_and_lose_them_at_the_next_place(qtbot, page_of, a_visit):
    _, page = page_of(7, fill=a_visit)
    pick(qtbot, page, "Studio 44")
    assert visible_tabs(page) == ["Översikt", "Tips", "Personer", "Tillsyn 1", "Foton", "Handlingar", "Historik"]
    page.detail.open_tab("visits")
    assert page.detail.visits.shown == 1
    page.detail.open_tab("photos")
    pick(qtbot, page, "Zebran")
    assert visible_tabs(page) == ["Översikt", "Tips", "Personer", "Foton", "Handlingar", "Historik"]
    assert page.detail.tab == "photos", "a place can always be given photos"


def test_photos_are_read_when_their_tab_is_opened_and_shown_large_on_enter(qtbot, page_of, a_visit):
    window, page = page_of(7, fill=a_visit)
    evidence = window.session.workspace.evidence
    asked, original = [], evidence.photos
    evidence.photos = lambda subject: asked.append(subject.kind) or original(subject)
    pick(qtbot, page, "Studio 44")
    assert asked == []
    page.detail.open_tab("photos")
    grid = page.detail.photos.grid
    qtbot.waitUntil(lambda: grid.photos.rowCount() == 1, timeout=20000)
    assert asked == ["venue", "inspection"]
    grid.setCurrentIndex(grid.photos.index(0))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    dialog = window.findChild(PhotoViewer)
    qtbot.waitUntil(lambda: dialog.canvas.image.width() == 640, timeout=20000)
    dialog.close()


def test_a_visit_and_a_note_stand_in_the_timeline_of_the_place(qtbot, page_of, a_visit):
    _, page = page_of(7, fill=a_visit)
    pick(qtbot, page, "Studio 44")
    titles = [event.title for event in page.detail.history.events]
    assert "Objektet registrerat" in titles
    assert page.detail.history.events == sorted(page.detail.history.events, key=lambda event: event.at, reverse=True)
