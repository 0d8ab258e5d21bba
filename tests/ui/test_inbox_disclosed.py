"""What other authorities disclosed to us waits in the inbox until somebody has attended to it."""

from functools import partial

import pytest

from krogkoll.evidence import Subject
from krogkoll.venues import VenueQuery
from tests.ui.inbox_room import choose, deed, keys, opened


@pytest.fixture
def inbox(qtbot, window_of):
    return partial(opened, qtbot, window_of)


def test_what_another_authority_disclosed_waits_until_somebody_has_attended_to_it(qtbot, inbox):
    window, page = inbox()
    (key,) = keys(page, "disclosed")
    choose(qtbot, page, key)
    assert page.detail.title.text() == "Yttrande över lokalen"
    deed(qtbot, page, "Omhändertagen")
    qtbot.waitUntil(lambda: keys(page, "disclosed") == [])
    paper = page.detail  # the next thing that waits is shown
    assert paper.item is None or paper.item.id != key.partition("/")[2]
    workspace = window.session.workspace
    places = {line.name: line.id for line in workspace.venues.page(workspace.venues.find(VenueQuery()))}
    (kept,) = workspace.documents.documents([Subject("venue", places["Källaren Bakfickan"])])
    assert kept.attended_at is not None
    assert kept.attended_by == workspace.actor.name


def test_a_disclosed_paper_is_opened_among_the_papers_of_its_place(qtbot, inbox):
    window, page = inbox()
    (key,) = keys(page, "disclosed")
    choose(qtbot, page, key)
    deed(qtbot, page, "Öppna objektet")
    qtbot.waitUntil(lambda: window.shell.pages.get("venues") is not None and window.shell.pages["venues"].isVisible())
    assert window.shell.pages["venues"].where().endswith("/documents")
