"""Secrecy markings are set, seen and lifted where the thing itself is shown: documents, tips, photos, visits."""

import pytest
from PySide6.QtWidgets import QApplication

from krogkoll.evidence import DocumentDraft, Subject
from krogkoll.venues import TipDraft
from ui.cases.marking_dialog import MarkingDialog
from ui.theme import DENSITIES
from ui.widgets.button import Button

from .photo_room import dialog_of, let_go, open_panel, picture
from .test_every_screen import check
from .test_venues_page import pick


def button_of(parent, what):
    names = {f"Sekretessmarkera: {what}", f"Sekretessmarkerad: {what}"}
    return next((one for one in parent.findChildren(Button) if one.accessibleName() in names), None)


def opened(qtbot, parent, what):
    qtbot.waitUntil(lambda: button_of(parent, what) is not None and button_of(parent, what).isVisible())
    button_of(parent, what).click()
    return dialog_of(qtbot, MarkingDialog)


def mark(qtbot, dialog):
    dialog.mark()
    assert dialog.fields["provision"].problem == "Välj ett lagrum."
    dialog.provision.setCurrentIndex(1)
    dialog.reason.setText("Uppgifter om drift.")
    dialog.mark()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog)


def with_document(workspace, venue_id, tmp_path):
    (tmp_path / "avtal.pdf").write_bytes(b"%PDF-1.7\nx")
    workspace.documents.receive([tmp_path / "avtal.pdf"], subject=Subject("venue", venue_id), draft=DocumentDraft())


def test_a_document_is_marked_where_it_lies_and_the_marking_lifted_again(qtbot, page_of, tmp_path):
    window, page = page_of(1)
    pick(qtbot, page, 0)
    with_document(window.session.workspace, page.detail.venue_id, tmp_path)
    page.detail.open_tab("documents")
    panel = page.detail.documents
    qtbot.waitUntil(lambda: len(panel.shown) == 1)
    mark(qtbot, opened(qtbot, panel, "avtal.pdf"))
    qtbot.waitUntil(lambda: button_of(panel, "avtal.pdf").accessibleName() == "Sekretessmarkerad: avtal.pdf")
    again = opened(qtbot, panel, "avtal.pdf")
    qtbot.waitUntil(lambda: len(again.markings) == 1)
    assert again.markings[0].subject_kind == "document"
    again.lift(again.markings[0])
    qtbot.waitUntil(lambda: again.markings == ())
    again.reject()
    qtbot.waitUntil(lambda: button_of(panel, "avtal.pdf").accessibleName() == "Sekretessmarkera: avtal.pdf")


def test_a_tip_is_marked_where_it_is_read(qtbot, page_of):
    window, page = page_of(1)
    pick(qtbot, page, 0)
    workspace = window.session.workspace
    tip = workspace.tips.register(TipDraft(venue_id=page.detail.venue_id, text="Öl säljs i källaren."))
    page.detail.open_tab("tips")
    mark(qtbot, opened(qtbot, page.detail.tips, "tipset"))
    assert [one.subject_kind for one in workspace.desk.markings_of([tip.id])] == ["tip"]


def test_a_photo_is_marked_beside_it(qtbot, page_of, tmp_path):
    window, panel, _ = open_panel(qtbot, page_of, [picture(tmp_path / "a.jpg")])
    panel._open(0)
    viewer = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: viewer.sight is not None)
    mark(qtbot, opened(qtbot, viewer, "fotot"))
    photo = panel.grid.photos.photos[0]
    assert [one.subject_kind for one in window.session.workspace.desk.markings_of([photo.id])] == ["photo"]
    viewer.close()
    let_go()


def test_a_visit_is_marked_from_its_own_page(qtbot, visits):
    window, page, _ = visits()
    view = page.field
    qtbot.waitUntil(view.foot.marking.isVisible)
    mark(qtbot, opened(qtbot, view, "besöket"))
    marked = window.session.workspace.desk.markings_of([view.read.inspection.id])
    assert [one.subject_kind for one in marked] == ["inspection"]


def test_what_is_typed_comes_back(qtbot, page_of, tmp_path):
    window, _ = page_of(1)
    first = window.shell._context.parts.marking_dialog(window, "case_file", "k1")
    first.open()
    first.reason.setText("Halv mening")
    first._draft.touched()
    first.reject()
    let_go()
    again = window.shell._context.parts.marking_dialog(window, "case_file", "k1")
    again.open()
    qtbot.waitUntil(lambda: again.reason.text() == "Halv mening")
    again.reject()


@pytest.mark.parametrize("density", DENSITIES)
def test_the_dialog_fits_and_can_be_heard(qtbot, page_of, theme, density):
    theme.use("light", density)
    window, _ = page_of(1)
    window.resize(1024, 640)
    dialog = window.shell._context.parts.marking_dialog(window, "tip", "t1")
    dialog.open()
    dialog.provision.setCurrentIndex(1)
    qtbot.wait(10)
    check("marking", dialog, density)
    dialog.reject()
