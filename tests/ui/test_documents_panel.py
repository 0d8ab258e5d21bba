"""Received files on a page: added by choosing and dropping, told as what they are, given out with a trace."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel

from krogkoll.evidence import DocumentDraft, Subject
from krogkoll.security import Role
from ui.documents.receipt_dialog import CopyDialog, ReceiptDialog
from ui.documents.words import size_text
from ui.theme import DENSITIES
from ui.widgets.button import Button

from .test_every_screen import check

PLACE = ("venue", "9d1c6c0e-0000-4000-8000-000000000001")
MAIL = b"From: Eva <eva@example.se>\nSubject: Tips\nDate: Fri, 20 Nov 2026 23:14:00 +0100\n\nHej\n"


@pytest.fixture
def panel_of(qtbot, window_of):
    """A window whose only part in sight is the panel of one place."""

    def make(**options):
        window = window_of(7, **options)
        panel = window.shell._context.parts.documents_panel()
        window.shell._stack.addWidget(panel.widget)
        window.shell._stack.setCurrentWidget(panel.widget)
        panel.read([PLACE])
        qtbot.wait(10)
        return window, panel

    return make


@pytest.fixture
def files(tmp_path):
    made = {"avtal.pdf": b"%PDF-1.7\nx", "mejl.eml": MAIL, "verktyg.pdf": b"MZ\x90\0"}
    folder = tmp_path / "inkommet"
    folder.mkdir()
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def dialog_in(qtbot, window, kind):
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(kind)))
    return next(one for one in window.findChildren(kind) if one.isVisible())


def drop(panel, paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(5, 5), action, mime, button, no_key))


def words_in(panel):
    return " | ".join(one.text() for one in panel.findChildren(QLabel) if one.isVisibleTo(panel))


def test_dropped_files_are_asked_about_kept_and_told_as_what_they_are(qtbot, panel_of, files):
    window, panel = panel_of()
    drop(panel, files)
    dialog = dialog_in(qtbot, window, ReceiptDialog)
    dialog.from_whom.setText("Kajhuset AB (exempel)")
    dialog.act.click()
    qtbot.waitUntil(lambda: len(panel.shown) == 3)
    said = words_in(panel)
    assert "från Kajhuset AB (exempel)" in said
    assert "Enligt mejlet: ämne ”Tips”, från Eva <eva@example.se>" in said
    assert "Filen är ett program." in said


def test_a_file_that_is_here_and_one_that_is_empty_are_told_by_name(qtbot, panel_of, files):
    window, panel = panel_of()
    window.session.workspace.documents.receive(files[:1], subject=Subject(*PLACE), draft=DocumentDraft())
    files[1].write_bytes(b"")
    panel.receive(files[:2])
    dialog_in(qtbot, window, ReceiptDialog).act.click()
    qtbot.waitUntil(panel.banner.isVisible)
    assert "avtal.pdf fanns redan här." in panel.banner.text
    assert "mejl.eml togs inte emot. Filen är tom." in panel.banner.text


def test_a_copy_asks_for_whom_and_why_and_never_writes_over(qtbot, panel_of, files, tmp_path, monkeypatch):
    window, panel = panel_of()
    window.session.workspace.documents.receive(files[:1], subject=Subject(*PLACE), draft=DocumentDraft())
    qtbot.waitUntil(lambda: len(panel.shown) == 1)
    target = tmp_path / "kopia.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    button = next(one for one in panel.findChildren(Button) if one.accessibleName() == "Spara en kopia av avtal.pdf")
    button.click()
    dialog = dialog_in(qtbot, window, CopyDialog)
    dialog.act.click()
    assert dialog.isVisible()
    dialog.recipient.setText("Åklagaren")
    dialog.reason.setText("begäran")
    dialog.act.click()
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == files[0].read_bytes()
    panel._save_copy(panel.shown[0], "x", "y")
    qtbot.waitUntil(window.shell.banner.isVisible)
    assert "Det finns redan en fil" in window.shell.banner.text


def test_what_is_written_of_a_file_can_be_changed(qtbot, panel_of, files):
    window, panel = panel_of()
    window.session.workspace.documents.receive(files[:1], subject=Subject(*PLACE), draft=DocumentDraft())
    qtbot.waitUntil(lambda: len(panel.shown) == 1)
    panel._edit(panel.shown[0])
    dialog = dialog_in(qtbot, window, ReceiptDialog)
    dialog.received.setText("i går")
    dialog.act.click()
    assert dialog.fields["received_at"].problem
    dialog.received.setText("2026-11-20 09.30")
    dialog.what.setText("Hyresavtal")
    dialog.act.click()
    qtbot.waitUntil(lambda: panel.shown[0].title == "Hyresavtal")
    assert panel.shown[0].received_at.isoformat() == "2026-11-20T08:30:00+00:00"


def test_what_is_typed_comes_back_after_a_lock(qtbot, panel_of, files):
    window, panel = panel_of()
    panel.receive(files[:1])
    dialog = dialog_in(qtbot, window, ReceiptDialog)
    dialog.from_whom.setText("Eva")
    dialog._keep()
    drafts = window.session.workspace.drafts
    name = f"documents:{PLACE[0]}:{PLACE[1]}"
    qtbot.waitUntil(lambda: drafts.load(name) is not None)
    dialog.reject()
    qtbot.waitUntil(lambda: drafts.load(name) is None)
    drafts.save(name, {"title": "", "sender": "Eva", "received": "2026-11-20 09:30"})
    panel.receive(files[:1])
    again = dialog_in(qtbot, window, ReceiptDialog)
    qtbot.waitUntil(lambda: again.from_whom.text() == "Eva")


def test_who_may_only_read_sees_no_buttons(qtbot, panel_of):
    _, panel = panel_of(role=Role.DECISION_MAKER)
    assert not panel.add.isVisible()
    assert not panel.acceptDrops()


def test_sizes_read_as_people_write_them():
    assert size_text(900) == "1\u00a0kB"
    assert size_text(2_340_000) == "2,3\u00a0MB"


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_fits_and_can_be_heard(qtbot, panel_of, files, theme, density, size):
    theme.use("light", density)
    window, panel = panel_of(practice=True)
    window.resize(*size)
    check("none", window, density)
    panel.receive(files)
    check("asking", dialog_in(qtbot, window, ReceiptDialog), density)
    dialog_in(qtbot, window, ReceiptDialog).act.click()
    qtbot.waitUntil(lambda: len(panel.shown) == 3)
    check("three", window, density)
    panel._copy(panel.shown[0])
    check("copy", dialog_in(qtbot, window, CopyDialog), density)
