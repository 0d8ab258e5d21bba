"""Files dropped on the page of a place or a case: each kind ends where it belongs, and what came of it is said."""

import os

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from krogkoll.cases import CaseDraft
from krogkoll.evidence import Subject
from krogkoll.evidence.dropped import sort_dropped
from krogkoll.security import Role

from .photo_room import picture
from .test_venues_page import pick


def mime_of(paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(owner, *paths):
    # As with a real mouse: what does not welcome the files when they enter is never given them.
    welcome(owner, *paths)
    mime = mime_of(paths)
    keys = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(owner, QDropEvent(QPointF(9, 9), *keys))


def welcome(owner, *paths):
    mime = mime_of(paths)
    keys = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(QPoint(9, 9), *keys)
    event.ignore()
    QCoreApplication.sendEvent(owner, event)
    return event.isAccepted()


def paper(path, content=b"%PDF-1.7\nx"):
    path.write_bytes(content)
    return path


def at_place(qtbot, page_of, **over):
    window, page = page_of(2, **over)
    pick(qtbot, page, 0)
    qtbot.waitUntil(lambda: page.detail._place is not None)
    return window, page.detail


def told(qtbot, drops):
    qtbot.waitUntil(lambda: not drops.busy and drops.isVisible() and not drops.banner.isHidden(), timeout=10_000)
    return drops.banner.text


def test_a_place_without_visits_has_its_tab_of_photos(qtbot, page_of):
    _, detail = at_place(qtbot, page_of)
    assert detail.tabs.isTabVisible(detail.head._keys.index("photos"))
    detail.open_tab("photos")
    qtbot.waitUntil(detail.photos.fetch_button.isVisible)


def test_files_dropped_on_a_place_go_where_they_belong(qtbot, page_of, tmp_path):
    window, detail = at_place(qtbot, page_of)
    assert not detail.drops.isVisible()
    # A picture by another name is a picture; a paper called a photo is a paper.
    odd = picture(tmp_path / "bild.dat")
    drop(detail, odd, paper(tmp_path / "avtal.jpg"))
    said = told(qtbot, detail.drops)
    assert said == "1 foto är inläst och verifierat. En handling är mottagen."
    workspace, place = window.session.workspace, Subject("venue", detail.venue_id)
    assert [one.name for one in workspace.evidence.photos(place)] == ["bild.dat"]
    assert [one.name for one in workspace.documents.documents([place])] == ["avtal.jpg"]
    detail.drops.banner._button.click()
    assert detail.tab == "photos"
    assert not detail.drops.isVisible()


def test_files_dropped_on_a_case_go_to_the_case(qtbot, page_of, tmp_path):
    cases = []
    window, _ = page_of(
        1, fill=lambda workspace: cases.append(workspace.cases.open_case(CaseDraft(title_public="Tillsyn")))
    )
    window.shell.go("cases", f"{cases[0].id}/")
    detail = window.shell.pages["cases"].detail
    qtbot.waitUntil(lambda: detail.file is not None)
    drop(detail, paper(tmp_path / "avtal.pdf"))
    assert told(qtbot, detail.drops) == "En handling är mottagen."
    detail.drops.banner._button.click()
    assert detail.tab == "papers"
    qtbot.waitUntil(lambda: [one.name for one in detail.papers.shown] == ["avtal.pdf"])
    drop(detail, picture(tmp_path / "a.png", kind="PNG"))
    qtbot.waitUntil(lambda: "1 foto" in detail.drops.banner.text, timeout=10_000)
    detail.drops.banner._button.click()
    assert detail.tab == "photos"
    qtbot.waitUntil(lambda: detail.photos.grid.photos.rowCount() == 1)


def test_what_is_broken_empty_a_folder_or_gone_is_named_and_the_rest_comes_in(qtbot, page_of, tmp_path):
    _, detail = at_place(qtbot, page_of)
    (tmp_path / "mapp").mkdir()
    broken = paper(tmp_path / "trasig.jpg", b"\xff\xd8\xff trasig")
    empty, good = paper(tmp_path / "tom.txt", b""), paper(tmp_path / "a")
    drop(detail, broken, empty, tmp_path / "mapp", tmp_path / "borta.pdf", good)
    said = told(qtbot, detail.drops)
    assert "1 fil togs inte emot: trasig.jpg." in said
    assert "En handling är mottagen." in said
    assert "tom.txt togs inte emot." in said
    assert "borta.pdf togs inte emot." in said
    assert "Öppna fliken Foton och släpp den där." in said


def test_what_is_dropped_while_others_come_in_waits_and_comes_too(qtbot, page_of, tmp_path):
    window, detail = at_place(qtbot, page_of)
    first, second = detail.venue_id, paper(tmp_path / "b.pdf")
    drop(detail, picture(tmp_path / "a.jpg"))
    drop(detail, second)
    assert detail.drops.busy
    qtbot.waitUntil(lambda: not detail.drops.busy, timeout=10_000)
    assert [one.name for one in window.session.workspace.documents.documents([Subject("venue", first)])] == ["b.pdf"]


def test_who_may_not_add_is_not_offered_to_drop(qtbot, page_of, tmp_path):
    _, detail = at_place(qtbot, page_of, role=Role.DECISION_MAKER)
    assert not welcome(detail, picture(tmp_path / "a.jpg"))
    assert not detail.acceptDrops()


def test_files_are_welcome_and_text_is_not(qtbot, page_of, tmp_path):
    _, detail = at_place(qtbot, page_of)
    assert welcome(detail, picture(tmp_path / "a.jpg"))
    assert not welcome(detail)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_never_opened(tmp_path):
    os.mkfifo(tmp_path / "ror")
    found = sort_dropped([tmp_path / "ror", tmp_path / "ror"])
    assert found.papers == (tmp_path / "ror",)
